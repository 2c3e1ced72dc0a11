//! TABLE: every opcode: name, operands, cache words, one formula. Enum, names, disassembly and verifier derive from it.
//!
//! Conventions:
//! - `R[x]` is a register. A *read* operand is borrowed; with its `TAKE_*` flag it is a temporary that dies here.
//!   An instruction that writes `a` where `a` is also the register it reads consumes that operand by overwriting it.
//! - *Window* operands are runs of temporaries that the instruction always consumes (it leaves no pointer in them).
//! - A dead temporary never holds a pointer (stale numbers and singletons are harmless).
//! - Displacements count words from the word behind the instruction *and its caches*.
//! - Rows below the line `specialized` are written by the machine into its own copy of the code, never by the compiler.

/// What an operand field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// Unused.
    No,
    /// Register written.
    Dst,
    /// Register read.
    Src,
    /// Register read, or `NO_REG`.
    OptSrc,
    /// Register read and written.
    Both,
    /// First register of a run that is consumed (and, where the formula says so, overwritten).
    Window,
    /// First register of a run that is written.
    DstWindow,
    /// Index into the names.
    Name,
    /// Index into the constants.
    Const,
    /// Index into the closure.
    Free,
    /// A small number: count or kind.
    Num,
    /// A signed immediate.
    Imm,
    /// Signed displacement.
    Jump,
    /// `b` and `c` together: index into the names.
    WideName,
    /// `b` and `c` together: index into the constants.
    WideConst,
    /// `b` and `c` together: signed immediate.
    WideImm,
    /// `b` and `c` together: signed displacement.
    WideJump,
    /// Second half of a wide operand.
    Half,
}

/// Hands the table to a macro: `name a b c cache "formula"`.
#[macro_export]
macro_rules! for_each_opcode {
    ($with:ident) => {
        $with! {
            // Registers and constants.
            Nop            No Num No 0 "nothing";
            Move           Dst Src No 0 "R[a] = R[b]";
            LoadConst      Dst WideConst Half 0 "R[a] = constants[bc]";
            LoadInt        Dst WideImm Half 0 "R[a] = bc";
            Drop           Both No No 0 "release R[a], which becomes unbound";
            DeleteFast     Both No No 0 "del R[a]; UnboundLocalError when unbound";
            CheckBound     Src No No 0 "UnboundLocalError (NameError in comprehensions) when R[a] is unbound";
            // Cells and the closure.
            MakeCell       Both No No 0 "R[a] = cell(R[a])";
            LoadCell       Dst Src No 0 "R[a] = R[b].contents; NameError when empty";
            StoreCell      Src Src No 0 "R[a].contents = R[b]";
            DeleteCell     Src No No 0 "del R[a].contents; NameError when empty";
            LoadFree       Dst Free No 0 "R[a] = closure[b].contents; NameError when empty";
            StoreFree      Free Src No 0 "closure[a].contents = R[b]";
            DeleteFree     Free No No 0 "del closure[a].contents; NameError when empty";
            LoadFreeCell   Dst Free No 0 "R[a] = closure[b], the cell itself";
            // Names.
            LoadGlobal     Dst WideName Half 2 "R[a] = globals or builtins [names[bc]]";
            StoreGlobal    Src WideName Half 1 "globals[names[bc]] = R[a]";
            DeleteGlobal   No WideName Half 0 "del globals[names[bc]]";
            LoadName       Dst WideName Half 2 "R[a] = locals, globals or builtins [names[bc]]";
            StoreName      Src WideName Half 1 "locals[names[bc]] = R[a]";
            DeleteName     No WideName Half 0 "del locals[names[bc]]";
            LoadNameOrFree Dst Free Name 0 "R[a] = locals[names[c]], else closure[b].contents (class bodies, annotation scopes)";
            LoadNameOrCell Dst Src Name 0 "R[a] = locals[names[c]], else R[b].contents (class bodies)";
            LoadFromDictOrFree Both Free Name 0 "R[a] = R[a][names[c]] if there, else closure[b].contents";
            LoadFromDictOrGlobal Both Name No 0 "R[a] = R[a][names[b]] if there, else globals or builtins";
            // Attributes.
            LoadAttr       Dst Src Name 2 "R[a] = R[b].names[c]";
            StoreAttr      Src Src Name 2 "R[a].names[c] = R[b]";
            DeleteAttr     Src No Name 0 "del R[a].names[c]";
            LoadMethod     DstWindow Src Name 2 "R[a], R[a+1] = function, R[b] -- or R[b].names[c], unbound";
            LoadSuperAttr  Window No Name 1 "R[a] = R[a](R[a+1], R[a+2]).names[c] with R[a] super, a class, self; consumes three, writes R[a]; without low flag 1 super had no arguments: if R[a] is another callable, R[a]() is read";
            LoadSuperMethod Window No Name 1 "R[a], R[a+1] = function, self -- or attribute, unbound; reads like LoadSuperAttr";
            LoadSpecial    DstWindow Src Num 0 "R[a], R[a+1] = special method c of type(R[b]), R[b] -- or bound, unbound";
            // Items.
            Subscr         Dst Src Src 1 "R[a] = R[b][R[c]]";
            SubscrInt      Dst Src Imm 1 "R[a] = R[b][c]";
            SubscrConst    Dst Src Const 1 "R[a] = R[b][constants[c]]";
            StoreSubscr    Src Src Src 1 "R[a][R[b]] = R[c]";
            DeleteSubscr   Src Src No 0 "del R[a][R[b]]";
            SliceGet       Dst Src Window 0 "R[a] = R[b][R[c]:R[c+1]]";
            SliceSet       Src Window No 0 "R[a][R[b]:R[b+1]] = R[b+2]";
            BuildSlice     Dst Window Num 0 "R[a] = slice(R[b], R[b+1][, R[b+2]]) of c parts";
            // Arithmetic. With IN_PLACE the in-place method is asked first.
            Add            Dst Src Src 0 "R[a] = R[b] + R[c]";
            Sub            Dst Src Src 0 "R[a] = R[b] - R[c]";
            Mul            Dst Src Src 0 "R[a] = R[b] * R[c]";
            Div            Dst Src Src 0 "R[a] = R[b] / R[c]";
            FloorDiv       Dst Src Src 0 "R[a] = R[b] // R[c]";
            Mod            Dst Src Src 0 "R[a] = R[b] % R[c]";
            Pow            Dst Src Src 0 "R[a] = R[b] ** R[c]";
            MatMul         Dst Src Src 0 "R[a] = R[b] @ R[c]";
            LShift         Dst Src Src 0 "R[a] = R[b] << R[c]";
            RShift         Dst Src Src 0 "R[a] = R[b] >> R[c]";
            And            Dst Src Src 0 "R[a] = R[b] & R[c]";
            Or             Dst Src Src 0 "R[a] = R[b] | R[c]";
            Xor            Dst Src Src 0 "R[a] = R[b] ^ R[c]";
            AddInt         Dst Src Imm 0 "R[a] = R[b] + c";
            SubInt         Dst Src Imm 0 "R[a] = R[b] - c";
            AddConst       Dst Src Const 0 "R[a] = R[b] + constants[c]";
            SubConst       Dst Src Const 0 "R[a] = R[b] - constants[c]";
            MulConst       Dst Src Const 0 "R[a] = R[b] * constants[c]";
            DivConst       Dst Src Const 0 "R[a] = R[b] / constants[c]";
            FloorDivConst  Dst Src Const 0 "R[a] = R[b] // constants[c]";
            ModConst       Dst Src Const 0 "R[a] = R[b] % constants[c]";
            PowConst       Dst Src Const 0 "R[a] = R[b] ** constants[c]";
            LShiftConst    Dst Src Const 0 "R[a] = R[b] << constants[c]";
            RShiftConst    Dst Src Const 0 "R[a] = R[b] >> constants[c]";
            AndConst       Dst Src Const 0 "R[a] = R[b] & constants[c]";
            OrConst        Dst Src Const 0 "R[a] = R[b] | constants[c]";
            XorConst       Dst Src Const 0 "R[a] = R[b] ^ constants[c]";
            Neg            Dst Src No 0 "R[a] = -R[b]";
            Pos            Dst Src No 0 "R[a] = +R[b]";
            Invert         Dst Src No 0 "R[a] = ~R[b]";
            Not            Dst Src No 0 "R[a] = not R[b]";
            ToBool         Dst Src No 0 "R[a] = bool(R[b])";
            // Comparison.
            Eq             Dst Src Src 0 "R[a] = R[b] == R[c]";
            Ne             Dst Src Src 0 "R[a] = R[b] != R[c]";
            Lt             Dst Src Src 0 "R[a] = R[b] < R[c]";
            Le             Dst Src Src 0 "R[a] = R[b] <= R[c]";
            Gt             Dst Src Src 0 "R[a] = R[b] > R[c]";
            Ge             Dst Src Src 0 "R[a] = R[b] >= R[c]";
            Is             Dst Src Src 0 "R[a] = R[b] is R[c]; negated without WHEN_TRUE";
            Contains       Dst Src Src 0 "R[a] = R[b] in R[c]; negated without WHEN_TRUE";
            // Jumps. Conditional jumps are taken when the truth of the condition equals WHEN_TRUE.
            Jump           No WideJump Half 0 "pc += bc";
            JumpBack       No WideJump Half 0 "pc += bc, backwards; looks at the eval breaker";
            JumpIf         Src WideJump Half 0 "if bool(R[a]) == WHEN_TRUE: pc += bc";
            JumpEq         Src Src Jump 0 "if (R[a] == R[b]) == WHEN_TRUE: pc += c";
            JumpNe         Src Src Jump 0 "if (R[a] != R[b]) == WHEN_TRUE: pc += c";
            JumpLt         Src Src Jump 0 "if (R[a] < R[b]) == WHEN_TRUE: pc += c";
            JumpLe         Src Src Jump 0 "if (R[a] <= R[b]) == WHEN_TRUE: pc += c";
            JumpGt         Src Src Jump 0 "if (R[a] > R[b]) == WHEN_TRUE: pc += c";
            JumpGe         Src Src Jump 0 "if (R[a] >= R[b]) == WHEN_TRUE: pc += c";
            JumpEqInt      Src Imm Jump 0 "if (R[a] == b) == WHEN_TRUE: pc += c";
            JumpNeInt      Src Imm Jump 0 "if (R[a] != b) == WHEN_TRUE: pc += c";
            JumpLtInt      Src Imm Jump 0 "if (R[a] < b) == WHEN_TRUE: pc += c";
            JumpLeInt      Src Imm Jump 0 "if (R[a] <= b) == WHEN_TRUE: pc += c";
            JumpGtInt      Src Imm Jump 0 "if (R[a] > b) == WHEN_TRUE: pc += c";
            JumpGeInt      Src Imm Jump 0 "if (R[a] >= b) == WHEN_TRUE: pc += c";
            JumpEqConst    Src Const Jump 0 "if (R[a] == constants[b]) == WHEN_TRUE: pc += c";
            JumpNeConst    Src Const Jump 0 "if (R[a] != constants[b]) == WHEN_TRUE: pc += c";
            JumpIs         Src Src Jump 0 "if (R[a] is R[b]) == WHEN_TRUE: pc += c";
            JumpIsNone     Src WideJump Half 0 "if (R[a] is None) == WHEN_TRUE: pc += bc";
            JumpContains   Src Src Jump 0 "if (R[a] in R[b]) == WHEN_TRUE: pc += c";
            // Iteration.
            GetIter        Dst Src No 0 "R[a] = iter(R[b])";
            ForIter        Both Dst Jump 1 "R[b] = next(R[a]); at the end release R[a] and pc += c";
            // Unpacking.
            UnpackSequence DstWindow Src Num 0 "R[a..a+c] = R[b], exactly c items";
            UnpackEx       DstWindow Src Num 1 "R[a..] = c items, a list, then the word behind says how many items, of R[b]";
            // Building.
            BuildTuple     Dst Window Num 0 "R[a] = tuple of R[b..b+c]";
            BuildList      Dst Window Num 0 "R[a] = list of R[b..b+c]";
            BuildSet       Dst Window Num 0 "R[a] = set of R[b..b+c]";
            BuildDict      Dst Window Num 0 "R[a] = dict of c pairs R[b..b+2c], key before value";
            BuildString    Dst Window Num 0 "R[a] = concatenation of c strings R[b..b+c]";
            ListAppend     Src Src No 0 "R[a].append(R[b]); R[a] is exactly a list";
            ListExtend     Src Src No 0 "R[a].extend(R[b]); TypeError worded for * in displays";
            ListToTuple    Dst Src No 0 "R[a] = tuple(R[b]) of a list that dies";
            SetAdd         Src Src No 0 "R[a].add(R[b])";
            SetUpdate      Src Src No 0 "R[a].update(R[b])";
            DictInsert     Src Src Src 0 "R[a][R[b]] = R[c]; R[a] is exactly a dict";
            DictUpdate     Src Src No 0 "R[a].update(R[b]) of {**b}; TypeError when not a mapping";
            DictMerge      Src Src Src 0 "R[a] |= R[b] for f(**b); TypeErrors name the callable R[c]";
            FormatValue    Dst Src OptSrc 0 "R[a] = format(R[b], R[c]); low flags: 1 str, 2 repr, 3 ascii first";
            // Calls. The window starts with the callable; the result replaces it.
            Call           Window Num No 2 "R[a] = R[a](R[a+1..a+1+b])";
            CallMethod     Window Num No 2 "R[a] = R[a](R[a+1], R[a+2..a+2+b]), without R[a+1] when it is unbound";
            CallKw         Window Num Const 1 "like Call with b arguments in all, the last of them named by the tuple constants[c]";
            CallMethodKw   Window Num Const 1 "like CallMethod with b arguments in all, the last of them named by constants[c]";
            CallEx         Window Num No 0 "R[a] = R[a](*R[a+1], **R[a+2]); R[a+2] only when b is 1";
            Return         Src No No 0 "leave the frame with R[a], moved out";
            ReturnConst    No WideConst Half 0 "leave the frame with constants[bc]";
            MakeFunction   Dst WideConst Half 0 "R[a] = function of the code constants[bc] and the frame's globals";
            SetFunction    Src Src Num 0 "R[a]'s part c = R[b]: 0 defaults tuple, 1 keyword defaults dict, 2 annotate function, 3 closure tuple, 4 annotations";
            // Generators and coroutines.
            Yield          Dst Src No 0 "suspend with R[b]; R[a] = what is sent";
            YieldFrom      Dst Both Num 0 "R[a] = yield from R[b], an iterator, consumed (c 1: await, whose R[b] came from GetAwaitable)";
            GetYieldFrom   Dst Src No 0 "R[a] = iterator of R[b] for yield from; coroutines only where allowed";
            GetAwaitable   Dst Src Num 0 "R[a] = awaitable iterator of R[b]; c: 0 await, 1 __aenter__, 2 __aexit__ (wording)";
            GetAIter       Dst Src No 0 "R[a] = R[b].__aiter__()";
            GetANext       Dst Src No 0 "R[a] = awaitable iterator of R[b].__anext__(); R[b] stays";
            EndAsyncFor    Both Both No 0 "if R[a] is StopAsyncIteration: release R[a] and R[b] and go on; else reraise R[a]";
            // Exceptions.
            Raise          OptSrc OptSrc No 0 "raise R[a] from R[b]; no R[a]: raise what is handled";
            Reraise        Both No No 0 "raise R[a] again, without a new traceback entry";
            EnterHandler   Both Dst No 0 "R[b] = what was handled; R[a] is handled from here";
            LeaveHandler   Both Both No 0 "handled again is R[b], moved out; release R[a]";
            EndHandler     Both Both No 0 "handled again is R[b]; reraise R[a]";
            MatchException Dst Src Src 0 "R[a] = R[b] matches the class or tuple R[c]";
            MatchGroup     Both Src Dst 0 "R[a] an exception (group or not), R[b] the type: R[c] = matching part or None, R[a] = rest or None";
            WithExcept     Dst Src Src 0 "R[a] = exit pair R[b], R[b+1] called with type, value, traceback of R[c]";
            // Patterns.
            MatchSequence  Dst Src No 0 "R[a] = R[b] can match a sequence pattern";
            MatchMapping   Dst Src No 0 "R[a] = R[b] can match a mapping pattern";
            MatchKeys      Dst Src Src 0 "R[a] = tuple of R[b]'s values for the keys R[c], or None";
            MatchClass     Dst Window Num 0 "R[a] = tuple of attributes of R[b] as class R[b+1], c positional then the names R[b+2]; or None";
            GetLen         Dst Src No 0 "R[a] = len(R[b])";
            // Import.
            ImportName     Dst Window Name 0 "R[a] = __import__(names[c], …, fromlist R[b+1], level R[b])";
            ImportFrom     Dst Src Name 0 "R[a] = R[b].names[c], or the submodule; ImportError";
            // Everything rare.
            Intrinsic      Dst Window Num 0 "R[a] = intrinsic c of its arguments R[b..]";
            // specialized
            LoadAttrSlot   Dst Src Name 2 "LoadAttr: instance of the cached map, value in a slot";
            LoadAttrClass  Dst Src Name 2 "LoadAttr: plain value found in the class";
            LoadAttrModule Dst Src Name 2 "LoadAttr: module attribute at the cached index";
            LoadAttrProperty Dst Src Name 2 "LoadAttr: property with a Python getter";
            LoadAttrMethod Dst Src Name 2 "LoadAttr: makes a bound method of the cached function";
            StoreAttrSlot  Src Src Name 2 "StoreAttr: slot of the cached map";
            StoreAttrAdd   Src Src Name 2 "StoreAttr: adds a slot and changes the map";
            LoadMethodCached DstWindow Src Name 2 "LoadMethod: cached function of the class";
            LoadMethodModule DstWindow Src Name 2 "LoadMethod: module attribute at the cached index";
            LoadGlobalDict Dst WideName Half 2 "LoadGlobal: entry of globals at the cached index";
            LoadGlobalBuiltin Dst WideName Half 2 "LoadGlobal: entry of builtins, globals unchanged";
            StoreGlobalDict Src WideName Half 1 "StoreGlobal: entry of globals at the cached index";
            CallPython     Window Num No 2 "Call: Python function, exact positional arguments";
            CallMethodPython Window Num No 2 "CallMethod: the same";
            CallNative     Window Num No 2 "Call: native function that takes the arguments as they are";
            CallMethodNative Window Num No 2 "CallMethod: the same";
            CallClass      Window Num No 2 "Call: class whose instances are plain and whose __init__ is Python";
            CallBoundPython Window Num No 2 "Call: bound method of a Python function";
            SubscrListInt  Dst Src Src 1 "Subscr: list and int";
            SubscrTupleInt Dst Src Src 1 "Subscr: tuple and int";
            SubscrDict     Dst Src Src 1 "Subscr: exact dict";
            StoreSubscrList Src Src Src 1 "StoreSubscr: list and int";
            StoreSubscrDict Src Src Src 1 "StoreSubscr: exact dict";
            ForIterList    Both Dst Jump 1 "ForIter: list iterator";
            ForIterTuple   Both Dst Jump 1 "ForIter: tuple iterator";
            ForIterRange   Both Dst Jump 1 "ForIter: range iterator of small ints";
            ForIterGenerator Both Dst Jump 1 "ForIter: generator";
        }
    };
}

macro_rules! define_enum {
    ($($name:ident $a:ident $b:ident $c:ident $cache:literal $formula:literal;)*) => {
        /// An opcode; its number is its place in the table.
        #[repr(u8)]
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum Op {
            $(#[doc = $formula] $name),*
        }
        impl Op {
            /// All opcodes in order.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];
            const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];
            const OPERANDS: &'static [[Operand; 3]] = &[$([Operand::$a, Operand::$b, Operand::$c]),*];
            const CACHES: &'static [u8] = &[$($cache),*];
            const FORMULAS: &'static [&'static str] = &[$($formula),*];
        }
    };
}
for_each_opcode!(define_enum);

impl Op {
    /// The opcode of a number, if there is one.
    pub fn from_u8(number: u8) -> Option<Op> {
        Op::ALL.get(number as usize).copied()
    }
    /// Its name, as the table writes it.
    pub fn name(self) -> &'static str {
        Op::NAMES[self as usize]
    }
    /// What the operand fields hold.
    pub fn operands(self) -> [Operand; 3] {
        Op::OPERANDS[self as usize]
    }
    /// Words behind the instruction: caches, or data in the case of `UnpackEx`.
    pub const fn cache_words(self) -> usize {
        Op::CACHES[self as usize] as usize
    }
    /// The one-line formula.
    pub fn formula(self) -> &'static str {
        Op::FORMULAS[self as usize]
    }
    /// Whether only the machine writes it.
    pub fn is_specialized(self) -> bool {
        self as u8 >= Op::LoadAttrSlot as u8
    }
    /// A hash of the whole table, which stamps packed code.
    pub fn table_hash() -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325u64;
        let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        for op in Op::ALL {
            op.name().bytes().for_each(&mut eat);
            op.operands().iter().for_each(|operand| eat(*operand as u8));
            eat(op.cache_words() as u8);
        }
        for which in Intrinsic::ALL {
            which.name().bytes().for_each(&mut eat);
            eat(which.arguments() as u8);
        }
        hash
    }
}

macro_rules! intrinsics {
    ($($name:ident $count:literal $formula:literal;)*) => {
        /// Rare operations behind [`Op::Intrinsic`].
        #[repr(u8)]
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum Intrinsic {
            $(#[doc = $formula] $name),*
        }
        impl Intrinsic {
            /// All of them in order.
            pub const ALL: &'static [Intrinsic] = &[$(Intrinsic::$name),*];
            /// How many arguments it takes.
            pub fn arguments(self) -> usize {
                const COUNTS: &[usize] = &[$($count),*];
                COUNTS[self as usize]
            }
            /// Its name.
            pub fn name(self) -> &'static str {
                const NAMES: &[&str] = &[$(stringify!($name)),*];
                NAMES[self as usize]
            }
        }
    };
}
intrinsics! {
    Print 1 "sys.displayhook(value)";
    ImportStar 1 "from module import *, into the frame's locals";
    LoadBuildClass 0 "builtins.__build_class__";
    LoadAssertionError 0 "AssertionError";
    LoadNotImplementedError 0 "NotImplementedError";
    LoadLocals 0 "the frame's namespace mapping (class bodies)";
    LoadGlobals 0 "the frame's globals";
    SetupAnnotations 0 "locals['__annotations__'] = {} unless there";
    TypeVar 1 "TypeVar(name), inferred variance";
    TypeVarWithBound 2 "TypeVar(name) with lazily evaluated bound: name, function";
    TypeVarWithConstraints 2 "TypeVar(name) with lazily evaluated constraints: name, function";
    ParamSpec 1 "ParamSpec(name)";
    TypeVarTuple 1 "TypeVarTuple(name)";
    SetTypeParamDefault 2 "parameter with a lazily evaluated default: parameter, function; gives the parameter";
    SubscriptGeneric 1 "typing.Generic[tuple of parameters]";
    SetTypeParams 2 "function.__type_params__ = tuple; gives the function";
    TypeAlias 3 "TypeAliasType(name, tuple of parameters or None, function)";
    PrepReraiseStar 2 "exception to raise after except* from the original and a list of parts, or None";
    BuildTemplate 2 "Template(strings tuple, interpolations tuple)";
    BuildInterpolation 4 "Interpolation(value, expression text, conversion or None, format spec text)";
}

impl Intrinsic {
    /// The intrinsic of a number, if there is one.
    pub fn from_u8(number: u8) -> Option<Intrinsic> {
        Intrinsic::ALL.get(number as usize).copied()
    }
}

/// Special methods that [`Op::LoadSpecial`] looks up on the type.
#[repr(u8)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Special {
    /// `__enter__`
    Enter = 0,
    /// `__exit__`
    Exit = 1,
    /// `__aenter__`
    AEnter = 2,
    /// `__aexit__`
    AExit = 3,
}

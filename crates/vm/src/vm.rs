//! `Vm`: the state of one interpreter.

use crate::{
    error::Result,
    eval::fiber::Fiber,
    host::{CompileFn, Host, TokenizeFn},
    names::{Name, Names},
    objects::{dict::Dict, exceptions::ExcKind},
    types::Type,
    value::{Handle, Heap, KindMap, Obj, Str, Value, alloc, word_hash::WordMap},
};
use std::{any::TypeId, cell::Cell, collections::HashMap, hash::Hasher};

/// Entries of the attribute lookup cache; a power of two.
pub const LOOKUP_CACHE: usize = 2048;

/// Longest text that is copied out of the scratch buffer.
const MOST_SCRATCH: usize = 256;

/// One entry of the attribute lookup cache: class, version and name to what the class has. The value is not counted: it
/// is used only while the version holds, and a class changes its version before it lets go of anything.
pub struct LookupEntry(Cell<(u32, u32, u64)>, Cell<u64>);

impl LookupEntry {
    pub(crate) const fn new() -> LookupEntry {
        LookupEntry(Cell::new((u32::MAX, 0, 0)), Cell::new(0))
    }
    /// What is known of `key`, if anything.
    #[inline]
    pub fn get(&self, class: &Obj<Type>, key: (u32, u64), vm: &Vm) -> Option<Option<Value>> {
        let (map, version, name) = self.0.get();
        if map != key.0 || name != key.1 || version != class.version_now(vm) {
            return None;
        }
        let bits = self.1.get();
        Some((bits != 0).then(|| Value::from_cache(bits)))
    }
    /// Remembers.
    pub fn set(&self, class: &Obj<Type>, key: (u32, u64), found: &Option<Value>, vm: &Vm) {
        self.0.set((key.0, class.version_now(vm), key.1));
        self.1.set(found.as_ref().map_or(0, Value::bits));
    }
}

/// The state of one interpreter.
pub struct Vm {
    /// The exception that waits, while something returns `Raised`.
    pub raised: Value,
    /// The running line of execution.
    pub fiber: Fiber,
    // tidy: allow(room): fibers that wait for their turn
    pub(crate) threads: crate::eval::threads::Threads,
    // tidy: allow(room): what watches the program
    pub(crate) tracing: crate::eval::tracing::Tracing,
    /// Names that Rust code uses.
    pub names: Names,
    /// All interned strings, by a hash of theirs; those whose hash is taken lie under the next free number.
    pub(crate) interned: WordMap<u64, Value>,
    /// Built-in exception classes by kind.
    pub(crate) exceptions: Vec<Handle<Type>>,
    /// Python names of native kinds, for messages.
    pub(crate) kind_names: KindMap<&'static str>,
    /// Classes of native kinds made at run time.
    pub(crate) kind_types: KindMap<Handle<Type>>,
    /// Attribute lookups.
    pub(crate) lookup_cache: Box<[LookupEntry]>,
    // tidy: allow(room): emptied with the caches in code
    pub(crate) attr_cache: crate::eval::attr_cache::AttrCache,
    /// Where the globals of the function made last have their names.
    pub(crate) places_in_globals: crate::eval::slow::functions::Places,
    /// Empty boxes for the rare parts of native frames.
    #[allow(clippy::vec_box)] // The boxes are what is kept.
    pub(crate) spare_extras: Vec<Box<crate::eval::frame::Extra>>,
    pub(crate) version: Cell<u32>,
    /// NaNs made so far; see [`Vm::new_nan`].
    pub(crate) nans: u64,
    /// `builtins.__dict__`
    pub builtins: Handle<Dict>,
    /// `sys.modules`
    pub modules: Handle<Dict>,
    /// `sys.__dict__`
    pub sys_dict: Handle<Dict>,
    /// Native modules that can be imported.
    pub native_modules: HashMap<&'static str, &'static crate::native::ModuleDef>,
    /// Everything outside.
    pub host: Box<dyn Host>,
    /// The compiler, if this build has one.
    pub compile: Option<CompileFn>,
    /// The tokenizer, if this build has one.
    pub tokenize: Option<TokenizeFn>,
    /// Seed of str and bytes hashes.
    pub hash_seed: [u64; 2],
    /// `sys.setrecursionlimit`
    pub recursion_limit: usize,
    /// Nested Rust recursion (repr, compare, nested calls), counted against a limit.
    pub(crate) depth: usize,
    /// Settings given by the host: flags of the command line and the like.
    pub settings: Settings,
    /// State that native modules keep, by Rust type.
    pub(crate) module_state: KindMap<Box<dyn std::any::Any>>,
    /// Cycle collection.
    pub gc: crate::modules::gc::GcState,
    /// Every live code object's caches can be emptied through this list.
    pub(crate) codes: Vec<std::rc::Weak<crate::eval::cache::CodeCaches>>,
    /// Reached when a program asks for `repr` of something within its own `repr`.
    pub(crate) repr_stack: Vec<usize>,
    /// What `sys.exc_info` sees, one item for each generator that is running, and one for the rest.
    pub handled: Vec<Value>,
    /// Set when this Vm failed for good; further calls are refused.
    pub dead: Option<String>,
    /// What nested runs of the loop leave for Rust.
    pub(crate) exit_value: Value,
    /// What a native frame on top is to be resumed with.
    pub(crate) native_input: Option<Value>,
    pub(crate) chain: crate::eval::delegation::Chain,
    /// What the fiber waits for.
    pub(crate) waiting: Option<crate::host::Pending>,
    /// An exception to be raised where the fiber goes on.
    pub(crate) pending_error: Option<Value>,
    /// The exception that waits is raised again: no new traceback entry for the running frame.
    pub(crate) reraising: bool,
    /// A buffer that short texts are put together in.
    pub(crate) scratch: Vec<u8>,
    /// Backward jumps and calls left, if limited.
    pub fuel: Option<i64>,
    /// Bytes taken when the program was last told that it may not take so many; 0 while it has not.
    pub(crate) told_at: usize,
    /// Objects that fast paths compare with.
    pub(crate) known: Known,
    /// Codes that functions have had before `__code__` was set: calls and generators may still be in them.
    pub(crate) former_codes: Vec<Handle<crate::objects::code::Code>>,
    // The heap goes last: everything above holds objects of it.
    pub(crate) heap: Box<Heap>,
}

/// Objects that fast paths compare with.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) object_new: Value,
    pub(crate) type_call: Value,
    pub(crate) type_getattribute: Value,
    pub(crate) object_getattribute: Value,
    pub(crate) super_type: Value,
    pub(crate) empty_str: Value,
    /// Strings of one ASCII character each; empty until first asked for.
    pub(crate) characters: Vec<Value>,
    /// Built-in classes, which live as long as the interpreter.
    pub(crate) roots: Vec<Value>,
}

impl Default for Known {
    fn default() -> Known {
        Known {
            object_new: Value::UNDEF,
            type_call: Value::UNDEF,
            type_getattribute: Value::UNDEF,
            object_getattribute: Value::UNDEF,
            super_type: Value::UNDEF,
            empty_str: Value::UNDEF,
            characters: Vec::new(),
            roots: Vec::new(),
        }
    }
}

/// What the host's command line decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sys.argv`
    pub argv: Vec<String>,
    /// `sys.path` at start
    pub path: Vec<String>,
    /// `sys.executable`
    pub executable: String,
    /// `-O`: 0, 1, 2
    pub optimize: u8,
    /// `-u`
    pub unbuffered: bool,
    /// `-i`
    pub inspect: bool,
    /// `-I`
    pub isolated: bool,
    /// `-E`
    pub ignore_environment: bool,
    /// `-v`
    pub verbose: u8,
    /// `-q`
    pub quiet: bool,
    /// `-B`
    pub dont_write_bytecode: bool,
    /// `-W` options
    pub warnings: Vec<String>,
    /// `-X` options
    pub x_options: Vec<(String, Option<String>)>,
    /// `sys.platform`
    pub platform: &'static str,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            argv: vec![String::new()],
            path: Vec::new(),
            executable: String::new(),
            optimize: 0,
            unbuffered: false,
            inspect: false,
            isolated: false,
            ignore_environment: false,
            verbose: 0,
            quiet: false,
            dont_write_bytecode: true,
            warnings: Vec::new(),
            x_options: Vec::new(),
            platform: if cfg!(target_family = "wasm") { "emscripten" } else { "linux" },
        }
    }
}

impl Vm {
    /// A name of the table, interned.
    #[inline(always)]
    pub fn name(&self, name: Name) -> &Value {
        self.names.get(name)
    }
    /// A number for a state of a class or dict; never used again.
    pub(crate) fn next_version(&self) -> u32 {
        let next = self.version.get() + 1;
        self.version.set(next);
        next
    }
    /// The heap, for natives that look at memory.
    pub fn heap(&self) -> &Heap {
        &self.heap
    }
    /// The heap, to change it.
    pub fn heap_mut(&mut self) -> &mut Heap {
        &mut self.heap
    }
    /// Interns a string: equal texts become one object. Strings of subclasses are copied.
    pub fn intern(&mut self, value: &Value) -> Value {
        match value.cast::<Str>() {
            Some(text) if text.is_interned() => value.clone(),
            Some(text) => self.intern_bytes(text.as_bytes(), value.exact::<Str>().map(|_| value)),
            None => value.clone(),
        }
    }
    /// Interns a text.
    pub fn intern_text(&mut self, text: &str) -> Value {
        self.intern_bytes(text.as_bytes(), None)
    }
    fn intern_bytes(&mut self, bytes: &[u8], existing: Option<&Value>) -> Value {
        match self.search_interned(bytes) {
            Ok(known) => known.clone(),
            Err(key) => self.intern_new(key, bytes, existing),
        }
    }
    /// The interned string of these bytes, or the key that it would get.
    fn search_interned(&self, bytes: &[u8]) -> std::result::Result<&Value, u64> {
        let mut key = intern_key(bytes);
        while let Some(known) = self.interned.get(&key) {
            if known.exact::<Str>().is_some_and(|text| text.as_bytes() == bytes) {
                return Ok(known);
            }
            key = key.wrapping_add(1);
        }
        Err(key)
    }
    /// Apart from the search: engines of wasm optimise at once what runs often and is large, in the middle of the start.
    #[inline(never)]
    fn intern_new(&mut self, key: u64, bytes: &[u8], existing: Option<&Value>) -> Value {
        let value = existing.cloned().unwrap_or_else(|| Str::new(bytes).into_value());
        if let Some(text) = value.exact::<Str>() {
            text.mark_interned();
        }
        self.interned.insert(key, value.clone());
        value
    }
    /// The interned string equal to `value`, if a string like it was ever interned.
    pub fn find_interned(&self, value: &Value) -> Option<Value> {
        let text = value.cast::<Str>()?;
        if text.is_interned() {
            return Some(value.clone());
        }
        self.search_interned(text.as_bytes()).ok().cloned()
    }
    /// Whether a string is interned.
    pub fn is_interned(&self, value: &Value) -> bool {
        value.exact::<Str>().is_some_and(|text| text.is_interned())
    }
    /// Whether a name reads `__x__`.
    pub fn is_dunder(&self, name: &Value) -> bool {
        name.cast::<Str>().is_some_and(|text| {
            let bytes = text.as_bytes();
            bytes.len() > 4 && bytes.starts_with(b"__") && bytes.ends_with(b"__")
        })
    }
    /// The text of a string value for messages; empty for anything else.
    #[inline(never)]
    pub fn text_of<'a>(&self, value: &'a Value) -> std::borrow::Cow<'a, str> {
        value.cast::<Str>().map(|text| text.to_text()).unwrap_or_default()
    }
    /// Makes a string.
    pub fn new_str(&self, text: &str) -> Value {
        Str::from_text(text).into_value()
    }
    /// An empty buffer to put a text together in; [`Vm::text_of_scratch`] makes the string of it.
    #[inline]
    pub fn take_scratch(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.scratch)
    }
    /// The string of a buffer, which is kept for the next text.
    #[inline]
    pub fn text_of_scratch(&mut self, mut out: Vec<u8>) -> Handle<Str> {
        if out.len() > MOST_SCRATCH {
            return Str::from_vec(out);
        }
        let text = Str::new(&out);
        out.clear();
        if out.capacity() <= 4 * MOST_SCRATCH {
            self.scratch = out;
        }
        text
    }
    /// A built-in exception class.
    pub fn exception_type(&self, kind: ExcKind) -> Handle<Type> {
        self.exceptions[kind as usize].clone()
    }
    /// A built-in exception class, borrowed.
    pub fn exception_type_ref(&self, kind: ExcKind) -> &Obj<Type> {
        &self.exceptions[kind as usize]
    }
    /// State that a native module keeps in this interpreter; made at first use.
    pub fn state<T: Default + 'static>(&mut self) -> &mut T {
        let state = self.state_of_kind(const { &TypeId::of::<T>() }, || Box::<T>::default());
        state.downcast_mut::<T>().expect("the key is the type")
    }
    #[inline(never)]
    fn state_of_kind(
        &mut self,
        kind: &TypeId,
        make: fn() -> Box<dyn std::any::Any>,
    ) -> &mut Box<dyn std::any::Any> {
        self.module_state.entry(*kind).or_insert_with(make)
    }
    /// Empties the caches that rest on classes: one that they rely on has changed. (The lookup cache asks for versions.)
    pub fn flush_caches(&mut self) {
        for code in std::mem::take(&mut self.codes) {
            if let Some(caches) = code.upgrade() {
                caches.flush();
            }
        }
        self.attr_cache.flush();
    }
    /// Runs `work` one level deeper in Rust; RecursionError when that is too deep for the Rust stack.
    pub fn deeper<R>(&mut self, work: impl FnOnce(&mut Vm) -> Result<R>) -> Result<R> {
        if self.depth >= MAX_DEPTH {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        result
    }
    /// Makes this interpreter's heap the current one while `work` runs.
    pub fn enter<R>(&mut self, work: impl FnOnce(&mut Vm) -> R) -> R {
        let before = alloc::enter(&mut *self.heap);
        let result = work(self);
        alloc::enter(before);
        result
    }
}

/// Deepest nesting of Rust calls that a program can cause (nested loops, repr, comparison).
pub const MAX_DEPTH: usize = if cfg!(target_family = "wasm") { 180 } else { 900 };

/// Where a string belongs among the interned ones.
fn intern_key(bytes: &[u8]) -> u64 {
    let mut hasher = ahash::AHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

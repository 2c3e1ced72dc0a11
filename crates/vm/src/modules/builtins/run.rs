//! Functions of `builtins` that compile and run code.

use crate::{
    error::{Raised, Result},
    host::{CompileMode, CompileRequest, Product, Source, SyntaxProblem},
    modules::ast,
    names,
    objects::{code::Code, dict::Dict, exceptions::ExcKind},
    value::{Handle, Str, Tuple, Value},
    vm::Vm,
};
use whipsnake_bytecode::tree::Kind;

/// Flags of `compile()` that future statements set.
const FUTURE_FLAGS: i64 = 0x1ff_0000;
/// Flags that go to the compiler.
const COMPILER_FLAGS: i64 =
    FUTURE_FLAGS | ast::ONLY_AST | ast::TYPE_COMMENTS | ast::TOP_LEVEL_AWAIT | ast::OPTIMIZED;
/// Flags that `compile()` knows: with those of `codeop`.
const KNOWN_FLAGS: i64 = COMPILER_FLAGS | 0x200 | 0x4000 | 0x10 | 0x100;

impl Vm {
    /// The source text of a `str` or bytes-like object, decoded as its coding line says. `what` words the TypeError.
    pub fn source_text(&mut self, source: &Value, filename: &str, what: &str) -> Result<String> {
        if let Some(text) = source.cast::<Str>() {
            return match text.as_str() {
                Some(text) if !text.contains('\0') => Ok(text.to_owned()),
                Some(_) => Err(self.syntax_error_text("source code string cannot contain null bytes")),
                None => {
                    let encoding = self.new_str("utf-8");
                    let encode = self.get_attr_text(source, "encode")?;
                    Err(match self.call(&encode, &[encoding]) {
                        Err(raised) => raised,
                        Ok(_) => self.value_error("source code is not text"),
                    })
                }
            };
        }
        match self.find_bytes(source)? {
            Some(bytes) => self.decode_source(&bytes, filename),
            None => Err(self.type_error(what)),
        }
    }
    /// Compiles source; SyntaxError and its kin when it does not compile.
    pub fn compile_source(&mut self, request: &CompileRequest) -> Result<Handle<Code>> {
        match self.compile_product(request)? {
            Product::Code(code) => Ok(self.load_code(*code)),
            Product::Tree(_) => Err(self.system_error("the compiler gave a tree where code was wanted")),
        }
    }
    /// Compiles source to what the flags of the request ask for.
    fn compile_product(&mut self, request: &CompileRequest) -> Result<Product> {
        let Some(compile) = self.compile else {
            return Err(self.runtime_error("this build of whipsnake has no compiler"));
        };
        let mut compiled = compile(request);
        // The names of all characters are loaded when a program uses one.
        if let Err(problem) = &compiled
            && problem.message.ends_with("unknown Unicode character name")
            && self.load_data_blocking("unicodedata")?
        {
            compiled = compile(request);
        }
        match compiled {
            Ok((product, warnings)) => {
                for warning in warnings {
                    self.warn_syntax(&warning, request.filename)?;
                }
                Ok(product)
            }
            Err(problem) => {
                let raised = self.syntax_problem(&problem, request.filename);
                if let Source::Text(text) = request.source {
                    self.note_statement(&problem, text, request.filename);
                }
                Err(raised)
            }
        }
    }
    /// Tells the SyntaxError that waits where the statement that is wrong begins, for who looks for misspelt keywords.
    fn note_statement(&mut self, problem: &SyntaxProblem, text: &str, filename: &str) {
        let is_vague =
            problem.message == "invalid syntax" || problem.message.contains("Perhaps you forgot a comma");
        let (true, Some(tokenize)) = (is_vague && problem.class == "SyntaxError", self.tokenize) else {
            return;
        };
        /// `token.NEWLINE`, `token.INDENT`, `token.DEDENT`, `token.COMMENT`, `token.NL`
        const BETWEEN: [u8; 5] = [4, 5, 6, 65, 66];
        let (mut start, mut is_inside) = (0, false);
        for token in tokenize(text).0.iter().take_while(|token| token.from.0 <= problem.line) {
            if token.kind == BETWEEN[0] {
                is_inside = false;
            } else if !is_inside && !BETWEEN.contains(&token.kind) {
                (start, is_inside) = (token.from.0, true);
            }
        }
        // The text of a file is read again by who needs it.
        let source = if filename.starts_with('<') { self.new_str(text) } else { Value::NONE };
        let metadata = Tuple::new(vec![Value::small(start.into()), Value::small(0), source]).into_value();
        let exc = self.raised.clone();
        if let Some(exc) = self.exception_object(&exc).map(|exc| exc.to_handle()) {
            exc.set_field(self, crate::objects::exceptions::syntax::METADATA, metadata);
        }
    }
    /// Raises what a source that does not compile stands for.
    pub fn syntax_problem(&mut self, problem: &SyntaxProblem, filename: &str) -> Raised {
        let kind = ExcKind::from_name(problem.class).unwrap_or(ExcKind::SyntaxError);
        let message = self.new_str(&problem.message);
        if !matches!(
            kind,
            ExcKind::SyntaxError
                | ExcKind::IndentationError
                | ExcKind::TabError
                | ExcKind::_IncompleteInputError
        ) {
            return self.raise_args(kind, vec![message]);
        }
        let number = |number: u32| Value::small(i64::from(number));
        let text = match &problem.text {
            Some(text) => self.new_str(text),
            None => Value::NONE,
        };
        let details = Tuple::new(vec![
            self.new_str(filename),
            number(problem.line),
            Value::small(i64::from(problem.column)),
            text,
            number(problem.end_line),
            Value::small(i64::from(problem.end_column)),
        ]);
        let exc = self.new_exception(kind, vec![message, details.into_value()]);
        self.raise(exc)
    }
}

/// A file name given as `str`, bytes or path object.
fn file_name(vm: &mut Vm, value: &Value) -> Result<String> {
    if value.cast::<Str>().is_some() {
        return Ok(vm.text_of(value).into_owned());
    }
    if let Some(bytes) = vm.find_bytes(value)? {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    let method = vm.find_known_attr(value, names::__fspath__)?;
    if let Some(method) = method {
        let path = vm.call(&method, &[])?;
        if path.cast::<Str>().is_some() {
            return Ok(vm.text_of(&path).into_owned());
        }
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format_args!("expected str, bytes or os.PathLike object, not {name}")))
}

/// `compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)`
pub fn compile(
    vm: &mut Vm,
    source: &Value,
    filename: &Value,
    mode: &Value,
    flags: Option<Value>,
    dont_inherit: Option<bool>,
    optimize: Option<i32>,
    _feature_version: Option<Value>,
) -> Result<Value> {
    let filename = file_name(vm, filename)?;
    let flags = match flags {
        Some(flags) => vm.index_i64(&flags)?,
        None => 0,
    };
    if flags & !KNOWN_FLAGS != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    let optimize = match optimize.unwrap_or(-1) {
        -1 => vm.settings.optimize,
        level @ 0..=2 => level as u8,
        _ => return Err(vm.value_error("compile(): invalid optimize value")),
    };
    let mode_text = vm.text_of(mode).into_owned();
    let mode = match &*mode_text {
        "exec" => CompileMode::Exec,
        "eval" => CompileMode::Eval,
        "single" => CompileMode::Single,
        "func_type" if flags & ast::ONLY_AST != 0 => CompileMode::FunctionType,
        "func_type" => return Err(vm.value_error("compile() mode 'func_type' requires flag PyCF_ONLY_AST")),
        _ if flags & ast::ONLY_AST != 0 => {
            return Err(vm.value_error("compile() mode must be 'exec', 'eval', 'single' or 'func_type'"));
        }
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let mut compiler_flags = (flags & COMPILER_FLAGS) as u32;
    if dont_inherit != Some(true) {
        compiler_flags |= inherited_flags(vm);
    }
    let (text, tree);
    let source = if vm.is_ast(source) {
        tree = vm.ast_tree(source, root_of(mode))?;
        Source::Tree(&tree)
    } else {
        text = vm.source_text(source, &filename, "compile() arg 1 must be a string, bytes or AST object")?;
        Source::Text(&text)
    };
    let request = CompileRequest { source, filename: &filename, mode, flags: compiler_flags, optimize };
    match vm.compile_product(&request)? {
        Product::Code(code) => Ok(vm.load_code(*code).into_value()),
        Product::Tree(tree) => vm.ast_object(&tree),
    }
}

/// The class of a whole tree for a mode.
fn root_of(mode: CompileMode) -> Kind {
    match mode {
        CompileMode::Exec => Kind::Module,
        CompileMode::Eval => Kind::Expression,
        CompileMode::Single => Kind::Interactive,
        CompileMode::FunctionType => Kind::FunctionType,
    }
}

/// Future features of the code that calls `compile`, `exec` or `eval`.
fn inherited_flags(vm: &Vm) -> u32 {
    vm.current_code()
        .map_or(0, |code| code.source.flags.0 & whipsnake_bytecode::CodeFlags::FUTURE_ANNOTATIONS)
}

/// Namespaces of `eval` and `exec`: those given, or those of the caller.
fn namespaces(
    vm: &mut Vm,
    function: &str,
    globals: Option<Value>,
    locals: Option<Value>,
) -> Result<(Handle<Dict>, Value)> {
    let given = |value: Option<Value>| value.filter(|value| !value.is_none());
    let (globals, locals) = match (given(globals), given(locals)) {
        (None, None) => (vm.current_globals()?, vm.current_locals()?),
        (None, Some(locals)) => (vm.current_globals()?, locals),
        (Some(globals), locals) => {
            let Some(dict) = globals.cast::<Dict>() else {
                let (name, is_mapping) = (vm.type_name(&globals), vm.has_index_items(&globals));
                return Err(vm.type_error(match function {
                    "eval" if is_mapping => {
                        "globals must be a real dict; try eval(code, {}, mapping)".to_owned()
                    }
                    "eval" => "globals must be a dict".to_owned(),
                    _ => format!("exec() globals must be a dict, not {name}"),
                }));
            };
            (dict.to_handle(), locals.unwrap_or_else(|| globals.clone()))
        }
    };
    if !vm.has_index_items(&locals) {
        let name = vm.type_name(&locals);
        return Err(vm.type_error(match function {
            "eval" => "locals must be a mapping".to_owned(),
            _ => format!("locals must be a mapping or None, not {name}"),
        }));
    }
    if globals.get_known(vm, names::__builtins__).is_none() {
        let builtins = vm.builtins_for_globals();
        globals.set_known(vm, names::__builtins__, builtins);
    }
    Ok((globals, locals))
}

/// `eval(source, /, globals=None, locals=None)`
pub fn eval(vm: &mut Vm, source: &Value, globals: Option<Value>, locals: Option<Value>) -> Result<Value> {
    let (globals, locals) = namespaces(vm, "eval", globals, locals)?;
    if let Some(code) = source.cast::<Code>() {
        if !code.frees.is_empty() {
            return Err(vm.type_error("code object passed to eval() may not contain free variables"));
        }
        let code = code.to_handle();
        return vm.run_code(&code, &globals, locals);
    }
    let text = vm.source_text(source, "<string>", "eval() arg 1 must be a string, bytes or code object")?;
    let text = text.trim_start_matches([' ', '\t']);
    let (flags, optimize) = (inherited_flags(vm), vm.settings.optimize);
    let request = CompileRequest {
        source: text.into(),
        filename: "<string>",
        mode: CompileMode::Eval,
        flags,
        optimize,
    };
    let code = vm.compile_source(&request)?;
    vm.run_code(&code, &globals, locals)
}

/// `exec(source, /, globals=None, locals=None, *, closure=None)`
pub fn exec(
    vm: &mut Vm,
    source: &Value,
    globals: Option<Value>,
    locals: Option<Value>,
    closure: Option<Value>,
) -> Result<Value> {
    let (globals, locals) = namespaces(vm, "exec", globals, locals)?;
    let closure = closure.filter(|closure| !closure.is_none());
    let code = if let Some(code) = source.cast::<Code>() {
        let code = code.to_handle();
        let wanted = code.frees.len();
        match &closure {
            None if wanted > 0 => {
                return Err(vm.type_error(
                    "code object requires a closure of exactly length ".to_owned() + &wanted.to_string(),
                ));
            }
            Some(_) if wanted == 0 => {
                return Err(vm.type_error("cannot use a closure with this code object"));
            }
            Some(closure) => return exec_with_closure(vm, code, globals, locals, closure),
            None => code,
        }
    } else {
        if closure.is_some() {
            return Err(vm.type_error("closure can only be used when source is a code object"));
        }
        let text =
            vm.source_text(source, "<string>", "exec() arg 1 must be a string, bytes or code object")?;
        let (flags, optimize) = (inherited_flags(vm), vm.settings.optimize);
        let request = CompileRequest {
            source: Source::Text(&text),
            filename: "<string>",
            mode: CompileMode::Exec,
            flags,
            optimize,
        };
        vm.compile_source(&request)?
    };
    let result = vm.run_code(&code, &globals, locals)?;
    // Code of `eval` mode may be executed too; its value is not exec's.
    Ok(if result.is_deferred() { result } else { Value::NONE })
}

fn exec_with_closure(
    vm: &mut Vm,
    code: Handle<Code>,
    globals: Handle<Dict>,
    locals: Value,
    closure: &Value,
) -> Result<Value> {
    use crate::objects::{cell::Cell, function::Function};
    let wanted = code.frees.len();
    let cells = closure.exact::<Tuple>().filter(|cells| {
        cells.as_slice().len() == wanted && cells.as_slice().iter().all(|cell| cell.exact::<Cell>().is_some())
    });
    let Some(cells) = cells.map(|cells| cells.to_handle()) else {
        return Err(vm.type_error(format_args!("code object requires a closure of exactly length {wanted}")));
    };
    let function = vm.function_for(&code, &globals);
    let Some(made) = function.exact::<Function>() else { return Ok(Value::NONE) };
    made.closure.set(vm, Some(cells));
    vm.run_class_body(made, locals)
}

/// `globals()`
pub fn globals(vm: &mut Vm) -> Result<Value> {
    Ok(vm.current_globals()?.into_value())
}

/// `locals()`
pub fn locals(vm: &mut Vm) -> Result<Value> {
    vm.current_locals()
}

/// `__import__(name, globals=None, locals=None, fromlist=(), level=0)`
pub fn import(
    vm: &mut Vm,
    name: &Value,
    globals: Option<Value>,
    locals: Option<Value>,
    fromlist: Option<Value>,
    level: Option<i32>,
) -> Result<Value> {
    let _ = locals;
    if name.cast::<Str>().is_none() {
        return Err(vm.type_error("module name must be a string"));
    }
    let globals = globals.filter(|globals| !globals.is_none());
    let fromlist = fromlist.unwrap_or(Value::NONE);
    vm.import_deferring(name, globals.as_ref(), &fromlist, level.unwrap_or(0))
}

/// `breakpoint(*args, **kws)`
pub fn breakpoint(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    match vm.find_sys("breakpointhook") {
        Some(hook) => vm.tail_call(&hook, args, names),
        None => Err(vm.runtime_error("lost sys.breakpointhook")),
    }
}

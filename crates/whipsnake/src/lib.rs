//! The front door: an [`Interpreter`], assembled from compiler, machine and library.
//!
//! ```no_run
//! # fn host() -> Box<dyn whipsnake::Host> { unimplemented!() }
//! use whipsnake::{Interpreter, Mode, Settings, State};
//! let mut python = Interpreter::new(host(), Settings::default());
//! python.start("print('hello')", "<exec>", Mode::Exec);
//! while let State::Paused = python.step() {}
//! ```

mod hosts;

pub use whipsnake_vm::host::{Answer, CompileMode as Mode, FileInfo, Host, HostArg, Pending, SyntaxProblem};
pub use whipsnake_vm::vm::Settings;

use whipsnake_compiler::front;
use whipsnake_vm::{
    error::{Raised, Result},
    host::{CompileMode, CompileRequest, CompileWarning, Outcome, Product, Source, SourceToken},
    objects::{exceptions::Exception, module::Module},
    value::{Handle, Str, Value},
    vm::Vm,
};

/// What a step of a program ends with.
#[derive(Debug)]
pub enum State {
    /// It ended; the text is `repr` of its value, none for `None`.
    Done(Option<String>),
    /// It ended with an exception.
    Raised(Report),
    /// It waits; answer by [`Interpreter::resume`].
    Waiting(Pending),
    /// It has more to do: call `step` again.
    Paused,
    /// A limit ended it, and this interpreter with it: why.
    Stopped(String),
}

/// An exception as a host shows it.
#[derive(Debug, Clone)]
pub struct Report {
    /// The whole traceback, ending with a newline.
    pub traceback: String,
    /// Name of the class.
    pub class: String,
    /// `str(exception)`
    pub message: String,
    /// The exit code the exception means: `SystemExit`'s, or 1.
    pub exit_code: i32,
    /// Whether it is a `SystemExit`, which shows no traceback.
    pub is_exit: bool,
}

/// What a program that waited gets.
#[derive(Debug)]
pub enum Reply {
    /// Nothing: a sleep is over.
    Nothing,
    /// A line of input with its newline; empty at the end of input.
    Line(String),
    /// The wait has failed: `OSError` with this text.
    Failed(String),
}

/// A Python interpreter. Several may live side by side; they share nothing.
pub struct Interpreter {
    vm: Box<Vm>,
    main: Option<Handle<Module>>,
}

type Problem = whipsnake_compiler::front::Problem;
type Notes = Vec<whipsnake_compiler::front::Note>;

fn compile(request: &CompileRequest) -> std::result::Result<(Product, Vec<CompileWarning>), SyntaxProblem> {
    let (product, notes) = compile_product(request).map_err(syntax_problem)?;
    let warning = |note: whipsnake_compiler::front::Note| CompileWarning {
        class: note.class,
        message: note.message,
        line: note.line,
    };
    Ok((product, notes.into_iter().map(warning).collect()))
}

fn syntax_problem(problem: Problem) -> SyntaxProblem {
    SyntaxProblem {
        class: problem.class,
        message: problem.message,
        line: problem.line,
        column: problem.column,
        end_line: problem.end_line,
        end_column: problem.end_column,
        text: problem.text,
    }
}

fn tokenize(text: &str) -> (Vec<SourceToken>, Option<SyntaxProblem>) {
    let (tokens, error) = front::tokenize(text);
    let tokens = tokens.into_iter().map(|token| SourceToken {
        kind: token.kind,
        bytes: token.bytes,
        from: token.from,
        to: token.to,
    });
    (tokens.collect(), error.map(syntax_problem))
}

fn compile_product(request: &CompileRequest) -> std::result::Result<(Product, Notes), Problem> {
    /// `ast.PyCF_ONLY_AST`
    const ONLY_TREE: u32 = 0x400;
    /// What `ast.PyCF_OPTIMIZED_AST` has beside it.
    const OPTIMIZED: u32 = 0x8000;
    let options = options(request);
    let code = |(code, notes)| (Product::Code(Box::new(code)), notes);
    match request.source {
        Source::Tree(tree) if request.flags & ONLY_TREE != 0 => {
            let mut tree = front::check_tree(tree)?;
            if request.flags & OPTIMIZED != 0 {
                front::improve_tree(&mut tree, request.optimize);
            }
            Ok((Product::Tree(tree), Vec::new()))
        }
        Source::Tree(tree) => front::compile_tree(tree, request.filename, options).map(code),
        Source::Text(text) if request.mode == CompileMode::FunctionType => {
            Ok((Product::Tree(front::parse_signature(text, request.filename)?), Vec::new()))
        }
        Source::Text(text) if request.flags & ONLY_TREE == 0 => {
            front::compile(text, request.filename, options).map(code)
        }
        Source::Text(text) => {
            let (mut tree, notes) = front::parse(text, request.filename, options.mode)?;
            if request.flags & OPTIMIZED != 0 {
                front::improve_tree(&mut tree, request.optimize);
            }
            Ok((Product::Tree(tree), notes))
        }
    }
}

fn options(request: &CompileRequest) -> whipsnake_compiler::Options {
    /// `__future__.annotations.compiler_flag`
    const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    /// `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`
    const TOP_LEVEL_AWAIT: u32 = 0x2000;
    whipsnake_compiler::Options {
        mode: match request.mode {
            CompileMode::Exec => whipsnake_compiler::Mode::Exec,
            CompileMode::Eval | CompileMode::FunctionType => whipsnake_compiler::Mode::Eval,
            CompileMode::Single => whipsnake_compiler::Mode::Single,
        },
        optimize: request.optimize,
        future_annotations: request.flags & FUTURE_ANNOTATIONS != 0,
        allow_top_level_await: request.flags & TOP_LEVEL_AWAIT != 0,
    }
}

impl Interpreter {
    /// Makes an interpreter that reaches the world through `host` alone.
    pub fn new(host: Box<dyn Host>, settings: Settings) -> Interpreter {
        let mut vm = Vm::new(host, Some(compile), settings);
        vm.tokenize = Some(tokenize);
        whipsnake_stdlib::install(&mut vm);
        front::install_character_names(whipsnake_stdlib::unicodedata::tables::character);
        let mut interpreter = Interpreter { vm, main: None };
        interpreter.vm.enter(|vm| {
            if let Err(raised) = whipsnake_vm::modules::start(vm) {
                // Without its library the interpreter cannot show a traceback, but it can say what is missing.
                let exc = vm.take_raised(raised);
                let text = text_or_empty(vm, |vm| vm.repr_text(&exc));
                let _ = vm.host.write(2, format!("Fatal Python error: start-up failed: {text}\n").as_bytes());
                vm.dead = Some(text);
            }
        });
        interpreter
    }

    /// Lets programs of this interpreter make so many backward jumps and calls from now on; then they are stopped.
    pub fn set_fuel(&mut self, turns: Option<u64>) {
        self.vm.fuel = turns.map(|turns| i64::try_from(turns).unwrap_or(i64::MAX));
    }

    /// The machine, for hosts that hand in more than the front door offers.
    pub fn vm(&mut self) -> &mut Vm {
        &mut self.vm
    }

    /// `__main__`, made at the first use.
    fn main_module(&mut self) -> Handle<Module> {
        if let Some(main) = &self.main {
            return main.clone();
        }
        let main = self.vm.enter(|vm| {
            let main = Module::new(vm, "__main__");
            let modules = vm.modules.clone();
            let builtins = modules.get_text(vm, "builtins").unwrap_or_else(|| vm.builtins.to_value());
            main.dict.set_text(vm, "__builtins__", builtins);
            modules.set_text(vm, "__main__", main.to_value());
            main
        });
        self.main = Some(main.clone());
        main
    }

    /// Begins a program in `__main__`. Errors of the source show up at the first step.
    pub fn start(&mut self, source: &str, filename: &str, mode: Mode) {
        let main = self.main_module();
        self.vm.enter(|vm| {
            let request = CompileRequest {
                source: source.into(),
                filename,
                mode,
                flags: 0,
                optimize: vm.settings.optimize,
            };
            let begun = vm.compile_source(&request).and_then(|code| {
                // Tracebacks show the lines of what no file has, but for piped input.
                let has_file = !filename.starts_with('<')
                    && matches!(vm.host.stat(filename.as_bytes(), true), Answer::Ready(_));
                if !has_file && (filename != "<stdin>" || mode == Mode::Single) {
                    vm.remember_source(source, &code);
                }
                vm.begin_code(&code, &main.dict)
            });
            if let Err(raised) = begun {
                vm.fail_at_once(raised);
            }
        });
    }

    /// Runs one slice.
    pub fn step(&mut self) -> State {
        self.vm.enter(|vm| {
            let state = match vm.run_slice() {
                Outcome::Done(value) => State::Done(shown(vm, &value)),
                Outcome::Raised(raised) => State::Raised(report(vm, raised)),
                Outcome::Waiting(pending) => State::Waiting(pending),
                Outcome::Paused => return State::Paused,
                Outcome::Stopped(why) => State::Stopped(why.0),
            };
            // What was printed so far is to be seen when the program ends or waits.
            vm.flush_stream("stdout");
            vm.flush_stream("stderr");
            state
        })
    }

    /// Answers what the program waits for.
    pub fn resume(&mut self, reply: Reply) {
        self.vm.enter(|vm| {
            let result = match reply {
                Reply::Nothing => Ok(Value::NONE),
                Reply::Line(line) => Ok(Str::from_text(&line).into_value()),
                Reply::Failed(text) => Err(vm.os_error(5, &text)),
            };
            vm.finish_wait(result);
        });
    }

    /// Runs a program to its end, blocking where it waits, and gives the exit code. Uncaught exceptions are shown as the
    /// command line shows them.
    pub fn run_main(&mut self, source: &str, filename: &str, mode: Mode) -> i32 {
        self.start(source, filename, mode);
        self.finish_main()
    }

    /// The same for the bytes of a file, whose encoding its first lines may declare.
    pub fn run_main_bytes(&mut self, source: &[u8], filename: &str) -> i32 {
        let decoded = self.vm.enter(|vm| match vm.decode_main(source, filename) {
            Ok(text) => Some(text),
            Err(raised) => {
                vm.fail_at_once(raised);
                None
            }
        });
        match decoded {
            Some(text) => self.run_main(&text, filename, Mode::Exec),
            None => self.finish_main(),
        }
    }

    /// Runs a statement typed at a prompt. Gives an exit code when the program asks to end.
    pub fn run_prompt(&mut self, source: &str) -> Option<i32> {
        if source.lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#')) {
            return None;
        }
        self.start(source, "<stdin>", Mode::Single);
        self.vm.enter(|vm| {
            loop {
                match vm.run_slice() {
                    Outcome::Done(_) => break,
                    Outcome::Raised(raised) => {
                        let exc = vm.take_raised(raised);
                        let ends =
                            vm.is_exception_of(&exc, whipsnake_vm::objects::exceptions::ExcKind::SystemExit);
                        let code = vm.handle_uncaught(exc);
                        if ends {
                            return Some(code);
                        }
                        break;
                    }
                    Outcome::Waiting(pending) => {
                        let result = vm.block_on(pending);
                        vm.finish_wait(result);
                    }
                    Outcome::Paused => {}
                    Outcome::Stopped(why) => return Some(stopped(vm, &why.0)),
                }
            }
            vm.flush_stream("stdout");
            vm.flush_stream("stderr");
            None
        })
    }

    fn finish_main(&mut self) -> i32 {
        self.vm.enter(|vm| {
            loop {
                match vm.run_slice() {
                    Outcome::Done(_) => return 0,
                    Outcome::Raised(raised) => {
                        let exc = vm.take_raised(raised);
                        return vm.handle_uncaught(exc);
                    }
                    Outcome::Waiting(pending) => {
                        let result = vm.block_on(pending);
                        vm.finish_wait(result);
                    }
                    Outcome::Paused => {}
                    Outcome::Stopped(why) => return stopped(vm, &why.0),
                }
            }
        })
    }

    /// Runs a module as `python -m` does.
    pub fn run_module(&mut self, name: &str) -> i32 {
        let _ = self.main_module();
        let source = format!("import runpy\nrunpy._run_module_as_main({name:?})\n");
        self.run_helper(&source)
    }

    /// Runs a directory or zip file with a `__main__`.
    pub fn run_path_entry(&mut self) -> i32 {
        let _ = self.main_module();
        self.run_helper("import runpy\nrunpy._run_module_as_main('__main__', alter_argv=False)\n")
    }

    /// Runs source outside of `__main__`.
    fn run_helper(&mut self, source: &str) -> i32 {
        self.vm.enter(|vm| {
            let request = CompileRequest {
                source: source.into(),
                filename: "<string>",
                mode: Mode::Exec,
                flags: 0,
                optimize: 0,
            };
            let space = whipsnake_vm::objects::dict::Dict::new();
            let begun = vm.compile_source(&request).and_then(|code| vm.begin_code(&code, &space));
            if let Err(raised) = begun {
                vm.fail_at_once(raised);
            }
        });
        self.finish_main()
    }

    /// Sets a variable of `__main__` to a string.
    pub fn set_main_text(&mut self, name: &str, value: &str) {
        let main = self.main_module();
        self.vm.enter(|vm| {
            let value = vm.new_str(value);
            main.dict.set_text(vm, name, value);
        });
    }

    /// What the end of a program owes: `atexit`, threads, flushing. False when output could not be written.
    pub fn finalize(&mut self) -> bool {
        self.vm.enter(|vm| {
            let fine = whipsnake_vm::modules::sys::hooks::finalize(vm);
            vm.collect_cycles(true);
            fine
        })
    }
}

impl Drop for Interpreter {
    fn drop(&mut self) {
        let main = self.main.take();
        self.vm.enter(|vm| {
            drop(main);
            vm.shut_down();
        });
    }
}

/// The bytecode listing of a source.
///
/// # Errors
/// What is wrong with the source.
pub fn listing(source: &str, filename: &str, optimize: u8) -> std::result::Result<String, SyntaxProblem> {
    let request = CompileRequest { source: source.into(), filename, mode: Mode::Exec, flags: 0, optimize };
    compile(&request).map(|(product, _)| match product {
        Product::Code(code) => front::listing(&code),
        Product::Tree(_) => String::new(),
    })
}

/// Whether a source is the proper beginning of something longer (`codeop`).
pub fn is_incomplete(source: &str) -> bool {
    whipsnake_compiler::front::is_incomplete(source)
}

/// Says what ended a program that nothing could end otherwise, and gives its exit code.
fn stopped(vm: &mut Vm, why: &str) -> i32 {
    vm.flush_stream("stdout");
    let _ = vm.host.write(2, format!("Fatal Python error: {why}\n").as_bytes());
    1
}

fn shown(vm: &mut Vm, value: &Value) -> Option<String> {
    if value.is_none() || value.is_undef() {
        return None;
    }
    match vm.repr_text(value) {
        Ok(text) => Some(text),
        Err(raised) => {
            drop(vm.take_raised(raised));
            None
        }
    }
}

/// An exception that ended a program, as a host shows it.
pub fn report(vm: &mut Vm, raised: Raised) -> Report {
    let exc = vm.take_raised(raised);
    let class = vm.type_name(&exc);
    let message = text_or_empty(vm, |vm| vm.str_text(&exc));
    let is_exit = class == "SystemExit";
    let exit_code = if is_exit {
        let code = exc.cast::<Exception>().map_or(Value::NONE, |exc| exc.field(vm, 0).or_none());
        if code.is_none() { 0 } else { code.as_small().map_or(1, |code| code as i32) }
    } else {
        1
    };
    let traceback = vm.traceback_text(&exc);
    Report { traceback, class, message, exit_code, is_exit }
}

fn text_or_empty(vm: &mut Vm, make: impl FnOnce(&mut Vm) -> Result<String>) -> String {
    match make(vm) {
        Ok(text) => text,
        Err(raised) => {
            drop(vm.take_raised(raised));
            String::new()
        }
    }
}

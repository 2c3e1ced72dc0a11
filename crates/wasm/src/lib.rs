//! The browser as host: the class `Core`, which the loader in `npm/` drives and nobody else.
//!
//! A program is put in place by `start`, run by `step` for some milliseconds at a time, and answered by `resume` when it
//! waits. `alloc` hands out memory, `host` is what a program can reach, `files` its file system in memory, `convert` plain
//! data both ways.

#[cfg(target_family = "wasm")]
mod alloc;
pub mod convert;
pub mod files;
pub mod host;
pub mod last_value;
#[cfg(whipsnake_profile)]
mod profile;

use host::{JsHost, Shared, WebHost};
use js_sys::{Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use whipsnake::{Interpreter, Mode, Pending, Settings};
use whipsnake_vm::error::Raised;
use whipsnake_vm::host::Outcome;
use whipsnake_vm::objects::exceptions::ExcKind;
use whipsnake_vm::objects::module::Module;
use whipsnake_vm::value::{Str, Value};
use whipsnake_vm::vm::Vm;

#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: alloc::Pieces = alloc::Pieces::new();

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(message: &str);
}

/// Whether the engine has just had no memory to give: what a trap is about, if there was one.
#[wasm_bindgen(js_name = outOfMemory)]
pub fn out_of_memory() -> bool {
    #[cfg(target_family = "wasm")]
    return MEMORY.has_refused();
    #[cfg(not(target_family = "wasm"))]
    false
}

/// The version of Whipsnake, as the package names it.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}

/// What a step ends with; the loader knows the numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum State {
    Done = 0,
    Raised = 1,
    Waiting = 2,
    Paused = 3,
}

/// One interpreter and the program it runs.
#[wasm_bindgen]
pub struct Core {
    /// Gone once a main program has ended.
    python: Option<Interpreter>,
    shared: Rc<RefCell<Shared>>,
    /// The expression that is still to run, with its file name.
    last: Option<(String, String)>,
    is_main: bool,
    /// The exception that ended the program, while what shows it is being loaded.
    failure: Option<Raised>,
    /// Whether loading it has failed.
    gave_up: bool,
    /// Whether the working folder is on `sys.path`, as it is for programs that are text.
    knows_folder: bool,
    waiting: Option<Pending>,
    result: JsValue,
    error: JsValue,
}

#[wasm_bindgen]
impl Core {
    /// Makes an interpreter over the loader's functions.
    #[wasm_bindgen(constructor)]
    pub fn new(js: JsHost) -> Core {
        // A panic is our bug: the trap that follows says nothing, so its message goes to the console.
        std::panic::set_hook(Box::new(|panic| log_error(&format!("Whipsnake: {panic}"))));
        let argv: Vec<String> = js.args().iter().map(|arg| arg.as_string().unwrap_or_default()).collect();
        let path = Reflect::get(&js.env(), &"PYTHONPATH".into()).ok().and_then(|path| path.as_string());
        let path = path.iter().flat_map(|path| path.split(':')).filter(|folder| !folder.is_empty());
        let settings = Settings {
            argv: if argv.is_empty() { vec![String::new()] } else { argv },
            path: path.map(String::from).collect(),
            platform: "emscripten",
            ..Settings::default()
        };
        let (host, shared) = WebHost::new(js);
        let python = Some(Interpreter::new(Box::new(host), settings));
        Core {
            python,
            shared,
            last: None,
            is_main: false,
            failure: None,
            gave_up: false,
            knows_folder: false,
            waiting: None,
            result: JsValue::UNDEFINED,
            error: JsValue::UNDEFINED,
        }
    }

    /// Puts a program in place. Mode `main` names a file, which runs as the main program; `exec` brings the text itself,
    /// whose last expression's value is the result.
    pub fn start(&mut self, code: &str, filename: &str, mode: &str) -> Result<(), JsError> {
        self.is_main = mode == "main";
        if self.is_main {
            return self.start_main(code);
        }
        let (source, last) = match last_value::split(code, filename) {
            Some((before, last)) => (before, Some((last, filename.to_string()))),
            None => (code.to_string(), None),
        };
        self.last = last;
        if !std::mem::replace(&mut self.knows_folder, true) {
            self.live()?.put_first_on_path("");
        }
        self.live()?.start(&source, filename, Mode::Exec);
        Ok(())
    }

    fn start_main(&mut self, path: &str) -> Result<(), JsError> {
        let (bytes, absolute) = {
            let shared = self.shared.borrow();
            let missing = |number| JsError::new(&format!("{path}: {}", files::errno::text(number)));
            let bytes = shared.files.get(path.as_bytes()).map_err(missing)?.to_vec();
            (bytes, String::from_utf8_lossy(&shared.files.absolute(path.as_bytes())).into_owned())
        };
        let folder =
            absolute.rsplit_once('/').map_or("/", |(folder, _)| if folder.is_empty() { "/" } else { folder });
        let python = self.live()?;
        python.set_main_text("__file__", &absolute);
        python.put_first_on_path(folder);
        python.start_bytes(&bytes, &absolute);
        Ok(())
    }

    /// Runs for about so many milliseconds, or until the program ends or waits.
    pub fn step(&mut self, budget: f64) -> Result<u32, JsError> {
        let start = now();
        loop {
            let state = self.slice()?;
            if state != State::Paused || now() - start >= budget {
                return Ok(state as u32);
            }
        }
    }

    fn slice(&mut self) -> Result<State, JsError> {
        let interrupted = self.waiting.is_some() && std::mem::take(&mut self.shared.borrow_mut().interrupted);
        if interrupted {
            self.waiting = None;
            self.gave_up = true;
        }
        if let Some(raised) = self.failure.take() {
            return self.ended_with(raised);
        }
        let vm = self.live()?.vm();
        let outcome = vm.enter(|vm| {
            if interrupted {
                let raised = vm.raise_args(ExcKind::KeyboardInterrupt, Vec::new());
                vm.finish_wait(Err(raised));
            }
            vm.run_slice()
        });
        let state = match outcome {
            Outcome::Paused => return Ok(State::Paused),
            Outcome::Waiting(pending) => {
                self.waiting = Some(pending);
                State::Waiting
            }
            Outcome::Raised(raised) => {
                self.last = None;
                self.ended_with(raised)?
            }
            Outcome::Done(value) => self.ended(value)?,
            Outcome::Stopped(why) => self.stopped(&why.0),
        };
        if self.failure.is_none() {
            self.show_output();
        }
        Ok(state)
    }

    /// What was printed so far is to be seen when the program ends or waits. The end of a main program has seen to it.
    fn show_output(&mut self) {
        if let Some(python) = &mut self.python {
            python.vm().enter(|vm| {
                vm.flush_stream("stdout");
                vm.flush_stream("stderr");
            });
        }
    }

    fn ended(&mut self, value: Value) -> Result<State, JsError> {
        if let Some((source, filename)) = self.last.take() {
            self.live()?.start(&source, &filename, Mode::Eval);
            return Ok(State::Paused);
        }
        if self.is_main {
            return Ok(self.end_main(0));
        }
        let converted = self.live()?.vm().enter(|vm| {
            let converted = convert::to_js(vm, &value);
            drop(value);
            converted
        });
        match converted {
            Ok(result) => {
                self.result = result;
                Ok(State::Done)
            }
            Err(raised) => self.ended_with(raised),
        }
    }

    /// A limit ended the program: for a main program that is an exit code, else an error of its own.
    fn stopped(&mut self, why: &str) -> State {
        self.last = None;
        self.show_output();
        if self.is_main {
            let _ = self.live().map(|python| python.vm().host.write(2, format!("{why}\n").as_bytes()));
            return self.end_main(1);
        }
        self.error = error_object(&format!("{why}\n"), "Stopped", why);
        State::Raised
    }

    fn ended_with(&mut self, raised: Raised) -> Result<State, JsError> {
        let (is_main, gave_up) = (self.is_main, std::mem::take(&mut self.gave_up));
        let vm = self.live()?.vm();
        // What shows the exception may have to be loaded first. If that fails, it is shown more plainly.
        let (raised, pending) = vm.enter(|vm| {
            let exc = vm.take_raised(raised);
            let is_exit = vm.is_exception_of(&exc, ExcKind::SystemExit);
            let pending = if is_exit || gave_up { None } else { vm.prepare_traceback(&exc) };
            (vm.raise_again(exc), pending)
        });
        if pending.is_some() {
            self.failure = Some(raised);
            self.waiting = pending;
            return Ok(State::Waiting);
        }
        let vm = self.live()?.vm();
        if is_main {
            let code = vm.enter(|vm| {
                let exc = vm.take_raised(raised);
                vm.handle_uncaught(exc)
            });
            return Ok(self.end_main(code));
        }
        self.error = vm.enter(|vm| describe(vm, raised));
        Ok(State::Raised)
    }

    /// The end of a main program is the end of its interpreter: exit functions run, names die.
    fn end_main(&mut self, code: i32) -> State {
        let flushed = self.python.as_mut().is_none_or(Interpreter::finalize);
        let code = if code == 0 && !flushed { 120 } else { code };
        self.python = None;
        self.result = JsValue::from_f64(f64::from(code));
        State::Done
    }

    /// What the program waits for: `{ kind, milliseconds }`.
    pub fn pending(&self) -> Object {
        let object = Object::new();
        let set = |name: &str, value: JsValue| convert::set_field(&object, &name.into(), &value);
        match &self.waiting {
            Some(Pending::Sleep(seconds)) => {
                set("kind", "sleep".into());
                set("milliseconds", JsValue::from_f64(seconds * 1e3));
            }
            Some(Pending::Input) => set("kind", "input".into()),
            Some(Pending::Load(what)) => {
                set("kind", "load".into());
                set("what", what.as_str().into());
            }
            Some(Pending::Fiber { .. }) => set("kind", "another fiber".into()),
            None => set("kind", "nothing".into()),
        }
        object
    }

    /// Gives the program what it waits for: a line of input, or nothing after a sleep.
    pub fn resume(&mut self, value: Option<String>) -> Result<(), JsError> {
        let asked = self.waiting.take();
        self.live()?.vm().enter(|vm| {
            let value = match asked {
                // The end of input is an empty line.
                Some(Pending::Input) => Str::from_text(&value.unwrap_or_default()).into_value(),
                _ => Value::NONE,
            };
            vm.finish_wait(Ok(value));
        });
        Ok(())
    }

    /// Gives the program the file of the library it waits for.
    #[wasm_bindgen(js_name = resumeLoad)]
    pub fn resume_load(&mut self, bytes: &[u8]) -> Result<(), JsError> {
        let Some(Pending::Load(file)) = self.waiting.take() else { return Ok(()) };
        let failure = self.failure.take();
        let (failure, gave_up) = self.live()?.vm().enter(|vm| {
            // What ended the program waits in the machine; it steps aside for an error of ours.
            let ended = failure.map(|raised| vm.take_raised(raised));
            let provided = vm.provide(&file, bytes);
            match ended {
                Some(exc) => {
                    let gave_up = provided.is_err();
                    if let Err(raised) = provided {
                        drop(vm.take_raised(raised));
                    }
                    (Some(vm.raise_again(exc)), gave_up)
                }
                None => {
                    vm.finish_wait(provided.map(|()| Value::NONE));
                    (None, false)
                }
            }
        });
        (self.failure, self.gave_up) = (failure, gave_up);
        Ok(())
    }

    /// Lets what the program waits for fail with an OSError.
    #[wasm_bindgen(js_name = resumeError)]
    pub fn resume_error(&mut self, text: &str) -> Result<(), JsError> {
        self.waiting = None;
        if self.failure.is_some() {
            self.gave_up = true;
            return Ok(());
        }
        self.live()?.vm().enter(|vm| {
            let raised = vm.os_error(5, text);
            vm.finish_wait(Err(raised));
        });
        Ok(())
    }

    /// The value of a program that is done.
    #[wasm_bindgen(js_name = takeResult)]
    pub fn take_result(&mut self) -> JsValue {
        std::mem::replace(&mut self.result, JsValue::UNDEFINED)
    }

    /// `{ traceback, type, value }` of a program that raised.
    #[wasm_bindgen(js_name = takeError)]
    pub fn take_error(&mut self) -> JsValue {
        std::mem::replace(&mut self.error, JsValue::UNDEFINED)
    }

    /// Raises KeyboardInterrupt in the program at the next look, or where it waits.
    pub fn interrupt(&mut self) {
        self.shared.borrow_mut().interrupted = true;
    }

    /// Ends the program at the next look, whatever it does; the interpreter is of no use afterwards.
    pub fn stop(&mut self, why: &str) {
        self.shared.borrow_mut().stop = Some(why.to_owned());
    }

    /// Limits how many backward jumps and calls programs may make from now on; none without a number.
    #[wasm_bindgen(js_name = setFuel)]
    pub fn set_fuel(&mut self, turns: Option<f64>) -> Result<(), JsError> {
        self.live()?.set_fuel(turns.map(|turns| turns as u64));
        Ok(())
    }

    /// Limits how many bytes of memory the interpreter and its programs may take; past that programs get MemoryError.
    #[wasm_bindgen(js_name = setMemoryLimit)]
    pub fn set_memory_limit(&mut self, bytes: f64) {
        #[cfg(target_family = "wasm")]
        MEMORY.set_limit(bytes as usize);
        #[cfg(not(target_family = "wasm"))]
        let _ = bytes;
    }

    /// Limits how many bytes of output programs may write from now on; none without a number.
    #[wasm_bindgen(js_name = setOutputLimit)]
    pub fn set_output_limit(&mut self, bytes: Option<f64>) {
        self.shared.borrow_mut().output_left = bytes.map(|bytes| bytes as usize);
    }

    /// A name of `__main__` as plain data; undefined when there is none.
    #[wasm_bindgen(js_name = getGlobal)]
    pub fn get_global(&mut self, name: &str) -> Result<JsValue, JsValue> {
        self.with_main(|vm, main| match main.dict.get_text(vm, name) {
            Some(value) => convert::to_js(vm, &value),
            None => Ok(JsValue::UNDEFINED),
        })
    }

    /// Sets a name of `__main__` from plain data.
    #[wasm_bindgen(js_name = setGlobal)]
    pub fn set_global(&mut self, name: &str, value: &JsValue) -> Result<(), JsValue> {
        self.with_main(|vm, main| {
            let value = convert::from_js(vm, value)?;
            main.dict.set_text(vm, name, value);
            Ok(())
        })
    }

    /// Whether `__main__` has a name.
    #[wasm_bindgen(js_name = hasGlobal)]
    pub fn has_global(&mut self, name: &str) -> Result<bool, JsValue> {
        self.with_main(|vm, main| Ok(main.dict.get_text(vm, name).is_some()))
    }

    /// Deletes a name of `__main__`; whether there was one.
    #[wasm_bindgen(js_name = deleteGlobal)]
    pub fn delete_global(&mut self, name: &str) -> Result<bool, JsValue> {
        self.with_main(|vm, main| {
            let name = vm.new_str(name);
            Ok(main.dict.remove(vm, &name)?.is_some())
        })
    }

    /// Puts a file in place, with the folders above it.
    #[wasm_bindgen(js_name = writeFile)]
    pub fn write_file(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), JsError> {
        let stamp = (js_sys::Date::now() * 1e6) as i128;
        self.shared
            .borrow_mut()
            .files
            .put(path.as_bytes(), bytes, stamp)
            .map_err(|number| file_error(path, number))
    }

    /// A file's bytes.
    #[wasm_bindgen(js_name = readFile)]
    pub fn read_file(&self, path: &str) -> Result<Vec<u8>, JsError> {
        let shared = self.shared.borrow();
        shared.files.get(path.as_bytes()).map(<[u8]>::to_vec).map_err(|number| file_error(path, number))
    }

    /// Changes the folder the program works in.
    #[wasm_bindgen(js_name = changeDir)]
    pub fn change_dir(&mut self, path: &str) -> Result<(), JsError> {
        self.shared.borrow_mut().files.change_dir(path.as_bytes()).map_err(|number| file_error(path, number))
    }

    fn live(&mut self) -> Result<&mut Interpreter, JsError> {
        self.python.as_mut().ok_or_else(|| JsError::new("the main program of this interpreter has ended"))
    }

    fn with_main<T>(
        &mut self,
        work: impl FnOnce(&mut Vm, &Module) -> whipsnake_vm::error::Result<T>,
    ) -> Result<T, JsValue> {
        let python = self.live()?;
        let main = python.main();
        python.vm().enter(|vm| work(vm, &main).map_err(|raised| describe(vm, raised)))
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}

fn file_error(path: &str, number: i32) -> JsError {
    JsError::new(&format!("{path}: {}", files::errno::text(number)))
}

/// An exception as the loader's `PythonError` wants it.
fn describe(vm: &mut Vm, raised: Raised) -> JsValue {
    let report = whipsnake::report(vm, raised);
    error_object(&report.traceback, &report.class, &report.message)
}

fn error_object(traceback: &str, class: &str, value: &str) -> JsValue {
    let object = Object::new();
    for (name, text) in [("traceback", traceback), ("type", class), ("value", value)] {
        convert::set_field(&object, &name.into(), &text.into());
    }
    object.into()
}

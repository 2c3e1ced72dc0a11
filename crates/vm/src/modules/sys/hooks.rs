//! What is shown when: values at a prompt, uncaught exceptions, exceptions that nobody can catch; and the end.
//!
//! How an exception looks is told in `report`.

use super::{SysState, report};
use crate::{
    error::Result,
    names,
    objects::{
        exceptions::{ExcKind, Exception},
        traceback::Traceback,
    },
    value::{Str, Value},
    vm::Vm,
};

/// `sys.displayhook(object)`
pub fn display_hook(vm: &mut Vm, object: &Value) -> Result<()> {
    if object.is_none() {
        return Ok(());
    }
    let builtins = vm.builtins.clone();
    builtins.set_text(vm, "_", Value::NONE);
    let Some(output) = vm.find_sys("stdout") else { return Err(vm.runtime_error("lost sys.stdout")) };
    let text = vm.repr(object)?;
    if output.is_none() {
        return Ok(());
    }
    let mut line = text.as_bytes().to_vec();
    line.push(b'\n');
    let line = Str::from_vec(line).into_value();
    let written = vm.call_method(&output, names::write, std::slice::from_ref(&line));
    if vm.swallow(written, ExcKind::UnicodeEncodeError)?.is_none() {
        let ascii = crate::text::escape::to_ascii(text.as_bytes());
        let mut ascii = ascii.clone();
        ascii.push(b'\n');
        let line = Str::from_vec(ascii).into_value();
        vm.call_method(&output, names::write, &[line])?;
    }
    builtins.set_text(vm, "_", object.clone());
    Ok(())
}

/// `sys.excepthook(exctype, value, traceback)`
pub fn except_hook(vm: &mut Vm, _class: &Value, value: &Value, traceback: &Value) -> Result<()> {
    if let Some(exc) = value.cast::<Exception>()
        && !traceback.is_none()
        && exc.traceback.get(vm).is_none()
    {
        exc.traceback.set(vm, traceback.clone());
    }
    print_exception(vm, value);
    Ok(())
}

/// `sys.breakpointhook(*args, **kwargs)`: imports what `PYTHONBREAKPOINT` names, `pdb.set_trace` by default.
pub fn breakpoint_hook(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let wanted = vm.environment_text("PYTHONBREAKPOINT").filter(|name| !name.is_empty());
    let wanted = wanted.unwrap_or_else(|| "pdb.set_trace".to_owned());
    if wanted == "0" {
        return Ok(Value::NONE);
    }
    let (module, function) = wanted.rsplit_once('.').unwrap_or(("builtins", &wanted));
    let module = vm.import(module)?;
    let hook = vm.get_attr_text(&module, function)?;
    vm.tail_call(&hook, args, names)
}

/// Prints an uncaught exception to `sys.stderr`; whatever goes wrong meanwhile is dropped.
pub fn print_exception(vm: &mut Vm, exc: &Value) {
    let stream = vm.find_sys("stderr").unwrap_or(Value::NONE);
    let text = report::text_for(vm, exc, &stream);
    write_error(vm, &text);
}

/// Writes to `sys.stderr`, or to the host's descriptor 2 when there is none.
pub fn write_error(vm: &mut Vm, text: &str) {
    let written = match vm.find_sys("stderr").filter(|stream| !stream.is_none()) {
        Some(stream) => {
            let line = vm.new_str(text);
            let result = vm.call_method(&stream, names::write, &[line]);
            match result {
                Ok(_) => true,
                Err(raised) => {
                    drop(vm.take_raised(raised));
                    false
                }
            }
        }
        None => false,
    };
    if !written {
        let _ = vm.host.write(2, text.as_bytes());
    }
}

/// `sys.unraisablehook(unraisable)`
pub fn unraisable_hook(vm: &mut Vm, unraisable: &Value) -> Result<()> {
    let exc = vm.get_known_attr(unraisable, names::exc_value)?;
    let message = vm.get_known_attr(unraisable, names::err_msg)?;
    let object = vm.get_known_attr(unraisable, names::object)?;
    let message = if message.is_none() { None } else { Some(vm.str_text(&message)?) };
    show_unraisable(vm, &exc, message.as_deref(), &object);
    Ok(())
}

fn show_unraisable(vm: &mut Vm, exc: &Value, message: Option<&str>, object: &Value) {
    let head = if object.is_none() {
        message.map(|message| format!("{message}:\n"))
    } else {
        let shown = match vm.repr_text(object) {
            Ok(shown) => shown,
            Err(raised) => {
                drop(vm.take_raised(raised));
                "<object repr() failed>".to_owned()
            }
        };
        Some(format!("{}: {shown}\n", message.unwrap_or("Exception ignored in")))
    };
    if let Some(head) = head {
        write_error(vm, &head);
    }
    print_exception(vm, exc);
}

impl Vm {
    /// Reports what a finalizer or callback has raised while `doing` something to `source`: nobody can catch it.
    pub fn unraisable(&mut self, raised: crate::error::Raised, doing: &str, source: &Value) {
        let exc = self.take_raised(raised);
        let message = match self.repr_text(source) {
            Ok(shown) => format!("Exception ignored while {doing} {shown}"),
            Err(raised) => {
                drop(self.take_raised(raised));
                "Exception ignored".to_owned()
            }
        };
        self.report_unraisable(exc, Some(&message), &Value::NONE);
    }
    /// An exception raised by Rust alone is said to come from the running Python frame.
    fn give_traceback(&mut self, exc: &Value) {
        let Some(this) = exc.cast::<Exception>() else { return };
        let at = (0..self.fiber.frames.len()).rev().find(|at| !self.fiber.frames[*at].is_native());
        if let (Some(at), true) = (at, this.traceback.get(self).is_none()) {
            let frame = crate::objects::frame::FrameObject::of(self, at);
            let word = frame.word_now(self);
            let entry = crate::objects::traceback::Traceback::new(Value::NONE, frame, word);
            this.traceback.set(self, crate::value::Handle::new(entry).into_value());
        }
    }
    /// Reports an exception that nobody can catch (in `__del__`, in a weak reference's callback) through
    /// `sys.unraisablehook`.
    pub fn report_unraisable(&mut self, exc: Value, message: Option<&str>, object: &Value) {
        let hook = self.find_sys("unraisablehook").filter(|hook| !hook.is_none());
        let class = self.class_of(&exc).into_value();
        self.give_traceback(&exc);
        let traceback = self.exception_object(&exc).map_or(Value::NONE, |this| this.traceback.cloned(self));
        let shown = message.map_or(Value::NONE, |message| self.new_str(message));
        let args = self.new_namespace(&[
            ("exc_type", class),
            ("exc_value", exc.clone()),
            ("exc_traceback", traceback),
            ("err_msg", shown),
            ("object", object.clone()),
        ]);
        match hook {
            Some(hook) => {
                if let Err(raised) = self.call(&hook, &[args]) {
                    let second = self.take_raised(raised);
                    show_unraisable(self, &second, Some("Exception ignored in sys.unraisablehook"), &hook);
                }
            }
            None => show_unraisable(self, &exc, message, object),
        }
    }
    /// The files that the frames of an exception's traceback, and of the exceptions it came from, name.
    pub(crate) fn files_of_traceback(&mut self, exc: &Value) -> Vec<String> {
        let mut files = Vec::new();
        let mut next = Some(exc.clone());
        for _ in 0..100 {
            let Some(this) = next.and_then(|exc| self.exception_object(&exc).map(|exc| exc.to_handle()))
            else {
                break;
            };
            let mut at = this.traceback.cloned(self);
            while let Some(entry) = at.exact::<Traceback>().map(|entry| entry.to_handle()) {
                let (file, _, _) = self.traceback_place(&entry);
                if files.last() != Some(&file) {
                    files.push(file);
                }
                at = entry.next.cloned(self);
            }
            let cause = this.cause.cloned(self);
            next = Some(if cause.is_none() { this.context.cloned(self) } else { cause });
        }
        files
    }
    /// The whole traceback of an exception, as it would be printed.
    pub fn traceback_text(&mut self, exc: &Value) -> String {
        report::text(self, exc)
    }
    /// An environment variable, unless the interpreter ignores the environment.
    pub fn environment_text(&mut self, name: &str) -> Option<String> {
        if self.settings.ignore_environment || self.settings.isolated {
            return None;
        }
        let all = self.host.environment();
        let (_, value) = all.into_iter().find(|(known, _)| known == name.as_bytes())?;
        Some(String::from_utf8_lossy(&value).into_owned())
    }
    /// The whole content of a file, or nothing.
    pub fn read_file(&mut self, path: &[u8]) -> Option<Vec<u8>> {
        use crate::host::Answer;
        let Answer::Ready(fd) = self.host.open(path, 0, 0) else { return None };
        let mut content = Vec::new();
        let complete = loop {
            match self.host.read(fd, 1 << 20) {
                Answer::Ready(bytes) if bytes.is_empty() => break true,
                Answer::Ready(bytes) => content.extend_from_slice(&bytes),
                _ => break false,
            }
        };
        let _ = self.host.close(fd);
        complete.then_some(content)
    }
    /// Shows an uncaught exception through `sys.excepthook`, and gives the exit code it means: `SystemExit`'s, or 1.
    pub fn handle_uncaught(&mut self, exc: Value) -> i32 {
        if self.is_exception_of(&exc, ExcKind::SystemExit) {
            return self.exit_code(&exc);
        }
        self.set_sys("last_exc", exc.clone());
        let class = self.class_of(&exc).into_value();
        let traceback = self.exception_object(&exc).map_or(Value::NONE, |this| this.traceback.cloned(self));
        for (name, value) in [("last_type", &class), ("last_value", &exc), ("last_traceback", &traceback)] {
            self.set_sys(name, value.clone());
        }
        let _ = self.flush_stream("stdout");
        match self.find_sys("excepthook").filter(|hook| !hook.is_none()) {
            Some(hook) => {
                if let Err(raised) = self.call(&hook, &[class, exc.clone(), traceback]) {
                    let second = self.take_raised(raised);
                    if self.is_exception_of(&second, ExcKind::SystemExit) {
                        return self.exit_code(&second);
                    }
                    write_error(self, "Error in sys.excepthook:\n");
                    print_exception(self, &second);
                    write_error(self, "\nOriginal exception was:\n");
                    print_exception(self, &exc);
                }
            }
            None => {
                write_error(self, "sys.excepthook is missing\n");
                print_exception(self, &exc);
            }
        }
        let _ = self.flush_stream("stderr");
        if self.is_exception_of(&exc, ExcKind::KeyboardInterrupt) { 130 } else { 1 }
    }
    fn exit_code(&mut self, exc: &Value) -> i32 {
        let code = self.get_known_attr(exc, names::code);
        let code = match code {
            Ok(code) => code,
            Err(raised) => {
                drop(self.take_raised(raised));
                Value::NONE
            }
        };
        if code.is_none() {
            return 0;
        }
        if let Some(number) = self.int_part(&code) {
            return self.int_to_i64(&number).map_or(-1, |number| number as i32) & 0xff;
        }
        let _ = self.flush_stream("stdout");
        if let Ok(text) = self.str_text(&code) {
            write_error(self, &format!("{text}\n"));
        }
        1
    }
    /// Flushes `sys.stdout` or `sys.stderr`; false when that failed.
    pub fn flush_stream(&mut self, name: &str) -> bool {
        let Some(stream) = self.find_sys(name).filter(|stream| !stream.is_none()) else { return true };
        if let Ok(Some(closed)) = self.find_attr_text(&stream, "closed")
            && closed.is_true()
        {
            return true;
        }
        match self.call_method(&stream, names::flush, &[]) {
            Ok(_) => true,
            Err(raised) => {
                let exc = self.take_raised(raised);
                if name == "stdout" {
                    self.report_unraisable(
                        exc,
                        Some("Exception ignored while flushing sys.stdout"),
                        &Value::NONE,
                    );
                }
                false
            }
        }
    }
    /// `object.name` with a Rust text, or nothing.
    pub fn find_attr_text(&mut self, object: &Value, name: &str) -> Result<Option<Value>> {
        let name = self.intern_text(name);
        self.find_attr(object, &name)
    }
}

/// The end of a program: threads are waited for, `atexit` functions run, streams are flushed. Gives false when output
/// could not be written.
pub fn finalize(vm: &mut Vm) -> bool {
    let modules = vm.modules.clone();
    for (module, function) in [("threading", "_shutdown"), ("atexit", "_run_exitfuncs")] {
        let Some(module) = modules.get_text(vm, module) else { continue };
        let result = match vm.find_attr_text(&module, function) {
            Ok(Some(function)) => vm.call(&function, &[]).map(drop),
            Ok(None) => Ok(()),
            Err(raised) => Err(raised),
        };
        if let Err(raised) = result {
            let exc = vm.take_raised(raised);
            vm.report_unraisable(exc, Some("Exception ignored on threading shutdown"), &module);
        }
    }
    vm.state::<SysState>().finalizing = true;
    let written = vm.flush_stream("stdout");
    vm.flush_stream("stderr");
    written
}

//! Colours of a report, and whether there are any.

use crate::{names, value::Value, vm::Vm};

/// Escape sequences for the parts of a report; empty where colours are not wanted.
#[derive(Clone, Copy, Default)]
pub(super) struct Theme {
    pub kind: &'static str,
    pub message: &'static str,
    pub filename: &'static str,
    pub line: &'static str,
    pub frame: &'static str,
    pub highlight: &'static str,
    pub range: &'static str,
    pub reset: &'static str,
}

impl Theme {
    pub(super) const COLORS: Theme = Theme {
        kind: "\x1b[1;35m",
        message: "\x1b[35m",
        filename: "\x1b[35m",
        line: "\x1b[35m",
        frame: "\x1b[35m",
        highlight: "\x1b[1;31m",
        range: "\x1b[31m",
        reset: "\x1b[0m",
    };
    pub(super) fn is_plain(&self) -> bool {
        self.reset.is_empty()
    }
    /// What suits a stream: the environment decides, then whether it is a terminal.
    pub(super) fn for_stream(vm: &mut Vm, stream: &Value) -> Theme {
        if can_colorize(vm, stream) { Theme::COLORS } else { Theme::default() }
    }
}

fn can_colorize(vm: &mut Vm, stream: &Value) -> bool {
    match vm.environment_text("PYTHON_COLORS").as_deref() {
        Some("0") => return false,
        Some("1") => return true,
        _ => {}
    }
    // These are not Python's own, so they count even where Python's are ignored.
    let environment = vm.host.environment();
    let find = |name: &str| environment.iter().find(|(known, _)| known == name.as_bytes()).map(|(_, v)| &**v);
    let is_set = |name| find(name).is_some_and(|value| !value.is_empty());
    if is_set("NO_COLOR") {
        return false;
    }
    if is_set("FORCE_COLOR") {
        return true;
    }
    if find("TERM") == Some(b"dumb") {
        return false;
    }
    let number = vm.call_method(stream, names::fileno, &[]);
    match number {
        Ok(number) => number.as_small().is_some_and(|fd| vm.host.is_terminal(fd as i32)),
        Err(raised) => {
            drop(vm.take_raised(raised));
            false
        }
    }
}

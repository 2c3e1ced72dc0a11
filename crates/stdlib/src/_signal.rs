//! `_signal`: numbers of signals as Linux has them, and handlers. Where the host passes on only its interrupt, other
//! signals come from `raise_signal` alone; timers and masks of the system are left out, so `signal` does not show them.

use whipsnake_vm::{
    error::Result,
    function,
    host::{Answer, HostArg},
    modules::signals::{DEFAULT, IGNORE, SIGINT, Signals},
    native::{ModuleDef, Row},
    objects::{exceptions::ExcKind, set::Set},
    types::Slot,
    value::Value,
    vm::Vm,
};

/// One more than the highest signal.
const COUNT: i64 = 65;

/// TABLE: signals that have names.
const SIGNALS: &[(&str, i64, &str)] = &[
    ("SIGHUP", 1, "Hangup"),
    ("SIGINT", 2, "Interrupt"),
    ("SIGQUIT", 3, "Quit"),
    ("SIGILL", 4, "Illegal instruction"),
    ("SIGTRAP", 5, "Trace/breakpoint trap"),
    ("SIGABRT", 6, "Aborted"),
    ("SIGIOT", 6, "Aborted"),
    ("SIGBUS", 7, "Bus error"),
    ("SIGFPE", 8, "Floating point exception"),
    ("SIGKILL", 9, "Killed"),
    ("SIGUSR1", 10, "User defined signal 1"),
    ("SIGSEGV", 11, "Segmentation fault"),
    ("SIGUSR2", 12, "User defined signal 2"),
    ("SIGPIPE", 13, "Broken pipe"),
    ("SIGALRM", 14, "Alarm clock"),
    ("SIGTERM", 15, "Terminated"),
    ("SIGSTKFLT", 16, "Stack fault"),
    ("SIGCHLD", 17, "Child exited"),
    ("SIGCLD", 17, "Child exited"),
    ("SIGCONT", 18, "Continued"),
    ("SIGSTOP", 19, "Stopped (signal)"),
    ("SIGTSTP", 20, "Stopped"),
    ("SIGTTIN", 21, "Stopped (tty input)"),
    ("SIGTTOU", 22, "Stopped (tty output)"),
    ("SIGURG", 23, "Urgent I/O condition"),
    ("SIGXCPU", 24, "CPU time limit exceeded"),
    ("SIGXFSZ", 25, "File size limit exceeded"),
    ("SIGVTALRM", 26, "Virtual timer expired"),
    ("SIGPROF", 27, "Profiling timer expired"),
    ("SIGWINCH", 28, "Window changed"),
    ("SIGIO", 29, "I/O possible"),
    ("SIGPOLL", 29, "I/O possible"),
    ("SIGPWR", 30, "Power failure"),
    ("SIGSYS", 31, "Bad system call"),
    ("SIGRTMIN", 34, "Real-time signal 0"),
    ("SIGRTMAX", 64, "Real-time signal 30"),
];

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_signal",
    doc: "This module provides mechanisms to use signal handlers in Python.",
    rows: ROWS,
    types: &[],
    init: Some(|vm, module| {
        let dict = module.dict.clone();
        for (name, number, _) in SIGNALS {
            dict.set_text(vm, name, Value::small(*number));
        }
        for (name, number) in [("NSIG", COUNT), ("SIG_DFL", DEFAULT), ("SIG_IGN", IGNORE)] {
            dict.set_text(vm, name, Value::small(number));
        }
        let function = dict.get_text(vm, "default_int_handler");
        vm.state::<SignalModule>().default_int_handler = function;
        Ok(())
    }),
};

const ROWS: &[Row] = &[
    function!(
        "signal(signalnum, handler, /)",
        signal,
        2,
        "Set the action for the given signal.\n\nThe action can be SIG_DFL, SIG_IGN, or a callable Python object.\nThe previous action is returned.  See getsignal() for possible return values.\n\n*** IMPORTANT NOTICE ***\nA signal handler function is called with two arguments:\nthe first is the signal number, the second is the interrupted stack frame."
    ),
    function!(
        "getsignal(signalnum, /)",
        get_signal,
        1,
        "Return the current action for the given signal.\n\nThe return value can be:\n  SIG_IGN -- if the signal is being ignored\n  SIG_DFL -- if the default action for the signal is in effect\n  None    -- if an unknown handler is in effect\n  anything else -- the callable Python object used as a handler"
    ),
    function!("raise_signal(signalnum, /)", raise_signal, 1, "Send a signal to the executing process."),
    function!(
        "default_int_handler(signalnum, frame, /)",
        default_int_handler,
        2,
        "The default handler for SIGINT installed by Python.\n\nIt raises KeyboardInterrupt."
    ),
    function!(
        "strsignal(signalnum, /)",
        strsignal,
        1,
        "Return the system description of the given signal.\n\nReturns the description of signal *signalnum*, such as \"Interrupt\"\nfor :const:`SIGINT`. Returns :const:`None` if *signalnum* has no\ndescription. Raises :exc:`ValueError` if *signalnum* is invalid."
    ),
    function!(
        "valid_signals()",
        valid_signals,
        0,
        "Return a set of valid signal numbers on this platform.\n\nThe signal numbers returned by this function can be safely passed to\nfunctions like `pthread_kill`."
    ),
    function!(
        "set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)",
        set_wakeup_fd,
        2,
        "Sets the fd to be written to (with the signal number) when a signal comes in.\n\nA library can use this to wakeup select or poll.\nThe previous fd or -1 is returned.\n\nThe fd must be non-blocking."
    ),
    function!(
        "siginterrupt(signalnum, flag, /)",
        siginterrupt,
        2,
        "Change system call restart behaviour.\n\nIf flag is False, system calls will be restarted when interrupted by\nsignal sig, else system calls will be interrupted."
    ),
];

/// What the module remembers beside the handlers.
struct SignalModule {
    default_int_handler: Option<Value>,
    wakeup: i64,
}

impl Default for SignalModule {
    fn default() -> SignalModule {
        SignalModule { default_int_handler: None, wakeup: -1 }
    }
}

fn check(vm: &mut Vm, number: i64) -> Result<()> {
    if (1..COUNT).contains(&number) {
        return Ok(());
    }
    Err(vm.value_error("signal number out of range"))
}

/// What happens at a signal now.
fn current(vm: &mut Vm, number: i64) -> Value {
    if let Some(handler) = vm.state::<Signals>().handlers.get(&number) {
        return handler.clone();
    }
    match vm.state::<SignalModule>().default_int_handler.clone() {
        Some(function) if number == SIGINT => function,
        _ => Value::small(DEFAULT),
    }
}

fn signal(vm: &mut Vm, number: i64, handler: Value) -> Result<Value> {
    check(vm, number)?;
    let is_action = handler.as_small().is_some_and(|action| action == DEFAULT || action == IGNORE);
    if !is_action && !vm.class_of(&handler).has_slot(vm, Slot::Call) {
        return Err(
            vm.type_error("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
        );
    }
    // SIGKILL, SIGSTOP, and two that the system keeps for itself.
    if matches!(number, 9 | 19 | 32 | 33) {
        return Err(vm.os_error(22, "Invalid argument"));
    }
    let before = current(vm, number);
    let default = vm.state::<SignalModule>().default_int_handler.clone();
    let handlers = &mut vm.state::<Signals>().handlers;
    let gone = if number == SIGINT && default.is_some_and(|default| default.is(&handler)) {
        handlers.remove(&number)
    } else {
        handlers.insert(number, handler)
    };
    drop(gone);
    Ok(before)
}

fn get_signal(vm: &mut Vm, number: i64) -> Result<Value> {
    check(vm, number)?;
    Ok(current(vm, number))
}

fn raise_signal(vm: &mut Vm, number: i64) -> Result<()> {
    if !(0..COUNT).contains(&number) {
        return Err(vm.os_error(22, "Invalid argument"));
    }
    if number == 0 || vm.deliver_signal(number)? {
        return Ok(());
    }
    match vm.host.other("raise", &[HostArg::Int(number)]) {
        Answer::Failed(number, text) => Err(vm.os_error(number, &text)),
        _ => Ok(()),
    }
}

fn default_int_handler(vm: &mut Vm, _number: i64, _frame: Value) -> Result<()> {
    Err(vm.raise_args(ExcKind::KeyboardInterrupt, vec![]))
}

fn strsignal(vm: &mut Vm, number: i64) -> Result<Value> {
    check(vm, number)?;
    let named = SIGNALS.iter().find(|(_, known, _)| *known == number);
    Ok(match named {
        Some((_, _, text)) => vm.new_str(text),
        None if number >= 34 => vm.new_str(&format!("Real-time signal {}", number - 34)),
        None => Value::NONE,
    })
}

fn valid_signals(vm: &mut Vm) -> Result<Value> {
    let set = Set::new();
    for number in (1..COUNT).filter(|number| !matches!(number, 32 | 33)) {
        set.add(vm, Value::small(number))?;
    }
    Ok(set.into_value())
}

fn set_wakeup_fd(vm: &mut Vm, fd: i64, _warn: Option<bool>) -> Result<i64> {
    if fd != -1
        && let Answer::Failed(number, text) = vm.host.fstat(fd as i32)
    {
        return Err(vm.os_error(number, &text));
    }
    Ok(std::mem::replace(&mut vm.state::<SignalModule>().wakeup, fd))
}

fn siginterrupt(vm: &mut Vm, number: i64, _flag: bool) -> Result<()> {
    // No call of a host is interrupted by a signal that would have to be restarted.
    check(vm, number)
}

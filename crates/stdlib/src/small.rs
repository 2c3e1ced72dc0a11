//! Modules too small for files of their own: `errno`, `_string`, `atexit`.

use whipsnake_vm::{
    error::Result,
    function,
    native::{Kwargs, ModuleDef, Rest},
    objects::{dict::Dict, list::List},
    text::str_format::{self, First, Step as PathStep},
    value::{Handle, Str, Tuple, Value},
    vm::Vm,
};

/// Names and numbers of errors, as Linux has them.
const ERRORS: &[(&str, i64)] = &[
    ("EPERM", 1),
    ("ENOENT", 2),
    ("ESRCH", 3),
    ("EINTR", 4),
    ("EIO", 5),
    ("ENXIO", 6),
    ("E2BIG", 7),
    ("ENOEXEC", 8),
    ("EBADF", 9),
    ("ECHILD", 10),
    ("EAGAIN", 11),
    ("ENOMEM", 12),
    ("EACCES", 13),
    ("EFAULT", 14),
    ("ENOTBLK", 15),
    ("EBUSY", 16),
    ("EEXIST", 17),
    ("EXDEV", 18),
    ("ENODEV", 19),
    ("ENOTDIR", 20),
    ("EISDIR", 21),
    ("EINVAL", 22),
    ("ENFILE", 23),
    ("EMFILE", 24),
    ("ENOTTY", 25),
    ("ETXTBSY", 26),
    ("EFBIG", 27),
    ("ENOSPC", 28),
    ("ESPIPE", 29),
    ("EROFS", 30),
    ("EMLINK", 31),
    ("EPIPE", 32),
    ("EDOM", 33),
    ("ERANGE", 34),
    ("EDEADLK", 35),
    ("ENAMETOOLONG", 36),
    ("ENOLCK", 37),
    ("ENOSYS", 38),
    ("ENOTEMPTY", 39),
    ("ELOOP", 40),
    ("EOVERFLOW", 75),
    ("EILSEQ", 84),
    ("ENOTSOCK", 88),
    ("EOPNOTSUPP", 95),
    ("EADDRINUSE", 98),
    ("EADDRNOTAVAIL", 99),
    ("ENETUNREACH", 101),
    ("ECONNABORTED", 103),
    ("ECONNRESET", 104),
    ("EISCONN", 106),
    ("ENOTCONN", 107),
    ("ESHUTDOWN", 108),
    ("ETIMEDOUT", 110),
    ("ECONNREFUSED", 111),
    ("EHOSTUNREACH", 113),
    ("EALREADY", 114),
    ("EINPROGRESS", 115),
    ("ECANCELED", 125),
    ("EWOULDBLOCK", 11),
    ("ENOTSUP", 95),
];

/// The system's words for errors.
const ERROR_TEXTS: &[(i64, &str)] = &[
    (0, "Success"),
    (1, "Operation not permitted"),
    (2, "No such file or directory"),
    (3, "No such process"),
    (4, "Interrupted system call"),
    (5, "Input/output error"),
    (6, "No such device or address"),
    (7, "Argument list too long"),
    (8, "Exec format error"),
    (9, "Bad file descriptor"),
    (10, "No child processes"),
    (11, "Resource temporarily unavailable"),
    (12, "Cannot allocate memory"),
    (13, "Permission denied"),
    (14, "Bad address"),
    (15, "Block device required"),
    (16, "Device or resource busy"),
    (17, "File exists"),
    (18, "Invalid cross-device link"),
    (19, "No such device"),
    (20, "Not a directory"),
    (21, "Is a directory"),
    (22, "Invalid argument"),
    (23, "Too many open files in system"),
    (24, "Too many open files"),
    (25, "Inappropriate ioctl for device"),
    (26, "Text file busy"),
    (27, "File too large"),
    (28, "No space left on device"),
    (29, "Illegal seek"),
    (30, "Read-only file system"),
    (31, "Too many links"),
    (32, "Broken pipe"),
    (33, "Numerical argument out of domain"),
    (34, "Numerical result out of range"),
    (35, "Resource deadlock avoided"),
    (36, "File name too long"),
    (37, "No locks available"),
    (38, "Function not implemented"),
    (39, "Directory not empty"),
    (40, "Too many levels of symbolic links"),
    (75, "Value too large for defined data type"),
    (84, "Invalid or incomplete multibyte or wide character"),
    (88, "Socket operation on non-socket"),
    (95, "Operation not supported"),
    (98, "Address already in use"),
    (99, "Cannot assign requested address"),
    (101, "Network is unreachable"),
    (103, "Software caused connection abort"),
    (104, "Connection reset by peer"),
    (106, "Transport endpoint is already connected"),
    (107, "Transport endpoint is not connected"),
    (108, "Cannot send after transport endpoint shutdown"),
    (110, "Connection timed out"),
    (111, "Connection refused"),
    (113, "No route to host"),
    (114, "Operation already in progress"),
    (115, "Operation now in progress"),
    (125, "Operation canceled"),
];

/// The system's words for an error.
pub fn error_text(number: i64) -> Option<&'static str> {
    ERROR_TEXTS.iter().find(|(known, _)| *known == number).map(|(_, text)| *text)
}

/// `errno`
pub static ERRNO: ModuleDef = ModuleDef {
    name: "errno",
    doc: "This module makes available standard errno system symbols.",
    rows: &[],
    types: &[],
    init: Some(|vm, module| {
        let (dict, codes) = (module.dict.clone(), Dict::new());
        for (name, number) in ERRORS {
            dict.set_text(vm, name, Value::small(*number));
            // Of two names for a number the first is the one that the table gives.
            if codes.get(vm, &Value::small(*number))?.is_none() {
                let name = vm.new_str(name);
                codes.set(vm, Value::small(*number), name)?;
            }
        }
        dict.set_text(vm, "errorcode", codes.into_value());
        Ok(())
    }),
};

/// `_string`
pub static STRING: ModuleDef = ModuleDef {
    name: "_string",
    doc: "string helper module",
    rows: &[
        function!(
            "formatter_parser(string, /)",
            formatter_parser,
            1,
            "parse the argument as a format string"
        ),
        function!(
            "formatter_field_name_split(string, /)",
            split_field_name,
            1,
            "split the argument as a field name"
        ),
    ],
    types: &[],
    init: None,
};

fn formatter_parser(vm: &mut Vm, template: Handle<Str>) -> Result<Value> {
    let mut items = Vec::new();
    for piece in str_format::Pieces::new(template.as_bytes()) {
        let piece = piece.map_err(|fault| vm.fault(fault))?;
        let literal = Str::from_vec(piece.literal.to_vec()).into_value();
        let parts = match piece.field {
            Some(field) => {
                let conversion = match field.conversion {
                    Some(code) => {
                        Str::from_vec(whipsnake_vm::text::wtf8::from_code_points([code])).into_value()
                    }
                    None => Value::NONE,
                };
                vec![
                    literal,
                    Str::new(field.name).into_value(),
                    Str::new(field.spec).into_value(),
                    conversion,
                ]
            }
            None => vec![literal, Value::NONE, Value::NONE, Value::NONE],
        };
        items.push(Tuple::new(parts).into_value());
    }
    let list = List::new(items).into_value();
    vm.iter(&list)
}

fn split_field_name(vm: &mut Vm, name: Handle<Str>) -> Result<Value> {
    let (first, path) = str_format::split_name(name.as_bytes()).map_err(|fault| vm.fault(fault))?;
    let first = match first {
        First::Index(index) => vm.new_int(index as i64),
        First::Key(name) => Str::new(name).into_value(),
        First::Auto => vm.new_str(""),
    };
    let mut items = Vec::new();
    for step in path {
        let (is_attribute, key) = match step.map_err(|fault| vm.fault(fault))? {
            PathStep::Attribute(name) => (true, Str::new(name).into_value()),
            PathStep::Index(index) => (false, vm.new_int(index as i64)),
            PathStep::Key(name) => (false, Str::new(name).into_value()),
        };
        items.push(Tuple::new(vec![Value::bool(is_attribute), key]).into_value());
    }
    let list = List::new(items).into_value();
    let rest = vm.iter(&list)?;
    Ok(Tuple::new(vec![first, rest]).into_value())
}

/// Functions to call at the end, with their arguments.
#[derive(Default)]
struct AtExit(Vec<(Value, Vec<Value>, Vec<(Value, Value)>)>);

/// `atexit`
pub static ATEXIT: ModuleDef = ModuleDef {
    name: "atexit",
    doc: "allow programmer to define multiple exit functions to be executed\nupon normal program termination.",
    rows: &[
        function!(
            "register(func, /, *args, **kwargs)",
            register,
            3,
            "Register a function to be executed upon normal program termination"
        ),
        function!(
            "unregister(func, /)",
            unregister,
            1,
            "Unregister an exit function which was previously registered using atexit.register"
        ),
        function!(
            "_clear()",
            |vm: &mut Vm| vm.state::<AtExit>().0.clear(),
            0,
            "Clear the list of previously registered exit functions."
        ),
        function!(
            "_ncallbacks()",
            |vm: &mut Vm| vm.state::<AtExit>().0.len(),
            0,
            "Return the number of registered exit functions."
        ),
        function!("_run_exitfuncs()", run_exit_functions, 0, "Run all registered exit functions."),
    ],
    types: &[],
    init: None,
};

fn register(vm: &mut Vm, function: Value, args: Rest, keywords: Kwargs) -> Result<Value> {
    if !vm.class_of(&function).has_slot(vm, whipsnake_vm::types::Slot::Call) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let pairs = keywords.0.pairs(vm);
    vm.state::<AtExit>().0.push((function.clone(), args.0.to_vec(), pairs));
    Ok(function)
}

fn unregister(vm: &mut Vm, function: &Value) -> Result<()> {
    for at in (0..vm.state::<AtExit>().0.len()).rev() {
        let Some(known) = vm.state::<AtExit>().0.get(at).map(|entry| entry.0.clone()) else { continue };
        if vm.equal(&known, function)? {
            drop(vm.state::<AtExit>().0.remove(at));
        }
    }
    Ok(())
}

fn run_exit_functions(vm: &mut Vm) {
    while let Some((function, args, keywords)) = vm.state::<AtExit>().0.pop() {
        if let Err(raised) = vm.call_kw(&function, &args, &keywords) {
            let exc = vm.take_raised(raised);
            vm.report_unraisable(exc, Some("Exception ignored in atexit callback"), &function);
        }
    }
}

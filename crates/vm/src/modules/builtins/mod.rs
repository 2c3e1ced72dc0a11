//! `builtins`: its functions. The classes are in `objects`.

pub mod anext;
pub(crate) mod attrs;
mod decode;
mod io;
mod iterate;
mod numbers;
mod run;
pub mod site;

use crate::{
    constant, function,
    native::{ModuleDef, Row},
    placed, raw,
    value::Value,
};

/// The functions of `builtins`.
pub static MODULE: ModuleDef = ModuleDef {
    name: "builtins",
    doc: "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all \
          'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function \
          len().\n\nThis module is not normally accessed explicitly by most\napplications, but can be useful in \
          modules that provide\nobjects with the same name as a builtin but in which the built-in of\nthat name is \
          also needed.",
    rows: ROWS,
    types: &[],
    init: None,
};

const ROWS: &[Row] = &[
    function!(
        "__import__(name, globals=None, locals=None, fromlist=(), level=0)",
        run::import,
        5,
        "Import a module."
    ),
    function!("abs(number, /)", numbers::abs, 1, "Return the absolute value of the argument."),
    function!(
        "aiter(async_iterable, /)",
        iterate::aiter,
        1,
        "Return an AsyncIterator for an AsyncIterable object."
    ),
    function!(
        "all(iterable, /)",
        iterate::all,
        1,
        "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True."
    ),
    function!(
        "anext(async_iterator, default=None, /)",
        iterate::anext,
        2,
        "Return the next item from the async iterator."
    ),
    function!(
        "any(iterable, /)",
        iterate::any,
        1,
        "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False."
    ),
    function!("ascii(obj, /)", numbers::ascii, 1, "Return an ASCII-only representation of an object."),
    function!(
        "bin(number, /)",
        numbers::bin,
        1,
        "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'"
    ),
    raw!(Function, "breakpoint(*args, **kws)", run::breakpoint, "Call sys.breakpointhook(*args, **kws)."),
    function!(
        "callable(obj, /)",
        numbers::callable,
        1,
        "Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as are instances of classes with a\n__call__() method."
    ),
    function!(
        "chr(i, /)",
        numbers::chr,
        1,
        "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff."
    ),
    function!(
        "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        run::compile,
        7,
        "Compile source into a code object that can be executed by exec() or eval()."
    ),
    function!(
        "delattr(obj, name, /)",
        attrs::delattr,
        2,
        "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``"
    ),
    function!(
        "dir(object=None, /)",
        attrs::dir,
        1,
        "If called without an argument, return the names in the current scope."
    ),
    function!(
        "divmod(x, y, /)",
        numbers::divmod,
        2,
        "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x."
    ),
    function!(
        "eval(source, /, globals=None, locals=None)",
        run::eval,
        3,
        "Evaluate the given source in the context of globals and locals."
    ),
    function!(
        "exec(source, /, globals=None, locals=None, *, closure=None)",
        run::exec,
        4,
        "Execute the given source in the context of globals and locals."
    ),
    function!(
        "format(value, format_spec='', /)",
        numbers::format,
        2,
        "Return type(value).__format__(value, format_spec)"
    ),
    function!(
        "getattr(object, name, default=None, /)",
        attrs::getattr,
        3,
        "Get a named attribute from an object."
    ),
    function!(
        "globals()",
        run::globals,
        0,
        "Return the dictionary containing the current scope's global variables."
    ),
    function!(
        "hasattr(obj, name, /)",
        attrs::hasattr,
        2,
        "Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, name) and catching AttributeError."
    ),
    function!(
        "hash(obj, /)",
        numbers::hash,
        1,
        "Return the hash value for the given object.\n\nTwo objects that compare equal must also have the same hash value, but the\nreverse is not necessarily true."
    ),
    function!(
        "hex(number, /)",
        numbers::hex,
        1,
        "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'"
    ),
    function!("id(obj, /)", numbers::id, 1, "Return the identity of an object."),
    function!(
        "input(prompt='', /)",
        io::input,
        1,
        "Read a string from standard input.  The trailing newline is stripped."
    ),
    placed!(
        "isinstance(obj, class_or_tuple, /)",
        attrs::isinstance,
        2,
        attrs::isinstance_placed,
        "Return whether an object is an instance of a class or of a subclass thereof."
    ),
    placed!(
        "issubclass(cls, class_or_tuple, /)",
        attrs::issubclass,
        2,
        attrs::issubclass_placed,
        "Return whether 'cls' is derived from another class or is the same class."
    ),
    function!("iter(object, sentinel=None, /)", iterate::iter, 2, "Get an iterator from an object."),
    placed!(
        "len(obj, /)",
        numbers::len,
        1,
        numbers::len_placed,
        "Return the number of items in a container."
    ),
    function!(
        "locals()",
        run::locals,
        0,
        "Return a dictionary containing the current scope's local variables."
    ),
    raw!(
        Function,
        "max(iterable, /, *args, default=None, key=None)",
        iterate::max,
        "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single \
         iterable argument, return its biggest item. The\ndefault keyword-only argument specifies an object to return \
         if\nthe provided iterable is empty.\nWith two or more positional arguments, return the largest argument."
    ),
    raw!(
        Function,
        "min(iterable, /, *args, default=None, key=None)",
        iterate::min,
        "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single \
         iterable argument, return its smallest item. The\ndefault keyword-only argument specifies an object to return \
         if\nthe provided iterable is empty.\nWith two or more positional arguments, return the smallest argument."
    ),
    placed!(
        "next(iterator, default=None, /)",
        iterate::next,
        2,
        iterate::next_placed,
        "Return the next item from the iterator."
    ),
    function!(
        "oct(number, /)",
        numbers::oct,
        1,
        "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'"
    ),
    function!("ord(character, /)", numbers::ord, 1, "Return the ordinal value of a character."),
    function!(
        "pow(base, exp, mod=None)",
        numbers::pow,
        3,
        "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments."
    ),
    raw!(
        Function,
        "print(*args, sep=' ', end='\\n', file=None, flush=False)",
        io::print,
        "Prints the values to a stream, or to sys.stdout by default."
    ),
    placed!(
        "repr(obj, /)",
        numbers::repr,
        1,
        numbers::repr_placed,
        "Return the canonical string representation of the object."
    ),
    function!(
        "round(number, ndigits=None)",
        numbers::round,
        2,
        "Round a number to a given precision in decimal digits."
    ),
    function!(
        "setattr(obj, name, value, /)",
        attrs::setattr,
        3,
        "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``"
    ),
    raw!(
        Function,
        "sorted(iterable, /, *, key=None, reverse=False)",
        iterate::sorted,
        "Return a new list containing all items from the iterable in ascending order."
    ),
    function!(
        "sum(iterable, /, start=0)",
        numbers::sum,
        2,
        "Return the sum of a 'start' value (default: 0) plus an iterable of numbers"
    ),
    function!("vars(object=None, /)", attrs::vars, 1, "Without arguments, equivalent to locals()."),
    constant!("exit", |vm| site::Quitter::make(vm, "exit")),
    constant!("quit", |vm| site::Quitter::make(vm, "quit")),
    constant!("help", site::Helper::make),
    constant!("copyright", |vm| site::Notice::make(vm, "copyright", "")),
    constant!("credits", |vm| site::Notice::make(vm, "credits", site::CREDITS)),
    constant!("license", |vm| site::Notice::make(vm, "license", site::LICENSE)),
    constant!("None", |_| Value::NONE),
    constant!("True", |_| Value::TRUE),
    constant!("False", |_| Value::FALSE),
    constant!("Ellipsis", |_| Value::ELLIPSIS),
    constant!("NotImplemented", |_| Value::NOT_IMPLEMENTED),
    constant!("__debug__", |vm| Value::bool(vm.settings.optimize == 0)),
];

//! `Raised`, `Result`, and one constructor per common exception.
//!
//! `Raised` is a zero-sized proof that the exception waits in the Vm (a wider result costs 7 to 10 ns a call).

use crate::{
    objects::exceptions::{ExcKind, Exception},
    value::{Obj, Str, Tuple, Value},
    vm::Vm,
};
use std::fmt::Arguments;

/// Proof that an exception waits in the Vm. Made only by raising, ended only by `vm.take_raised`.
#[must_use = "an exception waits in the Vm"]
#[derive(Debug)]
pub struct Raised(());

/// What anything that may raise returns.
pub type Result<T> = core::result::Result<T, Raised>;

macro_rules! constructors {
    ($($function:ident $kind:ident;)*) => {
        impl Vm {$(
            #[doc = concat!("Raises `", stringify!($kind), "` with a message.")]
            #[cold]
            #[inline(never)]
            pub fn $function(&mut self, message: impl std::fmt::Display) -> Raised {
                self.raise_text(ExcKind::$kind, &message.to_string())
            }
        )*}
    };
}

constructors! {
    type_error TypeError;
    value_error ValueError;
    index_error IndexError;
    attribute_error_text AttributeError;
    overflow_error OverflowError;
    zero_division_error ZeroDivisionError;
    runtime_error RuntimeError;
    system_error SystemError;
    memory_error MemoryError;
    not_implemented_error NotImplementedError;
    recursion_error RecursionError;
    import_error_text ImportError;
    buffer_error BufferError;
    eof_error EOFError;
    assertion_error AssertionError;
    lookup_error LookupError;
    reference_error ReferenceError;
    syntax_error_text SyntaxError;
}

impl Vm {
    /// Raises a built-in exception with one string argument.
    pub fn raise_text(&mut self, kind: ExcKind, message: &str) -> Raised {
        let text = Str::from_text(message).into_value();
        self.raise_args(kind, vec![text])
    }
    /// Raises a built-in exception with arguments.
    pub fn raise_args(&mut self, kind: ExcKind, args: Vec<Value>) -> Raised {
        let exc = self.new_exception(kind, args);
        self.raise(exc)
    }
    /// Makes a built-in exception without raising it.
    #[inline(never)]
    pub fn new_exception(&mut self, kind: ExcKind, args: Vec<Value>) -> Value {
        Exception::new(self, kind, Tuple::new(args).into_value()).into_value()
    }
    /// Raises an exception object: what is being handled becomes its context.
    pub fn raise(&mut self, exc: Value) -> Raised {
        self.chain_context(&exc);
        self.raise_again(exc)
    }
    /// Raises an exception object as it is.
    pub fn raise_again(&mut self, exc: Value) -> Raised {
        debug_assert!(exc.cast::<Exception>().is_some());
        let old = std::mem::replace(&mut self.raised, exc);
        drop(old);
        Raised(())
    }
    /// TypeError "'int' object is not callable"; a module that has something callable of its own name is told so.
    #[cold]
    pub(crate) fn not_callable(&mut self, callable: &Value) -> Raised {
        let kind = self.type_name(callable);
        let mut hint = String::new();
        if let Some(module) = callable.cast::<crate::objects::module::Module>()
            && let Some(name) =
                module.dict.get_text(self, "__name__").and_then(|name| name.into_handle::<Str>().ok())
            && let Some(inner) = module.dict.get_text(self, &name.to_text())
            && self.class_of(&inner).has_slot(self, crate::types::Slot::Call)
        {
            let name = name.to_text();
            hint = format!(". Did you mean: '{name}.{name}(...)'?");
        }
        self.type_error(format_args!("'{kind}' object is not callable{hint}"))
    }
    /// Takes the exception that waits.
    pub fn take_raised(&mut self, raised: Raised) -> Value {
        let Raised(()) = raised;
        self.raised.take()
    }
    /// The exception that waits.
    pub fn look_at_raised(&self, _raised: &Raised) -> &Value {
        &self.raised
    }
    /// Whether the exception that waits is an instance of a built-in class.
    pub fn raised_is(&self, _raised: &Raised, kind: ExcKind) -> bool {
        self.is_exception_of(&self.raised, kind)
    }
    /// Whether an exception object is an instance of a built-in class.
    #[inline(never)]
    pub fn is_exception_of(&self, exc: &Value, kind: ExcKind) -> bool {
        self.type_of(exc).is_subclass(self, self.exception_type_ref(kind))
    }
    /// Swallows the exception if it is of this kind: `Ok(None)`; other results pass.
    pub fn swallow<T>(&mut self, result: Result<T>, kind: ExcKind) -> Result<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(raised) if self.raised_is(&raised, kind) => {
                drop(self.take_raised(raised));
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }
    /// Raises `KeyError(key)`.
    #[cold]
    pub fn key_error(&mut self, key: Value) -> Raised {
        self.raise_args(ExcKind::KeyError, vec![key])
    }
    /// Raises `StopIteration(value)`, without an argument for `UNDEF`.
    #[cold]
    pub fn stop_iteration(&mut self, value: Value) -> Raised {
        let args = if value.is_undef() || value.is_none() { vec![] } else { vec![value] };
        self.raise_args(ExcKind::StopIteration, args)
    }
    /// Raises AttributeError "'T' object has no attribute 'x'", with `name` and `obj` set.
    #[cold]
    pub fn no_attribute(&mut self, object: &Value, name: &Value) -> Raised {
        let shown = self.text_of(name).into_owned();
        let message = if let Some(class) = object.cast::<crate::types::Type>() {
            format!("type object '{}' has no attribute '{shown}'", class.name_text(self))
        } else if let Some(module) = object.cast::<crate::objects::module::Module>() {
            return self.no_module_attribute(module, name);
        } else {
            format!("'{}' object has no attribute '{shown}'", self.type_name(object))
        };
        self.attribute_error(&message, object, name)
    }
    /// Raises AttributeError with a message and `name` and `obj` set.
    #[cold]
    pub fn attribute_error(&mut self, message: &str, object: &Value, name: &Value) -> Raised {
        let text = Str::from_text(message).into_value();
        let exc = self.new_exception(ExcKind::AttributeError, vec![text]);
        if let Some(inner) = exc.cast::<Exception>() {
            inner.set_field(self, 0, name.clone());
            inner.set_field(self, 1, object.clone());
        }
        self.raise(exc)
    }
    /// Raises NameError "name 'x' is not defined", with `name` set.
    #[cold]
    pub fn name_error(&mut self, name: &Value) -> Raised {
        let message = format!("name '{}' is not defined", self.text_of(name));
        self.name_error_text(ExcKind::NameError, &message, name)
    }
    /// Raises NameError or UnboundLocalError with a message and `name` set.
    #[cold]
    pub fn name_error_text(&mut self, kind: ExcKind, message: &str, name: &Value) -> Raised {
        let text = Str::from_text(message).into_value();
        let exc = self.new_exception(kind, vec![text]);
        if let Some(inner) = exc.cast::<Exception>() {
            inner.set_field(self, 0, name.clone());
        }
        self.raise(exc)
    }
    /// The text of an exception that waits, for internal reports.
    pub fn exception_object<'a>(&self, exc: &'a Value) -> Option<&'a Obj<Exception>> {
        exc.cast::<Exception>()
    }
    /// Raises with a formatted message: `vm.raise_format(ExcKind::KeyError, format_args!(…))`.
    #[cold]
    pub fn raise_format(&mut self, kind: ExcKind, message: Arguments) -> Raised {
        self.raise_text(kind, &message.to_string())
    }
}

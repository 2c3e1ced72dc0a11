//! `function`: code with globals, defaults and a closure.

use crate::{
    body,
    objects::{code::Code, dict::Dict},
    value::{Handle, Tuple, Value, VmCell, fixed},
};
use std::cell::Cell;

/// A Python function.
pub struct Function {
    /// `__code__`
    pub code: VmCell<Handle<Code>>,
    /// `__globals__`
    pub globals: Handle<Dict>,
    /// `__builtins__` of the globals at the time the function was made.
    pub builtins: Handle<Dict>,
    /// `__closure__`, empty when there is none.
    pub closure: VmCell<Option<Handle<Tuple>>>,
    /// `__defaults__`: a tuple or None.
    pub defaults: VmCell<Value>,
    /// `__kwdefaults__`: a dict or None.
    pub kwdefaults: VmCell<Value>,
    /// `__name__`
    pub name: VmCell<Value>,
    /// `__qualname__`
    pub qualname: VmCell<Value>,
    /// `__module__`
    pub module: VmCell<Value>,
    /// `__doc__`
    pub doc: VmCell<Value>,
    /// `__annotate__`: a function or None.
    pub annotate: VmCell<Value>,
    /// `__annotations__` once asked for or set; `UNDEF` before.
    pub annotations: VmCell<Value>,
    /// `__type_params__`
    pub type_params: VmCell<Value>,
    /// `__dict__`, made when asked for; `UNDEF` before.
    pub dict: VmCell<Value>,
    /// Changes when code or defaults change; what caches of calls compare.
    pub version: Cell<u32>,
}
body!(
    Function,
    fixed::FUNCTION,
    [
        code,
        globals,
        builtins,
        closure,
        defaults,
        kwdefaults,
        name,
        qualname,
        module,
        doc,
        annotate,
        annotations,
        type_params,
        dict
    ]
);

/// A function or other callable bound to an object.
pub struct BoundMethod {
    /// `__func__`
    pub function: Value,
    /// `__self__`
    pub this: Value,
}
body!(BoundMethod, fixed::BOUND_METHOD, [function, this]);

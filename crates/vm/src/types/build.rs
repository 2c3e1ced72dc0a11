//! `builtins.__build_class__`: what a `class` statement calls. A resumable native: resolves the bases, asks the metaclass
//! for a namespace, runs the body in it, and calls the metaclass.

use crate::{
    error::Result,
    names,
    native::{
        MethodDef, Resumable, Step,
        function::Builtin,
        table::{Code, MethodKind},
    },
    objects::{cell::Cell, dict::Dict, function::Function},
    types::{Type, class_body::Attributes},
    value::{Handle, Str, Trace, Tracer, Tuple, Value},
    vm::Vm,
};

/// The row of `builtins.__build_class__`.
static BUILD_CLASS: MethodDef = MethodDef {
    signature: crate::signature!("__build_class__(func, name, /, *bases, metaclass=None, **kwds)"),
    kind: MethodKind::Function,
    code: Code::Raw(build_class),
    doc: "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the \
          class statement.",
};

/// `builtins.__build_class__`
pub fn function(vm: &mut Vm) -> Value {
    let module = vm.intern_text("builtins");
    Handle::new(Builtin { def: &BUILD_CLASS, bound: Value::UNDEF, module }).into_value()
}

/// `__build_class__(func, name, /, *bases, [metaclass], **kwds)`
pub fn build_class(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let given = args.len() - names.len();
    let (positional, keyword_values) = args.split_at(given);
    let [function, name, bases @ ..] = positional else {
        return Err(vm.type_error("__build_class__: not enough arguments"));
    };
    let Ok(function) = function.clone().into_handle::<Function>() else {
        return Err(vm.type_error("__build_class__: func must be a function"));
    };
    if name.cast::<Str>().is_none() {
        return Err(vm.type_error("__build_class__: name is not a string"));
    }
    let mut keywords: Attributes = names.iter().cloned().zip(keyword_values.iter().cloned()).collect();
    let wanted = vm.name(names::metaclass).clone();
    let metaclass = keywords
        .iter()
        .position(|(key, _)| key.is(&wanted) || vm.text_of(key) == "metaclass")
        .map(|at| keywords.remove(at).1);
    let state = Build {
        function,
        name: name.clone(),
        original: bases.to_vec(),
        bases: Vec::new(),
        metaclass: metaclass.unwrap_or(Value::UNDEF),
        keywords,
        namespace: Value::UNDEF,
        cell: Value::NONE,
        stage: Stage::Bases(0),
        replaced: false,
    };
    vm.defer(Box::new(state))
}

/// Runs a class body in a namespace: what the loop is asked for between `__prepare__` and the metaclass.
static RUN_BODY: MethodDef = MethodDef {
    signature: crate::signature!("__class_body__(function, namespace, /)"),
    kind: MethodKind::Function,
    code: Code::Raw(run_body),
    doc: "",
};

fn run_body(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    match args {
        [function, namespace] => match function.exact::<Function>() {
            Some(function) => vm.run_class_body(function, namespace.clone()),
            None => Err(vm.type_error("__build_class__: func must be a function")),
        },
        _ => Err(vm.system_error("a class body takes a function and a namespace")),
    }
}

enum Stage {
    /// The base with this number comes next.
    Bases(usize),
    /// `__mro_entries__` of the base with this number was called.
    Entries(usize),
    /// `__prepare__` was called.
    Prepared,
    /// The body ran.
    Body,
    /// The metaclass was called.
    Made,
}

struct Build {
    function: Handle<Function>,
    name: Value,
    /// Bases as the program wrote them.
    original: Vec<Value>,
    /// Bases without stand-ins.
    bases: Vec<Value>,
    metaclass: Value,
    keywords: Attributes,
    namespace: Value,
    cell: Value,
    stage: Stage,
    /// Whether a base was replaced by `__mro_entries__`.
    replaced: bool,
}

impl Resumable for Build {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let result = result?;
        match self.stage {
            Stage::Bases(at) => self.resolve(vm, at),
            Stage::Entries(at) => {
                let Some(entries) = result.cast::<Tuple>() else {
                    return Err(vm.type_error("__mro_entries__ must return a tuple"));
                };
                self.bases.extend_from_slice(entries.as_slice());
                self.replaced = true;
                self.resolve(vm, at + 1)
            }
            Stage::Prepared => {
                if result.cast::<Dict>().is_none() && !vm.is_mapping(&result) {
                    let prefix = match self.metaclass.cast::<Type>() {
                        Some(class) => class.name_text(vm).into_owned(),
                        None => "<metaclass>".to_owned(),
                    };
                    let given = vm.type_name(&result);
                    return Err(vm.type_error(format_args!(
                        "{prefix}.__prepare__() must return a mapping, not {given}"
                    )));
                }
                self.run_body(result)
            }
            Stage::Body => {
                self.cell = result;
                self.call_metaclass(vm)
            }
            Stage::Made => {
                self.check_cell(vm, &result)?;
                Ok(Step::Return(result))
            }
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.function.trace(tracer);
        self.name.trace(tracer);
        self.original.trace(tracer);
        self.bases.trace(tracer);
        self.metaclass.trace(tracer);
        self.keywords.trace(tracer);
        self.namespace.trace(tracer);
        self.cell.trace(tracer);
    }
}

impl Build {
    fn resolve(&mut self, vm: &mut Vm, first: usize) -> Result<Step> {
        for at in first..self.original.len() {
            let base = self.original[at].clone();
            if base.cast::<Type>().is_none()
                && let Some(method) = vm.find_known_attr(&base, names::__mro_entries__)?
            {
                self.stage = Stage::Entries(at);
                return Ok(Step::Call(method, vec![Tuple::from_slice(&self.original).into_value()]));
            }
            self.bases.push(base);
        }
        self.prepare(vm)
    }
    fn prepare(&mut self, vm: &mut Vm) -> Result<Step> {
        if self.metaclass.is_undef() {
            self.metaclass = match self.bases.first() {
                Some(base) => vm.class_of(base).to_value(),
                None => vm.class_type().to_value(),
            };
        }
        let metaclass = self.metaclass.clone();
        if let Some(start) = metaclass.cast::<Type>() {
            let winner = vm.winning_metaclass(start, &self.bases)?;
            if winner.ptr_eq(&vm.class_type()) {
                self.metaclass = winner.into_value();
                return self.run_body(Dict::new().into_value());
            }
            self.metaclass = winner.into_value();
        }
        let metaclass = self.metaclass.clone();
        match vm.find_known_attr(&metaclass, names::__prepare__)? {
            None => self.run_body(Dict::new().into_value()),
            Some(prepare) => {
                self.stage = Stage::Prepared;
                let mut args = vec![self.name.clone(), Tuple::from_slice(&self.bases).into_value()];
                let (names, values): (Vec<_>, Vec<_>) = self.keywords.iter().cloned().unzip();
                args.extend(values);
                Ok(Step::CallKw(prepare, args, names))
            }
        }
    }
    fn run_body(&mut self, namespace: Value) -> Result<Step> {
        self.namespace = namespace.clone();
        self.stage = Stage::Body;
        let runner = Builtin { def: &RUN_BODY, bound: Value::UNDEF, module: Value::NONE };
        Ok(Step::Call(Handle::new(runner).into_value(), vec![self.function.to_value(), namespace]))
    }
    fn call_metaclass(&mut self, vm: &mut Vm) -> Result<Step> {
        let namespace = self.namespace.clone();
        if self.replaced {
            let original = Tuple::from_slice(&self.original).into_value();
            let name = vm.name(names::__orig_bases__).clone();
            match namespace.exact::<Dict>() {
                Some(dict) => dict.set_name(vm, name, original),
                None => vm.set_item(&namespace, &name, original)?,
            }
        }
        self.stage = Stage::Made;
        let mut args = vec![self.name.clone(), Tuple::from_slice(&self.bases).into_value(), namespace];
        let (names, values): (Vec<_>, Vec<_>) = std::mem::take(&mut self.keywords).into_iter().unzip();
        args.extend(values);
        Ok(Step::CallKw(self.metaclass.clone(), args, names))
    }
    /// The body's `__class__` cell must hold the class now.
    fn check_cell(&self, vm: &mut Vm, class: &Value) -> Result<()> {
        let (Some(cell), true) = (self.cell.cast::<Cell>(), class.cast::<Type>().is_some()) else {
            return Ok(());
        };
        let found = cell.contents.cloned(vm);
        if found.is(class) {
            return Ok(());
        }
        let (name, shown) = (vm.repr_text(&self.name)?, vm.repr_text(class)?);
        if found.is_undef() {
            return Err(vm.runtime_error(format_args!(
                "__class__ not set defining {name} as {shown}. Was __classcell__ propagated to type.__new__?"
            )));
        }
        let found = vm.repr_text(&found)?;
        Err(vm.type_error(format_args!("__class__ set to {found} defining {name} as {shown}")))
    }
}

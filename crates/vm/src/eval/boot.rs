//! Making an interpreter: heap, names, built-in classes and exceptions, builtins.

use super::fiber::Fiber;
use crate::{
    host::{CompileFn, Host},
    names::{Names, TEXTS},
    native::{
        NativeMethod, Row, TypeDef,
        function::{Builtin, GetSet, Member},
        table::MethodKind,
    },
    objects::{
        TYPES,
        dict::Dict,
        exceptions::{ExcKind, Exception},
        int::{Big, Int64},
        module::{Module, ModuleHandle},
    },
    types::{Type, type_flags},
    value::{
        Handle, Heap, Obj, Str, Tuple, Value, alloc, fixed,
        instance::Plain,
        map::{Layout, flags},
        word_hash::WordMap,
    },
    vm::{Known, LOOKUP_CACHE, LookupEntry, Settings, Vm},
};
use std::collections::HashMap;

/// Room for interned strings: built-in classes and modules bring about 1,400, a program some.
const NAMES_AT_START: usize = 1_700;

impl Vm {
    /// Makes an interpreter with its built-in types. Its heap stays current: enter it by [`Vm::enter`] from then on.
    pub fn new(host: Box<dyn Host>, compile: Option<CompileFn>, settings: Settings) -> Box<Vm> {
        let mut heap = Box::new(Heap::new());
        alloc::enter(&mut *heap);
        heap.reserve_fixed_maps();
        heap.set_fixed_map(fixed::STR, Layout::of::<Str>(), 0);
        heap.set_fixed_map(fixed::TUPLE, Layout::of::<Tuple>(), 0);
        heap.set_fixed_map(fixed::DICT, Layout::of::<Dict>(), 0);
        let mut vm = Box::new(Vm {
            raised: Value::UNDEF,
            fiber: Fiber::default(),
            threads: Default::default(),
            tracing: Default::default(),
            names: Names(Vec::new()),
            interned: WordMap::with_capacity_and_hasher(NAMES_AT_START, Default::default()),
            exceptions: Vec::new(),
            kind_names: Default::default(),
            kind_types: Default::default(),
            attr_cache: Default::default(),
            places_in_globals: Default::default(),
            spare_extras: Vec::new(),
            former_codes: Vec::new(),
            lookup_cache: (0..LOOKUP_CACHE).map(|_| LookupEntry::new()).collect(),
            version: Default::default(),
            nans: 0,
            builtins: Dict::new(),
            modules: Dict::new(),
            sys_dict: Dict::new(),
            native_modules: HashMap::new(),
            host,
            compile,
            tokenize: None,
            hash_seed: [0, 0],
            recursion_limit: 1000,
            depth: 0,
            settings,
            module_state: Default::default(),
            scratch: Vec::new(),
            gc: Default::default(),
            codes: Vec::new(),
            repr_stack: Vec::new(),
            handled: vec![Value::NONE],
            dead: None,
            exit_value: Value::UNDEF,
            native_input: None,
            chain: Default::default(),
            waiting: None,
            pending_error: None,
            reraising: false,
            fuel: None,
            told_at: 0,
            known: Known::default(),
            heap,
        });
        vm.seed_hashes();
        for text in TEXTS {
            let name = vm.intern_text(text);
            vm.names.0.push(name);
        }
        vm.known.empty_str = vm.intern_text("");
        vm.make_root_types();
        let mut made: Vec<(&'static TypeDef, Handle<Type>)> = Vec::new();
        for def in TYPES {
            let class = vm.make_class(def, "builtins");
            made.push((def, class));
        }
        vm.fill_missing_types();
        for (def, class) in &made {
            vm.add_rows(class, def.rows, def.doc);
        }
        vm.make_exceptions();
        vm.note_known();
        for module in crate::modules::MODULES {
            vm.native_modules.insert(module.name, module);
        }
        vm.heap.make_permanent();
        vm
    }

    fn seed_hashes(&mut self) {
        let environment = if self.settings.ignore_environment { Vec::new() } else { self.host.environment() };
        let chosen =
            environment.iter().find(|(name, _)| name == b"PYTHONHASHSEED").map(|(_, value)| value.clone());
        if let Some(number) = chosen.and_then(|text| String::from_utf8(text).ok()?.parse::<u32>().ok()) {
            self.hash_seed = [u64::from(number), u64::from(number)];
            return;
        }
        let mut seed = [0u8; 16];
        self.host.entropy(&mut seed);
        let half = |bytes: &[u8]| bytes.iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
        self.hash_seed = [half(&seed[..8]), half(&seed[8..])];
    }

    /// `object` and `type`, which need each other.
    fn make_root_types(&mut self) {
        let type_layout = Layout::of::<Type>();
        self.heap.set_fixed_map(fixed::TYPE, type_layout, flags::CLASS);
        self.heap.set_fixed_map(fixed::OBJECT, Layout::of::<Plain>(), 0);
        let root = |vm: &mut Vm, name: &str, layout, bases: Vec<Value>| {
            let name = vm.intern_text(name);
            let own = vm.heap.new_map(std::ptr::null_mut(), type_layout, flags::CLASS, 0, 0);
            let flags = type_flags::BASE;
            Handle::new_with_map(own, Type::blank(name, Tuple::new(bases), layout, flags))
        };
        let object = root(self, "object", Layout::of::<Plain>(), vec![]);
        let meta = root(self, "type", type_layout, vec![object.to_value()]);
        meta.base.set(self, Some(object.clone()));
        object.mro.set(self, vec![object.clone()]);
        meta.mro.set(self, vec![meta.clone(), object.clone()]);
        for class in [&object, &meta] {
            alloc::set_map_type(class.own_map(), &meta);
        }
        self.bind_fixed(fixed::OBJECT, &object);
        self.bind_fixed(fixed::TYPE, &meta);
        self.add_subclass(&object, &meta);
        // Classes live as long as the interpreter: one reference stays with the known ones.
        self.known.roots = vec![object.into_value(), meta.into_value()];
    }

    fn bind_fixed(&mut self, map: u32, class: &Obj<Type>) {
        alloc::set_map_type(map, class);
        class.instance_map.set(map);
    }

    /// Notes a class with one of its bases.
    pub(crate) fn add_subclass(&mut self, base: &Obj<Type>, class: &Handle<Type>) {
        if let Some(link) = self.heap.new_weak(&class.to_value()) {
            base.subclasses.get_mut(self).push(link);
        }
    }

    /// The class of a table; made when it is new.
    pub fn make_class(&mut self, def: &'static TypeDef, module: &str) -> Handle<Type> {
        let object = self.type_of_map(fixed::OBJECT).to_handle();
        let (module, short) = def.name.rsplit_once('.').unwrap_or((module, def.name));
        self.kind_names.entry(def.layout.kind).or_insert(short);
        if let Some(map @ (fixed::OBJECT | fixed::TYPE)) = def.map {
            let class = self.type_of_map(map).to_handle();
            class.flags.set(class.flags.get() | def.flags);
            self.name_class(&class, module);
            return class;
        }
        let base = match def.base {
            Some(base) => match base.map {
                Some(map) => self.type_of_map(map).to_handle(),
                None => match self.kind_types.get(&base.layout.kind) {
                    Some(class) => class.clone(),
                    None => self.make_class_with_rows(base, module),
                },
            },
            None => object,
        };
        let meta = self.type_of_map(fixed::TYPE).to_handle();
        let own = self.heap.new_map(std::ptr::null_mut(), Layout::of::<Type>(), flags::CLASS, 0, 0);
        alloc::set_map_type(own, &meta);
        let name = self.intern_text(short);
        let bases = Tuple::new(vec![base.to_value()]);
        let inherited = base.flags.get() & (type_flags::INHERITED & !(type_flags::DICT | type_flags::WEAK));
        let class: Handle<Type> =
            Handle::new_with_map(own, Type::blank(name, bases, def.layout, def.flags | inherited));
        let mut order = vec![class.clone()];
        order.extend(base.mro.cloned(self));
        class.mro.set(self, order);
        self.add_subclass(&base, &class);
        class.base.set(self, Some(base));
        self.name_class(&class, module);
        let storage = if def.flags & type_flags::DICT != 0 && !has_own_dict(def.map) {
            flags::STORAGE | flags::DICT
        } else {
            0
        };
        let has_finalizer =
            def.rows.iter().any(|row| matches!(row, Row::Method(row) if row.signature.name() == "__del__"));
        let finalizer = if has_finalizer { flags::DEL } else { 0 };
        match def.map {
            Some(map) => {
                self.heap.set_fixed_map(map, exact_layout(map, def.layout), storage | generator_flags(map));
                self.bind_fixed(map, &class);
                if map == fixed::INT {
                    for (map, layout) in
                        [(fixed::INT64, Layout::of::<Int64>()), (fixed::BIG_INT, Layout::of::<Big>())]
                    {
                        self.heap.set_fixed_map(map, layout, 0);
                        alloc::set_map_type(map, &class);
                    }
                }
            }
            None => {
                let map = self.heap.new_map(std::ptr::null_mut(), def.layout, storage | finalizer, 0, 0);
                alloc::set_map_type(map, &class);
                class.instance_map.set(map);
                self.kind_types.entry(def.layout.kind).or_insert_with(|| class.clone());
            }
        }
        if storage != 0 {
            class.dict_map.set(class.instance_map.get());
        }
        self.known.roots.push(class.to_value());
        class
    }

    /// Notes the module of a class. Those of `builtins` have no such attribute, nor have their instances.
    fn name_class(&mut self, class: &Obj<Type>, module: &str) {
        if module == "builtins" {
            return;
        }
        let module = self.intern_text(module);
        let name = self.name(crate::names::__module__).clone();
        class.dict.get_mut(self).insert(name, module);
    }

    /// The class of a table with its attributes. Modules whose classes share a kind of body make them with this.
    pub fn make_class_with_rows(&mut self, def: &'static TypeDef, module: &str) -> Handle<Type> {
        let class = self.make_class(def, module);
        self.add_rows(&class, def.rows, def.doc);
        let name = self.name(crate::names::__dict__).clone();
        if def.flags & type_flags::DICT != 0 && class.dict.get(self).get(&name).is_none() {
            let dict = GetSet { def: &crate::objects::object::NATIVE_DICT, owner: class.clone() };
            class.dict.get_mut(self).insert(name, Handle::new(dict).into_value());
        }
        class
    }

    /// Classes of fixed maps that no table describes get a bare class, so that every object has one.
    fn fill_missing_types(&mut self) {
        for number in 0..fixed::COUNT {
            if alloc::has_type(number) {
                continue;
            }
            let object = self.type_of_map(fixed::OBJECT).to_handle();
            let meta = self.type_of_map(fixed::TYPE).to_handle();
            let own = self.heap.new_map(std::ptr::null_mut(), Layout::of::<Type>(), flags::CLASS, 0, 0);
            alloc::set_map_type(own, &meta);
            let name = self.intern_text(&fixed::NAMES[number as usize].to_ascii_lowercase());
            let bases = Tuple::new(vec![object.to_value()]);
            let layout = bare_layout(number);
            let class: Handle<Type> = Handle::new_with_map(own, Type::blank(name, bases, layout, 0));
            class.mro.set(self, vec![class.clone(), object.clone()]);
            class.base.set(self, Some(object));
            self.name_class(&class, "builtins");
            self.heap.set_fixed_map(number, layout, generator_flags(number));
            self.bind_fixed(number, &class);
            self.known.roots.push(class.into_value());
        }
    }

    /// Puts rows into a class.
    pub(crate) fn add_rows(&mut self, class: &Handle<Type>, rows: &'static [Row], doc: &str) {
        // And for `__doc__`, `__dict__` and `__module__`.
        class.dict.get_mut(self).reserve(rows.len() + 3);
        for row in rows {
            let (name, value) = self.row_value(class, row);
            let name = self.intern_text(name);
            class.dict.get_mut(self).insert(name, value);
        }
        let doc = if doc.is_empty() { Value::NONE } else { self.new_str(doc) };
        let name = self.name(crate::names::__doc__).clone();
        if class.dict.get(self).get(&name).is_none() {
            class.dict.get_mut(self).insert(name, doc);
        }
    }

    /// The attribute that a row makes. Apart from the loop, which stays small (see `Vm::intern_new`).
    #[inline(never)]
    fn row_value(&mut self, class: &Handle<Type>, row: &'static Row) -> (&'static str, Value) {
        match row {
            Row::Method(def) => {
                let name = def.signature.name();
                let owner = class.clone();
                let value = match def.kind {
                    MethodKind::Method if name.starts_with("__") && is_slot(name) => {
                        Handle::new_with_map(fixed::WRAPPER, NativeMethod { def, owner }).into_value()
                    }
                    MethodKind::Method => Handle::new(NativeMethod { def, owner }).into_value(),
                    MethodKind::ClassMethod => {
                        Handle::new_with_map(fixed::CLASS_METHOD_DESCRIPTOR, NativeMethod { def, owner })
                            .into_value()
                    }
                    MethodKind::StaticMethod if name == "__new__" => {
                        let bound = Value::UNDEF;
                        Handle::new(Builtin { def, bound, module: class.to_value() }).into_value()
                    }
                    MethodKind::StaticMethod | MethodKind::Function => {
                        let inner = Handle::new(Builtin { def, bound: Value::UNDEF, module: Value::NONE })
                            .into_value();
                        self.new_static_method(inner)
                    }
                };
                (name, value)
            }
            Row::GetSet(def) => (def.name, Handle::new(GetSet { def, owner: class.clone() }).into_value()),
            Row::Member(def) => {
                let (name, owner) = (self.intern_text(def.name), class.clone());
                let member = Member { name, owner, index: u16::MAX, native: Some(def) };
                (def.name, Handle::new(member).into_value())
            }
            Row::Const(name, make) => (*name, make(self)),
        }
    }

    fn make_exceptions(&mut self) {
        for kind in ExcKind::ALL {
            let base = match ExcKind::from_name(kind.base()) {
                Some(base) => self.exceptions[base as usize].clone(),
                None => self.type_of_map(fixed::OBJECT).to_handle(),
            };
            let second = (*kind == ExcKind::ExceptionGroup)
                .then(|| self.exceptions[ExcKind::Exception as usize].clone());
            let meta = self.type_of_map(fixed::TYPE).to_handle();
            let own = self.heap.new_map(std::ptr::null_mut(), Layout::of::<Type>(), flags::CLASS, 0, 0);
            alloc::set_map_type(own, &meta);
            let name = self.intern_text(kind.name());
            let bases: Vec<Handle<Type>> = std::iter::once(base.clone()).chain(second).collect();
            let flags = type_flags::BASE | type_flags::EXCEPTION | type_flags::DICT | type_flags::WEAK;
            let tuple = Tuple::new(bases.iter().map(|base| base.to_value()).collect());
            let layout = Layout::of::<Exception>();
            let class: Handle<Type> = Handle::new_with_map(own, Type::blank(name, tuple, layout, flags));
            let mut order = vec![class.clone()];
            for base in &bases {
                for class in base.mro.cloned(self) {
                    // A class shared by two bases stands behind both.
                    order.retain(|known| !known.ptr_eq(&class));
                    order.push(class);
                }
            }
            class.mro.set(self, order);
            for base in &bases {
                self.add_subclass(base, &class);
            }
            class.base.set(self, Some(base));
            self.name_class(&class, "builtins");
            let storage = crate::value::map::flags::STORAGE | crate::value::map::flags::DICT;
            let map = self.heap.new_map(std::ptr::null_mut(), layout, storage, 0, 0);
            alloc::set_map_type(map, &class);
            class.instance_map.set(map);
            class.dict_map.set(map);
            self.exceptions.push(class.clone());
            self.kind_names.entry(layout.kind).or_insert("BaseException");
            self.add_rows(&class, crate::objects::exceptions::rows_of(*kind), kind.doc());
        }
    }

    /// Notes objects that fast paths compare with.
    fn note_known(&mut self) {
        use crate::types::Slot;
        let object = self.type_of_map(fixed::OBJECT).to_handle();
        let meta = self.type_of_map(fixed::TYPE).to_handle();
        self.known.object_new = object.slot(self, Slot::New).unwrap_or(Value::UNDEF);
        self.known.type_call = meta.slot(self, Slot::Call).unwrap_or(Value::UNDEF);
        self.known.type_getattribute = meta.slot(self, Slot::GetAttribute).unwrap_or(Value::UNDEF);
        self.known.object_getattribute = object.slot(self, Slot::GetAttribute).unwrap_or(Value::UNDEF);
        self.known.super_type = self.type_of_map(fixed::SUPER).to_value();
    }

    /// Makes a native module of its table, without entering it anywhere.
    pub fn make_native_module(
        &mut self,
        def: &'static crate::native::ModuleDef,
    ) -> crate::error::Result<ModuleHandle> {
        let module = Module::new(self, def.name);
        if !def.doc.is_empty() {
            let doc = self.new_str(def.doc);
            module.dict.set_known(self, crate::names::__doc__, doc);
        }
        let module_name = self.intern_text(def.name);
        for row in def.rows {
            match row {
                Row::Method(def) => {
                    let function = Builtin { def, bound: Value::UNDEF, module: module_name.clone() };
                    let value = Handle::new(function).into_value();
                    module.dict.set_text(self, def.signature.name(), value);
                }
                Row::Const(name, make) => {
                    let value = make(self);
                    module.dict.set_text(self, name, value);
                }
                Row::GetSet(_) | Row::Member(_) => {}
            }
        }
        for def in def.types {
            let class = match def.map {
                Some(map) => self.type_of_map(map).to_handle(),
                None => match self.kind_types.get(&def.layout.kind) {
                    Some(class) => class.clone(),
                    None => self.make_class_with_rows(def, module_text(&module_name)),
                },
            };
            let short = def.name.rsplit_once('.').map_or(def.name, |(_, short)| short);
            module.dict.set_text(self, short, class.into_value());
        }
        if let Some(init) = def.init {
            init(self, &module)?;
        }
        Ok(module)
    }
}

fn module_text(name: &Value) -> &str {
    name.exact::<Str>().and_then(|text| text.get_str()).unwrap_or("")
}

/// Kinds that keep their dictionary in the body.
fn has_own_dict(map: Option<u32>) -> bool {
    matches!(
        map,
        Some(fixed::FUNCTION | fixed::MODULE | fixed::TYPE | fixed::STATIC_METHOD | fixed::CLASS_METHOD)
    )
}

/// Exact ints and floats are no objects; their map only names the class. Subclasses have the layout of the table.
fn exact_layout(_map: u32, layout: &'static Layout) -> &'static Layout {
    layout
}

fn bare_layout(map: u32) -> &'static Layout {
    match map {
        fixed::STR => Layout::of::<Str>(),
        fixed::TUPLE => Layout::of::<Tuple>(),
        _ => crate::objects::bare_layout(map),
    }
}

/// Suspended generators want to be closed when they die, awaitables of theirs to be told of.
fn generator_flags(map: u32) -> u32 {
    match map {
        fixed::GENERATOR | fixed::COROUTINE | fixed::ASYNC_GENERATOR => flags::DEL,
        fixed::ASYNC_SEND | fixed::ASYNC_THROW => flags::DEL,
        _ => 0,
    }
}

/// Whether a dunder is one that CPython keeps in a slot, shown as a slot wrapper.
fn is_slot(name: &str) -> bool {
    use crate::types::Slot;
    let not_slots = [
        "__format__",
        "__length_hint__",
        "__missing__",
        "__reversed__",
        "__round__",
        "__trunc__",
        "__floor__",
        "__ceil__",
        "__complex__",
        "__enter__",
        "__exit__",
        "__aenter__",
        "__aexit__",
        "__instancecheck__",
        "__subclasscheck__",
        "__prepare__",
        "__bytes__",
        "__dir__",
        "__set_name__",
        "__init_subclass__",
        "__new__",
    ];
    !not_slots.contains(&name) && Slot::ALL.iter().any(|slot| slot.text() == name)
}

//! `Encoder`: values to text, without recursion. `default` may be a Python function and runs between two steps.

use super::text;
use whipsnake_vm::{
    body,
    error::{Raised, Result},
    method,
    native::{Resumable, Step, TypeDef, function::Builtin},
    objects::{
        dict::Dict, exceptions::notes, float::FloatObject, list::List, map_filter::is_native_function, sort,
    },
    static_method,
    text::float_repr,
    types::Type,
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, map::Layout},
    vm::Vm,
};

/// How strings are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strings {
    /// By `encode_basestring_ascii`.
    Ascii,
    /// By `encode_basestring`.
    Any,
    /// By a function of the program.
    Asked,
}

/// `_json.Encoder`
pub struct Encoder {
    markers: Value,
    default: Value,
    encoder: Value,
    indent: Value,
    key_separator: Value,
    item_separator: Value,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
    strings: Strings,
}
body!(Encoder; [markers, default, encoder, indent, key_separator, item_separator]);

/// A container that is being written.
struct Open {
    /// The container, or what `default` was asked about.
    object: Value,
    items: Items,
    /// Index of the next item.
    at: usize,
    /// Whether nothing was written yet.
    is_first: bool,
}

enum Items {
    /// Of a list or tuple.
    Sequence,
    /// Of an exact dict, as they are then; with the key of the value being written.
    Dict(Handle<Dict>, Value),
    /// Of another dict, or sorted; with the key of the value being written.
    Pairs(Vec<Value>, Value),
    /// What `default` gave is the only one.
    Default,
}

/// A value being written.
struct Writer {
    encoder: Handle<Encoder>,
    out: Vec<u8>,
    open: Vec<Open>,
    level: usize,
    /// Whether a key is being written.
    in_key: bool,
    /// What `default` is being asked about.
    asked: Option<Value>,
    /// Whether the loop was told to ask.
    is_asking: bool,
}

fn bytes(value: &Value) -> &[u8] {
    value.cast::<Str>().map_or(&[], |text| text.as_bytes())
}

impl Writer {
    fn is_indented(&self) -> bool {
        !self.encoder.indent.is_none()
    }
    fn new_line(&mut self) {
        self.out.push(b'\n');
        for _ in 0..self.level {
            self.out.extend_from_slice(bytes(&self.encoder.indent));
        }
    }
    fn string(&mut self, vm: &mut Vm, value: &Value) -> Result<()> {
        let strings = self.encoder.strings;
        if let (Some(text), true) = (value.cast::<Str>(), strings != Strings::Asked) {
            text::push_string(&mut self.out, text.as_bytes(), strings == Strings::Ascii);
            return Ok(());
        }
        let encoded = vm.call(&self.encoder.encoder, std::slice::from_ref(value))?;
        let Some(text) = encoded.cast::<Str>() else {
            let name = vm.type_name(&encoded);
            return Err(vm.type_error(format_args!("encoder() must return a string, not {name}")));
        };
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }
    fn float(&self, vm: &mut Vm, number: f64) -> Result<String> {
        if number.is_finite() {
            return Ok(float_repr::repr(number));
        }
        if !self.encoder.allow_nan {
            let shown = float_repr::repr(number);
            return Err(
                vm.value_error(format_args!("Out of range float values are not JSON compliant: {shown}"))
            );
        }
        Ok(match number {
            _ if number.is_nan() => "NaN",
            _ if number > 0.0 => "Infinity",
            _ => "-Infinity",
        }
        .to_owned())
    }
    /// The text of a constant or number; nothing for other things.
    fn scalar(&mut self, vm: &mut Vm, value: &Value) -> Result<Option<String>> {
        if let Some(number) = value.as_small() {
            return Ok(Some(number.to_string()));
        }
        if value.is_none() {
            return Ok(Some("null".into()));
        }
        if value.is_bool() {
            return Ok(Some(if value.is_true() { "true" } else { "false" }.into()));
        }
        let float = value.as_float().or_else(|| value.cast::<FloatObject>().map(|object| object.value));
        if let Some(number) = float {
            return self.float(vm, number).map(Some);
        }
        match value.as_int() {
            Some(number) => vm.int_to_text(number).map(Some),
            None => Ok(None),
        }
    }
    /// Writes a value that has no items, or opens one that has. False: `default` must be asked first.
    fn write(&mut self, vm: &mut Vm, value: &Value) -> Result<bool> {
        if value.cast::<Str>().is_some() {
            self.string(vm, value)?;
            return Ok(true);
        }
        if let Some(number) = value.as_small() {
            push_int(&mut self.out, number);
            return Ok(true);
        }
        if let Some(text) = self.scalar(vm, value)? {
            self.out.extend_from_slice(text.as_bytes());
            return Ok(true);
        }
        let length = match value.cast::<List>() {
            Some(list) => Some(list.items.get(vm).len()),
            None => value.cast::<Tuple>().map(|tuple| tuple.as_slice().len()),
        };
        if let Some(length) = length {
            self.open_sequence(vm, value, length)?;
            return Ok(true);
        }
        if let Some(dict) = value.cast::<Dict>() {
            self.open_dict(vm, value, dict)?;
            return Ok(true);
        }
        self.check_circular(vm, value)?;
        self.asked = Some(value.clone());
        Ok(false)
    }
    /// Refuses a container within itself, and nesting without end.
    fn check_circular(&self, vm: &mut Vm, value: &Value) -> Result<()> {
        if !self.encoder.markers.is_none() && self.open.iter().any(|open| open.object.is(value)) {
            return Err(vm.value_error("Circular reference detected"));
        }
        if self.open.len() >= super::scanner::MAX_DEPTH {
            return Err(vm.recursion_error("maximum recursion depth exceeded while encoding a JSON object"));
        }
        Ok(())
    }
    fn push(&mut self, object: &Value, items: Items) {
        self.open.push(Open { object: object.clone(), items, at: 0, is_first: true });
    }
    fn open_sequence(&mut self, vm: &mut Vm, value: &Value, length: usize) -> Result<()> {
        if length == 0 {
            self.out.extend_from_slice(b"[]");
            return Ok(());
        }
        self.check_circular(vm, value)?;
        self.out.push(b'[');
        self.push(value, Items::Sequence);
        if self.is_indented() {
            self.level += 1;
            self.new_line();
        }
        Ok(())
    }
    fn open_dict(&mut self, vm: &mut Vm, value: &Value, dict: &Obj<Dict>) -> Result<()> {
        if dict.is_empty(vm) {
            self.out.extend_from_slice(b"{}");
            return Ok(());
        }
        self.check_circular(vm, value)?;
        let items = if dict.is_exact() && !self.encoder.sort_keys {
            Items::Dict(dict.to_handle(), Value::UNDEF)
        } else {
            Items::Pairs(self.pairs(vm, value, dict)?, Value::UNDEF)
        };
        self.out.push(b'{');
        self.push(value, items);
        if self.is_indented() {
            self.level += 1;
        }
        Ok(())
    }
    /// Items as pairs, sorted if so wanted.
    fn pairs(&self, vm: &mut Vm, value: &Value, dict: &Obj<Dict>) -> Result<Vec<Value>> {
        let pairs: Vec<Value> = if dict.is_exact() {
            let pairs = dict.pairs(vm).into_iter();
            pairs.map(|(key, value)| Tuple::new(vec![key, value]).into_value()).collect()
        } else {
            let items = vm.get_attr_text(value, "items")?;
            let items = vm.call(&items, &[])?;
            vm.collect(&items)?
        };
        for pair in &pairs {
            if pair.exact::<Tuple>().is_none_or(|pair| pair.as_slice().len() != 2) {
                return Err(vm.value_error("items must return 2-tuples"));
            }
        }
        if !self.encoder.sort_keys {
            return Ok(pairs);
        }
        let list = List::new(pairs);
        sort::sort_list(vm, list.clone(), Value::NONE, false, Value::NONE)?;
        Ok(list.items.replace(vm, Vec::new()))
    }
    /// Writes a key. False: it is skipped.
    fn key(&mut self, vm: &mut Vm, key: &Value, is_first: bool) -> Result<bool> {
        let text = if key.cast::<Str>().is_some() {
            None
        } else if let Some(text) = self.scalar(vm, key)? {
            Some(vm.new_str(&text))
        } else if self.encoder.skip_keys {
            return Ok(false);
        } else {
            let name = vm.type_name(key);
            return Err(vm.type_error(format_args!("keys must be str, int, float, bool or None, not {name}")));
        };
        if !is_first {
            self.out.extend_from_slice(bytes(&self.encoder.item_separator));
        }
        if self.is_indented() {
            self.new_line();
        }
        self.string(vm, text.as_ref().unwrap_or(key))?;
        self.out.extend_from_slice(bytes(&self.encoder.key_separator));
        Ok(true)
    }
    /// The next value of the innermost container with what stands before it written; nothing once it is closed, and
    /// for a key that is skipped.
    fn next(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        let Some(open) = self.open.last_mut() else { return Ok(None) };
        let at = open.at;
        open.at += 1;
        let is_first = open.is_first;
        let (key, value) = match &open.items {
            Items::Default => {
                self.open.pop();
                return Ok(None);
            }
            Items::Sequence => {
                let item = match open.object.cast::<List>() {
                    Some(list) => list.items.get(vm).get(at).cloned(),
                    None => open.object.cast::<Tuple>().and_then(|tuple| tuple.as_slice().get(at).cloned()),
                };
                if item.is_none() {
                    self.close(b']', true);
                } else if at > 0 {
                    self.out.extend_from_slice(bytes(&self.encoder.item_separator));
                    if self.is_indented() {
                        self.new_line();
                    }
                }
                return Ok(item);
            }
            Items::Dict(dict, _) => {
                let entries = dict.table.get(vm).entries();
                let Some(skipped) =
                    entries.get(at..).and_then(|rest| rest.iter().position(|e| !e.key.is_undef()))
                else {
                    self.close(b'}', !is_first);
                    return Ok(None);
                };
                open.at = at + skipped + 1;
                let entry = &entries[at + skipped];
                (entry.key.clone(), entry.value.clone())
            }
            Items::Pairs(pairs, _) => {
                let pair = pairs.get(at).and_then(|pair| pair.exact::<Tuple>());
                let Some([key, value]) = pair.map(|pair| pair.as_slice()) else {
                    self.close(b'}', !is_first);
                    return Ok(None);
                };
                (key.clone(), value.clone())
            }
        };
        self.in_key = true;
        let is_written = self.key(vm, &key, is_first)?;
        self.in_key = false;
        if !is_written {
            return Ok(None);
        }
        if let Some(open) = self.open.last_mut() {
            open.is_first = false;
            if let Items::Dict(_, current) | Items::Pairs(_, current) = &mut open.items {
                *current = key;
            }
        }
        Ok(Some(value))
    }
    fn close(&mut self, bracket: u8, has_items: bool) {
        self.open.pop();
        if self.is_indented() {
            self.level -= 1;
            if has_items {
                self.new_line();
            }
        }
        self.out.push(bracket);
    }
    /// Writes on, beginning with `value`, until all is written or `default` must be asked, which it says.
    fn run(&mut self, vm: &mut Vm, value: Value) -> Result<bool> {
        let mut value = Some(value);
        loop {
            if let Some(current) = value.take()
                && !self.write(vm, &current)?
            {
                if !is_native_function(&self.encoder.default) {
                    return Ok(false);
                }
                let answer = vm.call(&self.encoder.default, &[current])?;
                value = Some(self.answered(answer));
                continue;
            }
            if self.open.is_empty() {
                return Ok(true);
            }
            value = self.next(vm)?;
        }
    }
    /// What `default` gave is to be written.
    fn answered(&mut self, answer: Value) -> Value {
        if let Some(object) = self.asked.take() {
            self.push(&object, Items::Default);
        }
        answer
    }
    fn finish(&mut self) -> Value {
        let text = Str::from_vec(std::mem::take(&mut self.out));
        Tuple::new(vec![text.into_value()]).into_value()
    }
    /// Says in notes of the exception where in the value it happened.
    #[cold]
    fn annotate(&mut self, vm: &mut Vm, raised: Raised) -> Raised {
        let exc = vm.take_raised(raised);
        if self.in_key {
            // A key that could not be written is not a place within its dict.
            self.open.pop();
        }
        while let Some(open) = self.open.pop() {
            let name = vm.type_name(&open.object);
            let note = match &open.items {
                Items::Sequence => format!("when serializing {name} item {}", open.at.saturating_sub(1)),
                Items::Default => format!("when serializing {name} object"),
                Items::Dict(_, key) | Items::Pairs(_, key) => match vm.repr_text(key) {
                    Ok(shown) => format!("when serializing {name} item {shown}"),
                    Err(raised) => return raised,
                },
            };
            let note = vm.new_str(&note);
            if let Err(raised) = notes::add_note(vm, &exc, note) {
                return raised;
            }
        }
        vm.raise_again(exc)
    }
}

fn push_int(out: &mut Vec<u8>, number: i64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    out.extend_from_slice(&digits[at..]);
}

impl Resumable for Writer {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let done = match result {
            Ok(_) if !self.is_asking => Ok(false),
            Ok(answer) => {
                let value = self.answered(answer);
                self.run(vm, value)
            }
            Err(raised) => Err(raised),
        };
        match done {
            Ok(true) => Ok(Step::Return(self.finish())),
            Ok(false) => {
                self.is_asking = true;
                let asked = self.asked.clone().unwrap_or(Value::NONE);
                Ok(Step::Call(self.encoder.default.clone(), vec![asked]))
            }
            Err(raised) => Err(self.annotate(vm, raised)),
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.encoder.trace(tracer);
        self.asked.trace(tracer);
        for open in &self.open {
            open.object.trace(tracer);
            match &open.items {
                Items::Dict(dict, key) => {
                    dict.trace(tracer);
                    key.trace(tracer);
                }
                Items::Pairs(pairs, key) => {
                    pairs.trace(tracer);
                    key.trace(tracer);
                }
                Items::Sequence | Items::Default => {}
            }
        }
    }
}

impl Encoder {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        markers: Value,
        default: Value,
        encoder: Value,
        indent: Value,
        key_separator: Value,
        item_separator: Value,
        sort_keys: bool,
        skip_keys: bool,
        allow_nan: bool,
    ) -> Result<Handle<Encoder>> {
        if !markers.is_none() && markers.cast::<Dict>().is_none() {
            let name = vm.type_name(&markers);
            return Err(
                vm.type_error(format_args!("make_encoder() argument 1 must be dict or None, not {name}"))
            );
        }
        for (number, separator) in [(5, &key_separator), (6, &item_separator)] {
            if separator.cast::<Str>().is_none() {
                let name = vm.type_name(separator);
                return Err(
                    vm.type_error(format_args!("make_encoder() argument {number} must be str, not {name}"))
                );
            }
        }
        if !indent.is_none() && indent.cast::<Str>().is_none() {
            let name = vm.type_name(&indent);
            return Err(
                vm.type_error(format_args!("make_encoder() argument 4 must be str or None, not {name}"))
            );
        }
        let own = encoder.exact::<Builtin>().map(|function| function.def.signature.name());
        let strings = match own {
            Some("encode_basestring_ascii") => Strings::Ascii,
            Some("encode_basestring") => Strings::Any,
            _ => Strings::Asked,
        };
        let made = Encoder {
            markers,
            default,
            encoder,
            indent,
            key_separator,
            item_separator,
            sort_keys,
            skip_keys,
            allow_nan,
            strings,
        };
        Ok(Handle::new_instance(class.instance_map.get(), made))
    }
    fn call(vm: &mut Vm, this: &Obj<Encoder>, object: Value, level: isize) -> Result<Value> {
        let mut writer = Writer {
            encoder: this.to_handle(),
            out: Vec::new(),
            open: Vec::new(),
            level: level.max(0) as usize,
            in_key: false,
            asked: None,
            is_asking: false,
        };
        match writer.run(vm, object) {
            Ok(true) => Ok(writer.finish()),
            Ok(false) => vm.defer(Box::new(writer)),
            Err(raised) => Err(writer.annotate(vm, raised)),
        }
    }
}

/// A row for an attribute that only shows a field.
macro_rules! field {
    ($name:literal, $field:ident) => {
        whipsnake_vm::getset!($name, |_: &mut Vm, this: &Obj<Encoder>| this.$field.clone())
    };
}

/// Table of `_json.Encoder`.
pub static TYPE: TypeDef = TypeDef {
    name: "_json.Encoder",
    doc: "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    base: None,
    map: None,
    layout: Layout::of::<Encoder>(),
    flags: whipsnake_vm::types::type_flags::BASE,
    rows: &[
        static_method!(
            "__new__(cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
            Encoder::new_,
            10
        ),
        method!("__call__(self, obj, _current_indent_level)", Encoder::call, 3),
        field!("markers", markers),
        field!("default", default),
        field!("encoder", encoder),
        field!("indent", indent),
        field!("key_separator", key_separator),
        field!("item_separator", item_separator),
        field!("sort_keys", sort_keys),
        field!("skipkeys", skip_keys),
    ],
};

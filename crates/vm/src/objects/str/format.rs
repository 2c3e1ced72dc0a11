//! `str.format`, `format_map`, `%` (of bytes too) and `str.__format__`.

use super::plain;
use crate::{
    error::Result,
    method,
    native::{Answer, Resumable, Row, Step},
    objects::{bytearray::ByteArray, bytes::Bytes, complex::Complex, dict::Dict, exceptions::ExcKind},
    raw,
    text::{
        Fault, FaultKind, float_repr, format_value, int_text,
        percent::{self, Argument, Arguments, Conversion, Field, Piece, Pieces, Size},
        search::Kind,
        str_format::{self, AutoNumber, ConversionKind, First},
        wtf8,
    },
    types::Slot,
    value::{Obj, Str, Trace, Tracer, Tuple, Value, fixed},
    vm::Vm,
};

/// Where `str.format` and `format_map` find values.
enum Source<'a> {
    /// Those given by position, names, and those given by name.
    Arguments(&'a [Value], &'a [Value], &'a [Value]),
    Mapping(&'a Value),
}

impl Vm {
    /// Fills in a template of `str.format`.
    fn fill_template(
        &mut self,
        template: &[u8],
        source: &Source,
        auto: &mut AutoNumber,
        depth: usize,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        if depth == 0 {
            return Err(self.value_error("Max string recursion exceeded"));
        }
        let mut pieces = str_format::Pieces::new(template);
        loop {
            while let Some((literal, first)) = pieces.plain() {
                out.extend_from_slice(literal);
                let first = auto.resolve(first).map_err(|fault| self.fault(fault))?;
                let value = self.first_value(first, source)?;
                self.format_into(&value, b"", out)?;
            }
            let Some(piece) = pieces.next() else { break };
            let piece = piece.map_err(|fault| self.fault(fault))?;
            out.extend_from_slice(piece.literal);
            let Some(field) = piece.field else { continue };
            let mut value = self.field_value(field.name, source, auto)?;
            if let Some(conversion) = field.conversion {
                let kind = str_format::check_conversion(conversion).map_err(|fault| self.fault(fault))?;
                value = self.convert(&value, kind)?;
            }
            let mut filled = Vec::new();
            let spec = if field.spec_has_fields {
                self.fill_template(field.spec, source, auto, depth - 1, &mut filled)?;
                &filled[..]
            } else {
                field.spec
            };
            self.format_into(&value, spec, out)?;
        }
        Ok(())
    }
    fn field_value(&mut self, name: &[u8], source: &Source, auto: &mut AutoNumber) -> Result<Value> {
        let (first, path) = str_format::split_name(name).map_err(|fault| self.fault(fault))?;
        let first = auto.resolve(first).map_err(|fault| self.fault(fault))?;
        let mut value = self.first_value(first, source)?;
        for step in path {
            value = match step.map_err(|fault| self.fault(fault))? {
                str_format::Step::Attribute(name) => {
                    let name = Str::new(name).into_value();
                    self.get_attr(&value, &name)?
                }
                str_format::Step::Index(index) => self.get_item(&value, &Value::int(index as i64))?,
                str_format::Step::Key(key) => {
                    let key = Str::new(key).into_value();
                    self.get_item(&value, &key)?
                }
            };
        }
        Ok(value)
    }
    fn first_value(&mut self, first: First, source: &Source) -> Result<Value> {
        match (first, source) {
            (First::Key(key), Source::Arguments(_, names, values)) => {
                let is_key = |name: &Value| name.cast::<Str>().is_some_and(|name| name.as_bytes() == key);
                match names.iter().position(is_key) {
                    Some(at) => Ok(values[at].clone()),
                    None => Err(self.key_error(Str::new(key).into_value())),
                }
            }
            (First::Key(key), Source::Mapping(mapping)) => {
                let key = Str::new(key).into_value();
                self.get_item(mapping, &key)
            }
            (First::Index(index), Source::Arguments(args, ..)) => match args.get(index) {
                Some(value) => Ok(value.clone()),
                None => Err(self.index_error(str_format::index_out_of_range(index))),
            },
            _ => Err(self.value_error("Format string contains positional fields")),
        }
    }
    fn convert(&mut self, value: &Value, kind: ConversionKind) -> Result<Value> {
        Ok(match kind {
            ConversionKind::Repr => self.repr(value)?.into_value(),
            ConversionKind::Str => self.str_of(value)?.into_value(),
            ConversionKind::Ascii => self.ascii(value)?.into_value(),
        })
    }
    /// Appends `format(value, spec)`. Exact strings, ints and floats are written without asking for `__format__`.
    pub fn format_into(&mut self, value: &Value, spec: &[u8], out: &mut Vec<u8>) -> Result<()> {
        if spec.is_empty() {
            if let Some(text) = value.exact::<Str>() {
                out.extend_from_slice(text.as_bytes());
                return Ok(());
            }
            if let Some(number) = value.as_small() {
                out.extend_from_slice(int_text::small_digits(number, &mut [0; 20]));
                return Ok(());
            }
            if let Some(number) = value.as_float() {
                out.extend_from_slice(float_repr::repr(number).as_bytes());
                return Ok(());
            }
        }
        if write_simply(value, spec, out) {
            return Ok(());
        }
        let text = if let Some(number) = value.as_small() {
            format_value::format_int(format_value::IntArg::Small(number), spec, "int", 0)
        } else if let Some(number) = value.as_float() {
            format_value::format_float(number, spec, "float")
        } else if let Some(text) = value.exact::<Str>() {
            format_value::format_str(text.as_bytes(), spec, "str")
        } else {
            let spec = Str::new(spec).into_value();
            let text = self.format(value, &spec)?;
            out.extend_from_slice(text.as_bytes());
            return Ok(());
        };
        out.extend_from_slice(&text.map_err(|fault| self.fault(fault))?);
        Ok(())
    }
}

fn filled(vm: &mut Vm, this: &Obj<Str>, source: Source) -> Result<Value> {
    let mut out = vm.take_scratch();
    vm.fill_template(this.as_bytes(), &source, &mut AutoNumber::default(), str_format::MAX_DEPTH, &mut out)?;
    Ok(vm.text_of_scratch(out).into_value())
}
fn format(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let (positional, values) = args.split_at(args.len() - names.len());
    let Some((this, positional)) = positional.split_first() else {
        return Err(vm.type_error("unbound method str.format() needs an argument"));
    };
    let Some(this) = this.cast::<Str>() else { return Err(vm.not_str("format() argument", this)) };
    filled(vm, this, Source::Arguments(positional, names, values))
}
fn format_map(vm: &mut Vm, this: &Obj<Str>, mapping: &Value) -> Result<Value> {
    filled(vm, this, Source::Mapping(mapping))
}
fn dunder_format(vm: &mut Vm, this: &Obj<Str>, spec: &Value) -> Result<Value> {
    let Some(spec) = spec.cast::<Str>() else { return Err(vm.not_str("__format__() argument", spec)) };
    if spec.as_bytes().is_empty() {
        if this.is_exact() {
            return Ok(plain(this));
        }
        return Ok(vm.str_of(&this.to_value())?.into_value());
    }
    let name = vm.type_name(&this.to_value());
    match format_value::format_str(this.as_bytes(), spec.as_bytes(), &name) {
        Ok(text) => Ok(Str::from_vec(text).into_value()),
        Err(fault) => Err(vm.fault(fault)),
    }
}

/// Formatting with `%` as far as it has come: what is on the right, which argument is next, and the text so far.
struct Percent {
    kind: Kind,
    right: Value,
    is_mapping: bool,
    keyed: Option<Value>,
    arguments: Arguments,
    /// Where the next piece of the format begins.
    at: usize,
    out: Vec<u8>,
    /// The conversion that waits for a method written in Python; none while that is the mapping's.
    asked: Option<Asked>,
    /// What the mapping has answered.
    found: Option<Value>,
}

/// A conversion that a method of its argument has been asked for.
struct Asked {
    slot: Slot,
    code: u8,
    field: Field,
    value: Value,
}

impl Percent {
    /// Goes through the rest of the format; false: something is answered later.
    fn run(&mut self, vm: &mut Vm, format: &[u8]) -> Result<bool> {
        let mut pieces = Pieces::from(format, self.kind, self.at);
        while let Some(piece) = pieces.next() {
            let piece = match piece {
                Ok(piece) => piece,
                // A key, even one without an end, wants a mapping first.
                Err(_) if !self.is_mapping => return Err(vm.type_error("format requires a mapping")),
                Err(fault) => return Err(vm.fault(fault)),
            };
            let done = match piece {
                Piece::Literal(literal) => {
                    self.out.extend_from_slice(literal);
                    true
                }
                Piece::Conversion(conversion) => self.conversion(vm, &conversion)?,
            };
            if done || self.asked.is_some() {
                self.at = pieces.place();
            }
            if !done {
                return Ok(false);
            }
        }
        if !self.is_mapping {
            self.arguments.finish(self.kind).map_err(|fault| vm.fault(fault))?;
        }
        Ok(true)
    }
    fn next(&mut self, vm: &mut Vm) -> Result<Value> {
        let argument = self.arguments.take().map_err(|fault| vm.fault(fault))?;
        Ok(match (argument, self.right.cast::<Tuple>(), &self.keyed) {
            (Argument::Whole, _, Some(value)) => value.clone(),
            (Argument::Item(index), Some(items), _) => {
                items.as_slice().get(index).cloned().unwrap_or(Value::NONE)
            }
            _ => self.right.clone(),
        })
    }
    fn star(&mut self, vm: &mut Vm, size: Size, most: i64, kind: &str) -> Result<i64> {
        if size != Size::Star {
            return Ok(0);
        }
        let value = self.next(vm)?;
        if value.as_int().is_none() {
            return Err(vm.type_error("* wants int"));
        }
        match vm.int_to_i64(&value).filter(|number| number.abs() <= most) {
            Some(number) => Ok(number),
            None => Err(vm.overflow_error(format_args!("Python int too large to convert to C {kind}"))),
        }
    }
    /// `%s` and `%d` of what is a string or a small integer already; false if there is more to it.
    fn plain(&mut self, conversion: &Conversion) -> bool {
        if !conversion.is_bare() || conversion.broken.is_some() || self.kind != Kind::Text {
            return false;
        }
        let (Some(tuple), Some(at)) = (self.right.cast::<Tuple>(), self.arguments.peek()) else {
            return false;
        };
        let Some(item) = tuple.as_slice().get(at) else { return false };
        write_bare(conversion.code, item, &mut self.out) && self.arguments.take().is_ok()
    }
    /// Appends what a conversion makes of its argument; false: that is answered later.
    fn conversion(&mut self, vm: &mut Vm, conversion: &Conversion) -> Result<bool> {
        if self.plain(conversion) {
            return Ok(true);
        }
        if let Some(key) = conversion.key {
            if !self.is_mapping {
                return Err(vm.type_error("format requires a mapping"));
            }
            self.keyed = match self.found.take() {
                None => self.look_up(vm, key)?,
                found => found,
            };
            if self.keyed.is_none() {
                return Ok(false);
            }
            self.arguments.keyed();
        }
        let width = self.star(vm, conversion.width, isize::MAX as i64, "ssize_t")?;
        let precision = self.star(vm, conversion.precision, i32::MAX.into(), "int")?;
        if let Some(fault) = conversion.broken.clone() {
            return Err(vm.fault(fault));
        }
        let field = Field::new(conversion, width, precision);
        let value = self.next(vm)?;
        if self.kind == Kind::Text
            && conversion.is_bare()
            && write_bare(conversion.code, &value, &mut self.out)
        {
            return Ok(true);
        }
        let code = u8::try_from(conversion.code).unwrap_or(0);
        if !b"diuoxXeEfFgGcrsa".contains(&code) && (code != b'b' || self.kind == Kind::Text) {
            return Err(vm.fault(conversion.unsupported(self.kind)));
        }
        let mut answer = None;
        if let Some((slot, function)) = self.method(vm, &value, code) {
            answer = Some((
                slot,
                match vm.start_call(&function, std::slice::from_ref(&value)) {
                    Ok(Answer::Now(result)) => Ok(result),
                    Ok(Answer::Later) => {
                        self.asked = Some(Asked { slot, code, field, value });
                        return Ok(false);
                    }
                    Err(raised) => Err(raised),
                },
            ));
        }
        self.put(vm, &value, code, &field, answer)?;
        Ok(true)
    }
    /// The value that the mapping on the right has for a key; nothing when that comes later.
    fn look_up(&mut self, vm: &mut Vm, key: &[u8]) -> Result<Option<Value>> {
        let key = match self.kind {
            Kind::Text => Str::new(key).into_value(),
            Kind::Bytes => Bytes::new(key.to_vec()).into_value(),
        };
        if let Some(function) = python_method(vm, &self.right, Slot::GetItem) {
            return Ok(match vm.start_call(&function, &[self.right.clone(), key])? {
                Answer::Now(value) => Some(value),
                Answer::Later => None,
            });
        }
        vm.get_item(&self.right, &key).map(Some)
    }
    /// The method written in Python that makes of a value what a conversion wants.
    fn method(&self, vm: &mut Vm, value: &Value, code: u8) -> Option<(Slot, Value)> {
        if value.map() < fixed::COUNT {
            return None;
        }
        let (first, second) = match code {
            b's' | b'b' if self.kind == Kind::Bytes => (Slot::Bytes, None),
            b's' => {
                let own = vm.class_of(value).slot(vm, Slot::Str);
                (
                    if own.is_some_and(|own| vm.is_objects_own(Slot::Str, &own)) {
                        Slot::Repr
                    } else {
                        Slot::Str
                    },
                    None,
                )
            }
            b'r' | b'a' => (Slot::Repr, None),
            b'c' if value.cast::<Str>().is_some() || value.cast::<Bytes>().is_some() => return None,
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                if vm.float_part(value).is_some() {
                    return None;
                }
                (Slot::Float, Some(Slot::Index))
            }
            _ if vm.int_part(value).is_some() => return None,
            b'd' | b'i' | b'u' => (Slot::Int, Some(Slot::Index)),
            _ => (Slot::Index, None),
        };
        let slot = match second {
            Some(second) if !vm.class_of(value).has_slot(vm, first) => second,
            _ => first,
        };
        python_method(vm, value, slot).map(|method| (slot, method))
    }
    /// Appends a value; `answer`: what its method has answered, if it was asked.
    fn put(
        &mut self,
        vm: &mut Vm,
        value: &Value,
        code: u8,
        field: &Field,
        answer: Option<(Slot, Result<Value>)>,
    ) -> Result<()> {
        let text = match code {
            b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => self.integer(vm, value, code, field, answer)?,
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                let number = self.float(vm, value, answer)?;
                percent::format_float(number, code, field).map_err(|fault| vm.fault(fault))?
            }
            b'c' => self.character(vm, value, field, answer)?,
            b's' | b'b' if self.kind == Kind::Bytes => {
                let bytes = self.bytes(vm, value, answer)?;
                percent::format_text(&bytes, code, field, self.kind).map_err(|fault| vm.fault(fault))?
            }
            _ => {
                let text = match answer {
                    Some((slot, result)) => vm.text_result(result?, slot.text())?,
                    None if code == b's' => vm.str_of(value)?,
                    None => vm.repr(value)?,
                };
                let text = if code == b'a' || self.kind == Kind::Bytes { vm.escaped(text) } else { text };
                percent::format_text(text.as_bytes(), code, field, self.kind)
                    .map_err(|fault| vm.fault(fault))?
            }
        };
        vm.check_size(self.out.len().checked_add(text.len()))?;
        self.out.extend_from_slice(&text);
        Ok(())
    }
    fn integer(
        &self,
        vm: &mut Vm,
        value: &Value,
        code: u8,
        field: &Field,
        answer: Option<(Slot, Result<Value>)>,
    ) -> Result<Vec<u8>> {
        let number = match vm.int_part(value) {
            Some(number) => number,
            None => {
                let class = vm.class_of(value);
                let number = if let Some((slot, result)) = answer {
                    Some(result.and_then(|result| vm.exact_int(&result, slot.text())))
                } else if matches!(code, b'o' | b'x' | b'X') {
                    if class.has_slot(vm, Slot::Index) { Some(vm.index(value)) } else { None }
                } else if class.has_slot(vm, Slot::Int) || class.has_slot(vm, Slot::Index) {
                    Some(vm.int_of(value))
                } else {
                    None
                };
                let number = match number {
                    Some(result) => vm.swallow(result, ExcKind::TypeError)?,
                    None => None,
                };
                match number.filter(|_| value.cast::<Complex>().is_none()) {
                    Some(number) => number,
                    None => {
                        let name = vm.type_name(value);
                        return Err(vm.fault(percent::number_required(code, &name)));
                    }
                }
            }
        };
        let limit = vm.int_max_str_digits();
        let number = number.as_int().unwrap_or(crate::objects::int::Int::Small(0));
        percent::format_int(number.as_arg(), code, field, limit).map_err(|fault| vm.fault(fault))
    }
    fn float(&self, vm: &mut Vm, value: &Value, answer: Option<(Slot, Result<Value>)>) -> Result<f64> {
        let result = match answer {
            None => vm.float_value(value),
            Some((Slot::Float, result)) => result.and_then(|result| vm.exact_float(value, &result)),
            Some((slot, result)) => {
                let number = result.and_then(|result| vm.exact_int(&result, slot.text()));
                number.and_then(|number| vm.int_to_f64(&number))
            }
        };
        if self.kind == Kind::Text {
            return result;
        }
        match vm.swallow(result, ExcKind::Exception)? {
            Some(number) => Ok(number),
            None => {
                let name = vm.type_name(value);
                Err(vm.type_error(format_args!("float argument required, not {name}")))
            }
        }
    }
    fn character(
        &self,
        vm: &mut Vm,
        value: &Value,
        field: &Field,
        answer: Option<(Slot, Result<Value>)>,
    ) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        let length = match self.kind {
            Kind::Text => value.cast::<Str>().map(|text| (text.char_count(), text.as_bytes().to_vec())),
            Kind::Bytes => match value.cast::<Bytes>() {
                Some(bytes) => Some((bytes.as_slice().len(), bytes.as_slice().to_vec())),
                None => value.cast::<ByteArray>().map(|array| {
                    let data = array.data.cloned(vm);
                    (data.len(), data)
                }),
            },
        };
        if let Some((1, bytes)) = &length {
            text.clone_from(bytes);
        } else {
            let number = if length.is_some() || !vm.has_index(value) {
                None
            } else {
                let number = match answer {
                    Some((slot, result)) => result.and_then(|result| vm.exact_int(&result, slot.text())),
                    None => vm.index(value),
                };
                if self.kind == Kind::Text { vm.swallow(number, ExcKind::TypeError)? } else { Some(number?) }
            };
            let Some(number) = number else {
                let name = vm.type_name(value);
                let length = length.map(|(length, _)| length);
                return Err(vm.fault(percent::character_required(&name, length, self.kind)));
            };
            let number = vm.int_to_i64(&number);
            match self.kind {
                Kind::Text => match number.and_then(|n| u32::try_from(n).ok()).filter(|n| *n < 0x110000) {
                    Some(point) => wtf8::push(&mut text, point),
                    None => return Err(vm.overflow_error("%c arg not in range(0x110000)")),
                },
                Kind::Bytes => match number.and_then(|n| u8::try_from(n).ok()) {
                    Some(byte) => text.push(byte),
                    None => return Err(vm.overflow_error("%c arg not in range(256)")),
                },
            }
        }
        percent::format_text(&text, b'c', field, self.kind).map_err(|fault| vm.fault(fault))
    }
    /// `%b`: a bytes-like object or something with `__bytes__`.
    fn bytes(&self, vm: &mut Vm, value: &Value, answer: Option<(Slot, Result<Value>)>) -> Result<Vec<u8>> {
        if let Some(function) =
            vm.class_of(value).slot(vm, Slot::Bytes).filter(|_| value.exact::<Bytes>().is_none())
        {
            let result = match answer {
                Some((_, result)) => result?,
                None => vm.call_slot(&function, value, &[])?,
            };
            return match result.cast::<Bytes>() {
                Some(bytes) => Ok(bytes.as_slice().to_vec()),
                None => {
                    let name = vm.type_name(&result);
                    Err(vm.type_error(format_args!("__bytes__ returned non-bytes (type {name})")))
                }
            };
        }
        match vm.find_bytes(value)? {
            Some(bytes) => Ok(bytes),
            None => {
                let name = vm.type_name(value);
                Err(vm.type_error(format_args!(
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"
                )))
            }
        }
    }
}

/// A special method that is written in Python, of an instance of a class that is no exact built-in one.
fn python_method(vm: &mut Vm, value: &Value, slot: Slot) -> Option<Value> {
    vm.class_of(value).slot(vm, slot).filter(|method| method.has_map(fixed::FUNCTION))
}

/// The method that makes what `%s` or `%r` shows of a value, and for which of the two.
fn text_method(vm: &mut Vm, value: &Value, code: u8) -> (Slot, Option<Value>) {
    let class = vm.class_of(value);
    if code == b's' {
        let method = class.slot(vm, Slot::Str);
        // The `__str__` of `object` asks `__repr__`.
        if !method.as_ref().is_some_and(|method| vm.is_objects_own(Slot::Str, method)) {
            return (Slot::Str, method);
        }
    }
    (Slot::Repr, class.slot(vm, Slot::Repr))
}

/// Whether what `%s` or `%r` shows of a value is made by a method written in Python.
fn has_text_in_python(vm: &mut Vm, value: &Value, code: u8) -> bool {
    text_method(vm, value, code).1.is_none_or(|method| method.has_map(fixed::FUNCTION))
}

/// A format with one `%s` or `%r`, which waits for a method written in Python.
struct OneText {
    out: Vec<u8>,
    behind: Vec<u8>,
    slot: Slot,
    right: Value,
    finish: Finish,
}

impl OneText {
    /// Begins with an empty buffer; nothing if the format or what is on the right is of another kind.
    fn begin(
        vm: &mut Vm,
        format: &[u8],
        right: &Value,
        out: &mut Vec<u8>,
        finish: Finish,
    ) -> Result<Option<Value>> {
        let value = match (right.exact::<Tuple>().map(|tuple| tuple.as_slice()), right.cast::<Tuple>()) {
            (Some([item]), _) => item,
            (None, None) => right,
            _ => return Ok(None),
        };
        let Some(at) = format.iter().position(|byte| *byte == b'%') else { return Ok(None) };
        let [_, code @ (b's' | b'r'), behind @ ..] = &format[at..] else { return Ok(None) };
        if value.map() < fixed::COUNT || behind.contains(&b'%') {
            return Ok(None);
        }
        let (slot, method) = text_method(vm, value, *code);
        let Some(method) = method.filter(|method| method.has_map(fixed::FUNCTION)) else { return Ok(None) };
        let depth = vm.frame_count();
        let answer = vm.start_call(&method, std::slice::from_ref(value))?;
        let (mut out, behind, right) = (std::mem::take(out), behind.to_vec(), right.clone());
        out.extend_from_slice(&format[..at]);
        let mut state = OneText { out, behind, slot, right, finish };
        match answer {
            Answer::Now(text) => state.put_together(vm, text).map(Some),
            Answer::Later => vm.defer_beneath(depth, false, Box::new(state)).map(Some),
        }
    }
    fn put_together(&mut self, vm: &mut Vm, text: Value) -> Result<Value> {
        let text = vm.text_result(text, self.slot.text())?;
        let mut out = std::mem::take(&mut self.out);
        vm.check_size(text.as_bytes().len().checked_add(out.len() + self.behind.len()))?;
        out.extend_from_slice(text.as_bytes());
        out.extend_from_slice(&self.behind);
        Ok((self.finish)(vm, out))
    }
}

impl Resumable for OneText {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let text = result?;
        self.put_together(vm, text).map(Step::Return)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.right.trace(tracer);
    }
}

/// `format % right` that waits for a method written in Python.
struct Formatting {
    format: Vec<u8>,
    state: Percent,
    finish: Finish,
}

/// Makes the result of the bytes of one.
pub type Finish = fn(&mut Vm, Vec<u8>) -> Value;

impl Resumable for Formatting {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        match self.state.asked.take() {
            Some(Asked { slot, code, field, value }) => {
                self.state.put(vm, &value, code, &field, Some((slot, result)))?;
            }
            None => self.state.found = Some(result?),
        }
        if !self.state.run(vm, &self.format)? {
            return Ok(Step::Later { ends: false });
        }
        Ok(Step::Return((self.finish)(vm, std::mem::take(&mut self.state.out))))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.state.right.trace(tracer);
        self.state.keyed.trace(tracer);
        if let Some(asked) = &self.state.asked {
            asked.value.trace(tracer);
        }
    }
}

/// Appends a small integer by a specification of at most a zero, a width below 100 and `d`, `x` or `X`, or a float by
/// `.2f` and its like. False: something else.
fn write_simply(value: &Value, spec: &[u8], out: &mut Vec<u8>) -> bool {
    if let (Some(number), [b'.', digit @ b'0'..=b'9', b'f']) = (value.as_float(), spec)
        && number.is_finite()
    {
        float_repr::push_fixed(out, number, usize::from(digit - b'0'));
        return true;
    }
    let Some(number) = value.as_small() else { return false };
    let (pad, spec) = match spec {
        [b'0', rest @ ..] => (b'0', rest),
        _ => (b' ', spec),
    };
    let (width, code) = match spec {
        [code] if code.is_ascii_alphabetic() => (0, *code),
        [a @ b'1'..=b'9'] => (usize::from(a - b'0'), b'd'),
        [a @ b'1'..=b'9', b @ b'0'..=b'9'] => (usize::from(a - b'0') * 10 + usize::from(b - b'0'), b'd'),
        [a @ b'1'..=b'9', code] => (usize::from(a - b'0'), *code),
        [a @ b'1'..=b'9', b @ b'0'..=b'9', code] => {
            (usize::from(a - b'0') * 10 + usize::from(b - b'0'), *code)
        }
        _ => return false,
    };
    let mut room = [0; 20];
    let digits = match code {
        b'd' => int_text::small_digits(number.wrapping_abs(), &mut room),
        b'x' | b'X' => {
            let (mut rest, mut at) = (number.unsigned_abs(), room.len());
            while rest > 0 || at == room.len() {
                at -= 1;
                let digit = b"0123456789abcdef"[rest as usize & 15];
                room[at] = if code == b'X' { digit.to_ascii_uppercase() } else { digit };
                rest >>= 4;
            }
            &room[at..]
        }
        _ => return false,
    };
    let missing = width.saturating_sub(digits.len() + usize::from(number < 0));
    if pad == b' ' {
        out.resize(out.len() + missing, pad);
    }
    if number < 0 {
        out.push(b'-');
    }
    if pad == b'0' {
        out.resize(out.len() + missing, pad);
    }
    out.extend_from_slice(digits);
    true
}

/// Appends what `%s` or `%d` without anything between makes of a string or a small integer. False: something else.
fn write_bare(code: u32, value: &Value, out: &mut Vec<u8>) -> bool {
    match (u8::try_from(code).unwrap_or(0), value.as_small(), value.exact::<Str>()) {
        (b's', _, Some(text)) => out.extend_from_slice(text.as_bytes()),
        (b's' | b'd' | b'i' | b'u', Some(number), _) => {
            out.extend_from_slice(int_text::small_digits(number, &mut [0; 20]));
        }
        _ => return false,
    }
    true
}

/// Fills in a format that asks for nothing but `%s` and `%d` of strings and small integers, as most do. False: something
/// else, and nothing but the buffer has changed.
fn fill_bare(format: &[u8], right: &Value, out: &mut Vec<u8>) -> bool {
    let arguments = match right.exact::<Tuple>() {
        Some(tuple) => tuple.as_slice(),
        None => std::slice::from_ref(right),
    };
    let (mut arguments, mut rest) = (arguments.iter(), format);
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        out.extend_from_slice(&rest[..at]);
        match rest.get(at + 1) {
            None => return false,
            Some(b'%') => out.push(b'%'),
            // `%.3f` of a float.
            Some(b'.') => {
                let Some([digit @ b'0'..=b'9', b'f']) = rest.get(at + 2..at + 4) else { return false };
                let Some(number) = arguments.next().and_then(Value::as_float).filter(|n| n.is_finite())
                else {
                    return false;
                };
                float_repr::push_fixed(out, number, usize::from(digit - b'0'));
                rest = &rest[at + 4..];
                continue;
            }
            Some(code) => match arguments.next() {
                Some(argument) if write_bare((*code).into(), argument, out) => {}
                _ => return false,
            },
        }
        rest = &rest[at + 2..];
    }
    out.extend_from_slice(rest);
    arguments.next().is_none()
}

/// Fills in a format that asks for nothing but `%s`, `%r` and `%d`, when there are as many arguments and those for `%d` are
/// small integers, so that nothing fails but what makes a text. False: something else, and nothing has happened.
fn fill_texts(vm: &mut Vm, format: &[u8], right: &Value, out: &mut Vec<u8>) -> Result<bool> {
    let tuple = right.exact::<Tuple>();
    if tuple.is_none() && right.cast::<Tuple>().is_some() {
        return Ok(false);
    }
    let arguments = tuple.map_or(std::slice::from_ref(right), |tuple| tuple.as_slice());
    let (mut left, mut rest) = (arguments.iter(), format);
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        let fits = match (rest.get(at + 1), rest.get(at + 1).filter(|code| **code != b'%')) {
            (Some(_), None) => true,
            (_, Some(code)) => left.next().is_some_and(|argument| match code {
                // Other classes may have methods written in Python.
                b's' | b'r' => argument.map() < fixed::COUNT || !has_text_in_python(vm, argument, *code),
                b'd' => argument.is_small(),
                _ => false,
            }),
            (None, None) => false,
        };
        if !fits {
            return Ok(false);
        }
        rest = &rest[at + 2..];
    }
    if left.next().is_some() {
        return Ok(false);
    }
    let (mut arguments, mut rest) = (arguments.iter(), format);
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        out.extend_from_slice(&rest[..at]);
        let code = rest[at + 1];
        rest = &rest[at + 2..];
        if code == b'%' {
            out.push(b'%');
            continue;
        }
        let Some(argument) = arguments.next() else { break };
        if code != b'r' && write_bare(code.into(), argument, out) {
            continue;
        }
        let text = if code == b'r' { vm.repr(argument)? } else { vm.str_of(argument)? };
        vm.check_size(out.len().checked_add(text.as_bytes().len()))?;
        out.extend_from_slice(text.as_bytes());
    }
    out.extend_from_slice(rest);
    Ok(true)
}

/// Fills in a format of `%(key)s` and `%(key)d` from a dictionary of texts and small integers. False: something else, and
/// nothing but the buffer has changed.
fn fill_keyed(vm: &mut Vm, format: &[u8], values: &Obj<Dict>, out: &mut Vec<u8>) -> Result<bool> {
    let mut rest = format;
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        if let [b'%', behind @ ..] = rest {
            out.push(b'%');
            rest = behind;
            continue;
        }
        let end = rest.iter().position(|byte| *byte == b')');
        let ([b'(', ..], Some(end)) = (rest, end) else { return Ok(false) };
        let (key, Some(code)) = (&rest[1..end], rest.get(end + 1)) else { return Ok(false) };
        if key.contains(&b'(') || !values.table.get(vm).has_only_strings() {
            return Ok(false);
        }
        let key = Str::new(key).into_value();
        let Some(value) = values.get_name(vm, &key) else { return Ok(false) };
        if !write_bare((*code).into(), &value, out) {
            return Ok(false);
        }
        rest = &rest[end + 2..];
    }
    out.extend_from_slice(rest);
    Ok(true)
}

/// `format % right`, for strings and bytes; may be deferred.
pub fn percent(vm: &mut Vm, format: &[u8], kind: Kind, right: &Value, finish: Finish) -> Result<Value> {
    let mut out = vm.take_scratch();
    if kind == Kind::Text && fill_bare(format, right, &mut out) {
        return Ok(finish(vm, out));
    }
    out.clear();
    if kind == Kind::Text && fill_texts(vm, format, right, &mut out)? {
        return Ok(finish(vm, out));
    }
    if kind == Kind::Text
        && let Some(values) = right.exact::<Dict>()
    {
        if fill_keyed(vm, format, values, &mut out)? {
            return Ok(finish(vm, out));
        }
        out.clear();
    }
    if kind == Kind::Text
        && let Some(result) = OneText::begin(vm, format, right, &mut out, finish)?
    {
        return Ok(result);
    }
    let tuple = right.cast::<Tuple>();
    let is_text = right.cast::<Str>().is_some()
        || kind == Kind::Bytes && (right.cast::<Bytes>().is_some() || right.cast::<ByteArray>().is_some());
    let is_mapping = tuple.is_none() && !is_text && vm.class_of(right).has_slot(vm, Slot::GetItem);
    let arguments = Arguments::new(tuple.map(|tuple| tuple.as_slice().len()));
    let right = right.clone();
    let (keyed, asked, found) = (None, None, None);
    let mut state = Percent { kind, right, is_mapping, keyed, arguments, at: 0, out, asked, found };
    let depth = vm.frame_count();
    if state.run(vm, format)? {
        return Ok(finish(vm, state.out));
    }
    vm.defer_beneath(depth, false, Box::new(Formatting { format: format.to_vec(), state, finish }))
}

fn finish_text(vm: &mut Vm, text: Vec<u8>) -> Value {
    vm.text_of_scratch(text).into_value()
}
/// `format % value`
pub fn mod_(vm: &mut Vm, this: &Obj<Str>, value: &Value) -> Result<Value> {
    percent(vm, this.as_bytes(), Kind::Text, value, finish_text)
}
fn rmod(vm: &mut Vm, this: &Obj<Str>, value: &Value) -> Result<Value> {
    let Some(format) = value.cast::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    percent(vm, format.as_bytes(), Kind::Text, &this.to_value(), finish_text)
}

impl Vm {
    /// Raises what an algorithm of `crate::text` found wrong.
    #[cold]
    #[inline(never)]
    pub fn fault(&mut self, fault: Fault) -> crate::error::Raised {
        match fault.kind {
            FaultKind::Value => self.value_error(fault.message),
            FaultKind::Type => self.type_error(fault.message),
            FaultKind::ZeroDivision => self.zero_division_error(fault.message),
            FaultKind::Memory => self.raise_args(ExcKind::MemoryError, Vec::new()),
            FaultKind::Overflow if fault.message == crate::objects::float::OUT_OF_RANGE => {
                // This one carries an errno: ERANGE.
                let message = self.new_str(&fault.message);
                self.raise_args(ExcKind::OverflowError, vec![Value::small(34), message])
            }
            FaultKind::Overflow => self.overflow_error(fault.message),
        }
    }
}

/// Rows of `str`.
pub const ROWS: &[Row] = &[
    method!("__mod__(self, value, /)", mod_, 2),
    method!("__rmod__(self, value, /)", rmod, 2),
    raw!(
        Method,
        "format(self, /, *args, **kwargs)",
        format,
        "Return a formatted version of the string, using substitutions from args and kwargs.\n\nThe substitutions are identified by braces ('{' and '}')."
    ),
    method!(
        "format_map(self, mapping, /)",
        format_map,
        2,
        "Return a formatted version of the string, using substitutions from mapping.\n\nThe substitutions are identified by braces ('{' and '}')."
    ),
    method!(
        "__format__(self, format_spec, /)",
        dunder_format,
        2,
        "Return a formatted version of the string as described by format_spec."
    ),
];

//! `reader`: lines to rows, a character at a time. An iterator of lines that is written in Python is asked by the loop.

use super::{
    State,
    dialect::{Dialect, Quoting},
    fail,
};
use whipsnake_vm::{
    body,
    error::Result,
    getset, method,
    native::{Resumable, Step, Stepped, TypeDef},
    objects::{iterators::itself, list::List},
    text::{float_text, wtf8},
    types::type_flags,
    value::{Handle, Obj, Str, Trace, Tracer, Value, VmCell, map::Layout},
    vm::Vm,
};

/// Where in a row the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    StartRow,
    StartField,
    Escaped,
    InField,
    Quoted,
    EscapedInQuotes,
    QuoteInQuotes,
    EatNewline,
    AfterEscapedNewline,
}

/// `_csv.reader`
pub struct Reader {
    lines: Value,
    dialect: Value,
    row: VmCell<Row>,
}
body!(Reader; [lines, dialect, row]);

/// The row being read.
struct Row {
    fields: Vec<Value>,
    field: Vec<u8>,
    /// Characters of `field`.
    length: usize,
    /// Whether the field had no quotes so far.
    unquoted: bool,
    place: Place,
    line: usize,
}

impl Trace for Row {
    fn trace(&self, tracer: &mut Tracer) {
        self.fields.trace(tracer);
    }
}

/// Stands for the end of a line.
const END: u32 = u32::MAX;

fn is_newline(code: u32) -> bool {
    code == 10 || code == 13
}

/// What is wrong with a character.
enum Bad {
    TooLong,
    Newline,
    Expected,
    NoNumber,
}

impl Row {
    fn reset(&mut self) {
        self.fields.clear();
        self.field.clear();
        self.length = 0;
        self.unquoted = true;
        self.place = Place::StartRow;
    }
    fn add(&mut self, code: u32, limit: usize) -> std::result::Result<(), Bad> {
        if self.length >= limit {
            return Err(Bad::TooLong);
        }
        self.length += 1;
        match u8::try_from(code) {
            Ok(byte) if byte < 0x80 => self.field.push(byte),
            _ => wtf8::push(&mut self.field, code),
        }
        Ok(())
    }
    fn save(&mut self, dialect: &Dialect) -> std::result::Result<(), Bad> {
        let empty = self.field.is_empty();
        let value = match dialect.quoting {
            Quoting::NotNull | Quoting::Strings if empty && self.unquoted => Value::NONE,
            Quoting::NonNumeric | Quoting::Strings if !empty && self.unquoted => {
                match float_text::parse(whipsnake_vm::text::int_text::trim_number(&self.field)) {
                    Some(number) => Value::float_from_outside(number),
                    None => return Err(Bad::NoNumber),
                }
            }
            _ => Str::new(&self.field).into_value(),
        };
        self.fields.push(value);
        self.field.clear();
        self.length = 0;
        self.unquoted = true;
        Ok(())
    }
    /// Ends a field at a newline or the end of the line.
    fn end_row(&mut self, dialect: &Dialect, code: u32) -> std::result::Result<(), Bad> {
        self.save(dialect)?;
        self.place = if code == END { Place::StartRow } else { Place::EatNewline };
        Ok(())
    }
    fn take(&mut self, dialect: &Dialect, code: u32, limit: usize) -> std::result::Result<(), Bad> {
        let ends = code == END || is_newline(code);
        let is = |special: Option<u32>| special == Some(code);
        let quotes = dialect.quoting != Quoting::None;
        match self.place {
            Place::StartRow if code == END => {}
            Place::StartRow if ends => self.place = Place::EatNewline,
            Place::StartRow | Place::StartField => {
                self.place = Place::StartField;
                if ends {
                    return self.end_row(dialect, code);
                } else if is(dialect.quote) && quotes {
                    self.unquoted = false;
                    self.place = Place::Quoted;
                } else if is(dialect.escape) {
                    self.place = Place::Escaped;
                } else if code == 32 && dialect.skip_space {
                } else if code == dialect.delimiter {
                    return self.save(dialect);
                } else {
                    self.place = Place::InField;
                    return self.add(code, limit);
                }
            }
            Place::Escaped if is_newline(code) => {
                self.place = Place::AfterEscapedNewline;
                return self.add(code, limit);
            }
            Place::Escaped => {
                self.place = Place::InField;
                return self.add(if code == END { 10 } else { code }, limit);
            }
            Place::AfterEscapedNewline if code == END => {}
            Place::AfterEscapedNewline | Place::InField => {
                self.place = Place::InField;
                if ends {
                    return self.end_row(dialect, code);
                } else if is(dialect.escape) {
                    self.place = Place::Escaped;
                } else if code == dialect.delimiter {
                    self.place = Place::StartField;
                    return self.save(dialect);
                } else {
                    return self.add(code, limit);
                }
            }
            Place::Quoted if code == END => {}
            Place::Quoted if is(dialect.escape) => self.place = Place::EscapedInQuotes,
            Place::Quoted if is(dialect.quote) && quotes => {
                self.place = if dialect.double_quote { Place::QuoteInQuotes } else { Place::InField };
            }
            Place::Quoted => return self.add(code, limit),
            Place::EscapedInQuotes => {
                self.place = Place::Quoted;
                return self.add(if code == END { 10 } else { code }, limit);
            }
            Place::QuoteInQuotes if quotes && is(dialect.quote) => {
                self.place = Place::Quoted;
                return self.add(code, limit);
            }
            Place::QuoteInQuotes if code == dialect.delimiter => {
                self.place = Place::StartField;
                return self.save(dialect);
            }
            Place::QuoteInQuotes if ends => return self.end_row(dialect, code),
            Place::QuoteInQuotes if !dialect.strict => {
                self.place = Place::InField;
                return self.add(code, limit);
            }
            Place::QuoteInQuotes => return Err(Bad::Expected),
            Place::EatNewline if code == END => self.place = Place::StartRow,
            Place::EatNewline if ends => {}
            Place::EatNewline => return Err(Bad::Newline),
        }
        Ok(())
    }
}

impl Reader {
    /// `reader(iterable, dialect)`
    pub fn new(vm: &mut Vm, iterable: &Value, dialect: Value) -> Result<Handle<Reader>> {
        let lines = vm.iter(iterable)?;
        let mut row = Row {
            fields: Vec::new(),
            field: Vec::new(),
            length: 0,
            unquoted: true,
            place: Place::StartRow,
            line: 0,
        };
        row.reset();
        Ok(vm.new_native(Reader { lines, dialect, row: VmCell::new(row) }))
    }
    /// Takes a line. True: the row is complete.
    fn line(&self, vm: &mut Vm, line: &Value) -> Result<bool> {
        let Some(text) = line.cast::<Str>() else {
            let name = vm.type_name(line);
            return Err(fail(
                vm,
                &format!(
                    "iterator should return strings, not {name} (the file should be opened in text mode)"
                ),
            ));
        };
        let limit = vm.state::<State>().limit;
        let Some(dialect) = self.dialect.cast::<Dialect>() else { return Ok(true) };
        let row = self.row.get_mut(vm);
        row.line += 1;
        let codes = wtf8::code_points(text.as_bytes());
        let done = codes.chain([END]).try_for_each(|code| row.take(dialect, code, limit));
        self.check(vm, dialect, done)?;
        Ok(self.row.get(vm).place == Place::StartRow)
    }
    fn check(&self, vm: &mut Vm, dialect: &Dialect, done: std::result::Result<(), Bad>) -> Result<()> {
        let show = |code: Option<u32>| code.and_then(char::from_u32).unwrap_or('?');
        match done {
            Ok(()) => Ok(()),
            Err(Bad::TooLong) => {
                let limit = vm.state::<State>().limit;
                Err(fail(vm, &format!("field larger than field limit ({limit})")))
            }
            Err(Bad::Newline) => Err(fail(
                vm,
                "new-line character seen in unquoted field - do you need to open the file with newline=''?",
            )),
            Err(Bad::Expected) => {
                let (delimiter, quote) = (show(Some(dialect.delimiter)), show(dialect.quote));
                Err(fail(vm, &format!("'{delimiter}' expected after '{quote}'")))
            }
            Err(Bad::NoNumber) => {
                let text = Str::new(&self.row.get(vm).field).into_value();
                let shown = vm.repr_text(&text)?;
                Err(vm.value_error(format_args!("could not convert string to float: {shown}")))
            }
        }
    }
    /// There are no more lines: the row that was begun, if any.
    fn end(&self, vm: &mut Vm) -> Result<Value> {
        let Some(dialect) = self.dialect.cast::<Dialect>() else { return Ok(Value::UNDEF) };
        let row = self.row.get_mut(vm);
        if row.field.is_empty() && row.place != Place::Quoted {
            return Ok(Value::UNDEF);
        }
        if dialect.strict {
            return Err(fail(vm, "unexpected end of data"));
        }
        let done = row.save(dialect);
        self.check(vm, dialect, done)?;
        Ok(self.row(vm))
    }
    fn row(&self, vm: &mut Vm) -> Value {
        List::new(std::mem::take(&mut self.row.get_mut(vm).fields)).into_value()
    }
    /// Takes lines. Nothing: the next one comes later.
    fn run(&self, vm: &mut Vm) -> Result<Option<Value>> {
        loop {
            match vm.advance(&self.lines)? {
                Stepped::Item(line) if self.line(vm, &line)? => return Ok(Some(self.row(vm))),
                Stepped::Item(_) => {}
                Stepped::End => return self.end(vm).map(Some),
                Stepped::Later => return Ok(None),
            }
        }
    }
    fn next(vm: &mut Vm, this: &Obj<Reader>) -> Result<Value> {
        this.row.get_mut(vm).reset();
        let depth = vm.frame_count();
        match this.run(vm)? {
            Some(row) => Ok(row),
            None => vm.defer_beneath(depth, true, Box::new(Reading { reader: this.to_handle() })),
        }
    }
}

/// `reader.__next__` while its iterator runs.
struct Reading {
    reader: Handle<Reader>,
}

impl Resumable for Reading {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let line = result?;
        if line.is_undef() {
            return self.reader.end(vm).map(Step::Return);
        }
        if self.reader.line(vm, &line)? {
            return Ok(Step::Return(self.reader.row(vm)));
        }
        Ok(self.reader.run(vm)?.map_or(Step::Later { ends: true }, Step::Return))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.reader.trace(tracer);
    }
}

/// Table of `_csv.reader`.
pub static TYPE: TypeDef = TypeDef {
    name: "_csv.reader",
    doc: "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n",
    base: None,
    map: None,
    layout: Layout::of::<Reader>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", Reader::next, 1),
        getset!("dialect", |_: &mut Vm, this: &Obj<Reader>| this.dialect.clone()),
        getset!("line_num", |vm: &mut Vm, this: &Obj<Reader>| this.row.get(vm).line),
    ],
};

//! `writer`: rows to text.

use super::{
    dialect::{Dialect, Quoting},
    fail,
};
use whipsnake_vm::{
    body,
    error::Result,
    getset, method,
    native::{Answer, Resumable, Step, Stepped, TypeDef, source::Source},
    objects::{consume::gather, exceptions::ExcKind},
    text::wtf8,
    types::{Slot, type_flags},
    value::{Handle, Obj, Str, Trace, Tracer, Value, map::Layout},
    vm::Vm,
};

/// `_csv.writer`
pub struct Writer {
    write: Value,
    dialect: Value,
}
body!(Writer; [write, dialect]);

/// Appends a field with what must be escaped escaped. Errors: nothing to escape with.
fn push_field(
    vm: &mut Vm,
    dialect: &Dialect,
    out: &mut Vec<u8>,
    field: &[u8],
    mut quoted: bool,
) -> Result<()> {
    let terminator = dialect.terminator.cast::<Str>().map_or(&[][..], |text| text.as_bytes());
    let mut body = Vec::with_capacity(field.len());
    for code in wtf8::code_points(field) {
        let is = |special: Option<u32>| special == Some(code);
        let special = code == dialect.delimiter
            || is(dialect.escape)
            || is(dialect.quote)
            || code == 10
            || code == 13
            || wtf8::code_points(terminator).any(|other| other == code);
        if special {
            let mut escaped = dialect.quoting == Quoting::None;
            if !escaped {
                if is(dialect.quote) && dialect.double_quote {
                    wtf8::push(&mut body, code);
                } else if is(dialect.quote) || is(dialect.escape) {
                    escaped = true;
                }
                quoted |= !escaped;
            }
            if escaped {
                match dialect.escape {
                    Some(escape) => wtf8::push(&mut body, escape),
                    None => return Err(fail(vm, "need to escape, but no escapechar set")),
                }
            }
        }
        wtf8::push(&mut body, code);
    }
    let quote = dialect.quote.filter(|_| quoted);
    quote.into_iter().for_each(|quote| wtf8::push(out, quote));
    out.extend_from_slice(&body);
    quote.into_iter().for_each(|quote| wtf8::push(out, quote));
    Ok(())
}

impl Writer {
    /// `writer(fileobj, dialect)`
    pub fn new(vm: &mut Vm, file: &Value, dialect: Value) -> Result<Handle<Writer>> {
        let write = vm.get_attr_text(file, "write");
        let write = vm.swallow(write, ExcKind::AttributeError)?;
        let callable = match &write {
            Some(write) => vm.class_of(write).has_slot(vm, Slot::Call),
            None => false,
        };
        let Some(write) = write.filter(|_| callable) else {
            return Err(vm.type_error("argument 1 must have a \"write\" method"));
        };
        Ok(vm.new_native(Writer { write, dialect }))
    }
    /// The text of a row of these fields.
    fn text(vm: &mut Vm, dialect: &Dialect, fields: Vec<Value>) -> Result<Value> {
        let mut out = Vec::new();
        let null_unquoted = matches!(dialect.quoting, Quoting::Strings | Quoting::NotNull);
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                wtf8::push(&mut out, dialect.delimiter);
            }
            let is_str = field.cast::<Str>().is_some();
            let mut quoted = match dialect.quoting {
                Quoting::All => true,
                Quoting::NonNumeric => !is_number(vm, field),
                Quoting::Strings => is_str,
                Quoting::NotNull => !field.is_none(),
                Quoting::Minimal | Quoting::None => false,
            };
            let text = if field.is_none() { None } else { Some(vm.str_of(field)?) };
            let bytes = text.as_ref().map_or(&[][..], |text| text.as_bytes());
            if bytes.is_empty() && dialect.delimiter == 32 && dialect.skip_space {
                if dialect.quoting == Quoting::None || (text.is_none() && null_unquoted) {
                    return Err(fail(
                        vm,
                        "empty field must be quoted if delimiter is a space and skipinitialspace is true",
                    ));
                }
                quoted = true;
            }
            push_field(vm, dialect, &mut out, bytes, quoted)?;
        }
        if !fields.is_empty() && out.is_empty() {
            let null = fields.last().is_some_and(Value::is_none);
            if dialect.quoting == Quoting::None || (null && null_unquoted) {
                return Err(fail(vm, "single empty field record must be quoted"));
            }
            push_field(vm, dialect, &mut out, b"", true)?;
        }
        out.extend_from_slice(dialect.terminator.cast::<Str>().map_or(&[][..], |text| text.as_bytes()));
        Ok(Str::from_vec(out).into_value())
    }
    /// The text of a row; may be deferred.
    fn row_text(vm: &mut Vm, this: &Writer, row: &Value) -> Result<Value> {
        let class = vm.class_of(row);
        if !class.has_slot(vm, Slot::Iter) && !class.has_slot(vm, Slot::GetItem) {
            let name = vm.type_name(row);
            return Err(fail(vm, &format!("iterable expected, not {name}")));
        }
        gather(vm, row, this.dialect.clone(), |vm, dialect, fields| match dialect.cast::<Dialect>() {
            Some(dialect) => Writer::text(vm, dialect, fields),
            None => Ok(Value::NONE),
        })
    }
    fn write_row(vm: &mut Vm, this: &Obj<Writer>, row: &Value) -> Result<Value> {
        let depth = vm.frame_count();
        let text = Writer::row_text(vm, this, row)?;
        if text.is_deferred() {
            let state = Writing { this: this.to_handle(), rows: None, stage: Stage::Text };
            return vm.defer_beneath(depth, false, Box::new(state));
        }
        vm.tail_call(&this.write, &[text], &[])
    }
    fn write_rows(vm: &mut Vm, this: &Obj<Writer>, rows: &Value) -> Result<Value> {
        let rows = Some(Source::new(vm, rows)?);
        let mut state = Writing { this: this.to_handle(), rows, stage: Stage::Written };
        let depth = vm.frame_count();
        match state.run(vm, Value::NONE)? {
            Step::Later { ends } => vm.defer_beneath(depth, ends, Box::new(state)),
            _ => Ok(Value::NONE),
        }
    }
}

/// What a [`Writing`] waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The next row.
    Row,
    /// The text of a row.
    Text,
    /// The file's `write`.
    Written,
}

/// Rows on their way to a file; without a source it is one, whose `write` gives the result.
struct Writing {
    this: Handle<Writer>,
    rows: Option<Source>,
    stage: Stage,
}

impl Writing {
    /// Goes on with what was waited for.
    fn run(&mut self, vm: &mut Vm, mut answer: Value) -> Result<Step> {
        loop {
            match self.stage {
                Stage::Row if answer.is_undef() => return Ok(Step::Return(Value::NONE)),
                Stage::Row => {
                    self.stage = Stage::Text;
                    answer = Writer::row_text(vm, &self.this, &answer)?;
                    if answer.is_deferred() {
                        return Ok(Step::Later { ends: false });
                    }
                }
                Stage::Text => {
                    self.stage = Stage::Written;
                    match vm.start_call(&self.this.write, std::slice::from_ref(&answer))? {
                        Answer::Now(written) => answer = written,
                        Answer::Later => return Ok(Step::Later { ends: false }),
                    }
                }
                Stage::Written => {
                    let Some(rows) = &mut self.rows else { return Ok(Step::Return(answer)) };
                    self.stage = Stage::Row;
                    match rows.pull(vm)? {
                        Stepped::Item(row) => answer = row,
                        Stepped::End => answer = Value::UNDEF,
                        Stepped::Later => return Ok(Step::Later { ends: true }),
                    }
                }
            }
        }
    }
}

impl Resumable for Writing {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        self.run(vm, result?)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.this.trace(tracer);
        if let Some(rows) = &self.rows {
            rows.trace(tracer);
        }
    }
}

/// Whether a value counts as a number.
fn is_number(vm: &mut Vm, value: &Value) -> bool {
    let class = vm.class_of(value);
    [Slot::Int, Slot::Float, Slot::Index].into_iter().any(|slot| class.has_slot(vm, slot))
        || value.cast::<whipsnake_vm::objects::complex::Complex>().is_some()
}

/// Table of `_csv.writer`.
pub static TYPE: TypeDef = TypeDef {
    name: "_csv.writer",
    doc: "CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n",
    base: None,
    map: None,
    layout: Layout::of::<Writer>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!(
            "writerow(self, seq, /)",
            Writer::write_row,
            2,
            "writerow(iterable)\n\nConstruct and write a CSV record from an iterable of fields.  Non-string\nelements will be converted to string."
        ),
        method!(
            "writerows(self, seqseq, /)",
            Writer::write_rows,
            2,
            "writerows(iterable of iterables)\n\nConstruct and write a series of iterables to a csv file.  Non-string\nelements will be converted to string."
        ),
        getset!("dialect", |_: &mut Vm, this: &Obj<Writer>| this.dialect.clone()),
    ],
};

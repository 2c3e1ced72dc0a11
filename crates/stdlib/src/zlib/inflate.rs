//! The half of `zlib` that decompresses.

use super::{Done, Wrapping, failed, refuse_dictionary, update_adler32, wrapping};
use miniz_oxide::{
    DataFormat, MZError, MZFlush, MZStatus,
    inflate::stream::{InflateState, inflate},
};
use whipsnake_vm::{
    body,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::exceptions::ExcKind,
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Value, VmCell, map::Layout},
    vm::Vm,
};

/// What is expected next.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Header,
    Data,
    Trailer,
    End,
}

/// A decompressor at work.
#[derive(Clone)]
pub(super) struct Decompressor {
    state: Box<InflateState>,
    wrapping: Wrapping,
    stage: Stage,
    /// Bytes of a header or trailer that is not whole yet.
    pending: Vec<u8>,
    check: u32,
    length: u32,
    unused: Vec<u8>,
    unconsumed: Vec<u8>,
}

/// What is wrong with the data: `zlib`'s number and words.
type Fault = (i32, &'static str);

impl Decompressor {
    fn new(wrapping: Wrapping) -> Decompressor {
        Decompressor {
            state: InflateState::new_boxed(DataFormat::Raw),
            wrapping,
            stage: if wrapping == Wrapping::Raw { Stage::Data } else { Stage::Header },
            pending: Vec::new(),
            check: 1,
            length: 0,
            unused: Vec::new(),
            unconsumed: Vec::new(),
        }
    }

    /// Takes input and gives at most `limit` bytes; what was not needed stays in `unconsumed` or `unused`.
    fn push(
        &mut self,
        input: &[u8],
        limit: Option<usize>,
        out: &mut Vec<u8>,
    ) -> std::result::Result<(), Fault> {
        let mut held = std::mem::take(&mut self.pending);
        let mut rest: &[u8] = input;
        if !held.is_empty() {
            held.extend_from_slice(input);
            rest = &held;
        }
        let rest = rest.to_vec();
        let mut at = 0;
        loop {
            match self.stage {
                Stage::Header => match self.read_header(&rest[at..])? {
                    Some(used) => {
                        at += used;
                        self.stage = Stage::Data;
                    }
                    None => {
                        self.pending = rest[at..].to_vec();
                        return Ok(());
                    }
                },
                Stage::Data => {
                    at += self.inflate(&rest[at..], limit, out)?;
                    if self.stage == Stage::Data {
                        self.unconsumed = rest[at..].to_vec();
                        return Ok(());
                    }
                }
                Stage::Trailer => {
                    let size = match self.wrapping {
                        Wrapping::Zlib => 4,
                        Wrapping::Gzip => 8,
                        Wrapping::Raw | Wrapping::Either => 0,
                    };
                    let Some(trailer) = rest[at..].get(..size) else {
                        self.pending = rest[at..].to_vec();
                        return Ok(());
                    };
                    self.check_trailer(trailer)?;
                    at += size;
                    self.stage = Stage::End;
                }
                Stage::End => {
                    self.unused.extend_from_slice(&rest[at..]);
                    self.unconsumed.clear();
                    return Ok(());
                }
            }
        }
    }

    fn inflate(
        &mut self,
        mut input: &[u8],
        limit: Option<usize>,
        out: &mut Vec<u8>,
    ) -> std::result::Result<usize, Fault> {
        let whole = input.len();
        let mut buffer = [0; 16384];
        loop {
            let room = limit.map_or(buffer.len(), |limit| buffer.len().min(limit - out.len()));
            if room == 0 {
                return Ok(whole - input.len());
            }
            let result = inflate(&mut self.state, input, &mut buffer[..room], MZFlush::None);
            input = &input[result.bytes_consumed..];
            let made = &buffer[..result.bytes_written];
            match self.wrapping {
                Wrapping::Zlib => self.check = update_adler32(self.check, made),
                Wrapping::Gzip => self.check = crate::binascii::crc32_of(made, self.check),
                Wrapping::Raw | Wrapping::Either => {}
            }
            self.length = self.length.wrapping_add(made.len() as u32);
            out.extend_from_slice(made);
            match result.status {
                Ok(MZStatus::StreamEnd) => {
                    self.stage = Stage::Trailer;
                    return Ok(whole - input.len());
                }
                Ok(_) if result.bytes_consumed == 0 && result.bytes_written == 0 => {
                    return Ok(whole - input.len());
                }
                Ok(_) => {}
                Err(MZError::Buf) => return Ok(whole - input.len()),
                Err(_) => return Err((-3, "invalid block type")),
            }
        }
    }

    /// The length of the header, once it is whole.
    fn read_header(&mut self, bytes: &[u8]) -> std::result::Result<Option<usize>, Fault> {
        if self.wrapping == Wrapping::Either {
            match bytes {
                [] => return Ok(None),
                [0x1f, ..] => self.wrapping = Wrapping::Gzip,
                _ => self.wrapping = Wrapping::Zlib,
            }
        }
        if self.wrapping == Wrapping::Zlib {
            let [method, flags, ..] = *bytes else { return Ok(None) };
            if (u32::from(method) * 256 + u32::from(flags)) % 31 != 0 {
                return Err((-3, "incorrect header check"));
            }
            if method & 15 != 8 {
                return Err((-3, "unknown compression method"));
            }
            if method >> 4 > 7 {
                return Err((-3, "invalid window size"));
            }
            if flags & 0x20 != 0 {
                return Err((2, ""));
            }
            return Ok(Some(2));
        }
        self.check = 0;
        if bytes.len() >= 2 && bytes[..2] != [0x1f, 0x8b] || bytes.first().is_some_and(|first| *first != 0x1f)
        {
            return Err((-3, "incorrect header check"));
        }
        if bytes.len() > 2 && bytes[2] != 8 {
            return Err((-3, "unknown compression method"));
        }
        Ok(gzip_header(bytes))
    }

    fn check_trailer(&self, trailer: &[u8]) -> std::result::Result<(), Fault> {
        let number = |at: usize| [trailer[at], trailer[at + 1], trailer[at + 2], trailer[at + 3]];
        match self.wrapping {
            Wrapping::Zlib if u32::from_be_bytes(number(0)) != self.check => {
                Err((-3, "incorrect data check"))
            }
            Wrapping::Gzip if u32::from_le_bytes(number(0)) != self.check => {
                Err((-3, "incorrect data check"))
            }
            Wrapping::Gzip if u32::from_le_bytes(number(4)) != self.length => {
                Err((-3, "incorrect length check"))
            }
            _ => Ok(()),
        }
    }
}

/// The length of a gzip header, once it is whole.
fn gzip_header(bytes: &[u8]) -> Option<usize> {
    let flags = *bytes.get(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        at += 2 + usize::from(*bytes.get(at)?) + 256 * usize::from(*bytes.get(at + 1)?);
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            at += bytes.get(at..)?.iter().position(|byte| *byte == 0)? + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    (bytes.len() >= at).then_some(at)
}

/// `decompress(data, /, wbits=15, bufsize=16384)`
pub(super) fn decompress(
    vm: &mut Vm,
    data: &Value,
    wbits: Option<i64>,
    bufsize: Option<i64>,
) -> Result<Value> {
    let bytes = vm.get_bytes(data)?;
    let _ = bufsize;
    let Some(wrapping) = wrapping(wbits.unwrap_or(15)) else {
        return Err(failed(vm, -2, "preparing to decompress data", "inconsistent stream state"));
    };
    let mut decompressor = Decompressor::new(wrapping);
    let mut out = Vec::new();
    if let Err((number, text)) = decompressor.push(&bytes, None, &mut out) {
        return Err(failed(vm, number, "decompressing data", text));
    }
    if decompressor.stage != Stage::End {
        return Err(failed(vm, -5, "decompressing data", "incomplete or truncated stream"));
    }
    Ok(vm.new_bytes(&out))
}

/// `zlib.Decompress`
pub struct DecompressObject {
    state: VmCell<Done<Decompressor>>,
}
body!(DecompressObject);

/// `decompressobj(wbits=15, zdict=b'')`
pub(super) fn decompressobj(
    vm: &mut Vm,
    wbits: Option<i64>,
    zdict: Option<Value>,
) -> Result<Handle<DecompressObject>> {
    refuse_dictionary(vm, zdict)?;
    match wrapping(wbits.unwrap_or(15)) {
        Some(wrapping) => {
            let state = VmCell::new(Done(Some(Decompressor::new(wrapping))));
            Ok(vm.new_native(DecompressObject { state }))
        }
        None => Err(vm.value_error("Invalid initialization option")),
    }
}

impl DecompressObject {
    fn push(vm: &mut Vm, this: &Obj<DecompressObject>, bytes: &[u8], limit: Option<usize>) -> Result<Value> {
        let mut out = Vec::new();
        let result = match &mut this.state.get_mut(vm).0 {
            Some(state) => {
                state.unconsumed.clear();
                state.push(bytes, limit, &mut out)
            }
            None => Ok(()),
        };
        match result {
            Ok(()) => Ok(vm.new_bytes(&out)),
            Err((number, text)) => Err(failed(vm, number, "decompressing data", text)),
        }
    }
    fn decompress(
        vm: &mut Vm,
        this: &Obj<DecompressObject>,
        data: &Value,
        max_length: Option<i64>,
    ) -> Result<Value> {
        let bytes = vm.get_bytes(data)?;
        let limit = match max_length.unwrap_or(0) {
            0 => None,
            limit if limit < 0 => return Err(vm.value_error("max_length must be non-negative")),
            limit => Some(limit as usize),
        };
        DecompressObject::push(vm, this, &bytes, limit)
    }
    fn flush(vm: &mut Vm, this: &Obj<DecompressObject>, length: Option<i64>) -> Result<Value> {
        if length.is_some_and(|length| length <= 0) {
            return Err(vm.value_error("length must be greater than zero"));
        }
        let rest = this.state.get(vm).0.as_ref().map_or(Vec::new(), |state| state.unconsumed.clone());
        DecompressObject::push(vm, this, &rest, None)
    }
    fn copy(vm: &mut Vm, this: &Obj<DecompressObject>) -> Handle<DecompressObject> {
        let state = this.state.get(vm).0.clone();
        vm.new_native(DecompressObject { state: VmCell::new(Done(state)) })
    }
    fn unused_data(vm: &mut Vm, this: &Obj<DecompressObject>) -> Value {
        let bytes = this.state.get(vm).0.as_ref().map_or(Vec::new(), |state| state.unused.clone());
        vm.new_bytes(&bytes)
    }
    fn unconsumed_tail(vm: &mut Vm, this: &Obj<DecompressObject>) -> Value {
        let bytes = this.state.get(vm).0.as_ref().map_or(Vec::new(), |state| state.unconsumed.clone());
        vm.new_bytes(&bytes)
    }
    fn eof(vm: &mut Vm, this: &Obj<DecompressObject>) -> bool {
        this.state.get(vm).0.as_ref().is_some_and(|state| state.stage == Stage::End)
    }
}

/// Table of `Decompress`.
pub(super) static DECOMPRESS: TypeDef = TypeDef {
    name: "zlib.Decompress",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<DecompressObject>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!(
            "decompress(self, data, /, max_length=0)",
            DecompressObject::decompress,
            3,
            "Return a bytes object containing the decompressed version of the data."
        ),
        method!(
            "flush(self, length=16384, /)",
            DecompressObject::flush,
            2,
            "Return a bytes object containing any remaining decompressed data."
        ),
        method!("copy(self, /)", DecompressObject::copy, 1, "Return a copy of the decompression object."),
        method!("__copy__(self, /)", DecompressObject::copy, 1),
        method!(
            "__deepcopy__(self, memo, /)",
            |vm: &mut Vm, this: &Obj<DecompressObject>, _: Value| { DecompressObject::copy(vm, this) },
            2
        ),
        getset!("unused_data", DecompressObject::unused_data),
        getset!("unconsumed_tail", DecompressObject::unconsumed_tail),
        getset!("eof", DecompressObject::eof),
    ],
};

/// `zlib._ZlibDecompressor`: keeps the input it has not used yet.
pub struct Buffered {
    state: VmCell<Done<Decompressor>>,
}
body!(Buffered);

impl Buffered {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        wbits: Option<i64>,
        zdict: Option<Value>,
    ) -> Result<Handle<Buffered>> {
        refuse_dictionary(vm, zdict)?;
        match wrapping(wbits.unwrap_or(15)) {
            Some(wrapping) => {
                let state = VmCell::new(Done(Some(Decompressor::new(wrapping))));
                Ok(Handle::new_instance(class.instance_map.get(), Buffered { state }))
            }
            None => Err(vm.value_error("Invalid initialization option")),
        }
    }
    fn decompress(vm: &mut Vm, this: &Obj<Buffered>, data: &Value, max_length: Option<i64>) -> Result<Value> {
        let bytes = vm.get_bytes(data)?;
        if Buffered::eof(vm, this) {
            let text = vm.new_str("End of stream already reached");
            return Err(vm.raise_args(ExcKind::EOFError, vec![text]));
        }
        let limit = max_length.and_then(|limit| usize::try_from(limit).ok());
        let mut out = Vec::new();
        let result = match &mut this.state.get_mut(vm).0 {
            Some(state) => {
                let mut input = std::mem::take(&mut state.unconsumed);
                input.extend_from_slice(&bytes);
                state.push(&input, limit, &mut out)
            }
            None => Ok(()),
        };
        match result {
            Ok(()) => Ok(vm.new_bytes(&out)),
            Err((number, text)) => Err(failed(vm, number, "decompressing data", text)),
        }
    }
    fn unused_data(vm: &mut Vm, this: &Obj<Buffered>) -> Value {
        let bytes = this.state.get(vm).0.as_ref().map_or(Vec::new(), |state| state.unused.clone());
        vm.new_bytes(&bytes)
    }
    fn eof(vm: &mut Vm, this: &Obj<Buffered>) -> bool {
        this.state.get(vm).0.as_ref().is_some_and(|state| state.stage == Stage::End)
    }
    fn needs_input(vm: &mut Vm, this: &Obj<Buffered>) -> bool {
        let state = this.state.get(vm).0.as_ref();
        state.is_some_and(|state| state.stage != Stage::End && state.unconsumed.is_empty())
    }
}

/// Table of `_ZlibDecompressor`.
pub(super) static BUFFERED: TypeDef = TypeDef {
    name: "zlib._ZlibDecompressor",
    doc: "Create a decompressor object for decompressing data incrementally.",
    base: None,
    map: None,
    layout: Layout::of::<Buffered>(),
    flags: 0,
    rows: &[
        static_method!("__new__(cls, wbits=15, zdict=b'')", Buffered::new_, 3),
        method!("decompress(self, /, data, max_length=-1)", Buffered::decompress, 3),
        getset!("unused_data", Buffered::unused_data),
        getset!("eof", Buffered::eof),
        getset!("needs_input", Buffered::needs_input),
    ],
};

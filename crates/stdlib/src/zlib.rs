//! `zlib`: compression by the crate `miniz_oxide`; headers and trailers of zlib and gzip are done here. Preset
//! dictionaries are not supported, and compressors cannot be copied.

mod inflate;

use miniz_oxide::{
    MZFlush, MZStatus,
    deflate::{
        core::{CompressorOxide, create_comp_flags_from_zip_params},
        stream::deflate,
    },
};
use whipsnake_vm::{
    body, constant,
    error::{Raised, Result},
    function, method,
    native::{ModuleDef, Row, TypeDef},
    objects::{dict::Dict, exceptions::ExcKind},
    types::type_flags,
    value::{Handle, Obj, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "zlib",
    doc: "The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU zip.",
    rows: ROWS,
    types: &[&COMPRESS, &inflate::DECOMPRESS, &inflate::BUFFERED],
    init: Some(|vm, module| {
        let base = vm.exception_type(ExcKind::Exception).into_value();
        let metaclass = vm.class_of(&base).into_value();
        let (bases, space) = (Tuple::new(vec![base]).into_value(), Dict::new());
        let (module_name, name) = (vm.new_str("zlib"), vm.new_str("error"));
        space.set_text(vm, "__module__", module_name);
        let error = vm.call(&metaclass, &[name, bases, space.into_value()])?;
        vm.state::<Zlib>().error = error.clone();
        module.dict.clone().set_text(vm, "error", error);
        Ok(())
    }),
};

/// What the module remembers.
struct Zlib {
    error: Value,
}

impl Default for Zlib {
    fn default() -> Zlib {
        Zlib { error: Value::NONE }
    }
}

const ROWS: &[Row] = &[
    function!("adler32(data, value=1, /)", adler32, 2, "Compute an Adler-32 checksum of data."),
    function!("crc32(data, value=0, /)", crc32, 2, "Compute a CRC-32 checksum of data."),
    function!(
        "compress(data, /, level=-1, wbits=15)",
        compress,
        3,
        "Returns a bytes object containing compressed data."
    ),
    function!(
        "decompress(data, /, wbits=15, bufsize=16384)",
        inflate::decompress,
        3,
        "Returns a bytes object containing the uncompressed data."
    ),
    function!(
        "compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
        compressobj,
        6,
        "Return a compressor object."
    ),
    function!(
        "decompressobj(wbits=15, zdict=b'')",
        inflate::decompressobj,
        2,
        "Return a decompressor object."
    ),
    constant!("DEFLATED", |_| Value::small(8)),
    constant!("DEF_BUF_SIZE", |_| Value::small(16384)),
    constant!("DEF_MEM_LEVEL", |_| Value::small(8)),
    constant!("MAX_WBITS", |_| Value::small(15)),
    constant!("Z_BEST_COMPRESSION", |_| Value::small(9)),
    constant!("Z_BEST_SPEED", |_| Value::small(1)),
    constant!("Z_BLOCK", |_| Value::small(5)),
    constant!("Z_DEFAULT_COMPRESSION", |_| Value::small(-1)),
    constant!("Z_DEFAULT_STRATEGY", |_| Value::small(0)),
    constant!("Z_FILTERED", |_| Value::small(1)),
    constant!("Z_FINISH", |_| Value::small(4)),
    constant!("Z_FIXED", |_| Value::small(4)),
    constant!("Z_FULL_FLUSH", |_| Value::small(3)),
    constant!("Z_HUFFMAN_ONLY", |_| Value::small(2)),
    constant!("Z_NO_COMPRESSION", |_| Value::small(0)),
    constant!("Z_NO_FLUSH", |_| Value::small(0)),
    constant!("Z_PARTIAL_FLUSH", |_| Value::small(1)),
    constant!("Z_RLE", |_| Value::small(3)),
    constant!("Z_SYNC_FLUSH", |_| Value::small(2)),
    constant!("Z_TREES", |_| Value::small(6)),
    constant!("ZLIB_VERSION", |vm| vm.new_str("1.3.1")),
    constant!("ZLIB_RUNTIME_VERSION", |vm| vm.new_str("1.3.1")),
];

/// `zlib.error`
fn failed(vm: &mut Vm, number: i32, doing: &str, detail: &str) -> Raised {
    let detail = if detail.is_empty() { String::new() } else { format!(": {detail}") };
    let text = vm.new_str(&format!("Error {number} while {doing}{detail}"));
    let class = vm.state::<Zlib>().error.clone();
    match vm.call(&class, &[text]) {
        Ok(exc) => vm.raise(exc),
        Err(raised) => raised,
    }
}

fn start_value(vm: &mut Vm, value: Option<Value>, default: u32) -> Result<u32> {
    let Some(value) = value else { return Ok(default) };
    let number = vm.index(&value)?;
    let wide = number.as_int().and_then(|number| number.to_wide()).unwrap_or(0);
    Ok(wide as u32)
}

fn adler32(vm: &mut Vm, data: &Value, value: Option<Value>) -> Result<u32> {
    let start = start_value(vm, value, 1)?;
    let bytes = vm.get_bytes(data)?;
    Ok(update_adler32(start, &bytes))
}

/// Adler-32 of `data` behind what gave `start`: two sums, reduced before they could overflow.
fn update_adler32(start: u32, data: &[u8]) -> u32 {
    const MODULUS: u32 = 65_521;
    let (mut a, mut b) = (start & 0xffff, start >> 16);
    for run in data.chunks(5552) {
        for byte in run {
            a += u32::from(*byte);
            b += a;
        }
        a %= MODULUS;
        b %= MODULUS;
    }
    b << 16 | a
}

fn crc32(vm: &mut Vm, data: &Value, value: Option<Value>) -> Result<u32> {
    let start = start_value(vm, value, 0)?;
    let bytes = vm.get_bytes(data)?;
    Ok(crate::binascii::crc32_of(&bytes, start))
}

/// What surrounds the compressed data.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Wrapping {
    Raw,
    Zlib,
    Gzip,
    /// Told by the first bytes; only for decompressing.
    Either,
}

/// The meaning of `wbits`, if it has one.
fn wrapping(wbits: i64) -> Option<Wrapping> {
    match wbits {
        -15..=-8 => Some(Wrapping::Raw),
        0 | 8..=15 => Some(Wrapping::Zlib),
        16 | 24..=31 => Some(Wrapping::Gzip),
        32 | 40..=47 => Some(Wrapping::Either),
        _ => None,
    }
}

/// A compressor at work.
struct Deflater {
    state: Box<CompressorOxide>,
    wrapping: Wrapping,
    level: i64,
    begun: bool,
    /// Checksum and length so far.
    check: u32,
    length: u32,
}

impl Deflater {
    /// Nothing if a setting has no meaning.
    fn new(level: i64, wbits: i64, strategy: i64) -> Option<Deflater> {
        if !(-1..=9).contains(&level) || !(0..=4).contains(&strategy) {
            return None;
        }
        let wrapping = wrapping(wbits).filter(|wrapping| *wrapping != Wrapping::Either && wbits != 0)?;
        let flags = create_comp_flags_from_zip_params(level as i32, -15, strategy as i32);
        let check = if wrapping == Wrapping::Gzip { 0 } else { 1 };
        Some(Deflater {
            state: Box::new(CompressorOxide::new(flags)),
            wrapping,
            level,
            begun: false,
            check,
            length: 0,
        })
    }

    fn header(&mut self, out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.begun, true) {
            return;
        }
        match self.wrapping {
            Wrapping::Zlib => out.extend(match self.level {
                0 | 1 => [0x78, 0x01],
                2..=5 => [0x78, 0x5e],
                -1 | 6 => [0x78, 0x9c],
                _ => [0x78, 0xda],
            }),
            Wrapping::Gzip => {
                let extra = match self.level {
                    9 => 2,
                    1 => 4,
                    _ => 0,
                };
                out.extend([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, extra, 3]);
            }
            Wrapping::Raw | Wrapping::Either => {}
        }
    }

    fn push(&mut self, mut input: &[u8], flush: MZFlush, out: &mut Vec<u8>) {
        self.header(out);
        match self.wrapping {
            Wrapping::Zlib => self.check = update_adler32(self.check, input),
            Wrapping::Gzip => self.check = crate::binascii::crc32_of(input, self.check),
            Wrapping::Raw | Wrapping::Either => {}
        }
        self.length = self.length.wrapping_add(input.len() as u32);
        let mut buffer = [0; 16384];
        loop {
            let result = deflate(&mut self.state, input, &mut buffer, flush);
            input = &input[result.bytes_consumed..];
            out.extend_from_slice(&buffer[..result.bytes_written]);
            match result.status {
                Ok(MZStatus::StreamEnd) | Err(_) => break,
                Ok(_)
                    if input.is_empty()
                        && result.bytes_written < buffer.len()
                        && flush != MZFlush::Finish =>
                {
                    break;
                }
                Ok(_) => {}
            }
        }
        if flush == MZFlush::Finish {
            match self.wrapping {
                Wrapping::Zlib => out.extend(self.check.to_be_bytes()),
                Wrapping::Gzip => {
                    out.extend(self.check.to_le_bytes());
                    out.extend(self.length.to_le_bytes());
                }
                Wrapping::Raw | Wrapping::Either => {}
            }
        }
    }
}

fn compress(vm: &mut Vm, data: &Value, level: Option<i64>, wbits: Option<i64>) -> Result<Value> {
    let bytes = vm.get_bytes(data)?;
    let Some(mut deflater) = Deflater::new(level.unwrap_or(-1), wbits.unwrap_or(15), 0) else {
        return Err(match level {
            Some(level) if !(-1..=9).contains(&level) => {
                let text = vm.new_str("Bad compression level");
                let class = vm.state::<Zlib>().error.clone();
                match vm.call(&class, &[text]) {
                    Ok(exc) => vm.raise(exc),
                    Err(raised) => raised,
                }
            }
            _ => vm.value_error("Invalid initialization option"),
        });
    };
    let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
    deflater.push(&bytes, MZFlush::Finish, &mut out);
    Ok(vm.new_bytes(&out))
}

/// `zlib.Compress`
pub struct Compressor {
    /// Nothing once it is finished.
    state: VmCell<Done<Deflater>>,
}
body!(Compressor);

/// State that is no Python object.
struct Done<T>(Option<T>);

impl<T> whipsnake_vm::value::Trace for Done<T> {
    fn trace(&self, _tracer: &mut whipsnake_vm::value::Tracer) {}
}

fn compressobj(
    vm: &mut Vm,
    level: Option<i64>,
    method: Option<i64>,
    wbits: Option<i64>,
    mem_level: Option<i64>,
    strategy: Option<i64>,
    zdict: Option<Value>,
) -> Result<Handle<Compressor>> {
    refuse_dictionary(vm, zdict)?;
    let fits = method.unwrap_or(8) == 8 && (1..=9).contains(&mem_level.unwrap_or(8));
    let deflater = Deflater::new(level.unwrap_or(-1), wbits.unwrap_or(15), strategy.unwrap_or(0));
    match deflater.filter(|_| fits) {
        Some(deflater) => Ok(vm.new_native(Compressor { state: VmCell::new(Done(Some(deflater))) })),
        None => Err(vm.value_error("Invalid initialization option")),
    }
}

fn refuse_dictionary(vm: &mut Vm, zdict: Option<Value>) -> Result<()> {
    let Some(zdict) = zdict.filter(|zdict| !zdict.is_none()) else { return Ok(()) };
    if vm.get_bytes(&zdict)?.is_empty() {
        return Ok(());
    }
    let text = vm.new_str("preset dictionaries are not supported");
    Err(vm.raise_args(ExcKind::NotImplementedError, vec![text]))
}

impl Compressor {
    fn compress(vm: &mut Vm, this: &Obj<Compressor>, data: &Value) -> Result<Value> {
        let bytes = vm.get_bytes(data)?;
        let mut out = Vec::new();
        match &mut this.state.get_mut(vm).0 {
            Some(deflater) => deflater.push(&bytes, MZFlush::None, &mut out),
            None => return Err(failed(vm, -2, "compressing data", "inconsistent stream state")),
        }
        Ok(vm.new_bytes(&out))
    }
    fn flush(vm: &mut Vm, this: &Obj<Compressor>, mode: Option<i64>) -> Result<Value> {
        let mode = match mode.unwrap_or(4) {
            0 => return Ok(vm.new_bytes(&[])),
            1 | 2 => MZFlush::Sync,
            3 => MZFlush::Full,
            4 => MZFlush::Finish,
            _ => return Err(failed(vm, -2, "flushing", "inconsistent stream state")),
        };
        let mut out = Vec::new();
        let state = &mut this.state.get_mut(vm).0;
        match state {
            Some(deflater) => deflater.push(&[], mode, &mut out),
            None => return Err(failed(vm, -2, "finishing compression", "inconsistent stream state")),
        }
        if mode == MZFlush::Finish {
            *state = None;
        }
        Ok(vm.new_bytes(&out))
    }
}

static COMPRESS: TypeDef = TypeDef {
    name: "zlib.Compress",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<Compressor>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!(
            "compress(self, data, /)",
            Compressor::compress,
            2,
            "Returns a bytes object containing compressed data."
        ),
        method!(
            "flush(self, mode=4, /)",
            Compressor::flush,
            2,
            "Return a bytes object containing any remaining compressed data."
        ),
    ],
};

//! `_md5`, `_sha1`, `_sha2`, `_sha3` and `_blake2`: the hashes behind `hashlib`.
//!
//! Every class has the same body, a [`Hash`]; what differs stands in the table of algorithms.

mod blake2;
mod state;

use state::{Crypto, Sponge, State};
use std::collections::HashMap;
use whipsnake_vm::{
    body,
    error::Result,
    function, getset, method,
    native::{
        ModuleDef, Row, TypeDef,
        table::{count_rows, join_rows},
    },
    objects::module::ModuleHandle,
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Value, VmCell, map::Layout},
    vm::Vm,
};

/// A hash object.
pub struct Hash {
    algorithm: &'static Algorithm,
    /// Bytes of the result; 0 if the caller of `digest` says.
    size: usize,
    state: VmCell<Box<dyn State>>,
}
body!(Hash);

/// What the classes differ in.
pub struct Algorithm {
    name: &'static str,
    size: usize,
    block: usize,
    /// Makes the state; for sha3 out of the block size and the suffix.
    make: fn(&Algorithm) -> Box<dyn State>,
    suffix: u8,
}

fn crypto<D: md5::Digest + Clone + Default + 'static>(_: &Algorithm) -> Box<dyn State> {
    Box::new(Crypto::<D>::default())
}
fn sponge(algorithm: &Algorithm) -> Box<dyn State> {
    Box::new(Sponge::new(algorithm.block, algorithm.suffix))
}
const fn plain(
    name: &'static str,
    size: usize,
    block: usize,
    make: fn(&Algorithm) -> Box<dyn State>,
) -> Algorithm {
    Algorithm { name, size, block, make, suffix: 0 }
}
const fn keccak(name: &'static str, size: usize, block: usize, suffix: u8) -> Algorithm {
    Algorithm { name, size, block, make: sponge, suffix }
}

/// TABLE: all algorithms.
static ALGORITHMS: &[Algorithm] = &[
    plain("md5", 16, 64, crypto::<md5::Md5>),
    plain("sha1", 20, 64, crypto::<sha1::Sha1>),
    plain("sha224", 28, 64, crypto::<sha2::Sha224>),
    plain("sha256", 32, 64, crypto::<sha2::Sha256>),
    plain("sha384", 48, 128, crypto::<sha2::Sha384>),
    plain("sha512", 64, 128, crypto::<sha2::Sha512>),
    keccak("sha3_224", 28, 144, 6),
    keccak("sha3_256", 32, 136, 6),
    keccak("sha3_384", 48, 104, 6),
    keccak("sha3_512", 64, 72, 6),
    keccak("shake_128", 0, 168, 0x1f),
    keccak("shake_256", 0, 136, 0x1f),
    plain("blake2b", 64, 128, |_| Box::new(blake2b_simd::State::new())),
    plain("blake2s", 32, 64, |_| Box::new(blake2s_simd::State::new())),
];

fn find(name: &str) -> &'static Algorithm {
    let found = ALGORITHMS.iter().find(|algorithm| algorithm.name == name);
    found.expect("every class is named after an algorithm of the table")
}

/// Classes that functions make instances of, by algorithm.
#[derive(Default)]
struct Classes(HashMap<&'static str, Handle<Type>>);

/// The bytes to hash: `data`, or `string` by its old name.
fn input(vm: &mut Vm, data: Option<Value>, string: Option<Value>) -> Result<Option<Vec<u8>>> {
    let string = string.filter(|string| !string.is_none());
    if data.is_some() && string.is_some() {
        return Err(vm.type_error(
            "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
        ));
    }
    data.or(string).map(|data| bytes(vm, &data)).transpose()
}
fn bytes(vm: &mut Vm, data: &Value) -> Result<Vec<u8>> {
    if data.cast::<Str>().is_some() {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    match vm.find_bytes(data)? {
        Some(bytes) => Ok(bytes),
        None => Err(vm.type_error("object supporting the buffer API required")),
    }
}

/// `md5(data=b'', *, usedforsecurity=True, string=None)` and its like.
fn start(vm: &mut Vm, name: &'static str, data: Option<Value>, string: Option<Value>) -> Result<Value> {
    let data = input(vm, data, string)?;
    let Some(class) = vm.state::<Classes>().0.get(name).cloned() else { return Ok(Value::NONE) };
    Ok(Hash::make(&class, find(name), data.as_deref()))
}

impl Hash {
    fn make(class: &Obj<Type>, algorithm: &'static Algorithm, data: Option<&[u8]>) -> Value {
        let mut state = (algorithm.make)(algorithm);
        if let Some(data) = data {
            state.update(data);
        }
        Hash::of_state(class, algorithm, algorithm.size, state)
    }
    fn of_state(
        class: &Obj<Type>,
        algorithm: &'static Algorithm,
        size: usize,
        state: Box<dyn State>,
    ) -> Value {
        let hash = Hash { algorithm, size, state: VmCell::new(state) };
        Handle::new_instance(class.instance_map.get(), hash).into_value()
    }
    /// `sha3_256.__new__(cls, data=b'', *, usedforsecurity=True, string=None)`
    fn new_sponge(
        vm: &mut Vm,
        class: &Obj<Type>,
        data: Option<Value>,
        _used_for_security: Option<bool>,
        string: Option<Value>,
    ) -> Result<Value> {
        let data = input(vm, data, string)?;
        let algorithm = find(&class.name_text(vm));
        Ok(Hash::make(class, algorithm, data.as_deref()))
    }
    fn update(vm: &mut Vm, this: &Obj<Hash>, data: &Value) -> Result<()> {
        let data = bytes(vm, data)?;
        this.state.get_mut(vm).update(&data);
        Ok(())
    }
    fn digest(vm: &mut Vm, this: &Obj<Hash>) -> Value {
        let result = this.state.get(vm).finish(this.size);
        vm.new_bytes(&result)
    }
    fn hex_digest(vm: &mut Vm, this: &Obj<Hash>) -> String {
        hex(&this.state.get(vm).finish(this.size))
    }
    /// Any number of bytes, for shake.
    fn squeeze(vm: &mut Vm, this: &Obj<Hash>, length: &Value) -> Result<Vec<u8>> {
        let length = unsigned(vm, length, "unsigned long")?;
        if length >= 1 << 29 {
            return Err(vm.value_error("length is too large"));
        }
        Ok(this.state.get(vm).finish(length as usize))
    }
    fn long_digest(vm: &mut Vm, this: &Obj<Hash>, length: &Value) -> Result<Value> {
        let result = Hash::squeeze(vm, this, length)?;
        Ok(vm.new_bytes(&result))
    }
    fn long_hex_digest(vm: &mut Vm, this: &Obj<Hash>, length: &Value) -> Result<String> {
        Ok(hex(&Hash::squeeze(vm, this, length)?))
    }
    fn copy(vm: &mut Vm, this: &Obj<Hash>) -> Value {
        let state = this.state.get(vm).fork();
        let class = vm.class_of(&this.to_value());
        Hash::of_state(&class, this.algorithm, this.size, state)
    }
    fn name(_vm: &mut Vm, this: &Obj<Hash>) -> &'static str {
        this.algorithm.name
    }
    fn digest_size(_vm: &mut Vm, this: &Obj<Hash>) -> usize {
        this.size
    }
    fn block_size(_vm: &mut Vm, this: &Obj<Hash>) -> usize {
        this.algorithm.block
    }
    fn suffix(vm: &mut Vm, this: &Obj<Hash>) -> Value {
        vm.new_bytes(&[this.algorithm.suffix])
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// An int without sign. Errors: below zero; beyond 64 bits, which is called after a `c_type`.
fn unsigned(vm: &mut Vm, value: &Value, c_type: &str) -> Result<u64> {
    let number = vm.index(value)?;
    if vm.int_is_negative(&number) {
        return Err(vm.value_error("Cannot convert negative int"));
    }
    match vm.int_to_u64(&number) {
        Some(number) => Ok(number),
        None => Err(vm.overflow_error(format_args!("Python int too large for C {c_type}"))),
    }
}

const COMMON: &[Row] = &[
    method!("copy(self, /)", Hash::copy, 1, "Return a copy of the hash object."),
    method!(
        "update(self, obj, /)",
        Hash::update,
        2,
        "Update this hash object's state with the provided string."
    ),
    getset!("name", Hash::name),
    getset!("digest_size", Hash::digest_size),
    getset!("block_size", Hash::block_size),
];
const FIXED: &[Row] = &[
    method!("digest(self, /)", Hash::digest, 1, "Return the digest value as a bytes object."),
    method!(
        "hexdigest(self, /)",
        Hash::hex_digest,
        1,
        "Return the digest value as a string of hexadecimal digits."
    ),
];
const LONG: &[Row] = &[
    method!("digest(self, /, length)", Hash::long_digest, 2, "Return the digest value as a bytes object."),
    method!(
        "hexdigest(self, /, length)",
        Hash::long_hex_digest,
        2,
        "Return the digest value as a string of hexadecimal digits."
    ),
];
const SPONGE: &[Row] = &[
    static_method!(
        "__new__(cls, /, data=b'', *, usedforsecurity=True, string=None)",
        Hash::new_sponge,
        4,
        "Create and return a new object.  See help(type) for accurate signature."
    ),
    getset!("_capacity_bits", |_: &mut Vm, this: &Obj<Hash>| 1600 - 8 * this.algorithm.block),
    getset!("_rate_bits", |_: &mut Vm, this: &Obj<Hash>| 8 * this.algorithm.block),
    getset!("_suffix", Hash::suffix),
];

static PLAIN_ROWS: [Row; count_rows(&[COMMON, FIXED])] = join_rows(&[COMMON, FIXED]);
static SHA3_ROWS: [Row; count_rows(&[COMMON, FIXED, SPONGE])] = join_rows(&[COMMON, FIXED, SPONGE]);
static SHAKE_ROWS: [Row; count_rows(&[COMMON, LONG, SPONGE])] = join_rows(&[COMMON, LONG, SPONGE]);

/// A class of this room.
const fn class(name: &'static str, doc: &'static str, flags: u32, rows: &'static [Row]) -> TypeDef {
    TypeDef { name, doc, base: None, map: None, layout: Layout::of::<Hash>(), flags, rows }
}

/// Makes the classes of a module: name in the module, algorithm, table.
fn add_classes(
    vm: &mut Vm,
    module: &ModuleHandle,
    classes: &[(&str, &'static str, &'static TypeDef)],
) -> Result<()> {
    let dict = module.dict.clone();
    for (name, algorithm, def) in classes {
        let module = def.name.split_once('.').map_or("", |(module, _)| module);
        let class = vm.make_class_with_rows(def, module);
        vm.state::<Classes>().0.insert(algorithm, class.clone());
        dict.set_text(vm, name, class.into_value());
    }
    dict.set_text(vm, "_GIL_MINSIZE", Value::small(2048));
    Ok(())
}

/// A row for the function that starts a hash.
macro_rules! starter {
    ($signature:literal, $name:literal, $doc:literal) => {
        function!(
            $signature,
            |vm: &mut Vm, data: Option<Value>, _used: Option<bool>, string: Option<Value>| {
                start(vm, $name, data, string)
            },
            3,
            $doc
        )
    };
}

static MD5_TYPE: TypeDef = class("_md5.md5", "", type_flags::NO_NEW, &PLAIN_ROWS);
static SHA1_TYPE: TypeDef = class("_sha1.sha1", "", type_flags::NO_NEW, &PLAIN_ROWS);
static SHA224_TYPE: TypeDef = class("_sha2.SHA224Type", "", type_flags::NO_NEW, &PLAIN_ROWS);
static SHA256_TYPE: TypeDef = class("_sha2.SHA256Type", "", type_flags::NO_NEW, &PLAIN_ROWS);
static SHA384_TYPE: TypeDef = class("_sha2.SHA384Type", "", type_flags::NO_NEW, &PLAIN_ROWS);
static SHA512_TYPE: TypeDef = class("_sha2.SHA512Type", "", type_flags::NO_NEW, &PLAIN_ROWS);
static SHA3_224: TypeDef = class("_sha3.sha3_224", SHA3_224_DOC, 0, &SHA3_ROWS);
static SHA3_256: TypeDef = class("_sha3.sha3_256", SHA3_256_DOC, 0, &SHA3_ROWS);
static SHA3_384: TypeDef = class("_sha3.sha3_384", SHA3_384_DOC, 0, &SHA3_ROWS);
static SHA3_512: TypeDef = class("_sha3.sha3_512", SHA3_512_DOC, 0, &SHA3_ROWS);
static SHAKE_128: TypeDef = class("_sha3.shake_128", SHAKE_128_DOC, 0, &SHAKE_ROWS);
static SHAKE_256: TypeDef = class("_sha3.shake_256", SHAKE_256_DOC, 0, &SHAKE_ROWS);

const SHA3_224_DOC: &str = "sha3_224([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 28 bytes.";
const SHA3_256_DOC: &str = "sha3_256([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 32 bytes.";
const SHA3_384_DOC: &str = "sha3_384([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 48 bytes.";
const SHA3_512_DOC: &str = "sha3_512([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 64 bytes.";
const SHAKE_128_DOC: &str =
    "shake_128([data], *, usedforsecurity=True) -> SHAKE object\n\nReturn a new SHAKE hash object.";
const SHAKE_256_DOC: &str =
    "shake_256([data], *, usedforsecurity=True) -> SHAKE object\n\nReturn a new SHAKE hash object.";

/// `_md5`
pub static MD5: ModuleDef = ModuleDef {
    name: "_md5",
    doc: "",
    rows: &[starter!(
        "md5(data=b'', *, usedforsecurity=True, string=None)",
        "md5",
        "Return a new MD5 hash object; optionally initialized with a string."
    )],
    types: &[],
    init: Some(|vm, module| add_classes(vm, module, &[("MD5Type", "md5", &MD5_TYPE)])),
};

/// `_sha1`
pub static SHA1: ModuleDef = ModuleDef {
    name: "_sha1",
    doc: "",
    rows: &[starter!(
        "sha1(data=b'', *, usedforsecurity=True, string=None)",
        "sha1",
        "Return a new SHA1 hash object; optionally initialized with a string."
    )],
    types: &[],
    init: Some(|vm, module| add_classes(vm, module, &[("SHA1Type", "sha1", &SHA1_TYPE)])),
};

/// `_sha2`
pub static SHA2: ModuleDef = ModuleDef {
    name: "_sha2",
    doc: "",
    rows: &[
        starter!(
            "sha224(data=b'', *, usedforsecurity=True, string=None)",
            "sha224",
            "Return a new SHA-224 hash object; optionally initialized with a string."
        ),
        starter!(
            "sha256(data=b'', *, usedforsecurity=True, string=None)",
            "sha256",
            "Return a new SHA-256 hash object; optionally initialized with a string."
        ),
        starter!(
            "sha384(data=b'', *, usedforsecurity=True, string=None)",
            "sha384",
            "Return a new SHA-384 hash object; optionally initialized with a string."
        ),
        starter!(
            "sha512(data=b'', *, usedforsecurity=True, string=None)",
            "sha512",
            "Return a new SHA-512 hash object; optionally initialized with a string."
        ),
    ],
    types: &[],
    init: Some(|vm, module| {
        let classes = [
            ("SHA224Type", "sha224", &SHA224_TYPE),
            ("SHA256Type", "sha256", &SHA256_TYPE),
            ("SHA384Type", "sha384", &SHA384_TYPE),
            ("SHA512Type", "sha512", &SHA512_TYPE),
        ];
        add_classes(vm, module, &classes)
    }),
};

/// `_sha3`
pub static SHA3: ModuleDef = ModuleDef {
    name: "_sha3",
    doc: "",
    rows: &[Row::Const("implementation", |vm| vm.new_str("HACL"))],
    types: &[],
    init: Some(|vm, module| {
        let classes = [
            ("sha3_224", "sha3_224", &SHA3_224),
            ("sha3_256", "sha3_256", &SHA3_256),
            ("sha3_384", "sha3_384", &SHA3_384),
            ("sha3_512", "sha3_512", &SHA3_512),
            ("shake_128", "shake_128", &SHAKE_128),
            ("shake_256", "shake_256", &SHAKE_256),
        ];
        add_classes(vm, module, &classes)
    }),
};

pub use blake2::MODULE as BLAKE2;

//! `_blake2`: blake2b and blake2s with all their parameters.

use super::{COMMON, FIXED, Hash, add_classes, class, find, input, state::State, unsigned};
use whipsnake_vm::{
    constant,
    error::{Raised, Result},
    native::{
        ModuleDef, Row, TypeDef,
        table::{count_rows, join_rows},
    },
    types::Type,
    value::Value,
    vm::Vm,
};

/// Sizes that the two kinds differ in.
struct Limits {
    digest: usize,
    salt: usize,
    /// `node_offset` has so many bits.
    offset_bits: u32,
}
const B: Limits = Limits { digest: 64, salt: 16, offset_bits: 64 };
const S: Limits = Limits { digest: 32, salt: 8, offset_bits: 48 };

/// All parameters, checked.
struct Parameters {
    digest_size: usize,
    key: Vec<u8>,
    salt: Vec<u8>,
    person: Vec<u8>,
    fanout: u8,
    depth: u8,
    leaf_size: u32,
    node_offset: u64,
    node_depth: u8,
    inner_size: usize,
    last_node: bool,
}

/// A small number. Errors: outside `low..=high`.
fn small(vm: &mut Vm, value: Option<i32>, default: i32, low: i32, high: i32, what: &str) -> Result<i32> {
    let number = value.unwrap_or(default);
    if (low..=high).contains(&number) {
        return Ok(number);
    }
    Err(vm.value_error(format_args!("{what} {high}")))
}
fn at_most(vm: &mut Vm, value: Option<Value>, most: usize, what: &str) -> Result<Vec<u8>> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let bytes = vm.get_bytes(&value)?;
    if bytes.len() > most {
        return Err(vm.value_error(format_args!("maximum {what} length is {most} bytes")));
    }
    Ok(bytes)
}
fn too_large(vm: &mut Vm, what: &str) -> Raised {
    vm.overflow_error(format_args!("{what} is too large"))
}

impl Parameters {
    fn read(
        vm: &mut Vm,
        limits: &Limits,
        numbers: [Option<i32>; 5],
        [key, salt, person]: [Option<Value>; 3],
        [leaf_size, node_offset]: [Option<Value>; 2],
        last_node: bool,
    ) -> Result<Parameters> {
        let [digest_size, fanout, depth, node_depth, inner_size] = numbers;
        let digest_size = digest_size.unwrap_or(limits.digest as i32);
        if digest_size < 1 || digest_size > limits.digest as i32 {
            let most = limits.digest;
            return Err(vm.value_error(format_args!(
                "digest_size for Blake2{} must be between 1 and {most} bytes, here it is {digest_size}",
                if most == 64 { 'b' } else { 's' }
            )));
        }
        let salt = at_most(vm, salt, limits.salt, "salt")?;
        let person = at_most(vm, person, limits.salt, "person")?;
        let fanout = small(vm, fanout, 1, 0, 255, "fanout must be between 0 and")? as u8;
        let depth = small(vm, depth, 1, 1, 255, "depth must be between 1 and")? as u8;
        let leaf_size = match leaf_size {
            Some(size) => unsigned(vm, &size, "unsigned long")?,
            None => 0,
        };
        let Ok(leaf_size) = u32::try_from(leaf_size) else { return Err(too_large(vm, "leaf_size")) };
        let node_offset = match node_offset {
            Some(offset) => unsigned(vm, &offset, "unsigned long long")?,
            None => 0,
        };
        if limits.offset_bits < 64 && node_offset >> limits.offset_bits != 0 {
            return Err(too_large(vm, "node_offset"));
        }
        let node_depth = small(vm, node_depth, 0, 0, 255, "node_depth must be between 0 and")? as u8;
        let most = limits.digest as i32;
        let inner_size = small(vm, inner_size, 0, 0, most, "inner_size must be between 0 and is")? as usize;
        let key = at_most(vm, key, limits.digest, "key")?;
        Ok(Parameters {
            digest_size: digest_size as usize,
            key,
            salt,
            person,
            fanout,
            depth,
            leaf_size,
            node_offset,
            node_depth,
            inner_size,
            last_node,
        })
    }
    fn state_b(&self) -> Box<dyn State> {
        let mut params = blake2b_simd::Params::new();
        params.hash_length(self.digest_size).key(&self.key).salt(&self.salt).personal(&self.person);
        params.fanout(self.fanout).max_depth(self.depth).max_leaf_length(self.leaf_size);
        params.node_offset(self.node_offset).node_depth(self.node_depth);
        params.inner_hash_length(self.inner_size).last_node(self.last_node);
        Box::new(params.to_state())
    }
    fn state_s(&self) -> Box<dyn State> {
        let mut params = blake2s_simd::Params::new();
        params.hash_length(self.digest_size).key(&self.key).salt(&self.salt).personal(&self.person);
        params.fanout(self.fanout).max_depth(self.depth).max_leaf_length(self.leaf_size);
        params.node_offset(self.node_offset).node_depth(self.node_depth);
        params.inner_hash_length(self.inner_size).last_node(self.last_node);
        Box::new(params.to_state())
    }
}

/// `blake2b.__new__` and `blake2s.__new__`.
fn new(
    vm: &mut Vm,
    args: &[Value],
    limits: &Limits,
    name: &'static str,
    make: fn(&Parameters) -> Box<dyn State>,
) -> Result<Value> {
    let given = |at: usize| args.get(at).cloned().and_then(Value::defined);
    let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else { return Ok(Value::NONE) };
    let mut numbers = [None; 5];
    for (slot, at) in numbers.iter_mut().zip([2, 6, 7, 10, 11]) {
        if let Some(value) = given(at) {
            *slot = Some(vm.index_i64(&value)?.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
        }
    }
    let last_node = given(12).map_or(Ok(false), |value| vm.truth(&value))?;
    let data = input(vm, given(1), given(14))?;
    let parameters = Parameters::read(
        vm,
        limits,
        numbers,
        [given(3), given(4), given(5)],
        [given(8), given(9)],
        last_node,
    )?;
    let mut state = make(&parameters);
    if let Some(data) = data {
        state.update(&data);
    }
    Ok(Hash::of_state(class, find(name), parameters.digest_size, state))
}

/// A row for `__new__`: the values stand in the order of the signature.
macro_rules! maker {
    ($signature:literal, $function:ident) => {
        Row::Method(whipsnake_vm::native::MethodDef {
            signature: whipsnake_vm::signature!($signature),
            kind: whipsnake_vm::native::MethodKind::StaticMethod,
            code: whipsnake_vm::native::table::Code::Bound($function),
            doc: "Create and return a new object.  See help(type) for accurate signature.",
        })
    };
}

fn new_b(vm: &mut Vm, args: &[Value]) -> Result<Value> {
    new(vm, args, &B, "blake2b", Parameters::state_b)
}
fn new_s(vm: &mut Vm, args: &[Value]) -> Result<Value> {
    new(vm, args, &S, "blake2s", Parameters::state_s)
}

const ROWS_B: &[Row] = &[
    maker!(
        "__new__(cls, /, data=b'', *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)",
        new_b
    ),
    constant!("MAX_DIGEST_SIZE", |_| Value::small(64)),
    constant!("MAX_KEY_SIZE", |_| Value::small(64)),
    constant!("SALT_SIZE", |_| Value::small(16)),
    constant!("PERSON_SIZE", |_| Value::small(16)),
];
const ROWS_S: &[Row] = &[
    maker!(
        "__new__(cls, /, data=b'', *, digest_size=32, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)",
        new_s
    ),
    constant!("MAX_DIGEST_SIZE", |_| Value::small(32)),
    constant!("MAX_KEY_SIZE", |_| Value::small(32)),
    constant!("SALT_SIZE", |_| Value::small(8)),
    constant!("PERSON_SIZE", |_| Value::small(8)),
];
static ALL_B: [Row; count_rows(&[COMMON, FIXED, ROWS_B])] = join_rows(&[COMMON, FIXED, ROWS_B]);
static ALL_S: [Row; count_rows(&[COMMON, FIXED, ROWS_S])] = join_rows(&[COMMON, FIXED, ROWS_S]);

static BLAKE2B: TypeDef = class("_blake2.blake2b", "Return a new BLAKE2b hash object.", 0, &ALL_B);
static BLAKE2S: TypeDef = class("_blake2.blake2s", "Return a new BLAKE2s hash object.", 0, &ALL_S);

/// `_blake2`
pub static MODULE: ModuleDef = ModuleDef {
    name: "_blake2",
    doc: "_blake2b provides BLAKE2b for hashlib\n",
    rows: &[
        constant!("BLAKE2B_MAX_DIGEST_SIZE", |_| Value::small(64)),
        constant!("BLAKE2B_MAX_KEY_SIZE", |_| Value::small(64)),
        constant!("BLAKE2B_SALT_SIZE", |_| Value::small(16)),
        constant!("BLAKE2B_PERSON_SIZE", |_| Value::small(16)),
        constant!("BLAKE2S_MAX_DIGEST_SIZE", |_| Value::small(32)),
        constant!("BLAKE2S_MAX_KEY_SIZE", |_| Value::small(32)),
        constant!("BLAKE2S_SALT_SIZE", |_| Value::small(8)),
        constant!("BLAKE2S_PERSON_SIZE", |_| Value::small(8)),
    ],
    types: &[],
    init: Some(|vm, module| {
        add_classes(vm, module, &[("blake2b", "blake2b", &BLAKE2B), ("blake2s", "blake2s", &BLAKE2S)])
    }),
};

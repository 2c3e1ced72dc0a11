//! `_random`: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), as `random.Random` has it.

use num_bigint::BigInt;
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    method,
    native::{Kwargs, ModuleDef, Rest, TypeDef},
    objects::int::Int,
    static_method,
    text::big,
    types::{Type, type_flags},
    value::{Handle, Obj, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

const N: usize = 624;
const M: usize = 397;

/// `_random.Random`
pub struct Random {
    words: VmCell<Vec<u32>>,
    at: Cell<usize>,
}
body!(Random);

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_random",
    doc: "Module implements the Mersenne Twister random number generator.",
    rows: &[],
    types: &[&RANDOM],
    init: None,
};

/// Table of `_random.Random`.
pub static RANDOM: TypeDef = TypeDef {
    name: "_random.Random",
    doc: "Random() -> create a random number generator with its own internal state.",
    base: None,
    map: None,
    layout: Layout::of::<Random>(),
    flags: type_flags::BASE,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", Random::new_, 3),
        method!("__init__(self, seed=None, /)", Random::init, 2),
        method!("random(self, /)", Random::random, 1, "random() -> x in the interval [0, 1)."),
        method!(
            "seed(self, n=None, /)",
            Random::seed,
            2,
            "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier."
        ),
        method!(
            "getstate(self, /)",
            Random::get_state,
            1,
            "getstate() -> tuple containing the current state."
        ),
        method!(
            "setstate(self, state, /)",
            Random::set_state,
            2,
            "setstate(state) -> None.  Restores generator state."
        ),
        method!(
            "getrandbits(self, k, /)",
            Random::get_bits,
            2,
            "getrandbits(k) -> x.  Generates an int with k random bits."
        ),
    ],
};

fn by_number(seed: u32) -> Vec<u32> {
    let mut words = vec![seed; N];
    for i in 1..N {
        let last = words[i - 1];
        words[i] = 1_812_433_253u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(i as u32);
    }
    words
}

fn by_key(key: &[u32]) -> Vec<u32> {
    let mut words = by_number(19_650_218);
    let (mut i, mut j) = (1, 0);
    let mix = |words: &[u32], i: usize, factor: u32| {
        let last = words[i - 1];
        words[i] ^ (last ^ (last >> 30)).wrapping_mul(factor)
    };
    for _ in 0..N.max(key.len()) {
        words[i] = mix(&words, i, 1_664_525).wrapping_add(key[j]).wrapping_add(j as u32);
        i += 1;
        j = (j + 1) % key.len();
        if i >= N {
            words[0] = words[N - 1];
            i = 1;
        }
    }
    for _ in 0..N - 1 {
        words[i] = mix(&words, i, 1_566_083_941).wrapping_sub(i as u32);
        i += 1;
        if i >= N {
            words[0] = words[N - 1];
            i = 1;
        }
    }
    words[0] = 0x8000_0000;
    words
}

fn regenerate(words: &mut [u32]) {
    for i in 0..N {
        let y = (words[i] & 0x8000_0000) | (words[(i + 1) % N] & 0x7fff_ffff);
        words[i] = words[(i + M) % N] ^ (y >> 1) ^ if y & 1 == 0 { 0 } else { 0x9908_b0df };
    }
}

impl Random {
    fn new_(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<Random> {
        let random = Random { words: VmCell::new(by_number(5489)), at: Cell::new(N) };
        Handle::new_instance(class.instance_map.get(), random)
    }
    fn init(vm: &mut Vm, this: &Obj<Random>, seed: Option<Value>) -> Result<()> {
        Random::seed(vm, this, seed)
    }
    fn word(&self, vm: &mut Vm) -> u32 {
        let words = self.words.get_mut(vm);
        if self.at.get() >= N {
            regenerate(words);
            self.at.set(0);
        }
        let mut y = words[self.at.get()];
        self.at.set(self.at.get() + 1);
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }
    fn random(vm: &mut Vm, this: &Obj<Random>) -> f64 {
        let (a, b) = (this.word(vm) >> 5, this.word(vm) >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0)
    }
    fn seed(vm: &mut Vm, this: &Obj<Random>, seed: Option<Value>) -> Result<()> {
        let key: Vec<u32> = match seed.filter(|seed| !seed.is_none()) {
            None => {
                let mut entropy = vec![0u8; N * 4];
                vm.host.entropy(&mut entropy);
                entropy
                    .chunks_exact(4)
                    .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
                    .collect()
            }
            Some(seed) => match seed.as_int() {
                Some(number) => number.to_big().magnitude().to_u32_digits(),
                None => {
                    let hash = vm.hash(&seed)?;
                    BigInt::from(hash).magnitude().to_u32_digits()
                }
            },
        };
        let words = by_key(if key.is_empty() { &[0] } else { &key });
        this.words.set(vm, words);
        this.at.set(N);
        Ok(())
    }
    fn get_state(vm: &mut Vm, this: &Obj<Random>) -> Value {
        let mut items: Vec<Value> =
            this.words.get(vm).iter().map(|word| Value::small(i64::from(*word))).collect();
        items.push(Value::small(this.at.get() as i64));
        Tuple::new(items).into_value()
    }
    fn set_state(vm: &mut Vm, this: &Obj<Random>, state: &Value) -> Result<()> {
        let Some(state) = state.cast::<Tuple>() else {
            return Err(vm.type_error("state vector must be a tuple"));
        };
        let items = state.as_slice();
        if items.len() != N + 1 {
            return Err(vm.value_error("state vector is the wrong size"));
        }
        let mut words = Vec::with_capacity(N);
        for item in &items[..N] {
            let Some(Int::Small(word)) = item.as_int() else {
                return Err(vm.type_error("an integer is required"));
            };
            words.push(word as u32);
        }
        let at = vm.index_i64(&items[N])?;
        if !(0..=N as i64).contains(&at) {
            return Err(vm.value_error("invalid state"));
        }
        this.words.set(vm, words);
        this.at.set(at as usize);
        Ok(())
    }
    fn get_bits(vm: &mut Vm, this: &Obj<Random>, k: i64) -> Result<Value> {
        if k < 0 {
            return Err(vm.value_error("Cannot convert negative int"));
        }
        if k <= 32 {
            let word = if k == 0 { 0 } else { this.word(vm) >> (32 - k) };
            return Ok(Value::small(i64::from(word)));
        }
        if k > 1 << 33 {
            return Err(vm.memory_error(""));
        }
        let mut bytes = Vec::with_capacity((k as usize).div_ceil(32) * 4);
        let mut left = k;
        while left > 0 {
            let word = this.word(vm);
            let word = if left < 32 { word >> (32 - left) } else { word };
            bytes.extend_from_slice(&word.to_le_bytes());
            left -= 32;
        }
        Ok(Value::int_big(big::from_bytes(&bytes, true, false)))
    }
}

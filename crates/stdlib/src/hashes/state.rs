//! The algorithms: one interface over the crates that do the work.

use keccak::Keccak;

/// A hash being computed.
pub trait State {
    /// Takes more data.
    fn update(&mut self, data: &[u8]);
    /// The hash of what was taken so far, `length` bytes for those of any length.
    fn finish(&self, length: usize) -> Vec<u8>;
    /// A copy that goes its own way.
    fn fork(&self) -> Box<dyn State>;
}

/// A hash of RustCrypto.
#[derive(Clone, Default)]
pub struct Crypto<D>(D);

impl<D: md5::Digest + Clone + 'static> State for Crypto<D> {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }
    fn finish(&self, _length: usize) -> Vec<u8> {
        self.0.clone().finalize().to_vec()
    }
    fn fork(&self) -> Box<dyn State> {
        Box::new(self.clone())
    }
}

/// The sponge behind sha3 and shake: data is mixed into the first `rate` bytes of 200, a block at a time.
#[derive(Clone)]
pub struct Sponge {
    lanes: [u64; 25],
    rate: usize,
    /// Bytes of the present block so far.
    filled: usize,
    /// What ends the data, before the last bit of the block.
    suffix: u8,
}

impl Sponge {
    /// An empty sponge.
    pub fn new(rate: usize, suffix: u8) -> Sponge {
        Sponge { lanes: [0; 25], rate, filled: 0, suffix }
    }
    fn permute(&mut self) {
        let lanes = &mut self.lanes;
        Keccak::new().with_f1600(|f1600| f1600(lanes));
    }
    fn mix(&mut self, at: usize, byte: u8) {
        self.lanes[at / 8] ^= u64::from(byte) << (8 * (at % 8));
    }
}

impl State for Sponge {
    fn update(&mut self, data: &[u8]) {
        for byte in data {
            self.mix(self.filled, *byte);
            self.filled += 1;
            if self.filled == self.rate {
                self.permute();
                self.filled = 0;
            }
        }
    }
    fn finish(&self, length: usize) -> Vec<u8> {
        let mut last = self.clone();
        last.mix(last.filled, last.suffix);
        last.mix(last.rate - 1, 0x80);
        let mut out = Vec::with_capacity(length);
        while out.len() < length {
            last.permute();
            let block = last.lanes.iter().flat_map(|lane| lane.to_le_bytes());
            out.extend(block.take(last.rate.min(length - out.len())));
        }
        out
    }
    fn fork(&self) -> Box<dyn State> {
        Box::new(self.clone())
    }
}

/// Implements [`State`] for a hash of the blake2 crates.
macro_rules! blake {
    ($kind:ty) => {
        impl State for $kind {
            fn update(&mut self, data: &[u8]) {
                <$kind>::update(self, data);
            }
            fn finish(&self, _length: usize) -> Vec<u8> {
                self.finalize().as_bytes().to_vec()
            }
            fn fork(&self) -> Box<dyn State> {
                Box::new(self.clone())
            }
        }
    };
}
blake!(blake2b_simd::State);
blake!(blake2s_simd::State);

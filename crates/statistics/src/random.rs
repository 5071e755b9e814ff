//! Chance out of a seed, by SHA-256 alone, so that anybody can follow it in another language.

use sha2::{Digest as _, Sha256};

/// SHA-256 of the seed, a zero byte, and a text.
pub(crate) fn key(seed: &str, text: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(seed.as_bytes()).chain_update([0]).chain_update(text).finalize().into()
}

/// Numbers below a bound, one after another.
///
/// Block j is `key(seed, j as eight bytes, the highest first)`; each gives four numbers of eight bytes, the highest first.
/// Of such a number r, ⌊r · bound / 2⁶⁴⌋ is taken: no place is more likely than another by more than bound / 2⁶⁴.
pub(crate) struct Stream<'a> {
    seed: &'a str,
    block: u64,
    left: Vec<u64>,
}

impl<'a> Stream<'a> {
    pub(crate) fn new(seed: &'a str) -> Self {
        Self { seed, block: 0, left: Vec::with_capacity(4) }
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        if self.left.is_empty() {
            let block = key(self.seed, &self.block.to_be_bytes());
            self.block += 1;
            let number = |at: &[u8]| at.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
            self.left.extend(block.chunks(8).rev().map(number));
        }
        let number = self.left.pop().unwrap_or(0);
        ((u128::from(number) * bound as u128) >> 64) as usize
    }
}

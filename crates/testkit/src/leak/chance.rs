//! Chance with a seed: every draw of the leak comes from here.
//!
//! A generator of our own (SplitMix64), so that a seed gives the same leak with every version of every dependency.

/// A stream of pseudo-random draws; two streams of one seed are equal for ever.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// Starts a stream.
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed ^ 0x5bd1_e995_9e37_79b9))
    }

    /// Starts an independent stream for one part of the leak, whatever was drawn from this one before.
    pub(crate) fn of(seed: u64, part: &str, number: u64) -> Self {
        let named = part.bytes().fold(seed, |sum, byte| mix(sum ^ u64::from(byte)));
        Self(mix(named ^ mix(number)))
    }

    /// Draws 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// Draws from 0 up to, without, 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1u32 << 24) as f32
    }

    /// Draws evenly between two bounds.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// Draws a whole number from 0 up to, without, `bound` (which is at least 1).
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        (((self.bits() >> 32) * u64::from(bound.max(1))) >> 32) as u32
    }

    /// Draws a whole number between two bounds, both possible.
    pub(crate) fn whole(&mut self, low: i64, high: i64) -> i64 {
        low + i64::from(self.below((high - low + 1) as u32))
    }

    /// Says yes with a probability.
    pub(crate) fn happens(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }

    /// Says plus or minus one.
    pub(crate) fn sign(&mut self) -> f32 {
        if self.happens(0.5) { 1.0 } else { -1.0 }
    }

    /// Picks one of a list that is not empty.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u32) as usize]
    }

    /// Picks by weights, none of them negative; returns the place in the list.
    pub(crate) fn weighted(&mut self, weights: &[f32]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f32>();
        for (place, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return place;
            }
        }
        weights.len() - 1
    }

    /// Draws from a bell curve around 0 with deviation 1 (the sum of four even draws, so never beyond 3.5).
    pub(crate) fn normal(&mut self) -> f32 {
        (0..4).map(|_| self.unit() - 0.5).sum::<f32>() * 1.732
    }
}

fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_frozen() {
        let mut chance = Chance::new(1);
        let drawn: Vec<u32> = (0..6).map(|_| chance.below(1000)).collect();
        assert_eq!(drawn, [660, 411, 843, 220, 596, 240], "another stream makes another leak of every seed");
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut chance = Chance::of(7, "bounds", 3);
        for _ in 0..10_000 {
            assert!((0.0..1.0).contains(&chance.unit()));
            assert!(chance.below(3) < 3);
            assert!((-2..=2).contains(&chance.whole(-2, 2)));
            assert!(chance.normal().abs() < 3.5);
            assert_ne!(chance.weighted(&[1.0, 0.0, 1.0]), 1);
        }
    }
}

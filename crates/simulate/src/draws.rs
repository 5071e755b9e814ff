//! Draws that do not depend on what was drawn before: each by its own words, so that whoever goes on draws the same.

use amana_model::IndividualId;
use sha2::{Digest as _, Sha256};

/// Draws of one seed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draws<'a>(&'a str);

impl<'a> Draws<'a> {
    pub(crate) fn of(seed: &'a str) -> Self {
        Self(seed)
    }

    /// The first eight bytes of SHA-256 over the seed and the words, with a zero byte between each two.
    fn bits(self, words: &[&str]) -> u64 {
        let text = [&[self.0], words].concat().join("\0");
        let hash: [u8; 32] = Sha256::digest(text).into();
        hash.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    }

    /// From 0 up to, without, 1.
    pub(crate) fn unit(self, words: &[&str]) -> f64 {
        (self.bits(words) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something of this probability happens.
    pub(crate) fn happens(self, probability: f64, words: &[&str]) -> bool {
        self.unit(words) < probability
    }

    /// The name of the individual that a person of the truth becomes. Not at random, as at the desk: samples go by these names, so
    /// the same leak gives the same sample and the same tables each time.
    pub(crate) fn individual(self, person: &str) -> IndividualId {
        let id = format!("i{:08x}", self.bits(&["individual", person]) >> 32);
        id.parse().expect("a letter and digits make an identifier")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_is_frozen_and_fair() {
        let draws = Draws::of("1");
        assert_eq!(draws.individual("i000012").as_str(), "iddcba20c", "as sha256sum says");
        assert_ne!(draws.individual("i000012"), Draws::of("2").individual("i000012"));
        let yes = (0..4000).filter(|number| draws.happens(0.3, &["fair", &number.to_string()])).count();
        assert!((1120..1280).contains(&yes), "{yes}");
    }
}

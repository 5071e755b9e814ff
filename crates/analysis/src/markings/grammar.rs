//! What numbers on markings usually look like, as data. By it the reader tells which field a lone number is of; what is unusual
//! about settled numbers is told by `amana_model::Habits`, with the collection's own places.

use serde::Deserialize;

/// The grammar that comes with the program.
const STANDARD: &str = include_str!("../../markings-grammar.toml");

/// The grammar of a collection; the format is that of `markings-grammar.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    branches: Vec<String>,
    digits: Digits,
}

/// The fewest and most digits of each number.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Digits {
    branch: (usize, usize),
    detainee: (usize, usize),
    examination: (usize, usize),
}

impl Grammar {
    /// Reads a grammar.
    ///
    /// # Errors
    /// If the text is not of the format, in words.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The grammar that comes with the program.
    pub fn standard() -> Self {
        Self::read(STANDARD).expect("a test reads the grammar that comes with the program")
    }

    /// Whether a number is one of the branches known.
    pub fn is_branch(&self, number: &str) -> bool {
        self.branches.iter().any(|branch| branch == number)
    }

    /// The fewest and the most digits of branch, detainee and examination number.
    pub fn digits(&self) -> [(usize, usize); 3] {
        [self.digits.branch, self.digits.detainee, self.digits.examination]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_knows_branches_and_digits() {
        let grammar = Grammar::standard();
        assert!(grammar.is_branch("215") && grammar.is_branch("ج") && !grammar.is_branch("214"));
        assert!(grammar.digits().iter().all(|(least, most)| (1..=*most).contains(least)));
    }

    #[test]
    fn another_text_is_refused() {
        assert!(Grammar::read("branches = 3").is_err());
    }
}

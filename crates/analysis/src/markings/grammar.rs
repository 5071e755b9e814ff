//! What numbers on markings usually look like, as data: warns and explains, never corrects.

use amana_model::{Field, Reading};
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

    /// What is unusual about a reading, in words; nothing if it has no number or nothing is.
    pub fn warnings(&self, reading: &Reading) -> Vec<String> {
        let Some(number) = &reading.number else { return Vec::new() };
        let mut warnings = Vec::new();
        let (least, most) = match reading.field {
            Field::Branch => self.digits.branch,
            Field::Detainee => self.digits.detainee,
            Field::Examination => self.digits.examination,
            Field::Unknown => return Vec::new(),
        };
        let (name, count) = (reading.field.word(), number.chars().count());
        if number == "ج" {
            if reading.field != Field::Branch {
                warnings.push(format!("ج stands for a branch, here it is read as the {name} number"));
            }
            return warnings;
        }
        if count < least || count > most {
            warnings.push(format!("{count} digits; a {name} number usually has {least} to {most}"));
        }
        if reading.field == Field::Branch && !self.is_branch(number) {
            warnings.push(format!("{number} is not in the list of branches"));
        }
        if number.len() > 1 && number.starts_with('0') {
            warnings.push("the number begins with 0".into());
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(field: Field, number: &str) -> Reading {
        let number = Some(number.to_owned());
        Reading {
            line: 0,
            field,
            engine: "digits".into(),
            raw: String::new(),
            number,
            script: None,
            probability: 0.5,
        }
    }

    #[test]
    fn it_warns_and_explains() {
        let grammar = Grammar::standard();
        assert!(grammar.warnings(&reading(Field::Branch, "215")).is_empty());
        assert!(grammar.warnings(&reading(Field::Branch, "ج")).is_empty());
        assert_eq!(grammar.warnings(&reading(Field::Branch, "214")), ["214 is not in the list of branches"]);
        assert_eq!(grammar.warnings(&reading(Field::Detainee, "ج")).len(), 1);
        assert_eq!(grammar.warnings(&reading(Field::Examination, "0123456")).len(), 2);
        assert!(grammar.warnings(&reading(Field::Unknown, "123456789")).is_empty());
    }

    #[test]
    fn another_text_is_refused() {
        assert!(Grammar::read("branches = 3").is_err());
    }
}

//! Whether a definition may be written down.

use std::collections::BTreeSet;

use super::{Conditions, CountUnit, Definition};
use crate::Both;
use crate::codebook::is_word;
use crate::places::{fits_an_address, has_length, is_unseen};

/// Why a definition may not be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DefinitionFault {
    /// The identifier is not 1 to 40 of `a-z 0-9 -` with no hyphen at its ends, or is `new`, which is an address.
    #[error("the identifier is not a short word of a-z, 0-9 and hyphens")]
    Identifier,
    /// The order number or the version is 0.
    #[error("the order number and the version begin at 1")]
    Numbers,
    /// A text is empty, too long, or has spaces around it.
    #[error("a text is empty, too long, or has spaces around it")]
    Length,
    /// A text holds a control character or one that turns the direction of what follows.
    #[error("a text holds a character that cannot be seen")]
    Unseen,
    /// A text that should be English has no Latin letter.
    #[error("an English text has no English words")]
    English,
    /// A text that should be Arabic has no Arabic letter.
    #[error("an Arabic text has no Arabic words")]
    Arabic,
    /// A condition names one thing twice.
    #[error("a condition names one thing twice")]
    Twice,
    /// A word of a coded condition that no codebook can have.
    #[error("a coded condition names what is no word of a-z, 0-9 and hyphens")]
    Coded,
    /// A date is none, or the first is after the last.
    #[error("a date is not as 2012, 2012-03 or 2012-03-15, or the first is after the last")]
    Dates,
    /// Of people it is no question whether they are put to a person.
    #[error("people are asked whether they are put to a person")]
    Put,
    /// It is divided by itself.
    #[error("it is divided by itself")]
    Over,
}

impl Definition {
    /// The most letters of an identifier.
    pub const IDENTIFIER: usize = 40;
    /// The most characters of a title, of a figure's word, number or source.
    pub const TITLE: usize = 200;
    /// The most characters of any other text.
    pub const TEXT: usize = 1000;

    /// Whether it may be written down.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), DefinitionFault> {
        if !fits_an_address(self.definition.as_str()) {
            return Err(DefinitionFault::Identifier);
        }
        if self.order == 0 || self.version == 0 {
            return Err(DefinitionFault::Numbers);
        }
        check_both(&self.title, Self::TITLE)?;
        for text in [&self.says, &self.treatment.copies, &self.treatment.conflicts, &self.treatment.not_said]
        {
            check_both(text, Self::TEXT)?;
        }
        for one in &self.compares {
            [&one.figure, &one.number, &one.source]
                .into_iter()
                .try_for_each(|text| check_text(text, Self::TITLE))?;
        }
        if self.counts == CountUnit::People && self.conditions.put.is_some() {
            return Err(DefinitionFault::Put);
        }
        if self.over.as_ref() == Some(&self.definition) {
            return Err(DefinitionFault::Over);
        }
        check_conditions(&self.conditions)
    }
}

fn check_conditions(conditions: &Conditions) -> Result<(), DefinitionFault> {
    let once = all_differ(&conditions.category)
        && all_differ(&conditions.branch)
        && conditions.coded().iter().all(|asked| all_differ(asked.words))
        && all_differ(&conditions.state)
        && all_differ(&conditions.file.iter().map(|condition| condition.word()).collect::<Vec<_>>());
    if !once {
        return Err(DefinitionFault::Twice);
    }
    if !conditions.coded().iter().flat_map(|asked| asked.words).all(|word| is_word(word)) {
        return Err(DefinitionFault::Coded);
    }
    let ends = [&conditions.from, &conditions.to];
    let in_order = match ends {
        // `9` is later than any digit or hyphen that could follow: the last day of a year or month.
        [Some(from), Some(to)] => *from <= format!("{to}-99"),
        _ => true,
    };
    if !in_order || !ends.into_iter().flatten().all(|date| is_date(date)) {
        return Err(DefinitionFault::Dates);
    }
    Ok(())
}

fn all_differ<T: Ord>(list: &[T]) -> bool {
    list.iter().collect::<BTreeSet<_>>().len() == list.len()
}

/// Whether a text is a date of EDTF level 0: `2012`, `2012-03` or `2012-03-15`.
fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    whole.parse::<crate::Day>().is_ok()
}

fn check_both(both: &Both, most: usize) -> Result<(), DefinitionFault> {
    check_text(&both.en, most)?;
    check_text(&both.ar, most)?;
    if !both.en.chars().any(|c| c.is_ascii_alphabetic()) {
        return Err(DefinitionFault::English);
    }
    if !both.ar.chars().any(|c| matches!(c, '\u{621}'..='\u{64a}')) {
        return Err(DefinitionFault::Arabic);
    }
    Ok(())
}

fn check_text(text: &str, most: usize) -> Result<(), DefinitionFault> {
    if !has_length(text, most) {
        return Err(DefinitionFault::Length);
    }
    if text.chars().any(is_unseen) { Err(DefinitionFault::Unseen) } else { Ok(()) }
}

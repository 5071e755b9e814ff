//! Numbers read on markings as evidence: equal numbers join, readable different ones forbid.
//!
//! A field agrees where one number stands on both sides. With the probability p that both were read rightly, and u that
//! two different people share the number, agreement is worth log2((p + (1 − p)·u) / u) bits and disagreement
//! log2((1 − p) / (1 − u)) (Fellegi and Sunter 1969, with the reader's calibrated probability in the place of m).

use amana_model::{Field, Reading};

use super::bits::Bits;

/// From this probability on a reading counts as readable: a different readable number forbids.
pub const READABLE: f32 = 0.9;

/// Readings below this probability are no evidence at all.
const LEAST: f32 = 0.3;

/// Readings of one field kept in a group; more are one number read in many ways.
const KEPT: usize = 6;

/// Most that all numbers together may say for one person.
const MOST: Bits = Bits::of(14.0);

/// Most that all numbers together may say against, where nothing forbids.
const LEAST_SAID: Bits = Bits::of(-10.0);

/// Chance that two people share a number. Chosen, not fitted: the synthetic leaks know one hospital, and in life two
/// hospitals count side by side and begin anew. One rare number, even with its branch, weighs less than different days
/// against it (`weights::ORDER`); two rare ones weigh more. Branches: two of them held four fifths (HRW, SAFMCD).
fn shared(field: Field, digits: &str) -> f64 {
    match field {
        Field::Branch => 0.36,
        Field::Detainee | Field::Examination => 1.0 / 45.0,
        // It may be a branch.
        Field::Unknown if digits.len() <= 3 => 0.36,
        Field::Unknown => 1.0 / 45.0,
    }
}

/// One number with the probability that it is right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub(super) field: Field,
    pub(super) digits: String,
    pub(super) probability: f32,
}

impl Number {
    fn readable(&self) -> bool {
        self.probability >= READABLE
    }
}

/// The numbers of one photograph or of one group, by field, the surest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(Vec<Number>);

/// What two sets of numbers say about one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// So many bits for one person.
    Says(Bits),
    /// Both are readable and differ in this field.
    Forbids(Field),
}

impl Numbers {
    pub(super) fn of(readings: &[Reading]) -> Self {
        let kept =
            readings.iter().filter(|reading| reading.probability >= LEAST && reading.probability <= 1.0);
        let numbers = kept.filter_map(|reading| {
            let digits = normal(reading.number.as_deref()?)?;
            Some(Number { field: reading.field, digits, probability: reading.probability })
        });
        let mut all = Self::default();
        numbers.for_each(|number| all.put(number));
        all.settle();
        all
    }

    fn put(&mut self, number: Number) {
        match self.0.iter_mut().find(|kept| kept.field == number.field && kept.digits == number.digits) {
            Some(kept) => kept.probability = kept.probability.max(number.probability),
            None => self.0.push(number),
        }
    }

    fn settle(&mut self) {
        let order = |number: &Number| (number.field, std::cmp::Reverse((number.probability * 1e6) as u32));
        self.0.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.digits.cmp(&b.digits)));
        let mut count = (None, 0);
        self.0.retain(|number| {
            count =
                if count.0 == Some(number.field) { (count.0, count.1 + 1) } else { (Some(number.field), 1) };
            count.1 <= KEPT
        });
    }

    /// Takes the numbers of another group in.
    pub(super) fn join(&mut self, other: Self) {
        if !other.0.is_empty() {
            other.0.into_iter().for_each(|number| self.put(number));
            self.settle();
        }
    }

    pub(super) fn all(&self) -> &[Number] {
        &self.0
    }

    fn of_field(&self, field: Field) -> impl Iterator<Item = &Number> {
        self.0.iter().filter(move |number| number.field == field)
    }

    /// The readable number of a field.
    pub(super) fn readable(&self, field: Field) -> Option<&Number> {
        self.of_field(field).find(|number| number.readable())
    }

    /// A field in which these numbers themselves hold two readable ones.
    pub(super) fn contradiction(&self) -> Option<Field> {
        TRIPLE.into_iter().find(|field| self.of_field(*field).filter(|number| number.readable()).count() > 1)
    }

    /// Compares two sets.
    pub(super) fn compare(&self, other: &Self) -> Verdict {
        if self.0.is_empty() || other.0.is_empty() {
            return Verdict::Says(Bits::NONE);
        }
        if let Some(field) = TRIPLE.into_iter().find(|field| self.forbids(other, *field)) {
            return Verdict::Forbids(field);
        }
        let agreed = self.agreements(other);
        let equal: Bits = agreed.iter().map(|agreed| agreed.bits).sum();
        let fields = TRIPLE.into_iter().chain([Field::Unknown]);
        let open = fields.filter(|field| !agreed.iter().any(|agreed| agreed.field == *field));
        let different: Bits = open.map(|field| self.differs(other, field)).sum();
        Verdict::Says((equal + different).clamp(LEAST_SAID, MOST))
    }

    fn forbids(&self, other: &Self, field: Field) -> bool {
        let pair = self.readable(field).zip(other.readable(field));
        pair.is_some_and(|(a, b)| a.digits != b.digits)
    }

    /// The numbers that stand on both sides, each once; where nothing places one of the two, the other's field counts.
    pub(super) fn agreements(&self, other: &Self) -> Vec<Agreement> {
        let pairs = self.0.iter().flat_map(|mine| other.0.iter().map(move |theirs| (mine, theirs)));
        let mut agreed: Vec<Agreement> = Vec::new();
        for one in pairs.filter_map(|(mine, theirs)| Agreement::of(mine, theirs)) {
            match agreed.iter_mut().find(|kept| kept.digits == one.digits) {
                Some(kept) if kept.bits >= one.bits => {}
                Some(kept) => *kept = one,
                None => agreed.push(one),
            }
        }
        agreed.sort_by(|a, b| (a.field, &a.digits).cmp(&(b.field, &b.digits)));
        agreed
    }

    fn differs(&self, other: &Self, field: Field) -> Bits {
        match (self.of_field(field).next(), other.of_field(field).next()) {
            (Some(a), Some(b)) if a.digits != b.digits => {
                let right = f64::from(a.probability) * f64::from(b.probability);
                let odds = (1.0 - right).max(0.01) / (1.0 - shared(field, &a.digits));
                Bits::of(odds.log2().min(0.0) as f32)
            }
            _ => Bits::NONE,
        }
    }
}

/// One number that stands on both sides.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Agreement {
    pub(super) field: Field,
    pub(super) digits: String,
    /// How probable the less probable of both is.
    pub(super) probability: f32,
    pub(super) bits: Bits,
}

impl Agreement {
    fn of(mine: &Number, theirs: &Number) -> Option<Self> {
        let field = match (mine.field, theirs.field) {
            (Field::Unknown, field) | (field, Field::Unknown) => field,
            (one, two) if one == two => one,
            _ => return None,
        };
        if mine.digits != theirs.digits {
            return None;
        }
        let surely = if mine.field == theirs.field { field } else { Field::Unknown };
        let shared = shared(surely, &mine.digits);
        let right = f64::from(mine.probability) * f64::from(theirs.probability);
        Some(Self {
            field,
            digits: mine.digits.clone(),
            probability: mine.probability.min(theirs.probability),
            bits: Bits::of(((right + (1.0 - right) * shared) / shared).log2() as f32),
        })
    }
}

/// The three numbers that identify a person.
pub(super) const TRIPLE: [Field; 3] = [Field::Branch, Field::Detainee, Field::Examination];

/// Digits without zeros before them, or ج; anything else is not a number.
fn normal(text: &str) -> Option<String> {
    if text == "ج" {
        return Some(text.to_owned());
    }
    let sound = !text.is_empty() && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    let trimmed = text.trim_start_matches('0');
    sound.then(|| if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(of: &[(Field, &str, f32)]) -> Numbers {
        let readings: Vec<Reading> = of
            .iter()
            .map(|(field, digits, probability)| Reading {
                line: 0,
                field: *field,
                engine: "test 1".into(),
                raw: (*digits).into(),
                number: Some((*digits).into()),
                script: None,
                probability: *probability,
            })
            .collect();
        Numbers::of(&readings)
    }

    #[test]
    fn readable_different_numbers_forbid_and_unsure_ones_do_not() {
        let one = numbers(&[(Field::Branch, "215", 0.98), (Field::Detainee, "4471", 0.97)]);
        let two = numbers(&[(Field::Branch, "215", 0.98), (Field::Detainee, "4477", 0.97)]);
        let unsure = numbers(&[(Field::Branch, "215", 0.98), (Field::Detainee, "4477", 0.5)]);
        assert_eq!(one.compare(&two), Verdict::Forbids(Field::Detainee));
        assert!(matches!(one.compare(&unsure), Verdict::Says(_)));
    }

    #[test]
    fn the_rarer_number_says_more() {
        let says = |field| match numbers(&[(field, "215", 0.98)]).compare(&numbers(&[(field, "0215", 0.98)]))
        {
            Verdict::Says(bits) => bits,
            Verdict::Forbids(_) => Bits::NONE,
        };
        assert!(says(Field::Detainee) > says(Field::Branch) && says(Field::Branch) > Bits::NONE);
        assert_eq!(says(Field::Unknown), says(Field::Branch), "three digits may be a branch");
    }

    #[test]
    fn hostile_numbers_are_passed_over() {
        for (digits, probability) in [("", 1.0), ("=1+1", 1.0), ("1", f32::NAN), ("1", 7.0), ("٢١٥", 1.0)]
        {
            assert!(numbers(&[(Field::Detainee, digits, probability)]).all().is_empty(), "{digits}");
        }
    }

    #[test]
    fn two_readable_cards_in_one_photograph_contradict_each_other() {
        let two = numbers(&[(Field::Examination, "88", 0.95), (Field::Examination, "89", 0.95)]);
        assert_eq!(two.contradiction(), Some(Field::Examination));
    }
}

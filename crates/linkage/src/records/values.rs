//! The values of one column, each different one numbered and prepared once.

use std::collections::HashMap;

use super::columns::{Column, Kind};
use super::date::Date;
use crate::names::{Name, Word, fold};

/// The number of a missing value.
pub(super) const MISSING: u32 = 0;

/// A word that is told so often, and once in so many words, is a name of its own.
const KNOWN: u64 = 5;
const KNOWN_IN: u64 = 2_000;

/// The values of a column in both lists.
#[derive(Debug)]
pub(super) struct Values {
    pub(super) column: Column,
    /// Of each record of the left list the number of its value.
    pub(super) left: Vec<u32>,
    /// Of the right one; empty where the left is linked with itself.
    right: Vec<u32>,
    alone: bool,
    pub(super) prepared: Prepared,
    /// How often each value stands in the left list and in the right.
    counts: Vec<(u32, u32)>,
    /// The same of words of names.
    pub(super) word_counts: Vec<(u32, u32)>,
}

/// Different values, by number; the first stands for a missing one.
#[derive(Debug)]
pub(super) enum Prepared {
    Text(Vec<Box<[char]>>),
    Code(Vec<Box<[char]>>),
    Name { names: Vec<Numbered>, words: Words },
    Date(Vec<Date>),
    Number(Vec<f64>),
}

/// Words of names, by number.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) all: Vec<Word>,
    /// Whether a word is common enough to be a name of its own, not a slip of another.
    pub(super) known: Vec<bool>,
}

/// A name by the numbers of its words.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    pub(super) words: Vec<u32>,
    pub(super) joined: String,
}

impl Values {
    pub(super) fn of<R: AsRef<[String]>>(column: &Column, left: &[R], right: Option<&[R]>) -> Self {
        let mut numbers = Numbers::new(column.kind);
        let mut side = |rows: &[R], places: &[usize]| -> Vec<u32> {
            rows.iter().map(|row| numbers.of(&text(row.as_ref(), places))).collect()
        };
        let left = side(left, &column.left);
        let alone = right.is_none();
        let right = right.map_or_else(Vec::new, |right| side(right, &column.right));
        let prepared = numbers.prepared;
        let mut values = Self {
            column: column.clone(),
            left,
            right,
            alone,
            counts: vec![(0, 0); numbers.next as usize],
            word_counts: Vec::new(),
            prepared,
        };
        values.count();
        values
    }

    fn count(&mut self) {
        let mut counts = std::mem::take(&mut self.counts);
        self.left.iter().for_each(|value| counts[*value as usize].0 += 1);
        self.right().iter().for_each(|value| counts[*value as usize].1 += 1);
        if let Prepared::Name { names, words } = &mut self.prepared {
            // By their coarse keys: spellings of one word are counted together.
            let mut by_key: HashMap<&str, (u32, u32)> = HashMap::new();
            let key = |word: u32| words.all[word as usize].keys().next().unwrap_or_default();
            let mut of_word = vec![0_u64; words.all.len()];
            for (name, (left, right)) in names.iter().zip(&counts).skip(1) {
                for word in &name.words {
                    of_word[*word as usize] += u64::from(*left) + u64::from(*right);
                    let counted = by_key.entry(key(*word)).or_default();
                    counted.0 += left;
                    counted.1 += right;
                }
            }
            self.word_counts = (0..words.all.len())
                .map(|word| by_key.get(key(word as u32)).copied().unwrap_or_default())
                .collect();
            let known = KNOWN.max(of_word.iter().sum::<u64>() / KNOWN_IN);
            words.known = of_word.iter().map(|count| *count >= known).collect();
        }
        self.counts = counts;
    }

    pub(super) fn right(&self) -> &[u32] {
        if self.alone { &self.left } else { &self.right }
    }

    /// How many records of a list have a value.
    pub(super) fn filled(&self) -> (u64, u64) {
        let missing = self.counts[0];
        ((self.left.len() as u64) - u64::from(missing.0), (self.right().len() as u64) - u64::from(missing.1))
    }

    pub(super) fn on_both_sides(&self) -> bool {
        let (left, right) = self.filled();
        left > 0 && right > 0
    }

    pub(super) fn counts(&self) -> &[(u32, u32)] {
        &self.counts
    }

    /// A value as it is compared.
    pub(super) fn shown(&self, value: u32) -> String {
        let at = value as usize;
        match &self.prepared {
            Prepared::Text(all) | Prepared::Code(all) => all[at].iter().collect(),
            Prepared::Name { names, words } => names[at]
                .words
                .iter()
                .map(|word| words.all[*word as usize].text())
                .collect::<Vec<_>>()
                .join(" "),
            Prepared::Date(all) => all[at].shown(),
            Prepared::Number(all) => all[at].to_string(),
        }
    }

    /// The chance that somebody else has the value of a record taken at random.
    pub(super) fn chance_of_others(&self) -> f64 {
        let (left, right) = self.filled();
        let all = (left + right) as f64;
        let share = |counts: &(u32, u32)| (f64::from(counts.0) + f64::from(counts.1)) / all.max(1.0);
        self.counts.iter().skip(1).map(|counts| share(counts) * others(*counts, all)).sum()
    }

    /// The chance that two values taken at random, one of each list, are the same.
    pub(super) fn chance_of_same(&self) -> f64 {
        let (left, right) = self.filled();
        let same = |(one, two): &(u32, u32)| {
            let two = if self.alone { one.saturating_sub(1) } else { *two };
            f64::from(*one) * f64::from(two)
        };
        let all = left as f64 * if self.alone { right as f64 - 1.0 } else { right as f64 };
        if all > 0.0 { self.counts.iter().skip(1).map(same).sum::<f64>() / all } else { 0.0 }
    }
}

/// The share of others that have a value, or a word: the pair at hand taken out, and half a one added, so that nothing is impossible.
pub(super) fn others((left, right): (u32, u32), all: f64) -> f64 {
    ((f64::from(left) + f64::from(right) - 2.0).max(0.0) + 0.5) / all.max(1.0)
}

/// The cells of a column, one after another.
fn text<'a>(row: &'a [String], places: &[usize]) -> std::borrow::Cow<'a, str> {
    match places {
        [place] => row[*place].as_str().into(),
        places => places.iter().map(|place| row[*place].as_str()).collect::<Vec<_>>().join(" ").into(),
    }
}

/// Numbers for values as they come.
struct Numbers {
    prepared: Prepared,
    by_text: HashMap<String, u32>,
    by_word: HashMap<String, u32>,
    next: u32,
}

impl Numbers {
    fn new(kind: Kind) -> Self {
        let none = Box::<[char]>::default;
        let prepared = match kind {
            Kind::Text => Prepared::Text(vec![none()]),
            Kind::Code => Prepared::Code(vec![none()]),
            Kind::Name => Prepared::Name { names: vec![Numbered::default()], words: Words::default() },
            Kind::Date => Prepared::Date(vec![Date::of("0000").expect("four digits are a year")]),
            Kind::Number => Prepared::Number(vec![0.0]),
        };
        Self { prepared, by_text: HashMap::new(), by_word: HashMap::new(), next: 1 }
    }

    fn of(&mut self, text: &str) -> u32 {
        let text = text.trim();
        if text.is_empty() {
            return MISSING;
        }
        if let Some(number) = self.by_text.get(text) {
            return *number;
        }
        let number = self.prepare(text);
        self.by_text.insert(text.to_owned(), number);
        number
    }

    /// The number of a text that is new: that of its folded form, if there is anything in it.
    fn prepare(&mut self, text: &str) -> u32 {
        let folded = match (&self.prepared, number(text)) {
            // A point and a minus count here, which folding takes away.
            (Prepared::Number(_), Some(number)) => number.to_string(),
            _ => fold(text),
        };
        let key = match &self.prepared {
            // What is the same however it is written has one number.
            Prepared::Date(_) => Date::of(&folded).map_or_else(String::new, Date::shown),
            Prepared::Code(_) => folded.replace(' ', ""),
            _ => folded.clone(),
        };
        if key.is_empty() {
            return MISSING;
        }
        let key = format!("\0{key}");
        if let Some(number) = self.by_text.get(&key) {
            return *number;
        }
        let taken = match &mut self.prepared {
            Prepared::Text(all) => {
                all.push(folded.chars().collect());
                true
            }
            Prepared::Code(all) => {
                all.push(folded.chars().filter(|sign| *sign != ' ').collect());
                true
            }
            Prepared::Date(all) => Date::of(&folded).map(|date| all.push(date)).is_some(),
            Prepared::Number(all) => number(text).map(|number| all.push(number)).is_some(),
            Prepared::Name { names, words } => {
                let name = Name::of(&folded);
                let mut word = |word: &Word| {
                    let next = words.all.len() as u32;
                    *self.by_word.entry(word.text().to_owned()).or_insert_with(|| {
                        words.all.push(word.clone());
                        next
                    })
                };
                let numbers: Vec<u32> = name.words().iter().map(&mut word).collect();
                let told = !name.is_empty();
                if told {
                    names.push(Numbered { words: numbers, joined: name.joined().to_owned() });
                }
                told
            }
        };
        let number = if taken { self.next } else { MISSING };
        self.next += u32::from(taken);
        self.by_text.insert(key, number);
        number
    }
}

fn number(text: &str) -> Option<f64> {
    let western = |sign: char| match sign {
        '٠'..='٩' => char::from(b'0' + (u32::from(sign) - u32::from('٠')) as u8),
        '۰'..='۹' => char::from(b'0' + (u32::from(sign) - u32::from('۰')) as u8),
        '٫' | ',' => '.',
        other => other,
    };
    text.trim()
        .chars()
        .map(western)
        .collect::<String>()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

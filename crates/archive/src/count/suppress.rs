//! Small cells of a breakdown hidden, so that nobody is found by being one of few, and so that no hidden cell can be computed
//! from the rest of the table.
//!
//! A cell from 1 to N − 1 is shown as `<N`; 0 stays: nobody is in it. Then further cells are withheld, the smallest first, until
//! from the total and everything shown each hidden cell may still be any number from 1 to N − 1. Where the cells do not suffice,
//! the total is withheld too. This is of one table: another table of the same people, or of nearly the same, may give away what
//! this one hides.

use serde::{Serialize, Serializer};

/// What is shown of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The number.
    Number(u64),
    /// That it is less than this, and not 0.
    Below(u64),
    /// Nothing, so that another cannot be computed from it.
    Withheld,
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Below(limit) => write!(f, "<{limit}"),
            Self::Withheld => f.write_str("withheld"),
        }
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u64(*number),
            other => serializer.collect_str(other),
        }
    }
}

/// A table with its small cells hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suppressed {
    /// The total.
    pub total: Shown,
    /// The cells, in their order.
    pub cells: Vec<Shown>,
}

impl Suppressed {
    /// Hides cells below `limit`.
    pub fn of(cells: &[u64], limit: u64) -> Self {
        let show =
            |cell: u64| if (1..limit).contains(&cell) { Shown::Below(limit) } else { Shown::Number(cell) };
        let mut shown: Vec<Shown> = cells.iter().map(|cell| show(*cell)).collect();
        let total: u64 = cells.iter().sum();
        let mut by_size: Vec<usize> = (0..cells.len()).filter(|at| cells[*at] >= limit.max(1)).collect();
        by_size.sort_by_key(|at| cells[*at]);
        let mut next = by_size.into_iter();
        while !hides(cells, &shown, limit) {
            match next.next() {
                Some(at) => shown[at] = Shown::Withheld,
                None => {
                    // A total that is small itself gives its own cell away, and nothing else.
                    let alone = cells.iter().filter(|cell| **cell > 0).count() == 1;
                    let total = if alone { show(total) } else { Shown::Withheld };
                    return Self { total, cells: shown };
                }
            }
        }
        Self { total: show(total), cells: shown }
    }
}

/// Whether every cell below the limit may still be any number from 1 to the limit − 1.
///
/// Hidden cells add up to what the total leaves. The others below the limit have at least 1 and at most `limit` − 1 each, those
/// withheld at least `limit` each and no most.
fn hides(cells: &[u64], shown: &[Shown], limit: u64) -> bool {
    let of = |kind: fn(&Shown) -> bool| cells.iter().zip(shown).filter(move |(_, shown)| kind(shown));
    let small = of(|shown| matches!(shown, Shown::Below(_))).count() as u64;
    let withheld = of(|shown| matches!(shown, Shown::Withheld)).count() as u64;
    if small == 0 {
        return true;
    }
    let sum: u64 = of(|shown| !matches!(shown, Shown::Number(_))).map(|(cell, _)| *cell).sum();
    let (least, most) = ((small - 1) + withheld * limit, (small - 1) * (limit - 1));
    // The cell is sum − others: it may be `limit` − 1 if the others may be so few, and 1 if they may be so many.
    sum >= least + (limit - 1) && (withheld > 0 || sum <= most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cells: &[u64], limit: u64) -> String {
        let table = Suppressed::of(cells, limit);
        let cells: Vec<String> = table.cells.iter().map(Shown::to_string).collect();
        format!("{} = {}", table.total, cells.join(" + "))
    }

    #[test]
    fn a_small_cell_is_hidden_and_cannot_be_computed() {
        assert_eq!(shown(&[40, 12, 3, 0], 5), "55 = 40 + withheld + <5 + 0");
        assert_eq!(shown(&[40, 12], 5), "52 = 40 + 12", "nothing is small");
        assert_eq!(shown(&[40, 5, 1], 5), "46 = withheld + withheld + <5", "5 alone would give 1 away");
        assert_eq!(shown(&[3], 5), "<5 = <5");
        assert_eq!(
            shown(&[1, 1, 1], 4),
            "withheld = <4 + <4 + <4",
            "three of less than four would be one each"
        );
        assert_eq!(shown(&[1, 1, 1, 1, 1], 5), "withheld = <5 + <5 + <5 + <5 + <5");
        assert_eq!(shown(&[5, 1], 5), "withheld = withheld + <5");
        assert_eq!(shown(&[7, 0], 1), "7 = 7 + 0");
    }

    /// Every table that fits what is shown, by trying all: each hidden small cell takes every value it may have.
    #[test]
    fn whatever_the_table_every_small_cell_stays_open() {
        let limit = 4;
        for code in 0..8_u64.pow(3) {
            let cells = [code % 8, code / 8 % 8, code / 64];
            let table = Suppressed::of(&cells, limit);
            let fits = |guess: &[u64; 3]| {
                let sum = guess.iter().sum::<u64>();
                let total = match table.total {
                    Shown::Number(total) => sum == total,
                    Shown::Below(limit) => (1..limit).contains(&sum),
                    Shown::Withheld => sum > 0,
                };
                total
                    && guess.iter().zip(&table.cells).all(|(guess, shown)| match shown {
                        Shown::Number(number) => guess == number,
                        Shown::Below(limit) => (1..*limit).contains(guess),
                        Shown::Withheld => *guess >= limit,
                    })
            };
            let guesses = (0..24_u64.pow(3)).map(|code| [code % 24, code / 24 % 24, code / 576]);
            let fitting: Vec<[u64; 3]> = guesses.filter(fits).collect();
            assert!(fitting.contains(&cells), "{cells:?}: what is shown is true");
            for at in (0..3).filter(|at| matches!(table.cells[*at], Shown::Below(_))) {
                let values: std::collections::BTreeSet<u64> = fitting.iter().map(|guess| guess[at]).collect();
                assert_eq!(values.len() as u64, limit - 1, "{cells:?} {table:?}");
            }
        }
    }
}

//! Finds which picture a damaged one is a remnant of.
//!
//! A truncated picture ends in a flat area, a bit-flipped one in rubbish: no hash of the whole survives that, but what is left
//! is exactly where it was. Damaged pictures are few, so each is compared with all others at 16×16 points.

use pulp::Arch;

use super::align::{ALL, Area};
use super::likeness::Small;
use super::plane::{QUARTER, Quarter};

/// Points that differ by no more than this, in levels, agree.
const SAME: u8 = 6;
/// The least share of the points left that must agree.
const LEAST_SHARE: f32 = 0.2;
/// How many candidates are worth verifying.
const MOST: usize = 6;
/// A line with less between its least and its greatest value, in levels, is flat.
const FLAT: u8 = 3;

/// What is left of a damaged picture: its lines and columns that are not part of a flat margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Left {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Left {
    /// Cuts flat margins away; `None` if nothing is left.
    pub(super) fn of(picture: &Quarter) -> Option<Self> {
        let row = |y: usize| flat((0..QUARTER).map(|x| picture[y * QUARTER + x]));
        let column = |x: usize| flat((0..QUARTER).map(|y| picture[y * QUARTER + x]));
        let top = (0..QUARTER).find(|y| !row(*y))?;
        let bottom = (0..QUARTER).rfind(|y| !row(*y))? + 1;
        let left = (0..QUARTER).find(|x| !column(*x))?;
        let right = (0..QUARTER).rfind(|x| !column(*x))? + 1;
        Some(Self { left, top, right, bottom })
    }

    /// The same as an area for laying pictures over each other, a little inside where a margin was cut.
    pub(super) fn area(&self) -> Area {
        let edge = |line: usize, inwards: f32| (line as f32 + inwards) / (QUARTER / 2) as f32 - 1.0;
        let [left, top, right, bottom] = ALL;
        [
            if self.left > 0 { edge(self.left, 1.0) } else { left },
            if self.top > 0 { edge(self.top, 1.0) } else { top },
            if self.right < QUARTER { edge(self.right, -1.0) } else { right },
            if self.bottom < QUARTER { edge(self.bottom, -1.0) } else { bottom },
        ]
    }

    #[inline(always)]
    /// The share of the points left that agree with another picture in the same place, 0 to 1.
    fn share(&self, damaged: &Quarter, other: &Quarter) -> f32 {
        let agreeing: usize = (self.top..self.bottom)
            .map(|y| {
                let line = y * QUARTER + self.left..y * QUARTER + self.right;
                damaged[line.clone()]
                    .iter()
                    .zip(&other[line])
                    .filter(|(a, b)| a.abs_diff(**b) <= SAME)
                    .count()
            })
            .sum();
        agreeing as f32 / ((self.bottom - self.top) * (self.right - self.left)).max(32) as f32
    }
}

fn flat(values: impl Iterator<Item = u8>) -> bool {
    let (least, most) = values.fold((u8::MAX, 0), |(least, most), v| (least.min(v), most.max(v)));
    most - least < FLAT
}

/// The pictures that a damaged one may be a remnant of, the most likely first.
pub(super) fn candidates(damaged: u32, left: &Left, smalls: &[Small]) -> Vec<u32> {
    let own = &smalls[damaged as usize].points;
    let mut found: Vec<(f32, u32)> = (0..)
        .zip(smalls)
        .filter(|(place, _)| *place != damaged)
        .map(|(place, other)| {
            (
                Arch::new().dispatch(
                    #[inline(always)]
                    || left.share(own, &other.points),
                ),
                place,
            )
        })
        .filter(|(share, _)| *share >= LEAST_SHARE)
        .collect();
    found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(MOST);
    found.into_iter().map(|(_, place)| place).collect()
}

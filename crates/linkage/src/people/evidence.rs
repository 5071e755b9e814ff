//! What two photographs say about being of one person, kind by kind, in levels that have fitted weights.
//!
//! Clock and counter are one kind: they are two witnesses of one fact (the order of taking), so that adding both up would
//! count it twice. A pair's level is its cell in a table of gaps of the clock by steps of the counter.

use super::bits::Bits;
use super::numbers::Verdict;
use super::photograph::Reduced;
use super::weights::{COPY, FACE, ORDER, PRIOR};

/// Upper ends, in seconds, of the levels of a gap on one clock; what is more is one level, then come two without a gap.
const GAPS: [i64; 8] = [3, 10, 20, 40, 90, 300, 1_800, 43_200];
/// Levels of the clock: those of [`GAPS`], longer, two clocks, and no clock on one side.
pub(super) const CLOCK_LEVELS: usize = GAPS.len() + 3;
const TWO_CLOCKS: usize = GAPS.len() + 1;
const NO_CLOCK: usize = GAPS.len() + 2;

/// Upper ends of the levels of steps between counters; then more, one folder without a common counter, and neither.
const STEPS: [i64; 4] = [0, 1, 2, 4];
/// Levels of the counter.
pub(super) const COUNTER_LEVELS: usize = STEPS.len() + 3;
const ONE_FOLDER: usize = STEPS.len() + 1;
const APART: usize = STEPS.len() + 2;

/// Lower ends of the levels of the cosine between the nearest faces; below the last is one more.
const COSINES: [f32; 6] = [0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
/// Levels of likeness of faces.
pub(super) const FACE_LEVELS: usize = COSINES.len() + 1;

/// How two photographs lie in the order of taking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
    /// Seconds from the first to the second, on one clock.
    pub(super) seconds: Option<i64>,
    /// Steps of one counter from the first to the second.
    pub(super) steps: Option<i64>,
    pub(super) one_folder: bool,
    two_clocks: bool,
}

impl Order {
    pub(super) fn of(one: &Reduced, two: &Reduced) -> Self {
        let one_folder = one.folders.iter().any(|folder| two.folders.contains(folder));
        let differ = |pair: Option<(u32, u32)>| pair.is_some_and(|(one, two)| one != two);
        // A clock that was reset claims the same seconds on another day.
        let two_clocks = differ(one.camera.zip(two.camera)) || differ(one.day.zip(two.day));
        let seconds = if two_clocks { None } else { on_one_clock(one, two, one_folder) };
        let steps = if one_folder { steps(one, two) } else { None };
        Self { seconds, steps, one_folder, two_clocks }
    }

    /// The cell of the table.
    pub(super) fn level(&self) -> (usize, usize) {
        let clock = match self.seconds {
            Some(seconds) => GAPS.partition_point(|end| *end < seconds.saturating_abs()),
            None if self.two_clocks => TWO_CLOCKS,
            None => NO_CLOCK,
        };
        let counter = match self.steps {
            Some(steps) => STEPS.partition_point(|end| *end < steps.abs()),
            None if self.one_folder => ONE_FOLDER,
            None => APART,
        };
        (clock, counter)
    }

    /// Neither clock nor day tells anything.
    pub(super) fn without_clock(&self) -> bool {
        self.seconds.is_none() && !self.two_clocks
    }

    /// What orders pairs by nearness: those on one clock first.
    pub(super) fn closeness(&self) -> (i64, i64, bool, Bits) {
        // Two clocks are known to be far apart, which is more than not knowing.
        let clocks = self.two_clocks.then_some(i64::MAX - 1);
        let (seconds, steps) = (self.seconds.map(i64::saturating_abs).or(clocks), self.steps.map(i64::abs));
        let least = Bits::NONE - self.bits();
        (seconds.unwrap_or(i64::MAX), steps.unwrap_or(i64::MAX), !self.one_folder, least)
    }

    /// Whether the second stands near behind the first in one counter, and whether near before it.
    pub(super) fn side(&self) -> (bool, bool) {
        let near = self.steps.filter(|steps| steps.abs() <= STEPS[2] && !self.two_clocks);
        (near.is_some_and(|steps| steps > 0), near.is_some_and(|steps| steps < 0))
    }

    pub(super) fn bits(&self) -> Bits {
        let (clock, counter) = self.level();
        Bits::of(ORDER[clock][counter])
    }
}

/// Times are compared on the clock of one camera; without a camera, of one folder; and times in names, of one folder.
fn on_one_clock(one: &Reduced, two: &Reduced, one_folder: bool) -> Option<i64> {
    let comparable =
        if one.camera.is_some() { one.camera == two.camera } else { two.camera.is_none() && one_folder };
    let claimed = one.seconds.zip(two.seconds).filter(|_| comparable);
    let pair = claimed.or_else(|| {
        let named = |reduced: &Reduced| reduced.places.iter().find_map(|place| place.named_time);
        let other_clocks = one.seconds.is_some() && two.seconds.is_some();
        named(one).zip(named(two)).filter(|_| one_folder && !other_clocks)
    });
    pair.map(|(one, two)| two - one)
}

fn steps(one: &Reduced, two: &Reduced) -> Option<i64> {
    let pairs = one.places.iter().flat_map(|here| two.places.iter().map(move |there| (here, there)));
    pairs
        .filter_map(|(here, there)| {
            let steps = here.steps_to(there)?;
            // One counter twice in one folder is a copy only if a name says so.
            (steps != 0 || here.named_copy != there.named_copy).then_some(steps)
        })
        .min_by_key(|steps| (steps.abs(), *steps))
}

/// The likeness of the nearest two faces, and its level.
pub(super) fn likeness(one: &Reduced, two: &Reduced) -> Option<f32> {
    let pairs = one.faces.iter().flat_map(|a| two.faces.iter().map(move |b| a.cosine(b)));
    pairs.reduce(f32::max)
}

pub(super) fn face_level(cosine: f32) -> usize {
    COSINES.iter().take_while(|least| cosine < **least).count()
}

/// Everything that one pair says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence {
    pub(super) order: Order,
    pub(super) face: Option<f32>,
    pub(super) copy: bool,
    pub(super) numbers: Verdict,
}

impl Evidence {
    pub(super) fn of(one: &Reduced, two: &Reduced) -> Self {
        Self {
            order: Order::of(one, two),
            face: likeness(one, two),
            copy: one.copies.is_some() && one.copies == two.copies,
            numbers: one.numbers.compare(&two.numbers),
        }
    }

    pub(super) fn face_bits(&self) -> Option<Bits> {
        self.face.map(|cosine| Bits::of(FACE[face_level(cosine)]))
    }

    /// All but the numbers.
    pub(super) fn without_numbers(&self) -> Bits {
        together(self.order.bits(), self.face_bits().unwrap_or(Bits::NONE), self.copy)
    }

    /// The whole; what is forbidden counts as nothing.
    pub(super) fn bits(&self) -> Bits {
        match self.numbers {
            Verdict::Says(bits) => self.without_numbers() + bits,
            Verdict::Forbids(_) => Bits::of(-1_000.0),
        }
    }
}

/// Adds the kinds up, with what is known before any of them.
pub(super) fn together(order: Bits, face: Bits, copy: bool) -> Bits {
    Bits::of(PRIOR) + order + face + if copy { Bits::of(COPY) } else { Bits::NONE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_have_the_ends_they_name() {
        let level = |seconds, steps| Order { seconds, steps, one_folder: false, two_clocks: false }.level();
        assert_eq!(level(Some(3), Some(1)), (0, 1));
        assert_eq!(level(Some(-4), Some(-2)), (1, 2));
        assert_eq!(level(Some(i64::MIN), Some(5)), (8, 4));
        assert_eq!(level(None, None), (NO_CLOCK, APART));
        assert_eq!([0.7, 0.6, 0.1, 0.05].map(face_level), [0, 0, 5, 6]);
    }
}

//! The faces most like one, among all: exact search, nothing left out, for people to look through.
//!
//! Every direction is compared with the one asked about; 100,000 are a few megabytes that one core reads in about a
//! millisecond, so no index that may miss something is needed. A rank says where to look first. It is no
//! probability, decides nothing, and is never shown to a family.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use amana_model::Embedding;
use pulp::{Arch, NullaryFnOnce};

const PARTS: usize = 128;
/// So many are compared before the best are picked out: their cosines stay near the processor.
const BLOCK: usize = 512;

/// A direction with whole parts.
type Direction = [i8; PARTS];

/// All faces that can be asked, by their place in the order in which they were given.
#[derive(Debug, Clone, Default)]
pub struct Faces {
    directions: Vec<Direction>,
    /// The square of each direction's length.
    squares: Vec<f32>,
}

/// One face and how near it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Its place.
    pub place: u32,
    /// The cosine of the angle between the two, −1 to 1, as [`Embedding::cosine`] gives it.
    pub cosine: f32,
}

impl Faces {
    /// No more than 2³² faces have a place; those beyond are left out.
    pub fn new<'e>(embeddings: impl IntoIterator<Item = &'e Embedding>) -> Self {
        let directions: Vec<Direction> =
            embeddings.into_iter().map(|embedding| *embedding.0).take(u32::MAX as usize).collect();
        let squares = directions.iter().map(|direction| product(&direction.map(i16::from), direction) as f32);
        Self { squares: squares.collect(), directions }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.directions.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.directions.is_empty()
    }

    /// The `count` faces most like `asked` of those that `admits` lets in, the nearest first, then by place.
    ///
    /// `admits` is asked only about faces near enough to be among them.
    pub fn nearest(&self, asked: &Embedding, count: usize, admits: impl Fn(u32) -> bool) -> Vec<Near> {
        let asked = asked.0.map(i16::from);
        let square = asked.iter().map(|part| i32::from(*part) * i32::from(*part)).sum::<i32>() as f32;
        let mut best: BinaryHeap<Far> = BinaryHeap::with_capacity(count.min(self.len()) + 1);
        let mut cosines = [0.0; BLOCK];
        let blocks = self.directions.chunks(BLOCK).zip(self.squares.chunks(BLOCK));
        for (block, (directions, squares)) in blocks.enumerate() {
            let cosines = &mut cosines[..directions.len()];
            Arch::new().dispatch(Comparing { asked: &asked, square, directions, squares, cosines });
            for (place, cosine) in (block * BLOCK..).zip(&*cosines) {
                let near = Far(Near { place: place as u32, cosine: *cosine });
                let full = best.len() >= count;
                if full && best.peek().is_none_or(|worst| near >= *worst) || !admits(place as u32) {
                    continue;
                }
                if full {
                    best.pop();
                }
                best.push(near);
            }
        }
        best.into_sorted_vec().into_iter().map(|far| far.0).collect()
    }
}

/// Ordered so that the farthest is the greatest, of equally far ones the later.
#[derive(Clone, Copy)]
struct Far(Near);

impl Ord for Far {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.cosine.total_cmp(&self.0.cosine).then(self.0.place.cmp(&other.0.place))
    }
}

impl PartialOrd for Far {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Far {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Far {}

/// One block compared with the face asked about.
struct Comparing<'a> {
    asked: &'a [i16; PARTS],
    square: f32,
    directions: &'a [Direction],
    squares: &'a [f32],
    cosines: &'a mut [f32],
}

impl NullaryFnOnce for Comparing<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for (cosine, direction) in self.cosines.iter_mut().zip(self.directions) {
            *cosine = product(self.asked, direction) as f32;
        }
        for (cosine, square) in self.cosines.iter_mut().zip(self.squares) {
            *cosine /= (self.square * square).sqrt().max(1.0);
        }
    }
}

#[inline(always)]
fn product(asked: &[i16; PARTS], direction: &Direction) -> i32 {
    asked.iter().zip(direction).map(|(a, b)| i32::from(*a) * i32::from(i16::from(*b))).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(seed: u64) -> Embedding {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % 255) as i8
        };
        Embedding(Box::new(std::array::from_fn(|_| next())))
    }

    fn naive(all: &[Embedding], asked: &Embedding, count: usize, admits: impl Fn(u32) -> bool) -> Vec<Near> {
        let mut list: Vec<Near> = (0..)
            .zip(all)
            .filter(|(place, _)| admits(*place))
            .map(|(place, other)| Near { place, cosine: asked.cosine(other) })
            .collect();
        list.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then(a.place.cmp(&b.place)));
        list.truncate(count);
        list
    }

    proptest! {
        #[test]
        fn equals_comparing_one_by_one(seed in 0u64..1000, size in 0usize..1500, count in 0usize..40, every in 1u32..5) {
            // Few different faces, so that many are equally near.
            let all: Vec<Embedding> = (0..size as u64).map(|i| drawn(seed + i % 97)).collect();
            let admits = |place: u32| place.is_multiple_of(every);
            let (faces, asked) = (Faces::new(&all), drawn(seed + 3));
            prop_assert_eq!(faces.nearest(&asked, count, admits), naive(&all, &asked, count, admits));
        }
    }

    #[test]
    fn a_face_is_nearest_to_itself() {
        let all: Vec<Embedding> = (0..600).map(drawn).collect();
        let found = Faces::new(&all).nearest(&all[520], 3, |_| true);
        assert_eq!(found[0].place, 520);
        assert!((found[0].cosine - 1.0).abs() < 1e-6);
        let others = Faces::new(&all).nearest(&all[520], 3, |place| place != 520);
        assert_eq!(others[0], found[1]);
    }

    #[test]
    fn nothing_to_ask() {
        let none = Faces::default();
        assert!(none.is_empty() && none.nearest(&drawn(1), 20, |_| true).is_empty());
        let zero = Embedding(Box::new([0; 128]));
        assert_eq!(Faces::new([&zero]).nearest(&zero, 5, |_| true), [Near { place: 0, cosine: 0.0 }]);
    }
}

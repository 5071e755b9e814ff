//! Bystanders: living third persons in the frame (guards, conscripts, relatives). They are not the dead.
//!
//! A person marks the region where one stands. From then on that region is blurred beyond recovery wherever the picture is
//! shown, its faces are compared with nothing, and no copy leaves with it unless somebody decides so, for a reason.

use serde::{Deserialize, Serialize};

use crate::{Digest, Point, UtcTime};

/// The longest reason or note, in characters.
pub const LONGEST_WORDS: usize = 500;

/// An upright rectangle in a picture, in pixels of the picture as shown (orientation applied).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// From the left edge.
    pub left: u32,
    /// From the upper edge.
    pub top: u32,
    /// To the right of `left`.
    pub width: u32,
    /// Below `top`.
    pub height: u32,
}

impl Region {
    /// The smallest upright rectangle that holds all of these points, cut at the picture's edges; `None` if nothing of it
    /// lies in the picture.
    pub fn around(points: &[Point], (width, height): (u32, u32)) -> Option<Self> {
        let least = |axis: usize| points.iter().map(|point| point[axis]).fold(f32::INFINITY, f32::min);
        let most = |axis: usize| points.iter().map(|point| point[axis]).fold(f32::NEG_INFINITY, f32::max);
        let low = |axis: usize, end: u32| (least(axis).floor().max(0.0) as u32).min(end);
        let high = |axis: usize, end: u32| (most(axis).ceil().max(0.0) as u32).min(end);
        let (left, top) = (low(0, width), low(1, height));
        let region = Self {
            left,
            top,
            width: high(0, width).saturating_sub(left),
            height: high(1, height).saturating_sub(top),
        };
        region.lies_in((width, height)).then_some(region)
    }

    /// Whether it has an inside, and all of it lies in a picture of this size.
    pub fn lies_in(&self, (width, height): (u32, u32)) -> bool {
        let within = |start: u32, length: u32, end: u32| {
            length > 0 && start.checked_add(length).is_some_and(|stop| stop <= end)
        };
        within(self.left, self.width, width) && within(self.top, self.height, height)
    }

    /// Its middle.
    pub fn middle(&self) -> Point {
        let half = |start: u32, length: u32| start as f32 + length as f32 / 2.0;
        [half(self.left, self.width), half(self.top, self.height)]
    }

    /// Whether a point lies in it or on its edge.
    pub fn holds(&self, point: &Point) -> bool {
        let within = |at: f32, start: u32, length: u32| {
            at >= start as f32 && f64::from(at) <= f64::from(start) + f64::from(length)
        };
        within(point[0], self.left, self.width) && within(point[1], self.top, self.height)
    }

    /// The same place in another rendering of the picture: every pixel that it touches, never less.
    pub fn scaled(&self, (width, height): (u32, u32), (to_width, to_height): (u32, u32)) -> Self {
        let along = |start: u32, length: u32, of: u32, to: u32| {
            let (of, to) = (u64::from(of.max(1)), u64::from(to));
            let first = u64::from(start) * to / of;
            let last = ((u64::from(start) + u64::from(length)) * to).div_ceil(of).min(to);
            (first as u32, last.saturating_sub(first) as u32)
        };
        let (left, width) = along(self.left, self.width, width, to_width);
        let (top, height) = along(self.top, self.height, height, to_height);
        Self { left, top, width, height }
    }
}

/// Somebody marked a bystander in a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BystanderMark {
    /// The photograph.
    pub digest: Digest,
    /// Where the bystander stands.
    pub region: Region,
    /// Width and height of the picture as shown, in pixels: what `region` is measured in.
    pub size: (u32, u32),
    /// What is seen, in the words of whoever marked it; never a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Why a mark will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MarkFault {
    /// The region has no inside, or is not wholly in the picture.
    #[error("the region is not in the picture")]
    Outside,
    /// The note is too long.
    #[error("the note is longer than {LONGEST_WORDS} characters")]
    Note,
}

impl BystanderMark {
    /// Checks that the region lies in the picture and that the note is not too long.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(&self) -> Result<(), MarkFault> {
        if !self.region.lies_in(self.size) {
            return Err(MarkFault::Outside);
        }
        match self.note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_WORDS) {
            true => Err(MarkFault::Note),
            false => Ok(()),
        }
    }
}

/// A bystander as marked and not taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bystander {
    /// The log entry that marked it: what it is called when the mark is taken back.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// Who marked it.
    pub agent: String,
    /// The mark.
    pub mark: BystanderMark,
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (u32, u32) = (2048, 1536);

    fn region(left: u32, top: u32, width: u32, height: u32) -> Region {
        Region { left, top, width, height }
    }

    #[test]
    fn a_region_is_in_the_picture_or_no_region() {
        assert!(region(0, 0, 2048, 1536).lies_in(SIZE));
        for bad in [
            region(0, 0, 0, 5),
            region(0, 0, 5, 0),
            region(2047, 0, 2, 5),
            region(0, 1536, 1, 1),
            region(u32::MAX, 0, 2, 2),
        ] {
            assert!(!bad.lies_in(SIZE), "{bad:?}");
        }
    }

    #[test]
    fn around_a_turned_face_nothing_is_left_out() {
        let corners = [[10.4, 20.9], [30.2, 10.1], [40.0, 30.5], [20.2, 41.3]];
        assert_eq!(Region::around(&corners, SIZE), Some(region(10, 10, 30, 32)));
        assert_eq!(Region::around(&[[-5.0, -5.0], [8.0, 9.0]], SIZE), Some(region(0, 0, 8, 9)));
        assert_eq!(Region::around(&[[-5.0, -5.0], [-1.0, -1.0]], SIZE), None);
        assert_eq!(Region::around(&[], SIZE), None);
    }

    #[test]
    fn a_smaller_rendering_covers_no_less() {
        assert_eq!(region(100, 100, 50, 50).scaled(SIZE, (256, 192)), region(12, 12, 7, 7));
        assert_eq!(region(0, 0, 2048, 1536).scaled(SIZE, (256, 192)), region(0, 0, 256, 192));
        assert_eq!(region(2047, 1535, 1, 1).scaled(SIZE, (256, 192)), region(255, 191, 1, 1));
    }

    #[test]
    fn a_mark_is_checked() {
        let mark = |region, note: &str| BystanderMark {
            digest: Digest([1; 32]),
            region,
            size: SIZE,
            note: Some(note.into()),
        };
        assert_eq!(mark(region(1, 1, 2, 2), "two guards").check(), Ok(()));
        assert_eq!(mark(region(1, 1, 2048, 2), "").check(), Err(MarkFault::Outside));
        assert_eq!(mark(region(1, 1, 2, 2), &"ن".repeat(501)).check(), Err(MarkFault::Note));
    }
}

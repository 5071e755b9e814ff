//! Markings that people draw: a number on a photograph that no machine found, handed to keyers like any other.
//!
//! Its [`MarkingRef`](crate::MarkingRef) has the log entry that drew it as its look, and the number 0.

use serde::{Deserialize, Serialize};

use crate::{Digest, Packed, Point, Region, SealedName};

/// A marking as drawn, with its crop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnMarking {
    /// The photograph.
    pub digest: Digest,
    /// Where the number stands.
    pub region: Region,
    /// Width and height of the picture as shown, in pixels: what `region` is measured in.
    pub size: (u32, u32),
    /// The sealed object with the crop.
    pub crops: SealedName,
    /// Where in it the crop lies.
    pub crop: Packed,
}

/// Why nothing is handed out of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DrawFault {
    /// It has no inside, or is not wholly in the picture.
    #[error("the region is not in the picture")]
    Outside,
    /// A side is shorter than [`DrawnMarking::SHORTEST`] pixels: nobody can read it.
    #[error("the region is too small to read anything in it")]
    Small,
    /// It is larger than [`DrawnMarking::LARGEST`] of the picture.
    #[error("the region is more than a quarter of the picture: keyers see nothing of a body")]
    Large,
    /// A face or a marked bystander lies in it.
    #[error("a face lies in the region: keyers see numbers only")]
    Face,
    /// It was drawn, or settled, already.
    #[error("a number at this place is drawn or settled already")]
    Known,
    /// The original cannot be decoded.
    #[error("of this original no picture can be made")]
    NoPicture,
}

impl DrawFault {
    /// The word used in addresses and texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Small => "small",
            Self::Large => "large",
            Self::Face => "face",
            Self::Known => "known",
            Self::NoPicture => "no-picture",
        }
    }
}

impl DrawnMarking {
    /// The least width and height in pixels.
    pub const SHORTEST: u32 = 12;
    /// The largest share of the picture's area.
    pub const LARGEST: f64 = 0.25;

    /// Whether a region of a picture of this size may be handed to keyers: large enough to be read, too small for a body, no face in it.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(
        region: &Region,
        size: (u32, u32),
        faces: impl IntoIterator<Item = Region>,
    ) -> Result<(), DrawFault> {
        let area = |width: u32, height: u32| f64::from(width) * f64::from(height);
        if !region.lies_in(size) {
            return Err(DrawFault::Outside);
        }
        if region.width.min(region.height) < Self::SHORTEST {
            return Err(DrawFault::Small);
        }
        if area(region.width, region.height) > Self::LARGEST * area(size.0, size.1) {
            return Err(DrawFault::Large);
        }
        let shows = |face: Region| region.holds(&face.middle()) || face.holds(&region.middle());
        if faces.into_iter().any(shows) { Err(DrawFault::Face) } else { Ok(()) }
    }

    /// The corners of a region, clockwise from the left top.
    pub fn corners(region: &Region) -> [Point; 4] {
        let (left, top) = (region.left as f32, region.top as f32);
        let (right, bottom) = (left + region.width as f32, top + region.height as f32);
        [[left, top], [right, top], [right, bottom], [left, bottom]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (u32, u32) = (2000, 1000);

    fn region(left: u32, top: u32, width: u32, height: u32) -> Region {
        Region { left, top, width, height }
    }

    #[test]
    fn keyers_are_handed_numbers_and_no_bodies() {
        let check = |one: Region| DrawnMarking::check(&one, SIZE, [region(900, 100, 200, 200)]);
        assert_eq!(check(region(10, 10, 300, 100)), Ok(()));
        assert_eq!(
            check(region(0, 0, 1000, 500)),
            Err(DrawFault::Face),
            "its corner touches the face's middle"
        );
        assert_eq!(check(region(0, 400, 1000, 500)), Ok(()), "a quarter");
        assert_eq!(check(region(0, 400, 1001, 500)), Err(DrawFault::Large));
        assert_eq!(check(region(0, 400, 11, 500)), Err(DrawFault::Small));
        assert_eq!(check(region(1990, 400, 20, 20)), Err(DrawFault::Outside));
        assert_eq!(check(region(0, 400, 0, 20)), Err(DrawFault::Outside));
        assert_eq!(check(region(850, 150, 300, 300)), Err(DrawFault::Face));
        assert_eq!(check(region(910, 110, 20, 20)), Err(DrawFault::Face), "a part of a face shows one too");
        assert_eq!(check(region(1200, 100, 200, 100)), Ok(()), "beside it");
    }
}

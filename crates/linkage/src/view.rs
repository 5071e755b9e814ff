//! Hints at what of a person a photograph shows, from where machines found faces and markings in it.
//!
//! This only sorts the photographs on a person's page; nothing is decided by it, and nothing else is made of it. What it
//! cannot tell: a body from anything else without a face, a face that no machine found, a sheet of paper from a card. How
//! often it is right on synthetic leaks stands in `docs/MODELS.md`, counted by `cargo run --release -p amana-archive
//! --example views`.

use amana_model::{CloseObservation, Marking, Point};

/// What of a person a photograph shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    /// The face, large.
    Face,
    /// A card, paper or tape with numbers, large.
    Card,
    /// The whole person: a face that is small against the picture.
    Whole,
    /// A part of the person: neither a face nor a large marking.
    Part,
}

impl View {
    /// All, in the order of a person's page.
    pub const ALL: [Self; 4] = [Self::Face, Self::Card, Self::Whole, Self::Part];

    /// The word used in texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Face => "face",
            Self::Card => "card",
            Self::Whole => "whole",
            Self::Part => "part",
        }
    }
}

/// The share of the picture from which on a face is large.
const LARGE_FACE: f32 = 0.022;
/// The share of the picture from which on a marking is large.
const LARGE_MARKING: f32 = 0.1;
/// The probability of a number from which on a marking is taken for one: bright cloth and floor are found as markings too.
const READ: f32 = 0.5;

/// What of a person a photograph shows; `None` if it could not be decoded, so that nobody looked.
pub fn view(seen: &CloseObservation) -> Option<View> {
    let (face, marking) = shares(seen)?;
    Some(if face >= LARGE_FACE {
        View::Face
    } else if marking >= LARGE_MARKING {
        View::Card
    } else if face > 0.0 {
        View::Whole
    } else {
        View::Part
    })
}

/// The share of the picture that the largest face fills, and the largest marking on which a number was read; 0 where there is none.
pub fn shares(seen: &CloseObservation) -> Option<(f32, f32)> {
    let (width, height) = seen.size?;
    let picture = (width as f32 * height as f32).max(1.0);
    let face = seen.faces.iter().map(|face| area(&face.corners)).fold(0.0, f32::max);
    let read = seen.markings.iter().filter(|marking| is_read(marking));
    let marking = read.map(|marking| area(&marking.corners)).fold(0.0, f32::max);
    Some((face / picture, marking / picture))
}

fn is_read(marking: &Marking) -> bool {
    marking.readings.iter().any(|reading| reading.number.is_some() && reading.probability >= READ)
}

/// The area of a four-sided figure in square pixels (shoelace formula).
fn area(corners: &[Point; 4]) -> f32 {
    let twice: f32 = (0..4)
        .map(|at| {
            let ([ax, ay], [bx, by]) = (corners[at], corners[(at + 1) % 4]);
            ax * by - bx * ay
        })
        .sum();
    twice.abs() / 2.0
}

#[cfg(test)]
mod tests {
    use amana_model::{Digest, Face, Field, Finder, Reading};

    use super::*;

    /// A square that fills a share of a picture of 1000 × 1000 pixels, at its left top corner.
    fn square(share: f32) -> [Point; 4] {
        let side = 1000.0 * share.sqrt();
        [[0.0, 0.0], [side, 0.0], [side, side], [0.0, side]]
    }

    fn seen(faces: &[f32], markings: &[f32]) -> CloseObservation {
        let face = |share: &f32| Face {
            corners: square(*share),
            landmarks: [[0.0; 2]; 5],
            roll: 0.0,
            score: 0.9,
            quality: 0.5,
            embedding: None,
        };
        let marking = |share: &f32| Marking {
            corners: square(*share),
            found_by: Finder::BrightPatch,
            score: 0.9,
            crop: None,
            readings: vec![Reading {
                line: 0,
                field: Field::Detainee,
                engine: "test 1".into(),
                raw: "4471".into(),
                number: Some("4471".into()),
                script: None,
                probability: 0.9,
            }],
        };
        CloseObservation {
            digest: Digest([0; 32]),
            size: Some((1000, 1000)),
            faces: faces.iter().map(face).collect(),
            markings: markings.iter().map(marking).collect(),
            crops: None,
        }
    }

    #[test]
    fn the_largest_face_and_the_largest_marking_tell() {
        for (faces, markings, told) in [
            (&[0.12][..], &[][..], View::Face),
            (&[0.01, 0.12], &[0.5], View::Face),
            (&[], &[0.01, 0.3], View::Card),
            (&[0.01], &[0.3], View::Card),
            (&[0.01], &[0.01], View::Whole),
            (&[0.01], &[], View::Whole),
            (&[], &[0.01], View::Part),
            (&[], &[], View::Part),
        ] {
            assert_eq!(view(&seen(faces, markings)), Some(told), "{faces:?} {markings:?}");
        }
    }

    #[test]
    fn a_patch_on_which_no_number_was_read_is_no_card() {
        let mut patch = seen(&[], &[0.3]);
        patch.markings[0].readings[0].probability = 0.4;
        assert_eq!(view(&patch), Some(View::Part));
        (patch.markings[0].readings[0].probability, patch.markings[0].readings[0].number) = (0.9, None);
        assert_eq!(view(&patch), Some(View::Part));
        patch.markings[0].readings.clear();
        assert_eq!(view(&patch), Some(View::Part));
    }

    #[test]
    fn a_picture_that_could_not_be_decoded_has_no_view() {
        let nothing = CloseObservation { size: None, ..seen(&[], &[]) };
        assert_eq!((view(&nothing), shares(&nothing)), (None, None));
    }

    #[test]
    fn shares_are_of_the_whole_picture_and_turning_does_not_change_them() {
        let mut turned = seen(&[0.04], &[]);
        turned.faces[0].corners.rotate_right(1);
        turned.faces[0].corners.reverse();
        let (face, marking) = shares(&turned).unwrap();
        assert!((face - 0.04).abs() < 1e-6 && marking == 0.0, "{face} {marking}");
    }
}

//! What the close analysis saw in one photograph: faces, and markings with what engines read on them.
//!
//! Coordinates are pixels of the whole picture as shown (EXIF orientation applied), from its left top corner, x to the
//! right and y down. Angles are degrees clockwise as seen, 0 for upright, in (−180, 180].

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::{Digest, Packed, SealedName};

/// A point: x and y in pixels.
pub type Point = [f32; 2];

/// A face's description by a model: a direction in space, kept as 128 whole numbers of which the largest is ±127.
///
/// Only its direction means anything; two are compared by [`Embedding::cosine`], and only within one model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Embedding(pub Box<[i8; 128]>);

impl Embedding {
    /// Keeps the direction of 128 components; `None` for a vector that has none (zero, or not finite).
    pub fn of(components: &[f32; 128]) -> Option<Self> {
        let largest = components.iter().fold(0.0f32, |most, value| most.max(value.abs()));
        let finite = components.iter().all(|value| value.is_finite());
        (finite && largest > 0.0)
            .then(|| Self(Box::new(components.map(|value| (value / largest * 127.0).round() as i8))))
    }

    /// Its bytes, each a number in two's complement.
    pub fn to_bytes(&self) -> [u8; 128] {
        self.0.map(|value| value as u8)
    }

    /// Reads [`Embedding::to_bytes`] back; `None` for another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; 128] = bytes.try_into().ok()?;
        Some(Self(Box::new(bytes.map(|byte| byte as i8))))
    }

    /// The cosine of the angle between two directions, −1 to 1.
    pub fn cosine(&self, other: &Self) -> f32 {
        let dot = |a: &[i8; 128], b: &[i8; 128]| -> i32 {
            a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
        };
        let lengths = (dot(&self.0, &self.0) as f32 * dot(&other.0, &other.0) as f32).sqrt();
        dot(&self.0, &other.0) as f32 / lengths.max(1.0)
    }
}

/// The 128 bytes in base64.
impl From<Embedding> for String {
    fn from(embedding: Embedding) -> Self {
        STANDARD.encode(embedding.to_bytes())
    }
}

impl TryFrom<String> for Embedding {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = STANDARD.decode(text).ok();
        bytes.and_then(|bytes| Self::from_bytes(&bytes)).ok_or("not 128 bytes in base64")
    }
}

/// One face found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// The upright box of the detector, turned back by `roll` about its middle: its four corners clockwise, the first
    /// being the left top as the face itself sees it upright.
    pub corners: [Point; 4],
    /// The eyes, the tip of the nose and the corners of the mouth: right eye first, as the person has them.
    pub landmarks: [Point; 5],
    /// How the face is turned.
    pub roll: f32,
    /// The detector's score, 0 to 1.
    pub score: f32,
    /// How well it can be compared, 0 to 1: size, sharpness, score and symmetry of the landmarks.
    pub quality: f32,
    /// Its description, where a model for that was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embedding: Option<Embedding>,
}

impl Face {
    /// The distance between the eyes in pixels.
    pub fn between_eyes(&self) -> f32 {
        let [[ax, ay], [bx, by], ..] = self.landmarks;
        (ax - bx).hypot(ay - by)
    }
}

/// Which of the three numbers a reading is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The branch that held the person (رقم الفرع), or ج.
    Branch,
    /// The number given by the branch (رقم المعتقل).
    Detainee,
    /// The number given by the hospital (رقم الفحص).
    Examination,
    /// A number of which nothing tells which it is.
    Unknown,
}

impl Field {
    /// The word used in tables, events and URLs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Detainee => "detainee",
            Self::Examination => "examination",
            Self::Unknown => "unknown",
        }
    }
}

/// The script of a number's digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// 0123456789
    Western,
    /// ٠١٢٣٤٥٦٧٨٩
    ArabicIndic,
}

impl Script {
    /// The word used in tables, events and URLs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Western => "western",
            Self::ArabicIndic => "arabic-indic",
        }
    }
}

/// What an engine read on one line of a marking. A hint, never a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The line on the marking, 0 for the uppermost.
    pub line: u8,
    /// Which number it is taken for.
    pub field: Field,
    /// The engine and its version: `digits 1`.
    pub engine: String,
    /// What it gave out, unchanged, in the script it saw.
    pub raw: String,
    /// The number in digits 0 to 9, or `ج`; `None` for *not a number*.
    pub number: Option<String>,
    /// The script, where one was told apart.
    pub script: Option<Script>,
    /// Calibrated probability that `number` is exactly right, 0 to 1.
    pub probability: f32,
}

/// How a marking was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finder {
    /// A bright four-sided patch at low resolution.
    BrightPatch,
    /// Rows of writing on no ground of their own (skin, tape).
    Writing,
    /// A person, where no machine found it. In no observation: the event `marking-drawn` tells it.
    Person,
}

impl Finder {
    /// The word used in tables, events and URLs.
    pub fn word(self) -> &'static str {
        match self {
            Self::BrightPatch => "bright-patch",
            Self::Writing => "writing",
            Self::Person => "person",
        }
    }
}

/// One marking: a card, paper, tape, skin or burned-in rectangle with writing on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Marking {
    /// Its corners, clockwise, the first being the left top of the writing.
    pub corners: [Point; 4],
    /// How it was found.
    pub found_by: Finder,
    /// How surely it is a marking at all, 0 to 1.
    pub score: f32,
    /// The straightened crop (JPEG) in the pack of crops; `None` until it is packed.
    pub crop: Option<Packed>,
    /// What engines read, by line.
    pub readings: Vec<Reading>,
}

/// Everything the close analysis saw in one original.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseObservation {
    /// The original.
    pub digest: Digest,
    /// Width and height of the whole picture as shown, in pixels; `None` if it could not be decoded.
    pub size: Option<(u32, u32)>,
    /// The faces, the best first.
    pub faces: Vec<Face>,
    /// The markings, the surest first.
    pub markings: Vec<Marking>,
    /// The sealed pack in which the crops lie.
    pub crops: Option<SealedName>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embedding_keeps_the_direction() {
        let one: [f32; 128] = std::array::from_fn(|i| (i as f32 * 0.7).sin());
        let two: [f32; 128] = std::array::from_fn(|i| (i as f32 * 0.7).sin() + 0.5 * (i as f32 * 1.3).cos());
        let dot = |a: &[f32; 128], b: &[f32; 128]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
        let exact = dot(&one, &two) / (dot(&one, &one) * dot(&two, &two)).sqrt();
        let kept = Embedding::of(&one).zip(Embedding::of(&two)).map(|(a, b)| a.cosine(&b));
        assert!(kept.is_some_and(|kept| (kept - exact).abs() < 0.005), "{kept:?} for {exact}");
        let text = Embedding::of(&one).map(String::from).unwrap_or_default();
        assert_eq!(Embedding::try_from(text).ok(), Embedding::of(&one));
        assert_eq!(Embedding::of(&[0.0; 128]), None);
        assert_eq!(Embedding::of(&[f32::NAN; 128]), None);
    }
}

//! What machines saw in one original's bytes. An observation is a derivative: it can be made again.

use serde::{Deserialize, Serialize};

use crate::{Digest, PdqHash, SealedName};

/// What the bytes are, told by the bytes themselves and never by the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each variant is the format of that name")]
pub enum Format {
    Jpeg,
    Png,
    Gif,
    Bmp,
    Tiff,
    Webp,
    Heic,
    Zip,
    Tar,
    Gzip,
    Pdf,
    Video,
    Text,
    Html,
    Svg,
    Empty,
    Other,
}

impl Format {
    /// Whether it is a picture that this version can decode.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Gif | Self::Bmp | Self::Tiff | Self::Webp)
    }

    /// The word used in tables, events and URLs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Bmp => "bmp",
            Self::Tiff => "tiff",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Zip => "zip",
            Self::Tar => "tar",
            Self::Gzip => "gzip",
            Self::Pdf => "pdf",
            Self::Video => "video",
            Self::Text => "text",
            Self::Html => "html",
            Self::Svg => "svg",
            Self::Empty => "empty",
            Self::Other => "other",
        }
    }
}

/// How well the picture in an original can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Decodes whole, and nothing contradicts it.
    Ready,
    /// Decodes in part, or decodes with signs of damage.
    Damaged,
    /// Claims to be a picture and gives none.
    Unreadable,
    /// Not a picture at all.
    NotAPicture,
    /// A picture beyond the limits of pixels, memory or time, or in a format without a decoder here.
    NotDecoded,
}

impl Condition {
    /// The word used in tables, events and URLs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Damaged => "damaged",
            Self::Unreadable => "unreadable",
            Self::NotAPicture => "not-a-picture",
            Self::NotDecoded => "not-decoded",
        }
    }
}

/// One sign of damage or deceit found in an original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// A stable word: `truncated`, `no-end-marker`, `bad-entropy-data`, `zero-filled`, `leftover-data`, `header-only`,
    /// `wrong-name` (bytes and file name disagree), `trailing-data`, `too-large`, `time-limit`, …
    pub code: String,
    /// What was seen, in English, with figures.
    pub detail: String,
}

/// A geographical position as the camera wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Degrees north, −90 to 90.
    pub latitude: f64,
    /// Degrees east, −180 to 180.
    pub longitude: f64,
}

/// One metadata field as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExifField {
    /// Where it stands: `primary`, `thumbnail`, `exif`, `gps`, `interop` or `xmp`.
    pub group: String,
    /// The tag's name in the standard, or its number as `0x9286`.
    pub tag: String,
    /// Its value for display, cut at 1,000 characters.
    pub value: String,
}

/// How much of a date a path told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each variant is the precision of that name")]
pub enum PathDatePrecision {
    Year,
    Month,
    Day,
}

/// A date read out of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathDate {
    /// `2012`, `2012-03` or `2012-03-15` (EDTF level 0).
    pub date: String,
    /// How much of it was told.
    pub precision: PathDatePrecision,
    /// The components it was read from, as found.
    pub from: String,
}

/// A slice of a sealed pack of previews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// Offset in the pack's plain bytes.
    pub offset: u64,
    /// Length in bytes.
    pub length: u32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Where a photograph's previews lie: JPEG pictures, orientation applied, in one sealed pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previews {
    /// The pack.
    pub pack: SealedName,
    /// For the grid: longer side at most 256 pixels.
    pub grid: Packed,
    /// For the page: longer side at most 1024 pixels.
    pub view: Packed,
}

/// Everything the first analysis saw in one original.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// The original.
    pub digest: Digest,
    /// Its length in bytes.
    pub bytes: u64,
    /// What the bytes are.
    pub format: Format,
    /// How well it can be read.
    pub condition: Condition,
    /// Every sign of damage or deceit, the worst first.
    pub damage: Vec<Damage>,
    /// How much of the picture is readable: 0 to 1; `None` where that has no meaning.
    pub readable: Option<f64>,
    /// Width in pixels as stored, before orientation.
    pub width: Option<u32>,
    /// Height in pixels as stored, before orientation.
    pub height: Option<u32>,
    /// EXIF orientation, 1 to 8.
    pub orientation: Option<u8>,
    /// EXIF DateTimeOriginal (else DateTimeDigitized, else DateTime) as the camera's clock claimed, without zone: `2012-03-15T10:22:33.250`.
    pub taken_at: Option<String>,
    /// EXIF OffsetTimeOriginal, if any: `+02:00`.
    pub offset: Option<String>,
    /// Make and model, joined, trimmed.
    pub camera: Option<String>,
    /// Body serial number.
    pub serial: Option<String>,
    /// GPS position.
    pub position: Option<Position>,
    /// All metadata fields read.
    pub exif: Vec<ExifField>,
    /// PDQ hashes in the eight turnings (index = `Turning`), the first being the picture as shown.
    pub pdq: Option<[PdqHash; 8]>,
    /// PDQ's own quality, 0 to 100.
    pub quality: Option<u8>,
    /// The small luma signature that `linkage` verifies copies with.
    pub signature: Option<Vec<u8>>,
    /// Variance of the Laplacian of the luma of the view preview; larger is sharper.
    pub sharpness: Option<f64>,
    /// Mean luma, 0 to 255.
    pub brightness: Option<f64>,
    /// Where the previews lie.
    pub previews: Option<Previews>,
}

impl Observation {
    /// An observation of which only digest, length and format are known; not a picture until somebody says so.
    pub fn of(digest: Digest, bytes: u64, format: Format) -> Self {
        Self {
            digest,
            bytes,
            format,
            condition: Condition::NotAPicture,
            damage: Vec::new(),
            readable: None,
            width: None,
            height: None,
            orientation: None,
            taken_at: None,
            offset: None,
            camera: None,
            serial: None,
            position: None,
            exif: Vec::new(),
            pdq: None,
            quality: None,
            signature: None,
            sharpness: None,
            brightness: None,
            previews: None,
        }
    }
}

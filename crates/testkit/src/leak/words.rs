//! The words of the truth: categories, kinds, ways of copying and of breaking.

use serde::{Deserialize, Serialize};

/// The category of a person or picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// A detainee with numbers.
    Detainee,
    /// A soldier, with a name on the card.
    Soldier,
    /// A civilian, without numbers.
    Civilian,
    /// A place.
    Scene,
    /// A sheet of paper.
    Document,
}

/// The script of the digits on a marking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// 0 to 9.
    Western,
    /// ٠ to ٩.
    ArabicIndic,
}

/// How a marking is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writing {
    /// By a machine.
    Printed,
    /// By a hand.
    Hand,
}

/// What a marking is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Surface {
    /// White board.
    Card,
    /// Paper, crumpled.
    Paper,
    /// A strip of tape.
    Tape,
    /// Skin.
    Skin,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole picture.
    Photograph,
    /// A picture that is broken in some way.
    Damaged,
    /// A whole file under a name that says something else.
    Misnamed,
    /// A zip or tar.
    Container,
    /// A file of another kind: text, table, film, office document.
    Document,
    /// A file without a byte.
    Empty,
    /// A symbolic link.
    Symlink,
    /// A second name of another file (its own line gives the first name as `target`).
    HardLink,
    /// A named pipe.
    Fifo,
    /// A folder without anything in it.
    EmptyFolder,
}

/// The way in which a picture is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Damage {
    /// The end is missing.
    Truncated,
    /// Bits are flipped in the picture data.
    BitFlipped,
    /// The end is zeros, the length is right.
    ZeroTail,
    /// Nothing after the header.
    HeaderOnly,
    /// A hole of zeros in the middle, as of a lost block of a disk.
    ZeroBlock,
}

/// How a copy came from the picture it is a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same bytes.
    Exact,
    /// Coded again at another quality.
    Reencoded,
    /// Made smaller.
    Resized,
    /// Cropped, then coded again.
    Cropped,
    /// With a watermark.
    Watermarked,
    /// Resized, cropped and watermarked, as on the web.
    Published,
    /// Pixels turned by quarter turns.
    Turned,
    /// Pixels mirrored left to right, perhaps also turned.
    Mirrored,
    /// The same picture data with another EXIF orientation.
    ExifTurned,
    /// A broken copy.
    Damaged,
}

/// The part of a person that a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// The whole body.
    Whole,
    /// A part of it.
    Part,
    /// The face.
    Face,
    /// The card.
    Card,
}

//! The ground truth: what every file of a leak really is.
//!
//! The format is JSON lines, UTF-8. The first line is a [`Header`], then come a [`Person`] for each person drawn and a
//! [`File`] for each path, each line an object with a member `line` of `header`, `person` or `file`:
//!
//! ```json
//! {"line":"header","format":"amana-truth/1","seed":7,"photographs":200,"size":"small","files":231,"people":31}
//! {"line":"person","id":"i00004","category":"detainee","numbers":{"branch":"215","detainee":"1043","examination":"88"},…}
//! {"line":"file","path":"15.03.2012_عسكرية/DSC_0001.JPG","kind":"photograph","sha256":"…","bytes":48211,"picture":"p000012",…}
//! ```
//!
//! A member of a container has the path `CONTAINER!/MEMBER`; a path that is not UTF-8 is shown with replacement
//! characters and stands byte for byte in `path_base64`. Boxes are left, top, right, bottom in pixels as stored, before
//! the EXIF orientation is applied.

use std::fs::File as OpenFile;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

pub use super::words::{Category, Damage, Kind, Relation, Script, Surface, View, Writing};
use super::{LeakError, PictureSize};

/// The name and version of the format.
pub const FORMAT: &str = "amana-truth/1";

/// The whole truth about one leak.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Truth {
    /// What was asked for and what came of it.
    pub header: Header,
    /// The people drawn, by id.
    pub people: Vec<Person>,
    /// Every path: folders apart, nothing is left out.
    pub files: Vec<File>,
}

/// One line of the file of truth.
#[derive(Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line {
    Header(Header),
    Person(Person),
    File(Box<File>),
}

/// What was asked for and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// Always [`FORMAT`].
    pub format: String,
    /// The seed of the leak.
    pub seed: u64,
    /// The number of picture files asked for.
    pub photographs: u32,
    /// The size of the pictures.
    pub size: PictureSize,
    /// Lines of kind `file`, members of containers included.
    pub files: u64,
    /// Lines of kind `person`.
    pub people: u64,
}

/// The three numbers, as digits 0 to 9 (or the letter ج for a branch); what is missing is not on the card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// The branch that held the person.
    pub branch: Option<String>,
    /// The number given by the branch.
    pub detainee: Option<String>,
    /// The number given by the hospital.
    pub examination: Option<String>,
}

/// The marking of one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Marking {
    /// The script of the digits.
    pub script: Script,
    /// Printed or by hand.
    pub writing: Writing,
    /// What it is written on.
    pub surface: Surface,
    /// The lines as they stand, labels left out.
    pub lines: Vec<String>,
}

/// A person drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The id, such as `i00004`.
    pub id: String,
    /// Detainee, soldier or civilian.
    pub category: Category,
    /// The three numbers.
    pub numbers: Numbers,
    /// The name on the card of a soldier; invented.
    pub name: Option<String>,
    /// The marking, where there is one.
    pub marking: Option<Marking>,
    /// The day of the photographs, `2012-03-15`.
    pub day: String,
}

/// How a copy was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copied {
    /// The path of the picture it was made from.
    pub of: String,
    /// The way.
    pub relation: Relation,
    /// Fractions cut off left, top, right and bottom, as seen with the source's orientation applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crop: Option<[f32; 4]>,
    /// Quarter turns clockwise that lead from the source as seen to the copy as seen (after mirroring, if mirrored).
    #[serde(default)]
    pub quarter_turns: u8,
    /// Mirrored left to right.
    #[serde(default)]
    pub mirrored: bool,
    /// Size of the copy against the source, 1 for the same.
    pub scale: f32,
    /// JPEG quality of the copy, where it was coded again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<u8>,
}

/// A living person who stands in the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bystander {
    /// What is seen of the person.
    pub body: [f32; 4],
    /// The face, where it is in the picture.
    pub face: Option<[f32; 4]>,
}

/// Where the marking is in the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardPlace {
    /// The corners, clockwise from the left top of the writing.
    pub corners: [(f32, f32); 4],
    /// The turn of the writing in degrees clockwise, 0 for upright, in pixels as stored.
    pub rotation: f32,
    /// All of it is inside the picture and nothing lies over it.
    pub whole: bool,
}

/// What a picture shows and how it was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The id of the picture, shared by all its copies.
    pub picture: String,
    /// The category.
    pub category: Category,
    /// The person, by id.
    pub person: Option<String>,
    /// The part of the person.
    pub view: Option<View>,
    /// Pictures of one burst: the same view, seconds apart, another framing each.
    pub burst: String,
    /// Width and height in pixels as stored.
    pub size: (u32, u32),
    /// EXIF orientation, 1 to 8.
    pub orientation: u8,
    /// Faces of the dead.
    pub faces: Vec<[f32; 4]>,
    /// The marking.
    pub card: Option<CardPlace>,
    /// Living people.
    pub bystanders: Vec<Bystander>,
    /// Make and model of the camera.
    pub camera: String,
    /// Serial number of the camera.
    pub serial: String,
    /// When it was really taken, local time.
    pub taken_at: String,
    /// What the camera's clock said, as EXIF writes it; `None` where the file carries no EXIF.
    pub exif_time: Option<String>,
    /// The camera's clock had been reset.
    pub clock_reset: bool,
}

/// One path of the deposit, or one member of a container.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// The path below the deposit, `/` between the parts, lossy where it is not UTF-8.
    pub path: String,
    /// The path byte for byte, where it is not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_base64: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// SHA-256 of the content in hexadecimal; `None` for links, pipes and folders.
    pub sha256: Option<String>,
    /// Length in bytes.
    pub bytes: u64,
    /// Time of the last change, seconds since 1970, as set on the file.
    pub modified: i64,
    /// What more there is to say of the kind: the media type, the trick of the name, the reason of the damage.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The style of the folder's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder_style: Option<String>,
    /// The day that the folder's name tells, `2012-03-15`, or `2012-03` where it tells no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder_date: Option<String>,
    /// What the picture shows; also of damaged pictures, and of misnamed ones that are pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
    /// How it was made from another picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<Copied>,
    /// The way it is broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damage: Option<Damage>,
    /// Bytes from the start that are still those of the whole file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intact_bytes: Option<u64>,
    /// Where a link leads, or the first name of a hard link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

impl Truth {
    /// Writes the truth as JSON lines.
    pub fn write(&self, path: &Path) -> Result<(), LeakError> {
        let failed = |error| LeakError::io(path, error);
        let mut out = BufWriter::new(OpenFile::create(path).map_err(failed)?);
        let header = std::iter::once(Line::Header(self.header.clone()));
        let people = self.people.iter().map(|person| Line::Person(person.clone()));
        let files = self.files.iter().map(|file| Line::File(Box::new(file.clone())));
        for line in header.chain(people).chain(files) {
            serde_json::to_writer(&mut out, &line).map_err(|error| failed(error.into()))?;
            out.write_all(b"\n").map_err(failed)?;
        }
        out.flush().map_err(failed)
    }

    /// Reads the truth back.
    pub fn read(path: &Path) -> Result<Self, LeakError> {
        let failed = |error| LeakError::io(path, error);
        let mut header = None;
        let (mut people, mut files) = (Vec::new(), Vec::new());
        for line in BufReader::new(OpenFile::open(path).map_err(failed)?).lines() {
            match serde_json::from_str(&line.map_err(failed)?).map_err(|error| failed(error.into()))? {
                Line::Header(found) => header = Some(found),
                Line::Person(person) => people.push(person),
                Line::File(file) => files.push(*file),
            }
        }
        let header = header.filter(|found: &Header| found.format == FORMAT);
        Ok(Self { header: header.ok_or(LeakError::NotATruth)?, people, files })
    }
}

impl File {
    /// The path byte for byte.
    pub fn path_bytes(&self) -> Vec<u8> {
        use base64::Engine as _;
        let coded = self.path_base64.as_deref();
        coded
            .and_then(|text| base64::engine::general_purpose::STANDARD.decode(text).ok())
            .unwrap_or_else(|| self.path.clone().into_bytes())
    }

    /// Says whether this is a member of a container.
    pub fn is_member(&self) -> bool {
        self.path.contains("!/")
    }
}

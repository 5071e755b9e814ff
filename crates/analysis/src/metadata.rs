//! What a picture says of itself: EXIF by `kamadak-exif`, and a few fields of XMP found by a plain search.
//!
//! All of it is a claim by whoever wrote the file. Values are cut, control characters taken out; XMP is never
//! parsed as XML, so nothing in it can expand.

mod claims;
mod xmp;

use std::fmt::{self, Write as _};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use amana_model::{ExifField, Position};
use exif::{Context, Exif, Field, In, Reader};

/// Characters kept of one value.
const LONGEST_VALUE: usize = 1000;
/// Fields kept of one picture.
const MOST_FIELDS: usize = 1000;

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) fields: Vec<ExifField>,
    pub(crate) orientation: Option<u8>,
    pub(crate) taken_at: Option<String>,
    pub(crate) offset: Option<String>,
    pub(crate) camera: Option<String>,
    pub(crate) serial: Option<String>,
    pub(crate) position: Option<Position>,
}

/// Reads a picture's metadata; what is broken is left out.
pub(crate) fn read(bytes: &[u8]) -> Metadata {
    catch_unwind(AssertUnwindSafe(|| read_exif(bytes))).unwrap_or_default()
}

fn read_exif(bytes: &[u8]) -> Metadata {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader
        .read_from_container(&mut Cursor::new(bytes))
        .or_else(|error| prefixed(bytes).map_or(Err(error), |raw| reader.read_raw(raw.to_vec())))
        .or_else(|error| error.distill_partial_result(|_| ()));
    let mut metadata = match read {
        Ok(exif) => of_exif(&exif),
        Err(exif::Error::NotFound(_)) => Metadata::default(),
        Err(error) => {
            let field = ExifField { group: "exif".into(), tag: "unreadable".into(), value: clean(&error) };
            Metadata { fields: vec![field], ..Metadata::default() }
        }
    };
    metadata.fields.extend(xmp::fields(bytes));
    metadata
}

/// The EXIF chunk of a WebP file whose writer put JPEG's `Exif\0\0` before it, as many do against the format.
fn prefixed(bytes: &[u8]) -> Option<&[u8]> {
    if !bytes.starts_with(b"RIFF") {
        return None;
    }
    let at = memchr::memmem::find(bytes, b"EXIF")?;
    let size = u32::from_le_bytes(*bytes.get(at + 4..)?.first_chunk()?) as usize;
    bytes.get(at + 8..)?.get(..size)?.strip_prefix(b"Exif\0\0")
}

fn of_exif(exif: &Exif) -> Metadata {
    Metadata {
        fields: exif.fields().take(MOST_FIELDS).map(field).collect(),
        orientation: claims::orientation(exif),
        taken_at: claims::taken_at(exif),
        offset: claims::offset(exif),
        camera: claims::camera(exif),
        serial: claims::serial(exif),
        position: claims::position(exif),
    }
}

fn field(field: &Field) -> ExifField {
    let group = match (field.tag.context(), field.ifd_num) {
        (Context::Exif, _) => "exif",
        (Context::Gps, _) => "gps",
        (Context::Interop, _) => "interop",
        (_, In::THUMBNAIL) => "thumbnail",
        _ => "primary",
    };
    let name = field.tag.to_string();
    let tag = if name.starts_with("Tag(") { format!("0x{:04x}", field.tag.number()) } else { name };
    ExifField { group: group.into(), tag, value: clean(&field.display_value()) }
}

/// The text of a value, cut, without control characters and marks that turn the direction of text.
fn clean(value: &dyn fmt::Display) -> String {
    let mut cut = Cut { text: String::new(), room: LONGEST_VALUE };
    // An error only says that the room is used up.
    let _ = write!(cut, "{value}");
    cut.text
}

/// Text that takes only so much: a maker note of megabytes is never written out whole.
struct Cut {
    text: String,
    room: usize,
}

impl fmt::Write for Cut {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if self.room == 0 {
                return Err(fmt::Error);
            }
            if !c.is_control()
                && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            {
                self.text.push(c);
                self.room -= 1;
            }
        }
        Ok(())
    }
}

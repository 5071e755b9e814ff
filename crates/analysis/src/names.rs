//! What a file name's ending promises, against what the bytes are.

use amana_model::Format;

/// Endings and the formats they stand for; several formats share the frame of another (RAW in TIFF).
const ENDINGS: &[(&str, &[Format])] = &[
    ("jpg", &[Format::Jpeg]),
    ("jpeg", &[Format::Jpeg]),
    ("jpe", &[Format::Jpeg]),
    ("jfif", &[Format::Jpeg]),
    ("mpo", &[Format::Jpeg]),
    ("png", &[Format::Png]),
    ("gif", &[Format::Gif]),
    ("bmp", &[Format::Bmp]),
    ("dib", &[Format::Bmp]),
    ("tif", &[Format::Tiff]),
    ("tiff", &[Format::Tiff]),
    ("webp", &[Format::Webp]),
    ("heic", &[Format::Heic]),
    ("heif", &[Format::Heic]),
    ("hif", &[Format::Heic]),
    ("avif", &[Format::Heic]),
];

/// Endings of files that are no pictures: a picture behind one is hidden, by intent or not.
const OTHER_ENDINGS: &[&str] = &[
    "txt", "html", "htm", "svg", "xml", "pdf", "doc", "docx", "xls", "xlsx", "csv", "zip", "rar", "7z",
    "tar", "gz", "mp3", "mp4", "avi", "mov", "3gp", "exe", "db", "ini", "log",
];

/// The ending in lower case, if it is one of at most five ASCII letters and digits.
fn ending(name: &[u8]) -> Option<String> {
    let dot = memchr::memrchr(b'.', name)?;
    // A blank behind the ending is kept by some systems and dropped by others; it promises nothing else.
    let ending = name[dot + 1..].trim_ascii_end();
    let plain = (1..=5).contains(&ending.len()) && ending.iter().all(u8::is_ascii_alphanumeric);
    plain.then(|| String::from_utf8_lossy(ending).to_ascii_lowercase())
}

/// Whether the name promises a picture.
pub(crate) fn claims_picture(name: &[u8]) -> bool {
    ending(name).is_some_and(|e| ENDINGS.iter().any(|(known, _)| e == *known))
}

/// The ending, if it promises something else than `format`.
pub(crate) fn contradiction(name: &[u8], format: Format) -> Option<String> {
    let ending = ending(name)?;
    let promised = ENDINGS.iter().find(|(known, _)| ending == *known).map(|(_, formats)| *formats);
    let wrong = match promised {
        // Nothing at all contradicts nothing.
        Some(_) if format == Format::Empty => false,
        Some(formats) => !formats.contains(&format),
        None => (format.is_picture() || format == Format::Heic) && OTHER_ENDINGS.contains(&ending.as_str()),
    };
    wrong.then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_against_bytes() {
        let cases: &[(&[u8], Format, bool)] = &[
            (b"a.jpg", Format::Jpeg, false),
            (b"a.JPG ", Format::Jpeg, false),
            (b"a.jpg", Format::Png, true),
            (b"a.png", Format::Html, true),
            (b"a.txt", Format::Jpeg, true),
            (b"a.txt", Format::Text, false),
            (b"a", Format::Jpeg, false),
            (b"a.b\xff", Format::Jpeg, false),
            (b"a.nef", Format::Tiff, false),
            (b"a.dat", Format::Jpeg, false),
            (b"a.jpg", Format::Empty, false),
        ];
        for (name, format, wrong) in cases {
            assert_eq!(contradiction(name, *format).is_some(), *wrong, "{} {format:?}", name.escape_ascii());
        }
        assert!(claims_picture(b"x.JpEg") && !claims_picture(b"x.txt"));
    }
}

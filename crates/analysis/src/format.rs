//! What bytes are, told by their magic numbers and never by a name.

use amana_model::Format;

/// Tells the format from the first bytes of a file (up to 4 KiB are looked at).
pub fn format_of(head: &[u8]) -> Format {
    let head = &head[..head.len().min(4096)];
    if head.is_empty() {
        return Format::Empty;
    }
    by_magic(head).or_else(|| by_text(head)).unwrap_or(Format::Other)
}

fn by_magic(head: &[u8]) -> Option<Format> {
    const MAGIC: &[(&[u8], Format)] = &[
        (b"\xff\xd8\xff", Format::Jpeg),
        (b"\x89PNG\r\n\x1a\n", Format::Png),
        (b"GIF87a", Format::Gif),
        (b"GIF89a", Format::Gif),
        (b"II*\0", Format::Tiff),
        (b"MM\0*", Format::Tiff),
        (b"II+\0", Format::Tiff),
        (b"MM\0+", Format::Tiff),
        (b"PK\x03\x04", Format::Zip),
        (b"PK\x05\x06", Format::Zip),
        (b"\x1f\x8b", Format::Gzip),
        (b"%PDF-", Format::Pdf),
        (b"\x1aE\xdf\xa3", Format::Video),
        (b"\x00\x00\x01\xba", Format::Video),
        (b"\x00\x00\x01\xb3", Format::Video),
        (b"FLV\x01", Format::Video),
        (b"0&\xb2u\x8ef\xcf\x11", Format::Video),
    ];
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(*format);
    }
    if head.starts_with(b"RIFF") && head.len() >= 12 {
        return match &head[8..12] {
            b"WEBP" => Some(Format::Webp),
            b"AVI " => Some(Format::Video),
            _ => None,
        };
    }
    if head.len() >= 12 && &head[4..8] == b"ftyp" {
        return Some(by_brand(head));
    }
    if is_bmp(head) {
        return Some(Format::Bmp);
    }
    (head.len() >= 263 && &head[257..262] == b"ustar").then_some(Format::Tar)
}

/// ISO base media files: the brands of still pictures (ISO/IEC 23008-12, AVIF) against everything that moves.
fn by_brand(head: &[u8]) -> Format {
    const STILL: [&[u8; 4]; 10] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"];
    let still = |brand: &[u8]| STILL.iter().any(|s| brand == *s);
    if still(&head[8..12]) { Format::Heic } else { Format::Video }
}

/// `BM` alone is too short a sign: the header's reserved words are zero and its size is one that exists.
fn is_bmp(head: &[u8]) -> bool {
    head.starts_with(b"BM")
        && head.len() >= 18
        && head[6..10] == [0; 4]
        && matches!(
            u32::from_le_bytes([head[14], head[15], head[16], head[17]]),
            12 | 16 | 40 | 52 | 56 | 64 | 108 | 124
        )
}

fn by_text(head: &[u8]) -> Option<Format> {
    let text = match head {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Some(Format::Text),
        [0xef, 0xbb, 0xbf, rest @ ..] => rest,
        _ => head,
    };
    // A multi-byte character may be cut by the end of the head.
    let valid = match std::str::from_utf8(text) {
        Ok(valid) => valid,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&text[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    if valid.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\x0c' | '\x1b')) {
        return None;
    }
    let lower = valid.trim_start().to_ascii_lowercase();
    let before = |word: &str| lower.find(word).filter(|_| lower.starts_with('<'));
    match (
        before("<svg"),
        before("<html").or(before("<!doctype html")).or(before("<script")).or(before("<body")),
    ) {
        (Some(svg), Some(html)) if svg < html => Some(Format::Svg),
        (_, Some(_)) => Some(Format::Html),
        (Some(_), None) => Some(Format::Svg),
        (None, None) => Some(Format::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn magic_numbers_and_text() {
        let cases: &[(&[u8], Format)] = &[
            (b"", Format::Empty),
            (b"\xff\xd8\xff\xe0rest", Format::Jpeg),
            (b"\x89PNG\r\n\x1a\n....", Format::Png),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Format::Webp),
            (b"RIFF\x10\0\0\0AVI LIST", Format::Video),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Format::Heic),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", Format::Video),
            (b"BM, he said, and went away from here", Format::Text),
            (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", Format::Bmp),
            (b"hello", Format::Text),
            ("صورة".as_bytes(), Format::Text),
            ("صورة".as_bytes().split_last().unwrap().1, Format::Text),
            (b"<?xml version='1.0'?><svg xmlns='x'/>", Format::Svg),
            (b"\xef\xbb\xbf  <!DOCTYPE html><p>", Format::Html),
            (b"<svg><script>alert(1)</script></svg>", Format::Svg),
            (b"\0\x01\x02", Format::Other),
            (b"%PDF-1.4", Format::Pdf),
        ];
        for (bytes, format) in cases {
            assert_eq!(format_of(bytes), *format, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_tar_is_told_by_its_member_header() {
        let mut head = [0; 512];
        head[..5].copy_from_slice(b"a.jpg");
        head[257..262].copy_from_slice(b"ustar");
        assert_eq!(format_of(&head), Format::Tar);
    }
}

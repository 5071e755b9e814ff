//! A few fields of an XMP packet (ISO 16684-1), by searching for their names: no XML is parsed, nothing expands.

use amana_model::ExifField;

/// How far into a file a packet is looked for, and how long one may be, in bytes.
const FARTHEST: usize = 1 << 20;

const WANTED: [&str; 5] =
    ["xmp:CreateDate", "xmp:ModifyDate", "xmp:CreatorTool", "photoshop:DateCreated", "tiff:Orientation"];

/// The packet's length, and the wanted fields where they stand as plain attributes or elements.
pub(super) fn fields(bytes: &[u8]) -> Vec<ExifField> {
    let head = &bytes[..bytes.len().min(FARTHEST)];
    let Some(start) = memchr::memmem::find(head, b"<x:xmpmeta") else { return Vec::new() };
    let Some(length) = memchr::memmem::find(&head[start..], b"</x:xmpmeta>") else { return Vec::new() };
    let packet = &head[start..start + length];
    let field = |tag: &str, value: String| ExifField { group: "xmp".into(), tag: tag.into(), value };
    let mut found = vec![field("packet", format!("{} bytes", packet.len()))];
    found.extend(WANTED.iter().filter_map(|name| Some(field(name, value(packet, name)?))));
    found
}

fn value(packet: &[u8], name: &str) -> Option<String> {
    let at = memchr::memmem::find(packet, name.as_bytes())? + name.len();
    let rest = &packet[at..];
    let (open, close) = match rest {
        [b'=', quote @ (b'"' | b'\''), ..] => (2, *quote),
        [b'>', ..] => (1, b'<'),
        _ => return None,
    };
    let end = memchr::memchr(close, &rest[open..])?;
    let text = String::from_utf8_lossy(&rest[open..open + end]);
    Some(super::clean(&text.trim()))
}

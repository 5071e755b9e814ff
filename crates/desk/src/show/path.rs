//! Paths of a deposit on a page: hostile text, shown so that nothing in it can hide or reorder anything.
//!
//! Each component stands alone in its direction; control, bidi and invisible characters and bytes that are not UTF-8
//! become visible marks. The template escapes what is left.

use amana_model::PathBytes;
use data_encoding::HEXUPPER;

/// A piece of a component: plain text, or a mark in place of something that cannot be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The text to show.
    pub(crate) text: String,
    /// For a mark: what it stands for, `U+202E` or `byte FF`.
    pub(crate) stands_for: Option<String>,
}

/// A path ready to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownPath {
    /// Its components, split at `/`.
    pub(crate) components: Vec<Vec<Piece>>,
    /// Whether the marks leave doubt, so that the exact bytes are offered.
    pub(crate) odd: bool,
    /// The exact bytes in hexadecimal, in pairs.
    pub(crate) exact: String,
}

impl ShownPath {
    /// Prepares a path.
    pub(crate) fn of(path: &PathBytes) -> Self {
        let components: Vec<_> = path.0.split(|byte| *byte == b'/').map(pieces).collect();
        let odd = components.iter().flatten().any(|piece| piece.stands_for.is_some());
        let pairs: Vec<_> = path.0.iter().map(|byte| HEXUPPER.encode(&[*byte])).collect();
        Self { components, odd, exact: pairs.join(" ") }
    }

    /// Prepares a text that was a path once.
    pub(crate) fn of_text(text: &str) -> Self {
        Self::of(&PathBytes(text.as_bytes().to_vec()))
    }

    /// The last component.
    pub(crate) fn name(&self) -> &[Piece] {
        self.components.last().map_or(&[], Vec::as_slice)
    }

    /// The last component as one text, for an attribute.
    pub(crate) fn name_text(&self) -> String {
        self.name().iter().map(|piece| piece.text.as_str()).collect()
    }
}

fn pieces(component: &[u8]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let ends = component.utf8_chunks().count();
    for (at, chunk) in component.utf8_chunks().enumerate() {
        let valid = chunk.valid();
        let last = at + 1 == ends && chunk.invalid().is_empty();
        for (place, c) in valid.char_indices() {
            let at_end = last && place + c.len_utf8() == valid.len();
            let at_start = at == 0 && place == 0;
            match mark(c, at_start || at_end) {
                Some(text) => pieces.push(Piece { text, stands_for: Some(format!("U+{:04X}", c as u32)) }),
                None => push_plain(&mut pieces, c),
            }
        }
        for byte in chunk.invalid() {
            pieces
                .push(Piece { text: format!("\\x{byte:02X}"), stands_for: Some(format!("byte {byte:02X}")) });
        }
    }
    pieces
}

fn push_plain(pieces: &mut Vec<Piece>, c: char) {
    match pieces.last_mut() {
        Some(Piece { text, stands_for: None }) => text.push(c),
        _ => pieces.push(Piece { text: c.to_string(), stands_for: None }),
    }
}

/// The names of the first 32 control characters (ECMA-48).
const CONTROLS: [&str; 32] = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS",
    "US",
];

/// What to show in place of a character that cannot be seen; `None` for one that can.
fn mark(c: char, at_edge: bool) -> Option<String> {
    let name = match c {
        ' ' if at_edge => "SP",
        '\u{a0}' => "NBSP",
        '\u{ad}' => "SHY",
        '\u{61c}' => "ALM",
        '\u{200b}' => "ZWSP",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{feff}' => "BOM",
        '\0'..='\u{1f}' => CONTROLS[c as usize],
        '\u{7f}' => "DEL",
        c if c.is_control() || is_unseen(c) => return Some(format!("U+{:04X}", c as u32)),
        _ => return None,
    };
    Some(name.to_owned())
}

/// Further characters without a shape of their own (Unicode's default-ignorable and separator characters).
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3000}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(bytes: &[u8]) -> String {
        let path = ShownPath::of(&PathBytes(bytes.to_vec()));
        let component = |pieces: &Vec<Piece>| {
            let show = |piece: &Piece| match &piece.stands_for {
                Some(_) => format!("[{}]", piece.text),
                None => piece.text.clone(),
            };
            pieces.iter().map(show).collect::<String>()
        };
        path.components.iter().map(component).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn what_cannot_be_seen_is_marked() {
        assert_eq!(shown("صور/a\u{202e}gpj.exe".as_bytes()), "صور/a[RLO]gpj.exe");
        assert_eq!(shown(b"two\nlines \xff/ x "), "two[LF]lines [\\xFF]/[SP]x[SP]");
        assert_eq!(shown(b"plain name.jpg"), "plain name.jpg");
        assert_eq!(shown(b""), "");
    }

    proptest! {
        #[test]
        fn nothing_unseen_is_left(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let path = ShownPath::of(&PathBytes(bytes));
            for piece in path.components.iter().flatten() {
                prop_assert!(piece.text.chars().all(|c| !c.is_control() && !is_unseen(c)));
                let reorders = piece.text.contains(['\u{202e}', '\u{2068}', '\u{200f}']);
                prop_assert!(!reorders);
            }
        }

        #[test]
        fn what_is_plain_is_kept(text in "[a-zA-Zء-ي0-9_.-]{1,40}") {
            prop_assert_eq!(shown(text.as_bytes()), text);
        }
    }
}

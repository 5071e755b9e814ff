//! Texts as they can be printed: whatever would reorder a page, or print nothing, becomes a notation such as `[U+202E]`.
//!
//! A text in a finding may be what somebody else wrote on a card or named a file. A reader must see that there was something.

use unicode_segmentation::UnicodeSegmentation;

use crate::fonts::FONTS;

/// Where a line may be broken without a hyphen; the template turns it into a space of no width. No text brings its own.
pub(crate) const BREAK: char = '\u{200b}';

/// How far places to break stand apart in a word that may be broken, in em: about eight digits.
const STEP: f64 = 4.0;

/// Makes one line of a text: line feeds and other white space become a space.
pub(crate) fn line(text: &str) -> String {
    clusters(
        &text
            .chars()
            .filter_map(|c| if c.is_whitespace() && !is_fixed(c) { Some(' ') } else { keep(c) })
            .collect::<String>(),
    )
}

/// Keeps line feeds, and makes four spaces of a tab.
pub(crate) fn lines(text: &str) -> String {
    let tabs = text.replace("\r\n", "\n").replace('\t', "    ");
    tabs.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Lets each word that is wider than `limit` be broken. Widths are in em, the size of the letters.
pub(crate) fn breakable(text: &str, limit: f64) -> String {
    let mut broken = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let clusters: Vec<(&str, f64)> = word.graphemes(true).map(|c| (c, FONTS.width(c))).collect();
        if clusters.iter().map(|(_, width)| width).sum::<f64>() <= limit {
            broken.push_str(word);
            continue;
        }
        let mut since = 0.0;
        for (cluster, width) in clusters {
            if since > 0.0 && since + width > limit.min(STEP) {
                broken.push(BREAK);
                since = 0.0;
            }
            broken.push_str(cluster);
            since += width;
        }
    }
    broken
}

/// Spaces that a line may not be broken at.
fn is_fixed(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// Leaves out what carries no meaning in print: marks of direction and of places to break, isolates that Fluent puts around what it
/// is given, choices between two pictures of one sign. Overrides of direction stay, and are written out: nobody needs them in earnest.
fn keep(c: char) -> Option<char> {
    let silent = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    (!silent).then_some(c)
}

/// Writes out each cluster that no font prints, and each mark that stands on no letter: it would be set on its neighbour's.
fn clusters(text: &str) -> String {
    let mut legible = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        let stands = !cluster.starts_with(is_mark);
        if stands && cluster.chars().all(is_printable) && FONTS.print(cluster) {
            legible.push_str(cluster);
            continue;
        }
        for (n, c) in cluster.chars().enumerate() {
            if stands && n == 0 && is_printable(c) && FONTS.print(c.encode_utf8(&mut [0; 4])) {
                legible.push(c);
            } else {
                legible.push_str(&format!("[U+{:04X}]", u32::from(c)));
            }
        }
    }
    legible
}

/// Tells whether a character would join the one before it.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && ['x', c].iter().collect::<String>().graphemes(true).count() == 1
}

/// Private characters mean something else in each font, and PDF/A forbids them.
fn is_printable(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{202d}' | '\u{202e}' | '\u{fff9}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reorders_or_prints_nothing_is_written_out() {
        assert_eq!(line("photo\u{202e}gpj.exe"), "photo[U+202E]gpj.exe");
        assert_eq!(line("a\u{0}b\u{7}\u{e000}\u{1f600}"), "a[U+0000]b[U+0007][U+E000][U+1F600]");
        assert_eq!(line("\u{2068}17\u{2069} of\n\u{200f}20\u{feff}"), "17 of 20");
        assert_eq!(line("\u{301}\u{6ed} a\u{6ed}"), "[U+0301][U+06ED] a[U+06ED]");
    }

    #[test]
    fn joiners_accents_and_fixed_spaces_stay() {
        for text in ["e\u{301}", "é", "10\u{a0}%", "−5", "Ω ж ḥ ʿ ʾ ṣ"] {
            assert_eq!(line(text), text);
        }
        if crate::has_arabic() {
            assert_eq!(line("می\u{200c}خواهم"), "می\u{200c}خواهم");
        }
    }

    #[test]
    fn a_verbatim_text_keeps_its_lines() {
        assert_eq!(lines("a\r\n\tb\n\nc\u{85}d"), "a\n    b\n\nc d");
    }

    #[test]
    fn only_long_words_may_be_broken() {
        assert_eq!(breakable("short words", 6.0), "short words");
        assert_eq!(breakable("0123456789012345 x", 6.0), "01234567\u{200b}89012345 x");
        assert_eq!(breakable("WWW", 0.5), "W\u{200b}W\u{200b}W");
    }
}

//! The fonts that are in the binary, and which characters each can print.
//!
//! Latin, Greek and Cyrillic by Libertinus Serif, Arabic by Amiri, verbatim texts and signs by DejaVu Sans Mono; all may
//! be embedded in a PDF that leaves the house (SIL Open Font License, Bitstream Vera License).

use std::sync::LazyLock;

use ttf_parser::Face;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontStyle, FontWeight};
use typst::utils::LazyHash;

/// Families as the template names them.
pub(crate) const SERIF: &str = "Libertinus Serif";
const AMIRI: &str = "Amiri";
const MONO: &str = "DejaVu Sans Mono";

#[cfg(arabic_font)]
const ARABIC: &[&[u8]] = &[
    include_bytes!("../../../web/fonts/Amiri_400Regular.ttf"),
    include_bytes!("../../../web/fonts/Amiri_700Bold.ttf"),
];
#[cfg(not(arabic_font))]
const ARABIC: &[&[u8]] = &[];

/// The fonts of this build.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::of(ARABIC));

/// Tells whether this build can print Arabic: it was made after `cargo xtask web`.
pub fn has_arabic() -> bool {
    FONTS.holds(AMIRI)
}

/// Fonts with the book that typst chooses from.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
    /// Of the same fonts, for their widths.
    faces: Vec<Face<'static>>,
}

impl Fonts {
    fn of(arabic: &'static [&'static [u8]]) -> Self {
        let files = typst_assets::fonts().chain(arabic.iter().copied());
        let read =
            files.filter_map(|file| Some((Font::new(Bytes::new(file), 0)?, Face::parse(file, 0).ok()?)));
        let (fonts, faces): (Vec<Font>, Vec<Face<'_>>) = read.filter(|(font, _)| is_used(font)).unzip();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, faces }
    }

    fn holds(&self, family: &str) -> bool {
        self.fonts.iter().any(|font| font.info().family == family)
    }

    /// Tells whether one family prints all of a cluster in each of its faces: a cluster is never set from two fonts.
    pub(crate) fn print(&self, cluster: &str) -> bool {
        [SERIF, AMIRI, MONO]
            .into_iter()
            .any(|family| cluster.chars().all(|c| is_joiner(c) || self.covers(family, c)))
    }

    /// Gives the width of a text in em, each character as the first font has it that prints it.
    pub(crate) fn width(&self, text: &str) -> f64 {
        let advance = |c| {
            self.faces.iter().find_map(|face| {
                let units = face.glyph_hor_advance(face.glyph_index(c)?)?;
                Some(f64::from(units) / f64::from(face.units_per_em()))
            })
        };
        text.chars().map(|c| advance(c).unwrap_or(1.0)).sum()
    }

    /// Leaves out what the template does not take from a family: Latin from Amiri, which is the other serif's; Arabic from the
    /// monospaced one, whose letters look broken beside Amiri.
    fn covers(&self, family: &str, c: char) -> bool {
        let taken = match family {
            AMIRI => c.is_whitespace() || is_arabic(c),
            MONO => !is_arabic(c),
            _ => true,
        };
        let mut faces = self.fonts.iter().filter(|font| font.info().family == family).peekable();
        taken && faces.peek().is_some() && faces.all(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// The faces that the template asks for; the mathematical ones would only be in the way of choosing.
fn is_used(font: &Font) -> bool {
    let variant = font.info().variant;
    match font.info().family.as_str() {
        SERIF => [FontWeight::REGULAR, FontWeight::SEMIBOLD, FontWeight::BOLD].contains(&variant.weight),
        MONO => variant.style == FontStyle::Normal,
        family => family == AMIRI,
    }
}

/// Tells whether a character is written in Arabic script.
pub(crate) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' | '\u{0870}'..='\u{08ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Characters that join or part letters and print nothing: they need no glyph.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_of_the_template_is_there() {
        assert_eq!(FONTS.fonts.iter().filter(|font| font.info().family == SERIF).count(), 6);
        assert_eq!(FONTS.fonts.iter().filter(|font| font.info().family == MONO).count(), 2);
        assert_eq!(FONTS.fonts.len(), 8 + ARABIC.len());
    }

    #[test]
    fn a_build_without_the_arabic_font_knows_it() {
        let fonts = Fonts::of(&[]);
        assert!(!fonts.holds(AMIRI));
        assert!(fonts.print("e\u{301}"));
        assert!(!fonts.print("ش"));
        assert!(!fonts.print("\u{1f600}"));
    }
}

//! Printed writing: outlines from the fonts that `typst-assets` ships, and the joining of Arabic letters.
//!
//! Trusts those fonts only. Arabic is joined through the Unicode presentation forms (block FE70), which is enough for
//! the words that stand on cards and folders here.

use ttf_parser::{Face, OutlineBuilder};

/// A path of closed contours; x to the right, y down, one em high, the baseline at y = 0.
pub(crate) type Outline = Vec<Vec<(f32, f32)>>;

/// The fonts that cards and watermarks are printed with.
pub(crate) struct Fonts {
    faces: Vec<Face<'static>>,
    arabic: Vec<usize>,
}

impl Fonts {
    /// Opens the shipped fonts and notes which of them have Arabic-Indic digits.
    pub(crate) fn new() -> Self {
        let faces: Vec<Face<'static>> =
            typst_assets::fonts().filter_map(|font| Face::parse(font, 0).ok()).filter(is_for_text).collect();
        let arabic = (0..faces.len()).filter(|&face| has(&faces[face], "٠١٢٣٤٥٦٧٨٩ﺍﺒﺟ")).collect();
        Self { faces, arabic }
    }

    /// How many fonts can write a text as it stands.
    #[cfg(test)]
    pub(crate) fn able(&self, text: &str) -> usize {
        self.faces.iter().filter(|face| has(face, text)).count()
    }

    /// Sets one line, left to right in the order it is seen; returns the outline and its width in em.
    pub(crate) fn line(&self, text: &str, choice: usize) -> (Outline, f32) {
        let seen = if text.chars().any(is_arabic_letter) { visual(text) } else { text.to_owned() };
        let needs_arabic = seen.chars().any(|letter| letter > '\u{5ff}');
        let face = match needs_arabic {
            true if self.arabic.is_empty() => return (Vec::new(), 0.0),
            true => &self.faces[self.arabic[choice % self.arabic.len()]],
            false => &self.faces[choice % self.faces.len()],
        };
        set(face, &seen)
    }
}

fn is_for_text(face: &Face<'_>) -> bool {
    has(face, "0123456789AbMx/-.") && face.tables().math.is_none()
}

fn has(face: &Face<'_>, text: &str) -> bool {
    text.chars().all(|letter| face.glyph_index(letter).is_some())
}

fn set(face: &Face<'_>, text: &str) -> (Outline, f32) {
    let scale = 1.0 / f32::from(face.units_per_em());
    let mut pen = Pen { scale, x: 0.0, outline: Vec::new(), at: (0.0, 0.0) };
    for letter in text.chars() {
        let Some(glyph) = face.glyph_index(letter) else { continue };
        face.outline_glyph(glyph, &mut pen);
        pen.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * scale;
    }
    (pen.outline, pen.x)
}

struct Pen {
    scale: f32,
    x: f32,
    outline: Outline,
    at: (f32, f32),
}

impl Pen {
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, -y * self.scale)
    }

    fn add(&mut self, point: (f32, f32)) {
        if let Some(contour) = self.outline.last_mut() {
            contour.push(point);
        }
        self.at = point;
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.outline.push(Vec::new());
        let point = self.place(x, y);
        self.add(point);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let point = self.place(x, y);
        self.add(point);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, bend, to) = (self.at, self.place(x1, y1), self.place(x, y));
        for step in 1..=6 {
            let t = step as f32 / 6.0;
            let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            self.add((a * from.0 + b * bend.0 + c * to.0, a * from.1 + b * bend.1 + c * to.1));
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (from, one, two, to) = (self.at, self.place(x1, y1), self.place(x2, y2), self.place(x, y));
        for step in 1..=8 {
            let t = step as f32 / 8.0;
            let s = 1.0 - t;
            let (a, b, c, d) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
            self.add((
                a * from.0 + b * one.0 + c * two.0 + d * to.0,
                a * from.1 + b * one.1 + c * two.1 + d * to.1,
            ));
        }
    }

    fn close(&mut self) {}
}

fn is_arabic_letter(letter: char) -> bool {
    ('\u{621}'..='\u{64a}').contains(&letter)
}

/// Joins Arabic letters and puts the line in the order it is seen, numbers kept left to right.
pub(crate) fn visual(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut joined = Vec::with_capacity(letters.len());
    for (place, &letter) in letters.iter().enumerate() {
        let before =
            place > 0 && joins_onward(letters[place - 1]) && forms(letter).is_some_and(|form| form.1 > 1);
        let after = joins_onward(letter)
            && letters.get(place + 1).is_some_and(|&next| forms(next).is_some_and(|form| form.1 > 1));
        joined.push(match forms(letter) {
            Some((first, count)) => shape(first, count, before, after),
            None => letter,
        });
    }
    let mut seen = String::new();
    let mut number = Vec::new();
    for &letter in joined.iter().rev() {
        if letter.is_numeric() || ".-/".contains(letter) {
            number.push(letter);
        } else {
            seen.extend(number.drain(..).rev());
            seen.push(letter);
        }
    }
    seen.extend(number.drain(..).rev());
    seen
}

fn shape(first: u32, count: u32, before: bool, after: bool) -> char {
    let form = match (before, after && count == 4) {
        (false, false) => 0,
        (true, false) => 1.min(count - 1),
        (false, true) => 2,
        (true, true) => 3,
    };
    char::from_u32(first + form).unwrap_or(' ')
}

fn joins_onward(letter: char) -> bool {
    forms(letter).is_some_and(|form| form.1 == 4)
}

/// The first presentation form of a letter and how many forms it has (1, 2 or 4).
fn forms(letter: char) -> Option<(u32, u32)> {
    const COUNTS: [u32; 42] = [
        1, 2, 2, 2, 2, 4, 2, 4, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 4, 4,
        4, 4, 4, 4, 4, 2, 2, 4,
    ];
    let place = (letter as u32).checked_sub(0x621).filter(|place| *place < 42)? as usize;
    let first = 0xfe80 + COUNTS[..place].iter().sum::<u32>();
    (COUNTS[place] > 0).then_some((first, COUNTS[place]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_join_as_the_standard_says() {
        // U+FE91 is beh initial, U+FE8E alef final, U+FE8F beh isolated: seen from the left it starts at the end.
        assert_eq!(visual("باب"), "\u{fe8f}\u{fe8e}\u{fe91}");
        // yeh (the last of the table) must end exactly at the end of its block: U+FEF1.
        assert_eq!(visual("ي"), "\u{fef1}");
        assert_eq!(visual("ج 215"), "215 \u{fe9d}");
    }

    #[test]
    fn the_shipped_fonts_know_both_scripts() {
        let fonts = Fonts::new();
        assert!(fonts.able("0123456789") >= 3);
        assert!(fonts.able("٠١٢٣٤٥٦٧٨٩") >= 1);
        for digit in "0123456789٠١٢٣٤٥٦٧٨٩ج".chars() {
            let (outline, width) = fonts.line(&digit.to_string(), 0);
            assert!(!outline.is_empty() && width > 0.2, "no ink for {digit}");
        }
    }
}

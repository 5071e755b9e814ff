//! The marking that lies with a body: a card, a paper, a strip of tape or skin, with numbers or a name on it.

use super::canvas::{Canvas, Rgb, lit, mixed, smooth};
use super::chance::Chance;
use super::figure::Stage;
use super::glyphs::{Fonts, Outline};
use super::map::Map;
use super::strokes::Hand;
use super::truth::{Script, Surface, Writing};

/// What is to be written: each line with a printed label or without.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    pub(crate) lines: Vec<(Option<&'static str>, String)>,
    pub(crate) writing: Writing,
    pub(crate) surface: Surface,
}

/// A marking with its ink, in centimetres from its left top corner.
pub(crate) struct Card {
    /// Width and height in centimetres.
    pub(crate) size: (f32, f32),
    surface: Surface,
    ground: Rgb,
    ink: Rgb,
    lines: Vec<Outline>,
    rule: Option<f32>,
    crumple: f32,
}

impl Card {
    /// Writes a card.
    pub(crate) fn new(wording: &Wording, fonts: &Fonts, chance: &mut Chance) -> Self {
        let height = match wording.surface {
            Surface::Card | Surface::Paper => chance.between(6.0, 8.0),
            Surface::Tape => chance.between(3.2, 4.2),
            Surface::Skin => chance.between(3.6, 4.8),
        };
        let hand = Hand::new(chance);
        let choice = chance.below(64) as usize;
        let margin = height * 0.25;
        let mut lines = Vec::new();
        let mut width = 0.0f32;
        for (row, (label, text)) in wording.lines.iter().enumerate() {
            let baseline = margin + (row as f32 + 0.82) * height;
            let size = height * if wording.writing == Writing::Printed { 0.95 } else { 1.05 };
            let (outline, length) = match wording.writing {
                Writing::Hand if !has_letters(text) => hand.line(text, chance),
                _ => fonts.line(text, choice),
            };
            let mut end = margin + length * size;
            lines.push(placed(&outline, size, margin + chance.between(-0.1, 0.3) * margin, baseline));
            if let Some(label) = label {
                let (outline, length) = fonts.line(label, choice);
                lines.push(placed(&outline, size * 0.5, end + margin, baseline));
                end += margin + length * size * 0.5;
            }
            width = width.max(end + margin);
        }
        let tone = chance.between(0.86, 0.97);
        let ground = match wording.surface {
            Surface::Tape => [0.86 * tone, 0.80 * tone, 0.62 * tone],
            _ => [tone, tone, tone * chance.between(0.92, 1.0)],
        };
        let inks = [[0.06, 0.06, 0.08], [0.10, 0.14, 0.45], [0.09, 0.09, 0.10], [0.55, 0.10, 0.10]];
        let ink = inks[chance.weighted(&[5.0, 2.0, 2.0, 0.7])];
        let tall = wording.lines.len() as f32 * height + 2.0 * margin;
        Self {
            size: (width.max(tall * 0.8), tall),
            surface: wording.surface,
            ground,
            ink,
            lines,
            rule: (wording.surface == Surface::Card && chance.happens(0.4)).then_some(margin * 0.35),
            crumple: if wording.surface == Surface::Paper { 0.22 } else { 0.05 },
        }
    }

    /// Draws the card through a map from its centimetres to pixels.
    pub(crate) fn draw(&self, canvas: &mut Canvas, to_pixels: &Map, stage: &Stage<'_>) {
        let (width, height) = self.size;
        let sharp = to_pixels.scale_at((width / 2.0, height / 2.0));
        if self.surface != Surface::Skin {
            self.draw_ground(canvas, to_pixels, stage, sharp);
        }
        let (ink, strength) = match self.surface {
            Surface::Skin => (mixed(self.ink, [0.2, 0.15, 0.3], 0.4), 0.8),
            _ => (self.ink, 0.93),
        };
        for line in &self.lines {
            let path: Outline = line
                .iter()
                .map(|contour| contour.iter().map(|&point| to_pixels.apply(point)).collect())
                .collect();
            canvas.fill(&path, ink, strength);
        }
    }

    fn draw_ground(&self, canvas: &mut Canvas, to_pixels: &Map, stage: &Stage<'_>, sharp: f32) {
        let (width, height) = self.size;
        #[inline(always)]
        fn edge((width, height): (f32, f32), u: f32, v: f32) -> f32 {
            u.min(width - u).min(v).min(height - v)
        }
        let size = self.size;
        canvas.paint(
            to_pixels,
            [-2.0, -2.0, width + 2.0, height + 2.0],
            #[inline(always)]
            |u, v| ([0.03, 0.03, 0.04], 0.5 * smooth(-2.0, 0.3, edge(size, u, v))),
        );
        let (ground, ink, crumple, grain, light) =
            (self.ground, self.ink, self.crumple, stage.grain, stage.light);
        // A rule far outside where there is none.
        let rule = self.rule.unwrap_or(1000.0);
        canvas.paint(
            to_pixels,
            [-0.5, -0.5, width + 0.5, height + 0.5],
            #[inline(always)]
            |u, v| {
                let inside = edge(size, u, v);
                let bent =
                    1.0 + crumple * grain.soft(u * 3.0, v * 3.0) + 0.03 * grain.soft(u * 40.0, v * 40.0);
                let shade = bent * (0.93 + 0.07 * light[2] + 0.006 * (u - width / 2.0) * light[0]);
                let ruled = smooth(0.14, 0.06, (inside - rule).abs());
                (mixed(lit(ground, shade), ink, ruled), inside * sharp + 0.5)
            },
        );
    }
}

fn has_letters(text: &str) -> bool {
    text.chars().any(|letter| letter.is_alphabetic() && letter != 'ج')
}

fn placed(outline: &Outline, size: f32, x: f32, y: f32) -> Outline {
    outline
        .iter()
        .map(|contour| contour.iter().map(|&(u, v)| (x + u * size, y + v * size)).collect())
        .collect()
}

/// Writes a number in a script's digits.
pub(crate) fn digits(number: &str, script: Script) -> String {
    match script {
        Script::Western => number.to_owned(),
        Script::ArabicIndic => number
            .chars()
            .map(|digit| digit.to_digit(10).and_then(|value| char::from_u32(0x660 + value)).unwrap_or(digit))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leak::grain::Grain;

    fn ink_of(text: &str, writing: Writing) -> f32 {
        let mut chance = Chance::new(9);
        let wording = Wording { lines: vec![(None, text.to_owned())], writing, surface: Surface::Card };
        let card = Card::new(&wording, &Fonts::new(), &mut chance);
        let grain = Grain::new();
        let stage = Stage { grain: &grain, light: [0.0, 0.0, 1.0], turn: 0.0, shadow: 0.0 };
        let mut canvas = Canvas::new(200, 160);
        card.draw(&mut canvas, &Map::scale(10.0, 10.0), &stage);
        let greens = (0..160).flat_map(|y| canvas.channels(y)[1]);
        greens.filter(|green| **green < 0.35 && **green > 0.04).count() as f32
    }

    #[test]
    fn every_digit_leaves_ink_on_the_card() {
        let blank = ink_of(" ", Writing::Printed);
        for script in [Script::Western, Script::ArabicIndic] {
            for digit in 0..10 {
                let text = digits(&digit.to_string(), script);
                for writing in [Writing::Printed, Writing::Hand] {
                    assert!(ink_of(&text, writing) > blank + 15.0, "{text} {writing:?}");
                }
            }
        }
        assert!(ink_of("ج", Writing::Hand) > blank + 15.0);
    }

    #[test]
    fn digits_change_script() {
        assert_eq!(digits("215", Script::ArabicIndic), "٢١٥");
        assert_eq!(digits("ج", Script::ArabicIndic), "ج");
    }
}

//! The line of text on a strip below a face: where it comes from, drawn into the picture, so that it goes with every copy of it.
//!
//! Letters are drawn in the font of a terminal, in Latin letters and digits alone: what stands in Arabic stands beside the picture.

use embedded_graphics::Drawable as _;
use embedded_graphics::Pixel;
use embedded_graphics::geometry::{OriginDimensions, Point, Size};
use embedded_graphics::mono_font::ascii::{FONT_6X13_BOLD, FONT_8X13_BOLD, FONT_9X18_BOLD, FONT_10X20};
use embedded_graphics::mono_font::{MonoFont, MonoTextStyle};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::prelude::DrawTarget;
use embedded_graphics::text::{Baseline, Text};

use super::DerivativeError;
use crate::plane::Plane;
use crate::planes::Planes;

/// The strip, and what is written on it.
const PAPER: u8 = 235;
const INK: u8 = 25;
/// Around the text, in pixels.
const EDGE: usize = 4;
/// The most rows of text.
const MOST_ROWS: usize = 3;

/// Adds a strip with the line below a picture, in up to three rows, in the largest letters that fit.
pub(super) fn add_below(made: &mut Planes, line: &str) -> Result<(), DerivativeError> {
    let width = made.luma.width;
    let fonts = [&FONT_10X20, &FONT_9X18_BOLD, &FONT_8X13_BOLD, &FONT_6X13_BOLD];
    let fits = |font: &'static MonoFont<'static>, most: usize| {
        let columns = width.saturating_sub(2 * EDGE) / font.character_size.width as usize;
        let rows = rows(line, columns)?;
        (rows.len() <= most).then_some((font, rows))
    };
    // One row in small letters is better than two in large ones.
    let found = (1..=MOST_ROWS).find_map(|most| fonts.into_iter().find_map(|font| fits(font, most)));
    let (font, rows) = found.ok_or(DerivativeError::LineTooLong)?;
    let step = font.character_size.height as usize;
    let mut strip = Strip(vec![PAPER; width * (rows.len() * step + 2 * EDGE)], width);
    for (at, row) in rows.iter().enumerate() {
        let place = Point::new(EDGE as i32, (EDGE + at * step) as i32);
        let style = MonoTextStyle::new(font, BinaryColor::On);
        match Text::with_baseline(row, place, style, Baseline::Top).draw(&mut strip) {
            Ok(_) => {}
            Err(never) => match never {},
        }
    }
    let below = strip.0.len();
    append(&mut made.luma, strip.0);
    for chroma in made.chroma.iter_mut().flatten() {
        append(chroma, vec![128; below]);
    }
    Ok(())
}

fn append(plane: &mut Plane, strip: Vec<u8>) {
    plane.height += strip.len() / plane.width;
    plane.samples.extend(strip);
}

/// The line in rows of at most so many letters, broken between words; `None` if a word is longer.
fn rows(line: &str, columns: usize) -> Option<Vec<String>> {
    let mut rows: Vec<String> = Vec::new();
    for word in line.split_ascii_whitespace() {
        if word.len() > columns {
            return None;
        }
        match rows.last_mut() {
            Some(row) if row.len() + 1 + word.len() <= columns => {
                row.push(' ');
                row.push_str(word);
            }
            _ => rows.push(word.to_owned()),
        }
    }
    Some(rows)
}

/// Samples of the strip, and how many are in a row.
struct Strip(Vec<u8>, usize);

impl OriginDimensions for Strip {
    fn size(&self) -> Size {
        Size::new(self.1 as u32, (self.0.len() / self.1) as u32)
    }
}

impl DrawTarget for Strip {
    type Color = BinaryColor;
    type Error = std::convert::Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<BinaryColor>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Self::Error> {
        for Pixel(place, colour) in pixels {
            let (Ok(x), Ok(y)) = (usize::try_from(place.x), usize::try_from(place.y)) else { continue };
            let inked = x < self.1 && colour == BinaryColor::On;
            if let Some(sample) = self.0.get_mut(y * self.1 + x).filter(|_| inked) {
                *sample = INK;
            }
        }
        Ok(())
    }
}

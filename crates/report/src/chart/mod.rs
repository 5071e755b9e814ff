//! Drawings of numbers, as SVG, for paper: readable in grey, each number in digits beside its length.
//!
//! A drawing holds shapes, numbers and short labels and nothing else: no style sheet, no identifier, no pattern, so that it can be put
//! into a printed piece and into a page beside others. What it says stands in a table beneath, and in the figure's alternative text.
//! In Arabic a drawing is mirrored: it begins at the right.

mod bars;
mod canvas;
mod intervals;
#[cfg(test)]
mod properties;
mod waterfall;

pub(crate) use bars::{Bar, bars};
pub(crate) use canvas::{INK, QUIET};
pub(crate) use intervals::{Share, intervals};
pub(crate) use waterfall::{Level, waterfall};

//! A document in, a PDF out: reports with counts and experts' findings, printed and handed to courts, in English and Arabic.
//!
//! [`Document`] is the one description of a printed piece; a page of the desk can be made from it too. [`pdf()`] sets it by typst as
//! PDF/A-2a and PDF/UA-1: the same document gives the same bytes.
//!
//! Pure: no input or output, no clock, no randomness; fonts are in the binary. No text of a document is trusted: texts reach the
//! template as data and are never read as markup, and what could reorder a page or would print nothing is shown as a notation
//! such as `[U+202E]`.

mod columns;
mod date;
mod document;
mod error;
mod figure;
mod fonts;
mod legible;
mod pdf;
mod prepare;
mod world;

pub use date::Date;
pub use document::{Block, Column, ColumnKind, Document, Language, Row, RowKind, Span, Table};
pub use error::TypesetError;
pub use fonts::has_arabic;
pub use pdf::pdf;

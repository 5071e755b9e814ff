//! What a printed piece must hold, looked for in the bytes of its PDF.

#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]

mod conformance;
mod hostile;
mod paper;
mod tables;

use amana_typeset::{Block, Date, Document, Language};

/// A piece with nothing but a title.
fn piece(blocks: Vec<Block>) -> Document {
    Document {
        language: Language::English,
        title: "A synthetic report".into(),
        subtitle: None,
        particulars: Vec::new(),
        date: Date { year: 2026, month: 11, day: 27 },
        footer: "Synthetic archive".into(),
        blocks,
    }
}

fn sample(language: Language) -> Document {
    serde_json::from_str(match language {
        Language::English => include_str!("../samples/english.json"),
        Language::Arabic => include_str!("../samples/arabic.json"),
    })
    .unwrap()
}

/// Arabic comes with `cargo xtask web`; without it, these tests can only say that they were left out.
fn arabic_is_here() -> bool {
    if !amana_typeset::has_arabic() {
        eprintln!("left out: this build has no Arabic font (cargo xtask web)");
    }
    amana_typeset::has_arabic()
}

//! PDF/A, PDF/UA, language, direction, outline, tags, and the same bytes for the same piece.

use amana_typeset::{Block, Date, Language, TypesetError, pdf};
use hayro_syntax::object::Dict;

use crate::paper::{Paper, name_of};
use crate::{arabic_is_here, piece, sample};

#[test]
fn a_piece_says_that_it_is_for_archives_and_for_all_readers() {
    let paper = Paper::of(&piece(vec![Block::paragraph("One line.")]));
    let xmp = paper.xmp();
    for words in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "A synthetic report",
        "<xmp:CreateDate>2026-11-27T00:00:00+00:00</xmp:CreateDate>",
    ] {
        assert!(xmp.contains(words), "{words} is not in {xmp}");
    }
    assert!(!xmp.contains("dc:creator"), "nobody is named as the author");
    assert!(paper.catalog().contains_key("OutputIntents") && paper.catalog().contains_key("MarkInfo"));
}

#[test]
fn the_same_piece_gives_the_same_bytes() {
    let mut documents = vec![piece(vec![Block::heading(1, "One"), Block::paragraph("One line.")])];
    if arabic_is_here() {
        documents.extend([sample(Language::English), sample(Language::Arabic)]);
    }
    for document in documents {
        let bytes = pdf(&document).unwrap();
        assert_eq!(bytes, pdf(&document.clone()).unwrap());
        let mut other = document;
        other.date.day -= 1;
        assert_ne!(bytes, pdf(&other).unwrap());
    }
}

#[test]
fn language_and_direction_are_those_of_the_piece() {
    let direction = |paper: &Paper| {
        let preferences: Dict<'_> = paper.catalog().get("ViewerPreferences").unwrap();
        name_of(&preferences, "Direction").unwrap()
    };
    let language = |paper: &Paper| name_of(&paper.catalog(), "Lang").unwrap();
    let english = Paper::of(&piece(vec![Block::paragraph("One line.")]));
    assert_eq!((language(&english), direction(&english)), ("en".into(), "L2R".into()));
    if !arabic_is_here() {
        return;
    }
    let arabic = Paper::of(&sample(Language::Arabic));
    assert_eq!((language(&arabic), direction(&arabic)), ("ar".into(), "R2L".into()));
    assert!(arabic.xmp().contains("الأشخاص المصوَّرون بحسب مكان التصوير"));
}

#[test]
fn every_part_has_its_tag() {
    if !arabic_is_here() {
        return;
    }
    for language in [Language::English, Language::Arabic] {
        let paper = Paper::of(&sample(language));
        let tags = paper.tags();
        for tag in ["H1", "H2", "H3", "P", "L", "LI", "Table", "TR", "TH", "TD", "Caption", "Figure"] {
            assert!(tags.iter().any(|t| t == tag), "{tag} is not among {tags:?}");
        }
        assert_eq!(paper.of_tags("Figure", "Alt").len(), 1, "one drawing, one alternative text");
        let scopes = paper.of_tags("TH", "Scope");
        for scope in ["Row", "Column"] {
            assert!(scopes.iter().any(|s| s == scope), "no cell is a header of a {scope}");
        }
        assert!(paper.catalog().contains_key("Outlines"));
    }
}

#[test]
fn a_level_that_skips_one_is_raised_and_an_empty_heading_is_none() {
    let blocks = vec![
        Block::heading(3, "First"),
        Block::heading(2, " \n"),
        Block::heading(9, "Second"),
        Block::heading(0, "Third"),
        Block::heading(3, "Fourth"),
    ];
    let tags = Paper::of(&piece(blocks)).tags();
    let levels: Vec<&String> = tags.iter().filter(|tag| ["H1", "H2", "H3"].contains(&tag.as_str())).collect();
    assert_eq!(levels, ["H1", "H2", "H1", "H2"]);
}

#[test]
fn a_piece_can_be_kept_as_json() {
    for language in [Language::English, Language::Arabic] {
        let document = sample(language);
        let kept = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<amana_typeset::Document>(&kept).unwrap(), document);
    }
}

#[test]
fn what_a_court_could_not_cite_is_refused() {
    let mut untitled = piece(Vec::new());
    untitled.title = " \u{200f}\n".into();
    assert_eq!(pdf(&untitled), Err(TypesetError::Untitled));
    let mut never = piece(Vec::new());
    never.date = Date { year: 2026, month: 2, day: 30 };
    assert_eq!(pdf(&never), Err(TypesetError::Date { year: 2026, month: 2, day: 30 }));
    let long = piece(vec![Block::heading(1, "a ".repeat(5_000))]);
    assert!(matches!(pdf(&long), Err(TypesetError::TooLong { part: "heading", .. })));
}

#[test]
fn without_its_font_arabic_is_refused_and_not_printed_as_boxes() {
    if amana_typeset::has_arabic() {
        return;
    }
    assert_eq!(pdf(&sample(Language::Arabic)), Err(TypesetError::NoArabicFont));
    assert_eq!(pdf(&piece(vec![Block::paragraph("Branch فرع")])), Err(TypesetError::NoArabicFont));
    assert!(pdf(&piece(vec![Block::paragraph("Branch")])).is_ok());
}

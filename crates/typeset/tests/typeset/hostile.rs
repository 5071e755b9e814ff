//! Texts and drawings made to break out of the page.

use amana_typeset::{
    Block, Column, ColumnKind, Document, Language, Row, RowKind, Span, Table, TypesetError, pdf,
};
use proptest::prelude::*;

use crate::paper::Paper;
use crate::{arabic_is_here, piece};

/// Puts one text into every place that a document has.
fn everywhere(text: &str) -> Document {
    let text = || text.to_owned();
    let spans = || vec![Span::Plain(text()), Span::Strong(text()), Span::Exact(text())];
    let row = |kind| Row { kind, cells: vec![text(), text()], opens: Vec::new() };
    let column = |kind| Column { heading: text(), kind };
    let mut document = piece(vec![
        Block::heading(1, text()),
        Block::Paragraph(spans()),
        Block::List(vec![spans()]),
        Block::Numbered(vec![spans()]),
        Block::Remark(spans()),
        Block::Verbatim(text()),
        Block::Table(Table {
            caption: text(),
            columns: vec![column(ColumnKind::Text), column(ColumnKind::Number)],
            rows: vec![row(RowKind::Body), row(RowKind::Missing), row(RowKind::Total)],
            note: Some(text()),
        }),
    ]);
    document.title = format!("Title {}", text());
    document.subtitle = Some(text());
    document.particulars = vec![(text(), text())];
    document.footer = text();
    document
}

#[test]
fn markup_is_printed_as_it_stands() {
    for text in [
        r#"#import "/etc/passwd""#,
        r#"#read("template.typ")"#,
        r#"#json("document.json")"#,
        "$x$ *bold* _slanted_ `raw` <label> @reference",
        r#"\u{41} \ \\ // /* comment */ ~ -- --- ... "quoted" 'q'"#,
        "= Heading\n- list\n+ numbered\n/ term: words",
        "#panic() #{ [ ( https://example.org/a",
    ] {
        let flat: String = text.split_whitespace().collect();
        let printed = Paper::of(&everywhere(text)).text();
        assert!(printed.matches(&flat).count() >= 12, "{text} is not in {printed}");
    }
}

#[test]
fn what_reorders_or_has_no_glyph_is_seen() {
    let printed =
        Paper::of(&piece(vec![Block::paragraph("photo\u{202e}gpj.exe \u{1f600} \u{0} \u{2068}x\u{2069}")]))
            .text();
    assert!(printed.contains("photo[U+202E]gpj.exe[U+1F600][U+0000]x"), "{printed}");
}

#[test]
fn a_digest_is_copied_as_it_is() {
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let printed = Paper::of(&piece(vec![Block::Paragraph(vec![Span::exact(digest)])])).text();
    assert!(printed.contains(digest), "{printed}");
}

#[test]
fn a_word_without_end_is_broken_within_the_page() {
    let word = "W".repeat(20_000);
    let paper = Paper::of(&piece(vec![Block::paragraph(&word), Block::Verbatim(word.clone())]));
    assert!(paper.pages() > 8, "it ran out of the page: {} pages", paper.pages());
    assert_eq!(paper.text().matches('W').count(), 40_000);
}

#[test]
fn a_drawing_is_printed_or_refused_with_its_caption() {
    let figure = |svg: &str, alternative: &str| {
        pdf(&piece(vec![Block::Figure {
            svg: svg.into(),
            alternative: alternative.into(),
            caption: "Bars".into(),
        }]))
    };
    let sound = r##"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><rect width="50" height="20" fill="#345"/>
        <text y="35">&lt;b&gt; 😀 #read</text></svg>"##;
    assert!(figure(sound, "One bar.").is_ok());
    assert!(matches!(figure(sound, " "), Err(TypesetError::NoAlternative { caption }) if caption == "Bars"));
    let loads =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd"/></svg>"#;
    for broken in ["", "<svg", "not a drawing", loads] {
        assert!(
            matches!(figure(broken, "One."), Err(TypesetError::Figure { caption, .. }) if caption == "Bars")
        );
    }
}

/// Characters that were trouble somewhere: scripts, marks, joiners, controls, markup, private and unassigned ones.
fn trouble() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        any::<char>().prop_map(String::from),
        "[ -~]{1,8}",
        "[\u{300}-\u{36f}\u{5d0}-\u{5ea}\u{900}-\u{950}]{1,3}",
        "[\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{fe00}-\u{fe0f}\u{feff}]{1,3}",
        "[\u{0}-\u{1f}\u{7f}-\u{a0}]{1,2}",
        "[a-zA-Z0-9]{30,120}",
    ];
    let arabic = if amana_typeset::has_arabic() { 1 } else { 0 };
    let part = prop_oneof![6 => part, arabic => "[\u{600}-\u{6ff}\u{fb50}-\u{fdff}a\u{301} ]{1,6}"];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

/// What the property below once found: an invisible character that begins a run of Arabic letters.
#[test]
fn an_unseen_character_does_not_part_a_letter_from_its_font() {
    if !arabic_is_here() {
        return;
    }
    for text in ["\t\u{200c}\u{66e}", "\u{fcf5} aA\u{685}\u{301}"] {
        for language in [Language::English, Language::Arabic] {
            let mut document = everywhere(text);
            document.language = language;
            assert!(pdf(&document).is_ok(), "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_an_error(text in trouble(), arabic in any::<bool>()) {
        let mut document = everywhere(&text);
        document.language = if arabic && amana_typeset::has_arabic() { Language::Arabic } else { Language::English };
        match pdf(&document) {
            Ok(bytes) => prop_assert!(bytes.starts_with(b"%PDF-1.7")),
            Err(TypesetError::NoArabicFont) => prop_assert!(!amana_typeset::has_arabic()),
            Err(error) => prop_assert!(false, "{error} for {text:?}"),
        }
    }
}

#[test]
fn arabic_stays_whole_beside_latin() {
    if !arabic_is_here() {
        return;
    }
    for language in [Language::English, Language::Arabic] {
        let mut document = everywhere("الفرع ٢١٥ Branch 215 (a), ـمـ ٢٬٨٠١ ٪ لله");
        document.language = language;
        document.blocks.push(Block::Figure {
            svg: r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text y="35">الفرع ٢١٥ (a)</text></svg>"#.into(),
            alternative: "الفرع ٢١٥".into(),
            caption: "الفرع ٢١٥".into(),
        });
        assert!(pdf(&document).is_ok());
    }
}

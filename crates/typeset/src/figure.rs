//! What a printed drawing may hold. A list of what is known to be harmless: nothing is fetched, embedded, run, or drawn many times over.

use roxmltree::{Attribute, Document, Node, ParsingOptions};
use typst::World;
use typst::comemo::Track;
use typst::foundations::Bytes;
use typst::visualize::SvgImage;

use crate::world::Sealed;
use crate::{fonts, legible};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Enough for any chart; far below what exhausts memory.
const MOST_NODES: u32 = 50_000;
const DEEPEST: usize = 32;

/// No `image`, `script`, `style`, `foreignObject`, `use` or filter.
const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "path",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "text",
    "title",
    "tspan",
];

/// Gives the drawing as it can be printed, its labels as outlines, or says why it cannot.
///
/// A label set as text loses letters of Arabic on the way into the PDF (krilla-svg 0.8 maps some to nothing, and PDF/A refuses that). The
/// alternative text says what a label would.
pub(crate) fn checked(svg: &str) -> Result<String, String> {
    // Beyond ASCII a drawing has only labels: what no font has is written out in them too.
    let svg = legible::line(svg);
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let tree = Document::parse_with_options(&svg, options).map_err(|e| format!("it is no SVG: {e}"))?;
    tree.descendants().try_for_each(allowed)?;
    let world = Sealed::empty();
    let drawing = SvgImage::with_fonts_images(
        Bytes::from_string(svg),
        (&world as &dyn World).track(),
        &[fonts::SERIF],
        None,
    )
    .map_err(|_| "its size or its form is not valid")?;
    Ok(drawing.tree().to_string(&usvg::WriteOptions::default()))
}

fn allowed(node: Node<'_, '_>) -> Result<(), String> {
    if let Some(text) = node.text().filter(|_| node.is_text()) {
        return printable(text);
    }
    if !node.is_element() {
        return Ok(());
    }
    let (name, space) = (node.tag_name().name(), node.tag_name().namespace());
    if space != Some(SVG) || !ELEMENTS.contains(&name) {
        return Err(format!("it holds <{name}>"));
    }
    if node.ancestors().nth(DEEPEST).is_some() {
        return Err(format!("its parts are nested more than {DEEPEST} deep"));
    }
    node.attributes().try_for_each(harmless)
}

fn harmless(attribute: Attribute<'_, '_>) -> Result<(), String> {
    let (name, value) = (attribute.name(), attribute.value());
    let refers_out = name == "href" && !value.trim_start().starts_with('#');
    let fetches =
        value.split("url(").skip(1).any(|to| !to.trim_start_matches(['"', '\'', ' ']).starts_with('#'));
    if refers_out || fetches {
        return Err(format!("it refers to something outside: {name}"));
    }
    if name.starts_with("on") {
        return Err(format!("it would run something: {name}"));
    }
    Ok(())
}

/// A character may also come as a reference such as `&#x202e;`, which is read only now.
fn printable(text: &str) -> Result<(), String> {
    let flat = text.replace(char::is_whitespace, " ");
    if legible::line(&flat) == flat {
        Ok(())
    } else {
        Err("a label holds a character that cannot be printed".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(r#"<svg xmlns="{SVG}" width="100" height="50">{inside}</svg>"#)
    }

    #[test]
    fn a_chart_is_let_through() {
        let chart = svg(
            r##"<defs><linearGradient id="a"><stop offset="0" stop-color="#333"/></linearGradient></defs>
            <rect x="1" y="2" width="3" height="4" fill="url(#a)"/><text x="1" y="2">Branch 1 &amp; 2</text>"##,
        );
        assert!(checked(&chart).is_ok(), "{:?}", checked(&chart));
        let label = |text| checked(&svg(&format!("<text>{text}</text>"))).unwrap();
        assert_eq!(label("\u{1f600}\u{202e}"), label("[U+1F600][U+202E]"));
        assert_ne!(label("\u{1f600}"), label("\u{1f601}"));
    }

    #[test]
    fn what_comes_from_outside_or_runs_is_refused() {
        for inside in [
            r#"<image href="file:///etc/passwd"/>"#,
            r#"<image href="data:image/png;base64,AAAA"/>"#,
            "<script>alert(1)</script>",
            r#"<rect onload="alert(1)"/>"#,
            r#"<use href="https://example.org/a.svg#b"/>"#,
            r#"<linearGradient href="other.svg#a"/>"#,
            r#"<rect fill="url( 'https://example.org/a')"/>"#,
            r#"<rect style="fill:url(other.svg#a)"/>"#,
            "<style>@import 'https://example.org/a.css';</style>",
            r#"<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>"#,
            "<text>&#x202e;</text>",
        ] {
            assert!(checked(&svg(inside)).is_err(), "{inside}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        let entity = format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{}", svg("<text>&a;</text>"));
        let deep = svg(&("<g>".repeat(5_000) + &"</g>".repeat(5_000)));
        let wide = svg(&"<g/>".repeat(60_000));
        let empty = format!(r#"<svg xmlns="{SVG}" width="0" height="0"/>"#);
        for text in ["", "no drawing", "<svg", "<svg/>", &entity, &deep, &wide, &empty] {
            assert!(checked(text).is_err(), "{}", &text[..text.len().min(80)]);
        }
    }
}

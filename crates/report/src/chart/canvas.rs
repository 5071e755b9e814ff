//! A drawing in the making: shapes from the side where reading begins, numbers with two decimals at most.

use std::fmt::Write as _;

use crate::words::Words;

/// Text and outlines.
pub(crate) const INK: &str = "#1b1b1b";
/// Axes and what is less than told.
pub(crate) const QUIET: &str = "#8a8a8a";

/// How wide a drawing is, in units of which a printed line has about 440.
pub(crate) const WIDTH: f64 = 640.0;
/// The size of letters.
pub(crate) const LETTERS: f64 = 12.0;
/// How wide a letter is on average, in its own size: what a label is cut by.
const LETTER: f64 = 0.5;
/// The distance of the lines that fill what is not told.
const HATCH: f64 = 5.0;

/// How a shape is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    /// What is told.
    Told,
    /// What is taken away.
    Less,
    /// What is not told: lines within an outline, so that it looks like nothing that is known.
    Missing,
}

/// A drawing.
pub(crate) struct Canvas {
    words: Words,
    height: f64,
    body: String,
}

impl Canvas {
    /// An empty drawing, `height` units high.
    pub(crate) fn of(words: Words, height: f64) -> Self {
        Self { words, height, body: String::new() }
    }

    /// Where a place that far from where reading begins is, from the left.
    fn x(&self, from: f64, long: f64) -> f64 {
        if self.words.is_arabic() { WIDTH - from - long } else { from }
    }

    /// A rectangle that begins `from` units from where reading begins.
    pub(crate) fn rect(&mut self, [from, y]: [f64; 2], [long, high]: [f64; 2], fill: Fill) {
        let long = long.max(0.0);
        let (x, place) =
            (self.x(from, long), |name: &str, value: f64| format!(" {name}=\"{}\"", short(value)));
        let size = [place("x", x), place("y", y), place("width", long), place("height", high)].concat();
        match fill {
            Fill::Told => self.push(&format!("<rect{size} fill=\"#4a4a4a\"/>")),
            Fill::Less => self.push(&format!("<rect{size} fill=\"#c4c4c4\"/>")),
            Fill::Missing => {
                let lines = hatch([x, y], [long, high]);
                self.push(&format!(
                    "<path d=\"{lines}\" stroke=\"{QUIET}\" stroke-width=\"0.8\" fill=\"none\"/>"
                ));
                self.push(&format!("<rect{size} fill=\"none\" stroke=\"{INK}\" stroke-width=\"0.8\"/>"));
            }
        }
    }

    /// A line between two places.
    pub(crate) fn line(&mut self, [from, y]: [f64; 2], [to, y_to]: [f64; 2], colour: &str, width: f64) {
        let [x, x_to] = [self.x(from, 0.0), self.x(to, 0.0)].map(short);
        let [y, y_to, width] = [y, y_to, width].map(short);
        self.push(&format!(
            "<line x1=\"{x}\" y1=\"{y}\" x2=\"{x_to}\" y2=\"{y_to}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"
        ));
    }

    /// A dot.
    pub(crate) fn dot(&mut self, [from, y]: [f64; 2], radius: f64) {
        let [x, y, radius] = [self.x(from, 0.0), y, radius].map(short);
        self.push(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{INK}\"/>"));
    }

    /// A label that begins there and may be so long; what is longer is cut.
    pub(crate) fn label(&mut self, at: [f64; 2], room: f64, text: &str) {
        let anchor = if self.words.is_arabic() { "end" } else { "start" };
        self.text(at, anchor, &cut(text, room), INK);
    }

    /// A label whose middle is there.
    pub(crate) fn middle(&mut self, at: [f64; 2], text: &str) {
        self.text(at, "middle", text, INK);
    }

    /// The place of letters is their base line. Anchors are those of left-to-right text, whatever the page around the drawing is.
    fn text(&mut self, [from, y]: [f64; 2], anchor: &str, text: &str, colour: &str) {
        let (x, y, text) = (short(self.x(from, 0.0)), short(y), escaped(text));
        self.push(&format!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-family=\"sans-serif\" font-size=\"{LETTERS}\" fill=\"{colour}\">{text}</text>"
        ));
    }

    fn push(&mut self, shape: &str) {
        self.body.push_str(shape);
        self.body.push('\n');
    }

    /// The drawing.
    pub(crate) fn svg(self) -> String {
        let (width, height) = (short(WIDTH), short(self.height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" direction=\"ltr\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n{}</svg>\n",
            self.body
        )
    }
}

/// A number as short as it can be, two decimals at most; what is no number is 0.
pub(crate) fn short(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Lines from lower left to upper right within a rectangle, as the data of a path.
fn hatch([x, y]: [f64; 2], [long, high]: [f64; 2]) -> String {
    let mut lines = String::from("M0 0");
    let mut at = HATCH - high;
    while at < long {
        let (from, to) = (at.max(0.0), (at + high).min(long));
        let [x1, y1, x2, y2] = [x + from, y + high - (from - at), x + to, y + high - (to - at)].map(short);
        // Writing to a string cannot fail.
        let _ = write!(lines, "M{x1} {y1}L{x2} {y2}");
        at += HATCH;
    }
    lines
}

/// A label cut to so much room, as wide as letters are on average.
fn cut(text: &str, room: f64) -> String {
    let most = (room / (LETTERS * LETTER)).max(1.0) as usize;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Text for the inside of an element. A control character is no XML, however it is written.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

//! A document made ready for the template: every text legible, every rule that PDF/UA has about structure kept.

use serde::Serialize;

use crate::fonts::{has_arabic, is_arabic};
use crate::legible::{breakable, line, lines};
use crate::{Block, Document, Language, Span, Table, TypesetError, columns, figure};

/// What a PDF holds beside its pages, in 16-bit units of at most 65,534 bytes, cut far earlier: nobody reads a longer heading.
const LONGEST_LABEL: usize = 2_000;

/// How wide a word may be, in em of its own size, before it may be broken. A line is 156 mm wide, less a tenth for bold letters.
const LINE: f64 = 36.0;
const HEADING: f64 = 17.0;
const VERBATIM: f64 = 44.0;
/// What the template reads.
#[derive(Debug, Serialize)]
pub(crate) struct Prepared {
    document: Document,
    /// The date in words.
    day: String,
    /// Whether the Arabic font may be asked for.
    arabic_font: bool,
    /// Of each table in turn, the widths of its columns in em.
    widths: Vec<Vec<f64>>,
}

/// Checks a document and makes its texts legible.
pub(crate) fn prepare(document: &Document) -> Result<Prepared, TypesetError> {
    let Document { language, title, subtitle, particulars, date, footer, blocks } = document;
    let nonsense = TypesetError::Date { year: date.year, month: date.month, day: date.day };
    let (mut level, mut widths) = (0, Vec::new());
    let prepared = Document {
        language: *language,
        title: label("title", title, HEADING)?,
        subtitle: subtitle.as_deref().map(running),
        particulars: particulars.iter().map(|(name, value)| (running(name), running(value))).collect(),
        date: *date,
        footer: running(footer),
        blocks: blocks
            .iter()
            .map(|block| prepare_block(block, *language, &mut level, &mut widths))
            .collect::<Result<_, _>>()?,
    };
    if prepared.title.trim().is_empty() {
        return Err(TypesetError::Untitled);
    }
    if !has_arabic() && (*language == Language::Arabic || holds_arabic(document)) {
        return Err(TypesetError::NoArabicFont);
    }
    Ok(Prepared {
        document: prepared,
        day: date.in_words(*language).ok_or(nonsense)?,
        arabic_font: has_arabic(),
        widths,
    })
}

fn prepare_block(
    block: &Block,
    language: Language,
    level: &mut u8,
    widths: &mut Vec<Vec<f64>>,
) -> Result<Block, TypesetError> {
    Ok(match block {
        Block::Heading { level: asked, text } => {
            let text = label("heading", text, HEADING)?;
            // An empty heading prints nothing, so the next one must not count from it.
            if !text.trim().is_empty() {
                *level = (*asked).clamp(1, 3).min(*level + 1);
            }
            Block::Heading { level: *level, text }
        }
        Block::Paragraph(text) => Block::Paragraph(spans(text)),
        Block::List(items) => Block::List(items.iter().map(|item| spans(item)).collect()),
        Block::Numbered(items) => Block::Numbered(items.iter().map(|item| spans(item)).collect()),
        Block::Remark(text) => Block::Remark(spans(text)),
        Block::Verbatim(text) => Block::Verbatim(breakable(&lines(text), VERBATIM)),
        Block::Table(table) => {
            let (table, of_columns) = prepare_table(table, language)?;
            widths.push(of_columns);
            Block::Table(table)
        }
        Block::Figure { svg, alternative, caption } => prepare_figure(svg, alternative, caption)?,
    })
}

fn prepare_figure(svg: &str, alternative: &str, caption: &str) -> Result<Block, TypesetError> {
    let caption = label("caption", caption, LINE)?;
    let alternative = label("alternative", alternative, f64::INFINITY)?;
    if alternative.trim().is_empty() {
        return Err(TypesetError::NoAlternative { caption });
    }
    match figure::checked(svg) {
        Ok(svg) => Ok(Block::Figure { svg, alternative, caption }),
        Err(reason) => Err(TypesetError::Figure { caption, reason }),
    }
}

fn prepare_table(table: &Table, language: Language) -> Result<(Table, Vec<f64>), TypesetError> {
    let count = table.columns.len();
    let uneven =
        |row, cells| TypesetError::UnevenTable { caption: table.caption.clone(), columns: count, row, cells };
    if count == 0 {
        return Err(uneven(0, 0));
    }
    if let Some((n, row)) = table.rows.iter().enumerate().find(|(_, row)| row.cells.len() != count) {
        return Err(uneven(n + 1, row.cells.len()));
    }
    let mut prepared = table.clone();
    prepared.caption = label("caption", &table.caption, LINE)?;
    prepared.note = table.note.as_deref().map(running);
    cells(&mut prepared).for_each(|(_, cell)| *cell = line(cell));
    let widths = columns::widths(&prepared, language);
    cells(&mut prepared).for_each(|(column, cell)| *cell = breakable(cell, columns::letters(widths[column])));
    Ok((prepared, widths))
}

/// Headings and cells, each with the number of its column.
fn cells(table: &mut Table) -> impl Iterator<Item = (usize, &mut String)> {
    let headings = table.columns.iter_mut().map(|column| &mut column.heading).enumerate();
    headings.chain(table.rows.iter_mut().flat_map(|row| row.cells.iter_mut().enumerate()))
}

fn spans(spans: &[Span]) -> Vec<Span> {
    let prepared = spans.iter().map(|span| match span {
        Span::Plain(text) => Span::Plain(running(text)),
        Span::Strong(text) => Span::Strong(running(text)),
        Span::Exact(text) => Span::Exact(running(text)),
    });
    prepared.collect()
}

fn running(text: &str) -> String {
    breakable(&line(text), LINE)
}

/// Prepares what the PDF holds beside its pages too: in the outline, the metadata, the tags.
fn label(part: &'static str, text: &str, limit: f64) -> Result<String, TypesetError> {
    let text = line(text);
    if text.chars().nth(LONGEST_LABEL).is_some() {
        let start = text.chars().take(40).collect();
        return Err(TypesetError::TooLong { part, limit: LONGEST_LABEL, start });
    }
    Ok(breakable(&text, limit))
}

/// Looks through the JSON, which holds every text whatever its place.
fn holds_arabic(document: &Document) -> bool {
    serde_json::to_string(document).is_ok_and(|json| json.contains(is_arabic))
}

//! A printed piece as data: what it says, in which order, and nothing of how it looks.

use serde::{Deserialize, Serialize};

use crate::Date;

/// A printed piece. Its JSON can be kept, and printed again from.
///
/// In every text but [`Block::Verbatim`] a line feed is a space.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The language of the words that are added, and the direction of the page.
    pub language: Language,
    /// Must hold a letter: a court cites a piece by its title, and PDF/UA asks for one.
    pub title: String,
    /// A line under the title.
    pub subtitle: Option<String>,
    /// Labels and values of the title block. The date is added as the first.
    pub particulars: Vec<(String, String)>,
    /// The day that the piece bears.
    pub date: Date,
    /// The line at the foot of every page: archive and citation.
    pub footer: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// The language of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Left to right, Western digits.
    English,
    /// Right to left, Arabic-Indic digits in what is added.
    Arabic,
}

/// One part of a piece.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Block {
    /// A heading, which is in the outline too.
    Heading {
        /// 1 to 3. A level that skips one is raised: PDF/UA allows no gap.
        level: u8,
        /// Its words.
        text: String,
    },
    /// Running text.
    Paragraph(Vec<Span>),
    /// A list with bullets.
    List(Vec<Vec<Span>>),
    /// A list with numbers.
    Numbered(Vec<Vec<Span>>),
    /// A table with a number of its own.
    Table(Table),
    /// A drawing with a number of its own.
    Figure {
        /// SVG that holds or names nothing from outside.
        svg: String,
        /// What the drawing says, for whoever cannot see it. Never empty.
        alternative: String,
        /// The line under it.
        caption: String,
    },
    /// A limit or a warning, in a quiet box.
    Remark(Vec<Span>),
    /// A checkpoint or a signed text: monospace, left to right, each line feed a new line; it wraps without a hyphen.
    Verbatim(String),
}

/// A stretch of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// Words.
    Plain(String),
    /// Words that stand out.
    Strong(String),
    /// A number, a digest, a citation: left to right and apart from the direction around it, without ligatures.
    Exact(String),
}

/// A table. Its header row is repeated on every page that it reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The line above it.
    pub caption: String,
    /// At least one. The first names what its row is about.
    pub columns: Vec<Column>,
    /// Each as long as `columns`.
    pub rows: Vec<Row>,
    /// A line below it: what was left out, how it was counted.
    pub note: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// How its cells are set.
    pub kind: ColumnKind,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Where a line begins, each in its own direction.
    Text,
    /// At the right in both languages, digits of one width, left to right.
    Number,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What the row stands for.
    pub kind: RowKind,
    /// One for each column.
    pub cells: Vec<String>,
    /// Where a reader at a screen finds what the number of a cell counts; as long as `cells`, or shorter. Print has no such places, so
    /// it is neither printed nor kept.
    #[serde(skip)]
    pub opens: Vec<Option<String>>,
}

impl Row {
    /// Where a cell's number is opened.
    pub fn opens(&self, cell: usize) -> Option<&str> {
        self.opens.get(cell)?.as_deref()
    }
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// A value like the others.
    Body,
    /// A sum of rows above it.
    Total,
    /// What is not known: it must not be read as one more value.
    Missing,
}

impl Span {
    /// Words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Plain(text.into())
    }

    /// Words that stand out.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Strong(text.into())
    }

    /// A number, a digest, a citation.
    pub fn exact(text: impl Into<String>) -> Self {
        Self::Exact(text.into())
    }
}

impl Block {
    /// A heading of a level from 1 to 3.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    /// A paragraph of plain words.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Span::plain(text)])
    }
}

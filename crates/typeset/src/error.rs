//! Why a document is not printed.

/// What keeps a document from being printed. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// The binary was built without the Arabic font.
    #[error(
        "this document holds Arabic, and this build has no Arabic font: run `cargo xtask web`, build again"
    )]
    NoArabicFont,
    /// There is no such day.
    #[error("there is no such day as {year:04}-{month:02}-{day:02}")]
    Date {
        /// As given.
        year: u16,
        /// As given.
        month: u8,
        /// As given.
        day: u8,
    },
    /// The title is empty.
    #[error("a document needs a title")]
    Untitled,
    /// A title, heading, caption or alternative is longer than a PDF's outline and metadata can hold.
    #[error("this {part} is longer than {limit} characters: {start}…")]
    TooLong {
        /// Which part it is.
        part: &'static str,
        /// In characters.
        limit: usize,
        /// Its first words.
        start: String,
    },
    /// A table has no column, or a row of another length.
    #[error("the table \"{caption}\" has {columns} columns, and row {row} has {cells} cells")]
    UnevenTable {
        /// The table's caption.
        caption: String,
        /// How many columns it has.
        columns: usize,
        /// The first row of another length, counted from 1; 0 where there is no column.
        row: usize,
        /// How many cells that row has.
        cells: usize,
    },
    /// A figure says nothing to whoever cannot see it.
    #[error("the figure \"{caption}\" has no alternative text")]
    NoAlternative {
        /// The figure's caption.
        caption: String,
    },
    /// A figure is no SVG, or holds what a printed drawing may not.
    #[error("the figure \"{caption}\" cannot be printed: {reason}")]
    Figure {
        /// The figure's caption.
        caption: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The typesetter refused what this crate prepared. That is a defect here, not in the document.
    #[error("the document could not be set: {0}")]
    Setting(String),
}

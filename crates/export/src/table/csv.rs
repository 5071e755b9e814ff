//! CSV: RFC 4180, but with line feeds; missing values are empty, empty texts are `""`.
//!
//! No byte order mark: `csvkit`, DuckDB, R and pandas would take it for part of the first name. A spreadsheet asks
//! for the encoding when the file is imported.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Column, Value};

pub(super) struct Encoder<W> {
    out: W,
}

impl<W: Write> Encoder<W> {
    pub(super) fn new(columns: &[Column], out: W) -> io::Result<Encoder<W>> {
        let mut encoder = Encoder { out };
        let names = columns.iter().map(|column| Value::Text(column.name.clone()));
        let names: Vec<Value<'_>> = names.collect();
        encoder.write_row(names.iter().map(Some))?;
        Ok(encoder)
    }

    pub(super) fn write_row<'v>(
        &mut self,
        row: impl Iterator<Item = Option<&'v Value<'v>>>,
    ) -> io::Result<()> {
        for (at, value) in row.enumerate() {
            if at > 0 {
                self.out.write_all(b",")?;
            }
            match value {
                None => {}
                Some(Value::Text(text)) => self.write_text(&guard(text))?,
                Some(Value::Integer(number)) => write!(self.out, "{number}")?,
                Some(Value::Real(number)) => write!(self.out, "{number:?}")?,
                Some(Value::Bool(truth)) => write!(self.out, "{truth}")?,
            }
        }
        self.out.write_all(b"\n")
    }

    /// Writes a text, in quotes where it needs them.
    fn write_text(&mut self, text: &str) -> io::Result<()> {
        let needs = |byte: u8| matches!(byte, b',' | b'"' | b'\n' | b'\r' | b';' | b'\t');
        // Some readers trim spaces outside quotes; a name that ends in a space is another name.
        let edges = text.starts_with(' ') || text.ends_with(' ');
        if !text.is_empty() && !edges && !text.bytes().any(needs) {
            return self.out.write_all(text.as_bytes());
        }
        write!(self.out, "\"{}\"", text.replace('"', "\"\""))
    }

    pub(super) fn finish(self) -> W {
        self.out
    }
}

/// Puts `'` before a text that a spreadsheet could take for a formula, or that begins with `'` itself.
///
/// Such texts begin with `=`, `+`, `-`, `@`, tab, carriage return, line feed, or a full-width `＝＋－＠` (OWASP, "CSV
/// Injection"). A reader gets the text back by taking one leading `'` away. Numbers are not guarded: they are numbers.
pub fn guard(text: &str) -> Cow<'_, str> {
    let dangerous = |first| {
        matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '\'')
    };
    match text.chars().next().is_some_and(dangerous) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

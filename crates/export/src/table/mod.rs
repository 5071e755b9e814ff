//! Tables in three formats behind one writer: columns first, then rows, each written as soon as it is given.
//!
//! All formats keep a missing value apart from an empty text. A number that is not finite is written as missing.

use std::borrow::Cow;
use std::io::{self, Write};
use std::str::FromStr;

mod csv;
mod json;
mod parquet;

/// A file format for tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 4180 with line feeds, UTF-8 without a byte order mark, safe against formulas (see [`guard`]).
    Csv,
    /// One array of objects (RFC 8259), a row a line.
    Json,
    /// Apache Parquet, compressed with Zstandard; every column is optional.
    Parquet,
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        match name {
            "csv" => Ok(Format::Csv),
            "json" => Ok(Format::Json),
            "parquet" => Ok(Format::Parquet),
            _ => Err(UnknownFormat(name.to_owned())),
        }
    }
}

/// A format that is not written.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no table format; known are csv, json and parquet")]
pub struct UnknownFormat(String);

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// UTF-8 text.
    Text,
    /// 64-bit signed integers.
    Integer,
    /// 64-bit floating point.
    Real,
    /// True or false.
    Bool,
}

/// A column: its name and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, once in a table.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub kind: ColumnKind,
}

impl Column {
    /// A column.
    pub fn new(name: impl Into<Cow<'static, str>>, kind: ColumnKind) -> Column {
        Column { name: name.into(), kind }
    }
}

/// One value; a missing one is `None` around it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// UTF-8 text.
    Text(Cow<'a, str>),
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// True or false.
    Bool(bool),
}

impl Value<'_> {
    fn kind(&self) -> ColumnKind {
        match self {
            Value::Text(_) => ColumnKind::Text,
            Value::Integer(_) => ColumnKind::Integer,
            Value::Real(_) => ColumnKind::Real,
            Value::Bool(_) => ColumnKind::Bool,
        }
    }
}

/// A table that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Two columns share a name, or there is none.
    #[error("a table needs columns with names of their own")]
    Columns,
    /// A row has more or fewer values than there are columns, or one of another kind.
    #[error("row {row} does not fit the columns")]
    Row {
        /// Counted from 0.
        row: u64,
    },
    /// The output failed.
    #[error(transparent)]
    Output(#[from] io::Error),
    /// The Parquet writer failed.
    #[error("parquet: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
}

enum Encoder<W: Write + Send> {
    Csv(csv::Encoder<W>),
    Json(json::Encoder<W>),
    Parquet(Box<parquet::Encoder<W>>),
}

/// Writes one table.
pub struct TableWriter<W: Write + Send> {
    columns: Vec<Column>,
    rows: u64,
    encoder: Encoder<W>,
}

impl<W: Write + Send> TableWriter<W> {
    /// Begins a table. CSV and JSON are written in small pieces: give them a buffered writer.
    pub fn new(format: Format, columns: Vec<Column>, out: W) -> Result<TableWriter<W>, TableError> {
        let mut names: Vec<&str> = columns.iter().map(|column| column.name.as_ref()).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() != columns.len() || names.is_empty() {
            return Err(TableError::Columns);
        }
        let encoder = match format {
            Format::Csv => Encoder::Csv(csv::Encoder::new(&columns, out)?),
            Format::Json => Encoder::Json(json::Encoder::new(&columns, out)?),
            Format::Parquet => Encoder::Parquet(Box::new(parquet::Encoder::new(&columns, out)?)),
        };
        Ok(TableWriter { columns, rows: 0, encoder })
    }

    /// Writes one row, its values in the order of the columns.
    pub fn write_row(&mut self, row: &[Option<Value<'_>>]) -> Result<(), TableError> {
        let fits = |(column, value): (&Column, &Option<Value<'_>>)| {
            value.as_ref().is_none_or(|value| value.kind() == column.kind)
        };
        if row.len() != self.columns.len() || !self.columns.iter().zip(row).all(fits) {
            return Err(TableError::Row { row: self.rows });
        }
        self.rows += 1;
        let row = row.iter().map(|value| value.as_ref().filter(|value| is_writable(value)));
        match &mut self.encoder {
            Encoder::Csv(encoder) => Ok(encoder.write_row(row)?),
            Encoder::Json(encoder) => Ok(encoder.write_row(row)?),
            Encoder::Parquet(encoder) => encoder.write_row(row),
        }
    }

    /// Rows written so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Ends the table and gives the output back, flushed.
    pub fn finish(self) -> Result<W, TableError> {
        let mut out = match self.encoder {
            Encoder::Csv(encoder) => encoder.finish(),
            Encoder::Json(encoder) => encoder.finish()?,
            Encoder::Parquet(encoder) => encoder.finish()?,
        };
        out.flush()?;
        Ok(out)
    }
}

/// JSON has no word for infinity, and a spreadsheet none for "not a number".
fn is_writable(value: &Value<'_>) -> bool {
    !matches!(value, Value::Real(number) if !number.is_finite())
}

pub use csv::guard;

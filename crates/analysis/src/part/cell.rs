//! What every part is made of: cells, columns of one kind of row, and a reader of one row.

use amana_model::Packed;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::PartError;

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Null,
    Text(String),
    Binary(Vec<u8>),
    Int(i32),
    Long(i64),
    Double(f64),
}

impl Cell {
    pub(super) fn is_null(&self) -> bool {
        *self == Self::Null
    }

    pub(super) fn bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.into_bytes()),
            Self::Binary(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(super) fn int(&self) -> Option<i32> {
        if let Self::Int(value) = self { Some(*value) } else { None }
    }

    pub(super) fn long(&self) -> Option<i64> {
        if let Self::Long(value) = self { Some(*value) } else { None }
    }

    pub(super) fn double(&self) -> Option<f64> {
        if let Self::Double(value) = self { Some(*value) } else { None }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Json,
    Binary,
    Int,
    Long,
    Double,
}

/// A kind of row that has parts of its own.
pub(super) trait PartRow: Sized + 'static {
    /// The name of the schema.
    const SCHEMA: &'static str;
    /// The analyser and its version, as the file's maker.
    const ANALYSER: &'static str;
    /// The columns, in their order; [`PartRow::read`] reads a row in the same order.
    const COLUMNS: &'static [Column<Self>];

    /// Reads one row's cells back.
    fn read(row: &mut Row<'_>) -> Result<Self, PartError>;
}

/// One column.
pub(super) struct Column<T> {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) cell: fn(&T) -> Cell,
}

pub(super) const fn needed<T>(name: &'static str, kind: Kind, cell: fn(&T) -> Cell) -> Column<T> {
    Column { name, kind, required: true, cell }
}

pub(super) const fn maybe<T>(name: &'static str, kind: Kind, cell: fn(&T) -> Cell) -> Column<T> {
    Column { name, kind, required: false, cell }
}

pub(super) fn json<T: Serialize>(value: &T) -> Cell {
    serde_json::to_string(value).map_or(Cell::Null, Cell::Text)
}

pub(super) fn text<T: ToString>(value: Option<&T>) -> Cell {
    value.map_or(Cell::Null, |v| Cell::Text(v.to_string()))
}

pub(super) fn int(value: Option<u8>) -> Cell {
    value.map_or(Cell::Null, |v| Cell::Int(v.into()))
}

pub(super) fn long(value: Option<u32>) -> Cell {
    value.map_or(Cell::Null, |v| Cell::Long(v.into()))
}

pub(super) fn double(value: Option<f64>) -> Cell {
    value.map_or(Cell::Null, Cell::Double)
}

/// One row being read, cell after cell.
pub(super) struct Row<'c> {
    cells: &'c mut dyn Iterator<Item = Cell>,
    names: &'c [&'static str],
    at: usize,
}

impl<'c> Row<'c> {
    pub(super) fn new(cells: &'c mut dyn Iterator<Item = Cell>, names: &'c [&'static str]) -> Self {
        Self { cells, names, at: 0 }
    }

    fn next(&mut self) -> Cell {
        self.at += 1;
        self.cells.next().unwrap_or(Cell::Null)
    }

    /// The error for the column just read.
    pub(super) fn wrong(&self) -> PartError {
        PartError::Value(self.names.get(self.at.wrapping_sub(1)).copied().unwrap_or_default())
    }

    pub(super) fn text(&mut self) -> Result<Option<String>, PartError> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            _ => Err(self.wrong()),
        }
    }

    pub(super) fn binary(&mut self) -> Result<Option<Vec<u8>>, PartError> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Binary(bytes) => Ok(Some(bytes)),
            _ => Err(self.wrong()),
        }
    }

    pub(super) fn double(&mut self) -> Result<Option<f64>, PartError> {
        Ok(self.next().double())
    }

    pub(super) fn unsigned(&mut self) -> Result<Option<u64>, PartError> {
        self.next().long().map(|v| u64::try_from(v).map_err(|_| self.wrong())).transpose()
    }

    pub(super) fn narrow(&mut self) -> Result<Option<u32>, PartError> {
        self.next().long().map(|v| u32::try_from(v).map_err(|_| self.wrong())).transpose()
    }

    pub(super) fn small(&mut self) -> Result<Option<u8>, PartError> {
        self.next().int().map(|v| u8::try_from(v).map_err(|_| self.wrong())).transpose()
    }

    pub(super) fn parsed<T: std::str::FromStr>(&mut self) -> Result<Option<T>, PartError> {
        self.text()?.map(|t| t.parse().map_err(|_| self.wrong())).transpose()
    }

    pub(super) fn word<T: DeserializeOwned>(&mut self) -> Result<T, PartError> {
        let text = self.text()?.ok_or_else(|| self.wrong())?;
        serde_json::from_value(serde_json::Value::String(text)).map_err(|_| self.wrong())
    }

    pub(super) fn json<T: DeserializeOwned>(&mut self) -> Result<T, PartError> {
        let text = self.text()?.ok_or_else(|| self.wrong())?;
        serde_json::from_str(&text).map_err(|_| self.wrong())
    }

    pub(super) fn packed(&mut self) -> Result<Option<Packed>, PartError> {
        let (offset, length) = (self.unsigned()?, self.narrow()?);
        let (width, height) = (self.narrow()?, self.narrow()?);
        Ok(offset.zip(length).zip(width.zip(height)).map(|((offset, length), (width, height))| Packed {
            offset,
            length,
            width,
            height,
        }))
    }
}

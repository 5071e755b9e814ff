//! The columns of an observation part: a table, and the way back from a row.

use amana_model::{Digest, Observation, Packed, PdqHash, Position, Previews};
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

/// One column.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) cell: fn(&Observation) -> Cell,
}

const fn needed(name: &'static str, kind: Kind, cell: fn(&Observation) -> Cell) -> Column {
    Column { name, kind, required: true, cell }
}

const fn maybe(name: &'static str, kind: Kind, cell: fn(&Observation) -> Cell) -> Column {
    Column { name, kind, required: false, cell }
}

/// The columns, in their order; [`observation`] reads a row in the same order.
pub(super) const COLUMNS: &[Column] = &[
    needed("sha256", Kind::Text, |o| Cell::Text(o.digest.to_string())),
    needed("bytes", Kind::Long, |o| Cell::Long(o.bytes as i64)),
    needed("format", Kind::Text, |o| Cell::Text(o.format.word().into())),
    needed("condition", Kind::Text, |o| Cell::Text(o.condition.word().into())),
    needed("damage", Kind::Json, |o| json(&o.damage)),
    maybe("readable", Kind::Double, |o| double(o.readable)),
    maybe("width", Kind::Long, |o| long(o.width)),
    maybe("height", Kind::Long, |o| long(o.height)),
    maybe("orientation", Kind::Int, |o| int(o.orientation)),
    maybe("taken_at", Kind::Text, |o| text(o.taken_at.as_ref())),
    maybe("offset", Kind::Text, |o| text(o.offset.as_ref())),
    maybe("camera", Kind::Text, |o| text(o.camera.as_ref())),
    maybe("serial", Kind::Text, |o| text(o.serial.as_ref())),
    maybe("latitude", Kind::Double, |o| double(o.position.map(|p| p.latitude))),
    maybe("longitude", Kind::Double, |o| double(o.position.map(|p| p.longitude))),
    needed("exif", Kind::Json, |o| json(&o.exif)),
    maybe("pdq", Kind::Text, |o| text(o.pdq.map(|p| p[0]).as_ref())),
    maybe("pdq_turnings", Kind::Text, |o| text(o.pdq.map(|p| turnings(&p)).as_ref())),
    maybe("quality", Kind::Int, |o| int(o.quality)),
    maybe("signature", Kind::Binary, |o| o.signature.clone().map_or(Cell::Null, Cell::Binary)),
    maybe("sharpness", Kind::Double, |o| double(o.sharpness)),
    maybe("brightness", Kind::Double, |o| double(o.brightness)),
    maybe("preview_pack", Kind::Text, |o| text(o.previews.map(|p| p.pack).as_ref())),
    maybe("grid_offset", Kind::Long, |o| o.previews.map_or(Cell::Null, |p| Cell::Long(p.grid.offset as i64))),
    maybe("grid_length", Kind::Long, |o| long(o.previews.map(|p| p.grid.length))),
    maybe("grid_width", Kind::Long, |o| long(o.previews.map(|p| p.grid.width))),
    maybe("grid_height", Kind::Long, |o| long(o.previews.map(|p| p.grid.height))),
    maybe("view_offset", Kind::Long, |o| o.previews.map_or(Cell::Null, |p| Cell::Long(p.view.offset as i64))),
    maybe("view_length", Kind::Long, |o| long(o.previews.map(|p| p.view.length))),
    maybe("view_width", Kind::Long, |o| long(o.previews.map(|p| p.view.width))),
    maybe("view_height", Kind::Long, |o| long(o.previews.map(|p| p.view.height))),
];

fn json<T: Serialize>(value: &T) -> Cell {
    serde_json::to_string(value).map_or(Cell::Null, Cell::Text)
}

fn text<T: ToString>(value: Option<&T>) -> Cell {
    value.map_or(Cell::Null, |v| Cell::Text(v.to_string()))
}

fn int(value: Option<u8>) -> Cell {
    value.map_or(Cell::Null, |v| Cell::Int(v.into()))
}

fn long(value: Option<u32>) -> Cell {
    value.map_or(Cell::Null, |v| Cell::Long(v.into()))
}

fn double(value: Option<f64>) -> Cell {
    value.map_or(Cell::Null, Cell::Double)
}

fn turnings(hashes: &[PdqHash; 8]) -> String {
    hashes.map(|h| h.to_string()).join(" ")
}

/// Reads one row's cells back in the order of [`COLUMNS`].
pub(super) fn observation(cells: &mut dyn Iterator<Item = Cell>) -> Result<Observation, PartError> {
    let mut row = Row { cells, at: 0 };
    let observation = Observation {
        digest: row.parsed::<Digest>()?.ok_or(PartError::Value("sha256"))?,
        bytes: row.unsigned()?.ok_or(PartError::Value("bytes"))?,
        format: row.word()?,
        condition: row.word()?,
        damage: row.json()?,
        readable: row.double()?,
        width: row.narrow()?,
        height: row.narrow()?,
        orientation: row.small()?,
        taken_at: row.text()?,
        offset: row.text()?,
        camera: row.text()?,
        serial: row.text()?,
        position: row
            .double()?
            .zip(row.double()?)
            .map(|(latitude, longitude)| Position { latitude, longitude }),
        exif: row.json()?,
        pdq: {
            row.text()?;
            row.turnings()?
        },
        quality: row.small()?,
        signature: row.binary()?,
        sharpness: row.double()?,
        brightness: row.double()?,
        previews: row.previews()?,
    };
    Ok(observation)
}

struct Row<'c> {
    cells: &'c mut dyn Iterator<Item = Cell>,
    at: usize,
}

impl Row<'_> {
    fn next(&mut self) -> Cell {
        self.at += 1;
        self.cells.next().unwrap_or(Cell::Null)
    }

    /// The error for the column just read.
    fn wrong(&self) -> PartError {
        PartError::Value(COLUMNS.get(self.at.wrapping_sub(1)).map_or("", |c| c.name))
    }

    fn text(&mut self) -> Result<Option<String>, PartError> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            _ => Err(self.wrong()),
        }
    }

    fn binary(&mut self) -> Result<Option<Vec<u8>>, PartError> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Binary(bytes) => Ok(Some(bytes)),
            _ => Err(self.wrong()),
        }
    }

    fn double(&mut self) -> Result<Option<f64>, PartError> {
        Ok(self.next().double())
    }

    fn unsigned(&mut self) -> Result<Option<u64>, PartError> {
        self.next().long().map(|v| u64::try_from(v).map_err(|_| self.wrong())).transpose()
    }

    fn narrow(&mut self) -> Result<Option<u32>, PartError> {
        self.next().long().map(|v| u32::try_from(v).map_err(|_| self.wrong())).transpose()
    }

    fn small(&mut self) -> Result<Option<u8>, PartError> {
        self.next().int().map(|v| u8::try_from(v).map_err(|_| self.wrong())).transpose()
    }

    fn parsed<T: std::str::FromStr>(&mut self) -> Result<Option<T>, PartError> {
        self.text()?.map(|t| t.parse().map_err(|_| self.wrong())).transpose()
    }

    fn word<T: DeserializeOwned>(&mut self) -> Result<T, PartError> {
        let text = self.text()?.ok_or_else(|| self.wrong())?;
        serde_json::from_value(serde_json::Value::String(text)).map_err(|_| self.wrong())
    }

    fn json<T: DeserializeOwned>(&mut self) -> Result<T, PartError> {
        let text = self.text()?.ok_or_else(|| self.wrong())?;
        serde_json::from_str(&text).map_err(|_| self.wrong())
    }

    fn turnings(&mut self) -> Result<Option<[PdqHash; 8]>, PartError> {
        let Some(text) = self.text()? else { return Ok(None) };
        let hashes: Result<Vec<PdqHash>, _> = text.split(' ').map(str::parse).collect();
        let hashes = hashes.ok().and_then(|h| h.try_into().ok());
        hashes.map(Some).ok_or_else(|| self.wrong())
    }

    fn previews(&mut self) -> Result<Option<Previews>, PartError> {
        let pack = self.parsed()?;
        let (grid, view) = (self.packed()?, self.packed()?);
        Ok(pack.zip(grid).zip(view).map(|((pack, grid), view)| Previews { pack, grid, view }))
    }

    fn packed(&mut self) -> Result<Option<Packed>, PartError> {
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

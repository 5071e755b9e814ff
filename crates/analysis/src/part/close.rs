//! The columns of the close analysis, and the way back from a row.

use amana_model::CloseObservation;

use super::PartError;
use super::cell::{Cell, Column, Kind, PartRow, Row, json, long, maybe, needed, text};

impl PartRow for CloseObservation {
    const SCHEMA: &'static str = "close_observation";
    const ANALYSER: &'static str = crate::CLOSE_ANALYSER;
    const COLUMNS: &'static [Column<Self>] = COLUMNS;

    fn read(row: &mut Row<'_>) -> Result<Self, PartError> {
        Ok(Self {
            digest: row.parsed()?.ok_or_else(|| row.wrong())?,
            size: row.narrow()?.zip(row.narrow()?),
            faces: row.json()?,
            markings: row.json()?,
            crops: row.parsed()?,
        })
    }
}

const COLUMNS: &[Column<CloseObservation>] = &[
    needed("sha256", Kind::Text, |o| Cell::Text(o.digest.to_string())),
    maybe("width", Kind::Long, |o| long(o.size.map(|size| size.0))),
    maybe("height", Kind::Long, |o| long(o.size.map(|size| size.1))),
    needed("faces", Kind::Json, |o| json(&o.faces)),
    needed("markings", Kind::Json, |o| json(&o.markings)),
    maybe("crop_pack", Kind::Text, |o| text(o.crops.as_ref())),
];

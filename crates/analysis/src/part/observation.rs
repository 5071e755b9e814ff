//! The columns of the first analysis, and the way back from a row.

use amana_model::{Digest, Observation, PdqHash, Position, Previews};

use super::PartError;
use super::cell::{Cell, Column, Kind, PartRow, Row, double, int, json, long, maybe, needed, text};

impl PartRow for Observation {
    const SCHEMA: &'static str = "observation";
    const ANALYSER: &'static str = crate::ANALYSER;
    const COLUMNS: &'static [Column<Self>] = COLUMNS;

    fn read(row: &mut Row<'_>) -> Result<Self, PartError> {
        Ok(Self {
            digest: row.parsed::<Digest>()?.ok_or_else(|| row.wrong())?,
            bytes: row.unsigned()?.ok_or_else(|| row.wrong())?,
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
                turnings_of(row)?
            },
            quality: row.small()?,
            signature: row.binary()?,
            sharpness: row.double()?,
            brightness: row.double()?,
            previews: previews(row)?,
        })
    }
}

const COLUMNS: &[Column<Observation>] = &[
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

fn turnings(hashes: &[PdqHash; 8]) -> String {
    hashes.map(|h| h.to_string()).join(" ")
}

fn turnings_of(row: &mut Row<'_>) -> Result<Option<[PdqHash; 8]>, PartError> {
    let Some(text) = row.text()? else { return Ok(None) };
    let hashes: Result<Vec<PdqHash>, _> = text.split(' ').map(str::parse).collect();
    let hashes = hashes.ok().and_then(|h| h.try_into().ok());
    hashes.map(Some).ok_or_else(|| row.wrong())
}

fn previews(row: &mut Row<'_>) -> Result<Option<Previews>, PartError> {
    let pack = row.parsed()?;
    let (grid, view) = (row.packed()?, row.packed()?);
    Ok(pack.zip(grid).zip(view).map(|((pack, grid), view)| Previews { pack, grid, view }))
}

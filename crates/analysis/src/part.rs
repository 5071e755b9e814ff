//! Observation parts: many observations as one Parquet file that an analyst's own tools can open.
//!
//! One row an observation, one typed column a field; lists (`damage`, `exif`) are JSON text. The columns are the tables
//! in `observation` (first analysis) and `close` (close analysis); a reader takes only files of exactly these columns. No parser of outside bytes: the custody log names
//! a part by its SHA-256, and [`read_part`] wants bytes whose digest was checked. (Thirty hostile bytes can keep a
//! Parquet reader busy for minutes, and a run length makes them gigabytes.)

mod cell;
mod close;
mod observation;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use amana_model::{CloseObservation, Observation};
use parquet::basic::{Compression, Repetition, Type as Physical, ZstdLevel};
use parquet::column::reader::ColumnReader;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use self::cell::{Cell, Column, Kind, PartRow, Row};

/// Rows of a row group.
const GROUP: usize = 4096;

/// Bytes that are not an observation part.
#[derive(Debug, thiserror::Error)]
pub enum PartError {
    /// No Parquet file, or a broken one.
    #[error("not a readable Parquet file: {0}")]
    Parquet(#[from] ParquetError),
    /// A Parquet file of other columns.
    #[error("not the columns of an observation part")]
    Columns,
    /// A value that its column cannot hold.
    #[error("column {0} holds a value that does not belong there")]
    Value(&'static str),
}

/// Writes observations of the first analysis as one Parquet file (zstd).
pub fn write_part(rows: &[Observation]) -> Vec<u8> {
    write(rows)
}

/// Writes observations of the close analysis as one Parquet file (zstd).
pub fn write_close_part(rows: &[CloseObservation]) -> Vec<u8> {
    write(rows)
}

fn write<T: PartRow>(rows: &[T]) -> Vec<u8> {
    try_write(rows).expect("writing to memory, in the columns' own types, cannot fail")
}

fn try_write<T: PartRow>(rows: &[T]) -> Result<Vec<u8>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(format!("amana {}", T::ANALYSER))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema::<T>()?, Arc::new(properties))?;
    for rows in rows.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        for column in T::COLUMNS {
            let mut open =
                group.next_column()?.ok_or_else(|| ParquetError::General("a column is missing".into()))?;
            write_column(open.untyped(), column, rows)?;
            open.close()?;
        }
        group.close()?;
    }
    writer.into_inner()
}

fn schema<T: PartRow>() -> Result<TypePtr, ParquetError> {
    let fields = T::COLUMNS.iter().map(|column| {
        let (physical, logical) = column.kind.types();
        let repetition = if column.required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
        let built = Type::primitive_type_builder(column.name, physical)
            .with_repetition(repetition)
            .with_logical_type(logical)
            .build();
        built.map(Arc::new)
    });
    let fields = fields.collect::<Result<Vec<TypePtr>, ParquetError>>()?;
    Ok(Arc::new(Type::group_type_builder(T::SCHEMA).with_fields(fields).build()?))
}

fn write_column<T>(open: &mut ColumnWriter<'_>, column: &Column<T>, rows: &[T]) -> Result<(), ParquetError> {
    let cells: Vec<Cell> = rows.iter().map(column.cell).collect();
    let levels: Vec<i16> = cells.iter().map(|c| i16::from(!c.is_null())).collect();
    let levels = (!column.required).then_some(&levels[..]);
    let cells = cells.into_iter();
    match open {
        ColumnWriter::ByteArrayColumnWriter(w) => {
            let values: Vec<ByteArray> = cells.filter_map(Cell::bytes).map(ByteArray::from).collect();
            w.write_batch(&values, levels, None)?;
        }
        ColumnWriter::Int32ColumnWriter(w) => {
            w.write_batch(&cells.filter_map(|c| c.int()).collect::<Vec<i32>>(), levels, None)?;
        }
        ColumnWriter::Int64ColumnWriter(w) => {
            w.write_batch(&cells.filter_map(|c| c.long()).collect::<Vec<i64>>(), levels, None)?;
        }
        ColumnWriter::DoubleColumnWriter(w) => {
            w.write_batch(&cells.filter_map(|c| c.double()).collect::<Vec<f64>>(), levels, None)?;
        }
        _ => return Err(ParquetError::General("a column of another type".into())),
    }
    Ok(())
}

/// Reads what [`write_part`] wrote, from bytes whose digest was checked against the custody log.
///
/// # Errors
/// If the bytes are no Parquet file, or not of these columns, or a value is not what its column says. A part of
/// another version that the Parquet reader stumbles over is an error, not a panic.
pub fn read_part(bytes: &[u8]) -> Result<Vec<Observation>, PartError> {
    read(bytes)
}

/// Reads what [`write_close_part`] wrote; as [`read_part`].
///
/// # Errors
/// As [`read_part`].
pub fn read_close_part(bytes: &[u8]) -> Result<Vec<CloseObservation>, PartError> {
    read(bytes)
}

fn read<T: PartRow>(bytes: &[u8]) -> Result<Vec<T>, PartError> {
    catch_unwind(AssertUnwindSafe(|| try_read(bytes)))
        .unwrap_or_else(|_| Err(ParquetError::General("the reader gave up on these bytes".into()).into()))
}

fn try_read<T: PartRow>(bytes: &[u8]) -> Result<Vec<T>, PartError> {
    let reader = SerializedFileReader::new(bytes::Bytes::copy_from_slice(bytes))?;
    let own = schema::<T>()?;
    let theirs = reader.metadata().file_metadata().schema().get_fields();
    let same = own.get_fields().len() == theirs.len()
        && own.get_fields().iter().zip(theirs).all(|(a, b)| {
            a.name() == b.name() && b.is_primitive() && a.get_physical_type() == b.get_physical_type()
        });
    if !same {
        return Err(PartError::Columns);
    }
    let names: Vec<&'static str> = T::COLUMNS.iter().map(|column| column.name).collect();
    let mut rows = Vec::new();
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        let count = usize::try_from(group.metadata().num_rows()).map_err(|_| PartError::Columns)?;
        let mut columns = Vec::with_capacity(T::COLUMNS.len());
        for (index, column) in T::COLUMNS.iter().enumerate() {
            let cells = read_column(group.get_column_reader(index)?, column, count)?;
            columns.push(cells.into_iter());
        }
        for _ in 0..count {
            let mut cells = columns.iter_mut().map(|cells| cells.next().unwrap_or(Cell::Null));
            rows.push(T::read(&mut Row::new(&mut cells, &names))?);
        }
    }
    Ok(rows)
}

fn read_column<T>(reader: ColumnReader, column: &Column<T>, count: usize) -> Result<Vec<Cell>, PartError> {
    macro_rules! read {
        ($reader:expr, $cell:expr) => {{
            let (mut reader, mut levels, mut values) = ($reader, Vec::new(), Vec::new());
            let levels_wanted = (!column.required).then_some(&mut levels);
            let (records, _, _) = reader.read_records(count, levels_wanted, None, &mut values)?;
            if records != count {
                return Err(PartError::Value(column.name));
            }
            let mut values = values.into_iter().map($cell);
            Ok(if column.required {
                values.collect()
            } else {
                levels
                    .iter()
                    .map(|l| if *l > 0 { values.next().unwrap_or(Cell::Null) } else { Cell::Null })
                    .collect()
            })
        }};
    }
    match (reader, column.kind) {
        (ColumnReader::ByteArrayColumnReader(r), Kind::Binary) => {
            read!(r, |v: ByteArray| Cell::Binary(v.data().to_vec()))
        }
        (ColumnReader::ByteArrayColumnReader(r), _) => {
            read!(r, |v: ByteArray| String::from_utf8(v.data().to_vec()).map_or(Cell::Null, Cell::Text))
        }
        (ColumnReader::Int32ColumnReader(r), _) => read!(r, Cell::Int),
        (ColumnReader::Int64ColumnReader(r), _) => read!(r, Cell::Long),
        (ColumnReader::DoubleColumnReader(r), _) => read!(r, Cell::Double),
        _ => Err(PartError::Columns),
    }
}

impl Kind {
    fn types(self) -> (Physical, Option<parquet::basic::LogicalType>) {
        use parquet::basic::LogicalType;
        match self {
            Self::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Self::Json => (Physical::BYTE_ARRAY, Some(LogicalType::Json)),
            Self::Binary => (Physical::BYTE_ARRAY, None),
            Self::Int => (Physical::INT32, None),
            Self::Long => (Physical::INT64, None),
            Self::Double => (Physical::DOUBLE, None),
        }
    }
}

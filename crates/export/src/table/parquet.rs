//! Parquet through the low-level column writers, a bounded row group at a time.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{Column, ColumnKind, TableError, Value};

/// A row group ends at this many rows or bytes of text, so that memory does not grow with the table.
const MOST_ROWS: usize = 64 << 10;
const MOST_TEXT: usize = 16 << 20;

/// The values of one column in the row group being filled, missing ones left out.
enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Real(Vec<f64>),
    Bool(Vec<bool>),
}

struct Chunk {
    values: Values,
    /// 1 for a value, 0 for a missing one.
    levels: Vec<i16>,
}

pub(super) struct Encoder<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    chunks: Vec<Chunk>,
    rows: usize,
    text: usize,
}

impl<W: Write + Send> Encoder<W> {
    pub(super) fn new(columns: &[Column], out: W) -> Result<Encoder<W>> {
        let level = ZstdLevel::try_new(3)?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let writer = SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties))?;
        Ok(Encoder { writer, columns: columns.to_vec(), chunks: empty(columns), rows: 0, text: 0 })
    }

    pub(super) fn write_row<'v>(
        &mut self,
        row: impl Iterator<Item = Option<&'v Value<'v>>>,
    ) -> std::result::Result<(), TableError> {
        for (chunk, value) in self.chunks.iter_mut().zip(row) {
            self.text += chunk.push(value);
        }
        self.rows += 1;
        if self.rows >= MOST_ROWS || self.text >= MOST_TEXT {
            self.write_group()?;
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<()> {
        let chunks = std::mem::replace(&mut self.chunks, empty(&self.columns));
        (self.rows, self.text) = (0, 0);
        let mut group = self.writer.next_row_group()?;
        for chunk in chunks {
            if let Some(mut column) = group.next_column()? {
                chunk.write(&mut column)?;
                column.close()?;
            }
        }
        group.close()?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.writer.into_inner()
    }
}

impl Chunk {
    /// Adds one value; gives the bytes of text it holds.
    fn push(&mut self, value: Option<&Value<'_>>) -> usize {
        self.levels.push(i16::from(value.is_some()));
        match (&mut self.values, value) {
            (Values::Text(values), Some(Value::Text(text))) => {
                values.push(ByteArray::from(text.as_bytes().to_vec()));
                return text.len();
            }
            (Values::Integer(values), Some(Value::Integer(number))) => values.push(*number),
            (Values::Real(values), Some(Value::Real(number))) => values.push(*number),
            (Values::Bool(values), Some(Value::Bool(truth))) => values.push(*truth),
            // Nothing to add; a value of another kind was refused before.
            _ => {}
        }
        0
    }

    fn write(&self, column: &mut SerializedColumnWriter<'_>) -> Result<usize> {
        let levels = Some(self.levels.as_slice());
        match &self.values {
            Values::Text(values) => column.typed::<ByteArrayType>().write_batch(values, levels, None),
            Values::Integer(values) => column.typed::<Int64Type>().write_batch(values, levels, None),
            Values::Real(values) => column.typed::<DoubleType>().write_batch(values, levels, None),
            Values::Bool(values) => column.typed::<BoolType>().write_batch(values, levels, None),
        }
    }
}

fn empty(columns: &[Column]) -> Vec<Chunk> {
    let chunk = |column: &Column| {
        let values = match column.kind {
            ColumnKind::Text => Values::Text(Vec::new()),
            ColumnKind::Integer => Values::Integer(Vec::new()),
            ColumnKind::Real => Values::Real(Vec::new()),
            ColumnKind::Bool => Values::Bool(Vec::new()),
        };
        Chunk { values, levels: Vec::new() }
    };
    columns.iter().map(chunk).collect()
}

fn schema(columns: &[Column]) -> Result<TypePtr> {
    let field = |column: &Column| {
        let (physical, logical) = match column.kind {
            ColumnKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            ColumnKind::Integer => (Physical::INT64, None),
            ColumnKind::Real => (Physical::DOUBLE, None),
            ColumnKind::Bool => (Physical::BOOLEAN, None),
        };
        let builder = Type::primitive_type_builder(&column.name, physical);
        builder.with_logical_type(logical).with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<_>>()?;
    Type::group_type_builder("table").with_fields(fields).build().map(Arc::new)
}

//! JSON: one array of objects, a row a line, keys in the order of the columns; whole also without a row.

use std::io::{self, Write};

use super::{Column, Value};

pub(super) struct Encoder<W> {
    out: W,
    /// `"name":` for each column.
    keys: Vec<String>,
    empty: bool,
}

impl<W: Write> Encoder<W> {
    pub(super) fn new(columns: &[Column], mut out: W) -> io::Result<Encoder<W>> {
        out.write_all(b"[")?;
        let keys = columns.iter().map(|column| Ok(serde_json::to_string(&column.name)? + ":"));
        Ok(Encoder { out, keys: keys.collect::<io::Result<_>>()?, empty: true })
    }

    pub(super) fn write_row<'v>(
        &mut self,
        row: impl Iterator<Item = Option<&'v Value<'v>>>,
    ) -> io::Result<()> {
        self.out.write_all(if self.empty { b"\n{" } else { b",\n{" })?;
        self.empty = false;
        for (at, (key, value)) in self.keys.iter().zip(row).enumerate() {
            if at > 0 {
                self.out.write_all(b",")?;
            }
            self.out.write_all(key.as_bytes())?;
            match value {
                None => self.out.write_all(b"null")?,
                Some(Value::Text(text)) => serde_json::to_writer(&mut self.out, text)?,
                Some(Value::Integer(number)) => serde_json::to_writer(&mut self.out, number)?,
                Some(Value::Real(number)) => serde_json::to_writer(&mut self.out, number)?,
                Some(Value::Bool(truth)) => serde_json::to_writer(&mut self.out, truth)?,
            }
        }
        self.out.write_all(b"}")
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.out.write_all(if self.empty { b"]\n" } else { b"\n]\n" })?;
        Ok(self.out)
    }
}

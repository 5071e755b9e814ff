//! One object on its way in ([`ObjectWriter`] → [`Staged`] → published) and on its way out ([`ObjectReader`]).

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use amana_disk::DiskFile;
use amana_model::SealedName;
use sha2::{Digest as _, Sha256};

/// Counts and digests the sealed bytes on their way to the disk.
struct Digesting {
    file: Box<dyn DiskFile>,
    sha256: Sha256,
    bytes: u64,
}

impl Write for Digesting {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.file.write(buffer)?;
        self.sha256.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The header is made of many small writes; gathered, they are one, and a full disk is told in its own words.
const BUFFER: usize = 128 << 10;

/// Seals what is written into a file under `incoming/`.
pub struct ObjectWriter {
    sealing: age::stream::StreamWriter<BufWriter<Digesting>>,
    path: PathBuf,
}

impl ObjectWriter {
    pub(crate) fn new(
        recipients: &crate::Recipients,
        file: Box<dyn DiskFile>,
        path: PathBuf,
    ) -> io::Result<Self> {
        let output = BufWriter::with_capacity(BUFFER, Digesting { file, sha256: Sha256::new(), bytes: 0 });
        Ok(Self { sealing: recipients.writer(output)?, path })
    }

    /// Ends the object. It is staged, not yet durable and not yet under its name.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn finish(self) -> io::Result<Staged> {
        let mut done = self.sealing.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        done.flush()?;
        let sealed = SealedName(done.sha256.finalize().into());
        Ok(Staged { sealed, bytes: done.bytes, path: self.path })
    }
}

impl Write for ObjectWriter {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.sealing.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sealing.flush()
    }
}

/// A sealed object waiting under `incoming/` for [`crate::Store::publish`].
#[derive(Debug)]
#[must_use = "a staged object is not in the store until it is published"]
pub struct Staged {
    /// The name it will have.
    pub sealed: SealedName,
    /// Sealed bytes.
    pub bytes: u64,
    pub(crate) path: PathBuf,
}

/// An object's plain bytes, opened as they are read; can seek.
pub struct ObjectReader(pub(crate) age::stream::StreamReader<BufReader<File>>);

impl Read for ObjectReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Seek for ObjectReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

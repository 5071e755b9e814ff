//! Where a tar's bytes come from: a file that can be seeked in, or a decompressor.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// Bytes read forwards, with a way to skip.
pub(crate) trait Source: Read {
    /// Skips up to `len` bytes; says how many were there.
    fn skip(&mut self, len: u64) -> io::Result<u64>;
}

/// A plain tar.
pub(crate) struct Seekable<R> {
    inner: BufReader<R>,
    at: u64,
    len: u64,
}

impl<R: Read + Seek> Seekable<R> {
    pub(crate) fn new(mut source: R) -> io::Result<Seekable<R>> {
        let len = source.seek(SeekFrom::End(0))?;
        source.rewind()?;
        Ok(Seekable { inner: BufReader::with_capacity(64 << 10, source), at: 0, len })
    }
}

impl<R: Read> Read for Seekable<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: Read + Seek> Source for Seekable<R> {
    fn skip(&mut self, len: u64) -> io::Result<u64> {
        let mut left = len.min(self.len.saturating_sub(self.at));
        let skipped = left;
        while left > 0 {
            let step = i64::try_from(left).unwrap_or(i64::MAX);
            self.inner.seek_relative(step)?;
            left -= step.unsigned_abs();
        }
        self.at += skipped;
        Ok(skipped)
    }
}

/// A tar that comes out of a decompressor.
pub(crate) struct Streamed<R>(pub(crate) R);

impl<R: Read> Read for Streamed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<R: Read> Source for Streamed<R> {
    fn skip(&mut self, len: u64) -> io::Result<u64> {
        io::copy(&mut (&mut self.0).take(len), &mut io::sink())
    }
}

//! Decompressors, all in Rust, under one roof: counted in and out, and never able to take the program down.
//!
//! A decoder fed hostile bytes may fail, and has panicked before in other people's hands; both become a broken stream
//! here. Memory is bounded: xz and Zstandard streams that ask for a window above [`WINDOW`] bytes are broken streams.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use crate::limits::{Allowance, Refusal};

/// The largest window of a decoder in bytes: what `xz -9` and `zstd --long=26` need.
const WINDOW: u64 = 64 << 20;

/// A way to compress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    Stored,
    Deflate,
    Deflate64,
    Bzip2,
    Gzip,
    Xz,
    Zstd,
}

impl Codec {
    /// The codec for a zip's method number (APPNOTE 4.4.5).
    pub(crate) fn of_zip(method: u16) -> Option<Codec> {
        Some(match method {
            0 => Codec::Stored,
            8 => Codec::Deflate,
            9 => Codec::Deflate64,
            12 => Codec::Bzip2,
            93 => Codec::Zstd,
            95 => Codec::Xz,
            _ => return None,
        })
    }
}

/// Starts to decompress `source`; what comes out is charged to `allowance`.
pub(crate) fn unpack<'a>(codec: Codec, source: impl BufRead + 'a, allowance: &Allowance) -> Unpacked<'a> {
    let taken = Rc::new(Cell::new(0));
    let source = Counted { inner: source, taken: taken.clone() };
    let inner: Box<dyn Read + 'a> = match codec {
        Codec::Stored => Box::new(source),
        Codec::Deflate => Box::new(flate2::bufread::DeflateDecoder::new(source)),
        Codec::Deflate64 => Box::new(deflate64::Deflate64Decoder::with_buffer(source)),
        Codec::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(source)),
        Codec::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(source)),
        // The limit is in KiB and includes the decoder's own tables.
        Codec::Xz => {
            Box::new(lzma_rust2::XzReader::new_mem_limit(source, true, (WINDOW >> 10) as u32 + 1024))
        }
        Codec::Zstd => Box::new(ZstdFrames::new(source)),
    };
    Unpacked { inner, taken, out: 0, allowance: allowance.clone(), failure: None }
}

/// Counts the bytes that a decoder takes.
struct Counted<R> {
    inner: R,
    taken: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    fn count(&self, bytes: usize) {
        self.taken.set(self.taken.get() + bytes as u64);
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.count(bytes);
        self.inner.consume(bytes);
    }
}

/// Zstandard frames one after the other, as `zstd` itself reads them; one decoder, so that a million empty frames do
/// not ask for a million windows.
enum ZstdFrames<R: Read> {
    Between(R, Box<FrameDecoder>),
    In(StreamingDecoder<R, Box<FrameDecoder>>),
    Ended,
}

impl<R: BufRead> ZstdFrames<R> {
    fn new(source: R) -> ZstdFrames<R> {
        let mut decoder = Box::new(FrameDecoder::new());
        decoder.set_max_window_size(WINDOW);
        ZstdFrames::Between(source, decoder)
    }

    /// Begins the next frame, if there is one.
    fn begin(mut source: R, decoder: Box<FrameDecoder>) -> io::Result<ZstdFrames<R>> {
        if source.fill_buf()?.is_empty() {
            return Ok(ZstdFrames::Ended);
        }
        StreamingDecoder::new_with_decoder(source, decoder).map(ZstdFrames::In).map_err(io::Error::other)
    }
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let ZstdFrames::In(frame) = self {
                let read = frame.read(buffer)?;
                if read > 0 {
                    return Ok(read);
                }
            }
            *self = match std::mem::replace(self, ZstdFrames::Ended) {
                ZstdFrames::Ended => return Ok(0),
                ZstdFrames::Between(source, decoder) => ZstdFrames::begin(source, decoder)?,
                ZstdFrames::In(done) => {
                    let (source, decoder) = done.into_parts();
                    ZstdFrames::Between(source, decoder)
                }
            };
        }
    }
}

/// How a stream failed; it stays so.
#[derive(Clone, Debug)]
enum Failure {
    Refused(Refusal),
    Broken(io::ErrorKind, String),
}

impl Failure {
    fn error(&self) -> io::Error {
        match self {
            Failure::Refused(refusal) => io::Error::other(refusal.clone()),
            Failure::Broken(kind, reason) => io::Error::new(*kind, reason.clone()),
        }
    }
}

/// The refusal inside an error that [`Unpacked`] gave, if it is one.
pub(crate) fn refusal(error: &io::Error) -> Option<Refusal> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Refusal>()).cloned()
}

/// A decompressed stream: charged, and with failures that stay.
pub(crate) struct Unpacked<'a> {
    inner: Box<dyn Read + 'a>,
    taken: Rc<Cell<u64>>,
    out: u64,
    allowance: Allowance,
    failure: Option<Failure>,
}

impl Unpacked<'_> {
    /// Reads once from the decoder, whatever it does.
    fn step(&mut self, buffer: &mut [u8]) -> Result<usize, Failure> {
        let read = loop {
            // A decoder that panicked is never touched again, so its broken insides cannot be seen.
            match catch_unwind(AssertUnwindSafe(|| self.inner.read(buffer))) {
                Ok(Err(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(Err(error)) => match refusal(&error) {
                    Some(refusal) => return Err(Failure::Refused(refusal)),
                    None => return Err(Failure::Broken(error.kind(), error.to_string())),
                },
                Ok(Ok(read)) => break read,
                Err(_) => {
                    let reason = "the decoder failed on it".to_owned();
                    return Err(Failure::Broken(io::ErrorKind::InvalidData, reason));
                }
            }
        };
        self.out += read as u64;
        self.allowance.charge(read as u64, self.out, self.taken.get()).map_err(Failure::Refused)?;
        Ok(read)
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Decoders take "no bytes" for the end of a block, even where none were asked for.
        if buffer.is_empty() {
            return Ok(0);
        }
        if let Some(failure) = &self.failure {
            return Err(failure.error());
        }
        self.step(buffer).map_err(|failure| self.failure.insert(failure).error())
    }
}

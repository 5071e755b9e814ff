//! Holds the bytes of a nested container while it is opened: in memory, or above a limit in a nameless file.
//!
//! Plain bytes never lie on the disk. The file has no name (`O_TMPFILE`, or unlinked at once) and holds ChaCha20
//! (RFC 8439) ciphertext under a key that exists only in memory, so that a seized or crashed machine reads nothing
//! back from it. This is secrecy only; nothing is authenticated, because the reader is the writer.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};

/// Bytes being collected.
pub struct Spool {
    memory: Vec<u8>,
    limit: usize,
    folder: PathBuf,
    cipher: ChaCha20,
    file: Option<File>,
    len: u64,
}

impl Spool {
    /// An empty spool that goes to a file in `folder` above `limit` bytes of memory (32 MiB is a good one).
    ///
    /// `key` must be fresh random bytes for each spool: two spools under one key would betray each other.
    pub fn new(limit: usize, folder: impl Into<PathBuf>, key: [u8; 32]) -> Spool {
        let cipher = ChaCha20::new(&key.into(), &[0; 12].into());
        Spool { memory: Vec::new(), limit, folder: folder.into(), cipher, file: None, len: 0 }
    }

    /// Bytes written so far.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Ends the writing; the reader starts at the beginning.
    pub fn into_reader(mut self) -> io::Result<SpoolReader> {
        if self.file.is_some() {
            self.flush_memory()?;
        }
        Ok(SpoolReader { spool: self, at: 0 })
    }

    /// Encrypts what is in memory and appends it to the file.
    fn flush_memory(&mut self) -> io::Result<()> {
        let file = match self.file.take() {
            Some(file) => file,
            None => tempfile::tempfile_in(&self.folder)?,
        };
        let from = self.len - self.memory.len() as u64;
        apply(&mut self.cipher, from, &mut self.memory)?;
        file.write_all_at(&self.memory, from)?;
        self.memory.clear();
        self.file = Some(file);
        Ok(())
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.memory.extend_from_slice(bytes);
        self.len += bytes.len() as u64;
        // Once in a file, memory is only a buffer of one write in 256 KiB.
        let limit = if self.file.is_some() { self.limit.min(256 << 10) } else { self.limit };
        if self.memory.len() > limit {
            self.flush_memory()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes of a spool, to read and seek in.
pub struct SpoolReader {
    spool: Spool,
    at: u64,
}

impl SpoolReader {
    /// Bytes in all.
    pub fn len(&self) -> u64 {
        self.spool.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spool.is_empty()
    }
}

impl Read for SpoolReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &self.spool.file {
            Some(file) => {
                let read = file.read_at(buffer, self.at)?;
                apply(&mut self.spool.cipher, self.at, buffer.get_mut(..read).unwrap_or_default())?;
                read
            }
            None => {
                let at = usize::try_from(self.at).unwrap_or(usize::MAX).min(self.spool.memory.len());
                self.spool.memory.get(at..).unwrap_or_default().read(buffer)?
            }
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for SpoolReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.spool.len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let before = || io::Error::new(io::ErrorKind::InvalidInput, "before the beginning");
        self.at = at.ok_or_else(before)?;
        Ok(self.at)
    }
}

/// Encrypts or decrypts bytes that stand at `from`; the cipher's counter ends at 256 GiB.
fn apply(cipher: &mut ChaCha20, from: u64, bytes: &mut [u8]) -> io::Result<()> {
    let beyond = |_| io::Error::new(io::ErrorKind::FileTooLarge, "a spool holds at most 256 GiB");
    if bytes.is_empty() {
        return Ok(());
    }
    cipher.try_seek(from).map_err(beyond)?;
    cipher
        .try_apply_keystream(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::FileTooLarge, "a spool holds at most 256 GiB"))
}

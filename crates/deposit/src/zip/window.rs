//! A window on a file that is searched forwards, so that a hostile file full of signatures is still read only once.

use std::io::{self, Read, Seek};
use std::ops::Range;

use memchr::memmem::Finder;

use super::read_at;

/// Bytes read at a time.
const STEP: u64 = 256 << 10;

#[derive(Default)]
pub(super) struct Window {
    start: u64,
    bytes: Vec<u8>,
}

impl Window {
    /// The bytes from `at` on: at least `need` of them, unless the source ends before; at most up to `end`.
    pub(super) fn from<R: Read + Seek>(
        &mut self,
        source: &mut R,
        at: u64,
        need: u64,
        end: u64,
    ) -> io::Result<&[u8]> {
        let held = self.start..self.start + self.bytes.len() as u64;
        if at < held.start || at + need > held.end {
            self.bytes = read_at(source, at, STEP.max(need))?;
            self.start = at;
        }
        let skip = usize::try_from(at - self.start).unwrap_or(usize::MAX);
        let most = usize::try_from(end.saturating_sub(at)).unwrap_or(usize::MAX);
        let bytes = self.bytes.get(skip..).unwrap_or_default();
        Ok(bytes.get(..most).unwrap_or(bytes))
    }

    /// The first place in `range` where the needle lies whole.
    pub(super) fn find<R: Read + Seek>(
        &mut self,
        source: &mut R,
        finder: &Finder<'_>,
        range: Range<u64>,
    ) -> io::Result<Option<u64>> {
        let needle = finder.needle().len() as u64;
        let mut at = range.start;
        while at + needle <= range.end {
            let bytes = self.from(source, at, needle, range.end)?;
            if let Some(found) = finder.find(bytes) {
                return Ok(Some(at + found as u64));
            }
            match bytes.len() as u64 {
                short if short < needle => return Ok(None),
                read => at += read - (needle - 1),
            }
        }
        Ok(None)
    }
}

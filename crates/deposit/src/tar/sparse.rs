//! Members with holes: the stored parts are put where they belong, and the holes between them become zeros.

use std::io::{self, Read};

use super::pax::{MOST_PARTS, decimal};

/// The stored parts of a member, checked.
#[derive(Debug)]
pub(super) struct Map {
    parts: Vec<(u64, u64)>,
    real: u64,
}

impl Map {
    /// A map in which parts follow one another, fit the real length, and use up the stored bytes exactly.
    pub(super) fn new(parts: Vec<(u64, u64)>, real: Option<u64>, stored: u64) -> Option<Map> {
        let real = real?;
        let (mut end, mut sum) = (0u64, 0u64);
        for &(offset, len) in &parts {
            (end, sum) = (offset.checked_add(len).filter(|_| offset >= end)?, sum.checked_add(len)?);
        }
        (end <= real && sum == stored).then_some(Map { parts, real })
    }

    /// Length with the holes.
    pub(super) fn real(&self) -> u64 {
        self.real
    }

    /// The member's bytes, from its stored ones.
    pub(super) fn fill<R: Read>(self, stored: R) -> Filled<R> {
        Filled { stored, parts: self.parts.into_iter(), at: 0, part: (0, 0), real: self.real }
    }
}

/// Reads the map that stands before the stored bytes in format 1.0: decimal lines, padded to whole blocks.
pub(super) fn read_map(stored: &mut impl Read) -> io::Result<Option<Vec<(u64, u64)>>> {
    let mut lines = Lines { stored, block: [0; 512], at: 512 };
    let Some(count) = lines.number()? else { return Ok(None) };
    let mut parts = Vec::new();
    if count > MOST_PARTS as u64 {
        return Ok(None);
    }
    for _ in 0..count {
        match (lines.number()?, lines.number()?) {
            (Some(offset), Some(len)) => parts.push((offset, len)),
            _ => return Ok(None),
        }
    }
    Ok(Some(parts))
}

struct Lines<'a, R> {
    stored: &'a mut R,
    block: [u8; 512],
    at: usize,
}

impl<R: Read> Lines<'_, R> {
    fn number(&mut self) -> io::Result<Option<u64>> {
        let mut digits = Vec::new();
        loop {
            if self.at == self.block.len() {
                self.stored.read_exact(&mut self.block)?;
                self.at = 0;
            }
            let byte = self.block.get(self.at).copied().unwrap_or(0);
            self.at += 1;
            match byte {
                b'\n' => return Ok(decimal(&digits)),
                _ if digits.len() >= 20 => return Ok(None),
                byte => digits.push(byte),
            }
        }
    }
}

/// Reads a member with its holes filled.
pub(super) struct Filled<R> {
    stored: R,
    parts: std::vec::IntoIter<(u64, u64)>,
    at: u64,
    /// The part being read or coming next: its offset, and what is left of it.
    part: (u64, u64),
    real: u64,
}

impl<R: Read> Read for Filled<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.part.1 == 0 {
            // After the last part, the hole reaches to the end.
            match self.parts.next() {
                Some(part) => self.part = part,
                None => self.part = (self.real, u64::MAX),
            }
        }
        let (start, left) = self.part;
        let within = self.at >= start;
        let most = if within { left } else { start - self.at };
        let most = usize::try_from(most.min(self.real - self.at)).unwrap_or(usize::MAX).min(buffer.len());
        let Some(buffer) = buffer.get_mut(..most).filter(|buffer| !buffer.is_empty()) else { return Ok(0) };
        let read = if within { self.stored.read(buffer)? } else { zeros(buffer) };
        self.at += read as u64;
        if within {
            self.part = (start, left - read as u64);
        }
        Ok(read)
    }
}

fn zeros(buffer: &mut [u8]) -> usize {
    buffer.fill(0);
    buffer.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_become_zeros() {
        let map = Map::new(vec![(2, 3), (5, 0), (8, 1)], Some(10), 4).unwrap();
        let mut bytes = Vec::new();
        map.fill(&b"abcd"[..]).read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, b"\0\0abc\0\0\0d\0");
        let mut bytes = Vec::new();
        Map::new(Vec::new(), Some(3), 0).unwrap().fill(&b""[..]).read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, [0; 3]);
    }

    #[test]
    fn maps_that_make_no_sense_are_refused() {
        let real = Some(10);
        assert!(Map::new(vec![(5, 2), (4, 1)], real, 3).is_none(), "backwards");
        assert!(Map::new(vec![(5, 6)], real, 6).is_none(), "over the end");
        assert!(Map::new(vec![(u64::MAX, 2)], real, 2).is_none(), "beyond 64 bits");
        assert!(Map::new(vec![(0, 2)], real, 3).is_none(), "bytes left over");
        assert!(Map::new(Vec::new(), None, 0).is_none(), "without a length");
    }
}

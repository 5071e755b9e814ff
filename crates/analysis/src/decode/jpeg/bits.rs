//! The bits of a JPEG scan: stuffed bytes unstuffed, markers never crossed, the end never silently passed.

/// Reads bits from entropy-coded data. Beyond the data it lends zeros and remembers that it did.
#[derive(Clone)]
pub(super) struct Bits<'a> {
    data: &'a [u8],
    pos: usize,
    /// The next bits, the first one topmost.
    acc: u64,
    /// How many bits of `acc` may be read.
    left: u32,
    /// How many zero bits were lent beyond the end.
    lent: u64,
    ended: bool,
}

/// How an interval of entropy-coded data ended.
pub(super) struct IntervalEnd {
    /// Whole bytes that no unit asked for.
    pub(super) leftover: usize,
    /// Whether the bits that fill the last byte are all ones (ITU-T T.81, F.1.2.3).
    pub(super) padded: bool,
}

impl<'a> Bits<'a> {
    pub(super) fn new(data: &'a [u8], pos: usize) -> Self {
        Self { data, pos, acc: 0, left: 0, lent: 0, ended: false }
    }

    /// Makes at least 32 bits readable: more than the longest code and its value take (16 and 11).
    #[inline(always)]
    pub(super) fn refill(&mut self) {
        if self.left >= 32 {
            return;
        }
        if let Some(chunk) = self.data.get(self.pos..self.pos + 8).and_then(|c| c.first_chunk::<8>()) {
            let chunk = u64::from_be_bytes(*chunk);
            if !has_ff(chunk) {
                self.acc |= chunk >> self.left;
                self.pos += ((63 - self.left) >> 3) as usize;
                self.left |= 56;
                return;
            }
        }
        *self = self.clone().refilled_slowly();
    }

    /// By value, so that nothing holds the reader in memory where it could stay in registers.
    #[inline(never)]
    fn refilled_slowly(mut self) -> Self {
        while self.left <= 56 && !self.ended {
            match (self.data.get(self.pos), self.data.get(self.pos + 1)) {
                (Some(0xff), Some(0)) => {
                    self.acc |= 0xff << (56 - self.left);
                    self.pos += 2;
                }
                (Some(0xff), _) | (None, _) => {
                    self.ended = true;
                    break;
                }
                (Some(byte), _) => {
                    self.acc |= u64::from(*byte) << (56 - self.left);
                    self.pos += 1;
                }
            }
            self.left += 8;
        }
        if self.ended {
            self.lent += u64::from(64 - self.left);
            self.left = 64;
        }
        self
    }

    /// The next `n` bits (1 to 32), not consumed.
    #[inline(always)]
    pub(super) fn peek(&self, n: u32) -> u32 {
        (self.acc >> (64 - n)) as u32
    }

    #[inline(always)]
    pub(super) fn consume(&mut self, n: u32) {
        self.acc <<= n;
        self.left -= n;
    }

    /// The next `n` bits (0 to 16). The caller has refilled.
    #[inline(always)]
    pub(super) fn take(&mut self, n: u32) -> u32 {
        if n == 0 {
            return 0;
        }
        let value = self.peek(n);
        self.consume(n);
        value
    }

    /// The next `size` bits as the signed value of T.81, F.2.2.1 (EXTEND). The caller has refilled.
    #[inline(always)]
    pub(super) fn signed(&mut self, size: u32) -> i32 {
        let value = self.take(size) as i32;
        if size > 0 && value < 1 << (size - 1) { value - (1 << size) + 1 } else { value }
    }

    /// Whether bits beyond the data were consumed.
    #[inline(always)]
    pub(super) fn past_end(&self) -> bool {
        self.lent > u64::from(self.left)
    }

    /// Where the next marker stands, once the data before it is spent.
    pub(super) fn position(&self) -> usize {
        self.pos
    }

    /// Ends an interval: goes on to the next marker, or to the end of the data.
    pub(super) fn finish(&mut self) -> IntervalEnd {
        let unread = u64::from(self.left).saturating_sub(self.lent);
        let fill = (unread % 8) as u32;
        let padded = fill == 0 || self.peek(fill) == (1 << fill) - 1;
        let mut leftover = (unread / 8) as usize;
        while !self.ended {
            let Some(at) = memchr::memchr(0xff, &self.data[self.pos..]) else {
                leftover += self.data.len() - self.pos;
                self.pos = self.data.len();
                break;
            };
            leftover += at;
            self.pos += at;
            if self.data.get(self.pos + 1) != Some(&0) {
                break;
            }
            leftover += 1;
            self.pos += 2;
        }
        IntervalEnd { leftover, padded: padded || self.past_end() }
    }

    /// The marker's code at the present position; `None` at the end of the data.
    pub(super) fn marker(&self) -> Option<u8> {
        let rest = self.data.get(self.pos..)?;
        rest.iter().copied().find(|byte| *byte != 0xff).filter(|_| rest.first() == Some(&0xff))
    }

    /// Starts afresh behind the marker at the present position.
    pub(super) fn pass_marker(&mut self) {
        while self.data.get(self.pos) == Some(&0xff) {
            self.pos += 1;
        }
        *self = Self::new(self.data, (self.pos + 1).min(self.data.len()));
    }
}

/// Whether one of eight bytes is 0xFF.
#[inline(always)]
fn has_ff(chunk: u64) -> bool {
    let inverted = !chunk;
    inverted.wrapping_sub(0x0101_0101_0101_0101) & chunk & 0x8080_8080_8080_8080 != 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reads_what_a_slow_reader_reads(
            data in proptest::collection::vec(prop_oneof![3 => any::<u8>(), 1 => Just(0xffu8), 1 => Just(0u8)], 0..80),
            sizes in proptest::collection::vec(1u32..=16, 1..80),
        ) {
            let mut plain = Vec::new();
            let mut i = 0;
            while i < data.len() {
                if data[i] == 0xff {
                    if data.get(i + 1) != Some(&0) { break }
                    i += 1;
                    plain.push(0xff);
                } else {
                    plain.push(data[i]);
                }
                i += 1;
            }
            let bit = |k: usize| plain.get(k / 8).map_or(0, |b| u32::from(b >> (7 - k % 8) & 1));
            let (mut bits, mut at) = (Bits::new(&data, 0), 0);
            for n in sizes {
                bits.refill();
                let expected = (at..at + n as usize).fold(0, |v, k| v << 1 | bit(k));
                prop_assert_eq!(bits.take(n), expected);
                at += n as usize;
                prop_assert_eq!(bits.past_end(), at > plain.len() * 8);
            }
            let end = bits.finish();
            prop_assert_eq!(end.leftover, plain.len().saturating_sub(at.div_ceil(8)));
        }
    }
}

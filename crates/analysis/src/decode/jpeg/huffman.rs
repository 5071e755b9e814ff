//! Huffman tables of JPEG (ITU-T T.81, Annex C and F), with a short table for the common codes.

use super::bits::Bits;

/// Bits looked at in one step.
const LOOK: u32 = 10;

/// A stream that no encoder writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    /// A code that is not in the table.
    Code,
    /// A run of zeros beyond the block.
    Run,
    /// A coefficient too large for eight-bit samples.
    Range,
}

impl Bad {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Code => "a code that is not in the table",
            Self::Run => "a run beyond the end of a block",
            Self::Range => "a coefficient too large for eight-bit samples",
        }
    }
}

/// One decoding table.
pub(super) struct Huffman {
    /// For each `LOOK` bits: length × 256 + symbol, or 0 if the code is longer.
    short: Box<[u16; 1 << LOOK]>,
    /// For each `LOOK` bits that hold a whole AC coefficient: value × 65,536 + run × 256 + bits; 0 otherwise.
    whole: Box<[i32; 1 << LOOK]>,
    /// For each length, the first 16-bit window beyond its codes.
    beyond: [u32; 17],
    /// For each length, what to add to a code to find its symbol.
    offset: [i32; 17],
    symbols: Vec<u8>,
}

impl Huffman {
    /// Builds the table; `None` if the counts describe no prefix code.
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut table = Self {
            short: Box::new([0; 1 << LOOK]),
            whole: Box::new([0; 1 << LOOK]),
            beyond: [0; 17],
            offset: [0; 17],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut index) = (0u32, 0usize);
        for length in 1..=16u32 {
            table.offset[length as usize] = index as i32 - code as i32;
            for _ in 0..counts[length as usize - 1] {
                let symbol = *symbols.get(index)?;
                if code >= 1 << length {
                    return None;
                }
                if length <= LOOK {
                    let first = (code << (LOOK - length)) as usize;
                    let entry = (length << 8) as u16 | u16::from(symbol);
                    table.short.get_mut(first..first + (1 << (LOOK - length)))?.fill(entry);
                }
                code += 1;
                index += 1;
            }
            table.beyond[length as usize] = code << (16 - length);
            code <<= 1;
        }
        table.fill_whole();
        Some(table)
    }

    fn fill_whole(&mut self) {
        for window in 0..1u32 << LOOK {
            let entry = u32::from(self.short[window as usize]);
            let (length, run, size) = (entry >> 8, entry >> 4 & 15, entry & 15);
            if length == 0 || size == 0 || length + size > LOOK {
                continue;
            }
            let raw = (window >> (LOOK - length - size) & ((1 << size) - 1)) as i32;
            let value = if raw < 1 << (size - 1) { raw - (1 << size) + 1 } else { raw };
            self.whole[window as usize] = value << 16 | (run << 8 | (length + size)) as i32;
        }
    }

    /// The AC coefficient in the next bits, if it fits there: value, run, bits. The caller has refilled.
    #[inline(always)]
    pub(super) fn whole(&self, bits: &Bits<'_>) -> Option<(i32, usize, u32)> {
        let entry = self.whole[(bits.peek(LOOK) & ((1 << LOOK) - 1)) as usize];
        (entry != 0).then_some((entry >> 16, (entry >> 8 & 15) as usize, (entry & 255) as u32))
    }

    /// The next symbol. The caller has refilled; a bad code consumes a bit.
    #[inline(always)]
    pub(super) fn symbol(&self, bits: &mut Bits<'_>) -> Result<u8, Bad> {
        let entry = self.short[(bits.peek(LOOK) & ((1 << LOOK) - 1)) as usize];
        if entry != 0 {
            bits.consume(u32::from(entry >> 8));
            return Ok(entry as u8);
        }
        let (symbol, length) = self.long_symbol(bits.peek(16)).unwrap_or((None, 1));
        bits.consume(length);
        symbol.ok_or(Bad::Code)
    }

    /// The symbol of a code longer than [`LOOK`] bits at the start of 16, with its length; `None` if there is none.
    #[inline(never)]
    fn long_symbol(&self, window: u32) -> Option<(Option<u8>, u32)> {
        let length = (LOOK + 1..=16).find(|length| window < self.beyond[*length as usize])?;
        let index = (window >> (16 - length)) as i32 + self.offset[length as usize];
        Some((usize::try_from(index).ok().and_then(|i| self.symbols.get(i).copied()), length))
    }
}

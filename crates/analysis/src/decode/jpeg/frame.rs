//! The segments of a JPEG file (ITU-T T.81, Annex B): tables, frame and scan headers, all lengths checked.

use super::huffman::Huffman;

/// The order in which coefficients stand in the stream (T.81, figure A.6), as indices row by row.
pub(super) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
    14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39,
    46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// One component of the frame.
#[derive(Debug, Clone)]
pub(super) struct Component {
    pub(super) id: u8,
    pub(super) across: usize,
    pub(super) down: usize,
    pub(super) table: usize,
    /// Blocks of the component itself, as a scan of it alone counts them.
    pub(super) blocks: (usize, usize),
    /// Blocks as an interleaved scan counts them, filled up to whole units.
    pub(super) padded: (usize, usize),
}

/// The frame header.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) progressive: bool,
    pub(super) components: Vec<Component>,
    pub(super) most_across: usize,
    pub(super) most_down: usize,
    /// Minimum coded units across and down, interleaved.
    pub(super) units: (usize, usize),
}

/// Why a file is not for this decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrameError {
    /// A valid kind of JPEG that this decoder leaves to others.
    Unusual,
    /// A header that contradicts itself.
    Broken,
}

impl Frame {
    /// Reads a frame header's content (behind its length).
    pub(super) fn read(marker: u8, body: &[u8]) -> Result<Self, FrameError> {
        let [precision, h1, h0, w1, w0, count, rest @ ..] = body else { return Err(FrameError::Broken) };
        let (height, width) =
            (usize::from(*h1) << 8 | usize::from(*h0), usize::from(*w1) << 8 | usize::from(*w0));
        if *precision != 8 || height == 0 || !matches!(count, 1 | 3) || !matches!(marker, 0xc0..=0xc2) {
            return Err(FrameError::Unusual);
        }
        if width == 0 || rest.len() < 3 * usize::from(*count) {
            return Err(FrameError::Broken);
        }
        let mut frame = Self {
            width,
            height,
            progressive: marker == 0xc2,
            components: rest.chunks_exact(3).take(usize::from(*count)).map(component).collect(),
            most_across: 1,
            most_down: 1,
            units: (0, 0),
        };
        frame.lay_out()?;
        Ok(frame)
    }

    fn lay_out(&mut self) -> Result<(), FrameError> {
        if let [only] = &mut self.components[..] {
            // With one component the factors mean nothing (T.81, A.2.2).
            (only.across, only.down) = (1, 1);
        }
        if self
            .components
            .iter()
            .any(|c| !(1..=4).contains(&c.across) || !(1..=4).contains(&c.down) || c.table > 3)
        {
            return Err(FrameError::Broken);
        }
        self.most_across = self.components.iter().map(|c| c.across).max().unwrap_or(1);
        self.most_down = self.components.iter().map(|c| c.down).max().unwrap_or(1);
        let (across, down) = (self.most_across, self.most_down);
        self.units = (self.width.div_ceil(8 * across), self.height.div_ceil(8 * down));
        for c in &mut self.components {
            if across % c.across != 0 || down % c.down != 0 {
                return Err(FrameError::Unusual);
            }
            let size = ((self.width * c.across).div_ceil(across), (self.height * c.down).div_ceil(down));
            c.blocks = (size.0.div_ceil(8), size.1.div_ceil(8));
            c.padded = (self.units.0 * c.across, self.units.1 * c.down);
        }
        Ok(())
    }

    /// Blocks of all components.
    pub(super) fn all_blocks(&self) -> u64 {
        self.components.iter().map(|c| c.padded.0 as u64 * c.padded.1 as u64).sum()
    }
}

fn component(bytes: &[u8]) -> Component {
    Component {
        id: bytes[0],
        across: usize::from(bytes[1] >> 4),
        down: usize::from(bytes[1] & 15),
        table: usize::from(bytes[2]),
        blocks: (0, 0),
        padded: (0, 0),
    }
}

/// The tables in force.
#[derive(Default)]
pub(super) struct Tables {
    /// Quantisation, in zigzag order.
    pub(super) quant: [Option<[u16; 64]>; 4],
    pub(super) dc: [Option<Huffman>; 4],
    pub(super) ac: [Option<Huffman>; 4],
    pub(super) restart: usize,
}

impl Tables {
    /// Reads a DQT segment's content; `None` if it is broken.
    pub(super) fn read_quant(&mut self, mut body: &[u8]) -> Option<()> {
        while let [head, rest @ ..] = body {
            let (wide, slot) = (head >> 4, usize::from(head & 15));
            let size = if wide == 0 { 64 } else { 128 };
            let values = rest.get(..size)?;
            let value = |i: usize| match wide {
                0 => u16::from(values[i]),
                _ => u16::from(values[2 * i]) << 8 | u16::from(values[2 * i + 1]),
            };
            *self.quant.get_mut(slot)? = Some(std::array::from_fn(value));
            body = &rest[size..];
        }
        Some(())
    }

    /// Reads a DHT segment's content; `None` if it is broken.
    pub(super) fn read_huffman(&mut self, mut body: &[u8]) -> Option<()> {
        while let [head, rest @ ..] = body {
            let counts = rest.first_chunk::<16>()?;
            let total: usize = counts.iter().map(|c| usize::from(*c)).sum();
            let symbols = rest.get(16..16 + total).filter(|_| total <= 256)?;
            let tables = match head >> 4 {
                0 => &mut self.dc,
                1 => &mut self.ac,
                _ => return None,
            };
            *tables.get_mut(usize::from(head & 15))? = Some(Huffman::new(counts, symbols)?);
            body = &rest[16 + total..];
        }
        Some(())
    }
}

/// One component in a scan.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScanPart {
    /// Index into the frame's components.
    pub(super) component: usize,
    pub(super) dc: usize,
    pub(super) ac: usize,
}

/// The scan header.
#[derive(Debug, Clone)]
pub(super) struct Scan {
    pub(super) parts: Vec<ScanPart>,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) high: u32,
    pub(super) low: u32,
}

impl Scan {
    /// Reads a scan header's content; `None` if it is broken or does not fit the frame.
    pub(super) fn read(body: &[u8], frame: &Frame) -> Option<Self> {
        let (count, rest) = body.split_first()?;
        let count = usize::from(*count);
        let tail = rest.get(2 * count..2 * count + 3)?;
        let parts: Vec<ScanPart> =
            rest.chunks_exact(2).take(count).map(|b| part(b, frame)).collect::<Option<_>>()?;
        let scan = Self {
            parts,
            first: usize::from(tail[0]),
            last: usize::from(tail[1]),
            high: u32::from(tail[2] >> 4),
            low: u32::from(tail[2] & 15),
        };
        scan.is_valid(frame).then_some(scan)
    }

    /// The rules of T.81, B.2.3 and G.1.1.1, and that no component stands twice.
    fn is_valid(&self, frame: &Frame) -> bool {
        let twice = self
            .parts
            .iter()
            .enumerate()
            .any(|(i, p)| self.parts[..i].iter().any(|q| q.component == p.component));
        let blocks: usize = self
            .parts
            .iter()
            .map(|p| frame.components[p.component].across * frame.components[p.component].down)
            .sum();
        if self.parts.is_empty() || twice || (self.parts.len() > 1 && blocks > 10) {
            return false;
        }
        if !frame.progressive {
            // Encoders leave odd values here; only the progressive mode reads them.
            return true;
        }
        let spectrum =
            if self.first == 0 { self.last == 0 } else { self.last >= self.first && self.last < 64 };
        let approximation = self.low <= 13 && (self.high == 0 || self.high == self.low + 1);
        spectrum && approximation && (self.first == 0 || self.parts.len() == 1)
    }
}

fn part(bytes: &[u8], frame: &Frame) -> Option<ScanPart> {
    let component = frame.components.iter().position(|c| c.id == bytes[0])?;
    let (dc, ac) = (usize::from(bytes[1] >> 4), usize::from(bytes[1] & 15));
    (dc < 4 && ac < 4).then_some(ScanPart { component, dc, ac })
}

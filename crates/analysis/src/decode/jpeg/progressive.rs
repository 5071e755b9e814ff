//! Blocks of the progressive mode (T.81, Annex G): coefficients gathered over many scans, transformed at the end.

use super::baseline::within_range;
use super::bits::Bits;
use super::frame::{Component, Frame, Scan, Tables, ZIGZAG};
use super::huffman::{Bad, Huffman};
use super::idct;
use super::plane::Raster;
use super::walk::BlockReader;

/// The coefficients of one component, in zigzag order, and how finely each frequency is known.
pub(super) struct Coefficients {
    values: Vec<[i16; 64]>,
    across: usize,
    /// For each frequency the lowest bit received so far; `None` if nothing was.
    known: [Option<u32>; 64],
}

impl Coefficients {
    pub(super) fn new(component: &Component) -> Self {
        let (across, down) = component.padded;
        Self { values: vec![[0; 64]; across * down], across, known: [None; 64] }
    }

    /// Whether every frequency is known to its last bit.
    pub(super) fn complete(&self) -> bool {
        self.known.iter().all(|low| *low == Some(0))
    }

    /// Transforms all blocks into a raster; the deadline is checked for each row.
    pub(super) fn render(
        &self,
        quant: &[u16; 64],
        raster: &mut Raster,
        deadline: &dyn Fn() -> bool,
    ) -> Result<(), Late> {
        let (points, stride) = (raster.points, raster.stride);
        let needed = idct::needed(points);
        let mut block = [0.0; 64];
        for (y, row) in self.values.chunks(self.across.max(1)).enumerate() {
            for (x, values) in row.iter().enumerate() {
                for k in 0..needed {
                    block[usize::from(ZIGZAG[k])] = f32::from(values[k]) * f32::from(quant[k]);
                }
                if let Some(out) = raster.samples.get_mut(y * points * stride + x * points..) {
                    idct::inverse(points, &block, out, stride);
                }
            }
            if deadline() {
                return Err(Late);
            }
        }
        Ok(())
    }
}

/// The time is spent.
pub(super) struct Late;

struct Part<'t> {
    dc: Option<&'t Huffman>,
    ac: Option<&'t Huffman>,
    quant: [i32; 64],
    prediction: i32,
    values: &'t mut [[i16; 64]],
    across: usize,
}

/// Reads the blocks of one progressive scan.
pub(super) struct Progressive<'t> {
    parts: Vec<Part<'t>>,
    first: usize,
    last: usize,
    refining: bool,
    low: u32,
    end_of_band: u32,
}

impl<'t> Progressive<'t> {
    /// Prepares a scan; `None` if a table it needs was never given, or if it refines what was never sent.
    pub(super) fn new(
        frame: &Frame,
        scan: &Scan,
        tables: &'t Tables,
        all: &'t mut [Coefficients],
    ) -> Option<Self> {
        let mut all: Vec<Option<&'t mut Coefficients>> = all.iter_mut().map(Some).collect();
        let mut parts = Vec::new();
        for part in &scan.parts {
            let own = all.get_mut(part.component)?.take()?;
            for known in &mut own.known[scan.first..=scan.last] {
                let fits = if scan.high == 0 { known.is_none() } else { *known == Some(scan.high) };
                if !fits {
                    return None;
                }
                *known = Some(scan.low);
            }
            let (dc, ac) = (tables.dc[part.dc].as_ref(), tables.ac[part.ac].as_ref());
            if (scan.first == 0 && scan.high == 0 && dc.is_none()) || (scan.first > 0 && ac.is_none()) {
                return None;
            }
            let quant = tables.quant[frame.components[part.component].table]?.map(i32::from);
            parts.push(Part { dc, ac, quant, prediction: 0, across: own.across, values: &mut own.values });
        }
        Some(Self {
            parts,
            first: scan.first,
            last: scan.last,
            refining: scan.high > 0,
            low: scan.low,
            end_of_band: 0,
        })
    }
}

impl BlockReader for Progressive<'_> {
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, x: usize, y: usize) -> Result<(), Bad> {
        let part = &mut self.parts[part];
        let Some(block) = part.values.get_mut(y * part.across + x) else { return Ok(()) };
        bits.refill();
        match (self.first, self.refining) {
            (0, false) => {
                let size = u32::from(part.dc.ok_or(Bad::Code)?.symbol(bits)?);
                if size > 11 {
                    return Err(Bad::Range);
                }
                part.prediction += bits.signed(size);
                if !within_range(part.prediction << self.low, part.quant[0]) {
                    part.prediction = 0;
                    return Err(Bad::Range);
                }
                block[0] = (part.prediction << self.low) as i16;
                Ok(())
            }
            (0, true) => {
                block[0] |= (bits.take(1) << self.low) as i16;
                Ok(())
            }
            (_, false) => {
                let band = Band { first: self.first, last: self.last, low: self.low };
                band.first_pass(part.ac.ok_or(Bad::Code)?, &part.quant, bits, block, &mut self.end_of_band)
            }
            (_, true) => {
                let band = Band { first: self.first, last: self.last, low: self.low };
                band.refinement(part.ac.ok_or(Bad::Code)?, bits, block, &mut self.end_of_band)
            }
        }
    }

    fn restart(&mut self) {
        self.end_of_band = 0;
        self.parts.iter_mut().for_each(|p| p.prediction = 0);
    }
}

struct Band {
    first: usize,
    last: usize,
    low: u32,
}

impl Band {
    /// T.81, G.1.2.2.
    fn first_pass(
        &self,
        table: &Huffman,
        quant: &[i32; 64],
        bits: &mut Bits<'_>,
        block: &mut [i16; 64],
        end_of_band: &mut u32,
    ) -> Result<(), Bad> {
        if *end_of_band > 0 {
            *end_of_band -= 1;
            return Ok(());
        }
        let mut k = self.first;
        while k <= self.last {
            bits.refill();
            let symbol = table.symbol(bits)?;
            let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
            match (run, size) {
                (15, 0) => k += 16,
                (_, 0) => {
                    *end_of_band = (1 << run) - 1 + bits.take(run);
                    return Ok(());
                }
                (_, 11..) => return Err(Bad::Range),
                _ => {
                    k += run as usize;
                    let value = bits.signed(size) << self.low;
                    if k > self.last {
                        return Err(Bad::Run);
                    }
                    if !within_range(value, quant[k]) {
                        return Err(Bad::Range);
                    }
                    block[k] = value as i16;
                    k += 1;
                }
            }
        }
        if k > self.last + 1 { Err(Bad::Run) } else { Ok(()) }
    }

    /// T.81, G.1.2.3: a correction bit for each coefficient that is not zero, new ones of magnitude one between.
    fn refinement(
        &self,
        table: &Huffman,
        bits: &mut Bits<'_>,
        block: &mut [i16; 64],
        end_of_band: &mut u32,
    ) -> Result<(), Bad> {
        let mut k = self.first;
        while *end_of_band == 0 && k <= self.last {
            bits.refill();
            let symbol = table.symbol(bits)?;
            let (run, size) = (u32::from(symbol >> 4), symbol & 15);
            let new = match size {
                0 if run < 15 => {
                    *end_of_band = (1 << run) + bits.take(run);
                    break;
                }
                0 => 0,
                1 if bits.take(1) == 1 => 1i16 << self.low,
                1 => -(1i16 << self.low),
                _ => return Err(Bad::Range),
            };
            k = self.correct(bits, block, k, Some(run));
            if k > self.last {
                return if new == 0 { Ok(()) } else { Err(Bad::Run) };
            }
            if new != 0 {
                block[k] = new;
            }
            k += 1;
        }
        if *end_of_band > 0 {
            self.correct(bits, block, k, None);
            *end_of_band -= 1;
        }
        Ok(())
    }

    /// Corrects from `k` on, until `zeros` coefficients that are zero are passed; returns where the next zero is.
    fn correct(
        &self,
        bits: &mut Bits<'_>,
        block: &mut [i16; 64],
        mut k: usize,
        mut zeros: Option<u32>,
    ) -> usize {
        let bit = 1i16 << self.low;
        while k <= self.last {
            let value = &mut block[k];
            if *value == 0 {
                match &mut zeros {
                    Some(0) => return k,
                    Some(left) => *left -= 1,
                    None => {}
                }
            } else {
                bits.refill();
                if bits.take(1) == 1 && *value & bit == 0 {
                    *value = value.saturating_add(if *value > 0 { bit } else { -bit });
                }
            }
            k += 1;
        }
        k
    }
}

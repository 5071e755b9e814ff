//! Blocks of the sequential modes (T.81, F.2): decoded and transformed at once, no coefficient kept.

use super::bits::Bits;
use super::frame::{Scan, Tables, ZIGZAG};
use super::huffman::{Bad, Huffman};
use super::idct;
use super::plane::Raster;
use super::walk::BlockReader;

/// Whether a coefficient can come of eight-bit samples: 8 × 128 for the mean, less for the rest, and what an encoder's
/// rounding may add.
pub(super) fn within_range(value: i32, quant: i32) -> bool {
    (value * quant).abs() <= 1032 + quant
}

struct Part<'t> {
    dc: &'t Huffman,
    ac: &'t Huffman,
    quant: [i32; 64],
    /// For each place in zigzag order, the largest value that [`within_range`] allows.
    most: [u32; 64],
    points: usize,
    prediction: i32,
    raster: &'t mut Raster,
}

/// Reads the blocks of one sequential scan into the rasters of its components.
pub(super) struct Sequential<'t> {
    parts: Vec<Part<'t>>,
    block: idct::Block,
}

impl<'t> Sequential<'t> {
    /// Prepares a scan; `None` if a table it names was never given. `rasters` and `slots` are by component.
    pub(super) fn new(
        scan: &Scan,
        tables: &'t Tables,
        rasters: &'t mut [Raster],
        slots: &[usize],
    ) -> Option<Self> {
        let mut rasters: Vec<Option<&'t mut Raster>> = rasters.iter_mut().map(Some).collect();
        let mut parts = Vec::new();
        for part in &scan.parts {
            let raster = rasters.get_mut(part.component)?.take()?;
            let quant = tables.quant[*slots.get(part.component)?]?.map(i32::from);
            parts.push(Part {
                dc: tables.dc[part.dc].as_ref()?,
                ac: tables.ac[part.ac].as_ref()?,
                quant,
                most: quant
                    .map(|quant| (1032 + quant).checked_div(quant).map_or(u32::MAX, |most| most as u32)),
                points: raster.points,
                prediction: 0,
                raster,
            });
        }
        Some(Self { parts, block: [0.0; 64] })
    }
}

impl BlockReader for Sequential<'_> {
    #[inline]
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, x: usize, y: usize) -> Result<(), Bad> {
        let part = &mut self.parts[part];
        // A copy of its own stays in registers for the whole block.
        let mut own = bits.clone();
        let read = coefficients(part, &mut own, &mut self.block);
        *bits = own;
        let only_mean = read == Ok(1);
        let (points, stride) = (part.points, part.raster.stride);
        if !bits.past_end()
            && let Some(out) = part.raster.samples.get_mut(y * points * stride + x * points..)
        {
            if only_mean {
                idct::flat(points, self.block[0], out, stride);
            } else {
                idct::inverse(points, &self.block, out, stride);
            }
        }
        match points {
            _ if only_mean => self.block[0] = 0.0,
            1 => self.block[0] = 0.0,
            2 => {
                self.block[..2].fill(0.0);
                self.block[8..10].fill(0.0);
                self.block[16] = 0.0;
            }
            4 => self.block[..32].fill(0.0),
            _ => self.block.fill(0.0),
        }
        read.map(|_| ())
    }

    fn restart(&mut self) {
        self.parts.iter_mut().for_each(|p| p.prediction = 0);
    }
}

/// Reads one block's coefficients; those that the transform needs go into `block`. Gives how many, zeros between
/// them counted.
#[inline(always)]
fn coefficients(part: &mut Part<'_>, bits: &mut Bits<'_>, block: &mut idct::Block) -> Result<usize, Bad> {
    bits.refill();
    let size = u32::from(part.dc.symbol(bits)?);
    if size > 11 {
        return Err(Bad::Range);
    }
    part.prediction += bits.signed(size);
    if !within_range(part.prediction, part.quant[0]) {
        // Back to the middle: without it one fault would colour the rest of the picture.
        part.prediction = 0;
        return Err(Bad::Range);
    }
    block[0] = (part.prediction * part.quant[0]) as f32;
    let needed = idct::needed(part.points);
    let mut k = 1;
    while k < 64 {
        bits.refill();
        let (value, run) = match part.ac.whole(bits) {
            Some((value, run, used)) => {
                bits.consume(used);
                (value, run)
            }
            None => {
                let symbol = part.ac.symbol(bits)?;
                let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
                match (run, size) {
                    (0, 0) => break,
                    (15, 0) => {
                        k += 16;
                        if k > 64 {
                            return Err(Bad::Run);
                        }
                        continue;
                    }
                    (_, 0) => return Err(Bad::Code),
                    (_, 11..) => return Err(Bad::Range),
                    _ => (bits.signed(size), run),
                }
            }
        };
        k += run;
        if k > 63 {
            return Err(Bad::Run);
        }
        if value.unsigned_abs() > part.most[k] {
            return Err(Bad::Range);
        }
        if k < needed {
            block[usize::from(ZIGZAG[k])] = (value * part.quant[k]) as f32;
        }
        k += 1;
    }
    Ok(k)
}

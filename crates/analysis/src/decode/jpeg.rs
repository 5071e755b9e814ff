//! JPEG, strictly: one pass that decodes at the scale asked for and knows where the stream first goes wrong.
//!
//! Decoders made for viewing pass over most damage in silence. This one reads the common kinds (eight bits,
//! Huffman, sequential or progressive, one or three components) as a validator would, at a decoder's cost; the rest
//! goes to `jpeg-decoder`. Main function: [`decode`].

mod baseline;
mod bits;
mod coding;
mod drift;
mod frame;
mod huffman;
mod idct;
mod outcome;
mod plane;
mod progressive;
mod walk;

use self::baseline::Sequential;
use self::coding::Coding;
use self::frame::{Frame, FrameError, Scan, Tables};
use self::outcome::Account;
use self::plane::Raster;
use self::progressive::{Coefficients, Progressive};
use super::{Decoded, Undecoded, Want};
use crate::observe::{Limits, Size};

/// More scans than any encoder writes; each costs a pass over the picture.
const MOST_SCANS: usize = 100;

/// What a reading ends with when there is no picture.
pub(super) enum Refused {
    /// A valid kind of JPEG that this decoder does not read.
    Unusual,
    /// A result all the same.
    Undecoded(Undecoded),
}

impl From<Undecoded> for Refused {
    fn from(undecoded: Undecoded) -> Self {
        Self::Undecoded(undecoded)
    }
}

/// Decodes a JPEG at the scale that `want` needs.
pub(super) fn decode(
    bytes: &[u8],
    want: Want,
    limits: &Limits,
    deadline: &dyn Fn() -> bool,
) -> Result<Decoded, Refused> {
    let mut reading = Reading::new(bytes, want, limits, deadline);
    reading.segments()?;
    reading.picture()
}

struct Reading<'a> {
    data: &'a [u8],
    position: usize,
    want: Want,
    limits: &'a Limits,
    deadline: &'a dyn Fn() -> bool,
    tables: Tables,
    frame: Option<Frame>,
    points: usize,
    rasters: Vec<Raster>,
    coefficients: Vec<Coefficients>,
    /// The quantisation in force when a component's first scan came: later tables do not change it.
    quant: Vec<Option<[u16; 64]>>,
    jfif: bool,
    adobe_transform: Option<u8>,
    coding: Coding,
    account: Account,
}

impl<'a> Reading<'a> {
    fn new(data: &'a [u8], want: Want, limits: &'a Limits, deadline: &'a dyn Fn() -> bool) -> Self {
        Self {
            data,
            position: 2,
            want,
            limits,
            deadline,
            tables: Tables::default(),
            frame: None,
            points: 8,
            rasters: Vec::new(),
            coefficients: Vec::new(),
            quant: Vec::new(),
            jfif: false,
            adobe_transform: None,
            coding: Coding::default(),
            account: Account::default(),
        }
    }

    /// Reads segment after segment up to the end marker or the end of the data.
    fn segments(&mut self) -> Result<(), Refused> {
        while let Some(marker) = self.next_marker() {
            match marker {
                0xd9 => {
                    self.account.end = Some(self.position);
                    return Ok(());
                }
                0x01 | 0xd0..=0xd8 => continue,
                _ => {}
            }
            let begin = self.position - 2;
            let Some(body) = self.body() else { return Ok(()) };
            match marker {
                0xdb => self.account.table(self.tables.read_quant(body)),
                0xc4 => self.account.table(self.tables.read_huffman(body)),
                0xdd if body.len() >= 2 => {
                    self.tables.restart = usize::from(body[0]) << 8 | usize::from(body[1])
                }
                0xc0..=0xcf if marker != 0xc8 && marker != 0xcc => self.start_frame(marker, body)?,
                0xda => self.scan(body)?,
                0xe0 if body.starts_with(b"JFIF\0") => self.jfif = true,
                0xe2 if body.starts_with(b"MPF\0") => self.account.multi_picture = true,
                0xee if body.starts_with(b"Adobe") => self.adobe_transform = body.get(11).copied(),
                _ => {}
            }
            self.coding.passed(marker, body, begin..self.position);
            if (self.deadline)() {
                return Err(Undecoded::late(self.size()).into());
            }
        }
        Ok(())
    }

    /// Goes to the next marker and behind it; counts bytes that belong to no segment.
    fn next_marker(&mut self) -> Option<u8> {
        loop {
            let rest = self.data.get(self.position..)?;
            let Some(at) = memchr::memchr(0xff, rest) else {
                self.account.stray += rest.len();
                self.position = self.data.len();
                return None;
            };
            self.account.stray += at;
            let fill = rest[at..].iter().take_while(|b| **b == 0xff).count();
            let code = *rest.get(at + fill)?;
            self.position += at + fill + 1;
            if code != 0 {
                return Some(code);
            }
            self.account.stray += 2;
        }
    }

    /// The content of the segment at the present position; `None` if the data ends within it.
    fn body(&mut self) -> Option<&'a [u8]> {
        let data = self.data;
        let [high, low, ..] = data.get(self.position..)? else { return None };
        let length = usize::from(*high) << 8 | usize::from(*low);
        let body = data.get(self.position + 2..self.position + length);
        self.account.broken_header |= length < 2;
        self.position = (self.position + length.max(2)).min(data.len());
        if body.is_none() && length >= 2 {
            self.account.cut_segment = true;
        }
        body.or(if length < 2 { Some(&[]) } else { None })
    }

    fn size(&self) -> Option<Size> {
        self.frame.as_ref().map(|f| Size { width: f.width as u32, height: f.height as u32 })
    }

    fn start_frame(&mut self, marker: u8, body: &[u8]) -> Result<(), Refused> {
        if self.frame.is_some() {
            self.account.broken_header = true;
            return Ok(());
        }
        let frame = match Frame::read(marker, body) {
            Ok(frame) => frame,
            Err(FrameError::Unusual) => return Err(Refused::Unusual),
            Err(FrameError::Broken) => {
                return Err(Undecoded::unreadable("bad-header", "the frame header is broken").into());
            }
        };
        let size = Size { width: frame.width as u32, height: frame.height as u32 };
        self.points = self.want.points(size);
        let kept = if frame.progressive { 128 } else { 0 };
        let memory = frame.all_blocks() * (kept + (self.points * self.points * 4) as u64);
        super::within(size, memory, self.limits)?;
        self.rasters = frame.components.iter().map(|c| Raster::new(c, self.points)).collect();
        if frame.progressive {
            self.coefficients = frame.components.iter().map(Coefficients::new).collect();
        }
        self.quant = vec![None; frame.components.len()];
        self.account.blocks = frame.components.iter().map(|c| c.padded.0 * c.padded.1).collect();
        self.frame = Some(frame);
        Ok(())
    }

    fn scan(&mut self, body: &[u8]) -> Result<(), Refused> {
        let Some(frame) = &self.frame else {
            return Err(Undecoded::unreadable("bad-header", "a scan before the frame header").into());
        };
        let Some(scan) = Scan::read(body, frame) else {
            self.account.broken_header = true;
            return Ok(());
        };
        if self.account.scans.len() >= MOST_SCANS {
            let detail = format!("more than {MOST_SCANS} scans");
            return Err(Undecoded::beyond("too-many-scans", &detail, self.size()).into());
        }
        for part in &scan.parts {
            let own = &mut self.quant[part.component];
            *own = own.or(self.tables.quant[frame.components[part.component].table]);
        }
        let slots: Vec<usize> = frame.components.iter().map(|c| c.table).collect();
        let (data, start, restart, deadline) = (self.data, self.position, self.tables.restart, self.deadline);
        let walked = if frame.progressive {
            Progressive::new(frame, &scan, &self.tables, &mut self.coefficients)
                .map(|mut reader| walk::walk(data, start, frame, &scan, restart, &mut reader, deadline))
        } else {
            Sequential::new(&scan, &self.tables, &mut self.rasters, &slots)
                .map(|mut reader| walk::walk(data, start, frame, &scan, restart, &mut reader, deadline))
        };
        let Some(walked) = walked else {
            self.account.broken_header = true;
            return Ok(());
        };
        if walked.late {
            return Err(Undecoded::late(self.size()).into());
        }
        self.position = walked.position;
        self.account.scanned(scan, walked);
        Ok(())
    }

    /// Whether the components are red, green and blue; told by the same signs as in common decoders.
    fn is_rgb(&self, frame: &Frame) -> bool {
        let named = frame.components.iter().map(|c| c.id).eq(*b"RGB");
        !self.jfif && self.adobe_transform.map_or(named, |transform| transform == 0)
    }

    /// Puts the picture together, with what is wrong with it.
    fn picture(mut self) -> Result<Decoded, Refused> {
        let size = self.size();
        let (Some(frame), Some(size)) = (self.frame.take(), size) else {
            return Err(Undecoded::unreadable(
                "header-only",
                "the data ends before the picture's size is told",
            )
            .into());
        };
        for ((coefficients, raster), quant) in
            self.coefficients.iter().zip(&mut self.rasters).zip(&self.quant)
        {
            let Some(quant) = quant else { continue };
            coefficients.render(quant, raster, self.deadline).map_err(|_| Undecoded::late(Some(size)))?;
        }
        if !frame.progressive && self.tables.restart == 0 && self.account.is_one_sound_scan(&frame) {
            self.account.shifted(drift::shift(&frame, &self.rasters));
        }
        let complete = self.coefficients.iter().all(Coefficients::complete);
        let rgb = self.is_rgb(&frame);
        let own = self.want == Want::View && self.account.is_spotless(&frame);
        let coding = own.then(|| self.coding.without_metadata(self.data, &frame, rgb)).flatten();
        let (damage, readable) = self.account.settle(self.data, &frame, complete);
        if readable == 0.0 {
            return Err(Undecoded::unreadable_all(damage, Some(size)).into());
        }
        let planes = plane::together(&frame, &self.rasters, self.points, rgb);
        Ok(Decoded { planes, size, damage, readable, coding })
    }
}

//! One pass over a scan: units and blocks in their order, restart markers, and where the stream first goes wrong.
//!
//! After a fault the walk goes on, as viewers do: what follows may still be recognisable. Only what came before the
//! first fault counts as readable.

use super::bits::Bits;
use super::frame::{Frame, Scan};
use super::huffman::Bad;

/// What reads one block: one for each coding mode.
pub(super) trait BlockReader {
    /// Reads the block at (`x`, `y`) of the scan's `part`-th component.
    fn block(&mut self, bits: &mut Bits<'_>, part: usize, x: usize, y: usize) -> Result<(), Bad>;
    /// Forgets predictions, as after a restart marker.
    fn restart(&mut self);
}

/// Where and how a scan first went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) unit: usize,
    pub(super) kind: FaultKind,
    pub(super) detail: String,
}

/// The kinds of fault, each with its damage code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// A code, run, coefficient, marker or filling that no encoder writes.
    Entropy,
    /// The data ended before the last unit.
    Short,
    /// Data remained after the last unit.
    Leftover,
}

/// How one scan went.
pub(super) struct Walked {
    pub(super) units: usize,
    pub(super) fault: Option<Fault>,
    /// Where the next marker is expected.
    pub(super) position: usize,
    /// Whether the time ran out.
    pub(super) late: bool,
}

struct Walk<'w, 'a> {
    bits: Bits<'a>,
    frame: &'w Frame,
    scan: &'w Scan,
    across: usize,
    units: usize,
    fault: Option<Fault>,
}

/// Walks one scan whose entropy-coded data starts at `start`.
pub(super) fn walk<R: BlockReader>(
    data: &[u8],
    start: usize,
    frame: &Frame,
    scan: &Scan,
    restart: usize,
    reader: &mut R,
    deadline: &dyn Fn() -> bool,
) -> Walked {
    let (across, down) = match &scan.parts[..] {
        [only] => frame.components[only.component].blocks,
        _ => frame.units,
    };
    let mut walk =
        Walk { bits: Bits::new(data, start), frame, scan, across, units: across * down, fault: None };
    let late = walk.run(restart, reader, deadline);
    Walked { units: walk.units, fault: walk.fault, position: walk.bits.position(), late }
}

impl Walk<'_, '_> {
    fn run<R: BlockReader>(&mut self, restart: usize, reader: &mut R, deadline: &dyn Fn() -> bool) -> bool {
        let interval = if restart == 0 { self.units } else { restart };
        let mut unit = 0;
        let mut expected = 0;
        while unit < self.units {
            let end = (unit + interval).min(self.units);
            match self.interval(unit, end, reader, deadline) {
                Ended::Whole => {}
                Ended::Data => return false,
                Ended::Late => return true,
            }
            self.close(end);
            if end == self.units {
                return false;
            }
            if !self.pass_restart(end, &mut expected) {
                return false;
            }
            reader.restart();
            unit = end;
        }
        false
    }

    /// Reads the units of one restart interval.
    fn interval<R: BlockReader>(
        &mut self,
        from: usize,
        to: usize,
        reader: &mut R,
        deadline: &dyn Fn() -> bool,
    ) -> Ended {
        let (mut x, mut y) = (from % self.across, from / self.across);
        for unit in from..to {
            self.unit(unit, x, y, reader);
            if self.bits.past_end() {
                match self.ran_dry(unit, to) {
                    Dry::Marker => reader.restart(),
                    Dry::NextInterval => return Ended::Whole,
                    Dry::End => return Ended::Data,
                }
            }
            x += 1;
            if x == self.across {
                (x, y) = (0, y + 1);
                if deadline() {
                    return Ended::Late;
                }
            }
        }
        Ended::Whole
    }

    #[inline(always)]
    fn unit<R: BlockReader>(&mut self, unit: usize, x: usize, y: usize, reader: &mut R) {
        if self.scan.parts.len() == 1 {
            if let Err(bad) = reader.block(&mut self.bits, 0, x, y) {
                self.bad(unit, bad);
            }
            return;
        }
        for (index, part) in self.scan.parts.iter().enumerate() {
            let component = &self.frame.components[part.component];
            let (left, top) = (x * component.across, y * component.down);
            for v in 0..component.down {
                for h in 0..component.across {
                    if let Err(bad) = reader.block(&mut self.bits, index, left + h, top + v) {
                        self.bad(unit, bad);
                    }
                }
            }
        }
    }

    #[cold]
    fn bad(&mut self, unit: usize, bad: Bad) {
        if !self.bits.past_end() {
            self.note(unit, FaultKind::Entropy, || bad.words().to_string());
        }
    }

    #[cold]
    fn note(&mut self, unit: usize, kind: FaultKind, detail: impl FnOnce() -> String) {
        if self.fault.is_none() {
            self.fault = Some(Fault { unit, kind, detail: detail() });
        }
    }

    /// The data of this stretch is spent before `to`: says what stands there.
    #[cold]
    fn ran_dry(&mut self, unit: usize, to: usize) -> Dry {
        match self.bits.marker() {
            Some(0xd0..=0xd7) if to < self.units => {
                self.note(unit, FaultKind::Entropy, || "a restart marker too early".into());
                Dry::NextInterval
            }
            None | Some(0xd9 | 0xda | 0xc4 | 0xdb | 0xdd | 0xd8) => {
                self.note(unit, FaultKind::Short, || "the data ends".into());
                Dry::End
            }
            Some(other) => {
                self.note(unit, FaultKind::Entropy, || format!("a marker 0x{other:02x} inside the data"));
                self.bits.pass_marker();
                Dry::Marker
            }
        }
    }

    /// Checks that an interval ends as encoders end it.
    fn close(&mut self, end: usize) {
        let past = self.bits.past_end();
        let closing = self.bits.finish();
        if closing.leftover > 0 && !past {
            self.note(end, FaultKind::Leftover, || format!("{} bytes remain unread", closing.leftover));
        } else if !closing.padded {
            self.note(end, FaultKind::Entropy, || "the last byte is not filled with ones".into());
        }
    }

    /// Goes behind the restart marker that must stand here; `false` if the scan ends instead.
    fn pass_restart(&mut self, unit: usize, expected: &mut u8) -> bool {
        match self.bits.marker() {
            Some(marker @ 0xd0..=0xd7) => {
                if marker & 7 != *expected {
                    self.note(unit, FaultKind::Entropy, || "restart markers out of order".into());
                }
                *expected = ((marker & 7) + 1) & 7;
                self.bits.pass_marker();
                true
            }
            _ => {
                self.note(unit, FaultKind::Short, || "the data ends".into());
                false
            }
        }
    }
}

enum Ended {
    Whole,
    Data,
    Late,
}

enum Dry {
    /// A marker was passed over; the interval goes on behind it.
    Marker,
    NextInterval,
    End,
}

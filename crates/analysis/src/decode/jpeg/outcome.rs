//! What is wrong with a JPEG, in words and as a share: settled once everything was read.

use amana_model::Damage;

use super::frame::{Frame, Scan};
use super::walk::{Fault, FaultKind, Walked};
use crate::damage::{damage, has_zero_run};

/// What the reading saw on its way.
#[derive(Default)]
pub(super) struct Account {
    pub(super) scans: Vec<(Scan, Walked)>,
    /// Behind the end marker.
    pub(super) end: Option<usize>,
    /// Bytes between segments that belong to none.
    pub(super) stray: usize,
    pub(super) broken_header: bool,
    pub(super) cut_segment: bool,
    pub(super) multi_picture: bool,
    /// Blocks of each component.
    pub(super) blocks: Vec<usize>,
}

impl Account {
    pub(super) fn table(&mut self, read: Option<()>) {
        self.broken_header |= read.is_none();
    }

    pub(super) fn scanned(&mut self, scan: Scan, walked: Walked) {
        self.scans.push((scan, walked));
    }

    /// Whether one scan gave all components and nothing was wrong with it.
    pub(super) fn is_one_sound_scan(&self, frame: &Frame) -> bool {
        matches!(&self.scans[..], [(scan, walked)] if walked.fault.is_none() && scan.parts.len() == frame.components.len())
    }

    /// Whether nothing at all is wrong up to the end marker of a sequential picture in one scan.
    pub(super) fn is_spotless(&self, frame: &Frame) -> bool {
        !frame.progressive
            && self.is_one_sound_scan(frame)
            && self.end.is_some()
            && !(self.broken_header || self.cut_segment)
            && self.stray == 0
    }

    /// Notes a lasting shift that begins at a unit of the only scan.
    pub(super) fn shifted(&mut self, unit: Option<usize>) {
        if let (Some(unit), [(_, walked)]) = (unit, &mut self.scans[..]) {
            let detail = "a shift of brightness or colour that stays".into();
            walked.fault = Some(Fault { unit, kind: FaultKind::Entropy, detail });
        }
    }

    /// Every sign of damage, the worst first, and the share of the picture before the first fault.
    pub(super) fn settle(&self, data: &[u8], frame: &Frame, complete: bool) -> (Vec<Damage>, f64) {
        let readable =
            if frame.progressive { self.progressive_share(frame) } else { self.sequential_share() };
        let mut found = Vec::new();
        let mut push = |code: &str, detail: String| found.push(damage(code, detail));
        if readable == 0.0 {
            push("header-only", "no part of the picture's data is there, or none can be read".into());
        }
        let unsound = readable < 1.0 || self.end.is_none() || self.broken_header;
        if unsound && has_zero_run(data) {
            push("zero-filled", "stretches of the file are filled with zeros".into());
        }
        if let Some((code, detail)) = self.first_fault() {
            push(code, detail);
        } else if self.end.is_none() {
            push("no-end-marker", "the picture is whole but the end marker is missing".into());
        }
        if self.broken_header {
            push("bad-header", "a header contradicts itself or a table is missing".into());
        }
        if self.stray > 0 {
            push("stray-data", format!("{} bytes between the segments belong to none", self.stray));
        }
        if frame.progressive && !complete && self.first_fault().is_none() {
            push("truncated", "the last scans of a progressive picture are missing".into());
        }
        if let Some(end) = self.end.filter(|end| *end < data.len()) {
            let kind = if self.multi_picture { " (further pictures of a multi-picture file)" } else { "" };
            push("trailing-data", format!("{} bytes behind the end marker{kind}", data.len() - end));
        }
        (found, readable)
    }

    fn first_fault(&self) -> Option<(&'static str, String)> {
        let (number, fault, units) = self
            .scans
            .iter()
            .enumerate()
            .find_map(|(n, (_, w))| w.fault.as_ref().map(|f| (n, f, w.units)))?;
        let code = match fault.kind {
            FaultKind::Short if self.end.is_none() => "truncated",
            FaultKind::Short | FaultKind::Entropy => "bad-entropy-data",
            FaultKind::Leftover => "leftover-data",
        };
        let scan = if self.scans.len() > 1 { format!(" of scan {}", number + 1) } else { String::new() };
        Some((code, format!("{} at unit {} of {units}{scan}", fault.detail, fault.unit)))
    }

    /// Each component counts by its blocks, up to its first fault; one that never came counts as unread.
    fn sequential_share(&self) -> f64 {
        let mut share = vec![0.0f64; self.blocks.len()];
        for (scan, walked) in &self.scans {
            for part in &scan.parts {
                share[part.component] = share[part.component].max(walked.share());
            }
        }
        let all: usize = self.blocks.iter().sum();
        let read: f64 = share.iter().zip(&self.blocks).map(|(s, b)| s * *b as f64).sum();
        // Leftover data is a fault somewhere, but nobody knows where: less than whole is all that can be said.
        let share = if all == 0 { 0.0 } else { read / all as f64 };
        if share == 1.0 && self.scans.iter().any(|(_, w)| w.fault.is_some()) { 0.999 } else { share }
    }

    /// Scans before the first fault against those that encoders write (ten in colour, six in grey) or that are here.
    fn progressive_share(&self, frame: &Frame) -> f64 {
        let usual = if frame.components.len() == 1 { 6 } else { 10 };
        let faulty = self.scans.iter().position(|(_, w)| w.fault.is_some());
        match faulty {
            None if self.scans.is_empty() => 0.0,
            None if self.end.is_some() || self.scans.len() >= usual => 1.0,
            None => self.scans.len() as f64 / usual as f64,
            Some(n) => {
                let all = self.scans.len().max(if self.end.is_some() { 1 } else { usual });
                ((n as f64 + self.scans[n].1.share()) / all as f64).min(0.999)
            }
        }
    }
}

impl Walked {
    /// The share of the units before the first fault.
    fn share(&self) -> f64 {
        match &self.fault {
            None => 1.0,
            Some(fault) => fault.unit as f64 / self.units.max(1) as f64,
        }
    }
}

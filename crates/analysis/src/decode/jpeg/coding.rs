//! A picture's own coding without its metadata: the same picture to the bit, at no cost but copying.
//!
//! Only for a sequential picture in which the strict reading found nothing wrong: every segment that is copied was
//! read whole, and every bit of the scan was asked for. Everything else (application data, comments, what lies
//! between and behind) stays away.

use std::ops::Range;

use super::frame::Frame;
use crate::decode::VIEW;

/// A picture coded more generously than this, in pixels a byte, is better encoded again.
const LEAST_PIXELS_A_BYTE: usize = 2;

/// The segments of a picture that a decoder needs, in their order.
#[derive(Default)]
pub(super) struct Coding {
    segments: Vec<Range<usize>>,
    /// A header that is longer than its content.
    loose: bool,
}

impl Coding {
    /// Notes a segment; `bytes` runs from its marker to the next one.
    pub(super) fn passed(&mut self, marker: u8, body: &[u8], bytes: Range<usize>) {
        let exact = |fixed: usize, count: Option<&u8>, each: usize| {
            count.is_some_and(|count| body.len() == fixed + each * usize::from(*count))
        };
        match marker {
            0xc4 | 0xdb => {}
            0xc0..=0xc2 => self.loose |= !exact(6, body.get(5), 3),
            0xda => self.loose |= !exact(4, body.first(), 2),
            0xdd => self.loose |= body.len() != 2,
            _ => return,
        }
        self.segments.push(bytes);
    }

    /// The picture from those segments alone; `None` where it is too large to be a preview of itself.
    pub(super) fn without_metadata(&self, data: &[u8], frame: &Frame, rgb: bool) -> Option<Vec<u8>> {
        let length: usize = self.segments.iter().map(Range::len).sum();
        let small = frame.width.max(frame.height) <= VIEW
            && length * LEAST_PIXELS_A_BYTE <= frame.width * frame.height;
        let usual = frame.components.iter().all(|c| c.across <= 2 && c.down <= 2);
        if self.loose || !small || !usual {
            return None;
        }
        let mut out = Vec::with_capacity(length + 20);
        out.extend([0xff, 0xd8]);
        if frame.components.len() == 3 {
            // Says once and for all what the three components are (Adobe TN 5116, section 18).
            out.extend(b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00");
            out.push(u8::from(!rgb));
        }
        self.segments.iter().for_each(|segment| out.extend_from_slice(&data[segment.clone()]));
        out.extend([0xff, 0xd9]);
        Some(out)
    }
}

//! Whether the frame of the picture may cut a line of writing: a number cut off is another number, and looks like one.

use amana_model::Point;

use super::homography::Homography;
use super::lines::Area;

/// A digit may stand so far from the next, as a share of their height.
const NEXT_DIGIT: f64 = 0.6;

/// A crop in its picture.
pub(super) struct Frame {
    map: Homography,
    /// Width and height of the picture, and of the crop before it is turned.
    picture: [f64; 2],
    crop: [f64; 2],
}

impl Frame {
    /// Of a crop of this size that was cut out between four corners (clockwise from the left top); `None` if they are none.
    pub(super) fn of(picture: (usize, usize), corners: &[Point; 4], crop: (usize, usize)) -> Option<Self> {
        let both = |(width, height): (usize, usize)| [width as f64, height as f64];
        let (picture, crop) = (both(picture), both(crop));
        Some(Self { map: Homography::onto(corners, crop[0], crop[1])?, picture, crop })
    }

    /// Whether a line, in pixels of the crop turned clockwise by `turns` quarters, may go on beyond the frame: there is no room
    /// within for one digit more at either end, or it stands over the frame.
    pub(super) fn may_cut(&self, line: &Area, turns: usize) -> bool {
        let more = NEXT_DIGIT * line.height() as f64;
        let ends = [line.left as f64 - more, line.right as f64 + more];
        let sides = [line.top as f64, line.bottom as f64];
        ends.iter().any(|x| sides.iter().any(|y| !self.is_within(self.unturned(*x, *y, turns))))
    }

    /// A place of the turned crop in the crop before.
    fn unturned(&self, x: f64, y: f64, turns: usize) -> (f64, f64) {
        let [width, height] = self.crop;
        match turns % 4 {
            0 => (x, y),
            1 => (y, height - x),
            2 => (width - x, height - y),
            _ => (width - y, x),
        }
    }

    fn is_within(&self, (x, y): (f64, f64)) -> bool {
        let (x, y) = self.map.apply(x, y);
        x >= 0.0 && y >= 0.0 && x <= self.picture[0] && y <= self.picture[1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A card of 100 × 50 at the right edge of a picture of 400 × 300, whatever the turn of the writing on it.
    #[test]
    fn a_line_that_ends_at_the_frame_may_be_cut_at_every_turn() {
        let frame = |corners: [Point; 4], crop| Frame::of((400, 300), &corners, crop).unwrap();
        let upright = [[300.0, 100.0], [400.0, 100.0], [400.0, 150.0], [300.0, 150.0]];
        let at_the_edge = Area { left: 60, top: 10, right: 96, bottom: 40 };
        let with_room = Area { left: 10, top: 10, right: 46, bottom: 40 };
        for turns in 0..4_usize {
            // The corners from the left top of the crop on; the writing is set upright by so many turns.
            let mut corners = upright;
            corners.rotate_left(turns);
            let crop = if turns % 2 == 0 { (100, 50) } else { (50, 100) };
            let frame = frame(corners, crop);
            assert!(frame.may_cut(&at_the_edge, turns), "{turns} turns");
            assert!(!frame.may_cut(&with_room, turns), "{turns} turns");
        }
    }
}

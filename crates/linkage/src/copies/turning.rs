//! The eight ways to turn and mirror a square, and what they do to points and pictures.

use super::plane::{QUARTER, Quarter};

/// How a picture is turned against another; the numbers are the places in an observation's PDQ hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Turning {
    /// As it is.
    None = 0,
    /// A quarter turn counter-clockwise.
    Left = 1,
    /// A half turn.
    Half = 2,
    /// A quarter turn clockwise.
    Right = 3,
    /// Mirrored top to bottom.
    Flipped = 4,
    /// Mirrored left to right.
    Mirrored = 5,
    /// Mirrored along the falling diagonal.
    Transposed = 6,
    /// Mirrored along the rising diagonal.
    Transversed = 7,
}

impl Turning {
    /// All eight, in the order of the hashes.
    pub const ALL: [Self; 8] = [
        Self::None,
        Self::Left,
        Self::Half,
        Self::Right,
        Self::Flipped,
        Self::Mirrored,
        Self::Transposed,
        Self::Transversed,
    ];

    /// The turning that undoes this one.
    pub fn inverse(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            other => other,
        }
    }

    /// Whether width and height change places.
    pub fn exchanges_sides(self) -> bool {
        matches!(self, Self::Left | Self::Right | Self::Transposed | Self::Transversed)
    }

    /// Which axes are mirrored after the exchange of sides: (vertical, horizontal).
    pub(super) fn mirrors(self) -> (bool, bool) {
        match self {
            Self::None | Self::Transposed => (false, false),
            Self::Left | Self::Flipped => (true, false),
            Self::Right | Self::Mirrored => (false, true),
            Self::Half | Self::Transversed => (true, true),
        }
    }

    /// The word used in tables and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Left => "rotated-270",
            Self::Half => "rotated-180",
            Self::Right => "rotated-90",
            Self::Flipped => "flipped",
            Self::Mirrored => "mirrored",
            Self::Transposed => "mirrored-rotated-270",
            Self::Transversed => "mirrored-rotated-90",
        }
    }

    /// Where the point (x, y) of the turned square of `side` points lies in the square as it was.
    pub(super) fn source(self, x: usize, y: usize, side: usize) -> (usize, usize) {
        let (vertical, horizontal) = self.mirrors();
        let x = if horizontal { side - 1 - x } else { x };
        let y = if vertical { side - 1 - y } else { y };
        if self.exchanges_sides() { (y, x) } else { (x, y) }
    }

    /// A quarter-size picture, its sides exchanged already where they are to be, with the mirrorings that follow.
    pub(super) fn mirrored(self, picture: &Quarter) -> Quarter {
        let (rows, _) = picture.as_chunks::<QUARTER>();
        let (vertical, horizontal) = self.mirrors();
        let mut out = [0; QUARTER * QUARTER];
        for (y, line) in out.as_chunks_mut::<QUARTER>().0.iter_mut().enumerate() {
            let row = u128::from_le_bytes(rows[if vertical { QUARTER - 1 - y } else { y }]);
            *line = if horizontal { row.swap_bytes() } else { row }.to_le_bytes();
        }
        out
    }

    /// The square turned, row by row.
    pub(super) fn apply<T: Copy>(self, square: &[T], side: usize) -> Vec<T> {
        let mut turned = Vec::with_capacity(square.len());
        for y in 0..side {
            if self.exchanges_sides() {
                turned.extend((0..side).map(|x| {
                    let (x, y) = self.source(x, y, side);
                    square[y * side + x]
                }));
            } else {
                let (x, y) = self.source(0, y, side);
                let row = &square[y * side..][..side];
                if x == 0 { turned.extend_from_slice(row) } else { turned.extend(row.iter().rev()) }
            }
        }
        turned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_turning_is_undone_by_its_inverse() {
        let square: Vec<u32> = (0..25).collect();
        for turning in Turning::ALL {
            let turned = turning.apply(&square, 5);
            assert_eq!(turning.inverse().apply(&turned, 5), square, "{turning:?}");
            assert_eq!(turned == square, turning == Turning::None);
        }
    }

    #[test]
    fn a_quarter_turn_to_the_right_brings_the_left_column_to_the_top() {
        assert_eq!(Turning::Right.apply(&['a', 'b', 'c', 'd'], 2), ['c', 'a', 'd', 'b']);
        assert_eq!(Turning::Left.apply(&['a', 'b', 'c', 'd'], 2), ['b', 'd', 'a', 'c']);
        assert_eq!(Turning::Mirrored.apply(&['a', 'b', 'c', 'd'], 2), ['b', 'a', 'd', 'c']);
        // Mirrored left to right, then turned clockwise.
        let mirrored = Turning::Mirrored.apply(&['a', 'b', 'c', 'd'], 2);
        assert_eq!(Turning::Right.apply(&mirrored, 2), Turning::Transversed.apply(&['a', 'b', 'c', 'd'], 2));
    }
}

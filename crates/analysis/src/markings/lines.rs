//! A straightened crop's rows of writing, uppermost first: ink after local thresholding, its pieces gathered into rows.
//!
//! Ruled frames and underlines are pieces of their own and left out; where a printed label seems to stand beside a number,
//! told by its smaller letters, the row has a part without it.

use super::ink::ink;
use super::patches::{Run, pieces};
use crate::plane::Plane;

/// The most rows of one marking.
pub(crate) const MOST_LINES: usize = 5;
/// The most pieces of ink looked at.
const MOST_PIECES: usize = 120;

/// A box in pixels of the crop: left, top, right, bottom, the last two outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) right: usize,
    pub(crate) bottom: usize,
}

/// A row of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) whole: Area,
    /// What stands before a label, if there seems to be one.
    pub(crate) before_label: Option<Area>,
}

impl Area {
    pub(crate) fn of(rows: &[Run]) -> Option<Self> {
        Some(Self {
            left: rows.iter().map(|row| row.from).min()?,
            top: rows.first()?.y,
            right: rows.iter().map(|row| row.to).max()?,
            bottom: rows.last()?.y + 1,
        })
    }

    pub(crate) fn width(&self) -> usize {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> usize {
        self.bottom - self.top
    }

    fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// The rows of writing in a crop.
pub(crate) fn lines(crop: &Plane) -> Vec<Row> {
    let mut marks = marks(crop);
    let tallest = marks.iter().map(Area::height).max().unwrap_or_default();
    marks.retain(|mark| mark.width().max(mark.height()) * 12 >= tallest);
    marks.sort_by_key(|mark| mark.top + mark.bottom);
    let (large, small): (Vec<Area>, Vec<Area>) =
        marks.iter().partition(|mark| mark.height() * 5 >= tallest * 2);
    let mut rows: Vec<Vec<Area>> = Vec::new();
    for mark in large {
        let middle = (mark.top + mark.bottom) / 2;
        let row = rows.iter_mut().find(|row| {
            let (top, bottom) = extent(row);
            middle > top && middle < bottom
        });
        match row {
            Some(row) => row.push(mark),
            None => rows.push(vec![mark]),
        }
    }
    for mark in small {
        let middle = (mark.top + mark.bottom) / 2;
        let inside = |row: &&mut Vec<Area>| {
            let (top, bottom) = extent(row);
            middle > top && middle < bottom + (bottom - top) / 6
        };
        if let Some(row) = rows.iter_mut().find(inside) {
            row.push(mark);
        }
    }
    rows.sort_by_key(|row| extent(row).0);
    let mut lines: Vec<Row> = rows.into_iter().filter_map(row).collect();
    // Tails of letters make low rows of their own.
    let highest = lines.iter().map(|row| row.whole.height()).max().unwrap_or_default();
    lines.retain(|row| row.whole.height() * 2 > highest);
    lines.truncate(MOST_LINES);
    lines
}

/// The middle top and bottom of a row.
fn extent(row: &[Area]) -> (usize, usize) {
    let count = row.len().max(1);
    (
        row.iter().map(|mark| mark.top).sum::<usize>() / count,
        row.iter().map(|mark| mark.bottom).sum::<usize>() / count,
    )
}

/// A row of marks, and its part before the gap beyond which a printed label seems to begin.
///
/// A label stands on the line of the number at half its size: all of it begins lower. So do the zeros ٠ and at times ٥,
/// and digits of a hand that sinks: so the label must begin with a mark as wide as only joined letters are, and the reader
/// looks at the whole row too.
fn row(mut marks: Vec<Area>) -> Option<Row> {
    marks.sort_by_key(|mark| mark.left);
    let whole = marks.iter().copied().reduce(Area::with)?;
    let height = marks.iter().map(Area::height).max()?;
    let mut reach = whole.left;
    let label = (1..marks.len()).find(|i| {
        reach = reach.max(marks[i - 1].right);
        let rest = &marks[*i..];
        let low = rest.iter().all(|mark| mark.top * 4 > whole.top * 4 + height);
        let joined = marks[*i].width() * 10 > height * 7;
        low && joined && marks[*i].left.saturating_sub(reach) * 6 > height
    });
    let before_label = label.and_then(|at| marks[..at].iter().copied().reduce(Area::with));
    Some(Row { whole, before_label })
}

/// The boxes of single pieces of ink, without frames, rules, specks and what hangs over the edge.
fn marks(crop: &Plane) -> Vec<Area> {
    let (width, height) = (crop.width, crop.height);
    // A zero of the Arabic script is a dot: lost, it makes 340 of 34 and nothing tells.
    let least = (width * height / 20_000).max(4);
    let found = pieces(&crop_ink(crop), 1, least, MOST_PIECES);
    let short = width.min(height);
    found
        .iter()
        .filter_map(|rows| Area::of(rows))
        .filter(|mark| {
            let (w, h) = (mark.width(), mark.height());
            let frame = w * 5 > width * 4 && h * 2 > height;
            let rule = w.min(h) * 24 < short && w.max(h) * 4 > short;
            let edge = short / 50 + 1;
            let over = mark.left < edge
                || mark.top < edge
                || mark.right + edge > width
                || mark.bottom + edge > height;
            !frame && !rule && !(over && (w * 3 > width || h * 3 > height || w.min(h) * 12 < short))
        })
        .collect()
}

/// The ink of a crop, on ground that may change over a third of it.
pub(crate) fn crop_ink(crop: &Plane) -> Plane {
    ink(crop, (crop.width.min(crop.height) / 3).max(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A card with marks: left, top, width, height.
    fn card(marks: &[(usize, usize, usize, usize)]) -> Plane {
        let mut samples = vec![220_u8; 200 * 120];
        for (left, top, width, height) in marks {
            for y in *top..top + height {
                samples[y * 200 + left..][..*width].fill(30);
            }
        }
        Plane { width: 200, height: 120, samples }
    }

    #[test]
    fn rows_come_from_top_to_bottom_without_labels_and_rules() {
        let marks = [
            (20, 70, 12, 30),
            (40, 72, 12, 28),
            (60, 70, 12, 30),
            (20, 20, 12, 30),
            (40, 20, 12, 30),
            (66, 36, 30, 20),
            (99, 36, 10, 12),
            (4, 4, 192, 2),
            (4, 110, 192, 2),
        ];
        let lines = lines(&card(&marks));
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(lines[0].before_label, Some(Area { left: 20, top: 20, right: 52, bottom: 50 }));
        let whole = Area { left: 20, top: 70, right: 72, bottom: 100 };
        assert_eq!(lines[1], Row { whole, before_label: None });
    }

    #[test]
    fn zeros_that_stand_low_are_no_label() {
        let lines = lines(&card(&[(20, 20, 12, 30), (44, 32, 12, 16), (66, 34, 10, 10), (88, 34, 10, 10)]));
        let whole = Area { left: 20, top: 20, right: 98, bottom: 50 };
        assert_eq!(lines, [Row { whole, before_label: None }]);
    }

    #[test]
    fn a_zero_as_small_as_a_dot_is_kept() {
        let label = (110, 44, 50, 26);
        for marks in [
            &[(20, 20, 16, 50), (50, 20, 16, 50), (80, 44, 6, 6)][..],
            &[(20, 20, 16, 50), (50, 20, 16, 50), (80, 44, 6, 6), label],
        ] {
            let number = Area { left: 20, top: 20, right: 86, bottom: 70 };
            let [row] = lines(&card(marks))[..] else { panic!("one row") };
            assert_eq!(row.before_label.unwrap_or(row.whole), number);
        }
    }

    #[test]
    fn nothing_written_has_no_rows() {
        assert!(lines(&card(&[])).is_empty());
        assert!(lines(&Plane { width: 2, height: 400, samples: vec![0; 800] }).len() <= MOST_LINES);
    }
}

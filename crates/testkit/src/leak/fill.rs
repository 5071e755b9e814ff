//! Ink within outlines: letters, digits, watermarks.

use super::canvas::{Canvas, Rgb};
use super::map::bounds;

impl Canvas {
    /// Fills a path given in pixels, overlaps counted once (the non-zero rule), edges smooth.
    pub(crate) fn fill(&mut self, path: &[Vec<(f32, f32)>], ink: Rgb, strength: f32) {
        let Some([left, top, right, bottom]) = self.clip(bounds(path.iter().flatten().copied())) else {
            return;
        };
        let mut cover = vec![0.0f32; right - left];
        let mut crossings = Vec::new();
        let path: Vec<Contour<'_>> =
            path.iter().map(|contour| (contour.as_slice(), bounds(contour.iter().copied()))).collect();
        for y in top..bottom {
            cover.fill(0.0);
            for sub in 0..SUBLINES {
                let line = y as f32 + (sub as f32 + 0.5) / SUBLINES as f32;
                crossings_of(&path, line, &mut crossings);
                spans(&crossings, left as f32, &mut cover);
            }
            for (row, ink) in self.row(y).into_iter().zip(ink) {
                for (value, part) in row[left..right].iter_mut().zip(&cover) {
                    *value += (ink - *value) * (strength * part.min(1.0));
                }
            }
        }
    }
}

const SUBLINES: usize = 4;

/// The points of one closed line and the rectangle around them.
type Contour<'a> = (&'a [(f32, f32)], [f32; 4]);

fn crossings_of(path: &[Contour<'_>], line: f32, crossings: &mut Vec<(f32, i32)>) {
    crossings.clear();
    for (contour, _) in path.iter().filter(|(_, [_, top, _, bottom])| (*top..=*bottom).contains(&line)) {
        let Some(&last) = contour.last() else { continue };
        let mut from = last;
        for &to in *contour {
            if (from.1 <= line) != (to.1 <= line) {
                let x = from.0 + (line - from.1) / (to.1 - from.1) * (to.0 - from.0);
                crossings.push((x, if to.1 > from.1 { 1 } else { -1 }));
            }
            from = to;
        }
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
}

fn spans(crossings: &[(f32, i32)], left: f32, cover: &mut [f32]) {
    let mut winding = 0;
    let mut start = 0.0;
    for &(x, direction) in crossings {
        if winding == 0 {
            start = x;
        }
        winding += direction;
        if winding == 0 {
            let (from, to) = ((start - left).max(0.0), (x - left).min(cover.len() as f32));
            let mut place = from;
            while place < to {
                let next = (place.floor() + 1.0).min(to);
                cover[place as usize] += (next - place) / SUBLINES as f32;
                place = next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_square_covers_its_area() {
        let mut canvas = Canvas::new(20, 20);
        canvas.fill(&[vec![(2.5, 2.5), (12.5, 2.5), (12.5, 12.5), (2.5, 12.5)]], [1.0; 3], 1.0);
        let area: f32 = (0..400).map(|place| canvas.at(place % 20, place / 20)[0]).sum();
        assert!((area - 100.0).abs() < 0.5, "{area}");
    }

    #[test]
    fn a_hole_stays_open() {
        let outer = vec![(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];
        let inner = vec![(3.0, 3.0), (3.0, 7.0), (7.0, 7.0), (7.0, 3.0)];
        let mut canvas = Canvas::new(10, 10);
        canvas.fill(&[outer, inner], [1.0; 3], 1.0);
        assert_eq!(canvas.at(5, 5)[0], 0.0);
        assert_eq!(canvas.at(1, 1)[0], 1.0);
    }
}

//! The drawing board: a map between centimetres and pixels, and a canvas that is painted through it.
//!
//! Everything is drawn at the size of the picture asked for, so a 12-megapixel picture has 12 megapixels of detail.

/// A colour, 0 to 1 a channel, as the eye sees it (not linear light).
pub(crate) type Rgb = [f32; 3];

/// A projective map of the plane, row by row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Map(pub(crate) [f32; 9]);

impl Map {
    /// Moves by a step.
    pub(crate) fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, x, 0.0, 1.0, y, 0.0, 0.0, 1.0])
    }

    /// Stretches both directions.
    pub(crate) fn scale(x: f32, y: f32) -> Self {
        Self([x, 0.0, 0.0, 0.0, y, 0.0, 0.0, 0.0, 1.0])
    }

    /// Turns clockwise as seen (y grows downwards), in radians.
    pub(crate) fn turn(angle: f32) -> Self {
        let (sine, cosine) = angle.sin_cos();
        Self([cosine, -sine, 0.0, sine, cosine, 0.0, 0.0, 0.0, 1.0])
    }

    /// Tilts the plane away from the eye.
    pub(crate) fn tilt(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, x, y, 1.0])
    }

    /// Does this map first and then the next.
    pub(crate) fn then(self, next: Self) -> Self {
        let (a, b) = (next.0, self.0);
        let mut product = [0.0; 9];
        for (place, value) in product.iter_mut().enumerate() {
            let (row, column) = (place / 3, place % 3);
            *value = (0..3).map(|k| a[row * 3 + k] * b[k * 3 + column]).sum();
        }
        Self(product)
    }

    /// Undoes the map (which must not be flat).
    pub(crate) fn inverse(self) -> Self {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let (p, q, r) = (e * i - f * h, f * g - d * i, d * h - e * g);
        let whole = a * p + b * q + c * r;
        let parts = [
            p,
            c * h - b * i,
            b * f - c * e,
            q,
            a * i - c * g,
            c * d - a * f,
            r,
            b * g - a * h,
            a * e - b * d,
        ];
        Self(parts.map(|part| part / whole))
    }

    /// Maps one point.
    pub(crate) fn apply(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let m = &self.0;
        let depth = m[6] * x + m[7] * y + m[8];
        ((m[0] * x + m[1] * y + m[2]) / depth, (m[3] * x + m[4] * y + m[5]) / depth)
    }

    /// Says how many units of the target one unit of the source is, near a point.
    pub(crate) fn scale_at(&self, (x, y): (f32, f32)) -> f32 {
        let (here, right, down) = (self.apply((x, y)), self.apply((x + 0.5, y)), self.apply((x, y + 0.5)));
        let across = (right.0 - here.0) * (down.1 - here.1) - (right.1 - here.1) * (down.0 - here.0);
        2.0 * across.abs().sqrt()
    }

    /// Maps the four corners of a rectangle (left, top, right, bottom), clockwise from the left top.
    pub(crate) fn corners(&self, [left, top, right, bottom]: [f32; 4]) -> [(f32, f32); 4] {
        [(left, top), (right, top), (right, bottom), (left, bottom)].map(|corner| self.apply(corner))
    }
}

/// The smallest upright rectangle (left, top, right, bottom) around points.
pub(crate) fn bounds(points: impl IntoIterator<Item = (f32, f32)>) -> [f32; 4] {
    let start = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    points.into_iter().fold(start, |[l, t, r, b], (x, y)| [l.min(x), t.min(y), r.max(x), b.max(y)])
}

/// A picture while it is drawn.
pub(crate) struct Canvas {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<Rgb>,
}

impl Canvas {
    /// Starts a black canvas.
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0.0; 3]; width * height] }
    }

    /// Covers the canvas with a plane's colours: one pixel of four is worked out, those between are their means.
    ///
    /// A sensor with a colour filter resolves no more than that either, and it takes a quarter of the time.
    pub(crate) fn cover(&mut self, to_plane: &Map, mut colour: impl FnMut(f32, f32) -> Rgb) {
        let width = self.width;
        for y in (0..self.height).step_by(2) {
            let mut step = Steps::new(to_plane, 0, y);
            let row = &mut self.pixels[y * width..][..width];
            for x in (0..width).step_by(2) {
                let (u, v) = step.advance();
                step.advance();
                row[x] = colour(u, v);
            }
            for x in (1..width).step_by(2) {
                row[x] = mixed(row[x - 1], row[(x + 1).min(width - 1) / 2 * 2], 0.5);
            }
        }
        for y in (1..self.height).step_by(2) {
            let below = if y + 1 < self.height { (y + 1) * width } else { (y - 1) * width };
            for x in 0..width {
                self.pixels[y * width + x] =
                    mixed(self.pixels[(y - 1) * width + x], self.pixels[below + x], 0.5);
            }
        }
    }

    /// Covers the canvas pixel by pixel, for pictures with straight edges.
    pub(crate) fn cover_sharply(&mut self, to_plane: &Map, mut colour: impl FnMut(f32, f32) -> Rgb) {
        for (y, row) in self.pixels.chunks_exact_mut(self.width).enumerate() {
            let mut step = Steps::new(to_plane, 0, y);
            for pixel in row {
                let (u, v) = step.advance();
                *pixel = colour(u, v);
            }
        }
    }

    /// Paints a rectangle of the plane; the colour comes with its coverage, 0 to 1.
    pub(crate) fn paint(
        &mut self,
        from_plane: &Map,
        rectangle: [f32; 4],
        mut colour: impl FnMut(f32, f32) -> (Rgb, f32),
    ) {
        let to_plane = from_plane.inverse();
        let Some([left, top, right, bottom]) = self.clip(bounds(from_plane.corners(rectangle))) else {
            return;
        };
        for y in top..bottom {
            let mut step = Steps::new(&to_plane, left, y);
            for pixel in &mut self.pixels[y * self.width + left..y * self.width + right] {
                let (u, v) = step.advance();
                let (ink, cover) = colour(u, v);
                if cover > 0.0 {
                    blend(pixel, ink, cover.min(1.0));
                }
            }
        }
    }

    /// Paints what lies within `reach` of a line on the plane, row by row no farther than that takes.
    pub(crate) fn paint_along(
        &mut self,
        from_plane: &Map,
        (from, to): ((f32, f32), (f32, f32)),
        reach: f32,
        mut colour: impl FnMut(f32, f32) -> (Rgb, f32),
    ) {
        let to_plane = from_plane.inverse();
        let scale = from_plane.scale_at(from).max(from_plane.scale_at(to));
        // A tenth more, for what the tilt stretches.
        let reach = reach * scale * 1.1 + 1.0;
        let (from, to) = (from_plane.apply(from), from_plane.apply(to));
        let [left, top, right, bottom] = bounds([from, to]);
        let Some([_, top, _, bottom]) = self.clip([left - reach, top - reach, right + reach, bottom + reach])
        else {
            return;
        };
        for y in top..bottom {
            let Some((start, end)) = within(from, to, reach, y as f32 + 0.5) else { continue };
            let (start, end) = (start.max(0.0) as usize, (end.max(0.0) as usize + 1).min(self.width));
            let row = self.pixels[y * self.width..][..self.width].get_mut(start..end).unwrap_or_default();
            paint_row(row, Steps::new(&to_plane, start, y), &mut colour);
        }
    }

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
            for (pixel, part) in self.pixels[y * self.width + left..].iter_mut().zip(&cover) {
                if *part > 0.0 {
                    blend(pixel, ink, strength * part.min(1.0));
                }
            }
        }
    }

    fn clip(&self, [left, top, right, bottom]: [f32; 4]) -> Option<[usize; 4]> {
        let inside = |value: f32, limit: usize| value.clamp(0.0, limit as f32) as usize;
        let area = [
            inside(left.floor(), self.width),
            inside(top.floor(), self.height),
            inside(right.ceil() + 1.0, self.width),
            inside(bottom.ceil() + 1.0, self.height),
        ];
        (area[0] < area[2] && area[1] < area[3]).then_some(area)
    }
}

/// Paints a row; inside a shape and outside of it, every second pixel is the mean of its neighbours.
#[inline]
fn paint_row(row: &mut [Rgb], mut step: Steps, colour: &mut impl FnMut(f32, f32) -> (Rgb, f32)) {
    let mut last = ([0.0; 3], -1.0);
    for pair in row.chunks_mut(2) {
        let (u, v) = step.advance();
        let between = step.now;
        step.skip();
        let (next_u, next_v) = Steps { now: step.now, step: step.step }.advance();
        let (ink, cover) = if last.1 < 0.0 { colour(u, v) } else { last };
        last = colour(next_u, next_v);
        if cover > 0.0 {
            blend(&mut pair[0], ink, cover);
        }
        if let Some(second) = pair.get_mut(1)
            && (cover > 0.0 || last.1 > 0.0)
        {
            let (ink, cover) = if cover == last.1 {
                (mixed(ink, last.0, 0.5), cover)
            } else {
                let (u, v) = Steps { now: between, step: step.step }.advance();
                colour(u, v)
            };
            if cover > 0.0 {
                blend(second, ink, cover);
            }
        }
    }
}

/// The part of a row that can lie within `reach` of the line between two points.
fn within(from: (f32, f32), to: (f32, f32), reach: f32, y: f32) -> Option<(f32, f32)> {
    let rise = to.1 - from.1;
    let (first, last) = if rise.abs() < 1e-3 {
        (0.0, 1.0)
    } else {
        let (a, b) = ((y - reach - from.1) / rise, (y + reach - from.1) / rise);
        (a.min(b).max(0.0), a.max(b).min(1.0))
    };
    if first > last {
        return None;
    }
    let (a, b) = (from.0 + (to.0 - from.0) * first, from.0 + (to.0 - from.0) * last);
    Some((a.min(b) - reach, a.max(b) + reach))
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

/// Lays ink over a colour.
#[inline]
pub(crate) fn blend(under: &mut Rgb, ink: Rgb, cover: f32) {
    under[0] += (ink[0] - under[0]) * cover;
    under[1] += (ink[1] - under[1]) * cover;
    under[2] += (ink[2] - under[2]) * cover;
}

/// Mixes two colours.
#[inline]
pub(crate) fn mixed(mut from: Rgb, to: Rgb, part: f32) -> Rgb {
    blend(&mut from, to, part);
    from
}

/// Makes a colour lighter or darker.
#[inline]
pub(crate) fn lit(colour: Rgb, light: f32) -> Rgb {
    [colour[0] * light, colour[1] * light, colour[2] * light]
}

/// Rises smoothly from 0 to 1 between two edges.
#[inline]
pub(crate) fn smooth(low: f32, high: f32, value: f32) -> f32 {
    let part = ((value - low) / (high - low)).clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

struct Steps {
    now: [f32; 3],
    step: [f32; 3],
}

impl Steps {
    #[inline]
    fn new(map: &Map, x: usize, y: usize) -> Self {
        let m = &map.0;
        let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
        let now = [m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5], m[6] * x + m[7] * y + m[8]];
        Self { now, step: [m[0], m[3], m[6]] }
    }

    #[inline]
    fn skip(&mut self) {
        self.now[0] += self.step[0];
        self.now[1] += self.step[1];
        self.now[2] += self.step[2];
    }

    #[inline]
    fn advance(&mut self) -> (f32, f32) {
        let depth = 1.0 / self.now[2];
        let point = (self.now[0] * depth, self.now[1] * depth);
        self.skip();
        point
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_and_its_inverse_cancel() {
        let map = Map::turn(0.7)
            .then(Map::scale(3.0, 2.0))
            .then(Map::tilt(0.001, 0.002))
            .then(Map::shift(9.0, 4.0));
        let (x, y) = map.inverse().apply(map.apply((12.0, -5.0)));
        assert!((x - 12.0).abs() < 1e-2 && (y + 5.0).abs() < 1e-2, "{x} {y}");
    }

    #[test]
    fn a_filled_square_covers_its_area() {
        let mut canvas = Canvas::new(20, 20);
        canvas.fill(&[vec![(2.5, 2.5), (12.5, 2.5), (12.5, 12.5), (2.5, 12.5)]], [1.0; 3], 1.0);
        let area: f32 = canvas.pixels.iter().map(|pixel| pixel[0]).sum();
        assert!((area - 100.0).abs() < 0.5, "{area}");
    }

    #[test]
    fn a_hole_stays_open() {
        let outer = vec![(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];
        let inner = vec![(3.0, 3.0), (3.0, 7.0), (7.0, 7.0), (7.0, 3.0)];
        let mut canvas = Canvas::new(10, 10);
        canvas.fill(&[outer, inner], [1.0; 3], 1.0);
        assert_eq!(canvas.pixels[5 * 10 + 5][0], 0.0);
        assert_eq!(canvas.pixels[10 + 1][0], 1.0);
    }
}

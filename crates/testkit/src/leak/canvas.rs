//! The drawing board: a canvas that is painted through a map from centimetres to pixels.
//!
//! Everything is drawn at the size of the picture asked for, so a 12-megapixel picture has 12 megapixels of detail.
//! Colours are functions of a point. They are written without branches, and a row has each channel by itself, so that
//! the processor works out as many pixels at once as its lanes hold; the results are the same with any number of lanes.

use super::lanes::in_lanes;
use super::map::{Map, bounds};

/// A colour, 0 to 1 a channel, as the eye sees it (not linear light).
pub(crate) type Rgb = [f32; 3];

/// A picture while it is drawn.
pub(crate) struct Canvas {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Row by row, in each row all of red, then green, then blue.
    values: Vec<f32>,
}

impl Canvas {
    /// Starts a black canvas.
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, values: vec![0.0; width * height * 3] }
    }

    /// The colour of one pixel.
    pub(crate) fn at(&self, x: usize, y: usize) -> Rgb {
        std::array::from_fn(|channel| self.values[(y * 3 + channel) * self.width + x])
    }

    /// One row, channel by channel.
    pub(crate) fn channels(&self, y: usize) -> [&[f32]; 3] {
        std::array::from_fn(|channel| &self.values[(y * 3 + channel) * self.width..][..self.width])
    }

    /// One row to be painted, channel by channel.
    #[inline(always)]
    pub(crate) fn row(&mut self, y: usize) -> [&mut [f32]; 3] {
        split(&mut self.values[y * self.width * 3..][..self.width * 3], self.width)
    }

    /// Covers the canvas with a plane's colours: one pixel of four is worked out, those between are their means.
    ///
    /// A sensor with a colour filter resolves no more than that either, and it takes a quarter of the time.
    pub(crate) fn cover(&mut self, to_plane: &Map, colour: impl Fn(f32, f32) -> Rgb) {
        let (width, height) = (self.width, self.height);
        let half = width.div_ceil(2);
        let mut line = vec![0.0; half * 3];
        in_lanes(
            #[inline(always)]
            || {
                for y in (0..height).step_by(2) {
                    let steps = Steps::new(to_plane, (0, y), 2);
                    cover_run(split(&mut line, half), &steps, &colour);
                    for (row, line) in self.row(y).into_iter().zip(line.chunks_exact(half)) {
                        widen(line, row);
                    }
                }
                for y in (1..height).step_by(2) {
                    self.fill_in(y);
                }
            },
        );
    }

    /// Makes a row the mean of the two beside it.
    #[inline(always)]
    fn fill_in(&mut self, y: usize) {
        let stride = self.width * 3;
        let (above, rest) = self.values.split_at_mut(y * stride);
        let (row, below) = rest.split_at_mut(stride);
        let above = &above[(y - 1) * stride..];
        let below = if below.is_empty() { above } else { &below[..stride] };
        for ((value, above), below) in row.iter_mut().zip(above).zip(below) {
            *value = (above + below) * 0.5;
        }
    }

    /// Covers the canvas pixel by pixel, for pictures with straight edges.
    pub(crate) fn cover_sharply(&mut self, to_plane: &Map, colour: impl Fn(f32, f32) -> Rgb) {
        in_lanes(
            #[inline(always)]
            || {
                for y in 0..self.height {
                    cover_run(self.row(y), &Steps::new(to_plane, (0, y), 1), &colour);
                }
            },
        );
    }

    /// Paints a rectangle of the plane; the colour comes with its coverage, 0 or less to 1 or more.
    pub(crate) fn paint(
        &mut self,
        from_plane: &Map,
        rectangle: [f32; 4],
        colour: impl Fn(f32, f32) -> (Rgb, f32),
    ) {
        let corners = from_plane.corners(rectangle);
        let around = bounds(corners);
        self.paint_spans(
            from_plane,
            around,
            #[inline(always)]
            |y| across_quadrangle(&corners, y),
            colour,
        );
    }

    /// Paints everything that is seen of the plane.
    pub(crate) fn paint_all(&mut self, from_plane: &Map, colour: impl Fn(f32, f32) -> (Rgb, f32)) {
        let (width, height) = (self.width as f32, self.height as f32);
        self.paint_spans(
            from_plane,
            [0.0, 0.0, width, height],
            #[inline(always)]
            |_| (0.0, width),
            colour,
        );
    }

    /// Paints what lies within `reach` of a line on the plane, row by row no farther than that takes.
    pub(crate) fn paint_along(
        &mut self,
        from_plane: &Map,
        (from, to): ((f32, f32), (f32, f32)),
        reach: f32,
        colour: impl Fn(f32, f32) -> (Rgb, f32),
    ) {
        let scale = from_plane.scale_at(from).max(from_plane.scale_at(to));
        // A tenth more, for what the tilt stretches.
        let reach = reach * scale * 1.1 + 1.0;
        let (from, to) = (from_plane.apply(from), from_plane.apply(to));
        let [left, top, right, bottom] = bounds([from, to]);
        let around = [left - reach, top - reach, right + reach, bottom + reach];
        self.paint_spans(
            from_plane,
            around,
            #[inline(always)]
            |y| across_capsule((from, to), reach, y),
            colour,
        );
    }

    /// Paints in each row what `span` says of the row's middle, within a rectangle of pixels.
    #[inline(always)]
    fn paint_spans(
        &mut self,
        from_plane: &Map,
        around: [f32; 4],
        span: impl Fn(f32) -> (f32, f32),
        colour: impl Fn(f32, f32) -> (Rgb, f32),
    ) {
        let to_plane = from_plane.inverse();
        let Some([left, top, right, bottom]) = self.clip(around) else { return };
        in_lanes(
            #[inline(always)]
            || {
                for y in top..bottom {
                    let (start, end) = span(y as f32 + 0.5);
                    let start = (start.max(0.0) as usize).max(left);
                    let end = (end.max(0.0) as usize + 1).min(right);
                    if start < end {
                        let run = self.row(y).map(|channel| &mut channel[start..end]);
                        paint_run(run, &Steps::new(&to_plane, (start, y), 1), &colour);
                    }
                }
            },
        );
    }

    /// The whole pixels (left, top, right, bottom) of a rectangle that are on the canvas.
    pub(crate) fn clip(&self, [left, top, right, bottom]: [f32; 4]) -> Option<[usize; 4]> {
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

#[inline(always)]
fn split(row: &mut [f32], width: usize) -> [&mut [f32]; 3] {
    let (red, rest) = row.split_at_mut(width);
    let (green, blue) = rest.split_at_mut(width);
    [red, green, blue]
}

/// Pixels that are worked out before any of them is painted: nothing is written then that a colour could depend on,
/// which is what lets the processor take many at once.
const BLOCK: usize = 64;

#[inline(always)]
fn cover_run([red, green, blue]: [&mut [f32]; 3], steps: &Steps, colour: &impl Fn(f32, f32) -> Rgb) {
    let mut ink = [[0.0; BLOCK]; 3];
    let blocks = red.chunks_mut(BLOCK).zip(green.chunks_mut(BLOCK)).zip(blue.chunks_mut(BLOCK));
    for (number, ((red, green), blue)) in blocks.enumerate() {
        let [reds, greens, blues] = &mut ink;
        let places = reds[..red.len()].iter_mut().zip(greens).zip(blues).enumerate();
        for (place, ((red, green), blue)) in places {
            let (u, v) = steps.at(number * BLOCK + place);
            [*red, *green, *blue] = colour(u, v);
        }
        for (values, ink) in [red, green, blue].into_iter().zip(&ink) {
            values.copy_from_slice(&ink[..values.len()]);
        }
    }
}

#[inline(always)]
fn paint_run([red, green, blue]: [&mut [f32]; 3], steps: &Steps, colour: &impl Fn(f32, f32) -> (Rgb, f32)) {
    let (mut ink, mut cover) = ([[0.0; BLOCK]; 3], [0.0; BLOCK]);
    let blocks = red.chunks_mut(BLOCK).zip(green.chunks_mut(BLOCK)).zip(blue.chunks_mut(BLOCK));
    for (number, ((red, green), blue)) in blocks.enumerate() {
        let [reds, greens, blues] = &mut ink;
        let places = cover[..red.len()].iter_mut().zip(reds).zip(greens).zip(blues).enumerate();
        for (place, (((cover, red), green), blue)) in places {
            let (u, v) = steps.at(number * BLOCK + place);
            let (ink, part) = colour(u, v);
            [*red, *green, *blue] = ink;
            *cover = part.clamp(0.0, 1.0);
        }
        for (values, ink) in [red, green, blue].into_iter().zip(&ink) {
            for ((value, ink), cover) in values.iter_mut().zip(ink).zip(&cover) {
                *value += (ink - *value) * cover;
            }
        }
    }
}

/// Spreads values over twice as many places, those between being means.
#[inline(always)]
fn widen(line: &[f32], row: &mut [f32]) {
    let (pairs, rest) = row.as_chunks_mut::<2>();
    for ((pair, here), next) in pairs.iter_mut().zip(line).zip(&line[1..]) {
        *pair = [*here, (here + next) * 0.5];
    }
    let last = line[line.len() - 1];
    match (rest, pairs.last_mut()) {
        ([end], _) => *end = last,
        (_, Some(pair)) => *pair = [last; 2],
        _ => {}
    }
}

/// The part of a row that lies within a quadrangle, half a pixel above and below included.
#[inline(always)]
fn across_quadrangle(corners: &[(f32, f32); 4], y: f32) -> (f32, f32) {
    let (mut start, mut end) = (f32::MAX, f32::MIN);
    for side in 0..4 {
        let (from, to) = (corners[side], corners[(side + 1) % 4]);
        let rise = to.1 - from.1;
        let (top, bottom) = (from.1.min(to.1).max(y - 1.0), from.1.max(to.1).min(y + 1.0));
        if top > bottom {
            continue;
        }
        let slope = if rise.abs() < 1e-3 { 0.0 } else { (to.0 - from.0) / rise };
        let ends = if rise.abs() < 1e-3 {
            [from.0, to.0]
        } else {
            [top, bottom].map(|y| from.0 + (y - from.1) * slope)
        };
        start = start.min(ends[0].min(ends[1]));
        end = end.max(ends[0].max(ends[1]));
    }
    (start - 1.0, end + 1.0)
}

/// The part of a row that lies within `reach` of the line between two points.
#[inline(always)]
fn across_capsule((from, to): ((f32, f32), (f32, f32)), reach: f32, y: f32) -> (f32, f32) {
    let (mut start, mut end) = (f32::MAX, f32::MIN);
    for (x, middle) in [from, to] {
        let square = reach * reach - (y - middle) * (y - middle);
        if square >= 0.0 {
            start = start.min(x - square.sqrt());
            end = end.max(x + square.sqrt());
        }
    }
    let (x, rise) = (to.0 - from.0, to.1 - from.1);
    let length = (x * x + rise * rise).sqrt();
    if rise.abs() > 1e-3 {
        for side in [-reach, reach] {
            // One of the two lines beside, moved across by the reach.
            let (side_x, side_y) = (from.0 - rise / length * side, from.1 + x / length * side);
            let along = (y - side_y) / rise;
            if (0.0..=1.0).contains(&along) {
                start = start.min(side_x + x * along);
                end = end.max(side_x + x * along);
            }
        }
    }
    (start, end)
}

/// Lays ink over a colour.
#[inline(always)]
pub(crate) fn blend(under: &mut Rgb, ink: Rgb, cover: f32) {
    under[0] += (ink[0] - under[0]) * cover;
    under[1] += (ink[1] - under[1]) * cover;
    under[2] += (ink[2] - under[2]) * cover;
}

/// Mixes two colours.
#[inline(always)]
pub(crate) fn mixed(mut from: Rgb, to: Rgb, part: f32) -> Rgb {
    blend(&mut from, to, part);
    from
}

/// Makes a colour lighter or darker.
#[inline(always)]
pub(crate) fn lit(colour: Rgb, light: f32) -> Rgb {
    [colour[0] * light, colour[1] * light, colour[2] * light]
}

/// Rises smoothly from 0 to 1 between two edges.
#[inline(always)]
pub(crate) fn smooth(low: f32, high: f32, value: f32) -> f32 {
    let part = ((value - low) * (1.0 / (high - low))).clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

/// The points of the plane under a row of pixels.
struct Steps {
    start: [f32; 3],
    step: [f32; 3],
}

impl Steps {
    /// Starts at the middle of a pixel and goes on by `pixels`.
    #[inline(always)]
    fn new(map: &Map, (x, y): (usize, usize), pixels: usize) -> Self {
        let (m, pixels) = (&map.0, pixels as f32);
        let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
        let start = [m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5], m[6] * x + m[7] * y + m[8]];
        Self { start, step: [m[0] * pixels, m[3] * pixels, m[6] * pixels] }
    }

    #[inline(always)]
    fn at(&self, place: usize) -> (f32, f32) {
        let place = place as i32 as f32;
        let now = |axis: usize| self.start[axis] + self.step[axis] * place;
        let depth = 1.0 / now(2);
        (now(0) * depth, now(1) * depth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paints white everywhere the painter looks.
    fn touched(paint: impl Fn(&mut Canvas)) -> f32 {
        let mut canvas = Canvas::new(100, 80);
        paint(&mut canvas);
        (0..8000).map(|place| canvas.at(place % 100, place / 100)[1]).sum()
    }

    #[test]
    fn a_turned_rectangle_is_painted_whole_and_little_else() {
        let map = Map::turn(0.6).then(Map::shift(50.0, 20.0));
        let inside = |u: f32, v: f32| f32::from((0.0..=30.0).contains(&u) && (0.0..=20.0).contains(&v));
        let all =
            touched(|canvas| canvas.paint(&map, [-50.0, -50.0, 80.0, 70.0], |u, v| ([1.0; 3], inside(u, v))));
        let near =
            touched(|canvas| canvas.paint(&map, [0.0, 0.0, 30.0, 20.0], |u, v| ([1.0; 3], inside(u, v))));
        let looked = touched(|canvas| canvas.paint(&map, [0.0, 0.0, 30.0, 20.0], |_, _| ([1.0; 3], 1.0)));
        assert_eq!(all, near);
        assert!(looked < near * 1.5, "{looked} for {near}");
    }

    #[test]
    fn a_line_is_painted_as_far_as_it_reaches_and_little_farther() {
        for to in [(80.0, 20.0), (80.0, 60.0), (30.0, 65.0), (20.0, 20.0), (20.5, 70.0)] {
            let line = ((20.0, 20.0), to);
            let near = |u: f32, v: f32| {
                let (x, y) = (to.0 - 20.0, to.1 - 20.0);
                let along = (((u - 20.0) * x + (v - 20.0) * y) / (x * x + y * y).max(1e-6)).clamp(0.0, 1.0);
                f32::from((u - 20.0 - along * x).hypot(v - 20.0 - along * y) <= 9.0)
            };
            let whole = [0.0, 0.0, 100.0, 80.0];
            let one = Map::scale(1.0, 1.0);
            let all = touched(|canvas| canvas.paint(&one, whole, |u, v| ([1.0; 3], near(u, v))));
            let found = touched(|canvas| canvas.paint_along(&one, line, 9.0, |u, v| ([1.0; 3], near(u, v))));
            let looked = touched(|canvas| canvas.paint_along(&one, line, 9.0, |_, _| ([1.0; 3], 1.0)));
            assert_eq!(all, found, "{to:?}");
            assert!(looked < found * 1.6, "{looked} for {found}");
        }
    }

    #[test]
    fn a_covered_canvas_has_no_gap_at_any_size() {
        for (width, height) in [(6, 4), (7, 5), (1, 1), (2, 1)] {
            let mut canvas = Canvas::new(width, height);
            canvas.cover(&Map::scale(1.0, 1.0), |u, v| [u, v, 1.0]);
            for place in 0..width * height {
                let [u, v, w] = canvas.at(place % width, place / width);
                assert!((u - 0.5 - (place % width) as f32).abs() <= 1.0, "{u}");
                assert!((v - 0.5 - (place / width) as f32).abs() <= 1.0 && w == 1.0, "{v} {w}");
            }
        }
    }
}

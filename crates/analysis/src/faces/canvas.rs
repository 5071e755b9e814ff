//! The pixels that a network sees: a part of the picture, turned and scaled.

use amana_model::Point;

use super::turn::Turn;
use crate::plane::Plane;
use crate::planes::Planes;

/// `side · side` steps are taken for each pixel where the picture is much larger than what is made of it.
const MOST_STEPS: usize = 4;

/// Colours as floats: three planes one behind the other, 0 to 255.
pub(super) struct Canvas {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Blue, green, red.
    pub(super) planes: [Vec<f32>; 3],
}

/// A small copy of the whole picture, for quick looks at every turn.
pub(super) struct Overview {
    width: usize,
    height: usize,
    /// Blue, green, red of each pixel, and nothing.
    pixels: Vec<[f32; 4]>,
    /// Pixels of the picture for one of the overview, across and down.
    pub(super) scale: Point,
}

impl Overview {
    /// The picture with a longer side of at most `longest` pixels.
    pub(super) fn new(planes: &Planes, longest: usize) -> Self {
        let (width, height) = planes.luma.fitting(longest);
        let luma = planes.luma.reduced(width, height);
        let chroma = planes.chroma.as_ref().map(|both| {
            [&both[0], &both[1]].map(|plane| plane.reduced(width, height).enlarged(width, height))
        });
        let colour = |i: usize| {
            let (cb, cr) = chroma.as_ref().map_or((128, 128), |[cb, cr]| (cb.samples[i], cr.samples[i]));
            let [b, g, r] = bgr(f32::from(luma.samples[i]), f32::from(cb), f32::from(cr));
            [b, g, r, 0.0]
        };
        let pixels = (0..width * height).map(colour).collect();
        let scale = [planes.luma.width as f32 / width as f32, planes.luma.height as f32 / height as f32];
        Self { width, height, pixels, scale }
    }

    pub(super) fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// A canvas whose pixels lie where `back` says in the overview; black beyond its edge.
    pub(super) fn seen(&self, width: usize, height: usize, back: &Turn) -> Canvas {
        let mut planes = [(); 3].map(|()| vec![0.0; width * height]);
        let [blue, green, red] = &mut planes;
        for y in 0..height {
            let start = back.apply([0.5, y as f32 + 0.5]);
            for x in 0..width {
                let (sx, sy) = (start[0] + back.a * x as f32 - 0.5, start[1] + back.b * x as f32 - 0.5);
                let Some(pixel) = self.pixel(sx, sy) else { continue };
                let at = y * width + x;
                (blue[at], green[at], red[at]) = (pixel[0], pixel[1], pixel[2]);
            }
        }
        Canvas { width, height, planes }
    }

    #[inline]
    fn pixel(&self, x: f32, y: f32) -> Option<[f32; 4]> {
        let inside = x > -1.0 && y > -1.0 && x < self.width as f32 && y < self.height as f32;
        if !inside {
            return None;
        }
        let (x, y) = (x.clamp(0.0, (self.width - 1) as f32), y.clamp(0.0, (self.height - 1) as f32));
        let (left, top) = ((x as usize).min(self.width.saturating_sub(2)), y as usize);
        let below = (top + 1).min(self.height - 1);
        let (fx, fy) = (x - left as f32, y - top as f32);
        let right = (left + 1).min(self.width - 1);
        let row = |y: usize| (&self.pixels[y * self.width + left], &self.pixels[y * self.width + right]);
        let ((a, b), (c, d)) = (row(top), row(below));
        Some(std::array::from_fn(|i| {
            let upper = a[i] + (b[i] - a[i]) * fx;
            let lower = c[i] + (d[i] - c[i]) * fx;
            upper + (lower - upper) * fy
        }))
    }
}

/// A canvas cut from the whole picture at its full size: `back` leads from its pixels to the picture's.
///
/// Where several of the picture's pixels fall on one, the mean of a grid of samples is taken.
pub(super) fn cut(planes: &Planes, width: usize, height: usize, back: &Turn) -> Canvas {
    let steps = (back.scale().ceil().max(1.0) as usize).min(MOST_STEPS);
    let share = 1.0 / (steps * steps) as f32;
    let offset = |step: usize| (step as f32 + 0.5) / steps as f32;
    let mut canvas = Canvas { width, height, planes: [(); 3].map(|()| Vec::with_capacity(width * height)) };
    for y in 0..height {
        for x in 0..width {
            let (mut luma, mut cb, mut cr) = (0.0, 0.0, 0.0);
            for step in 0..steps * steps {
                let at = [x as f32 + offset(step % steps), y as f32 + offset(step / steps)];
                let place = back.apply(at);
                luma += sample(&planes.luma, place, [1.0, 1.0]);
                if let Some([blue, red]) = &planes.chroma {
                    let ratio = [
                        blue.width as f32 / planes.luma.width as f32,
                        blue.height as f32 / planes.luma.height as f32,
                    ];
                    cb += sample(blue, place, ratio);
                    cr += sample(red, place, ratio);
                }
            }
            let grey = planes.chroma.is_none();
            let (cb, cr) = if grey { (128.0, 128.0) } else { (cb * share, cr * share) };
            for (plane, value) in canvas.planes.iter_mut().zip(bgr(luma * share, cb, cr)) {
                plane.push(value);
            }
        }
    }
    canvas
}

/// The plane's value at a place of the picture, straight lines between samples, the edge going on for ever.
#[inline]
fn sample(plane: &Plane, place: Point, ratio: Point) -> f32 {
    let clamp = |value: f32, side: usize| (value - 0.5).clamp(0.0, side.saturating_sub(1) as f32);
    let (x, y) = (clamp(place[0] * ratio[0], plane.width), clamp(place[1] * ratio[1], plane.height));
    let (left, top) = (x as usize, y as usize);
    let (fx, fy) = (x - left as f32, y - top as f32);
    let right = (left + 1).min(plane.width - 1);
    let (upper, lower) = (plane.row(top), plane.row((top + 1).min(plane.height - 1)));
    let mix = |row: &[u8]| f32::from(row[left]) * (1.0 - fx) + f32::from(row[right]) * fx;
    mix(upper) * (1.0 - fy) + mix(lower) * fy
}

/// Luma and chroma to blue, green, red (ITU-T T.871, 7), 0 to 255.
#[inline]
fn bgr(luma: f32, cb: f32, cr: f32) -> [f32; 3] {
    let (cb, cr) = (cb - 128.0, cr - 128.0);
    [luma + 1.772 * cb, luma - 0.344_136 * cb - 0.714_136 * cr, luma + 1.402 * cr]
        .map(|v| v.clamp(0.0, 255.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checks(width: usize, height: usize) -> Planes {
        Planes::grey(width, height, (0..width * height).map(|i| (i * 37 % 256) as u8).collect())
    }

    #[test]
    fn a_quarter_turn_moves_whole_pixels() {
        let planes = checks(32, 20);
        let overview = Overview::new(&planes, 64);
        // Seen upright after a turn by 90° clockwise: its right column becomes the lower row.
        let map = Turn::about(90.0, 1.0, [16.0, 10.0], [10.0, 16.0]);
        let canvas = overview.seen(20, 32, &map.inverse());
        for y in 0..20 {
            for x in 0..32 {
                let (tx, ty) = (19 - y, x);
                let (found, meant) = (canvas.planes[1][ty * 20 + tx], f32::from(planes.luma.row(y)[x]));
                assert!((found - meant).abs() < 0.01, "{x} {y}: {found} for {meant}");
            }
        }
    }

    #[test]
    fn cutting_one_to_one_copies() {
        let planes = checks(40, 30);
        let canvas = cut(&planes, 8, 8, &Turn { a: 1.0, b: 0.0, shift: [5.0, 7.0] });
        assert!((canvas.planes[2][0] - f32::from(planes.luma.row(7)[5])).abs() < 1e-3);
        let far = cut(&planes, 4, 4, &Turn { a: 1.0, b: 0.0, shift: [-1e9, f32::NAN] });
        assert!(far.planes.iter().flatten().all(|value| value.is_finite()));
    }
}

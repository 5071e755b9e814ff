//! The map between centimetres and pixels.

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
}

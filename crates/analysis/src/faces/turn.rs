//! Maps of the plane that turn, scale and shift, and nothing else.

use amana_model::Point;

/// `(x, y) ↦ (a·x − b·y + x₀, b·x + a·y + y₀)`: a turn by `atan2(b, a)`, clockwise as seen, and one scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Turn {
    pub(super) a: f32,
    pub(super) b: f32,
    pub(super) shift: Point,
}

impl Turn {
    /// Turns by `degrees` clockwise and scales about the origin, then brings `from` to `to`.
    pub(super) fn about(degrees: f32, scale: f32, from: Point, to: Point) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let linear = Self { a: scale * cos, b: scale * sin, shift: [0.0; 2] };
        let moved = linear.apply(from);
        Self { shift: [to[0] - moved[0], to[1] - moved[1]], ..linear }
    }

    /// The map that brings `from` nearest to `to` in the sense of least squares (Umeyama 1991, for the plane and
    /// without mirroring, where it has this closed form); `None` if the points of `from` are one point.
    pub(super) fn between(from: &[Point; 5], to: &[Point; 5]) -> Option<Self> {
        let middle = |points: &[Point; 5]| -> Point {
            [0, 1].map(|axis| points.iter().map(|point| point[axis]).sum::<f32>() / 5.0)
        };
        let (f, t) = (middle(from), middle(to));
        let (mut along, mut across, mut size) = (0.0_f32, 0.0_f32, 0.0_f32);
        for (p, q) in from.iter().zip(to) {
            let (px, py, qx, qy) = (p[0] - f[0], p[1] - f[1], q[0] - t[0], q[1] - t[1]);
            along += px * qx + py * qy;
            across += px * qy - py * qx;
            size += px * px + py * py;
        }
        let (a, b) = (along / size, across / size);
        let whole = a.is_finite() && b.is_finite() && a.hypot(b) > 1e-6;
        let shift = [t[0] - a * f[0] + b * f[1], t[1] - b * f[0] - a * f[1]];
        whole.then_some(Self { a, b, shift })
    }

    /// Where a point lands.
    pub(super) fn apply(&self, [x, y]: Point) -> Point {
        [self.a * x - self.b * y + self.shift[0], self.b * x + self.a * y + self.shift[1]]
    }

    /// The map back.
    pub(super) fn inverse(&self) -> Self {
        let square = self.a * self.a + self.b * self.b;
        let (a, b) = (self.a / square, -self.b / square);
        let [x, y] = self.shift;
        Self { a, b, shift: [-(a * x - b * y), -(b * x + a * y)] }
    }

    /// By how much lengths grow.
    pub(super) fn scale(&self) -> f32 {
        self.a.hypot(self.b)
    }

    /// The turn in degrees clockwise, in (−180, 180].
    pub(super) fn degrees(&self) -> f32 {
        self.b.atan2(self.a).to_degrees()
    }
}

/// The same direction, in (−180, 180].
pub(super) fn wrapped(degrees: f32) -> f32 {
    let turned = degrees.rem_euclid(360.0);
    if turned > 180.0 { turned - 360.0 } else { turned }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn found_again(degrees in -179.0f32..180.0, scale in 0.05f32..20.0, x in -3e3f32..3e3, y in -3e3f32..3e3) {
            let from = [[38.3, 51.7], [73.5, 51.5], [56.0, 71.7], [41.5, 92.4], [70.7, 92.2]];
            let map = Turn::about(degrees, scale, [56.0, 71.0], [x, y]);
            let found = Turn::between(&from, &from.map(|point| map.apply(point))).unwrap();
            prop_assert!((found.scale() / scale - 1.0).abs() < 1e-3);
            prop_assert!(wrapped(found.degrees() - degrees).abs() < 0.2);
            let there = map.inverse().apply(map.apply([10.0, 20.0]));
            let allowed = 0.01 + 2e-3 / scale;
            prop_assert!((there[0] - 10.0).abs() < allowed && (there[1] - 20.0).abs() < allowed, "{there:?}");
        }
    }

    #[test]
    fn clockwise_as_seen() {
        // The upward direction, turned by 90° clockwise, points to the right.
        let [x, y] = Turn::about(90.0, 1.0, [0.0; 2], [0.0; 2]).apply([0.0, -1.0]);
        assert!((x - 1.0).abs() < 1e-6 && y.abs() < 1e-6);
        assert_eq!(wrapped(270.0), -90.0);
        assert_eq!(wrapped(-180.0), 180.0);
    }

    #[test]
    fn one_point_has_no_map() {
        assert_eq!(Turn::between(&[[3.0, 4.0]; 5], &[[1.0, 1.0]; 5]), None);
        assert_eq!(Turn::between(&[[f32::NAN; 2]; 5], &[[1.0, 1.0]; 5]), None);
    }
}

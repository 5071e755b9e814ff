//! The map between an upright rectangle and the four-sided figure that it looks like in a photograph.

use amana_model::Point;

/// A map of the plane that keeps straight lines straight: nine numbers, row by row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Homography([f64; 9]);

impl Homography {
    /// The map of the rectangle from (0, 0) to (`width`, `height`) onto four corners, clockwise from the left top.
    ///
    /// The closed form of Heckbert, *Fundamentals of Texture Mapping and Image Warping* (1989), 2.2.3. `None` if the
    /// corners span no area or a number is not finite.
    pub(crate) fn onto(corners: &[Point; 4], width: f64, height: f64) -> Option<Self> {
        let [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners.map(|point| point.map(f64::from));
        let (dx1, dx2, sx) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
        let (dy1, dy2, sy) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
        let span = dx1 * dy2 - dx2 * dy1;
        let g = (sx * dy2 - dx2 * sy) / span;
        let h = (dx1 * sy - sx * dy1) / span;
        let map = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1.0];
        let scale = [width, height, 1.0];
        let map = std::array::from_fn(|i| map[i] / scale[i % 3]);
        (span.abs() > 1e-9 && width > 0.0 && height > 0.0 && finite(&map)).then_some(Self(map))
    }

    /// The map back; `None` where there is none.
    #[cfg(test)]
    pub(crate) fn inverse(&self) -> Option<Self> {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let adjugate = [
            e * i - f * h,
            c * h - b * i,
            b * f - c * e,
            f * g - d * i,
            a * i - c * g,
            c * d - a * f,
            d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ];
        let determinant = a * adjugate[0] + b * adjugate[3] + c * adjugate[6];
        let map = adjugate.map(|value| value / determinant);
        (determinant.abs() > 1e-12 && finite(&map)).then_some(Self(map))
    }

    /// Where a point lands.
    pub(crate) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let m = &self.0;
        let w = m[6] * x + m[7] * y + m[8];
        ((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w)
    }

    /// Where a point lands, as pixels are kept.
    #[cfg(test)]
    pub(crate) fn point(&self, [x, y]: Point) -> Point {
        let (x, y) = self.apply(f64::from(x), f64::from(y));
        [x as f32, y as f32]
    }
}

fn finite(map: &[f64; 9]) -> bool {
    map.iter().all(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn corners_land_on_corners_and_every_point_comes_back(
            shifts in proptest::array::uniform8(-20.0f32..20.0),
            (u, v) in (0.0f32..300.0, 0.0f32..200.0),
        ) {
            let [a, b, c, d, e, f, g, h] = shifts;
            let corners = [[100.0 + a, 100.0 + b], [220.0 + c, 90.0 + d], [240.0 + e, 210.0 + f], [90.0 + g, 180.0 + h]];
            let map = Homography::onto(&corners, 300.0, 200.0).unwrap();
            let rectangle = [[0.0, 0.0], [300.0, 0.0], [300.0, 200.0], [0.0, 200.0]];
            for (corner, expected) in rectangle.into_iter().zip(corners) {
                let [x, y] = map.point(corner);
                prop_assert!((x - expected[0]).abs() < 1e-2 && (y - expected[1]).abs() < 1e-2);
            }
            let [x, y] = map.inverse().unwrap().point(map.point([u, v]));
            prop_assert!((x - u).abs() < 0.05 && (y - v).abs() < 0.05, "{u} {v} came back as {x} {y}");
        }
    }

    #[test]
    fn no_map_onto_nothing() {
        assert!(Homography::onto(&[[5.0, 5.0]; 4], 10.0, 10.0).is_none());
        assert!(
            Homography::onto(&[[0.0, 0.0], [9.0, 0.0], [9.0, f32::NAN], [0.0, 9.0]], 10.0, 10.0).is_none()
        );
        assert!(Homography::onto(&[[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0]], 0.0, 10.0).is_none());
    }
}

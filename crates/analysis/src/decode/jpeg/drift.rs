//! A shift of brightness or colour that begins in the middle of a row of units and stays: a fault that decodes.
//!
//! Each block's mean is coded as the difference to the block before. A changed bit there keeps the stream in step
//! and moves everything behind it by one amount. Against the row above, that shows as one difference over exactly
//! one row's length of units, from the middle of a row to the middle of the next, with none before and none after:
//! no edge in a photograph runs so.

use super::frame::Frame;
use super::plane::Raster;

/// Steps smaller than this, in samples, are left alone.
const LEAST: f32 = 6.0;

/// The unit at which the first such shift begins, in a scan of all components without restart markers.
pub(super) fn shift(frame: &Frame, rasters: &[Raster]) -> Option<usize> {
    let starts = frame.components.iter().zip(rasters).filter_map(|(component, raster)| {
        let means =
            means(frame.units, (component.across * raster.points, component.down * raster.points), raster);
        shift_in(&means, frame.units.0)
    });
    starts.min()
}

/// The mean sample of each unit.
fn means(units: (usize, usize), cell: (usize, usize), raster: &Raster) -> Vec<f32> {
    let mut out = Vec::with_capacity(units.0 * units.1);
    // Down first, whole rows at a time; at most 32 rows of 255 fit sixteen bits.
    let mut sums = vec![0_u16; raster.stride];
    for rows in raster.samples.chunks_exact(raster.stride * cell.1).take(units.1) {
        sums.fill(0);
        for row in rows.chunks_exact(raster.stride) {
            for (sum, sample) in sums.iter_mut().zip(row) {
                *sum += u16::from(*sample);
            }
        }
        let cells = sums.chunks_exact(cell.0).take(units.0);
        let mean = |sums: &[u16]| {
            sums.iter().map(|sum| u32::from(*sum)).sum::<u32>() as f32 / (cell.0 * cell.1) as f32
        };
        out.extend(cells.map(mean));
    }
    out
}

fn shift_in(means: &[f32], width: usize) -> Option<usize> {
    if width < 20 || means.len() < 4 * width {
        return None;
    }
    let against: Vec<f32> = means.iter().zip(&means[width..]).map(|(above, here)| here - above).collect();
    // `against[i]` belongs to the unit i + width.
    let range = width / 2..against.len().saturating_sub(width + width / 2);
    let rows = (0..range.end).step_by(width);
    rows.flat_map(|row| row + width / 10 + 8..row + width - width / 10)
        .find(|t| range.contains(t) && begins(&against, *t, width))
        .map(|t| t + width)
}

fn begins(against: &[f32], t: usize, width: usize) -> bool {
    if (against[t] - against[t - 1]).abs() < LEAST {
        return false;
    }
    // Where fewer than five of nine are as large, the median is not either; most places end here.
    let large = |sign: f32| against[t..t + 9].iter().filter(|v| **v * sign >= LEAST).count();
    if large(1.0) < 5 && large(-1.0) < 5 {
        return false;
    }
    let shift = median(&against[t..t + 9]);
    let near = (shift.abs() / 3.0).max(2.0);
    let mostly = |range: std::ops::Range<usize>, value: f32| {
        let all = range.len();
        against[range].iter().filter(|v| (**v - value).abs() <= near).count() * 4 >= all * 3
    };
    shift.abs() >= LEAST
        && mostly(t - 8..t, 0.0)
        && mostly(t..t + width, shift)
        && mostly(t - width / 2..t, 0.0)
        && mostly(t + width..t + width + width / 2, 0.0)
}

fn median(values: &[f32]) -> f32 {
    let mut sorted = [0.0; 9];
    sorted.copy_from_slice(&values[..9]);
    sorted.sort_unstable_by(f32::total_cmp);
    sorted[4]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lasting_shift_is_found_and_edges_are_not() {
        let (width, height) = (40, 30);
        let plain: Vec<f32> = (0..width * height).map(|i| 100.0 + (i % 7) as f32 * 0.3).collect();
        assert_eq!(shift_in(&plain, width), None);
        let shifted: Vec<f32> =
            plain.iter().enumerate().map(|(i, v)| if i >= 415 { v + 9.0 } else { *v }).collect();
        assert_eq!(shift_in(&shifted, width), Some(415));
        // A horizon, a post and a block standing in the picture.
        for inside in [
            (|_, y| y > 12) as fn(usize, usize) -> bool,
            |x, _| x > 20,
            |x, y| x > 20 && y > 12,
            |x, y| (12..20).contains(&x) && (5..9).contains(&y),
        ] {
            let edged: Vec<f32> = plain
                .iter()
                .enumerate()
                .map(|(i, v)| if inside(i % width, i / width) { v + 60.0 } else { *v })
                .collect();
            assert_eq!(shift_in(&edged, width), None);
        }
    }
}

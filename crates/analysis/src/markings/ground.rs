//! The two planes in which markings are looked for: brightness, and whiteness (the least of red, green and blue, in which
//! paper stands out from skin and cloth).

use crate::plane::Plane;
use crate::planes::Planes;

/// Whiteness of every sample of a small picture.
pub(crate) fn whiteness(planes: &Planes) -> Option<Plane> {
    let [cb, cr] = planes.chroma.as_ref()?;
    let (width, height) = planes.size();
    let mut samples = Vec::with_capacity(width * height);
    for y in 0..height {
        let chroma_row = y * cb.height / height;
        let (blues, reds) = (cb.row(chroma_row), cr.row(chroma_row));
        for (x, luma) in planes.luma.row(y).iter().enumerate() {
            let place = x * cb.width / width;
            let (cb, cr) = (f32::from(blues[place]) - 128.0, f32::from(reds[place]) - 128.0);
            // JFIF: R = Y + 1.402 Cr, G = Y − 0.344 Cb − 0.714 Cr, B = Y + 1.772 Cb.
            let least = (1.402 * cr).min(-0.344 * cb - 0.714 * cr).min(1.772 * cb);
            samples.push((f32::from(*luma) + least).clamp(0.0, 255.0) as u8);
        }
    }
    Some(Plane { width, height, samples })
}

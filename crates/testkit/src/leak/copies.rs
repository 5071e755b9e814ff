//! Copies of a picture, as they pile up in a leak and on the web.

use super::LeakError;
use super::canvas::Canvas;
use super::chance::Chance;
use super::develop::{Picture, jpeg, with_jfif, with_segment};
use super::glyphs::Fonts;
use super::map::Map;
use super::truth::{Copied, Relation};

/// A picture to be copied: its pixels as stored, its JPEG stream without APPn, its EXIF, its path.
pub(crate) struct Source<'a> {
    pub(crate) pixels: &'a Picture,
    pub(crate) stream: &'a [u8],
    pub(crate) file: &'a [u8],
    pub(crate) orientation: u8,
    pub(crate) path: &'a str,
    /// EXIF with the orientation given, `None` where the source has no EXIF.
    pub(crate) segment: &'a dyn Fn(u8) -> Option<Vec<u8>>,
}

/// A copy: its bytes, its size and orientation, and how it was made.
pub(crate) struct Copy {
    pub(crate) bytes: Vec<u8>,
    pub(crate) size: (usize, usize),
    pub(crate) orientation: u8,
    pub(crate) keeps_exif: bool,
    pub(crate) how: Copied,
}

/// Makes a copy. A broken copy is made as an exact one and broken later.
pub(crate) fn copy(
    source: &Source<'_>,
    relation: Relation,
    chance: &mut Chance,
    fonts: &Fonts,
) -> Result<Copy, LeakError> {
    let mut how = Copied {
        of: source.path.to_owned(),
        relation,
        crop: None,
        quarter_turns: 0,
        mirrored: false,
        scale: 1.0,
        quality: None,
    };
    match relation {
        Relation::Exact | Relation::Damaged => return Ok(same(source, how)),
        Relation::ExifTurned => return Ok(exif_turned(source, how, chance)),
        _ => {}
    }
    let mut picture = source.pixels.upright(source.orientation);
    if matches!(relation, Relation::Cropped | Relation::Published) {
        picture = cropped(&picture, &mut how, chance);
    }
    if matches!(relation, Relation::Resized | Relation::Published) {
        let longest = picture.width.max(picture.height) as f32;
        let target = (longest * chance.between(0.4, 0.8)).min(1_600.0);
        let size = |side: usize| ((side as f32 * target / longest).round() as usize).max(1);
        picture = picture.resized(size(picture.width), size(picture.height));
        how.scale = target / longest;
    }
    if matches!(relation, Relation::Watermarked | Relation::Published) {
        watermark(&mut picture, chance, fonts);
    }
    if relation == Relation::Mirrored {
        picture = picture.mirrored();
        how.mirrored = true;
    }
    if relation == Relation::Turned || (relation == Relation::Mirrored && chance.happens(0.4)) {
        how.quarter_turns = chance.whole(1, 3) as u8;
        for _ in 0..how.quarter_turns {
            picture = picture.turned();
        }
    }
    let quality = chance.whole(58, 86) as u8;
    how.quality = Some(quality);
    let stream = jpeg(&picture, quality, true)?;
    // A picture viewer that turns or codes again keeps the EXIF (pixels upright now); the web throws it away.
    let keeps = matches!(relation, Relation::Reencoded | Relation::Turned) && chance.happens(0.5);
    let segment = if keeps { (source.segment)(1) } else { None };
    let keeps_exif = segment.is_some();
    let bytes = segment.map_or_else(|| with_jfif(&stream), |segment| with_segment(&stream, &segment));
    Ok(Copy { bytes, size: (picture.width, picture.height), orientation: 1, keeps_exif, how })
}

fn same(source: &Source<'_>, how: Copied) -> Copy {
    let keeps_exif = (source.segment)(source.orientation).is_some();
    let size = (source.pixels.width, source.pixels.height);
    Copy { bytes: source.file.to_vec(), size, orientation: source.orientation, keeps_exif, how }
}

/// The same picture data under another orientation.
fn exif_turned(source: &Source<'_>, mut how: Copied, chance: &mut Chance) -> Copy {
    const TURNS: [u8; 4] = [1, 6, 3, 8];
    let before = TURNS.iter().position(|turn| *turn == source.orientation).unwrap_or(0);
    how.quarter_turns = chance.whole(1, 3) as u8;
    let orientation = TURNS[(before + usize::from(how.quarter_turns)) % 4];
    let size = (source.pixels.width, source.pixels.height);
    let segment = (source.segment)(orientation).unwrap_or_else(|| bare_orientation(orientation));
    let bytes = with_segment(source.stream, &segment);
    Copy { bytes, size, orientation, keeps_exif: (source.segment)(1).is_some(), how }
}

fn bare_orientation(orientation: u8) -> Vec<u8> {
    let mut segment = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    segment.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    segment
}

/// Cuts a little off: of each side's length at most a tenth in all.
fn cropped(picture: &Picture, how: &mut Copied, chance: &mut Chance) -> Picture {
    let mut sides = || {
        let all = chance.between(0.02, 0.10);
        let first = if chance.happens(0.4) { chance.unit().round() } else { chance.unit() };
        (all * first, all * (1.0 - first))
    };
    let ((left, right), (top, bottom)) = (sides(), sides());
    let pixels = |part: f32, whole: usize| (part * whole as f32) as usize;
    let (from_x, from_y) = (pixels(left, picture.width), pixels(top, picture.height));
    let width = picture.width - from_x - pixels(right, picture.width);
    let height = picture.height - from_y - pixels(bottom, picture.height);
    how.crop = Some([left, top, right, bottom]);
    picture.cut(from_x, from_y, width, height)
}

/// Writes the name of a publisher that does not exist over a corner or the middle.
fn watermark(picture: &mut Picture, chance: &mut Chance, fonts: &Fonts) {
    let text = *chance.pick(&["EXAMPLE NEWS", "www.example.org", "موقع المثال", "SAMPLE"]);
    let (outline, length) = fonts.line(text, chance.below(8) as usize);
    let (width, height) = (picture.width as f32, picture.height as f32);
    let size = width * chance.between(0.18, 0.38) / length.max(0.1);
    let (x, y) = match chance.below(3) {
        0 => (width * 0.03, height - size * 0.5),
        1 => (width * 0.97 - length * size, height - size * 0.5),
        _ => ((width - length * size) / 2.0, height * chance.between(0.3, 0.7)),
    };
    let map = Map::scale(size, size).then(Map::shift(x, y));
    let path: Vec<Vec<(f32, f32)>> =
        outline.iter().map(|contour| contour.iter().map(|&point| map.apply(point)).collect()).collect();
    let mut mask = Canvas::new(picture.width, picture.height);
    mask.fill(&path, [1.0; 3], chance.between(0.35, 0.7));
    for (y, row) in picture.rgb.chunks_exact_mut(picture.width * 3).enumerate() {
        for (pixel, cover) in row.chunks_exact_mut(3).zip(mask.channels(y)[0]) {
            for channel in pixel {
                *channel += ((255 - *channel) as f32 * cover) as u8;
            }
        }
    }
}

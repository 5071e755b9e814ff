//! Copies against the truth, and their cost against one PDQ pass over the previews.

use std::collections::BTreeMap;

use amana_analysis::{Limits, Seen, observe};
use amana_linkage::copies::{CopyGroup, Picture, group};
use amana_model::{Condition, Digest};

use crate::{Content, cpu, wall};

pub(crate) fn measure(contents: &[Content<'_>]) {
    let (mut pictures, mut signatures, mut previews, mut shown) = (vec![], vec![], vec![], vec![]);
    for content in contents {
        let seen = observe(Digest([0; 32]), &content.bytes, b"a.jpg", &Limits::default(), &|| false);
        let (Some(picture), Some(signature)) =
            (picture(&seen, pictures.len() as u32), seen.observation.signature)
        else {
            continue;
        };
        pictures.push(picture);
        signatures.push(signature);
        previews.extend(seen.view.map(|(jpeg, _)| jpeg));
        shown.push(content.file);
    }
    println!("pdq-pass-wall {:.3}", wall(|| previews.iter().for_each(|jpeg| pdq_pass(jpeg))).0);
    let (cpu, groups) = cpu(|| group(&pictures, &signatures));
    println!("copies-cpu {cpu:.3}");
    let picture_of = |place: u32| shown[place as usize].shown.as_ref().unwrap().picture.as_str();
    let damaged = |place: u32| shown[place as usize].damage.is_some();
    judge(&groups, pictures.len() as u32, &picture_of, &damaged);
}

fn picture(seen: &Seen, id: u32) -> Option<Picture> {
    let seen = &seen.observation;
    let (width, height) = (seen.width?, seen.height?);
    let turned = seen.orientation.unwrap_or(1) >= 5;
    let (width, height) = if turned { (height, width) } else { (width, height) };
    Some(Picture {
        id,
        hashes: seen.pdq?,
        width,
        height,
        bytes: seen.bytes,
        damaged: seen.condition != Condition::Ready,
        has_exif: !seen.exif.is_empty(),
        taken_at: seen.taken_at.clone(),
    })
}

/// What a tool does that hashes previews: decode one, reduce its luma, hash it.
fn pdq_pass(preview: &[u8]) {
    let mut decoder = jpeg_decoder::Decoder::new(preview);
    let Ok(pixels) = decoder.decode() else { return };
    let Some(info) = decoder.info() else { return };
    let channels = info.pixel_format.pixel_bytes();
    let luma: Vec<u8> = pixels
        .chunks_exact(channels)
        .map(|pixel| match pixel {
            [r, g, b] => ((299 * u32::from(*r) + 587 * u32::from(*g) + 114 * u32::from(*b)) / 1000) as u8,
            _ => pixel[0],
        })
        .collect();
    let _ = std::hint::black_box(amana_analysis::pdq::hash(&luma, info.width.into(), info.height.into()));
}

/// Prints recall over pairs of whole files and over those with a damaged one, and precision over all.
fn judge<'t>(
    groups: &[CopyGroup],
    count: u32,
    picture: &dyn Fn(u32) -> &'t str,
    damaged: &dyn Fn(u32) -> bool,
) {
    let mut group_of = vec![None; count as usize];
    let (mut right, mut wrong) = (0_u64, 0_u64);
    for (number, group) in groups.iter().enumerate() {
        for (at, one) in group.members.iter().enumerate() {
            group_of[one.id as usize] = Some(number);
            for other in &group.members[at + 1..] {
                let same = picture(one.id) == picture(other.id);
                (right, wrong) = (right + u64::from(same), wrong + u64::from(!same));
            }
        }
    }
    let mut together: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for place in 0..count {
        together.entry(picture(place)).or_default().push(place);
    }
    // All pairs and those found: of whole files, of files of which one is damaged.
    let mut pairs = [(0_u64, 0_u64); 2];
    for places in together.values() {
        for (at, one) in places.iter().enumerate() {
            for other in &places[at + 1..] {
                let pair = &mut pairs[usize::from(damaged(*one) || damaged(*other))];
                let found =
                    group_of[*one as usize].is_some() && group_of[*one as usize] == group_of[*other as usize];
                *pair = (pair.0 + 1, pair.1 + u64::from(found));
            }
        }
    }
    println!("whole-pairs {}\nwhole-found {}", pairs[0].0, pairs[0].1);
    println!("damaged-pairs {}\ndamaged-found {}", pairs[1].0, pairs[1].1);
    println!("right-pairs {right}\nwrong-pairs {wrong}");
}

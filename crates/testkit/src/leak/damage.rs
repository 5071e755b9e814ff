//! Ways in which files get broken on old disks and interrupted copies.

use super::chance::Chance;
use super::truth::Damage;

/// A broken file.
pub(crate) struct Broken {
    pub(crate) bytes: Vec<u8>,
    /// Bytes from the start that are still right.
    pub(crate) intact: u64,
    pub(crate) note: String,
}

/// Breaks a JPEG file.
pub(crate) fn broken(whole: &[u8], damage: Damage, chance: &mut Chance) -> Broken {
    let start = scan_start(whole);
    let scan = whole.len() - start;
    let at = |part: f32| start + (scan as f32 * part) as usize;
    match damage {
        Damage::Truncated => {
            let end = at(chance.between(0.15, 0.9));
            told(whole[..end].to_vec(), end, format!("cut off after {end} of {} bytes", whole.len()))
        }
        Damage::HeaderOnly => told(whole[..start].to_vec(), start, "nothing after the header".to_owned()),
        Damage::ZeroTail => {
            let end = at(chance.between(0.15, 0.85));
            let mut bytes = whole[..end].to_vec();
            bytes.resize(whole.len(), 0);
            told(bytes, end, format!("zeros from byte {end} to the end"))
        }
        Damage::ZeroBlock => {
            let from = at(chance.between(0.15, 0.6));
            let to = (from + 4096.max(scan / 12)).min(whole.len() - 2);
            let mut bytes = whole.to_vec();
            bytes[from..to].fill(0);
            told(bytes, from, format!("zeros from byte {from} to {to}"))
        }
        Damage::BitFlipped => flipped(whole, start, chance),
    }
}

fn told(bytes: Vec<u8>, intact: usize, note: String) -> Broken {
    Broken { bytes, intact: intact as u64, note }
}

/// Flips single bits in the picture data, never making or breaking a marker, so that only the picture suffers.
fn flipped(whole: &[u8], start: usize, chance: &mut Chance) -> Broken {
    let mut bytes = whole.to_vec();
    let mut places = Vec::new();
    let wanted = chance.whole(6, 14) as usize;
    for _ in 0..10_000 {
        let place = start + chance.below((whole.len() - start - 2) as u32) as usize;
        let flipped = bytes[place] ^ (1 << chance.below(8));
        let near = &bytes[place - 1..place + 2];
        if near.contains(&0xff) || flipped == 0xff || places.contains(&place) {
            continue;
        }
        bytes[place] = flipped;
        places.push(place);
        if places.len() == wanted {
            break;
        }
    }
    places.sort_unstable();
    let first = places.first().copied().unwrap_or(start);
    told(bytes, first, format!("one bit flipped at each of the bytes {places:?}"))
}

/// The first byte of entropy-coded data: after the header of the first scan (ITU-T T.81, B.2.3).
fn scan_start(whole: &[u8]) -> usize {
    let mut place = 2;
    while place + 4 <= whole.len() {
        let next = place + 2 + usize::from(u16::from_be_bytes([whole[place + 2], whole[place + 3]]));
        if whole[place + 1] == 0xda {
            return next.min(whole.len());
        }
        place = next;
    }
    whole.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leak::develop::{Picture, jpeg};

    #[test]
    fn every_way_breaks_the_file_where_it_says() {
        let rgb = (0..96 * 96 * 3u32).map(|value| (value.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let whole = jpeg(&Picture { width: 96, height: 96, rgb }, 90, true).unwrap();
        let mut chance = Chance::new(2);
        for damage in crate::leak::plan::DAMAGES {
            let broken = broken(&whole, damage, &mut chance);
            let intact = broken.intact as usize;
            assert_ne!(broken.bytes, whole, "{damage:?}");
            assert_eq!(broken.bytes[..intact], whole[..intact], "{damage:?}");
            assert!(intact >= scan_start(&whole), "{damage:?} spares the header");
        }
    }
}

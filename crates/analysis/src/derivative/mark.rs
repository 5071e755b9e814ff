//! The identifier of a publication, hidden in the pixels: so that a picture found elsewhere leads back to what was published.
//!
//! 64 bits (40 of the identifier, 24 of its SHA-256) are laid over the squares of 8 × 8 pixels of the luma, bit `8·(row mod 8) + column mod 8` in
//! each square, as the sign of a mean of five low coefficients of the cosine transform, each with a sign of its own. Only as much is added as
//! the mean lacks (informed embedding: Chen and Wornell 2001, here in its simplest form). It survives being encoded again as a JPEG, and
//! cuts; it does not survive another size, a turn, or somebody who wants it gone. It proves nothing: everybody can write one.

use amana_model::{Format, PublicationId};
use sha2::{Digest as _, Sha256};

use super::DerivativeError;
use crate::Limits;
use crate::decode::{self, Want};
use crate::plane::Plane;
use crate::planes::Planes;

/// The side of a square.
const SIDE: usize = 8;
/// Squares on a side until the bits begin again.
const REPEAT: usize = 8;
/// Across and down frequency of the coefficients that carry a bit: those that JPEG keeps best, without the very lowest.
const CARRIERS: [(usize, usize); 5] = [(0, 2), (1, 1), (2, 0), (1, 2), (2, 1)];
/// The means that are tried, weakest first: one that comes back from [`ROUGH`] is strong enough.
const STRENGTHS: [f32; 4] = [6.0, 9.0, 13.0, 18.0];
/// JPEG quality that a mark must survive before the picture leaves.
const ROUGH: u8 = 60;
/// How many of the least sure bits are tried the other way.
const DOUBTS: usize = 5;
/// The largest picture that is looked through, in pixels.
const LIMITS: Limits =
    Limits { pixels: 16_000_000, memory: 256 << 20, time: std::time::Duration::from_secs(20) };

/// Encodes a picture with an identifier in it that comes back out of the result, and out of a rougher copy of it.
pub(super) fn encoded_with(
    planes: Planes,
    publication: &PublicationId,
    quality: u8,
) -> Result<Vec<u8>, DerivativeError> {
    let bits = bits(publication);
    for strength in STRENGTHS {
        let marked = Planes { luma: marked(&planes.luma, bits, strength), chroma: planes.chroma.clone() };
        let Some(jpeg) = marked.encoded(quality) else { break };
        let rough = decoded(&jpeg).and_then(|planes| planes.encoded(ROUGH));
        let found = |jpeg: &[u8]| decoded(jpeg).and_then(|planes| read(&planes.luma, [0, 0]));
        if found(&jpeg) == Some(*publication) && rough.and_then(|rough| found(&rough)) == Some(*publication) {
            return Ok(jpeg);
        }
    }
    Err(DerivativeError::NoRoomForMark)
}

/// The identifier hidden in a picture that is or was a derivative, whole or cut; `None` where none is found.
pub fn mark_of(picture: &[u8]) -> Option<PublicationId> {
    let format = crate::format_of(picture);
    if !format.is_picture() {
        return None;
    }
    let planes = decode::decode(format, picture, Want::Full, &LIMITS, &|| false).ok()?.planes;
    // The whole picture first; a cut one begins anywhere in a square.
    let places = (0..SIDE * SIDE).map(|at| [at % SIDE, at / SIDE]);
    places.into_iter().find_map(|place| read(&planes.luma, place))
}

fn decoded(jpeg: &[u8]) -> Option<Planes> {
    Some(decode::decode(Format::Jpeg, jpeg, Want::Full, &LIMITS, &|| false).ok()?.planes)
}

/// The bits of an identifier, the first the highest.
fn bits(publication: &PublicationId) -> u64 {
    let bytes = publication.bytes();
    let sum = Sha256::digest([b"amana mark 1 ".as_slice(), &bytes].concat());
    bytes.iter().chain(&sum[..3]).fold(0, |bits, byte| bits << 8 | u64::from(*byte))
}

/// The identifier of bits that add up.
fn identifier(bits_read: u64) -> Option<PublicationId> {
    let [a, b, c, d, e, ..] = bits_read.to_be_bytes();
    let publication = PublicationId::of([a, b, c, d, e]);
    (bits(&publication) == bits_read).then_some(publication)
}

/// The sign of a coefficient at a place of the repeating pattern: without it, faces would lean to one side.
fn sign(place: usize, carrier: usize) -> f32 {
    // Drawn once; as many of one sign as of the other, nearly.
    const SIGNS: [u64; CARRIERS.len()] = [
        0x9d6e_a3c1_5b27_f084,
        0x3a95_0fe6_c87d_2b41,
        0xe25c_7b90_146f_d3a8,
        0x57b1_c82e_f39a_0d64,
        0x8c43_d61f_a0e5_972b,
    ];
    if SIGNS[carrier] >> place & 1 == 1 { 1.0 } else { -1.0 }
}

/// The basis of a coefficient over a square, orthonormal.
fn basis((across, down): (usize, usize)) -> [f32; SIDE * SIDE] {
    let along = |frequency: usize, at: usize| {
        let scale = if frequency == 0 { (1.0 / SIDE as f32).sqrt() } else { (2.0 / SIDE as f32).sqrt() };
        let angle = (2 * at + 1) as f32 * frequency as f32 * std::f32::consts::PI / (2 * SIDE) as f32;
        scale * angle.cos()
    };
    // Rounded, so that the last bit of a cosine, which differs between machines, is in no result.
    std::array::from_fn(|i| (along(across, i % SIDE) * along(down, i / SIDE) * 65_536.0).round() / 65_536.0)
}

/// The coefficients that carry bits, added up over the squares at each place of the pattern, and how many squares these are.
struct Sums {
    sums: [[f32; CARRIERS.len()]; 64],
    squares: [u32; 64],
}

/// The squares of a plane from a place on, row by row: the place of each in the pattern, and where its first sample is.
fn squares(plane: &Plane, [left, top]: [usize; 2]) -> impl Iterator<Item = (usize, usize)> + use<> {
    let (width, height) = (plane.width, plane.height);
    let (across, down) = (width.saturating_sub(left) / SIDE, height.saturating_sub(top) / SIDE);
    (0..down).flat_map(move |row| {
        (0..across).map(move |column| {
            let place = row % REPEAT * REPEAT + column % REPEAT;
            (place, (top + row * SIDE) * width + left + column * SIDE)
        })
    })
}

impl Sums {
    fn of(plane: &Plane, start: [usize; 2]) -> Self {
        let bases = CARRIERS.map(basis);
        let mut all = Self { sums: [[0.0; CARRIERS.len()]; 64], squares: [0; 64] };
        for (place, first) in squares(plane, start) {
            for y in 0..SIDE {
                let row = &plane.samples[first + y * plane.width..][..SIDE];
                for (sum, basis) in all.sums[place].iter_mut().zip(&bases) {
                    *sum += row
                        .iter()
                        .zip(&basis[y * SIDE..])
                        .map(|(sample, b)| f32::from(*sample) * b)
                        .sum::<f32>();
                }
            }
            all.squares[place] += 1;
        }
        all
    }

    /// The mean of each bit's coefficients, signs taken off, if the first square here is the pattern's place `first`.
    fn means(&self, first: usize) -> [f32; 64] {
        let mut means = [0.0; 64];
        for (here, sums) in self.sums.iter().enumerate() {
            let (row, column) = ((here / REPEAT + first / REPEAT) % REPEAT, (here + first) % REPEAT);
            let place = row * REPEAT + column;
            let sum: f32 = sums.iter().enumerate().map(|(carrier, sum)| sum * sign(place, carrier)).sum();
            means[place] = sum / (self.squares[here].max(1) as usize * CARRIERS.len()) as f32;
        }
        means
    }
}

/// The luma with bits laid over it: each mean brought to `strength` on its bit's side, where it is not beyond that.
fn marked(plane: &Plane, bits: u64, strength: f32) -> Plane {
    let bases = CARRIERS.map(basis);
    let means = Sums::of(plane, [0, 0]).means(0);
    let lacks: [f32; 64] = std::array::from_fn(|place| {
        let side = if bits >> (63 - place) & 1 == 1 { 1.0 } else { -1.0 };
        side * (strength - side * means[place]).max(0.0)
    });
    let mut out = plane.clone();
    for (place, first) in squares(plane, [0, 0]) {
        for (y, x) in (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (y, x))) {
            let carried = bases.iter().enumerate();
            let added: f32 = carried
                .map(|(carrier, basis)| basis[y * SIDE + x] * sign(place, carrier) * lacks[place])
                .sum();
            let sample = &mut out.samples[first + y * plane.width + x];
            *sample = (f32::from(*sample) + added).round().clamp(0.0, 255.0) as u8;
        }
    }
    out
}

/// Reads the identifier out of a luma whose squares begin at `start`.
fn read(plane: &Plane, start: [usize; 2]) -> Option<PublicationId> {
    let room = |side: usize, from: usize| side.saturating_sub(from) / SIDE >= REPEAT;
    if !room(plane.width, start[0]) || !room(plane.height, start[1]) {
        return None;
    }
    let sums = Sums::of(plane, start);
    // A cut picture may begin anywhere in the pattern.
    doubted(&sums.means(0)).or_else(|| (1..64).find_map(|first| identifier(hard(&sums.means(first)))))
}

fn hard(means: &[f32; 64]) -> u64 {
    means.iter().fold(0, |bits, mean| bits << 1 | u64::from(*mean > 0.0))
}

/// The identifier of these means, the least sure bits tried both ways.
fn doubted(means: &[f32; 64]) -> Option<PublicationId> {
    let mut order: Vec<usize> = (0..64).collect();
    order.sort_by(|a, b| means[*a].abs().total_cmp(&means[*b].abs()));
    let bits = hard(means);
    (0..1_u32 << DOUBTS).find_map(|tried| {
        let flipped = (0..DOUBTS).filter(|doubt| tried >> doubt & 1 == 1);
        identifier(flipped.fold(bits, |bits, doubt| bits ^ 1 << (63 - order[doubt])))
    })
}

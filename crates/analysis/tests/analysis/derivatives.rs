//! Derivatives: what is hidden is in no byte, whatever way round the original is kept; the same recipe gives the same bytes.

use amana_analysis::derivative::{DerivativeError, make, mark_of};
use amana_analysis::{Limits, Picture};
use amana_model::{Cover, Covered, Digest, FacePlace, PublicationId, Recipe, RecipeFault, Region};
use proptest::prelude::*;

use super::support::{Chance, Kind, PLAIN, difference, grey, jpeg_of, pixels};

const WIDTH: usize = 640;
const HEIGHT: usize = 480;
/// What the original's metadata tell, and nobody shall read.
const SECRET: &str = "Branch-Secret-Depositor";

fn region(left: u32, top: u32, width: u32, height: u32) -> Region {
    Region { left, top, width, height }
}

fn recipe() -> Recipe {
    let face = FacePlace::drawn(&region(240, 120, 150, 190));
    let size = (WIDTH as u32, HEIGHT as u32);
    Recipe::of_face(Digest([7; 32]), size, face, "5d41402abc4b2a76b9719d911017c592".into())
}

fn made(original: &[u8], recipe: &Recipe) -> Vec<u8> {
    make(original, recipe, &Limits::default()).unwrap()
}

/// The pixels as they are stored so that an orientation shows them upright.
fn stored(upright: &[u8], orientation: u8) -> (Vec<u8>, usize, usize) {
    let (width, height) = if orientation > 4 { (HEIGHT, WIDTH) } else { (WIDTH, HEIGHT) };
    let mut out = vec![0; upright.len()];
    for y in 0..height {
        for x in 0..width {
            // Where the sample stored at (x, y) is shown (Exif 2.32, tag 0x0112).
            let (sx, sy) = match orientation {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (height - 1 - y, x),
                7 => (height - 1 - y, width - 1 - x),
                8 => (y, width - 1 - x),
                _ => (x, y),
            };
            let (to, from) = ((y * width + x) * 3, (sy * WIDTH + sx) * 3);
            out[to..to + 3].copy_from_slice(&upright[from..from + 3]);
        }
    }
    (out, width, height)
}

/// A JPEG with an orientation, a description, a comment, an XMP packet, a colour profile and a thumbnail.
fn original(upright: &[u8], orientation: u8, kind: Kind) -> Vec<u8> {
    let (pixels, width, height) = stored(upright, orientation);
    let jpeg = jpeg_of(&pixels, width, height, kind);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    let text = format!("{SECRET}\0");
    exif.extend([0x01, 0x0e, 0, 2]);
    exif.extend((text.len() as u32).to_be_bytes());
    exif.extend(38_u32.to_be_bytes());
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(text.as_bytes());
    let thumbnail = jpeg_of(&upright[..WIDTH * 3 * 16], WIDTH, 16, PLAIN);
    exif.extend(thumbnail);
    let packets = [
        (0xe1, exif),
        (0xe1, format!("http://ns.adobe.com/xap/1.0/\0<x>{SECRET}</x>").into_bytes()),
        (0xe2, format!("ICC_PROFILE\0\x01\x01{SECRET}").into_bytes()),
        (0xfe, SECRET.as_bytes().to_vec()),
    ];
    let mut out = jpeg[..2].to_vec();
    for (marker, bytes) in packets {
        out.extend([0xff, marker]);
        out.extend((bytes.len() as u16 + 2).to_be_bytes());
        out.extend(bytes);
    }
    out.extend(&jpeg[2..]);
    out.extend(SECRET.as_bytes());
    out
}

/// The markers of a JPEG in order; panics on anything after its end.
fn markers(jpeg: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (2, vec![jpeg[1]]);
    loop {
        assert_eq!(jpeg[at], 0xff);
        let marker = jpeg[at + 1];
        found.push(marker);
        at += 2 + usize::from(jpeg[at + 2]) * 256 + usize::from(jpeg[at + 3]);
        if marker == 0xda {
            break;
        }
    }
    let rest = &jpeg[at..];
    let ends: Vec<usize> =
        rest.windows(2).enumerate().filter(|(_, w)| w[0] == 0xff && w[1] != 0).map(|(at, _)| at).collect();
    assert_eq!(ends, [rest.len() - 2], "one marker after the scan, and it ends the file");
    found.push(rest[rest.len() - 1]);
    found
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Other pixels inside a region.
fn scribbled(upright: &[u8], region: &Region, seed: u64) -> Vec<u8> {
    let (mut out, mut chance) = (upright.to_vec(), Chance(seed | 1));
    for y in region.top..region.top + region.height {
        for x in region.left..region.left + region.width {
            let at = (y as usize * WIDTH + x as usize) * 3;
            let value = if (x / 3 + y / 5).is_multiple_of(2) { 255 } else { chance.below(256) as u8 };
            out[at..at + 3].copy_from_slice(&[value, 255 - value, value / 2]);
        }
    }
    out
}

/// The promise itself: two originals that differ only in what is covered give the same bytes.
#[test]
fn what_is_covered_is_in_no_byte_whatever_the_orientation() {
    let upright = pixels(5, WIDTH, HEIGHT);
    let hidden = region(263, 225, 61, 47);
    for (orientation, grey) in (1..=8).flat_map(|orientation| [(orientation, true), (orientation, false)]) {
        for kind in [PLAIN, Kind { halved: false, ..PLAIN }, Kind { progressive: true, quality: 60, ..PLAIN }]
        {
            let mut recipe = recipe();
            recipe.grey = grey;
            let open = made(&original(&upright, orientation, kind), &recipe);
            recipe.covers = vec![Cover::rectangle(Covered::Wound, &hidden)];
            let covered = made(&original(&upright, orientation, kind), &recipe);
            assert_ne!(open, covered);
            for seed in [3, 99] {
                let other = original(&scribbled(&upright, &hidden, seed), orientation, kind);
                assert!(made(&other, &recipe) == covered, "orientation {orientation}, {kind:?}");
                recipe.covers.clear();
                assert_ne!(made(&other, &recipe), open, "without the cover it shows");
                recipe.covers = vec![Cover::rectangle(Covered::Wound, &hidden)];
            }
        }
    }
}

/// What lies outside what is cut is in no byte either.
#[test]
fn what_is_cut_away_is_in_no_byte() {
    let upright = pixels(6, WIDTH, HEIGHT);
    let recipe = recipe();
    let [left, top, right, bottom] = {
        let cut = recipe.cut();
        [cut[0][0] as u32 - 16, cut[0][1] as u32 - 16, cut[2][0] as u32 + 16, cut[2][1] as u32 + 16]
    };
    let mut changed = upright.clone();
    for (x, y) in (0..HEIGHT as u32).flat_map(|y| (0..WIDTH as u32).map(move |x| (x, y))) {
        if x < left || x >= right || y < top || y >= bottom {
            changed[(y as usize * WIDTH + x as usize) * 3..][..3].copy_from_slice(&[255, 0, 0]);
        }
    }
    for orientation in 1..=8 {
        let (one, other) = (original(&upright, orientation, PLAIN), original(&changed, orientation, PLAIN));
        assert!(made(&one, &recipe) == made(&other, &recipe), "orientation {orientation}");
    }
}

#[test]
fn no_metadata_no_text_and_nothing_after_the_end() {
    let upright = pixels(5, WIDTH, HEIGHT);
    let mut recipe = recipe();
    recipe.line = Some("7K2Q-9F3M  the archive".into());
    recipe.mark = Some(PublicationId::of([1, 2, 3, 4, 5]));
    for orientation in 1..=8 {
        let original = original(&upright, orientation, PLAIN);
        assert!(holds(&original, SECRET));
        let made = made(&original, &recipe);
        let allowed = [0xd8, 0xe0, 0xdb, 0xc0, 0xc4, 0xda, 0xd9];
        assert!(markers(&made).iter().all(|marker| allowed.contains(marker)), "{:x?}", markers(&made));
        for text in [SECRET, "Exif", "ICC", "http", "7K2Q", "amana"] {
            assert!(!holds(&made, text), "{text}");
        }
    }
}

#[test]
fn every_orientation_shows_the_same_face() {
    let upright = pixels(8, WIDTH, HEIGHT);
    let mut recipe = recipe();
    recipe.turn = 1_234;
    let first = grey(&made(&original(&upright, 1, PLAIN), &recipe));
    for orientation in 2..=8 {
        let other = grey(&made(&original(&upright, orientation, PLAIN), &recipe));
        let apart = difference(&first, &other);
        assert!(apart < 3.0, "{orientation}: {apart}");
    }
}

#[test]
fn a_face_is_set_upright() {
    // White above the middle line of the face, black below, turned by 30° clockwise.
    let (sin, cos) = 30_f64.to_radians().sin_cos();
    let middle = [315.0, 215.0];
    let mut upright = vec![0; WIDTH * HEIGHT * 3];
    for (i, pixel) in upright.chunks_exact_mut(3).enumerate() {
        let (x, y) = ((i % WIDTH) as f64 - middle[0], (i / WIDTH) as f64 - middle[1]);
        pixel.fill(if -x * sin + y * cos < 0.0 { 250 } else { 5 });
    }
    let mut recipe = recipe();
    recipe.turn = 3_000;
    let picture = grey(&made(&original(&upright, 1, PLAIN), &recipe));
    let (width, height) = picture.dimensions();
    for x in [5, width / 2, width - 5] {
        assert!(
            picture.get_pixel(x, height / 2 - 12).0[0] > 200
                && picture.get_pixel(x, height / 2 + 12).0[0] < 60
        );
    }
}

#[test]
fn the_same_recipe_gives_the_same_bytes_and_they_are_golden() {
    use sha2::Digest as _;
    let original = original(&pixels(5, WIDTH, HEIGHT), 6, PLAIN);
    let mut recipe = recipe();
    recipe.turn = -777;
    recipe.line = Some("7K2Q-9F3M  the archive".into());
    recipe.mark = Some(PublicationId::of([1, 2, 3, 4, 5]));
    let corners = vec![[0, 480], [0, 321], [640, 321], [640, 480]];
    recipe.covers = vec![Cover { what: Covered::Body, corners }];
    let first = made(&original, &recipe);
    assert_eq!(first, made(&original, &recipe));
    // If this changes, what was published can no longer be repeated: raise the making instead.
    let digest = data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(&first));
    assert_eq!(digest, "c84be060df2bce51bebcd0031c47a89a3d363a4398b0444c5069ae80ebf1c483");
}

#[test]
fn the_hidden_identifier_survives_another_encoding_and_a_cut() {
    let publication = PublicationId::of([0x39, 0xc5, 0x74, 0xbc, 0x74]);
    for (seed, grey_only) in [(1, true), (2, false), (3, true)] {
        let mut recipe = recipe();
        (recipe.grey, recipe.mark) = (grey_only, Some(publication));
        let original = original(&pixels(seed, WIDTH, HEIGHT), 1, PLAIN);
        let marked = made(&original, &recipe);
        assert_eq!(mark_of(&marked), Some(publication));
        let picture = grey(&marked);
        let (width, height) = picture.dimensions();
        let again = |picture: &image::GrayImage, quality| {
            let mut out = Vec::new();
            let (width, height) = (picture.width() as u16, picture.height() as u16);
            jpeg_encoder::Encoder::new(&mut out, quality)
                .encode(picture.as_raw(), width, height, jpeg_encoder::ColorType::Luma)
                .unwrap();
            out
        };
        for quality in [90, 75, 60] {
            assert_eq!(
                mark_of(&again(&picture, quality)),
                Some(publication),
                "quality {quality}, seed {seed}"
            );
        }
        let cut = image::imageops::crop_imm(&picture, 21, 37, width - 40, height - 60).to_image();
        assert_eq!(mark_of(&again(&cut, 85)), Some(publication), "cut, seed {seed}");
        recipe.mark = None;
        assert_eq!(mark_of(&made(&original, &recipe)), None);
        // Nobody sees it.
        let apart = difference(&grey(&made(&original, &recipe)), &picture);
        assert!(apart < 4.0, "{apart}");
    }
    assert_eq!(mark_of(b"not a picture"), None);
}

#[test]
fn the_line_is_drawn_or_refused() {
    let original = original(&pixels(5, WIDTH, HEIGHT), 1, PLAIN);
    let mut recipe = recipe();
    let bare = grey(&made(&original, &recipe));
    recipe.line = Some("7K2Q-9F3M  an archive of the missing".into());
    let lined = grey(&made(&original, &recipe));
    assert!(lined.width() == bare.width() && lined.height() >= bare.height() + 20);
    let strip = image::imageops::crop_imm(
        &lined,
        0,
        bare.height() + 2,
        bare.width(),
        lined.height() - bare.height() - 2,
    );
    let dark = strip.to_image().pixels().filter(|p| p.0[0] < 90).count();
    assert!(dark > 200, "{dark}");
    recipe.longest = 64;
    assert_eq!(make(&original, &recipe, &Limits::default()), Err(DerivativeError::LineTooLong));
}

#[test]
fn a_face_at_the_edge_is_filled_with_grey_and_hostile_recipes_are_refused() {
    let original = original(&pixels(5, WIDTH, HEIGHT), 1, PLAIN);
    let mut recipe = recipe();
    recipe.face = FacePlace::drawn(&region(0, 0, 60, 70));
    let picture = grey(&made(&original, &recipe));
    assert!(picture.get_pixel(0, 0).0[0].abs_diff(128) < 4);
    for size in [(480, 640), (641, 480), (1, 1)] {
        let other = Recipe { size, ..recipe.clone() };
        let refused = make(&original, &other, &Limits::default());
        assert!(matches!(refused, Err(DerivativeError::OtherSize(640, 480) | DerivativeError::Recipe(_))));
    }
    let other = Recipe { making: 9, ..recipe.clone() };
    assert_eq!(make(&original, &other, &Limits::default()), Err(RecipeFault::Making.into()));
    assert!(matches!(make(b"%PDF-1.4", &recipe, &Limits::default()), Err(DerivativeError::Picture(_))));
    let few = Limits { pixels: 1000, ..Limits::default() };
    assert!(matches!(make(&original, &recipe, &few), Err(DerivativeError::Picture(_))));
    assert!(Picture::open(&original, &Limits::default(), &|| false).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// Whatever a recipe says, what it covers is in no byte, and what comes out is a JPEG of the size it says.
    #[test]
    fn any_recipe_hides_what_it_covers(
        turn in -18_000..18_000_i32, margin in 0_u16..120, longest in 64_u16..300, quality in 30_u8..95, grey_only: bool,
        (left, top, width, height) in (0_u32..600, 0_u32..440, 4_u32..40, 4_u32..40), orientation in 1_u8..=8,
    ) {
        let upright = pixels(9, WIDTH, HEIGHT);
        let hidden = region(left, top, width, height);
        let mut recipe = recipe();
        recipe.covers = vec![Cover::rectangle(Covered::Bystander, &hidden)];
        (recipe.turn, recipe.margin, recipe.longest) = (turn, margin, longest);
        (recipe.quality, recipe.grey) = (quality, grey_only);
        let one = made(&original(&upright, orientation, PLAIN), &recipe);
        let other = made(&original(&scribbled(&upright, &hidden, 5), orientation, PLAIN), &recipe);
        prop_assert!(one == other);
        prop_assert_eq!(grey(&one).dimensions(), recipe.made());
    }
}

//! A small sound JPEG is its own view preview: the same pixels, none of its metadata.

use crate::support::{Kind, PLAIN, entropy_start, grey, jpeg, look};

/// Puts a segment behind the start marker.
fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length[..], content, &jpeg[2..]].concat()
}

fn view(bytes: &[u8]) -> Vec<u8> {
    look(bytes, "a.jpg").view.unwrap().0
}

/// Whether the scan's coded data stands in another file, bit for bit.
fn has_the_scan_of(view: &[u8], original: &[u8]) -> bool {
    let scan = &original[entropy_start(original)..original.len() - 2];
    view.windows(scan.len()).any(|stretch| stretch == scan)
}

#[test]
fn the_pixels_stay_and_the_metadata_goes() {
    for kind in [PLAIN, Kind { restart: 5, ..PLAIN }, Kind { halved: false, quality: 60, ..PLAIN }] {
        let plain = jpeg(11, 333, 250, kind);
        let told = with_segment(&plain, 0xfe, b"a secret in a comment");
        let told = with_segment(&told, 0xe1, b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0 a secret in EXIF");
        let told = [&told[..], b"a secret behind the end"].concat();
        let view = view(&told);
        assert!(has_the_scan_of(&view, &plain), "{kind:?}");
        assert!(grey(&view) == grey(&plain), "{kind:?}");
        assert!(!view.windows(6).any(|stretch| stretch == b"secret"), "{kind:?}");
        assert!(view.windows(2).all(|m| m[0] != 0xff || !matches!(m[1], 0xe0..=0xed | 0xef | 0xfe)));
        assert_eq!(look(&view, "a.jpg").observation.damage, []);
    }
}

#[test]
fn a_marker_that_decides_about_colours_stays() {
    let jfif = jpeg(12, 200, 150, PLAIN);
    let bare = [&jfif[..2], &jfif[20..]].concat();
    assert_eq!(&jfif[2..4], [0xff, 0xe0], "JFIF stands first and is 18 bytes long");
    // Transform 0: the three components are red, green and blue; where JFIF stands too, it decides.
    let adobe = b"Adobe\0\x64\0\0\0\0\x00";
    let rgb = with_segment(&bare, 0xee, adobe);
    assert!(grey(&rgb) != grey(&bare), "the marker changes what is seen");
    for plain in [rgb, with_segment(&jfif, 0xee, adobe), bare] {
        let view = view(&plain);
        assert!(has_the_scan_of(&view, &plain));
        assert!(grey(&view) == grey(&plain));
    }
}

#[test]
fn anything_else_is_encoded_again() {
    let plain = jpeg(13, 320, 240, PLAIN);
    let turned = with_segment(
        &plain,
        0xe1,
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
    );
    let start = entropy_start(&plain);
    let cut = plain[..start + (plain.len() - start) / 2].to_vec();
    let large = jpeg(13, 1100, 80, PLAIN);
    let generous = jpeg(13, 64, 64, Kind { quality: 100, halved: false, ..PLAIN });
    let progressive = jpeg(13, 320, 240, Kind { progressive: true, ..PLAIN });
    // A byte more in the frame header than its components need could carry something.
    let mut loose = plain.clone();
    let frame = loose.windows(2).position(|m| m == [0xff, 0xc0]).unwrap();
    loose[frame + 3] += 1;
    loose.insert(frame + 2 + 17, b'!');
    for (why, bytes) in [
        ("turned", turned),
        ("cut", cut),
        ("large", large),
        ("generous", generous),
        ("progressive", progressive),
        ("loose", loose),
    ] {
        let scan = &bytes[entropy_start(&bytes)..][..200];
        let view = view(&bytes);
        assert!(!view.windows(200).any(|stretch| stretch == scan), "{why}");
    }
}

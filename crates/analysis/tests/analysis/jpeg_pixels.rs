//! The strict decoder gives the pixels that another decoder gives, at full size and reduced.

use crate::support::*;
use amana_analysis::{Limits, full_picture};

#[test]
fn full_pictures_agree_with_another_decoder() {
    for (seed, kind) in [
        (1, PLAIN),
        (2, Kind { halved: false, ..PLAIN }),
        (3, Kind { progressive: true, ..PLAIN }),
        (4, Kind { progressive: true, halved: false, optimised: true, ..PLAIN }),
        (5, Kind { restart: 7, ..PLAIN }),
    ] {
        let bytes = jpeg(seed, 203, 117, kind);
        let ours = grey(&full_picture(&bytes, &Limits::default()).unwrap());
        let difference = difference(&ours, &grey(&bytes));
        assert!(difference < 2.0, "{kind:?}: {difference}");
    }
}

#[test]
fn previews_are_the_picture_made_smaller() {
    for (seed, kind) in [(1, PLAIN), (3, Kind { progressive: true, ..PLAIN })] {
        let bytes = jpeg(seed, 2400, 1800, kind);
        let view = grey(&look(&bytes, "a.jpg").view.unwrap().0);
        let expected = image::imageops::resize(
            &grey(&bytes),
            view.width(),
            view.height(),
            image::imageops::FilterType::Triangle,
        );
        let difference = difference(&view, &expected);
        assert!(difference < 3.0, "{kind:?}: {difference}");
    }
}

//! Real files that nobody in this project made: read as their sources say, or refused cleanly.

use crate::support::*;
use amana_analysis::{Limits, full_picture};
use amana_model::{Condition, Format};

#[test]
fn the_nine_orientations_look_the_same() {
    for shape in ["Landscape", "Portrait"] {
        let files: Vec<_> = shared("metadata/orientation")
            .into_iter()
            .filter(|p| name(p).starts_with(shape) && name(p).ends_with(".jpg"))
            .collect();
        let mut first = None;
        for path in &files {
            let bytes = std::fs::read(path).unwrap();
            let seen = look(&bytes, &name(path));
            assert_eq!(
                seen.observation.condition,
                Condition::Ready,
                "{path:?} {:?}",
                seen.observation.damage
            );
            let expected = name(path)[shape.len() + 1..][..1].parse().ok();
            assert_eq!(seen.observation.orientation.or(Some(0)), expected);
            let view = grey(&seen.view.unwrap().0);
            let full = grey(&full_picture(&bytes, &Limits::default()).unwrap());
            assert_eq!((view.width() > view.height()), shape == "Landscape");
            let (first_view, first_full) = first.get_or_insert((view.clone(), full.clone()));
            assert!(difference(first_view, &view) < 6.0, "{path:?}: {}", difference(first_view, &view));
            assert!(difference(first_full, &full) < 6.0, "{path:?}: {}", difference(first_full, &full));
        }
    }
}

#[test]
fn camera_photographs_are_whole_and_told_apart() {
    let files: Vec<_> =
        shared("photographs/turntable").into_iter().filter(|p| name(p).ends_with(".JPG")).collect();
    for path in &files {
        let seen = look(&std::fs::read(path).unwrap(), &name(path));
        let observation = &seen.observation;
        assert_eq!(observation.condition, Condition::Ready, "{path:?} {:?}", observation.damage);
        assert_eq!((observation.width, observation.height), (Some(3008), Some(2000)));
        assert_eq!(observation.camera.as_deref(), Some("NIKON CORPORATION NIKON D3200"));
        assert!(observation.taken_at.as_deref().is_some_and(|t| t.starts_with("2019-07-11T15:0")));
        assert!(observation.exif.len() > 40 && observation.pdq.is_some() && observation.signature.is_some());
        let (view, grid) = (seen.view.unwrap().1, seen.grid.unwrap().1);
        assert_eq!((view.width, view.height, grid.width), (752, 500, 256));
    }
}

#[test]
fn metadata_tests_are_read_or_cleanly_refused() {
    let mut unclean = Vec::new();
    for path in shared("metadata/pillow") {
        let name = name(&path);
        let seen = look(&std::fs::read(&path).unwrap(), &name);
        let observation = &seen.observation;
        if !observation.format.is_picture() {
            continue;
        }
        if observation.condition != Condition::Ready {
            unclean.push(format!("{name}: {:?} {:?}", observation.condition, observation.damage));
        }
        assert!(
            observation.position.is_none_or(|p| p.latitude.is_finite() && p.longitude.is_finite()),
            "{name}"
        );
        assert!(observation.exif.iter().all(|f| f.value.chars().count() <= 1000 && !f.value.contains('\0')));
        if let Some(number) = name.strip_prefix("hopper_orientation_").and_then(|n| n[..1].parse().ok()) {
            assert_eq!(observation.orientation, Some(number), "{name}");
        }
    }
    eprintln!("{}", unclean.join("\n"));
    assert!(unclean.len() <= 9, "{}", unclean.join("\n"));
}

#[test]
fn the_png_suite_decodes_or_fails_as_it_must() {
    for path in shared("hostile/pngsuite/pngsuite") {
        let name = name(&path);
        if !name.ends_with(".png") {
            continue;
        }
        let seen = look(&std::fs::read(&path).unwrap(), &name);
        let condition = seen.observation.condition;
        if name.starts_with('x') {
            assert_ne!(condition, Condition::Ready, "{name}");
        } else {
            assert_eq!(condition, Condition::Ready, "{name}: {:?}", seen.observation.damage);
            assert!(seen.view.is_some());
        }
    }
}

#[test]
fn hostile_pictures_end_quickly_and_cleanly() {
    for path in shared("hostile/image-rs-bad").into_iter().chain(shared("hostile/pngsuite")) {
        let start = std::time::Instant::now();
        let seen = look(&std::fs::read(&path).unwrap(), &name(&path));
        let observation = &seen.observation;
        eprintln!("{} {:?} {:?} {:?}", name(&path), observation.format, observation.condition, codes(&seen));
        assert_eq!(
            observation.condition == Condition::Damaged || observation.condition == Condition::Ready,
            seen.view.is_some()
        );
        assert!(start.elapsed().as_secs() < 300, "{path:?} hangs");
    }
}

#[test]
fn drawings_that_run_are_never_drawn() {
    for path in shared("hostile/svg-recursive") {
        let bytes = std::fs::read(&path).unwrap();
        let seen = look(&bytes, "a.jpg");
        if name(&path).ends_with(".svg") {
            assert!(matches!(seen.observation.format, Format::Svg | Format::Text | Format::Html), "{path:?}");
            assert_eq!(seen.observation.condition, Condition::Unreadable);
            assert!(seen.view.is_none() && seen.grid.is_none());
        }
    }
}

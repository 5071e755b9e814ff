//! Every filter, order, facet and position against the plainest possible filter over the same rows.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod sample;

use std::collections::BTreeMap;

use amana_catalog::{Catalog, Facet, GridFilter, GridOrder, fold};
use amana_model::{AccessionId, Act, Condition, Digest, Format, Observation, PathBytes};
use proptest::prelude::*;
use sample::{Sample, accession, sample};

struct Found {
    accession: AccessionId,
    path: String,
    folded: String,
}

struct Picture {
    digest: Digest,
    found: Vec<Found>,
    seen: Option<Observation>,
    folder_date: Option<(usize, String)>,
    group: Option<(Digest, u32)>,
    format: Format,
}

impl Picture {
    fn format(&self) -> Format {
        self.seen.as_ref().map_or(self.format, |seen| seen.format)
    }

    fn condition(&self) -> Condition {
        self.seen.as_ref().map_or(Condition::NotDecoded, |seen| seen.condition)
    }

    fn date(&self) -> Option<String> {
        let folder = self.folder_date.as_ref().map(|(_, date)| date.clone());
        folder.or_else(|| Some(self.seen.as_ref()?.taken_at.as_ref()?[..10].to_owned()))
    }

    fn is_shown(&self) -> bool {
        match &self.seen {
            Some(seen) => seen.condition != Condition::NotAPicture,
            None => self.format.is_picture(),
        }
    }
}

/// All photographs, in log order.
fn pictures(sample: &Sample, with_observations: bool) -> Vec<Picture> {
    let mut list: Vec<Picture> = Vec::new();
    for (event, date) in &sample.events {
        let Act::FileFound(record) = &event.act else { continue };
        let Some(digest) = record.digest else { continue };
        let path = PathBytes(record.at.joined()).to_string().replace('\0', "\\x00");
        let found = Found { accession: record.accession.clone(), folded: fold(&path), path };
        let picture = match list.iter_mut().find(|picture| picture.digest == digest) {
            Some(picture) => picture,
            None => {
                let group =
                    sample.copies.iter().find(|row| row.digest == digest).map(|row| (row.group, row.rank));
                let format = record.format.unwrap();
                list.push(Picture { digest, found: vec![], seen: None, folder_date: None, group, format });
                list.last_mut().unwrap()
            }
        };
        picture.found.push(found);
        if let Some(date) = date
            && picture.folder_date.as_ref().is_none_or(|(length, _)| date.date.len() > *length)
        {
            picture.folder_date = Some((date.date.len(), date.date.clone()));
        }
    }
    for seen in sample.parts.iter().filter(|_| with_observations).flat_map(|(_, rows)| rows) {
        if let Some(picture) = list.iter_mut().find(|picture| picture.digest == seen.digest) {
            picture.seen = Some(seen.clone());
        }
    }
    list.retain(Picture::is_shown);
    list
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn in_folder(path: &str, top: &str) -> bool {
    let (folder, top) = (folder_of(path), top.trim_end_matches('/'));
    top.is_empty()
        || [String::new(), "!".into()]
            .iter()
            .any(|mark| folder == format!("{top}{mark}") || folder.starts_with(&format!("{top}{mark}/")))
}

fn holds(picture: &Picture, filter: &GridFilter) -> bool {
    let here = |found: &Found| {
        filter.accession.as_ref().is_none_or(|wanted| *wanted == found.accession)
            && filter.folder.as_ref().is_none_or(|top| in_folder(&found.path, top))
            && filter
                .search
                .as_ref()
                .is_none_or(|search| fold(search).split_whitespace().all(|word| found.folded.contains(word)))
    };
    let date = picture.date();
    let bound = |bound: &Option<String>, fits: fn(std::cmp::Ordering) -> bool| {
        bound.as_ref().is_none_or(|bound| {
            date.as_ref().is_some_and(|date| {
                let precision = date.len().min(bound.len());
                fits(date[..precision].cmp(&bound[..precision]))
            })
        })
    };
    let seen = picture.seen.as_ref();
    picture.found.iter().any(here)
        && bound(&filter.from, std::cmp::Ordering::is_ge)
        && bound(&filter.to, std::cmp::Ordering::is_le)
        && filter
            .camera
            .as_ref()
            .is_none_or(|camera| seen.and_then(|seen| seen.camera.as_ref()) == Some(camera))
        && filter
            .serial
            .as_ref()
            .is_none_or(|serial| seen.and_then(|seen| seen.serial.as_ref()) == Some(serial))
        && filter.format.is_none_or(|format| picture.format() == format)
        && filter.condition.is_none_or(|condition| picture.condition() == condition)
        && filter.group.is_none_or(|best| picture.group.is_some_and(|(group, _)| group == best))
        && match filter.copies {
            None => true,
            Some(true) => picture.group.is_some(),
            Some(false) => picture.group.is_none_or(|(_, rank)| rank == 0),
        }
}

fn in_order<'a>(pictures: &'a [Picture], filter: &GridFilter, order: GridOrder) -> Vec<&'a Picture> {
    let mut list: Vec<&Picture> = pictures.iter().filter(|picture| holds(picture, filter)).collect();
    let taken = |picture: &Picture| picture.seen.as_ref().and_then(|seen| seen.taken_at.clone());
    match order {
        GridOrder::Accession => {}
        GridOrder::Taken => list.sort_by_key(|picture| (taken(picture).is_none(), taken(picture))),
        GridOrder::Path => list.sort_by_key(|picture| {
            let path = &picture.found[0].path;
            (folder_of(path).to_owned(), path.rsplit('/').next().unwrap().to_owned())
        }),
    }
    list
}

fn some<T: Clone + std::fmt::Debug + 'static>(values: Vec<T>) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.25, prop::sample::select(values))
}

fn strings(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

fn filters(group: Digest) -> impl Strategy<Value = GridFilter> {
    let dates = strings(&["2012", "2012-03", "2011-12-15", "2013-06-30", "1999", "not a date", "é"]);
    let folders = strings(&[
        "",
        "A",
        "A/",
        "/",
        "عسكرية",
        "عسكرية/03.2012",
        "zips",
        "zips/1.zip",
        "zips/1.zip!",
        "شرطة 2012",
        "nowhere",
        "b'; --",
    ]);
    let words = strings(&[
        "img",
        "IMG_00",
        "عسكريه 2012",
        "2012/",
        "/img",
        "محمد",
        "٢١٥ jpg",
        "zip!/a",
        "web jpg",
        "%",
        "'",
        "\\x00",
        "\0",
    ]);
    let places = (some(vec![accession(0), accession(1), accession(7)]), some(folders), some(words));
    let times = (some(dates.clone()), some(dates));
    let makes = (some(strings(&["NIKON D90", "كاميرا", "none"])), some(strings(&["S0", "S5", ""])));
    let kinds = (
        some(vec![Format::Jpeg, Format::Png, Format::Zip]),
        some(vec![Condition::Ready, Condition::Damaged]),
    );
    let copies = (some(vec![true, false]), prop::option::weighted(0.05, Just(group)));
    (places, times, makes, kinds, copies).prop_map(|(places, times, makes, kinds, copies)| GridFilter {
        accession: places.0,
        folder: places.1,
        search: places.2,
        from: times.0,
        to: times.1,
        camera: makes.0,
        serial: makes.1,
        format: kinds.0,
        condition: kinds.1,
        copies: copies.0,
        group: copies.1,
    })
}

fn counts(facets: &[Facet]) -> BTreeMap<String, u64> {
    facets.iter().map(|facet| (facet.value.clone(), facet.count)).collect()
}

fn tally<'a>(values: impl Iterator<Item = String> + 'a) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts
}

/// The facets by asking the plain filter again with each part left out.
fn check_facets(pictures: &[Picture], filter: &GridFilter, facets: &amana_catalog::Facets) {
    let without = |change: fn(&mut GridFilter)| {
        let mut wider = filter.clone();
        change(&mut wider);
        in_order(pictures, &wider, GridOrder::Accession)
    };
    let camera = |picture: &&Picture| picture.seen.as_ref().and_then(|seen| seen.camera.clone());
    assert_eq!(counts(&facets.cameras), tally(without(|f| f.camera = None).iter().filter_map(camera)));
    let format = |picture: &&Picture| picture.format().word().to_owned();
    assert_eq!(counts(&facets.formats), tally(without(|f| f.format = None).iter().map(format)));
    let condition = |picture: &&Picture| picture.condition().word().to_owned();
    assert_eq!(counts(&facets.conditions), tally(without(|f| f.condition = None).iter().map(condition)));
    let year = |picture: &&Picture| picture.date().map(|date| date[..4].to_owned());
    let undated = without(|f| (f.from, f.to) = (None, None));
    assert_eq!(counts(&facets.years), tally(undated.iter().filter_map(year)));
    let grouped = without(|f| f.copies = None).into_iter().filter(|picture| picture.group.is_some()).count();
    assert_eq!(facets.copies, grouped as u64);
    let mut accessions = BTreeMap::new();
    for id in [accession(0), accession(1)] {
        let only = GridFilter { accession: Some(id.clone()), ..filter.clone() };
        accessions.insert(id.to_string(), in_order(pictures, &only, GridOrder::Accession).len() as u64);
    }
    accessions.retain(|_, count| *count > 0);
    assert_eq!(counts(&facets.accessions), accessions);
    for facet in &facets.folders {
        let below = GridFilter { folder: Some(facet.value.clone()), ..filter.clone() };
        let found = in_order(pictures, &below, GridOrder::Accession).len() as u64;
        // A container's own name is a folder without the `!`; its members' folder has it.
        assert!(facet.count <= found && facet.count > 0, "{facet:?} of {found}");
        if !facet.value.ends_with(".zip") {
            assert_eq!(facet.count, found, "{facet:?}");
        }
    }
}

#[test]
fn grids_are_what_the_plain_filter_says() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for with_observations in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let sample = sample(500, 3);
        let catalog = runtime.block_on(async {
            let catalog = Catalog::open(&folder.path().join("catalog.db"), &[1; 32]).await.unwrap();
            catalog.apply(&sample.applied()).await.unwrap();
            // Asked in between, so that the picture in memory has to follow later changes.
            catalog.count(&GridFilter::default()).await.unwrap();
            if with_observations {
                for (part, rows) in &sample.parts {
                    catalog.add_observations(part, rows).await.unwrap();
                }
            }
            catalog.replace_copies(&sample.copies).await.unwrap();
            catalog
        });
        let pictures = pictures(&sample, with_observations);
        assert!(pictures.len() > 250);
        let orders = prop::sample::select(vec![GridOrder::Accession, GridOrder::Taken, GridOrder::Path]);
        let cases = (filters(sample.copies[0].group), orders, 0..40_u64, 0..80_u64);
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
            cases: 256,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let outcome = runner.run(&cases, |(filter, order, offset, limit)| {
            runtime.block_on(async {
                let wanted = in_order(&pictures, &filter, order);
                assert_eq!(catalog.count(&filter).await.unwrap(), wanted.len() as u64);
                let page = catalog.grid(&filter, order, offset, limit).await.unwrap();
                let shown: Vec<Digest> = page.iter().map(|row| row.digest).collect();
                let part: Vec<Digest> = wanted
                    .iter()
                    .skip(offset as usize)
                    .take(limit as usize)
                    .map(|picture| picture.digest)
                    .collect();
                assert_eq!(shown, part);
                check_facets(&pictures, &filter, &catalog.facets(&filter).await.unwrap());
                for (at, picture) in wanted.iter().enumerate().skip(offset as usize).take(1) {
                    let place = catalog.position(&filter, order, &picture.digest).await.unwrap().unwrap();
                    assert_eq!((place.index, place.count), (at as u64, wanted.len() as u64));
                    assert_eq!(place.next, wanted.get(at + 1).map(|picture| picture.digest));
                    assert_eq!(place.previous, at.checked_sub(1).map(|at| wanted[at].digest));
                }
            });
            Ok(())
        });
        outcome.unwrap();
        runtime.block_on(catalog.close());
    }
}

#[tokio::test]
async fn cells_show_what_was_told() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample(200, 5);
    let catalog = Catalog::open(&folder.path().join("catalog.db"), &[1; 32]).await.unwrap();
    catalog.apply(&sample.applied()).await.unwrap();
    for (part, rows) in &sample.parts {
        catalog.add_observations(part, rows).await.unwrap();
    }
    catalog.replace_copies(&sample.copies).await.unwrap();
    let pictures = pictures(&sample, true);
    let rows = catalog.grid(&GridFilter::default(), GridOrder::Accession, 0, 1000).await.unwrap();
    assert_eq!(rows.len(), pictures.len());
    for (row, picture) in rows.iter().zip(&pictures) {
        let seen = picture.seen.as_ref().unwrap();
        assert_eq!((row.format, row.condition), (seen.format, seen.condition));
        assert_eq!(row.taken_at, seen.taken_at);
        assert_eq!(row.folder_date, picture.folder_date.as_ref().map(|(_, date)| date.clone()));
        assert_eq!(row.occurrences as usize, picture.found.len());
        assert_eq!(row.previews, seen.previews.is_some());
        let turned = seen.orientation.unwrap() > 4;
        assert_eq!(row.width, if turned { seen.height } else { seen.width });
        let size = sample
            .copies
            .iter()
            .filter(|copy| picture.group.is_some_and(|(best, _)| best == copy.group))
            .count();
        assert_eq!(row.copies as usize, size);
    }
    catalog.close().await;
}

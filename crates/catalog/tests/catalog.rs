//! The catalog as its callers use it: rebuilt, resumed, asked about hostile names, shared by two.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod sample;

use amana_catalog::{
    About, Applied, Catalog, CatalogError, Cell, CopyInput, GridFilter, GridOrder, OccurrenceFilter, Table,
};
use amana_model::{
    Act, BystanderMark, CloseObservation, Condition, Digest, Embedding, Face, Observation, ObservationPart,
    Outcome, PathBytes, Region,
};
use sample::{Sample, accession, sample, sealed};

const KEY: [u8; 32] = [9; 32];

async fn open(folder: &tempfile::TempDir) -> Catalog {
    Catalog::open(&folder.path().join("catalog.db"), &KEY).await.unwrap()
}

async fn fill(catalog: &Catalog, sample: &Sample) {
    catalog.apply(&sample.applied()).await.unwrap();
    for (part, rows) in &sample.parts {
        catalog.add_observations(part, rows).await.unwrap();
    }
    catalog.replace_copies(&sample.copies).await.unwrap();
}

async fn copy_inputs(catalog: &Catalog) -> Vec<CopyInput> {
    let mut inputs = Vec::new();
    catalog.each_copy_input(&mut |input| inputs.push(input)).await.unwrap();
    inputs
}

/// Everything that can be asked, as text.
async fn dump(catalog: &Catalog) -> Vec<String> {
    let mut lines = vec![format!("{:?}", catalog.status().await.unwrap())];
    for table in Table::ALL {
        let mut rows = Vec::new();
        let told = catalog
            .table(table, &mut |row| {
                rows.push(format!("{} {row:?}", table.word()));
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!(told, rows.len() as u64);
        lines.append(&mut rows);
    }
    lines.push(format!("{:?}", catalog.accessions().await.unwrap()));
    lines.push(format!("{:?}", copy_inputs(catalog).await));
    lines.push(format!("{:?}", catalog.facets(&GridFilter::default()).await.unwrap()));
    for order in [GridOrder::Accession, GridOrder::Taken, GridOrder::Path] {
        lines.push(format!("{:?}", catalog.grid(&GridFilter::default(), order, 0, 10_000).await.unwrap()));
    }
    lines
}

#[tokio::test]
async fn rebuilt_equals_grown() {
    let sample = sample(400, 11);
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let rebuilt = open(&one).await;
    fill(&rebuilt, &sample).await;
    // Grown: in batches of odd sizes, some given twice, parts as they come and out of order, copies replaced twice,
    // closed and opened on the way.
    let mut grown = open(&other).await;
    let applied = sample.applied();
    let mut parts = sample.parts.iter();
    for (round, batch) in applied.chunks(37).enumerate() {
        grown.apply(batch).await.unwrap();
        let again = grown.applied().await.unwrap().saturating_sub(50) as usize;
        grown.apply(&applied[again..grown.applied().await.unwrap() as usize]).await.unwrap();
        if round == 1 {
            let (part, rows) = parts.next().unwrap();
            grown.add_observations(part, rows).await.unwrap();
            grown.add_observations(part, rows).await.unwrap();
            grown.replace_copies(&sample.copies[..4]).await.unwrap();
            grown.facets(&GridFilter::default()).await.unwrap();
        }
        if round == 3 {
            grown.close().await;
            grown = open(&other).await;
        }
    }
    for (part, rows) in parts.rev() {
        grown.add_observations(part, rows).await.unwrap();
    }
    grown.replace_copies(&sample.copies).await.unwrap();
    let (rebuilt_says, grown_says) = (dump(&rebuilt).await, dump(&grown).await);
    assert!(rebuilt_says.len() > 1000);
    for (one, other) in rebuilt_says.iter().zip(&grown_says) {
        assert_eq!(one, other);
    }
    assert_eq!(rebuilt_says.len(), grown_says.len());
    rebuilt.close().await;
    grown.close().await;
}

#[tokio::test]
async fn a_gap_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample(20, 2);
    let catalog = open(&folder).await;
    let applied = sample.applied();
    catalog.apply(&applied[..5]).await.unwrap();
    let before = dump(&catalog).await;
    let error = catalog.apply(&applied[6..]).await.unwrap_err();
    assert!(matches!(error, CatalogError::Gap { expected: 5, found: 6 }), "{error}");
    let holed = [applied[5].clone(), applied[7].clone()];
    assert!(matches!(catalog.apply(&holed).await, Err(CatalogError::Gap { expected: 6, found: 7 })));
    assert_eq!(catalog.applied().await.unwrap(), 5);
    assert_eq!(dump(&catalog).await, before);
    catalog.close().await;
}

#[tokio::test]
async fn the_newest_analyser_wins_in_any_order() {
    let sample = sample(20, 2);
    let (_, rows) = &sample.parts[0];
    let row = rows.iter().find(|row| row.pdq.is_some()).unwrap();
    let part = |analyser: &str, name: &str| ObservationPart {
        accession: accession(0),
        analyser: analyser.into(),
        models: Vec::new(),
        part: sealed(name),
        previews: None,
        rows: 1,
    };
    let seen = |camera: &str| Observation { camera: Some(camera.into()), exif: vec![], ..row.clone() };
    let versions = [(part("first-analysis 9", "x"), "nine"), (part("first-analysis 10", "y"), "ten")];
    for order in [[0, 1], [1, 0]] {
        let folder = tempfile::tempdir().unwrap();
        let catalog = open(&folder).await;
        catalog.apply(&sample.applied()).await.unwrap();
        for version in order {
            let (part, camera) = &versions[version];
            catalog.add_observations(part, &[seen(camera)]).await.unwrap();
        }
        let photograph = catalog.photograph(&row.digest).await.unwrap().unwrap();
        assert_eq!(photograph.observation, Some(seen("ten")));
        catalog.close().await;
    }
}

#[tokio::test]
async fn a_photograph_comes_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample(300, 4);
    let catalog = open(&folder).await;
    catalog.apply(&sample.applied()).await.unwrap();
    fill(&catalog, &sample).await;
    let objects = catalog.known_objects().await.unwrap();
    for seen in sample.parts.iter().flat_map(|(_, rows)| rows) {
        let photograph = catalog.photograph(&seen.digest).await.unwrap().unwrap();
        assert_eq!(photograph.observation.as_ref(), Some(seen));
        assert_eq!(photograph.sealed, objects[&seen.digest]);
        let source = catalog.picture_source(&seen.digest).await.unwrap().unwrap();
        assert_eq!((source.sealed, source.orientation), (photograph.sealed, seen.orientation));
        assert_eq!(source.previews, seen.previews);
        let found = sample.events.iter().filter(|(event, _)| event.act.digest() == Some(seen.digest));
        let history = catalog.events(About::Original(&seen.digest), 0, 100).await.unwrap();
        assert_eq!(history.len(), found.count());
        let group = photograph.copies.iter().any(|copy| copy.digest == seen.digest);
        assert_eq!(group, sample.copies.iter().any(|copy| copy.digest == seen.digest));
        let hex = seen.digest.to_string();
        assert_eq!(catalog.resolve_prefix(&hex[..20].to_uppercase()).await.unwrap(), [seen.digest]);
    }
    assert_eq!(catalog.photograph(&Digest([0; 32])).await.unwrap(), None);
    assert_eq!(catalog.picture_source(&Digest([0; 32])).await.unwrap(), None);
    let inputs = copy_inputs(&catalog).await;
    let hashed: Vec<&Observation> =
        sample.parts.iter().flat_map(|(_, rows)| rows).filter(|row| row.pdq.is_some()).collect();
    assert_eq!(inputs.len(), hashed.len());
    for (input, seen) in inputs.iter().zip(hashed) {
        assert_eq!((input.digest, Some(input.hashes)), (seen.digest, seen.pdq));
        assert_eq!(
            (input.damaged, input.has_exif),
            (seen.condition != Condition::Ready, !seen.exif.is_empty())
        );
        assert_eq!(Some(input.width), if seen.orientation > Some(4) { seen.height } else { seen.width });
    }
    catalog.close().await;
}

#[tokio::test]
async fn counts_add_up_while_running_and_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample(300, 6);
    let catalog = open(&folder).await;
    fill(&catalog, &sample).await;
    let rows = catalog.accessions().await.unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].closed.is_some() && rows[1].closed.is_none());
    let running = &rows[1].counts;
    assert_eq!(running.found, 150);
    assert!(running.adds_up(), "{running:?}");
    let filter = OccurrenceFilter { accession: Some(accession(1)), outcome: None };
    let listed = catalog.occurrences(&filter, 0, 1000).await.unwrap();
    for outcome in Outcome::ALL {
        let filter = OccurrenceFilter { accession: Some(accession(1)), outcome: Some(outcome) };
        let of = catalog.occurrences(&filter, 0, 1000).await.unwrap();
        assert_eq!(of.len() as u64, running.outcomes.get(&outcome).copied().unwrap_or(0));
        assert!(of.iter().all(|row| listed.contains(row)));
        let every = OccurrenceFilter { accession: None, outcome: Some(outcome) };
        assert!(catalog.occurrences(&every, 0, 1000).await.unwrap().len() >= of.len());
    }
    let inside = |event: &amana_model::Event| matches!(&event.act, Act::FileFound(file) if file.accession == accession(1) && !file.at.within.is_empty());
    assert_eq!(running.in_containers, sample.events.iter().filter(|(event, _)| inside(event)).count() as u64);
    let status = catalog.status().await.unwrap();
    assert_eq!((status.accessions, status.accessions_open, status.occurrences), (2, 1, 300));
    assert_eq!(status.photographs, catalog.count(&GridFilter::default()).await.unwrap());
    assert_eq!(status.log_entries, sample.events.len() as u64);
    assert_eq!(catalog.accession(&accession(1)).await.unwrap().as_ref(), Some(&rows[1]));
    assert_eq!(catalog.accession(&accession(5)).await.unwrap(), None);
    let acts = catalog.events(About::Acts, 0, 100).await.unwrap();
    let words: Vec<&str> = acts.iter().map(|act| act.act.as_str()).collect();
    let before = ["original-viewed", "accession-opened", "accession-closed", "accession-opened"];
    let bystanders = ["bystander-unmarked", "bystander-marked", "bystander-marked"];
    assert_eq!(words, [&["place-described"; 2][..], &bystanders, &before].concat());
    let opened = accession(0);
    let of_accession = catalog.events(About::Accession(&opened), 0, 100).await.unwrap();
    assert_eq!(of_accession.len(), 2);
    assert_eq!(catalog.events(About::Everything, 3, 2).await.unwrap()[0].index, status.log_entries - 4);
    catalog.close().await;
}

#[tokio::test]
async fn hostile_paths_are_exact_in_lists_and_tables() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample(800, 8);
    let catalog = open(&folder).await;
    fill(&catalog, &sample).await;
    let listed = catalog.occurrences(&OccurrenceFilter::default(), 0, 10_000).await.unwrap();
    let mut exact = Vec::new();
    catalog
        .table(Table::Occurrences, &mut |row| {
            exact.push((row[1].clone(), row[9].clone()));
            Ok(())
        })
        .await
        .unwrap();
    let found = sample.events.iter().filter_map(|(event, date)| match &event.act {
        Act::FileFound(record) => Some((record, date)),
        _ => None,
    });
    let mut strange = 0;
    for (((record, date), row), (text, base64)) in found.zip(&listed).zip(&exact) {
        let path = PathBytes(record.at.joined());
        assert_eq!((&row.path, &row.path_date, row.modified), (&path, date, record.modified));
        assert_eq!(*text, Cell::Text(path.to_string()));
        let Cell::Text(base64) = base64 else { panic!("{base64:?}") };
        assert_eq!(data_encoding::BASE64.decode(base64.as_bytes()).unwrap(), path.0);
        strange += usize::from(path.0.contains(&0) || path.as_text().is_none() || path.0.len() > 9000);
    }
    assert!(strange > 10 && listed.len() == exact.len() && listed.len() == 800);
    catalog.close().await;
}

#[tokio::test]
async fn a_table_stops_where_its_receiver_fails() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = open(&folder).await;
    fill(&catalog, &sample(50, 1)).await;
    let mut rows = 0;
    let error = catalog
        .table(Table::Events, &mut |row| {
            assert_eq!(row.len(), Table::Events.columns().len());
            rows += 1;
            if rows == 3 { Err(std::io::Error::other("disk full")) } else { Ok(()) }
        })
        .await
        .unwrap_err();
    assert!(matches!(error, CatalogError::Sink(_)) && rows == 3);
    for table in Table::ALL {
        let columns = table.columns().len();
        catalog
            .table(table, &mut |row| {
                assert_eq!(row.len(), columns);
                Ok(())
            })
            .await
            .unwrap();
    }
    catalog.close().await;
}

#[tokio::test]
async fn a_reader_follows_a_writer() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample(300, 9);
    let writer = open(&folder).await;
    let reader = open(&folder).await;
    let applied = sample.applied();
    let mut last = 0;
    for batch in applied.chunks(60) {
        writer.apply(batch).await.unwrap();
        let count = reader.count(&GridFilter::default()).await.unwrap();
        assert!(count >= last);
        assert_eq!(count, writer.count(&GridFilter::default()).await.unwrap());
        last = count;
    }
    for (part, rows) in &sample.parts {
        writer.add_observations(part, rows).await.unwrap();
    }
    writer.replace_copies(&sample.copies).await.unwrap();
    assert_eq!(dump(&reader).await, dump(&writer).await);
    writer.close().await;
    assert_eq!(reader.applied().await.unwrap(), applied.len() as u64);
    reader.close().await;
}

/// A face that can be compared, its corners around a place.
fn face_at(x: f32, y: f32, kind: f32) -> Face {
    let corner = |dx: f32, dy: f32| [x + dx, y + dy];
    Face {
        corners: [corner(-5.0, -5.0), corner(5.0, -5.0), corner(5.0, 5.0), corner(-5.0, 5.0)],
        landmarks: [[x, y]; 5],
        roll: 0.0,
        score: 0.9,
        quality: 0.9,
        embedding: Embedding::of(&std::array::from_fn(|i| (i as f32 * kind).sin())),
    }
}

#[tokio::test]
async fn a_bystanders_face_is_compared_with_nothing_until_the_mark_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample(40, 3);
    let catalog = open(&folder).await;
    fill(&catalog, &sample).await;
    let shown = |row: &&Observation| row.width.is_some() && row.condition != Condition::NotAPicture;
    let digest = sample.parts.iter().flat_map(|(_, rows)| rows).find(shown).unwrap().digest;
    let region = Region { left: 10, top: 20, width: 30, height: 40 };
    let marked = BystanderMark { digest, region, size: (640, 480), note: None };
    let part = ObservationPart {
        accession: accession(0),
        analyser: "close-analysis 1".into(),
        models: vec!["yunet".into()],
        part: sealed("close"),
        previews: None,
        rows: 1,
    };
    let seen = CloseObservation {
        digest: marked.digest,
        size: Some(marked.size),
        faces: vec![face_at(20.0, 30.0, 1.0), face_at(300.0, 300.0, 2.0)],
        markings: Vec::new(),
        crops: None,
    };
    let mut index = sample.events.len() as u64;
    let told = sample::event(index, Act::ObservationsAdded(part.clone()));
    catalog.apply(&[Applied { index, event: &told, path_date: None }]).await.unwrap();
    catalog.add_close(index, &part, &[seen]).await.unwrap();

    let mut faces = async |act: Option<Act>| {
        if let Some(act) = act {
            index += 1;
            let event = sample::event(index, act);
            catalog.apply(&[Applied { index, event: &event, path_date: None }]).await.unwrap();
        }
        let compared = catalog.comparable_faces().await.unwrap().len();
        let evidence: usize =
            catalog.person_inputs().await.unwrap().iter().map(|input| input.faces.len()).sum();
        let table = catalog.table(Table::Faces, &mut |_| Ok(())).await.unwrap() as usize;
        ([compared, evidence, table], index)
    };
    assert_eq!(faces(None).await.0, [2; 3]);
    let (left, entry) = faces(Some(Act::BystanderMarked(marked.clone()))).await;
    assert_eq!(left, [1; 3]);
    let back = Act::BystanderUnmarked { digest: marked.digest, entry, reason: "nobody".into() };
    assert_eq!(faces(Some(back)).await.0, [2; 3]);
    catalog.close().await;
}

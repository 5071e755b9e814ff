//! Times a catalog of the size of issue 2: `cargo run --profile quick -p amana-catalog --example grid_speed [FILES]`.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use amana_catalog::{Catalog, GridFilter, GridOrder, Table, check};
use amana_model::{Condition, Format};
use sample::{accession, sample};

/// Wall time since, and processor time of all threads since the last line (a loaded machine inflates the first).
fn told(what: &str, since: Instant) {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let wall = since.elapsed().as_secs_f64() * 1000.0;
    let now = processor_ms();
    println!("{what:<44} {wall:>9.2} ms {:>8} ms cpu", now - LAST.swap(now, Ordering::Relaxed));
}

/// User and system time of this process (fields 14 and 15 of its `stat`, in hundredths of a second); 0 if unknown.
fn processor_ms() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.map(|ticks| ticks.parse::<u64>().unwrap_or(0) * 10).sum()
}

fn filters(sample: &sample::Sample) -> Vec<(&'static str, GridFilter)> {
    let all = GridFilter::default;
    let text = |text: &str| Some(text.to_owned());
    vec![
        ("all", all()),
        ("accession", GridFilter { accession: Some(accession(1)), ..all() }),
        ("folder", GridFilter { folder: text("عسكرية"), ..all() }),
        ("folder, small", GridFilter { folder: text("A/03.2012"), ..all() }),
        ("search, everything", GridFilter { search: text("img"), ..all() }),
        ("search, two words", GridFilter { search: text("٢٠١٢ IMG_00"), ..all() }),
        ("search, over a slash", GridFilter { search: text("12/img_0"), ..all() }),
        ("search, nothing", GridFilter { search: text("محمد غائب"), ..all() }),
        ("dates", GridFilter { from: text("2012-03"), to: text("2012-09"), ..all() }),
        ("camera", GridFilter { camera: text("NIKON D90"), ..all() }),
        ("serial", GridFilter { serial: text("S3"), ..all() }),
        ("format", GridFilter { format: Some(Format::Png), ..all() }),
        ("condition", GridFilter { condition: Some(Condition::Damaged), ..all() }),
        ("copies", GridFilter { copies: Some(true), ..all() }),
        ("no copies", GridFilter { copies: Some(false), ..all() }),
        ("group", GridFilter { group: Some(sample.copies[0].group), ..all() }),
        (
            "everything at once",
            GridFilter {
                accession: Some(accession(0)),
                folder: text("عسكرية"),
                search: text("img jpg"),
                from: text("2011"),
                to: text("2013"),
                camera: text("NIKON D90"),
                format: Some(Format::Jpeg),
                condition: Some(Condition::Ready),
                copies: Some(false),
                ..all()
            },
        ),
    ]
}

/// The longest of five, the first after a change of the filter, so nothing is answered from what is kept.
async fn slowest(catalog: &Catalog, filter: &GridFilter, order: GridOrder, offset: u64) -> Duration {
    let mut longest = Duration::ZERO;
    for round in 0..5 {
        // Another filter with the same work each time: a bound that excludes nothing.
        let filter = GridFilter { to: filter.to.clone().or(Some(format!("999{round}"))), ..filter.clone() };
        let filter =
            if round == 0 && filter.from.is_none() { GridFilter { to: None, ..filter } } else { filter };
        let since = Instant::now();
        catalog.grid(&filter, order, offset, 100).await.expect("a grid");
        longest = longest.max(since.elapsed());
    }
    longest
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let files: u64 =
        std::env::args().nth(1).map_or(86_000, |files| files.parse().expect("a number of files"));
    let sample = sample(files, 1);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("catalog.db");
    told("make the sample", Instant::now());
    let since = Instant::now();
    let catalog = Catalog::open(&path, &[3; 32]).await.expect("a catalog");
    told("open, empty", since);
    let since = Instant::now();
    let applied = sample.applied();
    for batch in applied.chunks(5000) {
        catalog.apply(batch).await.expect("applied");
    }
    told(&format!("apply {} log entries", applied.len()), since);
    let since = Instant::now();
    for (part, rows) in &sample.parts {
        catalog.add_observations(part, rows).await.expect("added");
    }
    told(&format!("add {} observations", sample.parts.iter().map(|part| part.1.len()).sum::<usize>()), since);
    let since = Instant::now();
    catalog.replace_copies(&sample.copies).await.expect("replaced");
    told(&format!("replace {} copies", sample.copies.len()), since);
    catalog.close().await;
    println!("{:<44} {:>9.1} MB", "file", std::fs::metadata(&path).expect("a file").len() as f64 / 1e6);

    let since = Instant::now();
    let catalog = Catalog::open(&path, &[3; 32]).await.expect("a catalog");
    told("open, full", since);
    let since = Instant::now();
    let count = catalog.count(&GridFilter::default()).await.expect("a count");
    told(&format!("first look at the grid: {count} photographs"), since);
    for order in [GridOrder::Accession, GridOrder::Taken, GridOrder::Path] {
        let mut worst = (Duration::ZERO, "");
        for (name, filter) in filters(&sample) {
            let total = catalog.count(&filter).await.expect("a count");
            for offset in [0, total / 2, total.saturating_sub(50)] {
                worst = worst.max((slowest(&catalog, &filter, order, offset).await, name));
            }
        }
        println!(
            "{:<44} {:>9.2} ms",
            format!("slowest page, {order:?} ({})", worst.1),
            worst.0.as_secs_f64() * 1e3
        );
    }
    for (name, filter) in filters(&sample) {
        let since = Instant::now();
        let total =
            catalog.count(&GridFilter { to: filter.to.clone().or(Some("9".into())), ..filter.clone() }).await;
        told(&format!("count, {name}: {}", total.expect("a count")), since);
        let since = Instant::now();
        catalog.facets(&filter).await.expect("facets");
        told(&format!("facets, {name}"), since);
    }
    let since = Instant::now();
    catalog.status().await.expect("a status");
    told("status", since);
    let since = Instant::now();
    let mut inputs = 0;
    catalog.each_copy_input(&mut |_| inputs += 1).await.expect("inputs");
    println!("{inputs}");
    told("copy inputs", since);
    let since = Instant::now();
    catalog.known_objects().await.expect("objects");
    told("known objects", since);
    for table in Table::ALL {
        let since = Instant::now();
        let rows = catalog.table(table, &mut |_| Ok(())).await.expect("a table");
        told(&format!("table {}: {rows} rows", table.word()), since);
    }
    catalog.close().await;
    let since = Instant::now();
    assert!(check(&path, &[3; 32]).await.is_empty());
    told("check", since);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("memory unknown"));
}

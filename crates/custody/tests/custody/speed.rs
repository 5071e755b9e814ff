//! How fast it is, printed and never judged: `cargo test --release -p amana-custody speed -- --ignored --nocapture`.

use std::time::Instant;

use amana_custody::fsck;

use crate::common::{ToySeal, entries, new_log};

#[test]
#[ignore = "measures, does not judge"]
fn a_million_leaves() {
    let dir = tempfile::tempdir().unwrap();
    let log = new_log(dir.path());
    let million = entries(0..1_000_000);
    let timed = |what: &str, work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        eprintln!("{what}: {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    };
    timed("1,000,000 entries in one append", &mut || drop(log.append(&million, &ToySeal).unwrap()));
    let more = entries(1_000_000..1_000_500);
    timed("500 entries more", &mut || drop(log.append(&more, &ToySeal).unwrap()));
    timed("1 entry more", &mut || drop(log.append(&more[..1], &ToySeal).unwrap()));
    timed("open, and one leaf hash", &mut || assert!(log.leaf_hash(3).unwrap().is_some()));
    let size = log.checkpoint().unwrap().size();
    timed("1,000 inclusion proofs", &mut || {
        let mut tree = log.tree().unwrap();
        (0..1000).for_each(|n| drop(tree.inclusion_proof(n * 997, size).unwrap()));
    });
    timed("1,000 consistency proofs", &mut || {
        let mut tree = log.tree().unwrap();
        (0..1000).for_each(|n| drop(tree.consistency_proof(n * 997, size).unwrap()));
    });
    timed("read all entries", &mut || assert_eq!(log.read(0..size, &ToySeal).unwrap().count(), 247));
    timed("fsck without keys", &mut || assert!(fsck::check(log.dir(), &fsck::Request::default()).is_sound()));
    let request = fsck::Request { unseal: Some(&ToySeal), ..Default::default() };
    timed("fsck with keys", &mut || assert!(fsck::check(log.dir(), &request).is_sound()));
}

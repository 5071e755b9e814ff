//! The same picture again: what the catalog says, against the truth about a leak by which no threshold was chosen.

use std::collections::BTreeMap;

use amana_testkit::leak::truth;

use crate::support::{Fixture, intake, leak};

/// Pairs of different files that show one picture, and how many of them stand in one group.
#[derive(Debug, Default)]
struct Pairs {
    all: usize,
    found: usize,
}

impl Pairs {
    fn recall(&self) -> f64 {
        self.found as f64 / self.all as f64
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_are_found_and_bursts_are_kept_apart() {
    let fixture = Fixture::new();
    let (deposit, truth) = leak(&fixture, 700, 4_711);
    let archive = fixture.open();
    intake(&archive, &deposit).await;

    let mut group_of = BTreeMap::new();
    for row in archive.catalog().await.unwrap().copies().await.unwrap() {
        group_of.insert(row.digest.to_string(), row.group);
    }
    let shown: BTreeMap<&str, &truth::File> = truth
        .files
        .iter()
        .filter(|file| file.shown.is_some() && file.damage != Some(truth::Damage::HeaderOnly))
        .filter_map(|file| Some((file.sha256.as_deref()?, file)))
        .collect();
    let files: Vec<(&&str, &&truth::File)> = shown.iter().collect();
    let (mut whole, mut damaged, mut wrong, mut right) = (Pairs::default(), Pairs::default(), 0, 0);
    for (at, (one, a)) in files.iter().enumerate() {
        for (other, b) in &files[at + 1..] {
            let same = a.shown.as_ref().unwrap().picture == b.shown.as_ref().unwrap().picture;
            let together = group_of.get(**one).is_some_and(|group| group_of.get(**other) == Some(group));
            if together && !same {
                wrong += 1;
                eprintln!("not the same: {} and {}", a.path, b.path);
            }
            if same {
                right += usize::from(together);
                let pairs = if a.damage.is_some() || b.damage.is_some() { &mut damaged } else { &mut whole };
                pairs.all += 1;
                pairs.found += usize::from(together);
                if !together {
                    eprintln!("missed: {} and {}", a.path, b.path);
                }
            }
        }
    }
    eprintln!("whole {whole:?}, damaged {damaged:?}, wrong {wrong}");
    // A few dozen pairs: one hard document is one in thirty. The figures over thousands stand in docs/PERFORMANCE.md.
    assert!(whole.all > 50, "the leak has copies: {whole:?}");
    assert!(whole.recall() >= 0.96, "{whole:?}");
    assert!(right as f64 / (right + wrong) as f64 >= 0.97, "{right} right, {wrong} wrong");
    assert!(damaged.recall() >= 0.5, "{damaged:?}");
}

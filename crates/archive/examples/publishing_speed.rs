//! What publishing a gallery of many faces takes, on a whole archive: proposing, two people's decisions, writing, writing again.
//!
//! ```text
//! cargo run --release -p amana-archive --example publishing_speed 10000
//! ```
//!
//! Every person has one drawn photograph of 640 × 400. Proposing is told in tenths of the whole, since each looks at all that stood before.

#![allow(clippy::unwrap_used, reason = "a measure that cannot go on has failed")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Instant;

use amana_archive::keys::WorkFactor;
use amana_archive::{
    Archive, CustodianKey, InitOptions, IntakeOptions, Keyring, Layout, NewCustodian, OsEntropy, Services,
};
use amana_disk::LocalDisk;
use amana_model::{
    Agent, Clock, Decision, Digest, ExposureRule, FacePlace, Fact, IndividualId, PublicationDecision,
    PublicationId, PublicationVerdict, Region, Takedown, TakedownCause, UtcTime,
};
use sha2::Digest as _;

const POLICY: &str = r#"
[gallery]
title = { ar = "وجوه", en = "Faces" }
short_name = "an archive"
support = [{ ar = "خط الدعم: ٠٠٠", en = "Support line: 000" }]
reach = { ar = "اكتبوا إلينا", en = "Write to us" }
"#;

#[tokio::main]
async fn main() {
    let faces = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(1000);
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path());
    let people = taken_in(&archive, folder.path(), faces).await;
    archive.bring_policy(&agent("samar"), POLICY, true).await.unwrap();
    let most = ExposureRule { views_a_day: Some(100_000), looking_minutes: 240, pause_minutes: 1 };
    archive.set_exposure_rule(&agent("samar"), most).await.unwrap();
    let begin = Instant::now();
    for (individual, photograph) in &people {
        let together = Decision::Together {
            individual: individual.clone(),
            photographs: vec![*photograph],
            candidate: None,
        };
        let adult = Decision::Described {
            individual: individual.clone(),
            fact: Fact::AgeBand,
            value: "adult".to_owned(),
            photograph: None,
        };
        let detainee = Decision::Described {
            individual: individual.clone(),
            fact: Fact::Category,
            value: "detainee".to_owned(),
            photograph: None,
        };
        for decision in [together, adult, detainee] {
            let seen = archive.catch_up().await.unwrap();
            archive.decide(&agent("samar"), decision, seen).await.unwrap();
        }
    }
    told(&format!("{faces} people decided"), begin);

    let mut published = Vec::new();
    for tenth in people.chunks(people.len().div_ceil(10)) {
        let begin = Instant::now();
        for person in tenth {
            // Others after a while: whoever looks for long is to rest.
            published.push(public(&archive, person, published.len() / 100).await);
        }
        told(&format!("{} more proposed, looked at and decided by two others", tenth.len()), begin);
    }
    let begin = Instant::now();
    let room = archive.publications().await.unwrap();
    told(&format!("{} publications looked at", room.standings.len()), begin);

    let out = folder.path().join("gallery");
    publish(&archive, &out, "the gallery written").await;
    publish(&archive, &out, "again, nothing changed").await;
    let takedown = Takedown {
        publication: published[0],
        cause: TakedownCause::Family,
        reason: "a wish".into(),
        channel: "by letter".into(),
    };
    archive.take_down(&agent("samar"), takedown).await.unwrap().unwrap();
    publish(&archive, &out, "one taken down").await;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: not told"));
}

fn told(what: &str, begin: Instant) {
    println!("{what}: {:.2} s", begin.elapsed().as_secs_f64());
}

async fn publish(archive: &Archive, out: &Path, what: &str) {
    let begin = Instant::now();
    let done = archive.publish(out, &|_, _| {}).await.unwrap();
    let what = format!("{what}: {} files, {} written, {} removed", done.files, done.written, done.removed);
    told(&what, begin);
}

fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana bench".into() }
}

async fn public(
    archive: &Archive,
    (individual, photograph): &(IndividualId, Digest),
    shift: usize,
) -> PublicationId {
    let face = FacePlace::drawn(&Region { left: 200, top: 40, width: 160, height: 200 });
    let recipe = archive.recipe_for(photograph, face).await.unwrap().unwrap();
    let samar = agent("samar");
    let proposed = archive.propose_publication(&samar, individual, recipe, "a reason", None);
    let publication = proposed.await.unwrap().unwrap();
    for who in [format!("huda-{shift}"), format!("nour-{shift}")] {
        let account = who.parse().unwrap();
        archive.publication_picture(&agent(&who), &account, &publication).await.unwrap().unwrap();
        let (verdict, reason) = (PublicationVerdict::Publish, "a reason".to_owned());
        let decision = PublicationDecision { publication, verdict, reason };
        archive.decide_publication(&agent(&who), decision).await.unwrap().unwrap();
    }
    publication
}

fn archive(folder: &Path) -> Archive {
    let root = folder.join("speed.amana");
    let passphrase = || "a passphrase of a bench".to_owned().into();
    let options = InitOptions {
        root: root.clone(),
        custodians: vec![NewCustodian { name: "one".into(), key: CustodianKey::Passphrase(passphrase()) }],
        work: WorkFactor(10),
    };
    amana_archive::init(&options, Arc::new(LocalDisk), &services()).unwrap();
    let configuration = Archive::configuration_of(&root).unwrap();
    let keyring = Keyring::unlock(&Layout::new(&root), &configuration, &passphrase()).unwrap();
    Archive::open(&root, Arc::new(LocalDisk), services(), Some(keyring)).unwrap()
}

/// One photograph a person, each of its own bytes.
async fn taken_in(archive: &Archive, folder: &Path, faces: u32) -> Vec<(IndividualId, Digest)> {
    let deposit = folder.join("deposit");
    std::fs::create_dir(&deposit).unwrap();
    let mut people = Vec::new();
    for seed in 0..faces {
        let bytes = photograph(seed);
        std::fs::write(deposit.join(format!("{seed:05}.jpg")), &bytes).unwrap();
        people.push((format!("i{seed:08x}").parse().unwrap(), Digest(sha2::Sha256::digest(&bytes).into())));
    }
    let options = IntakeOptions {
        deposit: vec![deposit],
        medium: None,
        note: None,
        depositor: None,
        threads: 2,
        analysis: Some(amana_analysis::Limits::default()),
        containers: amana_deposit::Limits::default(),
        stop: Arc::new(AtomicBool::new(false)),
    };
    let begin = Instant::now();
    archive.intake(&options, &()).await.unwrap();
    told(&format!("{faces} photographs taken in"), begin);
    people
}

fn photograph(seed: u32) -> Vec<u8> {
    let (width, height) = (640_u32, 400_u32);
    let pixel = |at: u32| ((at % width / 9 * 31 + at / width / 7 * 17) * (seed + 3) % 223) as u8;
    let pixels: Vec<u8> = (0..width * height).map(pixel).collect();
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.encode(&pixels, width as u16, height as u16, jpeg_encoder::ColorType::Luma).unwrap();
    // After the end of the picture: no two are the same bytes.
    bytes.extend(seed.to_le_bytes());
    bytes
}

/// A second later at each look.
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> UtcTime {
        UtcTime::from_unix_millis(self.0.fetch_add(1000, Ordering::SeqCst)).unwrap()
    }
}

fn services() -> Services {
    let begin = "2026-11-28T10:00:00Z".parse::<UtcTime>().unwrap();
    let clock = Box::new(Ticking(AtomicI64::new(begin.unix_millis())));
    Services { clock, entropy: Box::new(OsEntropy), agent: agent("samar") }
}

//! The gallery of a whole archive: what is in it and what is not, what changes, whose folder it is, killed and gone on with.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use amana_archive::{Archive, ErrorKind};
use amana_disk::LocalDisk;
use amana_disk::doubles::{Fault, FaultyDisk};
use amana_model::{
    Act, Decision, Digest, Fact, IndividualId, Phrase, PublicationId, SealedName, Takedown, TakedownCause,
};
use sha2::Digest as _;

use crate::publication::{POLICY, agent, propose, publish, say, stage};
use crate::support::{Fixture, files, services};

/// Path → bytes of every file in a folder.
fn content(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    files(root).iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

/// What does not depend on when it was published.
fn lasting(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = content(root);
    all.remove("gallery.note");
    all.remove("checkpoint");
    all
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

async fn take_down(archive: &Archive, publication: PublicationId) {
    let takedown = Takedown {
        publication,
        cause: TakedownCause::Family,
        reason: "a wish".into(),
        channel: "by letter".into(),
    };
    archive.take_down(&agent("nour"), takedown).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scraped_gallery_tells_nothing_but_what_was_decided() {
    let (fixture, archive, people) = stage(4).await;
    let public = publish(&archive, &people[0]).await;
    let waiting = propose(&archive, &people[1]).await;
    let gone = publish(&archive, &people[2]).await;
    take_down(&archive, gone).await;
    say(&archive, &people[0].0, Fact::Sex, "male").await;
    say(&archive, &people[0].0, Fact::Note, "a-secret-note").await;
    let out = fixture.path("site");
    let done = archive.publish(&out, &|_, _| {}).await.unwrap();
    assert_eq!((done.faces, done.removed), (1, 0));
    let all = content(&out);
    assert_eq!(all.len() as u64, done.files + 3);
    let picture = &all[&format!("pictures/{public}.jpg")];
    assert!(picture.len() <= 25_000);
    let room = archive.publications().await.unwrap();
    let proposal = &room.get(&public).unwrap().publication.proposal;
    let mut secrets = vec![
        "secret-name".to_owned(),
        "a-secret-note".into(),
        "samar".into(),
        "huda".into(),
        "nour".into(),
        "lina".into(),
        "a wish".into(),
        "to be recognised".into(),
        waiting.to_string(),
        waiting.shown(),
        gone.to_string(),
        gone.shown(),
        proposal.recipe.salt.clone(),
        proposal.sealed.to_string(),
    ];
    for (individual, digest) in &people {
        secrets.extend([individual.to_string(), digest.to_string(), digest.to_string()[..16].to_owned()]);
    }
    for (path, bytes) in &all {
        for secret in &secrets {
            assert!(!holds(bytes, secret), "{path} tells {secret}");
        }
        for text in ["Exif", "http-equiv=\"refresh\"", "<script>", "javascript:"] {
            assert!(!holds(bytes, text), "{path} holds {text}");
        }
        // No address leads outside: the only ones are names of formats.
        let text = String::from_utf8_lossy(bytes);
        for at in text.match_indices("http").map(|(at, _)| &text[at..]) {
            assert!(
                at.starts_with("http-equiv") || at.starts_with("http://www.w3.org/2005/Atom"),
                "{path}: {}",
                &at[..40.min(at.len())]
            );
        }
    }
    let first = String::from_utf8_lossy(&all["ar/index.html"]).into_owned();
    assert!(
        first.contains("خط الدعم: ٠٠٠") && first.contains("dir=\"rtl\""),
        "support lines are the policy's"
    );
    assert!(
        String::from_utf8_lossy(&all["en/index.html"]).contains("<td>1</td>"),
        "what was taken down is counted"
    );
    assert_eq!(all.keys().filter(|path| path.starts_with("pictures/")).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_differs_is_written_and_what_is_taken_down_is_gone() {
    let (fixture, archive, people) = stage(3).await;
    let (one, two) = (publish(&archive, &people[0]).await, publish(&archive, &people[1]).await);
    let out = fixture.path("site");
    let first = archive.publish(&out, &|_, _| {}).await.unwrap();
    assert_eq!(first.written, first.files);
    let before = content(&out);
    let again = archive.publish(&out, &|_, _| {}).await.unwrap();
    assert_eq!((again.written, again.removed, again.entry, again.list), (0, 0, None, first.list));
    assert_eq!(content(&out), before, "nothing changed, nothing is signed anew");

    let three = publish(&archive, &people[2]).await;
    let more = archive.publish(&out, &|_, _| {}).await.unwrap();
    assert!(more.entry.is_some() && more.faces == 3 && more.written < more.files, "{more:?}");
    take_down(&archive, two).await;
    let less = archive.publish(&out, &|_, _| {}).await.unwrap();
    assert!(less.faces == 2 && less.removed >= 3, "{less:?}");
    for (path, bytes) in content(&out) {
        assert!(
            !path.contains(&two.to_string())
                && !holds(&bytes, &two.to_string())
                && !holds(&bytes, &two.shown()),
            "{path}"
        );
    }
    let all = content(&out);
    for face in [one, three] {
        assert!(all.contains_key(&format!("en/face-{face}.html")));
    }
    // Whatever somebody changes in the folder is put right.
    std::fs::write(out.join(format!("pictures/{one}.jpg")), b"another picture").unwrap();
    std::fs::remove_file(out.join("ar/index.html")).unwrap();
    let mended = archive.publish(&out, &|_, _| {}).await.unwrap();
    assert_eq!(mended.written, 2);
    assert_eq!(lasting(&out), {
        let mut all = all;
        all.remove("gallery.note");
        all.remove("checkpoint");
        all
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_with_anything_else_is_refused_untouched() {
    let (fixture, archive, people) = stage(1).await;
    publish(&archive, &people[0]).await;
    let out = fixture.path("site");
    std::fs::create_dir_all(out.join("ar")).unwrap();
    std::fs::write(out.join("ar/thesis.odt"), "years of work").unwrap();
    let refused = archive.publish(&out, &|_, _| {}).await.unwrap_err();
    assert!(refused.kind == ErrorKind::Mistake && refused.what.contains("ar/thesis.odt"), "{refused}");
    assert_eq!(content(&out).len(), 1);
    std::fs::remove_file(out.join("ar/thesis.odt")).unwrap();
    archive.publish(&out, &|_, _| {}).await.unwrap();
    std::os::unix::fs::symlink("/etc/passwd", out.join("ar/more.html")).unwrap();
    assert_eq!(archive.publish(&out, &|_, _| {}).await.unwrap_err().kind, ErrorKind::Mistake);
    std::fs::remove_file(out.join("ar/more.html")).unwrap();

    // Another archive's gallery is not touched.
    let other = Fixture::new();
    let stranger = other.open();
    stranger.bring_policy(&agent("samar"), POLICY, true).await.unwrap();
    let before = content(&out);
    let refused = stranger.publish(&out, &|_, _| {}).await.unwrap_err();
    assert!(refused.what.contains("another archive") && content(&out) == before, "{refused}");
    // A gallery without a face is a gallery.
    let empty = stranger.publish(&other.path("site"), &|_, _| {}).await.unwrap();
    assert_eq!(empty.faces, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_the_same_call_finishes() {
    let (fixture, archive, people) = stage(3).await;
    let keep = publish(&archive, &people[0]).await;
    let gone = publish(&archive, &people[1]).await;
    let out = fixture.path("site");
    archive.publish(&out, &|_, _| {}).await.unwrap();
    take_down(&archive, gone).await;
    publish(&archive, &people[2]).await;
    archive.close().await;
    let (mut at, mut finished) = (0, false);
    while !finished {
        let copy = fixture.copy();
        crate::support::copy_tree(&out, &copy.path("site"));
        let disk = Arc::new(FaultyDisk::new(LocalDisk, Fault::crash_at(at)));
        let custodian = Archive::configuration_of(&copy.root).unwrap().custodians[0].name.clone();
        let broken = Archive::open(&copy.root, disk, services(), Some(copy.keyring(&custodian))).unwrap();
        finished = broken.publish(&copy.path("site"), &|_, _| {}).await.is_ok();
        broken.close().await;
        let well = copy.open();
        let room = well.publications().await.unwrap();
        // Until all of it stands, the face that was taken down is told as one that may still be seen.
        let told_gone = room.since_gallery().unwrap().removed == 0;
        let is_gone = !copy.path("site").join(format!("pictures/{gone}.jpg")).exists();
        assert!(is_gone || !told_gone, "after a kill at {at}");
        let done = well.publish(&copy.path("site"), &|_, _| {}).await.unwrap();
        let all = content(&copy.path("site"));
        assert_eq!((done.faces, all.len() as u64), (2, done.files + 3), "after a kill at {at}");
        assert!(
            all.contains_key(&format!("pictures/{keep}.jpg"))
                && !all.contains_key(&format!("pictures/{gone}.jpg"))
        );
        let room = well.publications().await.unwrap();
        assert_eq!(
            (room.gallery_begun(), room.since_gallery().unwrap().removed),
            (None, 0),
            "after a kill at {at}"
        );
        well.close().await;
        at += 1;
    }
    assert!(at > 30, "it was killed in the middle");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_month_is_that_of_the_photograph_the_face_is_from() {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    let mut digests = Vec::new();
    for (seed, day) in [(0, "2013-05-17"), (1, "2013-07-02")] {
        std::fs::create_dir_all(deposit.join(day)).unwrap();
        // A clock that began again says nothing of the month.
        let (bytes, _) = crate::derivatives::photograph(seed);
        let bytes = crate::unusual::taken_at(&bytes, "2004:01:01 00:03:07");
        std::fs::write(deposit.join(day).join("one.jpg"), &bytes).unwrap();
        digests.push(Digest(sha2::Sha256::digest(&bytes).into()));
    }
    let archive = fixture.open();
    crate::support::intake(&archive, &deposit).await;
    let individual: IndividualId = "i00000001".parse().unwrap();
    let together =
        Decision::Together { individual: individual.clone(), photographs: digests.clone(), candidate: None };
    let seen = archive.catch_up().await.unwrap();
    archive.decide(&agent("samar"), together, seen).await.unwrap();
    say(&archive, &individual, Fact::AgeBand, "adult").await;
    say(&archive, &individual, Fact::Category, "detainee").await;
    archive.bring_policy(&agent("samar"), POLICY, true).await.unwrap();
    let face = publish(&archive, &(individual, digests[1])).await;
    let out = fixture.path("site");
    archive.publish(&out, &|_, _| {}).await.unwrap();
    for (tongue, month, label) in [
        ("en", "July 2013", "according to the camera or the folder"),
        ("ar", "تموز 2013", "وفق الكاميرا أو المجلد"),
    ] {
        let page = std::fs::read_to_string(out.join(format!("{tongue}/face-{face}.html"))).unwrap();
        assert!(page.contains(month) && page.contains(label), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_damaged_picture_is_made_anew_or_left_out_and_stops_no_other() {
    let (fixture, archive, people) = stage(2).await;
    let (one, two) = (publish(&archive, &people[0]).await, publish(&archive, &people[1]).await);
    let flip = |sealed: &SealedName| {
        let hex = sealed.to_string();
        let path = fixture.root.join("store").join(&hex[..2]).join(&hex[2..4]).join(&hex);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[300] ^= 1;
        std::fs::write(path, bytes).unwrap();
    };
    let room = archive.publications().await.unwrap();
    let proposal = &room.get(&one).unwrap().publication.proposal;
    flip(&proposal.sealed);
    let out = fixture.path("site");
    let done = archive.publish(&out, &|_, _| {}).await.unwrap();
    assert!(done.faces == 2 && done.unreadable.is_empty(), "{done:?}");
    let picture = std::fs::read(out.join(format!("pictures/{one}.jpg"))).unwrap();
    assert_eq!(Digest(sha2::Sha256::digest(&picture).into()), proposal.picture, "the same bytes, made anew");
    let seen = archive.publication_picture(&agent("huda"), &"huda".parse().unwrap(), &one).await.unwrap();
    assert_eq!(seen, Some(picture));

    // The original is damaged too: nothing gives these bytes any more, but what lies in the folder.
    let original = archive.catalog().await.unwrap().photograph(&people[0].1).await.unwrap().unwrap().sealed;
    flip(&original);
    let again = archive.publish(&out, &|_, _| {}).await.unwrap();
    assert_eq!((again.faces, again.entry), (2, None), "what is there stays there");
    let other = fixture.path("other");
    for run in 0..2 {
        let done = archive.publish(&other, &|_, _| {}).await.unwrap();
        assert_eq!((done.faces, done.unreadable.as_slice()), (1, [one].as_slice()), "run {run}");
        let all = content(&other);
        assert!(all.contains_key(&format!("pictures/{two}.jpg")), "run {run}");
        assert!(!all.keys().any(|path| path.contains(&one.to_string())), "run {run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_is_told_what_waits_for_the_gallery_to_be_written() {
    let (fixture, archive, people) = stage(4).await;
    let since = async || archive.publications().await.unwrap().since_gallery();
    let (one, two) = (publish(&archive, &people[0]).await, publish(&archive, &people[1]).await);
    // Decided, and closed from the beginning: never in it, so nothing of it is to be removed.
    let soldier = publish(&archive, &people[3]).await;
    say(&archive, &people[3].0, Fact::Category, "soldier").await;
    assert_eq!(since().await, None, "it was never written");
    let out = fixture.path("site");
    archive.publish(&out, &|_, _| {}).await.unwrap();
    let told = since().await.unwrap();
    assert_eq!((told.faces, told.added, told.removed), (2, 0, 0));
    publish(&archive, &people[2]).await;
    take_down(&archive, one).await;
    let told = since().await.unwrap();
    assert_eq!((told.faces, told.added, told.removed), (2, 1, 1));
    // Closed without anybody taking it down: it is still in the gallery.
    say(&archive, &people[1].0, Fact::Category, "civilian").await;
    assert_eq!(since().await.unwrap().removed, 2);
    archive.publish(&out, &|_, _| {}).await.unwrap();
    let told = since().await.unwrap();
    assert_eq!((told.faces, told.added, told.removed), (1, 0, 0));
    for gone in [one, two, soldier] {
        assert!(!out.join(format!("en/face-{gone}.html")).exists());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_that_leaves_families_alone_with_it() {
    let (fixture, archive, people) = stage(1).await;
    publish(&archive, &people[0]).await;
    let out = fixture.path("site");
    let line = POLICY.lines().find(|line| line.starts_with("support")).unwrap();
    for support in ["support = []", "support = [{ ar = \" \", en = \"Support\" }]"] {
        archive.bring_policy(&agent("samar"), &POLICY.replace(line, support), true).await.unwrap();
        let refused = archive.publish(&out, &|_, _| {}).await.unwrap_err();
        assert!(refused.kind == ErrorKind::Mistake && refused.what.contains("supports people"), "{refused}");
        assert!(!out.exists(), "nothing was written");
    }
    // A policy that an earlier version took: nobody can be reached.
    let brought = archive.bring_policy(&agent("samar"), POLICY, false).await.unwrap();
    let mut policy = brought.policy;
    policy.gallery.reach = Phrase::default();
    archive.record(vec![Act::PublicationPolicySet(Box::new(policy))]).await.unwrap();
    let refused = archive.publish(&out, &|_, _| {}).await.unwrap_err();
    assert!(refused.what.contains("reach the team"), "{refused}");
    archive.bring_policy(&agent("samar"), POLICY, true).await.unwrap();
    archive.publish(&out, &|_, _| {}).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_hour_is_in_the_gallery() {
    let (fixture, archive, people) = stage(2).await;
    publish(&archive, &people[0]).await;
    let gone = publish(&archive, &people[1]).await;
    take_down(&archive, gone).await;
    let out = fixture.path("site");
    archive.publish(&out, &|_, _| {}).await.unwrap();
    let mut times = 0;
    for path in files(&out) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        for (at, _) in text.match_indices("2026-11-") {
            let rest = &text[at + 10..];
            if rest.starts_with('T') {
                assert!(rest.starts_with("T00:00:00Z"), "{}: {}", path.display(), &text[at..at + 20]);
                times += 1;
            }
        }
        let changed = std::fs::metadata(&path).unwrap().modified().unwrap();
        let since = changed.duration_since(std::time::UNIX_EPOCH).unwrap();
        assert_eq!(since.as_secs() % 86_400, 0, "{}", path.display());
    }
    assert!(times >= 3, "the feed and the note tell days");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_category_that_is_not_detainee_is_told_beside_the_face() {
    let (fixture, archive, people) = stage(2).await;
    let both = format!("categories = [\"detainee\", \"soldier\"]\n{POLICY}");
    archive.bring_policy(&agent("samar"), &both, true).await.unwrap();
    let (detainee, soldier) = (publish(&archive, &people[0]).await, publish(&archive, &people[1]).await);
    say(&archive, &people[1].0, Fact::Category, "soldier").await;
    let out = fixture.path("site");
    archive.publish(&out, &|_, _| {}).await.unwrap();
    let page = |face| std::fs::read_to_string(out.join(format!("en/face-{face}.html"))).unwrap();
    assert!(page(soldier).contains("was a soldier, not a detainee") && !page(detainee).contains("soldier"));
}

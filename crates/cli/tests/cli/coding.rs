//! Codebooks at the command line: written out to begin from, tried, adopted once, and refused where they will not do.

use serde_json::Value;

use crate::support::Desk;

const KEY: [&str; 2] = ["--passphrase-file", "p"];

fn codebook(more: &[&'static str]) -> Vec<&'static str> {
    [&["codebook", "A.amana"][..], &KEY, more].concat()
}

fn refused(desk: &Desk, more: &[&'static str]) -> String {
    let refused = desk.run(&codebook(more));
    assert_eq!(refused.status.code(), Some(1), "{more:?}");
    String::from_utf8_lossy(&refused.stderr).into_owned()
}

#[test]
fn a_collection_begins_from_the_starting_codebook_and_adopts_its_own() {
    let desk = Desk::with_archive();
    let printed = desk.good(&["codebook", "--print"]);
    assert!(printed.contains("\ncodebook = \"forensic\"\nversion = 2\n"), "{printed}");
    assert!(printed.ends_with("]\n") && !printed.ends_with("\n\n"), "as the file, to the byte");
    assert_eq!(desk.json(&["codebook", "--print", "--json"])["codebook"], "forensic");

    let listed = desk.good(&codebook(&[]));
    assert!(listed.starts_with("codebook forensic, version 2, entries: "), "{listed}");
    assert!(
        listed.contains("; comes with the program\n") && listed.contains("no study is planned"),
        "{listed}"
    );
    let before = desk.json(&codebook(&["--json"]));
    let starting = &before["codebooks"][0];
    assert_eq!((&starting["adopted"], &before["studies"]), (&Value::Null, &Value::Array(Vec::new())));

    let own = printed.replacen("codebook = \"forensic\"", "codebook = \"own\"", 1);
    std::fs::write(desk.path("own.toml"), &own).unwrap();
    let tried = desk.good(&codebook(&["own.toml"]));
    assert!(
        tried.starts_with("only tried, nothing was recorded; --record would adopt: codebook own, version 2"),
        "{tried}"
    );
    assert_eq!(desk.json(&codebook(&["--json"])), before, "nothing was recorded");
    let recorded = desk.json(&codebook(&["own.toml", "--record", "--json"]));
    assert_eq!((&recorded["recorded"], &recorded["already"]), (&true.into(), &false.into()));
    assert_ne!(recorded["digest"], starting["digest"]);
    let again = desk.good(&codebook(&["own.toml", "--record"]));
    assert!(
        again.starts_with("there is nothing to record; adopted already: codebook own, version 2"),
        "{again}"
    );
    let after = desk.good(&codebook(&[]));
    assert!(
        after.contains("codebook own, version 2, entries: ") && after.contains("; adopted in entry "),
        "{after}"
    );
    let events = desk.json(&[&["table", "events", "A.amana", "--format", "json"][..], &KEY].concat());
    let acts = events.as_array().unwrap().iter().map(|event| event["act"].as_str().unwrap());
    assert_eq!(acts.filter(|act| *act == "codebook-adopted").count(), 1);
}

#[test]
fn a_changed_codebook_has_a_higher_version_and_a_bad_file_records_nothing() {
    let desk = Desk::with_archive();
    let printed = desk.good(&["codebook", "--print"]);
    let changed = printed.replacen("Forensic reading", "A reading", 1);
    let newer = changed.replacen("version = 2", "version = 3", 1);
    let faulty = printed.replacen("\nkind = \"choice\"", "\nkind = \"sign\"", 1);
    for (name, text) in [
        ("changed.toml", changed.as_str()),
        ("newer.toml", newer.as_str()),
        ("faulty.toml", faulty.as_str()),
        ("misspelt.toml", "codebok = \"own\"\n"),
    ] {
        std::fs::write(desk.path(name), text).unwrap();
    }
    std::fs::write(desk.path("bytes.toml"), [0xff, 0xfe, 0x00]).unwrap();
    let told = refused(&desk, &["changed.toml", "--record"]);
    assert!(told.contains("another codebook is called forensic and has version 2"), "{told}");
    assert!(told.contains("nothing was recorded") && told.contains("a higher version"), "{told}");
    let told = refused(&desk, &["faulty.toml"]);
    assert!(told.contains("the codebook will not do") && told.contains("two values or more"), "{told}");
    let told = refused(&desk, &["misspelt.toml"]);
    assert!(told.contains("codebok") && told.contains("docs/formats/codebook.md"), "{told}");
    let told = refused(&desk, &["bytes.toml"]);
    assert!(
        told.contains("bytes.toml cannot be read as text") && told.contains("nothing was recorded"),
        "{told}"
    );
    assert!(refused(&desk, &["nowhere.toml", "--record"]).contains("nowhere.toml cannot be read"));
    refused(&desk, &["--record"]);
    assert_eq!(desk.run(&["codebook"]).status.code(), Some(1), "an archive is needed");

    assert!(
        desk.good(&codebook(&["newer.toml", "--record"]))
            .starts_with("adopted: codebook forensic, version 3")
    );
    let listed = desk.json(&codebook(&["--json"]));
    let versions = |book: &Value| book["version"].as_u64().unwrap();
    assert_eq!(listed["codebooks"].as_array().unwrap().iter().map(versions).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn a_sample_is_refused_with_the_reason_where_nobody_can_be_drawn() {
    let desk = Desk::with_archive();
    let sample = |more: &[&'static str]| {
        let run = desk.run(&[&["sample", "A.amana", "--size", "1"][..], &KEY, more].concat());
        (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
    };
    for (exclude, told) in [
        ("colour=red: why", "branch, month, state, without-three-numbers, sample, study, person are known"),
        ("branch=215", "an exclusion has a reason"),
        ("month=2012-13: why", "2012-13"),
        ("without-three-numbers=215: why", "without-three-numbers"),
    ] {
        let (code, text) = sample(&["--exclude", exclude]);
        assert!(code == Some(1) && text.contains(told), "{code:?} {text}");
    }
    let (code, text) = sample(&["--exclude", "sample=n00000000: drawn before"]);
    assert!(code == Some(1) && text.contains("n00000000 is to be left out and is not there"), "{text}");
    let (code, text) =
        sample(&["--exclude", "branch=215: in full", "--by", "folder", "--method", "stratified"]);
    assert!(code == Some(1) && text.contains("nobody is left to draw from"), "{text}");
}

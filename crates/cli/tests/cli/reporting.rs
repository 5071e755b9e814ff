//! Reports and findings at the command line: what leaves is recorded first, and comes out the same again without the archive.

use crate::support::{Desk, sha256};

const KEY: [&str; 2] = ["--passphrase-file", "p"];

fn events(desk: &Desk, act: &str) -> Vec<serde_json::Value> {
    let listed = desk.json(&[&["table", "events", "A.amana", "--format", "json"][..], &KEY].concat());
    listed.as_array().unwrap().iter().filter(|event| event["act"] == act).cloned().collect()
}

#[test]
fn a_report_is_recorded_and_comes_out_the_same_without_the_archive() {
    let desk = Desk::with_archive();
    desk.leak(40, 5);
    desk.good(&["intake", "A.amana", "leak", "--passphrase-file", "p", "--quiet"]);
    let report = |rest: &[&str]| desk.run(&[&["report", "A.amana"][..], rest, &KEY].concat());
    let made = report(&["--definition", "D2.1", "--by", "month", "-o", "r.pdf", "--data", "d", "--json"]);
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    let told: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    assert!(std::fs::read(desk.path("r.pdf")).unwrap().starts_with(b"%PDF-"));
    assert_eq!(told["frozen_sha256"], sha256(&desk.path("d/frozen.json")), "it is canonical");
    let recorded = events(&desk, "report-made");
    assert_eq!(recorded.len(), 1);
    let details: serde_json::Value = match &recorded[0]["details"] {
        serde_json::Value::String(text) => serde_json::from_str(text).unwrap(),
        other => other.clone(),
    };
    assert_eq!(details["frozen"], told["frozen_sha256"]);
    let files = told["files"].as_array().unwrap();
    assert_eq!(details["files"].as_array().unwrap().len(), files.len());
    for file in files {
        assert_eq!(file["sha256"], sha256(&desk.path(file["file"].as_str().unwrap())), "{file}");
    }
    let counts = std::fs::read_to_string(desk.path("d/counts.csv")).unwrap();
    let number = desk.json(&[&["count", "A.amana", "--definition", "D2.1", "--json"][..], &KEY].concat());
    let row = counts.lines().nth(1).unwrap();
    assert!(
        row.starts_with(&format!(
            "D2.1,photographs-all,All photographs,photographs,{},",
            number[0]["number"]
        )),
        "{row}"
    );

    let again = report(&["--definition", "D2.1", "-o", "r.pdf"]);
    assert_eq!(again.status.code(), Some(1), "what is there is not written over");
    assert_eq!(report(&["--definition", "D99.1", "-o", "x.pdf"]).status.code(), Some(1));
    assert!(!desk.path("x.pdf").exists());
    assert_eq!(events(&desk, "report-made").len(), 1, "what did not leave is not recorded");

    std::fs::remove_dir_all(desk.path("A.amana")).unwrap();
    let same = desk.json(&["recount", "d", "--json"]);
    assert_eq!(same["differences"], serde_json::json!([]));
    assert!(same["numbers"].as_u64().unwrap() > 10);
    let path = desk.path("d/report.json");
    let altered = std::fs::read_to_string(&path).unwrap();
    let number = number[0]["number"].as_u64().unwrap();
    std::fs::write(
        &path,
        altered.replacen(&format!("\"number\":{number}"), &format!("\"number\":{}", number + 1), 1),
    )
    .unwrap();
    let other = desk.run(&["recount", "d"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&other.stdout).contains("DIFFERENT"));
    std::fs::write(desk.path("d/frozen.json"), "{}").unwrap();
    assert_eq!(desk.run(&["recount", "d"]).status.code(), Some(1));
}

#[test]
fn a_text_is_signed_with_a_key_of_ones_own_and_checked_by_anybody() {
    let desk = Desk::new();
    std::fs::write(desk.path("words"), "several words of her own\n").unwrap();
    let with = ["--passphrase-file", "words"];
    let make = [&["finding", "key", "dr.huda", "-o", "k", "--work-factor", "10"][..], &with].concat();
    let public = desk.good(&make).trim().to_owned();
    assert!(public.starts_with("dr.huda+"), "{public}");
    assert_eq!(desk.run(&make).status.code(), Some(1), "a key is not written over");
    std::fs::write(desk.path("t"), "what is stated\n").unwrap();
    desk.good(&[&["finding", "sign", "t", "--key", "k", "-o", "note"][..], &with].concat());
    let checked = desk.json(&["finding", "check", "note", "--key", &public, "--json"]);
    assert_eq!(checked["text"], "what is stated\n");
    let note = std::fs::read_to_string(desk.path("note")).unwrap();
    std::fs::write(desk.path("note"), note.replace("what", "that")).unwrap();
    assert_eq!(desk.run(&["finding", "check", "note", "--key", &public]).status.code(), Some(2));
    assert_eq!(desk.run(&["finding", "check", "note", "--key", "no key"]).status.code(), Some(1));
    let wrong = desk.run(&["finding", "sign", "t", "--key", "k", "-o", "other", "--passphrase-file", "p"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(!desk.path("other").exists());
}

//! Every command without a terminal: results on standard output, documented exit codes.

use std::collections::BTreeSet;

use crate::support::{Desk, sha256};

#[test]
fn the_line_of_the_manual_works_as_written() {
    let desk = Desk::new();
    desk.leak(60, 5);
    let script = "\"$AMANA\" init A.amana --passphrase-file p --work-factor 10 && \
        \"$AMANA\" intake A.amana leak --passphrase-file p --json > intake.json && \
        \"$AMANA\" table occurrences --archive A.amana --passphrase-file p --format json > occurrences.json && \
        \"$AMANA\" verify A.amana --passphrase-file p --json > verify.json";
    let mut shell = std::process::Command::new("sh");
    let output = shell
        .args(["-c", script])
        .env("AMANA", env!("CARGO_BIN_EXE_amana"))
        .env("HOME", desk.folder.path())
        .current_dir(&desk.folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(desk.path(name)).unwrap()).unwrap()
    };
    let (intake, occurrences, verify) = (read("intake.json"), read("occurrences.json"), read("verify.json"));
    let rows = occurrences.as_array().unwrap();
    assert_eq!(intake["report"]["counts"]["found"].as_u64().unwrap(), rows.len() as u64);
    assert_eq!(verify["sound"], true, "{verify:#}");
    for column in ["accession", "path", "sha256", "outcome"] {
        assert!(rows[0].get(column).is_some(), "{column}");
    }
}

#[test]
fn tables_open_in_every_format_with_the_promised_columns() {
    let desk = Desk::with_archive();
    desk.leak(60, 6);
    desk.good(&["intake", "A.amana", "leak", "--passphrase-file", "p", "--quiet"]);
    let wanted: [(&str, &[&str]); 3] = [
        (
            "photographs",
            &[
                "sha256",
                "bytes",
                "kind",
                "width",
                "height",
                "taken_at",
                "folder_date",
                "camera",
                "serial",
                "pdq",
                "group",
            ],
        ),
        ("occurrences", &["accession", "path", "sha256", "outcome"]),
        ("copies", &["group", "sha256", "relation", "distance"]),
    ];
    for (table, columns) in wanted {
        let csv = desk.good(&["table", table, "--archive", "A.amana", "--passphrase-file", "p"]);
        let head: BTreeSet<&str> = csv.lines().next().unwrap().split(',').collect();
        assert!(columns.iter().all(|column| head.contains(column)), "{table}: {head:?}");
        let rows = desk.json(&[
            "table",
            table,
            "--archive",
            "A.amana",
            "--passphrase-file",
            "p",
            "--format",
            "json",
        ]);
        assert!(!rows.as_array().unwrap().is_empty(), "{table}");
        let file = format!("{table}.parquet");
        desk.good(&["table", table, "A.amana", "--passphrase-file", "p", "--format", "parquet", "-o", &file]);
        assert!(std::fs::read(desk.path(&file)).unwrap().starts_with(b"PAR1"));
    }
    let again = desk.run(&["table", "copies", "A.amana", "--passphrase-file", "p", "-o", "copies.parquet"]);
    assert_eq!(again.status.code(), Some(1), "a file that is there is not written over");
}

#[test]
fn mistakes_damage_and_a_failing_machine_have_exit_codes_of_their_own() {
    let desk = Desk::with_archive();
    desk.leak(60, 7);
    let code = |arguments: &[&str]| desk.run(arguments).status.code().unwrap();
    assert_eq!(code(&["nonsense"]), 1);
    assert_eq!(code(&["verify", "nowhere.amana"]), 1);
    assert_eq!(code(&["intake", "A.amana", "nowhere", "--passphrase-file", "p"]), 1);
    assert_eq!(code(&["init", "A.amana", "--passphrase-file", "p"]), 1);
    std::fs::write(desk.path("wrong"), "wrong\n").unwrap();
    let wrong = desk.run(&["status", "A.amana", "--passphrase-file", "wrong", "--json"]);
    assert_eq!(wrong.status.code(), Some(1));
    let said: serde_json::Value = serde_json::from_slice(&wrong.stdout).unwrap();
    assert_eq!(
        (said["kind"].as_str(), said["safe"].is_string(), said["next"].is_string()),
        (Some("mistake"), true, true)
    );

    desk.good(&["intake", "A.amana", "leak", "--passphrase-file", "p", "--quiet"]);
    assert_eq!(code(&["verify", "A.amana", "--passphrase-file", "p"]), 0);
    assert_eq!(code(&["verify", "A.amana"]), 0);
    assert_eq!(code(&["verify", "A.amana", "--sample", "5"]), 0);
    let object = std::fs::read_dir(desk.path("A.amana/store"))
        .unwrap()
        .flatten()
        .find(|entry| entry.file_name().len() == 2)
        .unwrap();
    let inner = std::fs::read_dir(object.path()).unwrap().next().unwrap().unwrap().path();
    let file = std::fs::read_dir(inner).unwrap().next().unwrap().unwrap().path();
    let mut bytes = std::fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(code(&["verify", "A.amana", "--passphrase-file", "p"]), 2);
    assert_eq!(code(&["verify", "A.amana"]), 2);
}

#[test]
fn a_proof_is_checked_by_the_small_program() {
    let desk = Desk::with_archive();
    desk.leak(60, 8);
    desk.good(&["intake", "A.amana", "leak", "--passphrase-file", "p", "--quiet"]);
    let rows = desk.json(&["table", "occurrences", "A.amana", "--passphrase-file", "p", "--format", "json"]);
    let row = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["outcome"] == "kept" && !row["path"].as_str().unwrap().contains("!/"))
        .unwrap();
    let digest = row["sha256"].as_str().unwrap();
    desk.good(&["prove", "A.amana", digest, "-o", "proof", "--passphrase-file", "p"]);
    desk.good(&[
        "restore",
        "A.amana",
        &digest[..16],
        "-o",
        "photo",
        "--passphrase-file",
        "p",
        "--purpose",
        "a test",
    ]);
    assert_eq!(sha256(&desk.path("photo")), digest);
    let folder = desk.good(&["log", "export", "A.amana", "-o", "log", "--passphrase-file", "p"]);
    assert!(folder.contains("entries"));
    let events = desk.json(&["table", "events", "A.amana", "--passphrase-file", "p", "--format", "json"]);
    let acts: BTreeSet<&str> =
        events.as_array().unwrap().iter().map(|event| event["act"].as_str().unwrap()).collect();
    for act in [
        "archive-created",
        "accession-opened",
        "file-found",
        "accession-closed",
        "proof-issued",
        "original-exported",
        "log-exported",
        "table-exported",
    ] {
        assert!(acts.contains(act), "{act} is no event: {acts:?}");
    }
}

#[test]
fn lost_accounts_come_back_by_one_command() {
    let desk = Desk::with_archive();
    std::fs::write(desk.path("password"), "a good long password\n").unwrap();
    let keys = ["--archive", "A.amana", "--passphrase-file", "p"];
    desk.good(&[&["account", "add", "samar", "--password-file", "password"], &keys[..]].concat());
    let readable = desk.run(&[&["account", "restore"], &keys[..]].concat());
    assert_eq!(readable.status.code(), Some(1), "what can be read is not replaced unasked");
    std::fs::remove_file(desk.path("A.amana/accounts.db")).unwrap();
    let verify = ["verify", "A.amana", "--passphrase-file", "p"];
    assert_eq!(desk.run(&verify).status.code(), Some(2));
    let restored = desk.json(&[&["account", "restore", "--json"], &keys[..]].concat());
    assert_eq!(restored["accounts"], 1, "{restored}");
    assert!(desk.good(&[&["account", "list"], &keys[..]].concat()).contains("samar  custodian"));
    desk.good(&verify);
}

#[test]
fn an_identifier_is_looked_for_in_pictures_alone_and_the_list_says_what_waits() {
    let desk = Desk::with_archive();
    let none = desk.run(&["publication", "of", "p"]);
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    let mistake = desk.run(&["publication", "of", "not-there"]);
    assert_eq!(none.status.code(), mistake.status.code(), "{said}");
    assert!(none.status.code() != Some(0) && said.contains("cannot be read as a picture"), "{said}");
    let listed = desk.good(&["publication", "list", "A.amana", "--passphrase-file", "p"]);
    assert!(listed.contains("no gallery was ever written"), "{listed}");
}

#[test]
fn what_was_refused_leaves_no_file_that_the_next_try_stumbles_over() {
    let desk = Desk::with_archive();
    desk.leak(40, 8);
    desk.good(&["intake", "A.amana", "leak", "--passphrase-file", "p", "--quiet"]);
    let rows = desk.json(&["table", "photographs", "A.amana", "--passphrase-file", "p", "--format", "json"]);
    let digest = rows[0]["sha256"].as_str().unwrap();
    let (store, away) = (desk.path("A.amana").join("store"), desk.path("A.amana").join("store.away"));
    std::fs::rename(&store, &away).unwrap();
    let restore = ["restore", "A.amana", digest, "-o", "photo", "--passphrase-file", "p"];
    let refused = desk.run(&restore);
    assert_ne!(refused.status.code(), Some(0), "{refused:?}");
    assert!(!desk.path("photo").exists(), "{refused:?}");
    let _ = std::fs::remove_dir_all(&store);
    std::fs::rename(&away, &store).unwrap();
    desk.good(&restore);
    assert_eq!(sha256(&desk.path("photo")), digest);
}

#[test]
fn comparing_faces_asks_for_its_purpose_and_its_models_in_words() {
    let desk = Desk::with_archive();
    std::fs::write(desk.path("face.jpg"), b"no picture").unwrap();
    let ask = |more: &[&str]| {
        let asked =
            ["similar-faces", "A.amana", "face.jpg", "--limit", "20", "--json", "--passphrase-file", "p"];
        let output = desk.command(&[&asked[..], more].concat()).env_remove("AMANA_MODELS").output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
    };
    assert!(ask(&[]).contains("--purpose TEXT"));
    assert!(ask(&["--purpose", "a trial"]).contains("AMANA_MODELS"));
}

//! An original is restored with the plain age tool and the documented layout, without Amana.

use std::process::Command;

use crate::support::{Desk, sha256};

#[test]
fn the_plain_age_tool_restores_an_original() {
    if Command::new("age").arg("--version").output().is_err() {
        eprintln!("skipped: the age tool is not installed");
        return;
    }
    let desk = Desk::with_archive();
    desk.leak(60, 9);
    desk.good(&["intake", "A.amana", "leak", "--passphrase-file", "p", "--quiet"]);
    desk.good(&["key", "export", "--archive", "A.amana", "--passphrase-file", "p", "-o", "identity.txt"]);
    desk.good(&["log", "export", "A.amana", "-o", "log", "--passphrase-file", "p"]);
    let events = desk.json(&["table", "events", "A.amana", "--passphrase-file", "p", "--format", "json"]);
    let mut restored = 0;
    for event in events.as_array().unwrap().iter().filter(|event| event["act"] == "file-found") {
        let details: serde_json::Value = serde_json::from_str(event["details"].as_str().unwrap()).unwrap();
        let (Some(sealed), Some(digest)) = (details["sealed"].as_str(), details["digest"].as_str()) else {
            continue;
        };
        if details["outcome"] != "kept" || restored >= 10 {
            continue;
        }
        let object = desk.path(&format!("A.amana/store/{}/{}/{sealed}", &sealed[..2], &sealed[2..4]));
        assert_eq!(sha256(&object), sealed, "the object's name is its digest");
        let out = desk.path("plain");
        let status = Command::new("age")
            .args(["-d", "-i"])
            .arg(desk.path("identity.txt"))
            .arg("-o")
            .arg(&out)
            .arg(&object)
            .status()
            .unwrap();
        assert!(status.success());
        assert_eq!(sha256(&out), digest);
        std::fs::remove_file(out).unwrap();
        restored += 1;
    }
    assert!(restored >= 10);
}

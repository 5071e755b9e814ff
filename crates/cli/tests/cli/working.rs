//! Work and rechecks at the command line: given, taken back, refused; nothing drawn where there is nothing.

use crate::support::Desk;

const KEY: [&str; 3] = ["A.amana", "--passphrase-file", "p"];

fn with<'a>(command: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&[command][..], &KEY, more].concat()
}

fn refused(desk: &Desk, command: &str, more: &[&str]) -> String {
    let refused = desk.run(&with(command, more));
    assert_eq!(refused.status.code(), Some(1), "{command} {more:?}");
    String::from_utf8_lossy(&refused.stderr).into_owned()
}

#[test]
fn work_is_given_and_taken_back_and_each_is_an_entry() {
    let desk = Desk::with_archive();
    std::fs::write(desk.path("password"), "long enough to guess\n").unwrap();
    assert_eq!(desk.good(&with("work", &[])), "no work waits and none is given\n");
    for (name, role) in [("huda", "keyer"), ("nadim", "reader")] {
        let add = ["account", "add", name, "--role", role, "--password-file", "password"];
        desk.good(&[&add[..], &["--archive"], &KEY].concat());
    }
    let give = ["--give", "huda", "--queue", "keying", "--due", "2026-12-31"];
    let told = desk.good(&with("work", &give));
    assert!(
        told.starts_with("given in entry ") && told.contains("huda, keying of everything, by 2026-12-31")
    );
    let json = desk.json(&with("work", &["--json"]));
    let given = &json["assignments"][0];
    assert_eq!((&given["name"], &given["queue"]), (&"huda".into(), &"keying".into()));
    assert!(refused(&desk, "work", &give).contains("she has this work already"));
    let reader = ["--give", "nadim", "--queue", "keying"];
    assert!(refused(&desk, "work", &reader).contains("the role reader does no work of this queue"));
    let nobody = ["--give", "nobody", "--queue", "keying"];
    let told = String::from_utf8(desk.run(&with("work", &nobody)).stderr).unwrap();
    assert!(told.contains("nobody signs in as nobody") && told.contains("nothing was assigned"), "{told}");
    let entry = given["entry"].to_string();
    assert_eq!(desk.good(&with("work", &["--withdraw", &entry])), "no work waits and none is given\n");
    let wrong = desk.run(&with("work", &["--withdraw", "0"]));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("entry 0 gave no work to anybody"));
    for misused in [&["--queue", "keying"][..], &["--give", "huda"], &["--give", "huda", "--queue", "all"]] {
        assert_eq!(desk.run(&with("work", misused)).status.code(), Some(1), "{misused:?}");
    }
    let events = desk.json(&[&["table", "events"][..], &KEY, &["--format", "json"]].concat());
    let acts: Vec<_> = events.as_array().unwrap().iter().filter_map(|event| event["act"].as_str()).collect();
    for act in ["work-assigned", "work-withdrawn"] {
        assert_eq!(acts.iter().filter(|known| **known == act).count(), 1, "{act}");
    }
}

#[test]
fn nothing_is_rechecked_where_a_machine_had_no_part() {
    let desk = Desk::with_archive();
    assert!(desk.good(&with("recheck", &[])).starts_with("nothing was rechecked"));
    assert_eq!(desk.json(&with("recheck", &["--json"])), serde_json::json!([]));
    for (of, says) in
        [("readings", "no number was settled with a machine's part"), ("groups", "nobody accepted a group")]
    {
        let told = refused(&desk, "recheck", &["--draw", of, "--size", "5"]);
        assert!(told.contains(says) && told.contains("nothing was drawn"), "{told}");
    }
    assert_eq!(desk.run(&with("recheck", &["--draw", "readings"])).status.code(), Some(1), "how many?");
}

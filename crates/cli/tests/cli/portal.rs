//! The portal as its program: started, killed in the middle, stopped.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use amana_archive::keys::parse_identity;
use amana_model::{Digest, Letter};
use sha2::{Digest as _, Sha256};

use crate::support::Desk;

/// A desk with an archive and the folder of a portal, `portal/`, over an empty gallery.
pub(crate) fn with_portal() -> Desk {
    let desk = Desk::with_archive();
    let made = desk.good(&["portal-kit", "A.amana", "-o", "portal"]);
    assert!(made.contains("age1"), "{made}");
    std::fs::create_dir(desk.path("portal/site")).unwrap();
    desk
}

/// Starts the portal without patience asked of anybody; gives it with its address.
fn start(desk: &Desk) -> (Child, String) {
    let mut command = desk.command(&[
        "portal",
        "portal/site",
        "--listen",
        "127.0.0.1:0",
        "--delay",
        "0",
        "--slow-a-minute",
        "1000000",
    ]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).unwrap();
    let address = line.split("http://").nth(1).unwrap().trim_end_matches('/').to_owned();
    // Nobody else reads what it says; a full pipe would stop it.
    std::thread::spawn(move || lines.for_each(drop));
    (child, address)
}

fn ask(address: &str, request: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut back = String::new();
    stream.read_to_string(&mut back).ok()?;
    Some(back)
}

/// Sends one letter as a browser without scripts does; gives its number if the page says that it was taken.
fn send(address: &str, text: &str) -> Option<String> {
    let form = ask(address, "GET /letters/en/objection HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
    let ticket = form.split("name=\"ticket\" value=\"").nth(1)?.split('"').next()?;
    let body = format!("ticket={ticket}&text={text}");
    let head = "POST /letters/en/objection HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded";
    let back = ask(address, &format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()))?;
    let code = back.split("class=\"code\"").nth(1)?.split("</p>").next()?;
    Some(code.split("<span>").skip(1).filter_map(|part| part.get(..4)).collect())
}

fn dropped(desk: &Desk) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(desk.path("portal/letters")).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn killed_while_letters_come_it_loses_none_that_it_said_it_has() {
    let desk = with_portal();
    desk.good(&["key", "export", "A.amana", "-o", "identity", "--passphrase-file", "p"]);
    let told: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    for round in 0..8 {
        let (mut child, address) = start(&desk);
        let stop = Arc::new(AtomicBool::new(false));
        let senders: Vec<_> = (0..4)
            .map(|sender| {
                let (address, told, stop) = (address.clone(), told.clone(), stop.clone());
                std::thread::spawn(move || {
                    let mut n = 0;
                    while !stop.load(Ordering::Relaxed) {
                        n += 1;
                        if let Some(code) = send(&address, &format!("letter-{round}-{sender}-{n}")) {
                            told.lock().unwrap().insert(code);
                        }
                    }
                })
            })
            .collect();
        let before = told.lock().unwrap().len();
        // Killed at another point of the work each time, once letters have come.
        while told.lock().unwrap().len() < before + 3 + round {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        stop.store(true, Ordering::Relaxed);
        senders.into_iter().for_each(|sender| sender.join().unwrap());
    }
    // The next start clears what the kill left half-written, and only that.
    let (mut child, address) = start(&desk);
    assert!(ask(&address, "GET /letters/en HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").is_some());
    child.kill().unwrap();
    child.wait().unwrap();
    let identity = parse_identity(&std::fs::read_to_string(desk.path("identity")).unwrap()).unwrap();
    let identities = amana_archive::keys::Identities::new(vec![identity]).unwrap();
    let mut found = BTreeSet::new();
    for path in dropped(&desk) {
        let sealed = std::fs::read(&path).unwrap();
        let sha256 = |bytes: &[u8]| Digest(Sha256::digest(bytes).into());
        assert_eq!(path.file_name().unwrap().to_str().unwrap(), sha256(&sealed).to_string());
        let letter = Letter::parse(&identities.open(&sealed).unwrap(), sha256).unwrap();
        assert!(found.insert(letter.written.code.digits().to_owned()), "one letter twice");
    }
    let told = told.lock().unwrap();
    assert!(told.len() >= 8 * 3);
    let lost: Vec<_> = told.difference(&found).collect();
    assert!(lost.is_empty(), "said to be taken and not there: {lost:?}");
}

#[test]
fn told_to_stop_it_takes_what_is_on_its_way_and_needs_no_archive() {
    let desk = with_portal();
    std::fs::rename(desk.path("A.amana"), desk.path("elsewhere")).unwrap();
    let (mut child, address) = start(&desk);
    assert!(send(&address, "a-letter").is_some());
    let kill = std::process::Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(kill.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(dropped(&desk).len(), 1);
    let kit = std::fs::read_to_string(desk.path("portal/portal.toml")).unwrap();
    assert!(kit.contains("age1") && !kit.contains("SECRET"));
}

#[test]
fn without_its_kit_it_says_what_to_do() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("site")).unwrap();
    let output = desk.run(&["portal", "site"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("portal-kit"), "{said}");
}

#[test]
fn letters_are_taken_in_from_a_portal_and_stand_in_a_table() {
    let desk = with_portal();
    let (mut child, address) = start(&desk);
    for n in 0..3 {
        assert!(send(&address, &format!("an-invented-letter-{n}")).is_some());
    }
    std::fs::write(desk.path("portal/letters").join("0".repeat(64)), "no letter").unwrap();
    let inbox =
        ["inbox", "A.amana", "portal/letters", "--answers", "portal/answers", "--passphrase-file", "p"];
    let taken = desk.json(&[&inbox[..], &["--json"]].concat());
    assert_eq!(taken["letters"]["counts"], serde_json::json!({ "taken": 3, "refused": 1 }), "{taken:#}");
    assert_eq!(taken["answers"]["new"], 0);
    // While letters go on coming.
    assert!(send(&address, "one-letter-more").is_some());
    let said = desk.good(&inbox);
    assert!(said.contains("taken          1") && !said.contains("invented"), "{said}");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(desk.good(&inbox).contains("there are no letters"));
    let rows = desk.json(&["table", "letters", "A.amana", "--passphrase-file", "p", "--format", "json"]);
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 4);
    assert!(
        rows.iter()
            .all(|row| row["kind"] == "objection" && row["state"] == "new" && row["lacks"] == "face; reach")
    );
    let report = desk.json(&["verify", "A.amana", "--passphrase-file", "p", "--json"]);
    assert_eq!(report["sound"], true, "{report:#}");
    let without = desk.run(&["inbox", "A.amana", "nowhere", "--passphrase-file", "p"]);
    assert_eq!(without.status.code(), Some(1));
}

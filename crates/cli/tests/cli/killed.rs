//! Killed at random moments, the same command goes on: nothing lost, nothing double.
//!
//! Fifty kills here; `AMANA_KILLS=500` for more.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

use crate::support::Desk;

/// Accession → paths and digests, sorted; a zip may hold two members of one name. A kill after an intake's end makes
/// the next run a second accession of the same deposit.
fn paths(desk: &Desk, archive: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let rows = desk.json(&["table", "occurrences", archive, "--passphrase-file", "p", "--format", "json"]);
    let mut accessions: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in rows.as_array().unwrap() {
        let text = |column: &str| row[column].as_str().unwrap_or_default().to_owned();
        accessions.entry(text("accession")).or_default().push((text("path_base64"), text("sha256")));
    }
    accessions.values_mut().for_each(|found| found.sort());
    accessions
}

#[test]
fn killed_at_random_moments_it_goes_on() {
    let kills: u64 = std::env::var("AMANA_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(50);
    let desk = Desk::with_archive();
    desk.leak(400, 10);
    desk.good(&["init", "reference.amana", "--passphrase-file", "p", "--work-factor", "10"]);
    desk.good(&["intake", "reference.amana", "leak", "--passphrase-file", "p", "--quiet"]);
    let reference = paths(&desk, "reference.amana").into_values().next().unwrap();

    let (mut struck, mut state) = (0, 88_172_645_463_325_252_u64);
    let mut round = 0;
    while struck < kills {
        let archive = format!("round-{round}.amana");
        round += 1;
        desk.good(&["init", &archive, "--passphrase-file", "p", "--work-factor", "10"]);
        loop {
            let mut command =
                desk.command(&["intake", &archive, "leak", "--passphrase-file", "p", "--quiet"]);
            let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
            // xorshift64: any spread of moments will do.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            std::thread::sleep(Duration::from_millis(10 + state % 700));
            if child.try_wait().unwrap().is_none() {
                child.kill().unwrap();
                struck += 1;
            }
            let status = child.wait().unwrap();
            if status.code().is_some() {
                let mut said = String::new();
                std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
                assert_eq!(status.code(), Some(0), "{said}");
                break;
            }
            if struck >= kills {
                desk.good(&["intake", &archive, "leak", "--passphrase-file", "p", "--quiet"]);
                break;
            }
        }
        for (accession, found) in paths(&desk, &archive) {
            assert_eq!(found, reference, "{archive} {accession}");
        }
        let report = desk.json(&["verify", &archive, "--passphrase-file", "p", "--json"]);
        assert_eq!(report["sound"], true, "{report:#}");
        std::fs::remove_dir_all(desk.path(&archive)).unwrap();
    }
    eprintln!("killed {struck} times over {round} archives");
}

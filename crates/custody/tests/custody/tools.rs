//! The commands of `docs/formats/custody.md`, run as they stand there: the log checked by other people's tools.

use std::path::Path;
use std::process::Command;

use crate::common::{files, log_of};

/// The code blocks of one language in the document.
fn blocks(language: &str) -> Vec<String> {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/custody.md");
    let text = std::fs::read_to_string(document).unwrap();
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

fn at_hand(tool: &str) -> bool {
    let there = Command::new(tool).arg("--help").output().is_ok();
    if !there {
        eprintln!("SKIPPED: {tool} is not at hand");
    }
    there
}

/// Whether a block succeeds, run in the folder of a log.
fn holds(program: &[&str], block: &str, log: &Path, scratch: &Path) -> bool {
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).arg(block).current_dir(log).env("SCRATCH", scratch);
    command.output().unwrap().status.success()
}

fn flip(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[10] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn others_tools_agree_and_see_damage() {
    let dir = tempfile::tempdir().unwrap();
    let log = log_of(dir.path(), &[3, 1000]);
    let batch = files(log.dir()).into_iter().find(|file| file.starts_with("entries")).unwrap();
    let shell = blocks("sh");
    assert_eq!((shell.len(), blocks("python").len()), (2, 1));
    let cases = [
        ("openssl", &["sh", "-ec"][..], &shell[0], Path::new("checkpoint")),
        ("sha256sum", &["sh", "-ec"], &shell[1], &batch),
        ("python3", &["python3", "-c"], &blocks("python")[0], Path::new("tile/0/002")),
    ];
    for (tool, program, block, file) in cases {
        if at_hand(tool) {
            assert!(holds(program, block, log.dir(), dir.path()), "{tool} on a whole log");
            flip(&log.dir().join(file));
            assert!(!holds(program, block, log.dir(), dir.path()), "{tool} on a damaged log");
            flip(&log.dir().join(file));
        }
    }
}

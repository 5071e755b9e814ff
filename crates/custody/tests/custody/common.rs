//! What the tests of the log share: a toy seal, a key, logs in temporary folders.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use amana_custody::{Log, Seal, SealError, SigningKey, Unseal};
use amana_disk::doubles::LossyDisk;
use amana_disk::{Disk, LocalDisk};

/// Turns every byte over and adds a checksum: not secret, but it notices altered bytes as a real seal does.
pub(crate) struct ToySeal;

impl Seal for ToySeal {
    fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut sealed: Vec<u8> = plain.iter().map(|byte| !byte).collect();
        sealed.extend(checksum(plain).to_be_bytes());
        Ok(sealed)
    }
}

impl Unseal for ToySeal {
    fn unseal(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (body, sum) = sealed.split_last_chunk::<8>().ok_or_else(|| SealError::new("too short"))?;
        let plain: Vec<u8> = body.iter().map(|byte| !byte).collect();
        if checksum(&plain).to_be_bytes() == *sum { Ok(plain) } else { Err(SealError::new("altered")) }
    }
}

fn checksum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed("example.org/amana/test", &[42; 32]).unwrap()
}

/// Entry `n`: of a length that varies, and like no other.
pub(crate) fn entry(n: u64) -> Vec<u8> {
    format!("{{\"event\":{n},\"note\":\"{}\"}}", "x".repeat((n % 40) as usize)).into_bytes()
}

pub(crate) fn entries(range: std::ops::Range<u64>) -> Vec<Vec<u8>> {
    range.map(entry).collect()
}

pub(crate) fn new_log(dir: &Path) -> Log {
    Log::create(Arc::new(LocalDisk), &dir.join("custody"), &key()).unwrap()
}

/// A log of `sizes.last()` entries that had a checkpoint at each of `sizes`.
pub(crate) fn log_of(dir: &Path, sizes: &[u64]) -> Log {
    grown(new_log(dir), sizes)
}

/// The same without a single real sync, which tests by the hundred cannot afford.
pub(crate) fn unsynced_log_of(dir: &Path, sizes: &[u64]) -> Log {
    let disk = LossyDisk::new(dir).unwrap();
    grown(Log::create(Arc::new(disk), &dir.join("custody"), &key()).unwrap(), sizes)
}

fn grown(log: Log, sizes: &[u64]) -> Log {
    let mut at = 0;
    for size in sizes {
        log.append(&entries(at..*size), &ToySeal).unwrap();
        at = *size;
    }
    log
}

pub(crate) fn on(disk: impl Disk + 'static, dir: &Path) -> Log {
    Log::open(Arc::new(disk), &dir.join("custody")).unwrap()
}

pub(crate) fn read_all(log: &Log) -> Vec<Vec<u8>> {
    let size = log.checkpoint().unwrap().size();
    log.read(0..size, &ToySeal).unwrap().flat_map(|batch| batch.unwrap().entries).collect()
}

/// All files below a folder, relative to it, in order.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(path.strip_prefix(dir).unwrap().to_owned())
            }
        }
    }
    found.sort();
    found
}

/// The test data handed out beside the project, or a visible word that it is not there.
pub(crate) fn shared_data(name: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(name);
    if !path.exists() {
        eprintln!("SKIPPED: test data {name} is not at hand");
        return None;
    }
    Some(path)
}

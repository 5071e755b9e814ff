//! Containers made by hand, byte by byte, so that tests can make what no tool would; and one way to open them all.

use std::convert::Infallible;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use amana_deposit::{
    Allowance, Compression, ContainerKind, ContainerReport, Flow, Kind, Limits, Member, MemberOutcome,
    MemberReader, open_container,
};

/// A member as shown: what it is, its bytes, what came of it.
pub(crate) struct Shown {
    pub(crate) member: Member,
    pub(crate) bytes: Vec<u8>,
    pub(crate) outcome: MemberOutcome,
}

impl Shown {
    pub(crate) fn is_whole(&self) -> bool {
        self.outcome == MemberOutcome::Whole
    }

    pub(crate) fn is_file(&self) -> bool {
        matches!(self.member.kind, Kind::File { .. })
    }
}

/// Opens a container and reads every member to its end.
pub(crate) fn open(bytes: &[u8], kind: ContainerKind) -> (Vec<Shown>, ContainerReport) {
    open_within(bytes, kind, Limits::default())
}

pub(crate) fn open_zip(bytes: &[u8]) -> (Vec<Shown>, ContainerReport) {
    open(bytes, ContainerKind::Zip)
}

pub(crate) fn open_tar(bytes: &[u8]) -> (Vec<Shown>, ContainerReport) {
    open(bytes, ContainerKind::Tar(Compression::None))
}

pub(crate) fn open_within(
    bytes: &[u8],
    kind: ContainerKind,
    limits: Limits,
) -> (Vec<Shown>, ContainerReport) {
    let mut all = Vec::new();
    let mut visit = |member: &Member, reader: &mut MemberReader<'_>| {
        let mut bytes = Vec::new();
        let read = reader.read_to_end(&mut bytes);
        assert_eq!(read.is_err(), matches!(reader.outcome(), MemberOutcome::Refused(_)));
        all.push(Shown { member: member.clone(), bytes, outcome: reader.outcome().clone() });
        Ok::<_, Infallible>(Flow::Continue)
    };
    let allowance = Allowance::new(limits, bytes.len() as u64);
    let Ok(report) = open_container(Cursor::new(bytes), kind, &allowance, &mut visit);
    assert_eq!(report.members, all.len() as u64);
    for (at, shown) in all.iter().enumerate() {
        assert_eq!(shown.member.ordinal, at as u64);
    }
    (all, report)
}

/// The folder of shared test data, or a message that it is not there.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(folder);
    if !path.is_dir() {
        eprintln!("skipped: {folder} of the shared data is not here");
        return None;
    }
    Some(path)
}

/// What one entry of a zip says; `..Entry::default()` fills in the truth for `data` stored under `name`.
#[derive(Clone, Default)]
pub(crate) struct Entry {
    pub(crate) name: Vec<u8>,
    pub(crate) local_name: Option<Vec<u8>>,
    pub(crate) data: Vec<u8>,
    pub(crate) method: u16,
    pub(crate) flags: u16,
    pub(crate) crc: Option<u32>,
    pub(crate) unpacked: Option<u32>,
    pub(crate) mode: u32,
    pub(crate) unlisted: bool,
    pub(crate) descriptor: bool,
}

impl Entry {
    pub(crate) fn stored(name: impl AsRef<[u8]>, data: &[u8]) -> Entry {
        Entry { name: name.as_ref().to_vec(), data: data.to_vec(), ..Entry::default() }
    }

    pub(crate) fn deflated(name: impl AsRef<[u8]>, data: &[u8]) -> Entry {
        let packed = deflate(data);
        Entry {
            method: 8,
            crc: Some(crc32fast::hash(data)),
            unpacked: Some(data.len() as u32),
            ..Entry::stored(name, &packed)
        }
    }
}

pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// Writes a zip.
#[derive(Default)]
pub(crate) struct ZipMaker {
    pub(crate) bytes: Vec<u8>,
    pub(crate) central: Vec<u8>,
    pub(crate) count: u16,
}

impl ZipMaker {
    pub(crate) fn of(entries: &[Entry]) -> Vec<u8> {
        let mut maker = ZipMaker::default();
        entries.iter().for_each(|entry| maker.add(entry));
        maker.finish()
    }

    pub(crate) fn add(&mut self, entry: &Entry) {
        let at = self.bytes.len() as u32;
        let crc = entry.crc.unwrap_or_else(|| crc32fast::hash(&entry.data));
        let (packed, unpacked) = (entry.data.len() as u32, entry.unpacked.unwrap_or(entry.data.len() as u32));
        let flags = entry.flags | if entry.descriptor { 8 } else { 0 };
        let stated = if entry.descriptor { [0; 3] } else { [crc, packed, unpacked] };
        let local_name = entry.local_name.as_ref().unwrap_or(&entry.name);
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(fields(20, flags, entry.method, stated, local_name.len()));
        self.bytes.extend(local_name);
        self.bytes.extend(&entry.data);
        if entry.descriptor {
            self.bytes.extend(b"PK\x07\x08");
            [crc, packed, unpacked].iter().for_each(|value| self.bytes.extend(value.to_le_bytes()));
        }
        if !entry.unlisted {
            self.list(entry, flags, [crc, packed, unpacked], at);
        }
    }

    /// Lists an entry whose local header lies at `at`.
    pub(crate) fn list(&mut self, entry: &Entry, flags: u16, numbers: [u32; 3], at: u32) {
        self.central.extend(b"PK\x01\x02\x14\x03");
        self.central.extend(fields(20, flags, entry.method, numbers, entry.name.len()));
        self.central.extend([0; 6]);
        self.central.extend((entry.mode << 16).to_le_bytes());
        self.central.extend(at.to_le_bytes());
        self.central.extend(&entry.name);
        self.count += 1;
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        let (at, len) = (self.bytes.len() as u32, self.central.len() as u32);
        self.bytes.extend(&self.central);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend([self.count.to_le_bytes(), self.count.to_le_bytes()].concat());
        self.bytes.extend([len.to_le_bytes(), at.to_le_bytes()].concat());
        self.bytes.extend([0, 0]);
        self.bytes
    }
}

/// The fields that local headers and directory entries share; 2011-05-17 13:26:10 is their time.
fn fields(needs: u16, flags: u16, method: u16, numbers: [u32; 3], name: usize) -> Vec<u8> {
    let mut fields = Vec::new();
    let time = [13 << 11 | 26 << 5 | 5, 31 << 9 | 5 << 5 | 17];
    [needs, flags, method, time[0], time[1]]
        .iter()
        .for_each(|value: &u16| fields.extend(value.to_le_bytes()));
    numbers.iter().for_each(|value| fields.extend(value.to_le_bytes()));
    fields.extend((name as u16).to_le_bytes());
    fields.extend([0, 0]);
    fields
}

/// One header of a tar with a right checksum.
pub(crate) fn tar_header(name: &[u8], kind: u8, size: &[u8]) -> [u8; 512] {
    let mut block = [0u8; 512];
    block[..name.len()].copy_from_slice(name);
    block[100..108].copy_from_slice(b"0000644\0");
    block[124..124 + size.len()].copy_from_slice(size);
    block[136..148].copy_from_slice(b"11564466300\0");
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    seal(&mut block);
    block
}

/// Writes the checksum of a header.
pub(crate) fn seal(block: &mut [u8; 512]) {
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

/// A header and its bytes, padded.
pub(crate) fn tar_member(name: &[u8], kind: u8, data: &[u8]) -> Vec<u8> {
    let mut bytes = tar_header(name, kind, format!("{:011o}\0", data.len()).as_bytes()).to_vec();
    bytes.extend(data);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

/// Members, then the end.
pub(crate) fn tar_of(members: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = members.concat();
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

//! Arbitrary and mutilated bytes: never a panic, never without end, and never more bytes than were allowed.

use std::convert::Infallible;
use std::io::{Cursor, Write};

use crate::made::{Entry, ZipMaker, tar_member, tar_of};
use amana_deposit::{
    Allowance, Compression, ContainerKind, Flow, Limits, Member, MemberReader, may_be_container,
    open_container, recognise,
};
use proptest::prelude::*;

const KINDS: [ContainerKind; 6] = [
    ContainerKind::Zip,
    ContainerKind::Tar(Compression::None),
    ContainerKind::Tar(Compression::Gzip),
    ContainerKind::Tar(Compression::Bzip2),
    ContainerKind::Tar(Compression::Xz),
    ContainerKind::Tar(Compression::Zstd),
];

/// Opens bytes as every kind of container under small limits, reading every member.
fn survive(bytes: &[u8]) {
    let _ = may_be_container(bytes);
    let recognised = recognise(&mut Cursor::new(bytes));
    assert!(recognised.is_ok());
    for kind in KINDS {
        let limits = Limits { expanded: 1 << 20, members: 50, ..Limits::default() };
        let (mut shown, mut given) = (0, 0);
        let mut visit = |member: &Member, reader: &mut MemberReader<'_>| {
            assert_eq!(member.ordinal, shown);
            shown += 1;
            let _ = std::io::copy(reader, &mut std::io::sink());
            given += reader.bytes();
            Ok::<_, Infallible>(Flow::Continue)
        };
        let allowance = Allowance::new(limits, bytes.len() as u64);
        let Ok(report) = open_container(Cursor::new(bytes), kind, &allowance, &mut visit);
        assert_eq!(report.members, shown);
        assert!(shown <= 50 && given <= (1 << 20) + bytes.len() as u64);
        assert!(report.unclaimed <= given.max(1 << 20) + bytes.len() as u64);
    }
}

fn zip() -> Vec<u8> {
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
    bzip2.write_all(&[b'z'; 500]).unwrap();
    let bzip2 = bzip2.finish().unwrap();
    let packed = |method, data: &[u8]| Entry { method, ..Entry::stored(format!("m{method}"), data) };
    ZipMaker::of(&[
        Entry::stored("a", b"stored bytes"),
        Entry::deflated("b", &[b'x'; 500]),
        Entry { descriptor: true, ..Entry::deflated("c", &[b'y'; 300]) },
        Entry { unlisted: true, descriptor: true, ..Entry::deflated("d", &[b'y'; 300]) },
        packed(12, &bzip2),
        packed(9, &crate::made::deflate(&[b'q'; 400])),
        packed(93, b"\x28\xb5\x2f\xfd\x04\x58\x29\0\0hello\0\0\0\0"),
        Entry { mode: 0o120_777, ..Entry::stored("l", b"target") },
    ])
}

fn tar() -> Vec<u8> {
    let pax = b"19 GNU.sparse.map=0\n25 GNU.sparse.size=200000\n";
    tar_of(&[
        tar_member(b"a", b'0', &[1; 700]),
        tar_member(b"x", b'x', pax),
        tar_member(b"b", b'0', &[2; 100]),
        tar_member(b"L", b'L', b"long\0"),
        tar_member(b"c", b'S', &[3; 100]),
    ])
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        survive(&bytes);
    }

    #[test]
    fn bytes_made_of_signatures(parts in proptest::collection::vec(0..10usize, 0..60), cut in 0..400usize) {
        let signatures: [&[u8]; 10] = [b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07",
            b"PK\x07\x08", &[0; 10], &[0xff; 8], b"\x01\0\x02\0", b"\x14\0\0\0\x08\0"];
        let bytes: Vec<u8> = parts.iter().flat_map(|&part| signatures[part]).copied().collect();
        survive(bytes.get(cut..).unwrap_or(&bytes));
    }

    #[test]
    fn altered_zips(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8), cut in any::<usize>()) {
        survive(&altered(zip(), &changes, cut));
    }

    #[test]
    fn altered_tars(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8), cut in any::<usize>()) {
        survive(&altered(tar(), &changes, cut));
        survive(&altered(gzipped(&tar()), &changes, cut));
    }
}

/// Overwrites bytes; in half of the cases cuts the end off.
fn altered(mut bytes: Vec<u8>, changes: &[(usize, u8)], cut: usize) -> Vec<u8> {
    for &(at, value) in changes {
        let at = at % bytes.len();
        bytes[at] = value;
    }
    if cut.is_multiple_of(2) {
        bytes.truncate((cut / 2) % bytes.len());
    }
    bytes
}

#[test]
fn what_is_altered_below_is_readable_as_it_is() {
    let (all, report) = crate::made::open_zip(&zip());
    assert!(report.damage.is_empty(), "{:?}", report.damage);
    assert_eq!(all.iter().filter(|shown| shown.is_whole() && !shown.bytes.is_empty()).count(), 4);
    assert_eq!(all.iter().filter(|shown| !shown.bytes.is_empty()).count(), 7);
    assert_eq!(crate::made::open_tar(&tar()).0.len(), 3);
}

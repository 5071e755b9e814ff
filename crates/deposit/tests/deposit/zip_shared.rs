//! The zips that other projects keep because they once broke something: each read or cleanly refused, as listed here.

use std::fmt::Write;
use std::io::Cursor;

use crate::made::{open_tar, open_zip, shared};
use amana_deposit::{ContainerKind, Kind, MemberOutcome, Recognised, recognise};

/// One line a member: name, what it is, how many bytes, what came of it.
fn told(bytes: &[u8]) -> String {
    let (all, report) = open_zip(bytes);
    let mut told = String::new();
    for shown in &all {
        let name = shown.member.name.escape_ascii();
        let len = shown.bytes.len();
        let _ = match &shown.member.kind {
            Kind::File { .. } => match &shown.outcome {
                MemberOutcome::Whole => write!(told, "{name}: {len} bytes"),
                MemberOutcome::Damaged(damage) => write!(told, "{name}: {len} bytes, damaged: {damage}"),
                other => write!(told, "{name}: {other:?}"),
            },
            Kind::Refused { reason } => write!(told, "{name}: refused, {reason}"),
            Kind::Unreadable { reason } => write!(told, "{name}: unreadable, {reason}"),
            Kind::Symlink { target } => write!(told, "{name}: link to {}", target.escape_ascii()),
            kind => write!(told, "{name}: {kind:?}"),
        };
        for warning in &shown.member.warnings {
            let _ = write!(told, " ({warning:?})");
        }
        told.push('\n');
    }
    for damage in &report.damage {
        let _ = writeln!(told, "! {damage}");
    }
    if report.unclaimed > 0 {
        let _ = writeln!(told, "! {} bytes are nobody's", report.unclaimed);
    }
    told
}

const ZIP: Recognised = Recognised::Container(ContainerKind::Zip);

/// The file, what it is recognised as, and what is told about its members (then, after `!`, about itself).
#[rustfmt::skip]
const EXPECTED: &[(&str, Recognised, &[&str])] = &[
    ("aes_archive.zip", ZIP, &[r"secret_data_128: refused, it is encrypted", r"secret_data_192: refused, it is encrypted", r"secret_data_256: refused, it is encrypted", r"secret_data_256_uncompressed: refused, it is encrypted"]),
    ("chinese.zip", ZIP, &[r"\xc6\xdf\xb8\xf6\xb7\xbf\xbc\xe4.txt: 47893 bytes"]),
    ("comment_garbage.zip", ZIP, &[r"! 18 bytes are nobody's"]),
    ("data_descriptor.zip", ZIP, &[r"hello.txt: 12 bytes"]),
    ("deflate64_issue_25.zip", ZIP, &[r"\n\x00\x00k\x00P\x03\x00\x00\x00\x00)PK\x05\x06\x00\x00\x00\x00\x01\x00\xef\xbf\xbd\x00:\x00\x00\x00: 0 bytes, damaged: invalid deflate64 (Escaping) (Unlisted)", r"! the directory at the end of the zip is missing or broken"]),
    ("extended_timestamp.zip", Recognised::Document, &[r"mimetype: 39 bytes", r"test.txt: 0 bytes"]),
    ("extended_timestamp_bad.zip", Recognised::Document, &[r"mimetype: 39 bytes", r"test.txt: 0 bytes"]),
    ("files_and_dirs.zip", ZIP, &[r"file0.txt: 18 bytes", r"dir1/: Folder", r"dir2/: Folder"]),
    ("ignore_encryption_flag.zip", ZIP, &[r"plaintext.txt: refused, it is encrypted"]),
    ("invalid_cde_number_of_files_allocation_greater_offset.zip", Recognised::HidesZip, &[r"! the directory at the end of the zip is missing or broken", r"! 124 bytes are nobody's"]),
    ("invalid_cde_number_of_files_allocation_smaller_offset.zip", Recognised::HidesZip, &[r"! 190 bytes are nobody's"]),
    ("invalid_offset.zip", ZIP, &[r"zip/: Folder (Unlisted)", r"zip/.DS_Store: 6148 bytes (Unlisted)", r"zip/Cargo.toml: 247 bytes (Unlisted)", r"zip/corpus/: Folder (Unlisted)", r"! the directory at the end of the zip is missing or broken", r"! 596 bytes are nobody's"]),
    ("invalid_offset2.zip", ZIP, &[r"! the directory at the end of the zip is missing or broken", r"! 117 bytes are nobody's"]),
    ("linux-7z.zip", ZIP, &[r"\xe4\xbd\xa0\xe5\xa5\xbd.txt: 0 bytes"]),
    ("mimetype.zip", Recognised::Document, &[r"mimetype: 39 bytes"]),
    ("misaligned_comment.zip", ZIP, &[r"! 485 bytes are nobody's"]),
    ("non_utf8.zip", ZIP, &[r"\xd6\xd0\xce\xc4: 16 bytes", r"\x93\xfa\x95\xb6: 18 bytes"]),
    ("ntfs.zip", Recognised::Document, &[r"mimetype: 39 bytes", r"test.txt: 0 bytes"]),
    ("ppmd.zip", ZIP, &[r"ipsum.txt: refused, compression method 98 is not read"]),
    ("raw_deflate64_index_out_of_bounds.zip", ZIP, &[r"\x00#\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xc3\xb6\x00\x00\x00\x00\x00\x00\x00\x00-\x00\x00\x00\x00\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xe2\x95\x91\xe2\x94\x90\xe2\x94\x90\xe2\x94\x90\xe2\x94\x90\x06\x05\x04PK\x00\x00\x05\x00#\x00\x00N\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x07: refused, its bytes overlap another member's (Escaping)"]),
    ("symlink.zip", ZIP, &[r"bar: link to foo"]),
    ("windows-7zip.zip", ZIP, &[r"\xa7A\xa6n.txt: 0 bytes"]),
    ("xz.zip", ZIP, &[r"hello.txt: 12 bytes"]),
    ("zip64_demo.zip", Recognised::HidesZip, &[r"-: 14 bytes"]),
    ("zip64_magic_in_filename_1.zip", ZIP, &[r"PK\x06\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00PK\x06\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00: 0 bytes (Escaping)"]),
    ("zip64_magic_in_filename_2.zip", ZIP, &[r"PK\x06\x06PK\x06\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00: 0 bytes (Escaping)"]),
    ("zip64_magic_in_filename_3.zip", ZIP, &[r"\x00PK\x06\x06: 0 bytes (Escaping)", r"\x00\x04\x00\x00PK\x06\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03: 0 bytes (Escaping)"]),
    ("zip64_magic_in_filename_4.zip", ZIP, &[r"PK\x06\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00: 0 bytes (Escaping)", r"PK\x06\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00: 0 bytes (Escaping)"]),
    ("zip64_magic_in_filename_5.zip", ZIP, &[r"PK\x06\x06: 0 bytes", r"\x00\x00\x00\x00\x00\x00: 0 bytes (Escaping)", r"\x00: 0 bytes (Escaping)", r": 0 bytes", r"\x00\x00: 0 bytes (Escaping)", r"\x00\x00\x00PK\x06\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00: 0 bytes (Escaping)"]),
];

#[test]
fn each_zip_is_read_or_refused_as_listed() {
    let Some(folder) = shared("hostile/zip-malformed") else { return };
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "zip") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (_, kind, expected) = EXPECTED.iter().find(|row| row.0 == name).expect("every zip is listed");
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(recognise(&mut Cursor::new(&bytes)).unwrap(), *kind, "{name}");
        assert_eq!(told(&bytes).lines().collect::<Vec<_>>(), *expected, "{name}");
        seen += 1;
    }
    assert_eq!(seen, EXPECTED.len());
}

#[test]
fn names_that_slip_out_are_members_with_a_warning() {
    let Some(folder) = shared("hostile/zip-slip") else { return };
    for (file, tar) in [
        ("zip-slip.zip", false),
        ("zip-slip-win.zip", false),
        ("zip-slip.tar", true),
        ("zip-slip-win.tar", true),
    ] {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let (all, report) = if tar { open_tar(&bytes) } else { open_zip(&bytes) };
        assert_eq!(all.len(), 2, "{file}");
        assert!(report.damage.is_empty(), "{file}: {:?}", report.damage);
        assert!(all.iter().all(|shown| shown.is_whole() && shown.is_file()), "{file}");
        assert_eq!((all[0].member.name.as_slice(), all[0].member.is_escaping()), (&b"good.txt"[..], false));
        assert!(all[1].member.is_escaping(), "{file}");
        assert!(all[1].member.name.starts_with(b".."), "{file}");
        assert_eq!(all[1].bytes.len(), 20, "{file}");
    }
}

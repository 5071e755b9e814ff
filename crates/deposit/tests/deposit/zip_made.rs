//! Zips made by hand: what is kept, flagged, refused and found, in whole and in broken ones.

use std::convert::Infallible;
use std::io::Cursor;

use crate::made::{Entry, ZipMaker, deflate, open_within, open_zip};
use amana_deposit::{
    Allowance, ContainerKind, Damage, Flow, Kind, Limits, Member, MemberOutcome, MemberReader, Recognised,
    Refusal, Special, Stamp, Warning, open_container, recognise,
};

fn names(all: &[crate::made::Shown]) -> Vec<&[u8]> {
    all.iter().map(|shown| shown.member.name.as_slice()).collect()
}

#[test]
fn members_that_share_a_name_stay_two() {
    let zip = ZipMaker::of(&[Entry::stored("a", b"first"), Entry::deflated("a", b"second")]);
    let (all, report) = open_zip(&zip);
    assert_eq!(names(&all), [b"a", b"a"]);
    assert_eq!((all[0].bytes.as_slice(), all[1].bytes.as_slice()), (&b"first"[..], &b"second"[..]));
    assert!(all.iter().all(crate::made::Shown::is_whole));
    assert_eq!((report.damage, report.unlisted, report.unclaimed), (vec![], 0, 0));
}

#[test]
fn times_are_told_as_stated() {
    let (all, _) = open_zip(&ZipMaker::of(&[Entry::stored("a", b"")]));
    let wall = all[0].member.wall_time.unwrap();
    assert_eq!((wall.year, wall.month, wall.day, wall.hour, wall.second), (2011, 5, 17, 13, 10));
    assert_eq!(all[0].member.modified, None, "a wall clock is not UTC");
    if let Some(folder) = crate::made::shared("hostile/zip-malformed") {
        let (all, _) = open_zip(&std::fs::read(folder.join("ntfs.zip")).unwrap());
        let precise = all[1].member.modified.unwrap();
        assert_eq!(precise, Stamp { seconds: 1_736_853_714, nanoseconds: 416_939_000 });
    }
}

#[test]
fn a_wrong_checksum_or_length_is_damage_and_the_bytes_are_given() {
    let crc = Entry { crc: Some(7), ..Entry::stored("a", b"bytes") };
    let short = Entry { unpacked: Some(9), ..Entry::deflated("b", b"bytes") };
    let (all, _) = open_zip(&ZipMaker::of(&[crc, short]));
    assert!(all.iter().all(|shown| shown.bytes == b"bytes"));
    let computed = crc32fast::hash(b"bytes");
    assert_eq!(all[0].outcome, MemberOutcome::Damaged(Damage::Checksum { stored: 7, computed }));
    assert_eq!(all[1].outcome, MemberOutcome::Damaged(Damage::Length { stored: 9, read: 5 }));
}

#[test]
fn a_broken_stream_gives_what_came_before() {
    let data: Vec<u8> = (0..100_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let mut entry = Entry::deflated("a", &data);
    let half = entry.data.len() / 2;
    entry.data[half..].fill(0xff);
    let (all, _) = open_zip(&ZipMaker::of(&[entry, Entry::stored("b", b"after")]));
    assert!(matches!(all[0].outcome, MemberOutcome::Damaged(_)));
    assert!(all[0].bytes.len() > 10_000 && data.starts_with(&all[0].bytes[..10_000]));
    assert!(all[1].is_whole() && all[1].bytes == b"after");
}

#[test]
fn encrypted_and_unknown_methods_are_refused_one_by_one() {
    let locked = Entry { flags: 1, ..Entry::stored("locked", b"x") };
    let strange = Entry { method: 77, ..Entry::stored("strange", b"x") };
    let (all, report) = open_zip(&ZipMaker::of(&[locked, strange, Entry::stored("plain", b"x")]));
    assert_eq!(all[0].member.kind, Kind::Refused { reason: Refusal::Encrypted });
    assert_eq!(all[1].member.kind, Kind::Refused { reason: Refusal::Method(77) });
    assert!(all[2].is_whole());
    assert_eq!(report.refused, None);
}

#[test]
fn links_and_specials_are_told_and_anything_with_bytes_is_a_file() {
    let link = Entry { mode: 0o120_777, ..Entry::stored("link", b"../../etc/passwd") };
    let pipe = Entry { mode: 0o010_644, ..Entry::stored("pipe", b"") };
    let full_pipe = Entry { mode: 0o010_644, ..Entry::stored("full", b"evidence") };
    let folder = Entry { mode: 0o040_755, ..Entry::stored("folder/", b"") };
    let full_folder = Entry { mode: 0o040_755, ..Entry::stored("hiding/", b"evidence") };
    let long_link = Entry { mode: 0o120_777, ..Entry::stored("long", &[b'x'; 5000]) };
    let (all, _) = open_zip(&ZipMaker::of(&[link, pipe, full_pipe, folder, full_folder, long_link]));
    assert_eq!(all[0].member.kind, Kind::Symlink { target: b"../../etc/passwd".to_vec() });
    assert_eq!(all[1].member.kind, Kind::Special { what: Special::Pipe });
    assert_eq!(all[3].member.kind, Kind::Folder);
    assert!([2, 4].iter().all(|&at: &usize| all[at].is_file() && all[at].bytes == b"evidence"));
    assert_eq!(all[5].bytes.len(), 5000);
}

#[test]
fn a_member_that_the_directory_hides_is_shown_after_the_others() {
    let hidden = Entry { unlisted: true, ..Entry::deflated("hidden", b"what was deleted") };
    let zip = ZipMaker::of(&[Entry::stored("a", b"1"), hidden, Entry::stored("b", b"2")]);
    let (all, report) = open_zip(&zip);
    assert_eq!(names(&all), [&b"a"[..], b"b", b"hidden"]);
    assert_eq!(all[2].member.warnings, [Warning::Unlisted]);
    assert!(all[2].is_whole() && all[2].bytes == b"what was deleted");
    assert_eq!((report.unlisted, report.unclaimed), (1, 0));
}

#[test]
fn two_names_for_one_member_are_both_told() {
    let entry = Entry { local_name: Some(b"seen.jpg".to_vec()), ..Entry::stored("other.jpg", b"x") };
    let (all, _) = open_zip(&ZipMaker::of(&[entry]));
    assert_eq!(all[0].member.name, b"other.jpg");
    assert_eq!(all[0].member.warnings, [Warning::NameDiffers { local: b"seen.jpg".to_vec() }]);
}

#[test]
fn bytes_in_front_of_a_zip_move_it() {
    let zip = ZipMaker::of(&[Entry::stored("a", b"1"), Entry::deflated("b", b"22")]);
    let pushed = [&b"\x7fELF a program that unpacks itself"[..], &zip].concat();
    assert_eq!(recognise(&mut Cursor::new(&pushed)).unwrap(), Recognised::HidesZip);
    let (all, report) = open_zip(&pushed);
    assert!(all.len() == 2 && all.iter().all(crate::made::Shown::is_whole));
    assert_eq!(report.unclaimed, 34);
}

#[test]
fn a_zip_cut_anywhere_gives_every_whole_member() {
    let photographs: Vec<Vec<u8>> = (0..5u8).map(|n| vec![n; 400 + usize::from(n)]).collect();
    let mut entries = Vec::new();
    for (at, photograph) in photographs.iter().enumerate() {
        let deflated = Entry::deflated(format!("{at}.jpg"), photograph);
        entries.push(Entry { descriptor: at % 2 == 0, ..deflated });
    }
    // Where each member's last byte lies, descriptors not counted.
    let ends: Vec<usize> = (0..5)
        .map(|n| ZipMaker::of(&entries[..=n]).len())
        .zip(&entries)
        .enumerate()
        .map(|(n, (len, entry))| {
            let directory = 22 + (n + 1) * (46 + 5);
            len - directory - if entry.descriptor { 16 } else { 0 }
        })
        .collect();
    let zip = ZipMaker::of(&entries);
    for cut in 0..zip.len() {
        let (all, report) = open_zip(&zip[..cut]);
        let whole = ends.iter().filter(|&&end| end <= cut).count();
        let given = all.iter().zip(&photographs).filter(|(shown, photograph)| &shown.bytes == *photograph);
        // A deflated stream has given all its bytes a little before its own end.
        assert!(given.count() >= whole, "cut at {cut}");
        assert!(all.iter().filter(|shown| shown.is_whole()).all(|shown| photographs.contains(&shown.bytes)));
        assert!(!report.damage.is_empty(), "cut at {cut}: nothing was said");
    }
}

#[test]
fn overlapping_members_are_refused_and_the_last_is_read() {
    // Fifield's bomb: each member quotes the headers after it, so that all share one kernel of zeros.
    let kernel = deflate(&vec![0; 1 << 20]);
    let mut maker = ZipMaker::default();
    let count = 40u32;
    for n in 0..count {
        let at = maker.bytes.len() as u32;
        let packed = (count - 1 - n) * 33 + kernel.len() as u32;
        let entry = Entry { method: 8, ..Entry::stored(format!("{n:03}"), b"") };
        maker.list(&entry, 0, [0, packed, 1 << 20], at);
        let mut local = ZipMaker::default();
        local.add(&entry);
        local.bytes[18..22].copy_from_slice(&packed.to_le_bytes());
        maker.bytes.extend(&local.bytes);
    }
    maker.bytes.extend(&kernel);
    let (all, report) = open_zip(&maker.finish());
    let refused = all.iter().filter(|shown| shown.member.kind == Kind::Refused { reason: Refusal::Overlap });
    assert_eq!(refused.count(), 39);
    assert_eq!(all[39].bytes.len(), 1 << 20);
    assert_eq!(report.unlisted, 0, "what was refused must not come back through the search");
}

#[test]
fn two_entries_for_one_place_are_not_read_twice() {
    let mut maker = ZipMaker::default();
    let entry = Entry::stored("a", b"12345");
    maker.add(&entry);
    maker.list(&entry, 0, [crc32fast::hash(b"12345"), 5, 5], 0);
    let (all, _) = open_zip(&maker.finish());
    assert!(all[0].is_whole());
    assert_eq!(all[1].member.kind, Kind::Refused { reason: Refusal::Overlap });
}

#[test]
fn a_gigabyte_of_zeros_is_refused_early() {
    let bomb = Entry { unpacked: Some(1 << 30), ..Entry::stored("bomb", &deflate(&vec![0; 1 << 30])) };
    let bomb = Entry { method: 8, ..bomb };
    let zip = ZipMaker::of(&[bomb, Entry::stored("after", b"x")]);
    let (mut most, mut after) = (0, false);
    let mut visit = |member: &Member, reader: &mut MemberReader<'_>| {
        let failed = std::io::copy(reader, &mut std::io::sink()).is_err();
        assert_eq!(failed, member.name == b"bomb");
        most = most.max(reader.bytes());
        after |= member.name == b"after";
        Ok::<_, Infallible>(Flow::Continue)
    };
    let allowance = Allowance::new(Limits::default(), zip.len() as u64);
    let Ok(report) = open_container(Cursor::new(&zip), ContainerKind::Zip, &allowance, &mut visit);
    assert!((64 << 20..=66 << 20).contains(&most), "{most}");
    assert!(after && report.refused.is_none());
}

#[test]
fn many_small_bombs_are_one_bomb() {
    // Each stays below the size from which a ratio matters; together they do not.
    let limits = Limits { ratio_from: 1 << 20, ..Limits::default() };
    let zeros = vec![0; 1 << 20];
    let entries: Vec<Entry> = (0..8).map(|n| Entry::deflated(format!("{n}"), &zeros)).collect();
    let zip = ZipMaker::of(&entries);
    let (all, _) = open_within(&zip, ContainerKind::Zip, Limits { ratio: 100, ..limits });
    assert!(all[0].is_whole());
    assert!(all[7].outcome == MemberOutcome::Refused(Refusal::Ratio { ratio: 100 }), "{:?}", all[7].outcome);
    let (all, _) =
        open_within(&zip, ContainerKind::Zip, Limits { expanded: 3 << 20, ratio: 10_000, ..limits });
    let refused = MemberOutcome::Refused(Refusal::Expanded { limit: 3 << 20 });
    assert!(all[2].is_whole() && all[3].outcome == refused);
}

#[test]
fn nesting_shares_one_allowance() {
    let limits = Limits { depth: 2, expanded: 1000, members: 3, ..Limits::default() };
    let outer = Allowance::new(limits, 100);
    let inner = outer.nested().unwrap();
    assert_eq!(inner.nested().unwrap_err(), Refusal::Depth { limit: 2 });
    let zip = ZipMaker::of(&[Entry::stored("a", &[1; 400]), Entry::stored("b", &[2; 400])]);
    let mut outcomes = Vec::new();
    let mut visit = |_: &Member, reader: &mut MemberReader<'_>| {
        let _ = std::io::copy(reader, &mut std::io::sink());
        outcomes.push(reader.outcome().clone());
        Ok::<_, Infallible>(Flow::Continue)
    };
    let Ok(first) = open_container(Cursor::new(&zip), ContainerKind::Zip, &outer, &mut visit);
    let Ok(second) = open_container(Cursor::new(&zip), ContainerKind::Zip, &inner, &mut visit);
    assert_eq!(first.refused, None);
    assert_eq!(second.refused, Some(Refusal::Members { limit: 3 }));
    assert_eq!(outcomes[2], MemberOutcome::Refused(Refusal::Expanded { limit: 1000 }));
}

#[test]
fn skipping_reads_nothing_and_stopping_stops() {
    let zip = ZipMaker::of(&[Entry::stored("a", b"1"), Entry::stored("b", b"2"), Entry::stored("c", b"3")]);
    let mut seen = Vec::new();
    let mut visit = |member: &Member, reader: &mut MemberReader<'_>| {
        seen.push(member.ordinal);
        assert_eq!(*reader.outcome(), MemberOutcome::Unread);
        Ok::<_, Infallible>(if member.ordinal == 1 { Flow::Stop } else { Flow::Continue })
    };
    let allowance = Allowance::new(Limits { expanded: 0, ..Limits::default() }, zip.len() as u64);
    let Ok(report) = open_container(Cursor::new(&zip), ContainerKind::Zip, &allowance, &mut visit);
    assert!(report.stopped);
    assert_eq!(seen, [0, 1]);
}

#[test]
fn the_callers_error_comes_back() {
    let zip = ZipMaker::of(&[Entry::stored("a", b"1")]);
    let mut visit = |_: &Member, _: &mut MemberReader<'_>| Err("disk full");
    let allowance = Allowance::new(Limits::default(), zip.len() as u64);
    assert_eq!(
        open_container(Cursor::new(&zip), ContainerKind::Zip, &allowance, &mut visit),
        Err("disk full")
    );
}

#[test]
fn one_work_in_many_parts_is_a_document() {
    let of = |names: &[&str]| {
        let entries: Vec<Entry> = names.iter().map(|name| Entry::stored(name, b"x")).collect();
        recognise(&mut Cursor::new(ZipMaker::of(&entries))).unwrap()
    };
    assert_eq!(of(&["[Content_Types].xml", "word/document.xml"]), Recognised::Document);
    assert_eq!(of(&["word/document.xml", "[Content_Types].xml"]), Recognised::Document);
    assert_eq!(of(&["mimetype", "content.xml"]), Recognised::Document);
    assert_eq!(of(&["a.class", "META-INF/MANIFEST.MF"]), Recognised::Document);
    assert_eq!(of(&["1.jpg", "mimetype"]), Recognised::Container(ContainerKind::Zip));
    assert_eq!(of(&[]), Recognised::Container(ContainerKind::Zip));
}

#[test]
fn a_file_full_of_signatures_is_searched_in_one_pass() {
    // Read naively, each signature costs a read of what follows; this test would then take minutes.
    for pattern in [&b"PK"[..], b"PK\x03\x04", b"PK\x07\x08", b"PK\x05\x06"] {
        let mut bytes = ZipMaker { ..ZipMaker::default() }.bytes;
        let mut maker = ZipMaker::default();
        maker.add(&Entry { descriptor: true, unlisted: true, ..Entry::stored("a", b"") });
        bytes.extend(&maker.bytes[..31]);
        bytes.extend(pattern.repeat((8 << 20) / pattern.len()));
        let (all, report) = open_zip(&bytes);
        assert!(all.len() <= 1 && !report.damage.is_empty());
    }
}

#[test]
fn zip64_numbers_are_read() {
    // Sizes and offset all full of ones in the directory; the true ones in the extra field.
    let entry = Entry::stored("big", b"in truth small");
    let mut maker = ZipMaker::default();
    maker.add(&Entry { unlisted: true, ..entry.clone() });
    maker.list(&entry, 0, [crc32fast::hash(&entry.data), u32::MAX, u32::MAX], u32::MAX);
    let extra: Vec<u8> = [14u64, 14, 0].iter().flat_map(|value| value.to_le_bytes()).collect();
    maker.central[30..32].copy_from_slice(&28u16.to_le_bytes());
    maker.central.extend([&[1, 0, 24, 0][..], &extra].concat());
    let at = maker.bytes.len() as u64;
    let len = maker.central.len() as u64;
    let mut zip = [maker.bytes, maker.central].concat();
    let end64 = zip.len() as u64;
    zip.extend([&b"PK\x06\x06"[..], &44u64.to_le_bytes(), &[45, 0, 45, 0], &[0; 8]].concat());
    zip.extend([1, 1, len, at].iter().flat_map(|value: &u64| value.to_le_bytes()));
    zip.extend([&b"PK\x06\x07"[..], &[0; 4], &end64.to_le_bytes(), &[1, 0, 0, 0]].concat());
    zip.extend([&b"PK\x05\x06"[..], &[0; 4], &[0xff; 12], &[0, 0]].concat());
    let (all, report) = open_zip(&zip);
    assert_eq!(report.damage, Vec::<String>::new());
    assert!(all.len() == 1 && all[0].is_whole() && all[0].bytes == b"in truth small");
}

#[test]
fn bytes_behind_a_zip_are_counted_and_its_comment_is_told() {
    let mut zip = ZipMaker::of(&[Entry::stored("a", b"1")]);
    let len = zip.len();
    zip[len - 2] = 7;
    zip.extend(b"comment and then more");
    let (all, report) = open_zip(&zip);
    assert!(all.len() == 1 && all[0].is_whole());
    assert_eq!((report.comment.as_slice(), report.unclaimed), (&b"comment"[..], 14));
}

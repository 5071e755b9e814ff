//! Tars made by hand and by GNU tar: every kind of member, and every kind of break.

use std::io::{Cursor, Read, Write};
use std::process::Command;

use crate::made::{open, open_tar, open_within, seal, tar_header, tar_member, tar_of};
use amana_deposit::{
    Compression, ContainerKind, Damage, Kind, Limits, MemberOutcome, Recognised, Refusal, Special, Stamp,
    recognise,
};

#[test]
fn plain_members_are_given_with_their_times() {
    let tar = tar_of(&[
        tar_member(b"a/b.jpg", b'0', &[7; 700]),
        tar_member(b"empty", 0, b""),
        tar_member(b"dir/", b'5', b""),
    ]);
    let (all, report) = open_tar(&tar);
    assert_eq!(
        recognise(&mut Cursor::new(&tar)).unwrap(),
        Recognised::Container(ContainerKind::Tar(Compression::None))
    );
    assert_eq!((all[0].member.name.as_slice(), all[0].bytes.len()), (&b"a/b.jpg"[..], 700));
    assert_eq!(all[0].member.modified, Some(Stamp { seconds: 0o11_564_466_300, nanoseconds: 0 }));
    assert!(all.iter().all(crate::made::Shown::is_whole));
    assert_eq!(all[2].member.kind, Kind::Folder);
    assert_eq!((report.damage.len(), report.unclaimed), (0, 0));
}

#[test]
fn links_and_devices_are_told_and_never_followed() {
    let with_target = |kind, target: &[u8]| {
        let mut block = tar_header(b"x", kind, b"00000000000\0");
        block[157..157 + target.len()].copy_from_slice(target);
        seal(&mut block);
        block.to_vec()
    };
    let (all, _) = open_tar(&tar_of(&[
        with_target(b'2', b"/etc/passwd"),
        with_target(b'1', b"a.jpg"),
        tar_member(b"tty", b'3', b""),
        tar_member(b"disk", b'4', b""),
        tar_member(b"pipe", b'6', b""),
    ]));
    assert_eq!(all[0].member.kind, Kind::Symlink { target: b"/etc/passwd".to_vec() });
    assert_eq!(all[1].member.kind, Kind::HardLink { target: b"a.jpg".to_vec() });
    let specials = [Special::CharacterDevice, Special::BlockDevice, Special::Pipe];
    assert!(all[2..].iter().zip(specials).all(|(shown, what)| shown.member.kind == Kind::Special { what }));
    assert!(all.iter().all(|shown| shown.bytes.is_empty()));
}

#[test]
fn long_names_come_by_pax_and_by_gnu() {
    let long = "صور/".repeat(100);
    let record = format!(" path={long}\n");
    let line = format!("{}{record}", record.len() + 3);
    assert_eq!(line.len().to_string().len(), 3);
    let (all, report) = open_tar(&tar_of(&[
        tar_member(b"PaxHeaders/x", b'x', line.as_bytes()),
        tar_member(b"short", b'0', b"by pax"),
        tar_member(b"././@LongLink", b'L', &[long.as_bytes(), b"\0"].concat()),
        tar_member(b"short", b'0', b"by gnu"),
        tar_member(b"short", b'0', b"itself"),
    ]));
    assert_eq!(all[0].member.name, long.as_bytes());
    assert_eq!(all[1].member.name, long.as_bytes());
    assert_eq!(all[2].member.name, b"short", "a long name is for one member only");
    assert!(report.damage.is_empty());
}

#[test]
fn a_huge_extended_header_is_passed_over() {
    let huge = tar_member(b"././@LongLink", b'L', &vec![b'n'; 2 << 20]);
    let (all, report) = open_tar(&tar_of(&[huge, tar_member(b"after", b'0', b"x")]));
    assert_eq!((all.len(), all[0].member.name.as_slice()), (1, &b"after"[..]));
    assert_eq!(report.damage.len(), 1);
}

#[test]
fn sizes_that_are_none_do_not_hide_what_follows() {
    for size in [&[0xffu8; 12][..], b"-0000000001\0", b"zzzzzzzzzzz\0"] {
        let broken = tar_header(b"broken", b'0', size).to_vec();
        let content = vec![b'?'; 1024];
        let (all, report) = open_tar(&tar_of(&[broken, content, tar_member(b"after", b'0', b"x")]));
        assert!(matches!(all[0].member.kind, Kind::Unreadable { .. }));
        assert!(all[1].member.name == b"after" && all[1].is_whole());
        assert_eq!((report.unclaimed, report.damage.len()), (1024, 1));
    }
}

#[test]
fn a_size_beyond_the_end_is_a_cut_member() {
    for size in [&b"77777777777\0"[..], &[0x80, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]] {
        let huge = tar_header(b"huge", b'0', size).to_vec();
        let (all, report) = open_tar(&tar_of(&[huge, vec![1; 512]]));
        assert!(matches!(all[0].outcome, MemberOutcome::Damaged(Damage::Length { read: 1536, .. })));
        assert_eq!(report.damage.len(), 1);
        // The same as an extended header.
        let huge = tar_header(b"huge", b'L', size).to_vec();
        let (all, report) = open_tar(&tar_of(&[huge, vec![1; 512]]));
        assert!(all.is_empty() && !report.damage.is_empty());
    }
}

#[test]
fn a_tar_cut_anywhere_says_so_and_gives_what_is_left() {
    let data: Vec<Vec<u8>> = (1..5u8).map(|n| vec![n; 300 * usize::from(n)]).collect();
    let members: Vec<Vec<u8>> = data.iter().map(|data| tar_member(b"x", b'0', data)).collect();
    let tar = tar_of(&members);
    for cut in (0..tar.len() - 1024).step_by(7) {
        let (all, report) = open_tar(&tar[..cut]);
        assert!(!report.damage.is_empty(), "cut at {cut}: nothing was said");
        let given: usize = all.iter().map(|shown| shown.bytes.len()).sum();
        let whole = all.iter().filter(|shown| shown.is_whole());
        assert!(whole.zip(&data).all(|(shown, data)| &shown.bytes == data));
        assert!(given <= cut);
    }
}

#[test]
fn what_lies_behind_the_end_is_shown_too() {
    let two = [tar_of(&[tar_member(b"a", b'0', b"1")]), tar_of(&[tar_member(b"b", b'0', b"2")])].concat();
    let (all, report) = open_tar(&two);
    assert_eq!(all.len(), 2);
    assert!(report.damage.is_empty());
}

#[test]
fn a_packed_tar_is_recognised_read_and_limited() {
    let tar = tar_of(&[tar_member(b"a", b'0', &[1; 3000]), tar_member(b"b", b'0', &vec![0; 5 << 20])]);
    let kind = ContainerKind::Tar(Compression::Gzip);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&tar).unwrap();
    let gzip = gzip.finish().unwrap();
    assert_eq!(recognise(&mut Cursor::new(&gzip)).unwrap(), Recognised::Container(kind));
    let (all, report) = open(&gzip, kind);
    assert!(all.iter().all(crate::made::Shown::is_whole) && report.damage.is_empty());
    let limits = Limits { ratio: 20, ratio_from: 1 << 20, ..Limits::default() };
    let (all, report) = open_within(&gzip, kind, limits);
    assert!(all[0].is_whole());
    assert_eq!(all[1].outcome, MemberOutcome::Refused(Refusal::Ratio { ratio: 20 }));
    assert_eq!(report.refused, Some(Refusal::Ratio { ratio: 20 }));
    let (all, report) = open(&gzip[..gzip.len() / 2], kind);
    assert!(all[0].is_whole() && matches!(all[1].outcome, MemberOutcome::Damaged(_)));
    assert!(!report.damage.is_empty());
}

#[test]
fn a_packed_file_that_is_no_tar_is_told_apart() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(b"one photograph").unwrap();
    let told = recognise(&mut Cursor::new(gzip.finish().unwrap())).unwrap();
    assert_eq!(told, Recognised::Unopened("gzip file"));
    assert_eq!(
        recognise(&mut Cursor::new(b"\x1f\x8b\x08 broken")).unwrap(),
        Recognised::Unopened("gzip file")
    );
    assert_eq!(
        recognise(&mut Cursor::new(b"Rar!\x1a\x07\0...")).unwrap(),
        Recognised::Unopened("RAR archive")
    );
    for plain in [&b""[..], b"\xff\xd8\xff\xe0 a picture", &[0; 10240]] {
        assert_eq!(recognise(&mut Cursor::new(plain)).unwrap(), Recognised::Plain);
    }
}

/// Runs GNU tar over two made files, one of them mostly a hole.
fn gnu_tar(options: &[&str]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("صورة 1.jpg"), [1; 3000]).unwrap();
    let holes = std::fs::File::create(folder.path().join("holes")).unwrap();
    for part in 0..40u64 {
        std::os::unix::fs::FileExt::write_all_at(&holes, &[2; 4096], part * (64 << 10)).unwrap();
    }
    holes.set_len(4 << 20).unwrap();
    drop(holes);
    let output =
        Command::new("tar").current_dir(folder.path()).args(options).args(["-cf", "-", "."]).output();
    let output = output.ok().filter(|output| output.status.success());
    if output.is_none() {
        eprintln!("skipped: no GNU tar that knows {options:?}");
    }
    output.map(|output| output.stdout)
}

#[test]
fn what_gnu_tar_writes_is_read_with_holes_filled() {
    let formats: [&[&str]; 6] = [
        &["--format=gnu", "-S"],
        &["--format=posix", "-S", "--sparse-version=0.0"],
        &["--format=posix", "-S", "--sparse-version=0.1"],
        &["--format=posix", "-S", "--sparse-version=1.0"],
        &["--format=ustar"],
        &["--format=v7"],
    ];
    for options in formats {
        let Some(tar) = gnu_tar(options) else { continue };
        assert!(options.contains(&"-S") == (tar.len() < 1 << 20), "{options:?}: holes or none");
        let (mut all, report) = open_tar(&tar);
        assert_eq!(report.damage, Vec::<String>::new(), "{options:?}");
        all.sort_by(|a, b| a.member.name.cmp(&b.member.name));
        let names: Vec<_> = all.iter().map(|shown| String::from_utf8_lossy(&shown.member.name)).collect();
        assert_eq!(names, ["./", "./holes", "./صورة 1.jpg"], "{options:?}");
        assert!(all.iter().all(crate::made::Shown::is_whole));
        assert_eq!(all[1].bytes.len(), 4 << 20, "{options:?}");
        for (at, block) in all[1].bytes.chunks(4096).enumerate() {
            let expected = if at % 16 == 0 && at < 640 { 2 } else { 0 };
            assert!(block.iter().all(|&byte| byte == expected), "{options:?}: block {at}");
        }
        assert_eq!(all[2].bytes, [1; 3000]);
    }
}

#[test]
fn what_gnu_tar_packs_is_read() {
    let packers = [
        ("-z", Compression::Gzip),
        ("-j", Compression::Bzip2),
        ("-J", Compression::Xz),
        ("--zstd", Compression::Zstd),
    ];
    for (option, compression) in packers {
        let Some(tar) = gnu_tar(&[option]) else { continue };
        let kind = ContainerKind::Tar(compression);
        assert_eq!(recognise(&mut Cursor::new(&tar)).unwrap(), Recognised::Container(kind), "{option}");
        let (all, report) = open(&tar, kind);
        assert_eq!(report.damage, Vec::<String>::new(), "{option}");
        assert_eq!(all.len(), 3, "{option}");
        // Two streams one after the other are one, as for the tools themselves.
        assert_eq!(open(&[&tar[..], &tar].concat(), kind).0.len(), 6, "{option}");
        assert!(all.iter().all(crate::made::Shown::is_whole), "{option}");
    }
}

#[test]
fn a_hole_of_an_exabyte_is_refused_and_a_false_map_is_unreadable() {
    let sparse = |parts: &[u8], real: &[u8]| {
        let mut block = tar_header(b"holes", b'S', b"00000000004\0");
        block[386..386 + parts.len()].copy_from_slice(parts);
        block[483..483 + real.len()].copy_from_slice(real);
        seal(&mut block);
        [block.to_vec(), b"data".to_vec(), vec![0; 508]].concat()
    };
    let part = b"00000000000\x0000000000004\0";
    let exabyte = [0x80, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, 0];
    let tar = tar_of(&[sparse(part, &exabyte), tar_member(b"after", b'0', b"x")]);
    let mut refused = 0;
    let mut visit = |_: &amana_deposit::Member, reader: &mut amana_deposit::MemberReader<'_>| {
        refused += usize::from(std::io::copy(&mut reader.by_ref(), &mut std::io::sink()).is_err());
        Ok::<_, std::convert::Infallible>(amana_deposit::Flow::Continue)
    };
    let allowance = amana_deposit::Allowance::new(Limits::default(), tar.len() as u64);
    let kind = ContainerKind::Tar(Compression::None);
    let Ok(report) = amana_deposit::open_container(Cursor::new(&tar), kind, &allowance, &mut visit);
    assert_eq!((refused, report.members), (1, 2));
    let (all, _) = open_tar(&tar_of(&[sparse(part, b"00000000003\0"), tar_member(b"after", b'0', b"x")]));
    assert!(matches!(all[0].member.kind, Kind::Unreadable { .. }));
    assert!(all[1].is_whole());
}

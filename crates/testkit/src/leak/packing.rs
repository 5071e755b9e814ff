//! Containers written by hand (zip: APPNOTE 6.3; tar: POSIX ustar with GNU long names; PNG: RFC 2083), because ready-made
//! writers refuse the very things that a leak contains: names that climb out of the folder, twins, bytes that are not UTF-8.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use super::calendar::{DAY, date};
use super::develop::Picture;

/// One member of a container.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) name: Vec<u8>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) modified: i64,
    /// For tar alone: the target of a symbolic link.
    pub(crate) link: Option<String>,
}

/// How a zip is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ZipStyle {
    pub(crate) deflated: bool,
    pub(crate) password: Option<&'static str>,
    pub(crate) comment: &'static str,
}

/// Writes a zip.
pub(crate) fn zip(members: &[Member], style: ZipStyle) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for member in members {
        let crc = crc32fast::hash(&member.bytes);
        let mut content = if style.deflated { deflated(&member.bytes) } else { member.bytes.clone() };
        if let Some(password) = style.password {
            content = encrypted(&content, password, crc);
        }
        let utf8 = std::str::from_utf8(&member.name).is_ok();
        let flags = u16::from(style.password.is_some()) | if utf8 { 0x0800 } else { 0 };
        let offset = out.len() as u32;
        let mut shared = Vec::new();
        shared.extend(20u16.to_le_bytes());
        shared.extend(flags.to_le_bytes());
        shared.extend(if style.deflated { 8u16 } else { 0 }.to_le_bytes());
        shared.extend(dos_time(member.modified));
        shared.extend(crc.to_le_bytes());
        shared.extend((content.len() as u32).to_le_bytes());
        shared.extend((member.bytes.len() as u32).to_le_bytes());
        shared.extend((member.name.len() as u16).to_le_bytes());
        shared.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&shared);
        out.extend(&member.name);
        out.extend(&content);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&shared);
        directory.extend([0; 6]);
        directory.extend((0o100_644u32 << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&member.name);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([(members.len() as u16).to_le_bytes(), (members.len() as u16).to_le_bytes()].concat());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend((style.comment.len() as u16).to_le_bytes());
    out.extend(style.comment.as_bytes());
    out
}

fn dos_time(seconds: i64) -> [u8; 4] {
    let (year, month, day) = date(seconds);
    let of_day = seconds.rem_euclid(DAY);
    let time = (of_day / 3600) << 11 | (of_day / 60 % 60) << 5 | (of_day % 60 / 2);
    let date = (year.max(1980) - 1980) << 9 | i64::from(month) << 5 | i64::from(day);
    ((date << 16 | time) as u32).to_le_bytes()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    written(DeflateEncoder::new(Vec::new(), Compression::fast()), bytes, DeflateEncoder::finish)
}

/// Writes through a compressor into memory, which cannot fail.
fn written<W: Write>(mut writer: W, bytes: &[u8], finish: fn(W) -> std::io::Result<Vec<u8>>) -> Vec<u8> {
    writer.write_all(bytes).and_then(|()| finish(writer)).expect("memory takes every byte")
}

/// Traditional PKWARE encryption (APPNOTE 6.1), the weak kind that old programs write.
fn encrypted(content: &[u8], password: &str, crc: u32) -> Vec<u8> {
    let mut keys = [0x1234_5678u32, 0x2345_6789, 0x3456_7890];
    for byte in password.bytes() {
        stir(&mut keys, byte);
    }
    let header = [[7u8; 11].as_slice(), &[(crc >> 24) as u8]].concat();
    let mut out = Vec::with_capacity(content.len() + 12);
    for &byte in header.iter().chain(content) {
        let low = keys[2] | 2;
        out.push(byte ^ (low.wrapping_mul(low ^ 1) >> 8) as u8);
        stir(&mut keys, byte);
    }
    out
}

fn stir(keys: &mut [u32; 3], byte: u8) {
    keys[0] = crc_step(keys[0], byte);
    keys[1] = keys[1].wrapping_add(keys[0] & 0xff).wrapping_mul(134_775_813).wrapping_add(1);
    keys[2] = crc_step(keys[2], (keys[1] >> 24) as u8);
}

fn crc_step(crc: u32, byte: u8) -> u32 {
    let mixed =
        (0..8).fold((crc ^ u32::from(byte)) & 0xff, |value, _| (value >> 1) ^ (0xedb8_8320 * (value & 1)));
    (crc >> 8) ^ mixed
}

/// Writes a tar.
pub(crate) fn tar(members: &[Member]) -> Vec<u8> {
    let mut out = Vec::new();
    for member in members {
        if member.name.len() > 100 {
            let long = [member.name.as_slice(), &[0]].concat();
            entry(&mut out, b"././@LongLink", &long, 0, b'L', "");
        }
        let short = &member.name[..member.name.len().min(100)];
        match &member.link {
            Some(target) => entry(&mut out, short, &[], member.modified, b'2', target),
            None => entry(&mut out, short, &member.bytes, member.modified, b'0', ""),
        }
    }
    out.extend([0; 1024]);
    out
}

fn entry(out: &mut Vec<u8>, name: &[u8], bytes: &[u8], modified: i64, kind: u8, link: &str) {
    let mut header = [0u8; 512];
    let mut put =
        |place: usize, content: &[u8]| header[place..place + content.len()].copy_from_slice(content);
    put(0, name);
    put(100, b"0000644\0");
    put(108, b"0001750\0");
    put(116, b"0001750\0");
    put(124, format!("{:011o}\0", bytes.len()).as_bytes());
    put(136, format!("{:011o}\0", modified.max(0)).as_bytes());
    put(148, b"        ");
    put(156, &[kind]);
    put(157, link.as_bytes());
    put(257, b"ustar\x0000");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    out.extend(header);
    out.extend(bytes);
    out.extend(vec![0; bytes.len().next_multiple_of(512) - bytes.len()]);
}

/// Compresses as gzip, without a time in its header.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    written(GzEncoder::new(Vec::new(), Compression::fast()), bytes, GzEncoder::finish)
}

/// Codes pixels as PNG.
pub(crate) fn png(picture: &Picture) -> Vec<u8> {
    let row = picture.width * 3;
    let mut raw = Vec::with_capacity((row + 1) * picture.height);
    for line in picture.rgb.chunks_exact(row) {
        // Filter 1: each byte as the difference from the pixel to its left.
        raw.push(1);
        raw.extend(
            (0..row).map(|place| line[place].wrapping_sub(if place < 3 { 0 } else { line[place - 3] })),
        );
    }
    let size = [(picture.width as u32).to_be_bytes(), (picture.height as u32).to_be_bytes()].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut out, b"IHDR", &[size.as_slice(), &[8, 2, 0, 0, 0]].concat());
    chunk(
        &mut out,
        b"IDAT",
        &written(ZlibEncoder::new(Vec::new(), Compression::fast()), &raw, ZlibEncoder::finish),
    );
    chunk(&mut out, b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], content: &[u8]) {
    out.extend((content.len() as u32).to_be_bytes());
    let start = out.len();
    out.extend(kind);
    out.extend(content);
    let crc = crc32fast::hash(&out[start..]);
    out.extend(crc.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn members() -> Vec<Member> {
        let member = |name: &str, bytes: &[u8]| Member {
            name: name.as_bytes().to_vec(),
            bytes: bytes.to_vec(),
            modified: 1_331_802_000,
            link: None,
        };
        vec![member("a/صورة.txt", b"one"), member(&"long".repeat(40), &[9; 700]), member("empty", b"")]
    }

    #[test]
    fn other_readers_read_the_zip() {
        for deflated in [false, true] {
            let bytes = zip(&members(), ZipStyle { deflated, ..ZipStyle::default() });
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for (place, member) in members().iter().enumerate() {
                let mut file = archive.by_index(place).unwrap();
                assert_eq!(file.name_raw(), member.name);
                let mut content = Vec::new();
                file.read_to_end(&mut content).unwrap();
                assert_eq!(content, member.bytes);
            }
        }
    }

    #[test]
    fn other_readers_open_the_encrypted_zip_with_its_password_only() {
        let bytes = zip(&members(), ZipStyle { password: Some("1234"), ..ZipStyle::default() });
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        assert!(archive.by_index(0).is_err());
        let mut content = String::new();
        archive.by_index_decrypt(0, b"1234").unwrap().read_to_string(&mut content).unwrap();
        assert_eq!(content, "one");
    }

    #[test]
    fn other_readers_read_the_tar() {
        let bytes = tar(&members());
        let mut archive = tar::Archive::new(bytes.as_slice());
        let names: Vec<Vec<u8>> =
            archive.entries().unwrap().map(|entry| entry.unwrap().path_bytes().into_owned()).collect();
        assert_eq!(names, members().into_iter().map(|member| member.name).collect::<Vec<_>>());
    }
}

//! Zips and tars: honest ones, one in the other, encrypted, cut off, and such as want to write outside.

use super::calendar::DAY;
use super::chance::Chance;
use super::packing::{Member, ZipStyle, gzip, tar, zip};
use super::truth::{Damage, File, Kind};
use super::unit::{Made, file_of};

/// The ways of packing, in the order in which a leak goes through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Zip,
    StoredZip,
    NestedZip,
    Tar,
    TarGz,
    ZipInTar,
    EncryptedZip,
    HostileZip,
    HostileTar,
    TruncatedZip,
}

/// All ways of packing.
pub(crate) const PACKINGS: [Packing; 10] = [
    Packing::Zip,
    Packing::StoredZip,
    Packing::NestedZip,
    Packing::Tar,
    Packing::TarGz,
    Packing::ZipInTar,
    Packing::EncryptedZip,
    Packing::HostileZip,
    Packing::HostileTar,
    Packing::TruncatedZip,
];

/// The password of the encrypted zips.
pub(crate) const PASSWORD: &str = "1234";

/// A container with its path and the truth about it and all in it.
pub(crate) struct Packed {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) files: Vec<File>,
}

/// Packs files, the paths of which become the names of members.
pub(crate) fn pack(packing: Packing, number: usize, content: Vec<Made>, chance: &mut Chance) -> Packed {
    let modified = content.iter().map(|made| made.file.modified).max().unwrap_or(0) + DAY;
    let ending = match packing {
        Packing::Tar | Packing::ZipInTar | Packing::HostileTar => "tar",
        Packing::TarGz => "tar.gz",
        _ => "zip",
    };
    let path = format!("أرشيف/صور {number:03}.{ending}");
    let mut filling = Filling::new(&path, modified);
    let half = content.len() / 2;
    let style = ZipStyle { deflated: packing != Packing::StoredZip, password: None, comment: "" };
    let bytes = match packing {
        Packing::Zip | Packing::StoredZip => zip(&filling.members("", content), style),
        Packing::TruncatedZip => {
            let whole = zip(&filling.members("", content), style);
            let keep = (whole.len() as f32 * chance.between(0.4, 0.9)) as usize;
            filling.cut_off(keep as u64);
            whole[..keep].to_vec()
        }
        Packing::EncryptedZip => {
            let members = filling.members("", content);
            filling.note(&format!("encrypted, the password is {PASSWORD}"));
            zip(&members, ZipStyle { password: Some(PASSWORD), ..style })
        }
        Packing::NestedZip => {
            let (outer, inner) = split(content, half);
            let inmost = zip(&filling.members("inner.zip!/deep/inmost.zip!/", inner), style);
            let middle = [filling.wrap("inner.zip!/", "deep/inmost.zip", inmost)];
            let middle = filling.wrap("", "inner.zip", zip(&middle, style));
            let mut members = filling.members("", outer);
            members.push(middle);
            zip(&members, style)
        }
        Packing::Tar => tar(&filling.members("", content)),
        Packing::TarGz => gzip(&tar(&filling.members("", content))),
        Packing::ZipInTar => {
            let (outer, inner) = split(content, half);
            let inner = zip(&filling.members("هاتف.zip!/", inner), style);
            let inner = filling.wrap("", "هاتف.zip", inner);
            let mut members = filling.members("", outer);
            members.push(inner);
            tar(&members)
        }
        Packing::HostileZip => {
            let members = filling.hostile(content);
            zip(&members, ZipStyle { comment: "<script>alert(1)</script> =cmd|'/c calc'!A1", ..style })
        }
        Packing::HostileTar => {
            let mut members = filling.hostile(content);
            members.push(filling.link("link out", "../../../../etc/passwd"));
            tar(&members)
        }
    };
    let mut own = file_of(path.as_bytes(), Some(&bytes), Kind::Container, modified);
    own.note = format!("{packing:?}");
    if packing == Packing::TruncatedZip {
        own.damage = Some(Damage::Truncated);
        own.intact_bytes = Some(own.bytes);
    }
    let mut files = vec![own];
    files.append(&mut filling.files);
    Packed { path, bytes, files }
}

fn split(mut content: Vec<Made>, at: usize) -> (Vec<Made>, Vec<Made>) {
    let rest = content.split_off(at);
    (content, rest)
}

/// A container while it is filled: its path, and the truth about the members so far.
struct Filling<'a> {
    path: &'a str,
    modified: i64,
    files: Vec<File>,
}

impl<'a> Filling<'a> {
    fn new(path: &'a str, modified: i64) -> Self {
        Self { path, modified, files: Vec::new() }
    }

    fn known(&mut self, prefix: &str, name: &[u8], mut file: File) {
        let path = [format!("{}!/{prefix}", self.path).as_bytes(), name].concat();
        let named = file_of(&path, None, file.kind, file.modified);
        (file.path, file.path_base64) = (named.path, named.path_base64);
        self.files.push(file);
    }

    fn members(&mut self, prefix: &str, content: Vec<Made>) -> Vec<Member> {
        let mut members = Vec::with_capacity(content.len());
        for made in content {
            self.known(prefix, &made.path, made.file.clone());
            let modified = made.file.modified;
            members.push(Member { name: made.path, bytes: made.bytes, modified, link: None });
        }
        members
    }

    fn wrap(&mut self, prefix: &str, name: &str, bytes: Vec<u8>) -> Member {
        let file = file_of(name.as_bytes(), Some(&bytes), Kind::Container, self.modified);
        self.known(prefix, name.as_bytes(), file);
        Member { name: name.as_bytes().to_vec(), bytes, modified: self.modified, link: None }
    }

    fn link(&mut self, name: &str, target: &str) -> Member {
        let mut file = file_of(name.as_bytes(), None, Kind::Symlink, self.modified);
        file.target = Some(target.to_owned());
        file.note = "leads out of the deposit".to_owned();
        self.known("", name.as_bytes(), file);
        Member {
            name: name.as_bytes().to_vec(),
            bytes: Vec::new(),
            modified: self.modified,
            link: Some(target.to_owned()),
        }
    }

    /// Gives the members names that climb out, repeat each other or are not UTF-8.
    fn hostile(&mut self, content: Vec<Made>) -> Vec<Member> {
        const NAMES: [(&[u8], &str); 6] = [
            (b"../../outside.jpg", "climbs out"),
            (b"/tmp/absolute.jpg", "absolute path"),
            (b"twin.jpg", "twin of another member"),
            (b"twin.jpg", "twin of another member"),
            (b"\xe6\xd5\xe6\xd1\xc9.jpg", "not UTF-8"),
            (b"C:\\Windows\\a.jpg", "drive letter"),
        ];
        let mut members = Vec::new();
        for (made, (name, note)) in content.into_iter().zip(NAMES.iter().cycle()) {
            let Made { bytes, mut file, .. } = made;
            file.note = (*note).to_owned();
            let modified = file.modified;
            self.known("", name, file);
            members.push(Member { name: name.to_vec(), bytes, modified, link: None });
        }
        members
    }

    fn note(&mut self, note: &str) {
        for file in &mut self.files {
            file.note = note.to_owned();
        }
    }

    fn cut_off(&mut self, keep: u64) {
        self.note(&format!("in a zip cut off after {keep} bytes, without a directory"));
    }
}

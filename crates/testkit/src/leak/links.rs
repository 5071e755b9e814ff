//! Links, pipes and empty folders: whatever a file system holds besides files.

use std::os::unix::fs::symlink;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, FileType, Mode, Timespec, Timestamps, mknodat, utimensat};

use super::LeakError;
use super::truth::{File, Kind};
use super::unit::file_of;

/// The folder in which all links of a leak lie.
const FOLDER: &str = "روابط";

/// Makes links (and, if asked, a pipe) that lead to `target`, a picture of the deposit.
pub(crate) fn make(out: &Path, target: &File, round: u32, specials: bool) -> Result<Vec<File>, LeakError> {
    let mut files = Vec::new();
    let folder = format!("{FOLDER}/{round}");
    super::make_folder(&out.join(&folder))?;
    let inside = format!("../../{}", target.path);
    let links = [
        ("to a picture.JPG", inside.as_str(), "leads inside the deposit"),
        ("to a folder", "../..", "leads to the deposit itself"),
        ("dangling.JPG", "../nowhere/IMG_0001.JPG", "leads nowhere"),
        ("out of the deposit", "/etc/passwd", "leads out of the deposit"),
        ("climbing out", "../../../../../../../../../../etc", "leads out of the deposit"),
        ("loop", "loop", "leads to itself"),
        ("loop a", "loop b", "leads in a circle"),
        ("loop b", "loop a", "leads in a circle"),
    ];
    for (name, to, note) in links {
        let path = format!("{folder}/{name}");
        symlink(to, out.join(&path)).map_err(|error| LeakError::io(&out.join(&path), error))?;
        let mut file = file_of(path.as_bytes(), None, Kind::Symlink, target.modified);
        (file.target, file.note) = (Some(to.to_owned()), note.to_owned());
        files.push(file);
    }
    let path = format!("{folder}/hard link.JPG");
    std::fs::hard_link(out.join(&target.path), out.join(&path))
        .map_err(|error| LeakError::io(&out.join(&path), error))?;
    files.push(File {
        path,
        kind: Kind::HardLink,
        target: Some(target.path.clone()),
        note: "a second name of one file".to_owned(),
        ..target.clone()
    });
    let path = format!("{folder}/empty folder");
    super::make_folder(&out.join(&path))?;
    files.push(file_of(path.as_bytes(), None, Kind::EmptyFolder, target.modified));
    if specials {
        let path = format!("{folder}/pipe.JPG");
        mknodat(CWD, out.join(&path), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0)
            .map_err(|error| LeakError::io(&out.join(&path), error.into()))?;
        files.push(file_of(path.as_bytes(), None, Kind::Fifo, target.modified));
    }
    Ok(files)
}

/// Sets the time of the last change, of a link itself and not of what it leads to.
pub(crate) fn set_time(path: &Path, seconds: i64) -> Result<(), LeakError> {
    let time = Timespec { tv_sec: seconds, tv_nsec: 0 };
    let times = Timestamps { last_access: time, last_modification: time };
    utimensat(CWD, path, &times, AtFlags::SYMLINK_NOFOLLOW).map_err(|error| LeakError::io(path, error.into()))
}

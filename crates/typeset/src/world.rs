//! The world that typst sees: one template, one file of data, fonts. Nothing else exists in it, whatever a template asks for.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};

use crate::fonts::FONTS;

static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| Source::new(id("template.typ"), include_str!("template.typ").into()));
static DATA: LazyLock<FileId> = LazyLock::new(|| id("document.json"));
/// With what tells a table's row headers; typst calls it unfinished, and its version is pinned.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    LazyHash::new(Library::builder().with_features(Features::from_iter([Feature::A11yExtras])).build())
});

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The template with the data of one document.
pub(crate) struct Sealed {
    data: Bytes,
}

impl Sealed {
    /// Holds fonts only.
    pub(crate) fn empty() -> Self {
        Self::with(Vec::new())
    }

    /// Holds the JSON that the template reads.
    pub(crate) fn with(data: Vec<u8>) -> Self {
        Self { data: Bytes::new(data) }
    }
}

impl World for Sealed {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

//! A PDF as the tests look at it.

use amana_typeset::{Document, pdf};
use lopdf::{Dictionary, Object};

/// A printed piece, parsed.
pub(crate) struct Paper {
    pub(crate) bytes: Vec<u8>,
    file: lopdf::Document,
}

impl Paper {
    pub(crate) fn of(document: &Document) -> Self {
        let bytes = pdf(document).unwrap();
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        Self { bytes, file }
    }

    pub(crate) fn pages(&self) -> usize {
        self.file.get_pages().len()
    }

    /// The text of all pages, without white space: where a line ends is no matter of these tests.
    pub(crate) fn text(&self) -> String {
        let pages: Vec<u32> = self.file.get_pages().into_keys().collect();
        self.file.extract_text(&pages).unwrap().split_whitespace().collect()
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        self.file.catalog().unwrap()
    }

    /// The metadata that archives read.
    pub(crate) fn xmp(&self) -> String {
        let stream = self.resolve(self.catalog().get(b"Metadata").unwrap()).as_stream().unwrap();
        String::from_utf8(stream.content.clone()).unwrap()
    }

    /// The kinds of the structure's elements, in the order of reading.
    pub(crate) fn tags(&self) -> Vec<String> {
        let mut tags = Vec::new();
        self.walk(self.catalog().get(b"StructTreeRoot").unwrap(), &mut |element| {
            if let Ok(kind) = element.get(b"S").and_then(Object::as_name) {
                tags.push(String::from_utf8_lossy(kind).into_owned());
            }
        });
        tags
    }

    /// The value of one key, of every element of a kind that has it, with what an attribute dictionary says.
    pub(crate) fn of_tags(&self, kind: &str, key: &[u8]) -> Vec<Object> {
        let mut found = Vec::new();
        self.walk(self.catalog().get(b"StructTreeRoot").unwrap(), &mut |element| {
            if element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes()) {
                let attributes = element.get(b"A").map(|a| self.resolve(a).clone()).unwrap_or(Object::Null);
                let attributes = match attributes {
                    Object::Array(all) => all,
                    one => vec![one],
                };
                let inside =
                    attributes.iter().filter_map(|a| self.resolve(a).as_dict().ok()?.get(key).ok().cloned());
                found.extend(element.get(key).ok().cloned().into_iter().chain(inside));
            }
        });
        found
    }

    fn walk(&self, object: &Object, visit: &mut impl FnMut(&Dictionary)) {
        match self.resolve(object) {
            Object::Array(all) => all.iter().for_each(|one| self.walk(one, visit)),
            Object::Dictionary(element) => {
                visit(element);
                if let Ok(kids) = element.get(b"K") {
                    self.walk(kids, visit);
                }
            }
            _ => {}
        }
    }

    fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.file.dereference(object).unwrap().1
    }
}

//! A PDF as the tests look at it, read by the parser that typst brings along for embedded PDFs.

use std::collections::HashMap;

use amana_typeset::{Document, pdf};
use hayro_cmap::{BfString, CMap};
use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::page::Page;

/// A printed piece, parsed.
pub(crate) struct Paper {
    pub(crate) bytes: Vec<u8>,
    file: Pdf,
}

impl Paper {
    pub(crate) fn of(document: &Document) -> Self {
        let bytes = pdf(document).unwrap();
        let file = Pdf::new(bytes.clone()).unwrap();
        Self { bytes, file }
    }

    pub(crate) fn pages(&self) -> usize {
        self.file.pages().len()
    }

    /// The text of all pages, without white space: where a line ends is no matter of these tests.
    pub(crate) fn text(&self) -> String {
        let pages: String = self.file.pages().iter().map(text_of).collect();
        pages.split_whitespace().collect()
    }

    pub(crate) fn catalog(&self) -> Dict<'_> {
        self.file.xref().get(self.file.xref().root_id()).unwrap()
    }

    /// The metadata that archives read.
    pub(crate) fn xmp(&self) -> String {
        let stream: Stream<'_> = self.catalog().get("Metadata").unwrap();
        String::from_utf8(stream.decoded().unwrap().into_owned()).unwrap()
    }

    /// The kinds of the structure's elements, in the order of reading.
    pub(crate) fn tags(&self) -> Vec<String> {
        let mut tags = Vec::new();
        self.elements(|element| tags.extend(name_of(element, "S")));
        tags
    }

    /// What every element of a kind says for one key, in itself or in its attributes.
    pub(crate) fn of_tags(&self, kind: &str, key: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.elements(|element| {
            if name_of(element, "S").as_deref() == Some(kind) {
                let attributes = dicts(element.get::<Object<'_>>("A"));
                found.extend(attributes.iter().chain([element]).filter_map(|dict| name_of(dict, key)));
            }
        });
        found
    }

    fn elements<'a>(&'a self, mut visit: impl FnMut(&Dict<'a>)) {
        let mut open: Vec<Dict<'a>> = vec![self.catalog().get("StructTreeRoot").unwrap()];
        while let Some(element) = open.pop() {
            visit(&element);
            open.extend(dicts(element.get::<Object<'_>>("K")).into_iter().rev());
        }
    }
}

/// A dictionary, or those of an array.
fn dicts(object: Option<Object<'_>>) -> Vec<Dict<'_>> {
    match object {
        Some(Object::Dict(dict)) => vec![dict],
        Some(Object::Array(array)) => array.iter::<Object<'_>>().filter_map(Object::into_dict).collect(),
        _ => Vec::new(),
    }
}

/// A name, or a text as far as it is Latin.
pub(crate) fn name_of(dict: &Dict<'_>, key: &str) -> Option<String> {
    match dict.get::<Object<'_>>(key)? {
        Object::Name(name) => Some(name.as_str().to_owned()),
        Object::String(text) => Some(String::from_utf8_lossy(text.as_bytes()).into_owned()),
        _ => None,
    }
}

fn text_of(page: &Page<'_>) -> String {
    let mut maps: HashMap<String, CMap> = HashMap::new();
    let (mut font, mut text) = (String::new(), String::new());
    let mut operations = page.typed_operations();
    while let Some(operation) = operations.next() {
        match operation {
            TypedInstruction::TextFont(set) => {
                font = set.0.as_str().to_owned();
                maps.entry(font.clone()).or_insert_with(|| map_of(page, set.0));
            }
            TypedInstruction::ShowText(shown) => text.push_str(&decoded(&maps[&font], shown.0)),
            TypedInstruction::ShowTexts(shown) => {
                for part in shown.0.iter::<Object<'_>>().filter_map(Object::into_string) {
                    text.push_str(&decoded(&maps[&font], &part));
                }
            }
            _ => {}
        }
    }
    text
}

fn map_of(page: &Page<'_>, font: &Name<'_>) -> CMap {
    let map: Stream<'_> = page.resources().get_font(font).unwrap().get("ToUnicode").unwrap();
    CMap::parse(&map.decoded().unwrap(), |_| None).unwrap()
}

fn decoded(map: &CMap, shown: &PdfString<'_>) -> String {
    let codes = shown.as_bytes().chunks(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1]));
    let letters = codes.map(|code| match map.lookup_bf_string(code) {
        Some(BfString::Char(c)) => c.to_string(),
        Some(BfString::String(s)) => s,
        None => "\u{fffd}".into(),
    });
    letters.collect()
}

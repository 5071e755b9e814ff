//! Files that are not pictures, whatever their names say.

use super::chance::Chance;
use super::packing::{Member, ZipStyle, zip};
use super::truth::Kind;

/// One odd file.
pub(crate) struct OddFile {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) kind: Kind,
    /// What it really is, as a media type or a word.
    pub(crate) note: &'static str,
}

/// All odd files of one round.
pub(crate) fn odd_files(round: u32, chance: &mut Chance) -> Vec<OddFile> {
    let folder = ["متفرقات", "أوراق"][round as usize % 2];
    let number = chance.whole(1000, 9999);
    let file = |name: &str, bytes: Vec<u8>, kind, note| OddFile {
        path: format!("{folder}/{round}/{name}"),
        bytes,
        kind,
        note,
    };
    let text = format!("قائمة رقم {number}\nهذا ملف نصي للتجربة فقط.\n");
    let html =
        format!("<!doctype html><title>{number}</title><script>fetch('http://example.invalid/')</script>");
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert({number})\"><image href=\"file:///etc/passwd\"/></svg>"
    );
    let csv = format!("رقم;فرع;تاريخ\n{number};215;2012-03-15\n=1+1;227;2012-04-12\n");
    vec![
        file("DSC_0100.JPG", text.clone().into_bytes(), Kind::Misnamed, "text/plain"),
        file("DSC_0101.JPG", html.into_bytes(), Kind::Misnamed, "text/html"),
        file("DSC_0102.JPG", svg.into_bytes(), Kind::Misnamed, "image/svg+xml"),
        file("DSC_0103.JPG", program(chance), Kind::Misnamed, "application/x-dosexec"),
        file("DSC_0104.JPG", noise(chance, 30_000), Kind::Misnamed, "application/octet-stream"),
        file("ملاحظات.txt", text.into_bytes(), Kind::Document, "text/plain"),
        file("قائمة.csv", csv.into_bytes(), Kind::Document, "text/csv"),
        file(
            "تقرير.docx",
            office(number),
            Kind::Document,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        file("كتاب.pdf", pdf(number), Kind::Document, "application/pdf"),
        file("MVI_0001.MP4", film(chance), Kind::Document, "video/mp4"),
        file(
            "Thumbs.db",
            [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), noise(chance, 4_088)].concat(),
            Kind::Document,
            "application/x-ole-storage",
        ),
        file(
            ".DS_Store",
            [b"\0\0\0\x01Bud1".to_vec(), noise(chance, 4_088)].concat(),
            Kind::Document,
            "application/octet-stream",
        ),
        file(
            "desktop.ini",
            b"[.ShellClassInfo]\r\nIconResource=\\\\example.invalid\\x\r\n".to_vec(),
            Kind::Document,
            "text/plain",
        ),
        file("DSC_0105.JPG", Vec::new(), Kind::Empty, "inode/x-empty"),
        file("فارغ.txt", Vec::new(), Kind::Empty, "inode/x-empty"),
    ]
}

fn noise(chance: &mut Chance, length: usize) -> Vec<u8> {
    (0..length).map(|_| chance.bits() as u8).collect()
}

fn program(chance: &mut Chance) -> Vec<u8> {
    [b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec(), noise(chance, 2_000)].concat()
}

fn film(chance: &mut Chance) -> Vec<u8> {
    let head = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\x20\x08mdat".to_vec();
    [head, noise(chance, 0x2000)].concat()
}

fn office(number: i64) -> Vec<u8> {
    let part = |name: &str, text: String| Member {
        name: name.as_bytes().to_vec(),
        bytes: text.into_bytes(),
        modified: 1_340_000_000,
        link: None,
    };
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let body =
        format!("<?xml version=\"1.0\"?><w:document><w:body><w:p>تقرير {number}</w:p></w:body></w:document>");
    let parts = [part("[Content_Types].xml", types.to_owned()), part("word/document.xml", body)];
    zip(&parts, ZipStyle { deflated: true, ..ZipStyle::default() })
}

fn pdf(number: i64) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
         % {number}\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}

//! Names that break tools: each a path byte for byte and the trick in a word. A table.

/// The path and the trick of one odd name.
pub(crate) type OddName = (Vec<u8>, &'static str);

/// All odd names of one round; a leak takes as many rounds as its size asks for.
pub(crate) fn odd_names(round: u32) -> Vec<OddName> {
    let text = |name: &str, trick| (format!("odd {round}/{name}").into_bytes(), trick);
    let bytes = |name: &[u8], trick| ([format!("odd {round}/").as_bytes(), name].concat(), trick);
    let long = format!("{}.JPG", "ص".repeat(125));
    let long = format!("{}{long}", "a".repeat(255 - long.len()));
    let deep = format!("{}IMG_0001.JPG", "مجلد/".repeat(40));
    vec![
        bytes(b"\xe6\xd5\xe6\xd1\xc9_0001.JPG", "invalid_utf8"),
        bytes(b"15.03.2012_\xda\xd3\xdf\xd1\xed\xc9/DSC_0001.JPG", "invalid_utf8_folder"),
        bytes(b"truncated_\xd8.JPG", "invalid_utf8_half_letter"),
        text("IMG_\u{202e}GPJ.exe.JPG", "bidi_override"),
        text("\u{2067}صورة\u{2069} 12.JPG", "bidi_isolate"),
        text("IMG\n0001.JPG", "newline"),
        text("IMG_0001.JPG ", "trailing_space"),
        text(" IMG_0001.JPG", "leading_space"),
        text("IMG_0001.JPG.", "trailing_dot"),
        text(&long, "255_bytes"),
        text("\u{622}ذار_Café.JPG", "nfc"),
        text("\u{627}\u{653}ذار_Cafe\u{301}.JPG", "nfd"),
        text("img_0001.jpg", "case_lower"),
        text("IMG_0001.JPG", "case_upper"),
        text("-rf.JPG", "leading_dash"),
        text("=HYPERLINK(\"x\").JPG", "formula"),
        text("<img src=x onerror=alert(1)>.JPG", "script"),
        text("it's \"quoted\" & `ticked` $HOME;.JPG", "quotes"),
        text("..\\..\\outside.JPG", "backslashes"),
        text("%2e%2e%2f%00.JPG", "percent"),
        text("bell\u{7}\u{1b}[31m\ttab.JPG", "control"),
        text("zero\u{200b}width\u{feff}.JPG", "zero_width"),
        text("NUL.JPG", "reserved_on_windows"),
        text("no ending", "no_extension"),
        text("😀_🇸🇾.JPG", "beyond_the_first_plane"),
        text(&deep, "deep"),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_what_they_say() {
        let names = odd_names(0);
        let of = |trick: &str| names.iter().find(|name| name.1 == trick).map(|name| name.0.clone()).unwrap();
        let last = |path: Vec<u8>| path.rsplit(|byte| *byte == b'/').next().unwrap().to_vec();
        assert_eq!(last(of("255_bytes")).len(), 255);
        assert!(std::str::from_utf8(&of("invalid_utf8")).is_err());
        assert_ne!(of("nfc"), of("nfd"));
        assert!(of("trailing_space").ends_with(b" "));
        let different: HashSet<_> = names.iter().map(|name| &name.0).collect();
        assert_eq!(different.len(), names.len());
        assert!(names.iter().all(|name| name.0.split(|byte| *byte == b'/').all(|part| part.len() <= 255)));
    }
}

//! The pages: one a face, lists a page at a time, the first page, search.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use askama::Template;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::{Branch, Face, File, Snapshot, Tongue, changes, search};

/// Faces on a page: without script a browser loads every picture of a page at once, covered or not.
const ROWS: usize = 12;

const STYLE: &str = include_str!("../assets/style.css");
const SCRIPT: &str = include_str!("../assets/search.js");

/// Every file of the site but the pictures, its list and its note.
pub fn site(snapshot: &Snapshot) -> Vec<File> {
    let mut files = vec![
        file("style.css", STYLE.into()),
        file("search.js", SCRIPT.into()),
        file("faces.js", search::index(snapshot)),
        file("changes.atom", changes::feed(snapshot)),
        file("index.html", rendered(&Root { snapshot })),
    ];
    for tongue in Tongue::ALL {
        let shelves = shelves(snapshot, tongue);
        let page = |path: &str, html: String| file(&format!("{}/{path}.html", tongue.word()), html);
        files.push(page("index", rendered(&First { snapshot, tongue, shelves: &shelves })));
        files.push(page("search", rendered(&Search { snapshot, tongue })));
        for shelf in shelves.iter().flat_map(|group| &group.shelves) {
            let last = shelf.faces.len().div_ceil(ROWS).max(1);
            for number in 1..=last {
                let from = (number - 1) * ROWS;
                let faces = &shelf.faces[from..(from + ROWS).min(shelf.faces.len())];
                let list = List { snapshot, tongue, shelf, faces, number, last };
                files.push(page(&format!("{}-{number}", shelf.name), rendered(&list)));
            }
        }
        for face in &snapshot.faces {
            files
                .push(page(&format!("face-{}", face.publication), rendered(&One { snapshot, tongue, face })));
        }
    }
    files
}

impl Snapshot {
    /// An address of the portal's pages for letters in a language; `None` where there is no portal.
    fn letters(&self, tongue: Tongue, page: &str) -> Option<String> {
        let letters = self.gallery.letters.as_deref()?.trim_end_matches('/');
        Some(format!("{letters}/{}{page}", tongue.word()))
    }
}

fn file(path: &str, text: String) -> File {
    File { path: path.to_owned(), bytes: text.into_bytes() }
}

fn rendered(template: &impl Template) -> String {
    // Writing into a string fails for no template that only reads its fields.
    template.render().unwrap_or_default()
}

/// Lists of one kind.
struct ShelfGroup<'a> {
    /// The key of its title.
    title: &'static str,
    shelves: Vec<Shelf<'a>>,
}

/// One list of faces.
struct Shelf<'a> {
    /// In addresses: letters, digits and hyphens.
    name: String,
    title: String,
    faces: Vec<&'a Face>,
}

impl Shelf<'_> {
    /// The page that is shown first: the last, where the newest are.
    fn newest(&self) -> usize {
        self.faces.len().div_ceil(ROWS).max(1)
    }
}

/// Every list, those without faces left out, but for the list of all.
fn shelves(snapshot: &Snapshot, tongue: Tongue) -> Vec<ShelfGroup<'_>> {
    let all =
        Shelf { name: "all".into(), title: tongue.t("all").into(), faces: snapshot.faces.iter().collect() };
    let by = |title: &'static str, prefix: &str, of: &dyn Fn(&Face) -> Vec<(String, String)>| {
        let mut shelves: BTreeMap<String, Shelf<'_>> = BTreeMap::new();
        for face in &snapshot.faces {
            for (value, title) in of(face) {
                let name = format!("{prefix}-{}", in_address(&value));
                let shelf = shelves.entry(value);
                shelf.or_insert_with(|| Shelf { name, title, faces: Vec::new() }).faces.push(face);
            }
        }
        ShelfGroup { title, shelves: shelves.into_values().collect() }
    };
    let one = |value: &Option<String>, title: &dyn Fn(&str) -> String| {
        value.iter().map(|value| (value.clone(), title(value))).collect::<Vec<_>>()
    };
    let mut groups = vec![
        ShelfGroup { title: "faces", shelves: vec![all] },
        by("by-month", "month", &|face| one(&face.month, &|value| tongue.month(value))),
        by("by-branch", "branch", &|face| {
            face.branch.iter().map(|branch| (branch.number.clone(), branch_title(branch, tongue))).collect()
        }),
        by("by-sex", "sex", &|face| one(&face.sex, &|value| tongue.word_for("sex", value))),
        by("by-category", "category", &|face| {
            one(&category(snapshot, face), &|value| tongue.word_for("category", value))
        }),
        by("by-age", "age", &|face| one(&face.age_band, &|value| tongue.word_for("age", value))),
        by("by-mark", "mark", &|face| {
            let label = |at: &usize| Some((at.to_string(), tongue.of(snapshot.marks.get(*at)?).to_owned()));
            face.marks.iter().filter_map(label).collect()
        }),
    ];
    groups.retain(|group| !group.shelves.is_empty());
    groups
}

/// The category of a face, where any face of the gallery is of another than the rest.
fn category(snapshot: &Snapshot, face: &Face) -> Option<String> {
    let differ = snapshot.faces.iter().any(|face| face.category.is_some());
    differ.then(|| face.category.clone().unwrap_or_else(|| "detainee".to_owned()))
}

/// A value as part of an address: as it is where it is plain, else by the beginning of its digest.
fn in_address(value: &str) -> String {
    let plain = (1..=40).contains(&value.len())
        && value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain { value.to_owned() } else { format!("x{}", &HEXLOWER.encode(&Sha256::digest(value))[..12]) }
}

fn branch_title(branch: &Branch, tongue: Tongue) -> String {
    match tongue.of(&branch.name) {
        "" => branch.number.clone(),
        name => format!("{} · {name}", branch.number),
    }
}

/// What a face's facts are, as lines of label and value; only what is said.
fn facts(snapshot: &Snapshot, face: &Face, tongue: Tongue) -> Vec<(&'static str, String)> {
    let marks: Vec<&str> =
        face.marks.iter().filter_map(|at| snapshot.marks.get(*at)).map(|label| tongue.of(label)).collect();
    let all = [
        ("month", face.month.as_ref().map(|month| tongue.month(month))),
        ("branch", face.branch.as_ref().map(|branch| branch_title(branch, tongue))),
        ("card", face.numbers.clone()),
        ("sex", face.sex.as_ref().map(|sex| tongue.word_for("sex", sex))),
        ("category", face.category.as_ref().map(|word| tongue.word_for("category", word))),
        ("age", face.age_band.as_ref().map(|age| tongue.word_for("age", age))),
        (
            "marks",
            (!marks.is_empty())
                .then(|| marks.join("، ").replace("، ", if tongue == Tongue::Arabic { "، " } else { ", " })),
        ),
    ];
    all.into_iter().filter_map(|(label, value)| Some((tongue.t(label), value?))).collect()
}

/// The beginning of every address of the style sheet: its digest, so that a browser never keeps an old one.
fn style_version() -> &'static str {
    static VERSION: LazyLock<String> =
        LazyLock::new(|| HEXLOWER.encode(&Sha256::digest(STYLE))[..8].to_owned());
    &VERSION
}

#[derive(Template)]
#[template(path = "root.html")]
struct Root<'a> {
    snapshot: &'a Snapshot,
}

#[derive(Template)]
#[template(path = "first.html")]
struct First<'a> {
    snapshot: &'a Snapshot,
    tongue: Tongue,
    shelves: &'a [ShelfGroup<'a>],
}

impl First<'_> {
    fn letters(&self, page: &str) -> Option<String> {
        self.snapshot.letters(self.tongue, page)
    }

    fn here(&self) -> &'static str {
        "index"
    }

    fn newest(&self) -> usize {
        self.snapshot.faces.len().div_ceil(ROWS).max(1)
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search<'a> {
    snapshot: &'a Snapshot,
    tongue: Tongue,
}

/// A choice of the search: its name, the key of its label, each value with its words.
type Choice = (&'static str, &'static str, BTreeMap<String, String>);

impl Search<'_> {
    fn here(&self) -> &'static str {
        "search"
    }

    /// The names of the months, for the script: it writes a month as every other page does.
    fn months(&self) -> String {
        self.tongue.months().join("|")
    }

    /// What may be chosen: only what some face has, and nothing where none has it.
    fn choices(&self) -> Vec<Choice> {
        let (tongue, faces) = (self.tongue, &self.snapshot.faces);
        let words = |kind: &str, of: &dyn Fn(&Face) -> Option<String>| {
            let values = faces.iter().filter_map(of);
            values.map(|value| (search::plain(&value), tongue.word_for(kind, &value))).collect()
        };
        let seen = |at: &usize| faces.iter().any(|face| face.marks.contains(at));
        let marks = self.snapshot.marks.iter().enumerate().filter(|(at, _)| seen(at));
        let mut choices = vec![
            ("sex", "sex", words("sex", &|face| face.sex.clone())),
            ("age", "age", words("age", &|face| face.age_band.clone())),
            (
                "mark",
                "marks",
                marks.map(|(at, label)| (at.to_string(), tongue.of(label).to_owned())).collect(),
            ),
        ];
        choices.retain(|(.., values): &Choice| !values.is_empty());
        choices
    }
}

#[derive(Template)]
#[template(path = "list.html")]
struct List<'a> {
    snapshot: &'a Snapshot,
    tongue: Tongue,
    shelf: &'a Shelf<'a>,
    faces: &'a [&'a Face],
    number: usize,
    last: usize,
}

impl List<'_> {
    fn here(&self) -> String {
        format!("{}-{}", self.shelf.name, self.number)
    }

    /// A few words about a face: its month and branch.
    fn brief(&self, face: &Face) -> String {
        let month = face.month.as_ref().map(|month| self.tongue.month(month));
        let branch = face.branch.as_ref().map(|branch| branch.number.clone());
        month.into_iter().chain(branch).collect::<Vec<_>>().join(" · ")
    }
}

#[derive(Template)]
#[template(path = "face.html")]
struct One<'a> {
    snapshot: &'a Snapshot,
    tongue: Tongue,
    face: &'a Face,
}

impl One<'_> {
    fn here(&self) -> String {
        format!("face-{}", self.face.publication)
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        facts(self.snapshot, self.face, self.tongue)
    }

    /// Where to write, for whoever has the page on paper: only an address that is whole.
    fn on_paper(&self) -> Option<String> {
        self.snapshot.letters(self.tongue, "").filter(|letters| letters.starts_with("http"))
    }

    /// The address of the form for letters of a kind: as the portal has it, with the face named.
    fn letters(&self, kind: &str) -> Option<String> {
        self.snapshot.letters(self.tongue, &format!("/{kind}?face={}", self.face.publication))
    }
}

#[cfg(test)]
mod tests {
    use amana_model::{Gallery, Phrase, PublicationId, UtcTime};

    use super::*;

    fn pages(categories: &[Option<&str>], letters: &str) -> BTreeMap<String, String> {
        let phrase = |ar: &str, en: &str| Phrase { ar: ar.into(), en: en.into() };
        let face = |(at, category): (usize, &Option<&str>)| Face {
            publication: PublicationId::of([0, 0, 0, 0, at as u8]),
            picture: amana_model::Digest([0; 32]),
            size: (300, 360),
            since: UtcTime::EPOCH,
            month: None,
            branch: Some(Branch { number: "215".into(), name: phrase("المداهمة", "Raids `${x}`") }),
            numbers: None,
            sex: None,
            age_band: None,
            marks: Vec::new(),
            category: category.map(str::to_owned),
        };
        let gallery = Gallery {
            reach: phrase("اتصلوا", "Call us"),
            letters: Some(letters.to_owned()),
            ..Gallery::default()
        };
        let faces = categories.iter().enumerate().map(face).collect();
        let files = site(&Snapshot { gallery, faces, ..Snapshot::default() });
        files.into_iter().map(|file| (file.path, String::from_utf8(file.bytes).unwrap())).collect()
    }

    #[test]
    fn a_soldier_is_told_as_one_and_found_apart() {
        let plain = pages(&[None, None], "/letters");
        assert!(!plain.keys().any(|path| path.contains("category-")));
        assert!(!plain["en/index.html"].contains("By category"));
        let mixed = pages(&[None, Some("soldier")], "/letters");
        let faces: Vec<&String> =
            mixed.iter().filter(|(path, _)| path.starts_with("en/face-")).map(|(_, page)| page).collect();
        assert!(!faces[0].contains("not a detainee"));
        assert!(
            faces[1].contains("This person was a soldier, not a detainee.")
                && faces[1].contains("<dd><bdi>Soldier")
        );
        assert!(mixed["en/index.html"].contains("By category"));
        assert!(
            mixed.contains_key("ar/category-soldier-1.html")
                && mixed.contains_key("ar/category-detainee-1.html")
        );
    }

    #[test]
    fn a_page_tells_how_to_reach_the_team_where_its_address_leads_nowhere() {
        let face = |letters: &str| {
            let pages = pages(&[None], letters);
            pages.into_iter().find(|(path, _)| path.starts_with("en/face-")).unwrap().1
        };
        let from_a_stick = face("/letters");
        assert_eq!(
            from_a_stick.matches("Call us").count(),
            2,
            "where it is recognised, and where it is to go"
        );
        assert!(!from_a_stick.contains("class=\"paper\""));
        assert!(
            face("https://letters.example/")
                .contains("class=\"paper\">Write to us: <bdi dir=\"ltr\">https://letters.example/en")
        );
    }

    #[test]
    fn links_that_lead_to_different_forms_have_different_names_and_hold_no_count() {
        let pages = pages(&[None], "/letters");
        let named = |page: &str| -> Vec<String> {
            let links = page.split("<a ").skip(1).filter_map(|link| link.split("</a>").next());
            links.map(|link| link.split_once('>').unwrap().1.to_owned()).collect()
        };
        for (tongue, write, remove, enter) in [
            ("en", "Write a letter", "Ask to take it down", "See the faces"),
            ("ar", "كتابة رسالة", "طلب إزالة الوجه", "عرض الوجوه"),
        ] {
            let face = pages.iter().find(|(path, _)| path.starts_with(&format!("{tongue}/face-"))).unwrap().1;
            for name in [write, remove] {
                assert_eq!(named(face).iter().filter(|link| *link == name).count(), 1, "{name}");
            }
            let first = &pages[&format!("{tongue}/index.html")];
            assert!(named(first).iter().any(|link| link == enter), "{first}");
            assert!(first.contains("</bdi></a> <span class=\"count\">(1)</span>"), "{first}");
        }
    }

    #[test]
    fn what_the_script_of_the_search_shows_is_in_the_language_of_its_page() {
        let pages = pages(&[None], "/letters");
        for (path, month, again, none) in [
            (
                "en/search.html",
                "|May|",
                "Cover again",
                "Try fewer words, or <a href=\"index.html#browse\">browse</a>",
            ),
            (
                "ar/search.html",
                "|أيار|",
                "غطّوها من جديد",
                "أو <a href=\"index.html#browse\">تصفّحوا القوائم</a>",
            ),
        ] {
            let page = &pages[path];
            assert!(page.contains("<template data-card>") && page.contains(again), "{page}");
            assert!(page.contains(month) && page.contains(none), "{page}");
        }
    }

    #[test]
    fn the_index_knows_branches_by_name_and_nothing_in_it_is_script() {
        let index = &pages(&[None], "/letters")["faces.js"];
        assert!(index.contains("215|المداهمة Raids x"), "{index}");
        assert!(!index.contains("${"));
    }
}

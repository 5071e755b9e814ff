//! Which column of a list means what, and the words in which lists say things.

use amana_model::Fact;

use crate::error::ArchiveError;

/// Why columns will not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// None tells the file. The headers of the list.
    #[error("no column tells the file; the list has {}", quoted(.0))]
    NoFile(Vec<String>),
    /// Not exactly one column has this header.
    #[error("not one column of the list is headed “{0}”")]
    NotOne(String),
    /// A field was told twice.
    #[error("{0} was told twice")]
    Twice(&'static str),
}

pub(crate) fn quoted(headers: &[String]) -> String {
    headers.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
}

impl From<ColumnsError> for ArchiveError {
    fn from(error: ColumnsError) -> Self {
        let refused = Self::mistake(error.to_string()).safe("nothing was recorded");
        match error {
            ColumnsError::NoFile(_) => refused.next("name it: --column file=HEADER, and the others likewise"),
            ColumnsError::NotOne(_) | ColumnsError::Twice(_) => refused,
        }
    }
}

/// What columns of a kind of list may tell.
pub(crate) trait Field: Copy + PartialEq + 'static {
    /// Every field.
    const EVERY: &'static [Self];

    /// The word used at the command line and in reports.
    fn name(self) -> &'static str;

    /// Headers that are taken for this field where nobody says otherwise: in small letters, without spaces and marks.
    fn headers(self) -> &'static [&'static str];
}

/// What a column of a list of photographs may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListField {
    /// The photograph: a file name, or as much of the path as tells it apart.
    File,
    /// The list's own name for the person.
    Person,
    /// The branch's number, or ج.
    Branch,
    /// The number given by the branch.
    Detainee,
    /// The number given by the hospital.
    Examination,
    /// Detainee, soldier, civilian, other.
    Category,
    /// Sex.
    Sex,
    /// Age band.
    AgeBand,
    /// Free words.
    Note,
}

impl ListField {
    /// Every field.
    pub const ALL: [Self; 9] = [
        Self::File,
        Self::Person,
        Self::Branch,
        Self::Detainee,
        Self::Examination,
        Self::Category,
        Self::Sex,
        Self::AgeBand,
        Self::Note,
    ];

    /// The word used at the command line and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Person => "person",
            Self::Branch => "branch",
            Self::Detainee => "detainee",
            Self::Examination => "examination",
            Self::Category => "category",
            Self::Sex => "sex",
            Self::AgeBand => "age-band",
            Self::Note => "note",
        }
    }

    /// The fact of a person that it tells, if it tells one.
    pub(super) fn fact(self) -> Option<Fact> {
        match self {
            Self::Category => Some(Fact::Category),
            Self::Sex => Some(Fact::Sex),
            Self::AgeBand => Some(Fact::AgeBand),
            Self::Note => Some(Fact::Note),
            _ => None,
        }
    }
}

impl Field for ListField {
    const EVERY: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.word()
    }

    fn headers(self) -> &'static [&'static str] {
        match self {
            Self::File => &[
                "file",
                "filename",
                "photo",
                "photograph",
                "image",
                "path",
                "الملف",
                "اسمالملف",
                "ملف",
                "الصورة",
                "اسمالصورة",
                "صورة",
            ],
            Self::Person => &["person", "personid", "individual", "id", "الشخص", "رقمالشخص", "شخص", "المعرف"],
            Self::Branch => &["branch", "branchno", "الفرع", "رقمالفرع", "فرع"],
            Self::Detainee => &["detainee", "detaineeno", "detaineenumber", "المعتقل", "رقمالمعتقل", "الرقم"],
            Self::Examination => {
                &["examination", "examinationno", "exam", "examno", "الفحص", "رقمالفحص", "فحص"]
            }
            Self::Category => &["category", "الفئة", "فئة", "التصنيف"],
            Self::Sex => &["sex", "gender", "الجنس", "جنس"],
            Self::AgeBand => &["ageband", "age", "العمر", "عمر", "الفئةالعمرية"],
            Self::Note => &["note", "notes", "remarks", "ملاحظة", "ملاحظات"],
        }
    }
}

impl std::str::FromStr for ListField {
    type Err = String;

    fn from_str(word: &str) -> std::result::Result<Self, String> {
        Self::ALL.into_iter().find(|field| field.word() == word).ok_or_else(|| {
            let words = Self::ALL.map(Self::word).join(", ");
            format!("{word:?} is none of {words}")
        })
    }
}

/// The place of each field among the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns<F>(Vec<(F, usize)>);

impl Columns<ListField> {
    /// From what was told; with nothing told, from the headers that are known.
    pub(super) fn of(header: &[String], told: &[(ListField, String)]) -> Result<Self, ColumnsError> {
        let columns = Self::chosen(header, told)?;
        if columns.place(ListField::File).is_none() {
            return Err(ColumnsError::NoFile(header.to_vec()));
        }
        Ok(columns)
    }
}

impl<F: Field> Columns<F> {
    /// From what was told; with nothing told, from the headers that are known, which may be none.
    pub(crate) fn chosen(header: &[String], told: &[(F, String)]) -> Result<Self, ColumnsError> {
        if told.is_empty() { Ok(Self::guessed(header)) } else { Self::told(header, told) }
    }

    /// From the headers that are known, overruled by what was told: a field told of no header (`field=`) is in no column.
    pub(crate) fn overruled(header: &[String], told: &[(F, String)]) -> Result<Self, ColumnsError> {
        let named: Vec<(F, String)> =
            told.iter().filter(|(_, name)| !name.trim().is_empty()).cloned().collect();
        let is_told = |field: &F| told.iter().any(|(known, _)| known == field);
        let mut columns = Self::told(header, &named)?;
        let guessed = Self::guessed(header).0.into_iter();
        let left: Vec<(F, usize)> =
            guessed.filter(|(field, place)| !is_told(field) && !columns.uses(*place)).collect();
        columns.0.extend(left);
        Ok(columns)
    }

    fn told(header: &[String], told: &[(F, String)]) -> Result<Self, ColumnsError> {
        let mut columns = Vec::new();
        for (field, name) in told {
            let mut places = header.iter().enumerate().filter(|(_, header)| *header == name.trim());
            let (Some((place, _)), None) = (places.next(), places.next()) else {
                return Err(ColumnsError::NotOne(name.clone()));
            };
            if columns.iter().any(|(other, _)| other == field) {
                return Err(ColumnsError::Twice(field.name()));
            }
            columns.push((*field, place));
        }
        Ok(Self(columns))
    }

    /// From the headers that are known.
    pub(crate) fn guessed(header: &[String]) -> Self {
        let header: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let place = |field: F| {
            // What is written as it is known goes before what is only like it.
            let known: Vec<String> = field.headers().iter().map(|known| plain(known)).collect();
            let exact = known.iter().find_map(|known| header.iter().position(|name| name == known));
            let bare =
                |name: &String| known.iter().any(|known| without_article(known) == without_article(name));
            exact.or_else(|| header.iter().position(|name| !name.is_empty() && bare(name)))
        };
        Self(F::EVERY.iter().filter_map(|field| Some((*field, place(*field)?))).collect())
    }

    pub(crate) fn place(&self, field: F) -> Option<usize> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, place)| *place)
    }

    /// Whether a column tells anything.
    pub(crate) fn uses(&self, place: usize) -> bool {
        self.0.iter().any(|(_, known)| *known == place)
    }

    /// What a row says of a field; `None` if nothing.
    pub(crate) fn cell<'a>(&self, cells: &'a [String], field: F) -> Option<&'a str> {
        cells.get(self.place(field)?).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Each field with the header of its column.
    pub(crate) fn named(&self, header: &[String]) -> Vec<(F, String)> {
        self.0.iter().filter_map(|(field, place)| Some((*field, header.get(*place)?.clone()))).collect()
    }
}

/// A header as it is compared: spellings of one letter are one, without spaces and marks.
fn plain(header: &str) -> String {
    amana_linkage::names::fold(header).replace(' ', "")
}

fn without_article(header: &str) -> &str {
    header.strip_prefix("ال").filter(|rest| !rest.is_empty()).unwrap_or(header)
}

/// Words of lists for words of the vocabularies, in small letters.
const WORDS: &[(&str, &str)] = &[
    ("m", "male"),
    ("ذكر", "male"),
    ("f", "female"),
    ("أنثى", "female"),
    ("انثى", "female"),
    ("معتقل", "detainee"),
    ("معتقلة", "detainee"),
    ("عسكري", "soldier"),
    ("جندي", "soldier"),
    ("مدني", "civilian"),
    ("مدنية", "civilian"),
    ("أخرى", "other"),
    ("غير ذلك", "other"),
    ("رضيع", "infant"),
    ("طفل", "child"),
    ("طفلة", "child"),
    ("يافع", "adolescent"),
    ("مراهق", "adolescent"),
    ("بالغ", "adult"),
    ("بالغة", "adult"),
    ("مسن", "elder"),
    ("مسنّ", "elder"),
    ("مسنة", "elder"),
    ("not assessable", "not-assessable"),
    ("لا يمكن تقديره", "not-assessable"),
    ("غير قابل للتقييم", "not-assessable"),
];

/// A fact's value in the words of its vocabulary; free words stay as they are. `None` if the word is not known.
pub(crate) fn value(fact: Fact, said: &str) -> Option<String> {
    if fact.values().is_empty() {
        return Some(said.to_owned());
    }
    let said = said.to_lowercase();
    let word = WORDS.iter().find(|(word, _)| *word == said).map_or(said.as_str(), |(_, value)| value);
    fact.values().contains(&word).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn known_headers_are_found_in_both_languages_and_others_are_told() {
        let arabic = header(&["الرقم", "اسم الملف", "رقم الفرع"]);
        let columns = Columns::of(&arabic, &[]).unwrap();
        let place = |field| columns.place(field);
        assert_eq!(place(ListField::File), Some(1));
        assert_eq!((place(ListField::Branch), place(ListField::Detainee)), (Some(2), Some(0)));
        let odd = header(&["A", "B", "B"]);
        let error = Columns::of(&odd, &[]).unwrap_err();
        assert!(error.to_string().contains("“A”, “B”"), "{error}");
        let told = |field, name: &str| (field, name.to_owned());
        let columns = Columns::of(&odd, &[told(ListField::File, "A")]).unwrap();
        assert_eq!(columns.cell(&header(&["x.jpg", "", ""]), ListField::File), Some("x.jpg"));
        for wrong in [
            vec![told(ListField::File, "B")],
            vec![told(ListField::File, "C")],
            vec![told(ListField::File, "A"), told(ListField::File, "A")],
        ] {
            assert!(Columns::of(&odd, &wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn what_is_told_overrules_and_nothing_else_is_forgotten() {
        let list = header(&["الملف", "فرع", "رقم الفحص", "X"]);
        let told = |field, name: &str| (field, name.to_owned());
        let columns = Columns::overruled(&list, &[told(ListField::Branch, "X")]).unwrap();
        let place = |field| columns.place(field);
        assert_eq!(place(ListField::File), Some(0));
        assert_eq!((place(ListField::Branch), place(ListField::Examination)), (Some(3), Some(2)));
        let columns = Columns::overruled(&list, &[told(ListField::Examination, "")]).unwrap();
        assert_eq!(
            (columns.place(ListField::Examination), columns.place(ListField::Branch)),
            (None, Some(1))
        );
        assert!(Columns::overruled(&list, &[told(ListField::Branch, "Y")]).is_err());
    }

    #[test]
    fn words_of_both_languages_and_no_others() {
        assert_eq!(value(Fact::Sex, "أنثى").as_deref(), Some("female"));
        assert_eq!(value(Fact::AgeBand, "Adult").as_deref(), Some("adult"));
        assert_eq!(value(Fact::Sex, "adult"), None);
        assert_eq!(value(Fact::Note, "=1+1").as_deref(), Some("=1+1"));
    }
}

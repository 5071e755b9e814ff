//! What columns of a list of reports may tell, and the headers by which they are known.

use serde::Serialize;

use crate::import::Field;

/// What a column of a list of reports may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportField {
    /// The name in Arabic letters.
    NameArabic,
    /// The name in Latin letters.
    NameLatin,
    /// The father's name.
    Father,
    /// The mother's name.
    Mother,
    /// Other names, set apart by semicolons.
    OtherNames,
    /// Sex.
    Sex,
    /// Date of birth.
    Born,
    /// Where they were born.
    Birthplace,
    /// When they were taken.
    Taken,
    /// Where.
    TakenWhere,
    /// By whom.
    HeldBy,
    /// When they were last seen.
    LastSeen,
    /// Where.
    LastSeenWhere,
    /// Marks on the body.
    Marks,
    /// Teeth.
    Teeth,
    /// Clothing.
    Clothing,
    /// What else is told.
    Testimony,
    /// Who reports.
    ContactName,
    /// What they are to the missing person.
    Relation,
    /// How to reach them.
    Reach,
    /// The language to speak with them.
    Language,
    /// What they consent to: `search; publication; sharing: an organisation`.
    Consent,
}

impl ReportField {
    /// Every field.
    pub const ALL: [Self; 22] = [
        Self::NameArabic,
        Self::NameLatin,
        Self::Father,
        Self::Mother,
        Self::OtherNames,
        Self::Sex,
        Self::Born,
        Self::Birthplace,
        Self::Taken,
        Self::TakenWhere,
        Self::HeldBy,
        Self::LastSeen,
        Self::LastSeenWhere,
        Self::Marks,
        Self::Teeth,
        Self::Clothing,
        Self::Testimony,
        Self::ContactName,
        Self::Relation,
        Self::Reach,
        Self::Language,
        Self::Consent,
    ];

    /// The word used at the command line and in reports.
    pub fn word(self) -> &'static str {
        self.row().0
    }

    /// Its word, and the headers that are taken for it.
    fn row(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::NameArabic => (
                "name-arabic",
                &[
                    "namearabic",
                    "arabicname",
                    "الاسم",
                    "الاسمالكامل",
                    "اسمالمفقود",
                    "الاسمالثلاثي",
                    "الاسمالرباعي",
                    "اسموكنية",
                    "المفقود",
                    "اسمالشخص",
                ],
            ),
            Self::NameLatin => (
                "name-latin",
                &["namelatin", "name", "fullname", "nameenglish", "الاسمباللاتينية", "الاسمبالانكليزية"],
            ),
            Self::Father => ("father", &["father", "fathername", "fathersname", "اسمالأب", "اسمالاب", "الأب"]),
            Self::Mother => ("mother", &["mother", "mothername", "mothersname", "اسمالأم", "اسمالام", "الأم"]),
            Self::OtherNames => {
                ("other-names", &["othernames", "nickname", "aliases", "اللقب", "الكنية", "أسماءأخرى"])
            }
            Self::Sex => ("sex", &["sex", "gender", "الجنس", "جنس"]),
            Self::Born => (
                "born",
                &["born", "birthdate", "dateofbirth", "dob", "تاريخالولادة", "تاريخالميلاد", "المواليد"],
            ),
            Self::Birthplace => ("birthplace", &["birthplace", "placeofbirth", "مكانالولادة"]),
            Self::Taken => (
                "taken",
                &["taken", "arrested", "arrestdate", "dateofarrest", "تاريخالاعتقال", "تاريخالفقدان"],
            ),
            Self::TakenWhere => {
                ("taken-where", &["takenwhere", "placeofarrest", "arrestplace", "مكانالاعتقال"])
            }
            Self::HeldBy => {
                ("held-by", &["heldby", "arrestedby", "party", "الجهة", "الجهةالمعتقلة", "جهةالاعتقال"])
            }
            Self::LastSeen => ("last-seen", &["lastseen", "lastseendate", "آخرمشاهدة", "تاريخآخرمشاهدة"]),
            Self::LastSeenWhere => ("last-seen-where", &["lastseenwhere", "lastseenplace", "مكانآخرمشاهدة"]),
            Self::Marks => (
                "marks",
                &[
                    "marks",
                    "distinguishingmarks",
                    "علامات",
                    "علاماتفارقة",
                    "العلاماتالفارقة",
                    "علاماتمميزة",
                    "العلاماتالمميزة",
                ],
            ),
            Self::Teeth => ("teeth", &["teeth", "dental", "الأسنان"]),
            Self::Clothing => ("clothing", &["clothing", "clothes", "الملابس", "ثياب", "الثياب"]),
            Self::Testimony => ("testimony", &["testimony", "notes", "note", "remarks", "ملاحظات", "الشهادة"]),
            Self::ContactName => (
                "contact-name",
                &[
                    "contactname",
                    "contact",
                    "reporter",
                    "reportername",
                    "مقدمالإفادة",
                    "صاحبالإفادة",
                    "المبلغ",
                    "اسمالمبلغ",
                    "مقدمالبلاغ",
                    "اسممقدمالبلاغ",
                    "صاحبالبلاغ",
                    "اسمصاحبالبلاغ",
                    "اسمصاحبالإفادة",
                ],
            ),
            Self::Relation => {
                ("relation", &["relation", "relationship", "صلةالقرابة", "القرابة", "الصلة", "صلتهبالمفقود"])
            }
            Self::Reach => (
                "reach",
                &[
                    "reach",
                    "phone",
                    "telephone",
                    "email",
                    "الهاتف",
                    "رقمالهاتف",
                    "رقمهاتفالمبلغ",
                    "هاتفالمبلغ",
                    "طريقةالتواصل",
                    "التواصل",
                ],
            ),
            Self::Language => ("language", &["language", "اللغة"]),
            Self::Consent => ("consent", &["consent", "consents", "الموافقة", "الموافقات"]),
        }
    }
}

impl Field for ReportField {
    const EVERY: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.word()
    }

    fn headers(self) -> &'static [&'static str] {
        self.row().1
    }
}

impl std::str::FromStr for ReportField {
    type Err = String;

    fn from_str(word: &str) -> std::result::Result<Self, String> {
        Self::ALL.into_iter().find(|field| field.word() == word).ok_or_else(|| {
            let words = Self::ALL.map(Self::word).join(", ");
            format!("{word:?} is none of {words}")
        })
    }
}

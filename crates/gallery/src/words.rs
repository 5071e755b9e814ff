//! The words of the gallery, in Arabic and English. Written, not translated word by word; short, for people in grief.

/// A language of the gallery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// Arabic, from right to left.
    Arabic,
    /// English.
    English,
}

impl Tongue {
    /// Both; Arabic first.
    pub const ALL: [Self; 2] = [Self::Arabic, Self::English];

    /// The language's tag, which is also the folder of its pages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    /// In which direction it is written.
    pub(crate) fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            Self::English => "ltr",
        }
    }

    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Arabic => Self::English,
            Self::English => Self::Arabic,
        }
    }

    /// A text of the gallery's own.
    pub(crate) fn t(self, key: &str) -> &'static str {
        let found = WORDS.iter().find(|(known, ..)| *known == key);
        found.map_or("", |(_, ar, en)| if self == Self::Arabic { ar } else { en })
    }

    /// The words for a value of a kind, as `sex` and `male`; the value itself where there are none.
    pub(crate) fn word_for(self, kind: &str, value: &str) -> String {
        match self.t(&format!("{kind}-{value}")) {
            "" => value.to_owned(),
            told => told.to_owned(),
        }
    }

    /// One of both texts.
    pub(crate) fn of(self, phrase: &amana_model::Phrase) -> &str {
        match self {
            Self::Arabic => &phrase.ar,
            Self::English => &phrase.en,
        }
    }

    /// The names of the months; in Arabic as they are said in Syria.
    pub(crate) fn months(self) -> &'static [&'static str; 12] {
        match self {
            Self::Arabic => &MONTHS_AR,
            Self::English => &MONTHS_EN,
        }
    }

    /// A month or a year in words.
    pub(crate) fn month(self, text: &str) -> String {
        let name = text
            .get(5..7)
            .and_then(|month| month.parse::<usize>().ok())
            .and_then(|month| self.months().get(month.checked_sub(1)?).copied());
        match name {
            Some(name) => format!("{name} {}", &text[..4]),
            None => text.to_owned(),
        }
    }
}

const MONTHS_AR: [&str; 12] = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Key, Arabic, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("language", "العربية", "English"),
    ("warning-title", "قبل أن تنظروا", "Before you look"),
    (
        "warning",
        "في هذه الصفحات وجوه أشخاص توفّوا. كل صورة مغطّاة حتى تلمسوها. خذوا وقتكم، ولا تنظروا وحدكم إن استطعتم، وتوقّفوا متى شئتم.",
        "These pages show faces of people who died. Every picture is covered until you tap it. Take your time, do not look alone if you can, and stop whenever you want.",
    ),
    (
        "warning-short",
        "وجوه أشخاص توفّوا، وكل صورة مغطّاة حتى تلمسوها.",
        "Faces of people who died. Every picture is covered until you tap it.",
    ),
    ("support", "من يمكن التحدث إليه", "Somebody to talk to"),
    ("support-short", "دعم", "Support"),
    ("enter", "عرض الوجوه", "See the faces"),
    ("search", "البحث", "Search"),
    ("about", "عن هذه الصفحات", "About these pages"),
    ("browse", "تصفّح", "Browse"),
    ("all", "كل الوجوه", "All faces"),
    (
        "by-month",
        "بحسب شهر الصورة، وفق الكاميرا أو المجلد",
        "By month of the photograph, according to the camera or the folder",
    ),
    (
        "by-branch",
        "بحسب الفرع، وفق الأرقام المكتوبة على البطاقة",
        "By branch, according to the numbers on the card",
    ),
    ("by-category", "بحسب الفئة", "By category"),
    ("category", "الفئة", "Category"),
    ("category-detainee", "معتقلون", "Detainees"),
    ("category-soldier", "عسكري", "Soldier"),
    ("category-civilian", "مدني", "Civilian"),
    ("category-other", "أخرى", "Other"),
    ("told-soldier", "هذا الشخص عسكري، وليس من المعتقلين.", "This person was a soldier, not a detainee."),
    ("told-civilian", "هذا الشخص مدني، وليس من المعتقلين.", "This person was a civilian, not a detainee."),
    ("told-other", "هذا الشخص ليس من المعتقلين.", "This person was not a detainee."),
    ("by-sex", "بحسب الجنس", "By sex"),
    ("by-age", "بحسب الفئة العمرية الظاهرة", "By apparent age"),
    ("by-mark", "بحسب العلامات", "By marks"),
    ("faces", "الوجوه", "Faces"),
    ("covered", "صورة مغطّاة: المسوا لرؤيتها", "Covered: tap to see"),
    ("cover-again", "غطّوها من جديد", "Cover again"),
    ("picture-of", "وجه", "Face"),
    ("open-page", "صفحة هذا الوجه", "This face's page"),
    ("number", "الرقم المنشور", "Public number"),
    (
        "month",
        "شهر الصورة، وفق الكاميرا أو المجلد",
        "Month of the photograph, according to the camera or the folder",
    ),
    ("branch", "الفرع، وفق الرقم المكتوب على البطاقة", "Branch, according to the number on the card"),
    ("card", "الأرقام المكتوبة على البطاقة", "Numbers on the card"),
    ("sex", "الجنس", "Sex"),
    ("age", "الفئة العمرية الظاهرة", "Apparent age"),
    ("marks", "العلامات", "Marks"),
    ("recognise", "أعرف هذا الشخص", "I recognise this person"),
    (
        "recognise-how",
        "اكتبوا إلينا واذكروا الرقم المنشور. يجيبكم إنسان، لا صفحة. التعرّف بالنظر وحده لا يؤكد هوية أحد.",
        "Write to us and name the public number. A person answers, not a page. Recognition by sight alone confirms nobody's identity.",
    ),
    ("write", "كتابة رسالة", "Write a letter"),
    ("write-to-remove", "طلب إزالة الوجه", "Ask to take it down"),
    ("letters", "اكتبوا إلينا", "Write to us"),
    (
        "letters-how",
        "للإبلاغ عن مفقود، أو للاعتراض على نشر وجه. ومن كتب إلينا يقرأ جوابنا بالرقم الذي أُعطيه.",
        "To report somebody who is missing, or to object to a face being shown. Whoever has written reads our answer with the number they were given.",
    ),
    ("read-answer", "قراءة جواب", "Read an answer"),
    ("reach", "كيف تصلون إلينا", "How to reach us"),
    ("object", "طلب إزالة هذا الوجه", "Ask to take this face down"),
    (
        "object-how",
        "إن كنتم من العائلة ولا تريدون أن يكون الوجه هنا، فاكتبوا إلينا واذكروا الرقم المنشور. يُزال الوجه من الصفحات، ويبقى الدليل محفوظًا.",
        "If you are family and do not want the face here, write to us and name the public number. The face is taken off these pages; the evidence is kept.",
    ),
    ("source", "كيف صُنعت الصورة", "How the picture was made"),
    (
        "source-how",
        "قُصّ الوجه من صورة أصلية محفوظة، وعُدّل ميله، وغُطّي ما ليس منه. ويظهر الرقم المنشور تحت الوجه وهو مخفي في الصورة أيضًا.",
        "The face was cut out of an original that is kept, set upright, and what is not part of it was covered. The public number stands below the face and is hidden in the picture too.",
    ),
    (
        "print",
        "للطباعة: اكشفوا الصورة ثم اطبعوا الصفحة.",
        "To print: uncover the picture, then print the page.",
    ),
    ("page", "صفحة", "Page"),
    ("of", "من", "of"),
    ("newer", "الأحدث", "Newer"),
    ("older", "الأقدم", "Older"),
    ("nothing", "لا وجوه هنا بعد.", "No faces here yet."),
    ("taken-down", "وجوه أُزيلت", "Faces taken down"),
    (
        "taken-down-how",
        "عدد الوجوه التي أُزيلت من هذه الصفحات في كل شهر.",
        "How many faces were taken off these pages, month by month.",
    ),
    ("none-taken-down", "لم يُزل أي وجه.", "No face was taken down."),
    ("taken-down-in", "عدد الوجوه التي أُزيلت في", "Faces taken down in"),
    ("changes", "التغييرات (Atom)", "Changes (Atom)"),
    (
        "check",
        "هذه الصفحات موقّعة بمفتاح الأرشيف. يستطيع أي شخص التحقق منها بالأمر amana-verify gallery.",
        "These pages are signed by the archive's key. Anybody can check them with amana-verify gallery.",
    ),
    (
        "search-how",
        "اكتبوا رقمًا أو أرقام البطاقة (\u{2066}215/4471/1180\u{2069}) أو شهرًا (أيار 2013) أو اسم فرع، أو اختاروا من القوائم. ما تكتبونه لا يغادر جهازكم.",
        "Type a number, the numbers on a card (215/4471/1180), a month (May 2013) or the name of a branch, or choose below. What you type does not leave your device.",
    ),
    ("search-for", "ابحثوا عن", "Search for"),
    ("search-found", "النتائج", "Found"),
    (
        "search-more",
        "تظهر أول مئة نتيجة. اكتبوا المزيد لتضييق البحث.",
        "The first hundred are shown. Type more to narrow the search.",
    ),
    ("search-none", "لا نتائج. جرّبوا كلمات أقل، أو", "Nothing found. Try fewer words, or"),
    ("search-browse", "تصفّحوا القوائم", "browse"),
    (
        "search-script",
        "يحتاج البحث إلى تفعيل جافاسكربت في المتصفح. من دونه تصفّحوا القوائم.",
        "Search needs script in the browser. Without it, browse the lists.",
    ),
    ("any", "الكل", "Any"),
    ("home", "البداية", "Start"),
    ("skip", "إلى المحتوى", "Skip to content"),
    ("sex-male", "ذكر", "Male"),
    ("sex-female", "أنثى", "Female"),
    ("sex-not-assessable", "غير قابل للتقييم", "Not assessable"),
    ("age-infant", "رضيع", "Infant"),
    ("age-child", "طفل", "Child"),
    ("age-adolescent", "يافع", "Adolescent"),
    ("age-adult", "بالغ", "Adult"),
    ("age-elder", "مسنّ", "Elder"),
    ("age-not-assessable", "غير قابل للتقييم", "Not assessable"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_stands_in_both_languages_and_once() {
        let mut keys: Vec<&str> = WORDS.iter().map(|(key, ..)| *key).collect();
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(WORDS.iter().all(|(_, ar, en)| !ar.is_empty() && !en.is_empty()));
    }

    #[test]
    fn months_are_words() {
        assert_eq!(Tongue::English.month("2013-05"), "May 2013");
        assert_eq!(Tongue::Arabic.month("2013-05"), "أيار 2013");
        assert_eq!(
            (Tongue::English.month("2013"), Tongue::English.month("2013-99")),
            ("2013".into(), "2013-99".into())
        );
    }
}

//! A name as words: particles joined to what they belong to or dropped, the article optional.
//!
//! | written | words |
//! |---|---|
//! | عبد الرحمن, عبدالرحمن, Abdul Rahman, Abdelrahman, Abd ar-Rahman | one: عبدرحمن, abdrahman |
//! | أبو زيد, ابوزيد, Abu Zaid, أم زيد, Umm Zaid | one: ابوزيد, abuzaid, امزيد, umzaid |
//! | الشامي, al-Shami, ash-Shami, Alshami, Chami | one, with the article and without |
//! | صلاح الدين, Salah al-Din, Salaheddine | two: صلاح دين, salah din |
//! | محمد بن علي, Mohammed ibn Ali, آل علي | without بن, ابن, بنت, آل |
//! | الشهيد, الشيخ, الحاج, Dr, Hajj before two words or more | without |

use std::borrow::Cow;

use super::fold;
use super::sounds::{Sounds, within_one};

/// Words of one name beyond this many are not looked at.
pub const MOST_WORDS: usize = 12;
/// Letters of one word beyond this many are not looked at.
const LONGEST_WORD: usize = 60;

/// Words with an alif that is often left out, and the spelling they are given.
const DEFECTIVE: [(&str, &str); 12] = [
    ("رحمان", "رحمن"),
    ("عبدرحمان", "عبدرحمن"),
    ("ابراهيم", "ابرهيم"),
    ("اسماعيل", "اسمعيل"),
    ("اسحاق", "اسحق"),
    ("هارون", "هرون"),
    ("عثمان", "عثمن"),
    ("سليمان", "سليمن"),
    ("لقمان", "لقمن"),
    ("داوود", "داود"),
    ("طاها", "طه"),
    ("مصطفا", "مصطفي"),
];
const TITLES: [&str; 18] = [
    "dr",
    "mr",
    "mrs",
    "ms",
    "haj",
    "hajj",
    "hajji",
    "sheikh",
    "shaykh",
    "د",
    "دكتور",
    "الدكتور",
    "الشهيد",
    "الشهيده",
    "الشيخ",
    "الحاج",
    "السيد",
    "المرحوم",
];
const UNKNOWN: [&str; 12] = [
    "unknown",
    "na",
    "n a",
    "none",
    "null",
    "nn",
    "no name",
    "مجهول",
    "مجهول الهويه",
    "مجهوله",
    "غير معروف",
    "لا يوجد",
];
const DIN: [&str; 6] = ["din", "dine", "deen", "ddin", "ddine", "ldin"];

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    text: String,
    letters: Vec<char>,
    sounds: Vec<Sounds>,
    arabic: bool,
}

impl Word {
    /// Of a folded word, and of what it is without a joined article.
    fn of(text: &str, without: Option<&str>) -> Self {
        let text: Cow<'_, str> = match DEFECTIVE.iter().find(|(full, _)| *full == text) {
            Some((_, short)) => (*short).into(),
            None => text.into(),
        };
        let mut sounds: Vec<Sounds> = Sounds::of(&text).into_iter().collect();
        sounds.extend(without.and_then(Sounds::of));
        let letters: Vec<char> = text.chars().collect();
        let arabic = letters.first().is_some_and(|letter| !letter.is_ascii());
        Self { text: text.into_owned(), letters, sounds, arabic }
    }

    /// The word as it is compared, never shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// By what it is looked up: one or two coarse forms of its sounds, or itself where it is in neither script.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let own = self.sounds.is_empty().then_some(self.text.as_str());
        self.sounds.iter().map(Sounds::key).chain(own)
    }

    /// Whether it is one letter only.
    pub(super) fn is_initial(&self) -> bool {
        self.letters.len() == 1
    }

    pub(super) fn first(&self) -> Option<u8> {
        self.sounds.first().and_then(|sounds| sounds.key().bytes().next())
    }

    /// Whether both may be spellings of one word.
    pub(super) fn sounds_like(&self, other: &Self) -> bool {
        // In Arabic ع is never written for ا.
        let told_apart = self.arabic && other.arabic && self.letters.first() != other.letters.first();
        !told_apart && self.sounds.iter().any(|mine| other.sounds.iter().any(|theirs| mine.agree(theirs)))
    }

    /// Whether one letter, or one consonant, makes the difference. Short words that differ by one letter are other names.
    pub(super) fn nearly(&self, other: &Self) -> bool {
        let shorter = self.letters.len().min(other.letters.len());
        if shorter >= 4 && within_one(&self.letters, &other.letters) {
            return true;
        }
        self.arabic != other.arabic
            && self.sounds.iter().any(|mine| other.sounds.iter().any(|theirs| mine.nearly(theirs)))
    }
}

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    words: Vec<Word>,
    joined: String,
}

impl Name {
    /// Takes a name apart; nothing of it is left where it says that there is none.
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        if UNKNOWN.contains(&folded.as_str()) {
            return Self::default();
        }
        let mut tokens: Vec<&str> = folded.split(' ').filter(|token| !token.is_empty()).collect();
        let titles = tokens.iter().take_while(|token| TITLES.contains(token)).count();
        tokens.drain(..titles.min(tokens.len().saturating_sub(2)));
        let mut words = Vec::with_capacity(tokens.len().min(MOST_WORDS));
        let mut rest = tokens.as_slice();
        while let ([token, after @ ..], true) = (rest, words.len() < MOST_WORDS) {
            rest = take(token, after, words.is_empty(), &mut words);
        }
        words.truncate(MOST_WORDS);
        let joined = words.iter().map(Word::text).collect();
        Self { words, joined }
    }

    /// Its words in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// All words as one, so that a space in a wrong place makes no difference.
    pub(crate) fn joined(&self) -> &str {
        &self.joined
    }
}

/// Takes the next word; gives the tokens behind it.
fn take<'a, 'b>(token: &'a str, after: &'b [&'a str], first: bool, words: &mut Vec<Word>) -> &'b [&'a str] {
    let token = cut(token);
    if !after.is_empty() && is_particle(token, after[0], first) {
        return after;
    }
    if let (Some(begin), [..]) = (begins(token), after)
        && let Some(skip) = after.iter().position(|next| !is_article(next))
    {
        let next = cut(after[skip]);
        words.push(Word::of(&format!("{begin}{}", bare(next).unwrap_or(next)), None));
        return &after[skip + 1..];
    }
    if let Some(word) = glued(token) {
        words.push(Word::of(&word, None));
        return after;
    }
    if let Some(stem) = before_din(token) {
        words.push(Word::of(stem, None));
        words.push(Word::of(if stem.is_ascii() { "din" } else { "دين" }, None));
        return after;
    }
    if DIN.contains(&token.trim_start_matches(['a', 'e', 'i', 'o', 'u'])) && !words.is_empty() {
        words.push(Word::of("din", None));
        return after;
    }
    words.push(match bare(token) {
        Some(bare) if token.is_ascii() => Word::of(token, Some(bare)),
        // In Arabic the article is always joined.
        Some(bare) => Word::of(bare, Some(token)),
        None => Word::of(token, None),
    });
    after
}

fn cut(token: &str) -> &str {
    token.char_indices().nth(LONGEST_WORD).map_or(token, |(end, _)| &token[..end])
}

/// What stands between names, or before one: of a family, son of, the article parted from its word.
fn is_particle(token: &str, next: &str, first: bool) -> bool {
    let between = ["بن", "ابن", "بنت", "bin", "ibn", "ben", "bint", "wa"].contains(&token);
    (between && !first) || ["ال", "ا", "و"].contains(&token) || is_article(token) && assimilated(token, next)
}

fn is_article(token: &str) -> bool {
    const ARTICLES: [&str; 22] = [
        "al", "el", "ul", "il", "as", "ash", "ach", "ar", "an", "ad", "ud", "at", "az", "es", "esh", "ech",
        "er", "en", "ed", "ed", "et", "ez",
    ];
    ARTICLES.contains(&token) || token == "ال"
}

/// Whether an article goes with the word: any word after *al*, one with the same sound after *ash*.
fn assimilated(article: &str, next: &str) -> bool {
    article.ends_with('l')
        || next.starts_with(article.trim_start_matches(['a', 'e', 'u', 'i']))
        || article == "ال"
}

/// How a word begins that is one with the next: servant of, father of, mother of.
fn begins(token: &str) -> Option<&'static str> {
    match token {
        "عبد" => return Some("عبد"),
        "ابو" | "ابي" | "ابا" => return Some("ابو"),
        "ام" => return Some("ام"),
        "abu" | "abou" | "abo" | "aboo" => return Some("abu"),
        "um" | "umm" | "oum" | "om" => return Some("um"),
        "abd" => return Some("abd"),
        _ => {}
    }
    let vowels = |text: &str| text.len() - text.trim_start_matches(['a', 'e', 'i', 'o', 'u']).len();
    let rest = token.strip_prefix("abd")?;
    let behind = &rest[vowels(rest)..];
    (vowels(rest) > 0 && ["l", "r", "s", "sh", "n", "z", "d", "t"].contains(&behind)).then_some("abd")
}

/// عبدالرحمن, Abdurrahman, ابوالخير: joined already, and the article within taken out.
fn glued(token: &str) -> Option<String> {
    for begin in ["عبد", "ابو"] {
        if let Some(rest) = token.strip_prefix(begin).and_then(bare) {
            return Some(format!("{begin}{rest}"));
        }
    }
    let rest = token.strip_prefix("abd")?;
    let behind = rest.trim_start_matches(['a', 'e', 'i', 'o', 'u']);
    if behind.len() == rest.len() || rest.len() < 3 {
        return None;
    }
    if ["llah", "lah", "lla", "llaah"].contains(&behind) {
        return Some("abdallah".to_owned());
    }
    let mut letters = behind.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let joined = first == 'l' || first == second;
    (behind.len() >= 3).then(|| format!("abd{}", if joined { &behind[1..] } else { behind }))
}

/// صلاحالدين, Salaheddine: what stands before *of the faith*.
fn before_din(token: &str) -> Option<&str> {
    if let Some(stem) = token.strip_suffix("الدين") {
        return (stem.chars().count() >= 2).then_some(stem);
    }
    let stem = token.strip_suffix('e').unwrap_or(token);
    let stem = stem.strip_suffix("din").or_else(|| stem.strip_suffix("deen"))?;
    let stem = stem.strip_suffix(['d', 'l'])?.strip_suffix(['a', 'e', 'i', 'o', 'u'])?;
    (stem.len() >= 3 && token.is_ascii()).then_some(stem)
}

/// A word without the article that is joined to it.
fn bare(token: &str) -> Option<&str> {
    if let Some(rest) = token.strip_prefix("ال") {
        return (rest.chars().count() >= 2 && token != "الله").then_some(rest);
    }
    let rest = token.strip_prefix(['a', 'e']).filter(|_| token != "allah")?;
    let bytes = rest.as_bytes();
    let consonant = |at: usize| {
        bytes.get(at).is_some_and(|letter| letter.is_ascii_alphabetic() && !b"aeiouyh".contains(letter))
    };
    match bytes {
        [b'l', ..] if bytes.len() >= 4 && (consonant(1) || bytes[1] == b'h') => Some(&rest[1..]),
        // Assayed, Arrahman, Ennour.
        [one, two, ..] if bytes.len() >= 5 && one == two && b"dnrstz".contains(one) => Some(&rest[1..]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(name: &str) -> String {
        Name::of(name).words().iter().map(Word::text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn particles_are_joined_or_dropped() {
        for (names, is) in [
            (&["عبد الرحمن", "عبدالرحمن", "عبد ال رحمن", "عبدالرحمان", "عَبْدُ الرَّحْمٰن"][..], "عبدرحمن"),
            (
                &[
                    "Abdul Rahman",
                    "Abdelrahman",
                    "Abd ar-Rahman",
                    "Abdurrahman",
                    "Abd al Rahman",
                    "abdul-rahman",
                ],
                "abdrahman",
            ),
            (&["عبد الله", "عبدالله"], "عبدالله"),
            (&["Abdullah", "Abd Allah", "Abdallah", "Abdulla"], "abdallah"),
            (&["Abdul Aziz", "Abdelaziz"], "abdaziz"),
            (&["أبو الخير", "ابوالخير", "أبي الخير"], "ابوخير"),
            (&["Abu Zaid", "Abou Zaid"], "abuzaid"),
            (&["صلاح الدين", "صلاحالدين"], "صلاح دين"),
            (&["Salah al-Din", "Salaheddine", "Salah ed-Din", "Salah Eddin"], "salah din"),
            (&["محمد بن علي", "محمد ابن علي", "الشهيد محمد علي"], "محمد علي"),
            (&["Dr. Mohammed ibn Ali"], "mohammed ali"),
            (&["الشامي", "آل شامي"], "شامي"),
            (&["al-Shami", "Al Shami", "ash-Shami"], "shami"),
            (&["Hajj Ali", "hajj ali"], "hajj ali"),
            (&["مجهول", "?", "", "N/A", "غير معروف"], ""),
            (&["ابن", "بن"], &words("بن")[..]),
        ] {
            for name in names {
                if *name == "ابن" {
                    assert_eq!(Name::of(name).words().len(), 1, "a particle alone is a name");
                } else {
                    assert_eq!(words(name), is, "{name}");
                }
            }
        }
    }

    #[test]
    fn a_joined_article_is_optional() {
        let shami = Name::of("Chami");
        for name in ["Alshami", "al-Shami", "الشامي", "Elshamy", "Ashshami"] {
            let keys: Vec<String> = Name::of(name).words()[0].keys().map(str::to_owned).collect();
            let same = Name::of(name).words()[0].sounds_like(&shami.words()[0]);
            assert!(same || name == "Ashshami", "{name}: {keys:?}");
        }
        assert!(Name::of("Elham").words()[0].sounds_like(&Name::of("إلهام").words()[0]));
        assert!(Name::of("Elias").words()[0].sounds_like(&Name::of("الياس").words()[0]));
    }

    proptest! {
        #[test]
        fn any_text_is_a_name_within_limits(text in "\\PC{0,80}", many in "([a-z]{1,3} |[ا-ي]{1,4} ){0,30}") {
            for text in [text, many] {
                let name = Name::of(&text);
                prop_assert!(name.words().len() <= MOST_WORDS);
                prop_assert!(name.words().iter().all(|word| !word.text().is_empty() && word.keys().count() > 0));
                prop_assert_eq!(&Name::of(&fold(&text)), &name, "a folded name is the same name");
            }
        }
    }
}

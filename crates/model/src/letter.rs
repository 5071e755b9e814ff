//! A letter of a family, as the portal seals it and the inbox opens it.
//!
//! What is sealed is one run of bytes (docs/formats/letters.md): a first line, what is written as canonical JSON, the pictures, and
//! zeros up to a whole number of blocks, so that the length of a sealed letter tells little. The parser is strict to the byte: whoever
//! writes a letter may be hostile.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::keying::without_gaps;
use crate::missing::{LONGEST_LINE, MOST_LISTED};
use crate::{
    Consent, Contact, Day, Digest, LONGEST_TESTIMONY, LONGEST_TEXT, MissingFault, MissingPerson,
    PublicationId, canonical,
};

/// The first line of a letter.
const FIRST_LINE: &[u8] = b"amana-letter/1\n";
/// A letter's length is a multiple of this.
const BLOCK: usize = 16 << 10;
/// The most pictures of a letter.
pub const MOST_PICTURES: usize = 6;
/// The longest picture of a letter, in bytes.
pub const LONGEST_PICTURE: usize = 4 << 20;
/// The most that all pictures of a letter have together, in bytes.
pub const LONGEST_PICTURES: usize = 12 << 20;
/// The longest that is written in a letter, in bytes of its JSON.
const LONGEST_WRITTEN: usize = 1 << 20;
/// The longest letter, in bytes.
pub const LONGEST_LETTER: usize = LONGEST_WRITTEN + LONGEST_PICTURES + 2 * BLOCK;

/// Why somebody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterKind {
    /// A published face is to be taken down.
    Takedown,
    /// Somebody objects to a publication, now or before there is one.
    Objection,
    /// Somebody recognises a published face.
    Recognition,
    /// Somebody reports a missing person.
    Report,
}

impl LetterKind {
    /// Every kind, what waits least first.
    pub const ALL: [Self; 4] = [Self::Takedown, Self::Objection, Self::Recognition, Self::Report];

    /// The word used in addresses, forms, tables and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Takedown => "takedown",
            Self::Objection => "objection",
            Self::Recognition => "recognition",
            Self::Report => "report",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// The language of the form in which a letter was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormLanguage {
    /// Arabic.
    Ar,
    /// English.
    En,
}

impl FormLanguage {
    /// The word used in addresses, letters and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
        }
    }

    /// The language of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Ar, Self::En].into_iter().find(|one| one.word() == word)
    }
}

/// The number by which a family asks for the answer to its letter: 19 random digits and one that finds mistypings (ISO/IEC 7064, MOD 11,10).
///
/// Digits, because they are the same in every language and can be read out over a telephone. Whoever has it reads the answer; it is never printed
/// by [`fmt::Debug`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// A text that is no code: too short, too long, or mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of 20 digits, or mistyped")]
pub struct ParseCodeError;

/// How many digits a code has.
const CODE_DIGITS: usize = 20;

impl Code {
    /// The code that random bytes make.
    pub fn of_random(random: [u8; 16]) -> Self {
        // 2^128 is so much larger than 10^19 that each code is as likely as any other, to one part in 10^19.
        let number = u128::from_be_bytes(random) % 10_000_000_000_000_000_000;
        let digits = format!("{number:019}");
        let check = (11 - carried(&digits)) % 10;
        Self(format!("{digits}{check}"))
    }

    /// The twenty digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The digits in fours, as they are shown and written down.
    pub fn groups(&self) -> Vec<&str> {
        (0..CODE_DIGITS).step_by(4).filter_map(|from| self.0.get(from..from + 4)).collect()
    }
}

/// The carry of ISO/IEC 7064 MOD 11,10 after these digits.
fn carried(digits: &str) -> u32 {
    digits.bytes().fold(10, |carry, digit| {
        let sum = match (carry + u32::from(digit - b'0')) % 10 {
            0 => 10,
            sum => sum,
        };
        sum * 2 % 11
    })
}

impl FromStr for Code {
    type Err = ParseCodeError;

    /// Reads a code as people type it: in either kind of digits, with blanks and hyphens where they like.
    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        if text.len() > 200 {
            return Err(ParseCodeError);
        }
        let digits = without_gaps(text);
        if digits.len() != CODE_DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ParseCodeError);
        }
        let (number, check) = digits.split_at(CODE_DIGITS - 1);
        let check = u32::from(check.as_bytes()[0] - b'0');
        if (carried(number) + check) % 10 == 1 { Ok(Self(digits)) } else { Err(ParseCodeError) }
    }
}

impl TryFrom<String> for Code {
    type Error = ParseCodeError;

    fn try_from(text: String) -> Result<Self, ParseCodeError> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// What is written in a letter. Every text is as it was typed; empty: not said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Why somebody writes.
    pub kind: LetterKind,
    /// The language of the form.
    pub language: FormLanguage,
    /// The day on which it was sent, UTC, by the portal's clock.
    pub day: Day,
    /// The number by which the family asks for the answer.
    pub code: Code,
    /// The number of an earlier letter of theirs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub earlier: Option<Code>,
    /// The published face it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub face: Option<PublicationId>,
    /// What they say in their own words.
    pub text: String,
    /// What is said of a missing person, in a report.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<MissingPerson>,
    /// Who writes, and how to reach them.
    pub contact: Contact,
    /// What they consent to; a letter names no recipient.
    pub consents: Vec<Consent>,
}

/// A letter: what is written, and pictures, which nobody has looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What is written.
    pub written: Written,
    /// The pictures' bytes, as they were attached.
    pub pictures: Vec<Vec<u8>>,
}

/// Why bytes are no letter, or a letter will not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterFault {
    /// The first line is not that of a letter of this version.
    #[error("it does not begin as a letter does")]
    Beginning,
    /// It ends too early, or goes on after its end.
    #[error("its length is not that of a whole letter")]
    Length,
    /// What is written is not what a letter says.
    #[error("what is written in it is not a letter's")]
    Written,
    /// A picture's bytes are not those it names.
    #[error("a picture is not the one it names")]
    Picture,
    /// Too many pictures, or too long ones.
    #[error("its pictures are more than is taken")]
    Pictures,
    /// A text is too long.
    #[error("{0} is longer than is taken")]
    Long(&'static str),
    /// Nothing is said and nothing attached.
    #[error("it says nothing")]
    Silent,
    /// Something in it does not belong to a letter of its kind.
    #[error("{0} does not belong to a letter of its kind")]
    Stray(&'static str),
}

/// A picture, as what is written names it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    bytes: u32,
    sha256: Digest,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head<W> {
    letter: W,
    pictures: Vec<Named>,
}

impl Letter {
    /// The letter as bytes, ready to be sealed; `sha256` digests.
    ///
    /// # Errors
    /// If it is not one that [`Letter::parse`] would read.
    pub fn encode(&self, sha256: impl Fn(&[u8]) -> Digest) -> Result<Vec<u8>, LetterFault> {
        self.check()?;
        let name = |picture: &Vec<u8>| Named {
            bytes: u32::try_from(picture.len()).expect("it was checked"),
            sha256: sha256(picture),
        };
        let head = Head { letter: &self.written, pictures: self.pictures.iter().map(name).collect() };
        let written = canonical::to_canonical(&head).map_err(|_| LetterFault::Written)?;
        if written.len() > LONGEST_WRITTEN {
            return Err(LetterFault::Long("all"));
        }
        let pictures: usize = self.pictures.iter().map(Vec::len).sum();
        let mut bytes = Vec::with_capacity(FIRST_LINE.len() + 4 + written.len() + pictures + BLOCK);
        bytes.extend_from_slice(FIRST_LINE);
        bytes.extend_from_slice(&u32::try_from(written.len()).expect("it was checked").to_be_bytes());
        bytes.extend_from_slice(&written);
        self.pictures.iter().for_each(|picture| bytes.extend_from_slice(picture));
        bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
        Ok(bytes)
    }

    /// Reads a letter; `sha256` digests.
    ///
    /// # Errors
    /// What is wrong with it, first of all.
    pub fn parse(bytes: &[u8], sha256: impl Fn(&[u8]) -> Digest) -> Result<Self, LetterFault> {
        if bytes.len() > LONGEST_LETTER {
            return Err(LetterFault::Length);
        }
        let rest = bytes.strip_prefix(FIRST_LINE).ok_or(LetterFault::Beginning)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(LetterFault::Length)?;
        let length = u32::from_be_bytes(*length) as usize;
        if length > LONGEST_WRITTEN {
            return Err(LetterFault::Long("all"));
        }
        let (written, mut rest) = rest.split_at_checked(length).ok_or(LetterFault::Length)?;
        let head: Head<Written> = canonical::from_canonical(written).map_err(|_| LetterFault::Written)?;
        if head.pictures.len() > MOST_PICTURES {
            return Err(LetterFault::Pictures);
        }
        let mut pictures = Vec::with_capacity(head.pictures.len());
        for named in &head.pictures {
            let (picture, after) = rest.split_at_checked(named.bytes as usize).ok_or(LetterFault::Length)?;
            if sha256(picture) != named.sha256 {
                return Err(LetterFault::Picture);
            }
            pictures.push(picture.to_vec());
            rest = after;
        }
        if rest.len() >= BLOCK || !bytes.len().is_multiple_of(BLOCK) || rest.iter().any(|byte| *byte != 0) {
            return Err(LetterFault::Length);
        }
        let letter = Self { written: head.letter, pictures };
        letter.check()?;
        Ok(letter)
    }

    /// Checks that it says something, that nothing is too long, and that nothing stands in it that its kind does not have.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), LetterFault> {
        let Written { kind, text, person, contact, consents, face, .. } = &self.written;
        if text.chars().count() > LONGEST_TEXT {
            return Err(LetterFault::Long("text"));
        }
        if let Some(person) = person {
            match person.check() {
                // What is missing is asked for later: a letter is not sent back because of it.
                Ok(()) | Err(MissingFault::Nameless) => {}
                Err(_) => return Err(LetterFault::Long("what is said of the missing person")),
            }
            let lines = [
                &person.name_arabic,
                &person.name_latin,
                &person.father,
                &person.mother,
                &person.birthplace,
                &person.taken_where,
                &person.held_by,
                &person.last_seen_where,
            ];
            if lines.into_iter().chain(&person.other_names).any(|line| is_long_line(line)) {
                return Err(LetterFault::Long("a name or a place"));
            }
            // Together they become what is told in a report, a blank line between them.
            if text.chars().count() + person.testimony.chars().count() + 2 > LONGEST_TESTIMONY {
                return Err(LetterFault::Long("what is told"));
            }
        }
        contact.check().map_err(|_| LetterFault::Long("who writes"))?;
        if [&contact.name, &contact.relation, &contact.language].into_iter().any(|line| is_long_line(line)) {
            return Err(LetterFault::Long("who writes"));
        }
        if consents.len() > MOST_LISTED {
            return Err(LetterFault::Long("consents"));
        }
        if *kind != LetterKind::Report && (person.is_some() || !consents.is_empty()) {
            return Err(LetterFault::Stray("what is said of a missing person"));
        }
        if *kind == LetterKind::Report && face.is_some() {
            return Err(LetterFault::Stray("a published face"));
        }
        if consents.iter().any(|consent| consent.recipient.is_some() || consent.purpose.names_recipient()) {
            return Err(LetterFault::Stray("a consent to a recipient"));
        }
        let pictures: usize = self.pictures.iter().map(Vec::len).sum();
        if self.pictures.len() > MOST_PICTURES
            || pictures > LONGEST_PICTURES
            || self.pictures.iter().any(|one| one.is_empty() || one.len() > LONGEST_PICTURE)
        {
            return Err(LetterFault::Pictures);
        }
        let says = !text.trim().is_empty()
            || person.as_ref().is_some_and(|person| *person != MissingPerson::default())
            || face.is_some()
            || !self.pictures.is_empty();
        if says { Ok(()) } else { Err(LetterFault::Silent) }
    }
}

fn is_long_line(line: &str) -> bool {
    line.chars().count() > LONGEST_LINE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// No digest: what is tested here is the frame.
    fn count(bytes: &[u8]) -> Digest {
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&(bytes.len() as u64).to_be_bytes());
        digest[8..16].copy_from_slice(&bytes.iter().map(|b| u64::from(*b)).sum::<u64>().to_be_bytes());
        Digest(digest)
    }

    fn letter() -> Letter {
        Letter {
            written: Written {
                kind: LetterKind::Recognition,
                language: FormLanguage::Ar,
                day: "2026-11-28".parse().unwrap(),
                code: Code::of_random([7; 16]),
                earlier: None,
                face: Some("7k2q9f3m".parse().unwrap()),
                text: "هذا هو".into(),
                person: None,
                contact: Contact { name: "an invented name".into(), ..Contact::default() },
                consents: Vec::new(),
            },
            pictures: vec![vec![1, 2, 3], vec![0; 40_000]],
        }
    }

    #[test]
    fn a_letter_comes_back_and_its_length_tells_little() {
        let bytes = letter().encode(count).unwrap();
        assert_eq!(Letter::parse(&bytes, count), Ok(letter()));
        assert_eq!(bytes.len() % BLOCK, 0);
        let short = |text: &str| {
            let written = Written { text: text.into(), ..letter().written };
            Letter { written, pictures: Vec::new() }.encode(count).unwrap().len()
        };
        assert_eq!(short("yes"), short(&"a longer text ".repeat(200)));
    }

    #[test]
    fn nothing_but_a_letter_is_read_as_one() {
        let good = letter().encode(count).unwrap();
        for at in 0..good.len().min(4000) {
            let mut bad = good.clone();
            bad[at] ^= 1;
            assert_ne!(Letter::parse(&bad, count), Ok(letter()), "byte {at}");
        }
        for cut in [0, 1, 14, 18, 19, 100, BLOCK, good.len() - 1] {
            assert!(Letter::parse(&good[..cut], count).is_err(), "{cut}");
        }
        let mut longer = good.clone();
        longer.resize(good.len() + BLOCK, 0);
        assert_eq!(Letter::parse(&longer, count), Err(LetterFault::Length));
        let huge = [FIRST_LINE, &[0xff; 4], b"{}"].concat();
        assert_eq!(Letter::parse(&huge, count), Err(LetterFault::Long("all")));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_parser(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let _ = Letter::parse(&bytes, count);
            let _ = Letter::parse(&[FIRST_LINE, &bytes].concat(), count);
        }
    }

    #[test]
    fn what_does_not_belong_is_refused() {
        let wrong = |change: &dyn Fn(&mut Letter)| {
            let mut letter = letter();
            change(&mut letter);
            letter.encode(count).unwrap_err()
        };
        assert_eq!(wrong(&|l| l.written.text = "x".repeat(LONGEST_TEXT + 1)), LetterFault::Long("text"));
        assert!(matches!(
            wrong(&|l| l.written.person = Some(MissingPerson::default())),
            LetterFault::Stray(_)
        ));
        assert!(matches!(wrong(&|l| l.written.kind = LetterKind::Report), LetterFault::Stray(_)));
        assert_eq!(wrong(&|l| l.pictures = vec![vec![1]; 7]), LetterFault::Pictures);
        assert_eq!(wrong(&|l| l.pictures = vec![Vec::new()]), LetterFault::Pictures);
        assert_eq!(wrong(&|l| l.pictures = vec![vec![1; LONGEST_PICTURE + 1]]), LetterFault::Pictures);
        let long = || "ن".repeat(LONGEST_LINE + 1);
        assert_eq!(wrong(&|l| l.written.contact.name = long()), LetterFault::Long("who writes"));
        let of_person = |change: &dyn Fn(&mut MissingPerson)| {
            wrong(&|l| {
                let mut person = MissingPerson::default();
                change(&mut person);
                (l.written.kind, l.written.face, l.written.person) = (LetterKind::Report, None, Some(person));
            })
        };
        let line = LetterFault::Long("a name or a place");
        assert_eq!(of_person(&|person| person.father = long()), line);
        assert_eq!(of_person(&|person| person.other_names = vec![long()]), line);
        let told = "x".repeat(LONGEST_TESTIMONY - 3);
        assert_eq!(of_person(&|person| person.testimony = told.clone()), LetterFault::Long("what is told"));
        let silent = wrong(&|l| {
            (l.written.text, l.written.face) = (" ".into(), None);
            l.pictures.clear();
        });
        assert_eq!(silent, LetterFault::Silent);
    }

    #[test]
    fn a_code_is_read_as_people_type_it_and_mistypings_are_found() {
        let code = Code::of_random([0xA5; 16]);
        let spaced = code.groups().join(" ");
        let arabic: String = spaced
            .chars()
            .map(|c| match c.to_digit(10) {
                Some(digit) => char::from_u32(0x660 + digit).unwrap(),
                None => '-',
            })
            .collect();
        for typed in
            [code.digits(), &spaced, &arabic, &format!(" {spaced}\n"), &spaced.replace(' ', "\u{200f}—")]
        {
            assert_eq!(typed.parse(), Ok(code.clone()), "{typed}");
        }
        for at in 0..CODE_DIGITS {
            let mut wrong = code.digits().to_owned().into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + 1) % 10;
            assert!(String::from_utf8(wrong).unwrap().parse::<Code>().is_err(), "{at}");
        }
        for wrong in ["", "1234", &"1".repeat(400), "abcd efgh ijkl mnop"] {
            assert!(wrong.parse::<Code>().is_err(), "{wrong}");
        }
        assert_eq!(format!("{code:?}"), "Code(…)");
        assert_eq!(Code::of_random([0; 16]).digits().len(), CODE_DIGITS);
        assert_eq!(Code::of_random([255; 16]).groups().len(), 5);
    }
}

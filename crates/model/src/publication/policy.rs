//! The policy of publication: who must decide, what closes the gate, what the gallery shows and says. Data, set by an event; the last holds.

use serde::{Deserialize, Serialize};

use super::Closed;
use crate::{Day, Fact};

/// The longest text of a policy, in characters.
const LONGEST: usize = 2000;

/// A text in both languages of the gallery.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// In Arabic.
    pub ar: String,
    /// In English.
    pub en: String,
}

/// A mark that experts coded and the gallery shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkShown {
    /// The entry of the codebook: shown where it is settled as present.
    pub entry: String,
    /// What it is called.
    pub label: Phrase,
}

/// What is shown beside a face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shows {
    /// The numbers on the card.
    pub numbers: bool,
    /// The branch, according to the numbers on the card.
    pub branch: bool,
    /// The month of the photograph.
    pub month: bool,
    /// Sex.
    pub sex: bool,
    /// Age band.
    pub age_band: bool,
    /// Marks.
    pub marks: Vec<MarkShown>,
}

impl Default for Shows {
    fn default() -> Self {
        Self { numbers: true, branch: true, month: true, sex: true, age_band: true, marks: Vec::new() }
    }
}

/// What the gallery says of itself. Nothing is made up where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gallery {
    /// Its title.
    pub title: Phrase,
    /// The short name in the line below each face: printable ASCII.
    pub short_name: String,
    /// A few sentences about it.
    pub about: Phrase,
    /// Who supports people who look, a line each: names, hours, numbers.
    pub support: Vec<Phrase>,
    /// How to reach the team where there is no form for letters.
    pub reach: Phrase,
    /// The address under which a portal takes letters, `/letters` where it serves the gallery itself; `/ar/recognition?face=…` or
    /// `/ar/takedown?face=…` is appended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letters: Option<String>,
}

/// What becomes of the card with numbers in the picture of a face.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardInPicture {
    /// It is covered.
    #[default]
    Covered,
    /// It is kept.
    Kept,
}

/// The policy: details of a `publication-policy-set` event. Lines that an earlier version did not know are left out of the event where they
/// say what it did, so that what was recorded then keeps its meaning and its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PublicationPolicy {
    /// How many people must decide, 2 to 9.
    pub decisions: u8,
    /// How many for a child, an adolescent, or somebody of whom that cannot be excluded; 3 to 9.
    pub child_decisions: u8,
    /// Whether whoever proposed a face counts among those who decide that it is published. An event without it says yes.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub proposer_may_decide: bool,
    /// People of which categories may be published, in words of [`Fact::Category`]. An event without it says: of all, also of those of whom nobody
    /// said it.
    #[serde(default = "all", skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<String>>,
    /// What becomes of the card with numbers, where a recipe begins. An event without it says that it is covered.
    #[serde(skip_serializing_if = "is_covered")]
    pub card: CardInPicture,
    /// Whether an objection closes the gate, and a linked family that withdraws its consent.
    pub objection_closes: bool,
    /// Whether bystanders who are marked may be seen.
    pub bystanders_may_be_seen: bool,
    /// Whether every family whose report is linked must have consented; where none is linked, nobody is asked.
    pub consent_needed: bool,
    /// Whether a family's report must be linked at all.
    pub family_needed: bool,
    /// Nothing is public before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Day>,
    /// What is shown beside a face.
    pub shows: Shows,
    /// What the gallery says.
    pub gallery: Gallery,
}

impl Default for PublicationPolicy {
    fn default() -> Self {
        Self {
            decisions: 2,
            child_decisions: 3,
            proposer_may_decide: false,
            categories: Some(vec!["detainee".to_owned()]),
            card: CardInPicture::Covered,
            objection_closes: true,
            bystanders_may_be_seen: false,
            consent_needed: false,
            family_needed: false,
            embargo: None,
            shows: Shows::default(),
            gallery: Gallery::default(),
        }
    }
}

fn yes() -> bool {
    true
}

fn all() -> Option<Vec<String>> {
    None
}

fn is_yes(says: &bool) -> bool {
    *says
}

fn is_covered(card: &CardInPicture) -> bool {
    *card == CardInPicture::Covered
}

/// Why a policy will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// Too few or too many decisions.
    #[error("decisions must be 2 to 9, those for a child 3 to 9 and no fewer than the others")]
    Decisions,
    /// No category, or one that is no word of the vocabulary.
    #[error("categories must be some of detainee, soldier, civilian, other, each once")]
    Categories,
    /// The short name is missing or no printable ASCII.
    #[error("short_name must be 1 to 40 printable ASCII characters: it stands below each face")]
    ShortName,
    /// A title is missing in one of the languages.
    #[error("the title is needed in both languages")]
    Title,
    /// A text is too long.
    #[error(
        "a text of the policy is longer than 2,000 characters, or there are more than 40 lines of support or marks"
    )]
    Long,
    /// The address of the form for letters is none.
    #[error("letters must be a relative address, or begin with https:// or http://")]
    Letters,
    /// Nobody can be reached.
    #[error("either letters or reach, in both languages, must say how families reach the team")]
    Unreachable,
}

impl PublicationPolicy {
    /// Checks it.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), PolicyFault> {
        let both = |phrase: &Phrase| !phrase.ar.trim().is_empty() && !phrase.en.trim().is_empty();
        let gallery = &self.gallery;
        let short = &gallery.short_name;
        let plain = short.bytes().all(|b| (b' '..=b'~').contains(&b)) && short.trim() == short;
        let phrases = [&gallery.title, &gallery.about, &gallery.reach].into_iter();
        let phrases = phrases.chain(&gallery.support).chain(self.shows.marks.iter().map(|mark| &mark.label));
        let mut texts = phrases.flat_map(|phrase| [&phrase.ar, &phrase.en]);
        let long = texts.any(|text| text.chars().count() > LONGEST)
            || gallery.support.len() > 40
            || self.shows.marks.len() > 40;
        let checks = [
            (
                (2..=9).contains(&self.decisions)
                    && (3..=9).contains(&self.child_decisions)
                    && self.child_decisions >= self.decisions,
                PolicyFault::Decisions,
            ),
            (self.categories.as_deref().is_none_or(are_categories), PolicyFault::Categories),
            ((1..=40).contains(&short.len()) && plain, PolicyFault::ShortName),
            (both(&gallery.title), PolicyFault::Title),
            (!long, PolicyFault::Long),
            (gallery.letters.as_deref().is_none_or(is_address), PolicyFault::Letters),
            (gallery.letters.is_some() || both(&gallery.reach), PolicyFault::Unreachable),
        ];
        checks.into_iter().find(|(fits, _)| !fits).map_or(Ok(()), |(_, fault)| Err(fault))
    }

    /// Why somebody of a category is not published; `None` if the policy publishes them.
    pub(super) fn category_closes(&self, category: Option<&str>) -> Option<Closed> {
        let published = self.categories.as_ref()?;
        match category {
            None => Some(Closed::CategoryNotSaid),
            Some(word) if published.iter().any(|one| one == word) => None,
            Some(word) => Some(Closed::Category(word.to_owned())),
        }
    }
}

fn are_categories(words: &[String]) -> bool {
    let once = words.iter().enumerate().all(|(at, word)| !words[..at].contains(word));
    !words.is_empty() && once && words.iter().all(|word| Fact::Category.values().contains(&word.as_str()))
}

/// Whether a text may stand as the address of a link: relative, or of the web; never a script.
fn is_address(text: &str) -> bool {
    let plain = (1..=500).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>\\`".contains(&b));
    let web = text.starts_with("https://") || text.starts_with("http://");
    let relative =
        !text.starts_with("//") && !text.split(['/', '?', '#']).next().unwrap_or_default().contains(':');
    plain && (web || relative)
}

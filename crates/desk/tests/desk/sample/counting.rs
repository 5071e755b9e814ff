//! What counts are made of in the sample: its photographs, and whom people decided on.

use amana_desk::backend::CodingRoom;
use amana_desk::backend::count::{CountedPerson, LogHead, Snapshot, starting_definitions};
use amana_desk::look::{CountedContent, CountedPath, IndividualRow};
use amana_model::{CODED_AGE_BAND, CODED_SEX, Definitions, Fact, Outcome};

use super::made::MadeRow;

/// A definition of the collection's own, of what experts coded.
const OWN: &str = r#"{"definition": "women-coded", "order": 1001, "version": 1, "counts": "people",
    "conditions": {"coded_sex": ["female"], "coded_age_band": ["adult", "elder", "not-coded"]},
    "title": {"en": "Women, as coded", "ar": "النساء كما رُمّزن"},
    "says": {"en": "People whom experts settled to be women.", "ar": "من حسم الخبراء أنهن نساء."},
    "treatment": {"copies": {"en": "Once.", "ar": "مرة."}, "conflicts": {"en": "The first.", "ar": "الأول."},
        "not_said": {"en": "Missing.", "ar": "ناقص."}}}"#;

pub(crate) fn definitions() -> Definitions {
    let own = serde_json::from_str(OWN).expect("a definition");
    Definitions::of(starting_definitions(), [(41_000, &own)])
}

pub(crate) fn snapshot(
    rows: &[MadeRow],
    people: &[IndividualRow],
    entries: u64,
    room: &CodingRoom,
) -> Snapshot {
    let (sex, age_band) = (room.settled_answers(CODED_SEX), room.settled_answers(CODED_AGE_BAND));
    let content = |row: &MadeRow| CountedContent {
        digest: row.row.digest,
        copy_of: None,
        picture: row.row.condition != amana_model::Condition::NotAPicture,
        file: Some(row.row.condition),
        folder_date: row.row.folder_date.clone(),
        taken_at: row.row.taken_at.clone(),
    };
    let path = |(entry, row): (u64, &MadeRow)| CountedPath {
        entry,
        digest: Some(row.row.digest),
        outcome: Outcome::Kept,
    };
    let person = |row: &IndividualRow| CountedPerson {
        individual: row.individual.clone(),
        category: row.facts.get(&Fact::Category).cloned(),
        sex: row.facts.get(&Fact::Sex).cloned(),
        age_band: row.facts.get(&Fact::AgeBand).cloned(),
        coded_sex: sex.get(&row.individual).cloned().unwrap_or_default(),
        coded_age_band: age_band.get(&row.individual).cloned().unwrap_or_default(),
        state: row.state,
        photographs: row.photographs.clone(),
    };
    let branch = |row: &IndividualRow| Some((*row.photographs.first()?, row.numbers.branch.clone()?));
    Snapshot {
        log: LogHead { size: entries, root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=".into() },
        contents: rows.iter().map(content).collect(),
        paths: (0..).zip(rows).map(path).collect(),
        people: people.iter().map(person).collect(),
        branches: people.iter().filter_map(branch).collect(),
    }
}

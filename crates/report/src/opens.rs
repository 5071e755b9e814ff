//! Where a report's numbers are opened: addresses of the desk's pages. They stand in a document's tables and are not printed.

use amana_archive::count::Dimension;
use amana_archive::reporting::{ReportedCount, ReportedStudy};
use amana_model::CountUnit;

/// What an address says for the row of what cannot be told.
const UNTOLD: &str = "-";

/// The units of a count.
pub(crate) fn count(one: &ReportedCount) -> String {
    format!("/counts/{}#units", one.count.definition.definition)
}

/// Units of which a count cannot be told.
pub(crate) fn untold(one: &ReportedCount) -> String {
    format!("/counts/{}?verdict=missing#units", one.count.definition.definition)
}

/// The units of a row of a count.
pub(crate) fn row(one: &ReportedCount, by: Dimension, value: Option<&str>) -> String {
    let fields = query(&[("by", Some(by.word())), ("row", Some(value.unwrap_or(UNTOLD)))]);
    format!("/counts/{}?{fields}#units", one.count.definition.definition)
}

/// All units of a kind.
pub(crate) fn units(unit: CountUnit) -> String {
    format!("/counts/units/{}", unit.word())
}

/// The units of a step on the way from paths to people.
pub(crate) fn step(word: &str) -> String {
    format!("/counts/steps/{word}")
}

/// A study.
pub(crate) fn study(told: &ReportedStudy) -> String {
    format!("/coding/{}", told.study.study)
}

/// The people of whom an entry is settled with an answer, with a region or from a branch where they are given.
pub(crate) fn people(
    told: &ReportedStudy,
    entry: &str,
    answer: Option<&str>,
    region: Option<&str>,
    branch: Option<Option<&str>>,
) -> String {
    let branch = branch.map(|branch| branch.unwrap_or(UNTOLD));
    let fields = query(&[("answer", answer), ("region", region), ("branch", branch)]);
    format!("/coding/{}/results/{entry}?{fields}", told.study.study)
}

/// Rechecks with what was found.
pub(crate) fn rechecks() -> String {
    "/rechecks".to_owned()
}

fn query(fields: &[(&str, Option<&str>)]) -> String {
    let given = fields.iter().filter_map(|(name, value)| Some((name, (*value)?)));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish()
}

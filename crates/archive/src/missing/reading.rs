//! A row of a list as a report: names, dates, consents in the ways in which lists write them.

use amana_model::{
    Consent, ConsentPurpose, Contact, Fact, MissingFault, MissingPerson, PartialDate, StatedSex,
};
use amana_sheet::Row;

use super::NewReport;
use super::fields::ReportField;
use crate::import::{Columns, value};

/// The report of a row, or why there is none.
pub(super) fn report(
    row: &Row,
    columns: &Columns<ReportField>,
    how: &str,
) -> std::result::Result<NewReport, String> {
    let text = |field: ReportField| columns.cell(&row.cells, field).unwrap_or_default().to_owned();
    let date = |field: ReportField| match columns.cell(&row.cells, field) {
        None => Ok(None),
        Some(said) => {
            PartialDate::read(said).map(Some).ok_or_else(|| format!("{}: “{said}” is no date", field.word()))
        }
    };
    let sex = match columns.cell(&row.cells, ReportField::Sex) {
        None => None,
        Some(said) => {
            let word = value(Fact::Sex, said).and_then(|word| StatedSex::from_word(&word));
            Some(word.ok_or_else(|| format!("sex: “{said}” is neither female nor male"))?)
        }
    };
    let others = text(ReportField::OtherNames);
    let person = MissingPerson {
        name_arabic: text(ReportField::NameArabic),
        name_latin: text(ReportField::NameLatin),
        father: text(ReportField::Father),
        mother: text(ReportField::Mother),
        other_names: others
            .split([';', '؛', '\n'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        sex,
        born: date(ReportField::Born)?,
        birthplace: text(ReportField::Birthplace),
        taken: date(ReportField::Taken)?,
        taken_where: text(ReportField::TakenWhere),
        held_by: text(ReportField::HeldBy),
        last_seen: date(ReportField::LastSeen)?,
        last_seen_where: text(ReportField::LastSeenWhere),
        marks: text(ReportField::Marks),
        teeth: text(ReportField::Teeth),
        clothing: text(ReportField::Clothing),
        testimony: text(ReportField::Testimony),
    };
    let contact = Contact {
        name: text(ReportField::ContactName),
        relation: text(ReportField::Relation),
        reach: text(ReportField::Reach),
        language: text(ReportField::Language),
    };
    let consents =
        columns.cell(&row.cells, ReportField::Consent).map_or_else(|| Ok(Vec::new()), read_consents)?;
    let new = NewReport { person, contact, consents, how: how.trim().to_owned() };
    match new.check() {
        Ok(()) => Ok(new),
        Err(MissingFault::How) => {
            Err("it tells a consent, and nobody said how it was given: --how TEXT".to_owned())
        }
        Err(fault) => Err(fault.to_string()),
    }
}

/// Consents in the words of lists.
fn read_consents(said: &str) -> std::result::Result<Vec<Consent>, String> {
    let one = |part: &str| {
        let (word, recipient) =
            part.split_once([':', '：']).map_or((part, None), |(word, to)| (word, Some(to.trim())));
        let purpose = ConsentPurpose::from_word(word.trim().to_lowercase().as_str());
        let words = ConsentPurpose::ALL.map(ConsentPurpose::word).join(", ");
        let purpose = purpose.ok_or_else(|| format!("consent: “{}” is none of {words}", word.trim()))?;
        Ok(Consent { purpose, recipient: recipient.filter(|to| !to.is_empty()).map(str::to_owned) })
    };
    said.split([';', '؛']).map(str::trim).filter(|part| !part.is_empty()).map(one).collect()
}

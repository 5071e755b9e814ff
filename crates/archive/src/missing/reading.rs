//! A row of a list as a report: names, dates, consents in the ways in which lists write them.

use amana_linkage::names::fold;
use amana_model::{
    Consent, ConsentPurpose, Contact, Fact, MissingFault, MissingPerson, PartialDate, StatedSex,
};
use amana_sheet::Row;

use super::NewReport;
use super::fields::ReportField;
use super::list::LIMITS;
use crate::import::{Columns, value};
use crate::inbox::LetterScript;

/// The report of a row, or why there is none.
pub(super) fn report(
    row: &Row,
    columns: &Columns<ReportField>,
    how: &str,
) -> std::result::Result<NewReport, String> {
    if row.overlong {
        return Err(format!("a cell is longer than {} characters", LIMITS.cell));
    }
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
    let (name_arabic, name_latin) = by_script(text(ReportField::NameArabic), text(ReportField::NameLatin));
    let person = MissingPerson {
        name_arabic,
        name_latin,
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

/// Names where their letters belong, whatever the column is called: `name` is a header of lists in either script.
fn by_script(arabic: String, latin: String) -> (String, String) {
    let (is_latin, is_arabic) = (
        LetterScript::of([arabic.as_str()]) == LetterScript::Latin,
        LetterScript::of([latin.as_str()]) == LetterScript::Arabic,
    );
    match (arabic.is_empty(), latin.is_empty()) {
        (true, false) if is_arabic => (latin, arabic),
        (false, true) if is_latin => (latin, arabic),
        (false, false) if is_arabic && is_latin => (latin, arabic),
        _ => (arabic, latin),
    }
}

/// Words of lists for what is consented to, besides those of tables; folded, without the article.
const PURPOSES: [(&str, ConsentPurpose); 22] = [
    ("searching", ConsentPurpose::Search),
    ("بحث", ConsentPurpose::Search),
    ("بحث عنه", ConsentPurpose::Search),
    ("publish", ConsentPurpose::Publication),
    ("publishing", ConsentPurpose::Publication),
    ("نشر", ConsentPurpose::Publication),
    ("نشر صوره", ConsentPurpose::Publication),
    ("نشر الصوره", ConsentPurpose::Publication),
    ("prosecutor", ConsentPurpose::Prosecution),
    ("مدعي العام", ConsentPurpose::Prosecution),
    ("مدعي عام", ConsentPurpose::Prosecution),
    ("ادعاء العام", ConsentPurpose::Prosecution),
    ("نيابه", ConsentPurpose::Prosecution),
    ("نيابه العامه", ConsentPurpose::Prosecution),
    ("ملاحقه القضاييه", ConsentPurpose::Prosecution),
    ("قضا", ConsentPurpose::Prosecution),
    ("محكمه", ConsentPurpose::Prosecution),
    ("share", ConsentPurpose::Sharing),
    ("مشاركه", ConsentPurpose::Sharing),
    ("منظمات اخري", ConsentPurpose::Sharing),
    ("منظمه اخري", ConsentPurpose::Sharing),
    ("مشاركه مع منظمات اخري", ConsentPurpose::Sharing),
];

/// The purpose that a word of a list names.
fn purpose(word: &str) -> Option<ConsentPurpose> {
    let folded = fold(word);
    let bare = folded.strip_prefix("ال").unwrap_or(&folded);
    ConsentPurpose::from_word(bare)
        .or_else(|| PURPOSES.iter().find(|(known, _)| *known == bare).map(|(_, purpose)| *purpose))
}

/// Consents in the words of lists.
fn read_consents(said: &str) -> std::result::Result<Vec<Consent>, String> {
    let one = |part: &str| {
        let (word, recipient) =
            part.split_once([':', '：']).map_or((part, None), |(word, to)| (word, Some(to.trim())));
        let words = ConsentPurpose::ALL.map(ConsentPurpose::word).join(", ");
        let purpose = purpose(word).ok_or_else(|| {
            format!("consent: “{}” is none of {words}, nor بحث, نشر, المدعي العام, مشاركة", word.trim())
        })?;
        Ok(Consent { purpose, recipient: recipient.filter(|to| !to.is_empty()).map(str::to_owned) })
    };
    let parts = said.split([';', '؛', '\n']).flat_map(|part| {
        // A comma may belong to the name of a recipient.
        let listed = !part.contains([':', '：']);
        part.split(move |sign| listed && matches!(sign, ',' | '،' | '/' | '+'))
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).map(one).collect()
}

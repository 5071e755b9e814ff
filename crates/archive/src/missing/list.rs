//! Taking over a list of reports made elsewhere: tried first, every row told, recorded only then.
//!
//! A list only adds. A row that says what a report here says already is told so, so that the same list read again goes on where it
//! was stopped.

use std::collections::BTreeMap;

use amana_model::{
    Act, Agent, Consent, ConsentPurpose, Contact, Digest, MissingFault, MissingId, MissingPerson,
    PartialDate, StatedSex,
};
use amana_sheet::{Limits, Row, Sheet};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::NewReport;
use crate::archive::Archive;
use crate::error::Result;
use crate::import::{Columns, Field};

/// Reports recorded in one go.
const AT_ONCE: usize = 100;

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
                &["namearabic", "arabicname", "الاسم", "الاسمالكامل", "اسمالمفقود", "الاسمالثلاثي"],
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
            Self::Marks => ("marks", &["marks", "distinguishingmarks", "علاماتفارقة", "العلاماتالفارقة"]),
            Self::Teeth => ("teeth", &["teeth", "dental", "الأسنان"]),
            Self::Clothing => ("clothing", &["clothing", "clothes", "الملابس"]),
            Self::Testimony => ("testimony", &["testimony", "notes", "note", "remarks", "ملاحظات", "الشهادة"]),
            Self::ContactName => {
                ("contact-name", &["contactname", "contact", "reporter", "مقدمالإفادة", "صاحبالإفادة"])
            }
            Self::Relation => ("relation", &["relation", "relationship", "صلةالقرابة", "القرابة"]),
            Self::Reach => ("reach", &["reach", "phone", "telephone", "email", "الهاتف", "رقمالهاتف"]),
            Self::Language => ("language", &["language", "اللغة"]),
            Self::Consent => ("consent", &["consent", "consents", "الموافقة"]),
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

/// What becomes of a row of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportOutcome {
    /// It is a report that is not here.
    New,
    /// A report here, or an earlier row, says just this.
    Already,
    /// Something in it cannot be used.
    Refused,
}

impl ReportOutcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::New, Self::Already, Self::Refused];

    /// The word used in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Already => "already",
            Self::Refused => "refused",
        }
    }
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// Its line in the list.
    pub line: u32,
    /// What becomes of it.
    pub outcome: ReportOutcome,
    /// Why it is refused, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The report that says it, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<MissingId>,
}

/// What a list of reports would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportsBrought {
    /// SHA-256 of its file.
    pub list: Digest,
    /// How it was read.
    pub read_as: String,
    /// Field → header of its column.
    pub columns: Vec<(String, String)>,
    /// Columns that tell nothing here.
    pub unused: Vec<String>,
    /// Outcome → rows.
    pub counts: BTreeMap<&'static str, u64>,
    /// Every row.
    pub rows: Vec<ReportRow>,
    /// Whether it was recorded.
    pub recorded: bool,
}

/// A list of reports as read, with what its columns mean.
struct Planned {
    brought: ReportsBrought,
    /// Row → the report that it is.
    new: Vec<(usize, NewReport)>,
}

impl Archive {
    /// Tells what becomes of every row of a list of reports, and records the new ones where `record` says so; `told` names the
    /// columns, `how` says how the consents of the list were given.
    ///
    /// # Errors
    /// If the list or its columns will not do, without keys, or if disk or log fail. What was recorded before stays: the same list
    /// again goes on.
    pub async fn bring_reports(
        &self,
        agent: &Agent,
        list: &[u8],
        told: &[(ReportField, String)],
        how: &str,
        record: bool,
    ) -> Result<ReportsBrought> {
        let sheet = amana_sheet::read(list, &Limits::DEFAULT)?;
        let columns = Columns::chosen(&sheet.header, told)?;
        if columns.place(ReportField::NameArabic).or(columns.place(ReportField::NameLatin)).is_none() {
            return Err(no_name(&sheet));
        }
        let _alone = self.reporting.lock().await;
        let room = self.missing().await?;
        let known =
            room.reports.iter().filter_map(|one| Some((one.person.here()?.clone(), one.report.clone())));
        let digest = Digest(Sha256::digest(list).into());
        let mut planned = plan(&sheet, &columns, digest, how, known.collect());
        if record {
            for batch in planned.new.chunks(AT_ONCE) {
                let reports: Vec<&NewReport> = batch.iter().map(|(_, new)| new).collect();
                let ids = self.seal_reports(agent, &reports).await?;
                for ((row, _), id) in batch.iter().zip(ids) {
                    planned.brought.rows[*row].report = Some(id);
                }
            }
            planned.brought.recorded = !planned.new.is_empty();
        }
        Ok(planned.brought)
    }

    /// Seals reports and records them, all in one go; gives their identifiers. They were checked.
    pub(super) async fn seal_reports(&self, agent: &Agent, reports: &[&NewReport]) -> Result<Vec<MissingId>> {
        self.sweep_statements()?;
        let (mut ids, mut acts, mut prepared) = (Vec::new(), Vec::new(), Vec::new());
        for new in reports {
            let report: MissingId =
                format!("m{}", self.services.random_hex::<4>()).parse().expect("a letter and digits");
            let person = self.prepare_statement(&new.person)?;
            let statement = person.sealed.clone();
            acts.push(Act::MissingReported { report: report.clone(), version: 1, statement });
            prepared.push(person);
            if !new.contact.is_empty() {
                let contact = self.prepare_statement(&new.contact)?;
                acts.push(Act::ContactSealed { report: report.clone(), contact: contact.sealed.clone() });
                prepared.push(contact);
            }
            acts.extend(new.changes(&report).into_iter().map(Act::ConsentGiven));
            ids.push(report);
        }
        self.keep_statements(&prepared.iter().collect::<Vec<_>>())?;
        self.record_as(agent, acts).await?;
        Ok(ids)
    }
}

fn no_name(sheet: &Sheet) -> crate::ArchiveError {
    let headers: Vec<String> = sheet.header.iter().map(|name| format!("“{name}”")).collect();
    crate::ArchiveError::mistake(format!("no column tells a name; the list has {}", headers.join(", ")))
        .safe("nothing was recorded")
        .next("name it: --column name-arabic=HEADER or --column name-latin=HEADER, and the others likewise")
}

fn plan(
    sheet: &Sheet,
    columns: &Columns<ReportField>,
    list: Digest,
    how: &str,
    known: Vec<(MissingPerson, MissingId)>,
) -> Planned {
    let (mut rows, mut new): (Vec<ReportRow>, Vec<(usize, NewReport)>) = (Vec::new(), Vec::new());
    // What is said → where it was said first.
    let mut said: BTreeMap<String, Option<MissingId>> =
        known.into_iter().map(|(person, report)| (key(&person), Some(report))).collect();
    for row in &sheet.rows {
        let mut told = ReportRow { line: row.line, outcome: ReportOutcome::New, why: None, report: None };
        match report(row, columns, how) {
            Err(why) => (told.outcome, told.why) = (ReportOutcome::Refused, Some(why)),
            Ok(report) => match said.get(&key(&report.person)) {
                Some(known) => (told.outcome, told.report) = (ReportOutcome::Already, known.clone()),
                None => {
                    said.insert(key(&report.person), None);
                    new.push((rows.len(), report));
                }
            },
        }
        rows.push(told);
    }
    let mut counts = BTreeMap::new();
    for row in &rows {
        *counts.entry(row.outcome.word()).or_default() += 1;
    }
    let header = sheet.header.iter().enumerate();
    let unused = header.filter(|(place, name)| !name.is_empty() && !columns.uses(*place));
    let brought = ReportsBrought {
        list,
        read_as: sheet.read_as.clone(),
        columns: columns
            .named(&sheet.header)
            .into_iter()
            .map(|(field, header)| (field.word().to_owned(), header))
            .collect(),
        unused: unused.map(|(_, name)| name.clone()).collect(),
        counts,
        rows,
        recorded: false,
    };
    Planned { brought, new }
}

/// What is said, as a text that is equal where what is said is.
fn key(person: &MissingPerson) -> String {
    serde_json::to_string(person).unwrap_or_default()
}

/// The report of a row, or why there is none.
fn report(row: &Row, columns: &Columns<ReportField>, how: &str) -> std::result::Result<NewReport, String> {
    let text = |field: ReportField| columns.cell(&row.cells, field).unwrap_or_default().to_owned();
    let date = |field: ReportField| match columns.cell(&row.cells, field) {
        None => Ok(None),
        Some(said) => {
            read_date(said).map(Some).ok_or_else(|| format!("{}: “{said}” is no date", field.word()))
        }
    };
    let sex = match columns.cell(&row.cells, ReportField::Sex) {
        None => None,
        Some(said) => {
            Some(read_sex(said).ok_or_else(|| format!("sex: “{said}” is neither female nor male"))?)
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

/// Sex in the words of lists.
fn read_sex(said: &str) -> Option<StatedSex> {
    match said.to_lowercase().as_str() {
        "f" | "female" | "أنثى" | "انثى" => Some(StatedSex::Female),
        "m" | "male" | "ذكر" => Some(StatedSex::Male),
        _ => None,
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

/// A date in the ways of lists: as it is written here, or the day first, set apart by slashes, points or hyphens; in either kind of digits.
fn read_date(said: &str) -> Option<PartialDate> {
    let western = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10).unwrap_or(c),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10).unwrap_or(c),
        c => c,
    };
    let said: String = said.trim().chars().map(western).collect();
    // A spreadsheet's own date brings a time of day.
    let said = said.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = said.split(['/', '.', '-']).collect();
    let written = match parts.as_slice() {
        [year] => (*year).to_owned(),
        [year, month] if year.len() == 4 => format!("{year}-{month:0>2}"),
        [month, year] => format!("{year}-{month:0>2}"),
        [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => return None,
    };
    written.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(list: &str, how: &str) -> Planned {
        let sheet = amana_sheet::read(list.as_bytes(), &Limits::DEFAULT).unwrap();
        let columns = Columns::chosen(&sheet.header, &[]).unwrap();
        plan(&sheet, &columns, Digest([0; 32]), how, Vec::new())
    }

    #[test]
    fn dates_of_lists_are_read_with_the_day_first() {
        for (said, date) in [
            ("2013", "2013"),
            ("5/2013", "2013-05"),
            ("2013/5", "2013-05"),
            ("17/05/2013", "2013-05-17"),
            ("7.5.2013", "2013-05-07"),
            ("2013-05-17 00:00:00", "2013-05-17"),
            ("٢٠١٣/٥/١٧", "2013-05-17"),
        ] {
            assert_eq!(read_date(said).map(|date| date.to_string()).as_deref(), Some(date), "{said}");
        }
        for wrong in ["", "soon", "31/02/2013", "05/17/2013", "17/05/13", "1/2/3/4", "2013-13", "-", "//"] {
            assert_eq!(read_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_row_is_told_and_no_word_is_lost() {
        let list = "الاسم,Sex,تاريخ الاعتقال,Phone,Consent,Other names,Colour\n\
            فلان المخترع,ذكر,17/05/2013,an invented number,search; sharing: One,Abu A; Abu B,blue\n\
            فلان المخترع,ذكر,17/05/2013,another number,search,Abu A; Abu B,\n\
            ,m,2013,,,,\nعلان,x,2013,,,,\nعلان,m,soon,,,,\nعلان,m,2013,,all,,\nعلان,m,2013,,sharing,,\n";
        let planned = planned(list, "by the list");
        let outcomes: Vec<_> = planned.brought.rows.iter().map(|row| row.outcome.word()).collect();
        assert_eq!(outcomes, ["new", "already", "refused", "refused", "refused", "refused", "refused"]);
        assert_eq!(planned.brought.unused, ["Colour"]);
        let why: Vec<&str> = planned.brought.rows.iter().filter_map(|row| row.why.as_deref()).collect();
        for (why, says) in
            why.iter().zip(["one name", "sex: “x”", "taken: “soon”", "consent: “all”", "names whom"])
        {
            assert!(why.contains(says), "{why}");
        }
        let new = &planned.new[0].1;
        assert_eq!(new.person.other_names, ["Abu A", "Abu B"]);
        assert_eq!(new.contact.reach, "an invented number");
        assert_eq!(new.consents.len(), 2);
        let silent = super::tests::planned("name,consent\nFulan,search\n", " ");
        assert!(silent.brought.rows[0].why.as_deref().unwrap().contains("--how"));
    }
}

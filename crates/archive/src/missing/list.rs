//! Taking over a list of reports made elsewhere: tried first, every row told, recorded only then.
//!
//! A list only adds. A row that says what a report here says already, by the same family, is told so, so that the same list read again
//! goes on where it was stopped. What another relative says of the same person is a report of its own.

use std::collections::{BTreeMap, BTreeSet};

use amana_model::{Agent, Contact, Digest, LONGEST_TESTIMONY, MissingId};
use amana_sheet::{Limits, Sheet};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::fields::ReportField;
use super::reading::report;
use super::{MissingReport, NewReport, Told};
use crate::archive::Archive;
use crate::error::Result;
use crate::import::{Columns, quoted};

/// Reports recorded in one go.
const AT_ONCE: usize = 100;

/// Those of lists of reports: a cell may hold all that a testimony may.
pub(super) const LIMITS: Limits = Limits { cell: LONGEST_TESTIMONY, ..Limits::DEFAULT };

/// What becomes of a row of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportOutcome {
    /// It is a report that is not here.
    New,
    /// A report here, or an earlier row, says just this, by the same family.
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

/// What is said here already.
struct Known<'a> {
    /// What is said of a person → the reports that say it.
    said: BTreeMap<String, Vec<&'a MissingReport>>,
    /// Reads the contact of a report.
    contact: &'a dyn Fn(&MissingReport) -> Told<Contact>,
}

impl<'a> Known<'a> {
    fn of(reports: &'a [MissingReport], contact: &'a dyn Fn(&MissingReport) -> Told<Contact>) -> Self {
        let mut said: BTreeMap<String, Vec<&MissingReport>> = BTreeMap::new();
        for report in reports {
            if let Some(person) = report.person.here() {
                said.entry(key(person)).or_default().push(report);
            }
        }
        Self { said, contact }
    }

    /// The report that says the same, by the same family.
    fn report(&self, new: &NewReport) -> Option<&MissingId> {
        let alike = self.said.get(&key(&new.person))?;
        let same = alike.iter().find(|known| (self.contact)(known).here() == Some(&new.contact))?;
        Some(&same.report)
    }
}

/// A list of reports as read, with what its columns mean.
struct Planned {
    brought: ReportsBrought,
    /// Row → the report that it is.
    new: Vec<(usize, NewReport)>,
}

impl Archive {
    /// Tells what becomes of every row of a list of reports, and records the new ones where `record` says so; `told` overrules what headers
    /// tell of columns, `how` says how the consents of the list were given.
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
        let sheet = amana_sheet::read_by_rows(list, &LIMITS)?;
        let columns = Columns::overruled(&sheet.header, told)?;
        if columns.place(ReportField::NameArabic).or(columns.place(ReportField::NameLatin)).is_none() {
            return Err(no_name(&sheet));
        }
        let _alone = self.reporting.lock().await;
        let room = self.missing().await?;
        let identities = &self.keys()?.identities;
        // Compared with what the list says, and shown to nobody.
        let contact = |report: &MissingReport| match report.contact_statement() {
            None => Told::Here(Contact::default()),
            Some(statement) => self.read_statement::<Contact>(identities, statement),
        };
        let digest = Digest(Sha256::digest(list).into());
        let known = Known::of(&room.reports, &contact);
        let mut planned = tokio::task::block_in_place(|| plan(&sheet, &columns, digest, how, known));
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
}

fn no_name(sheet: &Sheet) -> crate::ArchiveError {
    crate::ArchiveError::mistake(format!("no column tells a name; the list has {}", quoted(&sheet.header)))
        .safe("nothing was recorded")
        .next("name it: --column name-arabic=HEADER or --column name-latin=HEADER, and the others likewise")
}

fn plan(sheet: &Sheet, columns: &Columns<ReportField>, list: Digest, how: &str, known: Known<'_>) -> Planned {
    let (mut rows, mut new): (Vec<ReportRow>, Vec<(usize, NewReport)>) = (Vec::new(), Vec::new());
    // What earlier rows say, each with who says it.
    let mut above: BTreeSet<(String, String)> = BTreeSet::new();
    for row in &sheet.rows {
        let mut told = ReportRow { line: row.line, outcome: ReportOutcome::New, why: None, report: None };
        match report(row, columns, how) {
            Err(why) => (told.outcome, told.why) = (ReportOutcome::Refused, Some(why)),
            Ok(report) => {
                let is_new = above.insert((key(&report.person), key(&report.contact)));
                told.report = known.report(&report).cloned();
                if is_new && told.report.is_none() {
                    new.push((rows.len(), report));
                } else {
                    told.outcome = ReportOutcome::Already;
                }
            }
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
fn key(said: &impl Serialize) -> String {
    serde_json::to_string(said).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(list: &str, how: &str) -> Planned {
        let sheet = amana_sheet::read_by_rows(list.as_bytes(), &LIMITS).unwrap();
        let columns = Columns::overruled(&sheet.header, &[]).unwrap();
        let known = Known::of(&[], &|_| Told::Lost);
        plan(&sheet, &columns, Digest([0; 32]), how, known)
    }

    #[test]
    fn every_row_is_told_and_no_word_is_lost() {
        let list = "الاسم,Sex,تاريخ الاعتقال,Phone,Consent,Other names,Colour\n\
            فلان المخترع,ذكر,17/05/2013,an invented number,search; sharing: One,Abu A; Abu B,blue\n\
            فلان المخترع,ذكر,17/05/2013,an invented number,search,Abu A; Abu B,\n\
            فلان المخترع,ذكر,17/05/2013,another number,search,Abu A; Abu B,\n\
            ,m,2013,,,,\nعلان,x,2013,,,,\nعلان,m,soon,,,,\nعلان,m,2013,,all,,\nعلان,m,2013,,sharing,,\n";
        let planned = planned(list, "by the list");
        let outcomes: Vec<_> = planned.brought.rows.iter().map(|row| row.outcome.word()).collect();
        assert_eq!(
            outcomes,
            ["new", "already", "new", "refused", "refused", "refused", "refused", "refused"]
        );
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

    #[test]
    fn a_row_that_is_too_long_spoils_no_other() {
        let long = "x".repeat(24_001);
        let list = format!("name,testimony\nFulan,short\nAllan,{long}\nOllan,short\n");
        let planned = planned(&list, "");
        let outcomes: Vec<_> = planned.brought.rows.iter().map(|row| row.outcome.word()).collect();
        assert_eq!(outcomes, ["new", "refused", "new"]);
        let why = planned.brought.rows[1].why.as_deref().unwrap();
        assert!(why.contains("longer than 24000 characters"), "{why}");
    }

    #[test]
    fn names_go_where_their_letters_belong_and_arabic_headers_and_words_are_known() {
        let list = "name,full name in Latin,علامات,اسم المبلّغ,هاتف المبلغ,الموافقات\n\
            سمر خليل,,ندبة في الذقن,خالة مخترعة,رقم مخترع,بحث\nFulan,,,,,البحث؛ النشر\nعلان,,,,,\"بحث، نشر\"\nفلانة,,,,,مشاركة: جمعية مخترعة\n\
            علان,,,,,نعم\n";
        let planned = planned(list, "by the list");
        let person =
            |at: usize| (&planned.new[at].1.person.name_arabic[..], &planned.new[at].1.person.name_latin[..]);
        assert_eq!((person(0), person(1)), (("سمر خليل", ""), ("", "Fulan")));
        let first = &planned.new[0].1;
        assert_eq!((&first.person.marks[..], &first.contact.name[..]), ("ندبة في الذقن", "خالة مخترعة"));
        assert_eq!(first.contact.reach, "رقم مخترع");
        let purposes: Vec<Vec<&str>> = planned
            .new
            .iter()
            .map(|(_, new)| new.consents.iter().map(|one| one.purpose.word()).collect())
            .collect();
        assert_eq!(
            purposes,
            [vec!["search"], vec!["search", "publication"], vec!["search", "publication"], vec!["sharing"]]
        );
        assert_eq!(planned.new[3].1.consents[0].recipient.as_deref(), Some("جمعية مخترعة"));
        assert!(
            planned.brought.rows[4].why.as_deref().unwrap().contains("“نعم”"),
            "yes to what is not known"
        );
    }
}

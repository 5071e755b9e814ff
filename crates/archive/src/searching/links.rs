//! The table of what may belong together: reports beside reports, and reports beside people. No face is compared for it.

use amana_catalog::Cell;
use amana_linkage::names::NameLevel;
use amana_linkage::reports::Point;
use amana_linkage::search::beside;
use amana_model::ReportsVerdict;

use super::material::Material;
use super::{Ground, NameSource, searchable};
use crate::archive::Archive;
use crate::error::Result;
use crate::missing::{MissingReport, MissingRoom};

impl Archive {
    /// Hands over a row two that may belong together; gives their number.
    pub(crate) async fn table_of_links(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64> {
        let room = self.missing().await?;
        let material = Material::read(self, true, false).await?;
        let mut rows = 0;
        for report in &room.reports {
            let found = tokio::task::block_in_place(|| {
                let mut found = reports(&room, report);
                found.extend(self.people(&room, &material, report));
                found
            });
            for row in found {
                each(&row)?;
                rows += 1;
            }
        }
        Ok(rows)
    }

    /// The people for whom much speaks, where the family consents to a search.
    fn people(&self, room: &MissingRoom, material: &Material, report: &MissingReport) -> Vec<Vec<Cell>> {
        if searchable(room, &report.report).is_err() {
            return Vec::new();
        }
        let found = beside(&self.asked(material, report), material.known(&[]).0);
        let much = (1..).zip(found).filter(|(_, one)| one.is_much());
        much.map(|(rank, one)| {
            let individual = material.people[one.place].individual.as_str();
            let told = [&one.speaks_for, &one.against].map(|all| all.iter().map(ground).collect::<Vec<_>>());
            cells(report, "individual", individual, rank, told, None)
        })
        .collect()
    }
}

/// The other reports of which a name agrees.
fn reports(room: &MissingRoom, report: &MissingReport) -> Vec<Vec<Cell>> {
    let row = |(rank, (other, alike)): (i64, (&MissingReport, amana_linkage::reports::Alike))| {
        let told = [&alike.speaks_for, &alike.against].map(|all| all.iter().map(point).collect::<Vec<_>>());
        let verdict = room.verdict(&report.report, &other.report);
        cells(report, "report", other.report.as_str(), rank, told, Some(verdict))
    };
    (1..).zip(room.alike(report)).map(row).collect()
}

fn cells(
    report: &MissingReport,
    with: &str,
    other: &str,
    rank: i64,
    told: [Vec<String>; 2],
    verdict: Option<ReportsVerdict>,
) -> Vec<Cell> {
    let text = |text: &str| if text.is_empty() { Cell::Null } else { Cell::Text(text.to_owned()) };
    let decided = verdict.filter(|verdict| *verdict != ReportsVerdict::Undecided);
    let [speaks_for, against] = told.map(|told| told.join("; "));
    vec![
        text(report.report.as_str()),
        text(with),
        text(other),
        Cell::Integer(rank),
        text(&speaks_for),
        text(&against),
        text(decided.map_or("", ReportsVerdict::word)),
    ]
}

fn level(level: NameLevel) -> &'static str {
    match level {
        NameLevel::Same => "same",
        NameLevel::Spelled => "spelled",
        NameLevel::Within => "within",
        NameLevel::Close => "close",
        NameLevel::Elsewhere => "elsewhere",
        NameLevel::OneWord => "one-word",
        NameLevel::AllButOne => "all-but-one",
        NameLevel::Some => "some",
        NameLevel::Differs => "differs",
    }
}

/// A point of two reports as tables have it.
fn point(point: &Point) -> String {
    match point {
        Point::Name(of) => format!("name {}", level(*of)),
        Point::Father => "father".into(),
        Point::Mother => "mother".into(),
        Point::Sex => "sex".into(),
        Point::Born => "born".into(),
        Point::Birthplace => "birthplace".into(),
        Point::Taken => "taken".into(),
        Point::TakenWhere => "taken-where".into(),
    }
}

/// A ground as tables have it. What a name was found in is told, the text itself is not: it may be of somebody else.
fn ground(ground: &Ground) -> String {
    match ground {
        Ground::Name { level: of, source: NameSource::Path, .. } => format!("name {} in path", level(*of)),
        Ground::Name { level: of, source: NameSource::Note, .. } => format!("name {} in note", level(*of)),
        Ground::Face { photograph, rank, of } => format!("face {photograph} {rank} of {of}"),
        Ground::Branch(number) => format!("branch {}", number.as_str()),
        Ground::Sex => "sex".into(),
        Ground::Age => "age".into(),
        Ground::Taken => "taken".into(),
        Ground::LastSeen => "last-seen".into(),
        Ground::Mark(mark) => match mark.region {
            Some(region) => format!("mark {} {region}", mark.entry),
            None => format!("mark {}", mark.entry),
        },
    }
}

//! Families of the synthetic leak report their missing: a list that a family worker takes over, and photographs of them alive.

use std::collections::BTreeMap;

use amana_archive::{DescribesFaces, Result};
use amana_model::{IndividualId, MissingId};
use amana_testkit::leak::families::{FamilyReport, alive, reports};

use crate::staff::Staff;
use crate::{Room, Step};

/// How the invented families consented.
const HOW: &str = "invented, for the synthetic leak";

/// A report of the truth, and which it is in the archive.
pub(crate) struct Reported {
    pub(crate) told: FamilyReport,
    pub(crate) report: MissingId,
}

/// Takes the reports over, and seals photographs of the living where none is there.
pub(crate) async fn report(
    room: &Room<'_>,
    staff: &Staff,
    faces: Option<&dyn DescribesFaces>,
) -> Result<Vec<Reported>> {
    let told = reports(room.known.truth(), room.settings.reported);
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let worker = &staff.family_worker.agent;
    let brought = room.archive.bring_reports(worker, list(&told).as_bytes(), &[], HOW, true).await?;
    let all: Vec<Reported> = told
        .into_iter()
        .zip(brought.rows)
        .filter_map(|(told, row)| Some(Reported { told, report: row.report? }))
        .collect();
    for _ in 0..brought.counts.get("new").copied().unwrap_or(0) {
        room.done(Step::Reported)?;
    }
    let missing = room.archive.missing().await?;
    for one in all.iter().filter(|one| one.told.photograph) {
        let none = missing.get(&one.report).is_some_and(|known| known.living().is_empty());
        let Some(person) = one.told.person.as_deref().filter(|_| none) else { continue };
        let Some(person) = room.known.truth().people.iter().find(|known| known.id == person) else {
            continue;
        };
        let Ok(picture) = alive(room.known.truth(), person) else { continue };
        // What cannot be taken is left out: the demo goes on without it.
        if room.archive.add_living(worker, &one.report, &picture, Some(1), faces).await?.is_ok() {
            room.done(Step::Photographed)?;
        }
    }
    Ok(all)
}

/// Person of the truth → the individual that was put together of her photographs, the largest where there are several.
pub(crate) async fn people(room: &Room<'_>) -> Result<BTreeMap<String, IndividualId>> {
    let mut people: BTreeMap<String, (usize, IndividualId)> = BTreeMap::new();
    for row in room.archive.individuals().await? {
        let shown = row.photographs.iter().find_map(|digest| room.known.shown_in(digest));
        let Some(known) = shown else { continue };
        let count = row.photographs.len();
        let best = people.entry(known.person.id.clone()).or_insert((0, row.individual.clone()));
        if count > best.0 {
            *best = (count, row.individual);
        }
    }
    Ok(people.into_iter().map(|(person, (_, individual))| (person, individual)).collect())
}

/// The reports as a list that `amana missing` takes.
fn list(reports: &[FamilyReport]) -> String {
    let mut text = String::from(
        "name-arabic,name-latin,father,sex,born,taken,held-by,marks,contact-name,relation,consent\n",
    );
    for report in reports {
        let consent = if report.publication { "search; publication" } else { "search" };
        let cells = [
            &report.name_arabic,
            &report.name_latin,
            &report.father,
            report.sex,
            &report.born,
            &report.taken,
            &report.held_by,
            &report.marks,
            &report.contact,
            report.relation,
            consent,
        ];
        let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        text.push_str(&quoted.join(","));
        text.push('\n');
    }
    text
}

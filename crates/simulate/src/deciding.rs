//! The reviewer puts together the photographs of each person, and says category, sex and age band.
//!
//! Some people are left undecided and some facts unsaid, so that every count has something missing. What anybody else decided is
//! left as it is.

use std::collections::BTreeMap;

use amana_archive::look::IndividualRow;
use amana_archive::{Decided, Result};
use amana_model::{Decision, Digest, Fact, IndividualId};
use amana_testkit::leak::truth::View;

use crate::known::KnownPerson;
use crate::staff::Staff;
use crate::{Room, Step};

pub(crate) async fn decide(room: &Room<'_>, staff: &Staff) -> Result<()> {
    let rows = room.archive.individuals().await?;
    let put: BTreeMap<Digest, &IndividualRow> =
        rows.iter().flat_map(|row| row.photographs.iter().map(move |digest| (*digest, row))).collect();
    let undecided = room.settings.undecided;
    for known in room.known.people() {
        let id = known.person.id.as_str();
        let others =
            |digest: &Digest| put.get(digest).is_some_and(|row| row.individual != individual(room, id));
        if room.draws.happens(undecided, &["undecided", id]) || known.photographs.keys().any(others) {
            continue;
        }
        let row = rows.iter().find(|row| row.individual == individual(room, id));
        for decision in owed(room, known, row) {
            let seen = room.archive.catch_up().await?;
            if let Decided::Recorded(_) = room.archive.decide(&staff.reviewer.agent, decision, seen).await? {
                room.done(Step::Decided)?;
            }
        }
    }
    Ok(())
}

fn individual(room: &Room<'_>, person: &str) -> IndividualId {
    room.draws.individual(person)
}

/// What is still to be decided about a person.
fn owed(room: &Room<'_>, known: &KnownPerson<'_>, row: Option<&IndividualRow>) -> Vec<Decision> {
    let id = known.person.id.as_str();
    let of = individual(room, id);
    let photographs: Vec<Digest> = known.photographs.keys().copied().collect();
    let together =
        Decision::Together { individual: of.clone(), photographs: photographs.clone(), candidate: None };
    let said = |entry: &str| known.answer(entry).map(|sign| (sign.answer, sign.view));
    let facts = [
        (Fact::Category, Some((known.category(), View::Card))),
        (Fact::Sex, said("sex")),
        (Fact::AgeBand, said("age-band")),
    ];
    let unsaid = |fact: Fact| {
        let told = row.is_some_and(|row| row.facts.contains_key(&fact));
        !told && !room.draws.happens(room.settings.unsaid, &["unsaid", fact.word(), id])
    };
    let describe = |(fact, said): (Fact, Option<(&str, View)>)| {
        let (value, view) = said.filter(|_| unsaid(fact))?;
        let photograph = known.photograph(view, &photographs);
        Some(Decision::Described { individual: of.clone(), fact, value: value.to_owned(), photograph })
    };
    let facts = facts.into_iter().filter_map(describe);
    row.is_none().then_some(together).into_iter().chain(facts).collect()
}

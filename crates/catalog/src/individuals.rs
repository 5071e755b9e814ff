//! Individuals as people decided them, a row each: what decisions, settled numbers and dates add up to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use amana_model::{Digest, Fact, IndividualId, IndividualState, Number, Numbers, People};

use crate::{Catalog, CatalogError, SettledNumbers};

/// One individual.
#[derive(Debug, Clone, PartialEq)]
pub struct IndividualRow {
    /// Who.
    pub individual: IndividualId,
    /// The numbers that its photographs tell; of a field told in two ways, the first settled.
    pub numbers: Numbers,
    /// Where they stand.
    pub state: IndividualState,
    /// The facts said, each the last.
    pub facts: BTreeMap<Fact, String>,
    /// Its photographs.
    pub photographs: BTreeSet<Digest>,
    /// The earliest and the latest time that photographs claim, or dates where they claim none.
    pub seen: Option<(String, String)>,
}

impl Catalog {
    /// What all decisions add up to.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn people(&self) -> Result<People, CatalogError> {
        Ok(People::of(&self.decisions(0).await?))
    }

    /// Every individual, by its numbers, those without last.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn individuals(&self) -> Result<Vec<IndividualRow>, CatalogError> {
        let people = self.people().await?;
        let mut settled: HashMap<Digest, Vec<Numbers>> = HashMap::new();
        for SettledNumbers { marking, numbers, .. } in self.settled_numbers(None).await? {
            settled.entry(marking.digest).or_default().push(numbers);
        }
        let moments = self.moments().await?;
        let mut all_facts = people.all_facts();
        let mut rows = Vec::with_capacity(people.count());
        for (individual, photographs) in people.all() {
            let told = photographs.iter().filter_map(|digest| settled.get(digest)).flatten();
            let (numbers, differ) = together(told);
            let facts = all_facts.remove(individual).unwrap_or_default();
            let facts = facts.into_iter().map(|(fact, said)| (fact, said.value.clone())).collect();
            let state = match (differ, numbers.is_empty()) {
                (true, _) => IndividualState::NumbersDiffer,
                (false, true) => IndividualState::WithoutNumbers,
                (false, false) => IndividualState::Accepted,
            };
            let times = photographs.iter().filter_map(|digest| moments.get(digest));
            let mut times: Vec<&String> =
                times.filter_map(|(claimed, folder)| claimed.as_ref().or(folder.as_ref())).collect();
            times.sort_unstable();
            let seen =
                times.first().zip(times.last()).map(|(first, last)| ((*first).clone(), (*last).clone()));
            let photographs = photographs.clone();
            rows.push(IndividualRow {
                individual: individual.clone(),
                numbers,
                state,
                facts,
                photographs,
                seen,
            });
        }
        mark_doubles(&mut rows);
        rows.sort_by_cached_key(|row| {
            let length = |number: Option<&Number>| number.map_or(0, |number| number.as_str().len());
            let key = row.numbers.parts().map(|part| (part.is_none(), length(part), part.cloned()));
            (row.numbers.is_empty(), key, row.individual.clone())
        });
        Ok(rows)
    }
}

/// Puts together what several markings tell; says whether they tell one field in two ways.
pub fn together<'a>(told: impl Iterator<Item = &'a Numbers>) -> (Numbers, bool) {
    let (mut all, mut differ) = (Numbers::default(), false);
    for numbers in told {
        for (place, number) in [
            (&mut all.branch, &numbers.branch),
            (&mut all.detainee, &numbers.detainee),
            (&mut all.examination, &numbers.examination),
        ] {
            match (&place, number) {
                (Some(known), Some(number)) => differ |= known != number,
                (None, Some(number)) => *place = Some(number.clone()),
                (_, None) => {}
            }
        }
    }
    (all, differ)
}

/// Two individuals with the same two or three numbers are a work item, never merged by a machine.
fn mark_doubles(rows: &mut [IndividualRow]) {
    let enough = |numbers: &Numbers| numbers.parts().iter().flatten().count() >= 2;
    let mut with: HashMap<Numbers, usize> = HashMap::new();
    for row in rows.iter().filter(|row| enough(&row.numbers)) {
        *with.entry(row.numbers.clone()).or_default() += 1;
    }
    for row in rows.iter_mut().filter(|row| row.state == IndividualState::Accepted) {
        if with.get(&row.numbers).is_some_and(|count| *count > 1) {
            row.state = IndividualState::SameAsAnother;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(branch: &str, detainee: &str) -> Numbers {
        let number = |text: &str| Number::parse(text).ok();
        Numbers { branch: number(branch), detainee: number(detainee), examination: None }
    }

    fn row(id: &str, numbers: Numbers) -> IndividualRow {
        IndividualRow {
            individual: id.parse().unwrap(),
            numbers,
            state: IndividualState::Accepted,
            facts: BTreeMap::new(),
            photographs: BTreeSet::new(),
            seen: None,
        }
    }

    #[test]
    fn markings_complete_each_other_and_contradictions_are_told() {
        let (all, differ) = together([numbers("215", ""), numbers("", "7")].iter());
        assert_eq!((all, differ), (numbers("215", "7"), false));
        assert!(together([numbers("215", "7"), numbers("227", "7")].iter()).1);
    }

    #[test]
    fn the_same_numbers_on_two_people_are_marked_one_number_is_not_enough() {
        let mut rows = [
            row("i1", numbers("215", "7")),
            row("i2", numbers("215", "7")),
            row("i3", numbers("215", "8")),
            row("i4", numbers("215", "")),
            row("i5", numbers("215", "")),
        ];
        mark_doubles(&mut rows);
        let double = IndividualState::SameAsAnother;
        let ok = IndividualState::Accepted;
        assert_eq!(rows.map(|row| row.state), [double, double, ok, ok, ok]);
    }
}

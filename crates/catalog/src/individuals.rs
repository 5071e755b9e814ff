//! Individuals as people decided them, a row each: what decisions, settled numbers and dates add up to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use amana_model::{
    Digest, Examined, Fact, Habits, IndividualId, IndividualState, Number, Numbers, People, Unusual,
    claimed_time, days_of, out_of_order,
};

use crate::{Catalog, CatalogError, SettledNumbers};

/// Photographs with the numbers settled on each.
type Settled = HashMap<Digest, Vec<Numbers>>;

/// One individual.
#[derive(Debug, Clone, PartialEq)]
pub struct IndividualRow {
    /// Who.
    pub individual: IndividualId,
    /// The numbers that its photographs tell; a field told in two ways is empty.
    pub numbers: Numbers,
    /// Where they stand.
    pub state: IndividualState,
    /// The facts said, each the last.
    pub facts: BTreeMap<Fact, String>,
    /// Its photographs.
    pub photographs: BTreeSet<Digest>,
    /// The earliest and the latest time that photographs claim: a camera's where its clock is not doubted, else the folder's date.
    pub seen: Option<(String, String)>,
    /// What is unusual about its numbers; empty where nobody asked ([`Catalog::individuals_beside`]).
    pub unusual: Vec<Unusual>,
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
        let settled = self.settled().await?;
        self.rows(&settled).await
    }

    /// The same, with what is unusual about their numbers beside what numbers of the collection usually are.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn individuals_beside(&self, habits: &Habits) -> Result<Vec<IndividualRow>, CatalogError> {
        let settled = self.settled().await?;
        let mut rows = self.rows(&settled).await?;
        let moments = self.moments().await?;
        let mut found = Warnings::of(&rows, &settled, habits);
        found.order(&rows, |digest| {
            let (camera, folder) = moments.get(digest)?;
            days_of(claimed_time(camera.as_deref(), folder.as_deref())?).filter(|(first, last)| first == last)
        });
        self.each_named(&mut |path, digest| {
            found.path(&digest, &String::from_utf8_lossy(&path.0), &settled, habits)
        })
        .await?;
        for (row, unusual) in rows.iter_mut().zip(found.of) {
            row.unusual = unusual.into_iter().collect();
        }
        Ok(rows)
    }

    async fn settled(&self) -> Result<Settled, CatalogError> {
        let mut settled = Settled::new();
        for SettledNumbers { marking, numbers, .. } in self.settled_numbers(None).await? {
            settled.entry(marking.digest).or_default().push(numbers);
        }
        Ok(settled)
    }

    async fn rows(&self, settled: &Settled) -> Result<Vec<IndividualRow>, CatalogError> {
        let people = self.people().await?;
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
            let mut times: Vec<&str> = times
                .filter_map(|(camera, folder)| claimed_time(camera.as_deref(), folder.as_deref()))
                .collect();
            times.sort_unstable();
            let seen = times.first().zip(times.last());
            let seen = seen.map(|(first, last)| ((*first).to_owned(), (*last).to_owned()));
            let photographs = photographs.clone();
            rows.push(IndividualRow {
                individual: individual.clone(),
                numbers,
                state,
                facts,
                photographs,
                seen,
                unusual: Vec::new(),
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

/// Puts together what several markings tell; says whether they tell one field in two ways, and leaves such a field empty: which is
/// right, nobody knows.
pub fn together<'a>(told: impl Iterator<Item = &'a Numbers>) -> (Numbers, bool) {
    let mut all: [BTreeSet<&Number>; 3] = Default::default();
    for numbers in told {
        for (field, number) in all.iter_mut().zip(numbers.parts()) {
            field.extend(number);
        }
    }
    let differ = all.iter().any(|field| field.len() > 1);
    let [branch, detainee, examination] = all.map(|field| match field.len() {
        1 => field.first().map(|number| (*number).clone()),
        _ => None,
    });
    (Numbers { branch, detainee, examination }, differ)
}

/// What is unusual about each of some rows, at their places.
struct Warnings {
    of: Vec<BTreeSet<Unusual>>,
    place: HashMap<Digest, usize>,
}

impl Warnings {
    /// By the numbers alone.
    fn of(rows: &[IndividualRow], settled: &Settled, habits: &Habits) -> Self {
        let numbers = |row: &IndividualRow| {
            let told = row.photographs.iter().filter_map(|digest| settled.get(digest)).flatten();
            told.flat_map(|numbers| habits.of_numbers(numbers)).collect()
        };
        let places = rows.iter().enumerate();
        let place =
            places.flat_map(|(place, row)| row.photographs.iter().map(move |digest| (*digest, place)));
        Self { of: rows.iter().map(numbers).collect(), place: place.collect() }
    }

    /// By what paths name beside the card in the photograph.
    fn path(&mut self, digest: &Digest, path: &str, settled: &Settled, habits: &Habits) {
        if let (Some(place), Some(cards)) = (self.place.get(digest), settled.get(digest)) {
            let (card, _) = together(cards.iter());
            self.of[*place].extend(habits.of_path(path, &card));
        }
    }

    /// By the days of the photographs: within each branch, a row of examination numbers.
    fn order(&mut self, rows: &[IndividualRow], day: impl Fn(&Digest) -> Option<(i64, i64)>) {
        let mut series: BTreeMap<&Number, Vec<(usize, Examined<'_>)>> = BTreeMap::new();
        for (place, row) in rows.iter().enumerate() {
            let (Some(branch), Some(number)) = (&row.numbers.branch, &row.numbers.examination) else {
                continue;
            };
            let days = row.photographs.iter().filter_map(&day);
            let days = days.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
            let Some(days) = days else { continue };
            series.entry(branch).or_default().push((place, Examined { number, days }));
        }
        for one in series.into_values() {
            let (places, examined): (Vec<_>, Vec<_>) = one.into_iter().unzip();
            for (at, unusual) in out_of_order(&examined) {
                self.of[places[at]].insert(unusual);
            }
        }
    }
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
            unusual: Vec::new(),
        }
    }

    #[test]
    fn markings_complete_each_other_and_contradictions_are_told() {
        let (all, differ) = together([numbers("215", ""), numbers("", "7")].iter());
        assert_eq!((all, differ), (numbers("215", "7"), false));
        let (all, differ) = together([numbers("215", "7"), numbers("227", "7")].iter());
        assert_eq!((all, differ), (numbers("", "7"), true), "neither of two is told for the other");
    }

    #[test]
    fn an_order_that_cannot_be_is_told_within_one_branch_alone() {
        let digest = |place: usize, branch: u8| Digest([place as u8 + 100 * branch; 32]);
        let one = |place: usize, branch: u8| {
            let mut row =
                row(&format!("i{branch}-{place}"), numbers(["215", "227"][usize::from(branch)], "7"));
            row.numbers.examination = Number::parse(&(500 + place).to_string()).ok();
            row.photographs.insert(digest(place, branch));
            row
        };
        let rows: Vec<_> = (0..2).flat_map(|branch| (0..8).map(move |place| one(place, branch))).collect();
        let day = |of: &Digest| {
            let (place, branch) = (i64::from(of.0[0] % 100), i64::from(of.0[0] / 100));
            let day = if place == 4 && branch == 0 { 0 } else { 15_000 - 2_000 * branch + place };
            Some((day, day))
        };
        let mut found = Warnings::of(&rows, &Settled::new(), &Habits::default());
        found.order(&rows, day);
        let told: Vec<_> = (0..rows.len()).filter(|place| !found.of[*place].is_empty()).collect();
        assert_eq!(told, [4]);
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

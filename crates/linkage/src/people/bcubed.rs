//! B-cubed precision and recall of groups against the truth (Bagga and Baldwin, *Algorithms for scoring coreference
//! chains*, 1998): for each photograph, which share of its group is of its person, and which share of its person's
//! photographs is in its group; then the means over all photographs.

use std::collections::BTreeMap;

/// Precision and recall, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BCubed {
    /// Mean share of a photograph's group that is of its person.
    pub precision: f64,
    /// Mean share of its person's photographs that are in its group.
    pub recall: f64,
}

impl BCubed {
    /// Measures; each photograph is told by its group and by its person.
    ///
    /// A photograph without a person (a scene) counts in the groups that it stands in and is no photograph to be found
    /// itself. `None` if there is no photograph of a person.
    pub fn of<G: Ord + Copy, P: Ord + Copy>(photographs: &[(G, Option<P>)]) -> Option<Self> {
        let (mut groups, mut people, mut both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (group, person) in photographs {
            *groups.entry(*group).or_insert(0u32) += 1;
            if let Some(person) = person {
                *people.entry(*person).or_insert(0u32) += 1;
                *both.entry((*group, *person)).or_insert(0u32) += 1;
            }
        }
        let (mut precision, mut recall, mut count) = (0.0, 0.0, 0.0);
        for ((group, person), shared) in both {
            let shared = f64::from(shared);
            precision += shared * shared / f64::from(groups[&group]);
            recall += shared * shared / f64::from(people[&person]);
            count += shared;
        }
        (count > 0.0).then(|| Self { precision: precision / count, recall: recall / count })
    }

    /// The harmonic mean of both.
    pub fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the paper: truth {1 2 3 4 5} {6 7} {8 9 A B C}; the answer joins the last two.
    #[test]
    fn the_example_of_the_paper() {
        let person = |at: usize| {
            Some(if at < 5 {
                'a'
            } else if at < 7 {
                'b'
            } else {
                'c'
            })
        };
        let answer: Vec<(u8, Option<char>)> = (0..12).map(|at| (u8::from(at >= 5), person(at))).collect();
        let measured = BCubed::of(&answer).unwrap();
        // (5·1 + 2·2/7 + 5·5/7) / 12
        assert!((measured.precision - (5.0 + 4.0 / 7.0 + 25.0 / 7.0) / 12.0).abs() < 1e-12);
        assert_eq!(measured.recall, 1.0);
        // The other answer of the paper: the two groups of five are joined.
        let answer: Vec<(u8, Option<char>)> =
            (0..12).map(|at| (u8::from((5..7).contains(&at)), person(at))).collect();
        let measured = BCubed::of(&answer).unwrap();
        assert!((measured.precision - 7.0 / 12.0).abs() < 1e-12, "{measured:?}");
        assert!((measured.f1() - 14.0 / 19.0).abs() < 1e-12);
    }

    #[test]
    fn a_scene_in_a_group_costs_precision() {
        let measured = BCubed::of(&[(1, Some('a')), (1, Some('a')), (1, None), (2, None)]).unwrap();
        assert!((measured.precision - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(BCubed::of(&[(1, None::<u8>)]), None);
    }
}

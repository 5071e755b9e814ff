//! Names of people, Arabic and Latin, in the spellings that relatives, clerks and lists give them.
//!
//! [`fold`] makes one spelling of letters that are written for one another. [`Name`] takes a name apart into words, particles joined
//! or dropped, each with how it sounds (`sounds`). [`Name::likeness`] puts the words of two names beside each other, in whatever order
//! they come, and says how far they agree and why.
//!
//! Pure, and nothing here panics, whatever the text. What is folded is compared and never shown. A likeness is no identification:
//! how much it is worth is fitted on lists by `records`.

mod fold;
mod likeness;
mod sounds;
mod words;

pub use fold::fold;
pub use likeness::{Likeness, Met, NameLevel, Nearness};
pub use words::{MOST_WORDS, Name, Word};

pub(crate) use likeness::{beside, level, nearness};
pub(crate) use sounds::within_one;

/// Names in the order of how well they agree with one, the best first; those that do not agree at all are left out.
///
/// Each with its place in the list. Of equals the earlier place comes first.
pub fn nearest<'a>(asked: &Name, among: impl IntoIterator<Item = &'a Name>) -> Vec<(usize, Likeness)> {
    let mut list: Vec<(usize, Likeness)> = among
        .into_iter()
        .enumerate()
        .filter_map(|(place, name)| Some((place, asked.likeness(name)?)))
        .filter(|(_, likeness)| likeness.level > NameLevel::Differs)
        .collect();
    list.sort_by_key(|(_, likeness)| std::cmp::Reverse(likeness.rank()));
    list
}

/// Whether a name has every word that is asked for: in either script, in whatever order, in another spelling.
pub fn holds(asked: &Name, name: &Name) -> bool {
    let likeness = asked.likeness(name);
    let met =
        |likeness: &Likeness| likeness.met.iter().filter(|met| met.nearness >= Nearness::Spelled).count();
    likeness.is_some_and(|likeness| met(&likeness) == asked.words().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_either_script_and_any_order() {
        let name = Name::of("سمر خليل البحري");
        for asked in ["Samar Khalil", "خليل سمر", "سمر", "al-Bahri Samar", "samar khalil bahri"] {
            assert!(holds(&Name::of(asked), &name), "{asked}");
        }
        for asked in ["Samar Khaled", "سمر خليل وليد", "", "Waleed"] {
            assert!(!holds(&Name::of(asked), &name), "{asked}");
        }
    }

    #[test]
    fn the_nearest_names_come_first() {
        let among = ["حسين البحري", "Ahmad al-Zaytouni", "أحمد خالد الزيتوني", "أحمد سمير البحري", "وليد"]
            .map(Name::of);
        let nearest = nearest(&Name::of("احمد خالد الزيتوني"), &among);
        let told: Vec<(usize, NameLevel)> =
            nearest.iter().map(|(place, likeness)| (*place, likeness.level)).collect();
        assert_eq!(told, [(2, NameLevel::Same), (1, NameLevel::Within), (3, NameLevel::Some)]);
    }
}

//! Two names beside each other: which words are the same, in what order, and how far that goes.

use serde::Serialize;

use super::words::{MOST_WORDS, Name, Word};

/// How near two words are, the nearest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nearness {
    /// The first letter of the other.
    Initial,
    /// One letter makes the difference.
    Close,
    /// Spellings of one word, or the same in another script.
    Spelled,
    /// The same once folded.
    Same,
}

/// How far two names agree, the furthest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameLevel {
    /// No word agrees.
    Differs,
    /// Some words agree, two or more do not.
    Some,
    /// All words but one agree, of three or more.
    AllButOne,
    /// One of the names is a single word, and the other has it.
    OneWord,
    /// All words of the shorter agree, in another order or without the first of the other.
    Elsewhere,
    /// All words of the shorter agree, at least one nearly.
    Close,
    /// All words of the shorter agree, from the first on; the other has more between them or behind.
    Within,
    /// All words agree in order, in another spelling or script.
    Spelled,
    /// The same once folded.
    Same,
}

/// Two words that were put beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Met {
    /// Place of the word in the name that was asked.
    pub one: usize,
    /// Place of the word in the other.
    pub two: usize,
    /// How near they are.
    pub nearness: Nearness,
}

/// How far two names agree, and by which words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Likeness {
    /// How far.
    pub level: NameLevel,
    /// The words that agree, in the order of the name that was asked.
    pub met: Vec<Met>,
    /// Whether the words that agree come in the same order.
    pub ordered: bool,
}

impl Likeness {
    /// For sorting: level, then the number of words that agree, then how nearly.
    pub(super) fn rank(&self) -> (NameLevel, usize, usize) {
        (self.level, self.met.len(), self.met.iter().map(|met| met.nearness as usize).sum())
    }
}

impl Name {
    /// Puts two names beside each other; nothing where one of them is missing.
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.is_empty() || other.is_empty() {
            return None;
        }
        let one: Vec<&Word> = self.words().iter().collect();
        let two: Vec<&Word> = other.words().iter().collect();
        let beside = beside((&one, self.joined()), (&two, other.joined()), &|one, two| nearness(one, two));
        let mut met: Vec<Met> = beside.met().collect();
        met.sort_by_key(|met| met.one);
        Some(Likeness { level: level(&beside), met, ordered: beside.ordered })
    }
}

/// How near two words are; nothing where they are different names.
pub(crate) fn nearness(one: &Word, two: &Word) -> Option<Nearness> {
    if one.text() == two.text() {
        Some(Nearness::Same)
    } else if one.is_initial() || two.is_initial() {
        (one.first().is_some() && one.first() == two.first()).then_some(Nearness::Initial)
    } else if one.sounds_like(two) {
        Some(Nearness::Spelled)
    } else {
        one.nearly(two).then_some(Nearness::Close)
    }
}

/// What came of putting the words of two names beside each other.
pub(crate) struct Beside {
    met: [Met; MOST_WORDS],
    count: usize,
    pub(crate) ordered: bool,
    shorter: usize,
    longer: usize,
    /// The letters of both are the same, wherever the spaces are.
    one_text: bool,
}

impl Beside {
    pub(crate) fn met(&self) -> impl Iterator<Item = Met> {
        self.met[..self.count].iter().copied()
    }
}

/// Puts each word beside the one of the other name that is nearest, near in place before far.
///
/// Every word is taken once. The outcome does not depend on which name comes first.
pub(crate) fn beside<W: Copy>(
    (one, one_text): (&[W], &str),
    (two, two_text): (&[W], &str),
    nearness: &impl Fn(W, W) -> Option<Nearness>,
) -> Beside {
    let turned = (one.len(), one_text) > (two.len(), two_text);
    let (short, long) = if turned { (two, one) } else { (one, two) };
    let (short, long) = (&short[..short.len().min(MOST_WORDS)], &long[..long.len().min(MOST_WORDS)]);
    let mut near = [[None; MOST_WORDS]; MOST_WORDS];
    for (row, mine) in near.iter_mut().zip(short) {
        for (cell, theirs) in row.iter_mut().zip(long) {
            *cell = nearness(*mine, *theirs);
        }
    }
    let nothing = Met { one: 0, two: 0, nearness: Nearness::Initial };
    let mut beside = Beside {
        met: [nothing; MOST_WORDS],
        count: 0,
        ordered: true,
        shorter: short.len(),
        longer: long.len(),
        one_text: one_text == two_text,
    };
    let (mut short_taken, mut long_taken) = ([false; MOST_WORDS], [false; MOST_WORDS]);
    let mut places = [usize::MAX; MOST_WORDS];
    for wanted in [Nearness::Same, Nearness::Spelled, Nearness::Close, Nearness::Initial] {
        for gap in 0..long.len() {
            for at in 0..short.len() {
                for other in [at.checked_sub(gap), Some(at + gap)].into_iter().flatten() {
                    let free = other < long.len() && !short_taken[at] && !long_taken[other];
                    if free && near[at][other] == Some(wanted) {
                        (short_taken[at], long_taken[other], places[at]) = (true, true, other);
                        let (one, two) = if turned { (other, at) } else { (at, other) };
                        beside.met[beside.count] = Met { one, two, nearness: wanted };
                        beside.count += 1;
                    }
                }
            }
        }
    }
    let mut last = None;
    for place in places.into_iter().filter(|place| *place != usize::MAX) {
        beside.ordered &= last.is_none_or(|last| place > last);
        last = Some(place);
    }
    beside
}

/// How far names agree whose words were put beside each other.
pub(crate) fn level(beside: &Beside) -> NameLevel {
    let Beside { count, shorter, longer, ordered, one_text, .. } = *beside;
    let least = beside.met().map(|met| met.nearness).min();
    let begins_alike = beside.met().any(|met| (met.one, met.two) == (0, 0));
    if one_text {
        return NameLevel::Same;
    }
    match least {
        None => NameLevel::Differs,
        Some(_) if count < shorter && shorter >= 3 && count + 1 == shorter => NameLevel::AllButOne,
        Some(_) if count < shorter => NameLevel::Some,
        Some(_) if shorter == 1 && longer > 1 => NameLevel::OneWord,
        Some(Nearness::Initial | Nearness::Close) => NameLevel::Close,
        Some(_) if !ordered || (shorter < longer && !begins_alike) => NameLevel::Elsewhere,
        Some(_) if shorter < longer => NameLevel::Within,
        Some(Nearness::Spelled) => NameLevel::Spelled,
        Some(Nearness::Same) => NameLevel::Same,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn level_of(one: &str, two: &str) -> NameLevel {
        Name::of(one).likeness(&Name::of(two)).unwrap().level
    }

    #[test]
    fn names_agree_as_far_as_their_words_do() {
        for (one, two, level) in [
            ("أحمد خالد الشامي", "احمد خالد الشامى", NameLevel::Same),
            ("عبد الله خالد", "عبدالله خالد", NameLevel::Same),
            ("Ahmad Khaled al-Shami", "أحمد خالد الشامي", NameLevel::Spelled),
            ("Ahmed Khalid Alshami", "Ahmad Khaled Chami", NameLevel::Spelled),
            ("أحمد الشامي", "أحمد خالد الشامي", NameLevel::Within),
            ("الشامي أحمد خالد", "أحمد خالد الشامي", NameLevel::Elsewhere),
            ("خالد الشامي", "أحمد خالد الشامي", NameLevel::Elsewhere),
            ("أحمد خالد القدومي", "أحمد خالد القدوني", NameLevel::Close),
            ("A. Khaled Shami", "Ahmad Khaled Shami", NameLevel::Close),
            ("أحمد", "أحمد خالد الشامي", NameLevel::OneWord),
            ("أحمد خالد الشامي", "أحمد خالد البحري", NameLevel::AllButOne),
            ("أحمد خالد الشامي", "أحمد وليد البحري", NameLevel::Some),
            ("حسن الشامي", "حسين الشامي", NameLevel::Some),
            ("أحمد خالد", "وليد سمير", NameLevel::Differs),
            ("elk i menzies", "elki menzies", NameLevel::Same),
        ] {
            assert_eq!(level_of(one, two), level, "{one} / {two}");
            assert_eq!(level_of(two, one), level, "{two} / {one}");
        }
        assert_eq!(Name::of("").likeness(&Name::of("أحمد")), None);
    }

    #[test]
    fn it_is_told_which_words_met() {
        let likeness = Name::of("الشامي أحمد").likeness(&Name::of("Ahmad Khaled Shami")).unwrap();
        let met = |one, two| Met { one, two, nearness: Nearness::Spelled };
        assert_eq!((likeness.met, likeness.ordered), (vec![met(0, 2), met(1, 0)], false));
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_who_is_asked(one in "([a-d]{1,4} |[ا-ث]{1,3} ){0,6}", two in "([a-d]{1,4} |[ا-ث]{1,3} ){0,6}") {
            let (one, two) = (Name::of(&one), Name::of(&two));
            let mut turned = two.likeness(&one);
            for met in turned.iter_mut().flat_map(|likeness| &mut likeness.met) {
                (met.one, met.two) = (met.two, met.one);
            }
            turned.iter_mut().for_each(|likeness| likeness.met.sort_by_key(|met| met.one));
            prop_assert_eq!(one.likeness(&two), turned);
            if let Some(likeness) = one.likeness(&one) {
                prop_assert_eq!(likeness.level, NameLevel::Same);
            }
        }
    }
}

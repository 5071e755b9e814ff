//! Keying in the sample: markings in memory, and the model's own rule for when they are settled.

use std::collections::{BTreeMap, HashMap};

use amana_desk::backend::{CloseSight, KeyingState, Recorded, SeenFace, SeenMarking, ToDecide};
use amana_desk::look::KeyingFigures;
use amana_model::{
    AccountId, Basis, Digest, DrawFault, DrawnMarking, Field, Hand, Keyed, KeyingRule, MarkingRef, Reading,
    Region, Script, Standing, each_once, standing,
};

/// The log entry of the sample's only close look.
const LOOK: u64 = 3;

type Keyings = Vec<(AccountId, Keyed)>;

/// What became of a marking beside its keyings.
#[derive(Default)]
struct Course {
    decided: Option<Keyed>,
    reopened: Option<String>,
    earlier: Keyings,
}

/// What was keyed at each marking, in the order they are handed out.
#[derive(Default)]
pub(crate) struct Markings {
    at: Vec<(MarkingRef, Keyings)>,
    course: HashMap<MarkingRef, Course>,
    held: HashMap<AccountId, MarkingRef>,
    pub(crate) rule: KeyingRule,
    /// Where people drew numbers: each is among the markings too, its look its number from 1000 on.
    drawn: Vec<(Digest, Region)>,
}

impl Markings {
    pub(crate) fn on(digests: impl Iterator<Item = Digest>) -> Self {
        let at = digests.map(|digest| (MarkingRef { digest, look: LOOK, marking: 0 }, Vec::new())).collect();
        Self { at, ..Self::default() }
    }

    fn standing(&self, marking: &MarkingRef, keyings: &Keyings) -> Standing {
        match self.course.get(marking).and_then(|course| course.decided.clone()) {
            Some(keyed) => Standing::Settled(Basis::Decided, keyed),
            None => standing(keyings, None, self.rule),
        }
    }

    fn place(&self, marking: &MarkingRef, account: &AccountId) -> Option<usize> {
        let (_, keyings) = self.at.iter().find(|(known, _)| known == marking)?;
        each_once(keyings).iter().position(|(who, _)| *who == account)
    }

    /// How many wait for somebody who settles nothing.
    pub(crate) fn wait_for(&self, account: &AccountId) -> u64 {
        let waits = |(marking, keyings): &&(MarkingRef, Keyings)| {
            matches!(self.standing(marking, keyings), Standing::Waits(_))
                && self.place(marking, account).is_none()
                && !self.keyed_earlier(marking, account)
        };
        self.at.iter().filter(waits).count() as u64
    }

    fn keyed_earlier(&self, marking: &MarkingRef, account: &AccountId) -> bool {
        self.course.get(marking).is_some_and(|course| course.earlier.iter().any(|(who, _)| who == account))
    }

    pub(crate) fn next(&mut self, account: &AccountId, third: bool) -> Option<MarkingRef> {
        let held = &self.held;
        let free = |marking: &MarkingRef| held.iter().all(|(who, what)| who == account || what != marking);
        let waits = |(marking, keyings): &&(MarkingRef, Keyings)| {
            let place = self.place(marking, account);
            let open = match self.standing(marking, keyings) {
                Standing::Waits(_) => place.is_none(),
                Standing::Disagreed => third && place.is_none(),
                Standing::Divided => third && place.is_none_or(|place| place > 1),
                Standing::Settled(..) => false,
            };
            open && !self.keyed_earlier(marking, account) && free(marking)
        };
        let next = self.at.iter().find(waits).map(|(marking, _)| *marking)?;
        self.held.insert(account.clone(), next);
        Some(next)
    }

    pub(crate) fn holds(&self, account: &AccountId, marking: &MarkingRef) -> bool {
        self.held.get(account) == Some(marking)
    }

    pub(crate) fn hand(&self, account: &AccountId, marking: &MarkingRef) -> Option<Hand> {
        let (_, keyings) = self.at.iter().find(|(known, _)| known == marking)?;
        let settled = matches!(self.standing(marking, keyings), Standing::Settled(..));
        if settled || !self.holds(account, marking) || self.keyed_earlier(marking, account) {
            return None;
        }
        match self.place(marking, account) {
            None if each_once(keyings).len() > 1 => Some(Hand::Third),
            None => Some(Hand::First),
            Some(place) if place < 2 => Some(Hand::Again),
            Some(_) => None,
        }
    }

    pub(crate) fn to_take_back(&self, account: &AccountId) -> Vec<(MarkingRef, Keyed)> {
        let hers = |(marking, keyings): &(MarkingRef, Keyings)| {
            let settled = matches!(self.standing(marking, keyings), Standing::Settled(..));
            let place = self.place(marking, account).filter(|place| *place < 2 && !settled)?;
            Some((*marking, each_once(keyings)[place].1.clone()))
        };
        self.at.iter().rev().filter_map(hers).collect()
    }

    pub(crate) fn take_back(&mut self, account: &AccountId, marking: &MarkingRef) -> bool {
        let open = self.to_take_back(account).iter().any(|(known, _)| known == marking);
        if open {
            self.held.insert(account.clone(), *marking);
        }
        open
    }

    pub(crate) fn readings_to_decide(
        &mut self,
        account: &AccountId,
        marking: &MarkingRef,
    ) -> Option<ToDecide> {
        let (_, keyings) = self.at.iter().find(|(known, _)| known == marking)?;
        let differ = self.place(marking, account).is_some_and(|place| place > 1);
        let course = self.course.get(marking);
        let reopened = course.and_then(|course| course.reopened.clone());
        let settled = matches!(self.standing(marking, keyings), Standing::Settled(..));
        if settled || !(differ || reopened.is_some()) {
            return None;
        }
        let (mut readings, mut hers) = (Vec::new(), None);
        let earlier = course.map(|course| each_once(&course.earlier)).unwrap_or_default();
        for (who, keyed) in earlier.into_iter().chain(each_once(keyings)) {
            let at = readings.iter().position(|read| read == keyed).unwrap_or(readings.len());
            if at == readings.len() {
                readings.push(keyed.clone());
            }
            if who == account {
                hers = Some(at);
            }
        }
        self.held.insert(account.clone(), *marking);
        Some(ToDecide { readings, hers, reopened })
    }

    pub(crate) fn decide(&mut self, marking: &MarkingRef, keyed: Keyed) {
        self.held.retain(|_, held| held != marking);
        self.course.entry(*marking).or_default().decided = Some(keyed);
    }

    pub(crate) fn reopen(&mut self, marking: &MarkingRef, reason: &str) -> bool {
        let Some(at) = self.at.iter().position(|(known, _)| known == marking) else { return false };
        if !matches!(self.standing(marking, &self.at[at].1), Standing::Settled(..)) {
            return false;
        }
        let keyings = std::mem::take(&mut self.at[at].1);
        let course = self.course.entry(*marking).or_default();
        course.earlier.extend(keyings);
        course.decided = None;
        course.reopened = Some(reason.to_owned());
        true
    }

    pub(crate) fn key(
        &mut self,
        account: &AccountId,
        marking: &MarkingRef,
        keyed: Keyed,
    ) -> Option<Recorded> {
        let hand = self.hand(account, marking);
        self.held.remove(account);
        let place = self.place(marking, account);
        let at = self.at.iter().position(|(known, _)| known == marking)?;
        let settled = matches!(self.standing(marking, &self.at[at].1), Standing::Settled(..));
        let again = place.is_some() && hand != Some(Hand::Again);
        if settled || again || self.keyed_earlier(marking, account) {
            return Some(Recorded::TooLate);
        }
        let keyings = &mut self.at[at].1;
        keyings.push((account.clone(), keyed));
        let divided = standing(keyings, None, self.rule) == Standing::Divided;
        Some(if divided && place.is_none() { Recorded::ToDecide } else { Recorded::Yes })
    }

    /// What a machine saw on a photograph: a face, and the marking if it has one.
    pub(crate) fn sight(&self, digest: &Digest) -> CloseSight {
        let at = |x: f32, y: f32, wide: f32, high: f32| {
            [[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]]
        };
        let marking = |(at_marking, keyings): &(MarkingRef, Keyings)| {
            let settled = match self.standing(at_marking, keyings) {
                Standing::Settled(basis, keyed) => Some((basis, keyed)),
                _ => None,
            };
            let readings = settled.iter().map(|_| Reading {
                line: 0,
                field: Field::Detainee,
                engine: "digits 5".into(),
                raw: "4471".into(),
                number: Some("4471".into()),
                script: Some(Script::Western),
                probability: 0.996,
            });
            SeenMarking {
                corners: at(900.0, 700.0, 300.0, 160.0),
                asked: true,
                readings: readings.collect(),
                settled,
                unusual: Vec::new(),
            }
        };
        let here = self.at.iter().filter(|(marking, _)| marking.digest == *digest);
        CloseSight {
            size: (2048, 1536),
            faces: vec![SeenFace { corners: at(400.0, 300.0, 180.0, 210.0), quality: 0.31 }],
            markings: here.map(marking).collect(),
        }
    }

    pub(crate) fn drawn(&self, digest: &Digest) -> Vec<Region> {
        self.drawn.iter().filter(|(of, _)| of == digest).map(|(_, region)| *region).collect()
    }

    pub(crate) fn draw(&mut self, digest: &Digest, region: Region) -> Result<(), DrawFault> {
        let sight = self.sight(digest);
        let faces = sight.faces.iter().filter_map(|face| Region::around(&face.corners, sight.size));
        DrawnMarking::check(&region, sight.size, faces)?;
        if self.drawn(digest).contains(&region) {
            return Err(DrawFault::Known);
        }
        self.drawn.push((*digest, region));
        let look = 999 + self.drawn.len() as u64;
        self.at.push((MarkingRef { digest: *digest, look, marking: 0 }, Vec::new()));
        Ok(())
    }

    pub(crate) fn standings(&self) -> Vec<(MarkingRef, String, Option<Keyed>)> {
        let one = |(marking, keyings): &(MarkingRef, Keyings)| {
            let reopened = self.course.get(marking).is_some_and(|course| course.reopened.is_some());
            let (word, settled) = match self.standing(marking, keyings) {
                Standing::Settled(basis, keyed) => (basis.word(), Some(keyed)),
                _ if reopened => ("reopened", None),
                Standing::Waits(2) => ("untouched", None),
                Standing::Waits(_) => ("once", None),
                Standing::Disagreed | Standing::Divided => ("disagreed", None),
            };
            (*marking, word.to_owned(), settled)
        };
        self.at.iter().map(one).collect()
    }

    pub(crate) fn state(&self) -> KeyingState {
        let mut figures = KeyingFigures::default();
        let mut by_name = BTreeMap::new();
        for (_, word, _) in self.standings() {
            match word.as_str() {
                "untouched" => figures.untouched += 1,
                "once" => figures.once += 1,
                "disagreed" => figures.disagreed += 1,
                "reopened" => figures.reopened += 1,
                _ => *figures.settled.entry(word).or_default() += 1,
            }
        }
        for (_, keyings) in &self.at {
            for (who, _) in keyings {
                *by_name.entry(who.to_string()).or_default() += 1;
            }
            if let [(_, first), (_, second), ..] = each_once(keyings)[..] {
                figures.agreement.0 += 1;
                figures.agreement.1 += u64::from(first == second);
            }
        }
        figures.needed = 2 * figures.untouched + figures.once + figures.disagreed + 2 * figures.reopened;
        figures.expect_thirds(figures.untouched + figures.once);
        figures.millis_each = Some(9_400);
        KeyingState { figures, by_name: by_name.into_iter().collect(), rule: self.rule }
    }
}

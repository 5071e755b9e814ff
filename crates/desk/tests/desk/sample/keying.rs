//! Keying in the sample: markings in memory, and the model's own rule for when they are settled.

use std::collections::{BTreeMap, HashMap};

use amana_desk::backend::{CloseSight, KeyingState, Recorded, SeenFace, SeenMarking};
use amana_desk::look::KeyingFigures;
use amana_model::{
    AccountId, Digest, Field, Keyed, KeyingRule, MarkingRef, Reading, Script, Standing, standing,
};

/// The log entry of the sample's only close look.
const LOOK: u64 = 3;

/// What was keyed at each marking, in the order they are handed out.
#[derive(Default)]
pub(crate) struct Markings {
    at: Vec<(MarkingRef, Vec<(AccountId, Keyed)>)>,
    held: HashMap<AccountId, MarkingRef>,
    pub(crate) rule: KeyingRule,
}

impl Markings {
    pub(crate) fn on(digests: impl Iterator<Item = Digest>) -> Self {
        let at = digests.map(|digest| (MarkingRef { digest, look: LOOK, marking: 0 }, Vec::new())).collect();
        Self { at, ..Self::default() }
    }

    pub(crate) fn next(&mut self, account: &AccountId, third: bool) -> Option<MarkingRef> {
        let rule = self.rule;
        let held = &self.held;
        let free = |marking: &MarkingRef| held.iter().all(|(who, what)| who == account || what != marking);
        let waits = |(marking, keyings): &&(MarkingRef, Vec<(AccountId, Keyed)>)| {
            let open = match standing(keyings, None, rule) {
                Standing::Waits(_) => true,
                Standing::Disagreed => third,
                Standing::Settled(..) => false,
            };
            open && keyings.iter().all(|(who, _)| who != account) && free(marking)
        };
        let next = self.at.iter().find(waits).map(|(marking, _)| *marking)?;
        self.held.insert(account.clone(), next);
        Some(next)
    }

    pub(crate) fn holds(&self, account: &AccountId, marking: &MarkingRef) -> bool {
        self.held.get(account) == Some(marking)
    }

    pub(crate) fn key(
        &mut self,
        account: &AccountId,
        marking: &MarkingRef,
        keyed: Keyed,
    ) -> Option<Recorded> {
        let rule = self.rule;
        self.held.remove(account);
        let (_, keyings) = self.at.iter_mut().find(|(known, _)| known == marking)?;
        let settled = matches!(standing(keyings, None, rule), Standing::Settled(..));
        if settled || keyings.iter().any(|(who, _)| who == account) {
            return Some(Recorded::TooLate);
        }
        keyings.push((account.clone(), keyed));
        Some(Recorded::Yes)
    }

    /// What a machine saw on a photograph: a face, and the marking if it has one.
    pub(crate) fn sight(&self, digest: &Digest) -> CloseSight {
        let at = |x: f32, y: f32, wide: f32, high: f32| {
            [[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]]
        };
        let marking = |(_, keyings): &(MarkingRef, Vec<(AccountId, Keyed)>)| {
            let settled = match standing(keyings, None, self.rule) {
                Standing::Settled(basis, keyed) => Some((basis, keyed)),
                _ => None,
            };
            let readings = settled.iter().map(|_| Reading {
                line: 0,
                field: Field::Detainee,
                engine: "digits 4".into(),
                raw: "4471".into(),
                number: Some("4471".into()),
                script: Some(Script::Western),
                probability: 0.996,
            });
            SeenMarking {
                corners: at(900.0, 700.0, 300.0, 160.0),
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

    pub(crate) fn standings(&self) -> Vec<(MarkingRef, String, Option<Keyed>)> {
        let one = |(marking, keyings): &(MarkingRef, Vec<(AccountId, Keyed)>)| {
            let (word, settled) = match standing(keyings, None, self.rule) {
                Standing::Waits(2) => ("untouched", None),
                Standing::Waits(_) => ("once", None),
                Standing::Disagreed => ("disagreed", None),
                Standing::Settled(basis, keyed) => (basis.word(), Some(keyed)),
            };
            (*marking, word.to_owned(), settled)
        };
        self.at.iter().map(one).collect()
    }

    pub(crate) fn state(&self) -> KeyingState {
        let mut figures = KeyingFigures::default();
        let mut by_name = BTreeMap::new();
        for (_, keyings) in &self.at {
            match standing(keyings, None, self.rule) {
                Standing::Waits(2) => figures.untouched += 1,
                Standing::Waits(_) => figures.once += 1,
                Standing::Disagreed => figures.disagreed += 1,
                Standing::Settled(basis, _) => *figures.settled.entry(basis.word().into()).or_default() += 1,
            }
            for (who, _) in keyings {
                *by_name.entry(who.to_string()).or_default() += 1;
            }
            if keyings.len() >= 2 {
                figures.agreement.0 += 1;
                figures.agreement.1 += u64::from(keyings[0].1 == keyings[1].1);
            }
        }
        figures.needed = 2 * figures.untouched + figures.once + figures.disagreed;
        figures.seconds_each = Some(9);
        KeyingState { figures, by_name: by_name.into_iter().collect(), rule: self.rule }
    }
}

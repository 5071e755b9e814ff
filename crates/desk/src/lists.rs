//! Lists that people have in hand between choosing a file and recording it: in memory alone, one a person, for an hour.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use amana_model::{AccountId, Digest, UtcTime};

use crate::backend::List;

/// How long a list is kept, in seconds after it was last looked at.
const KEPT: i64 = 3_600;
/// Lists kept at once; the one that nobody looked at for longest makes room.
const AT_ONCE: usize = 4;

/// A list and what the browser called its file.
#[derive(Clone)]
pub(crate) struct InHand {
    pub(crate) name: String,
    pub(crate) list: Arc<List>,
    /// Unix time in seconds at which it was last looked at.
    looked_at: i64,
}

/// Every list in hand.
#[derive(Default)]
pub(crate) struct Lists(Mutex<HashMap<AccountId, InHand>>);

impl Lists {
    /// Keeps a list for somebody, instead of the one she had before.
    pub(crate) fn keep(&self, account: &AccountId, name: String, list: List, now: UtcTime) {
        let now = now.unix_seconds();
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists.retain(|holder, held| holder != account && held.looked_at + KEPT > now);
        if lists.len() >= AT_ONCE {
            let oldest =
                lists.iter().min_by_key(|(_, held)| held.looked_at).map(|(holder, _)| holder.clone());
            oldest.map(|holder| lists.remove(&holder));
        }
        lists.insert(account.clone(), InHand { name, list: Arc::new(list), looked_at: now });
    }

    /// The list of this digest, if she has it in hand.
    pub(crate) fn of(&self, account: &AccountId, digest: &Digest, now: UtcTime) -> Option<InHand> {
        let now = now.unix_seconds();
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists.retain(|_, held| held.looked_at + KEPT > now);
        let held = lists.get_mut(account).filter(|held| held.list.digest() == *digest)?;
        held.looked_at = now;
        Some(held.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> List {
        List::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_list_is_hers_alone_for_an_hour_and_few_are_kept() {
        let lists = Lists::default();
        let at = |seconds: i64| UtcTime::from_unix(1_000_000 + seconds, 0).unwrap();
        let account = |n: usize| format!("a{n}").parse::<AccountId>().unwrap();
        let digest = list("file\nx").digest();
        lists.keep(&account(0), "x.csv".into(), list("file\nx"), at(0));
        assert!(lists.of(&account(1), &digest, at(1)).is_none());
        assert!(lists.of(&account(0), &list("file\ny").digest(), at(1)).is_none());
        assert_eq!(lists.of(&account(0), &digest, at(KEPT - 1)).unwrap().name, "x.csv");
        assert!(lists.of(&account(0), &digest, at(2 * KEPT - 2)).is_some(), "looked at, it stays");
        assert!(lists.of(&account(0), &digest, at(4 * KEPT)).is_none());
        for n in 0..=AT_ONCE {
            lists.keep(&account(n), "x.csv".into(), list("file\nx"), at(5 * KEPT + n as i64));
        }
        let kept = |n: usize| lists.of(&account(n), &digest, at(5 * KEPT + 60)).is_some();
        assert!(!kept(0) && (1..=AT_ONCE).all(kept));
    }
}

//! What hangs together by pairs: each thing with the least of all that it is joined to, directly or through others.

use std::collections::BTreeMap;

/// Each thing that is in a pair → the least of those it hangs together with.
pub(crate) fn connected<T: Ord + Clone>(pairs: impl IntoIterator<Item = (T, T)>) -> BTreeMap<T, T> {
    let mut above: BTreeMap<T, T> = BTreeMap::new();
    for (one, other) in pairs {
        let (one, other) = (least(&mut above, one), least(&mut above, other));
        let (low, high) = if one <= other { (one, other) } else { (other, one) };
        above.insert(high, low);
    }
    let all: Vec<T> = above.keys().cloned().collect();
    all.into_iter().map(|one| (one.clone(), least(&mut above, one))).collect()
}

/// The least that something leads to; the way there is made short.
fn least<T: Ord + Clone>(above: &mut BTreeMap<T, T>, from: T) -> T {
    let mut passed = Vec::new();
    let mut at = from;
    loop {
        match above.get(&at) {
            Some(next) if *next != at => {
                let next = next.clone();
                passed.push(std::mem::replace(&mut at, next));
            }
            Some(_) => break,
            None => {
                above.insert(at.clone(), at.clone());
                break;
            }
        }
    }
    passed.into_iter().for_each(|one| drop(above.insert(one, at.clone())));
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_through_others_hangs_together() {
        let found = connected([(5, 4), (9, 8), (3, 4), (8, 7), (1, 1)]);
        let expected = [(1, 1), (3, 3), (4, 3), (5, 3), (7, 7), (8, 7), (9, 7)];
        assert_eq!(found, BTreeMap::from(expected));
        let chain = connected((0..1000).rev().map(|n| (n, n + 1)));
        assert!(chain.values().all(|least| *least == 0) && chain.len() == 1001);
        assert!(connected::<u8>([]).is_empty());
    }
}

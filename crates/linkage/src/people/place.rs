//! What a path tells about the order in which photographs were taken: folder, counter, and a time in the name.
//!
//! Trusts nothing: paths are bytes by strangers. A counter is only compared within one folder and one pattern of
//! names, because counters repeat over folders and cameras.

use amana_model::OccurrencePath;

use super::moment;

/// Endings of a file's stem that say *a copy*, as the desktops of the field write them, in lower case.
const COPY_ENDINGS: [&str; 5] = [" - copy", " - نسخة", " copy", "_copy", " - نسخ"];

/// One place where a photograph was found, reduced to what its order can be told from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The folder with the containers around it, byte for byte.
    pub folder: Vec<u8>,
    /// The name without its counter, time and ending, in lower case where that is ASCII: what a series shares.
    pub pattern: Vec<u8>,
    /// The last run of digits of the name (at most nine of them).
    pub counter: Option<u32>,
    /// The name says it is a copy: `DSC_0412 - Copy.JPG`.
    pub named_copy: bool,
    /// A time in the name, `20120315_101500`: seconds since 1970 on the clock that wrote it.
    pub named_time: Option<i64>,
}

impl Place {
    /// Reduces a path.
    pub fn of(path: &OccurrencePath) -> Self {
        let joined = path.joined();
        let cut = joined.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
        let (folder, name) = joined.split_at(cut);
        let stem = match name.iter().rposition(|byte| *byte == b'.') {
            Some(dot) if dot > 0 => &name[..dot],
            _ => name,
        };
        let (stem, named_copy) = without_copy_ending(stem.to_ascii_lowercase());
        let named = moment::in_name(&stem);
        let rest = named.as_ref().map_or(stem.clone(), |(_, range)| {
            [&stem[..range.start], b"@".as_slice(), &stem[range.end..]].concat()
        });
        let (base, twin) = rest.split_at(rest.len() - twin_length(&rest));
        let (mut pattern, counter) = counted(base);
        pattern.extend_from_slice(twin);
        Self {
            folder: folder.to_vec(),
            pattern,
            counter,
            named_copy,
            named_time: named.map(|(seconds, _)| seconds),
        }
    }

    /// How far apart two counters of one series are, wrapping after 9,999; `None` if they are not one series.
    pub fn steps_to(&self, other: &Self) -> Option<i64> {
        let (here, there) = (i64::from(self.counter?), i64::from(other.counter?));
        if self.folder != other.folder || self.pattern != other.pattern {
            return None;
        }
        let steps = there - here;
        Some(match steps {
            _ if here.max(there) > WRAP => steps,
            _ if steps > WRAP / 2 => steps - WRAP,
            _ if steps < -WRAP / 2 => steps + WRAP,
            _ => steps,
        })
    }
}

/// Counters of cameras have four digits and begin again with 1.
pub(super) const WRAP: i64 = 9_999;

fn without_copy_ending(stem: Vec<u8>) -> (Vec<u8>, bool) {
    for ending in COPY_ENDINGS {
        if stem.len() > ending.len() && stem.ends_with(ending.as_bytes()) {
            return (stem[..stem.len() - ending.len()].to_vec(), true);
        }
    }
    (stem, false)
}

/// The length of ` (2)` at the end: what a desktop adds where another file has the name already.
fn twin_length(stem: &[u8]) -> usize {
    let Some(inner) = stem.strip_suffix(b")") else { return 0 };
    let digits = inner.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let before = &inner[..inner.len() - digits];
    if digits > 0 && before.len() > 2 && before.ends_with(b" (") { digits + 3 } else { 0 }
}

/// Takes the last run of digits out; a longer run than nine is no counter.
fn counted(stem: &[u8]) -> (Vec<u8>, Option<u32>) {
    let Some(last) = stem.iter().rposition(u8::is_ascii_digit) else { return (stem.to_vec(), None) };
    let first = stem[..last].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |before| before + 1);
    let digits = std::str::from_utf8(&stem[first..=last]).unwrap_or("");
    match digits.parse() {
        Ok(counter) if digits.len() <= 9 => {
            ([&stem[..first], b"#".as_slice(), &stem[last + 1..]].concat(), Some(counter))
        }
        _ => (stem.to_vec(), None),
    }
}

#[cfg(test)]
mod tests {
    use amana_model::PathBytes;
    use proptest::prelude::*;

    use super::*;

    fn place(path: &str) -> Place {
        Place::of(&OccurrencePath { within: Vec::new(), path: PathBytes(path.into()) })
    }

    #[test]
    fn neighbours_in_one_folder_are_one_step_apart() {
        let one = place("15.03.2012_عسكرية/DSC_0412.JPG");
        assert_eq!(one.steps_to(&place("15.03.2012_عسكرية/dsc_0413.jpg")), Some(1));
        assert_eq!(one.steps_to(&place("15.03.2012_عسكرية/IMG_0413.JPG")), None);
        assert_eq!(one.steps_to(&place("16.03.2012_عسكرية/DSC_0413.JPG")), None);
    }

    #[test]
    fn counters_wrap() {
        let last = place("a/DSC_9999.JPG");
        assert_eq!(last.steps_to(&place("a/DSC_0001.JPG")), Some(1));
        assert_eq!(place("a/DSC_0001.JPG").steps_to(&last), Some(-1));
    }

    #[test]
    fn copies_and_renamed_twins_are_told_apart() {
        let copy = place("a/DSC_0412 - Copy.JPG");
        assert!(copy.named_copy);
        assert_eq!(copy.steps_to(&place("a/DSC_0412.JPG")), Some(0));
        // A flattened folder: another day's photograph of the same counter.
        let twin = place("a/DSC_0412 (2).JPG");
        assert_eq!(twin.steps_to(&place("a/DSC_0412.JPG")), None);
        assert_eq!(twin.steps_to(&place("a/DSC_0413 (2).JPG")), Some(1));
    }

    #[test]
    fn a_phone_writes_its_time_into_the_name() {
        let one = place("a/20120315_101500_004.jpg");
        let two = place("a/20120315_101512_005.jpg");
        assert_eq!(two.named_time.zip(one.named_time).map(|(two, one)| two - one), Some(12));
        assert_eq!(one.steps_to(&two), Some(1));
    }

    proptest! {
        #[test]
        fn any_name_is_reduced(
            anything in proptest::collection::vec(any::<u8>(), 0..80),
            tricky in proptest::collection::vec(proptest::sample::select(b" ()019._-/c".as_slice()), 0..24),
            both in any::<bool>(),
        ) {
            let bytes = if both { [anything, tricky].concat() } else { tricky };
            let path = OccurrencePath { within: Vec::new(), path: PathBytes(bytes) };
            let place = Place::of(&path);
            prop_assert!(place.steps_to(&place).is_none_or(|steps| steps == 0));
        }
    }
}

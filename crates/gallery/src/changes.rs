//! The feed of changes (Atom, RFC 4287): faces that became public, and how many were taken down; never which. Times are days: hours would tell when
//! the team works.

use amana_model::{MonthOfTakedowns, UtcTime};
use askama::Template;

use crate::{Face, Snapshot, Tongue};

/// The most faces in the feed.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "changes.atom", escape = "html")]
struct Changes<'a> {
    snapshot: &'a Snapshot,
    updated: String,
    faces: Vec<&'a Face>,
    takedowns: Vec<(&'a String, &'a MonthOfTakedowns)>,
}

impl Changes<'_> {
    /// What was taken down in a month, in both languages: an entry has one title. The Arabic stands apart in its own direction.
    fn taken_down(&self, month: &str, down: &MonthOfTakedowns) -> String {
        let said =
            |tongue: Tongue| format!("{} {}: {}", tongue.t("taken-down-in"), tongue.month(month), down.faces);
        format!("{} · \u{2067}{}\u{2069}", said(Tongue::English), said(Tongue::Arabic))
    }
}

/// The feed.
pub(crate) fn feed(snapshot: &Snapshot) -> String {
    let faces: Vec<&Face> = snapshot.faces.iter().rev().take(MOST).collect();
    let takedowns: Vec<(&String, &MonthOfTakedowns)> = snapshot.takedowns.iter().rev().take(24).collect();
    let latest = faces.first().map(|face| face.since);
    let last = takedowns.first().map(|(_, month)| month.last);
    let updated = latest.into_iter().chain(last).max().unwrap_or(UtcTime::EPOCH).day_begins().to_string();
    Changes { snapshot, updated, faces, takedowns }.render().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_takedown_in_the_same_month_is_news() {
        let of = |faces, last: &str| {
            let month = MonthOfTakedowns { faces, last: last.parse().unwrap() };
            feed(&Snapshot { takedowns: [("2026-11".to_owned(), month)].into(), ..Snapshot::default() })
        };
        let (one, two) = (of(1, "2026-11-02T10:00:00Z"), of(2, "2026-11-09T10:00:00Z"));
        assert_eq!(one.matches("<updated>2026-11-02T00:00:00Z</updated>").count(), 2, "{one}");
        assert_eq!(two.matches("<updated>2026-11-09T00:00:00Z</updated>").count(), 2, "{two}");
        // In words of both languages, and with pages to go to, as an entry without content must have (RFC 4287, 4.1.2).
        assert!(two.contains("<title>Faces taken down in November 2026: 2 · "), "{two}");
        assert!(two.contains("عدد الوجوه التي أُزيلت في تشرين الثاني 2026: 2"), "{two}");
        for page in ["ar/index.html#taken-down", "en/index.html#taken-down"] {
            assert!(two.contains(&format!("href=\"{page}\"")), "{page}: {two}");
        }
    }
}

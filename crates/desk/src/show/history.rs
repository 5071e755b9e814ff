//! Custody events in words: who did what, and where it leads.

use crate::look::EventRow;
use crate::words::Words;

/// One event ready to show.
pub(crate) struct ShownEvent {
    pub(crate) index: u64,
    pub(crate) time: amana_model::UtcTime,
    pub(crate) agent: String,
    pub(crate) software: String,
    pub(crate) what: String,
    /// A further word on it: the size shown, the minutes, the findings.
    pub(crate) more: Option<String>,
    /// A page it leads to, and the words of the link.
    pub(crate) link: Option<(String, String)>,
}

impl ShownEvent {
    /// Puts an event into words.
    pub(crate) fn of(row: &EventRow, words: Words) -> Self {
        Self {
            index: row.index,
            time: row.time,
            agent: row.agent.clone(),
            software: row.software.clone(),
            what: words.word("act", &row.act),
            more: more(row, words),
            link: link(row),
        }
    }
}

fn more(row: &EventRow, words: Words) -> Option<String> {
    let text = |name: &str| row.details.get(name).and_then(serde_json::Value::as_str);
    let number = |name: &str| row.details.get(name).and_then(serde_json::Value::as_u64);
    match row.act.as_str() {
        "original-viewed" => {
            text("size").map(|size| seen(&words.word("size", size), text("bystanders"), words))
        }
        "bystander-unmarked" | "marking-reopened" => {
            text("reason").map(|reason| words.foreign("named", reason))
        }
        "uncovered-for-session" => number("minutes").map(|n| words.n("minutes", n)),
        "file-found" => text("outcome").map(|outcome| words.word("outcome", outcome)),
        "observations-added" => number("rows").map(|n| words.n("photographs-count", n)),
        "fixity-checked" => number("findings").map(|n| words.n("findings", n)),
        "log-exported" => number("entries").map(|n| words.n("entries", n)),
        "table-exported" => text("table").map(|table| words.word("of-table", table)),
        "original-exported"
        | "working-copy-exported"
        | "depositor-revealed"
        | "faces-compared"
        | "contact-read" => text("purpose").map(|purpose| words.foreign("named", purpose)),
        "sign-in-failed" => Some(failed_sign_in(text("name"), text("reason"), number("attempts"), words)),
        "accounts-restored" => number("accounts").map(|n| words.n("accounts-count", n)),
        // What one person keyed is shown once it is settled: before, the next keyer might read it here.
        "marking-settled" => row.details.get("keyed").map(|keyed| self::keyed(keyed, words)),
        "people-decided" => text("decision").map(|decision| words.word("decision", decision)),
        "work-assigned" => text("queue").map(|queue| words.word("queue", queue)),
        "place-described" => text("place").map(|place| words.foreign("named", place)),
        "definition-described" => text("definition").map(|one| words.foreign("named", one)),
        "missing-reported" | "contact-sealed" | "consent-given" | "consent-withdrawn"
        | "statements-erased" => text("report").map(|report| words.foreign("named", report)),
        "claim-opened"
        | "evidence-added"
        | "evidence-taken-back"
        | "level-proposed"
        | "level-answered"
        | "claim-withdrawn"
        | "claim-resumed"
        | "family-told"
        | "told-taken-back" => text("claim").map(|claim| words.foreign("named", claim)),
        "viewing-begun" | "viewing-planned" | "viewing-shown" | "viewing-answered" | "viewing-turned" => {
            text("viewing").map(|viewing| words.foreign("named", viewing))
        }
        "account-created" => text("name").map(|name| words.foreign("named", name)),
        _ => None,
    }
}

/// The size seen, and why bystanders were seen in it where they were.
fn seen(size: &str, bystanders: Option<&str>, words: Words) -> String {
    bystanders.map_or_else(
        || size.to_owned(),
        |reason| words.xy("seen-with-bystanders", size, words.foreign("named", reason)),
    )
}

fn keyed(keyed: &serde_json::Value, words: Words) -> String {
    serde_json::from_value(keyed.clone())
        .map_or_else(|_| keyed.to_string(), |keyed| super::keyed(&keyed, words))
}

/// Whose account, why, how often. A name that no account has is not in the event.
fn failed_sign_in(name: Option<&str>, reason: Option<&str>, attempts: Option<u64>, words: Words) -> String {
    let parts = [
        name.map(|name| words.foreign("named", name)),
        reason.map(|reason| words.word("failure", reason)),
        attempts.map(|n| words.n("attempts", n)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn link(row: &EventRow) -> Option<(String, String)> {
    // The digest of a copy of the accounts is no original's: it has no page.
    if row.act == "accounts-backed-up" {
        return None;
    }
    let text = |name: &str| row.details.get(name).and_then(serde_json::Value::as_str);
    if let Some(digest) = text("digest").and_then(|digest| digest.parse::<amana_model::Digest>().ok()) {
        return Some((format!("/photographs/{digest}"), super::short(&digest)));
    }
    if row.act == "place-described" {
        let place = text("place")?.parse::<amana_model::PlaceId>().ok()?;
        return Some((format!("/places/{place}"), place.to_string()));
    }
    if row.act == "people-decided" {
        let person = text("into").or(text("individual"))?.parse::<amana_model::IndividualId>().ok()?;
        return Some((format!("/people/{person}"), person.to_string()));
    }
    let id = text("accession")?.parse::<amana_model::AccessionId>().ok()?;
    Some((format!("/accessions/{id}"), id.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn what_was_keyed_is_shown_once_settled() {
        let row = |act: &str| EventRow {
            index: 7,
            time: amana_model::UtcTime::EPOCH,
            agent: "leila".into(),
            software: "amana test".into(),
            act: act.into(),
            details: serde_json::json!({"keyed": {"numbers": {"detainee": "4471"}}}),
        };
        let more = |act: &str| ShownEvent::of(&row(act), Words::of(Language::English)).more;
        assert_eq!(more("marking-keyed"), None);
        assert!(more("marking-settled").is_some_and(|more| more.contains("?-4471-?")));
    }
}

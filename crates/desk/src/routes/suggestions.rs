//! Groups that a machine suggests as one person's photographs, one after the other.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use amana_model::{Decision, Digest, IndividualId, PathBytes, Showing};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::deciding::{chosen, record, seen};
use super::part;
use crate::Desk;
use crate::backend::Suggestion;
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::look::Brief;
use crate::page::{Page, html};
use crate::show::path::ShownPath;
use crate::show::person::{Shown, is_settled, reason};
use crate::show::short;
use crate::words::Words;

#[derive(Template)]
#[template(path = "suggestion.html")]
struct Suggested {
    page: Page,
    suggestion: Option<Suggestion>,
    strip: Vec<Shown>,
    /// Whom the photographs were put to that the person just decided about.
    put: Option<IndividualId>,
    /// One of those of which she just said that they show nobody.
    nobody: Option<Digest>,
}

impl Suggested {
    /// The group's name.
    fn name(&self) -> String {
        let first = self.suggestion.as_ref().and_then(|suggestion| suggestion.rows.first());
        first.map(|(row, _)| row.group.to_string()).unwrap_or_default()
    }

    /// What a machine takes the group for, if it says.
    fn hint(&self) -> Option<String> {
        let (row, _) = self.suggestion.as_ref()?.rows.first()?;
        Some(self.page.words.word("category", row.category.as_ref()?))
    }
}

/// The next group that waits.
pub(crate) async fn suggestion(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let told = |wanted: &str| form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted);
    let from = told("from").map(|(_, value)| part::<Digest>(&value)).transpose()?;
    let put = told("put").map(|(_, value)| part::<IndividualId>(&value)).transpose()?;
    let nobody = told("nobody").map(|(_, value)| part::<Digest>(&value)).transpose()?;
    let suggestion = desk.backend.suggestion(&visit.token, from.as_ref()).await?;
    let strip = match &suggestion {
        Some(suggestion) => strip(suggestion, &names(&desk, suggestion).await?, visit.words),
        None => Vec::new(),
    };
    let page = Page::new(&desk, &visit, "people", visit.words.t("suggestion-title"));
    Ok(html(StatusCode::OK, Suggested { page, suggestion, strip, put, nobody }.render()))
}

/// What the photographs are called that others of the group hang on: those that were put to somebody are not among the rows.
async fn names(desk: &Desk, suggestion: &Suggestion) -> Result<BTreeMap<Digest, String>, DeskError> {
    let named = |path: &PathBytes| ShownPath::of(path).name_text();
    let mut names: BTreeMap<Digest, String> =
        suggestion.rows.iter().map(|(row, brief)| (row.digest, named(&brief.path))).collect();
    for digest in suggestion.rows.iter().filter_map(|(row, _)| row.hangs_on) {
        if let Entry::Vacant(unnamed) = names.entry(digest) {
            let seen = desk.backend.photograph(&digest).await?;
            let first = seen.as_ref().and_then(|seen| seen.occurrences.first());
            unnamed.insert(first.map_or_else(|| short(&digest), |first| named(&first.path)));
        }
    }
    Ok(names)
}

fn strip(suggestion: &Suggestion, names: &BTreeMap<Digest, String>, w: Words) -> Vec<Shown> {
    let named = |digest: &Digest| names.get(digest).cloned().unwrap_or_else(|| short(digest));
    let one = |(row, brief): &(amana_model::CandidateRow, Brief)| {
        let other = row.hangs_on.as_ref().map(named).unwrap_or_default();
        Shown {
            reasons: row
                .reasons
                .iter()
                .map(|why| reason(why, &other, is_settled(row, &suggestion.numbers), w))
                .collect(),
            probability: row.hangs_on.is_some().then_some(row.probability),
            ..Shown::of(brief.clone())
        }
    };
    suggestion.rows.iter().map(one).collect()
}

/// Accepts the chosen photographs of a group as one person, new or known, or says that they show nobody.
pub(crate) async fn accept(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    let photographs = chosen(&fields)?;
    let name: Digest = part(fields.get("name"))?;
    let shows = match fields.get("shows") {
        "" => None,
        word => Some(Showing::from_word(word).ok_or(DeskError::BadRequest)?),
    };
    let back = format!("/people/candidates?from={name}");
    if photographs.is_empty() {
        return Err(DeskError::asks("choose-to-accept", back));
    }
    let candidate = Some(name);
    let one = photographs[0];
    let decision = match (shows, fields.get("individual")) {
        (Some(shows), _) => Decision::ShowsNobody { photographs, shows, candidate },
        (None, "") => {
            Decision::Together { individual: desk.backend.new_individual(), photographs, candidate }
        }
        (None, known) => Decision::Together { individual: part(known)?, photographs, candidate },
    };
    let done = match &decision {
        Decision::Together { individual, .. } => format!("put={individual}"),
        _ => format!("nobody={one}"),
    };
    record(&desk, &visit, decision, seen(&fields)?, &back).await?;
    Ok(Redirect::to(&format!("{back}&{done}")).into_response())
}

/// Takes back that a photograph shows nobody: it waits in its group again.
pub(crate) async fn not_nobody(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(digest): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let digest: Digest = part(&digest)?;
    let decision = Decision::Undone { entry: part(fields.get("entry"))? };
    let back = format!("/photographs/{digest}");
    record(&desk, &visit, decision, part(fields.get("entry"))?, &back).await?;
    Ok(Redirect::to(&back).into_response())
}

//! The feed of changes (Atom, RFC 4287): faces that became public, and how many were taken down; never which.

use askama::Template;

use crate::{Face, Snapshot};

/// The most faces in the feed.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "changes.atom", escape = "html")]
struct Changes<'a> {
    snapshot: &'a Snapshot,
    updated: String,
    faces: Vec<&'a Face>,
    takedowns: Vec<(&'a String, &'a u64)>,
}

/// The feed.
pub(crate) fn feed(snapshot: &Snapshot) -> String {
    let faces: Vec<&Face> = snapshot.faces.iter().rev().take(MOST).collect();
    let takedowns: Vec<(&String, &u64)> = snapshot.takedowns.iter().rev().take(24).collect();
    let latest = faces.first().map(|face| face.since.to_string());
    let month = takedowns.first().map(|(month, _)| format!("{month}-01T00:00:00Z"));
    let updated = latest.into_iter().chain(month).max().unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    Changes { snapshot, updated, faces, takedowns }.render().unwrap_or_default()
}

//! What every page has around its content: language, who is here, where they are, whether pictures are uncovered.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::Desk;
use crate::backend::{Right, Viewer};
use crate::guard::Visit;
use crate::words::{Language, Words};

/// The frame of a page, for the templates.
pub(crate) struct Page {
    pub(crate) words: Words,
    pub(crate) title: String,
    /// The entry of the navigation that is current.
    pub(crate) here: &'static str,
    pub(crate) viewer: Option<Viewer>,
    pub(crate) csrf: String,
    pub(crate) theme: &'static str,
    /// Path and query, to come back to.
    pub(crate) address: String,
    pub(crate) archive: String,
    pub(crate) style: Option<String>,
    pub(crate) script: Option<String>,
    /// Seconds for which pictures are still shown uncovered.
    pub(crate) uncovered: Option<u64>,
}

impl Page {
    /// The frame for a visit.
    pub(crate) fn new(desk: &Desk, visit: &Visit, here: &'static str, title: String) -> Self {
        let viewer = visit.viewer.clone();
        Self {
            words: visit.words,
            title,
            here,
            csrf: viewer.as_ref().map(|viewer| viewer.csrf.clone()).unwrap_or_default(),
            theme: visit.theme.word(),
            address: visit.page.clone(),
            archive: desk.options.archive_name.clone(),
            style: desk.assets.style.clone(),
            script: desk.assets.script.clone(),
            uncovered: viewer.as_ref().and_then(|viewer| seconds_uncovered(desk, viewer)),
            viewer,
        }
    }

    /// The entries of the navigation that this person may open: id and address.
    pub(crate) fn entries(&self) -> Vec<(&'static str, &'static str)> {
        let all = [
            ("first", "/", &[Right::Look][..]),
            ("work", "/work", &[Right::Key, Right::Decide, Right::Families, Right::Claims, Right::Publish]),
            ("accessions", "/accessions", &[Right::Look]),
            ("photographs", "/photographs", &[Right::Look]),
            ("people", "/people", &[Right::Look]),
            ("found", "/found", &[Right::Look]),
            ("keying", "/keying", &[Right::Key]),
            ("coding", "/coding", &[Right::Code, Right::Adjudicate]),
            ("findings", "/findings", &[Right::Code, Right::Look]),
            ("counts", "/counts", &[Right::Look]),
            ("report", "/report", &[Right::Look]),
        ];
        let mut open = self.open(&all);
        // One entry for all that concerns families: it leads to the first of them.
        open.extend(self.of_families().first().map(|(_, address)| ("families", *address)));
        open.extend(self.open(&[("activity", "/activity", &[Right::Activity])]));
        open
    }

    /// The entries under that of families, those that this person may open.
    fn of_families(&self) -> Vec<(&'static str, &'static str)> {
        self.open(&[
            ("missing", "/missing", &[Right::Families]),
            ("letters", "/letters", &[Right::Families]),
            ("viewings", "/viewings", &[Right::Families]),
            ("claims", "/claims", &[Right::Claims]),
            ("publications", "/publications", &[Right::Publish, Right::Families]),
        ])
    }

    /// The entries beside this page's own, where it is one of several under one entry.
    pub(crate) fn beside(&self) -> Vec<(&'static str, &'static str)> {
        let all = self.of_families();
        if all.len() > 1 && all.iter().any(|(id, _)| *id == self.here) { all } else { Vec::new() }
    }

    /// Whether the page is this entry's, or one of those under it.
    pub(crate) fn is_at(&self, id: &str) -> bool {
        id == self.here
            || (id == "families" && self.of_families().iter().any(|(under, _)| *under == self.here))
    }

    /// Whether the page is this entry's own.
    pub(crate) fn is_here(&self, id: &str) -> bool {
        id == self.here
    }

    fn open(&self, all: &[(&'static str, &'static str, &[Right])]) -> Vec<(&'static str, &'static str)> {
        let may = |right: &Right| self.viewer.as_ref().is_some_and(|viewer| viewer.may(*right));
        let open = all.iter().filter(|(_, _, rights)| rights.iter().any(may));
        open.map(|(id, address, _)| (*id, *address)).collect()
    }

    /// Whether this person may decide about people.
    pub(crate) fn may_decide(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.may(Right::Decide))
    }

    /// Whether this person may see the lists and the pages of people and photographs.
    pub(crate) fn may_look(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.may(Right::Look))
    }

    /// Whether this person may take over lists.
    pub(crate) fn may_import(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.may(Right::Import))
    }

    /// Whether this person may see what is published, or is proposed to be.
    pub(crate) fn may_publish(&self) -> bool {
        let may = |right| self.viewer.as_ref().is_some_and(|viewer| viewer.may(right));
        may(Right::Publish) || may(Right::Families)
    }

    /// Whether this person may key.
    pub(crate) fn may_key(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.may(Right::Key))
    }

    /// Whether this person may set the rules of the archive.
    pub(crate) fn may_govern(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.may(Right::Govern))
    }

    /// Whether this person may see what others did.
    pub(crate) fn may_see_activity(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.may(Right::Activity))
    }

    /// Whether this person may see pictures uncovered.
    pub(crate) fn may_uncover(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.may(Right::Uncover))
    }

    /// The language to switch to: its word and its own name.
    pub(crate) fn other_language(&self) -> (&'static str, &'static str) {
        if self.words.language == Language::English { ("ar", "العربية") } else { ("en", "English") }
    }
}

/// Seconds for which this person's pictures are still shown uncovered; `None` when covered.
pub(crate) fn seconds_uncovered(desk: &Desk, viewer: &Viewer) -> Option<u64> {
    let left = viewer.uncovered_until?.unix_seconds() - desk.options.clock.now().unix_seconds();
    u64::try_from(left).ok().filter(|left| *left > 0)
}

/// A rendered page as an answer.
pub(crate) fn html(status: StatusCode, rendered: Result<String, askama::Error>) -> Response {
    match rendered {
        Ok(text) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "a template failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

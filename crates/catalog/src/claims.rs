//! The columns of the tables of claims and viewings, whose rows the archive makes.

use crate::table::{Column, ColumnKind, columns};

pub(crate) const CLAIMS: &[Column] = &columns([
    ("claim", ColumnKind::Text),
    ("report", ColumnKind::Text),
    ("individual", ColumnKind::Text),
    ("claimed_as", ColumnKind::Text),
    ("level", ColumnKind::Text),
    ("evidence_for", ColumnKind::Text),
    ("evidence_against", ColumnKind::Text),
    ("first_reviewer", ColumnKind::Text),
    ("second_reviewer", ColumnKind::Text),
    ("first_reason", ColumnKind::Text),
    ("second_reason", ColumnKind::Text),
    ("decided_log_index", ColumnKind::Integer),
    ("waits_for", ColumnKind::Text),
    ("conflicts", ColumnKind::Text),
    ("told", ColumnKind::Integer),
    ("last_told", ColumnKind::Text),
    ("opened_by", ColumnKind::Text),
    ("time", ColumnKind::Text),
    ("log_index", ColumnKind::Integer),
]);

pub(crate) const VIEWINGS: &[Column] = &columns([
    ("viewing", ColumnKind::Text),
    ("report", ColumnKind::Text),
    ("state", ColumnKind::Text),
    ("place", ColumnKind::Integer),
    ("individual", ColumnKind::Text),
    ("look_alike", ColumnKind::Integer),
    ("step", ColumnKind::Text),
    ("photograph", ColumnKind::Text),
    ("picture_sha256", ColumnKind::Text),
    ("shown", ColumnKind::Text),
    ("shown_by", ColumnKind::Text),
    ("shown_log_index", ColumnKind::Integer),
    ("answer", ColumnKind::Text),
    ("answered", ColumnKind::Text),
    ("led_by", ColumnKind::Text),
    ("begun", ColumnKind::Text),
    ("log_index", ColumnKind::Integer),
]);

//! Among which photographs something is looked for.

use serde::{Deserialize, Serialize};

use crate::AccessionId;

/// Which photographs a comparison of faces looks through; empty, it looks through all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Among {
    /// Only those with an occurrence in this accession.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accession: Option<AccessionId>,
    /// Only those put to an individual of this category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Only those of this date or later: by folder date, else by the camera's claim; `2012`, `2012-03` or `2012-03-15`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Only those of this date or earlier, inclusive at its own precision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl Among {
    /// Whether it leaves nothing out.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

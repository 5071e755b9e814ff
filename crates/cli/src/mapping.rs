//! Which columns of two lists are compared, as a person writes it: TOML, a table a column.
//!
//! ```toml
//! [[column]]
//! name = "name"            # what it is called in reasons; the left heading if not told
//! kind = "name"            # name, text, date, code or number
//! left = ["given name", "father", "family name"]    # one heading or several, read one after another
//! right = "full name"      # the same headings as left if not told
//! ```

use amana_archive::{ArchiveError, Result};
use amana_linkage::names::fold;
use amana_linkage::records::{Column, Kind};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mapping {
    column: Vec<Told>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    name: Option<String>,
    kind: Kind,
    left: Headings,
    right: Option<Headings>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Headings {
    One(String),
    Several(Vec<String>),
}

impl Headings {
    fn all(&self) -> &[String] {
        match self {
            Self::One(heading) => std::slice::from_ref(heading),
            Self::Several(headings) => headings,
        }
    }
}

/// Reads a mapping and finds its columns in the headings of both lists.
pub(crate) fn columns(text: &str, left: &[String], right: &[String]) -> Result<Vec<Column>> {
    let mapping: Mapping = toml::from_str(text).map_err(|e| {
        refused(
            "the mapping of columns is not in its form",
            "write [[column]] with kind, left and right: docs/LINKAGE.md",
        )
        .because(e)
    })?;
    let column = |told: &Told| {
        let mine = told.left.all();
        let theirs = told.right.as_ref().map_or(mine, Headings::all);
        if mine.is_empty() || theirs.is_empty() {
            return Err(refused(
                "a column of the mapping names no heading",
                "name one or more in left and right",
            ));
        }
        Ok(Column {
            name: told.name.clone().unwrap_or_else(|| mine.join(" ")),
            kind: told.kind,
            left: places(mine, left, "left")?,
            right: places(theirs, right, "right")?,
        })
    };
    mapping.column.iter().map(column).collect()
}

fn places(wanted: &[String], headings: &[String], list: &str) -> Result<Vec<usize>> {
    let place = |wanted: &String| {
        let exact: Vec<usize> = found(headings, |heading| heading.trim() == wanted.trim());
        let folded: Vec<usize> = found(headings, |heading| fold(heading) == fold(wanted));
        match (exact.as_slice(), folded.as_slice()) {
            ([place], _) | ([], [place]) => Ok(*place),
            ([], []) => Err(refused(
                format!("the {list} list has no column “{wanted}”; it has {}", shown(headings)),
                "name one of them in the mapping",
            )),
            _ => Err(refused(
                format!("the {list} list has several columns “{wanted}”"),
                "give each column of the list a heading of its own",
            )),
        }
    };
    wanted.iter().map(place).collect()
}

fn found(headings: &[String], is: impl Fn(&str) -> bool) -> Vec<usize> {
    headings.iter().enumerate().filter(|(_, heading)| is(heading)).map(|(at, _)| at).collect()
}

/// Headings for a person.
pub(crate) fn shown(headings: &[String]) -> String {
    headings.iter().map(|heading| format!("“{}”", heading.trim())).collect::<Vec<_>>().join(", ")
}

fn refused(what: impl Into<String>, next: &str) -> ArchiveError {
    ArchiveError::mistake(what).safe("nothing was written").next(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn headings_are_found_or_refused_in_words() {
        let (left, right) = (words("Given Name,الكنية,city,city"), words("الاسم,born"));
        let text = "[[column]]\nkind = \"name\"\nleft = [\"given name\", \"الكنيه\"]\nright = \"الاسم\"\n";
        let read = columns(text, &left, &right).unwrap();
        assert_eq!(
            (&read[0].left[..], &read[0].right[..], &read[0].name[..]),
            (&[0, 1][..], &[0][..], "given name الكنيه")
        );
        for (text, what) in [
            (
                "[[column]]\nkind = \"date\"\nleft = \"born\"\n",
                "the left list has no column “born”; it has “Given Name”",
            ),
            ("[[column]]\nkind = \"text\"\nleft = \"city\"\n", "the left list has several columns “city”"),
            ("[[column]]\nkind = \"text\"\nleft = []\n", "a column of the mapping names no heading"),
            ("[[column]]\nkind = \"word\"\nleft = \"city\"\n", "the mapping of columns is not in its form"),
            ("[[column]]\nkind = \"text\"\nlift = \"city\"\n", "the mapping of columns is not in its form"),
        ] {
            let error = columns(text, &left, &right).unwrap_err();
            assert!(error.what.starts_with(what), "{}", error.what);
        }
    }
}

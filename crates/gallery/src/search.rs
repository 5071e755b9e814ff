//! The small index that a browser searches by itself: one line a face, read by `search.js`.

use std::collections::BTreeMap;

use crate::{Face, Snapshot};

/// The script that holds the index. A script, because a page in a folder may not read another file in any other way.
pub(crate) fn index(snapshot: &Snapshot) -> String {
    let lines: Vec<String> = snapshot.faces.iter().rev().map(line).collect();
    let branches = snapshot.faces.iter().filter_map(|face| face.branch.as_ref());
    let branches: BTreeMap<String, String> = branches
        .map(|branch| {
            let names = format!("{} {}", branch.name.ar, branch.name.en);
            (plain(&branch.number), plain(&names).trim().to_owned())
        })
        .collect();
    let branches: Vec<String> = branches.iter().map(|(number, names)| format!("{number}|{names}")).collect();
    // Every member is plain: letters, digits, hyphens, spaces and `ج`; what else a number might hold is left out.
    format!(
        "var AMANA_FACES = `\n{}\n`;\nvar AMANA_BRANCHES = `\n{}\n`;\n",
        lines.join("\n"),
        branches.join("\n")
    )
}

/// A value as the index has it.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | ' ')).collect()
}

fn line(face: &Face) -> String {
    let text = |text: Option<&String>| text.map(|text| plain(text)).unwrap_or_default();
    let marks: Vec<String> = face.marks.iter().map(ToString::to_string).collect();
    let branch = face.branch.as_ref().map(|branch| plain(&branch.number)).unwrap_or_default();
    let id = face.publication.to_string();
    let parts = [
        id,
        text(face.month.as_ref()),
        branch,
        text(face.sex.as_ref()),
        text(face.age_band.as_ref()),
        marks.join(" "),
        text(face.numbers.as_ref()),
    ];
    parts.join("|")
}

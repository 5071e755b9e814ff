//! The ground truth of a synthetic leak, as far as markings go, turned as the pictures are shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use amana_model::Point;
use serde_json::Value;

/// One whole photograph that is no copy.
pub(crate) struct Photograph {
    pub(crate) path: PathBuf,
    pub(crate) view: String,
    pub(crate) card: Option<Card>,
    /// Numbers of papers that are no markings of a body stand in these.
    pub(crate) document: bool,
}

/// The marking that it shows.
pub(crate) struct Card {
    pub(crate) corners: [Point; 4],
    pub(crate) whole: bool,
    pub(crate) surface: String,
    pub(crate) script: String,
    pub(crate) writing: String,
    /// The lines as written, labels left out.
    pub(crate) lines: Vec<String>,
}

/// Reads the truth; photographs without a file are left out.
pub(crate) fn photographs(folder: &Path, truth: &Path) -> Vec<Photograph> {
    let text = std::fs::read_to_string(truth).unwrap_or_default();
    let rows: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let people = rows.iter().filter(|row| row["line"] == "person");
    let markings: BTreeMap<&str, &Value> =
        people.filter_map(|row| Some((row["id"].as_str()?, &row["marking"]))).collect();
    rows.iter().filter_map(|row| photograph(folder, row, &markings)).collect()
}

fn photograph(folder: &Path, row: &Value, markings: &BTreeMap<&str, &Value>) -> Option<Photograph> {
    let original = row["kind"] == "photograph" && row.get("copy").is_none();
    let path = row["path"].as_str().filter(|_| original)?;
    let shown = row.get("shown")?;
    let path = folder.join(path);
    let card = shown["card"].is_object().then(|| card(shown, markings)).flatten();
    path.is_file().then(|| Photograph {
        path,
        view: shown["view"].as_str().unwrap_or("none").into(),
        card,
        document: shown["category"] == "document",
    })
}

fn card(shown: &Value, markings: &BTreeMap<&str, &Value>) -> Option<Card> {
    let marking = markings.get(shown["person"].as_str()?)?;
    let number = |value: &Value| value.as_f64().unwrap_or_default() as f32;
    let (w, h) = (number(&shown["size"][0]), number(&shown["size"][1]));
    let turned = |[x, y]: Point| match shown["orientation"].as_u64() {
        Some(3) => [w - x, h - y],
        Some(6) => [h - y, x],
        Some(8) => [y, w - x],
        _ => [x, y],
    };
    let text = |name: &str| marking[name].as_str().unwrap_or_default().to_owned();
    Some(Card {
        corners: std::array::from_fn(|i| {
            turned(std::array::from_fn(|j| number(&shown["card"]["corners"][i][j])))
        }),
        whole: shown["card"]["whole"] == true,
        surface: text("surface"),
        script: text("script"),
        writing: text("writing"),
        lines: marking["lines"].as_array()?.iter().filter_map(|l| l.as_str().map(String::from)).collect(),
    })
}

//! How often each sign is drawn, and where on the body: a table.
//!
//! The numbers are made up for a demonstration, not findings about anybody. One of them leans on what was published: of detainees
//! 62 in 100 are drawn emaciated, as in the detailed pass of the 2014 report (S/2014/244), so that a sample has that table's form.

use crate::leak::truth::Category;

pub(super) const HEAD: &[&str] = &["scalp", "face", "eye", "ear", "nose", "mouth"];
pub(super) const NECK: &[&str] = &["neck-front"];
pub(super) const FRONT: &[&str] = &["chest", "abdomen"];
pub(super) const BACK: &[&str] = &["upper-back", "lower-back"];
pub(super) const ARMS: &[&str] = &["shoulder", "upper-arm", "elbow", "forearm", "wrist", "hand"];
pub(super) const LEGS: &[&str] = &["thigh", "knee", "lower-leg", "ankle", "foot", "sole"];

/// Regions of which there is one, so that no side is told.
pub(super) const UNSIDED: &[&str] =
    &["scalp", "face", "nose", "mouth", "neck-front", "chest", "abdomen", "upper-back", "lower-back"];

/// Values of a choice with how often each is drawn: of detainees, soldiers, civilians.
pub(super) type Choice = [(&'static str, [f32; 3])];

pub(super) const SEX: &Choice = &[("male", [98.0, 100.0, 72.0]), ("female", [2.0, 0.0, 28.0])];
pub(super) const AGE_BAND: &Choice = &[
    ("infant", [0.0, 0.0, 3.0]),
    ("child", [0.2, 0.0, 15.0]),
    ("adolescent", [3.8, 2.0, 10.0]),
    ("adult", [91.0, 98.0, 55.0]),
    ("elder", [5.0, 0.0, 17.0]),
];
pub(super) const EMACIATION: &Choice = &[
    ("none", [38.0, 96.0, 93.0]),
    ("mild", [16.0, 4.0, 5.0]),
    ("moderate", [26.0, 0.0, 2.0]),
    ("severe", [20.0, 0.0, 0.0]),
];
pub(super) const DECOMPOSITION: &Choice = &[
    ("none", [86.0, 80.0, 82.0]),
    ("early", [11.0, 13.0, 12.0]),
    ("bloating", [2.0, 5.0, 4.0]),
    ("advanced", [1.0, 2.0, 2.0]),
];
pub(super) const CLOTHING: &Choice = &[
    ("naked", [22.0, 3.0, 5.0]),
    ("underwear", [55.0, 7.0, 10.0]),
    ("partly-clothed", [20.0, 30.0, 25.0]),
    ("clothed", [3.0, 60.0, 60.0]),
];
pub(super) const LIGATURE_COURSE: &Choice =
    &[("horizontal", [60.0; 3]), ("rising", [22.0; 3]), ("not-clear", [18.0; 3])];

/// A sign that is drawn by itself.
pub(super) struct Row {
    pub(super) entry: &'static str,
    /// How often it can be judged where the photographs show its place.
    pub(super) clear: f32,
    /// How often it is there: of detainees, soldiers, civilians.
    pub(super) often: [f32; 3],
    /// Where it may be: one of these must be seen to judge it.
    pub(super) regions: &'static [&'static str],
    /// Whether its regions are told one by one.
    pub(super) told: bool,
}

const fn row(entry: &'static str, often: [f32; 3], regions: &'static [&'static str]) -> Row {
    Row { entry, clear: 1.0, often, regions, told: true }
}

pub(super) const SIGNS: &[Row] = &[
    Row { told: false, ..row("oedema-general", [0.04, 0.0, 0.01], &["face", "lower-leg"]) },
    row(
        "bruise",
        [0.36, 0.22, 0.30],
        &["face", "chest", "upper-arm", "forearm", "thigh", "lower-leg", "foot"],
    ),
    row("abrasion", [0.28, 0.30, 0.38], &["face", "elbow", "hand", "knee", "lower-leg"]),
    row("laceration", [0.12, 0.25, 0.30], &["scalp", "face", "forearm", "lower-leg"]),
    row("incised", [0.03, 0.06, 0.05], &["chest", "abdomen", "forearm", "hand"]),
    row("gunshot", [0.01, 0.36, 0.22], &["scalp", "chest", "abdomen", "thigh"]),
    row("burn", [0.06, 0.08, 0.12], &["chest", "forearm", "hand", "foot"]),
    row("patterned", [0.16, 0.01, 0.01], &["chest", "upper-arm", "forearm", "thigh", "lower-leg"]),
    row("fracture", [0.03, 0.12, 0.14], &["face", "forearm", "hand", "lower-leg"]),
    Row { clear: 0.5, ..row("eye-missing", [0.02, 0.01, 0.01], &["eye"]) },
    Row { clear: 0.25, told: false, ..row("teeth-injury", [0.06, 0.04, 0.04], &["mouth"]) },
    row("ligature-mark", [0.16, 0.0, 0.01], &["neck-front"]),
    row("finger-marks", [0.03, 0.0, 0.01], &["neck-front"]),
    Row { clear: 0.15, ..row("petechiae", [0.10, 0.02, 0.02], &["face", "eye"]) },
    row("restraint-mark", [0.24, 0.01, 0.01], &["wrist", "ankle"]),
    row("limb-oedema", [0.09, 0.02, 0.03], &["hand", "lower-leg", "foot"]),
    row("limb-ulcer", [0.18, 0.01, 0.02], &["forearm", "lower-leg", "foot"]),
    Row { told: false, ..row("dressing", [0.06, 0.22, 0.14], &["face", "chest", "hand", "foot"]) },
    row("cannula", [0.05, 0.16, 0.10], &["elbow", "forearm", "hand"]),
];

/// The place of a category in the rows of the table; scenes and documents show nobody.
pub(super) fn column(category: Category) -> usize {
    match category {
        Category::Detainee => 0,
        Category::Soldier => 1,
        Category::Civilian | Category::Scene | Category::Document => 2,
    }
}

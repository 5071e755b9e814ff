//! Folder names in the field's styles: dates and owners in Arabic, right to left, in both kinds of digits.

use super::calendar::{date, day_text};
use super::card::digits;
use super::chance::Chance;
use super::truth::Script;

/// Names of the months as used in Syria.
pub(crate) const MONTHS: [&str; 12] = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
];

const OWNERS: [&str; 5] = ["عسكرية", "شرطة", "مشفى", "عسكرية 601", "أمن"];

/// The name of a day's folder.
#[derive(Clone, Debug)]
pub(crate) struct FolderName {
    pub(crate) path: String,
    pub(crate) style: &'static str,
    /// The day as far as the whole path tells it.
    pub(crate) tells: Option<String>,
}

/// Names a folder; `number` goes through the styles one after the other at first, so that each occurs.
pub(crate) fn name(day: i64, number: usize, chance: &mut Chance) -> FolderName {
    const WEIGHTS: [f32; 10] = [5.0, 4.0, 3.0, 2.0, 2.0, 1.5, 1.0, 1.5, 1.0, 0.8];
    let style = if number < WEIGHTS.len() { number } else { chance.weighted(&WEIGHTS) };
    let (year, month, dom) = date(day);
    let owner = chance.pick(&OWNERS);
    let arabic = |text: String| digits(&text, Script::ArabicIndic);
    let month_name = MONTHS[month as usize - 1];
    let (path, style, whole) = match style {
        0 => (format!("{dom:02}.{month:02}.{year}_{owner}"), "dots_owner", true),
        1 => (format!("{dom:02}-{month:02}-{:02} {owner}", year % 100), "short_year_owner", true),
        2 => (format!("{year}_{owner} {dom:02}-{month:02}"), "year_owner_day", true),
        3 => (format!("{dom} {month_name} {year}"), "month_name", true),
        4 => (arabic(format!("{dom}-{month}-{year} {owner}")), "arabic_indic", true),
        5 => (format!("{year}/{month_name}/{dom:02}-{month:02} {owner}"), "nested_partial", true),
        6 => (arabic(format!("{dom} {month_name} {year}")), "arabic_indic_month_name", true),
        7 => (format!("\u{202b}{dom:02}.{month:02}.{year}\u{202c}_{owner}"), "bidi_embedding", true),
        8 => (format!("\u{200f}{owner}\u{200f} {dom:02}-{month:02}-{year}\u{200e}"), "bidi_marks", true),
        _ => (format!("{owner} {month_name} {year}/{}", chance.whole(1, 9)), "month_only", false),
    };
    let told = day_text(day);
    FolderName { path, style, tells: Some(if whole { told } else { told[..7].to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leak::calendar::moment;

    #[test]
    fn the_styles_look_like_the_fields() {
        let mut chance = Chance::new(1);
        let day = moment(2012, 3, 15);
        let names: Vec<String> = (0..10).map(|number| name(day, number, &mut chance).path).collect();
        assert!(names[0].starts_with("15.03.2012_"));
        assert!(names[1].starts_with("15-03-12 "));
        assert!(names[2].starts_with("2012_") && names[2].ends_with(" 15-03"));
        assert_eq!(names[3], "15 آذار 2012");
        assert!(names[4].starts_with("١٥-٣-٢٠١٢ "));
        assert!(names[7].contains('\u{202b}'));
    }
}

//! The drawing of the body: its regions, front and back, head, hands, feet and soles.
//!
//! It is kept here once. The desk puts it into the page on which coders choose regions; a report shades it by numbers, in steps that
//! are told apart in grey. Coders are not compared by the side, so left and right are shaded alike.

use std::fmt::Write as _;

use amana_archive::count::Shown;

use crate::chart::{INK, QUIET};
use crate::words::Words;

/// The drawing, a shape or a word a line: each shape of a region has `data-region`, and `data-side` where sides are told apart.
pub const BODY: &str = include_str!("body.svg");

/// From the lightest; beside them white, for nobody.
const SHADES: [&str; 4] = ["#dcdcdc", "#adadad", "#787878", "#3a3a3a"];
/// The size of the drawing with its key, in its own units.
const SIZE: [u32; 2] = [336, 372];

/// Steps for numbers from 1 to the highest, each as wide as the others.
struct Scale {
    width: u64,
    most: u64,
}

impl Scale {
    fn up_to(most: u64) -> Self {
        Self { width: most.div_ceil(SHADES.len() as u64).max(1), most }
    }

    fn shade(&self, number: u64) -> &'static str {
        match number {
            0 => "#ffffff",
            number => SHADES[(((number - 1) / self.width) as usize).min(SHADES.len() - 1)],
        }
    }

    /// Each step there is, by its lowest and its highest number.
    fn steps(&self) -> Vec<(u64, u64)> {
        let lowest = (1..=self.most).step_by(self.width as usize);
        lowest.map(|from| (from, (from + self.width - 1).min(self.most))).collect()
    }
}

/// Shades the regions by these numbers: what is not told of is white within a thin line, what is hidden within a broken one.
pub(crate) fn shaded(numbers: &[(&str, Shown)], words: Words) -> String {
    let most = numbers.iter().filter_map(|(_, shown)| number(*shown)).max().unwrap_or(0);
    let scale = Scale::up_to(most);
    let [width, height] = SIZE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" direction=\"ltr\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\">\n",
        width * 11 / 10,
        height * 11 / 10
    );
    let inner = BODY.lines().filter(|line| !line.starts_with("<svg") && !line.starts_with("</svg"));
    for line in inner {
        let told = |region: &str| numbers.iter().find(|(of, _)| *of == region).map(|(_, shown)| *shown);
        svg.push_str(&shape(line, &told, &scale, words));
    }
    svg.push_str(&key(&scale, numbers.iter().any(|(_, shown)| number(*shown).is_none()), words));
    svg.push_str("</svg>\n");
    svg
}

fn number(shown: Shown) -> Option<u64> {
    match shown {
        Shown::Number(number) => Some(number),
        Shown::Below(_) | Shown::Withheld => None,
    }
}

/// The value of an attribute of a line.
fn value<'a>(line: &'a str, attribute: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!("{attribute}=\""))?;
    rest.split('"').next()
}

/// A line of the drawing with what it is filled and drawn with.
fn shape(line: &str, told: &dyn Fn(&str) -> Option<Shown>, scale: &Scale, words: Words) -> String {
    let path = |style: &str| {
        let data = value(line, " d").unwrap_or_default();
        format!("<path d=\"{data}\" {style} stroke-linejoin=\"round\"/>\n")
    };
    let drawn =
        |colour: &str, width: &str| format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"");
    if let Some(region) = value(line, "data-region") {
        return match told(region) {
            None => path(&drawn(QUIET, "0.4")),
            Some(Shown::Number(number)) => {
                path(&format!("fill=\"{}\" stroke=\"{INK}\" stroke-width=\"0.5\"", scale.shade(number)))
            }
            Some(_) => path(&format!("{} stroke-dasharray=\"2 1.5\"", drawn(INK, "0.9"))),
        };
    }
    match (value(line, "class"), value(line, "data-word")) {
        (Some("outline"), _) => path(&drawn(INK, "0.9")),
        (Some(_), _) => path(&drawn(QUIET, "0.5")),
        (_, Some(side)) => {
            let place = |name| value(line, name).unwrap_or_default();
            letters(place(" x"), place(" y"), &words.word("side", side))
        }
        _ => String::new(),
    }
}

fn letters(x: &str, y: &str, text: &str) -> String {
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-family=\"sans-serif\" font-size=\"8\" text-anchor=\"middle\" fill=\"{INK}\">{text}</text>\n"
    )
}

/// What the shades stand for, beneath the drawing.
fn key(scale: &Scale, hidden: bool, words: Words) -> String {
    let range = |(from, to): (u64, u64)| match from == to {
        true => words.number(from),
        false => format!("{}–{}", words.number(from), words.number(to)),
    };
    let mut steps = vec![("#ffffff", "none", words.number(0))];
    steps.extend(scale.steps().into_iter().map(|step| (scale.shade(step.0), "none", range(step))));
    if hidden {
        steps.push(("#ffffff", "2 1.5", words.t("hidden")));
    }
    let mut key = String::new();
    for (at, (fill, dash, label)) in steps.into_iter().enumerate() {
        let x = 12 + 54 * at;
        // Writing to a string cannot fail.
        let _ = writeln!(
            key,
            "<rect x=\"{x}\" y=\"354\" width=\"11\" height=\"9\" fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"0.5\" stroke-dasharray=\"{dash}\"/>"
        );
        key.push_str(&letters(&(x + 28).to_string(), "361.5", &label));
    }
    key
}

#[cfg(test)]
mod tests {
    use amana_typeset::Language;

    use super::*;

    #[test]
    fn every_number_is_in_one_step() {
        for most in 0..40 {
            let scale = Scale::up_to(most);
            assert!(scale.steps().len() <= SHADES.len());
            for number in 1..=most {
                let steps: Vec<_> =
                    scale.steps().into_iter().filter(|(from, to)| (*from..=*to).contains(&number)).collect();
                assert_eq!(steps.len(), 1, "{number} of {most}");
                assert_eq!(scale.shade(steps[0].0), scale.shade(number));
            }
        }
        assert_eq!(Scale::up_to(u64::MAX).shade(u64::MAX), SHADES[3]);
    }

    #[test]
    fn the_drawing_has_its_regions_and_is_xml() {
        let numbers = [("face", Shown::Number(8)), ("sole", Shown::Below(5)), ("no-such", Shown::Number(1))];
        for language in [Language::English, Language::Arabic] {
            let svg = shaded(&numbers, Words::of(language));
            let tree = roxmltree::Document::parse(&svg).unwrap();
            let shapes = tree.descendants().filter(|node| node.has_tag_name("path")).count();
            assert!(
                shapes > 60 && svg.contains(SHADES[3]) && svg.contains("2 1.5") && !svg.contains("data-")
            );
        }
    }
}

//! The body as a map of numbers: its regions shaded in steps, told apart by pattern as well as by colour.
//!
//! The drawing is the one that coders see. Which side a sign is on is not compared between coders, so both sides are shaded alike.

/// The drawing, a shape or a word a line.
const DRAWING: &str = amana_report::BODY;
/// Steps of shading; beside them, nothing.
const STEPS: u64 = 4;

/// A line of the drawing.
pub(crate) enum Line {
    /// As it stands.
    Plain(&'static str),
    /// A shape of a region, without its end.
    Shape(&'static str, &'static str),
    /// The word for a side, without its end.
    Side(&'static str, &'static str),
}

/// The value of an attribute of a line.
fn value(line: &'static str, attribute: &str) -> Option<&'static str> {
    let (_, rest) = line.split_once(&format!("{attribute}=\""))?;
    rest.split('"').next()
}

/// The lines between the drawing's own first and last.
pub(crate) fn lines() -> Vec<Line> {
    let line = |line: &'static str| {
        if let (Some(region), Some(open)) = (value(line, "data-region"), line.strip_suffix("/>")) {
            return Line::Shape(open, region);
        }
        match (value(line, "data-word"), line.strip_suffix("></text>")) {
            (Some(side), Some(open)) => Line::Side(open, side),
            _ => Line::Plain(line),
        }
    };
    let inner = DRAWING.lines().filter(|line| !line.starts_with("<svg") && !line.starts_with("</svg"));
    inner.map(line).collect()
}

/// How numbers are put into steps: each as wide as the others, from 1 to the highest number or a little beyond.
pub(crate) struct Scale {
    width: u64,
    most: u64,
}

impl Scale {
    /// Steps for numbers up to this one.
    pub(crate) fn up_to(most: u64) -> Self {
        Self { width: most.div_ceil(STEPS).max(1), most }
    }

    /// The step of a number, 0 for none.
    pub(crate) fn step(&self, number: u64) -> u64 {
        number.div_ceil(self.width)
    }

    /// Every step there is, with its lowest and highest number.
    pub(crate) fn steps(&self) -> Vec<(u64, u64, u64)> {
        let all = 1..=self.step(self.most);
        all.map(|step| (step, (step - 1) * self.width + 1, (step * self.width).min(self.most))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_in_one_step_and_no_step_is_beyond_the_last() {
        for most in 0..40 {
            let scale = Scale::up_to(most);
            assert!(scale.steps().len() <= STEPS as usize);
            for number in 1..=most {
                let of =
                    |(step, from, to): &(u64, u64, u64)| (*from..=*to).contains(&number).then_some(*step);
                let steps: Vec<u64> = scale.steps().iter().filter_map(of).collect();
                assert_eq!(steps, [scale.step(number)], "{number} of {most}");
            }
            assert_eq!(scale.step(0), 0);
        }
    }

    #[test]
    fn the_drawing_has_its_regions_and_words() {
        let lines = lines();
        let regions = lines.iter().filter(|line| matches!(line, Line::Shape(_, _))).count();
        assert!(regions > 60 && lines.iter().any(|line| matches!(line, Line::Side(_, "left"))));
        assert!(!lines.iter().any(|line| matches!(line, Line::Plain(text) if text.contains("data-region"))));
    }
}

//! The steps of a network taught with CTC, to labels and back: which labels are probable, and where the signs of one
//! stand.
//!
//! Labels are found by prefix beam search (Graves and others, 2006), as in `training/decode.py`; the places of signs on the
//! most probable alignment (Viterbi). Class 0 is the blank.

use std::collections::HashMap;

/// Log probabilities of ending in a blank and in the last sign.
type Ends = (f32, f32);

/// The most probable labels, each with its log probability over all alignments; the best first.
pub(crate) fn beam(steps: &[Vec<f32>], width: usize, floor: f32) -> Vec<(f32, Vec<usize>)> {
    let mut prefixes: Vec<(Vec<usize>, Ends)> = vec![(Vec::new(), (0.0, f32::NEG_INFINITY))];
    for step in steps {
        let mut following: HashMap<Vec<usize>, Ends> = HashMap::new();
        let mut give = |prefix: Vec<usize>, blank: f32, sign: f32| {
            let ends = following.entry(prefix).or_insert((f32::NEG_INFINITY, f32::NEG_INFINITY));
            *ends = (add(ends.0, blank), add(ends.1, sign));
        };
        for (prefix, (blank, sign)) in &prefixes {
            let total = add(*blank, *sign);
            give(prefix.clone(), total + step[0], f32::NEG_INFINITY);
            if let Some(last) = prefix.last() {
                give(prefix.clone(), f32::NEG_INFINITY, sign + step[*last]);
            }
            for (class, value) in step.iter().enumerate().skip(1).filter(|(_, value)| **value > floor) {
                let before = if prefix.last() == Some(&class) { *blank } else { total };
                let mut longer = prefix.clone();
                longer.push(class);
                give(longer, f32::NEG_INFINITY, before + value);
            }
        }
        prefixes = following.into_iter().collect();
        // By the label too: equals must not depend on the order of a map.
        prefixes.sort_by(|a, b| add(b.1.0, b.1.1).total_cmp(&add(a.1.0, a.1.1)).then_with(|| a.0.cmp(&b.0)));
        prefixes.truncate(width);
    }
    prefixes.into_iter().map(|(prefix, (blank, sign))| (add(blank, sign), prefix)).collect()
}

/// ln(eᵃ + eᵇ).
fn add(a: f32, b: f32) -> f32 {
    let (high, low) = (a.max(b), a.min(b));
    if low == f32::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

/// The first and last step of each sign of a label on its most probable alignment; empty if the steps are too few for it.
///
/// Even states are the blanks around the signs, odd ones the signs.
pub(crate) fn spans(steps: &[Vec<f32>], label: &[usize]) -> Vec<(usize, usize)> {
    let class = |state: usize| if state % 2 == 1 { label[state / 2] } else { 0 };
    let mut values = vec![f32::NEG_INFINITY; 2 * label.len() + 1];
    let mut ways: Vec<Vec<usize>> = Vec::with_capacity(steps.len());
    for (t, step) in steps.iter().enumerate() {
        let before = |state: usize| if t == 0 && state < 2 { 0.0 } else { values[state] };
        let way = |state: usize| {
            let leaps = state >= 3 && state % 2 == 1 && class(state) != class(state - 2);
            let from = [Some(state), state.checked_sub(1), state.checked_sub(2).filter(|_| leaps)];
            let best = from.into_iter().flatten().max_by(|a, b| before(*a).total_cmp(&before(*b)));
            best.filter(|_| t > 0).unwrap_or(state)
        };
        let chosen: Vec<usize> = (0..values.len()).map(way).collect();
        values = (0..values.len()).map(|state| before(chosen[state]) + step[class(state)]).collect();
        ways.push(chosen);
    }
    let ends = values.len().saturating_sub(2)..values.len();
    let end = ends.max_by(|a, b| values[*a].total_cmp(&values[*b]));
    end.filter(|end| values[*end].is_finite()).map_or(Vec::new(), |end| back(&ways, end, label.len()))
}

/// Goes the chosen ways back from the state at the end.
fn back(ways: &[Vec<usize>], mut state: usize, signs: usize) -> Vec<(usize, usize)> {
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; signs];
    for (t, way) in ways.iter().enumerate().rev() {
        if state % 2 == 1 {
            let last = spans[state / 2].map_or(t, |span| span.1);
            spans[state / 2] = Some((t, last));
        }
        state = way[state];
    }
    spans.into_iter().collect::<Option<_>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_the_probability_of_all_its_alignments() {
        // Two steps, blank 0.4 and one sign 0.6: "a" is a-, -a and aa; nothing is --.
        let step = vec![0.4_f32.ln(), 0.6_f32.ln()];
        let found = beam(&[step.clone(), step], 8, -9.0);
        assert_eq!(found[0].1, [1]);
        assert!((found[0].0.exp() - 0.84).abs() < 1e-5, "{found:?}");
        assert!((found[1].0.exp() - 0.16).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn signs_stand_where_they_are_most_probable() {
        // One step for each class named; the others nearly impossible there.
        let steps = |classes: &[usize]| -> Vec<Vec<f32>> {
            classes
                .iter()
                .map(|sure| (0..3).map(|c| if c == *sure { -0.01 } else { -6.0 }).collect())
                .collect()
        };
        assert_eq!(spans(&steps(&[0, 1, 1, 0, 1, 2, 2, 2, 0]), &[1, 1, 2]), [(1, 2), (4, 4), (5, 7)]);
        assert_eq!(spans(&steps(&[1, 2]), &[1, 2]), [(0, 0), (1, 1)]);
        assert_eq!(spans(&steps(&[1, 1]), &[1]), [(0, 1)]);
        assert!(spans(&steps(&[1, 1]), &[1, 1]).is_empty(), "a blank has to part them");
        assert!(spans(&[], &[1]).is_empty() && spans(&steps(&[0]), &[]).is_empty());
    }
}

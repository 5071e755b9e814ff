//! How many units to draw of each stratum. The sizes are what is published and drawn by; how they came about need not be followed again.

use std::collections::BTreeMap;

use super::SampleError;

/// A stratum by its size and weight.
struct Stratum<'a> {
    label: &'a str,
    /// Its share of the sample is in proportion to this.
    weight: u128,
    least: u128,
    most: u128,
    size: Option<u128>,
}

/// In proportion to how many units a stratum has, but `least` of each at least (or all it has): n_h = n · N_h / N (Bowley 1926).
///
/// A variance needs two of each stratum. Whole numbers by largest remainder, ties by label.
///
/// # Errors
/// If `size` is none, more than there are, or less than `least` of each need.
pub fn proportional(
    strata: &BTreeMap<String, usize>,
    size: usize,
    least: usize,
) -> Result<BTreeMap<String, usize>, SampleError> {
    apportion(strata, size, least, |_, there| Ok(there as u128))
}

/// As many of each stratum, as far as it has them.
///
/// # Errors
/// If `size` is none or more than there are.
pub fn equal(strata: &BTreeMap<String, usize>, size: usize) -> Result<BTreeMap<String, usize>, SampleError> {
    apportion(strata, size, 0, |_, _| Ok(1))
}

/// In proportion to N_h · S_h, which gives the total with the least variance (Neyman 1934); `least` of each at least.
///
/// `spreads` are the standard deviations S_h within the strata, as expected: of a share p, √(p (1 − p)). A stratum that it does not
/// name has none, and gets `least`.
///
/// # Errors
/// If `size` is none, more than there are, or less than `least` of each need; if a spread is negative or no number.
pub fn neyman(
    strata: &BTreeMap<String, usize>,
    spreads: &BTreeMap<String, f64>,
    size: usize,
    least: usize,
) -> Result<BTreeMap<String, usize>, SampleError> {
    let weight = |label: &str, there: usize| {
        let spread = spreads.get(label).copied().unwrap_or(0.0);
        if !spread.is_finite() || spread < 0.0 {
            return Err(SampleError::Spread(label.to_owned()));
        }
        Ok(there as f64 * spread)
    };
    let mut largest = 0.0_f64;
    for (label, there) in strata {
        largest = largest.max(weight(label, *there)?);
    }
    // To whole numbers of at most 40 bits: finer than any sample is large.
    let unit = if largest > 0.0 { (1_u64 << 40) as f64 / largest } else { 0.0 };
    apportion(strata, size, least, |label, there| Ok((weight(label, there)? * unit).round() as u128))
}

fn apportion(
    strata: &BTreeMap<String, usize>,
    size: usize,
    least: usize,
    weight: impl Fn(&str, usize) -> Result<u128, SampleError>,
) -> Result<BTreeMap<String, usize>, SampleError> {
    let sum = |counts: &mut dyn Iterator<Item = usize>| counts.fold(0, usize::saturating_add);
    let there = sum(&mut strata.values().copied());
    let needed = sum(&mut strata.values().map(|there| least.min(*there)));
    match size {
        0 => return Err(SampleError::Nothing),
        _ if size > there => return Err(SampleError::TooMany { asked: size, there }),
        _ if size < needed => return Err(SampleError::TooMany { asked: needed, there: size }),
        _ => {}
    }
    let mut all = Vec::with_capacity(strata.len());
    for (label, there) in strata {
        let (least, most) = (least.min(*there) as u128, *there as u128);
        all.push(Stratum { label, weight: weight(label, *there)?, least, most, size: None });
    }
    settle(&mut all, size as u128);
    Ok(all.iter().map(|stratum| (stratum.label.to_owned(), stratum.size.unwrap_or(0) as usize)).collect())
}

/// Gives whoever would get too few or too many what it may have, until the rest can be shared out.
fn settle(all: &mut [Stratum<'_>], size: u128) {
    loop {
        let taken: u128 = all.iter().filter_map(|stratum| stratum.size).sum();
        let left = size.saturating_sub(taken);
        if all.iter().all(|stratum| stratum.size.is_some() || stratum.weight == 0) {
            // Nothing weighs anything: what is left goes to whoever can take it, all alike.
            if all.iter().all(|stratum| stratum.size.is_some()) {
                return;
            }
            all.iter_mut().filter(|stratum| stratum.size.is_none()).for_each(|stratum| stratum.weight = 1);
        }
        let weights: u128 = all.iter().filter(|stratum| stratum.size.is_none()).map(|s| s.weight).sum();
        let open = |stratum: &Stratum<'_>| stratum.size.is_none();
        let few = |s: &Stratum<'_>| open(s) && left * s.weight < s.least * weights;
        let many = |s: &Stratum<'_>| open(s) && left * s.weight > s.most * weights;
        // How much too many get in all, and too few: the larger wrong is put right first, for then the other may vanish.
        let over: u128 = all.iter().filter(|s| many(s)).map(|s| left * s.weight - s.most * weights).sum();
        let under: u128 = all.iter().filter(|s| few(s)).map(|s| s.least * weights - left * s.weight).sum();
        if over == 0 && under == 0 {
            return share_out(all, left, weights);
        }
        let settled = |s: &Stratum<'_>| match () {
            () if over >= under && many(s) => Some(s.most),
            () if under >= over && few(s) => Some(s.least),
            () => s.size,
        };
        let settled: Vec<Option<u128>> = all.iter().map(settled).collect();
        all.iter_mut().zip(settled).for_each(|(stratum, size)| stratum.size = size);
    }
}

/// Whole numbers by largest remainder.
fn share_out(all: &mut [Stratum<'_>], left: u128, weights: u128) {
    let mut open: Vec<&mut Stratum<'_>> = all.iter_mut().filter(|stratum| stratum.size.is_none()).collect();
    let mut rest = left;
    for stratum in &mut open {
        stratum.size = Some(left * stratum.weight / weights);
        rest -= stratum.size.unwrap_or(0);
    }
    open.sort_by_key(|stratum| (std::cmp::Reverse(left * stratum.weight % weights), stratum.label));
    open.iter_mut().take(rest as usize).for_each(|stratum| stratum.size = stratum.size.map(|size| size + 1));
}

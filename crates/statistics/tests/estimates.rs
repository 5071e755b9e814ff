//! Estimates: figures that others published, what must hold of any, what is refused.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test says what failed by panicking")]

use amana_statistics::Confidence;
use amana_statistics::estimates::design::{Cluster, Stratum, clustered, stratified};
use amana_statistics::estimates::{EstimateError, Proportion, planning, sensitivity};
use proptest::prelude::*;

const USUAL: Confidence = Confidence::USUAL;

fn of(yes: u64, of: u64) -> Proportion {
    Proportion::new(yes, of).unwrap()
}

#[track_caller]
fn percent(share: f64, digits: &str) {
    let decimals = digits.split('.').nth(1).unwrap().len();
    assert_eq!(format!("{:.decimals$}", share * 100.0), digits);
}

#[track_caller]
fn near(is: f64, should: f64) {
    assert!((is - should).abs() <= 1e-12 * should.abs().max(1.0), "{is} is not {should}");
}

#[test]
fn published_figures() {
    // S/2014/244: 150 examined in detail, 62 % emaciated.
    let emaciated = of(93, 150);
    percent(emaciated.value(), "62.0");
    let wilson = emaciated.wilson(USUAL);
    percent(wilson.low, "54.0");
    percent(wilson.high, "69.4");
    // SNHR 2015: 772 identified of 6,627. SAFMCD through HRW: branches 215 and 227 of 6,786.
    percent(of(772, 6627).value(), "11.65");
    percent(of(3556 + 2047, 6786).value(), "82.57");
}

#[test]
fn intervals_of_printed_tables() {
    // Newcombe 1998, table I: Wilson without correction and Clopper-Pearson, 95 %.
    for (yes, n, wilson, exact) in [
        (81, 263, ["0.2553", "0.3662"], ["0.2527", "0.3676"]),
        (15, 148, ["0.0624", "0.1605"], ["0.0578", "0.1617"]),
        (0, 20, ["0.0000", "0.1611"], ["0.0000", "0.1684"]),
        (1, 29, ["0.0061", "0.1718"], ["0.0009", "0.1776"]),
    ] {
        let shown =
            |interval: amana_statistics::Interval| [interval.low, interval.high].map(|x| format!("{x:.4}"));
        assert_eq!(shown(of(yes, n).wilson(USUAL)), wilson);
        assert_eq!(shown(of(yes, n).clopper_pearson(USUAL)), exact);
    }
}

#[test]
fn a_finite_population_by_hand() {
    // 5 of 10, of 20: the limits P solve (0.5 − P)² = z² P (1 − P)/10 · 10/19.
    let interval = of(5, 10).wilson_finite(20, USUAL).unwrap();
    let z2 = 1.959_963_984_540_054_f64.powi(2);
    for limit in [interval.low, interval.high] {
        near((0.5 - limit).powi(2), z2 * limit * (1.0 - limit) / 19.0);
    }
    // 1 of 2, of 4: with one yes in all, P(X ≥ 1) = 1/2; with three, P(X ≤ 1) = 1/2. Nothing can be left out.
    let exact = of(1, 2).hypergeometric(4, USUAL).unwrap();
    assert_eq!((exact.low, exact.high), (0.25, 0.75));
    // All looked at: nothing is uncertain.
    let all = of(3, 7).wilson_finite(7, USUAL).unwrap();
    assert_eq!((all.low, all.high), (3.0 / 7.0, 3.0 / 7.0));
    let total = of(93, 150).total(6786, &of(93, 150).hypergeometric(6786, USUAL).unwrap()).unwrap();
    near(total.value, 4207.32);
    assert!(total.low.fract() == 0.0 && total.high.fract() == 0.0, "{total:?}");
}

#[test]
fn what_cannot_be_estimated_is_refused() {
    assert_eq!(Proportion::new(0, 0), Err(EstimateError::OfNone));
    assert_eq!(Proportion::new(3, 2), Err(EstimateError::MoreThanAll { yes: 3, of: 2 }));
    assert_eq!(Proportion::new(0, u64::MAX), Err(EstimateError::TooLarge));
    let more = EstimateError::MoreThanPopulation { sampled: 20, population: 19 };
    assert_eq!(of(1, 20).wilson_finite(19, USUAL), Err(more.clone()));
    assert_eq!(of(1, 20).hypergeometric(19, USUAL), Err(more.clone()));
    assert_eq!(Stratum::of_counts("a", 19, 20, 1), Err(more));
    assert_eq!(Stratum::of_counts("a", 19, 1, 1), Err(EstimateError::One("a".into())));
    assert_eq!(Stratum::of_values("a", 9, &[1.0, f64::NAN]), Err(EstimateError::NotFinite));
    assert_eq!(stratified(&[]), Err(EstimateError::OfNone));
    let one = [Cluster { units: 3, sum: 1.0 }];
    assert_eq!(clustered(&one, 5, None), Err(EstimateError::One("clusters".into())));
    let empty = [Cluster { units: 0, sum: 0.0 }; 2];
    assert_eq!(clustered(&empty, 5, None), Err(EstimateError::OfNone));
    assert!(
        planning::size(0.0, 0.5, None, USUAL).is_err() && planning::size(0.05, 1.0, None, USUAL).is_err()
    );
    assert_eq!(planning::size(0.05, 0.5, Some(0), USUAL), Err(EstimateError::OfNone));
    assert!(
        Confidence::new(0.99999).is_err()
            && Confidence::new(f64::NAN).is_err()
            && Confidence::new(0.4).is_err()
    );
    assert!("95%".parse::<Confidence>().is_err() && "0.9".parse::<Confidence>().is_ok());
}

#[test]
fn strata_by_hand() {
    // 0.6 · 0.5 + 0.4 · 0.25 = 0.4; v = 0.36 · 0.9 · 0.25/9 + 0.16 · 0.8 · 0.1875/7 by p q/(n − 1).
    let strata = [Stratum::of_counts("a", 100, 10, 5).unwrap(), Stratum::of_counts("b", 40, 8, 2).unwrap()];
    let found = stratified(&strata).unwrap();
    let (wa, wb) = (100.0 / 140.0, 40.0 / 140.0);
    near(found.mean, wa * 0.5 + wb * 0.25);
    let variance: f64 = wa * wa * 0.9 * 0.25 / 9.0 + wb * wb * 0.8 * 0.1875 / 7.0;
    near(found.standard_error, variance.sqrt());
    assert_eq!((found.sampled, found.population, found.degrees), (18.0, 140.0, 16));
    near(found.total().0, 60.0);
    // Yes and no as values are the same.
    let values = |yes: usize, n: usize| (0..n).map(|at| f64::from(u8::from(at < yes))).collect::<Vec<f64>>();
    let same = [
        Stratum::of_values("a", 100, &values(5, 10)).unwrap(),
        Stratum::of_values("b", 40, &values(2, 8)).unwrap(),
    ];
    near(stratified(&same).unwrap().standard_error, found.standard_error);
    // A stratum looked at whole adds no error, and one of one unit is looked at whole.
    let whole = [Stratum::of_counts("a", 100, 10, 5).unwrap(), Stratum::of_counts("b", 1, 1, 1).unwrap()];
    let found = stratified(&whole).unwrap();
    near(found.standard_error, 100.0 / 101.0 * (0.9_f64 * 0.25 / 9.0).sqrt());
    assert_eq!(found.degrees, 9);
    // No spread seen: no interval, rather than one without width.
    let none = stratified(&[Stratum::of_counts("a", 100, 10, 0).unwrap()]).unwrap();
    assert_eq!((none.linear(USUAL), none.wilson(USUAL)), (None, None));
}

#[test]
fn one_stratum_is_a_simple_sample() {
    let found = stratified(&[Stratum::of_counts("all", 6786, 150, 93).unwrap()]).unwrap();
    near(found.design_effect.unwrap(), 1.0);
    let (wilson, finite) = (found.wilson(USUAL).unwrap(), of(93, 150).wilson_finite(6786, USUAL).unwrap());
    // With t for z and n − 1 for n it is a little wider.
    assert!(wilson.low < finite.low && finite.low - wilson.low < 0.002);
    assert!(wilson.high > finite.high && wilson.high - finite.high < 0.002);
}

#[test]
fn clusters_by_hand() {
    // Three of 10 series of photographs: 2 of 4, 3 of 5, 1 of 3.
    let drawn = [(4, 2.0), (5, 3.0), (3, 1.0)].map(|(units, sum)| Cluster { units, sum });
    let found = clustered(&drawn, 10, None).unwrap();
    near(found.mean, 0.5);
    // Residuals 0, 0.5, −0.5; m̄ = 4: v = 0.7/(3 · 16) · 0.5/2.
    near(found.standard_error, (0.7_f64 / 48.0 * 0.25).sqrt());
    assert_eq!((found.population, found.degrees), (40.0, 2));
    let known = clustered(&drawn, 10, Some(50)).unwrap();
    near(known.standard_error, (0.7_f64 / 75.0 * 0.25).sqrt());
    near(known.total().0, 25.0);
    let all = clustered(&drawn, 3, Some(12)).unwrap();
    let interval = all.linear(USUAL).unwrap();
    assert_eq!((all.standard_error, interval.low, interval.high), (0.0, 0.5, 0.5));
}

#[test]
fn what_is_open_gives_a_range() {
    let bounds = sensitivity::not_assessable(93, 57, 50).unwrap();
    assert_eq!((bounds.all_no, bounds.all_yes), (of(93, 200), of(143, 200)));
    let all = bounds.interval(Some(6786), USUAL).unwrap();
    let [no, yes] = [93, 143].map(|yes| of(yes, 200).wilson_finite(6786, USUAL).unwrap());
    assert_eq!((all.low, all.high, all.method), (no.low, yes.high, yes.method));
    let endless = bounds.interval(None, USUAL).unwrap();
    assert!(endless.low < all.low && endless.high > all.high);
    assert_eq!(sensitivity::not_assessable(0, 0, 0), Err(EstimateError::OfNone));
    assert_eq!(sensitivity::not_assessable(u64::MAX, 1, 0), Err(EstimateError::TooLarge));
    let (yes, no, open) = (Some(true), Some(false), None);
    let units = [
        vec![yes, yes, yes],
        vec![yes, no, yes],
        vec![no, no, open],
        vec![open, yes, open],
        vec![open, open, open],
    ];
    let found = sensitivity::disagreement(&units).unwrap();
    assert_eq!((found.bounds.all_no, found.bounds.all_yes), (of(2, 4), of(3, 4)));
    assert_eq!(found.coders, [Some(of(2, 3)), Some(of(2, 4)), Some(of(2, 2))]);
    assert_eq!((found.disputed, found.once, found.open), (1, 1, 1));
    assert_eq!(sensitivity::disagreement(&[vec![open]]), Err(EstimateError::OfNone));
}

#[test]
fn how_many_to_look_at() {
    // The tables that everybody knows: ± 5 points of anything, 385; ± 3, 1,068.
    assert_eq!(planning::size(0.05, 0.5, None, USUAL), Ok(385));
    assert_eq!(planning::size(0.03, 0.5, None, USUAL), Ok(1068));
    assert_eq!(planning::size(0.05, 0.5, Some(6786), USUAL), Ok(364));
    assert_eq!(planning::size(0.05, 0.5, Some(1000), USUAL), Ok(278));
    assert_eq!(planning::size(0.001, 0.5, Some(40), USUAL), Ok(40));
    assert_eq!(planning::size(0.5, 0.5, Some(1), USUAL), Ok(1));
}

proptest! {
    #[test]
    fn intervals_hold_the_share_and_are_finite(n in 1..400_u64, x in 0..400_u64, more in 0..5000_u64, share in 0.5..0.9999_f64) {
        let (found, confidence) = (of(x.min(n), n), Confidence::new(share).unwrap());
        let all = n + more;
        let finite = found.wilson_finite(all, confidence).unwrap();
        let exact = found.hypergeometric(all, confidence).unwrap();
        for interval in [found.wilson(confidence), found.clopper_pearson(confidence), finite.clone(), exact.clone()] {
            prop_assert!(0.0 <= interval.low && interval.low <= found.value() + 1e-15, "{interval:?}");
            prop_assert!(found.value() <= interval.high + 1e-15 && interval.high <= 1.0, "{interval:?}");
        }
        for interval in [&finite, &exact] {
            let total = found.total(all, interval).unwrap();
            prop_assert!(total.low >= found.yes() as f64 && total.high <= (all - (n - found.yes())) as f64);
        }
    }

    #[test]
    fn yes_and_no_are_mirrored(n in 1..300_u64, x in 0..300_u64, more in 0..500_u64) {
        let (x, all) = (x.min(n), n + more);
        let (yes, no) = (of(x, n), of(n - x, n));
        let pairs = [
            (yes.wilson(USUAL), no.wilson(USUAL)),
            (yes.clopper_pearson(USUAL), no.clopper_pearson(USUAL)),
            (yes.wilson_finite(all, USUAL).unwrap(), no.wilson_finite(all, USUAL).unwrap()),
            (yes.hypergeometric(all, USUAL).unwrap(), no.hypergeometric(all, USUAL).unwrap()),
        ];
        for (yes, no) in pairs {
            prop_assert!((yes.low + no.high - 1.0).abs() < 1e-12 && (yes.high + no.low - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_larger_population_is_never_known_better_and_at_last_as_an_endless_one(n in 1..200_u64, x in 0..200_u64, more in 0..2000_u64) {
        let found = of(x.min(n), n);
        let width = |all| found.wilson_finite(all, USUAL).map(|interval| interval.high - interval.low).unwrap();
        prop_assert!(width(n + more) <= width(n + more + 1) + 1e-12);
        let (far, endless) = (found.wilson_finite(1 << 50, USUAL).unwrap(), found.wilson(USUAL));
        prop_assert!((far.low - endless.low).abs() < 1e-9 && (far.high - endless.high).abs() < 1e-9);
    }

    #[test]
    fn the_exact_interval_holds_as_often_as_it_says(all in 1..25_u64, n in 1..25_u64, yes in 0..25_u64) {
        // Every sample there is, counted.
        let (n, yes) = (n.min(all), yes.min(all));
        let choose = |n: u64, k: u64| (1..=k).fold(1.0, |c, i| c * (n + 1 - i) as f64 / i as f64);
        let (mut held, mut sum) = (0.0, 0.0);
        for x in (n + yes).saturating_sub(all)..=n.min(yes) {
            let ways = choose(yes, x) * choose(all - yes, n - x);
            let interval = of(x, n).hypergeometric(all, USUAL).unwrap();
            let share = yes as f64 / all as f64;
            sum += ways;
            held += if interval.low <= share && share <= interval.high { ways } else { 0.0 };
        }
        prop_assert!(held / sum >= 0.95);
    }

    #[test]
    fn the_planned_size_gives_the_distance(within in 0.01..0.3_f64, expected in 0.05..0.95_f64, all in 1..100_000_u64) {
        let n = planning::size(within, expected, Some(all), USUAL).unwrap();
        let error = |n: u64| {
            let (n, all) = (n as f64, all as f64);
            1.959_963_984_540_054 * (expected * (1.0 - expected) / n * (all - n) / (all - 1.0).max(1.0)).sqrt()
        };
        prop_assert!(n == all || error(n) <= within + 1e-9);
        prop_assert!(n == 1 || error(n - 1) > within - 1e-9);
    }
}

//! Agreement: the digits that others published, what never changes, what is not defined.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test says what failed by panicking")]

use amana_statistics::agreement::krippendorff::AlphaInterval;
use amana_statistics::agreement::{
    Agreement, Level, NoInterval, Ratings, RatingsError, Undefined, Weights, cohen, fleiss, gwet,
    krippendorff, percent,
};
use amana_statistics::{Confidence, Method};
use proptest::prelude::*;

const USUAL: Confidence = Confidence::USUAL;

type Units = Vec<Vec<Option<f64>>>;

fn ratings(level: Level, units: &[Vec<Option<f64>>]) -> Ratings {
    Ratings::numbers(level, &[], units).unwrap()
}

/// A row a coder, `.` for not coded.
fn coders(rows: &[&str]) -> Units {
    let rows: Vec<Vec<Option<f64>>> = rows
        .iter()
        .map(|row| row.split(' ').map(|cell| (cell != ".").then(|| cell.parse().unwrap())).collect())
        .collect();
    (0..rows[0].len()).map(|unit| rows.iter().map(|row| row[unit]).collect()).collect()
}

/// Two coders, by how often each pair of categories occurs.
fn crossed(table: &[&[usize]]) -> Units {
    let mut units = Vec::new();
    for (one, row) in table.iter().enumerate() {
        for (two, count) in row.iter().enumerate() {
            units.extend(std::iter::repeat_n(vec![Some(one as f64), Some(two as f64)], *count));
        }
    }
    units
}

/// Coders nobody knows apart, by how often each unit was put into each category.
fn counted(table: &[[usize; 5]]) -> Units {
    let unit = |counts: &[usize; 5]| {
        let codings = counts.iter().enumerate();
        codings.flat_map(|(category, count)| std::iter::repeat_n(Some(category as f64), *count)).collect()
    };
    table.iter().map(unit).collect()
}

fn linearised(level: Level, units: &[Vec<Option<f64>>]) -> Agreement {
    krippendorff::alpha(&ratings(level, units), &AlphaInterval::Linearised, USUAL).unwrap()
}

#[track_caller]
fn printed(value: f64, digits: &str) {
    let decimals = digits.split('.').nth(1).unwrap().len();
    assert_eq!(format!("{value:.decimals$}"), digits);
}

#[track_caller]
fn printed_with(agreement: &Agreement, value: &str, error: &str, [low, high]: [&str; 2]) {
    let interval = agreement.interval.as_ref().unwrap();
    printed(agreement.value, value);
    printed(agreement.standard_error.unwrap(), error);
    printed(interval.low, low);
    printed(interval.high, high);
}

/// Krippendorff 2011, table C, which Gwet 2014 has too.
fn krippendorff_c() -> Units {
    coders(&[
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . .",
        ". 3 3 3 2 3 4 2 2 5 1 3",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ])
}

#[test]
fn alpha_as_krippendorff_printed_it() {
    for (level, digits) in [
        (Level::Nominal, "0.743"),
        (Level::Ordinal, "0.815"),
        (Level::Interval, "0.849"),
        (Level::Ratio, "0.797"),
    ] {
        let agreement = linearised(level, &krippendorff_c());
        printed(agreement.value, digits);
        assert_eq!((agreement.units, agreement.pairable, agreement.coders), (12, 11, 4));
    }
    // His tables A and B: two coders, yes and no; five names.
    printed(
        linearised(Level::Nominal, &coders(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"])).value,
        "0.095",
    );
    let (ben, gerry) = ("aabbdcccedda", "babbbccceddd");
    let units: Vec<Vec<Option<String>>> =
        ben.chars().zip(gerry.chars()).map(|(b, g)| vec![Some(b.to_string()), Some(g.to_string())]).collect();
    let names = Ratings::nominal(&units).unwrap();
    printed(krippendorff::alpha(&names, &AlphaInterval::Linearised, USUAL).unwrap().value, "0.692");
}

#[test]
fn the_handed_out_table_gives_the_printed_digits() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/agreement/krippendorff_2011_C.csv");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is not there");
        return;
    };
    let rows: Vec<String> =
        text.lines().skip(1).map(|line| line.split(',').skip(1).collect::<Vec<_>>().join(" ")).collect();
    let rows: Vec<String> = rows.iter().map(|row| row.replace("NA", ".")).collect();
    let units = coders(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    for (level, digits) in [
        (Level::Nominal, "0.743"),
        (Level::Ordinal, "0.815"),
        (Level::Interval, "0.849"),
        (Level::Ratio, "0.797"),
    ] {
        printed(linearised(level, &units).value, digits);
    }
}

#[test]
fn the_four_raters_of_gwet() {
    // As the documentation of irrCAC prints them.
    let four = ratings(Level::Nominal, &krippendorff_c());
    let ac1 = gwet::coefficient(&four, Weights::Identity, USUAL).unwrap();
    printed_with(&ac1, "0.77544", "0.14295", ["0.46081", "1.00000"]);
    printed(ac1.observed, "0.81818");
    printed(ac1.expected.unwrap(), "0.19032");
    let kappa = fleiss::kappa(&four, USUAL).unwrap();
    printed_with(&kappa, "0.76117", "0.15302", ["0.42438", "1.00000"]);
    printed(kappa.expected.unwrap(), "0.23872");
    assert_eq!((kappa.units, kappa.pairable, kappa.codings), (12, 11, 41));
}

#[test]
fn fleiss_kappa_as_printed() {
    // Fleiss 1971: 30 people, six psychiatrists each, five diagnoses.
    let diagnoses = counted(&[
        [0, 0, 0, 6, 0],
        [0, 3, 0, 0, 3],
        [0, 1, 4, 0, 1],
        [0, 0, 0, 0, 6],
        [0, 3, 0, 3, 0],
        [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2],
        [2, 0, 3, 1, 0],
        [2, 0, 0, 4, 0],
        [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0],
        [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0],
        [1, 0, 0, 5, 0],
        [0, 2, 0, 3, 1],
        [0, 0, 5, 0, 1],
        [3, 0, 0, 1, 2],
        [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0],
        [1, 0, 2, 0, 3],
        [0, 0, 0, 0, 6],
        [0, 1, 0, 5, 0],
        [0, 2, 0, 1, 3],
        [2, 0, 0, 4, 0],
        [1, 0, 0, 4, 1],
        [0, 5, 0, 1, 0],
        [4, 0, 0, 0, 2],
        [0, 2, 0, 4, 0],
        [1, 0, 5, 0, 0],
        [0, 0, 0, 0, 6],
    ]);
    let kappa = fleiss::kappa(&ratings(Level::Nominal, &diagnoses), USUAL).unwrap();
    printed(kappa.value, "0.430");
    // The example that everybody knows from the encyclopedia: ten units, fourteen coders.
    let ten = counted(&[
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]);
    let ten = fleiss::kappa(&ratings(Level::Nominal, &ten), USUAL).unwrap();
    printed(ten.value, "0.210");
    printed(ten.observed, "0.378");
    printed(ten.expected.unwrap(), "0.213");
}

#[test]
fn cohens_kappa_as_printed() {
    let kappa = |table: &[&[usize]], level, weights| {
        cohen::kappa(&ratings(level, &crossed(table)), weights, USUAL).unwrap()
    };
    // Cohen 1960.
    printed(
        kappa(&[&[88, 10, 2], &[14, 40, 6], &[18, 10, 12]], Level::Nominal, Weights::Identity).value,
        "0.492",
    );
    // Fleiss, Levin and Paik 2003, diagnoses of 100 people.
    let diagnoses: &[&[usize]] = &[&[75, 1, 4], &[5, 4, 1], &[0, 0, 10]];
    printed(kappa(diagnoses, Level::Nominal, Weights::Identity).value, "0.68");
    // SAS, as statsmodels' tests have it; weights linear.
    let sas: &[&[usize]] = &[&[0, 4, 1], &[0, 8, 0], &[0, 1, 5]];
    let plain = kappa(sas, Level::Ordinal, Weights::Identity);
    printed_with(&plain, "0.4842", "0.1380", ["0.2137", "0.7547"]);
    let linear = kappa(sas, Level::Ordinal, Weights::Linear);
    printed_with(&linear, "0.4701", "0.1457", ["0.1845", "0.7558"]);
    assert_eq!(linear.interval.unwrap().method, Method::Normal);
}

#[test]
fn where_nearly_all_is_one_category_ac1_stays_and_kappa_falls() {
    // Gwet 2002: 118 yes by both of 125, and kappa below nothing.
    let units = ratings(Level::Nominal, &crossed(&[&[118, 5], &[2, 0]]));
    printed(cohen::kappa(&units, Weights::Identity, USUAL).unwrap().value, "-0.0234");
    printed(gwet::coefficient(&units, Weights::Identity, USUAL).unwrap().value, "0.9408");
    printed(percent::agreement(&units, USUAL).unwrap().value, "0.9440");
}

#[test]
fn the_level_of_the_istanbul_protocol_is_an_order_of_names() {
    let names = ["not consistent", "consistent", "highly consistent", "typical", "diagnostic"];
    let units: Vec<Vec<Option<&str>>> = vec![
        vec![Some("typical"), Some("diagnostic"), None],
        vec![Some("consistent"), Some("consistent"), Some("highly consistent")],
        vec![Some("diagnostic"), Some("diagnostic"), Some("typical")],
        vec![None, Some("not consistent"), Some("consistent")],
    ];
    let named = Ratings::named(Level::Ordinal, &names, &units).unwrap();
    let numbers: Units = units
        .iter()
        .map(|unit| {
            let place = |name: &&str| names.iter().position(|known| known == name).unwrap() as f64;
            unit.iter().map(|name| name.as_ref().map(place)).collect()
        })
        .collect();
    let numbers = Ratings::numbers(Level::Ordinal, &[0.0, 1.0, 2.0, 3.0, 4.0], &numbers).unwrap();
    let bootstrap = AlphaInterval::bootstrap("a seed");
    assert_eq!(
        krippendorff::alpha(&named, &bootstrap, USUAL),
        krippendorff::alpha(&numbers, &bootstrap, USUAL)
    );
    let ac2 = |ratings: &Ratings| gwet::coefficient(ratings, Weights::Ordinal, USUAL).unwrap();
    assert_eq!(ac2(&named), ac2(&numbers));
    assert_eq!(
        Ratings::named(Level::Ordinal, &names[..3], &units),
        Err(RatingsError::Undeclared { unit: 1, category: "typical".into() })
    );
    assert_eq!(Ratings::named(Level::Interval, &names, &units), Err(RatingsError::NamesAreNoNumbers));
}

#[test]
fn a_category_that_nobody_chose_counts_for_ac1_and_for_no_other() {
    let units = krippendorff_c();
    let (seen, six) =
        (ratings(Level::Nominal, &units), Ratings::numbers(Level::Nominal, &[6.0], &units).unwrap());
    let ac1 = |ratings| gwet::coefficient(ratings, Weights::Identity, USUAL).unwrap();
    assert_eq!((ac1(&seen).categories, ac1(&six).categories), (5, 6));
    assert!(ac1(&six).value > ac1(&seen).value);
    let alpha = |ratings| krippendorff::alpha(ratings, &AlphaInterval::Linearised, USUAL).unwrap().value;
    assert_eq!(alpha(&seen), alpha(&six));
    assert_eq!(fleiss::kappa(&seen, USUAL).unwrap().value, fleiss::kappa(&six, USUAL).unwrap().value);
    // All of one category, of two that there are: no chance, no doubt.
    let one = Ratings::numbers(Level::Nominal, &[0.0, 1.0], &coders(&["1 1 1", "1 1 1"])).unwrap();
    let ac1 = gwet::coefficient(&one, Weights::Identity, USUAL).unwrap();
    assert_eq!((ac1.value, ac1.no_interval), (1.0, Some(NoInterval::NoSpread)));
}

#[test]
fn what_is_not_defined_says_why() {
    let all = |units: &Units| {
        let ratings = ratings(Level::Ordinal, units);
        [
            percent::agreement(&ratings, USUAL).err(),
            cohen::kappa(&ratings, Weights::Identity, USUAL).err(),
            fleiss::kappa(&ratings, USUAL).err(),
            krippendorff::alpha(&ratings, &AlphaInterval::bootstrap("s"), USUAL).err(),
            gwet::coefficient(&ratings, Weights::Identity, USUAL).err(),
        ]
    };
    assert_eq!(all(&Vec::new()), [Some(Undefined::OneCoder); 5]);
    assert_eq!(all(&coders(&["1 2 3"])), [Some(Undefined::OneCoder); 5]);
    assert_eq!(all(&coders(&["1 . 3", ". 2 ."])), [Some(Undefined::NothingPairable); 5]);
    let one = Some(Undefined::OneCategory);
    assert_eq!(all(&coders(&["1 1 1", "1 . 1"])), [None, one, one, one, one]);
    // A second category, but only where nobody could agree on it.
    assert_eq!(all(&coders(&["1 1 2", "1 1 ."])), [None, one, None, one, None]);
    assert_eq!(all(&coders(&["1 1", "1 2", "2 2"]))[1], Some(Undefined::NotTwoCoders(3)));
    let nominal = ratings(Level::Nominal, &coders(&["1 2", "1 2"]));
    assert_eq!(gwet::coefficient(&nominal, Weights::Quadratic, USUAL), Err(Undefined::NoOrder));
    assert_eq!(cohen::kappa(&nominal, Weights::Linear, USUAL), Err(Undefined::NoOrder));
    let seeded = |seed: &str, replicates| {
        let how = AlphaInterval::Bootstrap { seed: seed.into(), replicates };
        krippendorff::alpha(&nominal, &how, USUAL).err()
    };
    assert_eq!((seeded("", 1000), seeded("s", 99)), (Some(Undefined::Seed), Some(Undefined::Replicates)));
}

#[test]
fn tables_that_are_none_are_refused() {
    let ragged: Units = vec![vec![Some(1.0), None], vec![Some(1.0)]];
    assert_eq!(
        Ratings::numbers(Level::Ordinal, &[], &ragged),
        Err(RatingsError::Ragged { unit: 2, has: 1, wanted: 2 })
    );
    for (level, number, fits) in [
        (Level::Ratio, -1.0, false),
        (Level::Interval, -1.0, true),
        (Level::Nominal, f64::INFINITY, false),
        (Level::Nominal, f64::NAN, false),
    ] {
        let taken = Ratings::numbers(level, &[], &[vec![Some(number), Some(1.0)]]);
        assert_eq!(taken.is_ok(), fits, "{number}");
    }
    let zeros = ratings(Level::Ratio, &[vec![Some(0.0), Some(-0.0)]]);
    assert_eq!(zeros.categories(), ["0"]);
}

#[test]
fn no_interval_says_why() {
    let perfect = coders(&["1 2 3 1 2 3", "1 2 3 1 2 3"]);
    let perfect = ratings(Level::Interval, &perfect);
    for agreement in [
        cohen::kappa(&perfect, Weights::Quadratic, USUAL).unwrap(),
        fleiss::kappa(&perfect, USUAL).unwrap(),
        krippendorff::alpha(&perfect, &AlphaInterval::bootstrap("s"), USUAL).unwrap(),
        krippendorff::alpha(&perfect, &AlphaInterval::Linearised, USUAL).unwrap(),
    ] {
        assert_eq!(
            (agreement.value, agreement.interval, agreement.no_interval),
            (1.0, None, Some(NoInterval::NoSpread))
        );
    }
    let one = ratings(Level::Ordinal, &coders(&["1", "2"]));
    let alpha = |how| krippendorff::alpha(&one, &how, USUAL).unwrap().no_interval;
    assert_eq!(alpha(AlphaInterval::bootstrap("s")), Some(NoInterval::OneUnit));
    assert_eq!(alpha(AlphaInterval::Linearised), Some(NoInterval::NotPublished));
    assert_eq!(fleiss::kappa(&one, USUAL).unwrap().no_interval, Some(NoInterval::OneUnit));
    // Six units, five of one category: a third of the samples have nothing else.
    let rare = ratings(Level::Nominal, &coders(&["1 1 1 1 1 1", "1 1 1 1 1 2"]));
    let rare = krippendorff::alpha(&rare, &AlphaInterval::bootstrap("s"), USUAL).unwrap();
    assert_eq!((rare.interval, rare.no_interval), (None, Some(NoInterval::MostlyUndefined)));
}

#[test]
fn a_bootstrap_can_be_made_again_anywhere() {
    // The same numbers come of a few lines of Python with hashlib (benches/statistics_peers.py).
    let ratings = ratings(Level::Ordinal, &krippendorff_c());
    let how = AlphaInterval::Bootstrap { seed: "a seed".into(), replicates: 500 };
    let interval = krippendorff::alpha(&ratings, &how, USUAL).unwrap().interval.unwrap();
    printed(interval.low, "0.40980488");
    printed(interval.high, "1.00000000");
    assert_eq!(interval.method, Method::Bootstrap { seed: "a seed".into(), replicates: 500, undefined: 0 });
}

#[test]
fn the_variances_are_those_of_leaving_out_one_unit_after_the_other() {
    // Not by anybody's formula: the jackknife, which must come near in a large table (here to 2 %).
    let mut state = 7_u32;
    let mut chance = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let unit = |_| {
        let truth = [1.0, 1.0, 1.0, 2.0, 3.0, 4.0][chance(6) as usize];
        let coding = |_| match chance(10) {
            0 => None,
            1..=3 => Some(f64::from(1 + chance(4))),
            _ => Some(truth),
        };
        [0; 4].map(coding).to_vec()
    };
    let units: Units = (0..400).map(unit).collect();
    let two: Units = units.iter().map(|unit| unit[..2].to_vec()).collect();
    type Found = Result<Agreement, Undefined>;
    type By<'a> = (&'a str, &'a Units, &'a dyn Fn(&Ratings) -> Found);
    let by: [By<'_>; 6] = [
        ("percent", &units, &|ratings| percent::agreement(ratings, USUAL)),
        ("fleiss", &units, &|ratings| fleiss::kappa(ratings, USUAL)),
        ("ac1", &units, &|ratings| gwet::coefficient(ratings, Weights::Identity, USUAL)),
        ("ac2", &units, &|ratings| gwet::coefficient(ratings, Weights::Quadratic, USUAL)),
        ("alpha", &units, &|ratings| krippendorff::alpha(ratings, &AlphaInterval::Linearised, USUAL)),
        ("cohen", &two, &|ratings| cohen::kappa(ratings, Weights::Linear, USUAL)),
    ];
    for (name, units, by) in by {
        let of = |units: &Units| by(&ratings(Level::Interval, units)).unwrap();
        let without = |at: usize| {
            let mut rest = units.clone();
            rest.remove(at);
            of(&rest).value
        };
        let left: Vec<f64> = (0..units.len()).map(without).collect();
        let n = left.len() as f64;
        let mean = left.iter().sum::<f64>() / n;
        let jackknife = ((n - 1.0) / n * left.iter().map(|value| (value - mean).powi(2)).sum::<f64>()).sqrt();
        let error = of(units).standard_error.unwrap();
        assert!((error / jackknife - 1.0).abs() < 0.02, "{name}: {error} and {jackknife}");
    }
}

/// Every coefficient's value, `None` where it is not defined.
fn values(ratings: &Ratings) -> Vec<Option<f64>> {
    let ordered = ratings.level() != Level::Nominal;
    let weights: &[Weights] = if ordered {
        &[Weights::Identity, Weights::Linear, Weights::Quadratic, Weights::Ordinal]
    } else {
        &[Weights::Identity]
    };
    let mut found = vec![
        percent::agreement(ratings, USUAL).ok(),
        fleiss::kappa(ratings, USUAL).ok(),
        krippendorff::alpha(ratings, &AlphaInterval::Bootstrap { seed: "s".into(), replicates: 100 }, USUAL)
            .ok(),
        krippendorff::alpha(ratings, &AlphaInterval::Linearised, USUAL).ok(),
    ];
    for weights in weights {
        found.push(cohen::kappa(ratings, *weights, USUAL).ok());
        found.push(gwet::coefficient(ratings, *weights, USUAL).ok());
    }
    let numbers = |agreement: Agreement| {
        let interval = agreement.interval.as_ref();
        [
            Some(agreement.value),
            agreement.standard_error,
            interval.map(|interval| interval.low),
            interval.map(|interval| interval.high),
        ]
    };
    found.into_iter().flat_map(|agreement| agreement.map_or([None; 4], numbers)).collect()
}

fn alike(one: &[Option<f64>], two: &[Option<f64>]) -> bool {
    let near = |(one, two): (&Option<f64>, &Option<f64>)| match (one, two) {
        (Some(one), Some(two)) => (one - two).abs() <= 1e-9 * one.abs().max(1.0),
        (one, two) => one == two,
    };
    one.len() == two.len() && one.iter().zip(two).all(near)
}

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(Level::Nominal), Just(Level::Ordinal), Just(Level::Interval), Just(Level::Ratio)]
}

prop_compose! {
    fn units()(coders in 1..5_usize)(
        units in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, 0..4_u8), coders), 0..14)
    ) -> Units {
        units.iter().map(|unit| unit.iter().map(|coding| coding.map(f64::from)).collect()).collect()
    }
}

proptest! {
    #[test]
    fn nothing_is_nan_and_nothing_panics(units in units(), level in level()) {
        prop_assert!(values(&ratings(level, &units)).iter().flatten().all(|value| value.is_finite()));
    }

    #[test]
    fn the_order_of_units_and_coders_changes_nothing(units in units(), level in level(), turn in 0..14_usize) {
        let before = values(&ratings(level, &units));
        let mut turned = units.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        turned.iter_mut().for_each(|unit| unit.reverse());
        prop_assert!(alike(&before, &values(&ratings(level, &turned))));
    }

    #[test]
    fn names_change_nothing(units in units()) {
        let before = values(&ratings(Level::Nominal, &units));
        let named: Vec<Vec<Option<String>>> = units
            .iter()
            .map(|unit| unit.iter().map(|coding| coding.map(|number| format!("no. {}", 9.0 - number))).collect())
            .collect();
        let named = values(&Ratings::nominal(&named).unwrap());
        // Of alpha's bootstrap the interval depends on the order of the categories, the value does not.
        let rest = |values: &[Option<f64>]| [&values[..9], &values[12..]].concat();
        prop_assert!(alike(&rest(&before), &rest(&named)));
    }

    #[test]
    fn a_scale_shifted_or_stretched_changes_no_interval_alpha(units in units(), by in 0.1..50.0_f64) {
        let moved: Units =
            units.iter().map(|unit| unit.iter().map(|coding| coding.map(|x| 3.0 * by - by * x)).collect()).collect();
        let alpha = |units: &Units| {
            let how = AlphaInterval::Linearised;
            krippendorff::alpha(&ratings(Level::Interval, units), &how, USUAL).ok().map(|found| found.value)
        };
        prop_assert!(alike(&[alpha(&units)], &[alpha(&moved)]));
    }

    #[test]
    fn units_that_nobody_coded_change_nothing(units in units(), level in level()) {
        let before = values(&ratings(level, &units));
        let mut more = units.clone();
        more.push(vec![None; units.first().map_or(2, Vec::len)]);
        if !units.is_empty() {
            prop_assert!(alike(&before, &values(&ratings(level, &more))));
        }
    }

    #[test]
    fn perfect_agreement_is_one_and_nothing_is_more(units in units(), level in level()) {
        let mut found = values(&ratings(level, &units));
        prop_assert!(found.iter().step_by(4).flatten().all(|value| *value <= 1.0 + 1e-12));
        let perfect: Units = units.iter().map(|unit| vec![unit[0]; unit.len()]).collect();
        found = values(&ratings(level, &perfect));
        prop_assert!(found.iter().step_by(4).flatten().all(|value| (value - 1.0).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn two_coders_of_two_categories_have_one_alpha_at_every_level(
        units in prop::collection::vec(prop::collection::vec(1..3_u8, 2), 2..20)
    ) {
        // Every difference is the same one then.
        let units: Units = units.iter().map(|unit| unit.iter().map(|x| Some(f64::from(*x))).collect()).collect();
        let alpha = |level| {
            let how = AlphaInterval::Linearised;
            krippendorff::alpha(&ratings(level, &units), &how, USUAL).ok().map(|found| found.value)
        };
        let nominal = alpha(Level::Nominal);
        for level in [Level::Ordinal, Level::Interval, Level::Ratio] {
            prop_assert!(alike(&[nominal], &[alpha(level)]));
        }
        // And Fleiss' kappa is alpha but for its correction for small samples.
        let n = 2.0 * units.len() as f64;
        let kappa = fleiss::kappa(&ratings(Level::Nominal, &units), USUAL).ok().map(|found| found.value);
        prop_assert!(alike(&[nominal], &[kappa.map(|kappa| kappa + (1.0 - kappa) / n)]));
    }
}

//! What this crate makes of tables on standard input, as JSON, for `benches/statistics_peers.py` to hold against others.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a tool of the workshop, that says what failed by panicking"
)]

use std::collections::BTreeMap;

use amana_statistics::Confidence;
use amana_statistics::agreement::krippendorff::AlphaInterval;
use amana_statistics::agreement::{Level, Ratings, Weights, cohen, fleiss, gwet, krippendorff, percent};
use amana_statistics::estimates::design::{Cluster, Stratum, clustered, stratified};
use amana_statistics::estimates::{Proportion, planning};
use amana_statistics::samples::{self, Frame, Unit};
use serde_json::{Value, json};

fn main() {
    let asked: Value = serde_json::from_reader(std::io::stdin().lock()).unwrap();
    let each = |what: &str, answer: &dyn Fn(&Value) -> Value| -> Vec<Value> {
        asked[what].as_array().map(|all| all.iter().map(answer).collect()).unwrap_or_default()
    };
    let answer = json!({
        "tables": each("tables", &agreement),
        "shares": each("shares", &share),
        "strata": each("strata", &strata),
        "clusters": each("clusters", &clusters),
        "frames": each("frames", &frame),
    });
    println!("{answer}");
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// Whatever was found, or why not.
fn found<T: serde::Serialize, E: std::fmt::Display>(result: Result<T, E>) -> Value {
    result.map_or_else(|error| json!({ "error": error.to_string() }), |found| json!(found))
}

/// `{"level": …, "units": [[1, null], …], "declared": […], "confidence": 0.95}`
fn agreement(asked: &Value) -> Value {
    let level = match asked["level"].as_str().unwrap() {
        "nominal" => Level::Nominal,
        "ordinal" => Level::Ordinal,
        "interval" => Level::Interval,
        _ => Level::Ratio,
    };
    let units: Vec<Vec<Option<f64>>> = serde_json::from_value(asked["units"].clone()).unwrap();
    let declared: Vec<f64> = serde_json::from_value(asked["declared"].clone()).unwrap_or_default();
    let ratings = Ratings::numbers(level, &declared, &units).unwrap();
    let sure = Confidence::new(asked["confidence"].as_f64().unwrap()).unwrap();
    let weights = [
        ("identity", Weights::Identity),
        ("linear", Weights::Linear),
        ("quadratic", Weights::Quadratic),
        ("ordinal", Weights::Ordinal),
    ];
    let mut all = BTreeMap::from([
        ("percent".to_owned(), found(percent::agreement(&ratings, sure))),
        ("fleiss".to_owned(), found(fleiss::kappa(&ratings, sure))),
        ("alpha".to_owned(), found(krippendorff::alpha(&ratings, &AlphaInterval::Linearised, sure))),
    ]);
    for (name, weights) in weights {
        all.insert(format!("cohen {name}"), found(cohen::kappa(&ratings, weights, sure)));
        all.insert(format!("gwet {name}"), found(gwet::coefficient(&ratings, weights, sure)));
    }
    if let Some(seed) = asked["seed"].as_str() {
        let how = AlphaInterval::Bootstrap { seed: seed.to_owned(), replicates: 200 };
        all.insert("bootstrap".to_owned(), found(krippendorff::alpha(&ratings, &how, sure)));
    }
    json!(all)
}

/// `{"yes": …, "of": …, "population": …, "confidence": …, "within": …}`
fn share(asked: &Value) -> Value {
    let sure = Confidence::new(asked["confidence"].as_f64().unwrap()).unwrap();
    let share = Proportion::new(number(&asked["yes"]), number(&asked["of"])).unwrap();
    let population = number(&asked["population"]);
    json!({
        "wilson": share.wilson(sure),
        "clopper-pearson": share.clopper_pearson(sure),
        "wilson-finite": found(share.wilson_finite(population, sure)),
        "hypergeometric": found(share.hypergeometric(population, sure)),
        "size": found(planning::size(asked["within"].as_f64().unwrap(), 0.5, Some(population), sure)),
    })
}

/// `{"strata": [[population, [values]], …], "confidence": …}`
fn strata(asked: &Value) -> Value {
    let sure = Confidence::new(asked["confidence"].as_f64().unwrap()).unwrap();
    let one = |stratum: &Value| {
        let values: Vec<f64> = serde_json::from_value(stratum[1].clone()).unwrap();
        Stratum::of_values("", number(&stratum[0]), &values).unwrap()
    };
    let strata: Vec<Stratum> = asked["strata"].as_array().unwrap().iter().map(one).collect();
    let estimate = stratified(&strata).unwrap();
    json!({ "estimate": estimate, "linear": estimate.linear(sure), "wilson": estimate.wilson(sure) })
}

/// `{"drawn": [[units, sum], …], "clusters": …, "confidence": …}`
fn clusters(asked: &Value) -> Value {
    let sure = Confidence::new(asked["confidence"].as_f64().unwrap()).unwrap();
    let one = |cluster: &Value| Cluster { units: number(&cluster[0]), sum: cluster[1].as_f64().unwrap() };
    let drawn: Vec<Cluster> = asked["drawn"].as_array().unwrap().iter().map(one).collect();
    let estimate = clustered(&drawn, number(&asked["clusters"]), None).unwrap();
    json!({ "estimate": estimate, "linear": estimate.linear(sure), "wilson": estimate.wilson(sure) })
}

/// `{"units": [[id, label], …], "seed": …, "size": …, "clusters": …, "sizes": {label: …}}`
fn frame(asked: &Value) -> Value {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let unit = |unit: &Value| Unit { id: text(&unit[0]), label: Some(text(&unit[1])) };
    let frame = Frame::new(asked["units"].as_array().unwrap().iter().map(unit).collect()).unwrap();
    let (seed, size) = (text(&asked["seed"]), number(&asked["size"]) as usize);
    let sizes: BTreeMap<String, usize> = serde_json::from_value(asked["sizes"].clone()).unwrap();
    let ids = |sample: samples::Sample| sample.units.into_iter().map(|unit| unit.id).collect::<Vec<String>>();
    json!({
        "simple": found(samples::simple(&frame, &seed, size).map(ids)),
        "systematic": found(samples::systematic(&frame, &seed, size).map(ids)),
        "stratified": found(samples::stratified(&frame, &seed, &sizes).map(ids)),
        "clusters": found(samples::clusters(&frame, &seed, number(&asked["clusters"]) as usize).map(ids)),
        "proportional": found(samples::allocation::proportional(&frame.labels().unwrap(), size, 0)),
    })
}

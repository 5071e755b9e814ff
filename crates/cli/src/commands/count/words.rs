//! Counts in words: never a number without its definition.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use amana_archive::count::{Chain, Criterion, Moves, Verdict, conditions};
use amana_model::{CountUnit, Definition};

use super::{Reconciled, Told};

pub(super) fn counts(told: &[Told]) -> String {
    let mut text = String::new();
    for one in told {
        count(&mut text, one);
    }
    if let Some(first) = told.first() {
        log(&mut text, &first.log);
    }
    text.trim_end().to_owned()
}

fn log(text: &mut String, head: &amana_archive::count::LogHead) {
    let _ = writeln!(text, "log: {} entries, root {}", head.size, head.root);
}

fn count(text: &mut String, told: &Told) {
    let definition = &told.definition;
    let _ = writeln!(text, "{}  {} ({})", told.citation, definition.title.en, definition.definition);
    let _ =
        writeln!(text, "  count       {} of {} {}", told.number, told.denominator, definition.counts.word());
    let _ = writeln!(text, "  missing     {}", told_missing(&told.missing));
    if let Some(ratio) = &told.ratio {
        let value = ratio.value.map_or("nothing to divide by".into(), |value| format!("{value:.4}"));
        let _ = writeln!(text, "  divided by  {} {} = {value}", ratio.citation, ratio.number);
    }
    defined(text, definition);
    if let Some(rows) = &told.rows {
        let _ = writeln!(text, "  by {}", rows.by.word());
        for row in &rows.rows {
            let _ =
                writeln!(text, "    {:<14} {}", row.value.as_deref().unwrap_or("cannot be told"), row.number);
        }
    }
    for unit in told.units.iter().flatten() {
        let _ = writeln!(text, "    {unit}");
    }
    text.push('\n');
}

fn defined(text: &mut String, definition: &Definition) {
    let treatment = &definition.treatment;
    let asks = conditions(&definition.conditions);
    let asks = if asks.is_empty() { "no condition" } else { &asks };
    for (what, words) in [
        ("counts", definition.says.en.as_str()),
        ("asks", asks),
        ("copies", &treatment.copies.en),
        ("conflicts", &treatment.conflicts.en),
        ("not said", &treatment.not_said.en),
    ] {
        let _ = writeln!(text, "  {what:<11} {words}");
    }
    for asked in definition.conditions.coded() {
        let becomes = |counts: bool| if counts { "counted" } else { "missing" };
        let _ = writeln!(
            text,
            "  coded {:<5} not assessable: {}; not coded, or not settled: {}",
            asked.entry,
            becomes(asked.counts_not_assessable()),
            becomes(asked.counts_not_coded())
        );
    }
    for one in &definition.compares {
        let _ = writeln!(text, "  beside      {} ({}): {}", one.number, one.figure, one.source);
    }
}

/// How many are missing, and what cannot be told of them.
fn told_missing(missing: &BTreeMap<Criterion, u64>) -> String {
    let parts: Vec<String> =
        missing.iter().map(|(by, number)| format!("{number} {}", cannot_be_told(*by))).collect();
    match &parts[..] {
        [] => "0".into(),
        [one] => one.clone(),
        _ => format!("{} ({})", missing.values().sum::<u64>(), parts.join(", ")),
    }
}

fn cannot_be_told(by: Criterion) -> &'static str {
    match by {
        Criterion::Picture => "not read",
        Criterion::Put => "not told whether put to a person",
        Criterion::Category => "category not said",
        Criterion::CodedSex => "sex not coded, or not settled",
        Criterion::CodedSexNotAssessable => "sex coded as not assessable",
        Criterion::CodedAgeBand => "age band not coded, or not settled",
        Criterion::CodedAgeBandNotAssessable => "age band coded as not assessable",
        Criterion::State => "without a person",
        Criterion::Branch => "branch not settled",
        Criterion::Date => "without a date exact enough",
        Criterion::File => "not decoded",
    }
}

fn does_not_hold(by: Criterion) -> &'static str {
    match by {
        Criterion::Picture => "no picture",
        Criterion::Put => "put to a person or not, otherwise than asked",
        Criterion::Category => "another category",
        Criterion::CodedSex => "sex coded otherwise",
        Criterion::CodedAgeBand => "age band coded otherwise",
        // Nobody is left out for what coders could not tell.
        Criterion::CodedSexNotAssessable | Criterion::CodedAgeBandNotAssessable => "not assessable",
        Criterion::State => "another state",
        Criterion::Branch => "another branch",
        Criterion::Date => "another date",
        Criterion::File => "another condition of the file",
    }
}

pub(super) fn reconciled(all: &Reconciled) -> String {
    let mut text = String::new();
    chain(&mut text, &all.chain);
    for count in &all.counts {
        let definition = &count.definition;
        let _ = writeln!(text, "{}  {} ({})", count.citation, definition.title.en, definition.definition);
        let unit = definition.counts.word();
        let _ = writeln!(text, "  count       {} of {} {unit}", count.number, count.denominator);
        let _ = writeln!(text, "  missing     {}", told_missing(&count.missing));
        let _ = writeln!(text, "  counts      {}", definition.says.en);
    }
    text.push('\n');
    for moves in &all.moves {
        moved(&mut text, moves);
    }
    log(&mut text, &all.log);
    text.trim_end().to_owned()
}

fn chain(text: &mut String, chain: &Chain) {
    text.push_str("From paths to people, the whole archive\n");
    for (unit, number, steps) in &chain.links {
        for step in steps.iter().filter(|step| step.change != 0) {
            let _ = writeln!(text, "  {:>+12}  {}", step.change, step.why.word().replace('-', " "));
        }
        let _ = writeln!(text, "  {number:>12}  {}: {}", unit.word(), meaning(*unit));
    }
    text.push('\n');
}

fn meaning(unit: CountUnit) -> &'static str {
    match unit {
        CountUnit::Occurrences => "every path at which something was found",
        CountUnit::Photographs => "distinct contents that are pictures",
        CountUnit::Pictures => "a group of copies, as a machine suggests it, once",
        CountUnit::People => "individuals, as people decided",
    }
}

fn moved(text: &mut String, moves: &Moves) {
    let _ = writeln!(text, "From {} to {}", moves.from, moves.to);
    let _ = writeln!(text, "  {:>12}  {}", moves.first, moves.from);
    for (sign, only, by) in [('-', &moves.only_first, moves.to), ('+', &moves.only_second, moves.from)] {
        for one in only {
            let change = format!("{sign}{}", one.number);
            let _ = writeln!(text, "  {change:>12}  not in {by}: {}", why(one.why));
        }
    }
    let _ = writeln!(text, "  {:>12}  {} (in both: {})\n", moves.second, moves.to, moves.both);
}

fn why(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Counted => "counted",
        Verdict::LeftOut(by) => does_not_hold(by),
        Verdict::Missing(by) => cannot_be_told(by),
    }
}

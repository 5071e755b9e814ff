//! What the numbers do not say. Only what applies to this report stands in it.

use amana_archive::count::Dimension;
use amana_archive::reporting::{Report, ReportedStudy};
use amana_model::{CountUnit, DrawMethod};
use amana_typeset::{Block, Span};

use crate::words::{Arg, Words, text};

pub(crate) fn blocks(report: &Report, words: Words) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, words.t("limits-title"))];
    blocks.extend(of_counts(report).into_iter().map(|key| remark(words.spans(key, &[]))));
    for (number, told) in report.studies.iter().enumerate() {
        blocks.extend(of_study(told, number, words).into_iter().map(remark));
    }
    if let Some(limit) = report.plan.suppress {
        blocks.push(remark(words.spans("limit-hidden", &[("n", Arg::Number(limit))])));
    }
    blocks
}

fn remark(spans: Vec<Span>) -> Block {
    Block::Remark(spans)
}

fn of_counts(report: &Report) -> Vec<&'static str> {
    let units = |unit| report.counts.iter().any(|one| one.count.definition.counts == unit);
    let by_branch = report.counts.iter().any(|one| !one.count.definition.conditions.branch.is_empty());
    let branch = by_branch || report.plan.by.contains(&Dimension::Branch) || !report.plan.crossed.is_empty();
    let month = report.plan.by.contains(&Dimension::Month);
    let seen = [Dimension::Sex, Dimension::AgeBand].iter().any(|by| report.plan.by.contains(by));
    let coded = report.plan.by.iter().any(|by| by.is_coded())
        || report.counts.iter().any(|one| !one.count.definition.conditions.coded().is_empty());
    let all = [
        (true, "limit-archive"),
        (units(CountUnit::People), "limit-people"),
        // The way from paths to people, which every report tells, goes over groups of copies.
        (true, "limit-pictures"),
        (report.rechecks.is_empty(), "limit-no-recheck"),
        (branch, "limit-branch"),
        (month, "limit-month"),
        (seen, "limit-seen"),
        (coded, "limit-coded"),
        (!report.studies.is_empty(), "limit-photographs"),
        (!report.studies.is_empty(), "limit-agreement"),
    ];
    all.into_iter().filter(|(applies, _)| *applies).map(|(_, key)| key).collect()
}

fn of_study(told: &ReportedStudy, number: usize, words: Words) -> Vec<Vec<Span>> {
    // Two studies may be called the same.
    let title = || ("title", text(crate::study::title(told, number, words)));
    let mut limits = Vec::new();
    let open = told.standings.waiting + told.standings.disputed;
    if open > 0 {
        limits.push(words.spans("limit-open", &[title(), ("n", Arg::Number(open))]));
    }
    let alone = (told.study.individuals.len() as u64).saturating_sub(told.standings.by_several);
    if alone > 0 {
        limits.push(words.spans("limit-alone", &[title(), ("n", Arg::Number(alone))]));
    }
    let Some(drawing) = &told.sample else {
        limits.push(words.spans("limit-not-drawn", &[title()]));
        return limits;
    };
    limits.push(words.spans("limit-sample", &[title(), ("n", Arg::Number(drawing.frame.units))]));
    match drawing.method {
        DrawMethod::Simple => {}
        DrawMethod::Systematic => limits.push(words.spans("limit-systematic", &[title()])),
        DrawMethod::Stratified => limits.push(words.spans("limit-stratified", &[title()])),
        DrawMethod::Clusters => limits.push(words.spans("limit-clusters", &[title()])),
    }
    limits
}

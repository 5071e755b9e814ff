//! How far coding has come.

use amana_archive::count::Shown;
use amana_archive::reporting::ReportedStudy;
use amana_typeset::Block;

use crate::opens;
use crate::table::{Cell, body, missing, number_column, table, total, words_column};
use crate::words::Words;

pub(crate) fn blocks(told: &ReportedStudy, words: Words) -> Vec<Block> {
    let standings = told.standings;
    let cells = |key: &str, number: u64| {
        [words.t(key).into(), Cell::of(Shown::Number(number), opens::study(told), words)]
    };
    let rows = vec![
        body(cells("standing-agreed", standings.agreed)),
        body(cells("standing-adjudicated", standings.adjudicated)),
        missing(cells("standing-disputed", standings.disputed)),
        missing(cells("standing-waiting", standings.waiting)),
        total(cells("sum", told.study.individuals.len() as u64)),
    ];
    let columns = vec![words_column(words.t("standing")), number_column(words.t("unit-people"))];
    vec![
        Block::heading(2, words.t("standings-title")),
        table(words.t("standings-table"), columns, rows, Some(words.t("standings-note"))),
    ]
}

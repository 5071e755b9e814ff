//! Every SQL text of the catalog, so that one test can prepare them all.
//!
//! One dialect with `$1` placeholders for SQLite now and PostgreSQL later. What only SQLite understands stands in
//! `open.rs` (pragmas) and is nothing else; the schema's `BLOB`, `INTEGER` and `REAL` become `BYTEA`, `BIGINT` and
//! `DOUBLE PRECISION` there.

pub(crate) mod bystanders;
pub(crate) mod close;
pub(crate) mod coding;
pub(crate) mod counts;
pub(crate) mod exposure;
pub(crate) mod keying;
pub(crate) mod letters;
pub(crate) mod missing;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod publication;
pub(crate) mod read;
pub(crate) mod schema;
pub(crate) mod work;
pub(crate) mod write;

use std::fmt::Write as _;

/// Rows of one multi-row `INSERT`: the way to the database's thread is shared by eight; with more, SQLite's search for
/// placeholder names, which grows with their square, costs more than it saves.
pub(crate) const ROWS: usize = 8;

/// An `INSERT` in two sizes.
pub(crate) struct Insert {
    /// For a single row.
    pub(crate) one: String,
    /// For [`ROWS`] rows.
    pub(crate) many: String,
}

impl Insert {
    /// Builds `INSERT INTO head VALUES (…) tail` for `columns` columns a row.
    pub(crate) fn new(head: &str, tail: &str) -> Self {
        let columns = head.matches(',').count() + 1;
        Self { one: text(head, tail, columns, 1), many: text(head, tail, columns, ROWS) }
    }
}

fn text(head: &str, tail: &str, columns: usize, rows: usize) -> String {
    let mut sql = format!("INSERT INTO {head} VALUES ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            let comma = if column == 1 { "" } else { ", " };
            write!(sql, "{comma}${}", row * columns + column).expect("a String takes any text");
        }
        sql.push(')');
    }
    sql + " " + tail
}

/// Every statement that the catalog sends, with a name for messages.
#[cfg(test)]
pub(crate) fn all() -> Vec<(&'static str, &'static str)> {
    let mut list = read::ALL.to_vec();
    list.push(("grid rows", read::GRID_ROWS.as_str()));
    list.extend(write::ALL);
    list.extend(close::ALL);
    list.extend(exposure::ALL);
    list.extend(keying::ALL);
    list.extend(people::ALL);
    list.extend(work::ALL);
    list.extend(places::ALL);
    list.extend(bystanders::ALL);
    list.extend(coding::ALL);
    list.extend(letters::ALL);
    list.extend(missing::ALL);
    list.extend(publication::ALL);
    list.extend(counts::ALL);
    list.extend([
        ("insert candidates", people::CANDIDATES.one.as_str()),
        ("insert candidates", people::CANDIDATES.many.as_str()),
    ]);
    for (name, insert) in write::inserts().into_iter().chain(close::inserts()) {
        list.extend([(name, insert.one.as_str()), (name, insert.many.as_str())]);
    }
    list
}

#[cfg(test)]
mod tests {
    use sqlx::{Executor as _, SqlSafeStr as _, Statement as _};

    use super::*;
    use crate::Catalog;

    #[tokio::test]
    async fn every_statement_prepares() {
        let folder = tempfile::tempdir().unwrap();
        let catalog = Catalog::open(&folder.path().join("catalog.db"), &[7; 32]).await.unwrap();
        for (name, sql) in all() {
            let prepared = (&catalog.pool).prepare(sql.into_sql_str()).await;
            let prepared = prepared.unwrap_or_else(|error| panic!("{name}: {error}"));
            let told = highest_placeholder(sql);
            let found = match prepared.parameters() {
                Some(sqlx::Either::Right(count)) => count,
                other => panic!("{name}: {other:?}"),
            };
            assert_eq!(found, told, "{name} has a gap in its placeholders");
            assert!(
                !sql.contains('?') && !sql.to_uppercase().contains("OR REPLACE"),
                "{name} is SQLite's own"
            );
        }
        catalog.close().await;
    }

    fn highest_placeholder(sql: &str) -> usize {
        let after = sql.split('$').skip(1);
        after
            .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn no_text_is_written_outside_the_list() {
        let named = all().into_iter().map(|(name, _)| name).collect::<std::collections::BTreeSet<_>>();
        let written = [
            include_str!("read.rs"),
            include_str!("write.rs"),
            include_str!("bystanders.rs"),
            include_str!("close.rs"),
            include_str!("coding.rs"),
            include_str!("letters.rs"),
            include_str!("missing.rs"),
            include_str!("publication.rs"),
            include_str!("counts.rs"),
            include_str!("exposure.rs"),
            include_str!("keying.rs"),
            include_str!("people.rs"),
            include_str!("places.rs"),
            include_str!("work.rs"),
        ]
        .concat();
        let texts = written.matches(": &str").count() + written.matches("LazyLock::new").count();
        assert_eq!(named.len(), texts, "a statement is missing from its ALL list");
    }
}

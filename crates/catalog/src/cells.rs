//! Reading single cells strictly: what the catalog's own tables should hold, or `Broken`.

use amana_model::{Digest, PathBytes, PathDate, PathDatePrecision, UtcTime};
use serde::de::DeserializeOwned;
use sqlx::sqlite::{SqliteRow, SqliteValueRef};
use sqlx::{Row as _, ValueRef as _};

use crate::CatalogError;

type Cells<T> = Result<T, CatalogError>;

pub(crate) fn broken(column: usize, what: &str) -> CatalogError {
    CatalogError::Broken(format!("column {column} holds no {what}"))
}

pub(crate) fn bytes(row: &SqliteRow, column: usize) -> Cells<&[u8]> {
    Ok(row.try_get(column)?)
}

pub(crate) fn text(row: &SqliteRow, column: usize) -> Cells<&str> {
    Ok(row.try_get(column)?)
}

pub(crate) fn string(row: &SqliteRow, column: usize) -> Cells<String> {
    Ok(row.try_get(column)?)
}

pub(crate) fn maybe_string(row: &SqliteRow, column: usize) -> Cells<Option<String>> {
    Ok(row.try_get(column)?)
}

pub(crate) fn real(row: &SqliteRow, column: usize) -> Cells<Option<f64>> {
    Ok(row.try_get(column)?)
}

pub(crate) fn integer(row: &SqliteRow, column: usize) -> Cells<i64> {
    Ok(row.try_get(column)?)
}

/// A number that is never negative: an index, a count or a size.
pub(crate) fn natural<T: TryFrom<i64>>(row: &SqliteRow, column: usize) -> Cells<T> {
    T::try_from(integer(row, column)?).map_err(|_| broken(column, "number of this size"))
}

pub(crate) fn maybe_natural<T: TryFrom<i64>>(row: &SqliteRow, column: usize) -> Cells<Option<T>> {
    if is_null(row, column)? { Ok(None) } else { natural(row, column).map(Some) }
}

pub(crate) fn is_null(row: &SqliteRow, column: usize) -> Cells<bool> {
    let value: SqliteValueRef<'_> = row.try_get_raw(column)?;
    Ok(value.is_null())
}

/// 32 bytes, for a digest, a sealed name or a PDQ hash.
pub(crate) fn hash(row: &SqliteRow, column: usize) -> Cells<[u8; 32]> {
    bytes(row, column)?.try_into().map_err(|_| broken(column, "32 bytes"))
}

pub(crate) fn maybe_hash(row: &SqliteRow, column: usize) -> Cells<Option<[u8; 32]>> {
    if is_null(row, column)? { Ok(None) } else { hash(row, column).map(Some) }
}

pub(crate) fn maybe_digest(row: &SqliteRow, column: usize) -> Cells<Option<Digest>> {
    Ok(maybe_hash(row, column)?.map(Digest))
}

pub(crate) fn path(row: &SqliteRow, column: usize) -> Cells<PathBytes> {
    Ok(PathBytes(row.try_get(column)?))
}

/// Anything whose text form parses back: times, identifiers.
pub(crate) fn parsed<T: std::str::FromStr>(row: &SqliteRow, column: usize) -> Cells<T> {
    text(row, column)?.parse().map_err(|_| broken(column, "value of its kind"))
}

pub(crate) fn maybe_time(row: &SqliteRow, column: usize) -> Cells<Option<UtcTime>> {
    if is_null(row, column)? { Ok(None) } else { parsed(row, column).map(Some) }
}

pub(crate) fn json<T: DeserializeOwned>(row: &SqliteRow, column: usize) -> Cells<T> {
    serde_json::from_str(text(row, column)?).map_err(|_| broken(column, "JSON of its kind"))
}

pub(crate) fn maybe_json<T: DeserializeOwned>(row: &SqliteRow, column: usize) -> Cells<Option<T>> {
    if is_null(row, column)? { Ok(None) } else { json(row, column).map(Some) }
}

/// A word of one of the model's vocabularies (format, condition, outcome), through its serde name.
pub(crate) fn word<T: DeserializeOwned>(row: &SqliteRow, column: usize) -> Cells<T> {
    let word = text(row, column)?;
    from_word(word).ok_or_else(|| broken(column, "known word"))
}

pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    use serde::de::IntoDeserializer as _;
    let word: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = word.into_deserializer();
    T::deserialize(word).ok()
}

pub(crate) fn maybe_word<T: DeserializeOwned>(row: &SqliteRow, column: usize) -> Cells<Option<T>> {
    if is_null(row, column)? { Ok(None) } else { word(row, column).map(Some) }
}

/// A path date from its three columns: date, precision word, origin.
pub(crate) fn path_date(row: &SqliteRow, first: usize) -> Cells<Option<PathDate>> {
    if is_null(row, first)? {
        return Ok(None);
    }
    let precision: PathDatePrecision = word(row, first + 1)?;
    Ok(Some(PathDate { date: string(row, first)?, precision, from: string(row, first + 2)? }))
}

/// A path date from its first two columns, where its origin does not matter.
pub(crate) fn path_date_of_two(row: &SqliteRow, first: usize) -> Cells<Option<PathDate>> {
    if is_null(row, first)? {
        return Ok(None);
    }
    Ok(Some(PathDate { date: string(row, first)?, precision: word(row, first + 1)?, from: String::new() }))
}

/// How precise a path date is, so that more is better; 0 is none.
pub(crate) fn precision_rank(date: Option<&PathDate>) -> i64 {
    match date.map(|date| date.precision) {
        None => 0,
        Some(PathDatePrecision::Year) => 1,
        Some(PathDatePrecision::Month) => 2,
        Some(PathDatePrecision::Day) => 3,
    }
}

/// The other way round.
pub(crate) fn precision_of(rank: i64) -> Option<PathDatePrecision> {
    match rank {
        1 => Some(PathDatePrecision::Year),
        2 => Some(PathDatePrecision::Month),
        3 => Some(PathDatePrecision::Day),
        _ => None,
    }
}

/// A size as SQL keeps it; more than 2^63 − 1 bytes is said to be that.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

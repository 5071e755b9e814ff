//! What people keyed at markings, what waits for them, and how far the work has come.

use std::collections::{BTreeMap, HashMap};

use amana_model::{
    AccessionId, AccountId, Act, Basis, Digest, Face, Field, Keyed, KeyingRule, Marking, MarkingRef, Number,
    Numbers, Packed, Point, Reading, SealedName, UtcTime, each_once,
};
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::apply::{Applied, encode};
use crate::cells::{self, signed};
use crate::sql::keying as sql;
use crate::{Catalog, CatalogError};

/// From this share of common ground on, two markings of one original are taken for the same.
const SAME_PLACE: f32 = 0.5;
/// A longer pause than this is no time spent on a crop, in milliseconds.
const PAUSE: i64 = 180_000;
/// Fewer spans than this tell no rate.
const SPANS: usize = 10;

/// A marking that waits for a keyer.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The marking.
    pub marking: MarkingRef,
    /// Its corners.
    pub corners: [Point; 4],
    /// How many people have keyed it, since it was reopened if it was.
    pub people: u32,
    /// Whether it had been settled before.
    pub reopened: bool,
    /// The accession that brought the photograph.
    pub accession: AccessionId,
}

/// A marking with its crop and what was keyed.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyable {
    /// Its corners.
    pub corners: [Point; 4],
    /// Where its crop lies, if one was kept.
    pub crop: Option<(SealedName, Packed)>,
    /// What was keyed, in order, since it was reopened if it was.
    pub keyings: Vec<(AccountId, Keyed)>,
    /// What was keyed before it was reopened, in order.
    pub earlier: Vec<(AccountId, Keyed)>,
    /// Why it was reopened, if it was.
    pub reopened: Option<String>,
    /// What is settled, if it is.
    pub settled: Option<(Basis, Keyed)>,
    /// What an engine read, and the least probable of its numbers; `None` if a number has no field or two share one.
    pub machine: Option<(Numbers, f64)>,
}

/// How far keying has come.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeyingFigures {
    /// Markings with a crop that nobody has keyed.
    pub untouched: u64,
    /// Keyed by one person so far.
    pub once: u64,
    /// Two people disagree: a third is asked, or has to decide.
    pub disagreed: u64,
    /// Settled once, reopened, and not settled anew.
    pub reopened: u64,
    /// Settled, by what.
    pub settled: BTreeMap<String, u64>,
    /// Of markings that two people keyed: how many, and how many they agreed on.
    pub agreement: (u64, u64),
    /// Account → keyings.
    pub by_account: BTreeMap<String, u64>,
    /// Keyings still needed if nobody disagrees any more.
    pub needed: u64,
    /// Readings by a third to be expected beyond that, if as many disagree as so far; `None` while too few markings were keyed by two.
    pub thirds: Option<u64>,
    /// Median milliseconds from one keying to the next of the same person, pauses left out; `None` while too few are known.
    pub millis_each: Option<u64>,
}

impl KeyingFigures {
    /// Markings that wait for somebody.
    pub fn waits(&self) -> u64 {
        self.untouched + self.once + self.disagreed + self.reopened
    }

    /// Readings by a third to be expected of so many markings, if as many disagree as so far.
    pub fn expect_thirds(&mut self, undecided: u64) {
        let (both, same) = self.agreement;
        self.thirds = (both >= SPANS as u64).then(|| (undecided * (both - same)).div_ceil(both));
    }
}

impl Catalog {
    /// The rule that holds, with the log entry that set it.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn keying_rule(&self) -> Result<(KeyingRule, Option<u64>), CatalogError> {
        let Some(row) = sqlx::query(sql::RULE).fetch_optional(&self.pool).await? else {
            return Ok((KeyingRule::default(), None));
        };
        Ok((KeyingRule { machine_from: cells::real(&row, 1)? }, Some(cells::natural(&row, 0)?)))
    }

    /// Markings that wait for this person, those begun by others first: `third` also those where two disagree.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn keying_queue(
        &self,
        account: &AccountId,
        third: bool,
        limit: usize,
        skip: &(dyn Fn(&Waiting) -> bool + Sync),
    ) -> Result<Vec<Waiting>, CatalogError> {
        use futures_util::TryStreamExt as _;
        let mut connection = self.pool.acquire().await?;
        let mut found: Vec<(Waiting, bool)> = Vec::new();
        {
            let mut rows = sqlx::query(sql::QUEUE).bind(account.to_string()).fetch(&mut *connection);
            // More than are wanted: some may be settled at the same place in an earlier look, some show a face.
            while let Some(row) = rows.try_next().await? {
                let waiting = waiting(&row)?;
                let mine = cells::integer(&row, 5)? > 0;
                let for_others = waiting.people >= 2 && !third;
                // Three who differ: also for her among them who is to decide.
                if (!mine || waiting.people > 2) && !for_others && !skip(&waiting) {
                    found.push((waiting, mine));
                }
                if found.len() >= limit.saturating_add(64) {
                    break;
                }
            }
        }
        let mut queue = Vec::new();
        for (waiting, mine) in found {
            let fits = queue.len() < limit
                && (!mine || is_to_decide(&mut connection, &waiting.marking, account).await?)
                && !settled_there(&mut connection, &waiting).await?
                && !shows_a_face(&mut connection, &waiting).await?;
            if fits {
                queue.push(waiting);
            }
        }
        Ok(queue)
    }

    /// Every marking in the order of the log, those that wait first, each with the word for where it stands: `untouched`, `once`,
    /// `disagreed`, `reopened`, or what settled it; and what is settled.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn standings(&self) -> Result<Vec<(MarkingRef, String, Option<Keyed>)>, CatalogError> {
        let mut connection = self.pool.acquire().await?;
        let mut all = Vec::new();
        for waiting in all_waiting(&mut connection).await? {
            let word = match waiting.people {
                _ if waiting.reopened => "reopened",
                0 => "untouched",
                1 => "once",
                _ => "disagreed",
            };
            all.push((waiting.marking, word.to_owned(), None));
        }
        for row in &sqlx::query(crate::sql::people::SETTLED_NUMBERS).fetch_all(&mut *connection).await? {
            all.push((reference(row)?, cells::string(row, 3)?, Some(cells::json(row, 4)?)));
        }
        Ok(all)
    }

    /// One marking; `None` if there is none of this name.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn keyable(&self, marking: &MarkingRef) -> Result<Option<Keyable>, CatalogError> {
        let mut connection = self.pool.acquire().await?;
        let of = |text: &'static str| {
            sqlx::query(text)
                .bind(marking.digest.0.to_vec())
                .bind(signed(marking.look))
                .bind(i64::from(marking.marking))
        };
        let Some(row) = of(sql::MARKING).fetch_optional(&mut *connection).await? else { return Ok(None) };
        let crop: Option<Packed> = cells::maybe_json(&row, 1)?;
        let pack = cells::maybe_hash(&row, 2)?.map(SealedName);
        let reopening = of(sql::REOPENING).fetch_optional(&mut *connection).await?;
        let since = reopening.as_ref().map(|row| cells::natural(row, 0)).transpose()?.unwrap_or(0);
        let (earlier, keyings) = keyings_of(&mut connection, marking, since).await?;
        let settled = of(sql::IS_SETTLED).fetch_optional(&mut *connection).await?;
        let readings = of(sql::READINGS).fetch_all(&mut *connection).await?;
        Ok(Some(Keyable {
            corners: cells::json(&row, 0)?,
            crop: pack.zip(crop),
            keyings,
            earlier,
            reopened: reopening.map(|row| cells::string(&row, 1)).transpose()?,
            settled: settled
                .map(|row| Ok::<_, CatalogError>((cells::word(&row, 0)?, cells::json(&row, 1)?)))
                .transpose()?,
            machine: machine(&readings)?,
        }))
    }

    /// What a person keyed last and is not settled, the last first, each marking once.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn keyed_by(
        &self,
        account: &AccountId,
        limit: u32,
    ) -> Result<Vec<(MarkingRef, Keyed)>, CatalogError> {
        let rows = sqlx::query(sql::KEYED_BY)
            .bind(account.to_string())
            .bind(i64::from(limit))
            .fetch_all(&self.pool)
            .await?;
        let mut last: Vec<(MarkingRef, Keyed)> = Vec::new();
        for row in &rows {
            let marking = reference(row)?;
            if last.iter().all(|(known, _)| *known != marking) {
                last.push((marking, cells::json(row, 3)?));
            }
        }
        Ok(last)
    }

    /// How far keying has come.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn keying_figures(&self) -> Result<KeyingFigures, CatalogError> {
        let mut connection = self.pool.acquire().await?;
        let mut figures = KeyingFigures::default();
        let mut undecided = 0;
        for waiting in all_waiting(&mut connection).await? {
            undecided += u64::from(waiting.people < 2);
            figures.needed += 2u64.saturating_sub(u64::from(waiting.people)).max(1);
            match waiting.people {
                _ if waiting.reopened => figures.reopened += 1,
                0 => figures.untouched += 1,
                1 => figures.once += 1,
                _ => figures.disagreed += 1,
            }
        }
        for row in sqlx::query(sql::SETTLED_BY_BASIS).fetch_all(&mut *connection).await? {
            figures.settled.insert(cells::string(&row, 0)?, cells::natural(&row, 1)?);
        }
        figures.add_keyings(&sqlx::query(sql::EVERY_KEYING).fetch_all(&mut *connection).await?)?;
        figures.expect_thirds(undecided);
        Ok(figures)
    }
}

/// Every marking that waits for a keyer.
pub(crate) async fn all_waiting(connection: &mut SqliteConnection) -> Result<Vec<Waiting>, CatalogError> {
    let mut all = Vec::new();
    for row in &sqlx::query(sql::QUEUE).bind("").fetch_all(&mut *connection).await? {
        let waiting = waiting(row)?;
        let done = settled_there(connection, &waiting).await? || shows_a_face(connection, &waiting).await?;
        if !done {
            all.push(waiting);
        }
    }
    Ok(all)
}

impl KeyingFigures {
    fn add_keyings(&mut self, rows: &[SqliteRow]) -> Result<(), CatalogError> {
        let mut at: HashMap<MarkingRef, Vec<(String, Keyed)>> = HashMap::new();
        let (mut last, mut spans) = (HashMap::new(), Vec::new());
        for row in rows {
            let account = cells::string(row, 3)?;
            let time: UtcTime = cells::parsed(row, 5)?;
            let now = time.unix_millis();
            let span = last.insert(account.clone(), now).map(|before| now - before);
            spans.extend(span.filter(|span| (0..=PAUSE).contains(span)));
            *self.by_account.entry(account.clone()).or_default() += 1;
            let keyings = at.entry(reference(row)?).or_default();
            let keyed = cells::json(row, 4)?;
            match keyings.iter_mut().find(|(known, _)| *known == account) {
                Some((_, known)) => *known = keyed,
                None => keyings.push((account, keyed)),
            }
        }
        for keyings in at.values().filter(|keyings| keyings.len() >= 2) {
            self.agreement.0 += 1;
            self.agreement.1 += u64::from(keyings[0].1 == keyings[1].1);
        }
        spans.sort_unstable();
        self.millis_each = (spans.len() >= SPANS).then(|| spans[spans.len() / 2].unsigned_abs());
        Ok(())
    }
}

/// Applies one event about keying, or hands it on.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let query = match &entry.event.act {
        Act::MarkingDrawn(marking) => crate::drawn::drawn(entry.index, marking)?,
        Act::MarkingKeyed(keying) => sqlx::query(sql::KEYED)
            .bind(signed(entry.index))
            .bind(keying.marking.digest.0.to_vec())
            .bind(signed(keying.marking.look))
            .bind(i64::from(keying.marking.marking))
            .bind(keying.account.to_string())
            .bind(encode(&keying.keyed)?)
            .bind(encode(&keying.corners)?)
            .bind(entry.event.time.to_string()),
        Act::MarkingSettled { marking, basis, keyed, .. } => sqlx::query(sql::SETTLED)
            .bind(signed(entry.index))
            .bind(marking.digest.0.to_vec())
            .bind(signed(marking.look))
            .bind(i64::from(marking.marking))
            .bind(basis.word())
            .bind(encode(keyed)?),
        Act::MarkingReopened { marking, reason } => {
            sqlx::query(sql::UNSETTLED)
                .bind(marking.digest.0.to_vec())
                .bind(signed(marking.look))
                .bind(i64::from(marking.marking))
                .execute(&mut *connection)
                .await?;
            sqlx::query(sql::REOPENED)
                .bind(marking.digest.0.to_vec())
                .bind(signed(marking.look))
                .bind(i64::from(marking.marking))
                .bind(signed(entry.index))
                .bind(reason)
        }
        Act::KeyingRuleSet(rule) => {
            sqlx::query(sql::RULE_SET).bind(signed(entry.index)).bind(rule.machine_from)
        }
        _ => return crate::people::apply(connection, entry).await,
    };
    query.execute(connection).await?;
    Ok(())
}

fn reference(row: &SqliteRow) -> Result<MarkingRef, CatalogError> {
    Ok(MarkingRef {
        digest: Digest(cells::hash(row, 0)?),
        look: cells::natural(row, 1)?,
        marking: cells::natural(row, 2)?,
    })
}

fn waiting(row: &SqliteRow) -> Result<Waiting, CatalogError> {
    Ok(Waiting {
        marking: reference(row)?,
        corners: cells::json(row, 3)?,
        people: cells::natural(row, 4)?,
        accession: cells::parsed(row, 6)?,
        reopened: cells::integer(row, 7)? > 0,
    })
}

/// What was keyed at a marking up to a log entry, and what after it.
type Rounds = (Vec<(AccountId, Keyed)>, Vec<(AccountId, Keyed)>);

async fn keyings_of(
    connection: &mut SqliteConnection,
    marking: &MarkingRef,
    since: u64,
) -> Result<Rounds, CatalogError> {
    let rows = sqlx::query(sql::KEYINGS_OF)
        .bind(marking.digest.0.to_vec())
        .bind(signed(marking.look))
        .bind(i64::from(marking.marking))
        .fetch_all(connection)
        .await?;
    let (mut earlier, mut now) = (Vec::new(), Vec::new());
    for row in &rows {
        let round = if cells::natural::<u64>(row, 2)? > since { &mut now } else { &mut earlier };
        round.push((cells::parsed(row, 0)?, cells::json(row, 1)?));
    }
    Ok((earlier, now))
}

/// Whether a person keyed a marking after two others who disagree: then it is hers to decide.
async fn is_to_decide(
    connection: &mut SqliteConnection,
    marking: &MarkingRef,
    account: &AccountId,
) -> Result<bool, CatalogError> {
    let row = sqlx::query(sql::REOPENING)
        .bind(marking.digest.0.to_vec())
        .bind(signed(marking.look))
        .bind(i64::from(marking.marking))
        .fetch_optional(&mut *connection)
        .await?;
    let since = row.as_ref().map(|row| cells::natural(row, 0)).transpose()?.unwrap_or(0);
    let (_, keyings) = keyings_of(connection, marking, since).await?;
    Ok(each_once(&keyings).iter().skip(2).any(|(known, _)| *known == account))
}

/// Whether something at the same place is settled already: seen by an earlier look.
async fn settled_there(connection: &mut SqliteConnection, waiting: &Waiting) -> Result<bool, CatalogError> {
    let rows =
        sqlx::query(sql::SETTLED_AT).bind(waiting.marking.digest.0.to_vec()).fetch_all(connection).await?;
    for row in &rows {
        let corners: [Point; 4] = cells::json(row, 0)?;
        if same_place(&corners, &waiting.corners) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the middle of a face lies in the upright rectangle around a marking: then it is none, or not one to be shown.
async fn shows_a_face(connection: &mut SqliteConnection, waiting: &Waiting) -> Result<bool, CatalogError> {
    let rows =
        sqlx::query(sql::FACES_AT).bind(waiting.marking.digest.0.to_vec()).fetch_all(connection).await?;
    for row in &rows {
        if lies_in(&cells::json(row, 0)?, &waiting.corners) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the middle of a face lies in the upright rectangle around a marking.
fn lies_in(face: &[Point; 4], marking: &[Point; 4]) -> bool {
    [0, 1].into_iter().all(|axis| {
        let middle = face.iter().map(|corner| corner[axis]).sum::<f32>() / 4.0;
        let (least, most) = bounds(marking, axis);
        (least..=most).contains(&middle)
    })
}

/// Whether a marking of a look that counts is handed to keyers, as the queue has it: with a crop, a number read on it with some chance, and
/// none of the faces in it.
pub fn is_for_keyers(marking: &Marking, faces: &[Face]) -> bool {
    let read =
        |reading: &Reading| reading.number.is_some() && f64::from(reading.probability) >= sql::LEAST_CHANCE;
    marking.crop.is_some()
        && marking.readings.iter().any(read)
        && !faces.iter().any(|face| lies_in(&face.corners, &marking.corners))
}

/// Whether two markings of one original are taken for the same.
pub fn same_place(one: &[Point; 4], other: &[Point; 4]) -> bool {
    common_ground(one, other) >= SAME_PLACE
}

/// The least and the most of a figure along an axis.
fn bounds(corners: &[Point; 4], axis: usize) -> (f32, f32) {
    let along = corners.map(|corner| corner[axis]);
    (
        along.iter().copied().fold(f32::INFINITY, f32::min),
        along.iter().copied().fold(f32::NEG_INFINITY, f32::max),
    )
}

/// How much two markings have in common: the common part of their upright rectangles against all that both cover.
fn common_ground(one: &[Point; 4], other: &[Point; 4]) -> f32 {
    let (mut common, mut first, mut second) = (1.0, 1.0, 1.0);
    for axis in [0, 1] {
        let (a, b) = (bounds(one, axis), bounds(other, axis));
        common *= (a.1.min(b.1) - a.0.max(b.0)).max(0.0);
        first *= a.1 - a.0;
        second *= b.1 - b.0;
    }
    common / (first + second - common).max(f32::EPSILON)
}

/// The numbers that an engine read, each in its field.
fn machine(readings: &[SqliteRow]) -> Result<Option<(Numbers, f64)>, CatalogError> {
    let (mut numbers, mut least) = (Numbers::default(), 1.0f64);
    for row in readings {
        let Some(text) = cells::maybe_string(row, 1)? else { continue };
        let Ok(number) = Number::parse(&text) else { return Ok(None) };
        let place = match cells::word::<Field>(row, 0)? {
            Field::Branch => &mut numbers.branch,
            Field::Detainee => &mut numbers.detainee,
            Field::Examination => &mut numbers.examination,
            Field::Unknown => return Ok(None),
        };
        if place.replace(number).is_some() {
            return Ok(None);
        }
        least = least.min(cells::real(row, 2)?.unwrap_or(0.0));
    }
    Ok((!numbers.is_empty()).then_some((numbers, least)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_are_expected_as_often_as_two_disagreed() {
        let mut figures = KeyingFigures { agreement: (9, 5), ..KeyingFigures::default() };
        figures.expect_thirds(300);
        assert_eq!(figures.thirds, None, "too few are known");
        figures.agreement = (200, 194);
        figures.expect_thirds(310);
        assert_eq!(figures.thirds, Some(10), "three of a hundred, rounded up");
        figures.agreement = (200, 200);
        figures.expect_thirds(310);
        assert_eq!(figures.thirds, Some(0));
    }

    #[test]
    fn common_ground_is_a_share() {
        let square = |x: f32| [[x, 0.0], [x + 2.0, 0.0], [x + 2.0, 2.0], [x, 2.0]];
        assert_eq!(common_ground(&square(0.0), &square(0.0)), 1.0);
        assert!((common_ground(&square(0.0), &square(1.0)) - 1.0 / 3.0).abs() < 1e-6);
        assert_eq!(common_ground(&square(0.0), &square(5.0)), 0.0);
    }
}

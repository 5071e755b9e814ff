//! What each person had uncovered before her, kept so that a question before every picture costs little.

use amana_model::{AccountId, Act, ExposureRule, Look, UtcTime, ViewingStep};
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::apply::Applied;
use crate::cells::{self, signed};
use crate::sql::exposure as sql;
use crate::{Catalog, CatalogError};

impl Catalog {
    /// The rule about looking that holds.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn exposure_rule(&self) -> Result<ExposureRule, CatalogError> {
        let Some(row) = sqlx::query(sql::EXPOSURE_RULE).fetch_optional(&self.pool).await? else {
            return Ok(ExposureRule::default());
        };
        Ok(ExposureRule {
            views_a_day: cells::maybe_natural(&row, 0)?,
            looking_minutes: cells::natural(&row, 1)?,
            pause_minutes: cells::natural(&row, 2)?,
        })
    }

    /// What a person had uncovered since a time, her views put together by the minute.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn looks(&self, account: &AccountId, since: UtcTime) -> Result<Vec<Look>, CatalogError> {
        let mut connection = self.pool.acquire().await?;
        let of = |text: &'static str| sqlx::query(text).bind(account.to_string()).bind(since.unix_millis());
        let views = of(sql::VIEWS_BY_MINUTE).fetch_all(&mut *connection).await?;
        let uncoverings = of(sql::UNCOVERINGS).fetch_all(&mut *connection).await?;
        let views = views.iter().map(|row| {
            Ok(Look::Viewed { first: time(row, 0)?, last: time(row, 1)?, views: cells::natural(row, 2)? })
        });
        let uncoverings = uncoverings.iter().map(|row| match cells::natural(row, 1)? {
            0 => Ok(Look::Covered(time(row, 0)?)),
            minutes => Ok(Look::Uncovered(time(row, 0)?, minutes)),
        });
        views.chain(uncoverings).collect()
    }
}

fn time(row: &SqliteRow, column: usize) -> Result<UtcTime, CatalogError> {
    UtcTime::from_unix_millis(cells::integer(row, column)?).ok_or_else(|| cells::broken(column, "time"))
}

/// Applies one event about looking, or hands it on.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let (account, minutes) = match &entry.event.act {
        Act::OriginalViewed { account, .. } => (account, None),
        Act::UncoveredForSession { account, minutes } => (account, Some(*minutes)),
        Act::CoveredAgain { account } => (account, Some(0)),
        Act::ExposureRuleSet(rule) => {
            let query = sqlx::query(sql::EXPOSURE_RULE_SET).bind(signed(entry.index));
            let query = query.bind(rule.views_a_day).bind(rule.looking_minutes).bind(rule.pause_minutes);
            query.execute(connection).await?;
            return Ok(());
        }
        // The whole picture is recorded as an original viewed beside it, and counts as that.
        Act::ViewingShown(shown) if shown.step != ViewingStep::Whole => {
            exposed(connection, entry, &shown.account, None).await?;
            return crate::keying::apply(connection, entry).await;
        }
        _ => return crate::keying::apply(connection, entry).await,
    };
    exposed(connection, entry, account, minutes).await
}

async fn exposed(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
    account: &AccountId,
    minutes: Option<u32>,
) -> Result<(), CatalogError> {
    let query = sqlx::query(sql::EXPOSED)
        .bind(signed(entry.index))
        .bind(account.to_string())
        .bind(entry.event.time.unix_millis())
        .bind(minutes);
    query.execute(connection).await?;
    Ok(())
}

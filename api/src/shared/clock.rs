//! What time it is. The only place that reads the wall clock: everything else is handed `now`, so
//! that a rule answers the same whoever looks and whenever a test runs.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SubsecRound, TimeDelta, Utc};

/// China Standard Time: a statutory day is a calendar day here.
const SHANGHAI_OFFSET_SECONDS: i32 = 8 * 3600;

/// A source of the present moment; cheap to clone.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// The machine's own clock.
    #[allow(clippy::disallowed_methods, reason = "the one place that may")]
    pub fn system() -> Self {
        Self(Arc::new(Utc::now))
    }

    /// A clock that `read` tells.
    pub fn from_fn(read: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// The present moment, in UTC, in whole milliseconds: both engines keep these exactly, so
    /// that a digest over a stored moment can be recomputed.
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)().trunc_subsecs(3)
    }

    /// Today in Asia/Shanghai.
    pub fn today(&self) -> NaiveDate {
        statutory_day(self.now())
    }
}

/// The calendar day in Asia/Shanghai on which `moment` falls.
pub fn statutory_day(moment: DateTime<Utc>) -> NaiveDate {
    match FixedOffset::east_opt(SHANGHAI_OFFSET_SECONDS) {
        Some(zone) => moment.with_timezone(&zone).date_naive(),
        None => moment.date_naive(),
    }
}

/// The moment at which `day` begins in Asia/Shanghai.
pub fn day_begins(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    let ahead = TimeDelta::seconds(SHANGHAI_OFFSET_SECONDS.into());
    midnight.checked_sub_signed(ahead).unwrap_or(midnight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_shanghai() {
        let before = DateTime::parse_from_rfc3339("2011-04-20T15:59:59Z").unwrap();
        let after = DateTime::parse_from_rfc3339("2011-04-20T16:00:00Z").unwrap();
        assert_eq!(statutory_day(before.into()).to_string(), "2011-04-20");
        assert_eq!(statutory_day(after.into()).to_string(), "2011-04-21");
        assert_eq!(day_begins(statutory_day(after.into())), after);
    }
}

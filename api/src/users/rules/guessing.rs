//! How guessing passwords is slowed down, so that what can be guessed of one account in a day is bounded
//! whatever the number of addresses, and nobody can lock anybody else out.
//!
//! - From a device that its owner signed in on before, only that device's own failures count.
//! - From elsewhere an account has one budget, wherever the attempts come from, that fills up slowly;
//!   and attempts on it from one place wait longer and longer.
//! - A place from which many attempts fail makes nobody wait at their first tries.

use std::net::{IpAddr, SocketAddr};

use chrono::{DateTime, TimeDelta, Utc};

use crate::shared::network::network;

/// After a day without a failure the earlier ones are forgotten.
pub const FORGET_FAILURES: TimeDelta = TimeDelta::days(1);

/// So many attempts on an account from one place are never held up by what else failed there.
pub const FIRST_TRIES: i32 = 3;

/// So many attempts on one account from unknown devices may fail before the next ones have to wait.
const BUDGET: i32 = 20;

/// After so long the budget allows one more.
const REFILL: TimeDelta = TimeDelta::hours(1);

/// The most attempts on one account that unknown devices have within any 24 hours.
pub const MOST_A_DAY: i32 = BUDGET + 24;

/// The longest that anybody is made to wait by failures in a row.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// Whose failures in a row are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InARow {
    /// Of one account: from one place, on one known device, or within one session.
    Account,
    /// Of any account from one place, which a whole office may share.
    Place,
}

/// How long to wait after that many failures in a row: nothing at first, then a second, doubling.
pub fn wait_after(failures: i32, counted: InARow) -> TimeDelta {
    let free = match counted {
        InARow::Account => 4,
        InARow::Place => 30,
    };
    match u32::try_from(failures - free) {
        Ok(0) | Err(_) => TimeDelta::zero(),
        // 2^10 seconds are already longer than the longest wait.
        Ok(counted) => TimeDelta::seconds(1 << (counted - 1).min(10)).min(LONGEST_WAIT),
    }
}

/// An account's budget of attempts from unknown devices: what of it is used, and since when that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// How many attempts are used.
    pub used: i32,
    /// Since when; one is given back each hour from then on.
    pub since: DateTime<Utc>,
}

impl Budget {
    /// The budget as it is at `now`.
    pub fn at(self, now: DateTime<Utc>) -> Self {
        let hours = (now - self.since).num_seconds().max(0) / REFILL.num_seconds();
        let back = i32::try_from(hours).unwrap_or(i32::MAX);
        match self.used.saturating_sub(back) {
            used if used > 0 => Self { used, since: self.since + REFILL * back },
            _ => Self { used: 0, since: now },
        }
    }

    /// How long to wait until one more attempt is allowed.
    pub fn wait(self, now: DateTime<Utc>) -> TimeDelta {
        let Self { used, since } = self.at(now);
        if used < BUDGET {
            return TimeDelta::zero();
        }
        since + REFILL * (used - BUDGET + 1) - now
    }

    /// The budget after one more attempt at `now`.
    pub fn less_one(self, now: DateTime<Utc>) -> Self {
        let Self { used, since } = self.at(now);
        Self { used: used.saturating_add(1), since }
    }
}

/// Where somebody asks from, as far as it counts: an IPv4 address, or the /64 of an IPv6 address, all of which one
/// customer has.
pub fn place(address: Option<&str>) -> String {
    let Some(address) = address else { return "-".to_owned() };
    let parsed = address.parse::<IpAddr>().or_else(|_| address.parse::<SocketAddr>().map(|with| with.ip()));
    match parsed {
        Ok(address) => match network(address) {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("{address}/64"),
        },
        Err(_) => address.chars().filter(|character| !character.is_whitespace()).take(64).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn start() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
    }

    #[test]
    fn a_place_is_an_address_or_the_64_of_one() {
        for (address, expected) in [
            (Some("198.51.100.7"), "198.51.100.7"),
            (Some("198.51.100.7:4711"), "198.51.100.7"),
            (Some("::ffff:198.51.100.7"), "198.51.100.7"),
            (Some("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64"),
            (Some("2001:db8:1:2::1"), "2001:db8:1:2::/64"),
            (Some("[2001:db8:1:2::1]:80"), "2001:db8:1:2::/64"),
            (Some("2001:db8:1:3::1"), "2001:db8:1:3::/64"),
            (Some("un known"), "unknown"),
            (None, "-"),
        ] {
            assert_eq!(place(address), expected, "{address:?}");
        }
    }

    proptest! {
        #[test]
        fn waiting_grows_and_is_bounded(failures in 0_i32..2_000_000_000) {
            for counted in [InARow::Account, InARow::Place] {
                let wait = wait_after(failures, counted);
                prop_assert!(wait <= wait_after(failures + 1, counted));
                prop_assert!((TimeDelta::zero()..=LONGEST_WAIT).contains(&wait));
            }
            prop_assert!(wait_after(failures, InARow::Place) <= wait_after(failures, InARow::Account));
            prop_assert_eq!(wait_after(FIRST_TRIES, InARow::Account), TimeDelta::zero());
        }

        #[test]
        fn whenever_and_from_wherever_somebody_asks_an_account_is_guessed_at_only_so_often_a_day(
            pauses in proptest::collection::vec(0_i64..5_000, 1..600)
        ) {
            let (mut budget, mut now) = (Budget { used: 0, since: start() }, start());
            let mut evaluated = Vec::new();
            for pause in pauses {
                now += TimeDelta::seconds(pause);
                if budget.wait(now) <= TimeDelta::zero() {
                    budget = budget.less_one(now);
                    evaluated.push(now);
                }
            }
            for (index, first) in evaluated.iter().enumerate() {
                let day = evaluated[index..].iter().take_while(|at| **at - *first < TimeDelta::days(1));
                prop_assert!(day.count() <= MOST_A_DAY as usize);
            }
        }

        #[test]
        fn who_waits_as_long_as_they_were_told_gets_a_try(used in 0_i32..40, minutes in 0_i64..3_000) {
            let budget = Budget { used, since: start() };
            let now = start() + TimeDelta::minutes(minutes);
            let wait = budget.wait(now);
            prop_assert_eq!(budget.wait(now + wait.max(TimeDelta::zero())), TimeDelta::zero());
            // Forgotten with the day is only what has been given back by then.
            if used <= BUDGET {
                prop_assert_eq!(budget.at(start() + FORGET_FAILURES).used, 0);
            }
        }
    }
}

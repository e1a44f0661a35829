//! What a joint action allows: where it stands, its period, and what its plan must hold. Pure.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::joint_action;
use uuid::Uuid;

use crate::shared::errors::{Problem, UserErrorCode};

/// Where a joint action stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It has not begun.
    Planned,
    /// It has begun and not ended.
    Ongoing,
    /// Its last day is over.
    Ended,
    /// It was called off.
    Cancelled,
}

/// The life of a joint action, as far as rules ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day as planned.
    pub ends_on: NaiveDate,
    /// The last day since the extension.
    pub extended_to: Option<NaiveDate>,
    /// Whether it was called off.
    pub cancelled: bool,
}

impl Life {
    /// The last day, extensions included.
    pub fn last_day(&self) -> NaiveDate {
        self.extended_to.unwrap_or(self.ends_on)
    }

    /// Where the action stands on `today`.
    pub fn status(&self, today: NaiveDate) -> Status {
        if self.cancelled {
            Status::Cancelled
        } else if today < self.starts_on {
            Status::Planned
        } else if today <= self.last_day() {
            Status::Ongoing
        } else {
            Status::Ended
        }
    }

    /// Whether `day` lies within the action's period.
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.starts_on..=self.last_day()).contains(&day)
    }

    /// What keeps the action from being revised, extended, cancelled or worked on.
    pub fn alive(&self) -> Option<Problem> {
        self.cancelled.then(|| {
            Problem::new(
                UserErrorCode::IllegalTransition,
                "id",
                "该行动已取消，不能再作变更",
                "This action was cancelled and can no longer be changed",
            )
        })
    }

    /// What keeps the action from being extended to `day`.
    pub fn extension(&self, day: NaiveDate) -> Option<Problem> {
        (day <= self.last_day()).then(|| {
            Problem::new(
                UserErrorCode::DateOrder,
                "extendedTo",
                format!("延期后的截止日期应晚于现截止日期{}", self.last_day()),
                format!("The new last day must lie after the present one, {}", self.last_day()),
            )
        })
    }
}

/// What is recorded in an action's name must not name one that was called off, unless it did so
/// before (`kept`).
pub fn still_on(life: &Life, kept: bool) -> Option<Problem> {
    (life.cancelled && !kept).then(|| {
        Problem::new(UserErrorCode::Invalid, "actionId", "该行动已取消", "This action was cancelled")
    })
}

/// What is recorded within an action: its day must lie in the action's period, the department must
/// take part, and the action must not have been called off. `kept`: the record belonged to this
/// action already, so that a later cancellation does not keep a slip from being corrected.
pub fn within_action(
    life: &Life,
    taking_part: &BTreeSet<Uuid>,
    department: Uuid,
    (day_path, day): (&str, NaiveDate),
    kept: bool,
) -> Vec<Problem> {
    let mut problems: Vec<_> = still_on(life, kept).into_iter().collect();
    if !taking_part.contains(&department) {
        problems.push(Problem::new(
            UserErrorCode::Invalid,
            "actionId",
            "记录部门不是该行动的参加部门",
            "The recording department does not take part in this action",
        ));
    }
    if !life.contains(day) {
        problems.push(Problem::new(
            UserErrorCode::OutOfRange,
            day_path,
            format!("日期应在行动期间内（{}至{}）", life.starts_on, life.last_day()),
            format!("The date must lie within the action, {} to {}", life.starts_on, life.last_day()),
        ));
    }
    problems
}

/// The life of the action in `row`.
pub fn life(row: &joint_action::Model) -> Life {
    Life {
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        extended_to: row.extended_to,
        cancelled: row.cancelled_on.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::TimeDelta::days(number)
    }

    fn life() -> impl Strategy<Value = Life> {
        (0i64..50, 0i64..50, proptest::option::of(1i64..50), any::<bool>()).prop_map(
            |(start, length, extension, cancelled)| Life {
                starts_on: day(start),
                ends_on: day(start + length),
                extended_to: extension.map(|more| day(start + length + more)),
                cancelled,
            },
        )
    }

    proptest! {
        #[test]
        fn an_action_is_ongoing_exactly_on_the_days_of_its_period(life in life(), today in -10i64..170) {
            let today = day(today);
            prop_assert_eq!(
                life.status(today) == Status::Ongoing,
                life.contains(today) && !life.cancelled
            );
            prop_assert_eq!(life.status(today) == Status::Cancelled, life.cancelled);
        }

        #[test]
        fn time_only_moves_an_action_forward(life in life(), today in -10i64..170) {
            let rank = |status| match status {
                Status::Planned => 0,
                Status::Ongoing => 1,
                Status::Ended => 2,
                Status::Cancelled => 3,
            };
            prop_assert!(rank(life.status(day(today))) <= rank(life.status(day(today + 1))));
        }

        #[test]
        fn an_extension_always_lengthens(life in life(), to in 0i64..170) {
            let to = day(to);
            let longer = Life { extended_to: Some(to), ..life };
            prop_assert_eq!(life.extension(to).is_none(), longer.last_day() > life.last_day());
        }

        #[test]
        fn a_record_is_accepted_exactly_within_a_living_action_that_its_department_joined(
            life in life(), on in 0i64..170, joined in any::<bool>(), kept in any::<bool>()
        ) {
            let department = Uuid::from_u128(1);
            let taking_part = BTreeSet::from_iter(joined.then_some(department));
            let problems = within_action(&life, &taking_part, department, ("inspectedOn", day(on)), kept);
            let fine = life.contains(day(on)) && joined && (kept || !life.cancelled);
            prop_assert_eq!(problems.is_empty(), fine);
        }
    }
}

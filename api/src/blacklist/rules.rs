//! When a penalised party is proposed for the blacklist, and what may happen to an entry when. Pure.

use chrono::{Months, NaiveDate};
use entity::enums::{BlacklistMark, BlacklistRemoval, BlacklistState, CaseKind};
use uuid::Uuid;

/// A case that was closed with a penalty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Penalty {
    /// The case.
    pub case_id: Uuid,
    /// What it was about.
    pub kind: CaseKind,
    /// The day on which it was closed.
    pub closed_on: NaiveDate,
    /// 重大
    pub major: bool,
    /// 恶性
    pub egregious: bool,
    /// 吊销许可证件
    pub licence_revoked: bool,
}

impl Penalty {
    fn carries(&self, mark: BlacklistMark) -> bool {
        match mark {
            BlacklistMark::Major => self.major,
            BlacklistMark::Egregious => self.egregious,
            BlacklistMark::LicenceRevoked => self.licence_revoked,
        }
    }
}

/// A rule: so many penalties within so many months, in cases of these kinds, the last of which carries one
/// of these marks. What is empty asks for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How many penalties, the last one's included; at least one.
    pub penalties: u32,
    /// Within how many months before the last one.
    pub months: u32,
    /// In cases of these kinds.
    pub kinds: Vec<CaseKind>,
    /// The last carries one of these.
    pub marks: Vec<BlacklistMark>,
    /// The first day in force.
    pub valid_from: NaiveDate,
    /// The last day in force.
    pub valid_to: Option<NaiveDate>,
}

impl Rule {
    /// Whether the rule is in force on `day`.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|to| day <= to)
    }

    fn concerns(&self, kind: CaseKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// The cases for which `rule` proposes the party of `last`, latest first and `last` among them; none where it
/// does not. `earlier` are the party's other penalties, in any order; the rule in force when the last
/// case was closed decides.
pub fn behind(rule: &Rule, last: &Penalty, earlier: &[Penalty]) -> Option<Vec<Uuid>> {
    let marked = rule.marks.is_empty() || rule.marks.iter().any(|mark| last.carries(*mark));
    if !rule.in_force(last.closed_on) || !rule.concerns(last.kind) || !marked {
        return None;
    }
    if rule.penalties <= 1 {
        return Some(vec![last.case_id]);
    }
    let since = last.closed_on.checked_sub_months(Months::new(rule.months))?;
    let counts = |one: &&Penalty| {
        one.case_id != last.case_id
            && rule.concerns(one.kind)
            && (since..=last.closed_on).contains(&one.closed_on)
    };
    let mut counted: Vec<&Penalty> = earlier.iter().filter(counts).collect();
    counted.sort_by_key(|one| std::cmp::Reverse((one.closed_on, one.case_id)));
    let enough = counted.len() + 1 >= rule.penalties as usize;
    enough.then(|| std::iter::once(last.case_id).chain(counted.iter().map(|one| one.case_id)).collect())
}

/// The last day on the list of a party listed on `day`: 36 months from 2026-03-05 end on 2029-03-04.
pub fn listed_until(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))?.pred_opt()
}

/// An entry, as far as the rules care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub state: BlacklistState,
    /// The last day on which the party may state its view.
    pub statement_until: Option<NaiveDate>,
    /// The party stated its view.
    pub stated: bool,
    /// Since when it is listed.
    pub listed_on: Option<NaiveDate>,
    /// Until when.
    pub listed_until: Option<NaiveDate>,
    /// Published.
    pub published: bool,
}

impl Entry {
    /// Whether the party is on the list on `day`.
    pub fn is_listed(&self, day: NaiveDate) -> bool {
        self.state == BlacklistState::Listed
            && self.listed_on.is_some_and(|from| from <= day)
            && self.listed_until.is_none_or(|until| day <= until)
    }
}

/// What the office does to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Tells the party, and that it may state its view.
    Notify,
    /// Writes down what the party stated.
    Hear,
    /// Lists it, on this day.
    List(NaiveDate),
    /// Publishes the listing.
    Publish,
    /// Does not list it.
    Dismiss,
    /// Takes it off the list, on this day.
    Remove(BlacklistRemoval, NaiveDate),
}

/// Why the office can't do that now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The entry does not stand where this begins.
    NotNow,
    /// The party may still state its view.
    StatementPeriod(NaiveDate),
    /// It is published already.
    PublishedAlready,
    /// It has not expired.
    NotExpired(NaiveDate),
    /// Credit is restored a year after the listing at the earliest.
    TooEarly(NaiveDate),
    /// The day lies before the listing.
    BeforeListing,
}

/// Whether the office may do this to the entry.
///
/// # Errors
///
/// Why not.
pub fn check(entry: &Entry, act: Act) -> Result<(), Refusal> {
    use BlacklistState::{Listed, Notified, Proposed};
    let stands = match act {
        Act::Notify => entry.state == Proposed,
        Act::Hear | Act::List(_) => entry.state == Notified,
        Act::Publish | Act::Remove(..) => entry.state == Listed,
        Act::Dismiss => matches!(entry.state, Proposed | Notified),
    };
    if !stands {
        return Err(Refusal::NotNow);
    }
    match act {
        Act::List(day) => match entry.statement_until {
            // Who has stated their view need not be waited for.
            Some(until) if day <= until && !entry.stated => Err(Refusal::StatementPeriod(until)),
            _ => Ok(()),
        },
        Act::Publish if entry.published => Err(Refusal::PublishedAlready),
        Act::Remove(removal, day) => {
            let listed_on = entry.listed_on.ok_or(Refusal::NotNow)?;
            let year = listed_on.checked_add_months(Months::new(12)).unwrap_or(listed_on);
            match (removal, entry.listed_until) {
                _ if day < listed_on => Err(Refusal::BeforeListing),
                (BlacklistRemoval::Expired, Some(until)) if day <= until => Err(Refusal::NotExpired(until)),
                (BlacklistRemoval::CreditRestored, _) if day < year => Err(Refusal::TooEarly(year)),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn penalty(number: u128, closed_on: &str) -> Penalty {
        Penalty {
            case_id: Uuid::from_u128(number),
            kind: CaseKind::Trademark,
            closed_on: day(closed_on),
            major: false,
            egregious: false,
            licence_revoked: false,
        }
    }

    fn repeated() -> Rule {
        Rule {
            penalties: 2,
            months: 60,
            kinds: vec![CaseKind::Trademark],
            marks: Vec::new(),
            valid_from: day("2021-09-01"),
            valid_to: None,
        }
    }

    #[test]
    fn twice_within_five_years_is_enough_and_once_is_not() {
        let last = penalty(1, "2026-11-18");
        assert_eq!(behind(&repeated(), &last, &[]), None);
        let earlier = [penalty(2, "2021-11-18"), penalty(3, "2021-11-17"), last];
        assert_eq!(behind(&repeated(), &last, &earlier), Some(vec![last.case_id, Uuid::from_u128(2)]));
        let other = Penalty { kind: CaseKind::Copyright, ..penalty(2, "2026-01-05") };
        assert_eq!(behind(&repeated(), &last, &[other]), None);
        let old = Rule { valid_to: Some(day("2026-11-17")), ..repeated() };
        assert_eq!(behind(&old, &last, &earlier), None);
        assert_eq!(listed_until(day("2026-03-05"), 36), Some(day("2029-03-04")));
    }

    #[test]
    fn a_serious_case_is_enough_alone() {
        let rule = Rule { penalties: 1, marks: vec![BlacklistMark::Egregious], ..repeated() };
        let last = penalty(1, "2026-11-18");
        assert_eq!(behind(&rule, &last, &[]), None);
        assert_eq!(behind(&rule, &Penalty { egregious: true, ..last }, &[]), Some(vec![last.case_id]));
    }

    #[test]
    fn the_party_is_heard_first_and_leaves_when_its_time_has_come() {
        let notified = Entry {
            state: BlacklistState::Notified,
            statement_until: Some(day("2026-11-25")),
            stated: false,
            listed_on: None,
            listed_until: None,
            published: false,
        };
        let until = Refusal::StatementPeriod(day("2026-11-25"));
        assert_eq!(check(&notified, Act::List(day("2026-11-25"))), Err(until));
        assert_eq!(check(&notified, Act::List(day("2026-11-26"))), Ok(()));
        assert_eq!(check(&Entry { stated: true, ..notified }, Act::List(day("2026-11-20"))), Ok(()));
        let listed = Entry {
            state: BlacklistState::Listed,
            listed_on: Some(day("2026-11-26")),
            listed_until: Some(day("2029-11-25")),
            ..notified
        };
        let remove = |removal, on| check(&listed, Act::Remove(removal, day(on)));
        assert!(remove(BlacklistRemoval::Expired, "2029-11-25").is_err());
        assert!(remove(BlacklistRemoval::Expired, "2029-11-26").is_ok());
        assert!(remove(BlacklistRemoval::CreditRestored, "2027-11-25").is_err());
        assert!(remove(BlacklistRemoval::CreditRestored, "2027-11-26").is_ok());
        assert!(remove(BlacklistRemoval::Revoked, "2026-11-27").is_ok());
        assert!(remove(BlacklistRemoval::Revoked, "2026-11-25").is_err());
        assert!(listed.is_listed(day("2029-11-25")) && !listed.is_listed(day("2029-11-26")));
    }

    proptest! {
        #[test]
        fn a_rule_counts_what_a_slow_count_counts(
            days in prop::collection::vec((0..3000_u64, any::<bool>()), 0..12), penalties in 1..5_u32, months in 0..72_u32,
        ) {
            let rule = Rule { penalties, months, ..repeated() };
            let last = penalty(1000, "2026-11-18");
            let earlier: Vec<Penalty> = (0..)
                .zip(&days)
                .map(|(number, (ago, same))| Penalty {
                    kind: if *same { CaseKind::Trademark } else { CaseKind::Customs },
                    closed_on: last.closed_on - chrono::Days::new(*ago),
                    ..penalty(number, "2026-11-18")
                })
                .collect();
            let found = behind(&rule, &last, &earlier);
            let mut counted = 1;
            for one in &earlier {
                let within = one.closed_on + Months::new(months) >= last.closed_on
                    || one.closed_on >= last.closed_on - Months::new(months);
                if one.kind == CaseKind::Trademark && within {
                    counted += 1;
                }
            }
            prop_assert_eq!(found.is_some(), counted >= penalties as usize || penalties <= 1);
            if let Some(found) = found {
                prop_assert_eq!(found[0], last.case_id);
                let mut once = found.clone();
                once.sort();
                once.dedup();
                prop_assert_eq!(once.len(), found.len());
            }
        }
    }
}

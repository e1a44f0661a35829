//! Which departments meet at a party. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use uuid::Uuid;

/// An open case that runs against a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// The party.
    pub party_id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// Whose it is.
    pub department_id: Uuid,
    /// Since when: the day of its receipt.
    pub since: NaiveDate,
}

impl Open {
    fn order(&self) -> (NaiveDate, Uuid) {
        (self.since, self.case_id)
    }
}

/// Two departments with a case each against one party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The case that was there first.
    pub first: Open,
    /// The other.
    pub second: Open,
}

impl Meeting {
    /// What tells it from other meetings: the party and the two departments, in a fixed order.
    pub fn key(&self) -> String {
        let (a, b) = (self.first.department_id, self.second.department_id);
        key(self.first.party_id, a, b)
    }
}

/// What tells a meeting of two departments at a party from others.
pub fn key(party_id: Uuid, a: Uuid, b: Uuid) -> String {
    let (low, high) = if a <= b { (a, b) } else { (b, a) };
    format!("{}:{}:{}", party_id.simple(), low.simple(), high.simple())
}

/// Who meets whom: each two departments with open cases against one party, once, with the earliest case of
/// each. `taking_part` names cases and the departments that take part in them beside their own: what a
/// department takes part in, it need not be told of.
pub fn meetings(open: &[Open], taking_part: &BTreeSet<(Uuid, Uuid)>) -> BTreeMap<String, Meeting> {
    let mut meetings: BTreeMap<String, Meeting> = BTreeMap::new();
    for one in open {
        for other in open {
            let apart = one.party_id == other.party_id
                && one.department_id < other.department_id
                && !taking_part.contains(&(one.case_id, other.department_id))
                && !taking_part.contains(&(other.case_id, one.department_id));
            if !apart {
                continue;
            }
            let (first, second) = if one.order() <= other.order() { (*one, *other) } else { (*other, *one) };
            let meeting = Meeting { first, second };
            let known = meetings.entry(meeting.key()).or_insert(meeting);
            let order = |meeting: &Meeting| (meeting.first.order(), meeting.second.order());
            if order(&meeting) < order(known) {
                *known = meeting;
            }
        }
    }
    meetings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn cases() -> impl Strategy<Value = Vec<Open>> {
        let case = (0..3_u128, 0..4_u128, 0..20_u64);
        prop::collection::vec(case, 0..14).prop_map(|cases| {
            let open = |(number, (party, department, day)): (u128, (u128, u128, u64))| Open {
                party_id: id(party),
                case_id: id(100 + number),
                department_id: id(department),
                since: NaiveDate::default() + chrono::Days::new(day),
            };
            (0..).zip(cases).map(open).collect()
        })
    }

    proptest! {
        #[test]
        fn two_departments_meet_exactly_where_both_have_a_case(open in cases()) {
            let met = meetings(&open, &BTreeSet::new());
            for party in 0..3 {
                for (a, b) in (0..4).flat_map(|a| (a + 1..4).map(move |b| (a, b))) {
                    let has = |department: u128| {
                        open.iter().any(|case| case.party_id == id(party) && case.department_id == id(department))
                    };
                    prop_assert_eq!(met.contains_key(&key(id(party), id(b), id(a))), has(a) && has(b));
                }
            }
            for (key, meeting) in &met {
                prop_assert_eq!(key, &meeting.key());
                prop_assert_ne!(meeting.first.department_id, meeting.second.department_id);
                prop_assert_eq!(meeting.first.party_id, meeting.second.party_id);
                prop_assert!(meeting.first.since <= meeting.second.since);
            }
        }

        #[test]
        fn who_meets_does_not_depend_on_the_order_of_the_cases(open in cases()) {
            let mut turned = open.clone();
            turned.reverse();
            prop_assert_eq!(meetings(&open, &BTreeSet::new()), meetings(&turned, &BTreeSet::new()));
        }

        #[test]
        fn who_takes_part_is_not_told(open in cases()) {
            let all: BTreeSet<_> =
                open.iter().flat_map(|case| (0..4).map(|department| (case.case_id, id(department)))).collect();
            prop_assert!(meetings(&open, &all).is_empty());
        }
    }
}

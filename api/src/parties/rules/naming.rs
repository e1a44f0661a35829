//! Whose it is to change the name of a business, which all departments share; and which of its dated names
//! was in force on a day. Pure.

use chrono::NaiveDate;
use uuid::Uuid;

/// Who is about to rename a business.
#[derive(Clone, Copy, Debug)]
pub struct Namer<'a> {
    /// The department.
    pub department_id: Uuid,
    /// Its region's key.
    pub region_key: &'a str,
    /// Whether as staff of its region's coordination office.
    pub office: bool,
}

/// Whether `namer` may rename a business that the departments `linked` keep (each with its region's key),
/// and that is registered in the region with the key `registered`: a department while nobody else knows
/// the business; an office where all who know it are within its region, or where it is registered there.
pub fn may_rename(namer: Namer, linked: &[(Uuid, String)], registered: Option<&str>) -> bool {
    let below = |key: &str| key.starts_with(namer.region_key);
    if namer.office {
        linked.iter().all(|(_, key)| below(key)) || registered.is_some_and(below)
    } else {
        linked.iter().all(|(department, _)| *department == namer.department_id)
    }
}

/// The name in force on `day` among dated ones, which come in the order in which they begin and, of one day,
/// were recorded; of a day before all of them the first.
pub fn in_force<T>(names: &[T], begins: impl Fn(&T) -> NaiveDate, day: NaiveDate) -> Option<&T> {
    names.iter().rev().find(|name| begins(name) <= day).or(names.first())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEYS: [&str; 5] = ["43", "4306", "430621", "4301", "430102"];

    fn linked() -> impl Strategy<Value = Vec<(Uuid, String)>> {
        let one = (0..6_u128, 0..KEYS.len());
        prop::collection::vec(one.prop_map(|(id, key)| (Uuid::from_u128(id), KEYS[key].to_owned())), 1..5)
    }

    proptest! {
        #[test]
        fn nobody_renames_what_another_city_keeps_unless_it_is_registered_at_home(
            linked in linked(), own in 0..6_u128, key in 0..KEYS.len(), office: bool, registered in prop::option::of(0..KEYS.len()),
        ) {
            let own = Uuid::from_u128(own);
            let namer = Namer { department_id: own, region_key: KEYS[key], office };
            let registered = registered.map(|at| KEYS[at]);
            let elsewhere = linked.iter().any(|(_, there)| !there.starts_with(KEYS[key]));
            let at_home = registered.is_some_and(|there| there.starts_with(KEYS[key]));
            let may = may_rename(namer, &linked, registered);
            if office {
                prop_assert_eq!(may, !elsewhere || at_home);
            } else {
                prop_assert_eq!(may, linked.iter().all(|(department, _)| *department == own));
            }
            // Whoever else keeps the business only takes rights away, and the office above may what one below may.
            let mut more = linked.clone();
            more.push((Uuid::from_u128(99), "99".to_owned()));
            prop_assert!(!may_rename(namer, &more, registered) || may);
            if office && may {
                let above = Namer { region_key: &KEYS[key][..2], ..namer };
                prop_assert!(may_rename(above, &linked, registered));
            }
        }

        #[test]
        fn the_name_in_force_is_the_last_that_began(mut days in prop::collection::vec(0..30_u64, 1..6), asked in 0..40_u64) {
            days.sort_unstable();
            let day = |number: u64| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(number);
            let names: Vec<(usize, u64)> = days.iter().copied().enumerate().collect();
            let found = in_force(&names, |(_, began)| day(*began), day(asked)).unwrap();
            let expected = names.iter().rfind(|(_, began)| *began <= asked).unwrap_or(&names[0]);
            prop_assert_eq!(found, expected);
        }
    }
}

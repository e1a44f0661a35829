//! What an inspection must fulfil: two officers of the departments that take part, each with a
//! certificate valid on that day (持证上岗). Pure.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use crate::shared::{
    errors::{Problem, UserErrorCode},
    search,
};

/// The fewest officers of an inspection (行政处罚法 art. 42) or a seizure (行政强制法 art. 18).
pub const FEWEST_OFFICERS: usize = 2;

/// A certificate, both days included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The number.
    pub number: String,
    /// The first day on which it is valid.
    pub valid_from: NaiveDate,
    /// The last day on which it is valid.
    pub valid_to: NaiveDate,
}

/// A person who is named as an officer.
#[derive(Clone, Debug)]
pub struct Officer {
    /// The name to show.
    pub name: String,
    /// The person's department.
    pub department_id: Uuid,
    /// An active officer or head of a department.
    pub enforces: bool,
    /// Named on the record already: people change departments, and a correction must not fail for it.
    pub kept: bool,
    /// All certificates that the person ever had.
    pub certificates: Vec<Certificate>,
}

/// The certificate that covers `day`; of several, the one that is valid longest.
pub fn certificate_on(certificates: &[Certificate], day: NaiveDate) -> Option<&Certificate> {
    certificates
        .iter()
        .filter(|certificate| (certificate.valid_from..=certificate.valid_to).contains(&day))
        .max_by_key(|certificate| certificate.valid_to)
}

/// The officers of an outing or a seizure on `day` with their certificates' numbers, and what is wrong.
/// `inspecting`: the departments that take part, without coordination offices.
pub fn officers(
    day: NaiveDate,
    named: &[Uuid],
    people: &HashMap<Uuid, Officer>,
    inspecting: &HashSet<Uuid>,
) -> (Vec<(Uuid, String)>, Vec<Problem>) {
    let (mut certified, mut problems, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (index, id) in named.iter().enumerate() {
        let path = format!("officerIds.{index}");
        let Some(officer) = people.get(id) else {
            problems.push(Problem::not_found(&path));
            continue;
        };
        if !seen.insert(id) {
            problems.push(Problem::new(
                UserErrorCode::Duplicate,
                &path,
                "执法人员重复",
                "This officer is named twice",
            ));
            continue;
        }
        let member = officer.enforces && inspecting.contains(&officer.department_id);
        if !officer.kept && !member {
            problems.push(Problem::new(
                UserErrorCode::Invalid,
                &path,
                "该人员不是参加部门的在职执法人员",
                "This person is not an active officer of a department that takes part",
            ));
        }
        match certificate_on(&officer.certificates, day) {
            Some(certificate) => certified.push((*id, certificate.number.clone())),
            None => problems.push(Problem::new(
                UserErrorCode::CertificateInvalid,
                &path,
                format!("{}当日没有有效的行政执法证", officer.name),
                format!("{} has no enforcement certificate valid on that day", officer.name),
            )),
        }
    }
    if seen.len() < FEWEST_OFFICERS {
        problems.push(Problem::new(
            UserErrorCode::TooFewOfficers,
            "officerIds",
            "执法活动应由两名以上执法人员进行",
            "At least two officers are needed",
        ));
    }
    (certified, problems)
}

/// That a coordination office organises but does not itself inspect (国办发〔2024〕54号).
pub fn office_cannot_inspect() -> Problem {
    Problem::new(
        UserErrorCode::CoordinationOfficeCannotInspect,
        "departmentId",
        "领导小组办公室负责组织协调，不直接开展执法检查",
        "A coordination office organises but does not itself inspect",
    )
}

/// What tells premises apart: the party, else the name as people compare it.
pub fn identity(party_id: Option<Uuid>, name: &str) -> String {
    party_id.map_or_else(|| search::fold(name), |id| id.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::TimeDelta::days(number)
    }

    fn officer() -> impl Strategy<Value = Officer> {
        (0u128..3, any::<bool>(), any::<bool>(), proptest::collection::vec((0i64..20, 0i64..20), 0..3))
            .prop_map(|(department, enforces, kept, spans)| Officer {
                name: "张三".into(),
                department_id: Uuid::from_u128(department),
                enforces,
                kept,
                certificates: spans
                    .into_iter()
                    .map(|(from, length)| Certificate {
                        number: format!("{from}+{length}"),
                        valid_from: day(from),
                        valid_to: day(from + length),
                    })
                    .collect(),
            })
    }

    proptest! {
        #[test]
        fn a_crew_passes_exactly_when_two_differ_and_each_may_enforce_that_day(
            people in proptest::collection::vec(officer(), 0..5),
            named in proptest::collection::vec(0usize..6, 0..6),
            on in 0i64..40,
        ) {
            let key = |index: usize| Uuid::from_u128(100 + index as u128);
            let people: HashMap<_, _> =
                people.into_iter().enumerate().map(|(index, officer)| (key(index), officer)).collect();
            let named: Vec<_> = named.into_iter().map(key).collect();
            let inspecting = HashSet::from([Uuid::from_u128(0), Uuid::from_u128(1)]);
            let (certified, problems) = officers(day(on), &named, &people, &inspecting);

            let distinct: HashSet<_> = named.iter().collect();
            let fine = distinct.len() == named.len()
                && distinct.len() >= 2
                && named.iter().all(|id| people.get(id).is_some_and(|officer| {
                    let valid = officer.certificates.iter().any(|one| one.valid_from <= day(on) && day(on) <= one.valid_to);
                    let member = officer.enforces && inspecting.contains(&officer.department_id);
                    valid && (member || officer.kept)
                }));
            prop_assert_eq!(problems.is_empty(), fine);
            if fine {
                prop_assert_eq!(certified.iter().map(|(id, _)| *id).collect::<Vec<_>>(), named);
            }
        }

        #[test]
        fn the_same_name_however_typed_is_the_same_premises(name in "[a-zA-Z雷雨商店]{1,8}") {
            let wide: String = name.chars().map(|one| match one {
                '!'..='~' => char::from_u32(one as u32 + 0xfee0).unwrap(),
                other => other,
            }).collect();
            prop_assert_eq!(identity(None, &name), identity(None, &format!(" {wide} ")));
            prop_assert_ne!(identity(Some(Uuid::nil()), &name), identity(None, &name));
        }
    }
}

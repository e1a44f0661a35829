//! What a month's figures are checked for before they are submitted. Pure.

use std::collections::HashMap;

use vocabulary::{FindingGrade as Grade, ReportCheck as Check};

/// A figure as it would be reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The indicator's code.
    pub code: String,
    /// What would be reported; none: neither a number nor a confirmed zero.
    pub value: Option<i64>,
    /// Whether that is a lower bound.
    pub at_least: bool,
    /// What the records add up to, with what was corrected below.
    pub computed: i64,
    /// Whether it is an amount of money, in fen.
    pub is_money: bool,
}

/// Something that the check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// By which rule.
    pub check: Check,
    /// How grave it is.
    pub grade: Grade,
    /// Which figures it is about: the whole first, then its parts.
    pub codes: Vec<String>,
    /// What they are, in that order; of a jump, what was usual beside it.
    pub values: Vec<i64>,
}

/// How parts stand to their whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// They add up to it.
    Equal,
    /// Together they are no more.
    AtMost,
}

/// Which figures are parts of which: so the indicators are defined (DOMAIN, Statistics).
const SUMS: &[(&str, Relation, &[&str])] = &[
    ("INSPECTIONS", Relation::AtMost, &["JOINT_INSPECTIONS"]),
    ("JOINT_INSPECTIONS", Relation::Equal, &["JOINT_INSPECTIONS_OWN_LEVEL", "JOINT_INSPECTIONS_LOWER_LEVEL"]),
    ("OFFICER_PERSON_TIMES", Relation::AtMost, &["OFFICERS"]),
    ("PREMISES_VISITS", Relation::AtMost, &["PREMISES_DISTINCT"]),
    ("PREMISES_VISITS", Relation::AtMost, &["PREMISES_VISITS_OWN_LEVEL"]),
    ("CASES_ACCEPTED", Relation::AtMost, &["JOINTLY_HANDLED_CASES"]),
    ("CASES_FILED", Relation::AtMost, &["COUNTERFEIT_PATENT_CASES_FILED"]),
    ("CASES_FILED", Relation::AtMost, &["CASES_FILED_INTERNET"]),
    ("CASES_FILED", Relation::AtMost, &["CASES_FILED_RURAL"]),
    ("CASES_FILED", Relation::AtMost, &["CASES_FILED_MARKET"]),
    ("CASES_FILED", Relation::AtMost, &["CASES_FILED_FOREIGN_INVESTED"]),
    ("CASES_FILED", Relation::AtMost, &["CASES_FILED_IMPORT_AND_EXPORT"]),
    (
        "CASES_CLOSED",
        Relation::Equal,
        &["CASES_CLOSED_ON_TIME", "CASES_CLOSED_LATE", "CASES_CLOSED_WITHOUT_LIMIT"],
    ),
    (
        "CASES_CLOSED",
        Relation::Equal,
        &[
            "CLOSED_PENALTY",
            "CLOSED_NO_PENALTY",
            "CLOSED_MEDIATED",
            "CLOSED_DECIDED",
            "CLOSED_WITHDRAWN",
            "CLOSED_TAKEN_OVER",
        ],
    ),
    ("CLOSED_TAKEN_OVER", Relation::AtMost, &["CLOSED_TAKEN_OVER_BY_POLICE"]),
    ("TRAINING_AND_PUBLICITY_EVENTS", Relation::Equal, &["TRAININGS", "PUBLICITY_EVENTS"]),
    ("TRAININGS", Relation::AtMost, &["LECTURES", "SEMINARS"]),
];

/// From how many earlier months on a jump is seen at all.
const ENOUGH: usize = 4;

/// What is found in `rows`, the gravest first; `past` are what the last months reported of each figure.
pub fn findings(rows: &[Row], past: &HashMap<String, Vec<i64>>) -> Vec<Finding> {
    let mut found = Vec::new();
    let missing: Vec<String> =
        rows.iter().filter(|row| row.value.is_none()).map(|row| row.code.clone()).collect();
    if !missing.is_empty() {
        let values = Vec::new();
        found.push(Finding { check: Check::Missing, grade: Grade::Blocking, codes: missing, values });
    }
    found.extend(SUMS.iter().filter_map(|(whole, relation, parts)| broken(rows, whole, *relation, parts)));
    for row in rows {
        let of_one = |check, grade, values| Finding { check, grade, codes: vec![row.code.clone()], values };
        let Some(value) = row.value else { continue };
        if value == 0 && row.computed > 0 {
            found.push(of_one(Check::ZeroDespiteRecords, Grade::Explain, vec![value, row.computed]));
        } else if value != row.computed {
            found.push(of_one(Check::Corrected, Grade::Notice, vec![value, row.computed]));
        }
        if let Some(usual) = past.get(&row.code).and_then(|past| jump(value, past, row.is_money)) {
            found.push(of_one(Check::Jump, Grade::Explain, vec![value, usual]));
        }
    }
    found.sort_by_key(|finding| finding.grade);
    found
}

/// The sums that do not hold. Lower bounds say nothing of a sum.
fn broken(rows: &[Row], whole: &str, relation: Relation, parts: &[&str]) -> Option<Finding> {
    let of = |code: &str| {
        let row = rows.iter().find(|row| row.code == code)?;
        row.value.filter(|_| !row.at_least)
    };
    let total = of(whole)?;
    let values = parts.iter().map(|code| of(code)).collect::<Option<Vec<i64>>>()?;
    let sum: i64 = values.iter().sum();
    let holds = match relation {
        Relation::Equal => sum == total,
        Relation::AtMost => sum <= total,
    };
    let codes = std::iter::once(whole).chain(parts.iter().copied()).map(str::to_owned).collect();
    let values = std::iter::once(total).chain(values).collect();
    (!holds).then_some(Finding { check: Check::Sums, grade: Grade::Blocking, codes, values })
}

/// What is usual, where `value` is far from it: from the median of the last months by more than three deviations, as the
/// median of deviations tells them (a few outliers among them change neither), and by more than half of it.
fn jump(value: i64, past: &[i64], is_money: bool) -> Option<i64> {
    if past.len() < ENOUGH {
        return None;
    }
    let usual = median(past);
    let deviations: Vec<i64> = past.iter().map(|month| (month - usual).abs()).collect();
    let least = if is_money { 1_000_000 } else { 5 };
    // 1.4826 times it is the standard deviation of what is normally distributed; 4448 ‰ are three of them.
    let far = (median(&deviations) * 4448 / 1000).max(usual.abs() / 2).max(least);
    ((value - usual).abs() > far).then_some(usual)
}

/// The middle one; of an even number, the lower of the two in the middle.
fn median(values: &[i64]) -> i64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get((sorted.len().saturating_sub(1)) / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(code: &str, value: Option<i64>, computed: i64) -> Row {
        Row { code: code.to_owned(), value, at_least: false, computed, is_money: false }
    }

    fn found(rows: &[Row], past: &[(&str, &[i64])]) -> Vec<(Check, Vec<String>)> {
        let past = past.iter().map(|(code, months)| ((*code).to_owned(), months.to_vec())).collect();
        findings(rows, &past).into_iter().map(|finding| (finding.check, finding.codes)).collect()
    }

    #[test]
    fn each_rule_finds_what_it_is_for() {
        let one = |code: &str| vec![code.to_owned()];
        assert_eq!(found(&[row("INSPECTIONS", None, 0)], &[]), [(Check::Missing, one("INSPECTIONS"))]);
        assert_eq!(
            found(&[row("INSPECTIONS", Some(0), 3)], &[]),
            [(Check::ZeroDespiteRecords, one("INSPECTIONS"))]
        );
        assert_eq!(found(&[row("INSPECTIONS", Some(4), 3)], &[]), [(Check::Corrected, one("INSPECTIONS"))]);
        let closed = |whole, parts: [i64; 3]| {
            vec![
                row("CASES_CLOSED", Some(whole), whole),
                row("CASES_CLOSED_ON_TIME", Some(parts[0]), parts[0]),
                row("CASES_CLOSED_LATE", Some(parts[1]), parts[1]),
                row("CASES_CLOSED_WITHOUT_LIMIT", Some(parts[2]), parts[2]),
            ]
        };
        assert_eq!(found(&closed(6, [3, 2, 1]), &[]), []);
        assert_eq!(found(&closed(7, [3, 2, 1]), &[])[0].0, Check::Sums);
        let usual: &[i64] = &[10, 12, 9, 11, 10, 60];
        assert_eq!(found(&[row("TRAININGS", Some(14), 14)], &[("TRAININGS", usual)]), []);
        assert_eq!(
            found(&[row("TRAININGS", Some(40), 40)], &[("TRAININGS", usual)]),
            [(Check::Jump, one("TRAININGS"))]
        );
        // Three months tell nothing.
        assert_eq!(found(&[row("TRAININGS", Some(40), 40)], &[("TRAININGS", &[1, 1, 1])]), []);
    }

    proptest! {
        #[test]
        fn an_even_course_never_jumps_and_one_wild_month_hides_none(
            level in 0..10_000_i64, noise in prop::collection::vec(-2..=2_i64, 6..12), wild in 0..1_000_000_i64
        ) {
            let mut past: Vec<i64> = noise.iter().map(|by| (level + by).max(0)).collect();
            prop_assert_eq!(jump(level, &past, false), None);
            let at = past.len() / 2;
            past[at] = wild;
            prop_assert_eq!(jump(level, &past, false), None);
            prop_assert!(jump(level * 3 + 100, &past, false).is_some());
        }

        #[test]
        fn the_gravest_come_first(values in prop::collection::vec((prop::option::of(0..9_i64), 0..9_i64), 0..20)) {
            let rows: Vec<Row> = SUMS.iter().map(|(code, ..)| *code).zip(values)
                .map(|(code, (value, computed))| row(code, value, computed)).collect();
            let grades: Vec<Grade> = findings(&rows, &HashMap::new()).iter().map(|finding| finding.grade).collect();
            prop_assert!(grades.is_sorted());
            prop_assert_eq!(
                rows.iter().any(|row| row.value.is_none()),
                findings(&rows, &HashMap::new()).iter().any(|finding| finding.check == Check::Missing)
            );
        }
    }
}

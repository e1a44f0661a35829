//! What an indicator can count: which filters and which tallies fit a measure. Pure.

use entity::{
    enums::{IndicatorLevel, IndicatorTally, Measure},
    figure_line::{JOINT, LATE, NO_LIMIT, ON_TIME},
};
use vocabulary::{
    CaseKind, CaseOutcome, FocusArea, Label, PremisesResult, PublicityKind, ReferralTarget, SeizureMeasure,
    Term, TrainingKind,
};

use crate::shared::{
    errors::{Problem, UserErrorCode},
    figures::{counts::Counts, is_counted_once, is_summed},
};

/// A value by which a measure can be narrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowing {
    /// As it is stored and stated.
    pub code: String,
    /// What people read.
    pub label: Label,
}

/// What can be counted of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countable {
    /// The measure.
    pub measure: Measure,
    /// How it can be made a figure; the first is usual.
    pub tallies: Vec<IndicatorTally>,
    /// The kinds of its records; none where they have none.
    pub kinds: Vec<Narrowing>,
    /// What else it tells apart.
    pub details: Vec<Narrowing>,
}

impl Countable {
    /// Whether exactly one detail is to be chosen: over several, a case that lies in two areas would count twice.
    pub fn needs_one_detail(&self) -> bool {
        matches!(self.measure, Measure::CaseFiledInArea | Measure::CaseClosedInArea)
    }
}

/// All that an office's own indicator can count. Not what stands only now (a case's status, its due date), and not what is
/// entered, which is an indicator of its own.
pub fn countable() -> Vec<Countable> {
    Measure::ALL.iter().copied().filter_map(of).collect()
}

fn of(measure: Measure) -> Option<Countable> {
    use IndicatorTally::{AtTheEnd, AtTheStart, Distinct, Sum};
    let tallies = match measure {
        Measure::CaseStatus
        | Measure::CaseDue
        | Measure::InspectionAmount
        | Measure::TrainingAmount
        | Measure::PublicityAmount => return None,
        Measure::CaseOpen | Measure::CaseSuspended => vec![AtTheEnd, AtTheStart],
        measure if !is_summed(measure) => vec![Distinct],
        measure if is_counted_once(measure) => vec![Sum, Distinct],
        _ => vec![Sum],
    };
    let kinds = match measure {
        Measure::CaseReceived
        | Measure::CaseAccepted
        | Measure::CaseDecided
        | Measure::CaseFiled
        | Measure::CaseClosed
        | Measure::CaseTimeliness
        | Measure::CaseNotFiled
        | Measure::CaseOpen
        | Measure::CaseSuspended
        | Measure::CaseSuspension
        | Measure::CaseReferred
        | Measure::CaseFiledInArea
        | Measure::CaseClosedInArea
        | Measure::ClosedCaseAmount
        | Measure::RecoveredLoss
        | Measure::Fine
        | Measure::ConfiscatedIncome => narrowings::<CaseKind>(),
        Measure::Seizure => narrowings::<SeizureMeasure>(),
        Measure::Training | Measure::TrainedPersonTimes | Measure::TrainingCompanies => {
            narrowings::<TrainingKind>()
        }
        Measure::PublicityEvent
        | Measure::Materials
        | Measure::Consultations
        | Measure::MediaItems
        | Measure::TelevisionProgrammes => narrowings::<PublicityKind>(),
        _ => Vec::new(),
    };
    let details = match measure {
        Measure::Inspection => vec![narrowing(JOINT, "联合执法", "Joint")],
        Measure::CaseAccepted => vec![narrowing(JOINT, "联合办案", "Handled jointly")],
        Measure::PremisesVisit => narrowings::<PremisesResult>(),
        Measure::CaseClosed => narrowings::<CaseOutcome>(),
        Measure::CaseTimeliness => vec![
            narrowing(ON_TIME, "按期", "On time"),
            narrowing(LATE, "超期", "Late"),
            narrowing(NO_LIMIT, "无期限", "Without a limit"),
        ],
        Measure::CaseReferred => narrowings::<ReferralTarget>(),
        Measure::CaseFiledInArea | Measure::CaseClosedInArea => narrowings::<FocusArea>(),
        _ => Vec::new(),
    };
    Some(Countable { measure, tallies, kinds, details })
}

fn narrowing(code: &str, zh: &'static str, en: &'static str) -> Narrowing {
    Narrowing { code: code.to_owned(), label: Label { zh, en } }
}

fn narrowings<T: Term>() -> Vec<Narrowing> {
    T::ALL.iter().map(|term| Narrowing { code: term.code(), label: term.label() }).collect()
}

/// What an office wants counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Of which measure.
    pub measure: Measure,
    /// How; left out, the measure's usual way.
    pub tally: Option<IndicatorTally>,
    /// Whose.
    pub level: IndicatorLevel,
    /// Only of records of these kinds.
    pub kinds: Vec<String>,
    /// Only with these details.
    pub details: Vec<String>,
}

/// What is to be counted, or what is wrong with it; `path` leads to it within the input.
///
/// # Errors
///
/// INVALID at the measure, the tally, a kind or a detail that does not go with the measure.
pub fn counts(wanted: &Wanted, path: &str) -> Result<Counts, Vec<Problem>> {
    let wrong = |field: String, zh: &str, en: &str| {
        Problem::new(UserErrorCode::Invalid, &format!("{path}.{field}"), zh, en)
    };
    let Some(countable) = of(wanted.measure) else {
        return Err(vec![wrong(
            "measure".to_owned(),
            "这一项不能作为自定义指标的统计内容",
            "An indicator of one's own can't count this",
        )]);
    };
    let tally = wanted.tally.or(countable.tallies.first().copied()).unwrap_or(IndicatorTally::Sum);
    let mut problems = Vec::new();
    if !countable.tallies.contains(&tally) {
        problems.push(wrong(
            "tally".to_owned(),
            "该统计内容不能按这种方式汇总",
            "What is counted can't be tallied so",
        ));
    }
    for (field, given, known) in
        [("kinds", &wanted.kinds, &countable.kinds), ("details", &wanted.details, &countable.details)]
    {
        for (index, value) in given.iter().enumerate() {
            if !known.iter().any(|known| known.code == *value) || given[..index].contains(value) {
                problems.push(wrong(
                    format!("{field}.{index}"),
                    "该统计内容没有这个分类，或重复选择",
                    "What is counted has no such value, or it is given twice",
                ));
            }
        }
    }
    if problems.is_empty() && countable.needs_one_detail() && wanted.details.len() != 1 {
        problems.push(wrong(
            "details".to_owned(),
            "请选择一个重点领域：一件案件可能同时属于几个领域，合并统计会重复计数",
            "Choose one focus area: a case may lie in several, and would be counted more than once",
        ));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Counts {
        measures: vec![wanted.measure],
        kinds: wanted.kinds.clone(),
        details: wanted.details.clone(),
        level: wanted.level,
        tally,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_summed_is_never_a_sum() {
        for countable in countable() {
            let sums = countable.tallies.contains(&IndicatorTally::Sum);
            assert!(!sums || is_summed(countable.measure), "{countable:?}");
            assert!(!countable.tallies.is_empty());
        }
    }

    proptest! {
        #[test]
        fn what_is_offered_is_taken_and_nothing_else_is(
            measure in prop::sample::select(Measure::ALL),
            tally in prop::option::of(prop::sample::select(IndicatorTally::ALL)),
            kinds in prop::sample::subsequence(vec!["TRADEMARK", "LECTURE", "SEALING", "X"], 0..3),
            details in prop::sample::subsequence(vec![JOINT, "PENALTY", ON_TIME, "POLICE", "NO_ISSUE", "INTERNET", "RURAL", ""], 0..3),
        ) {
            let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
            let wanted = Wanted {
                measure,
                tally,
                level: IndicatorLevel::All,
                kinds: owned(&kinds),
                details: owned(&details),
            };
            let offered = countable().into_iter().find(|it| it.measure == measure);
            let fits = |known: &[Narrowing], given: &[String]| given.iter().all(|it| known.iter().any(|known| known.code == *it));
            let fit = offered.is_some_and(|it| {
                tally.is_none_or(|tally| it.tallies.contains(&tally)) && fits(&it.kinds, &wanted.kinds) && fits(&it.details, &wanted.details)
                    && (!it.needs_one_detail() || wanted.details.len() == 1)
            });
            prop_assert_eq!(counts(&wanted, "counts").is_ok(), fit);
        }
    }
}

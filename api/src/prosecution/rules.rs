//! Thresholds for prosecution (立案追诉标准): which of them a case's amounts reach on a day.

use chrono::NaiveDate;
use entity::enums::{CaseKind, ReferralStatus, ThresholdMeasure};

/// A threshold as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Of which kind of case.
    pub kind: CaseKind,
    /// What is compared.
    pub measure: ThresholdMeasure,
    /// From how many fen on.
    pub fen: i64,
    /// Whether a further condition must hold, which people judge.
    pub conditional: bool,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: Option<NaiveDate>,
}

/// What a case's amounts amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prosecution {
    /// This kind of case has no threshold in money.
    NoThreshold,
    /// Below all of them.
    NotMet,
    /// One that holds under a further condition is reached: people must look.
    Possible,
    /// Reached: the case must go to the police, or a reason be recorded.
    Met,
}

/// A case as far as thresholds care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Its kind.
    pub kind: CaseKind,
    /// The amount of business, in fen.
    pub amount_fen: Option<i64>,
    /// The illegal income, in fen.
    pub illegal_income_fen: Option<i64>,
    /// The day on whose law it is judged.
    pub on: NaiveDate,
}

/// Whether `threshold` is in force for the case at all.
pub fn applies(threshold: &Threshold, case: &Measured) -> bool {
    threshold.kind == case.kind && threshold.from <= case.on && threshold.to.is_none_or(|to| case.on <= to)
}

/// Whether the case's amounts reach `threshold`. "以上" includes the number itself (刑法 art. 99).
pub fn reaches(threshold: &Threshold, case: &Measured) -> bool {
    let measured = match threshold.measure {
        ThresholdMeasure::Amount => case.amount_fen,
        ThresholdMeasure::IllegalIncome => case.illegal_income_fen,
    };
    applies(threshold, case) && measured.is_some_and(|fen| fen >= threshold.fen)
}

/// What all `thresholds` together say of the case.
pub fn judge<'a>(thresholds: impl IntoIterator<Item = &'a Threshold>, case: &Measured) -> Prosecution {
    let say = |threshold: &Threshold| match (reaches(threshold, case), threshold.conditional) {
        (true, false) => Prosecution::Met,
        (true, true) => Prosecution::Possible,
        (false, _) => Prosecution::NotMet,
    };
    let applying = thresholds.into_iter().filter(|threshold| applies(threshold, case));
    applying.map(say).max().unwrap_or(Prosecution::NoThreshold)
}

/// Whether the police refused, so that the department decides itself (国务院令310号 art. 10).
pub fn is_declined(status: ReferralStatus) -> bool {
    matches!(status, ReferralStatus::PoliceDeclined | ReferralStatus::ReconsiderationDeclined)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    proptest! {
        #[test]
        fn more_money_never_means_less_and_the_number_itself_counts(
            fen in 1_i64..100_000_000, less in 0_i64..100_000_000, conditional: bool,
        ) {
            let threshold = Threshold {
                kind: CaseKind::Trademark,
                measure: ThresholdMeasure::Amount,
                fen,
                conditional,
                from: day("2025-04-26"),
                to: None,
            };
            let case = |amount_fen, on: &str| Measured {
                kind: CaseKind::Trademark, amount_fen, illegal_income_fen: None, on: day(on),
            };
            let at = |amount| judge([&threshold], &case(amount, "2026-01-01"));
            let reached = if conditional { Prosecution::Possible } else { Prosecution::Met };
            prop_assert_eq!(at(Some(fen)), reached);
            prop_assert_eq!(at(Some(fen - 1)), Prosecution::NotMet);
            prop_assert_eq!(at(None), Prosecution::NotMet);
            prop_assert!(at(Some(fen + less)) >= at(Some(less)));
            // The law of another day, or of another kind of case, says nothing.
            prop_assert_eq!(judge([&threshold], &case(Some(fen), "2025-04-25")), Prosecution::NoThreshold);
            let other = Measured { kind: CaseKind::PlantVariety, ..case(Some(fen), "2026-01-01") };
            prop_assert_eq!(judge([&threshold], &other), Prosecution::NoThreshold);
        }
    }
}

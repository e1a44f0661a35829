//! Thresholds for prosecution (立案追诉标准): which of them a case's amounts reach on a day.

use super::{CaseKind, NaiveDate, ThresholdMeasure};

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

//! What an indicator counts: which lines of the ledger, and how they make a figure.

use entity::enums::{IndicatorLevel as Level, IndicatorTally as Tally, Measure};
use vocabulary::Label;

/// What an indicator counts.
#[derive(Clone, Debug)]
pub struct Counts {
    /// Lines of these measures.
    pub measures: Vec<Measure>,
    /// Where there are any: only of records of these kinds.
    pub kinds: Vec<String>,
    /// Where there are any: only with these details.
    pub details: Vec<String>,
    /// Whose.
    pub level: Level,
    /// How.
    pub tally: Tally,
}

impl Counts {
    /// Whether it is an amount of money, in fen.
    pub fn is_money(&self) -> bool {
        let is_money = |measure: &Measure| {
            matches!(
                measure,
                Measure::Fine
                    | Measure::ConfiscatedIncome
                    | Measure::ClosedCaseAmount
                    | Measure::RecoveredLoss
                    | Measure::SeizedValue
                    | Measure::DestroyedValue
            )
        };
        !self.measures.is_empty() && self.measures.iter().all(is_money)
    }

    /// What the day is by which its lines count.
    pub fn counted_by(&self) -> Label {
        let day = |measure: &Measure| match measure {
            Measure::Inspection
            | Measure::JointDepartment
            | Measure::GoodsChecked
            | Measure::OfficerPart
            | Measure::PremisesVisit
            | Measure::InspectionAmount => words("检查日期", "Day of the inspection"),
            Measure::CaseStatus | Measure::CaseReceived => words("收到日期", "Received on"),
            Measure::CaseDue => words("办理期限", "Due on"),
            Measure::CaseAccepted | Measure::CaseOpen => words("受理日期", "Accepted on"),
            Measure::CaseFiled | Measure::CaseFiledInArea => words("立案日期", "Filed on"),
            Measure::CaseClosed
            | Measure::CaseTimeliness
            | Measure::CaseClosedInArea
            | Measure::ClosedCaseAmount
            | Measure::RecoveredLoss => words("结案日期", "Closed on"),
            Measure::CaseNotFiled => words("不予立案日期", "Declined on"),
            Measure::CaseSuspended | Measure::CaseSuspension => words("中止日期", "Suspended on"),
            Measure::CaseReferred => words("移送日期", "Referred on"),
            Measure::CaseDecided | Measure::Fine | Measure::ConfiscatedIncome => {
                words("决定日期", "Decided on")
            }
            Measure::Seizure | Measure::SeizedGoods | Measure::SeizedValue => words("查扣日期", "Taken on"),
            Measure::DestroyedGoods | Measure::DestroyedQuantity | Measure::DestroyedValue => {
                words("销毁日期", "Destroyed on")
            }
            Measure::Training
            | Measure::TrainedPersonTimes
            | Measure::TrainingCompanies
            | Measure::TrainingAmount
            | Measure::PublicityAmount
            | Measure::PublicityEvent
            | Measure::Materials
            | Measure::Consultations
            | Measure::MediaItems
            | Measure::TelevisionProgrammes => words("开始日期", "First day"),
        };
        self.measures.first().map_or(words("日期", "Day"), day)
    }

    /// Whether it counts lines of this measure, kind and detail.
    pub fn holds(&self, measure: Measure, kind: &str, detail: &str) -> bool {
        let among = |values: &[String], value: &str| values.is_empty() || values.iter().any(|it| it == value);
        self.measures.contains(&measure) && among(&self.kinds, kind) && among(&self.details, detail)
    }
}

const fn words(zh: &'static str, en: &'static str) -> Label {
    Label { zh, en }
}

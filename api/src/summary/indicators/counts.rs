//! What an indicator counts: which lines of the ledger, and how they make a figure.

use entity::enums::Measure;
use sea_orm::ActiveEnum;
use vocabulary::Label;

use super::words;

/// Whose lines: the region's own departments', or those of the regions below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Both.
    All,
    /// The region's own.
    Own,
    /// Of the regions below.
    Lower,
}

/// How lines make a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// Those of the period's days, added up.
    Sum,
    /// Those of the period's days, each of what they are distinct by once.
    Distinct,
    /// Those that stand at the end of the day before the period.
    AtTheStart,
    /// Those that stand at the end of its last day.
    AtTheEnd,
}

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
    fn of_measure(measure: Measure, tally: Tally) -> Self {
        Self { measures: vec![measure], kinds: Vec::new(), details: Vec::new(), level: Level::All, tally }
    }

    /// The sum of a measure.
    pub fn sum(measure: Measure) -> Self {
        Self::of_measure(measure, Tally::Sum)
    }

    /// How many a measure is distinct by.
    pub fn distinct(measure: Measure) -> Self {
        Self::of_measure(measure, Tally::Distinct)
    }

    /// What stands before the period.
    pub fn at_the_start(measure: Measure) -> Self {
        Self::of_measure(measure, Tally::AtTheStart)
    }

    /// What stands after the period.
    pub fn at_the_end(measure: Measure) -> Self {
        Self::of_measure(measure, Tally::AtTheEnd)
    }

    /// That, and the same of another measure.
    #[must_use]
    pub fn and(mut self, measure: Measure) -> Self {
        self.measures.push(measure);
        self
    }

    /// Only of records of this kind.
    #[must_use]
    pub fn of_kind(mut self, kind: impl ActiveEnum<Value = String>) -> Self {
        self.kinds.push(kind.to_value());
        self
    }

    /// Only, or also, what the measure tells apart as this value.
    #[must_use]
    pub fn of(self, detail: impl ActiveEnum<Value = String>) -> Self {
        let detail = detail.to_value();
        self.detailed(&detail)
    }

    /// Only, or also, with this detail.
    #[must_use]
    pub fn detailed(mut self, detail: &str) -> Self {
        self.details.push(detail.to_owned());
        self
    }

    /// Only of this level.
    #[must_use]
    pub fn at(self, level: Level) -> Self {
        Self { level, ..self }
    }

    /// What the day is by which its lines count.
    pub fn counted_by(&self) -> Label {
        let day = |measure: &Measure| match measure {
            Measure::Inspection
            | Measure::JointDepartment
            | Measure::GoodsChecked
            | Measure::OfficerPart
            | Measure::PremisesVisit => words("检查日期", "Day of the inspection"),
            Measure::CaseStatus => words("收到日期", "Received on"),
            Measure::CaseDue => words("办理期限", "Due on"),
            Measure::CaseAccepted | Measure::CaseOpen => words("受理日期", "Accepted on"),
            Measure::CaseFiled => words("立案日期", "Filed on"),
            Measure::CaseClosed | Measure::CaseTimeliness => words("结案日期", "Closed on"),
            Measure::CaseNotFiled => words("不予立案日期", "Declined on"),
            Measure::CaseSuspended | Measure::CaseSuspension => words("中止日期", "Suspended on"),
            Measure::CaseReferred => words("移送日期", "Referred on"),
            Measure::Fine | Measure::ConfiscatedIncome => words("决定日期", "Decided on"),
            Measure::Training
            | Measure::TrainedPersonTimes
            | Measure::TrainingCompanies
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

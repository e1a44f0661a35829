//! What a summary counts: each indicator once, as data, with its words and its statement.

mod definitions;

use async_graphql::Enum;
use sea_orm::sea_query::SelectStatement;

pub use self::definitions::DEFINITIONS;
use super::records::Extent;
use crate::shared::{language::Language, values::Money};

/// What a figure counts.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Indicator {
    /// Inspections carried out in the period; a joint one counts once.
    Inspections,
    /// Inspections in which two or more departments took part, regions below included.
    JointInspections,
    /// Joint inspections led by departments of the region itself.
    JointInspectionsOwnLevel,
    /// Joint inspections led by departments of the regions below.
    JointInspectionsLowerLevel,
    /// Departments that took part in joint inspections of the region's own level, each counted once.
    JointDepartments,
    /// Officers' parts in inspections, added up over outings.
    OfficerPersonTimes,
    /// Officers who took part in inspections, each person counted once.
    Officers,
    /// Visits of premises; premises visited twice are two visits.
    PremisesVisits,
    /// Visits of premises in inspections led by departments of the region itself.
    PremisesVisitsOwnLevel,
    /// Premises visited, each counted once.
    PremisesDistinct,
    /// Goods checked at inspections.
    GoodsChecked,
    /// Cases accepted before the period and still open at its start.
    CasesCarriedOver,
    /// Cases accepted in the period.
    CasesAccepted,
    /// Cases filed in the period.
    CasesFiled,
    /// Counterfeit patent cases filed in the period.
    CounterfeitPatentCasesFiled,
    /// Accepted cases closed in the period; suspended cases are never among them.
    CasesClosed,
    /// Cases closed in the period by their due date.
    CasesClosedOnTime,
    /// Cases closed in the period for which no limit was in force; the on-time rate leaves them out.
    CasesClosedWithoutLimit,
    /// Cases closed in the period with a penalty.
    ClosedPenalty,
    /// Cases closed in the period without a penalty.
    ClosedNoPenalty,
    /// Disputes closed in the period by mediation.
    ClosedMediated,
    /// Disputes closed in the period by a decision.
    ClosedDecided,
    /// Cases closed in the period because they were withdrawn.
    ClosedWithdrawn,
    /// Cases closed in the period because the police, another department or another region took them over.
    ClosedTakenOver,
    /// Accepted cases declined for filing in the period; they are not among the closed.
    CasesNotFiled,
    /// Accepted cases still open at the end of the period.
    CasesPending,
    /// Cases suspended at the end of the period; counted on their own and never within closed.
    CasesSuspended,
    /// Cases suspended in the period, whatever became of them; each counted once.
    CasesSuspendedInPeriod,
    /// Cases accepted in the period that two or more departments handle jointly.
    JointlyHandledCases,
    /// Cases referred to another department in the period, each counted once.
    CasesReferredToDepartment,
    /// Cases referred to another region in the period, each counted once.
    CasesReferredToOtherRegion,
    /// Cases referred to the police in the period, each counted once.
    CasesReferredToPolice,
    /// Fines of the penalties decided in the period.
    Fines,
    /// Illegal income confiscated by the penalties decided in the period.
    ConfiscatedIncome,
    /// Trainings and publicity events together, by their first day.
    TrainingAndPublicityEvents,
    /// Trainings, by their first day.
    Trainings,
    /// Trainings that were lectures.
    Lectures,
    /// Trainings that were seminars.
    Seminars,
    /// People trained, added up over trainings.
    TrainedPersonTimes,
    /// Companies at seminars, added up over seminars.
    SeminarCompanies,
    /// Publicity events, by their first day.
    PublicityEvents,
    /// Pieces of material handed out at publicity events.
    Materials,
    /// People consulted at publicity events.
    Consultations,
    /// Items in the media.
    MediaItems,
    /// Television programmes broadcast.
    TelevisionProgrammes,
}

/// The part of the summary in which a figure stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IndicatorGroup {
    /// 执法检查
    Inspection,
    /// 案件办理
    Cases,
    /// 培训
    Training,
    /// 宣传
    Publicity,
}

/// Words in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The words in `language`.
    pub fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

/// An indicator: its words, and the records that it counts.
pub struct Definition {
    /// Which one.
    pub indicator: Indicator,
    /// Where it stands.
    pub group: IndicatorGroup,
    /// Its name.
    pub label: Words,
    /// Its unit.
    pub unit: Words,
    /// What exactly is counted (DOMAIN, Statistics).
    pub definition: Words,
    /// The statement of its records: the figure is their sum.
    pub records: fn(&Extent) -> SelectStatement,
}

impl Definition {
    /// `value` in the indicator's unit: fen become yuan.
    pub fn written(&self, value: i64) -> String {
        match self.indicator {
            Indicator::Fines | Indicator::ConfiscatedIncome => Money { fen: value }.to_yuan(),
            _ => value.to_string(),
        }
    }
}

/// The definition of `indicator`.
pub fn definition(indicator: Indicator) -> &'static Definition {
    // The list is in the order of the enum, as a test holds.
    &DEFINITIONS[indicator as usize]
}

/// Words in both languages.
pub const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType;

    use super::*;

    #[test]
    fn every_indicator_is_defined_once_and_in_order() {
        let named: Vec<Indicator> = Indicator::items().iter().map(|item| item.value).collect();
        let defined: Vec<Indicator> = DEFINITIONS.iter().map(|definition| definition.indicator).collect();
        assert_eq!(named, defined);
        assert!(named.into_iter().all(|indicator| definition(indicator).indicator == indicator));
    }
}

//! The vocabulary as pages use it. To cynic the schema's enums are scalars (see build.rs), since their types are not
//! this crate's; that both have the same values is held by a test of the workspace.

use super::schema;
use crate::i18n::language;
use vocabulary::Term;

/// A closed set of values that people choose from or see as a label.
pub trait Choice: Copy + PartialEq + Send + Sync + serde::Serialize + 'static {
    /// All values, in the order in which a list offers them.
    const ALL: &'static [Self];

    /// What people read, in the chosen language.
    fn label(self) -> &'static str;

    /// The value's name in the schema, which the URL carries too.
    fn code(self) -> String;

    /// The value with this name.
    fn from_code(code: &str) -> Option<Self>;
}

impl<T: Term + Send + Sync + serde::Serialize> Choice for T {
    const ALL: &'static [Self] = <T as Term>::ALL;

    fn label(self) -> &'static str {
        Term::label(self).in_language(language())
    }

    fn code(self) -> String {
        Term::code(self)
    }

    fn from_code(code: &str) -> Option<Self> {
        Term::from_code(code)
    }
}

/// Ties each set to the schema's type of its name; a function can't implement traits.
macro_rules! in_schema {
    ($($name:ident)+) => { $(
        pub use vocabulary::$name;
        cynic::impl_scalar!(vocabulary::$name, schema::$name);
    )+ };
}

in_schema! {
    AccountRequestKind AccountRequestState AppealState ApprovalState AttentionKind AudienceKind BlacklistMark
    BlacklistRemoval BlacklistState CaseColumn CaseDeed CaseDocumentField CaseDocumentLayout CaseEventKind CaseKind CaseMark CaseOrderField
    CaseOutcome CaseSource CaseStatus CaseStepField CaseTransition ClockKind ClockState ClockStopReason
    ClockUnit DepartmentKind DepartmentOrderField DocumentPieceKind EnteredWith EvidenceKind FigureDimension FindingGrade FocusArea GoodsDisposalKind IndicatorGroup
    IndicatorLevel IndicatorTally InspectionOrderField JointActionOrderField JointActionStatus JointHandlingAnswer LedgerKind ListName Measure MonthlyReportAct MonthlyReportState NotificationKind OfficeDocumentKind OfficeDocumentState
    OrderDirection PartyKind PartyLikeness PartyOrderField PartyRole PremisesResult ProsecutionState
    PublicityEventOrderField PublicityKind ReferralAct ReferralActField ReferralDirection ReferralItemKind
    ReferralStageState ReferralStatus ReferralTarget ReportCheck Role SeizureAction SeizureDue SeizureMeasure
    SeizureOrderField ServiceScope SupervisionEntryKind SupervisionOrderField ThresholdMeasure TrainingKind
    TrainingOrderField Urgency UserErrorCode UserOrderField WaitsFor
}

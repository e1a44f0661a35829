//! The closed sets, stored as text under the names by which the API knows them; and those that only the database knows.

use sea_orm::entity::prelude::*;

pub use vocabulary::{
    AccountRequestKind, AccountRequestState, ApprovalState, AudienceKind, BlacklistMark, BlacklistRemoval,
    BlacklistState, CaseEventKind, CaseKind, CaseOutcome, CaseSource, CaseStatus, CaseTransition,
    ClockEventKind, ClockKind, ClockStopReason, ClockUnit, DepartmentKind, EvidenceKind, GoodsDisposalKind,
    JointHandlingAnswer, ListName, NotificationKind, PartyKind, PartyRole, PremisesResult, PublicityKind,
    ReferralAct, ReferralItemKind, ReferralStatus, ReferralTarget, RegionLevel, Role, SeizureMeasure,
    ServiceScope, SupervisionEntryKind, ThresholdMeasure, TrainingKind, WaitsFor,
};

/// Why a department may see a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseDepartmentRole {
    /// The department that handles it.
    Owner,
    /// 联合办案
    CoHandler,
    /// 移送: from that moment on.
    ReferredTo,
}

/// What a line of the figures measures: the closed set from which every figure is made. Each says by which day of
/// its record it counts, what its kind and its detail are, and what the line opens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Measure {
    /// An outing, by its day; detail: [`JOINT`](crate::figure_line::JOINT) where several departments took part.
    Inspection,
    /// A department's part in a joint outing; distinct by department.
    JointDepartment,
    /// Goods checked at an outing.
    GoodsChecked,
    /// An officer's part in an outing; distinct by officer.
    OfficerPart,
    /// A visit of premises; detail: its result; distinct by premises.
    PremisesVisit,
    /// A case as it stands now; detail: its status.
    CaseStatus,
    /// A case whose main clock runs, by its due date.
    CaseDue,
    /// A case, by its acceptance; detail: [`JOINT`](crate::figure_line::JOINT) where several departments handle it.
    CaseAccepted,
    /// A case, by its filing.
    CaseFiled,
    /// An accepted case, by its closing; detail: its outcome.
    CaseClosed,
    /// The same; detail: [`ON_TIME`](crate::figure_line::ON_TIME), [`LATE`](crate::figure_line::LATE) or
    /// [`NO_LIMIT`](crate::figure_line::NO_LIMIT).
    CaseTimeliness,
    /// A case, by the day on which it was declined for filing.
    CaseNotFiled,
    /// An accepted case, from its acceptance to its end.
    CaseOpen,
    /// A case, from a suspension to the next step.
    CaseSuspended,
    /// A suspension of a case; distinct by case.
    CaseSuspension,
    /// A referral of a case; detail: to whom; distinct by case.
    CaseReferred,
    /// A fine in fen, by the decision.
    Fine,
    /// Confiscated income in fen, by the decision.
    ConfiscatedIncome,
    /// A training, by its first day.
    Training,
    /// People trained.
    TrainedPersonTimes,
    /// Companies at a training.
    TrainingCompanies,
    /// A publicity event, by its first day.
    PublicityEvent,
    /// Materials handed out.
    Materials,
    /// People consulted.
    Consultations,
    /// Items in the media.
    MediaItems,
    /// Television programmes.
    TelevisionProgrammes,
}

/// What a clock belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClockSubject {
    /// 案件
    Case,
    /// 移送
    Referral,
    /// 登记保存、查封、扣押
    Seizure,
    /// 挂牌督办
    Supervision,
    /// 严重违法失信名单
    Blacklist,
    /// 案件协调
    Deconfliction,
    /// 呈批
    Approval,
}

/// What a search document was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SearchKind {
    /// 案件
    Case,
    /// 专项行动
    JointAction,
    /// 执法检查
    Inspection,
    /// 当事人
    Party,
    /// 当事人（部门自留信息）: what one department keeps of a party.
    PartyParticulars,
    /// 培训
    Training,
    /// 宣传活动
    PublicityEvent,
    /// 成员单位
    Department,
    /// 用户
    User,
    /// 涉案物品: a seizure.
    Seizure,
}

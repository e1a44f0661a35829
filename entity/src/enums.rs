//! The closed sets, stored as text under the names by which the API knows them; and those that only the database knows.

use sea_orm::entity::prelude::*;

pub use vocabulary::{
    AccountRequestKind, AccountRequestState, AppealState, ApprovalState, AudienceKind, BlacklistMark,
    BlacklistRemoval, BlacklistState, CaseDocumentLayout, CaseEventKind, CaseKind, CaseOutcome, CaseSource,
    CaseStatus, CaseTransition, ClockEventKind, ClockKind, ClockStopReason, ClockUnit, DepartmentKind,
    EnteredWith, EvidenceKind, FocusArea, GoodsDisposalKind, IndicatorGroup, IndicatorLevel, IndicatorTally,
    JointHandlingAnswer, LedgerKind, ListName, Measure, MonthlyReportAct, MonthlyReportState,
    NotificationKind, OfficeDocumentKind, OfficeDocumentState, PartyKind, PartyRole, PremisesResult,
    PublicityKind, ReferralAct, ReferralItemKind, ReferralStatus, ReferralTarget, RegionLevel, Role,
    SeizureMeasure, ServiceScope, SupervisionEntryKind, ThresholdMeasure, TrainingKind, WaitsFor,
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
    /// 数据月报
    MonthlyReport,
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

//! The closed sets of clocks.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a clock waits for: a statutory period, or a duty without limit.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    DeriveActiveEnum,
    Serialize,
    Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClockKind {
    /// 投诉受理
    ComplaintAcceptance,
    /// 举报核查
    ReportVerification,
    /// 告知举报人
    ReporterNotice,
    /// 线索核查、决定是否立案
    LeadVerification,
    /// 办案期限: from the filing to the decision.
    CaseDecision,
    /// 专利侵权纠纷结案
    DisputeClosing,
    /// 法制审核
    LegalReview,
    /// 听证申请: the party's right, which must have passed before a decision.
    HearingRequest,
    /// 送达处罚决定书
    DecisionService,
    /// 公示处罚决定
    PenaltyPublication,
    /// 先行登记保存
    Preservation,
    /// 查封、扣押
    Sealing,
    /// 移送公安: the head decides.
    PoliceReferralApproval,
    /// 移送公安: the file is handed over.
    PoliceHandover,
    /// 公安机关决定是否立案
    PoliceFiling,
    /// 提请复议
    ReconsiderationRequest,
    /// 公安机关答复复议
    ReconsiderationAnswer,
    /// 移交涉案物品: goods and material follow to the police who filed.
    GoodsHandover,
    /// 是否移送公安: a threshold for prosecution is met; the handlers propose or the head decides.
    ProsecutionReview,
    /// 接收移送: the receiving department accepts or returns the case.
    ReferralAnswer,
    /// 呈批: the head approves a proposed step or returns it.
    Approval,
    /// 挂牌督办
    Supervision,
    /// 督办进展报告
    SupervisionReport,
    /// 案件协调: two departments deal with the same party.
    Deconfliction,
    /// 联合办案提议: the owner's head accepts or declines.
    JointHandling,
    /// 列入严重违法失信名单建议
    BlacklistProposal,
    /// 列入前告知: the party may be heard.
    BlacklistNotice,
    /// 名单列入期满
    BlacklistExpiry,
    /// 部门数据月报
    MonthlyFigures,
    /// 县区数据月报
    CountyFigures,
}

/// What a clock belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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

/// Whom a clock waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WaitsFor {
    /// 承办人: the case's handlers.
    Handlers,
    /// 部门负责人
    Head,
    /// 部门: head and officers.
    Department,
    /// 双打办
    Office,
    /// 当事人: a right that runs out; nobody on the platform owes anything.
    Party,
}

/// In what a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClockUnit {
    /// 工作日
    WorkingDays,
    /// 日: calendar days.
    Days,
    /// 个月
    Months,
    /// 小时
    Hours,
    /// Until this day of the month in which it starts.
    DayOfMonth,
}

/// Why a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClockStopReason {
    /// 检测、检验
    Testing,
    /// 鉴定
    Appraisal,
    /// 公告
    Announcement,
    /// 听证
    Hearing,
    /// 中止
    Suspension,
    /// 其他
    Other,
}

/// What happened to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClockEventKind {
    /// 起算
    Started,
    /// 停止计算
    Stopped,
    /// 恢复计算
    Resumed,
    /// 延长
    Extended,
    /// 另定期限: set by hand, or collectively after the last extension.
    DateSet,
    /// 撤销延长: the last extension or date in force counts as never given.
    Revoked,
    /// 完成
    Met,
    /// 取消
    Cancelled,
}

//! The closed sets of clocks as GraphQL names them.

use async_graphql::Enum;
use entity::enums;

use super::{rules, statute};

/// What a clock waits for.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ClockKind")]
pub enum ClockKind {
    /// 投诉受理
    ComplaintAcceptance,
    /// 举报核查
    ReportVerification,
    /// 告知举报人
    ReporterNotice,
    /// 线索核查并决定是否立案
    LeadVerification,
    /// 作出处理决定: from the filing on.
    CaseDecision,
    /// 专利侵权纠纷结案
    DisputeClosing,
    /// 法制审核
    LegalReview,
    /// 听证申请期: the party's right, which must have passed before a decision.
    HearingRequest,
    /// 送达处罚决定书
    DecisionService,
    /// 公示处罚决定
    PenaltyPublication,
    /// 先行登记保存
    Preservation,
    /// 查封、扣押
    Sealing,
    /// 批准移送公安机关
    PoliceReferralApproval,
    /// 向公安机关移交案件, in hours.
    PoliceHandover,
    /// 公安机关决定是否立案
    PoliceFiling,
    /// 提请公安机关复议
    ReconsiderationRequest,
    /// 公安机关作出复议决定
    ReconsiderationAnswer,
    /// 移交涉案物品: goods and material follow to the police who filed.
    GoodsHandover,
    /// 是否移送公安: a threshold for prosecution is met; the handlers propose or the head decides.
    ProsecutionReview,
    /// 接收移送案件
    ReferralAnswer,
    /// 审批呈批事项
    Approval,
    /// 挂牌督办
    Supervision,
    /// 报送督办进展
    SupervisionReport,
    /// 协调同一当事人案件
    Deconfliction,
    /// 答复联合办案提议
    JointHandling,
    /// 审核失信名单列入建议
    BlacklistProposal,
    /// 列入前告知期
    BlacklistNotice,
    /// 失信名单列入期
    BlacklistExpiry,
    /// 部门月度数据
    MonthlyFigures,
    /// 县区月度数据
    CountyFigures,
}

/// Whom a clock waits for.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::WaitsFor")]
pub enum WaitsFor {
    /// 承办人
    Handlers,
    /// 部门负责人
    Head,
    /// 部门: head and officers.
    Department,
    /// 双打办
    Office,
    /// 当事人: a right that runs out.
    Party,
}

/// In what a period is counted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ClockUnit")]
pub enum ClockUnit {
    /// 工作日
    WorkingDays,
    /// 日: calendar days.
    Days,
    /// 个月
    Months,
    /// 小时
    Hours,
    /// 当月几日: until this day of the month in which it starts.
    DayOfMonth,
}

/// What a region's own rule may say of a kind of clock.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "statute::Room")]
pub enum ClockRuleRoom {
    /// 不得另定: the period is the party's.
    None,
    /// 只能缩短: fixed by statute.
    Shorter,
    /// 可自行确定
    Free,
}

/// Why a clock stands: these days do not count.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ClockStopReason")]
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
    /// 其他法定事由
    Other,
}

/// What happened to a clock.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ClockEventKind")]
pub enum ClockEventKind {
    /// 起算
    Started,
    /// 停止计算
    Stopped,
    /// 恢复计算
    Resumed,
    /// 延长
    Extended,
    /// 另定期限
    DateSet,
    /// 撤销延长
    Revoked,
    /// 完成
    Met,
    /// 取消
    Cancelled,
}

/// How a clock stands today.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "rules::ClockState")]
pub enum ClockState {
    /// 计时中
    Running,
    /// 停止计时
    Stopped,
    /// 按期完成; of a party's right: it has passed.
    Met,
    /// 即将到期: within seven days.
    DueSoon,
    /// 已超期
    Overdue,
    /// 逾期完成
    MetLate,
}

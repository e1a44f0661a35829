//! The closed sets of cases as GraphQL names them.

use async_graphql::Enum;
use entity::enums;

use super::rules;

/// What a case is about.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::CaseKind")]
pub enum CaseKind {
    /// 商标侵权
    Trademark,
    /// 假冒专利
    CounterfeitPatent,
    /// 专利侵权纠纷: ends in a decision or mediation, never in a penalty.
    PatentDispute,
    /// 著作权
    Copyright,
    /// 地理标志
    GeographicalIndication,
    /// 植物新品种
    PlantVariety,
    /// 商业秘密
    TradeSecret,
    /// 不正当竞争 (傍名牌)
    UnfairCompetition,
    /// 制售假冒伪劣
    CounterfeitGoods,
    /// 进出境
    Customs,
    /// 其他
    Other,
}

/// What marks a case out.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseMark {
    /// 重大
    Major,
    /// 恶性
    Egregious,
    /// 典型
    Typical,
    /// 涉外
    ForeignRelated,
    /// 群体性
    Mass,
}

/// Where a case came from.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::CaseSource")]
pub enum CaseSource {
    /// 执法检查
    Inspection,
    /// 投诉: a consumer's complaint, to be accepted or not within its own period. Until reports were told apart,
    /// either of the two.
    Complaint,
    /// 举报: that somebody breaks the law, to be verified.
    Report,
    /// 移送
    Referral,
    /// 监测
    Monitoring,
    /// 其他
    Other,
}

/// Where a case stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::CaseStatus")]
pub enum CaseStatus {
    /// 线索
    Lead,
    /// 不予受理
    NotAccepted,
    /// 受理
    Accepted,
    /// 不予立案
    NotFiled,
    /// 立案
    Filed,
    /// 调查
    Investigating,
    /// 中止: the clock stands.
    Suspended,
    /// 法制审核
    LegalReview,
    /// 告知
    Notice,
    /// 听证
    Hearing,
    /// 决定
    Decided,
    /// 执行
    Enforcing,
    /// 移送其他部门或地区
    Referred,
    /// 移送公安
    ReferredToPolice,
    /// 提请复议: the police declined to file, and were asked to reconsider.
    PoliceReconsideration,
    /// 结案
    Closed,
    /// 归档
    Archived,
}

/// How a case ended.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::CaseOutcome")]
pub enum CaseOutcome {
    /// 行政处罚
    Penalty,
    /// 不予处罚
    NoPenalty,
    /// 调解
    Mediated,
    /// 处理决定
    Decided,
    /// 撤案, 撤回
    Withdrawn,
    /// 公安立案
    TakenOverByPolice,
    /// 移送其他部门或地区
    TakenOverByDepartment,
}

/// A step from one status to the next.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::CaseTransition")]
pub enum CaseTransition {
    /// 受理
    Accept,
    /// 不予受理
    Decline,
    /// 立案, by the department's head.
    File,
    /// 不予立案, by the department's head.
    DeclineFiling,
    /// 调查
    Investigate,
    /// 中止
    Suspend,
    /// 恢复: the due date moves on by the days of the suspension.
    Resume,
    /// 提交法制审核
    SubmitLegalReview,
    /// 法制审核退回, by anyone but who filed the case.
    ReturnFromLegalReview,
    /// 法制审核通过, by anyone but who filed the case; notice is given, or the hearing goes on.
    PassLegalReview,
    /// 行政处罚告知, where the law asks for no legal review (行政处罚法 art. 58).
    GiveNotice,
    /// 听证
    HoldHearing,
    /// 决定, by the department's head.
    Decide,
    /// 执行
    Enforce,
    /// 结案
    Close,
    /// 归档
    Archive,
    /// 调解, of patent disputes only.
    Mediate,
    /// 撤案, 撤回, by the department's head.
    Withdraw,
    /// 移送其他部门或地区
    Refer,
    /// 移送公安
    ReferToPolice,
    /// 公安立案
    PoliceFile,
    /// 公安不予立案
    PoliceDecline,
    /// 提请复议, right after the police declined to file.
    RequestReconsideration,
    /// 收回: the case comes back from where it was referred.
    TakeBack,
}

/// What a line of a case's history is about.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::CaseEventKind")]
pub enum CaseEventKind {
    /// 办案环节: the registration, and every change of status.
    Step,
    /// 呈批: a step was proposed to the head, or returned.
    Approval,
    /// 期限: a clock was stopped, resumed, extended.
    Clock,
    /// 移送: a referral's own step.
    Referral,
    /// 涉案物品: taken, extended, disposed of.
    Seizure,
    /// 证据: filed, or corrected by a new item.
    Evidence,
    /// 挂牌督办: put on the list, reported on, reminded, released.
    Supervision,
    /// 线索碰撞: another department has a case against the same party.
    Deconfliction,
    /// 黑名单: proposed, listed, removed.
    Blacklist,
    /// 当事人: named, merged, renamed.
    Party,
    /// 承办: handlers assigned, a department joined.
    Handling,
    /// 听证: the right to a hearing was waived.
    Hearing,
    /// 送达: the decision was served.
    Service,
    /// 处罚信息公示: the penalty was published, or its text corrected.
    Publication,
    /// 告知举报人: the informant was told.
    Informant,
    /// 典型案件: marked, or no longer.
    Mark,
    /// 办案记录: something noted.
    Note,
}

/// What a step must state beside its date.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "rules::StepField")]
pub enum CaseStepField {
    /// The provision or reason on which it rests.
    Ground,
    /// The numbers of its documents.
    Documents,
    /// The outcome.
    Outcome,
    /// The penalty, where the outcome is one.
    Penalty,
    /// To whom the case is referred.
    ReferredTo,
    /// Why a penalty is decided although the threshold for prosecution is met.
    ReasonNotReferred,
}

/// A party's part in a case.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::PartyRole")]
pub enum PartyRole {
    /// 当事人: against whom the case runs.
    Respondent,
    /// 投诉人, 举报人
    Complainant,
    /// 权利人
    RightHolder,
    /// 其他
    Other,
}

/// Where a case was referred to.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ReferralTarget")]
pub enum ReferralTarget {
    /// 其他部门
    Department,
    /// 其他地区
    Region,
    /// 公安 (两法衔接)
    Police,
}

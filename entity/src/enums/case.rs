//! The closed sets of cases and of what is kept with them.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseKind {
    /// 商标侵权
    Trademark,
    /// 假冒专利
    CounterfeitPatent,
    /// 专利侵权纠纷: ends in a decision or mediation, never in a fine.
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

/// Where a case came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseTransition {
    /// 受理
    Accept,
    /// 不予受理
    Decline,
    /// 立案
    File,
    /// 不予立案
    DeclineFiling,
    /// 调查
    Investigate,
    /// 中止
    Suspend,
    /// 恢复
    Resume,
    /// 提交法制审核
    SubmitLegalReview,
    /// 法制审核退回
    ReturnFromLegalReview,
    /// 法制审核通过
    PassLegalReview,
    /// 行政处罚告知, where the law asks for no legal review.
    GiveNotice,
    /// 听证
    HoldHearing,
    /// 决定
    Decide,
    /// 执行
    Enforce,
    /// 结案
    Close,
    /// 归档
    Archive,
    /// 调解
    Mediate,
    /// 撤案, 撤回
    Withdraw,
    /// 移送其他部门或地区
    Refer,
    /// 移送公安
    ReferToPolice,
    /// 公安立案
    PoliceFile,
    /// 公安不予立案
    PoliceDecline,
    /// 提请复议
    RequestReconsideration,
    /// 收回: the case comes back from where it was referred.
    TakeBack,
}

/// Why a department may see a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseDepartmentRole {
    /// The department that handles it.
    Owner,
    /// 联合办案
    CoHandler,
    /// 移送: from that moment on.
    ReferredTo,
}

/// What a rollup counts, and so what its bucket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum RollupMeasure {
    /// Cases by status; the bucket is the status.
    Status,
    /// Cases accepted in a month; the bucket is the month, such as 2011-04.
    Accepted,
    /// Cases filed in a month.
    Filed,
    /// Cases closed in a month.
    Closed,
    /// Open cases by their due date; the bucket is the day.
    Due,
}

/// What an item proves by: the kinds of evidence of 行政处罚法 art. 46, and the case's own documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EvidenceKind {
    /// 书证
    Documentary,
    /// 物证 (its photographs)
    Physical,
    /// 视听资料
    AudioVisual,
    /// 电子数据
    Electronic,
    /// 证人证言
    Testimony,
    /// 当事人的陈述
    Statement,
    /// 鉴定意见
    ExpertOpinion,
    /// 勘验笔录、现场笔录
    InspectionRecord,
    /// 执法文书: a document that the department itself issued.
    CaseDocument,
}

/// What a line of a case's history is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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

/// How a proposal to the head stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ApprovalState {
    /// 待批: it waits for the head.
    Pending,
    /// 批准: the step was taken.
    Approved,
    /// 退回
    Returned,
    /// 失效: another step was taken meanwhile.
    Lapsed,
}

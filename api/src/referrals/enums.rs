//! The closed sets of referrals as GraphQL knows them.

use async_graphql::Enum;
use entity::enums;

use super::rules;

/// Where a referral stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ReferralStatus")]
pub enum ReferralStatus {
    /// 待接收: sent to a department or region, not answered yet.
    Sent,
    /// 已接收: the receiver has taken the case over.
    Accepted,
    /// 已退回: the receiver has sent it back.
    Returned,
    /// 已收回: the sender has taken it back, or dropped the proposal.
    TakenBack,
    /// 待审批: a referral to the police, proposed to the head.
    Proposed,
    /// 不予批准: the head decided against it, with the reason on record.
    NotApproved,
    /// 已批准, 待移交
    Approved,
    /// 已移交, 公安审查中
    HandedOver,
    /// 公安机关已立案
    PoliceFiled,
    /// 公安机关不予立案
    PoliceDeclined,
    /// 复议中: the police were asked to reconsider.
    Reconsideration,
    /// 复议维持不予立案
    ReconsiderationDeclined,
}

/// What is done in a referral.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ReferralAct")]
pub enum ReferralAct {
    /// 移送: to a department or region.
    Send,
    /// 接收
    Accept,
    /// 退回
    Return,
    /// 收回
    TakeBack,
    /// 提出移送: the report to the head.
    Propose,
    /// 补正材料: the package is completed.
    Complete,
    /// 批准移送
    Approve,
    /// 不批准移送
    Disapprove,
    /// 移交公安机关
    HandOver,
    /// 案情复杂, 延长审查
    NoteComplex,
    /// 公安机关立案
    PoliceFile,
    /// 公安机关不予立案
    PoliceDecline,
    /// 提请复议
    RequestReconsideration,
    /// 退回案卷
    ReturnFile,
    /// 移交涉案物品
    HandOverGoods,
    /// 建议立案监督
    SuggestSupervision,
}

/// An item of the package for the police (国务院令310号 art. 6).
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ReferralItemKind")]
pub enum ReferralItemKind {
    /// 涉嫌犯罪案件移送书
    TransferLetter,
    /// 涉嫌犯罪案件情况的调查报告
    InvestigationReport,
    /// 涉案物品清单
    GoodsList,
    /// 有关检验报告或者鉴定结论
    Appraisal,
    /// 其他有关涉嫌犯罪的材料
    OtherMaterial,
}

/// What an act must state beside its day.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "rules::ActField")]
pub enum ReferralActField {
    /// The reason.
    Ground,
    /// The documents' numbers.
    Documents,
}

/// How a stage of a referral's way stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "rules::StageState")]
pub enum ReferralStageState {
    /// Behind it.
    Done,
    /// Where it stands.
    Current,
    /// Still to come.
    Ahead,
    /// Where it ended otherwise.
    Ended,
}

/// From whose side referrals are listed.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferralDirection {
    /// 收到的: handed over to the viewer's department.
    Received,
    /// 发出的: of cases of the viewer's department.
    Sent,
}

//! The closed sets, stored as text under the names by which the API knows them.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a user may do, and how far they see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// 系统管理员: users, departments and settings of the region's subtree; no cases (三员分立).
    SystemAdmin,
    /// 安全审计员: reads and verifies the audit log of the region's subtree; nothing else.
    SecurityAuditor,
    /// 双打办工作人员: sees everything in the region's subtree, plans joint actions.
    OfficeStaff,
    /// 部门负责人: what an officer may, and the steps that need approval.
    DepartmentHead,
    /// 执法人员: the own department's records.
    Officer,
    /// 观察员: reads the own department, or the region.
    Observer,
    /// A department's own system: like an officer, within its token's scopes.
    Service,
}

/// The level of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RegionLevel {
    /// 省
    Province,
    /// 市
    City,
    /// 县区
    County,
    /// 乡镇
    Township,
}

/// What a department is, whatever the last reorganisation calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DepartmentKind {
    /// 知识产权局
    IpOffice,
    /// 市场监管
    MarketRegulation,
    /// 工商
    IndustryCommerce,
    /// 质监
    QualitySupervision,
    /// 食药监
    FoodDrug,
    /// 公安
    Police,
    /// 检察院
    Procuratorate,
    /// 法院
    Court,
    /// 海关
    Customs,
    /// 文旅
    Culture,
    /// 文化执法
    CultureEnforcement,
    /// 农业
    Agriculture,
    /// 林业
    Forestry,
    /// 商务
    Commerce,
    /// 烟草
    Tobacco,
    /// 卫健
    Health,
    /// 经信
    IndustryInformation,
    /// 科技
    Science,
    /// 教育
    Education,
    /// 司法
    Justice,
    /// 其他
    Other,
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PartyKind {
    /// 市场主体
    Business,
    /// 个人
    Person,
}

/// A party's part in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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

/// What became of the proposal to handle a case jointly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum JointHandlingAnswer {
    /// 同意联合办案
    Accepted,
    /// 不同意联合办案
    Declined,
}

/// Where an entry of the blacklist stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BlacklistState {
    /// 拟列入: proposed by rule.
    Proposed,
    /// 已告知: the party was told and may state its view.
    Notified,
    /// 已列入
    Listed,
    /// 不予列入
    Dismissed,
    /// 已移出
    Removed,
}

/// Why a party leaves the blacklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BlacklistRemoval {
    /// 期满移出
    Expired,
    /// 信用修复，提前移出: a year after the listing at the earliest.
    CreditRestored,
    /// 撤销列入决定
    Revoked,
}

/// What makes a penalised case serious enough for the blacklist; kept in a list, see
/// [`BlacklistMarks`](crate::json::BlacklistMarks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BlacklistMark {
    /// 重大
    Major,
    /// 恶性
    Egregious,
    /// 吊销许可证件
    LicenceRevoked,
}

/// What an inspection of premises led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PremisesResult {
    /// 未发现问题
    NoIssue,
    /// 责令改正
    RectifyOnSpot,
    /// 查封, 扣押, 登记保存
    Seized,
    /// 立案
    CaseOpened,
}

/// The form of a training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TrainingKind {
    /// 培训班
    Class,
    /// 讲座
    Lecture,
    /// 研讨会
    Seminar,
}

/// Who came to a training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AudienceKind {
    /// 执法人员
    Officers,
    /// 企业
    Businesses,
    /// 学生
    Students,
    /// 群众
    Public,
    /// 其他
    Other,
}

/// The form of a publicity event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PublicityKind {
    /// 咨询活动
    Consultation,
    /// 发放资料
    Leaflets,
    /// 标语横幅
    Banners,
    /// 宣讲
    Lecture,
    /// 新闻发布会
    PressConference,
    /// 集中销毁
    Destruction,
    /// 媒体报道
    Media,
    /// 其他
    Other,
}

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
    /// 投诉举报
    Complaint,
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

/// Where a case was referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReferralTarget {
    /// 其他部门
    Department,
    /// 其他地区
    Region,
    /// 公安 (两法衔接)
    Police,
}

/// Where a referral stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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

/// What a threshold for prosecution is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ThresholdMeasure {
    /// 涉案金额 (非法经营数额, 销售金额, 货值金额)
    Amount,
    /// 违法所得
    IllegalIncome,
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

/// What a search document was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SearchKind {
    /// 案件
    Case,
    /// 专项行动
    JointAction,
    /// 执法检查
    Inspection,
    /// 当事人
    Party,
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

/// Under which measure goods are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SeizureMeasure {
    /// 先行登记保存: to be disposed of, or turned into another measure, within seven working days.
    Preservation,
    /// 查封: sealed where they are.
    Sealing,
    /// 扣押: taken along.
    Detention,
}

/// What became of seized goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum GoodsDisposalKind {
    /// 返还, 解除
    Return,
    /// 没收
    Confiscate,
    /// 销毁
    Destroy,
    /// 移交: to the police or to the department that took the case over.
    Transfer,
}

/// A line in a supervision's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SupervisionEntryKind {
    /// 进展报告
    Report,
    /// 督办催办
    Urge,
    /// 延期
    Extend,
    /// 解除督办
    Release,
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

/// What a service token allows; kept in a list, see [`ServiceScopes`](crate::json::ServiceScopes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ServiceScope {
    /// To read.
    Read,
    /// To record and change.
    Write,
}

/// What a notification is about, and so how the app marks it and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NotificationKind {
    /// 期限提醒: something is due within days, or today.
    Reminder,
    /// 超期提醒: something was due.
    Overdue,
    /// 呈批: a step waits for the head, or the head decided.
    Approval,
    /// 分派: a case was assigned, or handlers changed.
    Assignment,
    /// 案件进展: something happened to a case that others should know.
    Progress,
    /// 移送: a case arrived, was accepted, returned or answered.
    Referral,
    /// 立案追诉标准: the amounts meet a threshold for prosecution.
    Prosecution,
    /// 查封扣押: goods were taken, extended, disposed of, or a measure runs out.
    Seizure,
    /// 督办: listed, urged, reported or released.
    Supervision,
    /// 交叉办案: another department has a case against the same party.
    Deconfliction,
    /// 联合办案: joint handling was proposed or decided.
    JointHandling,
    /// 失信名单: a listing was proposed, published, expires or was removed.
    Blacklist,
    /// 证据: something was filed, or is missing.
    Evidence,
    /// 法定期限规则: the calendar lacks a year, or rules changed.
    Rules,
}

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
    /// 完成
    Met,
    /// 取消
    Cancelled,
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

/// A list whose views can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ListName {
    /// 案件
    Cases,
    /// 执法检查
    Inspections,
    /// 专项行动
    Actions,
    /// 培训
    Trainings,
    /// 宣传活动
    PublicityEvents,
    /// 当事人
    Parties,
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

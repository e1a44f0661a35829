//! The closed sets, stored as text under the names by which the API knows them.

mod case;
mod clock;
mod referral;

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

pub use case::*;
pub use clock::*;
pub use referral::*;

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
    /// 撤销延期
    RevokeExtension,
    /// 解除督办
    Release,
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

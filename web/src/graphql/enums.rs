//! The schema's enums with their names in both languages. Cynic refuses to compile one that lacks a value.

use super::schema;
use crate::i18n::{Language, language};

/// A closed set of values that people choose from or see as a label.
pub trait Choice: Copy + PartialEq + Send + Sync + serde::Serialize + 'static {
    /// All values, in the order in which a list offers them.
    const ALL: &'static [Self];

    /// What people read, in the chosen language.
    fn label(self) -> &'static str;

    /// The value's name in the schema, which the URL carries too.
    fn code(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// The value with this name.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.code() == code)
    }
}

/// A value and its two labels stand on one line, so that neither can be forgotten; a function can't declare a type.
macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $($variant:ident $zh:literal $en:literal,)+ })+) => { $(
        $(#[$meta])*
        #[derive(cynic::Enum, Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($variant,)+ }

        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn label(self) -> &'static str {
                let (zh, en) = match self { $(Self::$variant => ($zh, $en),)+ };
                match language() { Language::Zh => zh, Language::En => en }
            }
        }
    )+ };
}

choices! {
    Role {
        SystemAdmin "系统管理员" "System administrator",
        SecurityAuditor "安全审计员" "Security auditor",
        OfficeStaff "双打办工作人员" "Office staff",
        DepartmentHead "部门负责人" "Head of department",
        Officer "执法人员" "Enforcement officer",
        Observer "查阅人员" "Observer",
        Service "业务系统" "Department system",
    }
    EvidenceKind {
        Documentary "书证" "Documentary",
        Physical "物证" "Physical",
        AudioVisual "视听资料" "Audio-visual",
        Electronic "电子数据" "Electronic data",
        Testimony "证人证言" "Testimony",
        Statement "当事人陈述" "Party's statement",
        ExpertOpinion "鉴定意见" "Expert opinion",
        InspectionRecord "勘验、现场笔录" "Inspection record",
        CaseDocument "执法文书" "Case document",
    }
    RegionLevel {
        Province "省" "Province",
        City "市" "City",
        County "县（市、区）" "County",
        Township "乡镇（街道）" "Township",
    }
    DepartmentKind {
        IpOffice "知识产权" "Intellectual property",
        MarketRegulation "市场监管" "Market regulation",
        IndustryCommerce "工商" "Industry and commerce",
        QualitySupervision "质监" "Quality supervision",
        FoodDrug "食药监" "Food and drugs",
        Police "公安" "Police",
        Procuratorate "检察" "Procuratorate",
        Court "法院" "Court",
        Customs "海关" "Customs",
        Culture "文化旅游" "Culture and tourism",
        CultureEnforcement "文化执法" "Culture enforcement",
        Agriculture "农业" "Agriculture",
        Forestry "林业" "Forestry",
        Commerce "商务" "Commerce",
        Tobacco "烟草" "Tobacco",
        Health "卫生健康" "Health",
        IndustryInformation "经信" "Industry and information",
        Science "科技" "Science and technology",
        Education "教育" "Education",
        Justice "司法" "Justice",
        Other "其他" "Other",
    }
    OrderDirection {
        Asc "升序" "Ascending",
        Desc "降序" "Descending",
    }
    UserErrorCode {
        Invalid "填写有误" "Invalid",
        Required "必填" "Required",
        OutOfRange "超出范围" "Out of range",
        DateOrder "日期先后有误" "Dates out of order",
        NotFound "不存在" "Not found",
        Forbidden "无权办理" "Not permitted",
        Conflict "已被他人修改" "Changed by somebody else",
        Duplicate "重复" "Duplicate",
        IllegalTransition "当前状态不能办理" "Not possible in this state",
        FixedByStatute "法定事项，各地不得另定" "Fixed by statute",
        CertificateInvalid "执法证无效" "Certificate not valid",
        TooFewOfficers "执法人员不足" "Too few officers",
        CoordinationOfficeCannotInspect "协调机构不直接执法" "A coordination office does not inspect",
        SamePersonMayNotReview "立审应当分离" "Who filed a case may not review it",
        SignInFailed "登录失败" "Sign-in failed",
        TooManyAttempts "尝试过于频繁" "Too many attempts",
        PasswordWeak "密码强度不足" "Password too weak",
        IdempotencyKeyReused "重复提交" "Submitted twice",
        CreditCodeInvalid "统一社会信用代码有误" "Credit code not valid",
        LikelyTwin "可能重复" "Likely twin",
        LastAdministrator "最后一名管理员" "Last administrator",
        RolesExclude "角色互斥" "Roles exclude each other",
        NobodyConfirms "无人可确认" "Nobody confirms",
    }
    JointActionStatus {
        Planned "未开始" "Planned",
        Ongoing "进行中" "Ongoing",
        Ended "已结束" "Ended",
        Cancelled "已取消" "Cancelled",
    }
    PremisesResult {
        NoIssue "未发现问题" "No issue",
        RectifyOnSpot "责令改正" "Rectify on the spot",
        Seized "登记保存或查扣" "Goods seized",
        CaseOpened "立案调查" "Case opened",
    }
    PartyKind {
        Business "单位" "Business",
        Person "个人" "Person",
    }
    PartyLikeness {
        Name "名称相同" "Same name",
        SimilarName "字号相同" "Similar name",
        Phone "电话相同" "Same telephone",
        Address "地址相同" "Same address",
        Representative "法定代表人相同" "Same representative",
    }
    JointHandlingAnswer {
        Accepted "同意" "Accepted",
        Declined "不同意" "Declined",
    }
    BlacklistState {
        Proposed "拟列入" "Proposed",
        Notified "已告知" "Notified",
        Listed "已列入" "Listed",
        Dismissed "不予列入" "Dismissed",
        Removed "已移出" "Removed",
    }
    BlacklistRemoval {
        Expired "期满移出" "Time expired",
        CreditRestored "信用修复" "Credit restored",
        Revoked "撤销列入决定" "Listing revoked",
    }
    BlacklistMark {
        Major "重大" "Major",
        Egregious "恶性" "Egregious",
        LicenceRevoked "吊销许可证件" "Licence revoked",
    }
    CaseKind {
        Trademark "商标侵权" "Trademark",
        CounterfeitPatent "假冒专利" "Counterfeit patent",
        PatentDispute "专利侵权纠纷" "Patent dispute",
        Copyright "著作权侵权" "Copyright",
        GeographicalIndication "地理标志" "Geographical indication",
        PlantVariety "植物新品种" "Plant variety",
        TradeSecret "商业秘密" "Trade secret",
        UnfairCompetition "不正当竞争" "Unfair competition",
        CounterfeitGoods "制售假冒伪劣" "Counterfeit or shoddy goods",
        Customs "进出境" "Customs",
        Other "其他" "Other",
    }
    CaseMark {
        Major "重大" "Major",
        Egregious "恶性" "Egregious",
        Typical "典型" "Typical",
        ForeignRelated "涉外" "Foreign-related",
        Mass "群体性" "Mass",
    }
    CaseSource {
        Inspection "执法检查" "Inspection",
        Complaint "投诉" "Complaint",
        Report "举报" "Report",
        Referral "移送移交" "Referral",
        Monitoring "监测发现" "Monitoring",
        Other "其他" "Other",
    }
    Urgency {
        Overdue "超期" "Overdue",
        DueSoon "七日内到期" "Due within seven days",
        Later "期限较远" "Later",
        WithoutLimit "无期限" "No limit",
    }
    NotificationKind {
        Reminder "期限提醒" "Due soon",
        Overdue "超期提醒" "Overdue",
        Approval "呈批" "Approval",
        Assignment "分派" "Assignment",
        Progress "案件进展" "Progress",
        Referral "移送" "Referral",
        Prosecution "涉嫌犯罪" "Prosecution",
        Seizure "强制措施" "Seizure",
        Supervision "督办" "Supervision",
        Deconfliction "案件协调" "Deconfliction",
        JointHandling "联合办案" "Joint handling",
        Blacklist "失信名单" "Blacklist",
        Evidence "证据" "Evidence",
        Rules "期限规则" "Rules",
        Account "账号" "Account",
    }
    AccountRequestKind {
        Create "新建账号" "New account",
        Reset "重置密码" "Password reset",
        ChangeRole "变更角色" "Change of role",
        IssueToken "签发接口令牌" "Service token",
    }
    AccountRequestState {
        Pending "待确认" "Waits",
        Confirmed "已确认" "Confirmed",
        Refused "已拒绝" "Refused",
        Withdrawn "已撤回" "Withdrawn",
        Expired "已过期" "Run out",
    }
    CaseStatus {
        Lead "线索" "Lead",
        NotAccepted "不予受理" "Not accepted",
        Accepted "已受理" "Accepted",
        NotFiled "不予立案" "Not filed",
        Filed "已立案" "Filed",
        Investigating "调查取证" "Investigating",
        Suspended "中止" "Suspended",
        LegalReview "法制审核" "Legal review",
        Notice "告知" "Notice served",
        Hearing "听证" "Hearing",
        Decided "已决定" "Decided",
        Enforcing "执行" "Enforcing",
        Referred "已移送" "Referred",
        ReferredToPolice "移送公安" "Referred to police",
        PoliceReconsideration "提请复议" "Police reconsideration",
        Closed "已结案" "Closed",
        Archived "已归档" "Archived",
    }
    CaseOutcome {
        Penalty "行政处罚" "Penalty",
        NoPenalty "不予处罚" "No penalty",
        Mediated "调解" "Mediated",
        Decided "处理决定" "Decided",
        Withdrawn "撤案" "Withdrawn",
        TakenOverByPolice "公安接办" "Taken over by police",
        TakenOverByDepartment "其他部门接办" "Taken over by a department",
    }
    CaseTransition {
        Accept "受理" "Accept",
        Decline "不予受理" "Decline",
        File "立案" "File",
        DeclineFiling "不予立案" "Decline filing",
        Investigate "开展调查" "Investigate",
        Suspend "中止" "Suspend",
        Resume "恢复办理" "Resume",
        SubmitLegalReview "提交法制审核" "Submit for legal review",
        ReturnFromLegalReview "退回补充" "Return from legal review",
        PassLegalReview "审核通过" "Pass legal review",
        GiveNotice "行政处罚告知" "Give notice",
        HoldHearing "听证" "Hold hearing",
        Decide "作出决定" "Decide",
        Enforce "执行" "Enforce",
        Close "结案" "Close",
        Archive "归档" "Archive",
        Mediate "调解" "Mediate",
        Withdraw "撤案" "Withdraw",
        Refer "案件移送" "Refer",
        ReferToPolice "移送公安机关" "Refer to police",
        PoliceFile "公安立案" "Police file",
        PoliceDecline "公安不予立案" "Police decline",
        RequestReconsideration "提请复议" "Request reconsideration",
        TakeBack "收回办理" "Take back",
    }
    CaseEventKind {
        Step "办案环节" "Step",
        Approval "呈批" "Approval",
        Clock "期限" "Clock",
        Referral "移送" "Referral",
        Seizure "涉案物品" "Goods",
        Evidence "证据" "Evidence",
        Supervision "挂牌督办" "Supervision",
        Deconfliction "线索碰撞" "Deconfliction",
        Blacklist "黑名单" "Blacklist",
        Party "当事人" "Party",
        Handling "承办" "Handling",
        Hearing "听证" "Hearing",
        Service "送达" "Service",
        Publication "处罚信息公示" "Publication",
        Informant "告知举报人" "Informant",
        Mark "典型案件" "Mark",
        Note "办案记录" "Note",
    }
    CaseDeed {
        ServeDecision "送达决定书" "Serve the decision",
        WaiveHearing "放弃听证" "Waive the hearing",
        PublishPenalty "处罚信息公示" "Publish the penalty",
        TellInformant "告知举报人" "Tell the informant",
        MarkTypical "标记典型案件" "Mark as typical",
        UnmarkTypical "取消典型案件" "No longer typical",
        Note "办案记录" "Note",
    }
    ApprovalState {
        Pending "待批" "Waiting for the head",
        Approved "已批准" "Approved",
        Returned "已退回" "Returned",
        Lapsed "已失效" "Lapsed",
    }
    CaseStepField {
        Ground "依据" "Ground",
        Documents "文书" "Documents",
        Outcome "办理结果" "Outcome",
        Penalty "处罚内容" "Penalty",
        ReferredTo "移送去向" "Referred to",
        ReasonNotReferred "未移送公安机关的理由" "Why it is not referred to the police",
    }
    SeizureMeasure {
        Preservation "先行登记保存" "Preservation",
        Sealing "查封" "Sealing",
        Detention "扣押" "Detention",
    }
    GoodsDisposalKind {
        Return "返还" "Returned",
        Confiscate "没收" "Confiscated",
        Destroy "销毁" "Destroyed",
        Transfer "移交" "Transferred",
    }
    SeizureAction {
        Convert "转为查封、扣押" "Seal or detain",
        Extend "延长期限" "Extend",
        Return "返还" "Return",
        Confiscate "没收" "Confiscate",
        Destroy "销毁" "Destroy",
        Transfer "移交" "Transfer",
    }
    SeizureDue {
        Overdue "已超期" "Overdue",
        DueSoon "七日内到期" "Ends within 7 days",
    }
    SeizureOrderField {
        DueOn "到期日" "End",
        TakenOn "采取措施日期" "Taken on",
    }
    SupervisionEntryKind {
        Report "进展报告" "Report",
        Urge "督办催办" "Urged",
        Extend "延长期限" "Extended",
        RevokeExtension "撤销延期" "Extension revoked",
        Release "解除督办" "Released",
    }
    SupervisionOrderField {
        DueOn "最近期限" "Due",
        ListedOn "督办日期" "Listed on",
    }
    PartyRole {
        Respondent "被调查人" "Respondent",
        Complainant "投诉举报人" "Complainant",
        RightHolder "权利人" "Right holder",
        Other "其他" "Other",
    }
    ReferralTarget {
        Department "其他部门" "Department",
        Region "其他地区" "Other region",
        Police "公安机关" "Police",
    }
    ClockKind {
        ComplaintAcceptance "投诉受理" "Complaint: accept or not",
        ReportVerification "举报核查" "Report: verify",
        ReporterNotice "告知举报人" "Tell the reporter",
        LeadVerification "线索核查并决定是否立案" "Lead: verify and decide on filing",
        CaseDecision "作出处理决定" "Decide the case",
        DisputeClosing "专利侵权纠纷结案" "Close the patent dispute",
        LegalReview "法制审核" "Legal review",
        HearingRequest "听证申请期" "Hearing may be requested",
        DecisionService "送达处罚决定书" "Serve the decision",
        PenaltyPublication "公示处罚决定" "Publish the penalty",
        Preservation "处理先行登记保存的物品" "Goods registered for preservation",
        Sealing "查封、扣押期限" "Sealing or detention",
        PoliceReferralApproval "批准移送公安机关" "Referral to the police: decide",
        PoliceHandover "向公安机关移交案件" "Referral to the police: hand over",
        PoliceFiling "公安机关决定是否立案" "Police: decide on filing",
        ReconsiderationRequest "提请公安机关复议" "Ask the police to reconsider",
        ReconsiderationAnswer "公安机关作出复议决定" "Police: answer the request",
        GoodsHandover "向公安机关移交涉案物品和材料" "Hand goods over to the police",
        ProsecutionReview "达到追诉标准，决定是否移送公安机关" "Decide on a referral to the police",
        ReferralAnswer "接收移送案件" "Accept or return a referral",
        Approval "审批呈批事项" "Decide on a proposed step",
        Supervision "挂牌督办" "Supervised case",
        SupervisionReport "报送督办进展" "Report progress",
        Deconfliction "协调同一当事人案件" "Coordinate cases",
        JointHandling "答复联合办案提议" "Answer a proposal of joint handling",
        BlacklistProposal "审核失信名单列入建议" "Decide on a listing",
        BlacklistNotice "列入前告知期" "Notice before listing",
        BlacklistExpiry "失信名单列入期" "Listed",
        MonthlyFigures "部门月度数据" "Department's monthly figures",
        CountyFigures "县区月度数据" "County's monthly figures",
    }
    WaitsFor {
        Handlers "承办人" "Handlers",
        Head "部门负责人" "Head",
        Department "部门" "Department",
        Office "双打办" "Office",
        Party "当事人" "Party",
    }
    ClockUnit {
        WorkingDays "工作日" "Working days",
        Days "日" "Days",
        Months "个月" "Months",
        Hours "小时" "Hours",
        DayOfMonth "当月几日" "Day of the month",
    }
    ClockStopReason {
        Testing "检测、检验" "Testing",
        Appraisal "鉴定" "Appraisal",
        Announcement "公告" "Public notice",
        Hearing "听证" "Hearing",
        Suspension "中止" "Suspension",
        Other "其他法定事由" "Another lawful reason",
    }
    ReferralStatus {
        Sent "待接收" "Waiting to be accepted",
        Accepted "已接收" "Accepted",
        Returned "已退回" "Returned",
        TakenBack "已收回" "Taken back",
        Proposed "待审批" "Waiting for the head",
        NotApproved "不批准移送" "Not approved",
        Approved "已批准待移交" "Approved, to be handed over",
        HandedOver "公安机关审查中" "With the police",
        PoliceFiled "公安机关已立案" "Filed by the police",
        PoliceDeclined "公安机关不予立案" "Declined by the police",
        Reconsideration "复议中" "Under reconsideration",
        ReconsiderationDeclined "复议维持不予立案" "Declined again",
    }
    ReferralAct {
        Send "移送" "Refer",
        Accept "接收" "Accept",
        Return "退回" "Return",
        TakeBack "收回" "Take back",
        Propose "提出移送" "Propose",
        Complete "补正移送材料" "Complete the package",
        Approve "批准移送" "Approve",
        Disapprove "不批准移送" "Decide against it",
        HandOver "移交公安机关" "Hand over",
        NoteComplex "案情复杂，延长审查" "Complex case",
        PoliceFile "公安机关立案" "Police file",
        PoliceDecline "公安机关不予立案" "Police decline",
        RequestReconsideration "提请复议" "Request reconsideration",
        ReturnFile "退回案卷" "Return the file",
        HandOverGoods "移交涉案物品和材料" "Hand over goods",
        SuggestSupervision "建议立案监督" "Suggest supervision",
    }
    ReferralItemKind {
        TransferLetter "涉嫌犯罪案件移送书" "Transfer letter",
        InvestigationReport "涉嫌犯罪案件情况的调查报告" "Investigation report",
        GoodsList "涉案物品清单" "List of goods",
        Appraisal "有关检验报告或者鉴定结论" "Test report or appraisal",
        OtherMaterial "其他有关涉嫌犯罪的材料" "Other material",
    }
    ReferralActField {
        Ground "理由" "Reason",
        Documents "文书" "Documents",
    }
    ReferralStageState {
        Done "已完成" "Done",
        Current "办理中" "Under way",
        Ahead "待办" "Ahead",
        Ended "终止" "Ended",
    }
    ReferralDirection {
        Received "收到的移送" "Received",
        Sent "发出的移送" "Sent",
    }
    ThresholdMeasure {
        Amount "涉案金额" "Amount",
        IllegalIncome "违法所得" "Illegal income",
    }
    ProsecutionState {
        NoThreshold "无金额标准" "No threshold in money",
        NotMet "未达到追诉标准" "Below the threshold",
        Possible "可能达到追诉标准" "Possibly met",
        Met "达到追诉标准" "Met",
    }
    ClockState {
        Running "办理中" "Running",
        Stopped "已停算" "Stopped",
        Met "按期办结" "Met",
        DueSoon "即将到期" "Due soon",
        Overdue "已超期" "Overdue",
        MetLate "超期办结" "Met late",
    }
    TrainingKind {
        Class "培训班" "Class",
        Lecture "讲座" "Lecture",
        Seminar "座谈研讨" "Seminar",
    }
    AudienceKind {
        Officers "执法人员" "Officers",
        Businesses "企业人员" "Businesses",
        Students "学生" "Students",
        Public "社会公众" "Public",
        Other "其他" "Other",
    }
    PublicityKind {
        Consultation "咨询服务" "Consultation desk",
        Leaflets "发放资料" "Leaflets",
        Banners "标语横幅" "Banners",
        Lecture "宣讲" "Lecture",
        PressConference "新闻发布会" "Press conference",
        Destruction "集中销毁" "Destruction of goods",
        Media "媒体报道" "Media coverage",
        Other "其他" "Other",
    }
    IndicatorGroup {
        Inspection "执法检查" "Inspections",
        Cases "案件办理" "Cases",
        Training "培训" "Training",
        Publicity "宣传" "Publicity",
    }
    AttentionKind {
        CaseOverdue "案件超期" "Case overdue",
        CaseDueSoon "案件即将到期" "Case due soon",
        ActionEnding "行动即将结束" "Action ending",
        TaskDue "任务到期" "Task due",
        LeadWaiting "线索待处理" "Lead waiting",
    }
    ServiceScope {
        Read "读取" "Read",
        Write "写入" "Write",
    }
    CaseColumn {
        Number "案号" "Number",
        Title "案件名称" "Title",
        Parties "当事人" "Parties",
        Kind "案件类型" "Kind",
        Source "案件来源" "Source",
        Marks "标记" "Marks",
        Status "办理状态" "Status",
        Outcome "办理结果" "Outcome",
        Department "办案部门" "Department",
        Handlers "承办人" "Handlers",
        Action "专项行动" "Joint action",
        ReceivedOn "收到日期" "Received on",
        AcceptedOn "受理日期" "Accepted on",
        FiledOn "立案日期" "Filed on",
        DecidedOn "决定日期" "Decided on",
        ClosedOn "结案日期" "Closed on",
        DueOn "办理期限" "Due on",
        Amount "涉案金额（元）" "Amount (yuan)",
        IllegalIncome "违法所得（元）" "Illegal income (yuan)",
        Fine "罚款（元）" "Fine (yuan)",
        ConfiscatedIncome "没收违法所得（元）" "Confiscated income (yuan)",
    }
    ListName {
        Cases "案件" "Cases",
        Inspections "执法检查" "Inspections",
        Actions "专项行动" "Joint actions",
        Trainings "培训" "Trainings",
        PublicityEvents "宣传活动" "Publicity",
        Parties "当事人" "Parties",
    }
    CaseOrderField {
        ReceivedOn "收到日期" "Received on",
        DueOn "到期日" "Due on",
        Number "案号" "Number",
    }
    JointActionOrderField {
        StartsOn "开始日期" "Starts on",
        Name "名称" "Name",
    }
    InspectionOrderField {
        InspectedOn "检查日期" "Inspected on",
    }
    TrainingOrderField {
        StartsOn "开始日期" "Starts on",
    }
    PublicityEventOrderField {
        StartsOn "开始日期" "Starts on",
    }
    PartyOrderField {
        Name "名称" "Name",
        Recorded "登记时间" "Recorded",
    }
    DepartmentOrderField {
        Name "名称" "Name",
        SortOrder "排列顺序" "Usual order",
    }
    UserOrderField {
        Username "用户名" "User name",
    }
}

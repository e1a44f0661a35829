//! The closed sets of cases, and of what is kept with them.

closed_sets! {
    /// What a case is about.
    pub enum CaseKind {
        /// 商标侵权
        Trademark "商标侵权" "Trademark",
        /// 假冒专利
        CounterfeitPatent "假冒专利" "Counterfeit patent",
        /// 专利侵权纠纷: ends in a decision or mediation, never in a penalty.
        PatentDispute "专利侵权纠纷" "Patent dispute",
        /// 著作权
        Copyright "著作权" "Copyright",
        /// 地理标志
        GeographicalIndication "地理标志" "Geographical indication",
        /// 植物新品种
        PlantVariety "植物新品种" "Plant variety",
        /// 商业秘密
        TradeSecret "商业秘密" "Trade secret",
        /// 不正当竞争 (傍名牌)
        UnfairCompetition "不正当竞争" "Unfair competition",
        /// 制售假冒伪劣
        CounterfeitGoods "制售假冒伪劣" "Counterfeit or shoddy goods",
        /// 进出境
        Customs "进出境" "Customs",
        /// 其他
        Other "其他" "Other",
    }

    /// What marks a case out.
    pub enum CaseMark {
        /// 重大
        Major "重大" "Major",
        /// 恶性
        Egregious "恶性" "Egregious",
        /// 典型
        Typical "典型" "Typical",
        /// 涉外
        ForeignRelated "涉外" "Foreign-related",
        /// 群体性
        Mass "群体性" "Mass",
    }

    /// A field to which the national office gives weight (重点领域); a case may lie in several, and monthly statistics count each.
    pub enum FocusArea {
        /// 互联网
        Internet "互联网" "Internet",
        /// 农村和城乡结合部
        Rural "农村和城乡结合部" "Countryside and town fringes",
        /// 商品交易市场
        Market "商品交易市场" "Commodity markets",
        /// 外商投资企业
        ForeignInvested "外商投资企业" "Foreign-invested enterprises",
        /// 进出口环节
        ImportAndExport "进出口环节" "Import and export",
    }

    /// Where a case came from.
    pub enum CaseSource {
        /// 执法检查
        Inspection "执法检查" "Inspection",
        /// 投诉: a consumer's complaint, to be accepted or not within its own period. Until reports were told apart,
        /// either of the two.
        Complaint "投诉" "Complaint",
        /// 举报: that somebody breaks the law, to be verified.
        Report "举报" "Report",
        /// 移送
        Referral "移送" "Referral",
        /// 监测
        Monitoring "监测" "Monitoring",
        /// 其他
        Other "其他" "Other",
    }

    /// Where a case stands.
    pub enum CaseStatus {
        /// 线索
        Lead "线索" "Lead",
        /// 不予受理
        NotAccepted "不予受理" "Not accepted",
        /// 受理
        Accepted "已受理" "Accepted",
        /// 不予立案
        NotFiled "不予立案" "Not filed",
        /// 立案
        Filed "已立案" "Filed",
        /// 调查
        Investigating "调查中" "Investigating",
        /// 中止: the clock stands.
        Suspended "已中止" "Suspended",
        /// 法制审核
        LegalReview "法制审核中" "In legal review",
        /// 告知
        Notice "已告知" "Notice given",
        /// 听证
        Hearing "听证中" "In hearing",
        /// 决定
        Decided "已决定" "Decided",
        /// 执行
        Enforcing "执行中" "Enforcing",
        /// 移送其他部门或地区
        Referred "已移送" "Referred",
        /// 移送公安
        ReferredToPolice "已移送公安机关" "Referred to the police",
        /// 提请复议: the police declined to file, and were asked to reconsider.
        PoliceReconsideration "公安机关复议中" "Under reconsideration by the police",
        /// 结案
        Closed "已结案" "Closed",
        /// 归档
        Archived "已归档" "Archived",
    }

    /// How a case ended.
    pub enum CaseOutcome {
        /// 行政处罚
        Penalty "行政处罚" "Penalty",
        /// 不予处罚
        NoPenalty "不予处罚" "No penalty",
        /// 调解
        Mediated "调解" "Mediated",
        /// 处理决定
        Decided "处理决定" "Decided",
        /// 撤案, 撤回
        Withdrawn "撤案" "Withdrawn",
        /// 公安立案
        TakenOverByPolice "公安机关立案" "Taken over by the police",
        /// 移送其他部门或地区
        TakenOverByDepartment "其他部门接办" "Taken over by another department",
    }

    /// A step from one status to the next.
    pub enum CaseTransition {
        /// 受理
        Accept "受理" "Accept",
        /// 不予受理
        Decline "不予受理" "Decline to accept",
        /// 立案, by the department's head.
        File "立案" "File",
        /// 不予立案, by the department's head.
        DeclineFiling "不予立案" "Decline to file",
        /// 调查
        Investigate "开展调查" "Investigate",
        /// 中止
        Suspend "中止" "Suspend",
        /// 恢复: the due date moves on by the days of the suspension.
        Resume "恢复办理" "Resume",
        /// 提交法制审核
        SubmitLegalReview "提交法制审核" "Submit for legal review",
        /// 法制审核退回, by anyone but who filed the case.
        ReturnFromLegalReview "法制审核退回" "Return from legal review",
        /// 法制审核通过, by anyone but who filed the case; notice is given, or the hearing goes on.
        PassLegalReview "法制审核通过" "Pass legal review",
        /// 行政处罚告知, where the law asks for no legal review (行政处罚法 art. 58).
        GiveNotice "行政处罚告知" "Give notice of the penalty",
        /// 听证
        HoldHearing "举行听证" "Hold a hearing",
        /// 决定, by the department's head.
        Decide "作出决定" "Decide",
        /// 执行
        Enforce "执行" "Enforce",
        /// 结案
        Close "结案" "Close",
        /// 归档
        Archive "归档" "Archive",
        /// 调解, of patent disputes only.
        Mediate "调解结案" "Close by mediation",
        /// 撤案, 撤回, by the department's head.
        Withdraw "撤案" "Withdraw",
        /// 移送其他部门或地区
        Refer "案件移送" "Refer",
        /// 移送公安
        ReferToPolice "移送公安机关" "Refer to the police",
        /// 公安立案
        PoliceFile "公安机关立案" "Police file",
        /// 公安不予立案
        PoliceDecline "公安机关不予立案" "Police decline to file",
        /// 提请复议, right after the police declined to file.
        RequestReconsideration "提请复议" "Request reconsideration",
        /// 收回: the case comes back from where it was referred.
        TakeBack "收回" "Take back",
    }

    /// What a step must state beside its date.
    pub enum CaseStepField {
        /// The provision or reason on which it rests.
        Ground "依据或理由" "Ground",
        /// The numbers of its documents.
        Documents "文书" "Documents",
        /// The outcome.
        Outcome "办理结果" "Outcome",
        /// The penalty, where the outcome is one.
        Penalty "处罚内容" "Penalty",
        /// To whom the case is referred.
        ReferredTo "移送去向" "Referred to",
        /// Why a penalty is decided although the threshold for prosecution is met.
        ReasonNotReferred "未移送公安机关的理由" "Why it is not referred to the police",
    }

    /// What is done in a case without moving its status.
    pub enum CaseDeed {
        /// 送达决定书: `serveDecision`.
        ServeDecision "送达决定书" "Serve the decision",
        /// 放弃听证: `waiveHearing`.
        WaiveHearing "登记放弃听证" "Record that the hearing is waived",
        /// 公示处罚: `publishPenalty`; again, to correct its text.
        PublishPenalty "处罚信息公示" "Publish the penalty",
        /// 告知举报人: `tellInformant`.
        TellInformant "告知举报人" "Tell the informant",
        /// 标记典型案件: `markTypicalCase`.
        MarkTypical "标记典型案件" "Mark as typical",
        /// 取消典型案件: `markTypicalCase`.
        UnmarkTypical "取消典型案件标记" "No longer typical",
        /// 办案记录: `noteOnCase`.
        Note "添加办案记录" "Add a note",
    }

    /// What a line of a case's history is about.
    pub enum CaseEventKind {
        /// 办案环节: the registration, and every change of status.
        Step "办案环节" "Step",
        /// 呈批: a step was proposed to the head, or returned.
        Approval "呈批" "Approval",
        /// 期限: a clock was stopped, resumed, extended.
        Clock "期限" "Clock",
        /// 移送: a referral's own step.
        Referral "移送" "Referral",
        /// 涉案物品: taken, extended, disposed of.
        Seizure "涉案物品" "Goods",
        /// 证据: filed, or corrected by a new item.
        Evidence "证据" "Evidence",
        /// 挂牌督办: put on the list, reported on, reminded, released.
        Supervision "挂牌督办" "Supervision",
        /// 线索碰撞: another department has a case against the same party.
        Deconfliction "线索碰撞" "Deconfliction",
        /// 黑名单: proposed, listed, removed.
        Blacklist "黑名单" "Blacklist",
        /// 当事人: named, merged, renamed.
        Party "当事人" "Party",
        /// 承办: handlers assigned, a department joined.
        Handling "承办" "Handling",
        /// 听证: the right to a hearing was waived.
        Hearing "听证" "Hearing",
        /// 送达: the decision was served.
        Service "送达" "Service",
        /// 处罚信息公示: the penalty was published, or its text corrected.
        Publication "处罚信息公示" "Publication",
        /// 告知举报人: the informant was told.
        Informant "告知举报人" "Informant",
        /// 典型案件: marked, or no longer.
        Mark "典型案件" "Mark",
        /// 办案记录: something noted.
        Note "办案记录" "Note",
    }

    /// How a case's document is laid out.
    pub enum CaseDocumentLayout {
        /// 函件、决定: paragraphs, signed by the department.
        Letter "函件" "Letter",
        /// 表格: a row a line, signed in its rows.
        Form "表格" "Form",
    }

    /// A field of documents that a case knows; templates write its Chinese label between braces.
    pub enum CaseDocumentField {
        /// 案号
        CaseNumber "案号" "Case number",
        /// 案件名称
        CaseTitle "案件名称" "Title of the case",
        /// 案由
        CaseKind "案由" "What it is about",
        /// 案件来源
        Source "案件来源" "Source",
        /// 当事人: the respondents.
        Parties "当事人" "Respondents",
        /// 统一社会信用代码
        CreditCode "统一社会信用代码" "Unified social credit code",
        /// 住所
        Address "住所" "Address",
        /// 法定代表人
        LegalRepresentative "法定代表人" "Legal representative",
        /// 案情摘要
        Summary "案情摘要" "Summary",
        /// 涉案金额
        Amount "涉案金额" "Amount of business",
        /// 线索日期
        ReceivedOn "线索日期" "Received on",
        /// 受理日期
        AcceptedOn "受理日期" "Accepted on",
        /// 立案日期
        FiledOn "立案日期" "Filed on",
        /// 决定日期
        DecidedOn "决定日期" "Decided on",
        /// 办案人员
        Handlers "办案人员" "Handlers",
        /// 执法证号
        Certificates "执法证号" "Their licences",
        /// 处罚内容
        Penalty "处罚内容" "Penalty",
        /// 移送机关: to whom the case was referred last.
        ReferredTo "移送机关" "Referred to",
        /// 本机关: the department that makes the document.
        Department "本机关" "Department",
        /// 制作日期
        IssuedOn "制作日期" "Made on",
    }

    /// How a proposal to the head stands.
    pub enum ApprovalState {
        /// 待批: it waits for the head.
        Pending "待批" "Waiting for the head",
        /// 批准: the step was taken.
        Approved "已批准" "Approved",
        /// 退回
        Returned "已退回" "Returned",
        /// 失效: another step was taken meanwhile.
        Lapsed "已失效" "Lapsed",
    }

    /// What an item proves by: the kinds of evidence of 行政处罚法 art. 46, and the case's own documents.
    pub enum EvidenceKind {
        /// 书证
        Documentary "书证" "Documentary",
        /// 物证 (its photographs)
        Physical "物证" "Physical",
        /// 视听资料
        AudioVisual "视听资料" "Audio-visual",
        /// 电子数据
        Electronic "电子数据" "Electronic data",
        /// 证人证言
        Testimony "证人证言" "Testimony",
        /// 当事人的陈述
        Statement "当事人陈述" "Party's statement",
        /// 鉴定意见
        ExpertOpinion "鉴定意见" "Expert opinion",
        /// 勘验笔录、现场笔录
        InspectionRecord "勘验、现场笔录" "Inspection record",
        /// 执法文书: a document that the department itself issued.
        CaseDocument "执法文书" "Case document",
    }
}

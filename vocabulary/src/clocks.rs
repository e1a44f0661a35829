//! The closed sets of clocks: what runs, in what it is counted, and how it stands.

closed_sets! {
    /// What a clock waits for.
    pub enum ClockKind {
        /// 投诉受理
        ComplaintAcceptance "投诉受理" "Accept the complaint or not",
        /// 举报核查
        ReportVerification "举报核查" "Verify the report",
        /// 告知举报人
        ReporterNotice "告知举报人" "Tell the reporter",
        /// 线索核查并决定是否立案
        LeadVerification "线索核查并决定是否立案" "Verify the lead and decide on filing",
        /// 作出处理决定: from the filing on.
        CaseDecision "作出处理决定" "Decide the case",
        /// 专利侵权纠纷结案
        DisputeClosing "专利侵权纠纷结案" "Close the patent dispute",
        /// 法制审核
        LegalReview "法制审核" "Legal review",
        /// 听证申请期: the party's right, which must have passed before a decision.
        HearingRequest "听证申请期" "Hearing may be requested",
        /// 送达处罚决定书
        DecisionService "送达处罚决定书" "Serve the decision",
        /// 公示处罚决定
        PenaltyPublication "公示处罚决定" "Publish the penalty",
        /// 先行登记保存
        Preservation "处理先行登记保存的物品" "Dispose of the goods registered for preservation",
        /// 查封、扣押
        Sealing "查封、扣押期限" "Sealing or detention",
        /// 批准移送公安机关
        PoliceReferralApproval "批准移送公安机关" "Decide on the referral to the police",
        /// 向公安机关移交案件, in hours.
        PoliceHandover "向公安机关移交案件" "Hand the file over to the police",
        /// 公安机关决定是否立案
        PoliceFiling "公安机关决定是否立案" "The police decide on filing",
        /// 提请公安机关复议
        ReconsiderationRequest "提请公安机关复议" "Ask the police to reconsider",
        /// 公安机关作出复议决定
        ReconsiderationAnswer "公安机关作出复议决定" "The police answer the request",
        /// 移交涉案物品: goods and material follow to the police who filed.
        GoodsHandover "向公安机关移交涉案物品和材料" "Hand goods and material over to the police",
        /// 是否移送公安: a threshold for prosecution is met; the handlers propose or the head decides.
        ProsecutionReview "达到追诉标准，决定是否移送公安机关" "A threshold is met: decide on a referral to the police",
        /// 接收移送案件
        ReferralAnswer "接收移送案件" "Accept or return the referred case",
        /// 审批呈批事项
        Approval "审批呈批事项" "Decide on the proposed step",
        /// 挂牌督办
        Supervision "挂牌督办" "Supervised case",
        /// 报送督办进展
        SupervisionReport "报送督办进展" "Report progress to the office",
        /// 协调同一当事人案件
        Deconfliction "协调同一当事人案件" "Coordinate cases against one party",
        /// 答复联合办案提议
        JointHandling "答复联合办案提议" "Answer the proposal of joint handling",
        /// 审核失信名单列入建议
        BlacklistProposal "审核失信名单列入建议" "Decide on the proposed listing",
        /// 列入前告知期
        BlacklistNotice "列入前告知期" "Notice before listing",
        /// 失信名单列入期
        BlacklistExpiry "失信名单列入期" "Listed",
        /// 部门月度数据
        MonthlyFigures "报送部门数据月报" "Submit the department's monthly figures",
        /// 县区月度数据
        CountyFigures "报送县区数据月报" "Submit the county's monthly figures",
    }

    /// Whom a clock waits for.
    pub enum WaitsFor {
        /// 承办人
        Handlers "承办人" "Handlers",
        /// 部门负责人
        Head "部门负责人" "Head",
        /// 部门: head and officers.
        Department "部门" "Department",
        /// 双打办
        Office "双打办" "Office",
        /// 当事人: a right that runs out.
        Party "当事人" "Party",
    }

    /// In what a period is counted.
    pub enum ClockUnit {
        /// 工作日
        WorkingDays "工作日" "Working days",
        /// 日: calendar days.
        Days "日" "Days",
        /// 个月
        Months "个月" "Months",
        /// 小时
        Hours "小时" "Hours",
        /// 当月几日: until this day of the month in which it starts.
        DayOfMonth "当月几日" "Day of the month",
    }

    /// What a region's own rule may say of a kind of clock.
    pub enum ClockRuleRoom {
        /// 不得另定: the period is the party's.
        None "不得另定" "None",
        /// 只能缩短: fixed by statute.
        Shorter "只能缩短" "Shorter only",
        /// 可自行确定
        Free "可自行确定" "Free",
    }

    /// Why a clock stands: these days do not count.
    pub enum ClockStopReason {
        /// 检测、检验
        Testing "检测、检验" "Testing",
        /// 鉴定
        Appraisal "鉴定" "Appraisal",
        /// 公告
        Announcement "公告" "Public notice",
        /// 听证
        Hearing "听证" "Hearing",
        /// 中止
        Suspension "中止" "Suspension",
        /// 其他法定事由
        Other "其他法定事由" "Another lawful reason",
    }

    /// What happened to a clock.
    pub enum ClockEventKind {
        /// 起算
        Started "起算" "Started",
        /// 停止计算
        Stopped "停止计算" "Stopped",
        /// 恢复计算
        Resumed "恢复计算" "Resumed",
        /// 延长
        Extended "延长" "Extended",
        /// 另定期限
        DateSet "另定期限" "Date set",
        /// 撤销延长
        Revoked "撤销延长" "Extension revoked",
        /// 完成
        Met "完成" "Met",
        /// 取消
        Cancelled "取消" "Cancelled",
    }

    /// How a clock stands today.
    pub enum ClockState {
        /// 计时中
        Running "办理中" "Running",
        /// 停止计时
        Stopped "已停算" "Stopped",
        /// 按期完成; of a party's right: it has passed.
        Met "按期办结" "Met",
        /// 即将到期: within seven days.
        DueSoon "即将到期" "Due soon",
        /// 已超期
        Overdue "已超期" "Overdue",
        /// 逾期完成
        MetLate "超期办结" "Met late",
    }

    /// How urgent something is.
    pub enum Urgency {
        /// 超期: the last day or moment has passed.
        Overdue "超期" "Overdue",
        /// 临期: it is due today or within seven days.
        DueSoon "七日内到期" "Due within seven days",
        /// 期限内: it is due later, or its clock stands.
        Later "期限较远" "Later",
        /// 无期限: no last day is set.
        WithoutLimit "无期限" "No limit",
    }
}

//! The closed sets of referrals and of the thresholds for prosecution.

closed_sets! {
    /// Where a case was referred to.
    pub enum ReferralTarget {
        /// 其他部门
        Department "其他部门" "Department",
        /// 其他地区
        Region "其他地区" "Other region",
        /// 公安 (两法衔接)
        Police "公安机关" "Police",
    }

    /// Where a referral stands.
    pub enum ReferralStatus {
        /// 待接收: sent to a department or region, not answered yet.
        Sent "待接收" "Waiting to be accepted",
        /// 已接收: the receiver has taken the case over.
        Accepted "已接收" "Accepted",
        /// 已退回: the receiver has sent it back.
        Returned "已退回" "Returned",
        /// 已收回: the sender has taken it back, or dropped the proposal.
        TakenBack "已收回" "Taken back",
        /// 待审批: a referral to the police, proposed to the head.
        Proposed "待审批" "Waiting for the head",
        /// 不予批准: the head decided against it, with the reason on record.
        NotApproved "不批准移送" "Not approved",
        /// 已批准, 待移交
        Approved "已批准待移交" "Approved, to be handed over",
        /// 已移交, 公安审查中
        HandedOver "公安机关审查中" "With the police",
        /// 公安机关已立案
        PoliceFiled "公安机关已立案" "Filed by the police",
        /// 公安机关不予立案
        PoliceDeclined "公安机关不予立案" "Declined by the police",
        /// 复议中: the police were asked to reconsider.
        Reconsideration "复议中" "Under reconsideration",
        /// 复议维持不予立案
        ReconsiderationDeclined "复议维持不予立案" "Declined again",
    }

    /// What is done in a referral.
    pub enum ReferralAct {
        /// 移送: to a department or region.
        Send "移送" "Refer",
        /// 接收
        Accept "接收" "Accept",
        /// 退回
        Return "退回" "Return",
        /// 收回
        TakeBack "收回" "Take back",
        /// 提出移送: the report to the head.
        Propose "提出移送" "Propose the referral",
        /// 补正材料: the package is completed.
        Complete "补正移送材料" "Complete the package",
        /// 批准移送
        Approve "批准移送" "Approve the referral",
        /// 不批准移送
        Disapprove "不批准移送" "Decide against the referral",
        /// 移交公安机关
        HandOver "移交公安机关" "Hand over to the police",
        /// 案情复杂, 延长审查
        NoteComplex "案情复杂，延长审查" "Note a complex case",
        /// 公安机关立案
        PoliceFile "公安机关立案" "Police file",
        /// 公安机关不予立案
        PoliceDecline "公安机关不予立案" "Police decline to file",
        /// 提请复议
        RequestReconsideration "提请复议" "Request reconsideration",
        /// 退回案卷
        ReturnFile "退回案卷" "Return the file",
        /// 移交涉案物品
        HandOverGoods "移交涉案物品和材料" "Hand over goods and material",
        /// 建议立案监督
        SuggestSupervision "建议检察院立案监督" "Ask the procuratorate to supervise",
    }

    /// An item of the package for the police (国务院令310号 art. 6).
    pub enum ReferralItemKind {
        /// 涉嫌犯罪案件移送书
        TransferLetter "涉嫌犯罪案件移送书" "Transfer letter",
        /// 涉嫌犯罪案件情况的调查报告
        InvestigationReport "涉嫌犯罪案件情况的调查报告" "Investigation report",
        /// 涉案物品清单
        GoodsList "涉案物品清单" "List of goods",
        /// 有关检验报告或者鉴定结论
        Appraisal "有关检验报告或者鉴定结论" "Test report or appraisal",
        /// 其他有关涉嫌犯罪的材料
        OtherMaterial "其他有关涉嫌犯罪的材料" "Other material",
    }

    /// What an act must state beside its day.
    pub enum ReferralActField {
        /// The reason.
        Ground "理由" "Reason",
        /// The documents' numbers.
        Documents "文书" "Documents",
    }

    /// How a stage of a referral's way stands.
    pub enum ReferralStageState {
        /// Behind it.
        Done "已完成" "Done",
        /// Where it stands.
        Current "办理中" "Under way",
        /// Still to come.
        Ahead "待办" "Ahead",
        /// Where it ended otherwise.
        Ended "终止" "Ended",
    }

    /// From whose side referrals are listed.
    pub enum ReferralDirection {
        /// 收到的: handed over to the viewer's department.
        Received "收到的移送" "Received",
        /// 发出的: of cases of the viewer's department.
        Sent "发出的移送" "Sent",
    }

    /// What a threshold for prosecution is compared with.
    pub enum ThresholdMeasure {
        /// 涉案金额 (非法经营数额, 销售金额, 货值金额)
        Amount "涉案金额" "Amount of business",
        /// 违法所得
        IllegalIncome "违法所得" "Illegal income",
    }

    /// What a case's amounts mean under the thresholds for prosecution.
    pub enum ProsecutionState {
        /// This kind of case has no threshold in money.
        NoThreshold "无金额标准" "No threshold in money",
        /// Below all of them.
        NotMet "未达到追诉标准" "Below the threshold",
        /// One that holds under a further condition is reached: people must look.
        Possible "可能达到追诉标准" "Possibly met",
        /// Reached: the case must go to the police, or a reason be recorded.
        Met "达到追诉标准" "Met",
    }
}

//! The closed sets of figures: what a summary counts, and what the first page points at.

closed_sets! {
    /// The part of the summary in which a figure stands.
    pub enum IndicatorGroup {
        /// 执法检查
        Inspection "执法检查" "Inspections",
        /// 案件办理
        Cases "案件办理" "Cases",
        /// 培训
        Training "培训" "Training",
        /// 宣传
        Publicity "宣传" "Publicity",
    }

    /// How an indicator makes a figure of what it counts.
    pub enum IndicatorTally {
        /// What falls on the period's days, added up.
        Sum "合计" "Sum",
        /// What falls on the period's days, the same person, premises, department, case or kind of goods once.
        Distinct "去重计数" "Each once",
        /// What stands at the end of the day before the period.
        AtTheStart "期初数" "At the start",
        /// What stands at the end of the period's last day.
        AtTheEnd "期末数" "At the end",
    }

    /// Whose records an indicator counts.
    pub enum IndicatorLevel {
        /// Of the region and all below it.
        All "本级和下级" "All levels",
        /// Of the region's own departments.
        Own "本级" "Own level",
        /// Of the regions below alone.
        Lower "下级" "Levels below",
    }

    /// What a summary's figures are taken apart by.
    pub enum FigureDimension {
        /// Each month of the period.
        Month "按月" "By month",
        /// Each day of the period, of which there are at most 92.
        Day "按日" "By day",
        /// Each of the region's own departments, or of those that were asked for.
        Department "按部门" "By department",
        /// The region's own level, and each region right below with all below that.
        Region "按地区" "By region",
        /// Each kind of case.
        CaseKind "按案件类型" "By kind of case",
    }

    /// With which records an amount is entered that has no record of its own.
    pub enum EnteredWith {
        /// 执法检查
        Inspection "执法检查" "Inspections",
        /// 培训
        Training "培训" "Trainings",
        /// 宣传活动
        PublicityEvent "宣传活动" "Publicity events",
    }

    /// What records add to figures: the closed set from which every indicator is made. Each counts by one day of its record.
    pub enum Measure {
        /// An outing, by its day; detail: JOINT where several departments took part.
        Inspection "执法检查" "Inspections",
        /// A department's part in a joint outing; distinct by department.
        JointDepartment "参加联合执法的部门" "Departments in joint inspections",
        /// Goods checked at an outing.
        GoodsChecked "检查商品" "Goods checked",
        /// An officer's part in an outing; distinct by officer.
        OfficerPart "出动执法人员" "Officers in inspections",
        /// A visit of premises; detail: its result; distinct by premises.
        PremisesVisit "检查经营单位" "Visits of premises",
        /// An amount entered with an outing; detail: the indicator.
        InspectionAmount "随执法检查填报" "Entered with inspections",
        /// A case as it stands now, by its receipt; detail: its status.
        CaseStatus "案件现状" "Cases by status",
        /// A case whose main clock runs, by its due date.
        CaseDue "案件办理期限" "Cases by due date",
        /// A case, by its receipt as a lead.
        CaseReceived "收到线索" "Leads received",
        /// A case, by its acceptance; detail: JOINT where several departments handle it.
        CaseAccepted "受理案件" "Cases accepted",
        /// A case, by its filing.
        CaseFiled "立案" "Cases filed",
        /// An accepted case, by its closing; detail: its outcome.
        CaseClosed "结案" "Cases closed",
        /// The same; detail: ON_TIME, LATE or NO_LIMIT.
        CaseTimeliness "结案是否按期" "Cases closed, by timeliness",
        /// An accepted case, by the day on which it was declined for filing.
        CaseNotFiled "不予立案" "Cases declined for filing",
        /// An accepted case, from its acceptance to its end.
        CaseOpen "未结案件" "Open cases",
        /// A case, from a suspension to the next step.
        CaseSuspended "中止中的案件" "Suspended cases",
        /// A suspension of a case; distinct by case.
        CaseSuspension "中止" "Suspensions",
        /// A referral of a case; detail: to whom; distinct by case.
        CaseReferred "案件移送" "Referrals",
        /// A case, by its decision.
        CaseDecided "作出决定" "Cases decided",
        /// A case in a focus area, by its filing; detail: the area.
        CaseFiledInArea "立案（按重点领域）" "Cases filed, by focus area",
        /// An accepted case in a focus area, by its closing; detail: the area.
        CaseClosedInArea "结案（按重点领域）" "Cases closed, by focus area",
        /// The amount of business of an accepted case in fen, by its closing.
        ClosedCaseAmount "结案案件涉案金额" "Amount of cases closed",
        /// What an accepted case recovered of losses in fen, by its closing.
        RecoveredLoss "挽回经济损失" "Losses recovered",
        /// A fine in fen, by the decision.
        Fine "罚款" "Fines",
        /// Confiscated income in fen, by the decision.
        ConfiscatedIncome "没收违法所得" "Confiscated income",
        /// A seizure, by the day on which goods were taken.
        Seizure "登记保存、查封、扣押" "Seizures",
        /// A line of seized goods; distinct by name.
        SeizedGoods "查扣商品" "Seized goods",
        /// The value of seized goods in fen.
        SeizedValue "查扣商品货值" "Value of seized goods",
        /// A line of destroyed goods, by the day of the destruction; distinct by name.
        DestroyedGoods "销毁商品" "Destroyed goods",
        /// How much of a line was destroyed, in whole units; detail: the unit.
        DestroyedQuantity "销毁商品数量" "Quantity of destroyed goods",
        /// The value of destroyed goods in fen.
        DestroyedValue "销毁商品货值" "Value of destroyed goods",
        /// A training, by its first day.
        Training "培训" "Trainings",
        /// People trained.
        TrainedPersonTimes "培训人次" "People trained, person-times",
        /// Companies at a training.
        TrainingCompanies "参加培训的企业" "Companies at trainings",
        /// An amount entered with a training; detail: the indicator.
        TrainingAmount "随培训填报" "Entered with trainings",
        /// A publicity event, by its first day.
        PublicityEvent "宣传活动" "Publicity events",
        /// Materials handed out.
        Materials "发放宣传资料" "Materials handed out",
        /// People consulted.
        Consultations "接受咨询" "Consultations",
        /// Items in the media.
        MediaItems "媒体报道" "Media items",
        /// Television programmes.
        TelevisionProgrammes "电视节目" "Television programmes",
        /// An amount entered with a publicity event; detail: the indicator.
        PublicityAmount "随宣传活动填报" "Entered with publicity events",
    }

    /// What became of an appeal against a lost point.
    pub enum AppealState {
        /// 待核定: the office has not decided.
        Raised "待核定" "Waiting",
        /// 成立: the point counts no more.
        Upheld "申诉成立" "Upheld",
        /// 不成立: the point stays lost.
        Dismissed "申诉不成立" "Dismissed",
    }

    /// Why something needs attention.
    pub enum AttentionKind {
        /// A case's clock ran out.
        CaseOverdue "案件超期" "Case overdue",
        /// A case's clock runs out within seven days.
        CaseDueSoon "案件即将到期" "Case due soon",
        /// A joint action ends within fourteen days.
        ActionEnding "行动即将结束" "Action ending",
        /// A task is due within seven days, or was.
        TaskDue "任务到期" "Task due",
        /// A lead has waited for more than ten days.
        LeadWaiting "线索待处理" "Lead waiting",
    }
}

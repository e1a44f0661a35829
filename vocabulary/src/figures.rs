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

    /// What a figure counts.
    pub enum Indicator {
        /// Inspections carried out in the period; a joint one counts once.
        Inspections "执法检查" "Inspections",
        /// Inspections in which two or more departments took part, regions below included.
        JointInspections "联合执法检查" "Joint inspections",
        /// Joint inspections led by departments of the region itself.
        JointInspectionsOwnLevel "本级联合执法检查" "Joint inspections, own level",
        /// Joint inspections led by departments of the regions below.
        JointInspectionsLowerLevel "下级地区联合执法检查" "Joint inspections, regions below",
        /// Departments that took part in joint inspections of the region's own level, each counted once.
        JointDepartments "参加本级联合执法的部门" "Departments in joint inspections, own level",
        /// Officers' parts in inspections, added up over outings.
        OfficerPersonTimes "出动执法人员" "Officers, person-times",
        /// Officers who took part in inspections, each person counted once.
        Officers "参加执法的人员" "Officers, persons",
        /// Visits of premises; premises visited twice are two visits.
        PremisesVisits "检查经营单位" "Premises visited",
        /// Visits of premises in inspections led by departments of the region itself.
        PremisesVisitsOwnLevel "本级检查经营单位" "Premises visited, own level",
        /// Premises visited, each counted once.
        PremisesDistinct "被检查经营单位" "Premises, each once",
        /// Goods checked at inspections.
        GoodsChecked "检查商品" "Goods checked",
        /// Cases accepted before the period and still open at its start.
        CasesCarriedOver "上期结转案件" "Cases carried over",
        /// Cases accepted in the period.
        CasesAccepted "受理案件" "Cases accepted",
        /// Cases filed in the period.
        CasesFiled "立案" "Cases filed",
        /// Counterfeit patent cases filed in the period.
        CounterfeitPatentCasesFiled "假冒专利案件立案" "Counterfeit patent cases filed",
        /// Accepted cases closed in the period; suspended cases are never among them.
        CasesClosed "结案" "Cases closed",
        /// Cases closed in the period by their due date.
        CasesClosedOnTime "按期结案" "Cases closed on time",
        /// Cases closed in the period for which no limit was in force; the on-time rate leaves them out.
        CasesClosedWithoutLimit "无法定期限的结案" "Closed without a limit",
        /// Cases closed in the period with a penalty.
        ClosedPenalty "行政处罚结案" "Closed with a penalty",
        /// Cases closed in the period without a penalty.
        ClosedNoPenalty "不予处罚结案" "Closed without a penalty",
        /// Disputes closed in the period by mediation.
        ClosedMediated "调解结案" "Closed by mediation",
        /// Disputes closed in the period by a decision.
        ClosedDecided "处理决定结案" "Closed by a decision",
        /// Cases closed in the period because they were withdrawn.
        ClosedWithdrawn "撤案、撤回" "Withdrawn",
        /// Cases closed in the period because the police, another department or another region took them over.
        ClosedTakenOver "移送结案" "Taken over",
        /// Accepted cases declined for filing in the period; they are not among the closed.
        CasesNotFiled "不予立案" "Cases declined for filing",
        /// Accepted cases still open at the end of the period.
        CasesPending "期末未结案件" "Cases pending",
        /// Cases suspended at the end of the period; counted on their own and never within closed.
        CasesSuspended "中止案件" "Cases suspended",
        /// Cases suspended in the period, whatever became of them; each counted once.
        CasesSuspendedInPeriod "本期中止案件" "Cases suspended in the period",
        /// Cases accepted in the period that two or more departments handle jointly.
        JointlyHandledCases "联合办案" "Cases handled jointly",
        /// Cases referred to another department in the period, each counted once.
        CasesReferredToDepartment "移送其他部门案件" "Cases referred to departments",
        /// Cases referred to another region in the period, each counted once.
        CasesReferredToOtherRegion "移送其他地区案件" "Cases referred to other regions",
        /// Cases referred to the police in the period, each counted once.
        CasesReferredToPolice "移送公安机关案件" "Cases referred to the police",
        /// Fines of the penalties decided in the period.
        Fines "罚款" "Fines",
        /// Illegal income confiscated by the penalties decided in the period.
        ConfiscatedIncome "没收违法所得" "Confiscated income",
        /// Trainings and publicity events together, by their first day.
        TrainingAndPublicityEvents "培训和宣传活动" "Trainings and publicity events",
        /// Trainings, by their first day.
        Trainings "培训" "Trainings",
        /// Trainings that were lectures.
        Lectures "讲座" "Lectures",
        /// Trainings that were seminars.
        Seminars "研讨会" "Seminars",
        /// People trained, added up over trainings.
        TrainedPersonTimes "培训人员" "People trained, person-times",
        /// Companies at seminars, added up over seminars.
        SeminarCompanies "参加研讨会的企业" "Companies at seminars",
        /// Publicity events, by their first day.
        PublicityEvents "宣传活动" "Publicity events",
        /// Pieces of material handed out at publicity events.
        Materials "发放宣传资料" "Materials handed out",
        /// People consulted at publicity events.
        Consultations "接受咨询" "Consultations",
        /// Items in the media.
        MediaItems "媒体报道" "Media items",
        /// Television programmes broadcast.
        TelevisionProgrammes "电视节目" "Television programmes",
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

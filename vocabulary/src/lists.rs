//! The closed sets of lists: which can be saved, what they show, and by what they are sorted.

closed_sets! {
    /// A list whose views can be saved.
    pub enum ListName {
        /// 案件
        Cases "案件" "Cases",
        /// 执法检查
        Inspections "执法检查" "Inspections",
        /// 专项行动
        Actions "专项行动" "Joint actions",
        /// 培训
        Trainings "培训" "Trainings",
        /// 宣传活动
        PublicityEvents "宣传活动" "Publicity",
        /// 当事人
        Parties "当事人" "Parties",
    }

    /// A column of the list of cases.
    pub enum CaseColumn {
        /// 案号
        Number "案号" "Number",
        /// 案件名称
        Title "案件名称" "Title",
        /// 当事人
        Parties "当事人" "Parties",
        /// 案件类型
        Kind "案件类型" "Kind",
        /// 案件来源
        Source "案件来源" "Source",
        /// 标记
        Marks "标记" "Marks",
        /// 重点领域
        FocusAreas "重点领域" "Focus areas",
        /// 办理状态
        Status "办理状态" "Status",
        /// 办理结果
        Outcome "办理结果" "Outcome",
        /// 办案部门
        Department "办案部门" "Department",
        /// 承办人
        Handlers "承办人" "Handlers",
        /// 专项行动
        Action "专项行动" "Joint action",
        /// 收到日期
        ReceivedOn "收到日期" "Received on",
        /// 受理日期
        AcceptedOn "受理日期" "Accepted on",
        /// 立案日期
        FiledOn "立案日期" "Filed on",
        /// 决定日期
        DecidedOn "决定日期" "Decided on",
        /// 结案日期
        ClosedOn "结案日期" "Closed on",
        /// 办案期限
        DueOn "办理期限" "Due on",
        /// 涉案金额
        Amount "涉案金额（元）" "Amount (yuan)",
        /// 违法所得
        IllegalIncome "违法所得（元）" "Illegal income (yuan)",
        /// 挽回经济损失
        RecoveredLoss "挽回经济损失（元）" "Loss recovered (yuan)",
        /// 罚款
        Fine "罚款（元）" "Fine (yuan)",
        /// 没收违法所得
        ConfiscatedIncome "没收违法所得（元）" "Confiscated income (yuan)",
    }

    /// The direction of a sorted list.
    pub enum OrderDirection {
        /// Smallest or earliest first.
        Asc "升序" "Ascending",
        /// Largest or latest first.
        Desc "降序" "Descending",
    }

    /// What a list of cases is sorted by.
    pub enum CaseOrderField {
        /// The day of receipt.
        ReceivedOn "收到日期" "Received on",
        /// The due date; cases without one come last.
        DueOn "到期日" "Due on",
        /// The number.
        Number "案号" "Number",
    }

    /// By what departments are sorted.
    pub enum DepartmentOrderField {
        /// The name.
        Name "名称" "Name",
        /// The order of the leading group's own roster.
        SortOrder "排列顺序" "Usual order",
    }

    /// By what inspections are sorted.
    pub enum InspectionOrderField {
        /// The day of the outing.
        InspectedOn "检查日期" "Inspected on",
    }

    /// By what joint actions are sorted.
    pub enum JointActionOrderField {
        /// The first day.
        StartsOn "开始日期" "Starts on",
        /// The name.
        Name "名称" "Name",
    }

    /// What a list of parties is sorted by.
    pub enum PartyOrderField {
        /// The shared name; people, whose names are not shared, stand together.
        Name "名称" "Name",
        /// When it was recorded.
        Recorded "登记时间" "Recorded",
    }

    /// By what publicity events are sorted.
    pub enum PublicityEventOrderField {
        /// The first day.
        StartsOn "开始日期" "Starts on",
    }

    /// By what seizures are sorted.
    pub enum SeizureOrderField {
        /// The last day of the period; where nothing is left, after all others.
        DueOn "到期日" "End",
        /// The day on which the goods were taken.
        TakenOn "采取措施日期" "Taken on",
    }

    /// By what supervisions are sorted.
    pub enum SupervisionOrderField {
        /// The earlier of the deadline and the next report; released ones after all others.
        DueOn "最近期限" "Due",
        /// The day on which the case was put on the list.
        ListedOn "督办日期" "Listed on",
    }

    /// By what trainings are sorted.
    pub enum TrainingOrderField {
        /// The first day.
        StartsOn "开始日期" "Starts on",
    }

    /// By what accounts are sorted.
    pub enum UserOrderField {
        /// The user name.
        Username "用户名" "User name",
    }
}

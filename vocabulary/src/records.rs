//! The closed sets of what departments record in the field: actions, inspections, trainings, publicity.

closed_sets! {
    /// Where a joint action stands, by its dates and today.
    pub enum JointActionStatus {
        /// 未开始: it has not begun.
        Planned "未开始" "Planned",
        /// 进行中: it has begun and not ended.
        Ongoing "进行中" "Ongoing",
        /// 已结束: its last day, extensions included, is over.
        Ended "已结束" "Ended",
        /// 已取消: it was called off.
        Cancelled "已取消" "Cancelled",
    }

    /// What the visit of premises led to.
    pub enum PremisesResult {
        /// 未发现问题
        NoIssue "未发现问题" "No issue",
        /// 责令改正
        RectifyOnSpot "责令改正" "Rectify on the spot",
        /// 查封, 扣押或登记保存
        Seized "登记保存或查扣" "Goods seized",
        /// 立案
        CaseOpened "立案调查" "Case opened",
    }

    /// The form of a training.
    pub enum TrainingKind {
        /// 培训班
        Class "培训班" "Class",
        /// 讲座
        Lecture "讲座" "Lecture",
        /// 座谈会
        Seminar "座谈研讨" "Seminar",
    }

    /// Who a training was for.
    pub enum AudienceKind {
        /// 执法人员
        Officers "执法人员" "Officers",
        /// 企业
        Businesses "企业人员" "Businesses",
        /// 学生
        Students "学生" "Students",
        /// 公众
        Public "社会公众" "Public",
        /// 其他
        Other "其他" "Other",
    }

    /// The form of a publicity event.
    pub enum PublicityKind {
        /// 现场咨询
        Consultation "咨询服务" "Consultation desk",
        /// 发放资料
        Leaflets "发放资料" "Leaflets",
        /// 悬挂横幅
        Banners "标语横幅" "Banners",
        /// “五进”宣讲
        Lecture "宣讲" "Lecture",
        /// 新闻发布会
        PressConference "新闻发布会" "Press conference",
        /// 集中销毁
        Destruction "集中销毁" "Destruction of goods",
        /// 媒体报道
        Media "媒体报道" "Media coverage",
        /// 其他
        Other "其他" "Other",
    }
}

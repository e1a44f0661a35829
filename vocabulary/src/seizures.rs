//! The closed sets of seized goods and of supervised cases.

closed_sets! {
    /// Under which measure goods are held.
    pub enum SeizureMeasure {
        /// 先行登记保存: disposed of, or turned into another measure, within seven working days.
        Preservation "先行登记保存" "Preservation",
        /// 查封: sealed where they are.
        Sealing "查封" "Sealing",
        /// 扣押: taken along.
        Detention "扣押" "Detention",
    }

    /// What became of goods.
    pub enum GoodsDisposalKind {
        /// 返还, 解除
        Return "返还" "Returned",
        /// 没收
        Confiscate "没收" "Confiscated",
        /// 销毁
        Destroy "销毁" "Destroyed",
        /// 移交
        Transfer "移交" "Transferred",
    }

    /// What is done with a seizure.
    pub enum SeizureAction {
        /// 延长期限
        Extend "延长期限" "Extend",
        /// 先行登记保存转查封、扣押
        Convert "转为查封、扣押" "Seal or detain",
        /// 返还
        Return "返还" "Return",
        /// 没收
        Confiscate "没收" "Confiscate",
        /// 销毁
        Destroy "销毁" "Destroy",
        /// 移交
        Transfer "移交" "Transfer",
    }

    /// How near the end of a seizure's period is.
    pub enum SeizureDue {
        /// It ran out, and goods are left.
        Overdue "已超期" "Overdue",
        /// It runs out within seven days.
        DueSoon "七日内到期" "Ends within 7 days",
    }

    /// A line in a supervision's life.
    pub enum SupervisionEntryKind {
        /// 进展报告
        Report "进展报告" "Report",
        /// 督办催办
        Urge "督办催办" "Urged",
        /// 延期
        Extend "延长期限" "Extended",
        /// 撤销延期
        RevokeExtension "撤销延期" "Extension revoked",
        /// 解除督办
        Release "解除督办" "Released",
    }
}

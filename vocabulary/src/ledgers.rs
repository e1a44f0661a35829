//! The closed set of ledgers that departments keep in Excel.

closed_sets! {
    /// A ledger (台账) that can be taken in from a workbook.
    pub enum LedgerKind {
        /// 案件台账
        Cases "案件台账" "Ledger of cases",
        /// 执法检查台账
        Inspections "执法检查台账" "Ledger of inspections",
        /// 培训台账
        Trainings "培训台账" "Ledger of trainings",
        /// 宣传活动台账
        PublicityEvents "宣传活动台账" "Ledger of publicity",
    }
}

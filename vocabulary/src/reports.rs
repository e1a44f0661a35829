//! The closed sets of what offices issue: monthly reports, work summaries, bulletins.

closed_sets! {
    /// Where a monthly report stands.
    pub enum MonthlyReportState {
        /// 待报送: nobody has submitted it.
        Open "待报送" "To be submitted",
        /// 待审核: submitted, and not yet accepted.
        Submitted "待审核" "Waiting for acceptance",
        /// 已退回: to be submitted anew.
        Returned "已退回" "Returned",
        /// 已采用: frozen.
        Accepted "已采用" "Accepted",
        /// 已免报: nothing is owed for this month.
        Excused "已免报" "Excused",
    }

    /// What is done with a monthly report, beside filling it in.
    pub enum MonthlyReportAct {
        /// 报送; by who receives from nobody, the closing of the month.
        Submit "报送" "Submit",
        /// 退回
        Return "退回" "Return",
        /// 采用: from then on the month shows what was accepted.
        Accept "采用" "Accept",
        /// 免报
        Excuse "免报" "Excuse",
        /// 解除锁定: of what was accepted or excused.
        Unfreeze "解除锁定" "Unfreeze",
        /// 催报
        Urge "催报" "Urge",
    }

    /// How grave a finding of a monthly report's check is.
    pub enum FindingGrade {
        /// 须更正: the report can't be submitted so.
        Blocking "须更正" "To be corrected",
        /// 须说明: it can, with a remark.
        Explain "须说明" "To be explained",
        /// 提示
        Notice "提示" "Notice",
    }

    /// By which rule a finding of a monthly report's check was made.
    pub enum ReportCheck {
        /// 漏报: neither a number nor a confirmed zero.
        Missing "漏报" "Missing",
        /// 勾稽关系: parts and their whole.
        Sums "勾稽关系" "Sums",
        /// 零报告不实: reported as zero although records exist.
        ZeroDespiteRecords "零报告与记录不符" "Zero despite records",
        /// 异常波动: far from the last twelve months.
        Jump "异常波动" "Jump",
        /// 更正: other than what the records say.
        Corrected "与记录不一致" "Corrected",
    }

    /// What an office issues as a text with figures.
    pub enum OfficeDocumentKind {
        /// 工作总结
        WorkSummary "工作总结" "Work summary",
        /// 工作简报
        Bulletin "工作简报" "Bulletin",
    }

    /// Where a document stands.
    pub enum OfficeDocumentState {
        /// 草稿
        Draft "草稿" "Draft",
        /// 已印发: its text and figures stay as they are.
        Issued "已印发" "Issued",
    }

    /// What a piece of a document's text is.
    pub enum DocumentPieceKind {
        /// 文字
        Text "文字" "Text",
        /// 数据: of the ledger, opened to its records.
        Figure "数据" "Figure",
        /// 手工数字: a number that somebody typed.
        TypedNumber "手工数字" "Typed number",
        /// 无法识别的数据: a reference that names no figure.
        Unknown "无法识别的数据" "Unknown figure",
    }
}

/// A number as Chinese headings count: 一、二、 … 十一、.
pub fn in_chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match number {
        0..=9 => DIGITS[number].to_owned(),
        10..=99 => {
            let tens = if number < 20 { "" } else { DIGITS[number / 10] };
            format!("{tens}十{}", DIGITS[number % 10])
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_chinese;

    #[test]
    fn headings_count_in_chinese() {
        let counted = [1, 9, 10, 11, 19, 20, 21, 99].map(in_chinese);
        assert_eq!(counted, ["一", "九", "十", "十一", "十九", "二十", "二十一", "九十九"]);
    }
}

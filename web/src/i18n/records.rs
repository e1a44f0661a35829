//! What the pages of records of inspections, trainings and publicity events say alike.

use super::words;

words! {
    /// What the three kinds of records have in common.
    Records {
        department = "牵头单位", "Lead department";
        participants = "参与单位", "Taking part";
        participants_hint = "本单位之外共同参加的成员单位，可多选", "Other member departments that took part";
        action = "所属行动", "Joint action";
        action_hint = "属于专项行动的请选择，日常工作可不选", "Leave empty for routine work";
        region = "行政区划", "Region";
        place = "地点", "Place";
        starts_on = "开始日期", "First day";
        ends_on = "结束日期", "Last day";
        held_on = "举办日期", "Held on";
        kind = "形式", "Form";
        basics = "基本情况", "Particulars";
        figures = "数量", "Figures";
        amounts = "其他数量", "Other amounts";
        amounts_one = "数量", "Amount";
        amounts_add = "添加其他数量", "Add an amount";
        amounts_indicator = "指标", "Indicator";
        amounts_value = "数值", "Value";
        recorded = "已登记", "Recorded";
        recorded_by = "登记人", "Recorded by";
        recorded_at = "登记时间", "Recorded at";
        correct = "更正", "Correct";
        corrected = "已更正", "Corrected";
        reason = "更正理由", "Reason for the correction";
        reason_hint = "更正留有审计记录，请写明原因", "Corrections are kept in the audit log: say why";
        draft_restored = "已恢复上次未提交的内容", "What you typed last time, but did not submit, is back";
        draft_discard = "清空重填", "Start afresh";
    }
}

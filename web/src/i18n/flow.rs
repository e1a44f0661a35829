//! What a case's page says about its course: tabs, timeline, steps.

use super::words;

words! {
    /// The flow of a case.
    Flow {
        overview = "概况", "Overview";
        timeline = "过程", "Timeline";
        all_events = "全部", "All";
        event_count: fn(usize) -> String =
            |count| format!("共{count}条记录"),
            |count| format!("{count} entries");
        propose = "呈批：", "Propose: ";
        propose_hint =
            "此环节须由部门负责人批准，提交后由负责人批示",
            "This step needs the head: it is submitted for approval";
        submit_proposal = "提交呈批", "Submit for approval";
        proposed = "已提交呈批", "Submitted for approval";
        approval = "呈批事项", "Approval";
        approve = "批准", "Approve";
        send_back = "退回", "Return";
        approved = "已批准", "Approved";
        sent_back = "已退回", "Returned";
        approved_on = "批准日期", "Approved on";
        head_note = "批示意见", "Note";
        return_reason = "退回理由", "Reason";
        proposed_by = "呈批人", "Proposed by";
        head_said = "批示", "The head said";
        other_work = "其他办理事项", "Other work";
        place = "公示平台", "Where";
        place_hint = "如国家企业信用信息公示系统", "For example the national enterprise credit system";
        publication = "处罚信息公示", "Publication of the penalty";
        publication_text = "公示文本", "Text";
        publication_hint =
            "已按规则隐去自然人姓名、身份证号码、电话和住址，可修改",
            "Personal names, identity numbers, telephones and homes were taken out by rule; the text can be edited";
        informant = "举报人", "Informant";
        informant_hint =
            "加密保存，仅承办部门和双打办可查看；匿名举报留空",
            "Kept encrypted, for the handling department and the office only; empty if anonymous";
        informant_name = "姓名", "Name";
        informant_telephone = "举报人电话", "Telephone";
        informant_told = "已告知处理结果", "Told";
        anonymous = "匿名举报", "Anonymous";
        named = "实名举报（姓名已加密）", "Named (encrypted)";
        reveal = "查看举报人信息", "Show the informant";
        reveal_reason = "查看事由", "Reason";
        reveal_hint = "每次查看均记入审计日志", "Each reading is in the audit log";
    }
}

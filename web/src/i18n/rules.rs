//! What the pages say about what the law says, as dated data: beside the clock rules those of the blacklist,
//! the thresholds for prosecution, and the amount of legal review.

use super::words;

words! {
    /// Dated rules (业务规则).
    Rules {
        title = "业务规则", "Rules";
        actions = "操作", "Actions";
        former_too = "含已失效", "Former ones too";
        to_come = "尚未施行", "to come";
        former = "已失效", "ended";
        until_further = "长期", "until further notice";
        name = "规则名称", "Name";
        penalties = "处罚次数", "Penalties";
        penalties_hint = "含最近一次；一次即可列入的填1", "The last one included; 1 where one is enough";
        months = "计算期间（月）", "Within months";
        case_kinds = "案件类别", "Kinds of case";
        marks = "案情", "Marks";
        all_where_none = "均不勾选的，不作限制", "None chosen restricts nothing";
        listed_months = "列入期限（月）", "Listed for months";
        add = "新增规则", "New rule";
        revise = "修订", "Revise";
        revise_hint =
            "修订自施行之日起生效，现行规定止于前一日；此前已办理的不受影响。",
            "What you write holds from its first day on; the present rule ends the day before, and what was done by it stays.";
        end = "终止", "End";
        last_day = "有效期至", "Last day";
        condition: fn(i32, i32) -> String =
            |months, penalties| format!("{months}个月内受到{penalties}次以上行政处罚"),
            |months, penalties| format!("{penalties} penalties within {months} months");
        once = "受到行政处罚", "a penalty";
        with_marks: fn(&str) -> String =
            |marks| format!("且案情为{marks}"),
            |marks| format!("in a case marked {marks}");
        add_threshold = "新增标准", "New threshold";
        confirm = "核对条款", "Confirm";
        confirm_hint =
            "对照公布的文本核对数额和条款后，填写条款的准确编号。",
            "Compare amount and provision with the published text, and write the provision as it is numbered there.";
        crime = "罪名", "Crime";
        criminal_article = "刑法条文", "Its article";
        measure = "计算口径", "What is measured";
        amount = "数额（元）", "Amount (yuan)";
        further = "附加情形", "Further condition";
        note = "说明", "Note";
        review = "法制审核数额", "Amount for legal review";
        review_hint =
            "涉案金额或者违法所得达到该数额的，以及重大、恶性、涉外、群体性案件，作出决定前应当经过法制审核（行政处罚法第五十八条）。",
            "Cases from this amount of business or illegal income on, and those that are major, egregious, foreign-related or mass, are reviewed before their decision (Law on Administrative Penalties, art. 58).";
        review_amount = "达到数额（元）", "From (yuan)";
        saved_from: fn(&str) -> String =
            |day| format!("已保存，自{day}起施行"),
            |day| format!("Saved; in force from {day}");
        whose = "制定方", "Whose";
        platform = "平台", "The platform";
        ground = "制定依据（文号）", "Ground (document number)";
        ground_hint =
            "本地区自行制定的规定须写明依据的文件",
            "A region's own rule must say on which document it rests";
        ground_line: fn(&str) -> String = |ground| format!("依据：{ground}"), |ground| format!("By {ground}");
        unconfirmed = "未与公布文本核对", "not compared with the published text";
        changes = "规则变更", "Changes";
        changes_hint =
            "平台、上级和本地区的规则及工作日历变更，以及由此变动的期限。",
            "Changes of the rules and of the calendar by the platform, the regions above and your own, with the due dates that they moved.";
        change = "变更内容", "Change";
        moved_count = "期限变动", "Moved";
        moved: fn(i32) -> String =
            |count| format!("{count}项期限变动"),
            |count| format!("{count} due dates moved");
        none_moved = "没有期限因此变动", "No due date has moved";
        changed_by = "变更人", "Made by";
        operator = "平台运维", "The operator";
        changed_at = "变更时间", "Made at";
        due_before = "原期限", "Due before";
        due_after = "现期限", "Due now";
        by_rule = "适用规定", "Rule";
    }
}

//! What the pages say about clocks, the calendar and the rules.

use super::words;

words! {
    /// Clocks (期限).
    Clocks {
        title = "期限", "Clocks";
        calendar = "工作日历", "Calendar";
        rules = "期限规则", "Clock rules";
        not_before: fn(&str) -> String = |day| format!("不早于{day}"), |day| format!("not before {day}");
        unlimited = "无固定期限", "no limit";
        met_on: fn(&str) -> String = |day| format!("{day}完成"), |day| format!("done on {day}");
        missing: fn(i32) -> String =
            |year| format!("{year}年节假日安排尚未录入，此期限为最早可能日期，录入后自动重新计算。"),
            |year| format!("The holidays of {year} are not known yet: this is the earliest possible date.");
        waiting: fn(i32, i32) -> String =
            |year, count| {
        format!(
            "{year}年节假日安排尚未录入，有{count}项在办期限受其影响，目前只能给出最早可能日期。国务院办公厅通知由平台运维人员录入。"
        )
    },
            |year, count| {
        format!(
            "The holidays of {year} are not known yet: {count} open clocks show no more than the earliest possible date."
        )
    };
        stop = "停止计算期限", "Stop the clock";
        resume = "恢复计算期限", "Resume the clock";
        extend = "延长期限", "Extend";
        stop_hint = "当日仍计入期限，次日起停止计算", "This day counts still, the next does not";
        resume_hint = "当日仍不计入期限，次日起恢复计算", "This day does not count, the next does";
        extend_hint =
            "经本部门负责人批准，按规定的期限延长一次。",
            "Once, by as much as the rule allows, approved by the department's head.";
        revoke = "撤销延长", "Revoke the extension";
        revoke_hint =
            "撤销最近一次延长（或集体讨论确定的期限），期限按未曾延长重新计算，并通知承办人；原记录保留。",
            "Takes back the last extension, or the date that was set: the clock is counted as if it had never been given, and the handlers are told. The record stays.";
        on_rest_day: fn(&str) -> String =
            |day| format!("所定期限为休息日（{day}），不自动顺延。"),
            |day| format!("The day that was set is a rest day ({day}); it does not move by itself.");
        set_on_rest_day: fn(&str) -> String =
            |day| format!("已保存。注意：所定期限为休息日（{day}），不自动顺延"),
            |day| {
        format!("Saved. The day that was set is a rest day ({day}); it does not move by itself.")
    };
        collective_hint =
            "已依法延长，再延长须经集体讨论决定，并确定新的期限。",
            "The period was extended already; more time needs a date that is set collectively.";
        reason = "事由", "Reason";
        on = "日期", "Day";
        ground = "理由", "In words";
        document = "文书编号", "Document";
        until = "集体讨论确定的期限", "Date set collectively";
        approved_on = "批准日期", "Approved on";
        approve = "批准", "Approve";
        notice_line: fn(&str, &str) -> String =
            |notice, day| format!("依据：{notice}（{day}发布）"),
            |notice, day| format!("By {notice}, published on {day}");
        unknown_year =
            "本年度节假日安排尚未录入，涉及本年度的期限均为最早可能日期。",
            "The holidays of this year are not known yet: due dates in it are the earliest possible.";
        lines = "放假安排", "Holidays";
        rest = "放假", "Days off";
        work = "调休上班", "Make-up working days";
        rest_mark = "休", "off";
        work_mark = "班", "on";
        weekdays: [&'static str; 7] =
            ["一", "二", "三", "四", "五", "六", "日"],
            ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
        month: fn(u32) -> String = |month| format!("{month}月"), |month| format!("Month {month}");
        notice = "通知文号", "Notice";
        notice_hint = "如：国办发明电〔2025〕7号", "Its number";
        published_on = "发布日期", "Published on";
        holiday = "节日", "Holiday";
        from = "自", "From";
        to = "至", "To";
        add_line = "增加一行", "Add a line";
        remove_line = "删除此行", "Remove";
        moved: fn(i32) -> String =
            |count| format!("已保存，{count}项在办期限已重新计算"),
            |count| format!("Saved; {count} open clocks were counted anew");
        kind = "事项", "For";
        unit = "计算单位", "Unit";
        length = "期限", "Length";
        extension = "可延长", "Extension";
        then_collective = "其后可集体讨论确定期限", "then a date set collectively";
        working_days = "个工作日", " working days";
        article = "依据", "Under";
        valid_from = "施行日期", "In force from";
        valid_to = "失效日期", "until";
        correct = "更正", "Correct";
        add_rule = "新增规定", "New rule";
        rules_hint =
            "期限按起算之日施行的规定计算。法规修订时新增规定，原规定自动止于前一日；录入有误时更正。平台规定对各地有效；各地双打办只能在法律留有余地的范围内就本地区另作规定，并写明依据。",
            "A clock runs by the rule in force on the day on which it starts. A new regulation is a new rule; the one before it ends the day before. The platform's rules bind everywhere; a region's office sets its own only where the law leaves room, and says on which ground.";
        own_days = "地方节假日", "Local holidays";
        edit_own = "本地区安排", "Own days";
        own_hint =
            "只填写本地区在国务院安排之外增加的放假日和调休上班日；国务院规定的放假日不得调为上班。",
            "Only what your region adds to the State Council's notice: days off, and working days made up for them. No day off of the whole country is taken away.";
        neighbours = "相邻年度通知涉及本年度的安排", "What the neighbouring years' notices say of this year";
    }
}

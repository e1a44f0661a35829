//! What the pages of monthly reports and of documents say.

use super::words;

words! {
    /// What the pages of monthly reports say.
    Reports {
        title = "数据月报", "Monthly reports";
        own_title = "本单位月报", "Our reports";
        month = "月份", "Month";
        earlier = "上一月", "Month before";
        later = "下一月", "Month after";
        open = "开始填报", "Open the month";
        open_again = "为新增单位补发", "Open for who came since";
        open_hint =
            "开始后，本地区及下级各成员单位、下级双打办都要报送该月数据；以后各月一日自动开始。",
            "Every department and office of the region and below owes a report of this month; later months open by themselves on their first day.";
        opened = "该月已开始填报", "The month is open";
        not_open = "该月尚未开始填报", "This month was not opened yet";
        due_on = "报送期限", "Last day";
        due_on_hint = "不填则按现行规则：部门二十八日、县区二十九日", "Left empty: as the rules in force say";
        own = "本地区月报", "The region's own report";
        received = "各单位报送情况", "Who has reported";
        department = "单位", "Department";
        state = "状态", "State";
        late = "逾期", "Late";
        in_time = "按期", "In time";
        submitted = "报送", "Submitted";
        counts: fn(i32, i32, &str, &str) -> String =
            |submitted, owed, share, on_time| format!("应报 {owed} 份，已报 {submitted} 份（{share}%），按期 {on_time}%"),
            |submitted, owed, share, on_time| format!("{submitted} of {owed} submitted ({share}%), {on_time}% in time");
        missing: fn(i32) -> String =
            |n| format!("逾期未报 {n} 份"),
            |n| format!("{n} overdue");
        returned: fn(i32) -> String = |n| format!("退回 {n} 份"), |n| format!("{n} returned");
        accepted: fn(i32) -> String = |n| format!("已采用 {n} 份"), |n| format!("{n} accepted");
        excused: fn(i32) -> String = |n| format!("免报 {n} 份"), |n| format!("{n} excused");
        none_owed = "没有应报送的月报", "Nothing is owed";
        region_month = "该地区月报情况", "Month of this region";
        report: fn(&str, &str) -> String =
            |department, month| format!("{department}{month}数据月报"),
            |department, month| format!("{department}: {month}");
        whole_region = "全地区", "Whole region";
        receiver = "报送至", "Received by";
        closes = "无上级双打办，报送即锁定", "Nobody above: submitting closes the month";
        counted_at = "数据截至", "Figures as of";
        figures = "本月数据", "Figures of the month";
        hint =
            "“记录统计”由平台根据登记的记录自动统计，点击可查看每一条记录；与实际不符的，请先更正记录，确需直接更正数值的须写明原因。",
            "What records say is counted by the platform, and opens to each of them. Correct the records first; where a number must be corrected itself, say why.";
        by_records = "记录统计", "By records";
        reported = "上报数", "Reported";
        previous = "上年同期", "Year before";
        year = "本年累计", "Year to date";
        adjusted: fn(&str) -> String =
            |by| format!("含下级更正 {by}"),
            |by| format!("with {by} corrected below");
        blank = "未确认", "Not confirmed";
        only_some = "只看有数的指标", "Only figures of something";
        correct = "更正", "Correct";
        correct_title: fn(&str) -> String =
            |label| format!("更正：{label}"),
            |label| format!("Correct: {label}");
        withdraw = "撤销更正", "Withdraw";
        value = "上报数值", "Number to report";
        at_least = "为下限（余）", "A lower bound";
        reason = "更正原因", "Reason";
        reason_hint = "例如：某次检查登记有误，已安排更正", "Such as: an outing was entered wrongly, and is being corrected";
        saved = "已保存", "Saved";
        statement = "报送说明", "Remark";
        zeros = "其余没有记录的指标确认为零（零报告）", "What shows no records is zero";
        zeros_hint = "不确认则视为漏报，不能报送", "Left open, it counts as missing, and the report can't be submitted";
        remark = "说明", "Remark";
        remark_hint = "检查发现须说明的情况时必填", "Wanted where the check found what is to be explained";
        save = "保存说明", "Save";
        findings = "报送前检查", "Check";
        no_findings = "检查未发现问题", "Nothing found";
        corrections = "以往月份更正", "Changes of earlier months";
        corrections_hint =
            "已报送的月份不再改变；此后登记、更正或撤销的记录使其产生的增减列在这里，计入本年累计。点击可查看是哪些记录。",
            "What was told of a month stays. By how much its records came to differ since stands here, and counts in the year to date; it opens to the records.";
        no_corrections = "没有影响以往月份的变化", "Nothing changed earlier months";
        difference = "增减", "Difference";
        events = "办理过程", "What was done";
        note = "说明", "Note";
        note_of_return = "退回原因", "Why it is returned";
        note_of_excuse = "免报原因", "Why it is excused";
        note_of_unfreezing = "解除锁定的原因", "Why it is opened again";
        again_until = "重新报送期限", "To be submitted anew until";
        freezes =
            "报送后按此刻的记录固定，此后记录的变化计入以后月份的更正。",
            "Figures are frozen as recorded now; what is recorded later appears among the changes of a later month.";
        in_the_way = "暂不能办理", "Not possible yet";
        no_reports = "还没有月报", "No reports yet";
        excused_note = "该月已免报，没有数据。", "Nothing is owed for this month.";
    }
}

words! {
    /// What the pages of work summaries and bulletins say.
    Documents {
        title = "总结简报", "Summaries and bulletins";
        new_summary = "写工作总结", "Write a summary";
        new_bulletin = "写工作简报", "Write a bulletin";
        usual_title: fn(&str, i32, u32, bool) -> String =
            |region, year, month, bulletin| match bulletin {
                true => format!("{region}{year}年{month}月打击侵权假冒工作动态"),
                false => format!("{region}{year}年打击侵权假冒工作总结"),
            },
            |region, year, month, bulletin| match bulletin {
                true => format!("{region}: news of {year}-{month:02}"),
                false => format!("{region}: work summary {year}"),
            };
        kind = "文种", "Kind";
        name = "标题", "Title";
        number = "文号（期号）", "Number";
        state = "状态", "State";
        region = "行政区划", "Region";
        period = "统计期间", "Period";
        from = "统计开始日期", "From";
        to = "统计结束日期", "To";
        department = "单位", "Department";
        issued_on = "印发日期", "Issued on";
        issued_by = "印发人", "Issued by";
        to_acknowledge = "待签收", "To be confirmed";
        addressee = "主送", "Addressed to";
        addressee_hint = "例如：各县（市、区）双打办、各成员单位", "Such as: all offices and departments";
        begin = "起草", "Begin";
        begun = "草稿已生成，数据已填入", "Begun, with the figures in it";
        editor_hint =
            "文字可以任意修改；{{指标名称}} 处由平台填入数据，刷新数据不会改动文字。也可写成 {{罚款:万元}}、{{立案:上年同期}}、{{立案:同比}}。",
            "Words can be changed at will; where {{name}} stands the platform puts the figure, and refreshing figures changes no word. {{name:上年同期}}, {{name:同比}} and {{name:万元}} work too.";
        parts = "正文", "Text";
        add_part = "增加一部分", "Add a part";
        heading = "小标题（自动编号）", "Heading (numbered by itself)";
        text = "文字", "Text";
        insert_figure = "插入数据", "Put in a figure";
        put_in_table = "列入数据表", "Put into the table";
        choose = "请选择", "Choose";
        move_up = "上移", "Move up";
        take_item = "采用成员单位稿件", "Take an item";
        saved = "已保存", "Saved";
        no_typed = "文中数字均来自平台数据", "Every number is the ledger's";
        typed: fn(i32) -> String =
            |n| format!("文中有 {n} 处手工数字，没有记录可以核对，已标出，请核实或改为插入数据。"),
            |n| format!("{n} numbers were typed, and no record stands behind them: they are marked. Check them, or put in figures.");
        typed_title = "手工数字，没有记录可以核对", "Typed: no record stands behind it";
        unknown: fn(i32) -> String =
            |n| format!("文中有 {n} 处数据无法识别，不能印发，请改正指标名称。"),
            |n| format!("{n} references name no figure: correct them, or the document can't be issued.");
        unknown_title = "没有这个指标", "There is no such figure";
        export = "导出Word", "Export to Word";
        issue = "印发", "Issue";
        issue_hint =
            "印发后编号、文字和数据不再改变，各成员单位和下级双打办将收到通知并签收。",
            "Once issued, number, text and figures do not change; departments and the offices below are told, and confirm the receipt.";
        issued = "已印发", "Issued";
        acknowledge = "签收", "Confirm receipt";
        acknowledge_hint = "本文稿送本单位，请签收。", "This document is addressed to your department.";
        acknowledged = "已签收", "Confirmed";
        receipts = "签收情况", "Receipts";
        received_by = "签收人", "By";
        received_at = "签收时间", "When";
        awaited = "尚未签收", "Not yet confirmed by";
        items = "简报稿件", "Items for the bulletin";
        items_hint = "成员单位报送的稿件，双打办采用后会通知报送人。", "What departments offer; who offered it is told once it is used.";
        offer = "报送稿件", "Offer an item";
        was_offered = "稿件已报送", "Offered";
        item_title = "稿件标题", "Title";
        item_text = "稿件内容", "Text";
        offered = "报送时间", "Offered";
        used = "已采用", "Used";
        unused = "未采用", "Not used";
        more_items: fn(i64) -> String =
            |n| format!("另有较早的稿件 {n} 篇"),
            |n| format!("{n} earlier ones");
    }
}

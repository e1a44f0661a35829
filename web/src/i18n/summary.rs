//! What the work summary says around the figures; their own words come from the API.

use super::words;

words! {
    /// What the page of indicators says.
    Indicators {
        title = "指标管理", "Indicators";
        hint =
            "汇总表按以下指标统计。本地区可以自行增加指标，增加后以前各期同样可查；统计内容确定后不再改变，不用的可停用。",
            "What summaries count. A region may add its own, which are then counted for all periods; what one counts never changes, and it can be ended.";
        own = "本地区及上级自定义指标", "The region's own, and those from above";
        own_none = "还没有自定义指标", "None yet";
        shipped = "平台指标", "The platform's";
        add = "新增指标", "Add an indicator";
        revise = "修订指标", "Revise an indicator";
        name = "指标名称", "Name";
        group = "所属部分", "Part of the summary";
        source = "数据来源", "Where it comes from";
        definition = "统计口径", "Definition";
        definition_hint = "写明什么计入、什么不计入，汇总表上会显示", "Say what counts and what does not; summaries show it";
        valid_from = "启用日期", "Shown from";
        valid_to = "停用日期", "Shown until";
        valid_hint = "不填则各期都显示", "Left empty: for every period";
        more = "英文名称、填报单位", "English words, and who owes it";
        name_en = "英文名称", "Name in English";
        unit_en = "英文单位", "Unit in English";
        definition_en = "英文口径", "Definition in English";
        owed_by = "由哪些部门填报（不选为全部）", "Which departments owe it (none: all)";
        counted = "由系统根据记录统计", "Counted from records";
        entered = "随记录填报数量", "Entered with records";
        entered_with = "随哪类记录填报", "Entered with";
        entered_with_line: fn(&str) -> String =
            |with| format!("随{with}填报"),
            |with| format!("Entered with {}", with.to_lowercase());
        measure = "统计内容", "What is counted";
        tally = "汇总方式", "How";
        level = "范围", "Whose records";
        kinds = "只统计这些类型（不选为全部）", "Only these kinds (none: all)";
        details = "只统计这些情形（不选为全部）", "Only these (none: all)";
        preview = "预览：本年至今", "Preview, this year so far";
        added = "指标已增加，以前各期同样可查", "Added, and counted for all periods";
        revised = "指标已修订", "Revised";
        revise_hint = "只能改名称、口径、填报单位和启用停用日期；统计内容不变", "Words, who owes it, and its days; what it counts stays";
    }
}

words! {
    Summary {
        title = "工作总结", "Work summary";
        sheet =
            "打击侵权假冒工作数据汇总",
            "Figures on the enforcement against infringement and counterfeiting";
        region = "行政区划", "Region";
        departments = "成员单位", "Departments";
        departments_all = "全部成员单位", "All departments";
        departments_chosen = "个成员单位", "departments";
        period = "统计期间", "Period";
        this_month = "本月", "This month";
        last_month = "上月", "Last month";
        this_quarter = "本季度", "This quarter";
        this_year = "本年", "This year";
        last_year = "上年", "Last year";
        indicator = "指标", "Indicator";
        value = "数值", "Value";
        unit = "单位", "Unit";
        previous = "上年同期", "Year before";
        on_time_rate = "按期结案率", "Closed on time";
        on_time_none = "本期无有办案期限的结案，不计算", "Nothing with a limit was closed: no rate";
        on_time_of = "按期结案 / 有办案期限的结案", "on time / closed with a limit";
        left_out_before = "另有", "Left out: ";
        left_out_after = "件无法定期限，未计入", " without a limit in force";
        by_case_kind = "按案件类型分列", "Cases by kind";
        case_kind = "案件类型", "Kind of case";
        note = "说明", "Notes";
        at_least_note =
            "数值后标注“余”的为下限，实际数量不少于该数值。",
            "A value marked with + is a lower bound.";
        issued_on = "制表日期", "Issued on";
        issued_by = "制表单位", "Issued by";
        to = "至", "to";
        open_hint = "点击数值可查看所统计的每一条记录", "Open a value to see every record that it counts";
        definition = "统计口径", "Definition";
        records = "所统计的记录", "Records counted";
        kind = "类别", "Kind";
        record = "记录", "Record";
        department = "单位", "Department";
        contribution = "计入", "Adds";
        sum_all = "合计", "Sum";
        sum_page = "本页合计", "Sum of this page";
        sum_total = "总计", "Total";
        of_records = "条记录", "records";
        agrees = "与汇总表数值一致", "as in the summary";
        differs = "与汇总表数值不一致，请刷新后重试", "differs from the summary: reload and try again";
        nothing = "本期没有计入此项的记录，数值为 0", "No record counts in this period: the value is 0";
        period_invalid =
            "结束日期不得早于开始日期，请重新选择",
            "The period ends before it begins: choose again";
        officer = "执法人员", "Officer";
        premises = "被检查单位", "Premises";
        as_of = "按此日止的记录", "As recorded until";
        as_of_hint =
            "只统计到这一天结束时已经登记的记录，可与当时上报的数值核对",
            "Only what was recorded by the end of this day, to be held against what was reported then";
        changes = "此后的变化", "What changed since";
        changes_hint =
            "以下记录在此日之后登记、更正或撤销，各项之和即为现在的数值与当时数值之差。",
            "Recorded, corrected or withdrawn after that day; together they are the difference between the figure now and then.";
        changes_first = "显示最近", "The latest";
        unchanged =
            "此后没有影响此项数值的记录，现在的数值与当时相同。",
            "Nothing recorded since changes this figure: it is now what it was then.";
        changed_at = "变化时间", "Changed";
        changed_by = "登记人", "By";
        change = "增减", "Difference";
        recount = "重新统计", "recount";
    }
}

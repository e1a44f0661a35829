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
        difference = "增减", "Difference";
        per_cent = "同比", "Change";
        across = "分列表", "Across";
        whole = "合计", "Whole";
        across_note =
            "“合计”为本地区的数值；去重计数的指标和联合开展的工作，各列之和不等于合计。",
            "The whole is the region's own figure: what is counted once, and joint work, does not add up over the columns.";
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
        level = "范围", "Whose records";
        own_level = "只统计本级", "Own level only";
        as_of = "按此日止的记录", "As recorded until";
        as_told = "按报送时的记录", "As recorded when it was reported";
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

words! {
    /// What the page of charts and the charts of the first page say.
    Charts {
        title = "图表分析", "Charts";
        show_table = "显示数据表", "Show as a table";
        hide_table = "隐藏数据表", "Hide the table";
        by_month = "逐月变化", "by month";
        by_region = "按地区", "by region";
        by_department = "按部门", "by department";
        by_kind = "按案件类型", "by kind of case";
        way = "办案流程", "From lead to closing";
        way_hint =
            "为本期内各环节发生的件数，括号内为与收到线索数之比；不是同一批案件的去向。",
            "What the period saw of each step, and its ratio to the leads received; not what became of the same cases.";
        step = "环节", "Step";
        due = "未来三十天到期的案件", "Limits of the next thirty days";
        due_cases = "到期案件", "Cases due";
        due_finding: fn(u32, i64, &str, i64) -> String =
            |days, total, first, n| format!("今后 {days} 天有 {total} 件案件办案期限届满，最近的是{first}（{n} 件）。"),
            |days, total, first, n| format!("{total} cases run out of time within {days} days, first on {first} ({n}).");
        due_none: fn(u32) -> String =
            |days| format!("今后 {days} 天没有案件办案期限届满。"),
            |days| format!("No case runs out of time within {days} days.");
        this_period = "本期", "This period";
        most_in: fn(&str, &str) -> String =
            |month, amount| format!("{month} 最多，为 {amount}"),
            |month, amount| format!("most in {month}: {amount}");
        whole: fn(&str) -> String =
            |amount| format!("本期合计 {amount}"),
            |amount| format!("{amount} in all");
        compared: fn(&str, &str) -> String =
            |change, before| match change.strip_prefix('−') {
                Some(less) => format!("比上年同期（{before}）下降 {less}%"),
                None => format!("比上年同期（{before}）增长 {}%", change.trim_start_matches('+')),
            },
            |change, before| format!("{change} % on the year before ({before})");
        nothing_before = "上年同期为零", "nothing the year before";
        most_of: fn(&str, &str, &str) -> String =
            |of, amount, share| format!("{of}最多，为 {amount}，相当于合计的 {share}%"),
            |of, amount, share| format!("most: {of}, {amount}, {share} % of the whole");
        none_at_all = "本期均为零", "nothing at all";
        none_of: fn(usize, &str) -> String =
            |n, names| format!("{n} 个为零（{names}{}）", if n > 3 { "等" } else { "" }),
            |n, names| format!("none in {n} ({names}{})", if n > 3 { ", …" } else { "" });
        rate_finding: fn(&str, i32, i32) -> String =
            |percent, part, whole| format!("按期结案率 {percent}%（{part}/{whole}）"),
            |percent, part, whole| format!("{percent} % closed on time ({part}/{whole})");
        rate_lowest: fn(&str, &str) -> String =
            |of, percent| format!("最低的是{of}（{percent}%）"),
            |of, percent| format!("lowest: {of} ({percent} %)");
        rate_hint =
            "没有办案期限的结案不计入；点击可查看超期结案的每一件。",
            "What had no limit is left out; each opens to the cases closed late.";
        and = "；", "; ";
        list = "、", ", ";
        stop = "。", ".";
        more = "更多图表", "More charts";
    }
}

words! {
    /// What the pages of the league say.
    League {
        title = "部门考评", "League of departments";
        standings = "考评排名", "Standings";
        place = "名次", "Place";
        score = "得分", "Score";
        no_cases = "无案件，不评分", "No cases: no score";
        formula: fn(i32, &str) -> String =
            |full, costs| format!("评分办法：每个部门满分 {full} 分，扣完为止；{costs}。申诉成立的不扣分。"),
            |full, costs| format!("Each department begins with {full} points and loses no more than these; {costs}. What an appeal gave back costs nothing.");
        costs: fn(&str, i32, bool) -> String =
            |label, points, once_past| {
                format!("{label}每件扣 {points} 分{}", if once_past { "（期限次日起计）" } else { "" })
            },
            |label, points, once_past| {
                format!("{label}: {points} points each{}", if once_past { " once the day is past" } else { "" })
            };
        lost: fn(i32, i32) -> String =
            |points, pardoned| match pardoned {
                0 => format!("（扣 {points} 分）"),
                n => format!("（扣 {points} 分，申诉核减 {n} 件）"),
            },
            |points, pardoned| match pardoned {
                0 => format!(" ({points} points)"),
                n => format!(" ({points} points, {n} given back)"),
            };
        losses = "扣分明细", "Lost points, case by case";
        nothing_lost: fn(&str) -> String =
            |label| format!("{label}：没有扣分"),
            |label| format!("{label}: nothing lost");
        case = "案件", "Case";
        term = "扣分项", "Term";
        appeals = "扣分申诉", "Appeals";
        appeal = "申诉", "Appeal";
        appealed = "申诉已提交，由本地区双打办核定", "Raised: the office of the region decides";
        ground = "申诉理由", "Ground";
        ground_hint = "写明该件不应扣分的事实和依据", "What happened, and why the point should not count";
        raised = "提出", "Raised";
        state = "核定结果", "Decision";
        decide = "核定申诉", "Decide on the appeal";
        decided = "申诉已核定", "Decided";
        decision = "核定意见", "Reason";
        decision_line: fn(&str) -> String =
            |decision| format!("核定意见：{decision}"),
            |decision| format!("Decision: {decision}");
        more: fn(i64) -> String =
            |n| format!("另有 {n} 件较早的申诉未显示"),
            |n| format!("{n} earlier appeals are not shown");
    }
}

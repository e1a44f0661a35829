//! What the app says about seized goods and supervised cases.

use super::words;

words! {
    /// Seized goods.
    Seizures {
        title = "涉案物品", "Seized goods";
        tab = "物品", "Goods";
        search = "物品名称、商标、文书号或地点", "Goods, brand, document or place";
        record = "登记涉案物品", "Record a seizure";
        measure = "措施", "Measure";
        held_only = "只看未处理完", "Goods left only";
        due = "期限", "Period";
        department = "办案部门", "Department";
        taken_on = "采取措施日期", "Taken on";
        case = "案件", "Case";
        goods = "物品", "Goods";
        due_on = "措施到期日", "Measure ends on";
        overdue = "已超期", "Overdue";
        done = "已处理完毕", "All disposed of";
        none =
            "本案没有登记保存、查封、扣押的物品。",
            "Nothing was preserved, sealed or detained in this case.";
        began_as = "原措施", "Began as";
        since = "本措施起始日", "Measure since";
        decision = "决定书文号", "Decision no.";
        ground = "依据和事由", "Ground";
        ground_hint =
            "如：《行政强制法》第二十二条；《商标法》第六十二条",
            "Such as: 行政强制法 art. 22; 商标法 art. 62";
        place = "物品所在地点", "Where the goods are";
        storage = "保管地点、保管人", "Kept where and by whom";
        party = "当事人", "Party";
        officers = "执法人员", "Officers";
        officers_hint =
            "两名以上，当日持有有效执法证",
            "Two or more, each with a certificate valid on that day";
        witness = "见证人", "Witness";
        witness_hint = "当事人不到场时填写", "Where the party is absent";
        extended_on = "批准延期日期", "Extension approved on";
        value = "货值（元）", "Value (yuan)";
        name = "品名", "Name";
        brand = "商标、品牌", "Brand";
        specification = "规格型号", "Specification";
        quantity = "数量", "Quantity";
        unit = "单位", "Unit";
        add_goods = "增加一项物品", "Add goods";
        remove = "删除本项", "Remove";
        seized = "登记数量", "Seized";
        returned = "已返还", "Returned";
        confiscated = "已没收", "Confiscated";
        destroyed = "已销毁", "Destroyed";
        transferred = "已移交", "Transferred";
        left = "未处理", "Left";
        disposals = "处理记录", "What became of them";
        unavailable = "暂不能办理的事项", "Not possible now";
        approved_on = "批准日期", "Approved on";
        reason = "延期理由", "Reason";
        extension_document = "延长期限通知书文号", "Notice no.";
        extend_hint =
            "只能延长一次，延长30日（行政强制法第二十五条），应在到期前批准。",
            "Once, by 30 days (行政强制法 art. 25), before the period is over.";
        convert_hint =
            "应在登记保存7个工作日内作出（行政处罚法第五十六条）；新措施的期限自当日起重新计算。",
            "Within 7 working days of the preservation (行政处罚法 art. 56); the new measure's period starts that day.";
        disposed_on = "处理日期", "Date";
        recipient = "接收人（单位）", "Received by";
        to_department = "接收部门", "Receiving department";
        of_confiscated = "销毁已没收的物品", "Destroy goods that were confiscated";
        witnesses = "见证人", "Witnesses";
        witnesses_hint = "每行一人，两人以上", "One a line, at least two";
        destruction_place = "销毁地点", "Place of destruction";
        return_document = "解除（返还）决定书文号", "Release decision no.";
        penalty_document = "处罚决定书文号", "Penalty decision no.";
        destruction_document = "销毁记录文号", "Record no.";
        transfer_document = "移交清单文号", "Hand-over list no.";
        note = "备注", "Note";
        how_much = "处理数量", "How much";
        how_much_hint = "不填或填0的物品本次不处理", "Goods left empty or at 0 stay as they are";
        not_a_quantity = "请填写数量，最多三位小数", "A quantity with at most three decimal places";
    }
}

words! {
    /// Supervised cases.
    Supervisions {
        title = "挂牌督办", "Supervised cases";
        supervise = "挂牌督办", "Supervise";
        active_only = "只看督办中", "On the list only";
        overdue_only = "只看超期", "Overdue only";
        department = "办案部门", "Department";
        case = "案件", "Case";
        office = "督办单位", "Office";
        document = "督办通知书文号", "Notice no.";
        ground = "督办理由", "Ground";
        requirements = "督办要求", "Requirements";
        listed_on = "督办日期", "Listed on";
        deadline_on = "办结期限", "Deadline";
        every = "报告间隔（日）", "Report every … days";
        every_days: fn(i32) -> String =
            |days| format!("每{days}日报告一次"),
            |days| format!("A report every {days} days");
        next_report_on = "下次报告期限", "Next report by";
        counts = "报告和催办", "Reports and urgings";
        counted: fn(i32, i32) -> String =
            |reports, urges| format!("报告{reports}次，催办{urges}次"),
            |reports, urges| format!("{reports} reports, urged {urges} times");
        released_on = "解除日期", "Released on";
        conclusion = "督办结论", "Conclusion";
        state = "状态", "State";
        active = "督办中", "On the list";
        released = "已解除", "Released";
        overdue = "已超期", "Overdue";
        report_overdue = "报告逾期", "Report overdue";
        late = "逾期报告", "Late";
        report = "报告进展", "Report progress";
        reported_on = "报告日期", "Date";
        content = "进展情况", "What was done";
        content_hint =
            "上次报告以来所做的工作、存在的问题和下一步安排",
            "Since the last report, what is in the way, what comes next";
        urge = "督办催办", "Urge";
        urge_content = "催办内容", "What is asked for";
        extend = "延长期限", "Extend";
        reason = "延期理由", "Reason";
        release = "解除督办", "Release";
        new_deadline = "新的办结期限", "New deadline";
        revoke_extension = "撤销延期", "Revoke the extension";
    }
}

//! What the pages of joint actions say.

use super::words;

words! {
    Actions {
        title = "专项行动", "Joint actions";
        new = "制定行动方案", "Plan an action";
        revise = "修改行动方案", "Revise the plan";
        search = "名称、代号、文号", "Name, code name, plan number";
        all = "全部", "All";
        name = "行动名称", "Name";
        code_name = "行动代号", "Code name";
        code_name_hint = "可选常用代号，也可自行填写", "One of the usual names, or your own";
        status = "状态", "State";
        period = "行动期间", "Period";
        starts_on = "开始日期", "First day";
        ends_on = "结束日期", "Last day";
        extended_to = "延期至", "Extended to";
        purpose = "目标要求", "Purpose";
        plan_number = "方案文号", "Plan number";
        plan_number_hint = "如：双打办〔2026〕12号", "The plan document's number";
        lead = "牵头单位", "Lead department";
        participants = "参与单位", "Taking part";
        focus_regions = "重点区域", "Focus regions";
        focus_products = "重点产品", "Focus products";
        focus_hint = "每行一项，或用顿号分隔", "One a line";
        cancel_reason = "取消原因", "Why it was cancelled";
        overview = "行动概况", "Overview";
        tasks = "任务分工", "Tasks";
        inspections = "执法检查", "Inspections";
        cases = "查办案件", "Cases";
        see_all = "查看全部", "See all";
        task = "任务", "Task";
        task_add = "添加任务", "Add a task";
        section = "任务类别", "Section";
        section_hint = "如：宣传发动、集中整治", "Mobilisation, raids, …";
        content = "任务内容", "What is to be done";
        responsible = "责任单位（方案原文）", "Responsible (as the plan says)";
        responsible_hint = "如：市场监管局牵头，公安局配合", "Who leads, and who assists";
        departments = "责任单位", "Responsible";
        due_on = "完成时限", "Due";
        completed_on = "完成日期", "Completed on";
        complete = "办结", "Complete";
        completed = "任务已办结", "Task completed";
        task_open = "未完成", "Open";
        tasks_none = "方案没有分解任务", "The plan has no tasks";
        done_of = "已完成", "Completed";
        extend = "延期", "Extend";
        extended = "行动已延期", "Action extended";
        extend_reason = "延期理由", "Why it is extended";
        cancel = "取消行动", "Cancel the action";
        cancelled = "行动已取消", "Action cancelled";
        cancel_hint =
            "取消后不能恢复，已登记的检查和案件不受影响",
            "This can't be undone. Inspections and cases stay as they are";
        planned = "行动方案已制定", "Action planned";
    }
}

//! What the pages of cases and parties say.

use super::words;

words! {
    /// Cases: list, detail, lead form, steps.
    Cases {
        title = "案件办理", "Cases";
        new = "登记线索", "Register a lead";
        view_open = "在办（先到期在前）", "Open, due first";
        view_overdue = "已超期", "Overdue";
        search = "案号、案件名称、当事人", "Number, title, party";
        number = "案号", "Number";
        number_hint = "留空由系统编号", "Left empty, the system numbers it";
        name = "案件名称", "Title";
        kind = "案件类别", "Kind";
        marks = "案件标记", "Marks";
        source = "案件来源", "Source";
        status = "状态", "State";
        outcome = "办理结果", "Outcome";
        department = "承办单位", "Department";
        co_handlers = "联合办案单位", "Jointly with";
        action = "所属行动", "Joint action";
        inspection = "来源检查", "From inspection";
        parties = "当事人", "Parties";
        handlers = "承办人", "Handlers";
        lead_handler = "主办", "Lead";
        received_on = "收到日期", "Received on";
        filed_on = "立案日期", "Filed on";
        closed_on = "结案日期", "Closed on";
        due_on = "办理期限", "Due on";
        summary = "案情摘要", "Summary";
        basics = "基本情况", "Basics";
        progress = "办案过程", "Progress";
        penalty = "处罚内容", "Penalty";
        referrals = "移送情况", "Referrals";
        next_step = "办理下一步", "Next step";
        step_unavailable = "暂不能办理", "Not possible now";
        step_done = "已记录", "Recorded";
        occurred_on = "办理日期", "Date";
        recorded_at = "登记时间", "Recorded at";
        ground = "依据", "Ground";
        ground_hint = "法律条款或事实理由", "The article or the facts";
        documents = "文书", "Documents";
        documents_hint = "每行一份文书名称", "One document a line";
        documents_or_files =
            "每行一份文书名称或文号；已选所附文件的可不填",
            "One document a line; none is needed where files are chosen";
        note = "备注", "Note";
        becomes = "办理后状态", "Becomes";
        warning = "警告", "Warning";
        fine = "罚款（元）", "Fine (yuan)";
        confiscated_income = "没收违法所得（元）", "Confiscated income (yuan)";
        confiscated_goods = "没收物品", "Confiscated goods";
        licence_revoked = "吊销许可证件", "Licence revoked";
        to_department = "移送单位", "To department";
        open_only = "在办", "Open";
        overdue_only = "超期", "Overdue";
        registered = "线索已登记", "Lead registered";
        revise = "修改案件信息", "Revise the case";
        assign = "指定承办人", "Assign handlers";
        assign_hint = "第一位为主办人", "The first one leads";
        add_co_handler = "增加联合办案单位", "Add a department";
        since = "参与日期", "Since";
        case_role = "身份", "Role";
        new_party = "登记新当事人", "Register a new party";
    }
}

words! {
    /// Parties: businesses and people.
    Parties {
        title = "当事人", "Parties";
        new = "登记当事人", "Register a party";
        search = "名称、信用代码", "Name, credit code";
        kind = "类型", "Kind";
        name = "名称（姓名）", "Name";
        credit_code = "统一社会信用代码", "Credit code";
        id_number = "身份证件号码", "Identity number";
        id_number_hint = "加密保存，仅显示部分", "Stored encrypted, shown masked";
        address = "地址", "Address";
        phone = "联系电话", "Phone";
        legal_representative = "法定代表人（负责人）", "Legal representative";
        region = "所在地区", "Region";
        cases = "涉及案件", "Cases";
        inspections = "接受检查", "Inspections";
        existing =
            "该信用代码已登记，已关联原有记录；您填写的内容作为本部门信息留存",
            "This credit code is on record already: here is the record; what you typed is kept as your department's own";
        registered = "当事人已登记", "Party registered";
        revise = "修改当事人信息", "Revise the party";
        place = "检查地点", "Place";
        inspected_on = "检查日期", "Date";
        seizures = "涉案物品", "Seized goods";
        other_cases = "涉及的其他案件", "Other cases";
        no_other_cases = "没有您可查看的其他案件", "No other case that you may see";
        all_of_party = "查看该当事人的全部记录", "All that is on record of this party";
        names = "曾用名", "Names";
        since = "起", "on";
        name_now = "现用名称", "Now called";
        registered_in = "登记地", "Registered in";
        remarks = "备注", "Remarks";
        shared = "各部门共用的信息", "Shared by all departments";
        particulars = "各部门留存的信息", "Kept by each department";
        shared_business =
            "名称和信用代码各部门共用；地址、电话、法定代表人、备注由各部门各自留存，只有本部门和上级双打办可见",
            "Name and code are shared; address, phone, legal representative and remarks are each department's own, seen by it and the offices above only";
        shared_person =
            "个人的姓名、地址、电话、备注由各部门各自留存，只有本部门和上级双打办可见；其他部门凭身份证件号码只能知道已有登记",
            "A person's name, address, phone and remarks are each department's own, seen by it and the offices above only; by the number others learn no more than that there is a record";
        existing_person =
            "该身份证件号码已有登记，您填写的内容作为本部门信息留存；其他部门的信息不共用",
            "This number is on record already; what you typed is kept as your department's own, and nothing of others is shown";
        own_hint =
            "除名称和代码外，均作为本部门信息留存",
            "All but name and code is kept as your department's own";
        not_your_name =
            "其他部门也有该市场主体的记录，名称由登记地或者共同上级双打办变更；您了解的情况请写入备注",
            "Other departments know this business, too: its name is changed by the office where it is registered, or above all of them; write what you know into the remarks";
        name_since = "新名称启用日期", "Called so since";
        name_since_hint =
            "不填为今天；此前的案件仍显示原名称",
            "Today if left empty; earlier cases go on under the former name";
    }
}

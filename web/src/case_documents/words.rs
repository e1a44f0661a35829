//! What the pages of a case's documents say.

use crate::i18n::words;

words! {
    /// What the pages of a case's documents say.
    CaseDocuments {
        title = "文书登记簿", "Register of documents";
        tab = "文书", "Documents";
        make = "制作文书", "Make a document";
        make_hint =
            "案件已登记的内容自动带出；请填写其余各项。制作后编号、存入案卷，不能修改，有误的可作废后重做。",
            "What the case says is filled in; type the rest. Once made, the document has its number, lies in the case's file, and does not change; one made in error is made void.";
        lacking = "案件中未登记此项", "The case does not say this";
        preview = "文书预览", "Preview";
        issue = "制作并编号", "Make and number";
        made: fn(&str) -> String =
            |number| format!("已制作并存入案卷：{number}"),
            |number| format!("Made and filed: {number}");
        unavailable = "目前不能制作的文书", "What can't be made now";
        only_where: fn(&str) -> String =
            |statuses| format!("案件须为：{statuses}"),
            |statuses| format!("only where the case is: {statuses}");
        uncoded =
            "本部门尚未设置机关代字，不能编号，请部门负责人先行设置：",
            "The department has no code for its numbers yet; its head sets it first:";
        uncoded_short = "未设置", "Not set";
        number = "文号", "Number";
        name = "文书名称", "Document";
        case = "案件", "Case";
        department = "制作单位", "Department";
        issued_on = "制作日期", "Made on";
        issued_by = "制作人", "Made by";
        void = "作废", "Make void";
        voided = "已作废", "Void";
        void_hint =
            "作废后文号不再使用，文件仍保留在案卷中并注明原因。",
            "The number is not given again; the file stays in the case's file, with the reason.";
        void_reason = "作废原因", "Reason";
        was_voided = "文书已作废", "The document is void";
        only_voided = "只看作废的", "Only void ones";
        templates = "文书模板", "Templates";
        templates_hint =
            "平台模板供各部门共用；部门可改写为本部门的模板，只对本部门有效，已制作的文书不受影响。",
            "The platform's templates are everybody's; a department may write its own, which hold for it alone. What was made stays as it is.";
        code = "机关代字", "Code for numbers";
        code_hint =
            "文号以此开头，例如“岳市监”：岳市监罚决〔2026〕1号",
            "Numbers begin with it, such as 岳市监 in 岳市监罚决〔2026〕1号";
        set_code = "设置机关代字", "Set the code";
        own = "本部门", "Own";
        keep = "本部门模板", "The department's template";
        new_template = "新增模板", "New template";
        revise = "修改", "Revise";
        adapt = "改为本部门模板", "Write our own";
        adapt_hint =
            "保存后本部门即用此模板，平台模板不变。",
            "Once saved, the department uses this one; the platform's stays.";
        withdraw = "停用", "Withdraw";
        withdraw_hint =
            "停用后，本部门重新使用平台的同名模板（如有）。",
            "The platform's of the same code holds again, where there is one.";
        template_code = "模板代码", "Code";
        template_code_hint =
            "大写字母、数字和下划线，各模板分别编号",
            "Capital letters, digits and underscores; each template is numbered apart";
        word = "文种代字", "Word in numbers";
        word_hint = "例如“罚决”", "Such as 罚决";
        layout = "版式", "Layout";
        addressee = "主送（受文者）", "Addressed to";
        text = "模板正文", "Text";
        text_hint =
            "一行一段（表格一行一栏，“：”前为栏目名称）；{{名称}}为填写项，与案件字段同名的自动带出",
            "A paragraph a line; of a form a row, its name before the colon. {{name}} is a field; one of the case's names is filled in";
        statuses = "何时可制作", "Made where the case is";
        statuses_hint = "案件处于以下状态时可制作（不选则不限）", "Made where the case is (anywhere where none is chosen)";
        anywhere = "不限", "Anywhere";
        fields = "可自动带出的案件字段", "What a case fills in";
        fields_hint = "在模板中写作“{{名称}}”。", "Written {{name}} in a template.";
    }
}

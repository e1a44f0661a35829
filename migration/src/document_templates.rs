//! The templates of a case's documents that the platform ships: a department that writes one of the same code has its own.
//! `{{name}}` is a field: of the case where it has one of that name (`CaseDocumentField`), else typed by who makes the document.
//! Of a form, each line is a row: what stands before the first `：`, and what stands after it.

/// A template as it is shipped.
pub struct Template {
    /// Its code.
    pub code: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What stands for it in numbers, after the department's own code.
    pub word: &'static str,
    /// How it is laid out: `LETTER` or `FORM`.
    pub layout: &'static str,
    /// Where a case must stand for one to be made; anywhere where it names none.
    pub statuses: &'static [&'static str],
    /// To whom it is addressed.
    pub addressee: Option<&'static str>,
    /// Its text.
    pub text: &'static str,
}

/// In the order in which a case needs them.
pub const SHIPPED: [Template; 10] = [
    Template {
        code: "FILING_APPROVAL",
        name: "立案审批表",
        word: "立审",
        layout: "FORM",
        statuses: &["LEAD", "ACCEPTED", "FILED", "INVESTIGATING"],
        addressee: None,
        text: "案件名称：{{案件名称}}
案由：{{案由}}
案件来源：{{案件来源}}
当事人：{{当事人}}
统一社会信用代码：{{统一社会信用代码}}
住所：{{住所}}
线索收到日期：{{线索日期}}
核查情况：{{核查情况}}
立案依据：{{立案依据}}
承办人意见：{{承办人意见}}
承办人：{{办案人员}}
承办机构负责人意见：
部门负责人审批意见：",
    },
    Template {
        code: "INQUIRY_NOTICE",
        name: "询问通知书",
        word: "询通",
        layout: "LETTER",
        statuses: &["ACCEPTED", "FILED", "INVESTIGATING", "LEGAL_REVIEW", "NOTICE", "HEARING"],
        addressee: Some("{{当事人}}"),
        text: "为调查{{案件名称}}（案号：{{案号}}），根据《中华人民共和国行政处罚法》第五十五条的规定，请你（单位）于{{询问时间}}到{{询问地点}}接受询问调查。
请携带以下材料：{{携带材料}}。
你（单位）有如实回答询问、协助调查的义务，对办案人员与案件有直接利害关系的，有权申请回避。
办案人员：{{办案人员}}。执法证号：{{执法证号}}。联系电话：{{联系电话}}。",
    },
    Template {
        code: "PENALTY_NOTICE",
        name: "行政处罚告知书",
        word: "罚告",
        layout: "LETTER",
        statuses: &["INVESTIGATING", "LEGAL_REVIEW", "NOTICE", "HEARING"],
        addressee: Some("{{当事人}}"),
        text: "经查，{{违法事实}}。以上事实有下列证据证明：{{证据}}。
上述行为违反了{{违反条款}}的规定。依据{{处罚依据}}，本机关拟对你（单位）作出如下行政处罚：{{拟处罚内容}}。
根据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）有权自收到本告知书之日起五个工作日内向本机关陈述、申辩。
依据该法第六十三条、第六十四条的规定属于应当告知听证情形的，你（单位）可以在上述期限内要求听证。逾期未提出的，视为放弃。
办案人员：{{办案人员}}。",
    },
    Template {
        code: "PENALTY_DECISION",
        name: "行政处罚决定书",
        word: "罚决",
        layout: "LETTER",
        statuses: &["DECIDED", "ENFORCING", "CLOSED"],
        addressee: None,
        text: "当事人：{{当事人}}
统一社会信用代码：{{统一社会信用代码}}
住所：{{住所}}
本机关于{{立案日期}}对{{案件名称}}立案调查。经查，{{违法事实}}。
以上事实，主要有下列证据证明：{{证据}}。
{{告知情况}}
本机关认为，上述行为违反了{{违反条款}}的规定。依据{{处罚依据}}，于{{决定日期}}决定处罚如下：{{处罚内容}}。
{{履行方式和期限}}
如不服本决定，可以自收到本决定书之日起六十日内向{{复议机关}}申请行政复议，也可以自收到之日起六个月内依法向{{诉讼法院}}提起行政诉讼。复议、诉讼期间，除法律另有规定外，本决定不停止执行。",
    },
    Template {
        code: "NO_PENALTY_DECISION",
        name: "不予行政处罚决定书",
        word: "不罚",
        layout: "LETTER",
        statuses: &["DECIDED", "ENFORCING", "CLOSED"],
        addressee: None,
        text: "当事人：{{当事人}}
统一社会信用代码：{{统一社会信用代码}}
住所：{{住所}}
经查，{{违法事实}}。以上事实有下列证据证明：{{证据}}。
鉴于{{不予处罚的理由}}，依据《中华人民共和国行政处罚法》第三十三条的规定，本机关于{{决定日期}}决定对当事人不予行政处罚。
如不服本决定，可以自收到本决定书之日起六十日内向{{复议机关}}申请行政复议，也可以自收到之日起六个月内依法向{{诉讼法院}}提起行政诉讼。",
    },
    Template {
        code: "REFERRAL_LETTER",
        name: "案件移送函",
        word: "移送",
        layout: "LETTER",
        statuses: &["LEAD", "ACCEPTED", "FILED", "INVESTIGATING", "LEGAL_REVIEW", "REFERRED"],
        addressee: Some("{{移送机关}}"),
        text: "本机关在工作中发现的{{案件名称}}（案号：{{案号}}，当事人：{{当事人}}），经审查，{{移送理由}}。根据{{移送依据}}，现将该案移送你单位处理。
案情简要：{{案情摘要}}。
随函移送材料：{{移送材料}}。
请将处理结果函告本机关。联系人：{{办案人员}}。",
    },
    Template {
        code: "CRIME_REFERRAL",
        name: "涉嫌犯罪案件移送书",
        word: "涉罪移",
        layout: "LETTER",
        statuses: &["INVESTIGATING", "LEGAL_REVIEW", "REFERRED_TO_POLICE", "POLICE_RECONSIDERATION"],
        addressee: Some("{{移送机关}}"),
        text: "本机关办理的{{案件名称}}（案号：{{案号}}），当事人{{当事人}}的行为涉嫌构成{{涉嫌罪名}}。涉案金额{{涉案金额}}。
根据《行政执法机关移送涉嫌犯罪案件的规定》，经本机关负责人批准，现将该案移送你局，请依法审查，并在法定期限内将是否立案的决定书面通知本机关。
随案移送：涉嫌犯罪案件情况的调查报告、涉案物品清单、有关检验报告或者鉴定意见及{{其他材料}}。
联系人：{{办案人员}}。抄送：{{抄送检察院}}。",
    },
    Template {
        code: "ASSISTANCE_LETTER",
        name: "协助调查函",
        word: "协查",
        layout: "LETTER",
        statuses: &["LEAD", "ACCEPTED", "FILED", "INVESTIGATING", "LEGAL_REVIEW", "SUSPENDED"],
        addressee: Some("{{协查单位}}"),
        text: "本机关正在办理{{案件名称}}（案号：{{案号}}），当事人为{{当事人}}。根据《中华人民共和国行政处罚法》第二十六条的规定，请你单位协助调查以下事项：{{协查事项}}。
请于{{答复期限}}前将调查结果及有关材料函复本机关。
联系人：{{办案人员}}。联系电话：{{联系电话}}。",
    },
    Template {
        code: "CLOSING_APPROVAL",
        name: "结案审批表",
        word: "结审",
        layout: "FORM",
        statuses: &["DECIDED", "ENFORCING", "CLOSED"],
        addressee: None,
        text: "案件名称：{{案件名称}}
案由：{{案由}}
当事人：{{当事人}}
立案日期：{{立案日期}}
决定日期：{{决定日期}}
处罚内容：{{处罚内容}}
执行情况：{{执行情况}}
承办人意见：{{承办人意见}}
承办人：{{办案人员}}
承办机构负责人意见：
部门负责人审批意见：",
    },
    Template {
        code: "SERVICE_RECEIPT",
        name: "送达回证",
        word: "送达",
        layout: "FORM",
        statuses: &[],
        addressee: None,
        text: "送达文书名称及文号：{{送达文书}}
受送达人：{{当事人}}
案件名称：{{案件名称}}
送达地点：{{送达地点}}
送达方式：{{送达方式}}
送达人：{{办案人员}}
收件人签名或者盖章：
收到日期：
见证人：
备注：",
    },
];

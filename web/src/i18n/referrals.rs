//! What the pages of referrals say.

use super::words;

words! {
    /// Referrals and thresholds.
    Referrals {
        tab = "移送", "Referrals";
        inbox = "移送接收", "Referrals";
        none = "本案没有移送记录。", "This case was not referred.";
        refer = "移送其他部门或地区", "Refer to another department or region";
        propose = "提出移送公安机关", "Propose a referral to the police";
        propose_hint =
            "报请本部门负责人3日内决定。移交之前公安机关看不到本案。",
            "The department's head decides within 3 days. The police see nothing before the hand-over.";
        police = "公安机关（平台成员单位）", "Police (on the platform)";
        organ_name = "公安机关名称", "Name of the police";
        organ_hint =
            "公安机关不在平台上的，填写其名称，由本部门凭回执登记结果",
            "Where they are not on the platform: your department records their papers";
        region_name = "移送地区", "Region";
        region_hint =
            "移送外地的，填写地区和接收单位名称，由本部门凭回函登记结果",
            "Region and receiver in words: your department records the answer";
        ground = "理由", "Reason";
        package = "移送材料", "Package";
        package_hint =
            "移交时应当齐全：没有检验报告、鉴定结论或者涉案物品的，说明理由。",
            "Complete at the hand-over: say why where there is no appraisal or no goods.";
        item_document = "名称或编号", "Name or number";
        item_reason = "没有该项材料的理由", "Why there is none";
        left_out = "无此项", "None";
        lacking = "缺少", "Lacking";
        nothing_else = "无", "None";
        course = "移送过程", "Course of the referral";
        by_paper = "（凭文书登记）", " (from paper)";
        paper_hint =
            "由本部门凭接收单位的文书代为登记，请填写文书编号。",
            "You record the receiver's paper: name its number.";
        time = "时刻", "Time";
        time_hint =
            "移交应在批准后24小时内；不填写批准时刻的，计至次日终了",
            "The file is handed over within 24 hours of the approval; without its time, by the end of the next day";
        recorded_from_paper = "（凭文书登记）", " (from paper)";
        status = "移送状态", "State";
        target = "移送对象", "Receiver";
        from = "移送单位", "From";
        to = "接收单位", "To";
        referred_on = "移送日期", "Referred on";
        unanswered = "只看待答复", "Unanswered only";
        received: fn(i32, i32) -> String =
            |waiting, all| format!("收到的移送（待答复{waiting}，共{all}）"),
            |waiting, all| format!("Received ({waiting} to answer, {all} in all)");
        sent: fn(i32, i32) -> String =
            |open, all| format!("发出的移送（办理中{open}，共{all}）"),
            |open, all| format!("Sent ({open} under way, {all} in all)");
        all = "全部可见", "All visible";
        prosecution = "立案追诉标准", "Threshold for prosecution";
        reason_not_referred = "未移送公安机关的理由", "Why it is not referred to the police";
        reason_not_referred_hint =
            "涉案数额已达到追诉标准，作出行政处罚须说明未移送的理由",
            "The threshold for prosecution is met: a penalty needs a reason";
        thresholds = "立案追诉标准", "Thresholds for prosecution";
        thresholds_hint =
            "案件的涉案金额或者违法所得变动时，按当日有效的标准核对。未列出的案件类型没有以金额计算的标准。",
            "Held against each change of a case's amounts, as in force that day. A kind that is not listed has none in money.";
        former_too = "含已失效", "Former ones too";
        crime = "罪名", "Crime";
        amount = "数额（以上，含本数）", "From (that amount included)";
        condition = "附加情形", "Only if";
        article = "依据", "Provision";
        valid = "有效期", "In force";
        unconfirmed = "条款待核对", "to be checked";
    }
}

//! What is said about twins, departments that meet at a party, and the blacklist.

use super::words;

words! {
    /// Likely twins, and merging them.
    Twins {
        title = "疑似重复", "Likely twins";
        found =
            "以下当事人可能与您登记的是同一主体。是同一主体的，请直接使用；不是的，请确认后登记。",
            "These may be the same party. Use one of them, or confirm that yours is different.";
        confirm = "确为不同当事人，继续登记", "It is a different party: register it";
        namesake = "仅看疑似重名", "Namesakes only";
        merge = "合并", "Merge";
        merge_into = "并入本当事人", "Merge into this party";
        merged_names = "合并前名称", "Recorded as";
        merged = "当事人已合并", "Parties merged";
        reason = "合并理由", "Why they are one";
        reason_hint = "写入每个相关案件的办案过程", "Written into the history of every case that is touched";
        warning =
            "合并后，对方的案件、检查、涉案物品和名单记录全部归入本当事人，不能撤销。",
            "Cases, inspections, goods and entries of the other become this party's. There is no way back.";
    }
}

words! {
    /// Departments that meet at a party.
    Deconfliction {
        title = "案件撞线", "Deconfliction";
        explanation =
            "两个部门同时办理同一当事人的案件。仅显示当事人、对方部门及联系人，不显示对方案件内容。",
            "Two departments have open cases against one party. Shown are the party, the other department and its contact; not its case.";
        party = "当事人", "Party";
        found_on = "发现日期", "Found on";
        first = "先办部门", "First";
        second = "后办部门", "Second";
        contact = "联系人", "Contact";
        own_case = "案件", "Case";
        acknowledged = "已知悉", "Noted";
        acknowledgement = "知悉情况", "Noted by";
        unacknowledged = "未知悉", "Not noted";
        acknowledge = "确认知悉", "Take note";
        acknowledged_toast =
            "已确认知悉，请主动与对方部门联系",
            "Noted: get in touch with the other department";
        state = "状态", "State";
        live = "双方在办", "Both at work";
        ended = "已结束", "Ended";
        live_only = "仅看在办", "Live only";
        unacknowledged_only = "仅看未知悉", "Not noted only";
        proposed_only = "仅看待答复", "Unanswered only";
        proposal = "联合办案提议", "Proposal of joint handling";
        propose = "提议联合办案", "Propose joint handling";
        propose_hint =
            "由所选部门的负责人答复；同意后，另一部门参加办理该部门的案件",
            "The head of the chosen department answers; if accepted, the other department joins its case";
        owner = "主办部门", "Whose case";
        ground = "提议理由", "Why";
        proposed = "已提议联合办案", "Joint handling proposed";
        proposed_at = "提议时间", "Proposed at";
        waiting = "待答复", "Waits for an answer";
        answer = "答复", "Answer";
        accept = "同意联合办案", "Accept";
        accept_hint =
            "同意后，对方部门从即日起可以查看并参加办理本部门案件",
            "The other department sees and handles your case from today on";
        decline = "不同意", "Decline";
        reason = "理由", "Reason";
        answered = "已答复", "Answered";
        answered_at = "答复时间", "Answered at";
    }
}

words! {
    /// The blacklist.
    Blacklist {
        title = "严重违法失信名单", "Blacklist";
        flag = "失信", "Blacklisted";
        party = "当事人", "Party";
        state = "状态", "State";
        ground = "列入事由", "Ground";
        article = "依据", "Provisions";
        rule = "列入规则", "Rule";
        rules = "列入规则", "Rules";
        rules_hint =
            "案件以行政处罚结案时，按结案当日有效的规则提出列入建议，由双打办审核决定。",
            "When a case closes with a penalty, the rules in force on that day propose; the office decides.";
        condition = "条件", "Condition";
        valid = "有效期", "In force";
        listed_months = "列入期限", "Listed for";
        months = "个月", "months";
        cases = "所依据的案件", "Cases behind it";
        department = "办案部门", "Department";
        region = "地区", "Region";
        proposed_on = "建议日期", "Proposed on";
        notified_on = "告知日期", "Notified on";
        statement_until = "陈述申辩截止", "View until";
        notice_document = "告知书文号", "Notice number";
        statement = "当事人陈述申辩", "The party's view";
        stated_on = "陈述日期", "Stated on";
        listed_on = "列入日期", "Listed on";
        listed_until = "列入期至", "Listed until";
        decision_document = "列入决定书文号", "Decision number";
        published_on = "公示日期", "Published on";
        dismissed_on = "不予列入日期", "Dismissed on";
        reason = "理由", "Reason";
        removed_on = "移出日期", "Removed on";
        removal = "移出方式", "Kind of removal";
        removal_ground = "移出事由", "Ground of removal";
        removal_document = "移出决定书文号", "Removal decision number";
        on_list_only = "仅看在列", "On the list only";
        notify = "列入前告知", "Give notice";
        notify_hint =
            "告知当事人拟列入的事由、依据及陈述申辩的权利；截止日期按规则计算",
            "The party learns why it is to be listed and may state its view; the rule sets the last day";
        hear = "登记陈述申辩", "Record its view";
        list = "决定列入", "List";
        publish = "登记公示", "Record publication";
        dismiss = "不予列入", "Dismiss";
        remove = "移出名单", "Remove";
        entries = "失信名单记录", "Blacklist entries";
        any_kind = "各类案件", "Any case";
    }
}

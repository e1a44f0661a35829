//! What every page says: navigation, states, tables, forms, the account and the first page.

use super::words;

words! {
    /// The product's own name and what stands around every page.
    App {
        name = "打击侵权假冒工作平台", "IP enforcement and counterfeit control";
        short_name = "双打平台", "Shuangda";
        skip = "跳到正文", "Skip to content";
        menu = "菜单", "Menu";
        main_menu = "主菜单", "Main menu";
        language = "English", "中文";
        sign_out = "退出登录", "Sign out";
        print = "打印", "Print";
        breadcrumb = "当前位置", "You are here";
    }
}

words! {
    /// The menu's headings, and what has no page that says its name.
    Nav {
        dashboard = "工作台", "Dashboard";
        work = "业务办理", "Work";
        blacklist = "失信名单", "Blacklist";
        report = "统计", "Figures";
        manage = "管理", "Administration";
        account = "修改密码", "Change password";
    }
}

words! {
    /// Verbs on buttons.
    Action {
        save = "保存", "Save";
        submit = "提交", "Submit";
        cancel = "取消", "Cancel";
        close = "关闭", "Close";
        edit = "修改", "Edit";
        add = "添加", "Add";
        remove = "移除", "Remove";
        retry = "重试", "Try again";
        reload = "刷新页面", "Reload the page";
        reset = "重置", "Reset";
        back = "返回", "Back";
    }
}

words! {
    /// What a page shows instead of, or beside, its content.
    States {
        loading = "正在加载", "Loading";
        empty = "暂无数据", "Nothing here yet";
        empty_filtered = "没有符合条件的数据，请调整查询条件", "Nothing matches: change the conditions";
        error = "加载失败", "Could not be loaded";
        internal = "系统出现错误，请稍后重试", "Something went wrong; please try again later";
        internal_with_id =
            "系统出现错误，请稍后重试。如需协助，请提供编号：",
            "Something went wrong. If it happens again, quote this number:";
        offline = "无法连接服务器，请检查网络", "The server can't be reached: check the network";
        offline_banner =
            "网络已断开，所填内容仍保留在本页，恢复后可再次提交",
            "No connection. What you typed stays on this page; submit it once you are back";
        no_right = "您没有权限查看此内容", "You have no right to see this";
        no_right_hint =
            "如工作需要，请联系本地区系统管理员",
            "If your work needs it, ask your region's administrator";
        not_found = "页面或记录不存在", "No such page or record";
        not_found_hint =
            "记录可能不在您的查看范围内，或地址有误",
            "It may lie outside what you may see, or the address is wrong";
        session_ended = "登录已失效，请重新登录", "Your session has ended: please sign in again";
        too_much = "请求过于频繁或内容过大，请稍后重试", "Too many or too large requests: please wait";
        conflict = "此记录已被他人修改", "Somebody else has changed this record";
        conflict_hint =
            "您填写的内容仍保留在下方。请对照最新内容，确认后可在其基础上再次提交",
            "What you typed is kept below. Compare it with the latest version, then submit on top of that";
        conflict_latest = "最新内容", "Latest version";
        conflict_mine = "您填写的内容", "Yours";
        conflict_adopt = "已核对，以最新版本为基础", "I have compared: build on the latest version";
        saved = "已保存", "Saved";
        none = "—", "—";
        yes = "是", "Yes";
        no = "否", "No";
        rejected =
            "所填内容格式有误，请检查后重新提交",
            "Something is not in the right form: please check and submit again";
        outdated = "系统已更新，请刷新页面后继续", "The system has been updated: please reload the page";
        not_loaded =
            "页面未能载入：网络可能已断开，或者系统刚刚更新。请检查网络后重试；仍不能打开的，请刷新页面",
            "This page did not arrive: the connection may be gone, or the system has just been updated. Check the network and try again; if that does not help, reload";
    }
}

words! {
    /// Lists and their pages.
    Table {
        previous = "前一页", "Previous";
        next = "后一页", "Next";
        count = "统计总数", "Count all";
        total = "共", "Total";
        more_than = "超过", "More than";
        records = "条", "records";
        filter = "查询条件", "Conditions";
        all = "全部", "All";
        from = "自", "From";
        to = "至", "To";
        search_hint = "按 / 键可直接查询", "Press / to search";
        views = "常用筛选", "Views";
        save_view = "保存为常用筛选", "Save this view";
        view_name = "名称", "Name";
        view_hint =
            "保存当前的查询条件、排序和列；同名的将被替换",
            "Keeps the present conditions, order and columns; one of the same name is replaced";
        columns = "显示列", "Columns";
        usual_columns = "恢复默认列", "Usual columns";
        export = "导出Excel", "Export to Excel";
        exporting = "正在导出…", "Exporting…";
        exported = "已导出", "Exported";
    }
}

words! {
    /// Fields and what is wrong with them.
    Form {
        required = "必填", "required";
        choose = "请选择", "Choose";
        at_least = "余（以上）", "or more";
        at_least_mark = "余", "+";
        errors_one = "有内容需要改正", "Something needs correcting";
        not_saved = "提交未成功", "Not submitted";
        pick_hint = "输入名称查找", "Type a name to search";
        pick_asking = "正在查找…", "Searching…";
        pick_none = "没有找到", "Nothing found";
        submitting = "正在提交", "Submitting";
        no_date = "请填写日期", "Please give a date";
        not_a_count = "请填写整数", "Please give a whole number";
        not_money = "请填写金额，最多两位小数", "Please give an amount with at most two decimals";
    }
}

words! {
    /// Signing in and out, and the password.
    Account {
        sign_in = "登录", "Sign in";
        username = "用户名", "User name";
        password = "密码", "Password";
        signing_in = "正在登录", "Signing in";
        current_password = "当前密码", "Current password";
        new_password = "新密码", "New password";
        repeat_password = "再次输入新密码", "New password again";
        password_hint = "至少 10 个字符", "At least 10 characters";
        password_differs = "两次输入的新密码不一致", "The two new passwords differ";
        must_change = "首次登录或密码已重置，请先设置新密码", "Please set a new password before you go on";
        changed = "密码已修改", "Password changed";
        notice =
            "本系统为政务工作系统，操作均留有审计记录",
            "An official system: everything done here is recorded";
        signed_out_offline =
            "已清除本机登录信息，但未能通知服务器，请联网后再次退出",
            "Cleared here, but the server could not be told: sign out again once online";
        one_time_hint =
            "使用一次性密码的，请在密码栏输入；24 小时内有效，只能登录一次",
            "A one-time password goes into the same field; it works once, within 24 hours";
        /// How many wrong passwords, and when the last one was.
        failed_before: fn(i32, &str) -> String =
            |count, at| {
        format!(
            "自您上次登录以来，有 {count} 次以您的用户名登录失败，最近一次在 {at}。如非您本人，请告知安全审计员"
        )
    },
            |count, at| {
        format!(
            "{count} sign-ins under your name failed since your last one, the latest at {at}. If it was not you, tell your auditor"
        )
    };
        /// From where, how many, and when the last one was.
        failed_place: fn(&str, i32, &str) -> String =
            |place, count, at| format!("来自 {place}：{count} 次，最近 {at}"),
            |place, count, at| format!("From {place}: {count}, the latest at {at}");
        failed_elsewhere = "其他地址", "other addresses";
        failed_noted = "知道了", "Noted";
    }
}

words! {
    /// The first page.
    Dashboard {
        title = "工作台", "Dashboard";
        attention = "需要关注", "Needs attention";
        open_cases = "在办案件", "Open cases";
        overdue_cases = "超期案件", "Overdue cases";
        due_soon_cases = "即将到期", "Due soon";
        inspections_month = "本月检查", "Inspections this month";
        trainings_month = "本月培训", "Trainings this month";
        ongoing_actions = "进行中的行动", "Ongoing actions";
        by_status = "案件状态分布", "Cases by state";
        by_status_finding: fn(i32, &str, i32) -> String =
            |total, most, n| format!("共 {total} 件，最多的是{most}（{n} 件）。"),
            |total, most, n| format!("{total} cases, most of them {most} ({n}).");
        status = "状态", "State";
        cases = "件数", "Cases";
        months = "近十二个月案件", "Cases, last twelve months";
        months_finding: fn(i64, i64, &str) -> String =
            |accepted, closed, compared| format!("受理 {accepted} 件，{compared}；结案 {closed} 件。"),
            |accepted, closed, compared| format!("{accepted} accepted, {compared}; {closed} closed.");
        accepted = "受理", "Accepted";
        filed = "立案", "Filed";
        closed = "结案", "Closed";
        departments = "各单位办案情况", "Departments";
        department = "单位", "Department";
        open = "在办", "Open";
        month = "月份", "Month";
        due = "期限", "Due";
        matter = "事项", "Matter";
        subject = "内容", "Subject";
    }
}

words! {
    /// The audit log.
    Audit {
        title = "审计日志", "Audit log";
        actor = "操作人", "Who";
        action = "操作", "What";
        object_id = "对象编号", "Object";
        at = "时间", "When";
        sequence = "序号", "No.";
        object = "对象", "Object";
        detail = "内容", "Detail";
        address = "来源地址", "From";
        hash = "校验值", "Digest";
        note =
            "每条记录均含上一条的校验值，任何改动都会使其后的校验值对不上",
            "Each entry's digest covers the one before: a change anywhere would break all that follow";
    }
}

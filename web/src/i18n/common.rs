//! What every page says: navigation, states, tables, forms, the account and the first page.

/// The product's own name and what stands around every page.
pub struct App {
    pub name: &'static str,
    pub short_name: &'static str,
    pub skip: &'static str,
    pub menu: &'static str,
    pub main_menu: &'static str,
    pub language: &'static str,
    pub sign_out: &'static str,
    pub print: &'static str,
    pub breadcrumb: &'static str,
}

pub const APP_ZH: App = App {
    name: "打击侵权假冒工作平台",
    short_name: "双打平台",
    skip: "跳到正文",
    menu: "菜单",
    main_menu: "主菜单",
    language: "English",
    sign_out: "退出登录",
    print: "打印",
    breadcrumb: "当前位置",
};

pub const APP_EN: App = App {
    name: "IP enforcement and counterfeit control",
    short_name: "Shuangda",
    skip: "Skip to content",
    menu: "Menu",
    main_menu: "Main menu",
    language: "中文",
    sign_out: "Sign out",
    print: "Print",
    breadcrumb: "You are here",
};

/// The menu's headings, and what has no page that says its name.
pub struct Nav {
    pub dashboard: &'static str,
    pub work: &'static str,
    pub blacklist: &'static str,
    pub report: &'static str,
    pub manage: &'static str,
    pub account: &'static str,
}

pub const NAV_ZH: Nav = Nav {
    dashboard: "工作台",
    work: "业务办理",
    blacklist: "失信名单",
    report: "统计",
    manage: "管理",
    account: "修改密码",
};

pub const NAV_EN: Nav = Nav {
    dashboard: "Dashboard",
    work: "Work",
    blacklist: "Blacklist",
    report: "Figures",
    manage: "Administration",
    account: "Change password",
};

/// Verbs on buttons.
pub struct Action {
    pub save: &'static str,
    pub submit: &'static str,
    pub cancel: &'static str,
    pub close: &'static str,
    pub edit: &'static str,
    pub add: &'static str,
    pub remove: &'static str,
    pub retry: &'static str,
    pub reload: &'static str,
    pub reset: &'static str,
    pub back: &'static str,
}

pub const ACTION_ZH: Action = Action {
    save: "保存",
    submit: "提交",
    cancel: "取消",
    close: "关闭",
    edit: "修改",
    add: "添加",
    remove: "移除",
    retry: "重试",
    reload: "刷新页面",
    reset: "重置",
    back: "返回",
};

pub const ACTION_EN: Action = Action {
    save: "Save",
    submit: "Submit",
    cancel: "Cancel",
    close: "Close",
    edit: "Edit",
    add: "Add",
    remove: "Remove",
    retry: "Try again",
    reload: "Reload the page",
    reset: "Reset",
    back: "Back",
};

/// What a page shows instead of, or beside, its content.
pub struct States {
    pub loading: &'static str,
    pub empty: &'static str,
    pub empty_filtered: &'static str,
    pub error: &'static str,
    pub internal: &'static str,
    pub internal_with_id: &'static str,
    pub offline: &'static str,
    pub offline_banner: &'static str,
    pub no_right: &'static str,
    pub no_right_hint: &'static str,
    pub not_found: &'static str,
    pub not_found_hint: &'static str,
    pub session_ended: &'static str,
    pub too_much: &'static str,
    pub conflict: &'static str,
    pub conflict_hint: &'static str,
    pub conflict_latest: &'static str,
    pub conflict_mine: &'static str,
    pub conflict_adopt: &'static str,
    pub saved: &'static str,
    pub none: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub rejected: &'static str,
    pub outdated: &'static str,
    pub not_loaded: &'static str,
}

pub const STATES_ZH: States = States {
    loading: "正在加载",
    empty: "暂无数据",
    empty_filtered: "没有符合条件的数据，请调整查询条件",
    error: "加载失败",
    internal: "系统出现错误，请稍后重试",
    internal_with_id: "系统出现错误，请稍后重试。如需协助，请提供编号：",
    offline: "无法连接服务器，请检查网络",
    offline_banner: "网络已断开，所填内容仍保留在本页，恢复后可再次提交",
    no_right: "您没有权限查看此内容",
    no_right_hint: "如工作需要，请联系本地区系统管理员",
    not_found: "页面或记录不存在",
    not_found_hint: "记录可能不在您的查看范围内，或地址有误",
    session_ended: "登录已失效，请重新登录",
    too_much: "请求过于频繁或内容过大，请稍后重试",
    conflict: "此记录已被他人修改",
    conflict_hint: "您填写的内容仍保留在下方。请对照最新内容，确认后可在其基础上再次提交",
    conflict_latest: "最新内容",
    conflict_mine: "您填写的内容",
    conflict_adopt: "已核对，以最新版本为基础",
    saved: "已保存",
    none: "—",
    yes: "是",
    no: "否",
    rejected: "所填内容格式有误，请检查后重新提交",
    outdated: "系统已更新，请刷新页面后继续",
    not_loaded: "页面未能载入：网络可能已断开，或者系统刚刚更新。请检查网络后重试；仍不能打开的，请刷新页面",
};

pub const STATES_EN: States = States {
    loading: "Loading",
    empty: "Nothing here yet",
    empty_filtered: "Nothing matches: change the conditions",
    error: "Could not be loaded",
    internal: "Something went wrong; please try again later",
    internal_with_id: "Something went wrong. If it happens again, quote this number:",
    offline: "The server can't be reached: check the network",
    offline_banner: "No connection. What you typed stays on this page; submit it once you are back",
    no_right: "You have no right to see this",
    no_right_hint: "If your work needs it, ask your region's administrator",
    not_found: "No such page or record",
    not_found_hint: "It may lie outside what you may see, or the address is wrong",
    session_ended: "Your session has ended: please sign in again",
    too_much: "Too many or too large requests: please wait",
    conflict: "Somebody else has changed this record",
    conflict_hint: "What you typed is kept below. Compare it with the latest version, then submit on top of that",
    conflict_latest: "Latest version",
    conflict_mine: "Yours",
    conflict_adopt: "I have compared: build on the latest version",
    saved: "Saved",
    none: "—",
    yes: "Yes",
    no: "No",
    rejected: "Something is not in the right form: please check and submit again",
    outdated: "The system has been updated: please reload the page",
    not_loaded: "This page did not arrive: the connection may be gone, or the system has just been updated. Check the network and try again; if that does not help, reload",
};

/// Lists and their pages.
pub struct Table {
    pub previous: &'static str,
    pub next: &'static str,
    pub count: &'static str,
    pub total: &'static str,
    pub more_than: &'static str,
    pub records: &'static str,
    pub filter: &'static str,
    pub all: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub search_hint: &'static str,
    pub views: &'static str,
    pub save_view: &'static str,
    pub view_name: &'static str,
    pub view_hint: &'static str,
    pub columns: &'static str,
    pub usual_columns: &'static str,
    pub export: &'static str,
    pub exporting: &'static str,
    pub exported: &'static str,
}

pub const TABLE_ZH: Table = Table {
    previous: "前一页",
    next: "后一页",
    count: "统计总数",
    total: "共",
    more_than: "超过",
    records: "条",
    filter: "查询条件",
    all: "全部",
    from: "自",
    to: "至",
    search_hint: "按 / 键可直接查询",
    views: "常用筛选",
    save_view: "保存为常用筛选",
    view_name: "名称",
    view_hint: "保存当前的查询条件、排序和列；同名的将被替换",
    columns: "显示列",
    usual_columns: "恢复默认列",
    export: "导出Excel",
    exporting: "正在导出…",
    exported: "已导出",
};

pub const TABLE_EN: Table = Table {
    previous: "Previous",
    next: "Next",
    count: "Count all",
    total: "Total",
    more_than: "More than",
    records: "records",
    filter: "Conditions",
    all: "All",
    from: "From",
    to: "To",
    search_hint: "Press / to search",
    views: "Views",
    save_view: "Save this view",
    view_name: "Name",
    view_hint: "Keeps the present conditions, order and columns; one of the same name is replaced",
    columns: "Columns",
    usual_columns: "Usual columns",
    export: "Export to Excel",
    exporting: "Exporting…",
    exported: "Exported",
};

/// Fields and what is wrong with them.
pub struct Form {
    pub required: &'static str,
    pub choose: &'static str,
    pub at_least: &'static str,
    pub at_least_mark: &'static str,
    pub errors_one: &'static str,
    pub not_saved: &'static str,
    pub pick_hint: &'static str,
    pub pick_asking: &'static str,
    pub pick_none: &'static str,
    pub submitting: &'static str,
    pub no_date: &'static str,
    pub not_a_count: &'static str,
    pub not_money: &'static str,
}

pub const FORM_ZH: Form = Form {
    required: "必填",
    choose: "请选择",
    at_least: "余（以上）",
    at_least_mark: "余",
    errors_one: "有内容需要改正",
    not_saved: "提交未成功",
    pick_hint: "输入名称查找",
    pick_asking: "正在查找…",
    pick_none: "没有找到",
    submitting: "正在提交",
    no_date: "请填写日期",
    not_a_count: "请填写整数",
    not_money: "请填写金额，最多两位小数",
};

pub const FORM_EN: Form = Form {
    required: "required",
    choose: "Choose",
    at_least: "or more",
    at_least_mark: "+",
    errors_one: "Something needs correcting",
    not_saved: "Not submitted",
    pick_hint: "Type a name to search",
    pick_asking: "Searching…",
    pick_none: "Nothing found",
    submitting: "Submitting",
    no_date: "Please give a date",
    not_a_count: "Please give a whole number",
    not_money: "Please give an amount with at most two decimals",
};

/// Signing in and out, and the password.
pub struct Account {
    pub sign_in: &'static str,
    pub username: &'static str,
    pub password: &'static str,
    pub signing_in: &'static str,
    pub current_password: &'static str,
    pub new_password: &'static str,
    pub repeat_password: &'static str,
    pub password_hint: &'static str,
    pub password_differs: &'static str,
    pub must_change: &'static str,
    pub changed: &'static str,
    pub notice: &'static str,
    pub signed_out_offline: &'static str,
    pub one_time_hint: &'static str,
    /// How many wrong passwords, and when the last one was.
    pub failed_before: fn(i32, &str) -> String,
    /// From where, how many, and when the last one was.
    pub failed_place: fn(&str, i32, &str) -> String,
    pub failed_elsewhere: &'static str,
    pub failed_noted: &'static str,
}

pub const ACCOUNT_ZH: Account = Account {
    sign_in: "登录",
    username: "用户名",
    password: "密码",
    signing_in: "正在登录",
    current_password: "当前密码",
    new_password: "新密码",
    repeat_password: "再次输入新密码",
    password_hint: "至少 10 个字符",
    password_differs: "两次输入的新密码不一致",
    must_change: "首次登录或密码已重置，请先设置新密码",
    changed: "密码已修改",
    notice: "本系统为政务工作系统，操作均留有审计记录",
    signed_out_offline: "已清除本机登录信息，但未能通知服务器，请联网后再次退出",
    one_time_hint: "使用一次性密码的，请在密码栏输入；24 小时内有效，只能登录一次",
    failed_before: |count, at| {
        format!(
            "自您上次登录以来，有 {count} 次以您的用户名登录失败，最近一次在 {at}。如非您本人，请告知安全审计员"
        )
    },
    failed_place: |place, count, at| format!("来自 {place}：{count} 次，最近 {at}"),
    failed_elsewhere: "其他地址",
    failed_noted: "知道了",
};

pub const ACCOUNT_EN: Account = Account {
    sign_in: "Sign in",
    username: "User name",
    password: "Password",
    signing_in: "Signing in",
    current_password: "Current password",
    new_password: "New password",
    repeat_password: "New password again",
    password_hint: "At least 10 characters",
    password_differs: "The two new passwords differ",
    must_change: "Please set a new password before you go on",
    changed: "Password changed",
    notice: "An official system: everything done here is recorded",
    signed_out_offline: "Cleared here, but the server could not be told: sign out again once online",
    one_time_hint: "A one-time password goes into the same field; it works once, within 24 hours",
    failed_before: |count, at| {
        format!(
            "{count} sign-ins under your name failed since your last one, the latest at {at}. If it was not you, tell your auditor"
        )
    },
    failed_place: |place, count, at| format!("From {place}: {count}, the latest at {at}"),
    failed_elsewhere: "other addresses",
    failed_noted: "Noted",
};

/// The first page.
pub struct Dashboard {
    pub title: &'static str,
    pub attention: &'static str,
    pub open_cases: &'static str,
    pub overdue_cases: &'static str,
    pub due_soon_cases: &'static str,
    pub inspections_month: &'static str,
    pub trainings_month: &'static str,
    pub ongoing_actions: &'static str,
    pub by_status: &'static str,
    pub months: &'static str,
    pub accepted: &'static str,
    pub filed: &'static str,
    pub closed: &'static str,
    pub departments: &'static str,
    pub department: &'static str,
    pub open: &'static str,
    pub month: &'static str,
    pub due: &'static str,
    pub matter: &'static str,
    pub subject: &'static str,
}

pub const DASHBOARD_ZH: Dashboard = Dashboard {
    title: "工作台",
    attention: "需要关注",
    open_cases: "在办案件",
    overdue_cases: "超期案件",
    due_soon_cases: "即将到期",
    inspections_month: "本月检查",
    trainings_month: "本月培训",
    ongoing_actions: "进行中的行动",
    by_status: "案件状态分布",
    months: "近十二个月案件",
    accepted: "受理",
    filed: "立案",
    closed: "结案",
    departments: "各单位办案情况",
    department: "单位",
    open: "在办",
    month: "月份",
    due: "期限",
    matter: "事项",
    subject: "内容",
};

pub const DASHBOARD_EN: Dashboard = Dashboard {
    title: "Dashboard",
    attention: "Needs attention",
    open_cases: "Open cases",
    overdue_cases: "Overdue cases",
    due_soon_cases: "Due soon",
    inspections_month: "Inspections this month",
    trainings_month: "Trainings this month",
    ongoing_actions: "Ongoing actions",
    by_status: "Cases by state",
    months: "Cases, last twelve months",
    accepted: "Accepted",
    filed: "Filed",
    closed: "Closed",
    departments: "Departments",
    department: "Department",
    open: "Open",
    month: "Month",
    due: "Due",
    matter: "Matter",
    subject: "Subject",
};

/// The audit log.
pub struct Audit {
    pub title: &'static str,
    pub actor: &'static str,
    pub action: &'static str,
    pub object_id: &'static str,
    pub at: &'static str,
    pub sequence: &'static str,
    pub object: &'static str,
    pub detail: &'static str,
    pub address: &'static str,
    pub hash: &'static str,
    pub note: &'static str,
}

pub const AUDIT_ZH: Audit = Audit {
    title: "审计日志",
    actor: "操作人",
    action: "操作",
    object_id: "对象编号",
    at: "时间",
    sequence: "序号",
    object: "对象",
    detail: "内容",
    address: "来源地址",
    hash: "校验值",
    note: "每条记录均含上一条的校验值，任何改动都会使其后的校验值对不上",
};

pub const AUDIT_EN: Audit = Audit {
    title: "Audit log",
    actor: "Who",
    action: "What",
    object_id: "Object",
    at: "When",
    sequence: "No.",
    object: "Object",
    detail: "Detail",
    address: "From",
    hash: "Digest",
    note: "Each entry's digest covers the one before: a change anywhere would break all that follow",
};

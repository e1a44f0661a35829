//! What waits, what was told, and the bar at the bottom of a phone.

/// What waits for the viewer.
pub struct Todo {
    pub title: &'static str,
    pub all: &'static str,
    pub show_all: &'static str,
    pub none: &'static str,
    pub matter: &'static str,
    pub subject: &'static str,
    pub due: &'static str,
    pub left: &'static str,
    pub department: &'static str,
    pub not_before: &'static str,
    pub standing: &'static str,
    /// With the number of days for `{}`.
    pub overdue_by: &'static str,
    pub today: &'static str,
    /// With the number of days for `{}`.
    pub days_left: &'static str,
    pub more: &'static str,
}

pub const TODO_ZH: Todo = Todo {
    title: "待办事项",
    all: "全部",
    show_all: "查看全部待办",
    none: "没有待办事项",
    matter: "事项",
    subject: "案件",
    due: "期限",
    left: "剩余",
    department: "部门",
    not_before: "不早于 ",
    standing: "停止计算",
    overdue_by: "超期 {} 日",
    today: "今日到期",
    days_left: "还有 {} 日",
    more: "更多",
};

pub const TODO_EN: Todo = Todo {
    title: "To do",
    all: "All",
    show_all: "Show everything that waits",
    none: "Nothing waits for you",
    matter: "What",
    subject: "Case",
    due: "Due",
    left: "Left",
    department: "Department",
    not_before: "no earlier than ",
    standing: "Clock stopped",
    overdue_by: "{} days overdue",
    today: "Due today",
    days_left: "{} days left",
    more: "More",
};

/// What was told.
pub struct Notifications {
    pub title: &'static str,
    pub all: &'static str,
    pub unread: &'static str,
    pub mark: &'static str,
    pub mark_all: &'static str,
}

pub const NOTIFICATIONS_ZH: Notifications = Notifications {
    title: "消息提醒",
    all: "全部",
    unread: "未读",
    mark: "标为已读",
    mark_all: "全部标为已读",
};

pub const NOTIFICATIONS_EN: Notifications = Notifications {
    title: "Notifications",
    all: "All",
    unread: "Unread",
    mark: "Mark as read",
    mark_all: "Mark all as read",
};

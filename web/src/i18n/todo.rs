//! What waits, what was told, and the bar at the bottom of a phone.

use super::words;

words! {
    /// What waits for the viewer.
    Todo {
        title = "待办事项", "To do";
        all = "全部", "All";
        show_all = "查看全部待办", "Show everything that waits";
        none = "没有待办事项", "Nothing waits for you";
        matter = "事项", "What";
        subject = "案件", "Case";
        due = "期限", "Due";
        left = "剩余", "Left";
        department = "部门", "Department";
        not_before = "不早于 ", "no earlier than ";
        standing = "停止计算", "Clock stopped";
        /// With the number of days for `{}`.
        overdue_by = "超期 {} 日", "{} days overdue";
        today = "今日到期", "Due today";
        /// With the number of days for `{}`.
        days_left = "还有 {} 日", "{} days left";
        more = "更多", "More";
    }
}

words! {
    /// What was told.
    Notifications {
        title = "消息提醒", "Notifications";
        all = "全部", "All";
        unread = "未读", "Unread";
        mark = "标为已读", "Mark as read";
        mark_all = "全部标为已读", "Mark all as read";
    }
}

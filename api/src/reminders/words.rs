//! What reminders and e-mails say.

use chrono::{Datelike, NaiveDate};
use entity::enums::ClockKind;

use crate::{
    clocks::words,
    shared::language::{Text, day, text},
    todo::service::Counts,
};

/// How many lines of what waits an e-mail lists.
pub const LINES: usize = 20;

/// A reminder of a clock of `kind`, so many days after its last day. `of` is the case's number and
/// title; `provisional` says that the last day may be later.
pub fn reminder(
    kind: ClockKind,
    of: Option<(&str, &str)>,
    due_on: NaiveDate,
    offset: i64,
    provisional: bool,
) -> Text {
    let what = words::kind(kind);
    let (of_zh, of_en) = match of {
        Some((number, title)) => (format!("{number}《{title}》"), format!("{number} {title}: ")),
        None => (String::new(), String::new()),
    };
    let (at_least_zh, at_least_en) = if provisional { ("不早于", "no earlier than ") } else { ("", "") };
    let last = day(due_on);
    let (zh, en) = match offset {
        0 => ("今日到期".to_owned(), "is due today".to_owned()),
        -1 => ("明日到期".to_owned(), "is due tomorrow".to_owned()),
        ..0 => (format!("还有{}日到期", -offset), format!("is due in {} days", -offset)),
        1 => ("已超期1日".to_owned(), "is overdue by a day".to_owned()),
        _ => (format!("已超期{offset}日"), format!("is overdue by {offset} days")),
    };
    text(
        format!("{of_zh}“{}”{zh}（期限{at_least_zh}{}）", what.zh, last.zh),
        format!("{of_en}\"{}\" {en} (last day {at_least_en}{})", what.en, last.en),
    )
}

/// A line of an e-mail: what is to be done by when. The case is named by its number alone: mail
/// travels and stays where we do not see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub kind: ClockKind,
    /// Of which case.
    pub number: Option<String>,
    /// By when.
    pub due_on: NaiveDate,
}

/// What an e-mail says: its subject and its text, in Chinese; `None` where there is nothing to say.
/// `lines` are what is overdue or due soon, most urgent first; `address` is where the app is.
pub fn digest(
    name: &str,
    today: NaiveDate,
    counts: Counts,
    unread: u64,
    lines: &[Line],
    address: Option<&str>,
) -> Option<(String, String)> {
    let pressing = counts.overdue + counts.due_soon;
    if pressing == 0 && unread == 0 {
        return None;
    }
    let mut parts = Vec::new();
    if counts.overdue > 0 {
        parts.push(format!("超期{}项", counts.overdue));
    }
    if counts.due_soon > 0 {
        parts.push(format!("七日内到期{}项", counts.due_soon));
    }
    if unread > 0 {
        parts.push(format!("未读提醒{unread}条"));
    }
    let summary = parts.join("，");
    let subject = format!("【双打平台】{}月{}日待办提醒：{summary}", today.month(), today.day());
    let mut body = format!("{name}：\n\n截至{}，您有{summary}。\n", day(today).zh);
    for line in lines.iter().take(LINES) {
        let days = (line.due_on - today).num_days();
        let when = match days {
            ..0 => format!("已超期{}日", -days),
            0 => "今日到期".to_owned(),
            _ => format!("还有{days}日"),
        };
        let number = line.number.as_ref().map(|number| format!("{number}　")).unwrap_or_default();
        body += &format!("\n· {}　{number}{}　{when}", line.due_on, words::kind(line.kind).zh);
    }
    let listed = lines.len().min(LINES);
    let left = usize::try_from(pressing).unwrap_or_default().saturating_sub(listed);
    if left > 0 {
        body += &format!("\n· 另有{left}项");
    }
    if listed > 0 {
        body.push('\n');
    }
    match address {
        Some(address) => body += &format!("\n请登录平台办理：{address}\n"),
        None => body += "\n请登录平台办理。\n",
    }
    body += "\n本邮件由系统自动发送，请勿回复。\n";
    Some((subject, body))
}

/// What the daily e-mail tells an auditor: the last row of the audit log and its digest, to be kept where
/// nobody who can reach the database can change it.
pub fn audit_digest(name: &str, today: NaiveDate, (sequence, hash): (i64, &str)) -> (String, String) {
    let subject = format!("【双打平台】{}月{}日审计日志校验值：第{sequence}条", today.month(), today.day());
    let body = format!(
        "{name}：\n\n截至{}，审计日志最后一条为第{sequence}条，校验值：\n\n{sequence}:{hash}\n\n\
         请妥善保存本邮件。核对时在服务器上执行：\nshuangda audit verify --expect {sequence}:{hash}\n\n\
         本邮件由系统自动发送，请勿回复。\n",
        day(today).zh
    );
    (subject, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_reminder_says_what_is_due_when() {
        let said = |offset| {
            let of = Some(("岳市监案〔2026〕3号", "销售假冒白酒案"));
            reminder(ClockKind::CaseDecision, of, day("2026-11-20"), offset, false).zh
        };
        assert_eq!(
            said(-3),
            "岳市监案〔2026〕3号《销售假冒白酒案》“作出处理决定”还有3日到期（期限2026年11月20日）"
        );
        assert!(said(-1).contains("明日到期"));
        assert!(said(8).contains("已超期8日"));
        let unsure = reminder(ClockKind::Approval, None, day("2027-01-05"), 0, true);
        assert_eq!(unsure.zh, "“审批呈批事项”今日到期（期限不早于2027年1月5日）");
        assert!(
            unsure.en.ends_with("is due today (last day no earlier than 5 January 2027)"),
            "{}",
            unsure.en
        );
    }

    #[test]
    fn an_e_mail_says_what_presses_and_nothing_where_nothing_does() {
        let today = day("2026-11-18");
        let quiet = Counts { later: 5, without_limit: 1, total: 6, ..Counts::default() };
        assert_eq!(digest("李雷", today, quiet, 0, &[], None), None);
        let counts = Counts { overdue: 1, due_soon: 1, total: 2, ..Counts::default() };
        let line = |number: Option<&str>, due_on| Line {
            kind: ClockKind::CaseDecision,
            number: number.map(str::to_owned),
            due_on: day(due_on),
        };
        let lines = [line(Some("岳市监案〔2026〕3号"), "2026-11-16"), line(None, "2026-11-20")];
        let (subject, body) =
            digest("李雷", today, counts, 3, &lines, Some("https://shuangda.example")).unwrap();
        assert_eq!(subject, "【双打平台】11月18日待办提醒：超期1项，七日内到期1项，未读提醒3条");
        assert!(body.contains("· 2026-11-16　岳市监案〔2026〕3号　作出处理决定　已超期2日"), "{body}");
        assert!(body.contains("· 2026-11-20　作出处理决定　还有2日"), "{body}");
        assert!(body.contains("https://shuangda.example"), "{body}");
        let many = Counts { overdue: 30, total: 30, ..Counts::default() };
        let lines = vec![line(None, "2026-11-16"); 25];
        let (_, body) = digest("李雷", today, many, 0, &lines, None).unwrap();
        assert!(body.contains("另有10项"), "{body}");
    }
}

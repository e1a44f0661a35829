//! How a due date came about, and what else is said of clocks, in both languages.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};
use entity::{
    clock,
    enums::{ClockKind, ClockUnit},
};
use vocabulary::Term;

use super::rules::{ExtensionError, Given, Line, RestDay};
use crate::{
    calendar::{rules::Span, words::holiday},
    shared::{
        errors::{Problem, UserErrorCode},
        language::{Text, day, text},
    },
};

/// What starts it, as the explanation says it.
fn start(kind: ClockKind) -> Text {
    use ClockKind as K;
    match kind {
        K::ComplaintAcceptance | K::ReportVerification => text("收到", "Received"),
        K::ReporterNotice => text("作出决定", "Decided"),
        K::LeadVerification => text("收到线索", "Lead received"),
        K::CaseDecision | K::DisputeClosing => text("立案", "Filed"),
        K::LegalReview => text("提交审核", "Handed in for review"),
        K::HearingRequest => text("送达告知书", "Notice served"),
        K::DecisionService | K::PenaltyPublication => text("作出处罚决定", "Decided"),
        K::Preservation => text("先行登记保存", "Registered for preservation"),
        K::Sealing => text("查封、扣押", "Sealed or detained"),
        K::PoliceReferralApproval => text("提出移送报告", "Referral proposed"),
        K::PoliceHandover => text("批准移送", "Referral approved"),
        K::PoliceFiling | K::ReferralAnswer | K::ReconsiderationAnswer => text("收到", "Received"),
        K::ReconsiderationRequest => text("收到不予立案通知", "Told of the refusal"),
        K::Approval => text("呈批", "Proposed"),
        K::Supervision => text("挂牌督办", "Put under supervision"),
        _ => text("起算", "Started"),
    }
}

/// So many of a unit.
pub fn period(length: u32, unit: ClockUnit) -> Text {
    match unit {
        ClockUnit::WorkingDays => text(format!("{length}个工作日"), format!("{length} working days")),
        ClockUnit::Days => text(format!("{length}日"), format!("{length} days")),
        ClockUnit::Months => text(format!("{length}个月"), format!("{length} months")),
        ClockUnit::Hours => text(format!("{length}小时"), format!("{length} hours")),
        ClockUnit::DayOfMonth => text(format!("当月{length}日"), format!("day {length} of the month")),
    }
}

fn zh(date: NaiveDate, year: bool) -> String {
    match year {
        true => day(date).zh,
        false => format!("{}月{}日", date.month(), date.day()),
    }
}

fn en(date: NaiveDate) -> String {
    day(date).en
}

fn moment(at: DateTime<Utc>) -> (String, String) {
    let local =
        FixedOffset::east_opt(8 * 3600).map_or(at.naive_utc(), |zone| at.with_timezone(&zone).naive_local());
    let time = local.format("%H:%M");
    (format!("{}{time}", zh(local.date(), true)), format!("{} {time}", en(local.date())))
}

/// So many, in English.
fn counted(count: i64, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// The holidays among rest days, by their names and days; empty where there are none.
fn among(holidays: &[Span]) -> Option<Text> {
    let named: Vec<Text> = holidays.iter().map(holiday).collect();
    let join = |of: fn(&Text) -> &str, between: &str| named.iter().map(of).collect::<Vec<_>>().join(between);
    (!named.is_empty()).then(|| text(join(|name| &name.zh, "、"), join(|name| &name.en, ", ")))
}

/// The rest day on which a date was set, as a list names it: 国庆节10月1日至8日, 星期六.
pub fn rest_day(day: &RestDay) -> Text {
    match &day.holiday {
        Some(span) => holiday(span),
        None if day.on.weekday() == chrono::Weekday::Sat => text("星期六", "Saturday"),
        None => text("星期日", "Sunday"),
    }
}

/// That a date which was set by hand falls on a rest day.
fn set_on(day: &RestDay) -> Text {
    let (on, name) = (text(zh(day.on, true), en(day.on)), rest_day(day));
    match day.missing_year {
        None => text(
            format!("注意：所定期限{}为休息日（{}），不自动顺延", on.zh, name.zh),
            format!(
                "Note: {}, the day that was set, is a rest day ({}); it does not move by itself",
                on.en, name.en
            ),
        ),
        Some(year) => text(
            format!(
                "注意：所定期限{}为{}（{year}年节假日安排尚未录入，是否调休上班未知），不自动顺延",
                on.zh, name.zh
            ),
            format!(
                "Note: {}, the day that was set, is a {} (the holidays of {year} are not known yet); it does not move by itself",
                on.en, name.en
            ),
        ),
    }
}

/// One line of the explanation of a clock of `kind`.
pub fn line(kind: ClockKind, line: &Line) -> Text {
    let begins = start(kind);
    match *line {
        Line::StartedAt(at, rule) => {
            let (length, (zh, en)) = (period(rule.length, rule.unit), moment(at));
            text(
                format!("{zh}{}，{}内完成", begins.zh, length.zh),
                format!("{} on {en}, within {}", begins.en, length.en),
            )
        }
        Line::Started(on, rule) => {
            let length = period(rule.length, rule.unit);
            match rule.unit {
                ClockUnit::DayOfMonth => text(
                    format!("{}，应于{}前完成", zh(on, true), length.zh),
                    format!("{}, to be done by {}", en(on), length.en),
                ),
                ClockUnit::Hours => text(
                    format!("{}{}，{}内完成", zh(on, true), begins.zh, length.zh),
                    format!("{} on {}, within {}", begins.en, en(on), length.en),
                ),
                _ => text(
                    format!("{}{}，次日起算{}", zh(on, true), begins.zh, length.zh),
                    format!("{} on {}, {} counted from the next day", begins.en, en(on), length.en),
                ),
            }
        }
        Line::Unlimited(on) => text(
            format!("{}{}，没有规定期限", zh(on, true), begins.zh),
            format!("{} on {}, without a limit", begins.en, en(on)),
        ),
        Line::Set(on, until) => text(
            format!("{}{}，要求于{}前完成", zh(on, true), begins.zh, zh(until, true)),
            format!("{} on {}, to be done by {}", begins.en, en(on), en(until)),
        ),
        Line::Extended(by, total, unit) => {
            let (by, total) = (period(by, unit), period(total, unit));
            text(
                format!("经批准延长{}，共{}", by.zh, total.zh),
                format!("Extended by {} to {}", by.en, total.en),
            )
        }
        Line::DateSet(on, until) => text(
            format!("{}另定期限至{}", zh(on, true), zh(until, true)),
            format!("On {} the last day was set to {}", en(on), en(until)),
        ),
        Line::Revoked(on, given) => {
            let given = match given {
                Given::Extension(by, Some(unit)) => {
                    let by = period(by, unit);
                    text(format!("批准的延长{}", by.zh), format!("the extension by {}", by.en))
                }
                Given::Extension(_, None) => text("批准的延长", "the extension"),
                Given::Date(until) => text(
                    format!("另定的期限{}", zh(until, true)),
                    format!("the date {} that was set", en(until)),
                ),
            };
            text(
                format!("{}撤销{}，不计入", zh(on, true), given.zh),
                format!("On {} {} was revoked, and counts for nothing", en(on), given.en),
            )
        }
        Line::Excluded(why, first, last) => {
            let (why, days) = (why.label(), (last - first).num_days() + 1);
            let (days_zh, days_en) = match first == last {
                true => (zh(first, false), en(first)),
                false => (
                    format!("{}至{}", zh(first, false), zh(last, false)),
                    format!("{} to {}", en(first), en(last)),
                ),
            };
            text(
                format!("因{}扣除{days}日（{days_zh}）", why.zh),
                format!("{} taken out for {} ({days_en})", counted(days, "day"), why.en.to_lowercase()),
            )
        }
        Line::Standing(stop) => {
            let why = stop.reason.label();
            text(
                format!("因{}自{}起停止计算，恢复后顺延", why.zh, zh(stop.from, true)),
                format!(
                    "Stopped for {} since {}; the last day moves on when it resumes",
                    why.en.to_lowercase(),
                    en(stop.from)
                ),
            )
        }
        Line::RestDays(rests, made_up, ref holidays) => {
            let names = among(holidays);
            let (named_zh, named_en) = names.map_or_else(Default::default, |names| {
                (format!("（含{}）", names.zh), format!(" (among them {})", names.en))
            });
            let (made_zh, made_en) = match made_up {
                0 => Default::default(),
                _ => (
                    format!("，调休上班{made_up}日计入"),
                    format!(", {} counted", counted(made_up, "make-up working day")),
                ),
            };
            text(
                format!("其间休息日、节假日{rests}日不计{named_zh}{made_zh}"),
                format!("{} passed over{named_en}{made_en}", counted(rests, "rest day")),
            )
        }
        Line::Rolled(from, to, ref holidays) => {
            let names = among(holidays);
            let (named_zh, named_en) = names.map_or_else(Default::default, |names| {
                (format!("（{}）", names.zh), format!(" ({})", names.en))
            });
            text(
                format!("届满日{}为休息日{named_zh}，顺延至{}", zh(from, false), zh(to, false)),
                format!("{} is a rest day{named_en}, so it ends on {}", en(from), en(to)),
            )
        }
        Line::SetOnRestDay(ref day) => set_on(day),
        Line::ToTheEndOf(on) => text(
            format!("{}时刻未记录，只知日期，计至{}24时", begins.zh, zh(on, true)),
            format!("Only the day is known, not the moment: until the end of {}", en(on)),
        ),
        Line::MissingYear(year, on) if on.year() < year => text(
            format!(
                "{year}年节假日安排尚未录入，可能涉及{}年12月29日至31日，期限不早于{}",
                on.year(),
                zh(on, true)
            ),
            format!(
                "The holidays of {year} are not known yet and may take 29 to 31 December {}: not before {}",
                on.year(),
                en(on)
            ),
        ),
        Line::MissingYear(year, on) => text(
            format!("{year}年节假日安排尚未录入，期限不早于{}", zh(on, true)),
            format!("The holidays of {year} are not known yet: not before {}", en(on)),
        ),
        Line::Due(on) => text(format!("期限至{}", zh(on, true)), format!("Due on {}", en(on))),
        Line::DueAt(at) => {
            let (zh, en) = moment(at);
            text(format!("期限至{zh}"), format!("Due on {en}"))
        }
    }
}

/// Why a clock gets no more time, for the person.
pub fn extension(error: ExtensionError) -> Problem {
    let refused = |path, zh: &str, en: &str| Problem::new(UserErrorCode::IllegalTransition, path, zh, en);
    match error {
        ExtensionError::None => {
            refused("", "该期限依法不得延长", "The law knows no extension of this period")
        }
        ExtensionError::Once => refused(
            "",
            "该期限已延长过，不得再延长",
            "The period was extended already; there is no second extension",
        ),
        ExtensionError::OnceThenCollective => refused(
            "until",
            "该期限已延长过；再延长须经集体讨论确定日期，请填写集体讨论确定的期限",
            "The period was extended already; any more time needs a date that is set collectively",
        ),
        ExtensionError::ExtendFirst => refused(
            "until",
            "应先依法批准延长，期满仍不能作出决定的，方可集体讨论确定期限",
            "A date is set collectively only after the extension by approval",
        ),
        ExtensionError::NotLater(due_on) => Problem::new(
            UserErrorCode::DateOrder,
            "until",
            format!("新的期限应晚于现期限{due_on}"),
            format!("The date must lie after the present last day, {due_on}"),
        ),
        ExtensionError::NeedsDate => {
            refused("until", "请填写新的期限日期", "Say to which date the period is extended")
        }
    }
}

/// That only the moment tells whether what was done on the last day was done in time.
pub fn needs_moment(due_at: DateTime<Utc>) -> (String, String) {
    let (zh, en) = moment(due_at);
    (
        format!("期限至{zh}，当日办理的请填写时刻，以判断是否按期"),
        format!("It runs out on {en}: of what was done that day, give the moment"),
    )
}

/// That the head revoked an extension, for who is told.
pub fn revoked(number: &str, clock: &clock::Model) -> Text {
    let (name, due) = (clock.kind.label(), clock.due_on.map(|due| text(zh(due, true), en(due))));
    let (zh, en) = due.map_or_else(Default::default, |due| {
        (format!("，期限至{}", due.zh), format!(", now due on {}", due.en))
    });
    text(
        format!("案件{number}“{}”期限的延长已撤销{zh}", name.zh),
        format!("Case {number}: the extension of \"{}\" was revoked{en}", name.en),
    )
}

/// What was done to a clock, for the case's history, which is kept in Chinese.
pub fn happened(mutation: &str, clock: &clock::Model) -> String {
    let name = clock.kind.label().zh;
    let due = clock.due_on.map(|due| format!("，期限至{}", zh(due, true))).unwrap_or_default();
    match mutation {
        "stopClock" => format!("“{name}”期限停止计算"),
        "resumeClock" => format!("“{name}”期限恢复计算{due}"),
        "revokeClockExtension" => format!("撤销“{name}”期限的延长{due}"),
        _ => format!("“{name}”期限延长{due}"),
    }
}

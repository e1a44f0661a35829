//! What is said of monthly reports: notifications, refusals, findings.

use std::sync::Arc;

use chrono::NaiveDate;
use entity::enums::MonthlyReportAct as Act;
use vocabulary::ReportCheck as Check;

use super::rules::{Refusal, checks::Finding};
use crate::shared::{
    figures::indicators::Definition,
    language::{Text, day, text},
};

/// 2026年11月, 2026-11.
pub fn month(month: NaiveDate) -> Text {
    text(month.format("%Y年%-m月").to_string(), month.format("%Y-%m").to_string())
}

/// That a report is owed.
pub fn opened(of: NaiveDate, due_on: Option<NaiveDate>) -> Text {
    let month = month(of);
    let (zh, en) = match due_on.map(day) {
        Some(due_on) => (format!("，请于{}前报送", due_on.zh), format!(" until {}", due_on.en)),
        None => (String::new(), String::new()),
    };
    text(
        format!("{}数据月报开始填报{zh}", month.zh),
        format!("The monthly report of {} is due{en}", month.en),
    )
}

/// What was done with whose report of a month, and why.
pub fn done(act: Act, of: NaiveDate, whose: &str, note: Option<&str>) -> Text {
    let month = month(of);
    let note = note.map(|note| (format!("：{note}"), format!(": {note}"))).unwrap_or_default();
    let (zh, en) = match act {
        Act::Submit => ("已报送", "was submitted"),
        Act::Return => ("被退回", "was returned"),
        Act::Accept => ("已采用", "was accepted"),
        Act::Excuse => ("已免报", "is excused"),
        Act::Unfreeze => ("已解除锁定，请重新报送", "is to be submitted anew"),
        Act::Urge => ("被催报", "is urgently wanted"),
    };
    text(
        format!("{whose}{}数据月报{zh}{}", month.zh, note.0),
        format!("{whose}: the monthly report of {} {en}{}", month.en, note.1),
    )
}

/// Why an act is refused; `below` are the names of who is waited for.
pub fn refusal(refusal: Refusal, below: &[String]) -> Text {
    match refusal {
        Refusal::State => text("月报当前状态不能这样办理", "The report's state allows no such thing"),
        Refusal::WaitingBelow(n) => {
            let names = below.join("、");
            text(
                format!("尚有{n}份月报未采用，也未免报，不能报送本地区月报：{names}"),
                format!("{n} reports below are neither accepted nor excused: {}", below.join(", ")),
            )
        }
        Refusal::EarlierOpen => text("请先报送以前月份的月报", "An earlier month is to be submitted first"),
        Refusal::LaterTold => text(
            "以后月份的月报已报送，请先退回或解除较晚的月份",
            "A later month is submitted: open that one first",
        ),
        Refusal::LockedAbove => text(
            "本地区该月月报已报送，请先由上级解除本地区月报的锁定",
            "The region's own month is submitted: it is opened from the top down",
        ),
    }
}

/// What the check found, with the names and numbers of the figures.
pub fn finding(finding: &Finding, known: &[Arc<Definition>]) -> Text {
    let named = |code: &String| known.iter().find(|definition| definition.code == *code);
    let name =
        |code: &String| named(code).map_or_else(|| text(code.clone(), code.clone()), |it| it.name.clone());
    let written = |code: &String, value: i64| {
        named(code).map_or_else(|| value.to_string(), |definition| definition.written(value))
    };
    let said = |code: &String, value: i64| {
        let (name, value) = (name(code), written(code, value));
        text(format!("{}{value}", name.zh), format!("{} {value}", name.en))
    };
    let all = |separators: (&str, &str), parts: &[Text]| {
        let of = |of: fn(&Text) -> &String| parts.iter().map(of).cloned().collect::<Vec<_>>();
        text(of(|part| &part.zh).join(separators.0), of(|part| &part.en).join(separators.1))
    };
    let (Some(first), values) = (finding.codes.first(), finding.values.as_slice()) else {
        return text("", "");
    };
    match (finding.check, values) {
        (Check::Missing, _) => {
            let n = finding.codes.len();
            text(
                format!("{n}项指标没有记录，也没有确认为零"),
                format!("{n} figures have no records, and no zero is confirmed"),
            )
        }
        (Check::Sums, [total, parts @ ..]) => {
            let parts: Vec<Text> =
                finding.codes[1..].iter().zip(parts).map(|(code, value)| said(code, *value)).collect();
            let (whole, parts) = (said(first, *total), all(("、", ", "), &parts));
            text(
                format!("{}，与其中的{}不相符", whole.zh, parts.zh),
                format!("{} does not agree with {}", whole.en, parts.en),
            )
        }
        (Check::ZeroDespiteRecords, [_, computed]) => {
            let (name, computed) = (name(first), written(first, *computed));
            text(
                format!("{}报零，但记录有{computed}", name.zh),
                format!("{} is reported as zero, and records say {computed}", name.en),
            )
        }
        (Check::Jump, [value, usual]) => {
            let (said, usual) = (said(first, *value), written(first, *usual));
            text(format!("{}，近几个月一般为{usual}", said.zh), format!("{}, usually {usual}", said.en))
        }
        (Check::Corrected, [value, computed]) => {
            let (said, computed) = (said(first, *value), written(first, *computed));
            text(format!("{}，记录为{computed}", said.zh), format!("{}, and records say {computed}", said.en))
        }
        _ => name(first),
    }
}

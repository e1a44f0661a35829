//! The columns that a list of cases can show, and what each says of a case.

use async_graphql::Enum;
use entity::case;

use super::sheet::Cell;
use crate::{
    cases::words,
    shared::language::{Language, Text, text},
};

/// A column of the list of cases.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseColumn {
    /// 案号
    Number,
    /// 案件名称
    Title,
    /// 当事人
    Parties,
    /// 案件类型
    Kind,
    /// 案件来源
    Source,
    /// 标记
    Marks,
    /// 办理状态
    Status,
    /// 办理结果
    Outcome,
    /// 办案部门
    Department,
    /// 承办人
    Handlers,
    /// 专项行动
    Action,
    /// 收到日期
    ReceivedOn,
    /// 受理日期
    AcceptedOn,
    /// 立案日期
    FiledOn,
    /// 决定日期
    DecidedOn,
    /// 结案日期
    ClosedOn,
    /// 办案期限
    DueOn,
    /// 涉案金额
    Amount,
    /// 违法所得
    IllegalIncome,
    /// 罚款
    Fine,
    /// 没收违法所得
    ConfiscatedIncome,
}

/// A case with the names that its columns show.
pub struct Line {
    /// The case.
    pub case: case::Model,
    /// The department's short name.
    pub department: String,
    /// The joint action's name, where the viewer may see it.
    pub action: Option<String>,
    /// The parties' names.
    pub parties: Vec<String>,
    /// The handlers' names.
    pub handlers: Vec<String>,
}

impl CaseColumn {
    /// The heading and its width in characters.
    pub fn heading(self) -> (Text, f64) {
        use CaseColumn::*;
        let (zh, en, width) = match self {
            Number => ("案号", "Number", 18.0),
            Title => ("案件名称", "Title", 40.0),
            Parties => ("当事人", "Parties", 30.0),
            Kind => ("案件类型", "Kind", 14.0),
            Source => ("案件来源", "Source", 12.0),
            Marks => ("标记", "Marks", 12.0),
            Status => ("办理状态", "Status", 14.0),
            Outcome => ("办理结果", "Outcome", 14.0),
            Department => ("办案部门", "Department", 18.0),
            Handlers => ("承办人", "Handlers", 16.0),
            Action => ("专项行动", "Joint action", 24.0),
            ReceivedOn => ("收到日期", "Received", 12.0),
            AcceptedOn => ("受理日期", "Accepted", 12.0),
            FiledOn => ("立案日期", "Filed", 12.0),
            DecidedOn => ("决定日期", "Decided", 12.0),
            ClosedOn => ("结案日期", "Closed", 12.0),
            DueOn => ("办理期限", "Due", 12.0),
            Amount => ("涉案金额（元）", "Amount (yuan)", 16.0),
            IllegalIncome => ("违法所得（元）", "Illegal income (yuan)", 16.0),
            Fine => ("罚款（元）", "Fine (yuan)", 14.0),
            ConfiscatedIncome => ("没收违法所得（元）", "Confiscated income (yuan)", 18.0),
        };
        (text(zh, en), width)
    }

    /// What the column says of a case.
    pub fn cell(self, line: &Line, language: Language) -> Cell {
        use CaseColumn::*;
        let Line { case, .. } = line;
        let said = |text: Text| Cell::Text(text.in_language(language).to_owned());
        let separator = match language {
            Language::Chinese => "、",
            Language::English => ", ",
        };
        let listed = |names: &[String]| match names {
            [] => Cell::Empty,
            names => Cell::Text(names.join(separator)),
        };
        let money = |fen: Option<i64>| fen.map_or(Cell::Empty, Cell::Fen);
        match self {
            Number => Cell::Text(case.number.clone()),
            Title => Cell::Text(case.title.clone()),
            Parties => listed(&line.parties),
            Kind => said(words::kind(case.kind)),
            Source => said(words::source(case.source)),
            Marks => {
                let marks = words::marks(case).into_iter();
                listed(&marks.map(|mark| mark.in_language(language).to_owned()).collect::<Vec<_>>())
            }
            Status => said(words::status(case.status)),
            Outcome => case.outcome.map_or(Cell::Empty, |outcome| said(words::outcome(outcome))),
            Department => Cell::Text(line.department.clone()),
            Handlers => listed(&line.handlers),
            Action => line.action.clone().into(),
            ReceivedOn => Cell::Day(case.received_on),
            AcceptedOn => case.accepted_on.into(),
            FiledOn => case.filed_on.into(),
            DecidedOn => case.decided_on.into(),
            ClosedOn => case.closed_on.into(),
            DueOn => case.due_on.into(),
            Amount => money(case.amount_fen),
            IllegalIncome => money(case.illegal_income_fen),
            Fine => money(case.fine_fen),
            ConfiscatedIncome => money(case.confiscated_income_fen),
        }
    }
}

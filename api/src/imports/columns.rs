//! The columns of each ledger, once for all: what each is called here and elsewhere, of which field of the input it
//! speaks, whether it must be there, and what it may hold. The template, the matching of heads and the messages come
//! from these tables. Pure.

use std::sync::LazyLock;

use entity::enums::{
    CaseKind, CaseOutcome, CaseSource, CaseStatus, FocusArea, LedgerKind, PartyKind, PremisesResult,
    PublicityKind, TrainingKind,
};
use vocabulary::{CaseColumn, CaseMark, Label, Term};

use super::cells::word;
use crate::shared::language::{Text, text};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text.
    Text,
    /// Texts, between 、 or commas.
    Texts,
    /// A day.
    Day,
    /// An amount of money.
    Money,
    /// A number of things, perhaps a lower bound.
    Quantity,
    /// A number of things.
    Count,
    /// Yes or no.
    Flag,
    /// One of these: the value's name, and what people read.
    Choice(Vec<(String, Label)>),
    /// Some of these.
    Choices(Vec<(String, Label)>),
}

/// A column of a ledger.
#[derive(Clone, Debug)]
pub struct Column {
    /// The field of the input of which it speaks; `*` stands for an index.
    pub path: &'static str,
    /// What lists and exports call it.
    pub label: Label,
    /// What else it is called.
    pub variants: &'static [&'static str],
    /// Whether each row must fill it in.
    pub required: bool,
    /// What it holds.
    pub form: Form,
}

impl Column {
    fn new(path: &'static str, label: Label, form: Form, variants: &'static [&'static str]) -> Self {
        Self { path, label, variants, required: false, form }
    }

    fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Whether a head that is called `name`, as [`name_of`] reads it, is this column's.
    fn is_called(&self, name: &str) -> bool {
        let own = [self.label.zh, self.label.en].into_iter().chain(self.variants.iter().copied());
        own.map(|own| name_of(own).0).any(|own| own == name)
    }

    /// Whether it is of the field to which `path` leads.
    pub fn speaks_of(&self, path: &[String]) -> bool {
        !path.is_empty()
            && self.path.split('.').zip(path).all(|(own, other)| own == "*" || own == other.as_str())
    }

    /// What it may hold.
    pub fn allowed(&self) -> Text {
        let among = |choices: &[(String, Label)]| {
            let zh: Vec<_> = choices.iter().map(|(_, label)| label.zh).collect();
            let en: Vec<_> = choices.iter().map(|(_, label)| label.en).collect();
            (zh.join("、"), en.join(", "))
        };
        match &self.form {
            Form::Text => text("文字", "a text"),
            Form::Texts => text("文字，多个用顿号“、”分开", "texts, separated by commas"),
            Form::Day => text(
                "日期，如2026-11-30、2026/11/30、20261130、2026年11月30日",
                "a day, such as 2026-11-30, 2026/11/30, 20261130, 2026年11月30日",
            ),
            Form::Money => text(
                "金额，以元为单位，不小于0，最多两位小数，如12800.50；以万元为单位的，写“1.28万”或在表头注明万元",
                "an amount of yuan, at least 0 with at most two decimal places, such as 12800.50; of 万元 where it or its head says so",
            ),
            Form::Quantity => text(
                "不小于0的整数，如500；不确切的写“500余”",
                "a whole number, at least 0; of a lower bound \"500余\"",
            ),
            Form::Count => text("不小于0的整数", "a whole number, at least 0"),
            Form::Flag => text("是或否", "yes or no"),
            Form::Choice(choices) => {
                let (zh, en) = among(choices);
                text(format!("下列之一：{zh}"), format!("one of: {en}"))
            }
            Form::Choices(choices) => {
                let (zh, en) = among(choices);
                text(format!("下列各项，多个用顿号“、”分开：{zh}"), format!("some of: {en}"))
            }
        }
    }
}

/// The name by which a head is compared, and whether it says that its amounts are of 万元.
fn name_of(head: &str) -> (String, bool) {
    let name = word(head);
    let bare = name.strip_suffix("必填").unwrap_or(&name);
    match bare.strip_suffix("万元") {
        Some(bare) => (bare.to_owned(), true),
        None => (bare.strip_suffix('元').unwrap_or(bare).to_owned(), false),
    }
}

/// The place in `table` of the column that a head names, and whether its amounts are of 万元.
pub fn named(table: &[Column], head: &str) -> Option<(usize, bool)> {
    let (name, ten_thousands) = name_of(head);
    let place = table.iter().position(|column| !name.is_empty() && column.is_called(&name))?;
    Some((place, ten_thousands))
}

/// The columns of the ledger, from the left.
pub fn of(kind: LedgerKind) -> &'static [Column] {
    static CASES: LazyLock<Vec<Column>> = LazyLock::new(cases);
    static INSPECTIONS: LazyLock<Vec<Column>> = LazyLock::new(inspections);
    static TRAININGS: LazyLock<Vec<Column>> = LazyLock::new(trainings);
    static PUBLICITY: LazyLock<Vec<Column>> = LazyLock::new(publicity);
    match kind {
        LedgerKind::Cases => &CASES,
        LedgerKind::Inspections => &INSPECTIONS,
        LedgerKind::Trainings => &TRAININGS,
        LedgerKind::PublicityEvents => &PUBLICITY,
    }
}

fn terms<T: Term>() -> Vec<(String, Label)> {
    T::ALL.iter().map(|term| (term.code(), term.label())).collect()
}

const fn label(zh: &'static str, en: &'static str) -> Label {
    Label { zh, en }
}

fn cases() -> Vec<Column> {
    use Form::{Choice, Choices, Day, Flag, Money, Text, Texts};
    let of = |path, column: CaseColumn, form, variants| Column::new(path, column.label(), form, variants);
    vec![
        of("number", CaseColumn::Number, Text, &["案件编号", "编号", "立案号", "案件号", "立案编号"]),
        of("title", CaseColumn::Title, Text, &["案名", "案由", "名称"]).required(),
        of(
            "kind",
            CaseColumn::Kind,
            Choice(terms::<CaseKind>()),
            &["类型", "案件类别", "案件性质", "违法类型"],
        )
        .required(),
        of("source", CaseColumn::Source, Choice(terms::<CaseSource>()), &["来源", "线索来源"]).required(),
        of(
            "parties",
            CaseColumn::Parties,
            Texts,
            &["当事人名称", "被处罚人", "涉案单位", "涉案当事人", "违法主体", "当事人姓名"],
        ),
        Column::new(
            "creditCode",
            label("统一社会信用代码", "Credit code"),
            Text,
            &["信用代码", "社会信用代码", "当事人信用代码"],
        ),
        Column::new(
            "partyKind",
            label("当事人类型", "Kind of party"),
            Choice(terms::<PartyKind>()),
            &["当事人类别", "主体类型"],
        ),
        of("marks", CaseColumn::Marks, Choices(terms::<CaseMark>()), &["案件标记"]),
        of("focusAreas", CaseColumn::FocusAreas, Choices(terms::<FocusArea>()), &["领域"]),
        of("status", CaseColumn::Status, Choice(terms::<CaseStatus>()), &["状态", "案件状态"]),
        of(
            "outcome",
            CaseColumn::Outcome,
            Choice(terms::<CaseOutcome>()),
            &["处理结果", "结案方式", "案件结果"],
        ),
        of("department", CaseColumn::Department, Text, &["部门", "办案单位", "办案机构", "承办单位"]),
        of("actionId", CaseColumn::Action, Text, &["行动名称", "所属行动"]),
        of(
            "receivedOn",
            CaseColumn::ReceivedOn,
            Day,
            &["收案日期", "登记日期", "接收日期", "发现日期", "收到时间", "收案时间"],
        )
        .required(),
        of("acceptedOn", CaseColumn::AcceptedOn, Day, &["受理时间"]),
        of("filedOn", CaseColumn::FiledOn, Day, &["立案时间"]),
        of("decidedOn", CaseColumn::DecidedOn, Day, &["处罚日期", "处罚决定日期", "决定时间", "处罚时间"]),
        of("closedOn", CaseColumn::ClosedOn, Day, &["结案时间", "办结日期", "办结时间"]),
        of("dueOn", CaseColumn::DueOn, Day, &["办案期限", "到期日", "期限"]),
        of("amount", CaseColumn::Amount, Money, &["案值", "涉案货值", "货值金额", "涉案价值"]),
        of("illegalIncome", CaseColumn::IllegalIncome, Money, &["违法所得金额"]),
        of("recoveredLoss", CaseColumn::RecoveredLoss, Money, &["挽回损失"]),
        of("penalty.fine", CaseColumn::Fine, Money, &["罚款金额", "罚款数额"]),
        of("penalty.confiscatedIncome", CaseColumn::ConfiscatedIncome, Money, &["没收违法所得金额"]),
        Column::new(
            "penalty.confiscatedGoods",
            label("没收物品", "Confiscated goods"),
            Text,
            &["没收财物", "没收非法财物"],
        ),
        Column::new("penalty.warning", label("警告", "Warning"), Flag, &["是否警告"]),
        Column::new("penalty.licenceRevoked", label("吊销许可证件", "Licence revoked"), Flag, &["吊销证照"]),
        Column::new(
            "documents",
            label("决定书文号", "Decision documents"),
            Texts,
            &["处罚决定书文号", "行政处罚决定书文号", "文书号", "处罚文号"],
        ),
        Column::new(
            "summary",
            label("案情摘要", "Summary"),
            Text,
            &["案情简介", "简要案情", "案件摘要", "主要案情"],
        ),
    ]
}

fn inspections() -> Vec<Column> {
    use Form::{Choices, Day, Quantity, Text, Texts};
    vec![
        Column::new("inspectedOn", label("检查日期", "Inspected on"), Day, &["日期", "检查时间", "时间"])
            .required(),
        Column::new("place", label("检查地点", "Place"), Text, &["地点", "检查区域"]).required(),
        Column::new(
            "premises.*.name",
            label("被检查单位", "Premises inspected"),
            Texts,
            &["检查单位名称", "被检查对象", "检查对象", "被检查单位名称", "市场主体"],
        )
        .required(),
        Column::new(
            "premises.*.address",
            label("地址", "Address"),
            Text,
            &["单位地址", "被检查单位地址", "经营地址"],
        ),
        Column::new(
            "premises.*.result",
            label("检查结果", "Result"),
            Choices(terms::<PremisesResult>()),
            &["结果", "处理情况"],
        )
        .required(),
        Column::new("officerIds", label("执法人员", "Officers"), Texts, &["检查人员", "参加人员", "检查人"])
            .required(),
        participants(),
        action(),
        Column::new(
            "goodsChecked",
            label("检查商品（件）", "Goods checked (items)"),
            Quantity,
            &["检查商品", "检查商品数量", "检查商品件数", "商品件数"],
        ),
        Column::new("findings", label("检查情况", "Findings"), Text, &["检查发现", "发现问题", "存在问题"]),
    ]
}

fn trainings() -> Vec<Column> {
    use Form::{Choice, Count, Flag, Quantity, Text};
    let mut columns = vec![
        Column::new(
            "kind",
            label("形式", "Form"),
            Choice(terms::<TrainingKind>()),
            &["培训形式", "类型", "培训类型"],
        )
        .required(),
        Column::new("name", label("名称", "Name"), Text, &["培训名称", "培训班名称"]).required(),
    ];
    columns.extend(period());
    columns.extend([
        Column::new("place", label("地点", "Place"), Text, &["培训地点"]).required(),
        Column::new("subject", label("主题", "Subject"), Text, &["培训主题", "培训内容", "内容", "课程内容"]),
        Column::new("speakers", label("主讲人", "Speakers"), Text, &["授课人", "讲师", "授课教师"]),
        Column::new(
            "trainedPersonTimes",
            label("培训人次", "Person-times trained"),
            Quantity,
            &["人次", "参训人次", "培训人数", "参训人数"],
        )
        .required(),
        Column::new(
            "companies",
            label("参加企业（家）", "Companies"),
            Quantity,
            &["参加企业", "企业数", "参训企业", "参训企业数", "培训企业数"],
        ),
        Column::new("examHeld", label("组织考试", "With an exam"), Flag, &["是否考试", "考试"]),
        Column::new(
            "certificatesIssued",
            label("发放证书（份）", "Certificates issued"),
            Count,
            &["发放证书", "发证数", "颁发证书数", "发放证书数"],
        ),
        participants(),
        action(),
    ]);
    columns
}

fn publicity() -> Vec<Column> {
    use Form::{Choice, Count, Quantity, Text};
    let mut columns = vec![
        Column::new(
            "kind",
            label("形式", "Form"),
            Choice(terms::<PublicityKind>()),
            &["活动形式", "类型", "宣传形式"],
        )
        .required(),
        Column::new("name", label("活动名称", "Name"), Text, &["名称", "活动主题", "宣传活动名称"])
            .required(),
    ];
    columns.extend(period());
    columns.extend([
        Column::new("place", label("地点", "Place"), Text, &["活动地点", "宣传地点"]).required(),
        Column::new(
            "materials",
            label("发放资料（份）", "Materials handed out"),
            Quantity,
            &["发放资料", "发放资料份数", "发放宣传资料", "资料份数", "宣传资料"],
        ),
        Column::new(
            "consultations",
            label("接受咨询（人次）", "Consultations"),
            Quantity,
            &["接受咨询", "咨询人次", "咨询人数"],
        ),
        Column::new(
            "mediaItems",
            label("媒体报道（篇）", "Media items"),
            Count,
            &["媒体报道", "媒体报道篇数", "报道篇数"],
        ),
        Column::new(
            "televisionProgrammes",
            label("电视节目（期）", "Television programmes"),
            Count,
            &["电视节目", "电视节目期数", "节目期数"],
        ),
        participants(),
        action(),
    ]);
    columns
}

fn period() -> [Column; 2] {
    [
        Column::new(
            "startsOn",
            label("开始日期", "First day"),
            Form::Day,
            &[
                "日期",
                "时间",
                "举办日期",
                "活动日期",
                "培训日期",
                "开始时间",
                "培训时间",
                "活动时间",
                "举办时间",
            ],
        )
        .required(),
        Column::new("endsOn", label("结束日期", "Last day"), Form::Day, &["结束时间"]),
    ]
}

fn participants() -> Column {
    let variants = &["参加部门", "参与部门", "联合部门", "参加单位", "协同部门"];
    Column::new("participantIds", label("参与单位", "Taking part"), Form::Texts, variants)
}

fn action() -> Column {
    Column::new("actionId", CaseColumn::Action.label(), Form::Text, &["行动名称", "所属行动"])
}

/// The letters by which Excel names the column at this place.
pub fn letters(mut place: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(place % 26).unwrap_or_default()));
        match (place / 26).checked_sub(1) {
            Some(rest) => place = rest,
            None => return letters.iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_head_names_one_column() {
        for kind in LedgerKind::ALL {
            let table = of(*kind);
            let mut names = HashSet::new();
            for (place, column) in table.iter().enumerate() {
                let own =
                    [column.label.zh, column.label.en].into_iter().chain(column.variants.iter().copied());
                for name in own {
                    assert_eq!(named(table, name), Some((place, false)), "{kind:?} {name}");
                    assert!(names.insert(name_of(name).0), "{kind:?} {name} twice");
                }
            }
        }
        let table = of(LedgerKind::Cases);
        let amount = named(table, "涉案金额").map(|(place, _)| place);
        assert_eq!(
            named(table, " 涉案金额 ( 万元 )").map(|found| (Some(found.0), found.1)),
            Some((amount, true))
        );
        assert_eq!(named(table, "＊涉案金额（元）"), amount.map(|place| (place, false)));
        assert_eq!(named(table, ""), None);
    }

    #[test]
    fn columns_have_letters() {
        for (place, letters_) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(place), letters_);
        }
    }
}

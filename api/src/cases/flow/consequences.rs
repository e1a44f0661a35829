//! What follows from a step, said before it is taken: what it does to clocks, by the very table by which
//! they are started and ended, and what is to be done next.

use entity::{
    case,
    enums::{CaseOutcome, CaseStatus, CaseTransition},
};

use crate::{
    cases::{
        clocks::{Effect, Step, effects, main_kind},
        penalty::is_punished,
        rules::Facts,
    },
    clocks::words,
    shared::language::{Text, text},
};

/// What follows from taking `transition`, which leads to `status`; `named_informant` says whether somebody
/// reported the case who is to be told.
pub fn of(
    row: &case::Model,
    facts: &Facts,
    transition: CaseTransition,
    status: CaseStatus,
    named_informant: bool,
) -> Vec<Text> {
    use CaseTransition as T;
    let step = Step {
        transition: Some(transition),
        kind: row.kind,
        from: Some(row.status),
        to: status,
        filed: row.filed_on.is_some() || transition == T::File,
        punished: is_punished(row),
        named_informant,
        source: row.source,
        accepted: row.accepted_on.is_some(),
    };
    // Once decided, its own clock has ended.
    let ended = |effect: &Effect| {
        row.decided_on.is_some() && *effect == Effect::Meet(main_kind(step.kind, step.source, step.filed))
    };
    let mut said: Vec<Text> = effects(&step).into_iter().filter(|effect| !ended(effect)).map(clock).collect();
    let mut add = |zh: &str, en: &str| said.push(text(zh, en));
    match transition {
        T::Decide if !step.punished && facts.decided != Some(CaseOutcome::Decided) => {
            add("作出处罚的，应依法公示", "A penalty is to be published");
        }
        T::File => add("请部门负责人指定承办人", "The department's head assigns the handlers"),
        T::PassLegalReview | T::GiveNotice if status == CaseStatus::Notice => add(
            "告知当事人陈述申辩、要求听证的权利，期满或书面放弃后方可作出决定",
            "The party may state its case and ask for a hearing; decide after that period, or once it is waived in writing",
        ),
        T::HoldHearing => {
            add("听证后须经法制审核方可作出决定", "After a hearing, legal review comes before the decision")
        }
        T::Refer | T::ReferToPolice => {
            add("接收单位自移送之日起可查看本案", "Who receives the case sees it from then on")
        }
        _ => {}
    }
    if status == CaseStatus::Closed && row.closed_on.is_none() {
        add("案件计入结案统计", "The case counts as closed");
    }
    said
}

fn clock(effect: Effect) -> Text {
    let (kind, zh, en) = match effect {
        Effect::Start(kind, _) => (kind, "期限开始计算", "the period begins"),
        Effect::Meet(kind) => (kind, "期限结束", "done, its period ends"),
        Effect::Cancel(kind) => (kind, "期限取消", "not waited for any more"),
        Effect::Stop(kind, _) => {
            (kind, "期限停止计算，恢复办理后顺延", "the clock stands until the case is resumed")
        }
        Effect::Resume(kind, _) => (kind, "期限恢复计算", "the clock runs again"),
    };
    let name = words::kind(kind);
    text(format!("“{}”{zh}", name.zh), format!("{}: {en}", name.en))
}

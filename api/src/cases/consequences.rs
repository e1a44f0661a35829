//! What follows from a step, said before it is taken: which clocks start, end, stand or run again, and
//! what is to be done next. Pure: the table of clocks and the rules say it, this puts it into words.

use entity::{
    case,
    enums::{CaseOutcome, CaseStatus, CaseTransition},
};

use super::rules::Facts;
use crate::shared::language::{Text, text};

/// What follows from taking `transition`, which leads to `status`.
pub fn of(row: &case::Model, facts: &Facts, transition: CaseTransition, status: CaseStatus) -> Vec<Text> {
    use CaseTransition as T;
    let mut said = Vec::new();
    let mut add = |zh: &str, en: &str| said.push(text(zh, en));
    match transition {
        T::Decide => {
            add(
                "决定书须送达当事人，送达后方可执行",
                "The decision is to be served on the party before it is enforced",
            );
            if facts.decided != Some(CaseOutcome::Decided) {
                add("作出处罚的，应依法公示", "A penalty is to be published");
            }
        }
        T::File => add("请部门负责人指定承办人", "The department's head assigns the handlers"),
        T::Suspend => {
            add("办案期限停止计算，恢复办理后顺延", "The clock stands, and runs on once the case is resumed")
        }
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

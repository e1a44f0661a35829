//! Which deeds are possible now. Pure.

use chrono::NaiveDate;
use entity::enums::{CaseOutcome, CaseStatus};

use crate::cases::rules::{ActorFacts, Facts, RuleError, StepField, wrong_day};

/// What is done in a case without moving its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// 送达决定书
    ServeDecision,
    /// 放弃听证
    WaiveHearing,
    /// 公示处罚
    PublishPenalty,
    /// 告知举报人
    TellInformant,
    /// 标记典型案件
    MarkTypical,
    /// 取消典型案件
    UnmarkTypical,
    /// 办案记录
    Note,
}

/// Every deed, in the order in which they are offered.
pub const DEEDS: [Deed; 7] = [
    Deed::ServeDecision,
    Deed::WaiveHearing,
    Deed::PublishPenalty,
    Deed::TellInformant,
    Deed::MarkTypical,
    Deed::UnmarkTypical,
    Deed::Note,
];

/// What the rules must know of a case beside what its steps need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    /// Somebody reported it who gave a name.
    pub named_informant: bool,
    /// They were told what came of it.
    pub informant_told: bool,
    /// The penalty was published.
    pub published: bool,
    /// It is marked as typical.
    pub typical: bool,
}

/// What the rules must know of who does it beside what steps need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Works on the case, in its own department or jointly.
    pub may_contribute: bool,
    /// May mark cases as typical.
    pub may_mark: bool,
}

/// Whether the case has come to the point where the deed has a place; a deed without one is not even
/// offered.
fn in_place(deed: Deed, facts: &Facts, about: &Particulars) -> bool {
    use CaseStatus::{Accepted, Archived, Lead, Notice};
    let status = facts.standing.status;
    match deed {
        Deed::ServeDecision => facts.course.unserved && status != Archived,
        Deed::WaiveHearing => status == Notice && facts.course.hearing_until.is_some(),
        // Once more, where the text has to be corrected.
        Deed::PublishPenalty => facts.decided == Some(CaseOutcome::Penalty),
        Deed::TellInformant => {
            about.named_informant && !about.informant_told && !matches!(status, Lead | Accepted)
        }
        Deed::MarkTypical => !about.typical,
        Deed::UnmarkTypical => about.typical,
        Deed::Note => status != Archived,
    }
}

/// What the deed must state beside its date.
pub fn requires(deed: Deed) -> Vec<StepField> {
    match deed {
        Deed::ServeDecision | Deed::WaiveHearing => vec![StepField::Documents],
        Deed::MarkTypical | Deed::UnmarkTypical => vec![StepField::Ground],
        Deed::PublishPenalty | Deed::TellInformant | Deed::Note => Vec::new(),
    }
}

fn refusal(
    deed: Deed,
    facts: &Facts,
    actor: &ActorFacts,
    rights: &Rights,
    day: NaiveDate,
) -> Option<RuleError> {
    match deed {
        Deed::MarkTypical | Deed::UnmarkTypical => (!rights.may_mark).then_some(RuleError::MayNotHandle),
        Deed::Note => (!rights.may_contribute).then_some(RuleError::MayNotHandle),
        _ => actor.refusal(&facts.standing, day),
    }
}

/// The deeds that have a place now, with what stands against each today.
pub fn deeds(
    facts: &Facts,
    about: &Particulars,
    actor: &ActorFacts,
    rights: &Rights,
    today: NaiveDate,
) -> Vec<(Deed, Option<RuleError>)> {
    DEEDS
        .into_iter()
        .filter(|deed| in_place(*deed, facts, about))
        .map(|deed| (deed, refusal(deed, facts, actor, rights, today)))
        .collect()
}

/// Everything that stands against doing it on `day`.
pub fn check(
    deed: Deed,
    facts: &Facts,
    about: &Particulars,
    (actor, rights): (&ActorFacts, &Rights),
    (day, today): (NaiveDate, NaiveDate),
    (ground, documents): (bool, bool),
) -> Vec<RuleError> {
    if !in_place(deed, facts, about) {
        return vec![RuleError::NotFromHere];
    }
    let mut errors: Vec<RuleError> = refusal(deed, facts, actor, rights, day).into_iter().collect();
    // A note may be of something that happened before the last step.
    let after = if deed == Deed::Note { day } else { facts.last_step_on };
    let after = match deed {
        Deed::ServeDecision | Deed::PublishPenalty => facts.standing.decided_on.unwrap_or(after),
        Deed::TellInformant | Deed::MarkTypical | Deed::UnmarkTypical => day,
        _ => after,
    };
    errors.extend(wrong_day(after, day, today));
    let required = requires(deed);
    for (field, given) in [(StepField::Ground, ground), (StepField::Documents, documents)] {
        if required.contains(&field) && !given {
            errors.push(RuleError::Missing(field));
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use entity::enums::CaseKind;
    use proptest::prelude::*;
    use uuid::Uuid;

    use crate::cases::flow::deeds::rules::*;
    use crate::cases::rules::{Course, Standing};

    fn any_facts() -> impl Strategy<Value = (Facts, Particulars, ActorFacts, Rights)> {
        use CaseStatus::*;
        let statuses = prop::sample::select(&[Lead, Filed, Notice, Decided, Enforcing, Closed, Archived][..]);
        (statuses, any::<[bool; 12]>()).prop_map(|(status, flags)| {
            let day = NaiveDate::default();
            let [
                unserved,
                period,
                punished,
                named,
                told,
                published,
                typical,
                handle,
                approve,
                handler,
                contribute,
                mark,
            ] = flags;
            let standing = Standing {
                status,
                outcome: None,
                accepted_on: Some(day),
                filed_on: Some(day),
                decided_on: Some(day),
                closed_on: None,
                filed_by: None,
            };
            let course = Course { unserved, hearing_until: period.then_some(day), ..Course::default() };
            let facts = Facts {
                kind: CaseKind::Trademark,
                standing,
                decided: punished.then_some(CaseOutcome::Penalty),
                last_step_on: day,
                police_declined: false,
                must_refer: false,
                referral_pending: false,
                goods_held: false,
                course,
            };
            let actor = ActorFacts {
                user_id: Uuid::nil(),
                may_handle: handle,
                may_approve: approve && handle,
                is_handler: handler,
                certificates: vec![(day, day)],
                ..ActorFacts::default()
            };
            let about = Particulars { named_informant: named, informant_told: told, published, typical };
            (facts, about, actor, Rights { may_contribute: contribute, may_mark: mark })
        })
    }

    proptest! {
        /// What is offered as possible succeeds when it states what it must; everything else is refused
        /// for the reason given.
        #[test]
        fn the_offer_and_the_check_agree((facts, about, actor, rights) in any_facts()) {
            let day = NaiveDate::default();
            let offered = deeds(&facts, &about, &actor, &rights, day);
            for deed in DEEDS {
                let errors = check(deed, &facts, &about, (&actor, &rights), (day, day), (true, true));
                match offered.iter().find(|(found, _)| *found == deed) {
                    None => prop_assert_eq!(errors, vec![RuleError::NotFromHere]),
                    Some((_, None)) => prop_assert_eq!(errors, vec![]),
                    Some((_, Some(refusal))) => prop_assert_eq!(errors, vec![refusal.clone()]),
                }
                prop_assert!(!check(deed, &facts, &about, (&actor, &rights), (day.succ_opt().unwrap(), day), (true, true)).is_empty());
            }
            if !actor.may_handle {
                prop_assert!(offered.iter().all(|(deed, refusal)| refusal.is_some() || matches!(deed, Deed::MarkTypical | Deed::UnmarkTypical | Deed::Note)));
            }
        }
    }
}

//! What may be done with seized goods, by whom and when: pure. The list of what is possible now and
//! the act itself ask the same code, so they can't disagree.

use chrono::NaiveDate;
use entity::enums::{CaseOutcome, CaseStatus, SeizureMeasure};

use crate::{cases::rules::ActorFacts, clocks::rules};

/// The fewest who watch goods being destroyed.
pub const FEWEST_WITNESSES: usize = 2;

/// What is done with a seizure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// 延长查封、扣押期限
    Extend,
    /// 先行登记保存转查封、扣押
    Convert,
    /// 返还
    Return,
    /// 没收
    Confiscate,
    /// 销毁
    Destroy,
    /// 移交
    Transfer,
}

/// Every action, in the order in which they are offered.
pub const ACTIONS: [Action; 6] =
    [Action::Convert, Action::Extend, Action::Return, Action::Confiscate, Action::Destroy, Action::Transfer];

/// What the rules know of a seizure's case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseFacts {
    /// Where it stands.
    pub status: CaseStatus,
    /// How it ended.
    pub outcome: Option<CaseOutcome>,
    /// Whether it still waits for a step.
    pub is_open: bool,
    /// Whether it was filed: from then on its handlers act.
    pub is_filed: bool,
    /// The day of a decision with a penalty; none where nothing was decided, or nothing punished.
    pub punished_on: Option<NaiveDate>,
}

impl CaseFacts {
    /// Whether it is, or ended, in other hands: the police's or another department's.
    pub fn is_handed_over(&self) -> bool {
        use CaseStatus::{PoliceReconsideration, Referred, ReferredToPolice};
        matches!(self.status, Referred | ReferredToPolice | PoliceReconsideration)
            || matches!(
                self.outcome,
                Some(CaseOutcome::TakenOverByPolice | CaseOutcome::TakenOverByDepartment)
            )
    }
}

/// What the rules know of a seizure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeizureFacts {
    /// The measure as it is.
    pub measure: SeizureMeasure,
    /// Since when it holds.
    pub measure_since: NaiveDate,
    /// The last day of its period; none where it stands still or nothing is left.
    pub due_on: Option<NaiveDate>,
    /// Whether it was extended.
    pub is_extended: bool,
    /// Whether goods are left that nobody decided on.
    pub is_held: bool,
    /// Whether goods were confiscated and not destroyed yet.
    pub has_confiscated: bool,
}

/// Why something is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The role does not work on this department's cases.
    MayNotHandle,
    /// It needs the department's head.
    NeedsHead,
    /// Not one of the case's handlers.
    NotAHandler,
    /// No certificate valid on the day (持证上岗).
    NotCertified,
    /// The case has ended.
    CaseEnded,
    /// The case is with the police or another department.
    CaseAway,
    /// Everything was disposed of.
    NothingLeft,
    /// Only preservation turns into another measure.
    NotPreserved,
    /// Only sealing and detention are extended.
    NotExtendable,
    /// There is one extension.
    ExtendedAlready,
    /// The period is over: the measure has lapsed.
    Lapsed(NaiveDate),
    /// Goods are confiscated by a decision.
    NotDecided,
    /// Goods follow a case that was handed over.
    NotHandedOver,
}

impl Refusal {
    /// Whether it is about who asks rather than about the state of things: such is logged.
    pub fn is_denial(self) -> bool {
        matches!(self, Self::MayNotHandle | Self::NeedsHead | Self::NotAHandler | Self::NotCertified)
    }
}

/// Whether `actor` may act for the case on `day`: its handler with a valid certificate, the head, or
/// the department's system; before the filing there are no handlers, and any certified officer may.
pub fn hands(actor: &ActorFacts, is_filed: bool, day: NaiveDate) -> Option<Refusal> {
    let certified = actor.certificates.iter().any(|(from, to)| (*from..=*to).contains(&day));
    if !actor.may_handle {
        Some(Refusal::MayNotHandle)
    } else if actor.may_approve || actor.is_system {
        None
    } else if is_filed && !actor.is_handler {
        Some(Refusal::NotAHandler)
    } else if !certified {
        Some(Refusal::NotCertified)
    } else {
        None
    }
}

/// What stands against seizing goods in this case on `day`.
pub fn seizing(case: &CaseFacts, actor: &ActorFacts, day: NaiveDate) -> Option<Refusal> {
    if let Some(refusal) = hands(actor, case.is_filed, day) {
        Some(refusal)
    } else if case.is_handed_over() {
        Some(Refusal::CaseAway)
    } else if !case.is_open {
        Some(Refusal::CaseEnded)
    } else {
        None
    }
}

/// What stands against `action` on `day`.
pub fn refusal(
    action: Action,
    seizure: &SeizureFacts,
    case: &CaseFacts,
    actor: &ActorFacts,
    day: NaiveDate,
) -> Option<Refusal> {
    if let Some(refusal) = hands(actor, case.is_filed, day) {
        return Some(refusal);
    }
    if action == Action::Extend && !actor.may_approve {
        return Some(Refusal::NeedsHead);
    }
    let lapsed = seizure.due_on.filter(|due_on| day > *due_on).map(Refusal::Lapsed);
    let preserved = seizure.measure == SeizureMeasure::Preservation;
    // What was confiscated may be destroyed when everything else is long gone.
    let something = seizure.is_held || (action == Action::Destroy && seizure.has_confiscated);
    if !something {
        return Some(Refusal::NothingLeft);
    }
    match action {
        Action::Extend if preserved => Some(Refusal::NotExtendable),
        Action::Extend if seizure.is_extended => Some(Refusal::ExtendedAlready),
        Action::Extend => lapsed,
        Action::Convert if !preserved => Some(Refusal::NotPreserved),
        Action::Convert => lapsed,
        Action::Confiscate => match case.punished_on {
            Some(decided_on) if day >= decided_on => None,
            _ => Some(Refusal::NotDecided),
        },
        Action::Transfer if !case.is_handed_over() => Some(Refusal::NotHandedOver),
        Action::Return | Action::Destroy | Action::Transfer => None,
    }
}

/// What lists sort by: the due date, or a day after all others.
pub fn due_sort(due_on: Option<NaiveDate>) -> NaiveDate {
    rules::due_sort(due_on)
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(number)
    }

    fn actor() -> impl Strategy<Value = ActorFacts> {
        (any::<[bool; 4]>(), any::<bool>()).prop_map(|([handle, approve, handler, system], certified)| {
            ActorFacts {
                user_id: Uuid::nil(),
                may_handle: handle,
                may_approve: handle && approve,
                is_handler: handler,
                is_system: system,
                answers_referral: false,
                certificates: if certified { vec![(day(0), day(400))] } else { Vec::new() },
            }
        })
    }

    fn case() -> impl Strategy<Value = CaseFacts> {
        use CaseStatus::{Accepted, Closed, Decided, Investigating, ReferredToPolice};
        let status = prop::sample::select(vec![Accepted, Investigating, Decided, ReferredToPolice, Closed]);
        (status, any::<bool>(), prop::option::of(0..90_u64)).prop_map(|(status, police, decided)| CaseFacts {
            status,
            outcome: (status == Closed && police).then_some(CaseOutcome::TakenOverByPolice),
            is_open: status != Closed,
            is_filed: status != Accepted,
            punished_on: decided.map(day),
        })
    }

    fn seizure() -> impl Strategy<Value = SeizureFacts> {
        use SeizureMeasure::{Detention, Preservation, Sealing};
        let measure = prop::sample::select(vec![Preservation, Sealing, Detention]);
        (measure, 1..60_u64, any::<[bool; 3]>()).prop_map(
            |(measure, length, [extended, held, confiscated])| SeizureFacts {
                measure,
                measure_since: day(0),
                due_on: held.then(|| day(length)),
                is_extended: extended,
                is_held: held,
                has_confiscated: confiscated,
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn nobody_acts_without_a_right_and_no_measure_outlives_its_period(
            seizure in seizure(), case in case(), actor in actor(), on in 0..90_u64,
        ) {
            let on = day(on);
            for action in ACTIONS {
                if refusal(action, &seizure, &case, &actor, on).is_some() {
                    continue;
                }
                prop_assert!(actor.may_handle);
                prop_assert!(
                    actor.may_approve || actor.is_system || !actor.certificates.is_empty()
                );
                prop_assert!(seizure.is_held || (action == Action::Destroy && seizure.has_confiscated));
                match action {
                    Action::Extend => {
                        prop_assert!(actor.may_approve && !seizure.is_extended);
                        prop_assert!(seizure.measure != SeizureMeasure::Preservation);
                        prop_assert!(seizure.due_on.is_none_or(|due| on <= due));
                    }
                    // A preservation leaves its state within its period, or by disposal.
                    Action::Convert => {
                        prop_assert_eq!(seizure.measure, SeizureMeasure::Preservation);
                        prop_assert!(seizure.due_on.is_none_or(|due| on <= due));
                    }
                    Action::Confiscate => prop_assert!(case.punished_on.is_some_and(|decided| decided <= on)),
                    Action::Transfer => prop_assert!(case.is_handed_over()),
                    Action::Return | Action::Destroy => {}
                }
            }
        }

        #[test]
        fn goods_are_seized_in_open_cases_in_hand_only(case in case(), actor in actor(), on in 0..90_u64) {
            if seizing(&case, &actor, day(on)).is_none() {
                prop_assert!(case.is_open && !case.is_handed_over() && actor.may_handle);
                prop_assert!(!case.is_filed || actor.is_handler || actor.may_approve || actor.is_system);
            }
        }

        #[test]
        fn what_is_held_can_always_go_somewhere(seizure in seizure(), case in case(), on in 0..90_u64) {
            let head = ActorFacts { may_handle: true, may_approve: true, ..ActorFacts::default() };
            if seizure.is_held {
                prop_assert_eq!(refusal(Action::Return, &seizure, &case, &head, day(on)), None);
            }
        }
    }
}

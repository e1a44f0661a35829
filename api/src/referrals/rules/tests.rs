use chrono::Days;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn begun(target: ReferralTarget) -> Standing {
    Standing {
        target,
        status: if target == ReferralTarget::Police {
            ReferralStatus::Proposed
        } else {
            ReferralStatus::Sent
        },
        last_step_on: day("2026-03-02"),
        is_complex: false,
        file_returned: false,
        goods_handed_over: false,
        supervision_suggested: false,
    }
}

const HEAD: Actor = Actor { may_send: true, handles: true, may_approve: true, may_answer: false };
const HANDLER: Actor = Actor { may_approve: false, ..HEAD };
const RECEIVER: Actor = Actor { may_send: false, handles: false, may_approve: false, may_answer: true };
const STRANGER: Actor = Actor { may_answer: false, ..RECEIVER };

fn stating(on: NaiveDate) -> Stated {
    Stated { occurred_on: on, ground: true, documents: true }
}

fn done(mut standing: Standing, act: ReferralAct, status: ReferralStatus, on: NaiveDate) -> Standing {
    standing.status = status;
    standing.last_step_on = on;
    standing.is_complex |= act == ReferralAct::NoteComplex;
    standing.file_returned |= act == ReferralAct::ReturnFile;
    standing.goods_handed_over |= act == ReferralAct::HandOverGoods;
    standing.supervision_suggested |= act == ReferralAct::SuggestSupervision;
    standing
}

/// Where the case must stand for the step that an act takes along, as the case's own rules have it.
fn case_follows(away: &mut Option<&'static str>, transition: CaseTransition) {
    use CaseTransition as T;
    let from = away.take();
    *away = match (transition, from) {
        (T::ReferToPolice, None) => Some("police"),
        (T::PoliceFile, Some("police" | "reconsidering")) => Some("closed"),
        (T::PoliceDecline, Some("police" | "reconsidering")) => None,
        (T::RequestReconsideration, None) => Some("reconsidering"),
        (T::Close, Some("department")) => Some("closed"),
        (T::TakeBack, Some("police" | "reconsidering" | "department")) => None,
        other => panic!("the case can't follow {other:?}"),
    };
}

proptest! {
    #[test]
    fn a_life_ends_has_each_duty_once_and_moves_the_case_in_order(
        police: bool, choices in prop::collection::vec(any::<prop::sample::Index>(), 0..14),
    ) {
        let target = if police { ReferralTarget::Police } else { ReferralTarget::Department };
        let mut standing = begun(target);
        let mut case = (!police).then_some("department");
        let mut running = Vec::new();
        let mut today = standing.last_step_on;
        let first = if police { ReferralAct::Propose } else { ReferralAct::Send };
        let mut acts = vec![first];
        let waiting = |running: &mut Vec<ClockKind>, status, act| {
            for duty in duties(status, act) {
                match duty {
                    Duty::Begins(kind, _) | Duty::BeginsForReceiver(kind) => {
                        assert!(!running.contains(&kind), "{kind:?} runs already");
                        running.push(kind);
                    }
                    Duty::Met(kind) | Duty::Falls(kind) => running.retain(|other| *other != kind),
                    Duty::Extends(kind) => assert!(running.contains(&kind)),
                }
            }
        };
        waiting(&mut running, standing.status, first);
        for choice in choices {
            let possible: Vec<_> = ACTS.into_iter().filter(|act| super::target(&standing, *act).is_some()).collect();
            // A settled referral's life is over at some time; an open one always has a way on.
            prop_assert!(!is_open(standing.status) || !possible.is_empty());
            if possible.is_empty() {
                break;
            }
            let act = *choice.get(&possible);
            today = today + Days::new(1);
            let actor = if is_answer(act) { RECEIVER } else { HEAD };
            let status = apply(&standing, actor, act, stating(today), &[], today);
            prop_assert!(status.is_ok(), "{act:?} from {standing:?}: {status:?}");
            prop_assert_eq!(apply(&standing, STRANGER, act, stating(today), &[], today).is_ok(), false);
            if let Some(transition) = case_step(&standing, act) {
                case_follows(&mut case, transition);
            }
            waiting(&mut running, standing.status, act);
            standing = done(standing, act, status.unwrap(), today);
            acts.push(act);
            let shown = stages(target, standing.status, &acts);
            let current = shown.iter().filter(|(_, state)| *state == StageState::Current).count();
            prop_assert_eq!(current, usize::from(is_open(standing.status)), "{:?}: {:?}", standing, shown);
        }
        let of_receiver = [ClockKind::PoliceFiling, ClockKind::ReconsiderationAnswer, ClockKind::ReferralAnswer];
        let waits = running.iter().any(|kind| of_receiver.contains(kind));
        let with_receiver =
            matches!(standing.status, ReferralStatus::Sent | ReferralStatus::HandedOver | ReferralStatus::Reconsideration);
        prop_assert_eq!(waits, with_receiver, "{:?} in {:?}", running, standing);
    }

    #[test]
    fn who_acts_must_be_entitled(police: bool, act in prop::sample::select(ACTS.to_vec())) {
        let standing = begun(if police { ReferralTarget::Police } else { ReferralTarget::Department });
        let on = standing.last_step_on;
        if target(&standing, act).is_some() {
            prop_assert_eq!(refusal(STRANGER, act), Some(RuleError::MayNotAct));
            prop_assert_eq!(refusal(RECEIVER, act).is_none(), is_answer(act));
            let head_only = matches!(act, ReferralAct::Approve | ReferralAct::Disapprove);
            prop_assert_eq!(refusal(HANDLER, act).is_none(), !head_only);
            // The sender records an answer only with the paper that it rests on.
            let bare = Stated { occurred_on: on, ground: true, documents: false };
            if is_answer(act) {
                prop_assert_eq!(
                    apply(&standing, HEAD, act, bare, &[], on),
                    Err(vec![RuleError::Missing(ActField::Documents)])
                );
            }
        } else {
            prop_assert_eq!(
                apply(&standing, HEAD, act, stating(on), &[], on), Err(vec![RuleError::NotFromHere])
            );
        }
    }

    #[test]
    fn a_package_is_complete_exactly_when_each_item_is_there_or_explained(
        there in prop::collection::vec(any::<bool>(), 5), reasons in prop::collection::vec(any::<bool>(), 5),
    ) {
        let place = |kind| ITEMS.iter().position(|(item, _)| *item == kind).unwrap();
        let lacking = missing(|kind| (there[place(kind)], reasons[place(kind)]));
        let complete = there[0] && there[1] && (there[2] || reasons[2]) && (there[3] || reasons[3]);
        prop_assert_eq!(lacking.is_empty(), complete);
    }
}

#[test]
fn refused_reconsidered_refused_and_nothing_further() {
    let standing = Standing { status: ReferralStatus::Reconsideration, ..begun(ReferralTarget::Police) };
    let on = standing.last_step_on;
    let status = apply(&standing, RECEIVER, ReferralAct::PoliceDecline, stating(on), &[], on).unwrap();
    assert_eq!(status, ReferralStatus::ReconsiderationDeclined);
    let standing = done(standing, ReferralAct::PoliceDecline, status, on);
    assert_eq!(target(&standing, ReferralAct::RequestReconsideration), None);
    assert!(target(&standing, ReferralAct::ReturnFile).is_some());
    assert!(target(&standing, ReferralAct::SuggestSupervision).is_some());
}

#[test]
fn nothing_is_handed_over_with_a_package_that_lacks_something() {
    let standing = Standing { status: ReferralStatus::Approved, ..begun(ReferralTarget::Police) };
    let on = standing.last_step_on;
    let lacking = [ReferralItemKind::TransferLetter];
    assert_eq!(
        apply(&standing, HANDLER, ReferralAct::HandOver, stating(on), &lacking, on),
        Err(vec![RuleError::Incomplete(ReferralItemKind::TransferLetter)])
    );
}

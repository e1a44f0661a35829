use chrono::Days;
use proptest::prelude::*;
use vocabulary::CaseStepField;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const KINDS: [CaseKind; 4] =
    [CaseKind::Trademark, CaseKind::CounterfeitPatent, CaseKind::PatentDispute, CaseKind::Customs];

fn lead(kind: CaseKind, received_on: NaiveDate) -> Facts {
    Facts {
        kind,
        standing: Standing {
            status: CaseStatus::Lead,
            outcome: None,
            accepted_on: None,
            filed_on: None,
            decided_on: None,
            closed_on: None,
            filed_by: None,
        },
        decided: None,
        last_step_on: received_on,
        police_declined: false,
        must_refer: false,
        referral_pending: false,
        course: Course::default(),
        goods_held: false,
    }
}

fn head(number: u128) -> ActorFacts {
    ActorFacts {
        user_id: Uuid::from_u128(number),
        may_handle: true,
        may_approve: true,
        ..ActorFacts::default()
    }
}

/// The step with everything that it must state, and nothing else.
fn complete(facts: &Facts, transition: CaseTransition, on: NaiveDate, punish: bool) -> Step {
    let requires = requires(facts, transition);
    let allowed = outcomes(facts, transition);
    let outcome = requires.contains(&CaseStepField::Outcome).then(|| {
        let wanted = if punish { CaseOutcome::Penalty } else { CaseOutcome::NoPenalty };
        allowed.iter().copied().find(|outcome| *outcome == wanted).or(allowed.first().copied())
    });
    let outcome = outcome.flatten();
    Step {
        transition,
        occurred_on: on,
        ground: requires.contains(&CaseStepField::Ground),
        documents: requires.contains(&CaseStepField::Documents),
        outcome,
        penalty: requires.contains(&CaseStepField::Penalty) && outcome == Some(CaseOutcome::Penalty),
        referred_to: requires.contains(&CaseStepField::ReferredTo),
        reason_not_referred: requires.contains(&CaseStepField::ReasonNotReferred),
    }
}

fn follow(facts: &Facts, step: &Step, standing: Standing) -> Facts {
    let decided = match step.transition {
        CaseTransition::Decide => step.outcome.or(Some(CaseOutcome::Decided)),
        _ => facts.decided,
    };
    let police_declined = step.transition == CaseTransition::PoliceDecline
        && facts.standing.status == CaseStatus::ReferredToPolice;
    let course = facts.course.clone().follow(step.transition, standing.status);
    // A decision is served at once here; that it must be is told below.
    let course = Course { unserved: false, ..course };
    Facts {
        kind: facts.kind,
        standing,
        decided,
        last_step_on: step.occurred_on,
        police_declined,
        course,
        ..facts.clone()
    }
}

fn check_invariants(facts: &Facts) {
    let standing = &facts.standing;
    let ended = matches!(standing.status, CaseStatus::Closed | CaseStatus::Archived);
    assert_eq!(standing.outcome.is_some(), ended, "{facts:?}");
    assert_eq!(standing.closed_on.is_some(), ended, "{facts:?}");
    assert!(!(ended && is_open(standing.status)));
    assert!(standing.filed_on.is_none() || standing.accepted_on.is_some(), "{facts:?}");
    assert_eq!(standing.filed_on.is_some(), standing.filed_by.is_some());
    assert!(standing.accepted_on <= standing.filed_on || standing.filed_on.is_none());
    if facts.kind == CaseKind::PatentDispute {
        assert!(!matches!(standing.outcome, Some(CaseOutcome::Penalty | CaseOutcome::NoPenalty)));
        assert!(!matches!(standing.status, CaseStatus::LegalReview | CaseStatus::ReferredToPolice));
    }
}

fn any_actor() -> impl Strategy<Value = ActorFacts> {
    (0..3_u128, any::<[bool; 4]>(), -400..400_i64).prop_map(
        |(id, [handle, approve, handler, system], shift)| {
            let from = day("2011-04-20") + chrono::TimeDelta::days(shift);
            ActorFacts {
                user_id: Uuid::from_u128(id),
                may_handle: handle,
                may_approve: handle && approve,
                is_handler: handler,
                is_system: system,
                answers_referral: false,
                certificates: vec![(from, from + Days::new(100))],
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Walks at random through complete and broken steps by anybody. What is offered as allowed
    /// succeeds and leads where it says; what is not is refused; the case stays sound.
    #[test]
    fn no_walk_takes_an_illegal_step(
        kind in prop::sample::select(&KINDS[..]),
        moves in prop::collection::vec((0..TRANSITIONS.len(), any_actor(), 0..40_i64, any::<bool>(), any::<bool>()), 1..24),
    ) {
        let mut facts = lead(kind, day("2010-10-01"));
        for (number, actor, later, punish, as_head) in moves {
            let actor = if as_head { head(actor.user_id.as_u128()) } else { actor };
            let today = facts.last_step_on + chrono::TimeDelta::days(later);
            let choices = transitions(&facts, &actor, today);
            for transition in TRANSITIONS {
                let choice = choices.iter().find(|choice| choice.transition == transition);
                let result = apply(&facts, &actor, &complete(&facts, transition, today, punish), today);
                match (choice, &result) {
                    (Some(Choice { refusal: None, resulting_status, .. }), Ok(next)) => {
                        prop_assert_eq!(*resulting_status, next.status);
                    }
                    (Some(Choice { refusal: Some(refusal), .. }), Err(errors)) => {
                        prop_assert!(errors.contains(refusal));
                    }
                    (None, Err(errors)) => {
                        prop_assert!(matches!(errors[..], [RuleError::NotFromHere | RuleError::NotForThisKind]));
                    }
                    _ => prop_assert!(false, "{transition:?}: offered {choice:?}, got {result:?}"),
                }
            }
            let step = complete(&facts, TRANSITIONS[number], today, punish);
            if let Ok(standing) = apply(&facts, &actor, &step, today) {
                facts = follow(&facts, &step, standing);
                check_invariants(&facts);
            }
        }
    }
}

fn take(facts: &Facts, transition: CaseTransition, on: NaiveDate) -> Facts {
    let actor = match transition {
        CaseTransition::PassLegalReview | CaseTransition::ReturnFromLegalReview => head(2),
        _ => head(1),
    };
    let step = complete(facts, transition, on, true);
    let standing =
        apply(facts, &actor, &step, on).unwrap_or_else(|errors| panic!("{transition:?}: {errors:?}"));
    follow(facts, &step, standing)
}

fn walk(kind: CaseKind, steps: &[CaseTransition]) -> Facts {
    let start = lead(kind, day("2010-10-01"));
    steps.iter().fold(start, |facts, step| take(&facts, *step, facts.last_step_on + Days::new(1)))
}

#[test]
fn every_kind_reaches_the_archive() {
    use CaseTransition::*;
    let opening = [Accept, File, Investigate];
    let ways: [&[CaseTransition]; 7] = [
        &[GiveNotice, Decide, Enforce, Close, Archive],
        &[GiveNotice, HoldHearing, SubmitLegalReview, PassLegalReview, Decide, Enforce, Close, Archive],
        &[SubmitLegalReview, PassLegalReview, HoldHearing, Decide, Enforce, Close, Archive],
        &[Suspend, Resume, SubmitLegalReview, ReturnFromLegalReview, Withdraw, Archive],
        &[ReferToPolice, PoliceDecline, RequestReconsideration, PoliceFile, Archive],
        &[Refer, TakeBack, Refer, Close, Archive],
        &[ReferToPolice, TakeBack, Withdraw, Archive],
    ];
    let dispute_ways: [&[CaseTransition]; 4] = [
        &[Mediate, Archive],
        &[Decide, Enforce, Close, Archive],
        &[Decide, Close, Archive],
        &[Suspend, Withdraw, Archive],
    ];
    for kind in KINDS {
        let ways = if kind == CaseKind::PatentDispute { &dispute_ways[..] } else { &ways[..] };
        for way in ways {
            let facts = walk(kind, &[&opening[..], way].concat());
            assert_eq!(facts.standing.status, CaseStatus::Archived);
            check_invariants(&facts);
        }
    }
}

#[test]
fn refusals_name_their_rule() {
    use CaseTransition::*;
    let refused = |facts: &Facts, actor: &ActorFacts, transition| {
        let step = complete(facts, transition, facts.last_step_on, true);
        apply(facts, actor, &step, facts.last_step_on).unwrap_err()
    };
    let accepted = walk(CaseKind::Trademark, &[Accept]);
    let officer = ActorFacts { may_approve: false, ..head(3) };
    assert_eq!(refused(&accepted, &officer, File), [RuleError::NeedsHead]);
    assert_eq!(refused(&accepted, &ActorFacts::default(), File), [RuleError::MayNotHandle]);
    assert_eq!(refused(&accepted, &head(1), Close), [RuleError::NotFromHere]);

    let filed = walk(CaseKind::Trademark, &[Accept, File]);
    assert_eq!(refused(&filed, &officer, Investigate), [RuleError::NotAHandler]);
    let handler = ActorFacts { is_handler: true, ..officer.clone() };
    assert_eq!(refused(&filed, &handler, Investigate), [RuleError::NotCertified]);
    let certified = ActorFacts { certificates: vec![(filed.last_step_on, filed.last_step_on)], ..handler };
    assert!(refusals(&filed, &certified, Investigate, filed.last_step_on).is_empty());

    let review = walk(CaseKind::Trademark, &[Accept, File, Investigate, SubmitLegalReview]);
    assert_eq!(refused(&review, &head(1), PassLegalReview), [RuleError::FilerMayNotReview]);
    assert_eq!(refused(&review, &head(1), Mediate), [RuleError::NotFromHere]);

    let investigating = walk(CaseKind::Trademark, &[Accept, File, Investigate]);
    assert_eq!(refused(&investigating, &head(1), Mediate), [RuleError::NotForThisKind]);
    assert_eq!(refused(&investigating, &head(1), RequestReconsideration), [RuleError::NothingToReconsider]);
    let dispute = walk(CaseKind::PatentDispute, &[Accept, File, Investigate]);
    assert_eq!(refused(&dispute, &head(1), ReferToPolice), [RuleError::NotForThisKind]);

    let decided =
        walk(CaseKind::Trademark, &[Accept, File, Investigate, SubmitLegalReview, PassLegalReview, Decide]);
    assert_eq!(refused(&decided, &head(1), Close), [RuleError::EnforceFirst]);
    let enforcing = take(&decided, Enforce, decided.last_step_on);
    let holding = Facts { goods_held: true, ..enforcing.clone() };
    assert_eq!(refused(&holding, &head(1), Close), [RuleError::GoodsHeld]);
    assert_eq!(refused(&holding, &head(1), Withdraw), [RuleError::GoodsHeld]);
    let with_police = take(&investigating, ReferToPolice, investigating.last_step_on);
    let holding = Facts { goods_held: true, ..with_police };
    assert!(refusals(&holding, &head(1), PoliceFile, holding.last_step_on).is_empty());
    let close = complete(&enforcing, Close, enforcing.last_step_on, true);
    let today = enforcing.last_step_on;
    let try_close = |step: Step| apply(&enforcing, &head(1), &step, today).unwrap_err();
    assert_eq!(
        try_close(Step { outcome: Some(CaseOutcome::NoPenalty), ..close.clone() }),
        [RuleError::WrongOutcome]
    );
    assert_eq!(
        try_close(Step { outcome: None, ..close.clone() }),
        [RuleError::Missing(CaseStepField::Outcome)]
    );
    assert_eq!(
        try_close(Step { penalty: true, ..close.clone() }),
        [RuleError::OutOfPlace(CaseStepField::Penalty)]
    );
    assert_eq!(
        try_close(Step { occurred_on: today + Days::new(1), ..close.clone() }),
        [RuleError::InTheFuture]
    );
    assert_eq!(
        try_close(Step { occurred_on: today - Days::new(1), ..close }),
        [RuleError::BeforePrevious(today)]
    );
}

#[test]
fn the_law_asks_for_a_review_a_hearing_period_and_a_service() {
    use CaseTransition::*;
    let on = |facts: &Facts, transition, day: NaiveDate| {
        let step = complete(facts, transition, day, true);
        apply(facts, &head(1), &step, day)
    };
    assert!(review_required(true, [None, None], None));
    assert!(review_required(false, [Some(9_999_999), Some(10_000_000)], Some(10_000_000)));
    assert!(!review_required(false, [Some(9_999_999), None], Some(10_000_000)));
    assert!(!review_required(false, [Some(10_000_000), None], None));

    let mut facts = walk(CaseKind::Trademark, &[Accept, File, Investigate]);
    facts.course.review_required = true;
    let today = facts.last_step_on;
    assert_eq!(on(&facts, GiveNotice, today), Err(vec![RuleError::NeedsLegalReview]));
    let reviewed = take(&take(&facts, SubmitLegalReview, today), PassLegalReview, today);
    assert!(on(&reviewed, Decide, today).is_ok());

    // Marked as major only after notice was given: the review is made up for.
    facts.course.review_required = false;
    let mut notice = take(&facts, GiveNotice, today);
    notice.course.review_required = true;
    assert_eq!(on(&notice, Decide, today), Err(vec![RuleError::NeedsLegalReview]));
    let made_up = take(&take(&notice, SubmitLegalReview, today), PassLegalReview, today);
    assert_eq!(made_up.standing.status, CaseStatus::Notice);

    // After a hearing nobody decides without a review, and goes on from the hearing.
    notice.course.review_required = false;
    let heard = take(&notice, HoldHearing, today);
    assert_eq!(on(&heard, Decide, today), Err(vec![RuleError::NeedsLegalReview]));
    let reviewed = take(&take(&heard, SubmitLegalReview, today), PassLegalReview, today);
    assert_eq!(reviewed.standing.status, CaseStatus::Hearing);
    assert!(on(&reviewed, Decide, today).is_ok());

    notice.course.hearing_until = Some(today + Days::new(7));
    let last = today + Days::new(7);
    assert_eq!(on(&notice, Decide, last), Err(vec![RuleError::HearingPeriod(last)]));
    assert!(on(&notice, Decide, last + Days::new(1)).is_ok());
    assert!(on(&notice, HoldHearing, today).is_ok());

    notice.course.hearing_until = None;
    let mut decided = take(&notice, Decide, today);
    decided.course = notice.course.clone().follow(Decide, CaseStatus::Decided);
    assert_eq!(on(&decided, Enforce, today), Err(vec![RuleError::ServeFirst]));
    decided.course.unserved = false;
    assert!(on(&decided, Enforce, today).is_ok());
}

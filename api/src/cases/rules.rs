//! The life of a case as pure functions: which steps are possible, what each demands, what it
//! changes. Plain values in, a new standing or typed errors out. The list of what is allowed now and
//! the step itself ask the same code, so they can't disagree. When things are due is for `clocks`.

use chrono::NaiveDate;
use entity::enums::{CaseKind, CaseOutcome, CaseStatus, CaseTransition};
use uuid::Uuid;
use vocabulary::CaseStepField;

/// Every transition, in the order in which they are offered.
pub const TRANSITIONS: [CaseTransition; 24] = {
    use CaseTransition::*;
    [
        Accept,
        Decline,
        File,
        DeclineFiling,
        Investigate,
        SubmitLegalReview,
        PassLegalReview,
        ReturnFromLegalReview,
        GiveNotice,
        HoldHearing,
        Mediate,
        Decide,
        Enforce,
        Close,
        Archive,
        Suspend,
        Resume,
        Refer,
        ReferToPolice,
        PoliceFile,
        PoliceDecline,
        RequestReconsideration,
        TakeBack,
        Withdraw,
    ]
};

/// Where a case stands: what its steps change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The status.
    pub status: CaseStatus,
    /// How it ended; exactly closed and archived cases have one.
    pub outcome: Option<CaseOutcome>,
    /// The day of its acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// The day of its filing.
    pub filed_on: Option<NaiveDate>,
    /// The day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// The day on which it was closed.
    pub closed_on: Option<NaiveDate>,
    /// Who filed it.
    pub filed_by: Option<Uuid>,
}

/// What happened on the case's way so far, as far as later steps depend on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Its marks or its amounts ask for legal review before a decision (行政处罚法 art. 58).
    pub review_required: bool,
    /// Legal review was passed since it was last investigated.
    pub reviewed: bool,
    /// A hearing was held since it was last investigated.
    pub heard: bool,
    /// The last day on which the party may ask for a hearing; none where it waived that, or no such
    /// period is known.
    pub hearing_until: Option<NaiveDate>,
    /// There is a decision that was not served yet.
    pub unserved: bool,
}

impl Course {
    /// After `transition`, which led to `status`.
    pub fn follow(self, transition: CaseTransition, status: CaseStatus) -> Self {
        use CaseTransition as T;
        match (transition, status) {
            // What is investigated anew is reviewed anew.
            (_, CaseStatus::Investigating) => {
                Self { reviewed: false, heard: false, hearing_until: None, ..self }
            }
            (T::PassLegalReview, _) => Self { reviewed: true, ..self },
            (T::HoldHearing, _) => Self { heard: true, ..self },
            (T::Decide, _) => Self { unserved: true, ..self },
            _ => self,
        }
    }
}

/// Whether a case with these marks and amounts is one of those that nobody decides before its legal
/// review (行政处罚法 art. 58): `from_fen` is the amount in force, where one is.
pub fn review_required(marked: bool, amounts_fen: [Option<i64>; 2], from_fen: Option<i64>) -> bool {
    let large = |from: i64| amounts_fen.into_iter().flatten().any(|fen| fen >= from);
    marked || from_fen.is_some_and(large)
}

/// What the rules know of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is about.
    pub kind: CaseKind,
    /// Where it stands.
    pub standing: Standing,
    /// What was decided, where something was: penalty, no penalty, or a dispute's decision.
    pub decided: Option<CaseOutcome>,
    /// The day of the last step.
    pub last_step_on: NaiveDate,
    /// Whether the last step was the police's first refusal to file.
    pub police_declined: bool,
    /// Whether a threshold for prosecution is met and nobody decided against prosecution.
    pub must_refer: bool,
    /// Whether a proposed referral to the police waits for the head or the hand-over.
    pub referral_pending: bool,
    /// What happened so far.
    pub course: Course,
    /// Whether seized goods wait for their disposal, and so the clock of their measure runs.
    pub goods_held: bool,
}

/// What the rules know of who takes a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorFacts {
    /// Who.
    pub user_id: Uuid,
    /// May work on this department's cases at all.
    pub may_handle: bool,
    /// May take the steps that need the department's head.
    pub may_approve: bool,
    /// Is one of the case's handlers.
    pub is_handler: bool,
    /// Is the department's own system, which answers for its people itself.
    pub is_system: bool,
    /// Answers for the department that the case was referred to.
    pub answers_referral: bool,
    /// First and last days of the actor's certificates.
    pub certificates: Vec<(NaiveDate, NaiveDate)>,
}

impl ActorFacts {
    /// Whether the actor works on the filed case on `day`: a handler with a valid certificate, or the
    /// department's own system.
    pub fn handles_on(&self, day: NaiveDate) -> bool {
        self.is_system || self.is_handler && self.certified(day)
    }

    /// What keeps the actor from doing the work in a case on `day`. Before it is filed a case has no
    /// handlers; from then on they act, or the head does.
    pub fn refusal(&self, standing: &Standing, day: NaiveDate) -> Option<RuleError> {
        if !self.may_handle {
            return Some(RuleError::MayNotHandle);
        }
        if standing.filed_on.is_none() || self.may_approve || self.is_system {
            None
        } else if !self.is_handler {
            Some(RuleError::NotAHandler)
        } else if !self.certified(day) {
            Some(RuleError::NotCertified)
        } else {
            None
        }
    }

    fn certified(&self, day: NaiveDate) -> bool {
        self.certificates.iter().any(|(from, to)| (*from..=*to).contains(&day))
    }
}

/// What a step states, as far as the rules care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which transition.
    pub transition: CaseTransition,
    /// The statutory day of the step.
    pub occurred_on: NaiveDate,
    /// Whether a ground is given.
    pub ground: bool,
    /// Whether documents are named.
    pub documents: bool,
    /// The outcome stated.
    pub outcome: Option<CaseOutcome>,
    /// Whether a penalty is stated: a warning, an amount, goods or a licence.
    pub penalty: bool,
    /// Whether it says to whom the case is referred.
    pub referred_to: bool,
    /// Whether it says why the case is not referred to the police.
    pub reason_not_referred: bool,
}

/// Why a step is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleError {
    /// The status does not lead there.
    NotFromHere,
    /// Not for this kind of case: only patent disputes are mediated, and they have no penalty.
    NotForThisKind,
    /// A penalty or a dispute's decision is enforced before the case is closed.
    EnforceFirst,
    /// What was decided leaves nothing to enforce.
    NothingToEnforce,
    /// The law asks for legal review first (行政处罚法 art. 58).
    NeedsLegalReview,
    /// Up to this day the party may ask for a hearing (行政处罚法 art. 64).
    HearingPeriod(NaiveDate),
    /// The decision is to be served first (行政处罚法 art. 61).
    ServeFirst,
    /// Reconsideration is asked for once, right after the police declined to file.
    NothingToReconsider,
    /// Seized goods wait for their disposal.
    GoodsHeld,
    /// A proposed referral to the police waits: nothing else is decided meanwhile.
    ReferralPending,
    /// The role does not work on this department's cases.
    MayNotHandle,
    /// The step needs the department's head.
    NeedsHead,
    /// The step needs no approval: whoever handles the case takes it.
    NothingToApprove,
    /// The actor is not one of the case's handlers.
    NotAHandler,
    /// The handler has no certificate valid on the day (持证上岗).
    NotCertified,
    /// Who filed a case does not review it (立审分离).
    FilerMayNotReview,
    /// The day lies in the future.
    InTheFuture,
    /// The day lies before the previous step's.
    BeforePrevious(NaiveDate),
    /// The step must state this.
    Missing(CaseStepField),
    /// The step has no place for this.
    OutOfPlace(CaseStepField),
    /// The step can't have this outcome.
    WrongOutcome,
}

/// One transition as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub transition: CaseTransition,
    /// Why it is refused now; none where it is allowed.
    pub refusal: Option<RuleError>,
    /// Whether it needs the head, and the actor can propose it now.
    pub proposable: bool,
    /// What it must state.
    pub requires: Vec<CaseStepField>,
    /// The outcomes among which it states one; empty where it states none.
    pub outcomes: Vec<CaseOutcome>,
    /// Where it leads.
    pub resulting_status: CaseStatus,
}

/// Whether a case in `status` still waits for a step.
pub fn is_open(status: CaseStatus) -> bool {
    use CaseStatus::*;
    !matches!(status, NotAccepted | NotFiled | Closed | Archived)
}

/// Whether the case is open and in the department's own hands.
fn in_hand(status: CaseStatus) -> bool {
    is_open(status) && !is_away(status)
}

fn is_away(status: CaseStatus) -> bool {
    use CaseStatus::*;
    matches!(status, Referred | ReferredToPolice | PoliceReconsideration)
}

/// Where `transition` leads from here; `None` where the status has no such step.
fn target(facts: &Facts, transition: CaseTransition) -> Option<CaseStatus> {
    use CaseStatus::*;
    use CaseTransition as T;
    let status = facts.standing.status;
    let dispute = facts.kind == CaseKind::PatentDispute;
    let to = match (transition, status) {
        (T::Accept, Lead) => Accepted,
        (T::Decline, Lead) => NotAccepted,
        (T::File, Accepted) => Filed,
        (T::DeclineFiling, Accepted) => NotFiled,
        (T::Investigate, Filed) => Investigating,
        (T::Suspend, Investigating) => Suspended,
        (T::Resume, Suspended) => Investigating,
        (T::SubmitLegalReview, Investigating) => LegalReview,
        (T::SubmitLegalReview, Notice | Hearing) if !facts.course.reviewed => LegalReview,
        (T::PassLegalReview, LegalReview) if facts.course.heard => Hearing,
        (T::PassLegalReview, LegalReview) => Notice,
        (T::ReturnFromLegalReview, LegalReview) => Investigating,
        (T::GiveNotice, Investigating) => Notice,
        (T::HoldHearing, Notice) => Hearing,
        (T::Decide, Notice | Hearing) => Decided,
        (T::Decide, Investigating) if dispute => Decided,
        (T::Mediate, Investigating) => Closed,
        (T::Enforce, Decided) => Enforcing,
        (T::Close, Decided | Enforcing | Referred) => Closed,
        (T::Archive, Closed) => Archived,
        (T::Withdraw, _) if in_hand(status) => Closed,
        (T::Refer, _) if in_hand(status) => Referred,
        (T::ReferToPolice, Investigating | LegalReview) => ReferredToPolice,
        (T::PoliceFile, ReferredToPolice | PoliceReconsideration) => Closed,
        (T::PoliceDecline, ReferredToPolice | PoliceReconsideration) => Investigating,
        (T::RequestReconsideration, Investigating) => PoliceReconsideration,
        // Back to where it can go on: a lead that was never accepted is a lead again.
        (T::TakeBack, _) if is_away(status) => match (facts.standing.filed_on, facts.standing.accepted_on) {
            (Some(_), _) => Investigating,
            (None, Some(_)) => Accepted,
            (None, None) => Lead,
        },
        _ => return None,
    };
    let for_this_kind = match transition {
        T::Mediate => dispute,
        // A dispute between two parties ends in mediation, decision or withdrawal, never in a penalty.
        T::SubmitLegalReview | T::GiveNotice | T::ReferToPolice | T::RequestReconsideration => !dispute,
        _ => true,
    };
    for_this_kind.then_some(to)
}

/// What `transition` must state.
fn requires(facts: &Facts, transition: CaseTransition) -> Vec<CaseStepField> {
    use CaseStepField::*;
    use CaseTransition as T;
    match transition {
        T::Decline | T::File | T::DeclineFiling | T::Suspend | T::Withdraw => vec![Ground],
        T::ReturnFromLegalReview | T::RequestReconsideration => vec![Ground],
        T::Decide if facts.kind == CaseKind::PatentDispute => vec![Ground, Documents],
        T::Decide if facts.must_refer => vec![Ground, Documents, Outcome, Penalty, ReasonNotReferred],
        T::Decide => vec![Ground, Documents, Outcome, Penalty],
        T::Close => vec![Outcome],
        T::GiveNotice | T::Mediate | T::PoliceFile | T::PoliceDecline => vec![Documents],
        T::Refer => vec![Ground, ReferredTo],
        T::ReferToPolice => vec![Ground, Documents],
        _ => Vec::new(),
    }
}

/// The outcomes that `transition` may state; the first is meant where it states none and need not.
fn outcomes(facts: &Facts, transition: CaseTransition) -> Vec<CaseOutcome> {
    use CaseOutcome::*;
    use CaseTransition as T;
    match transition {
        T::Decide if facts.kind == CaseKind::PatentDispute => vec![Decided],
        T::Decide => vec![Penalty, NoPenalty],
        T::Mediate => vec![Mediated],
        T::Withdraw => vec![Withdrawn],
        T::PoliceFile => vec![TakenOverByPolice],
        T::Close if facts.standing.status == CaseStatus::Referred => vec![TakenOverByDepartment],
        T::Close => facts.decided.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What refuses `transition` whatever the step states: known in advance.
#[allow(clippy::collapsible_match, reason = "a guard would let the step fall through to the handlers' rule")]
fn refusals(facts: &Facts, actor: &ActorFacts, transition: CaseTransition, day: NaiveDate) -> Vec<RuleError> {
    use CaseTransition as T;
    let mut errors = Vec::new();
    let enforceable = facts.decided.is_some_and(|decided| decided != CaseOutcome::NoPenalty);
    match transition {
        T::Enforce if !enforceable => errors.push(RuleError::NothingToEnforce),
        T::Close if facts.standing.status == CaseStatus::Decided => {
            if facts.decided == Some(CaseOutcome::Penalty) {
                errors.push(RuleError::EnforceFirst);
            }
        }
        T::GiveNotice if facts.course.review_required => errors.push(RuleError::NeedsLegalReview),
        T::Decide => errors.extend(undecidable(facts, day)),
        T::RequestReconsideration if !facts.police_declined => errors.push(RuleError::NothingToReconsider),
        _ => {}
    }
    if facts.referral_pending && !matches!(transition, T::ReferToPolice | T::ReturnFromLegalReview) {
        errors.push(RuleError::ReferralPending);
    }
    // The receiver's answer needs no right to the sender's cases.
    let answer = match transition {
        T::PoliceFile | T::PoliceDecline | T::TakeBack => true,
        T::Close => facts.standing.status == CaseStatus::Referred,
        _ => false,
    };
    if answer && actor.answers_referral {
        return errors;
    }
    let decided = matches!(facts.standing.status, CaseStatus::Decided | CaseStatus::Enforcing);
    if decided && facts.course.unserved && matches!(transition, T::Enforce | T::Close) {
        errors.push(RuleError::ServeFirst);
    }
    // Goods follow a case that the police file: they are handed over within three days (国务院令310 art. 12).
    let ends = target(facts, transition).is_some_and(|to| !is_open(to)) && transition != T::PoliceFile;
    if ends && facts.goods_held {
        errors.push(RuleError::GoodsHeld);
    }
    if !actor.may_handle {
        errors.push(RuleError::MayNotHandle);
        return errors;
    }
    match transition {
        _ if needs_head(transition) => {
            if !actor.may_approve {
                errors.push(RuleError::NeedsHead);
            }
        }
        T::PassLegalReview | T::ReturnFromLegalReview => {
            if facts.standing.filed_by == Some(actor.user_id) {
                errors.push(RuleError::FilerMayNotReview);
            }
        }
        _ => errors.extend(actor.refusal(&facts.standing, day)),
    }
    errors
}

/// What stands against a decision on `day`.
fn undecidable(facts: &Facts, day: NaiveDate) -> Option<RuleError> {
    let course = &facts.course;
    match (facts.standing.status, course.hearing_until) {
        (CaseStatus::Notice, Some(until)) if day <= until => Some(RuleError::HearingPeriod(until)),
        (CaseStatus::Notice | CaseStatus::Hearing, _)
            if !course.reviewed && (course.review_required || course.heard) =>
        {
            Some(RuleError::NeedsLegalReview)
        }
        _ => None,
    }
}

/// Whether `transition` needs the head, and so is proposed by everybody else (呈批).
pub fn needs_head(transition: CaseTransition) -> bool {
    use CaseTransition as T;
    matches!(transition, T::File | T::DeclineFiling | T::Decide | T::Withdraw)
}

/// Everything that stands against proposing the step to the head: what stands against the step itself,
/// except that the head must take it.
pub fn unproposable(facts: &Facts, actor: &ActorFacts, step: &Step, today: NaiveDate) -> Vec<RuleError> {
    if !needs_head(step.transition) {
        return vec![RuleError::NothingToApprove];
    }
    let as_head = ActorFacts { may_approve: true, ..actor.clone() };
    let mut errors = apply(facts, &as_head, step, today).err().unwrap_or_default();
    errors.extend(actor.refusal(&facts.standing, today).filter(|error| !errors.contains(error)));
    errors
}

/// The transitions that the case's status knows, with what stands against each today.
pub fn transitions(facts: &Facts, actor: &ActorFacts, today: NaiveDate) -> Vec<Choice> {
    let choice = |transition| {
        let resulting_status = target(facts, transition)?;
        let refusals = refusals(facts, actor, transition, today);
        let proposable =
            refusals == [RuleError::NeedsHead] && actor.refusal(&facts.standing, today).is_none();
        let refusal = refusals.into_iter().next();
        let requires = requires(facts, transition);
        let stated = requires.contains(&CaseStepField::Outcome);
        Some(Choice {
            transition,
            refusal,
            proposable,
            requires,
            outcomes: if stated { outcomes(facts, transition) } else { Vec::new() },
            resulting_status,
        })
    };
    TRANSITIONS.into_iter().filter_map(choice).collect()
}

/// Takes the step: the case's new standing, or everything that is wrong with it.
pub fn apply(
    facts: &Facts,
    actor: &ActorFacts,
    step: &Step,
    today: NaiveDate,
) -> Result<Standing, Vec<RuleError>> {
    let Some(status) = target(facts, step.transition) else {
        let dispute_only = step.transition == CaseTransition::Mediate;
        let dispute = facts.kind == CaseKind::PatentDispute;
        let for_another_kind =
            dispute_only != dispute && target(&other_kind(facts), step.transition).is_some();
        return Err(vec![if for_another_kind { RuleError::NotForThisKind } else { RuleError::NotFromHere }]);
    };
    let mut errors = refusals(facts, actor, step.transition, step.occurred_on);
    errors.extend(wrong_day(facts.last_step_on, step.occurred_on, today));
    errors.extend(wrong_statements(facts, step));
    if errors.is_empty() { Ok(moved(facts, actor, step, status)) } else { Err(errors) }
}

/// The same case, were it a dispute rather than not, or the other way round.
fn other_kind(facts: &Facts) -> Facts {
    let kind = match facts.kind {
        CaseKind::PatentDispute => CaseKind::Other,
        _ => CaseKind::PatentDispute,
    };
    Facts { kind, ..facts.clone() }
}

/// A step happens neither in the future nor before the step before it.
pub fn wrong_day(last_step_on: NaiveDate, occurred_on: NaiveDate, today: NaiveDate) -> Option<RuleError> {
    if occurred_on > today {
        Some(RuleError::InTheFuture)
    } else if occurred_on < last_step_on {
        Some(RuleError::BeforePrevious(last_step_on))
    } else {
        None
    }
}

fn wrong_statements(facts: &Facts, step: &Step) -> Vec<RuleError> {
    let mut errors = Vec::new();
    let required = requires(facts, step.transition);
    let allowed = outcomes(facts, step.transition);
    let mut missing = |field, given: bool| {
        if required.contains(&field) && !given {
            errors.push(RuleError::Missing(field));
        }
    };
    missing(CaseStepField::Ground, step.ground);
    missing(CaseStepField::Documents, step.documents);
    missing(CaseStepField::Outcome, step.outcome.is_some());
    missing(CaseStepField::ReferredTo, step.referred_to);
    missing(CaseStepField::Penalty, step.penalty || step.outcome != Some(CaseOutcome::Penalty));
    let explained = step.reason_not_referred || step.outcome != Some(CaseOutcome::Penalty);
    missing(CaseStepField::ReasonNotReferred, explained);
    match step.outcome {
        Some(_) if allowed.is_empty() => errors.push(RuleError::OutOfPlace(CaseStepField::Outcome)),
        Some(outcome) if !allowed.contains(&outcome) => errors.push(RuleError::WrongOutcome),
        _ => {}
    }
    let may_punish = required.contains(&CaseStepField::Penalty) && step.outcome == Some(CaseOutcome::Penalty);
    if step.penalty && !may_punish {
        errors.push(RuleError::OutOfPlace(CaseStepField::Penalty));
    }
    if step.referred_to && !matches!(step.transition, CaseTransition::Refer | CaseTransition::ReferToPolice) {
        errors.push(RuleError::OutOfPlace(CaseStepField::ReferredTo));
    }
    errors
}

fn moved(facts: &Facts, actor: &ActorFacts, step: &Step, status: CaseStatus) -> Standing {
    use CaseTransition as T;
    let day = step.occurred_on;
    let mut next = Standing { status, ..facts.standing.clone() };
    match step.transition {
        T::Accept => next.accepted_on = Some(day),
        T::File => {
            next.filed_on = Some(day);
            next.filed_by = Some(actor.user_id);
        }
        T::Decide => next.decided_on = Some(day),
        _ => {}
    }
    if status == CaseStatus::Closed {
        next.closed_on = Some(day);
        next.outcome = outcomes(facts, step.transition).first().copied();
    }
    next
}

#[cfg(test)]
mod tests;

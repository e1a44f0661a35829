//! The life of a referral as pure functions: who may do what next, what it must state, which step of
//! the case it takes along, whom it lets wait.

use chrono::NaiveDate;
use entity::enums::{
    CaseTransition, ClockKind, ReferralAct, ReferralItemKind, ReferralStatus, ReferralTarget, WaitsFor,
};

use crate::prosecution::rules::is_declined;

/// Every act on a referral that exists, in the order in which they are offered.
pub const ACTS: [ReferralAct; 14] = {
    use ReferralAct::*;
    [
        Accept,
        Return,
        Complete,
        Approve,
        Disapprove,
        HandOver,
        PoliceFile,
        PoliceDecline,
        NoteComplex,
        RequestReconsideration,
        HandOverGoods,
        ReturnFile,
        SuggestSupervision,
        TakeBack,
    ]
};

/// Where a referral stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// To whom it goes.
    pub target: ReferralTarget,
    /// Its status.
    pub status: ReferralStatus,
    /// The day of its last step.
    pub last_step_on: NaiveDate,
    /// Whether the police take the longer period.
    pub is_complex: bool,
    /// Whether the police gave back the file.
    pub file_returned: bool,
    /// Whether goods and material followed to the police.
    pub goods_handed_over: bool,
    /// Whether the procuratorate was asked to supervise.
    pub supervision_suggested: bool,
}

/// Who acts, as far as the rules care.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// May work on the sending department's cases.
    pub may_send: bool,
    /// Handles the case with a valid certificate, or is the department's own system.
    pub handles: bool,
    /// May take what needs the sending department's head.
    pub may_approve: bool,
    /// Answers for the department that received it.
    pub may_answer: bool,
}

/// What an act must state beside its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActField {
    /// The reason.
    Ground,
    /// The documents' numbers.
    Documents,
}

/// What an act states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The statutory day.
    pub occurred_on: NaiveDate,
    /// Whether a reason is given.
    pub ground: bool,
    /// Whether documents are named.
    pub documents: bool,
}

/// Why an act is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleError {
    /// The status does not lead there.
    NotFromHere,
    /// The role does not work on the sender's cases, nor answer for the receiver.
    MayNotAct,
    /// Only the sender's side does this.
    NotTheSender,
    /// It needs the sending department's head.
    NeedsHead,
    /// The actor is not a certified handler of the case.
    NotAHandler,
    /// The day lies in the future.
    InTheFuture,
    /// The day lies before the last step's.
    BeforePrevious(NaiveDate),
    /// It must state this.
    Missing(ActField),
    /// The package lacks this item, and no reason says why.
    Incomplete(ReferralItemKind),
}

/// Whether somebody still has to act on a referral of this status. One that the police declined is
/// settled unless reconsideration is asked for.
pub fn is_open(status: ReferralStatus) -> bool {
    use ReferralStatus::*;
    matches!(status, Sent | Proposed | Approved | HandedOver | Reconsideration)
}

/// Whether the receiver may know of it: before the hand-over it is the sender's own deliberation.
pub fn is_handed_over(status: ReferralStatus) -> bool {
    use ReferralStatus::*;
    !matches!(status, Proposed | NotApproved | Approved)
}

/// Where `act` leads from here; `None` where there is no such act now.
pub fn target(standing: &Standing, act: ReferralAct) -> Option<ReferralStatus> {
    use ReferralAct as A;
    use ReferralStatus::*;
    let police = standing.target == ReferralTarget::Police;
    let declined = is_declined(standing.status);
    Some(match (act, standing.status) {
        (A::Accept, Sent) if !police => Accepted,
        (A::Return, Sent) if !police => Returned,
        (A::TakeBack, Sent | Proposed | Approved | HandedOver | Reconsideration) => TakenBack,
        (A::Complete, Proposed | Approved) => standing.status,
        (A::Approve, Proposed) => Approved,
        (A::Disapprove, Proposed) => NotApproved,
        (A::HandOver, Approved) => HandedOver,
        (A::NoteComplex, HandedOver) if !standing.is_complex => HandedOver,
        (A::PoliceFile, HandedOver | Reconsideration) => PoliceFiled,
        (A::PoliceDecline, HandedOver) => PoliceDeclined,
        (A::PoliceDecline, Reconsideration) => ReconsiderationDeclined,
        (A::RequestReconsideration, PoliceDeclined) => Reconsideration,
        (A::ReturnFile, _) if declined && !standing.file_returned => standing.status,
        (A::HandOverGoods, PoliceFiled) if !standing.goods_handed_over => PoliceFiled,
        (A::SuggestSupervision, _) if declined && !standing.supervision_suggested => standing.status,
        _ => return None,
    })
}

/// Whether `act` is the receiver's: done by it on the platform, or recorded by the sender from its
/// paper.
pub fn is_answer(act: ReferralAct) -> bool {
    use ReferralAct::*;
    matches!(act, Accept | Return | NoteComplex | PoliceFile | PoliceDecline | ReturnFile)
}

/// What `act` must state. Who records another's answer names the paper on which it rests.
pub fn requires(act: ReferralAct, on_paper: bool) -> Vec<ActField> {
    use ActField::*;
    use ReferralAct as A;
    let mut fields = match act {
        A::Return | A::TakeBack | A::Disapprove | A::NoteComplex | A::Propose => vec![Ground],
        A::PoliceDecline | A::RequestReconsideration | A::SuggestSupervision => vec![Ground, Documents],
        A::Send => vec![Ground],
        A::HandOver | A::PoliceFile => vec![Documents],
        A::Accept | A::Complete | A::Approve | A::ReturnFile | A::HandOverGoods => Vec::new(),
    };
    if on_paper && !fields.contains(&Documents) {
        fields.push(Documents);
    }
    fields
}

/// Whether who acts would record the receiver's answer from paper.
pub fn on_paper(actor: Actor, act: ReferralAct) -> bool {
    is_answer(act) && !actor.may_answer
}

/// What stands against `actor` doing `act`, whatever it states.
pub fn refusal(actor: Actor, act: ReferralAct) -> Option<RuleError> {
    use ReferralAct::*;
    if is_answer(act) && actor.may_answer {
        return None;
    }
    if !actor.may_send {
        return Some(if actor.may_answer { RuleError::NotTheSender } else { RuleError::MayNotAct });
    }
    match act {
        Approve | Disapprove => (!actor.may_approve).then_some(RuleError::NeedsHead),
        _ => (!actor.handles && !actor.may_approve).then_some(RuleError::NotAHandler),
    }
}

/// Does `act`: the new status, or everything that is wrong with it.
pub fn apply(
    standing: &Standing,
    actor: Actor,
    act: ReferralAct,
    stated: Stated,
    missing: &[ReferralItemKind],
    today: NaiveDate,
) -> Result<ReferralStatus, Vec<RuleError>> {
    let Some(status) = target(standing, act) else { return Err(vec![RuleError::NotFromHere]) };
    let mut errors: Vec<RuleError> = refusal(actor, act).into_iter().collect();
    errors.extend(wrong_statements(actor, act, stated));
    errors.extend(wrong_day(standing.last_step_on, stated.occurred_on, today));
    if act == ReferralAct::HandOver {
        errors.extend(missing.iter().copied().map(RuleError::Incomplete));
    }
    if errors.is_empty() { Ok(status) } else { Err(errors) }
}

/// What `act` must state and does not.
pub fn wrong_statements(actor: Actor, act: ReferralAct, stated: Stated) -> Vec<RuleError> {
    let lacks = |field: &ActField| match field {
        ActField::Ground => !stated.ground,
        ActField::Documents => !stated.documents,
    };
    let required = requires(act, on_paper(actor, act));
    required.into_iter().filter(lacks).map(RuleError::Missing).collect()
}

fn wrong_day(last_step_on: NaiveDate, occurred_on: NaiveDate, today: NaiveDate) -> Option<RuleError> {
    if occurred_on > today {
        Some(RuleError::InTheFuture)
    } else if occurred_on < last_step_on {
        Some(RuleError::BeforePrevious(last_step_on))
    } else {
        None
    }
}

/// The step of the case that `act` takes along; none where the case stays where it is.
pub fn case_step(standing: &Standing, act: ReferralAct) -> Option<CaseTransition> {
    use CaseTransition as T;
    use ReferralAct as A;
    Some(match act {
        A::Send => T::Refer,
        A::Accept => T::Close,
        A::Return => T::TakeBack,
        A::TakeBack if is_handed_over(standing.status) => T::TakeBack,
        A::HandOver => T::ReferToPolice,
        A::PoliceFile => T::PoliceFile,
        A::PoliceDecline => T::PoliceDecline,
        A::RequestReconsideration => T::RequestReconsideration,
        _ => return None,
    })
}

/// The steps of a case that only a referral takes.
pub fn only_by_referral(transition: CaseTransition) -> bool {
    use CaseTransition::*;
    matches!(
        transition,
        Refer | ReferToPolice | PoliceFile | PoliceDecline | RequestReconsideration | TakeBack
    )
}

/// What an act means for those who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// From now on this waits for the sender's people.
    Begins(ClockKind, WaitsFor),
    /// From now on this waits for the receiving department; where it is not on the platform, for the
    /// sender's handlers, who record its paper.
    BeginsForReceiver(ClockKind),
    /// It is done.
    Met(ClockKind),
    /// It is no longer asked for.
    Falls(ClockKind),
    /// The police have the longer period.
    Extends(ClockKind),
}

/// The clocks that run in a referral: a taken-back one stops them all.
pub const CLOCKS: [ClockKind; 6] = [
    ClockKind::ReferralAnswer,
    ClockKind::PoliceReferralApproval,
    ClockKind::PoliceHandover,
    ClockKind::PoliceFiling,
    ClockKind::ReconsiderationRequest,
    ClockKind::ReconsiderationAnswer,
];

/// For whom what begins to wait, and what is done, once `act` was done in a referral of `status`.
pub fn duties(status: ReferralStatus, act: ReferralAct) -> Vec<Duty> {
    use ClockKind as K;
    use Duty::*;
    use ReferralAct as A;
    match act {
        A::Send => vec![BeginsForReceiver(K::ReferralAnswer)],
        A::Accept | A::Return => vec![Met(K::ReferralAnswer)],
        A::Propose => vec![Begins(K::PoliceReferralApproval, WaitsFor::Head)],
        A::Approve => vec![Met(K::PoliceReferralApproval), Begins(K::PoliceHandover, WaitsFor::Handlers)],
        A::Disapprove => vec![Met(K::PoliceReferralApproval)],
        A::HandOver => vec![Met(K::PoliceHandover), BeginsForReceiver(K::PoliceFiling)],
        A::NoteComplex => vec![Extends(K::PoliceFiling)],
        A::PoliceFile => vec![
            Met(K::PoliceFiling),
            Met(K::ReconsiderationAnswer),
            Begins(K::GoodsHandover, WaitsFor::Handlers),
        ],
        A::PoliceDecline if status == ReferralStatus::Reconsideration => vec![Met(K::ReconsiderationAnswer)],
        // To ask for reconsideration is a right: its clock tells until when, and runs out without blame.
        A::PoliceDecline => vec![Met(K::PoliceFiling), Begins(K::ReconsiderationRequest, WaitsFor::Handlers)],
        A::RequestReconsideration => {
            vec![Met(K::ReconsiderationRequest), BeginsForReceiver(K::ReconsiderationAnswer)]
        }
        A::HandOverGoods => vec![Met(K::GoodsHandover)],
        A::TakeBack => CLOCKS.into_iter().map(Falls).collect(),
        A::Complete | A::ReturnFile | A::SuggestSupervision => Vec::new(),
    }
}

/// The items of a package (国务院令310号 art. 6), and whether each may be left out for a reason.
pub const ITEMS: [(ReferralItemKind, bool); 5] = [
    (ReferralItemKind::TransferLetter, false),
    (ReferralItemKind::InvestigationReport, false),
    (ReferralItemKind::GoodsList, true),
    (ReferralItemKind::Appraisal, true),
    (ReferralItemKind::OtherMaterial, true),
];

/// What the package lacks. `has` tells of an item whether it is there, and whether a reason says why not.
pub fn missing(has: impl Fn(ReferralItemKind) -> (bool, bool)) -> Vec<ReferralItemKind> {
    let lacks = |(kind, may_lack): &(ReferralItemKind, bool)| {
        let (there, reason) = has(*kind);
        // Other material is whatever else there is: often nothing.
        *kind != ReferralItemKind::OtherMaterial && !there && !(*may_lack && reason)
    };
    ITEMS.iter().filter(|item| lacks(item)).map(|(kind, _)| *kind).collect()
}

/// A stage of a referral as people think of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState {
    /// Behind it.
    Done,
    /// Where it stands.
    Current,
    /// Still to come.
    Ahead,
    /// Where it ended otherwise.
    Ended,
}

/// The stages of a referral's way: the act that completes each, and how it stands. What was asked for
/// once (reconsideration) shows only where it came to that.
pub fn stages(
    target: ReferralTarget,
    status: ReferralStatus,
    done: &[ReferralAct],
) -> Vec<(ReferralAct, StageState)> {
    use ReferralAct::*;
    let way: Vec<ReferralAct> = if target == ReferralTarget::Police {
        let mut way = vec![Propose, Approve, HandOver, PoliceFile];
        if done.contains(&RequestReconsideration) {
            way = vec![Propose, Approve, HandOver, PoliceDecline, RequestReconsideration, PoliceFile];
        }
        way
    } else {
        vec![Send, Accept]
    };
    let reached = match status {
        ReferralStatus::Sent | ReferralStatus::Proposed => 1,
        ReferralStatus::Approved => 2,
        ReferralStatus::HandedOver => 3,
        ReferralStatus::Reconsideration => 5,
        ReferralStatus::Accepted | ReferralStatus::PoliceFiled => way.len(),
        ReferralStatus::NotApproved | ReferralStatus::Returned => 1,
        ReferralStatus::PoliceDeclined | ReferralStatus::ReconsiderationDeclined => way.len() - 1,
        ReferralStatus::TakenBack => way.iter().take_while(|act| done.contains(act)).count(),
    };
    let here = |place: usize| match place {
        place if place < reached => StageState::Done,
        place if place > reached => StageState::Ahead,
        _ if is_open(status) => StageState::Current,
        _ => StageState::Ended,
    };
    way.into_iter().enumerate().map(|(place, act)| (act, here(place))).collect()
}

#[cfg(test)]
mod tests;

//! What the rules must know of a case and of who asks, as rows say it.

use async_graphql::{Context, Result};
use chrono::NaiveDate;
use entity::{
    case, case_event, case_handler, certificate,
    enums::{CaseEventKind as EventKind, CaseOutcome as Outcome},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use vocabulary::CaseMark;

use super::{
    loaders::{CertificatesHeldBy, HandlersOf},
    penalty::is_punished,
    review,
    rules::{self, ActorFacts, Course, Facts, Standing},
    sight::owner,
};
use crate::shared::{
    caller::Caller,
    change::Change,
    errors::internal,
    loaders,
    policy::{self, Act},
};

/// The marks of a case, of whether each applies: major, egregious, typical, foreign-related, mass.
pub fn marks(marked: [bool; 5]) -> Vec<CaseMark> {
    use CaseMark::{Egregious, ForeignRelated, Major, Mass, Typical};
    let all = [Major, Egregious, Typical, ForeignRelated, Mass];
    marked.into_iter().zip(all).filter_map(|(marked, mark)| marked.then_some(mark)).collect()
}

/// Where the case stands, as the rules see it.
pub fn standing(row: &case::Model) -> Standing {
    Standing {
        status: row.status,
        outcome: row.outcome,
        accepted_on: row.accepted_on,
        filed_on: row.filed_on,
        decided_on: row.decided_on,
        closed_on: row.closed_on,
        filed_by: row.filed_by_id,
    }
}

/// What stands in a case's way because of its referrals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InTheWay {
    /// A threshold is met, and nobody decided against prosecution: a penalty needs a recorded reason.
    pub must_refer: bool,
    /// A referral to the police waits for the head or for the hand-over: nothing else is decided meanwhile.
    pub pending: bool,
}

/// What the rules must know of a case with these milestones ([`super::history::MILESTONES`]), oldest first,
/// whose party may ask for a hearing up to a day; from `review_from_fen` on it is reviewed.
pub fn facts(
    row: &case::Model,
    happened: &[case_event::Model],
    hearing_until: Option<NaiveDate>,
    in_the_way: InTheWay,
    review_from_fen: Option<i64>,
) -> Facts {
    use entity::enums::{CaseStatus, CaseTransition};
    let last = happened.iter().rev().find(|event| event.kind == EventKind::Step);
    let decided = row.decided_on.map(|_| match row.kind {
        entity::enums::CaseKind::PatentDispute => Outcome::Decided,
        _ if is_punished(row) => Outcome::Penalty,
        _ => Outcome::NoPenalty,
    });
    let police_declined = last.is_some_and(|last| {
        last.transition == Some(CaseTransition::PoliceDecline)
            && last.from_status == Some(CaseStatus::ReferredToPolice)
    });
    Facts {
        kind: row.kind,
        standing: standing(row),
        decided,
        last_step_on: last.map_or(row.received_on, |last| last.occurred_on),
        police_declined,
        must_refer: in_the_way.must_refer,
        referral_pending: in_the_way.pending,
        course: course(row, happened, hearing_until, review_from_fen),
        goods_held: row.held_seizures > 0,
    }
}

/// What happened on the case's way.
fn course(
    row: &case::Model,
    happened: &[case_event::Model],
    hearing_until: Option<NaiveDate>,
    review_from_fen: Option<i64>,
) -> Course {
    let start = Course { review_required: review_required(row, review_from_fen), ..Course::default() };
    let course = happened.iter().fold(start, |course, event| match (event.kind, event.transition) {
        (EventKind::Step, Some(transition)) => course.follow(transition, event.to_status),
        (EventKind::Service, _) => Course { unserved: false, ..course },
        _ => course,
    });
    Course { hearing_until, ..course }
}

/// Whether the case is reviewed before it is decided, where that is so from these fen on.
pub fn review_required(row: &case::Model, from_fen: Option<i64>) -> bool {
    let marked = row.mark_major || row.mark_egregious || row.mark_foreign_related || row.mark_mass;
    rules::review_required(marked, review::service::amounts(row), from_fen)
}

fn actor(
    caller: &Caller,
    row: &case::Model,
    is_handler: bool,
    certificates: &[certificate::Model],
) -> ActorFacts {
    let owner = owner(row);
    ActorFacts {
        user_id: caller.viewer.user_id,
        may_handle: policy::may(&caller.viewer, Act::HandleCase, &owner),
        may_approve: policy::may(&caller.viewer, Act::ApproveCase, &owner),
        is_handler,
        is_system: caller.viewer.role == entity::enums::Role::Service,
        answers_referral: false,
        certificates: certificates.iter().map(|held| (held.valid_from, held.valid_to)).collect(),
    }
}

/// What the rules must know of `caller` in this case, as a change reads it.
pub async fn acting(change: &Change, caller: &Caller, row: &case::Model) -> Result<ActorFacts, DbErr> {
    let user_id = caller.viewer.user_id;
    let handles = case_handler::Entity::find_by_id((row.id, user_id)).one(&change.transaction).await?;
    let certificates = certificate::Entity::find()
        .filter(certificate::Column::UserId.eq(user_id))
        .all(&change.transaction)
        .await?;
    Ok(actor(caller, row, handles.is_some(), &certificates))
}

/// The same, as a query reads it: with whatever else is asked of other cases.
pub async fn asking(context: &Context<'_>, caller: &Caller, row: &case::Model) -> Result<ActorFacts> {
    let loaders = loaders::of(context)?;
    let handlers = loaders.load_one(HandlersOf(row.id)).await.map_err(internal)?;
    let user_id = caller.viewer.user_id;
    let certificates = loaders.load_one(CertificatesHeldBy(user_id)).await.map_err(internal)?;
    let is_handler = handlers.unwrap_or_default().iter().any(|(link, _)| link.user_id == user_id);
    Ok(actor(caller, row, is_handler, &certificates.unwrap_or_default()))
}

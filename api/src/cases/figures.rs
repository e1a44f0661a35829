//! What a case adds to figures, as it stands.

use chrono::NaiveDate;
use entity::{
    case, case_department, case_event,
    enums::{CaseDepartmentRole, CaseEventKind, CaseTransition, Measure},
    figure_line::{LATE, NO_LIMIT, ON_TIME},
    referral,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::shared::{
    figures::{Contribution, Counted, Source},
    loaders::grouped,
    recorded::Keyed,
};

impl Keyed for case::Entity {
    const ID: Self::Column = case::Column::Id;

    fn id(row: &Self::Model) -> Uuid {
        row.id
    }
}

/// Cases, whose figures are entered with every change of one.
pub static CASES: Source = Source::of::<case::Entity>("Case", |db, ids| Box::pin(counted(db, ids)));

/// A step that was taken.
#[derive(Clone, Debug, FromQueryResult)]
struct Step {
    case_id: Uuid,
    transition: Option<CaseTransition>,
    occurred_on: NaiveDate,
}

/// A referral, as far as figures go.
#[derive(Clone, Debug, FromQueryResult)]
struct Sent {
    case_id: Uuid,
    target: entity::enums::ReferralTarget,
    referred_on: Option<NaiveDate>,
}

/// What the case adds, from its row, its steps in their order, and its referrals. What ended while it was still a
/// lead is none of the office's cases: it came in as a lead, and leaves with no figure.
fn contributions(row: &case::Model, steps: &[Step], referrals: &[Sent]) -> Vec<Contribution> {
    let by = |measure, day| Contribution::one(row.id, measure, day).of_kind(row.kind);
    let money = |measure, day, fen: Option<i64>| by(measure, day).amounting(fen.unwrap_or(0), false);
    let in_areas =
        |measure, day| row.focus_areas.0.iter().map(move |area| by(measure, day).detailed(area.to_value()));
    let declined = steps.iter().find(|step| step.transition == Some(CaseTransition::DeclineFiling));
    let declined_on = declined.map(|step| step.occurred_on);
    let status = Contribution::one(row.id, Measure::CaseStatus, row.received_on);
    let mut found = vec![by(Measure::CaseReceived, row.received_on), status.detailed(row.status.to_value())];
    if row.is_open && row.suspended_on.is_none() && row.decided_on.is_none() {
        found.extend(row.due_on.map(|day| by(Measure::CaseDue, day)));
    }
    if let Some(accepted_on) = row.accepted_on {
        found.push(by(Measure::CaseAccepted, accepted_on).joint(row.co_handler_count > 0));
        let ends_on = row.closed_on.into_iter().chain(declined_on).min();
        if ends_on.is_none_or(|end| end > accepted_on) {
            found.push(by(Measure::CaseOpen, accepted_on).until(ends_on));
        }
        if let Some(closed_on) = row.closed_on {
            let outcome = row.outcome.map(|outcome| outcome.to_value()).unwrap_or_default();
            found.push(by(Measure::CaseClosed, closed_on).detailed(outcome));
            found.push(by(Measure::CaseTimeliness, closed_on).detailed(timeliness(row, closed_on)));
            found.extend(in_areas(Measure::CaseClosedInArea, closed_on));
            found.extend(money(Measure::ClosedCaseAmount, closed_on, row.amount_fen));
            found.extend(money(Measure::RecoveredLoss, closed_on, row.recovered_loss_fen));
        }
    }
    if let Some(filed_on) = row.filed_on {
        found.push(by(Measure::CaseFiled, filed_on));
        found.extend(in_areas(Measure::CaseFiledInArea, filed_on));
    }
    found.extend(declined_on.map(|day| by(Measure::CaseNotFiled, day)));
    if let Some(decided_on) = row.decided_on {
        found.push(by(Measure::CaseDecided, decided_on));
        found.extend(money(Measure::Fine, decided_on, row.fine_fen));
        found.extend(money(Measure::ConfiscatedIncome, decided_on, row.confiscated_income_fen));
    }
    for (place, step) in steps.iter().enumerate() {
        if step.transition != Some(CaseTransition::Suspend) {
            continue;
        }
        found.push(by(Measure::CaseSuspension, step.occurred_on).once_by(row.id));
        let ends_on = steps[place + 1..].iter().map(|later| later.occurred_on).min();
        if ends_on.is_none_or(|end| end > step.occurred_on) {
            found.push(by(Measure::CaseSuspended, step.occurred_on).until(ends_on));
        }
    }
    for sent in referrals {
        let referred = sent.referred_on.map(|day| by(Measure::CaseReferred, day));
        found.extend(referred.map(|it| it.detailed(sent.target.to_value()).once_by(row.id)));
    }
    found
}

/// In time by the case's main clock, which its decision meets; what ended without one, its closing.
fn timeliness(row: &case::Model, closed_on: NaiveDate) -> &'static str {
    match row.due_on {
        None => NO_LIMIT,
        Some(due_on) if row.decided_on.unwrap_or(closed_on) <= due_on => ON_TIME,
        Some(_) => LATE,
    }
}

/// What these cases add, and to the figures of which departments: their own, and those that handle them jointly. Whom
/// a case was referred to sees it, but did not handle it.
async fn counted(db: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Counted>, DbErr> {
    let ids = || ids.iter().copied();
    let rows = case::Entity::find().filter(case::Column::Id.is_in(ids())).all(db).await?;
    let steps = case_event::Entity::find()
        .select_only()
        .columns([case_event::Column::CaseId, case_event::Column::Transition, case_event::Column::OccurredOn])
        .filter(case_event::Column::CaseId.is_in(ids()))
        .filter(case_event::Column::Kind.eq(CaseEventKind::Step))
        .order_by_asc(case_event::Column::CaseId)
        .order_by_asc(case_event::Column::Sequence)
        .into_model::<Step>()
        .all(db)
        .await?;
    let referrals = referral::Entity::find()
        .select_only()
        .columns([referral::Column::CaseId, referral::Column::Target, referral::Column::ReferredOn])
        .filter(referral::Column::CaseId.is_in(ids()))
        .into_model::<Sent>()
        .all(db)
        .await?;
    let joint: Vec<(Uuid, Uuid)> = case_department::Entity::find()
        .select_only()
        .columns([case_department::Column::CaseId, case_department::Column::DepartmentId])
        .filter(case_department::Column::CaseId.is_in(ids()))
        .filter(case_department::Column::Role.eq(CaseDepartmentRole::CoHandler))
        .order_by_asc(case_department::Column::DepartmentId)
        .into_tuple()
        .all(db)
        .await?;
    let mut steps = grouped(steps, |step| step.case_id);
    let mut referrals = grouped(referrals, |sent| sent.case_id);
    let mut joint = grouped(joint, |(case_id, _)| *case_id);
    let counted = rows.iter().map(|row| {
        let steps = steps.remove(&row.id).unwrap_or_default();
        let referrals = referrals.remove(&row.id).unwrap_or_default();
        let joint = joint.remove(&row.id).unwrap_or_default().into_iter();
        let joint = joint.map(|(_, department_id)| department_id).filter(|other| *other != row.department_id);
        Counted {
            source_id: row.id,
            region_key: row.region_key.clone(),
            departments: std::iter::once(row.department_id).chain(joint).collect(),
            contributions: contributions(row, &steps, &referrals),
        }
    });
    Ok(counted.collect())
}

//! Appeals against lost points: each is one transaction that loads, authorises, checks, saves, tells those concerned, and
//! logs.

use entity::{
    case,
    enums::{AppealState, NotificationKind},
    figure_line, indicator, league_appeal,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::Condition,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    rules::{self, Term},
    sight::{owner, visible},
};
use crate::{
    cases,
    notifications::service::{Note, Recipient, notify},
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun},
        errors::{Failure, Problem, UserErrorCode},
        figures::indicators,
        input::{Checks, LONG},
        language::text,
        policy::{self, Act, Owner},
    },
};

const OBJECT: &str = "LeagueAppeal";

/// The appeal with `id`, where the caller may see it.
///
/// # Errors
///
/// The database's.
pub async fn find(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<Option<league_appeal::Model>, DbErr> {
    league_appeal::Entity::find_by_id(id).filter(visible(&caller.records())).one(db).await
}

async fn load(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<league_appeal::Model, Failure> {
    find(db, caller, id).await?.ok_or_else(|| Problem::not_found("id").into())
}

/// Appeals against the point that the caller's department lost by a case.
///
/// # Errors
///
/// Where the caller may not, the case cost no such point, or there is an appeal already.
pub async fn appeal(
    caller: &Caller,
    (case_id, indicator, ground): (Uuid, &str, &str),
    key: Option<IdempotencyKey>,
) -> Result<league_appeal::Model, Failure> {
    const MUTATION: &str = "appealLostPoint";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let db = &change.transaction;
    let seen = case::Entity::find_by_id(case_id).filter(cases::sight::visible(&caller.records()));
    let case = seen.one(db).await?.ok_or_else(|| Problem::not_found("caseId"))?;
    if !policy::may(&caller.viewer, Act::AppealLostPoint, &Owner::own(&caller.viewer)) {
        return Err(change.deny(caller, MUTATION, "Case", Some(case_id)).await);
    }
    let term = rules::term(indicator).ok_or_else(|| {
        let known = rules::TERMS.map(|term| term.indicator).join(", ");
        Problem::new(
            UserErrorCode::Invalid,
            "indicator",
            format!("考评不按这一指标扣分，扣分指标为：{known}"),
            format!("The league takes no points by this indicator, but by {known}"),
        )
    })?;
    let mut checks = Checks::default();
    let ground = checks.text("ground", ground, LONG);
    checks.finish()?;
    if !is_lost(db, caller, term, case_id).await? {
        return Err(Problem::new(
            UserErrorCode::IllegalTransition,
            "caseId",
            "这件案件没有使本部门因此扣分",
            "This case has cost the department no such point",
        )
        .into());
    }
    let same = Condition::all()
        .add(league_appeal::Column::DepartmentId.eq(caller.viewer.department_id))
        .add(league_appeal::Column::Indicator.eq(indicator))
        .add(league_appeal::Column::CaseId.eq(case_id));
    if league_appeal::Entity::find().filter(same).one(db).await?.is_some() {
        return Err(Problem::new(
            UserErrorCode::Duplicate,
            "caseId",
            "本部门已就这件案件的此项扣分提出过申诉",
            "The department has appealed against this point already",
        )
        .into());
    }
    let row = league_appeal::Model {
        id: Uuid::now_v7(),
        department_id: caller.viewer.department_id,
        region_key: caller.viewer.region_key.clone(),
        indicator: indicator.to_owned(),
        case_id,
        ground: ground.clone(),
        raised_by_id: caller.viewer.user_id,
        raised_at: change.now,
        state: AppealState::Raised,
        decision: None,
        decided_by_id: None,
        decided_at: None,
        version: 1,
    };
    league_appeal::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    let note = Note {
        kind: NotificationKind::League,
        object: (OBJECT, row.id),
        text: text(
            format!("案件 {} 的考评扣分有申诉待核定：{ground}", case.number),
            format!("An appeal against a lost point waits, case {}: {ground}", case.number),
        ),
        due_on: None,
        once: None,
    };
    notify(&change, &[Recipient::Office(row.region_key.clone())], note).await?;
    let detail = json!({ "case": case_id, "indicator": indicator, "ground": ground });
    change.commit(record(MUTATION, row.id, detail)).await?;
    Ok(row)
}

/// Whether the case costs the caller's department a point by this term today.
async fn is_lost(
    db: &impl ConnectionTrait,
    caller: &Caller,
    term: Term,
    case_id: Uuid,
) -> Result<bool, DbErr> {
    use figure_line::Column;
    let shipped =
        indicator::Entity::find().filter(indicator::Column::Code.eq(term.indicator)).one(db).await?;
    let Some(counts) = shipped.as_ref().map(indicators::counts) else { return Ok(false) };
    let lines = figure_line::Entity::find()
        .filter(Column::SourceId.eq(case_id))
        .filter(Column::ReversedAt.is_null())
        .filter(Column::DepartmentId.eq(caller.viewer.department_id))
        .all(db)
        .await?;
    let today = caller.today();
    let counted = |line: &figure_line::Model| {
        counts.holds(line.measure, &line.kind, &line.detail) && (!term.once_past || line.day < today)
    };
    Ok(lines.iter().any(counted))
}

/// Decides on an appeal: the point is given back, or stays lost.
///
/// # Errors
///
/// Where the caller may not, it is decided already, or somebody was faster.
pub async fn decide(
    caller: &Caller,
    (id, version): (Uuid, i32),
    (is_upheld, decision): (bool, &str),
    key: Option<IdempotencyKey>,
) -> Result<league_appeal::Model, Failure> {
    const MUTATION: &str = "decideLostPointAppeal";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let before = load(&change.transaction, caller, id).await?;
    if !policy::may(&caller.viewer, Act::DecideLostPointAppeal, &owner(&before)) {
        return Err(change.deny(caller, MUTATION, OBJECT, Some(id)).await);
    }
    if before.version != version {
        return Err(Failure::Conflict);
    }
    if before.state != AppealState::Raised {
        return Err(Problem::new(
            UserErrorCode::IllegalTransition,
            "id",
            "该申诉已经核定",
            "This appeal is decided already",
        )
        .into());
    }
    let mut checks = Checks::default();
    let decision = checks.text("decision", decision, LONG);
    checks.finish()?;
    let state = if is_upheld { AppealState::Upheld } else { AppealState::Dismissed };
    let row = league_appeal::Model {
        state,
        decision: Some(decision.clone()),
        decided_by_id: Some(caller.viewer.user_id),
        decided_at: Some(change.now),
        version: version + 1,
        ..before
    };
    let saved = league_appeal::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(league_appeal::Column::Id.eq(id))
        .filter(league_appeal::Column::Version.eq(version))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    let note = Note {
        kind: NotificationKind::League,
        object: (OBJECT, row.id),
        text: match is_upheld {
            true => text(
                format!("考评申诉成立，不再扣分：{decision}"),
                format!("The appeal is upheld: {decision}"),
            ),
            false => {
                text(format!("考评申诉不成立：{decision}"), format!("The appeal is dismissed: {decision}"))
            }
        },
        due_on: None,
        once: None,
    };
    notify(&change, &[Recipient::Head(row.department_id)], note).await?;
    let detail = json!({ "upheld": is_upheld, "decision": decision });
    change.commit(record(MUTATION, id, detail)).await?;
    Ok(row)
}

fn record(mutation: &str, id: Uuid, detail: serde_json::Value) -> Record {
    Record { action: mutation.to_owned(), object_type: OBJECT, object_id: Some(id), detail }
}

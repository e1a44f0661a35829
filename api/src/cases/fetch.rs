//! Reading many cases at once: the selection decides what comes along. To-one relations are joined
//! to the page itself, the last steps of every case come in one second statement, and loaders do
//! the rest. A case's and a step's columns are read by their places, which the entity knows:
//! looking each up by its name costs more than the statement.

use std::collections::HashMap;

use async_graphql::{Context, SelectionField, Value};
use entity::{case, case_event, department, joint_action, region, user};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, IdenStatic, Iterable, JoinType, QueryFilter, QueryOrder, QueryResult, QueryTrait,
    Select, TryGetable,
    sea_query::{Alias, Expr, Query, SelectStatement},
};
use uuid::Uuid;

use super::types::{Case, Prefetched};
use crate::{actions, shared::policy::Scope};

/// How many steps `events` answers where the document does not say.
pub const DEFAULT_EVENTS: i32 = 50;
/// The most steps that `events` answers.
pub const MAX_EVENTS: i32 = 100;

/// What a document asks of each case of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    region: bool,
    department: bool,
    action: bool,
    /// How many of the last steps.
    events: Option<i32>,
    /// Who took them, too.
    actors: bool,
}

impl Wanted {
    /// Of the cases of the connection that `context` resolves.
    pub fn of_nodes(context: &Context<'_>) -> Self {
        let field = context.look_ahead();
        let mut nodes = field.field("edges").field("node").selection_fields();
        nodes.extend(field.field("nodes").selection_fields());
        Self::of(&nodes)
    }

    /// Of the case that `context` resolves.
    pub fn of_field(context: &Context<'_>) -> Self {
        Self::of(&[context.field()])
    }

    fn of(nodes: &[SelectionField<'_>]) -> Self {
        let mut wanted = Self::default();
        for field in nodes.iter().flat_map(SelectionField::selection_set) {
            match field.name() {
                "region" => wanted.region = true,
                "department" => wanted.department = true,
                "action" => wanted.action = true,
                "events" => {
                    let first = first_of(&field).unwrap_or(DEFAULT_EVENTS);
                    if (1..=MAX_EVENTS).contains(&first) {
                        wanted.events = Some(wanted.events.map_or(first, |most| std::cmp::max(most, first)));
                    }
                    wanted.actors |= field.selection_set().any(|field| field.name() == "actor");
                }
                _ => {}
            }
        }
        wanted
    }
}

fn first_of(field: &SelectionField<'_>) -> Option<i32> {
    let arguments = field.arguments().ok()?;
    match arguments.into_iter().find(|(name, _)| name == "first")? {
        (_, Value::Number(number)) => number.as_i64()?.try_into().ok(),
        _ => None,
    }
}

const REGION: &str = "region_of_";
const DEPARTMENT: &str = "department_";
const ACTION: &str = "action_";
const ACTOR: &str = "actor_";

/// The cases of `select` with what is wanted of each, in two statements at most. Joint actions
/// outside of `scope` are left out, as everywhere.
///
/// What is joined is joined to the page that `select` found, not to all that its filters keep, of
/// which the page may be a small part: an outer statement, which `order` sorts as `select` is.
pub async fn cases(
    db: &DatabaseConnection,
    scope: &Scope,
    select: Select<case::Entity>,
    order: impl FnOnce(&mut SelectStatement),
    wanted: Wanted,
) -> Result<Vec<Case>, DbErr> {
    let column = |column: case::Column| Expr::col((case::Entity, column));
    let mut query = Query::select();
    query
        .columns(case::Column::iter().map(|column| (case::Entity, column)))
        .from_subquery(select.into_query(), case::Entity);
    if wanted.region {
        let is_its = column(case::Column::RegionId).equals((region::Entity, region::Column::Id));
        query.join(JoinType::InnerJoin, region::Entity, is_its);
        add_columns::<region::Entity>(&mut query, REGION);
    }
    if wanted.department {
        let is_its = column(case::Column::DepartmentId).equals((department::Entity, department::Column::Id));
        query.join(JoinType::InnerJoin, department::Entity, is_its);
        add_columns::<department::Entity>(&mut query, DEPARTMENT);
    }
    if wanted.action {
        let is_its = column(case::Column::ActionId).equals((joint_action::Entity, joint_action::Column::Id));
        let visible = Condition::all().add(is_its).add(actions::queries::visible(scope));
        query.join(JoinType::LeftJoin, joint_action::Entity, visible);
        add_columns::<joint_action::Entity>(&mut query, ACTION);
    }
    order(&mut query);
    let rows = db.query_all(&query).await?;
    let mut regions = Distinct::default();
    let mut departments = Distinct::default();
    let mut actions = Distinct::default();
    let mut cases = Vec::with_capacity(rows.len());
    for row in &rows {
        let model = read_case(row)?;
        let mut with = Prefetched::default();
        if wanted.region {
            with.region = Some(regions.get(model.region_id, row, REGION)?);
        }
        if wanted.department {
            with.department = Some(departments.get(model.department_id, row, DEPARTMENT)?);
        }
        if wanted.action {
            let id: Option<Uuid> = row.try_get(ACTION, "id")?;
            with.action = Some(id.map(|id| actions.get(id, row, ACTION)).transpose()?);
        }
        cases.push(Case { row: model, with });
    }
    if let Some(first) = wanted.events {
        attach_events(db, &mut cases, first, wanted.actors).await?;
    }
    Ok(cases)
}

/// The last `first` steps of each case: a range of the key (case, sequence) because a case knows
/// how many it has. The cases are named as cases: of steps' cases alone, PostgreSQL would not
/// conclude which cases it needs, and read them all.
async fn attach_events(
    db: &DatabaseConnection,
    cases: &mut [Case],
    first: i32,
    actors: bool,
) -> Result<(), DbErr> {
    if cases.is_empty() {
        return Ok(());
    }
    let sequence = Expr::col((case_event::Entity, case_event::Column::Sequence));
    let count = Expr::col((case::Entity, case::Column::EventCount));
    let mut query = case_event::Entity::find()
        .inner_join(case::Entity)
        .filter(case::Column::Id.is_in(cases.iter().map(|case| case.row.id)))
        .filter(sequence.gt(count.sub(first)))
        .order_by_desc(case_event::Column::Sequence)
        .into_query();
    if actors {
        let actor = Expr::col((case_event::Entity, case_event::Column::ActorId));
        query.join(JoinType::InnerJoin, user::Entity, actor.equals((user::Entity, user::Column::Id)));
        add_columns::<user::Entity>(&mut query, ACTOR);
    }
    let rows = db.query_all(&query).await?;
    let mut known = Distinct::default();
    let mut of_case: HashMap<Uuid, Vec<_>> = HashMap::with_capacity(cases.len());
    for row in &rows {
        let event = read_event(row)?;
        let actor = if actors { Some(known.get(event.actor_id, row, ACTOR)?) } else { None };
        of_case.entry(event.case_id).or_default().push((event, actor));
    }
    for case in cases {
        case.with.events = Some((first, of_case.remove(&case.row.id).unwrap_or_default()));
    }
    Ok(())
}

fn add_columns<E: EntityTrait>(query: &mut SelectStatement, prefix: &str) {
    for column in E::Column::iter() {
        let name = format!("{prefix}{}", column.as_str());
        query.expr_as(Expr::col((E::default(), column)), Alias::new(name));
    }
}

/// Joined rows that repeat: each is read once.
struct Distinct<M>(HashMap<Uuid, M>);

impl<M> Default for Distinct<M> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<M: FromQueryResult + Clone> Distinct<M> {
    fn get(&mut self, id: Uuid, row: &QueryResult, prefix: &str) -> Result<M, DbErr> {
        if let Some(known) = self.0.get(&id) {
            return Ok(known.clone());
        }
        let model = M::from_query_result(row, prefix)?;
        self.0.insert(id, model.clone());
        Ok(model)
    }
}

/// Reads the column at `place`: an entity's column knows its place among the entity's columns, which
/// are selected in that order.
fn read<T: TryGetable>(row: &QueryResult, place: usize) -> Result<T, DbErr> {
    row.try_get_by_index(place)
}

fn read_case(row: &QueryResult) -> Result<case::Model, DbErr> {
    use case::Column;
    Ok(case::Model {
        id: read(row, Column::Id as usize)?,
        number: read(row, Column::Number as usize)?,
        title: read(row, Column::Title as usize)?,
        kind: read(row, Column::Kind as usize)?,
        source: read(row, Column::Source as usize)?,
        status: read(row, Column::Status as usize)?,
        outcome: read(row, Column::Outcome as usize)?,
        is_open: read(row, Column::IsOpen as usize)?,
        mark_major: read(row, Column::MarkMajor as usize)?,
        mark_egregious: read(row, Column::MarkEgregious as usize)?,
        mark_typical: read(row, Column::MarkTypical as usize)?,
        mark_foreign_related: read(row, Column::MarkForeignRelated as usize)?,
        mark_mass: read(row, Column::MarkMass as usize)?,
        region_id: read(row, Column::RegionId as usize)?,
        region_key: read(row, Column::RegionKey as usize)?,
        department_id: read(row, Column::DepartmentId as usize)?,
        action_id: read(row, Column::ActionId as usize)?,
        inspection_id: read(row, Column::InspectionId as usize)?,
        amount_fen: read(row, Column::AmountFen as usize)?,
        illegal_income_fen: read(row, Column::IllegalIncomeFen as usize)?,
        penalty_warning: read(row, Column::PenaltyWarning as usize)?,
        fine_fen: read(row, Column::FineFen as usize)?,
        confiscated_income_fen: read(row, Column::ConfiscatedIncomeFen as usize)?,
        confiscated_goods: read(row, Column::ConfiscatedGoods as usize)?,
        licence_revoked: read(row, Column::LicenceRevoked as usize)?,
        received_on: read(row, Column::ReceivedOn as usize)?,
        accepted_on: read(row, Column::AcceptedOn as usize)?,
        filed_on: read(row, Column::FiledOn as usize)?,
        decided_on: read(row, Column::DecidedOn as usize)?,
        closed_on: read(row, Column::ClosedOn as usize)?,
        due_on: read(row, Column::DueOn as usize)?,
        due_sort: read(row, Column::DueSort as usize)?,
        suspended_on: read(row, Column::SuspendedOn as usize)?,
        co_handler_count: read(row, Column::CoHandlerCount as usize)?,
        held_seizures: read(row, Column::HeldSeizures as usize)?,
        event_count: read(row, Column::EventCount as usize)?,
        summary: read(row, Column::Summary as usize)?,
        reason_not_referred: read(row, Column::ReasonNotReferred as usize)?,
        filed_by_id: read(row, Column::FiledById as usize)?,
        recorded_by_id: read(row, Column::RecordedById as usize)?,
        recorded_at: read(row, Column::RecordedAt as usize)?,
        version: read(row, Column::Version as usize)?,
    })
}

fn read_event(row: &QueryResult) -> Result<case_event::Model, DbErr> {
    use case_event::Column;
    Ok(case_event::Model {
        id: read(row, Column::Id as usize)?,
        case_id: read(row, Column::CaseId as usize)?,
        sequence: read(row, Column::Sequence as usize)?,
        transition: read(row, Column::Transition as usize)?,
        from_status: read(row, Column::FromStatus as usize)?,
        to_status: read(row, Column::ToStatus as usize)?,
        occurred_on: read(row, Column::OccurredOn as usize)?,
        recorded_at: read(row, Column::RecordedAt as usize)?,
        actor_id: read(row, Column::ActorId as usize)?,
        ground: read(row, Column::Ground as usize)?,
        documents: read(row, Column::Documents as usize)?,
        note: read(row, Column::Note as usize)?,
        kind: read(row, Column::Kind as usize)?,
        subject_id: read(row, Column::SubjectId as usize)?,
    })
}

//! Reading cases with what hangs on them: the selection decides what comes along, and whatever that is,
//! one statement answers it. Loaders do what is not known here.

use async_graphql::{Context, SelectionField, Value};
use entity::{
    case, case_department, case_event, case_handler, case_party, department,
    enums::{CaseDepartmentRole, PartyRole},
    inspection, joint_action, party, referral, region, user,
};
use sea_orm::{
    Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, ExprTrait, QueryTrait, Select,
    sea_query::{Expr, JoinType, Query, SelectStatement},
};
use serde::Deserialize;

use super::types::{Case, Prefetched};
use crate::{
    actions, inspections, referrals,
    shared::{
        policy::Scope,
        rows::{self, Rows, nothing},
    },
    users::types::Person,
};

/// How many steps `events` answers where the document does not say.
pub const DEFAULT_EVENTS: i32 = 50;
/// The most steps that `events` answers.
pub const MAX_EVENTS: i32 = 100;

/// What a document asks of each case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    region: bool,
    department: bool,
    action: bool,
    inspection: bool,
    co_handlers: bool,
    parties: bool,
    handlers: bool,
    referrals: bool,
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
                "inspection" => wanted.inspection = true,
                "coHandlers" => wanted.co_handlers = true,
                "parties" => wanted.parties = true,
                "handlers" => wanted.handlers = true,
                "referrals" => wanted.referrals = true,
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

/// A case with what was wanted of it: what was not, and what there is none of, is null. The order is the
/// one in which [`cases`] selects.
#[derive(Deserialize)]
struct Found(
    case::Model,
    Option<region::Model>,
    Option<department::Model>,
    Option<joint_action::Model>,
    Option<inspection::Model>,
    Option<Vec<department::Model>>,
    Option<Vec<(PartyRole, party::Model)>>,
    Option<Vec<(bool, Person)>>,
    Option<Vec<referral::Model>>,
    Option<Vec<(case_event::Model, Option<Person>)>>,
);

/// The cases of `select` with what is wanted of each. What lies outside of `scope` is left out, as
/// everywhere.
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
    let rows = Rows(db.get_database_backend());
    let mut query = Query::select();
    query.from_subquery(select.into_query(), case::Entity);
    let region = wanted.region.then(|| {
        let is_its = is_the_case_s(case::Column::RegionId, (region::Entity, region::Column::Id));
        query.join(JoinType::InnerJoin, region::Entity, is_its);
        rows.row::<region::Entity>()
    });
    let department = wanted.department.then(|| {
        let is_its = is_the_case_s(case::Column::DepartmentId, (department::Entity, department::Column::Id));
        query.join(JoinType::InnerJoin, department::Entity, is_its);
        rows.row::<department::Entity>()
    });
    let action = wanted.action.then(|| {
        let id = (joint_action::Entity, joint_action::Column::Id);
        let visible = actions::queries::visible(scope);
        let its = Condition::all().add(is_the_case_s(case::Column::ActionId, id)).add(visible);
        query.join(JoinType::LeftJoin, joint_action::Entity, its);
        where_there_is(id, rows.row::<joint_action::Entity>())
    });
    let inspection = wanted.inspection.then(|| {
        let id = (inspection::Entity, inspection::Column::Id);
        let visible = inspections::queries::visible(scope);
        let its = Condition::all().add(is_the_case_s(case::Column::InspectionId, id)).add(visible);
        query.join(JoinType::LeftJoin, inspection::Entity, its);
        where_there_is(id, rows.row::<inspection::Entity>())
    });
    let parts = [
        Some(rows.row::<case::Entity>()),
        region,
        department,
        action,
        inspection,
        wanted.co_handlers.then(|| co_handlers(rows)),
        wanted.parties.then(|| parties(rows)),
        wanted.handlers.then(|| handlers(rows)),
        wanted.referrals.then(|| its_referrals(rows, scope)),
        wanted.events.map(|first| events(rows, first, wanted.actors)),
    ];
    query.expr(rows.text(rows.array(parts.into_iter().map(|part| part.unwrap_or_else(nothing)))));
    order(&mut query);
    let found = db.query_all(&query).await?;
    found.iter().map(|row| Ok(wanted.case(rows::read(row)?))).collect()
}

impl Wanted {
    /// The case with what was wanted of it, in the order in which people read it.
    fn case(self, found: Found) -> Case {
        let Found(row, region, department, action, inspection, joint, parties, handlers, referrals, events) =
            found;
        let mut joint = joint.unwrap_or_default();
        joint.sort_by_key(|department| (department.sort_order, department.id));
        let mut parties = parties.unwrap_or_default();
        parties.sort_by_key(|(_, party)| party.id);
        let mut handlers = handlers.unwrap_or_default();
        handlers.sort_by_key(|(lead, person)| (!lead, person.id));
        let mut referrals = referrals.unwrap_or_default();
        referrals.sort_by_key(|referral| (referral.recorded_at, referral.id));
        let mut events = events.unwrap_or_default();
        events.sort_by_key(|(event, _)| std::cmp::Reverse(event.sequence));
        let with = Prefetched {
            region,
            department,
            action: self.action.then_some(action),
            inspection: self.inspection.then_some(inspection),
            co_handlers: self.co_handlers.then_some(joint),
            parties: self.parties.then_some(parties),
            handlers: self.handlers.then_some(handlers),
            referrals: self.referrals.then_some(referrals),
            events: self.events.map(|first| (first, events)),
        };
        Case { row, with }
    }
}

fn is_the_case_s<E: EntityTrait>(column: case::Column, key: (E, E::Column)) -> Expr {
    Expr::col((case::Entity, column)).equals(key)
}

/// What a left join found; null where it found nothing.
fn where_there_is<E: EntityTrait>(key: (E, E::Column), row: Expr) -> Expr {
    Expr::case(Expr::col(key).is_not_null(), row).into()
}

/// Those rows of `E` that belong to the case by `column`.
fn of_the_case<E: EntityTrait>(column: E::Column) -> SelectStatement {
    Query::select()
        .from(E::default())
        .and_where(Expr::col((E::default(), column)).equals((case::Entity, case::Column::Id)))
        .to_owned()
}

fn co_handlers(rows: Rows) -> Expr {
    let mut links = of_the_case::<case_department::Entity>(case_department::Column::CaseId);
    let (link, key) =
        ((case_department::Entity, case_department::Column::DepartmentId), department::Column::Id);
    links
        .join(JoinType::InnerJoin, department::Entity, Expr::col(link).equals((department::Entity, key)))
        .and_where(
            Expr::col((case_department::Entity, case_department::Column::Role))
                .eq(CaseDepartmentRole::CoHandler),
        );
    rows.list(rows.row::<department::Entity>(), links)
}

fn parties(rows: Rows) -> Expr {
    let mut links = of_the_case::<case_party::Entity>(case_party::Column::CaseId);
    let link = Expr::col((case_party::Entity, case_party::Column::PartyId));
    links.join(JoinType::InnerJoin, party::Entity, link.equals((party::Entity, party::Column::Id)));
    let role = rows.column(case_party::Column::Role);
    rows.list(rows.array([role, rows.row::<party::Entity>()]), links)
}

fn handlers(rows: Rows) -> Expr {
    let mut links = of_the_case::<case_handler::Entity>(case_handler::Column::CaseId);
    let link = Expr::col((case_handler::Entity, case_handler::Column::UserId));
    links.join(JoinType::InnerJoin, user::Entity, link.equals((user::Entity, user::Column::Id)));
    let lead = rows.column(case_handler::Column::IsLead);
    rows.list(rows.array([lead, person(rows)]), links)
}

fn its_referrals(rows: Rows, scope: &Scope) -> Expr {
    let mut found = of_the_case::<referral::Entity>(referral::Column::CaseId);
    found.cond_where(referrals::queries::visible(scope));
    rows.list(rows.row::<referral::Entity>(), found)
}

/// The last `first` steps: a range of the key (case, sequence) because a case knows how many it has.
fn events(rows: Rows, first: i32, actors: bool) -> Expr {
    let mut found = of_the_case::<case_event::Entity>(case_event::Column::CaseId);
    let count = Expr::col((case::Entity, case::Column::EventCount));
    found.and_where(Expr::col((case_event::Entity, case_event::Column::Sequence)).gt(count.sub(first)));
    let actor = if actors {
        let link = Expr::col((case_event::Entity, case_event::Column::ActorId));
        found.join(JoinType::InnerJoin, user::Entity, link.equals((user::Entity, user::Column::Id)));
        person(rows)
    } else {
        nothing()
    };
    rows.list(rows.array([rows.row::<case_event::Entity>(), actor]), found)
}

/// A [`Person`].
fn person(rows: Rows) -> Expr {
    use user::Column::{DepartmentId, DisplayName, Id};
    rows.array([Id, DisplayName, DepartmentId].map(|column| rows.column(column)))
}

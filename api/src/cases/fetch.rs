//! Reading cases with what hangs on them: the selection decides what comes along, and whatever that is,
//! one statement answers it, for a page as for one. Where a document asks for no more than columns
//! ([`super::shape`]) they come in the shape in which they are answered; otherwise whole, and loaders do
//! what is not known here.

use std::sync::Arc;

use async_graphql::{SelectionField, Value};
use entity::{
    case, case_department, case_event, case_handler, case_party, department,
    enums::{CaseDepartmentRole, PartyRole},
    inspection, joint_action, party, referral, region, user,
};
use sea_orm::{
    Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, ExprTrait, Order, QuerySelect,
    QueryTrait, Select,
    sea_query::{Expr, JoinType, Query, SelectStatement},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::{
    shape::Reading,
    types::{Case, Prefetched},
};
use crate::{
    actions, inspections, referrals,
    shared::{
        caller::Caller,
        pagination::{Page, Position, Sort},
        policy::Scope,
        rows::{self, Rows, nothing},
        shape::Shaped,
    },
    users::types::Person,
};

/// How many steps `events` answers where the document does not say.
const DEFAULT_EVENTS: i32 = 50;
/// The most steps that `events` answers.
pub const MAX_EVENTS: i32 = 100;

/// What a document asks of each case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Wanted {
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
                    wanted.events = std::cmp::max(wanted.events, steps_of(&field));
                    wanted.actors |= field.selection_set().any(|field| field.name() == "actor");
                }
                _ => {}
            }
        }
        wanted
    }
}

/// How many steps `events` is to answer; none where the document says it in a way that only the resolver
/// can tell, or refuse.
pub fn steps_of(field: &SelectionField<'_>) -> Option<i32> {
    let first = match field.arguments().ok()?.into_iter().find(|(name, _)| name == "first") {
        None => DEFAULT_EVENTS,
        Some((_, Value::Number(number))) => number.as_i64()?.try_into().ok()?,
        Some(_) => return None,
    };
    (1..=MAX_EVENTS).contains(&first).then_some(first)
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
    Option<Vec<(PartyRole, String, party::Model)>>,
    Option<Vec<(bool, Person)>>,
    Option<Vec<referral::Model>>,
    Option<Vec<(case_event::Model, Option<Person>)>>,
);

/// The cases of `select`, each with where it stands in the list that `page` and `sort` sort, and with what
/// `nodes`, all that the document selects of them, ask for; from `db`, as it is one of them or a list. What
/// lies outside of `scope` is left out, as everywhere.
///
/// What is joined is joined to the page that `select` found, not to all that its filters keep, of
/// which the page may be a small part: an outer statement, which is sorted as `select` is.
pub async fn cases(
    caller: &Caller,
    db: &DatabaseConnection,
    scope: &Scope,
    select: Select<case::Entity>,
    (page, sort): (&Page, Sort),
    nodes: &[SelectionField<'_>],
) -> Result<Vec<(Position, Shaped<Case>)>, DbErr> {
    let rows = Rows(db.get_database_backend());
    let list = List { db, rows, page, sort };
    if let [node] = nodes {
        let mut reading = Reading::new(rows, scope, caller.today());
        if let Some((each, shape)) = reading.cases(node) {
            let shape = Arc::new(shape);
            let shaped = |row: Box<RawValue>| Shaped::Row(row, shape.clone());
            let (columns, joins) = reading.needs();
            return list.read(select.select_only().columns(columns), each, joins, shaped).await;
        }
    }
    let wanted = Wanted::of(nodes);
    let mut joins = Joins::default();
    let each = wanted.row(rows, scope, &mut joins);
    list.read(select, each, joins, |found| Shaped::Whole(wanted.case(found))).await
}

struct List<'a> {
    db: &'a DatabaseConnection,
    rows: Rows,
    page: &'a Page,
    sort: Sort,
}

impl List<'_> {
    async fn read<T: DeserializeOwned>(
        self,
        select: Select<case::Entity>,
        each: Expr,
        joins: Joins,
        case: impl Fn(T) -> Shaped<Case>,
    ) -> Result<Vec<(Position, Shaped<Case>)>, DbErr> {
        let Self { db, rows, page, sort } = self;
        let mut query = Query::select();
        query.from_subquery(select.into_query(), case::Entity);
        joins.join(&mut query);
        let place = [sort.column.clone(), rows.column(case::Column::Id)];
        let by = sort.by;
        page.order(&mut query, sort);
        let query = rows.page(rows.array(place.into_iter().chain([each])), query);
        let Some(found) = db.query_one(&query).await? else { return Ok(Vec::new()) };
        let found: Vec<(serde_json::Value, Uuid, T)> = rows::read(&found)?;
        let placed = |(value, id, found)| {
            let position = Position::read(by, value, id);
            Ok((position.map_err(|error| DbErr::Type(format!("a sorted column: {error}")))?, case(found)))
        };
        found.into_iter().map(placed).collect()
    }
}

/// What is joined to each case, at most once.
#[derive(Default)]
pub struct Joins {
    region: bool,
    department: bool,
    action: Option<Condition>,
    inspection: Option<Condition>,
}

impl Joins {
    /// Its region, in this row.
    pub fn region(&mut self, row: Expr) -> Expr {
        self.region = true;
        row
    }

    /// Its department, in this row.
    pub fn department(&mut self, row: Expr) -> Expr {
        self.department = true;
        row
    }

    /// Its joint action, in this row; null where there is none within `scope`.
    pub fn action(&mut self, scope: &Scope, row: Expr) -> Expr {
        self.action = Some(actions::sight::visible(scope));
        where_there_is((joint_action::Entity, joint_action::Column::Id), row)
    }

    /// Its inspection, in this row; null where there is none within `scope`.
    pub fn inspection(&mut self, scope: &Scope, row: Expr) -> Expr {
        self.inspection = Some(inspections::sight::visible(scope));
        where_there_is((inspection::Entity, inspection::Column::Id), row)
    }

    fn join(self, query: &mut SelectStatement) {
        use case::Column::{ActionId, DepartmentId, InspectionId, RegionId};
        if self.region {
            let is_its = is_the_case_s(RegionId, (region::Entity, region::Column::Id));
            query.join(JoinType::InnerJoin, region::Entity, is_its);
        }
        if self.department {
            let is_its = is_the_case_s(DepartmentId, (department::Entity, department::Column::Id));
            query.join(JoinType::InnerJoin, department::Entity, is_its);
        }
        if let Some(visible) = self.action {
            let is_its = is_the_case_s(ActionId, (joint_action::Entity, joint_action::Column::Id));
            query.join(JoinType::LeftJoin, joint_action::Entity, visible.add(is_its));
        }
        if let Some(visible) = self.inspection {
            let is_its = is_the_case_s(InspectionId, (inspection::Entity, inspection::Column::Id));
            query.join(JoinType::LeftJoin, inspection::Entity, visible.add(is_its));
        }
    }
}

impl Wanted {
    /// The row of which a case is made: [`Found`].
    fn row(self, rows: Rows, scope: &Scope, joins: &mut Joins) -> Expr {
        let person = || person(rows);
        let parts = [
            Some(rows.row::<case::Entity>()),
            self.region.then(|| joins.region(rows.row::<region::Entity>())),
            self.department.then(|| joins.department(rows.row::<department::Entity>())),
            self.action.then(|| joins.action(scope, rows.row::<joint_action::Entity>())),
            self.inspection.then(|| joins.inspection(scope, rows.row::<inspection::Entity>())),
            self.co_handlers.then(|| co_handlers(rows, rows.row::<department::Entity>())),
            self.parties.then(|| {
                let [role, name] =
                    [case_party::Column::Role, case_party::Column::Name].map(|one| rows.column(one));
                parties(rows, rows.array([role, name, rows.row::<party::Entity>()]))
            }),
            self.handlers
                .then(|| handlers(rows, rows.array([rows.column(case_handler::Column::IsLead), person()]))),
            self.referrals.then(|| its_referrals(rows, scope, rows.row::<referral::Entity>(), false)),
            self.events.map(|first| {
                let actor = if self.actors { person() } else { nothing() };
                events(rows, first, rows.array([rows.row::<case_event::Entity>(), actor]), self.actors)
            }),
        ];
        rows.array(parts.into_iter().map(|part| part.unwrap_or_else(nothing)))
    }

    /// The case with what was wanted of it.
    fn case(self, found: Found) -> Case {
        let Found(row, region, department, action, inspection, joint, parties, handlers, referrals, events) =
            found;
        let with = Prefetched {
            region,
            department,
            action: self.action.then_some(action),
            inspection: self.inspection.then_some(inspection),
            co_handlers: self.co_handlers.then(|| joint.unwrap_or_default()),
            parties: self.parties.then(|| parties.unwrap_or_default()),
            handlers: self.handlers.then(|| handlers.unwrap_or_default()),
            referrals: self.referrals.then(|| referrals.unwrap_or_default()),
            events: self.events.map(|first| (first, events.unwrap_or_default())),
        };
        Case { row, with }
    }
}

fn is_the_case_s<E: EntityTrait>(column: case::Column, key: (E, E::Column)) -> Expr {
    Expr::col((case::Entity, column)).equals(key)
}

/// What a left join found; null where it found nothing.
pub fn where_there_is<E: EntityTrait>(key: (E, E::Column), row: Expr) -> Expr {
    Expr::case(Expr::col(key).is_not_null(), row).into()
}

/// Those rows of `E` that belong to the case by `column`.
fn of_the_case<E: EntityTrait>(column: E::Column) -> SelectStatement {
    Query::select()
        .from(E::default())
        .and_where(Expr::col((E::default(), column)).equals((case::Entity, case::Column::Id)))
        .take()
}

/// The departments that handle it jointly, in the order in which people read them.
pub fn co_handlers(rows: Rows, each: Expr) -> Expr {
    let mut links = of_the_case::<case_department::Entity>(case_department::Column::CaseId);
    let (link, key) =
        ((case_department::Entity, case_department::Column::DepartmentId), department::Column::Id);
    links
        .join(JoinType::InnerJoin, department::Entity, Expr::col(link).equals((department::Entity, key)))
        .and_where(
            Expr::col((case_department::Entity, case_department::Column::Role))
                .eq(CaseDepartmentRole::CoHandler),
        );
    let by = [department::Column::SortOrder, key].map(|by| Expr::col((department::Entity, by)));
    rows.list(each, links, by.map(|by| (by, Order::Asc)))
}

/// The parties, with their part in it.
pub fn parties(rows: Rows, each: Expr) -> Expr {
    let mut links = of_the_case::<case_party::Entity>(case_party::Column::CaseId);
    let (link, key) = ((case_party::Entity, case_party::Column::PartyId), (party::Entity, party::Column::Id));
    links.join(JoinType::InnerJoin, party::Entity, Expr::col(link).equals(key));
    rows.list(each, links, [(Expr::col(link), Order::Asc)])
}

/// The handlers, the one who answers for it first.
pub fn handlers(rows: Rows, each: Expr) -> Expr {
    let mut links = of_the_case::<case_handler::Entity>(case_handler::Column::CaseId);
    let (link, key) =
        ((case_handler::Entity, case_handler::Column::UserId), (user::Entity, user::Column::Id));
    let lead = Expr::col((case_handler::Entity, case_handler::Column::IsLead));
    links.join(JoinType::InnerJoin, user::Entity, Expr::col(link).equals(key));
    rows.list(each, links, [(lead, Order::Desc), (Expr::col(link), Order::Asc)])
}

/// The referrals within `scope`, oldest first, with the receiving department where that is asked for.
pub fn its_referrals(rows: Rows, scope: &Scope, each: Expr, with_department: bool) -> Expr {
    let mut found = of_the_case::<referral::Entity>(referral::Column::CaseId);
    found.cond_where(referrals::sight::visible(scope));
    if with_department {
        let receiver = Expr::col((referral::Entity, referral::Column::ToDepartmentId));
        let is_it = receiver.equals((department::Entity, department::Column::Id));
        found.join(JoinType::LeftJoin, department::Entity, is_it);
    }
    let by = [referral::Column::RecordedAt, referral::Column::Id].map(|by| Expr::col((referral::Entity, by)));
    rows.list(each, found, by.map(|by| (by, Order::Asc)))
}

/// The last `first` steps, newest first, with who took them where that is asked for: a range of the key (case,
/// sequence) because a case knows how many it has.
pub fn events(rows: Rows, first: i32, each: Expr, with_actor: bool) -> Expr {
    let mut found = of_the_case::<case_event::Entity>(case_event::Column::CaseId);
    let count = Expr::col((case::Entity, case::Column::EventCount));
    let sequence = Expr::col((case_event::Entity, case_event::Column::Sequence));
    found.and_where(sequence.clone().gt(count.sub(first)));
    if with_actor {
        let link = Expr::col((case_event::Entity, case_event::Column::ActorId));
        found.join(JoinType::InnerJoin, user::Entity, link.equals((user::Entity, user::Column::Id)));
    }
    rows.list(each, found, [(sequence, Order::Desc)])
}

/// A [`Person`].
fn person(rows: Rows) -> Expr {
    use user::Column::{DepartmentId, DisplayName, Id};
    rows.array([Id, DisplayName, DepartmentId].map(|column| rows.column(column)))
}

//! The lists of cases.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{
    case, case_event, case_party,
    enums::{self, CaseKind, CaseOutcome, CaseStatus},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, Query, SelectStatement},
};
use uuid::Uuid;
use vocabulary::{CaseMark, CaseOrderField, FocusArea, Term};

use super::{
    events::CaseEvent,
    fetch,
    sight::{clock_runs, visible, visible_among},
    types::Case,
};
use crate::{
    parties::merged,
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
        scope::{nothing, region_key, within_region},
        search::found::Found,
        shape::Shaped,
        values::{DateRangeInput, OrderDirection},
    },
};

/// Which cases a list holds; what is left out does not matter.
#[derive(InputObject, Default, Clone)]
pub struct CaseFilter {
    /// Part of the number, the title, a party's name, the summary or the department's short name: any run of
    /// characters, as `117` of `000117号`; several with blanks between them, of which each must be there. Width,
    /// case, traditional and variant characters make no difference. Blank is no restriction; without a Chinese
    /// character, letter or digit it is refused. So is every `search` of this interface.
    pub search: Option<String>,
    /// One of these statuses. Of this and the lists below: one that is empty restricts nothing.
    pub status: Option<Vec<CaseStatus>>,
    /// One of these kinds.
    pub kind: Option<Vec<CaseKind>>,
    /// At least one of these marks.
    pub mark: Option<Vec<CaseMark>>,
    /// In at least one of these fields of weight.
    pub focus_area: Option<Vec<FocusArea>>,
    /// One of these outcomes.
    pub outcome: Option<Vec<CaseOutcome>>,
    /// This department's own.
    pub department_id: Option<ID>,
    /// From this joint action.
    pub action_id: Option<ID>,
    /// With this party.
    pub party_id: Option<ID>,
    /// Of the region with this code and all below it.
    pub region_code: Option<String>,
    /// Accepted within this period.
    pub accepted: Option<DateRangeInput>,
    /// Filed within this period.
    pub filed: Option<DateRangeInput>,
    /// Accepted, and closed within this period.
    pub closed: Option<DateRangeInput>,
    /// Whether it still waits for a step.
    pub open: Option<bool>,
    /// Whether its clock ran out before today while its step was still to be taken.
    pub overdue: Option<bool>,
}

/// How a list of cases is sorted.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct CaseOrder {
    /// By what.
    pub field: CaseOrderField,
    /// In which direction.
    pub direction: OrderDirection,
}

impl Default for CaseOrder {
    /// The latest received first.
    fn default() -> Self {
        Self { field: CaseOrderField::ReceivedOn, direction: OrderDirection::Desc }
    }
}

impl CaseOrder {
    /// The order as SQL, along an index.
    pub fn sort(self) -> Sort {
        let (by, column) = match self.field {
            CaseOrderField::ReceivedOn => (SortedBy::Day, case::Column::ReceivedOn),
            CaseOrderField::DueOn => (SortedBy::Day, case::Column::DueSort),
            CaseOrderField::Number => (SortedBy::Text, case::Column::Number),
        };
        Sort {
            by,
            column: Expr::col((case::Entity, column)),
            id: Expr::col((case::Entity, case::Column::Id)),
            descending: self.direction == OrderDirection::Desc,
        }
    }

    /// Where `case` stands in a list of this order.
    pub fn position(self, case: &case::Model) -> Position {
        let value = match self.field {
            CaseOrderField::ReceivedOn => SortValue::Date(case.received_on),
            CaseOrderField::DueOn => SortValue::Date(case.due_sort),
            CaseOrderField::Number => SortValue::Text(case.number.clone()),
        };
        Position::new(value, case.id)
    }
}

impl CaseFilter {
    /// What the filter searches for: see [`Found::look`].
    pub async fn found(&self, caller: &Caller) -> Result<Option<Found>> {
        Found::look(caller, enums::SearchKind::Case, self.search.as_deref()).await
    }

    /// The rest of the filter as SQL.
    pub fn condition(&self, caller: &Caller) -> Condition {
        let mut all = Condition::all();
        let statuses = chosen::<_, CaseStatus>(&self.status);
        all = all.add_option(statuses.map(|chosen| case::Column::Status.is_in(chosen)));
        let kinds = chosen::<_, CaseKind>(&self.kind);
        all = all.add_option(kinds.map(|chosen| case::Column::Kind.is_in(chosen)));
        let outcomes = chosen::<_, CaseOutcome>(&self.outcome);
        all = all.add_option(outcomes.map(|chosen| case::Column::Outcome.is_in(chosen)));
        if let Some(marks) = self.mark.as_ref().filter(|marks| !marks.is_empty()) {
            let marked = |any: Condition, mark: &CaseMark| any.add(mark_column(*mark).eq(true));
            all = all.add(marks.iter().fold(Condition::any(), marked));
        }
        if let Some(areas) = self.focus_area.as_ref().filter(|areas| !areas.is_empty()) {
            // A short list kept as JSON: its values are names between quotes.
            let kept = || Expr::col((case::Entity, case::Column::FocusAreas)).cast_as("text");
            let lies_in =
                |any: Condition, area: &FocusArea| any.add(kept().like(format!("%\"{}\"%", area.code())));
            all = all.add(areas.iter().fold(Condition::any(), lies_in));
        }
        if let Some(id) = &self.department_id {
            all = all.add(match ids::decode_as(Kind::Department, id) {
                Some(id) => Condition::all().add(case::Column::DepartmentId.eq(id)),
                None => nothing(),
            });
        }
        if let Some(id) = &self.action_id {
            all = all.add(match ids::decode_as(Kind::JointAction, id) {
                Some(id) => Condition::all().add(case::Column::ActionId.eq(id)),
                None => nothing(),
            });
        }
        if let Some(id) = &self.party_id {
            all = all.add(match ids::decode_as(Kind::Party, id) {
                Some(id) => Condition::all().add(case::Column::Id.in_subquery(cases_with(id))),
                None => nothing(),
            });
        }
        if let Some(code) = &self.region_code {
            all = all.add(within_region(region_key(code), (case::Entity, case::Column::RegionKey)));
        }
        for (column, period) in [
            (case::Column::AcceptedOn, self.accepted),
            (case::Column::FiledOn, self.filed),
            (case::Column::ClosedOn, self.closed),
        ] {
            // No step is taken before the lead is received: said aloud, so that a list by that day begins
            // at the period's end and does not walk through what came after it.
            all = all.add_option(period.map(|period| {
                Condition::all()
                    .add(column.between(period.from.0, period.to.0))
                    .add(case::Column::ReceivedOn.lte(period.to.0))
            }));
        }
        all = all.add_option(self.closed.map(|_| case::Column::AcceptedOn.is_not_null()));
        all = all.add_option(self.open.map(|open| case::Column::IsOpen.eq(open)));
        if let Some(overdue) = self.overdue {
            let late = clock_runs().add(case::Column::DueSort.lt(caller.today()));
            all = all.add(if overdue { late } else { late.not() });
        }
        all
    }
}

/// What was chosen among a closed set; nothing chosen is no restriction.
fn chosen<T: Copy, E: From<T>>(values: &Option<Vec<T>>) -> Option<Vec<E>> {
    let values = values.as_ref()?;
    (!values.is_empty()).then(|| values.iter().map(|value| E::from(*value)).collect())
}

fn mark_column(mark: CaseMark) -> case::Column {
    match mark {
        CaseMark::Major => case::Column::MarkMajor,
        CaseMark::Egregious => case::Column::MarkEgregious,
        CaseMark::Typical => case::Column::MarkTypical,
        CaseMark::ForeignRelated => case::Column::MarkForeignRelated,
        CaseMark::Mass => case::Column::MarkMass,
    }
}

fn cases_with(party_id: Uuid) -> SelectStatement {
    Query::select()
        .column(case_party::Column::CaseId)
        .from(case_party::Entity)
        .and_where(case_party::Column::PartyId.in_subquery(merged::meant_by(party_id)))
        .take()
}

/// A connection of the viewer's cases under `condition`: the whole page in one statement, whatever
/// of department, action and steps the document asks for. For nested connections, too.
pub async fn list(
    context: &Context<'_>,
    page: Page,
    condition: Condition,
    order: Option<CaseOrder>,
    found: Option<Found>,
) -> Result<Listing<Shaped<Case>>> {
    let caller = Caller::of(context)?;
    let scope = caller.records();
    let order = order.unwrap_or_default();
    let select = case::Entity::find().filter(visible(&scope)).filter(condition);
    let sort = order.sort();
    let field = context.look_ahead();
    let mut nodes = field.field("edges").field("node").selection_fields();
    nodes.extend(field.field("nodes").selection_fields());
    let total = Total::found(select.clone(), sort.id.clone(), found.clone());
    let db = &caller.app.db;
    let mut rows = Vec::new();
    for way in page.ways(db, select, sort.clone(), found).await? {
        let select = way.select.clone();
        let read = fetch::cases(&caller, &db.lists, &scope, select, (&page, sort.clone()), &nodes).await;
        rows = read.map_err(internal)?;
        if way.is_enough(rows.len(), &page) {
            break;
        }
    }
    Ok(page.placed(rows, total))
}

/// A connection of the viewer's cases with a party.
pub async fn list_of_party(
    context: &Context<'_>,
    page: Page,
    party_id: Uuid,
) -> Result<Listing<Shaped<Case>>> {
    let condition = Condition::all().add(case::Column::Id.in_subquery(cases_with(party_id)));
    list(context, page, condition, None, None).await
}

/// What can be asked about cases.
#[derive(Default)]
pub struct CaseQueries;

/// What can be asked about cases.
#[Object]
impl CaseQueries {
    /// The case with this id.
    async fn case(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The case's global id.")] id: ID,
    ) -> Result<Option<Shaped<Case>>> {
        let caller = Caller::of(context)?;
        let Some(id) = ids::decode_as(Kind::Case, &id) else { return Ok(None) };
        let scope = caller.records();
        let select = case::Entity::find().filter(visible_among(&scope, [id]));
        let alone = (&Page::walk(1, caller.language()), CaseOrder::default().sort());
        let found =
            fetch::cases(&caller, &caller.app.db.read, &scope, select, alone, &[context.field()]).await;
        Ok(found.map_err(internal)?.into_iter().next().map(|(_, case)| case))
    }

    /// The viewer's cases; the latest received first unless sorted otherwise.
    #[allow(clippy::too_many_arguments, reason = "a connection's arguments are its API")]
    async fn cases(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which cases.")] filter: Option<CaseFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<CaseOrder>,
    ) -> Result<Listing<Shaped<Case>>> {
        let page = Page::new(context, first, after, last, before)?;
        let (caller, filter) = (Caller::of(context)?, filter.unwrap_or_default());
        let found = filter.found(&caller).await?;
        list(context, page, filter.condition(&caller), order_by, found).await
    }
}

/// The step with `id`, if the viewer may see its case.
pub async fn event_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<CaseEvent>> {
    let caller = Caller::of(context)?;
    let row = case_event::Entity::find_by_id(id)
        .inner_join(case::Entity)
        .filter(visible(&caller.records()))
        .one(&caller.app.db.read)
        .await
        .map_err(internal)?;
    Ok(row.map(CaseEvent::from))
}

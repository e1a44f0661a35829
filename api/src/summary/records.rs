//! The statements behind the figures: which records count within a region, departments and a
//! period, and what each of them contributes. Every statement answers the same five columns, so
//! that one outer statement sums them and another pages through them.

use entity::{
    case, case_department, case_event, enums, inspected_premises, inspection, inspection_department,
    inspection_officer, publicity_event, publicity_event_department, referral, training, training_department,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{
        Alias, Expr, IntoColumnRef, OverStatement, Query, SelectStatement, UnionType, WindowStatement,
    },
};
use uuid::Uuid;

use super::rules::Period;
use crate::{
    cases, inspections, publicity,
    shared::{policy::Scope, scope},
    trainings,
};

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
#[allow(missing_docs, reason = "each is the GraphQL type of the same name")]
pub enum RecordKind {
    Inspection = 1,
    InspectionOfficer = 2,
    InspectedPremises = 3,
    Department = 4,
    Case = 5,
    Training = 6,
    PublicityEvent = 7,
}

impl RecordKind {
    /// The kind with this number.
    pub fn of(number: i32) -> Option<Self> {
        use RecordKind::*;
        [Inspection, InspectionOfficer, InspectedPremises, Department, Case, Training, PublicityEvent]
            .into_iter()
            .find(|kind| *kind as i32 == number)
    }
}

/// The names of the five columns.
pub mod column {
    /// The number of a [`RecordKind`](super::RecordKind).
    pub const KIND: &str = "kind";
    /// The record's key.
    pub const ID: &str = "id";
    /// The day by which the record counts.
    pub const COUNTED_ON: &str = "counted_on";
    /// What it adds to the figure: a number, or fen.
    pub const CONTRIBUTION: &str = "contribution";
    /// 1 where the contribution is a lower bound.
    pub const AT_LEAST: &str = "at_least";
}

/// What a summary is about.
#[derive(Clone, Debug)]
pub struct Extent {
    /// What exists for the viewer.
    pub scope: Scope,
    /// The region's key: records of the region and all below it count.
    pub region_key: String,
    /// Where there are any: records in which one of these takes part.
    pub department_ids: Vec<Uuid>,
    /// The days.
    pub period: Period,
}

impl Extent {
    /// The rows of a table within it: visible, of the region, and linked to one of the departments.
    fn condition<Link: EntityTrait>(
        &self,
        visible: Condition,
        region_key: impl IntoColumnRef,
        id: impl IntoColumnRef,
        (link_row, link_department): (Link::Column, Link::Column),
    ) -> Condition {
        let condition = visible.add(scope::within_region(&self.region_key, region_key));
        if self.department_ids.is_empty() {
            return condition;
        }
        let rows = Query::select()
            .expr(link_row.into_expr())
            .from(Link::default())
            .and_where(link_department.is_in(self.department_ids.iter().copied()))
            .to_owned();
        condition.add(Expr::col(id).in_subquery(rows))
    }

    fn during(&self, column: impl ColumnTrait) -> Expr {
        column.between(self.period.from, self.period.to)
    }
}

/// A contribution of one: the record itself is counted.
fn one() -> Expr {
    Expr::cust("1")
}

/// No contribution is a lower bound.
fn exact() -> Expr {
    Expr::cust("0")
}

/// The five columns, onto `select`.
fn answer(
    mut select: SelectStatement,
    kind: RecordKind,
    id: impl ColumnTrait,
    counted_on: Expr,
    contribution: Expr,
    at_least: Expr,
) -> SelectStatement {
    select
        // A literal: PostgreSQL would take a parameter in a select list for text.
        .expr_as(Expr::cust((kind as i32).to_string()), Alias::new(column::KIND))
        .expr_as(id.into_expr(), Alias::new(column::ID))
        .expr_as(counted_on, Alias::new(column::COUNTED_ON))
        .expr_as(contribution.cast_as("bigint"), Alias::new(column::CONTRIBUTION))
        .expr_as(at_least, Alias::new(column::AT_LEAST));
    select
}

fn lower_bound(flag: impl ColumnTrait) -> Expr {
    Expr::case(flag.eq(true), Expr::cust("1")).finally(Expr::cust("0")).into()
}

// ---- inspections

/// Inspections by the day of the outing.
fn inspection_rows(extent: &Extent) -> SelectStatement {
    type Link = inspection_department::Column;
    let visible = inspections::queries::visible(&extent.scope);
    Query::select()
        .from(inspection::Entity)
        .cond_where(extent.condition::<inspection_department::Entity>(
            visible,
            (inspection::Entity, inspection::Column::RegionKey),
            (inspection::Entity, inspection::Column::Id),
            (Link::InspectionId, Link::DepartmentId),
        ))
        .and_where(extent.during(inspection::Column::InspectedOn))
        .to_owned()
}

/// Whose inspections: the region's own departments', or those of the regions below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Both.
    All,
    /// The region's own.
    Own,
    /// Of the regions below.
    Lower,
}

fn of_level(mut select: SelectStatement, extent: &Extent, level: Level) -> SelectStatement {
    let key = inspection::Column::RegionKey;
    match level {
        Level::All => {}
        Level::Own => _ = select.and_where(key.eq(&extent.region_key)),
        Level::Lower => _ = select.and_where(key.ne(&extent.region_key)),
    }
    select
}

/// Where a department beside the leading one took part.
fn joint(mut select: SelectStatement) -> SelectStatement {
    type Link = inspection_department::Column;
    let others = Query::select()
        .expr(Expr::cust("1"))
        .from(inspection_department::Entity)
        .and_where(Link::InspectionId.into_expr().eq(inspection::Column::Id.into_expr()))
        .and_where(Link::DepartmentId.into_expr().ne(inspection::Column::DepartmentId.into_expr()))
        .to_owned();
    select.and_where(Expr::exists(others));
    select
}

fn each_inspection(select: SelectStatement) -> SelectStatement {
    let (id, on) = (inspection::Column::Id, inspection::Column::InspectedOn);
    answer(select, RecordKind::Inspection, id, on.into_expr(), one(), exact())
}

/// Every inspection, once.
pub fn all_inspections(extent: &Extent) -> SelectStatement {
    each_inspection(inspection_rows(extent))
}

/// Every inspection by two or more departments, once.
pub fn joint_inspections(extent: &Extent, level: Level) -> SelectStatement {
    each_inspection(joint(of_level(inspection_rows(extent), extent, level)))
}

/// Every department that took part in a joint inspection of the region's own level, once.
pub fn joint_departments(extent: &Extent) -> SelectStatement {
    type Link = inspection_department::Column;
    let mut select = joint(of_level(inspection_rows(extent), extent, Level::Own));
    select
        .inner_join(
            inspection_department::Entity,
            Link::InspectionId.into_expr().eq(inspection::Column::Id.into_expr()),
        )
        .add_group_by([Link::DepartmentId.into_expr()]);
    let last = inspection::Column::InspectedOn.max();
    answer(select, RecordKind::Department, Link::DepartmentId, last, one(), exact())
}

/// Every inspection at which goods were checked, with how many.
pub fn goods_checked(extent: &Extent) -> SelectStatement {
    let goods = inspection::Column::GoodsChecked;
    let select = inspection_rows(extent).and_where(goods.gt(0)).to_owned();
    answer(
        select,
        RecordKind::Inspection,
        inspection::Column::Id,
        inspection::Column::InspectedOn.into_expr(),
        goods.into_expr(),
        lower_bound(inspection::Column::GoodsCheckedAtLeast),
    )
}

fn with_officers(extent: &Extent) -> SelectStatement {
    type Officer = inspection_officer::Column;
    let select = inspection_rows(extent)
        .inner_join(
            inspection_officer::Entity,
            Officer::InspectionId.into_expr().eq(inspection::Column::Id.into_expr()),
        )
        .to_owned();
    let on = inspection::Column::InspectedOn.into_expr();
    answer(select, RecordKind::InspectionOfficer, Officer::Id, on, one(), exact())
}

/// Every officer's part in every inspection (人次).
pub fn officer_person_times(extent: &Extent) -> SelectStatement {
    with_officers(extent)
}

/// Every officer's first part in the period (人).
pub fn officers(extent: &Extent) -> SelectStatement {
    first_of_each(with_officers(extent), inspection_officer::Column::UserId, inspection_officer::Column::Id)
}

fn with_premises(extent: &Extent, level: Level) -> SelectStatement {
    type Premises = inspected_premises::Column;
    let select = of_level(inspection_rows(extent), extent, level)
        .inner_join(
            inspected_premises::Entity,
            Premises::InspectionId.into_expr().eq(inspection::Column::Id.into_expr()),
        )
        .to_owned();
    let on = inspection::Column::InspectedOn.into_expr();
    answer(select, RecordKind::InspectedPremises, Premises::Id, on, one(), exact())
}

/// Every visit of premises (家次).
pub fn premises_visits(extent: &Extent, level: Level) -> SelectStatement {
    with_premises(extent, level)
}

/// The first visit of each premises in the period (家).
pub fn distinct_premises(extent: &Extent) -> SelectStatement {
    let visits = with_premises(extent, Level::All);
    first_of_each(visits, inspected_premises::Column::Identity, inspected_premises::Column::Id)
}

/// Of the rows of `select` those that are the first, by the day of the inspection, with their value
/// of `what`.
fn first_of_each(
    mut select: SelectStatement,
    what: impl ColumnTrait,
    id: impl ColumnTrait,
) -> SelectStatement {
    let (rows, place) = (Alias::new("rows"), Alias::new("place"));
    let mut window = WindowStatement::new();
    window
        .add_partition_by(what.into_expr())
        .order_by_expr(inspection::Column::InspectedOn.into_expr(), Order::Asc)
        .order_by_expr(id.into_expr(), Order::Asc);
    select.expr_window_as(Expr::cust("ROW_NUMBER()"), window, place.clone());
    let mut first = Query::select();
    for name in [column::KIND, column::ID, column::COUNTED_ON, column::CONTRIBUTION, column::AT_LEAST] {
        first.column((rows.clone(), Alias::new(name)));
    }
    first.from_subquery(select, rows.clone()).and_where(Expr::col((rows, place)).eq(1)).to_owned()
}

// ---- trainings and publicity

/// Trainings by their first day.
fn training_rows(extent: &Extent) -> SelectStatement {
    type Link = training_department::Column;
    let visible = trainings::queries::visible(&extent.scope);
    Query::select()
        .from(training::Entity)
        .cond_where(extent.condition::<training_department::Entity>(
            visible,
            (training::Entity, training::Column::RegionKey),
            (training::Entity, training::Column::Id),
            (Link::TrainingId, Link::DepartmentId),
        ))
        .and_where(extent.during(training::Column::StartsOn))
        .to_owned()
}

fn each_training(select: SelectStatement, contribution: Expr, at_least: Expr) -> SelectStatement {
    let (id, on) = (training::Column::Id, training::Column::StartsOn);
    answer(select, RecordKind::Training, id, on.into_expr(), contribution, at_least)
}

/// Every training, or every one of a kind, once.
pub fn all_trainings(extent: &Extent, kind: Option<enums::TrainingKind>) -> SelectStatement {
    let select =
        training_rows(extent).and_where_option(kind.map(|kind| training::Column::Kind.eq(kind))).to_owned();
    each_training(select, one(), exact())
}

/// Every training with the people trained.
pub fn trained_person_times(extent: &Extent) -> SelectStatement {
    let people = training::Column::PersonTimes;
    let select = training_rows(extent).and_where(people.gt(0)).to_owned();
    each_training(select, people.into_expr(), lower_bound(training::Column::PersonTimesAtLeast))
}

/// Every seminar with the companies that came.
pub fn seminar_companies(extent: &Extent) -> SelectStatement {
    let companies = training::Column::Companies;
    let select = training_rows(extent)
        .and_where(companies.gt(0))
        .and_where(training::Column::Kind.eq(enums::TrainingKind::Seminar))
        .to_owned();
    each_training(select, companies.into_expr(), lower_bound(training::Column::CompaniesAtLeast))
}

/// Publicity events by their first day.
fn publicity_rows(extent: &Extent) -> SelectStatement {
    type Link = publicity_event_department::Column;
    let visible = publicity::queries::visible(&extent.scope);
    Query::select()
        .from(publicity_event::Entity)
        .cond_where(extent.condition::<publicity_event_department::Entity>(
            visible,
            (publicity_event::Entity, publicity_event::Column::RegionKey),
            (publicity_event::Entity, publicity_event::Column::Id),
            (Link::PublicityEventId, Link::DepartmentId),
        ))
        .and_where(extent.during(publicity_event::Column::StartsOn))
        .to_owned()
}

fn each_publicity_event(select: SelectStatement, contribution: Expr, at_least: Expr) -> SelectStatement {
    let (id, on) = (publicity_event::Column::Id, publicity_event::Column::StartsOn);
    answer(select, RecordKind::PublicityEvent, id, on.into_expr(), contribution, at_least)
}

/// Every publicity event, once.
pub fn all_publicity_events(extent: &Extent) -> SelectStatement {
    each_publicity_event(publicity_rows(extent), one(), exact())
}

/// Every publicity event with its count of something, where `at_least` marks lower bounds.
pub fn publicity_counts(
    extent: &Extent,
    count: publicity_event::Column,
    at_least: Option<publicity_event::Column>,
) -> SelectStatement {
    let select = publicity_rows(extent).and_where(count.gt(0)).to_owned();
    each_publicity_event(select, count.into_expr(), at_least.map_or_else(exact, lower_bound))
}

/// Every training and every publicity event, once.
pub fn trainings_and_publicity_events(extent: &Extent) -> SelectStatement {
    all_trainings(extent, None).union(UnionType::All, all_publicity_events(extent)).to_owned()
}

// ---- cases

/// Cases of the region, and of the departments as their own or jointly handled: whom a case was
/// referred to sees it, but did not handle it.
fn case_rows(extent: &Extent) -> SelectStatement {
    type Link = case_department::Column;
    let mut select = Query::select();
    select
        .from(case::Entity)
        .cond_where(cases::queries::visible(&extent.scope))
        .cond_where(scope::within_region(&extent.region_key, (case::Entity, case::Column::RegionKey)));
    if !extent.department_ids.is_empty() {
        let departments = || extent.department_ids.iter().copied();
        let jointly = Query::select()
            .expr(Link::CaseId.into_expr())
            .from(case_department::Entity)
            .and_where(Link::DepartmentId.is_in(departments()))
            .and_where(Link::Role.eq(enums::CaseDepartmentRole::CoHandler))
            .to_owned();
        select.cond_where(
            Condition::any()
                .add(case::Column::DepartmentId.is_in(departments()))
                .add(case::Column::Id.in_subquery(jointly)),
        );
    }
    select
}

fn each_case(select: SelectStatement, counted_on: Expr) -> SelectStatement {
    answer(select, RecordKind::Case, case::Column::Id, counted_on, one(), exact())
}

/// Every case with its day of something within the period, once; of these, those that meet `also`.
pub fn cases_by(extent: &Extent, day: case::Column, also: Option<Expr>) -> SelectStatement {
    let select = case_rows(extent).and_where(extent.during(day)).and_where_option(also).to_owned();
    each_case(select, day.into_expr())
}

/// Every case with an amount of fen whose penalty was decided within the period.
pub fn penalty_sums(extent: &Extent, fen: case::Column) -> SelectStatement {
    let day = case::Column::DecidedOn;
    let select = case_rows(extent).and_where(extent.during(day)).and_where(fen.gt(0)).to_owned();
    answer(select, RecordKind::Case, case::Column::Id, day.into_expr(), fen.into_expr(), exact())
}

/// Every case accepted before the period and open at its start (结转).
pub fn carried_over(extent: &Extent) -> SelectStatement {
    let from = extent.period.from;
    // Declined for filing, it ended without being closed.
    let declined = step_of_the_case(enums::CaseTransition::DeclineFiling)
        .and_where(case_event::Column::OccurredOn.lt(from))
        .to_owned();
    let open = Condition::any().add(case::Column::ClosedOn.is_null()).add(case::Column::ClosedOn.gte(from));
    let select = case_rows(extent)
        .and_where(case::Column::AcceptedOn.lt(from))
        .cond_where(open)
        .and_where(Expr::not_exists(declined))
        .to_owned();
    each_case(select, case::Column::AcceptedOn.into_expr())
}

fn step_of_the_case(transition: enums::CaseTransition) -> SelectStatement {
    Query::select()
        .expr(Expr::cust("1"))
        .from(case_event::Entity)
        .and_where(case_event::Column::CaseId.into_expr().eq(case::Column::Id.into_expr()))
        .and_where(case_event::Column::Transition.eq(transition))
        .to_owned()
}

/// Every case whose last step up to the end of the period suspended it. A closed case's last step
/// is another, so that it is never among them.
pub fn suspended(extent: &Extent) -> SelectStatement {
    type Event = case_event::Column;
    let to = extent.period.to;
    let later = Alias::new("later");
    let later_step = Query::select()
        .expr(Expr::cust("1"))
        .from_as(case_event::Entity, later.clone())
        .and_where(Expr::col((later.clone(), Event::CaseId)).eq(case::Column::Id.into_expr()))
        .and_where(Expr::col((later.clone(), Event::Sequence)).gt(Event::Sequence.into_expr()))
        .and_where(Expr::col((later, Event::OccurredOn)).lte(to))
        .to_owned();
    let select = case_rows(extent)
        .inner_join(case_event::Entity, Event::CaseId.into_expr().eq(case::Column::Id.into_expr()))
        .and_where(Event::Transition.eq(enums::CaseTransition::Suspend))
        .and_where(Event::OccurredOn.lte(to))
        .and_where(Expr::not_exists(later_step))
        .to_owned();
    each_case(select, Event::OccurredOn.into_expr())
}

/// Every case that was referred to `target` within the period, once however often.
pub fn referred(extent: &Extent, target: enums::ReferralTarget) -> SelectStatement {
    let select = case_rows(extent)
        .inner_join(referral::Entity, referral::Column::CaseId.into_expr().eq(case::Column::Id.into_expr()))
        .and_where(referral::Column::Target.eq(target))
        .and_where(extent.during(referral::Column::ReferredOn))
        .add_group_by([case::Column::Id.into_expr()])
        .to_owned();
    each_case(select, referral::Column::ReferredOn.min())
}

/// A statement of records, as pages and counts take it.
#[derive(Clone)]
pub struct Records(SelectStatement);

impl Records {
    /// The rows of `select`, one of this module's statements.
    pub fn of(select: SelectStatement) -> Self {
        let rows = Alias::new("records");
        let mut outer = Query::select();
        for name in [column::KIND, column::ID, column::COUNTED_ON, column::CONTRIBUTION, column::AT_LEAST] {
            outer.column((rows.clone(), Alias::new(name)));
        }
        Self(outer.from_subquery(select, rows).to_owned())
    }
}

impl QueryTrait for Records {
    type QueryStatement = SelectStatement;

    fn query(&mut self) -> &mut SelectStatement {
        &mut self.0
    }

    fn as_query(&self) -> &SelectStatement {
        &self.0
    }

    fn into_query(self) -> SelectStatement {
        self.0
    }
}

impl QueryFilter for Records {
    type QueryStatement = SelectStatement;

    fn query(&mut self) -> &mut SelectStatement {
        &mut self.0
    }
}

impl QueryOrder for Records {
    type QueryStatement = SelectStatement;

    fn query(&mut self) -> &mut SelectStatement {
        &mut self.0
    }
}

impl QuerySelect for Records {
    type QueryStatement = SelectStatement;

    fn query(&mut self) -> &mut SelectStatement {
        &mut self.0
    }
}

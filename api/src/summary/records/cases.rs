//! The records of 案件办理: cases by what happened to them within the period.

use chrono::NaiveDate;
use entity::{case, case_department, case_event, enums, referral};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Alias, Expr, Query, SelectStatement},
};

use super::{Extent, RecordKind, answer, exact, one};
use crate::{cases, shared::scope};

/// Cases of the region, and of the departments as their own or jointly handled: whom a case was
/// referred to sees it, but did not handle it.
fn case_rows(extent: &Extent) -> SelectStatement {
    type Link = case_department::Column;
    let mut select = Query::select();
    select
        .from(case::Entity)
        .cond_where(cases::sight::visible(&extent.scope))
        .cond_where(scope::within_region(&extent.region_key, (case::Entity, case::Column::RegionKey)));
    if !extent.case_kinds.is_empty() {
        select.and_where(case::Column::Kind.is_in(extent.case_kinds.iter().copied()));
    }
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

/// Every accepted case that was closed within the period; of these, those that meet `also`. What was
/// handed on or withdrawn while it was still a lead is none of the office's cases: it came in with no
/// figure, and leaves with none.
pub fn closed(extent: &Extent, also: Option<Expr>) -> SelectStatement {
    let accepted = case::Column::AcceptedOn.is_not_null();
    let also = also.map_or(accepted.clone(), |also| accepted.and(also));
    cases_by(extent, case::Column::ClosedOn, Some(also))
}

/// Every case accepted before the period and open at its start (结转).
pub fn carried_over(extent: &Extent) -> SelectStatement {
    match extent.period.from.pred_opt() {
        Some(eve) => open_at_the_end_of(extent, eve),
        None => open_at_the_end_of(extent, extent.period.from),
    }
}

/// Every accepted case that was open at the end of the period (未结).
pub fn pending(extent: &Extent) -> SelectStatement {
    open_at_the_end_of(extent, extent.period.to)
}

fn open_at_the_end_of(extent: &Extent, day: NaiveDate) -> SelectStatement {
    // Declined for filing, it ended without being closed.
    let declined = step_of_the_case(enums::CaseTransition::DeclineFiling)
        .and_where(case_event::Column::OccurredOn.lte(day))
        .to_owned();
    let open = Condition::any().add(case::Column::ClosedOn.is_null()).add(case::Column::ClosedOn.gt(day));
    let select = case_rows(extent)
        .and_where(case::Column::AcceptedOn.lte(day))
        .cond_where(open)
        .and_where(Expr::not_exists(declined))
        .to_owned();
    each_case(select, case::Column::AcceptedOn.into_expr())
}

/// Every case that was declined for filing within the period (不予立案): a case is so once at most.
pub fn not_filed(extent: &Extent) -> SelectStatement {
    type Event = case_event::Column;
    let select = case_rows(extent)
        .inner_join(case_event::Entity, Event::CaseId.into_expr().eq(case::Column::Id.into_expr()))
        .and_where(Event::Transition.eq(enums::CaseTransition::DeclineFiling))
        .and_where(extent.during(Event::OccurredOn))
        .to_owned();
    each_case(select, Event::OccurredOn.into_expr())
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
        .and_where(Expr::col((later.clone(), Event::Kind)).eq(enums::CaseEventKind::Step))
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

/// Every case that was suspended within the period, once however often, whatever became of it.
pub fn suspended_during(extent: &Extent) -> SelectStatement {
    type Event = case_event::Column;
    let select = case_rows(extent)
        .inner_join(case_event::Entity, Event::CaseId.into_expr().eq(case::Column::Id.into_expr()))
        .and_where(Event::Transition.eq(enums::CaseTransition::Suspend))
        .and_where(extent.during(Event::OccurredOn))
        .add_group_by([case::Column::Id.into_expr()])
        .to_owned();
    each_case(select, Event::OccurredOn.min())
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

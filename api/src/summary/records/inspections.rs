//! The records of 执法检查: outings, and the departments, officers, premises and goods of them.

use entity::{inspected_premises, inspection, inspection_department, inspection_officer};
use sea_orm::{
    ColumnTrait, ExprTrait, Order,
    sea_query::{Alias, Expr, OverStatement, Query, SelectStatement, WindowStatement},
};

use super::{Extent, RecordKind, answer, column, exact, lower_bound, one};
use crate::inspections;

/// Inspections by the day of the outing.
fn inspection_rows(extent: &Extent) -> SelectStatement {
    type Link = inspection_department::Column;
    let visible = inspections::sight::visible(&extent.scope);
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

//! The statements behind the figures: which records count within a region, departments and a
//! period, and what each of them contributes. Every statement answers the same five columns, so
//! that one outer statement sums them and another pages through them.

pub mod cases;
pub mod inspections;
pub mod outreach;

use entity::enums::CaseKind;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, IntoColumnRef, Query, SelectStatement},
};
use uuid::Uuid;

use super::rules::Period;
use crate::shared::{policy::Scope, scope};

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
    /// Where there are any: only cases of these kinds. What is no case is not concerned.
    pub case_kinds: Vec<CaseKind>,
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

//! Reading totals: sums over those of a region or a department.

use entity::{enums::Measure, figure_total, region};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Alias, Expr, Func, Query, SelectStatement},
};
use uuid::Uuid;

use super::buckets::Stretch;
use crate::shared::{policy::Scope, regions::LEVELS, scope};

/// Whose totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// A department; none: all of the region, joint work once.
    pub department_id: Option<Uuid>,
    /// The region: its records and those of all regions below it.
    pub region_key: String,
}

impl Holder {
    /// All that counts for who sees `scope`: none, where that is nothing. A department's work may be on record in any
    /// region of its province.
    pub fn of(scope: &Scope, region_key: &str) -> Option<Self> {
        match scope {
            Scope::Nothing => None,
            Scope::Region(prefix) => Some(Self { department_id: None, region_key: prefix.clone() }),
            Scope::Department(id) => {
                let province = region_key.get(..LEVELS[0]).unwrap_or(region_key);
                Some(Self { department_id: Some(*id), region_key: province.to_owned() })
            }
        }
    }

    /// The totals that are read.
    pub fn condition(&self) -> Condition {
        let department_id = self.department_id.unwrap_or_default();
        Condition::all()
            .add(figure_total::Column::DepartmentId.eq(department_id))
            .add(in_region(&self.region_key))
    }

    /// The totals of the regions right below, of which each holds what lies below it.
    pub fn condition_below(&self) -> Condition {
        let department_id = self.department_id.unwrap_or_default();
        let level = LEVELS.into_iter().find(|length| *length > self.region_key.len());
        let below = Query::select()
            .column(region::Column::Key)
            .from(region::Entity)
            .cond_where(scope::within_region(&self.region_key, region::Column::Key))
            .and_where(
                Expr::expr(Func::char_length(Expr::col(region::Column::Key)))
                    .eq(i32::try_from(level.unwrap_or_default()).unwrap_or_default()),
            )
            .to_owned();
        Condition::all()
            .add(figure_total::Column::DepartmentId.eq(department_id))
            .add(figure_total::Column::RegionKey.in_subquery(below))
    }
}

/// The totals of the region with this key; without one, of all provinces.
pub fn in_region(region_key: &str) -> Condition {
    let column = || (figure_total::Entity, figure_total::Column::RegionKey);
    if region_key.is_empty() {
        let length = Expr::expr(Func::char_length(Expr::col(column()))).eq(2);
        return Condition::all().add(length);
    }
    Condition::all().add(Expr::col(column()).eq(region_key))
}

/// Totals of these measures over these buckets; what is selected and how it is grouped is the caller's to say.
pub fn totals(holder: Condition, measures: &[Measure], stretch: &Stretch) -> SelectStatement {
    Query::select()
        .from(figure_total::Entity)
        .cond_where(holder)
        .and_where(figure_total::Column::Measure.is_in(measures.iter().copied()))
        .and_where(figure_total::Column::Bucket.between(stretch.from.as_str(), stretch.to.as_str()))
        .to_owned()
}

/// The sum of a column of totals or lines, as a whole number on both engines.
pub fn sum(column: &'static str) -> Expr {
    Expr::col(Alias::new(column)).sum().if_null(Expr::cust("0")).cast_as("bigint")
}

//! Which pairs of departments at one party exist for whom, and whose each side is.

use entity::{deconfliction, deconfliction_side, enums::JointHandlingAnswer};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::shared::{
    policy::{Owner, Scope},
    scope::{nothing, within_region},
};

/// The pairs that exist within `scope`: for a department those that it is a side of, while both sides
/// handle the party or since they agreed to handle a case jointly; for a region those with a side there.
pub fn visible(scope: &Scope) -> Condition {
    let with_side = |sides: Condition| {
        Expr::col((deconfliction::Entity, deconfliction::Column::Id)).in_subquery(sides_where(sides))
    };
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) if prefix.is_empty() => Condition::all(),
        Scope::Region(prefix) => Condition::all().add(with_side(within_region(
            prefix,
            (deconfliction_side::Entity, deconfliction_side::Column::RegionKey),
        ))),
        Scope::Department(id) => {
            let own = Condition::all().add(deconfliction_side::Column::DepartmentId.eq(*id));
            let told = Condition::any()
                .add(deconfliction::Column::EndedOn.is_null())
                .add(deconfliction::Column::Answer.eq(JointHandlingAnswer::Accepted));
            Condition::all().add(with_side(own)).add(told)
        }
    }
}

/// The pairs that have a side which meets `condition`.
pub fn sides_where(condition: Condition) -> SelectStatement {
    Query::select()
        .column(deconfliction_side::Column::DeconflictionId)
        .from(deconfliction_side::Entity)
        .cond_where(condition)
        .to_owned()
}

/// Whose the side is.
pub fn owner(side: &deconfliction_side::Model) -> Owner {
    Owner { department_id: side.department_id, region_key: side.region_key.clone() }
}

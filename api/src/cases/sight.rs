//! Which cases exist for whom, and whose they are.

use entity::{case, case_department, department, enums};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, IntoIden, Query},
};
use uuid::Uuid;

use crate::shared::{
    policy::{Owner, Scope},
    scope::{nothing, within_region},
};

/// The cases that exist within `scope`: a department's own and those in which it takes part, jointly
/// or since a referral; a region's, and those in which one of its departments takes part. Own cases
/// are told by their own columns, so that the few joint ones are looked up only for the rest.
pub fn visible(scope: &Scope) -> Condition {
    visible_where(scope, Condition::all())
}

/// The same of only the cases with `ids`: who takes part is looked up for these, and not first
/// listed for all.
pub fn visible_among(scope: &Scope, ids: impl IntoIterator<Item = Uuid>) -> Condition {
    let ids: Vec<_> = ids.into_iter().collect();
    Condition::all()
        .add(case::Column::Id.is_in(ids.iter().copied()))
        .add(visible_where(scope, Condition::all().add(case_department::Column::CaseId.is_in(ids))))
}

/// Whether the case that `column` of another table names exists within `scope`. It is looked up for each
/// row: a list of all visible cases, made first, would cost a single row as much as a hundred thousand.
pub fn names_visible<T: IntoIden, C: IntoIden>(column: (T, C), scope: &Scope) -> Expr {
    names_one(column, visible(scope))
}

/// Whether the case that `column` of another table names meets `condition`.
pub fn names_one<T: IntoIden, C: IntoIden>(column: (T, C), condition: Condition) -> Expr {
    let it = Query::select()
        .expr(Expr::val(1))
        .from(case::Entity)
        .and_where(Expr::col((case::Entity, case::Column::Id)).equals(column))
        .cond_where(condition)
        .take();
    Expr::exists(it)
}

fn visible_where(scope: &Scope, links: Condition) -> Condition {
    let taking_part = |departments: Condition| {
        let roles = [enums::CaseDepartmentRole::CoHandler, enums::CaseDepartmentRole::ReferredTo];
        let cases = Query::select()
            .column(case_department::Column::CaseId)
            .from(case_department::Entity)
            .and_where(case_department::Column::Role.is_in(roles))
            .cond_where(departments)
            .cond_where(links)
            .take();
        case::Column::Id.in_subquery(cases)
    };
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) if prefix.is_empty() => Condition::all(),
        Scope::Region(prefix) => {
            let departments = Query::select()
                .column(department::Column::Id)
                .from(department::Entity)
                .cond_where(within_region(prefix, (department::Entity, department::Column::RegionKey)))
                .take();
            let among = case_department::Column::DepartmentId.in_subquery(departments);
            Condition::any()
                .add(within_region(prefix, (case::Entity, case::Column::RegionKey)))
                .add(taking_part(Condition::all().add(among)))
        }
        Scope::Department(id) => {
            let of_department = case_department::Column::DepartmentId.eq(*id);
            Condition::any()
                .add(case::Column::DepartmentId.eq(*id))
                .add(taking_part(Condition::all().add(of_department)))
        }
    }
}

/// Cases whose clock runs: open, not suspended, and nothing decided yet.
pub fn clock_runs() -> Condition {
    Condition::all()
        .add(case::Column::IsOpen.eq(true))
        .add(case::Column::SuspendedOn.is_null())
        .add(case::Column::DecidedOn.is_null())
}

/// Whose the case is.
pub fn owner(row: &case::Model) -> Owner {
    Owner { department_id: row.department_id, region_key: row.region_key.clone() }
}

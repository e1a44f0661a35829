//! What waits for whom.

use entity::{
    case, case_handler,
    clock::{self, Column},
    enums::{Role, WaitsFor},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, Select,
    sea_query::{Expr, Query},
};

use crate::{
    cases,
    shared::{
        policy::{self, Subject},
        scope::nothing,
        viewer::Viewer,
    },
};

/// The open clocks that wait for `viewer`: for the handlers of a case, who handles it, or the
/// department's people while nobody does; for the head, the head; for the department, its people; for
/// the office, the office staff of that very region.
pub fn waiting_for(viewer: &Viewer) -> Select<clock::Entity> {
    let for_whom = |waits_for: WaitsFor| Condition::all().add(Column::WaitsFor.eq(waits_for));
    let department = || Column::DepartmentId.eq(viewer.department_id);
    let mine = match viewer.role {
        Role::OfficeStaff => {
            Condition::any().add(for_whom(WaitsFor::Office).add(Column::RegionKey.eq(&viewer.region_key)))
        }
        Role::DepartmentHead | Role::Officer => {
            let handled = Query::select()
                .column(case_handler::Column::CaseId)
                .from(case_handler::Entity)
                .and_where(case_handler::Column::UserId.eq(viewer.user_id))
                .to_owned();
            // Who left the department still stands among a case's handlers, and sees it no more.
            let seen = Query::select()
                .column(case::Column::Id)
                .from(case::Entity)
                .and_where(case::Column::Id.in_subquery(handled))
                .cond_where(cases::sight::visible(&policy::scope(viewer, Subject::Records)))
                .to_owned();
            let handlers = Query::select()
                .expr(Expr::val(1))
                .from(case_handler::Entity)
                .and_where(
                    Expr::col((case_handler::Entity, case_handler::Column::CaseId))
                        .equals((clock::Entity, Column::CaseId)),
                )
                .to_owned();
            let nobodys = Condition::all().add(department()).add(Expr::exists(handlers).not());
            let to_handle = Condition::any().add(Column::CaseId.in_subquery(seen)).add(nobodys);
            let head =
                (viewer.role == Role::DepartmentHead).then(|| for_whom(WaitsFor::Head).add(department()));
            Condition::any()
                .add(for_whom(WaitsFor::Handlers).add(to_handle))
                .add(for_whom(WaitsFor::Department).add(department()))
                .add_option(head)
        }
        Role::Observer | Role::Service | Role::SystemAdmin | Role::SecurityAuditor => nothing(),
    };
    clock::Entity::find().filter(Column::IsOpen.eq(true)).filter(mine)
}

//! Which documents of cases, and which templates, exist for whom.

use entity::{case_document, document_template};
use sea_orm::{ColumnTrait, Condition};

use crate::{
    cases,
    shared::{policy::Scope, scope::nothing, viewer::Viewer},
};

/// The documents of the cases that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    let of_case = (case_document::Entity, case_document::Column::CaseId);
    Condition::all().add(cases::sight::names_visible(of_case, scope))
}

/// The platform's templates, and those of the viewer's department; none for who sees no records.
pub fn visible_templates(viewer: &Viewer, scope: &Scope) -> Condition {
    use document_template::Column;
    if *scope == Scope::Nothing {
        return nothing();
    }
    Condition::any().add(Column::DepartmentId.is_null()).add(Column::DepartmentId.eq(viewer.department_id))
}

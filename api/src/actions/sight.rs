//! Which joint actions exist for whom, and whose they are.

use chrono::NaiveDate;
use entity::{joint_action, joint_action_department};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, Func},
};

use super::rules::Status;
use crate::shared::{
    policy::{Owner, Scope},
    scope::{self, Ownership},
};

/// The joint actions that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    scope::condition::<joint_action_department::Entity>(
        scope,
        Ownership {
            region_key: (joint_action::Entity, joint_action::Column::RegionKey),
            id: (joint_action::Entity, joint_action::Column::Id),
            link_row: joint_action_department::Column::ActionId,
            link_department: joint_action_department::Column::DepartmentId,
        },
    )
}

/// The actions that have `status` on `today`: what `rules::Life::status` says, as SQL.
pub fn standing(status: Status, today: NaiveDate) -> Condition {
    let last_day = Expr::expr(Func::coalesce([
        Expr::col((joint_action::Entity, joint_action::Column::ExtendedTo)),
        Expr::col((joint_action::Entity, joint_action::Column::EndsOn)),
    ]));
    let alive = Condition::all().add(joint_action::Column::CancelledOn.is_null());
    match status {
        Status::Planned => alive.add(joint_action::Column::StartsOn.gt(today)),
        Status::Ongoing => alive.add(joint_action::Column::StartsOn.lte(today)).add(last_day.gte(today)),
        Status::Ended => alive.add(last_day.lt(today)),
        Status::Cancelled => Condition::all().add(joint_action::Column::CancelledOn.is_not_null()),
    }
}

/// Whose the action in `row` is: offices plan in their region's subtree.
pub fn owner(row: &joint_action::Model) -> Owner {
    Owner { department_id: row.lead_department_id, region_key: row.region_key.clone() }
}

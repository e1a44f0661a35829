//! Which changes of the rules exist for whom, and what of them.

use entity::{rule_change, rule_change_clock};
use sea_orm::{EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait, Select};

use crate::{
    clocks,
    shared::{
        caller::Caller,
        policy::Scope,
        scope::{nothing, rules_of},
    },
};

/// The changes that exist for the caller: of the rules that do.
pub fn visible(caller: &Caller) -> sea_orm::Condition {
    match caller.records() {
        Scope::Nothing => nothing(),
        _ => rules_of(&caller.viewer, (rule_change::Entity, rule_change::Column::RegionKey)),
    }
}

/// The due dates that changes moved, of clocks that exist within `scope`.
pub fn moved_for(scope: &Scope) -> Select<rule_change_clock::Entity> {
    rule_change_clock::Entity::find()
        .join(JoinType::InnerJoin, rule_change_clock::Relation::Clock.def())
        .filter(clocks::sight::visible(scope))
}

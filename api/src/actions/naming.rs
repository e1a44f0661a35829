//! What a record that names a joint action must keep to.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::{joint_action, joint_action_department};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    rules::{self, life},
    sight::visible,
};
use crate::shared::{
    caller::Caller,
    errors::Problem,
    input::Checks,
    recorded::{Draft, Recording},
};

/// The action that a record of `department` names and what is wrong with that. `before`: the action
/// that the record belonged to already.
pub async fn within(
    transaction: &impl ConnectionTrait,
    caller: &Caller,
    named: Option<Uuid>,
    department: Uuid,
    day: (&str, NaiveDate),
    before: Option<Uuid>,
) -> Result<(Option<joint_action::Model>, Vec<Problem>), DbErr> {
    let Some(id) = named else { return Ok((None, Vec::new())) };
    let found =
        joint_action::Entity::find_by_id(id).filter(visible(&caller.records())).one(transaction).await?;
    let Some(action) = found else { return Ok((None, vec![Problem::not_found("actionId")])) };
    let taking_part = participants_of(transaction, id).await?;
    let problems = rules::within_action(&life(&action), &taking_part, department, day, before == named);
    Ok((Some(action), problems))
}

/// What is wrong with the action that the record of a training or of publicity names: these may come
/// before or after it, and the office holds them too.
pub async fn named_by_outreach<E: Recording>(draft: &Draft<'_, E>, checks: &mut Checks) -> Result<(), DbErr> {
    let named = E::action_id(draft.row);
    let Some(id) = named else { return Ok(()) };
    let found = joint_action::Entity::find_by_id(id).filter(visible(&draft.caller.records()));
    checks.extend(match found.one(&draft.change.transaction).await? {
        Some(action) => rules::still_on(&life(&action), draft.action_before() == named),
        None => Some(Problem::not_found("actionId")),
    });
    Ok(())
}

/// The departments that take part in an action.
pub async fn participants_of(transaction: &impl ConnectionTrait, id: Uuid) -> Result<BTreeSet<Uuid>, DbErr> {
    let links = joint_action_department::Entity::find()
        .filter(joint_action_department::Column::ActionId.eq(id))
        .all(transaction)
        .await?;
    Ok(links.into_iter().map(|link| link.department_id).collect())
}

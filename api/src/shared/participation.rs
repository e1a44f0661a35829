//! Which departments take part in something: joint work belongs to the department that records it
//! and to those that took part.

use std::collections::{BTreeSet, HashMap};

use entity::department;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    caller::Caller,
    errors::{Failure, Problem, UserErrorCode},
    policy::Owner,
};

/// The department in whose name `caller` records: the one named, else their own.
pub async fn acting(
    transaction: &impl ConnectionTrait,
    caller: &Caller,
    named: Option<Uuid>,
) -> Result<department::Model, Failure> {
    let id = named.unwrap_or(caller.viewer.department_id);
    let found = department::Entity::find_by_id(id).one(transaction).await?;
    found.filter(|department| department.active).ok_or_else(|| Problem::not_found("departmentId").into())
}

/// The department as the owner of what it records.
pub fn owner(department: &department::Model) -> Owner {
    Owner { department_id: department.id, region_key: department.region_key.clone() }
}

/// The departments that take part: those that `ids` name and `owner`, each once. One that is
/// unknown, or inactive and not among the `known` of the record as it stood, is a problem at
/// `path`.N.
pub async fn participants(
    transaction: &impl ConnectionTrait,
    owner: Uuid,
    ids: &[Uuid],
    known: &BTreeSet<Uuid>,
    path: &str,
) -> Result<(Vec<department::Model>, Vec<Problem>), DbErr> {
    let wanted: BTreeSet<Uuid> = ids.iter().copied().chain([owner]).collect();
    let found: HashMap<Uuid, department::Model> = department::Entity::find()
        .filter(department::Column::Id.is_in(wanted))
        .all(transaction)
        .await?
        .into_iter()
        .map(|department| (department.id, department))
        .collect();
    let mut problems = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        let path = format!("{path}.{index}");
        match found.get(id) {
            None => problems.push(Problem::not_found(&path)),
            Some(department) if !department.active && !known.contains(id) => problems.push(Problem::new(
                UserErrorCode::Invalid,
                &path,
                format!("{}已撤销，不能参加", department.name),
                format!("{} has been dissolved and cannot take part", department.name),
            )),
            Some(_) => {}
        }
    }
    let mut found: Vec<_> = found.into_values().collect();
    found.sort_by_key(|department| (department.sort_order, department.id));
    Ok((found, problems))
}

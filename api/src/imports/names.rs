//! Whom and what a ledger names, by the names that people use: departments, officers, joint actions. Each is looked up
//! once for a whole ledger.

use std::collections::HashMap;

use async_graphql::ID;
use entity::{department, joint_action, user};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{cells::word, stating::Stating};
use crate::{
    actions,
    shared::{
        caller::Caller,
        errors::UserErrorCode,
        ids::{self, Kind},
    },
};

/// What names mean.
pub struct Names {
    own: department::Model,
    departments: HashMap<String, Vec<department::Model>>,
    actions: HashMap<String, Vec<Uuid>>,
    people: HashMap<Uuid, HashMap<String, Vec<Uuid>>>,
}

impl Names {
    /// Those that a ledger of `own` may name.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn read(
        db: &impl ConnectionTrait,
        caller: &Caller,
        own: department::Model,
    ) -> Result<Self, DbErr> {
        let mut departments: HashMap<String, Vec<department::Model>> = HashMap::new();
        for row in department::Entity::find().filter(department::Column::Active.eq(true)).all(db).await? {
            let names = [word(&row.name), word(&row.short_name)];
            for (place, name) in names.iter().enumerate() {
                if place == 0 || names[0] != *name {
                    departments.entry(name.clone()).or_default().push(row.clone());
                }
            }
        }
        let mut actions: HashMap<String, Vec<Uuid>> = HashMap::new();
        let seen = joint_action::Entity::find().filter(actions::sight::visible(&caller.records()));
        for row in seen.all(db).await? {
            actions.entry(word(&row.name)).or_default().push(row.id);
        }
        Ok(Self { own, departments, actions, people: HashMap::new() })
    }

    /// The department whose ledger it is.
    pub fn own(&self) -> &department::Model {
        &self.own
    }

    /// The joint action that the cell names.
    pub fn action(&self, row: &mut Stating<'_>) -> Option<ID> {
        let name = row.text("actionId")?;
        match self.actions.get(&word(&name)).map(Vec::as_slice) {
            Some([id]) => Some(ids::encode(Kind::JointAction, *id)),
            found => {
                let (zh, en) = miss("专项行动", "joint action", &name, found.is_some());
                row.fault("actionId", UserErrorCode::NotFound, zh, en);
                None
            }
        }
    }

    /// The departments that the cell names: of several of one name, the one of the own region.
    pub fn participants(&self, row: &mut Stating<'_>) -> Vec<ID> {
        let mut found = Vec::new();
        for name in row.texts("participantIds") {
            let named = self.departments.get(&word(&name)).map(Vec::as_slice).unwrap_or_default();
            let of_region = || named.iter().find(|one| one.region_id == self.own.region_id);
            match named {
                [one] => found.push(ids::encode(Kind::Department, one.id)),
                several => match of_region() {
                    Some(one) => found.push(ids::encode(Kind::Department, one.id)),
                    None => {
                        let (zh, en) = miss("部门", "department", &name, !several.is_empty());
                        row.fault("participantIds", UserErrorCode::NotFound, zh, en);
                    }
                },
            }
        }
        found
    }

    /// The officers that the cell names, of the own department and of those that take part.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn officers(
        &mut self,
        db: &impl ConnectionTrait,
        row: &mut Stating<'_>,
        participants: &[ID],
    ) -> Result<Vec<ID>, DbErr> {
        let departments: Vec<Uuid> =
            [self.own.id].into_iter().chain(ids::all_named(Kind::Department, participants)).collect();
        for id in &departments {
            if !self.people.contains_key(id) {
                let mut people: HashMap<String, Vec<Uuid>> = HashMap::new();
                let of_department = user::Entity::find()
                    .filter(user::Column::DepartmentId.eq(*id))
                    .filter(user::Column::Active.eq(true));
                for row in of_department.all(db).await? {
                    people.entry(word(&row.display_name)).or_default().push(row.id);
                }
                self.people.insert(*id, people);
            }
        }
        let mut found = Vec::new();
        for name in row.texts("officerIds") {
            let named: Vec<Uuid> = departments
                .iter()
                .filter_map(|id| self.people.get(id)?.get(&word(&name)))
                .flatten()
                .copied()
                .collect();
            match named.as_slice() {
                [one] => found.push(ids::encode(Kind::Person, *one)),
                several => {
                    let (zh, en) = miss("执法人员", "officer", &name, !several.is_empty());
                    row.fault("officerIds", UserErrorCode::NotFound, zh, en);
                }
            }
        }
        Ok(found)
    }
}

/// That a name means nothing, or several things.
fn miss(zh: &str, en: &str, name: &str, several: bool) -> (String, String) {
    match several {
        true => (
            format!("有多个名为“{name}”的{zh}，无法确定是哪一个"),
            format!("Several are called \"{name}\": which {en} is meant?"),
        ),
        false => (format!("找不到名为“{name}”的{zh}，请核对"), format!("There is no {en} called \"{name}\"")),
    }
}

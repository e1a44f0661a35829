//! Users as GraphQL shows them: `Person` where another record names somebody, `User` where
//! accounts are administered.

use async_graphql::{Context, ID, Object, Result};
use entity::user;
use uuid::Uuid;

use super::loaders::UserById;
use crate::{
    departments::types::{Department, department_by_id},
    shared::{
        errors::internal,
        ids::{self, Kind},
        loaders,
    },
};

/// A person as other records name them.
pub struct Person(pub user::Model);

/// A person as other records name them.
#[Object]
impl Person {
    /// The global id of the user.
    async fn id(&self) -> ID {
        ids::encode(Kind::User, self.0.id)
    }

    /// The person's name.
    async fn display_name(&self) -> &str {
        &self.0.display_name
    }

    /// The person's department.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }
}

/// The person whom a row's foreign key names.
pub async fn person_by_id(context: &Context<'_>, id: Uuid) -> Result<Person> {
    let row = loaders::of(context)?.load_one(UserById(id)).await.map_err(internal)?;
    row.map(Person).ok_or_else(|| internal(format!("user {id} is missing")))
}

//! Root fields that change the address book.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::{department, enums::DepartmentKind};

use super::{
    queries,
    service::{self, DepartmentDraft},
    types::Department,
};
use crate::shared::{
    caller::Caller,
    errors::{Failure, UserError},
    ids::{self, Kind},
};

/// A department to register.
#[derive(InputObject)]
pub struct RegisterDepartmentInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The code of the region that it belongs to.
    region_code: String,
    /// The full name, unique within the region.
    name: String,
    /// The name in tables and charts, at most 20 characters.
    short_name: String,
    /// What it is.
    kind: DepartmentKind,
    /// Whether it is the region's coordination office (双打办).
    #[graphql(default)]
    is_coordination_office: bool,
    /// The liaison officer (联络员).
    liaison_name: Option<String>,
    /// The liaison officer's telephone number.
    liaison_phone: Option<String>,
}

/// A department that was registered.
#[derive(SimpleObject)]
pub struct RegisterDepartmentPayload {
    /// The department.
    department: Option<Department>,
    /// Why it was not registered.
    errors: Vec<UserError>,
}

/// What a department is from now on.
#[derive(InputObject)]
pub struct ReviseDepartmentInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The department.
    id: ID,
    /// The version that was seen.
    version: i32,
    /// The full name, unique within the region.
    name: String,
    /// The name in tables and charts, at most 20 characters.
    short_name: String,
    /// What it is.
    kind: DepartmentKind,
    /// The liaison officer (联络员).
    liaison_name: Option<String>,
    /// The liaison officer's telephone number.
    liaison_phone: Option<String>,
}

/// A department that was revised.
#[derive(SimpleObject)]
pub struct ReviseDepartmentPayload {
    /// The department; on CONFLICT as it is now.
    department: Option<Department>,
    /// Why it was not revised.
    errors: Vec<UserError>,
}

/// A department to take out of use.
#[derive(InputObject)]
pub struct DeactivateDepartmentInput {
    /// The client's name for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The department.
    id: ID,
    /// The version that was seen.
    version: i32,
}

/// A department that was taken out of use.
#[derive(SimpleObject)]
pub struct DeactivateDepartmentPayload {
    /// The department; on CONFLICT as it is now.
    department: Option<Department>,
    /// Why it was not taken out of use.
    errors: Vec<UserError>,
}

/// Changes of the address book.
#[derive(Default)]
pub struct DepartmentMutations;

/// Changes of the address book.
#[Object]
impl DepartmentMutations {
    /// Registers a department; the administrator of its region, or of one above, may.
    async fn register_department(
        &self,
        context: &Context<'_>,
        input: RegisterDepartmentInput,
    ) -> Result<RegisterDepartmentPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let draft = DepartmentDraft {
            name: input.name,
            short_name: input.short_name,
            kind: input.kind,
            liaison_name: input.liaison_name,
            liaison_phone: input.liaison_phone,
        };
        let office = input.is_coordination_office;
        let result = service::register(&caller, &input.region_code, office, draft, key).await;
        let (department, errors) = caller.answer(result)?;
        Ok(RegisterDepartmentPayload { department: department.map(Department), errors })
    }

    /// Revises a department's name, kind and liaison officer.
    async fn revise_department(
        &self,
        context: &Context<'_>,
        input: ReviseDepartmentInput,
    ) -> Result<ReviseDepartmentPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let draft = DepartmentDraft {
            name: input.name,
            short_name: input.short_name,
            kind: input.kind,
            liaison_name: input.liaison_name,
            liaison_phone: input.liaison_phone,
        };
        let id = ids::named(Kind::Department, &input.id);
        let result = service::revise(&caller, id, input.version, draft, key).await;
        let (department, errors) = outcome(&caller, id, result).await?;
        Ok(ReviseDepartmentPayload { department, errors })
    }

    /// Takes a department out of use; its records stay. It must have no active accounts left.
    async fn deactivate_department(
        &self,
        context: &Context<'_>,
        input: DeactivateDepartmentInput,
    ) -> Result<DeactivateDepartmentPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Department, &input.id);
        let result = service::deactivate(&caller, id, input.version, key).await;
        let (department, errors) = outcome(&caller, id, result).await?;
        Ok(DeactivateDepartmentPayload { department, errors })
    }
}

/// What a payload carries: the department as changed, or, on a conflict, as it is now.
async fn outcome(
    caller: &Caller,
    id: uuid::Uuid,
    result: Result<department::Model, Failure>,
) -> Result<(Option<Department>, Vec<UserError>)> {
    let (row, errors) = caller.answer_or(result, queries::find(caller, id)).await?;
    Ok((row.map(Department), errors))
}

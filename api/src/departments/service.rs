//! Changes of the address book. A department is never deleted: its records stay under its name.

use entity::{
    department,
    enums::{DepartmentKind, SearchKind},
    region, user,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, Set,
    sea_query::{Expr, ExprTrait},
};
use serde_json::json;
use uuid::Uuid;

use crate::shared::{
    audit::Record,
    caller::{Caller, IdempotencyKey},
    change::{self, Begun, Change},
    errors::{Failure, Problem, UserErrorCode},
    input::{self, Checks},
    participation::owner,
    policy::{self, Act, Owner},
    search::{self, fold},
};

/// The most characters of a telephone number.
const PHONE: usize = 50;

/// What a department is, as people typed it.
#[derive(Clone, Debug)]
pub struct DepartmentDraft {
    /// The full name.
    pub name: String,
    /// The name in tables and charts.
    pub short_name: String,
    /// What it is.
    pub kind: DepartmentKind,
    /// The liaison officer.
    pub liaison_name: Option<String>,
    /// The liaison officer's telephone number.
    pub liaison_phone: Option<String>,
}

impl DepartmentDraft {
    fn checked(self) -> Result<Self, Failure> {
        let mut checks = Checks::default();
        let draft = Self {
            name: checks.text("name", &self.name, input::NAME),
            short_name: checks.text("shortName", &self.short_name, 20),
            kind: self.kind,
            liaison_name: checks.optional("liaisonName", self.liaison_name.as_deref(), input::NAME),
            liaison_phone: checks
                .optional("liaisonPhone", self.liaison_phone.as_deref(), PHONE)
                .map(|phone| fold(&phone)),
        };
        checks.finish()?;
        Ok(draft)
    }
}

/// Registers a department of the region with `region_code`.
///
/// # Errors
///
/// NOT_FOUND for the region; FORBIDDEN outside of the administrator's own; DUPLICATE where the
/// region has a department of this name.
pub async fn register(
    caller: &Caller,
    region_code: &str,
    is_coordination_office: bool,
    draft: DepartmentDraft,
    key: Option<IdempotencyKey>,
) -> Result<department::Model, Failure> {
    const ACTION: &str = "registerDepartment";
    administers(caller, ACTION).await?;
    let draft = draft.checked()?;
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return reload(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let region = region::Entity::find()
        .filter(region::Column::Code.eq(region_code.trim()))
        .one(&change.transaction)
        .await?
        .ok_or_else(|| Problem::not_found("regionCode"))?;
    let id = Uuid::now_v7();
    let place = Owner { department_id: id, region_key: region.key.clone() };
    if !policy::may(&caller.viewer, Act::AdministerDepartments, &place) {
        return Err(change.deny(caller, ACTION, "Region", Some(region.id)).await);
    }
    name_is_free(&change.transaction, region.id, &draft.name, id).await?;
    let last = department::Entity::find()
        .filter(department::Column::RegionId.eq(region.id))
        .order_by_desc(department::Column::SortOrder)
        .one(&change.transaction)
        .await?;
    let row = department::Model {
        id,
        region_id: region.id,
        region_key: region.key,
        name: draft.name,
        short_name: draft.short_name,
        kind: draft.kind,
        is_coordination_office,
        liaison_name: draft.liaison_name,
        liaison_phone: draft.liaison_phone,
        document_code: None,
        sort_order: last.map_or(1, |last| last.sort_order.saturating_add(1)),
        active: true,
        created_at: change.now,
        version: 1,
    };
    row.clone().into_active_model().insert(&change.transaction).await?;
    index(&change.transaction, &row).await?;
    commit(change, ACTION, &row).await?;
    Ok(row)
}

/// Revises the department as it was at `version`.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN, DUPLICATE; a conflict where somebody was faster.
pub async fn revise(
    caller: &Caller,
    id: Uuid,
    version: i32,
    draft: DepartmentDraft,
    key: Option<IdempotencyKey>,
) -> Result<department::Model, Failure> {
    const ACTION: &str = "reviseDepartment";
    administers(caller, ACTION).await?;
    let draft = draft.checked()?;
    let (change, mut row) = match load(caller, ACTION, id, version, key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    name_is_free(&change.transaction, row.region_id, &draft.name, id).await?;
    row.name = draft.name;
    row.short_name = draft.short_name;
    row.kind = draft.kind;
    row.liaison_name = draft.liaison_name;
    row.liaison_phone = draft.liaison_phone;
    save(&change.transaction, &mut row).await?;
    index(&change.transaction, &row).await?;
    commit(change, ACTION, &row).await?;
    Ok(row)
}

/// Takes a department out of use, as a reorganisation does.
///
/// # Errors
///
/// NOT_FOUND, FORBIDDEN; INVALID where it is out of use already or still has active accounts; a
/// conflict where somebody was faster.
pub async fn deactivate(
    caller: &Caller,
    id: Uuid,
    version: i32,
    key: Option<IdempotencyKey>,
) -> Result<department::Model, Failure> {
    const ACTION: &str = "deactivateDepartment";
    administers(caller, ACTION).await?;
    let (change, mut row) = match load(caller, ACTION, id, version, key).await? {
        Loaded::Repeated(row) => return Ok(row),
        Loaded::Fresh(change, row) => (change, row),
    };
    if !row.active {
        return Err(Problem::new(
            UserErrorCode::Invalid,
            "id",
            "该部门已经停用",
            "The department is out of use already",
        )
        .into());
    }
    let users = user::Entity::find()
        .filter(user::Column::DepartmentId.eq(id))
        .filter(user::Column::Active.eq(true))
        .count(&change.transaction)
        .await?;
    if users > 0 {
        return Err(Problem::new(
            UserErrorCode::Invalid,
            "id",
            format!("该部门还有{users}个启用的账号，请先停用这些账号"),
            format!("The department still has {users} active accounts; disable them first"),
        )
        .into());
    }
    row.active = false;
    save(&change.transaction, &mut row).await?;
    commit(change, ACTION, &row).await?;
    Ok(row)
}

/// Refuses, and logs it, who administers no departments at all.
async fn administers(caller: &Caller, action: &str) -> Result<(), Failure> {
    if policy::may(&caller.viewer, Act::AdministerDepartments, &Owner::own(&caller.viewer)) {
        return Ok(());
    }
    Err(change::begin_once(caller).await?.deny(caller, action, "Department", None).await)
}

#[allow(clippy::large_enum_variant, reason = "made once a mutation and taken apart at once")]
enum Loaded {
    Fresh(Change, department::Model),
    Repeated(department::Model),
}

/// Begins a change of a department that `caller` may change, as it was at `version`.
async fn load(
    caller: &Caller,
    action: &str,
    id: Uuid,
    version: i32,
    key: Option<IdempotencyKey>,
) -> Result<Loaded, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok(Loaded::Repeated(reload(caller, id).await?)),
        Begun::Fresh(change) => change,
    };
    let row = department::Entity::find_by_id(id)
        .one(&change.transaction)
        .await?
        .ok_or_else(|| Problem::not_found("id"))?;
    if !policy::may(&caller.viewer, Act::AdministerDepartments, &owner(&row)) {
        return Err(change.deny(caller, action, "Department", Some(id)).await);
    }
    if row.version != version {
        return Err(Failure::Conflict);
    }
    Ok(Loaded::Fresh(change, row))
}

async fn reload(caller: &Caller, id: Uuid) -> Result<department::Model, Failure> {
    let row = department::Entity::find_by_id(id).one(caller.app.db.current()).await?;
    row.ok_or_else(|| Problem::not_found("id").into())
}

async fn name_is_free(
    transaction: &DatabaseTransaction,
    region_id: Uuid,
    name: &str,
    except: Uuid,
) -> Result<(), Failure> {
    let taken = department::Entity::find()
        .filter(department::Column::RegionId.eq(region_id))
        .filter(department::Column::Name.eq(name))
        .filter(department::Column::Id.ne(except))
        .count(transaction)
        .await?;
    if taken > 0 {
        return Err(Problem::new(
            UserErrorCode::Duplicate,
            "name",
            "该行政区划已有同名部门",
            "The region has a department of this name already",
        )
        .into());
    }
    Ok(())
}

/// Saves all of `row` as its next version, unless somebody was faster.
async fn save(transaction: &DatabaseTransaction, row: &mut department::Model) -> Result<(), Failure> {
    let saved = department::Entity::update_many()
        .set(department::ActiveModel {
            name: Set(row.name.clone()),
            short_name: Set(row.short_name.clone()),
            kind: Set(row.kind),
            liaison_name: Set(row.liaison_name.clone()),
            liaison_phone: Set(row.liaison_phone.clone()),
            active: Set(row.active),
            ..Default::default()
        })
        .col_expr(department::Column::Version, Expr::col(department::Column::Version).add(1))
        .filter(department::Column::Id.eq(row.id))
        .filter(department::Column::Version.eq(row.version))
        .exec(transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    row.version += 1;
    Ok(())
}

/// Makes a department findable.
///
/// # Errors
///
/// The database's.
pub async fn index(transaction: &impl ConnectionTrait, row: &department::Model) -> Result<(), DbErr> {
    search::index(transaction, SearchKind::Department, row.id, [row.name.as_str(), row.short_name.as_str()])
        .await
}

async fn commit(change: Change, action: &str, row: &department::Model) -> Result<(), Failure> {
    let record = Record {
        action: action.to_owned(),
        object_type: "Department",
        object_id: Some(row.id),
        detail: json!({ "name": row.name, "version": row.version }),
    };
    change.commit(record).await
}

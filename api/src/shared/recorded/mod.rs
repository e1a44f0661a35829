//! What departments record of their work: an outing, a training, a publicity event. Each is a row of one department,
//! on a day, perhaps within a joint action, with the departments that took part and what else hangs on it. What all
//! of them share is said here: which exist for whom, how they are read and listed, recorded and corrected. A domain
//! says its columns (`sight.rs`) and what is its own (`service.rs`).

mod amounts;
mod figures;
mod listing;
mod reading;
mod writing;

use async_graphql::Context;
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    department,
    enums::{EnteredWith, SearchKind},
};
use sea_orm::{
    Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PrimaryKeyTrait, QueryFilter, Related,
};
use uuid::Uuid;

use super::{
    caller::Caller,
    errors::{Failure, Problem},
    policy::{self, Act, Owner, Scope},
    scope::{self, Ownership},
};
pub use amounts::{RecordAmountInput, measure};
pub use figures::{Counting, Held};
pub use listing::{filtered, list};
pub use reading::{amounts, by_id, departments, part_by_id, parts};
pub use writing::{Draft, Recording, Saved, Written, correct, parts_of, record, record_within};

/// A table whose rows have a key of their own.
pub trait Keyed: EntityTrait<Model: Sync + 'static, PrimaryKey: PrimaryKeyTrait<ValueType = Uuid>> {
    /// The key's column.
    const ID: Self::Column;

    /// The key.
    fn id(row: &Self::Model) -> Uuid;
}

/// A table of records.
pub trait Recorded: Keyed<Model: IntoActiveModel<<Self as EntityTrait>::ActiveModel>> {
    /// The GraphQL type: `Training`, which `recordTraining` records and `correctTraining` corrects.
    const NAME: &'static str;
    /// As what it is found.
    const SEARCH: SearchKind;
    /// As what amounts are entered with it.
    const ENTERED_WITH: EnteredWith;
    /// What it is to record one or to correct it.
    const ACT: Act;
    /// The column with the region's key.
    const REGION_KEY: Self::Column;
    /// The column with the day by which they are listed.
    const DAY: Self::Column;
    /// The column that counts the changes.
    const VERSION: Self::Column;
    /// The links to the departments that took part, the one that recorded it among them.
    type Departments: Departments<Of = Self>;

    /// What every row says.
    fn base(row: &Self::Model) -> Base;
    /// The day by which it is listed.
    fn day(row: &Self::Model) -> NaiveDate;
    /// The joint action that it belongs to.
    fn action_id(row: &Self::Model) -> Option<Uuid>;
}

/// A table whose rows hang on a record, and are replaced with it.
pub trait Part:
    EntityTrait<Model: IntoActiveModel<<Self as EntityTrait>::ActiveModel> + Sync + 'static>
{
    /// The record's table.
    type Of: Recorded;
    /// The column that names the record.
    const OF: Self::Column;
    /// The column by which those of one record are sorted.
    const ORDER: Self::Column;

    /// The record's key.
    fn of(row: &Self::Model) -> Uuid;
}

/// The links of records to departments.
pub trait Departments: Part + Related<department::Entity> {
    /// The column that names the department.
    const DEPARTMENT: Self::Column;

    /// The link of the record with `id` to a department.
    fn link(id: Uuid, department_id: Uuid) -> Self::Model;
}

/// Says of a table that its rows are records: the GraphQL type, the table, its column with the day; the table of
/// links to departments, its column that names the record; as what it is found, and what it is to record one. The
/// columns that all of them have go by the same names.
macro_rules! recorded {
    (
        $name:literal in $table:ident by $day:ident ($Day:ident),
        with $links:ident by $of:ident ($Of:ident),
        found as $search:ident, recorded as $act:ident
    ) => {
        impl $crate::shared::recorded::Keyed for entity::$table::Entity {
            const ID: Self::Column = entity::$table::Column::Id;

            fn id(row: &Self::Model) -> uuid::Uuid {
                row.id
            }
        }

        impl $crate::shared::recorded::Recorded for entity::$table::Entity {
            const NAME: &'static str = $name;
            const SEARCH: entity::enums::SearchKind = entity::enums::SearchKind::$search;
            const ENTERED_WITH: entity::enums::EnteredWith = entity::enums::EnteredWith::$search;
            const ACT: $crate::shared::policy::Act = $crate::shared::policy::Act::$act;
            const REGION_KEY: Self::Column = entity::$table::Column::RegionKey;
            const DAY: Self::Column = entity::$table::Column::$Day;
            const VERSION: Self::Column = entity::$table::Column::Version;
            type Departments = entity::$links::Entity;

            fn base(row: &Self::Model) -> $crate::shared::recorded::Base {
                $crate::shared::recorded::Base {
                    id: row.id,
                    region_id: row.region_id,
                    region_key: row.region_key.clone(),
                    department_id: row.department_id,
                    recorded_by_id: row.recorded_by_id,
                    recorded_at: row.recorded_at,
                    version: row.version,
                }
            }

            fn day(row: &Self::Model) -> chrono::NaiveDate {
                row.$day
            }

            fn action_id(row: &Self::Model) -> Option<uuid::Uuid> {
                row.action_id
            }
        }

        impl $crate::shared::recorded::Part for entity::$links::Entity {
            type Of = entity::$table::Entity;
            const OF: Self::Column = entity::$links::Column::$Of;
            const ORDER: Self::Column = entity::$links::Column::DepartmentId;

            fn of(row: &Self::Model) -> uuid::Uuid {
                row.$of
            }
        }

        impl $crate::shared::recorded::Departments for entity::$links::Entity {
            const DEPARTMENT: Self::Column = entity::$links::Column::DepartmentId;

            fn link(id: uuid::Uuid, department_id: uuid::Uuid) -> Self::Model {
                Self::Model { $of: id, department_id }
            }
        }
    };
}
pub(crate) use recorded;

/// What every record says: whose it is, who recorded it and when, and how often it was changed.
#[derive(Clone, Debug)]
pub struct Base {
    /// The key.
    pub id: Uuid,
    /// The region of the department that recorded it.
    pub region_id: Uuid,
    /// That region's key.
    pub region_key: String,
    /// The department that recorded it.
    pub department_id: Uuid,
    /// Who recorded it.
    pub recorded_by_id: Uuid,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Counts the changes.
    pub version: i32,
}

/// The records that exist within `scope`.
pub fn visible<E: Recorded>(scope: &Scope) -> Condition {
    scope::condition::<E::Departments>(
        scope,
        Ownership {
            region_key: (E::default(), E::REGION_KEY),
            id: (E::default(), E::ID),
            link_row: <E::Departments as Part>::OF,
            link_department: <E::Departments as Departments>::DEPARTMENT,
        },
    )
}

/// Whose the record in `row` is.
pub fn owner<E: Recorded>(row: &E::Model) -> Owner {
    let Base { department_id, region_key, .. } = E::base(row);
    Owner { department_id, region_key }
}

/// Whether the viewer may correct the record in `row`.
///
/// # Errors
///
/// UNAUTHENTICATED.
pub fn may_correct<E: Recorded>(context: &Context<'_>, row: &E::Model) -> async_graphql::Result<bool> {
    Ok(policy::may(&Caller::of(context)?.viewer, E::ACT, &owner::<E>(row)))
}

/// The record with `id`, where it exists for `caller`.
///
/// # Errors
///
/// NOT_FOUND at `id`.
pub async fn load<E: Recorded>(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<E::Model, Failure> {
    let found = E::find_by_id(id).filter(visible::<E>(&caller.records())).one(db).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

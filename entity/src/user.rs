//! The table `users`.

use sea_orm::entity::prelude::*;

use crate::enums::Role;

/// A person, or a department's system, that signs in. Belongs to one department.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub department_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    /// Unique; what is typed to sign in.
    pub username: String,
    pub display_name: String,
    pub role: Role,
    /// An observer who sees the department's whole region, as leaders do.
    pub observes_region: bool,
    /// Argon2id in PHC form; none for one who cannot sign in by password.
    pub password_hash: Option<String>,
    pub must_change_password: bool,
    /// Until when the password works that was given out once; signing in with it uses it up.
    pub one_time_until: Option<DateTimeUtc>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// A disabled user cannot sign in, but stays named in what they did.
    pub active: bool,
    pub created_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(has_many)]
    pub certificates: HasMany<super::certificate::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

//! The table `departments`.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::enums::DepartmentKind;

/// A department (成员单位) of a region's leading group, or the region's coordination office (双打办).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "departments", model_attrs(derive(Deserialize)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    pub name: String,
    /// As tables and charts name it.
    pub short_name: String,
    pub kind: DepartmentKind,
    /// An office organises and sees its region's subtree; it does not itself inspect.
    pub is_coordination_office: bool,
    /// The liaison officer (联络员).
    pub liaison_name: Option<String>,
    pub liaison_phone: Option<String>,
    /// What the numbers of its documents begin with (机关代字): 岳市监.
    pub document_code: Option<String>,
    /// The place in lists: the order of the leading group's own roster.
    pub sort_order: i32,
    /// False once a reorganisation dissolved it; its records stay.
    pub active: bool,
    pub created_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "region_id", to = "id")]
    pub region: BelongsTo<super::region::Entity>,
    #[sea_orm(has_many)]
    pub hotlines: HasMany<super::hotline::Entity>,
    #[sea_orm(has_many)]
    pub users: HasMany<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

//! The table `party_departments`.

use sea_orm::entity::prelude::*;

/// What a department keeps of a party that it recorded or used, and so may see: its own particulars,
/// which no other department reads.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "party_departments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub party_id: Uuid,
    pub department_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    pub since: DateTimeUtc,
    /// What the department calls a person; none of a business, whose name is shared.
    pub name: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub legal_representative: Option<String>,
    /// The region in which it is.
    pub region_id: Option<Uuid>,
    pub remarks: Option<String>,
    /// A person's name without its way of writing; empty of a business. See `parties::rules::likeness`.
    pub name_key: String,
    /// The last digits of the telephone number; empty where there is none, absent until it is made.
    pub phone_key: Option<String>,
    /// The address without region and punctuation; empty where there is none.
    pub address_key: String,
    /// When it was last written.
    pub changed_at: DateTimeUtc,
    /// Counts the changes.
    pub version: i32,
    #[sea_orm(belongs_to, from = "party_id", to = "id")]
    pub party: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, from = "region_id", to = "id")]
    pub region: BelongsTo<Option<super::region::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

//! The table `parties`.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::enums::PartyKind;

/// A party (当事人, 市场主体): a business or a person, met in cases and inspections. This is the identity that
/// all departments share; what else is known of it, each department keeps as its own
/// ([`super::party_department`]).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "parties", model_attrs(derive(Deserialize)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: PartyKind,
    /// The name in force of a business ([`super::party_name`] has them all). A person's is not shared: see
    /// `parties::particulars::UNNAMED`.
    pub name: String,
    /// The name as compared: full width, case and spacing folded.
    pub folded_name: String,
    /// The name of a business without place, legal form and way of writing: likely twins share it; empty of
    /// a person. See `parties::rules::likeness`.
    pub name_key: String,
    /// Unified social credit code (统一社会信用代码, GB 32100-2015); unique.
    pub credit_code: Option<String>,
    /// A person's identity number, encrypted.
    pub id_number_cipher: Option<String>,
    /// Its keyed digest, to find it again; unique.
    pub id_number_digest: Option<String>,
    /// What of it is shown.
    pub id_number_masked: Option<String>,
    /// The region in which a business is registered, as its credit code says it.
    pub region_id: Option<Uuid>,
    /// The party that this twin became part of.
    pub merged_into_id: Option<Uuid>,
    /// Who recorded it.
    pub recorded_by_id: Uuid,
    /// When it was recorded.
    pub recorded_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "region_id", to = "id")]
    pub region: BelongsTo<Option<super::region::Entity>>,
    #[sea_orm(self_ref, relation_enum = "MergedInto", from = "merged_into_id", to = "id")]
    pub merged_into: BelongsTo<Option<Entity>>,
    #[sea_orm(belongs_to, relation_enum = "RecordedBy", from = "recorded_by_id", to = "id")]
    pub recorded_by: BelongsTo<super::user::Entity>,
    #[sea_orm(has_many)]
    pub departments: HasMany<super::party_department::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

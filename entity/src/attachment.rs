//! The table `attachments`.

use sea_orm::entity::prelude::*;

use crate::enums::EvidenceKind;

/// An attachment (附件, 证据): a file of a case. The file lies in the object store under its id and
/// digest. Never changed, never removed: a correction is a new row that names the old one.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachments")]
pub struct Model {
    /// Chosen by the client, so that sending again doubles nothing.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    /// The place in the case's catalogue (卷内目录), from 1.
    pub number: i32,
    pub kind: EvidenceKind,
    /// The file's name as it was given, without a path.
    pub name: String,
    /// By the file's content, not by its name.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// SHA-256 of the file, in hex.
    pub digest: String,
    /// The day on which it was obtained (取证日期).
    pub obtained_on: Date,
    /// What it proves or where it comes from; of a correction, why.
    pub note: Option<String>,
    /// The item of the same case that this one corrects.
    pub corrects_id: Option<Uuid>,
    pub uploaded_by_id: Uuid,
    pub uploaded_at: DateTimeUtc,
    /// The case's version once this was filed; none where that was before it was kept.
    pub case_version: Option<i32>,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(self_ref, relation_enum = "Corrects", from = "corrects_id", to = "id")]
    pub corrects: BelongsTo<Option<Entity>>,
    #[sea_orm(belongs_to, relation_enum = "UploadedBy", from = "uploaded_by_id", to = "id")]
    pub uploaded_by: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

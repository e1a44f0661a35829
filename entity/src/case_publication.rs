//! The table `case_publications`.

use sea_orm::entity::prelude::*;

/// A penalty as it is published (行政处罚信息公示): the text without what nobody outside may read.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_publications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    pub text: String,
    /// The day on which it was published first.
    pub published_on: Date,
    /// Where.
    pub place: Option<String>,
    /// Who published it, or corrected its text last.
    pub published_by_id: Uuid,
    pub recorded_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, from = "published_by_id", to = "id")]
    pub published_by: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

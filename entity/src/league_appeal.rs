//! The table `league_appeals`.

use sea_orm::entity::prelude::*;

use crate::enums::AppealState;

/// A department's appeal (申诉) against a point that it lost in the league by a case.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "league_appeals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose point it is.
    pub department_id: Uuid,
    /// Its region's key.
    pub region_key: String,
    /// By which term of the league: the indicator's code.
    pub indicator: String,
    /// By which case.
    pub case_id: Uuid,
    /// Why it should not count.
    pub ground: String,
    pub raised_by_id: Uuid,
    pub raised_at: DateTimeUtc,
    pub state: AppealState,
    /// What the office says.
    pub decision: Option<String>,
    pub decided_by_id: Option<Uuid>,
    pub decided_at: Option<DateTimeUtc>,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

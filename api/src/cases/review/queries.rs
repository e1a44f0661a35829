//! The list of amounts for legal review.

use async_graphql::{Context, Object, Result};
use entity::legal_review_amount;
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{service::visible, types::LegalReviewAmount};
use crate::shared::{caller::Caller, errors::internal, policy::Scope};

/// The amount with this key, for whoever sees records.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<LegalReviewAmount>> {
    if caller.records() == Scope::Nothing {
        return Ok(None);
    }
    let found =
        legal_review_amount::Entity::find_by_id(id).filter(visible(caller)).one(&caller.app.db.read).await;
    Ok(found.map_err(internal)?.map(LegalReviewAmount))
}

/// What can be asked about legal review.
#[derive(Default)]
pub struct LegalReviewQueries;

/// What can be asked about legal review.
#[Object]
impl LegalReviewQueries {
    /// The amounts from which on a case is reviewed before its decision: the platform's, those of regions above and
    /// the viewer's own, and for its office those made below; the latest first.
    async fn legal_review_amounts(&self, context: &Context<'_>) -> Result<Vec<LegalReviewAmount>> {
        let caller = Caller::of(context)?;
        if caller.records() == Scope::Nothing {
            return Ok(Vec::new());
        }
        let rows = legal_review_amount::Entity::find()
            .filter(visible(&caller))
            .order_by_desc(legal_review_amount::Column::ValidFrom)
            .order_by_asc(legal_review_amount::Column::Id)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        Ok(rows.into_iter().map(LegalReviewAmount).collect())
    }
}

//! Amounts for legal review as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result};
use entity::legal_review_amount;

use crate::{
    departments::types::{Region, region_of_rule},
    shared::{
        ids::{self, Kind},
        policy,
        values::{Date, Money},
        viewer,
    },
};

/// An amount from which on a case is reviewed before its decision.
pub struct LegalReviewAmount(pub legal_review_amount::Model);

/// From which amount on a case is reviewed before its decision (法制审核): dated data.
#[Object]
impl LegalReviewAmount {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::LegalReviewAmount, self.0.id)
    }

    /// Whose it is, which binds all below; none: the platform's.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// On what a region's own rests: the document (文号) that sets it; none of the platform's.
    async fn ground(&self) -> Option<&str> {
        self.0.ground.as_deref()
    }

    /// From which amount of business or illegal income on.
    async fn amount(&self) -> Money {
        Money { fen: self.0.fen }
    }

    /// The provisions on which it rests.
    async fn article(&self) -> &str {
        &self.0.article
    }

    /// The first day in force.
    async fn valid_from(&self) -> Date {
        Date(self.0.valid_from)
    }

    /// The last day in force; none while it is.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Whether the viewer keeps this amount: their region's own.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules_of(viewer::viewer(context)?, &self.0.region_key))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

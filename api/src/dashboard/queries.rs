//! The root field of the first page.

use async_graphql::{Context, Object, Result};

use super::{figures::Counts, types::Dashboard};
use crate::shared::{caller::Caller, errors::internal};

/// What can be asked about the viewer's work as a whole.
#[derive(Default)]
pub struct DashboardQueries;

/// What can be asked about the viewer's work as a whole.
#[Object]
impl DashboardQueries {
    /// The first page: what needs attention, and the viewer's numbers.
    async fn dashboard(&self, context: &Context<'_>) -> Result<Dashboard> {
        let caller = Caller::of(context)?;
        let counts = Counts::read(&caller.app.db.read, &caller.records(), &caller.viewer, caller.today())
            .await
            .map_err(internal)?;
        Ok(Dashboard { caller, counts })
    }
}

//! Root fields of accounts.

use async_graphql::{Context, Object, Result};

use super::types::{SignedInViewer, signed_in_viewer};
use crate::shared::viewer::viewer;

/// What can be asked about accounts.
#[derive(Default)]
pub struct UserQueries;

/// What can be asked about accounts.
#[Object]
impl UserQueries {
    /// Who is signed in, and what the interface may offer.
    async fn viewer(&self, context: &Context<'_>) -> Result<SignedInViewer> {
        signed_in_viewer(context, viewer(context)?).await
    }
}

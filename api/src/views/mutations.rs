//! Saving and removing views: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{service, types::SavedView};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
};
use entity::enums::ListName;

/// A view to save.
#[derive(InputObject)]
pub struct SaveViewInput {
    /// The client's own key for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// Of which list.
    list: ListName,
    /// What to call it, at most 30 characters; one's view of the same name is replaced.
    name: String,
    /// The query part of the list's address, at most 2000 characters.
    query: String,
}

/// The saved view, or what is wrong.
#[derive(SimpleObject)]
pub struct SaveViewPayload {
    /// The view.
    saved_view: Option<SavedView>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// A view to remove.
#[derive(InputObject)]
pub struct RemoveViewInput {
    /// The view.
    id: ID,
}

/// Whether the view was removed, or why not.
#[derive(SimpleObject)]
pub struct RemoveViewPayload {
    /// Whether it was removed.
    removed: bool,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done with saved views.
#[derive(Default)]
pub struct ViewMutations;

/// What can be done with saved views.
#[Object]
impl ViewMutations {
    /// Saves a view of a list for oneself.
    async fn save_view(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The view.")] input: SaveViewInput,
    ) -> Result<SaveViewPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let result = service::save(&caller, input.list, &input.name, &input.query, key).await;
        let (saved, errors) = caller.answer(result)?;
        Ok(SaveViewPayload { saved_view: saved.map(SavedView), errors })
    }

    /// Removes one of one's own views.
    async fn remove_view(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The view.")] input: RemoveViewInput,
    ) -> Result<RemoveViewPayload> {
        let caller = Caller::of(context)?;
        let result = service::remove(&caller, ids::named(Kind::SavedView, &input.id)).await;
        let (removed, errors) = caller.answer(result)?;
        Ok(RemoveViewPayload { removed: removed.is_some(), errors })
    }
}

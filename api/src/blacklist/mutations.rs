//! What the office can do to entries of the blacklist.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    queries,
    service::{self, Decision},
    types::BlacklistEntry,
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
    values::Date,
};
use entity::enums::BlacklistRemoval;

/// The party is told that it is to be listed, and may state its view.
#[derive(InputObject)]
pub struct GiveBlacklistNoticeInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The entry.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// When the party was told; not in the future.
    pub notified_on: Date,
    /// The number of the notice (告知书文号).
    pub document: String,
    /// The last day for its view, where no rule in force says it.
    pub statement_until: Option<Date>,
}

/// What the party stated.
#[derive(InputObject)]
pub struct RecordBlacklistStatementInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The entry.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// When it was stated; not in the future.
    pub stated_on: Date,
    /// What was stated.
    pub statement: String,
}

/// The decision to list the party.
#[derive(InputObject)]
pub struct ListOnBlacklistInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The entry.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The first day on the list; after the time for the party's view.
    pub listed_on: Date,
    /// The number of the decision (列入决定书文号).
    pub document: String,
}

/// The listing was published.
#[derive(InputObject)]
pub struct PublishBlacklistingInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The entry.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// When; not in the future.
    pub published_on: Date,
}

/// The decision not to list the party.
#[derive(InputObject)]
pub struct DismissBlacklistProposalInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The entry.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// When it was decided; not in the future, and today where nothing is said.
    pub dismissed_on: Option<Date>,
    /// Why not.
    pub reason: String,
}

/// The decision to take the party off the list.
#[derive(InputObject)]
pub struct RemoveFromBlacklistInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The entry.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// When; not in the future.
    pub removed_on: Date,
    /// Why.
    pub removal: BlacklistRemoval,
    /// In words; needed unless the time expired.
    pub ground: Option<String>,
    /// The number of the decision.
    pub document: Option<String>,
}

/// The entry, or what is wrong.
#[derive(SimpleObject)]
pub struct GiveBlacklistNoticePayload {
    /// The entry; beside a CONFLICT, as it is now.
    pub entry: Option<BlacklistEntry>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The entry, or what is wrong.
#[derive(SimpleObject)]
pub struct RecordBlacklistStatementPayload {
    /// The entry; beside a CONFLICT, as it is now.
    pub entry: Option<BlacklistEntry>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The entry, or what is wrong.
#[derive(SimpleObject)]
pub struct ListOnBlacklistPayload {
    /// The entry; beside a CONFLICT, as it is now.
    pub entry: Option<BlacklistEntry>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The entry, or what is wrong.
#[derive(SimpleObject)]
pub struct PublishBlacklistingPayload {
    /// The entry; beside a CONFLICT, as it is now.
    pub entry: Option<BlacklistEntry>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The entry, or what is wrong.
#[derive(SimpleObject)]
pub struct DismissBlacklistProposalPayload {
    /// The entry; beside a CONFLICT, as it is now.
    pub entry: Option<BlacklistEntry>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The entry, or what is wrong.
#[derive(SimpleObject)]
pub struct RemoveFromBlacklistPayload {
    /// The entry; beside a CONFLICT, as it is now.
    pub entry: Option<BlacklistEntry>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What the office can do to entries of the blacklist.
#[derive(Default)]
pub struct BlacklistMutations;

/// What the office can do to entries of the blacklist.
#[Object]
impl BlacklistMutations {
    /// Tells the party that it is to be listed; its time to state its view begins.
    async fn give_blacklist_notice(
        &self,
        context: &Context<'_>,
        input: GiveBlacklistNoticeInput,
    ) -> Result<GiveBlacklistNoticePayload> {
        let decision = Decision::Notify {
            on: input.notified_on.0,
            document: input.document,
            until: input.statement_until.map(|until| until.0),
        };
        let key = input.idempotency_key;
        let (entry, errors) = decided(context, &input.id, input.version, key, decision).await?;
        Ok(GiveBlacklistNoticePayload { entry, errors })
    }

    /// Writes down what the party stated.
    async fn record_blacklist_statement(
        &self,
        context: &Context<'_>,
        input: RecordBlacklistStatementInput,
    ) -> Result<RecordBlacklistStatementPayload> {
        let decision = Decision::Hear { on: input.stated_on.0, statement: input.statement };
        let key = input.idempotency_key;
        let (entry, errors) = decided(context, &input.id, input.version, key, decision).await?;
        Ok(RecordBlacklistStatementPayload { entry, errors })
    }

    /// Lists the party, for as long as the rule says.
    async fn list_on_blacklist(
        &self,
        context: &Context<'_>,
        input: ListOnBlacklistInput,
    ) -> Result<ListOnBlacklistPayload> {
        let decision = Decision::List { on: input.listed_on.0, document: input.document };
        let key = input.idempotency_key;
        let (entry, errors) = decided(context, &input.id, input.version, key, decision).await?;
        Ok(ListOnBlacklistPayload { entry, errors })
    }

    /// Writes down that the listing was published.
    async fn publish_blacklisting(
        &self,
        context: &Context<'_>,
        input: PublishBlacklistingInput,
    ) -> Result<PublishBlacklistingPayload> {
        let decision = Decision::Publish { on: input.published_on.0 };
        let key = input.idempotency_key;
        let (entry, errors) = decided(context, &input.id, input.version, key, decision).await?;
        Ok(PublishBlacklistingPayload { entry, errors })
    }

    /// Decides not to list the party.
    async fn dismiss_blacklist_proposal(
        &self,
        context: &Context<'_>,
        input: DismissBlacklistProposalInput,
    ) -> Result<DismissBlacklistProposalPayload> {
        let on = input.dismissed_on.map_or(Caller::of(context)?.today(), |day| day.0);
        let decision = Decision::Dismiss { on, reason: input.reason };
        let key = input.idempotency_key;
        let (entry, errors) = decided(context, &input.id, input.version, key, decision).await?;
        Ok(DismissBlacklistProposalPayload { entry, errors })
    }

    /// Takes the party off the list: its time expired, its credit was restored, or the listing is revoked.
    async fn remove_from_blacklist(
        &self,
        context: &Context<'_>,
        input: RemoveFromBlacklistInput,
    ) -> Result<RemoveFromBlacklistPayload> {
        let decision = Decision::Remove {
            on: input.removed_on.0,
            removal: input.removal,
            ground: input.ground,
            document: input.document,
        };
        let key = input.idempotency_key;
        let (entry, errors) = decided(context, &input.id, input.version, key, decision).await?;
        Ok(RemoveFromBlacklistPayload { entry, errors })
    }
}

/// Decides, and answers what a payload carries: beside a conflict, the entry as it is now.
async fn decided(
    context: &Context<'_>,
    id: &ID,
    version: i32,
    key: Option<ID>,
    decision: Decision,
) -> Result<(Option<BlacklistEntry>, Vec<UserError>)> {
    let (caller, key) = Caller::acting(context, &key)?;
    let id = ids::named(Kind::BlacklistEntry, id);
    let result = service::decide(&caller, id, version, decision, key).await;
    caller.answer_or(result.map(BlacklistEntry), queries::find(&caller, id)).await
}

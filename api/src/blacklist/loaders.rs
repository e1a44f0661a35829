//! Batched reads of the blacklist.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{blacklist_entry, blacklist_entry_case, blacklist_rule, case};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::sight::{listed_on, visible};
use crate::{
    cases,
    shared::{
        errors::LoadError,
        loaders::{Batch, grouped},
        policy::{self, Subject},
    },
};

/// The entry by which a party is on the list today. The list is public: whoever sees the party sees that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListingOf(pub Uuid);

impl Loader<ListingOf> for Batch {
    type Value = blacklist_entry::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[ListingOf]) -> Result<HashMap<ListingOf, Self::Value>, LoadError> {
        let rows = blacklist_entry::Entity::find()
            .filter(blacklist_entry::Column::PartyId.is_in(keys.iter().map(|key| key.0)))
            .filter(listed_on(self.app.clock.today()))
            .order_by_asc(blacklist_entry::Column::ListedUntil)
            .all(&self.app.db.read)
            .await?;
        // The one that lasts longest stays.
        Ok(rows.into_iter().map(|row| (ListingOf(row.party_id), row)).collect())
    }
}

/// The entries of a party that the viewer may see, the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntriesOf(pub Uuid);

impl Loader<EntriesOf> for Batch {
    type Value = Vec<blacklist_entry::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[EntriesOf]) -> Result<HashMap<EntriesOf, Self::Value>, LoadError> {
        let rows = blacklist_entry::Entity::find()
            .filter(blacklist_entry::Column::PartyId.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .order_by_desc(blacklist_entry::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| EntriesOf(row.party_id)))
    }
}

/// The cases behind an entry that the viewer may see, the latest closed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CasesBehind(pub Uuid);

impl Loader<CasesBehind> for Batch {
    type Value = Vec<case::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[CasesBehind]) -> Result<HashMap<CasesBehind, Self::Value>, LoadError> {
        let rows = blacklist_entry_case::Entity::find()
            .find_also_related(case::Entity)
            .filter(blacklist_entry_case::Column::EntryId.is_in(keys.iter().map(|key| key.0)))
            .filter(cases::sight::visible(&policy::scope(&self.viewer, Subject::Records)))
            .order_by_desc(case::Column::ClosedOn)
            .order_by_asc(case::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut behind: HashMap<CasesBehind, Self::Value> = HashMap::new();
        for (link, case) in rows {
            behind.entry(CasesBehind(link.entry_id)).or_default().extend(case);
        }
        Ok(behind)
    }
}

/// A rule by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RuleById(pub Uuid);

impl Loader<RuleById> for Batch {
    type Value = blacklist_rule::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[RuleById]) -> Result<HashMap<RuleById, Self::Value>, LoadError> {
        let rows = blacklist_rule::Entity::find()
            .filter(blacklist_rule::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (RuleById(row.id), row)).collect())
    }
}

/// An entry by its key, as the viewer may know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntryById(pub Uuid);

impl Loader<EntryById> for Batch {
    type Value = blacklist_entry::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[EntryById]) -> Result<HashMap<EntryById, Self::Value>, LoadError> {
        let rows = blacklist_entry::Entity::find()
            .filter(blacklist_entry::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (EntryById(row.id), row)).collect())
    }
}

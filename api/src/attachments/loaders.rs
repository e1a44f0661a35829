//! Batched reads of files' entries.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{attachment, case_event_attachment, enums::ReferralItemKind, referral_item_attachment};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::sight::visible;
use crate::shared::{
    errors::LoadError,
    loaders::Batch,
    policy::{self, Subject},
};

/// A file's entry by its key, if the viewer may see its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttachmentById(pub Uuid);

impl Loader<AttachmentById> for Batch {
    type Value = attachment::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[AttachmentById]) -> Result<HashMap<AttachmentById, Self::Value>, LoadError> {
        let rows = attachment::Entity::find()
            .filter(attachment::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (AttachmentById(row.id), row)).collect())
    }
}

/// The item that corrects the one with this key; of a case that the viewer sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CorrectionOf(pub Uuid);

impl Loader<CorrectionOf> for Batch {
    type Value = attachment::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[CorrectionOf]) -> Result<HashMap<CorrectionOf, Self::Value>, LoadError> {
        let rows = attachment::Entity::find()
            .filter(attachment::Column::CorrectsId.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().filter_map(|row| Some((CorrectionOf(row.corrects_id?), row))).collect())
    }
}

/// The files on which a line of a case's history rests, in their order; of a case that the viewer sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttachedTo(pub Uuid);

impl Loader<AttachedTo> for Batch {
    type Value = Vec<attachment::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[AttachedTo]) -> Result<HashMap<AttachedTo, Self::Value>, LoadError> {
        let rows = case_event_attachment::Entity::find()
            .find_also_related(attachment::Entity)
            .filter(case_event_attachment::Column::EventId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(case_event_attachment::Column::Ordinal)
            .all(&self.app.db.read)
            .await?;
        let mut found: HashMap<_, Vec<_>> = HashMap::new();
        for (link, file) in rows {
            found.entry(AttachedTo(link.event_id)).or_default().extend(file);
        }
        Ok(found)
    }
}

/// The files of a referral's package by item, in their order; of a referral that the viewer sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttachedToItemsOf(pub Uuid);

impl Loader<AttachedToItemsOf> for Batch {
    type Value = Vec<(ReferralItemKind, attachment::Model)>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[AttachedToItemsOf],
    ) -> Result<HashMap<AttachedToItemsOf, Self::Value>, LoadError> {
        let rows = referral_item_attachment::Entity::find()
            .find_also_related(attachment::Entity)
            .filter(referral_item_attachment::Column::ReferralId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(referral_item_attachment::Column::Ordinal)
            .all(&self.app.db.read)
            .await?;
        let mut found: HashMap<_, Vec<_>> = HashMap::new();
        for (link, file) in rows {
            let files = found.entry(AttachedToItemsOf(link.referral_id)).or_default();
            files.extend(file.map(|file| (link.kind, file)));
        }
        Ok(found)
    }
}

/// The item of the same case with the same bytes as this one's that was filed first; of a case that the
/// viewer sees.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SameContentAs {
    /// The case.
    pub case_id: Uuid,
    /// The bytes' digest.
    pub digest: String,
    /// The item's own number: only what was filed before it is meant.
    pub number: i32,
}

impl Loader<SameContentAs> for Batch {
    type Value = attachment::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[SameContentAs]) -> Result<HashMap<SameContentAs, Self::Value>, LoadError> {
        let rows = attachment::Entity::find()
            .filter(attachment::Column::CaseId.is_in(keys.iter().map(|key| key.case_id)))
            .filter(attachment::Column::Digest.is_in(keys.iter().map(|key| key.digest.as_str())))
            .order_by_desc(attachment::Column::Number)
            .all(&self.app.db.read)
            .await?;
        let first: HashMap<_, _> =
            rows.into_iter().map(|row| ((row.case_id, row.digest.clone()), row)).collect();
        let found = keys.iter().filter_map(|key| {
            let row = first.get(&(key.case_id, key.digest.clone()))?;
            (row.number < key.number).then(|| (key.clone(), row.clone()))
        });
        Ok(found.collect())
    }
}

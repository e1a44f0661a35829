//! Documents and items as GraphQL shows them, without what a document says.

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{
    bulletin_item,
    enums::{OfficeDocumentKind, OfficeDocumentState},
    office_document, office_document_receipt,
};

use super::{
    loaders::ReceiptsOf,
    service,
    sight::{is_sent_to_viewer, owner},
};
use crate::{
    departments::types::{Department, Region, department_by_id, region_of_rule},
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        policy::{self, Act, Owner},
        values::{Date, DateRange},
        viewer,
    },
    users::types::{Person, person_by_id},
};

/// A document.
pub struct OfficeDocument(pub office_document::Model);

/// What an office issues as a text with figures: a work summary (工作总结) or a bulletin (工作简报). What it says is its text's.
#[Object]
impl OfficeDocument {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::OfficeDocument, self.0.id)
    }

    /// Counts the changes; a mutation names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// What it is.
    async fn kind(&self) -> OfficeDocumentKind {
        self.0.kind
    }

    /// The title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// To whom it is addressed (主送).
    async fn addressee(&self) -> Option<&str> {
        self.0.addressee.as_deref()
    }

    /// The region of which it speaks.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// The office that writes it.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// The days of which its figures speak.
    async fn period(&self) -> DateRange {
        DateRange { from: Date(self.0.period_from), to: Date(self.0.period_to) }
    }

    /// Where it stands.
    async fn state(&self) -> OfficeDocumentState {
        self.0.state
    }

    /// Its number as it is printed, 〔2026〕第3期; null of a draft.
    async fn number(&self) -> Option<String> {
        service::number(&self.0)
    }

    /// The moment of which its figures speak; null of a draft, which speaks of now.
    async fn counted_at(&self) -> Option<DateTime<Utc>> {
        self.0.counted_at
    }

    /// The day of its issue.
    async fn issued_on(&self) -> Option<Date> {
        self.0.issued_on.map(Date)
    }

    /// Who issued it.
    async fn issued_by(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.0.issued_by_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Who began it.
    async fn recorded_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.recorded_by_id).await
    }

    /// Who confirmed its receipt (签收), the first first: of a department's people, their own department alone.
    async fn receipts(&self, context: &Context<'_>) -> Result<Vec<OfficeDocumentReceipt>> {
        let caller = Caller::of(context)?;
        let rows = loaders::of(context)?.load_one(ReceiptsOf(self.0.id)).await.map_err(internal)?;
        let own = |row: &office_document_receipt::Model| match caller.records() {
            policy::Scope::Department(id) => row.department_id == id,
            _ => true,
        };
        Ok(rows.unwrap_or_default().into_iter().filter(own).map(OfficeDocumentReceipt).collect())
    }

    /// Whether the viewer can revise it, and issue it.
    async fn viewer_can_revise(&self, context: &Context<'_>) -> Result<bool> {
        let may = policy::may(viewer::viewer(context)?, Act::WriteOfficeDocument, &owner(&self.0));
        Ok(may && self.0.state == OfficeDocumentState::Draft)
    }

    /// Whether the viewer's department is still to confirm its receipt, by the viewer among others.
    async fn viewer_can_acknowledge(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        let may = policy::may(viewer, Act::AnswerOfficeDocument, &Owner::own(viewer));
        if !may || self.0.state == OfficeDocumentState::Draft || !is_sent_to_viewer(&self.0, viewer) {
            return Ok(false);
        }
        let rows = loaders::of(context)?.load_one(ReceiptsOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().iter().all(|row| row.department_id != viewer.department_id))
    }
}

/// That a department received a document.
pub struct OfficeDocumentReceipt(office_document_receipt::Model);

/// That a department received a document (签收).
#[Object]
impl OfficeDocumentReceipt {
    /// The department.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// Who confirmed it.
    async fn received_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.received_by_id).await
    }

    /// When.
    async fn received_at(&self) -> DateTime<Utc> {
        self.0.received_at
    }
}

/// What a department offers for the bulletin.
pub struct BulletinItem(pub bulletin_item::Model);

/// What a department offers its office for the bulletin (简报稿件).
#[Object]
impl BulletinItem {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::BulletinItem, self.0.id)
    }

    /// The title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// The text.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// The department.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// Who offered it.
    async fn offered_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.offered_by_id).await
    }

    /// When.
    async fn offered_at(&self) -> DateTime<Utc> {
        self.0.offered_at
    }

    /// Whether an issued document uses it.
    async fn used(&self) -> bool {
        self.0.used_in_id.is_some()
    }
}

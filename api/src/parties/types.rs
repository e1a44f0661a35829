//! Parties as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object, Result};
use entity::{enums, inspected_premises, inspection, party};
use sea_orm::{ColumnTrait, Condition, sea_query::Query};
use uuid::Uuid;

use super::loaders::PartyById;
use crate::{
    cases::{self, types::Case},
    departments::types::{Region, region_by_id},
    inspections::{self, types::Inspection},
    shared::{
        errors::internal,
        ids::{self, Kind},
        loaders,
        pagination::{Listing, Page},
        policy::{self, Act, Owner},
        values::CreditCode,
        viewer,
    },
};

/// What a party is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::PartyKind")]
pub enum PartyKind {
    /// 市场主体
    Business,
    /// 个人
    Person,
}

/// A party.
pub struct Party(pub party::Model);

/// The party with `id`, if the viewer may see it.
pub async fn party_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Party>> {
    let row = loaders::of(context)?.load_one(PartyById(id)).await.map_err(internal)?;
    Ok(row.map(Party))
}

/// A party (当事人, 市场主体): a business or a person, met in cases and inspections.
#[Object]
impl Party {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Party, self.0.id)
    }

    /// What it is.
    async fn kind(&self) -> PartyKind {
        self.0.kind.into()
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The unified social credit code (统一社会信用代码).
    async fn credit_code(&self) -> Option<CreditCode> {
        self.0.credit_code.clone().map(CreditCode)
    }

    /// A person's identity number, all but its ends hidden.
    async fn id_number_masked(&self) -> Option<&str> {
        self.0.id_number_masked.as_deref()
    }

    /// The address.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// The telephone number.
    async fn phone(&self) -> Option<&str> {
        self.0.phone.as_deref()
    }

    /// The legal representative (法定代表人) of a business.
    async fn legal_representative(&self) -> Option<&str> {
        self.0.legal_representative.as_deref()
    }

    /// The region in which it is.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        match self.0.region_id {
            Some(id) => region_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// The viewer's cases with it; the latest received first.
    async fn cases(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
    ) -> Result<Listing<Case>> {
        let page = Page::new(context, first, after, last, before)?;
        cases::queries::list_of_party(context, page, self.0.id).await
    }

    /// The viewer's inspections of its premises; the latest first.
    async fn inspections(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
    ) -> Result<Listing<Inspection>> {
        let page = Page::new(context, first, after, last, before)?;
        let visits = Query::select()
            .column(inspected_premises::Column::InspectionId)
            .from(inspected_premises::Entity)
            .and_where(inspected_premises::Column::PartyId.eq(self.0.id))
            .to_owned();
        let visited = Condition::all().add(inspection::Column::Id.in_subquery(visits));
        inspections::queries::list(context, page, visited, true).await
    }

    /// Whether the viewer may revise it.
    async fn viewer_can_revise(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        Ok(policy::may(viewer, Act::RegisterParty, &Owner::own(viewer)))
    }

    /// Whether the viewer may read its identity number in full, with `revealIdentityNumber`.
    async fn viewer_can_reveal_identity_number(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        let may = policy::may(viewer, Act::RevealIdentityNumber, &Owner::own(viewer));
        Ok(self.0.id_number_cipher.is_some() && may)
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

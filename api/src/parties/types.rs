//! Parties as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use entity::{enums, inspected_premises, inspection, party, seizure};
use sea_orm::{ColumnTrait, Condition, sea_query::Query};
use uuid::Uuid;

use super::{
    loaders::{MergedInto, PartyById, TwinsOf},
    rules::likeness::Common,
    twins::Twin,
};
use crate::{
    blacklist::{
        loaders::{EntriesOf, ListingOf},
        types::{BlacklistEntry, PartyListing},
    },
    cases::{self, types::Case},
    deconfliction::{loaders::PairsOfParty, types::Deconfliction},
    departments::types::{Region, region_by_id},
    inspections::{self, types::Inspection},
    seizures::{
        self,
        queries::{SeizureOrder, SeizureOrderField},
        types::Seizure,
    },
    shared::{
        errors::internal,
        ids::{self, Kind},
        loaders,
        pagination::{Listing, Page},
        policy::{self, Act, Owner},
        shape::{Element, Leaf, Shaped},
        values::{CreditCode, OrderDirection},
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

/// What two parties have in common.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "Common")]
pub enum PartyLikeness {
    /// The same name, in whatever characters and width.
    Name,
    /// The same name but for place and legal form.
    SimilarName,
    /// The same telephone number.
    Phone,
    /// The same address.
    Address,
    /// The same legal representative.
    Representative,
}

/// A party that may be the same as another.
#[derive(SimpleObject)]
pub struct LikelyTwin {
    /// The other party.
    pub party: Party,
    /// What the two have in common.
    pub common: Vec<PartyLikeness>,
}

impl From<Twin> for LikelyTwin {
    fn from(twin: Twin) -> Self {
        Self { party: Party(twin.party), common: twin.common.into_iter().map(PartyLikeness::from).collect() }
    }
}

/// A party.
pub struct Party(pub party::Model);

/// The columns of a field of [`Party`] that is no more than them.
pub fn party_leaf(field: &str) -> Option<Leaf<party::Column>> {
    use party::Column as C;
    Some(match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::Party)),
        "kind" => Leaf::plain(C::Kind),
        "name" => Leaf::plain(C::Name),
        "creditCode" => Leaf::plain(C::CreditCode),
        "idNumberMasked" => Leaf::plain(C::IdNumberMasked),
        "address" => Leaf::plain(C::Address),
        "phone" => Leaf::plain(C::Phone),
        "legalRepresentative" => Leaf::plain(C::LegalRepresentative),
        "version" => Leaf::plain(C::Version),
        _ => return None,
    })
}

/// The party with `id`, if the viewer may see it.
pub async fn party_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Party>> {
    let row = loaders::of(context)?.load_one(PartyById(id)).await.map_err(internal)?;
    Ok(row.map(Party))
}

/// A party (当事人, 市场主体): a business or a person, met in cases and inspections.
#[Object(serial)]
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
    ) -> Result<Listing<Shaped<Case>>> {
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
        inspections::queries::list(context, page, visited, true, None).await
    }

    /// What was seized from it in the viewer's cases; the latest first.
    async fn seizures(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
    ) -> Result<Listing<Seizure>> {
        let page = Page::new(context, first, after, last, before)?;
        let from = Condition::all().add(seizure::Column::PartyId.eq(self.0.id));
        let latest = SeizureOrder { field: SeizureOrderField::TakenOn, direction: OrderDirection::Desc };
        seizures::queries::list(context, page, from, Some(latest), None).await
    }

    /// That it is on the blacklist (严重违法失信名单) today; none where it is not.
    async fn listing(&self, context: &Context<'_>) -> Result<Option<PartyListing>> {
        let row = loaders::of(context)?.load_one(ListingOf(self.0.id)).await.map_err(internal)?;
        Ok(row.as_ref().and_then(PartyListing::of))
    }

    /// Its entries of the blacklist, proposals and removed ones included, as the viewer may know of them;
    /// the latest first.
    async fn blacklist_entries(&self, context: &Context<'_>) -> Result<Vec<BlacklistEntry>> {
        let rows = loaders::of(context)?.load_one(EntriesOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(BlacklistEntry).collect())
    }

    /// The departments that both handle it now (案件撞线), as the viewer may know of them; the latest first.
    async fn deconflictions(&self, context: &Context<'_>) -> Result<Vec<Deconfliction>> {
        let rows = loaders::of(context)?.load_one(PairsOfParty(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Deconfliction).collect())
    }

    /// The parties that it may be the same as, among those that the viewer may see; the likeliest first.
    async fn likely_twins(&self, context: &Context<'_>) -> Result<Vec<LikelyTwin>> {
        let twins = loaders::of(context)?.load_one(TwinsOf(self.0.id)).await.map_err(internal)?;
        Ok(twins.unwrap_or_default().into_iter().map(LikelyTwin::from).collect())
    }

    /// The names under which it was recorded a second time, before the office merged them.
    async fn merged_names(&self, context: &Context<'_>) -> Result<Vec<String>> {
        let merged = loaders::of(context)?.load_one(MergedInto(self.0.id)).await.map_err(internal)?;
        Ok(merged.unwrap_or_default().into_iter().map(|row| row.name).collect())
    }

    /// Whether the viewer may merge it with its twins.
    async fn viewer_can_merge(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        Ok(policy::may(viewer, Act::MergeParties, &Owner::own(viewer)))
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

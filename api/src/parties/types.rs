//! Parties as GraphQL shows them.

use async_graphql::{ComplexObject, Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{
    enums::PartyKind, inspected_premises, inspection, party, party_department, party_name, seizure,
};
use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Expr, Func, Query},
};
use uuid::Uuid;
use vocabulary::{PartyLikeness, SeizureOrderField};

use super::{
    loaders::{IsNamed, LinkedTo, MergedInto, NamesOf, ParticularsOf, PartyById, TwinsOf},
    particulars, revising,
    rules::naming::may_rename,
    twins::Twin,
};
use crate::{
    blacklist::{
        loaders::{EntriesOf, ListingOf},
        types::{BlacklistEntry, PartyListing},
    },
    cases::{self, types::Case},
    deconfliction::{loaders::PairsOfParty, types::Deconfliction},
    departments::{
        loaders::RegionById,
        types::{Department, Region, department_by_id, region_by_id},
    },
    inspections::{self, types::Inspection},
    seizures::{self, queries::SeizureOrder, types::Seizure},
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        pagination::{Listing, Page},
        policy::{self, Act, Owner, Scope},
        rows::Rows,
        shape::{Element, Leaf, Read, Shaped},
        values::{CreditCode, Date, OrderDirection},
        viewer,
    },
};

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
        Self { party: Party(twin.party), common: twin.common.into_iter().collect() }
    }
}

/// A party.
pub struct Party(pub party::Model);

/// How a field of [`Party`] is read that is no more than columns: of the party, or of what those within
/// `scope` keep of it.
pub fn party_leaf(rows: Rows, scope: &Scope, field: &str) -> Option<Read> {
    use party::Column as C;
    use party_department::Column as P;
    let kept = |column| Some((particulars::shown(scope, column).into(), Element::Plain));
    let leaf = match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::Party)),
        "kind" => Leaf::plain(C::Kind),
        "creditCode" => Leaf::plain(C::CreditCode),
        "idNumberMasked" => Leaf::plain(C::IdNumberMasked),
        "name" => {
            let own: Expr = particulars::shown(scope, P::Name).into();
            return Some((Func::coalesce([own, rows.column(C::Name)]).into(), Element::Plain));
        }
        "address" => return kept(P::Address),
        "phone" => return kept(P::Phone),
        "legalRepresentative" => return kept(P::LegalRepresentative),
        "remarks" => return kept(P::Remarks),
        _ => return None,
    };
    Some(leaf.read(rows))
}

/// What a department keeps of a party, as its own.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct PartyParticulars {
    #[graphql(skip)]
    row: party_department::Model,
    /// What the department calls a person; none of a business, whose name is shared.
    name: Option<String>,
    /// The address.
    address: Option<String>,
    /// The telephone number.
    phone: Option<String>,
    /// The legal representative (法定代表人) of a business.
    legal_representative: Option<String>,
    /// What else there is to say.
    remarks: Option<String>,
    /// Since when the department knows the party.
    since: DateTime<Utc>,
    /// When it was last written.
    changed_at: DateTime<Utc>,
}

impl From<party_department::Model> for PartyParticulars {
    fn from(row: party_department::Model) -> Self {
        let kept = row.clone();
        Self {
            name: row.name,
            address: row.address,
            phone: row.phone,
            legal_representative: row.legal_representative,
            remarks: row.remarks,
            since: row.since,
            changed_at: row.changed_at,
            row: kept,
        }
    }
}

#[ComplexObject]
impl PartyParticulars {
    /// Whose it is.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.row.department_id).await
    }

    /// The region in which the party is.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        match self.row.region_id {
            Some(id) => region_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }
}

/// A name of a business, from a day on.
#[derive(SimpleObject)]
pub struct PartyName {
    /// The name.
    name: String,
    /// The first day.
    valid_from: Date,
    /// When it was recorded.
    recorded_at: DateTime<Utc>,
}

impl From<party_name::Model> for PartyName {
    fn from(row: party_name::Model) -> Self {
        Self { name: row.name, valid_from: Date(row.valid_from), recorded_at: row.recorded_at }
    }
}

/// The party with `id`, if something shows it to the viewer.
pub async fn party_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Party>> {
    let row = loaders::of(context)?.load_one(PartyById(id)).await.map_err(internal)?;
    Ok(row.map(Party))
}

impl Party {
    /// What the viewer may read of what departments keep of it, the last written first.
    async fn kept(&self, context: &Context<'_>) -> Result<Vec<party_department::Model>> {
        let rows = loaders::of(context)?.load_one(ParticularsOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default())
    }

    /// What is shown of that: what was written last.
    async fn last(&self, context: &Context<'_>) -> Result<Option<party_department::Model>> {
        Ok(self.kept(context).await?.into_iter().next())
    }
}

/// A party (当事人, 市场主体): a business or a person, met in cases and inspections. All departments share its
/// kind, its credit code or that there is such a person, and the name of a business. Everything else is what
/// a department keeps as its own, and what is shown of that is what was written last among what the viewer
/// may read: their own department's, for an office those of the departments of its region and below.
#[Object(serial)]
impl Party {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Party, self.0.id)
    }

    /// What it is.
    async fn kind(&self) -> PartyKind {
        self.0.kind
    }

    /// The name in force of a business, which is shared; a person's as those call them whose particulars the
    /// viewer may read, else 个人. A case shows the name as of its acts: see `CaseParty.name`.
    async fn name(&self, context: &Context<'_>) -> Result<String> {
        if self.0.kind == PartyKind::Business {
            return Ok(self.0.name.clone());
        }
        Ok(particulars::name(&self.0, &self.kept(context).await?).to_owned())
    }

    /// The dated names of a business (曾用名), the last first; of a person, whose name is not shared, none.
    async fn names(&self, context: &Context<'_>) -> Result<Vec<PartyName>> {
        let rows = loaders::of(context)?.load_one(NamesOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().rev().map(PartyName::from).collect())
    }

    /// What departments keep of it, as the viewer may read it: the last written first.
    async fn particulars(&self, context: &Context<'_>) -> Result<Vec<PartyParticulars>> {
        Ok(self.kept(context).await?.into_iter().map(PartyParticulars::from).collect())
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
    async fn address(&self, context: &Context<'_>) -> Result<Option<String>> {
        Ok(self.last(context).await?.and_then(|row| row.address))
    }

    /// The telephone number.
    async fn phone(&self, context: &Context<'_>) -> Result<Option<String>> {
        Ok(self.last(context).await?.and_then(|row| row.phone))
    }

    /// The legal representative (法定代表人) of a business.
    async fn legal_representative(&self, context: &Context<'_>) -> Result<Option<String>> {
        Ok(self.last(context).await?.and_then(|row| row.legal_representative))
    }

    /// What else there is to say.
    async fn remarks(&self, context: &Context<'_>) -> Result<Option<String>> {
        Ok(self.last(context).await?.and_then(|row| row.remarks))
    }

    /// The region in which it is.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        match self.last(context).await?.and_then(|row| row.region_id) {
            Some(id) => region_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// The region in which a business is registered, as its credit code says it; that region's office may
    /// always change the shared name. None where the platform does not know it.
    async fn registered_in(&self, context: &Context<'_>) -> Result<Option<Region>> {
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
        inspections::queries::list(context, page, visited).await
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
        let loaders = loaders::of(context)?;
        let merged = loaders.load_one(MergedInto(self.0.id)).await.map_err(internal)?.unwrap_or_default();
        let kept = loaders.load_many(merged.iter().map(|row| ParticularsOf(row.id)));
        let kept = kept.await.map_err(internal)?;
        let name = |row: &party::Model| match row.kind {
            PartyKind::Business => Some(row.name.clone()),
            PartyKind::Person => kept.get(&ParticularsOf(row.id))?.first()?.name.clone(),
        };
        Ok(merged.iter().filter_map(name).collect())
    }

    /// Whether the viewer may merge it with its twins.
    async fn viewer_can_merge(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        Ok(policy::may(viewer, Act::MergeParties, &Owner::own(viewer)))
    }

    /// Whether the viewer may change the name that all share, with `reviseParty`: a department while nobody
    /// else knows the business; an office where all who know it are of its region, or it is registered there.
    async fn viewer_can_rename(&self, context: &Context<'_>) -> Result<bool> {
        let caller = Caller::of(context)?;
        let may = policy::may(&caller.viewer, Act::RegisterParty, &Owner::own(&caller.viewer));
        if !may || self.0.kind != PartyKind::Business {
            return Ok(false);
        }
        let loaders = loaders::of(context)?;
        let linked = loaders.load_one(LinkedTo(self.0.id)).await.map_err(internal)?.unwrap_or_default();
        let registered = match self.0.region_id {
            Some(id) => loaders.load_one(RegionById(id)).await.map_err(internal)?,
            None => None,
        };
        let registered = registered.as_ref().map(|region| region.key.as_str());
        Ok(may_rename(revising::namer(&caller), &linked, registered))
    }

    /// Whether the viewer may revise what their department keeps of it.
    async fn viewer_can_revise(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        Ok(policy::may(viewer, Act::RegisterParty, &Owner::own(viewer)))
    }

    /// Whether the viewer may read its identity number in full, with `revealIdentityNumber`: a record that
    /// they may see, a case or a visit of an inspection, must name the person.
    async fn viewer_can_reveal_identity_number(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        let may = policy::may(viewer, Act::RevealIdentityNumber, &Owner::own(viewer));
        if !may || self.0.id_number_cipher.is_none() {
            return Ok(false);
        }
        let named = loaders::of(context)?.load_one(IsNamed(self.0.id)).await.map_err(internal)?;
        Ok(named.is_some())
    }

    /// Counts the changes of what all share and of what the viewer's department keeps; a change names the
    /// version that it saw.
    async fn version(&self, context: &Context<'_>) -> Result<i32> {
        let department_id = viewer::viewer(context)?.department_id;
        let kept = self.kept(context).await?;
        let own = kept.iter().find(|row| row.department_id == department_id);
        Ok(revising::version(&self.0, own))
    }
}

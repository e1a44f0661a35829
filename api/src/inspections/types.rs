//! Inspections, their officers and their premises as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{enums::PremisesResult, inspected_premises, inspection, inspection_officer};
use uuid::Uuid;

use crate::{
    actions::types::{JointAction, joint_action_by_id},
    departments::types::{Department, Region, department_by_id, region_by_id},
    indicators::types::{RecordAmount, amounts_of},
    parties::types::{Party, party_by_id},
    shared::{
        errors::internal,
        ids::{self, Kind},
        recorded,
        shape::{Element, Leaf},
        values::{Date, Quantity},
    },
    users::types::{Person, person_by_id},
};

/// An inspection (执法检查).
pub struct Inspection(pub inspection::Model);

/// An inspection (执法检查): one outing on one day.
#[Object(serial)]
impl Inspection {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Inspection, self.0.id)
    }

    /// The region of the department that led it.
    async fn region(&self, context: &Context<'_>) -> Result<Region> {
        region_by_id(context, self.0.region_id).await
    }

    /// The department that led and recorded it.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// The departments that took part, the recording one among them.
    async fn departments(&self, context: &Context<'_>) -> Result<Vec<Department>> {
        let rows = recorded::departments::<inspection::Entity>(context, self.0.id).await?;
        Ok(rows.into_iter().map(Department).collect())
    }

    /// The joint action that it belongs to, where the viewer may see it; none where it stands alone.
    async fn action(&self, context: &Context<'_>) -> Result<Option<JointAction>> {
        match self.0.action_id {
            Some(id) => joint_action_by_id(context, id).await,
            None => Ok(None),
        }
    }

    /// The day of the outing.
    async fn inspected_on(&self) -> Date {
        Date(self.0.inspected_on)
    }

    /// Where it went.
    async fn place(&self) -> &str {
        &self.0.place
    }

    /// How many pieces of goods were checked.
    async fn goods_checked(&self) -> Quantity {
        Quantity { value: self.0.goods_checked, at_least: self.0.goods_checked_at_least }
    }

    /// What was found.
    async fn findings(&self) -> Option<&str> {
        self.0.findings.as_deref()
    }

    /// The officers who took part: each is one person-time (人次).
    async fn officers(&self, context: &Context<'_>) -> Result<Vec<InspectionOfficer>> {
        let rows = recorded::parts::<inspection_officer::Entity>(context, self.0.id).await?;
        Ok(rows.into_iter().map(InspectionOfficer).collect())
    }

    /// The premises visited, in the record's order.
    async fn premises(&self, context: &Context<'_>) -> Result<Vec<InspectedPremises>> {
        let rows = recorded::parts::<inspected_premises::Entity>(context, self.0.id).await?;
        Ok(rows.into_iter().map(InspectedPremises).collect())
    }

    /// Who recorded it.
    async fn recorded_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.recorded_by_id).await
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at
    }

    /// What else is counted of it: the amounts entered with it.
    async fn amounts(&self, context: &Context<'_>) -> Result<Vec<RecordAmount>> {
        amounts_of(context, self.0.id).await
    }

    /// Whether the viewer may correct it.
    async fn viewer_can_correct(&self, context: &Context<'_>) -> Result<bool> {
        recorded::may_correct::<inspection::Entity>(context, &self.0)
    }

    /// Counts the changes; a mutation names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// One officer's part in one outing.
pub struct InspectionOfficer(pub inspection_officer::Model);

/// One officer's part in one outing: one person-time (人次).
#[Object]
impl InspectionOfficer {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::InspectionOfficer, self.0.id)
    }

    /// The officer.
    async fn person(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.user_id).await
    }

    /// The number of the certificate that was valid on that day (行政执法证).
    async fn certificate_number(&self) -> &str {
        &self.0.certificate_number
    }

    /// The outing.
    async fn inspection(&self, context: &Context<'_>) -> Result<Inspection> {
        parent(context, self.0.inspection_id).await
    }
}

/// Premises visited within an inspection.
pub struct InspectedPremises(pub inspected_premises::Model);

/// A party visited within an inspection (被检查单位), with the result.
#[Object]
impl InspectedPremises {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::InspectedPremises, self.0.id)
    }

    /// The place in the record, from 1.
    async fn ordinal(&self) -> i32 {
        self.0.ordinal
    }

    /// The name, as it was recorded.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The address.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// The party on record, where the viewer may see it.
    async fn party(&self, context: &Context<'_>) -> Result<Option<Party>> {
        match self.0.party_id {
            Some(id) => party_by_id(context, id).await,
            None => Ok(None),
        }
    }

    /// What the visit led to.
    async fn result(&self) -> PremisesResult {
        self.0.result
    }

    /// What else was noted.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// The outing.
    async fn inspection(&self, context: &Context<'_>) -> Result<Inspection> {
        parent(context, self.0.inspection_id).await
    }
}

async fn parent(context: &Context<'_>, id: Uuid) -> Result<Inspection> {
    inspection_by_id(context, id).await?.ok_or_else(|| internal(format!("inspection {id} is missing")))
}

/// The columns of a field of [`Inspection`] that is no more than them.
pub fn inspection_leaf(field: &str) -> Option<Leaf<inspection::Column>> {
    use inspection::Column as C;
    Some(match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::Inspection)),
        "inspectedOn" => Leaf::plain(C::InspectedOn),
        "place" => Leaf::plain(C::Place),
        "findings" => Leaf::plain(C::Findings),
        "version" => Leaf::plain(C::Version),
        _ => return None,
    })
}

/// The inspection with this key, where the viewer may see it.
pub async fn inspection_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Inspection>> {
    Ok(recorded::by_id::<inspection::Entity>(context, id).await?.map(Inspection))
}

/// The officer's part with this key, where the viewer may see its inspection.
pub async fn inspection_officer_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<InspectionOfficer>> {
    let row = recorded::part_by_id::<inspection_officer::Entity>(context, id).await?;
    Ok(row.map(InspectionOfficer))
}

/// The premises with this key, where the viewer may see their inspection.
pub async fn inspected_premises_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<InspectedPremises>> {
    let row = recorded::part_by_id::<inspected_premises::Entity>(context, id).await?;
    Ok(row.map(InspectedPremises))
}

//! Publicity events as they are recorded and corrected: what is stated of one, what must hold of it, and what it
//! adds to figures.

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use entity::{
    enums::{Measure, PublicityKind},
    publicity_event::{Entity, Model},
};
use sea_orm::{DatabaseTransaction, DbErr};
use serde_json::{Value, json};

use crate::{
    actions,
    shared::{
        figures::Contribution,
        ids::{self, Kind},
        input::{self, Checks},
        recorded::{Base, Counting, Draft, Held, RecordAmountInput, Recording},
        values::{Date, QuantityInput},
    },
};

/// A publicity event as it was held.
#[derive(InputObject)]
pub struct HeldEvent {
    /// The joint action that it belongs to.
    pub action_id: Option<ID>,
    /// The form.
    pub kind: PublicityKind,
    /// The name.
    pub name: String,
    /// The first day.
    pub starts_on: Date,
    /// The last day, not in the future.
    pub ends_on: Date,
    /// Where it was held.
    pub place: String,
    /// The other departments that took part.
    #[graphql(default)]
    pub participant_ids: Vec<ID>,
    /// What else is counted of it, by indicators that are entered with such records.
    #[graphql(default)]
    pub amounts: Vec<RecordAmountInput>,
    /// How many materials were handed out.
    pub materials: QuantityInput,
    /// How many people were advised.
    pub consultations: QuantityInput,
    /// How many items appeared in the media.
    #[graphql(default)]
    pub media_items: i32,
    /// How many television programmes were broadcast.
    #[graphql(default)]
    pub television_programmes: i32,
}

impl Recording for Entity {
    type Stated = HeldEvent;
    type Parts = ();

    fn participants(held: &HeldEvent) -> &[ID] {
        &held.participant_ids
    }

    fn amounts(held: &HeldEvent) -> &[RecordAmountInput] {
        &held.amounts
    }

    fn row(base: Base, held: &HeldEvent, checks: &mut Checks, today: NaiveDate) -> Model {
        let name = checks.text("name", &held.name, input::NAME);
        let place = checks.text("place", &held.place, input::PLACE);
        checks.in_order("endsOn", held.starts_on.0, held.ends_on.0);
        checks.happened("endsOn", held.ends_on.0, today);
        checks.count("materials.value", held.materials.value);
        checks.count("consultations.value", held.consultations.value);
        checks.count("mediaItems", held.media_items.into());
        checks.count("televisionProgrammes", held.television_programmes.into());
        Model {
            id: base.id,
            region_id: base.region_id,
            region_key: base.region_key,
            department_id: base.department_id,
            action_id: ids::optional(Kind::JointAction, &held.action_id),
            kind: held.kind,
            name,
            starts_on: held.starts_on.0,
            ends_on: held.ends_on.0,
            place,
            materials: held.materials.value,
            materials_at_least: held.materials.at_least,
            consultations: held.consultations.value,
            consultations_at_least: held.consultations.at_least,
            media_items: held.media_items,
            television_programmes: held.television_programmes,
            recorded_by_id: base.recorded_by_id,
            recorded_at: base.recorded_at,
            version: base.version,
        }
    }

    async fn check(draft: Draft<'_, Self>, checks: &mut Checks) -> Result<(), DbErr> {
        actions::naming::named_by_outreach(&draft, checks).await
    }

    fn texts<'a>(row: &'a Model, (): &'a ()) -> Vec<&'a str> {
        vec![&row.name, &row.place]
    }

    fn facts(row: &Model, (): &()) -> Value {
        json!({
            "actionId": row.action_id,
            "kind": row.kind,
            "name": row.name,
            "startsOn": row.starts_on,
            "endsOn": row.ends_on,
            "place": row.place,
            "materials": [row.materials, i64::from(row.materials_at_least)],
            "consultations": [row.consultations, i64::from(row.consultations_at_least)],
            "mediaItems": row.media_items,
            "televisionProgrammes": row.television_programmes,
        })
    }
}

impl Counting for Entity {
    async fn contributions(
        _: &DatabaseTransaction,
        held: &[Held<Self>],
    ) -> Result<Vec<Vec<Contribution>>, DbErr> {
        Ok(held.iter().map(|one| contributions(&one.row)).collect())
    }
}

fn contributions(row: &Model) -> Vec<Contribution> {
    let by = |measure| Contribution::one(row.id, measure, row.starts_on).of_kind(row.kind);
    let counts = [
        by(Measure::Materials).amounting(row.materials, row.materials_at_least),
        by(Measure::Consultations).amounting(row.consultations, row.consultations_at_least),
        by(Measure::MediaItems).amounting(row.media_items.into(), false),
        by(Measure::TelevisionProgrammes).amounting(row.television_programmes.into(), false),
    ];
    std::iter::once(by(Measure::PublicityEvent)).chain(counts.into_iter().flatten()).collect()
}

//! Trainings as they are recorded and corrected: what is stated of one, what must hold of it, and what it adds to
//! figures.

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use entity::{
    enums::{AudienceKind, Measure, TrainingKind},
    training::{Entity, Model},
    training_audience,
};
use sea_orm::{DatabaseTransaction, DbErr};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    actions,
    shared::{
        errors::{Failure, Problem, UserErrorCode},
        figures::Contribution,
        ids::{self, Kind},
        input::{self, Checks},
        recorded::{self, Base, Counting, Draft, Held, RecordAmountInput, Recording, Saved},
        values::{Date, QuantityInput},
    },
};

/// A part of those who came.
#[derive(InputObject, Clone, Copy)]
pub struct TrainingAudienceInput {
    /// Who they were; each kind once.
    kind: AudienceKind,
    /// How many came.
    people: i32,
}

/// A training as it was held.
#[derive(InputObject)]
pub struct HeldTraining {
    /// The joint action that it belongs to.
    pub action_id: Option<ID>,
    /// The form.
    pub kind: TrainingKind,
    /// The name.
    pub name: String,
    /// The first day.
    pub starts_on: Date,
    /// The last day, not in the future.
    pub ends_on: Date,
    /// Where it was held.
    pub place: String,
    /// What it was about.
    pub subject: Option<String>,
    /// Who spoke.
    pub speakers: Option<String>,
    /// The other departments that took part.
    #[graphql(default)]
    pub participant_ids: Vec<ID>,
    /// What else is counted of it, by indicators that are entered with such records.
    #[graphql(default)]
    pub amounts: Vec<RecordAmountInput>,
    /// How many were trained, in person-times.
    pub trained_person_times: QuantityInput,
    /// How many companies sent somebody.
    pub companies: QuantityInput,
    /// Who came, by kind of audience.
    #[graphql(default)]
    pub audiences: Vec<TrainingAudienceInput>,
    /// Whether there was an exam.
    #[graphql(default)]
    pub exam_held: bool,
    /// How many certificates were issued.
    #[graphql(default)]
    pub certificates_issued: i32,
}

impl Recording for Entity {
    type Stated = HeldTraining;
    type Parts = Vec<training_audience::Model>;

    fn participants(held: &HeldTraining) -> &[ID] {
        &held.participant_ids
    }

    fn amounts(held: &HeldTraining) -> &[RecordAmountInput] {
        &held.amounts
    }

    fn row(base: Base, held: &HeldTraining, checks: &mut Checks, today: NaiveDate) -> Model {
        let name = checks.text("name", &held.name, input::NAME);
        let place = checks.text("place", &held.place, input::PLACE);
        let subject = checks.optional("subject", held.subject.as_deref(), input::NAME);
        let speakers = checks.optional("speakers", held.speakers.as_deref(), input::NAME);
        checks.in_order("endsOn", held.starts_on.0, held.ends_on.0);
        checks.happened("endsOn", held.ends_on.0, today);
        checks.count("trainedPersonTimes.value", held.trained_person_times.value);
        checks.count("companies.value", held.companies.value);
        checks.count("certificatesIssued", held.certificates_issued.into());
        for (index, audience) in held.audiences.iter().enumerate() {
            checks.count(&format!("audiences.{index}.people"), audience.people.into());
            if held.audiences[..index].iter().any(|other| other.kind == audience.kind) {
                checks.add(Problem::new(
                    UserErrorCode::Duplicate,
                    &format!("audiences.{index}.kind"),
                    "同一类培训对象只能填一次",
                    "Each kind of audience can be given once",
                ));
            }
        }
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
            subject,
            speakers,
            person_times: held.trained_person_times.value,
            person_times_at_least: held.trained_person_times.at_least,
            companies: held.companies.value,
            companies_at_least: held.companies.at_least,
            exam_held: held.exam_held,
            certificates_issued: held.certificates_issued,
            recorded_by_id: base.recorded_by_id,
            recorded_at: base.recorded_at,
            version: base.version,
        }
    }

    async fn check(draft: Draft<'_, Self>, checks: &mut Checks) -> Result<Self::Parts, DbErr> {
        actions::naming::named_by_outreach(&draft, checks).await?;
        let audience = |came: &TrainingAudienceInput| training_audience::Model {
            training_id: draft.row.id,
            kind: came.kind,
            people: came.people,
        };
        Ok(draft.stated.audiences.iter().map(audience).collect())
    }

    async fn parts(transaction: &DatabaseTransaction, id: Uuid) -> Result<Self::Parts, DbErr> {
        recorded::parts_of::<training_audience::Entity>(transaction, id).await
    }

    async fn save(saved: Saved<'_, Self>, audiences: &Self::Parts) -> Result<(), Failure> {
        Ok(saved.replace::<training_audience::Entity>(audiences).await?)
    }

    fn texts<'a>(row: &'a Model, _: &'a Self::Parts) -> Vec<&'a str> {
        let texts = [Some(&row.name), Some(&row.place), row.subject.as_ref(), row.speakers.as_ref()];
        texts.into_iter().flatten().map(String::as_str).collect()
    }

    fn facts(row: &Model, audiences: &Self::Parts) -> Value {
        json!({
            "actionId": row.action_id,
            "kind": row.kind,
            "name": row.name,
            "startsOn": row.starts_on,
            "endsOn": row.ends_on,
            "place": row.place,
            "subject": row.subject,
            "speakers": row.speakers,
            "personTimes": [row.person_times, i64::from(row.person_times_at_least)],
            "companies": [row.companies, i64::from(row.companies_at_least)],
            "examHeld": row.exam_held,
            "certificatesIssued": row.certificates_issued,
            "audiences": audiences.iter().map(|came| (came.kind, came.people)).collect::<Vec<_>>(),
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
    let people = by(Measure::TrainedPersonTimes).amounting(row.person_times, row.person_times_at_least);
    let companies = by(Measure::TrainingCompanies).amounting(row.companies, row.companies_at_least);
    [Some(by(Measure::Training)), people, companies].into_iter().flatten().collect()
}

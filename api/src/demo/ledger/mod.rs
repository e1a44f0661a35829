//! What is to be written: rows collected table by table, in memory, and inserted many at a time.
//! The same seed makes the same rows, ids included.

mod activities;
mod organisation;
mod parties;

use std::{
    collections::{HashMap, HashSet},
    mem::take,
};

use anyhow::Context;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entity::{
    action_task, action_task_department, case, case_department, case_event, case_handler, case_party,
    certificate, clock, clock_event, department, enums, hotline, inspected_premises, inspection,
    inspection_department, inspection_officer, joint_action, joint_action_department, party,
    party_department, party_name, publicity_event, publicity_event_department, referral, referral_event,
    region, search_document, seized_goods, seizure, seizure_officer, service_token, supervision,
    supervision_entry, training, training_audience, training_department, user,
};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

pub use self::{
    activities::{Campaign, Duty, Hosts, Lesson, Publicity, Visit},
    organisation::{Department, Officer, Region},
    parties::Party,
};
use crate::{
    cases::review::service::Amounts,
    clocks::bulk::Law,
    parties::{particulars::Learnt, rules::likeness::Places},
    shared::{
        filling::Filling,
        search::{self, Place},
    },
};

/// How many of the numbered things were made so far, written or not.
#[derive(Default)]
struct Made {
    departments: i32,
    hotlines: i32,
    users: u32,
    certificates: u32,
}

/// Rows to be inserted.
pub struct Ledger {
    /// Where every choice comes from.
    pub rng: ChaCha8Rng,
    /// What tells this ledger's numbers from another's in the same database.
    series: String,
    made: Made,
    recorder: Option<Uuid>,
    places: Places,
    regions: Vec<region::Model>,
    departments: Vec<department::Model>,
    hotlines: Vec<hotline::Model>,
    users: Vec<user::Model>,
    certificates: Vec<certificate::Model>,
    service_tokens: Vec<service_token::Model>,
    parties: Vec<party::Model>,
    party_names: Vec<party_name::Model>,
    learnt: HashMap<Uuid, Learnt>,
    party_departments: Vec<party_department::Model>,
    known_parties: HashSet<(Uuid, Uuid)>,
    actions: Vec<joint_action::Model>,
    action_departments: Vec<joint_action_department::Model>,
    tasks: Vec<action_task::Model>,
    task_departments: Vec<action_task_department::Model>,
    inspections: Vec<inspection::Model>,
    inspection_departments: Vec<inspection_department::Model>,
    inspection_officers: Vec<inspection_officer::Model>,
    premises: Vec<inspected_premises::Model>,
    trainings: Vec<training::Model>,
    training_departments: Vec<training_department::Model>,
    audiences: Vec<training_audience::Model>,
    publicity: Vec<publicity_event::Model>,
    publicity_departments: Vec<publicity_event_department::Model>,
    pub(super) cases: Vec<case::Model>,
    pub(super) case_departments: Vec<case_department::Model>,
    pub(super) case_parties: Vec<case_party::Model>,
    pub(super) case_handlers: Vec<case_handler::Model>,
    pub(super) case_events: Vec<case_event::Model>,
    pub(super) referrals: Vec<referral::Model>,
    pub(super) referral_events: Vec<referral_event::Model>,
    /// The rules and the calendar by which clocks run.
    pub(super) law: Law,
    /// From which amount on cases are reviewed.
    pub(super) review_amounts: Amounts,
    pub(super) clocks: Vec<clock::Model>,
    pub(super) clock_events: Vec<clock_event::Model>,
    pub(super) seizures: Vec<seizure::Model>,
    pub(super) seizure_officers: Vec<seizure_officer::Model>,
    pub(super) seized_goods: Vec<seized_goods::Model>,
    pub(super) supervisions: Vec<supervision::Model>,
    pub(super) supervision_entries: Vec<supervision_entry::Model>,
    case_party_names: HashMap<Uuid, Vec<String>>,
    pub(super) documents: Vec<search_document::ActiveModel>,
}

/// A moment of `day` within office hours in Asia/Shanghai, `minutes` after nine.
pub fn moment(day: NaiveDate, minutes: i64) -> DateTime<Utc> {
    // Nine in Shanghai is one in UTC.
    day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::minutes(60 + minutes)
}

impl Ledger {
    /// An empty ledger, whose choices follow from `seed`; its numbers begin with `series`.
    pub fn new(seed: u64, series: String, (law, review_amounts): (Law, Amounts)) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            series,
            made: Made::default(),
            recorder: None,
            places: Places::default(),
            regions: Vec::new(),
            departments: Vec::new(),
            hotlines: Vec::new(),
            users: Vec::new(),
            certificates: Vec::new(),
            service_tokens: Vec::new(),
            parties: Vec::new(),
            party_names: Vec::new(),
            learnt: HashMap::new(),
            party_departments: Vec::new(),
            known_parties: HashSet::new(),
            actions: Vec::new(),
            action_departments: Vec::new(),
            tasks: Vec::new(),
            task_departments: Vec::new(),
            inspections: Vec::new(),
            inspection_departments: Vec::new(),
            inspection_officers: Vec::new(),
            premises: Vec::new(),
            trainings: Vec::new(),
            training_departments: Vec::new(),
            audiences: Vec::new(),
            publicity: Vec::new(),
            publicity_departments: Vec::new(),
            cases: Vec::new(),
            case_departments: Vec::new(),
            case_parties: Vec::new(),
            case_handlers: Vec::new(),
            case_events: Vec::new(),
            referrals: Vec::new(),
            referral_events: Vec::new(),
            law,
            review_amounts,
            clocks: Vec::new(),
            clock_events: Vec::new(),
            seizures: Vec::new(),
            seizure_officers: Vec::new(),
            seized_goods: Vec::new(),
            supervisions: Vec::new(),
            supervision_entries: Vec::new(),
            case_party_names: HashMap::new(),
            documents: Vec::new(),
        }
    }

    /// A key whose time is `at`.
    pub fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let mut random = [0; 10];
        self.rng.fill_bytes(&mut random);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// One of `choices`.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.rng.random_range(0..choices.len())]
    }

    /// True in `percent` of a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }

    /// Who recorded what names nobody else.
    pub fn recorder(&self) -> anyhow::Result<Uuid> {
        self.recorder.context("no account was made yet to record anything")
    }

    /// From here on `user_id` records what names nobody else.
    pub fn record_as(&mut self, user_id: Uuid) {
        self.recorder = Some(user_id);
    }

    /// A party's name is one of the words by which a case is found.
    pub(super) fn named_in(&mut self, case_id: Uuid, party_name: String) {
        self.case_party_names.entry(case_id).or_default().push(party_name);
    }

    /// A case as it stands, and who handles it.
    pub(super) fn case(&mut self, case: case::Model, department: &str, places: &[Place]) {
        let names = self.case_party_names.remove(&case.id).unwrap_or_default();
        let summary = case.summary.as_deref().unwrap_or_default();
        let texts = [case.number.as_str(), &case.title, department, summary].into_iter();
        let texts = texts.chain(names.iter().map(String::as_str));
        self.documents.push(search::document_in(enums::SearchKind::Case, case.id, texts, places));
        self.cases.push(case);
    }

    /// How many rows wait to be written.
    pub fn waiting(&self) -> usize {
        self.cases.len() + self.case_events.len() + self.inspections.len() + self.documents.len()
    }

    /// Inserts everything that waits, in the order of the foreign keys. Its figures are entered once all is there.
    pub async fn write(&mut self, filling: &Filling) -> anyhow::Result<()> {
        filling.insert::<region::Entity, _>(take(&mut self.regions)).await?;
        filling.insert::<department::Entity, _>(take(&mut self.departments)).await?;
        filling.insert::<hotline::Entity, _>(take(&mut self.hotlines)).await?;
        filling.insert::<user::Entity, _>(take(&mut self.users)).await?;
        filling.insert::<certificate::Entity, _>(take(&mut self.certificates)).await?;
        filling.insert::<service_token::Entity, _>(take(&mut self.service_tokens)).await?;
        filling.insert::<party::Entity, _>(take(&mut self.parties)).await?;
        filling.insert::<party_name::Entity, _>(take(&mut self.party_names)).await?;
        filling.insert::<party_department::Entity, _>(take(&mut self.party_departments)).await?;
        filling.insert::<joint_action::Entity, _>(take(&mut self.actions)).await?;
        filling.insert::<joint_action_department::Entity, _>(take(&mut self.action_departments)).await?;
        filling.insert::<action_task::Entity, _>(take(&mut self.tasks)).await?;
        filling.insert::<action_task_department::Entity, _>(take(&mut self.task_departments)).await?;
        filling.insert::<inspection::Entity, _>(take(&mut self.inspections)).await?;
        filling.insert::<inspection_department::Entity, _>(take(&mut self.inspection_departments)).await?;
        filling.insert::<inspection_officer::Entity, _>(take(&mut self.inspection_officers)).await?;
        filling.insert::<inspected_premises::Entity, _>(take(&mut self.premises)).await?;
        filling.insert::<training::Entity, _>(take(&mut self.trainings)).await?;
        filling.insert::<training_department::Entity, _>(take(&mut self.training_departments)).await?;
        filling.insert::<training_audience::Entity, _>(take(&mut self.audiences)).await?;
        filling.insert::<publicity_event::Entity, _>(take(&mut self.publicity)).await?;
        filling
            .insert::<publicity_event_department::Entity, _>(take(&mut self.publicity_departments))
            .await?;
        filling.insert::<case::Entity, _>(take(&mut self.cases)).await?;
        filling.insert::<case_department::Entity, _>(take(&mut self.case_departments)).await?;
        filling.insert::<case_party::Entity, _>(take(&mut self.case_parties)).await?;
        filling.insert::<case_handler::Entity, _>(take(&mut self.case_handlers)).await?;
        filling.insert::<case_event::Entity, _>(take(&mut self.case_events)).await?;
        filling.insert::<referral::Entity, _>(take(&mut self.referrals)).await?;
        filling.insert::<referral_event::Entity, _>(take(&mut self.referral_events)).await?;
        filling.insert::<clock::Entity, _>(take(&mut self.clocks)).await?;
        filling.insert::<clock_event::Entity, _>(take(&mut self.clock_events)).await?;
        filling.insert::<seizure::Entity, _>(take(&mut self.seizures)).await?;
        filling.insert::<seizure_officer::Entity, _>(take(&mut self.seizure_officers)).await?;
        filling.insert::<seized_goods::Entity, _>(take(&mut self.seized_goods)).await?;
        filling.insert::<supervision::Entity, _>(take(&mut self.supervisions)).await?;
        filling.insert::<supervision_entry::Entity, _>(take(&mut self.supervision_entries)).await?;
        filling.insert::<search_document::Entity, _>(take(&mut self.documents)).await
    }
}

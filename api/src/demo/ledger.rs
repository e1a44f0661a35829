//! What is to be written: rows collected table by table, in memory, and inserted many at a time.
//! The same seed makes the same rows, ids included.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, anyhow};
use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use entity::{
    action_task, action_task_department, case, case_department, case_event, case_handler, case_party,
    certificate, department, enums, hotline, inspected_premises, inspection, inspection_department,
    inspection_officer, joint_action, joint_action_department, json::ServiceScopes, party, party_department,
    publicity_event, publicity_event_department, referral, region, search_document, service_token, training,
    training_audience, training_department, user,
};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable};
use uuid::Uuid;

use crate::{cases::rollups::Delta, inspections, parties, publicity, shared::search, trainings};

/// What the ledger knows of a region.
#[derive(Clone, Debug)]
pub struct Region {
    /// Its row.
    pub id: Uuid,
    /// Its code without padding.
    pub key: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// What the ledger knows of a department.
#[derive(Clone, Debug)]
pub struct Department {
    /// Its row.
    pub id: Uuid,
    /// Its region.
    pub region: Region,
    /// Its short name.
    pub short_name: String,
    /// Its kind.
    pub kind: enums::DepartmentKind,
    /// Who approves.
    pub head: Option<Uuid>,
    /// Who works there in the field.
    pub officers: Vec<Officer>,
}

/// What the ledger knows of an officer.
#[derive(Clone, Debug)]
pub struct Officer {
    /// The user.
    pub id: Uuid,
    /// First day, last day and number of each certificate.
    pub certificates: Vec<(NaiveDate, NaiveDate, String)>,
}

impl Officer {
    /// The number of the certificate valid on `day`.
    fn certificate(&self, day: NaiveDate) -> anyhow::Result<&str> {
        self.certificates
            .iter()
            .find(|(from, to, _)| (*from..=*to).contains(&day))
            .map(|(.., number)| number.as_str())
            .ok_or_else(|| anyhow!("no certificate of officer {} is valid on {day}", self.id))
    }
}

/// What the ledger knows of a party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its row.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
}

/// A number, and whether it is a lower bound.
pub type Number = (i64, bool);

/// What happens in a department's name, alone or with others.
#[derive(Clone, Copy)]
pub struct Hosts<'a> {
    /// Whose record it is.
    pub department: &'a Department,
    /// Who else takes part.
    pub others: &'a [&'a Department],
    /// The joint action that it belongs to.
    pub action: Option<Uuid>,
}

impl<'a> Hosts<'a> {
    /// The department alone, outside of any action.
    pub fn alone(department: &'a Department) -> Self {
        Self { department, others: &[], action: None }
    }

    fn all(&self) -> impl Iterator<Item = &'a Department> {
        std::iter::once(self.department).chain(self.others.iter().copied())
    }
}

/// One visit of premises.
pub struct Visit {
    /// Where.
    pub party: Party,
    /// What was found.
    pub result: enums::PremisesResult,
}

/// A training to be.
pub struct Lesson<'a> {
    /// What it is.
    pub kind: enums::TrainingKind,
    /// Its name.
    pub name: String,
    /// Its days.
    pub days: (NaiveDate, NaiveDate),
    /// Where.
    pub place: &'a str,
    /// About what.
    pub subject: &'a str,
    /// Who came, in person-times.
    pub person_times: Number,
    /// How many companies came.
    pub companies: Number,
    /// Of what kind the audience was.
    pub audience: enums::AudienceKind,
}

/// A publicity event to be.
pub struct Publicity<'a> {
    /// What it is.
    pub kind: enums::PublicityKind,
    /// Its name.
    pub name: String,
    /// Its days.
    pub days: (NaiveDate, NaiveDate),
    /// Where.
    pub place: &'a str,
    /// Pieces handed out.
    pub materials: Number,
    /// People consulted.
    pub consultations: Number,
    /// Items in the media.
    pub media_items: i32,
    /// Television programmes.
    pub television_programmes: i32,
}

/// A joint action to be.
pub struct Campaign<'a> {
    /// Such as 雷雨.
    pub code_name: &'a str,
    /// Its name.
    pub name: String,
    /// What for.
    pub purpose: &'a str,
    /// The plan's number.
    pub plan_number: Option<&'a str>,
    /// Its days as planned.
    pub days: (NaiveDate, NaiveDate),
    /// The last day since an extension, and why.
    pub extended: Option<(NaiveDate, &'a str)>,
    /// Where it looks.
    pub focus_regions: Vec<String>,
    /// At what it looks.
    pub focus_products: Vec<String>,
}

/// A line of a plan to be.
pub struct Duty<'a> {
    /// The heading above it.
    pub section: Option<&'a str>,
    /// What is to be done.
    pub content: &'a str,
    /// Who, as the plan words it.
    pub responsible: String,
    /// The departments meant.
    pub departments: Vec<Uuid>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Since when it is done.
    pub completed_on: Option<NaiveDate>,
}

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
    regions: Vec<region::Model>,
    departments: Vec<department::Model>,
    hotlines: Vec<hotline::Model>,
    users: Vec<user::Model>,
    certificates: Vec<certificate::Model>,
    service_tokens: Vec<service_token::Model>,
    parties: Vec<party::Model>,
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
    rollups: Delta,
    case_party_names: HashMap<Uuid, Vec<String>>,
    documents: Vec<search_document::ActiveModel>,
}

/// The most bound values of one statement: SQLite allows 32,766.
const MAX_VALUES: usize = 32_000;
/// The most rows of one statement.
const MAX_ROWS: usize = 1_000;

/// A moment of `day` within office hours in Asia/Shanghai, `minutes` after nine.
pub fn moment(day: NaiveDate, minutes: i64) -> DateTime<Utc> {
    // Nine in Shanghai is one in UTC.
    day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::minutes(60 + minutes)
}

/// The region's code without the zero pairs that only pad it.
pub fn region_key(code: &str) -> String {
    let mut key = code;
    if key.len() == 6 {
        while let Some(shorter) = key.strip_suffix("00").filter(|shorter| !shorter.is_empty()) {
            key = shorter;
        }
    }
    key.to_owned()
}

impl Ledger {
    /// An empty ledger, whose choices follow from `seed`; its numbers begin with `series`.
    pub fn new(seed: u64, series: String) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            series,
            made: Made::default(),
            recorder: None,
            regions: Vec::new(),
            departments: Vec::new(),
            hotlines: Vec::new(),
            users: Vec::new(),
            certificates: Vec::new(),
            service_tokens: Vec::new(),
            parties: Vec::new(),
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
            rollups: Delta::default(),
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

    // ---- the organisation

    /// A region below `parent`.
    pub fn region(
        &mut self,
        code: &str,
        name: &str,
        level: enums::RegionLevel,
        parent: Option<&Region>,
        since: DateTime<Utc>,
    ) -> Region {
        let region = Region {
            id: self.id(since),
            key: region_key(code),
            code: code.to_owned(),
            name: name.to_owned(),
        };
        self.regions.push(region::Model {
            id: region.id,
            code: region.code.clone(),
            key: region.key.clone(),
            level,
            name: region.name.clone(),
            parent_id: parent.map(|parent| parent.id),
        });
        region
    }

    /// A department of `region`, or its coordination office.
    pub fn department(
        &mut self,
        region: &Region,
        (name, short_name): (&str, &str),
        kind: enums::DepartmentKind,
        is_coordination_office: bool,
        since: DateTime<Utc>,
    ) -> Department {
        let id = self.id(since);
        self.made.departments += 1;
        let number = self.made.departments;
        let liaison = super::words::person(&mut self.rng);
        let row = department::Model {
            id,
            region_id: region.id,
            region_key: region.key.clone(),
            name: name.to_owned(),
            short_name: short_name.to_owned(),
            kind,
            is_coordination_office,
            liaison_name: Some(liaison),
            // Numbers that begin so are nobody's.
            liaison_phone: Some(format!("555{number:04}")),
            sort_order: number,
            active: true,
            created_at: since,
            version: 1,
        };
        let texts = [row.name.as_str(), &row.short_name];
        self.documents.push(search::document(enums::SearchKind::Department, id, texts));
        self.departments.push(row);
        Department {
            id,
            region: region.clone(),
            short_name: short_name.to_owned(),
            kind,
            head: None,
            officers: Vec::new(),
        }
    }

    /// A hotline of `region`.
    pub fn hotline(
        &mut self,
        region: &Region,
        department: Option<Uuid>,
        number: &str,
        purpose: &str,
        at: DateTime<Utc>,
    ) {
        let id = self.id(at);
        self.made.hotlines += 1;
        let sort_order = self.made.hotlines;
        self.hotlines.push(hotline::Model {
            id,
            region_id: region.id,
            department_id: department,
            number: number.to_owned(),
            purpose: purpose.to_owned(),
            sort_order,
        });
    }

    /// An account in `department`; the first one is who recorded everything that names nobody else.
    pub fn account(
        &mut self,
        department: &Department,
        (username, display_name): (&str, &str),
        role: enums::Role,
        observes_region: bool,
        password_hash: Option<String>,
        since: DateTime<Utc>,
    ) -> Uuid {
        let id = self.id(since);
        self.made.users += 1;
        self.users.push(user::Model {
            id,
            department_id: department.id,
            region_key: department.region.key.clone(),
            username: username.to_owned(),
            display_name: display_name.to_owned(),
            role,
            observes_region,
            password_hash,
            must_change_password: false,
            phone: None,
            email: None,
            active: true,
            created_at: since,
            version: 1,
        });
        self.documents.push(search::document(enums::SearchKind::User, id, [username, display_name]));
        self.recorder.get_or_insert(id);
        id
    }

    /// A token of a year with which the system `user_id` reads and writes.
    pub fn service_token(
        &mut self,
        user_id: Uuid,
        issued_by_id: Uuid,
        token_hash: String,
        today: NaiveDate,
        issued_at: DateTime<Utc>,
    ) {
        let id = self.id(issued_at);
        self.service_tokens.push(service_token::Model {
            id,
            user_id,
            name: "演示".to_owned(),
            token_hash,
            scopes: ServiceScopes(vec![enums::ServiceScope::Read, enums::ServiceScope::Write]),
            expires_on: today + Months::new(12),
            revoked_at: None,
            issued_by_id,
            issued_at,
        });
    }

    /// Certificates of `user_id` over `spans`, which makes them an officer of `department`.
    pub fn certify(
        &mut self,
        department: &mut Department,
        user_id: Uuid,
        spans: &[(NaiveDate, NaiveDate)],
        since: DateTime<Utc>,
    ) {
        let mut certificates = Vec::new();
        for (from, to) in spans {
            let id = self.id(since);
            self.made.certificates += 1;
            let number = format!("{}{}{:05}", department.region.code, self.series, self.made.certificates);
            self.certificates.push(certificate::Model {
                id,
                user_id,
                number: number.clone(),
                valid_from: *from,
                valid_to: *to,
            });
            certificates.push((*from, *to, number));
        }
        department.officers.push(Officer { id: user_id, certificates });
    }

    /// `count` officers of `department` who hold certificates over `spans` and cannot sign in.
    pub fn officers(
        &mut self,
        department: &mut Department,
        count: usize,
        spans: &[(NaiveDate, NaiveDate)],
        since: DateTime<Utc>,
    ) {
        for _ in 0..count {
            let name = super::words::person(&mut self.rng);
            let username = format!("officer{}{:04}", self.series, self.made.users);
            let id = self.account(department, (&username, &name), enums::Role::Officer, false, None, since);
            self.certify(department, id, spans, since);
        }
    }

    // ---- parties

    /// A business in `region`, recorded by `department`.
    pub fn business(
        &mut self,
        department: &Department,
        region: &Region,
        at: DateTime<Utc>,
    ) -> anyhow::Result<Party> {
        let (name, address) = super::words::business(&mut self.rng, &region.name);
        self.named_business(department, region, name, address, at)
    }

    /// A business of that name.
    pub fn named_business(
        &mut self,
        department: &Department,
        region: &Region,
        name: String,
        address: String,
        at: DateTime<Utc>,
    ) -> anyhow::Result<Party> {
        let id = self.id(at);
        let credit_code = super::words::credit_code(&mut self.rng, &region.code)
            .context("a credit code was made of wrong characters")?;
        let representative = super::words::person(&mut self.rng);
        let row = party::Model {
            id,
            kind: enums::PartyKind::Business,
            name: name.clone(),
            folded_name: search::fold(&name),
            credit_code: Some(credit_code),
            id_number_cipher: None,
            id_number_digest: None,
            id_number_masked: None,
            address: Some(address.clone()),
            phone: None,
            legal_representative: Some(representative),
            region_id: Some(region.id),
            merged_into_id: None,
            recorded_by_id: self.recorder()?,
            recorded_at: at,
            version: 1,
        };
        self.documents.push(search::document(
            enums::SearchKind::Party,
            id,
            parties::service::searchable(&row),
        ));
        self.parties.push(row);
        self.uses(department, id, at);
        Ok(Party { id, name, address })
    }

    /// `department` met the party, and so may see it.
    pub fn uses(&mut self, department: &Department, party_id: Uuid, since: DateTime<Utc>) {
        if self.known_parties.insert((party_id, department.id)) {
            self.party_departments.push(party_department::Model {
                party_id,
                department_id: department.id,
                region_key: department.region.key.clone(),
                since,
            });
        }
    }

    /// Who recorded what names nobody else.
    pub fn recorder(&self) -> anyhow::Result<Uuid> {
        self.recorder.context("no account was made yet to record anything")
    }

    /// From here on `user_id` records what names nobody else.
    pub fn record_as(&mut self, user_id: Uuid) {
        self.recorder = Some(user_id);
    }

    // ---- activities

    /// A joint action of `lead` and `participants`.
    pub fn action(
        &mut self,
        lead: &Department,
        participants: &[&Department],
        campaign: Campaign<'_>,
    ) -> anyhow::Result<Uuid> {
        let at = moment(campaign.days.0, 0);
        let id = self.id(at);
        let row = joint_action::Model {
            id,
            region_id: lead.region.id,
            region_key: lead.region.key.clone(),
            code_name: campaign.code_name.to_owned(),
            name: campaign.name,
            purpose: Some(campaign.purpose.to_owned()),
            plan_number: campaign.plan_number.map(str::to_owned),
            starts_on: campaign.days.0,
            ends_on: campaign.days.1,
            extended_to: campaign.extended.map(|(day, _)| day),
            extension_reason: campaign.extended.map(|(_, reason)| reason.to_owned()),
            cancelled_on: None,
            cancel_reason: None,
            lead_department_id: lead.id,
            focus_regions: campaign.focus_regions.into(),
            focus_products: campaign.focus_products.into(),
            recorded_by_id: self.recorder()?,
            recorded_at: at,
            version: 1,
        };
        let texts = [row.code_name.as_str(), &row.name, row.plan_number.as_deref().unwrap_or_default()];
        self.documents.push(search::document(enums::SearchKind::JointAction, id, texts));
        self.actions.push(row);
        for department in (Hosts { department: lead, others: participants, action: None }).all() {
            self.action_departments
                .push(joint_action_department::Model { action_id: id, department_id: department.id });
        }
        Ok(id)
    }

    /// The lines of an action's plan, in their order.
    pub fn duties(&mut self, action_id: Uuid, at: DateTime<Utc>, duties: Vec<Duty<'_>>) {
        for (duty, ordinal) in duties.into_iter().zip(1..) {
            let id = self.id(at);
            self.tasks.push(action_task::Model {
                id,
                action_id,
                ordinal,
                section: duty.section.map(str::to_owned),
                content: duty.content.to_owned(),
                responsible: duty.responsible,
                due_on: duty.due_on,
                completed_on: duty.completed_on,
            });
            let links = duty.departments.into_iter();
            self.task_departments.extend(
                links.map(|department_id| action_task_department::Model { task_id: id, department_id }),
            );
        }
    }

    /// An inspection on a day at a place by `officers`.
    pub fn inspection(
        &mut self,
        hosts: Hosts<'_>,
        (day, place): (NaiveDate, &str),
        officers: &[Officer],
        visits: Vec<Visit>,
        goods: Number,
        findings: &str,
    ) -> anyhow::Result<Uuid> {
        let minutes = self.rng.random_range(0..480);
        let at = moment(day, minutes);
        let id = self.id(at);
        let region = &hosts.department.region;
        self.inspections.push(inspection::Model {
            id,
            region_id: region.id,
            region_key: region.key.clone(),
            department_id: hosts.department.id,
            action_id: hosts.action,
            inspected_on: day,
            place: place.to_owned(),
            goods_checked: goods.0,
            goods_checked_at_least: goods.1,
            findings: Some(findings.to_owned()),
            recorded_by_id: officers.first().map_or(self.recorder()?, |officer| officer.id),
            recorded_at: at,
            version: 1,
        });
        let names = visits.iter().map(|visit| visit.party.name.as_str());
        let texts = [place, findings].into_iter().chain(names);
        self.documents.push(search::document(enums::SearchKind::Inspection, id, texts));
        for department in hosts.all() {
            self.inspection_departments
                .push(inspection_department::Model { inspection_id: id, department_id: department.id });
        }
        for officer in officers {
            let row = inspection_officer::Model {
                id: self.id(at),
                inspection_id: id,
                user_id: officer.id,
                certificate_number: officer.certificate(day)?.to_owned(),
            };
            self.inspection_officers.push(row);
        }
        for (visit, ordinal) in visits.into_iter().zip(1..) {
            for department in hosts.all() {
                self.uses(department, visit.party.id, at);
            }
            let row = inspected_premises::Model {
                id: self.id(at),
                inspection_id: id,
                ordinal,
                identity: inspections::rules::identity(Some(visit.party.id), &visit.party.name),
                name: visit.party.name,
                address: Some(visit.party.address),
                party_id: Some(visit.party.id),
                result: visit.result,
                note: None,
            };
            self.premises.push(row);
        }
        Ok(id)
    }

    /// A training.
    pub fn training(&mut self, hosts: Hosts<'_>, lesson: Lesson<'_>) -> anyhow::Result<()> {
        let at = moment(lesson.days.1, 480);
        let id = self.id(at);
        let region = &hosts.department.region;
        let row = training::Model {
            id,
            region_id: region.id,
            region_key: region.key.clone(),
            department_id: hosts.department.id,
            action_id: hosts.action,
            kind: lesson.kind,
            name: lesson.name,
            starts_on: lesson.days.0,
            ends_on: lesson.days.1,
            place: lesson.place.to_owned(),
            subject: Some(lesson.subject.to_owned()),
            speakers: None,
            person_times: lesson.person_times.0,
            person_times_at_least: lesson.person_times.1,
            companies: lesson.companies.0,
            companies_at_least: lesson.companies.1,
            exam_held: false,
            certificates_issued: 0,
            recorded_by_id: self.recorder()?,
            recorded_at: at,
            version: 1,
        };
        self.documents.push(search::document(
            enums::SearchKind::Training,
            id,
            trainings::service::terms(&row),
        ));
        self.trainings.push(row);
        for department in hosts.all() {
            self.training_departments
                .push(training_department::Model { training_id: id, department_id: department.id });
        }
        if lesson.person_times.0 > 0 {
            self.audiences.push(training_audience::Model {
                training_id: id,
                kind: lesson.audience,
                people: i32::try_from(lesson.person_times.0)?,
            });
        }
        Ok(())
    }

    /// A publicity event.
    pub fn publicity(&mut self, hosts: Hosts<'_>, publicity: Publicity<'_>) -> anyhow::Result<()> {
        let at = moment(publicity.days.1, 480);
        let id = self.id(at);
        let region = &hosts.department.region;
        let row = publicity_event::Model {
            id,
            region_id: region.id,
            region_key: region.key.clone(),
            department_id: hosts.department.id,
            action_id: hosts.action,
            kind: publicity.kind,
            name: publicity.name,
            starts_on: publicity.days.0,
            ends_on: publicity.days.1,
            place: publicity.place.to_owned(),
            materials: publicity.materials.0,
            materials_at_least: publicity.materials.1,
            consultations: publicity.consultations.0,
            consultations_at_least: publicity.consultations.1,
            media_items: publicity.media_items,
            television_programmes: publicity.television_programmes,
            recorded_by_id: self.recorder()?,
            recorded_at: at,
            version: 1,
        };
        self.documents.push(search::document(
            enums::SearchKind::PublicityEvent,
            id,
            publicity::service::terms(&row),
        ));
        self.publicity.push(row);
        for department in hosts.all() {
            self.publicity_departments.push(publicity_event_department::Model {
                publicity_event_id: id,
                department_id: department.id,
            });
        }
        Ok(())
    }

    // ---- cases

    /// A party's name is one of the words by which a case is found.
    pub(super) fn named_in(&mut self, case_id: Uuid, party_name: String) {
        self.case_party_names.entry(case_id).or_default().push(party_name);
    }

    /// A case as it stands, with its part of the rollups.
    pub(super) fn case(&mut self, case: case::Model, department: &str) {
        self.rollups.add(&case);
        let names = self.case_party_names.remove(&case.id).unwrap_or_default();
        let summary = case.summary.as_deref().unwrap_or_default();
        let texts = [case.number.as_str(), &case.title, department, summary].into_iter();
        let texts = texts.chain(names.iter().map(String::as_str));
        self.documents.push(search::document(enums::SearchKind::Case, case.id, texts));
        self.cases.push(case);
    }

    // ---- writing

    /// How many rows wait to be written.
    pub fn waiting(&self) -> usize {
        self.cases.len() + self.case_events.len() + self.inspections.len() + self.documents.len()
    }

    /// Inserts everything that waits, in the order of the foreign keys.
    pub async fn write(&mut self, transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
        insert::<region::Entity, _>(transaction, &mut self.regions).await?;
        insert::<department::Entity, _>(transaction, &mut self.departments).await?;
        insert::<hotline::Entity, _>(transaction, &mut self.hotlines).await?;
        insert::<user::Entity, _>(transaction, &mut self.users).await?;
        insert::<certificate::Entity, _>(transaction, &mut self.certificates).await?;
        insert::<service_token::Entity, _>(transaction, &mut self.service_tokens).await?;
        insert::<party::Entity, _>(transaction, &mut self.parties).await?;
        insert::<party_department::Entity, _>(transaction, &mut self.party_departments).await?;
        insert::<joint_action::Entity, _>(transaction, &mut self.actions).await?;
        insert::<joint_action_department::Entity, _>(transaction, &mut self.action_departments).await?;
        insert::<action_task::Entity, _>(transaction, &mut self.tasks).await?;
        insert::<action_task_department::Entity, _>(transaction, &mut self.task_departments).await?;
        insert::<inspection::Entity, _>(transaction, &mut self.inspections).await?;
        insert::<inspection_department::Entity, _>(transaction, &mut self.inspection_departments).await?;
        insert::<inspection_officer::Entity, _>(transaction, &mut self.inspection_officers).await?;
        insert::<inspected_premises::Entity, _>(transaction, &mut self.premises).await?;
        insert::<training::Entity, _>(transaction, &mut self.trainings).await?;
        insert::<training_department::Entity, _>(transaction, &mut self.training_departments).await?;
        insert::<training_audience::Entity, _>(transaction, &mut self.audiences).await?;
        insert::<publicity_event::Entity, _>(transaction, &mut self.publicity).await?;
        insert::<publicity_event_department::Entity, _>(transaction, &mut self.publicity_departments).await?;
        insert::<case::Entity, _>(transaction, &mut self.cases).await?;
        insert::<case_department::Entity, _>(transaction, &mut self.case_departments).await?;
        insert::<case_party::Entity, _>(transaction, &mut self.case_parties).await?;
        insert::<case_handler::Entity, _>(transaction, &mut self.case_handlers).await?;
        insert::<case_event::Entity, _>(transaction, &mut self.case_events).await?;
        insert::<referral::Entity, _>(transaction, &mut self.referrals).await?;
        insert::<search_document::Entity, _>(transaction, &mut self.documents).await?;
        std::mem::take(&mut self.rollups).write(transaction).await
    }
}

async fn insert<E, R>(transaction: &impl ConnectionTrait, rows: &mut Vec<R>) -> Result<(), DbErr>
where
    E: EntityTrait,
    R: IntoActiveModel<E::ActiveModel>,
{
    let at_once = (MAX_VALUES / E::Column::iter().count()).min(MAX_ROWS);
    let mut rows = std::mem::take(rows).into_iter();
    loop {
        let batch: Vec<_> = rows.by_ref().take(at_once).map(IntoActiveModel::into_active_model).collect();
        if batch.is_empty() {
            return Ok(());
        }
        E::insert_many(batch).exec_without_returning(transaction).await?;
    }
}

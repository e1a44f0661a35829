//! What the departments did together or alone: joint actions with their plans, inspections, trainings
//! and publicity events.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    action_task, action_task_department, enums, inspected_premises, inspection, inspection_department,
    inspection_officer, joint_action, joint_action_department, publicity_event, publicity_event_department,
    training, training_audience, training_department,
};
use rand::RngExt;
use uuid::Uuid;

use super::{Department, Ledger, Officer, Party, moment};
use crate::{
    inspections,
    shared::{recorded::Recording, search},
};

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

impl Ledger {
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
            training::Entity::texts(&row, &Vec::new()),
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
            publicity_event::Entity::texts(&row, &()),
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
}

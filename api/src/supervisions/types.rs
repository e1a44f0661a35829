//! Supervisions and their lives as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{case, enums, supervision, supervision_entry};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::{
    loaders::{SupervisionById, SupervisionEntriesOf, SupervisionsOf},
    rules::{self, Action},
    service,
};
use crate::{
    cases::{self, loaders::CaseById, types::Case},
    departments::types::{Department, department_by_id},
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        policy::{self, Act},
        values::Date,
    },
    users::types::{Person, person_by_id},
};

/// A line in a supervision's life.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::SupervisionEntryKind")]
pub enum SupervisionEntryKind {
    /// 进展报告
    Report,
    /// 督办催办
    Urge,
    /// 延期
    Extend,
    /// 撤销延期
    RevokeExtension,
    /// 解除督办
    Release,
}

/// A supervision.
pub struct Supervision(pub supervision::Model);

/// The supervision with `id`, where the viewer may see its case.
pub async fn supervision_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Supervision>> {
    let row = loaders::of(context)?.load_one(SupervisionById(id)).await.map_err(internal)?;
    Ok(row.map(Supervision))
}

/// A line of a supervision's life with this key, where the viewer may see the supervision.
pub async fn supervision_entry_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<SupervisionEntry>> {
    let caller = Caller::of(context)?;
    let row = supervision_entry::Entity::find_by_id(id).one(&caller.app.db.read).await.map_err(internal)?;
    let Some(row) = row else { return Ok(None) };
    let seen = supervision_by_id(context, row.supervision_id).await?;
    Ok(seen.map(|_| SupervisionEntry(row)))
}

/// The supervisions of a case that the viewer sees, latest first.
pub async fn supervisions_of(context: &Context<'_>, case_id: Uuid) -> Result<Vec<Supervision>> {
    let rows = loaders::of(context)?.load_one(SupervisionsOf(case_id)).await.map_err(internal)?;
    Ok(rows.unwrap_or_default().into_iter().map(Supervision).collect())
}

/// Whether the viewer can put this case on the list.
pub async fn can_supervise(context: &Context<'_>, case: &case::Model) -> Result<bool> {
    let caller = Caller::of(context)?;
    if !case.is_open || !policy::may(&caller.viewer, Act::SuperviseCase, &cases::sight::owner(case)) {
        return Ok(false);
    }
    let running = supervisions_of(context, case.id).await?;
    Ok(running.iter().all(|supervision| supervision.0.released_on.is_some()))
}

impl Supervision {
    async fn case_row(&self, context: &Context<'_>) -> Result<case::Model> {
        let row = loaders::of(context)?.load_one(CaseById(self.0.case_id)).await.map_err(internal)?;
        row.ok_or_else(|| internal(format!("case {} is missing", self.0.case_id)))
    }

    async fn can(&self, context: &Context<'_>, action: Action) -> Result<bool> {
        let caller = Caller::of(context)?;
        let case = self.case_row(context).await?;
        Ok(service::may(&caller, action, &self.0, &case)
            && rules::refusal(action, case.is_open, self.0.released_on.is_some()).is_none())
    }
}

/// A supervision (挂牌督办): a case that a coordination office put on its list.
#[Object]
impl Supervision {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Supervision, self.0.id)
    }

    /// The case.
    async fn case(&self, context: &Context<'_>) -> Result<Case> {
        Ok(self.case_row(context).await?.into())
    }

    /// The office that supervises.
    async fn office(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.office_id).await
    }

    /// The number of the office's notice (督办通知书文号).
    async fn document(&self) -> &str {
        &self.0.document
    }

    /// Why it was put on the list.
    async fn ground(&self) -> &str {
        &self.0.ground
    }

    /// What the department is to do.
    async fn requirements(&self) -> &str {
        &self.0.requirements
    }

    /// The day on which it was put on the list.
    async fn listed_on(&self) -> Date {
        Date(self.0.listed_on)
    }

    /// The last day by which the case is to be concluded.
    async fn deadline_on(&self) -> Date {
        Date(self.0.deadline_on)
    }

    /// A report is owed every so many days, counted from the day of listing.
    async fn report_every_days(&self) -> i32 {
        self.0.report_every_days
    }

    /// When the next report is owed; none once nobody waits for one.
    async fn next_report_on(&self) -> Option<Date> {
        self.0.next_report_on.map(Date)
    }

    /// Whether the next report is overdue.
    async fn report_overdue(&self, context: &Context<'_>) -> Result<bool> {
        let today = Caller::of(context)?.today();
        Ok(self.0.next_report_on.is_some_and(|day| day < today))
    }

    /// Whether the deadline has passed while the case is still on the list.
    async fn overdue(&self, context: &Context<'_>) -> Result<bool> {
        let today = Caller::of(context)?.today();
        Ok(self.0.released_on.is_none() && self.0.deadline_on < today)
    }

    /// How many reports came.
    async fn report_count(&self) -> i32 {
        self.0.report_count
    }

    /// How often the office urged.
    async fn urge_count(&self) -> i32 {
        self.0.urge_count
    }

    /// When it urged last.
    async fn last_urged_on(&self) -> Option<Date> {
        self.0.last_urged_on.map(Date)
    }

    /// The day of its release.
    async fn released_on(&self) -> Option<Date> {
        self.0.released_on.map(Date)
    }

    /// What was concluded at the release.
    async fn conclusion(&self) -> Option<&str> {
        self.0.conclusion.as_deref()
    }

    /// What happened since it was put on the list, latest first.
    async fn entries(&self, context: &Context<'_>) -> Result<Vec<SupervisionEntry>> {
        let rows = loaders::of(context)?.load_one(SupervisionEntriesOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(SupervisionEntry).collect())
    }

    /// Who put it on the list.
    async fn recorded_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.recorded_by_id).await
    }

    /// Whether the viewer can report on it.
    async fn viewer_can_report(&self, context: &Context<'_>) -> Result<bool> {
        self.can(context, Action::Report).await
    }

    /// Whether the viewer can urge the department.
    async fn viewer_can_urge(&self, context: &Context<'_>) -> Result<bool> {
        self.can(context, Action::Urge).await
    }

    /// Whether the viewer can set a later deadline.
    async fn viewer_can_extend(&self, context: &Context<'_>) -> Result<bool> {
        self.can(context, Action::Extend).await
    }

    /// Whether the viewer can revoke the last extension of the deadline: one is in force.
    async fn viewer_can_revoke_extension(&self, context: &Context<'_>) -> Result<bool> {
        let rows = loaders::of(context)?.load_one(SupervisionEntriesOf(self.0.id)).await.map_err(internal)?;
        let rows = rows.unwrap_or_default();
        let count = |kind| rows.iter().filter(|entry| entry.kind == kind).count();
        let extended =
            count(enums::SupervisionEntryKind::Extend) > count(enums::SupervisionEntryKind::RevokeExtension);
        Ok(extended && self.can(context, Action::RevokeExtension).await?)
    }

    /// Whether the viewer can release it.
    async fn viewer_can_release(&self, context: &Context<'_>) -> Result<bool> {
        self.can(context, Action::Release).await
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A line in a supervision's life.
pub struct SupervisionEntry(supervision_entry::Model);

/// A line in a supervision's life. Never changed, never removed.
#[Object]
impl SupervisionEntry {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::SupervisionEntry, self.0.id)
    }

    /// What it is.
    async fn kind(&self) -> SupervisionEntryKind {
        self.0.kind.into()
    }

    /// The day.
    async fn occurred_on(&self) -> Date {
        Date(self.0.occurred_on)
    }

    /// What was reported, asked for, given as the reason, or concluded.
    async fn content(&self) -> &str {
        &self.0.content
    }

    /// The day by which the report was owed, or the deadline from then on.
    async fn due_on(&self) -> Option<Date> {
        self.0.due_on.map(Date)
    }

    /// Whether the report came too late.
    async fn late(&self) -> bool {
        self.0.kind == enums::SupervisionEntryKind::Report
            && self.0.due_on.is_some_and(|due_on| self.0.occurred_on > due_on)
    }

    /// Who.
    async fn actor(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.actor_id).await
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at
    }
}

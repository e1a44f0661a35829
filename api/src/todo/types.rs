//! What waits for a person, as GraphQL shows it.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{
    case, clock, deconfliction, department,
    enums::{ClockSubject, WaitsFor},
};

use super::service::{self, Counts, object_type, urgency};
use crate::{
    blacklist::loaders::EntryById,
    cases::types::Case,
    clocks::words,
    deconfliction::loaders::PairOfSide,
    departments::types::Department,
    parties::types::{Party, party_by_id},
    shared::{
        clock::statutory_day,
        errors::internal,
        ids::{self, Kind},
        loaders,
        values::Date,
        viewer::language,
    },
};

/// How urgent something is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "service::Urgency")]
pub enum Urgency {
    /// 超期: the last day or moment has passed.
    Overdue,
    /// 临期: it is due today or within seven days.
    DueSoon,
    /// 期限内: it is due later, or its clock stands.
    Later,
    /// 无期限: no last day is set.
    WithoutLimit,
}

/// How much waits for the viewer.
#[derive(SimpleObject)]
pub struct TodoCounts {
    /// Overdue.
    pub overdue: i32,
    /// Due today or within seven days.
    pub due_soon: i32,
    /// Due later, or standing.
    pub later: i32,
    /// Without a last day.
    pub without_limit: i32,
    /// All of it.
    pub total: i32,
}

impl From<Counts> for TodoCounts {
    fn from(Counts { overdue, due_soon, later, without_limit, total }: Counts) -> Self {
        Self { overdue, due_soon, later, without_limit, total }
    }
}

/// Something that waits for the viewer.
pub struct TodoItem {
    /// The clock.
    pub row: clock::Model,
    /// When it is looked at.
    pub now: DateTime<Utc>,
    /// Its case, where the viewer may see it.
    pub case: Option<case::Model>,
    /// For which department it waits.
    pub department: Option<department::Model>,
}

/// Something that waits for the viewer: an open clock.
#[Object]
impl TodoItem {
    /// The global id: the same for as long as it waits, and the clock's own is another.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::TodoItem, self.row.id)
    }

    /// What is to be done, in the viewer's language.
    async fn title(&self, context: &Context<'_>) -> String {
        words::kind(self.row.kind).in_language(language(context)).to_owned()
    }

    /// How urgent it is.
    async fn urgency(&self) -> Urgency {
        urgency(&self.row, self.now).into()
    }

    /// Whether its clock stands (停止计算).
    async fn standing(&self) -> bool {
        self.row.stopped_on.is_some()
    }

    /// The last day; none where there is no limit.
    async fn due_on(&self) -> Option<Date> {
        self.row.due_on.map(Date)
    }

    /// The last moment, for what is counted in hours.
    async fn due_at(&self) -> Option<DateTime<Utc>> {
        self.row.due_at
    }

    /// How many days are left until the last day; below zero: how many have passed since.
    async fn days_left(&self) -> Option<i32> {
        let days = (self.row.due_on? - statutory_day(self.now)).num_days();
        i32::try_from(days).ok()
    }

    /// The holidays of a year in question are not known: the last day is no earlier than `dueOn`.
    async fn provisional(&self) -> bool {
        self.row.missing_year.is_some()
    }

    /// Whether it waits for the viewer as the head.
    async fn for_head(&self) -> bool {
        self.row.waits_for == WaitsFor::Head
    }

    /// For which department it waits.
    async fn department(&self) -> Result<Department> {
        let department = self.department.clone().map(Department);
        department.ok_or_else(|| internal(format!("the department of clock {} is missing", self.row.id)))
    }

    /// The case that it belongs to, where there is one that the viewer may see.
    async fn case(&self) -> Option<Case> {
        self.case.clone().map(Case::from)
    }

    /// The GraphQL type of the object that it belongs to.
    async fn object_type(&self) -> &'static str {
        object_type(self.row.subject_kind)
    }

    /// The object that it belongs to; none where it has no page of its own.
    async fn object_id(&self, context: &Context<'_>) -> Result<Option<ID>> {
        let Some(kind) = Kind::named(object_type(self.row.subject_kind)) else { return Ok(None) };
        let id = match self.row.subject_kind {
            // The clock is one side's; the page is the pair's.
            ClockSubject::Deconfliction => self.pair(context).await?.map(|pair| pair.id),
            _ => Some(self.row.subject_id),
        };
        Ok(id.map(|id| ids::encode(kind, id)))
    }

    /// The party that it is about, where it is about one rather than about a case: departments that met, an
    /// entry of the blacklist.
    async fn party(&self, context: &Context<'_>) -> Result<Option<Party>> {
        let id = match self.row.subject_kind {
            ClockSubject::Deconfliction => self.pair(context).await?.map(|pair| pair.party_id),
            ClockSubject::Blacklist => {
                let key = EntryById(self.row.subject_id);
                let entry = loaders::of(context)?.load_one(key).await.map_err(internal)?;
                entry.map(|entry| entry.party_id)
            }
            _ => None,
        };
        match id {
            Some(id) => party_by_id(context, id).await,
            None => Ok(None),
        }
    }
}

impl TodoItem {
    async fn pair(&self, context: &Context<'_>) -> Result<Option<deconfliction::Model>> {
        loaders::of(context)?.load_one(PairOfSide(self.row.subject_id)).await.map_err(internal)
    }
}

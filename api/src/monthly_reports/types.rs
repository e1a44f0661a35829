//! Monthly reports as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    clock,
    enums::{MonthlyReportAct, MonthlyReportState},
    monthly_report, monthly_report_event, region,
};
use uuid::Uuid;
use vocabulary::ClockState;

use super::{
    loaders::{ClocksOfReport, EventsOfReport},
    overview::{Counts, Month},
    rules, service,
    sight::owner,
};
use crate::{
    clocks::{rules::state, standing::standing},
    departments::types::{Department, Region, department_by_id, region_of_rule},
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        policy::{self, Act, Owner},
        values::Date,
        viewer,
    },
    users::types::{Person, person_by_id},
};

/// A monthly report, without what it says.
pub struct MonthlyReport(pub monthly_report::Model);

/// The report with this id, where the viewer may see it.
pub async fn monthly_report_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<MonthlyReport>> {
    let caller = Caller::of(context)?;
    let found = service::find(&caller.app.db.read, &caller, id).await.map_err(internal)?;
    Ok(found.map(MonthlyReport))
}

impl MonthlyReport {
    async fn clocks(&self, context: &Context<'_>) -> Result<Vec<clock::Model>> {
        let key = ClocksOfReport(self.0.id);
        Ok(loaders::of(context)?.load_one(key).await.map_err(internal)?.unwrap_or_default())
    }
}

/// A monthly report (数据月报): a department's figures for a month, or an office's for its whole region. What it says is its
/// form's.
#[Object]
impl MonthlyReport {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::MonthlyReport, self.0.id)
    }

    /// Counts the changes; a mutation names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// The first day of its month.
    async fn month(&self) -> Date {
        Date(self.0.month)
    }

    /// Who owes it.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// The department's region.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// Whether it is of the whole region, as its coordination office tells it upwards.
    async fn whole_region(&self) -> bool {
        self.0.whole_region
    }

    /// The region whose office receives it; null: nobody above does, and submitting it closes the month.
    async fn receiver(&self, context: &Context<'_>) -> Result<Option<Region>> {
        match &self.0.receiver_key {
            Some(key) => region_of_rule(context, key).await,
            None => Ok(None),
        }
    }

    /// Where it stands.
    async fn state(&self) -> MonthlyReportState {
        self.0.state
    }

    /// Its last day, as it is now: that of the first submission, or of the next after it was returned.
    async fn due_on(&self, context: &Context<'_>) -> Result<Option<Date>> {
        Ok(self.clocks(context).await?.last().and_then(|clock| clock.due_on).map(Date))
    }

    /// How its clock stands; null where nobody waits for it.
    async fn clock_state(&self, context: &Context<'_>) -> Result<Option<ClockState>> {
        let now = Caller::of(context)?.now();
        Ok(self.clocks(context).await?.last().map(|clock| state(&standing(clock), now)))
    }

    /// Whether it was first submitted after its last day, or is still to be, after it.
    async fn late(&self, context: &Context<'_>) -> Result<bool> {
        let today = Caller::of(context)?.today();
        let clocks = self.clocks(context).await?;
        let late =
            |first: &clock::Model| first.met_late || rules::is_missing(self.0.state, first.due_on, today);
        Ok(clocks.first().is_some_and(late))
    }

    /// The moment of which its figures speak: that of its submission; null while it is filled in.
    async fn counted_at(&self) -> Option<DateTime<Utc>> {
        self.0.counted_at.filter(|_| rules::is_told(self.0.state))
    }

    /// Who submitted it last.
    async fn submitted_by(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.0.submitted_by_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Whether what shows no records is reported as zero (零报告); else it is blank, and the report can't be submitted.
    async fn zeros_confirmed(&self) -> bool {
        self.0.zeros_confirmed
    }

    /// What the department says about it.
    async fn remark(&self) -> Option<&str> {
        self.0.remark.as_deref()
    }

    /// What was done with it, the latest first.
    async fn events(&self, context: &Context<'_>) -> Result<Vec<MonthlyReportEvent>> {
        let key = EventsOfReport(self.0.id);
        let rows = loaders::of(context)?.load_one(key).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(MonthlyReportEvent).collect())
    }

    /// Whether the viewer can fill it in now.
    async fn viewer_can_revise(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        let may = policy::may(viewer, Act::FillMonthlyReport, &owner(&self.0));
        Ok(may && rules::is_open(self.0.state))
    }
}

/// What was done with a report.
pub struct MonthlyReportEvent(monthly_report_event::Model);

/// What was done with a report. Never changed, never removed.
#[Object]
impl MonthlyReportEvent {
    /// What.
    async fn act(&self) -> MonthlyReportAct {
        self.0.act
    }

    /// Why, or what is to be done.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// By when it was to be submitted anew.
    async fn due_on(&self) -> Option<Date> {
        self.0.due_on.map(Date)
    }

    /// Who.
    async fn actor(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.actor_id).await
    }

    /// When.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at
    }
}

/// A region's month.
pub struct ReportingMonth {
    /// The region.
    pub region: region::Model,
    /// The first day of the month.
    pub month: NaiveDate,
    /// Its reports.
    pub found: Month,
}

/// A region's month of reports (月报情况): who owes, who is late, what is missing.
#[Object]
impl ReportingMonth {
    /// The region.
    async fn region(&self) -> Region {
        Region(self.region.clone())
    }

    /// The first day of the month.
    async fn month(&self) -> Date {
        Date(self.month)
    }

    /// The region's own report, as its office tells it upwards or closes it; null where the month was never opened.
    async fn own(&self) -> Option<MonthlyReport> {
        self.found.own.clone().map(MonthlyReport)
    }

    /// The reports that the region's office receives: those of its own departments, then of the offices below.
    async fn reports(&self) -> Vec<MonthlyReport> {
        self.found.received.iter().cloned().map(MonthlyReport).collect()
    }

    /// How many of these are how.
    async fn counts(&self) -> ReportCounts {
        ReportCounts::from(self.found.counts)
    }

    /// Whether the viewer can open the month, or open it for who came since.
    async fn viewer_can_open(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        let owner = Owner { department_id: viewer.department_id, region_key: self.region.key.clone() };
        Ok(policy::may(viewer, Act::ReceiveMonthlyReports, &owner))
    }
}

/// How many of a month's reports are how.
#[derive(SimpleObject)]
pub struct ReportCounts {
    /// All that are owed: without those excused.
    owed: i64,
    /// Submitted, whether accepted or not.
    submitted: i64,
    /// Of these, in time.
    on_time: i64,
    /// Not submitted after their last day.
    missing: i64,
    /// Returned, and not submitted again.
    returned: i64,
    /// Accepted.
    accepted: i64,
    /// Excused.
    excused: i64,
    /// Submitted of those owed, in per cent with one decimal; null where nothing is owed.
    submitted_percent: Option<String>,
    /// In time of those owed, in per cent with one decimal.
    on_time_percent: Option<String>,
}

impl From<Counts> for ReportCounts {
    fn from(counts: Counts) -> Self {
        let Counts { owed, submitted, on_time, missing, returned, accepted, excused } = counts;
        Self {
            owed,
            submitted,
            on_time,
            missing,
            returned,
            accepted,
            excused,
            submitted_percent: counts.submitted_percent(),
            on_time_percent: counts.on_time_percent(),
        }
    }
}

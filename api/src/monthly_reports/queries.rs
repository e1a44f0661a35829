//! The list of monthly reports, one of them, and a region's month.

use async_graphql::{Context, ID, InputObject, Object, Result};
use entity::{enums::MonthlyReportState, monthly_report, region};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    figures,
    form_types::MonthlyForm,
    overview, rules, service,
    sight::visible,
    types::{MonthlyReport, ReportingMonth, monthly_report_by_id},
};
use crate::shared::{
    caller::Caller,
    errors::internal,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
    policy::Scope,
    scope::{region_key, within_region},
    values::{Date, DateRangeInput},
};

/// Which reports a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct MonthlyReportFilter {
    /// Of this department.
    pub department_id: Option<ID>,
    /// Of the region with this code and all below it.
    pub region_code: Option<String>,
    /// Of months that begin within this period.
    pub months: Option<DateRangeInput>,
    /// In one of these states; empty is no restriction.
    pub state: Option<Vec<MonthlyReportState>>,
}

impl MonthlyReportFilter {
    fn condition(&self) -> Condition {
        use monthly_report::Column;
        let department = self.department_id.as_ref().map(|id| ids::named(Kind::Department, id));
        let states = self.state.as_ref().filter(|states| !states.is_empty());
        let region = self.region_code.as_deref().map(region_key);
        Condition::all()
            .add_option(department.map(|id| Column::DepartmentId.eq(id)))
            .add_option(region.map(|key| within_region(key, (monthly_report::Entity, Column::RegionKey))))
            .add_option(self.months.map(|months| Column::Month.between(months.from.0, months.to.0)))
            .add_option(states.map(|states| Column::State.is_in(states.iter().copied())))
    }
}

/// What can be asked about monthly reports.
#[derive(Default)]
pub struct MonthlyReportQueries;

/// What can be asked about monthly reports.
#[Object]
impl MonthlyReportQueries {
    /// The report with this id, where the viewer may see it.
    async fn monthly_report(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The report's global id.")] id: ID,
    ) -> Result<Option<MonthlyReport>> {
        Caller::of(context)?;
        monthly_report_by_id(context, ids::named(Kind::MonthlyReport, &id)).await
    }

    /// What the report with this id says, where the viewer may see it: from the ledger while it is filled in, and as it was
    /// told once it is submitted.
    async fn monthly_form(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The report's global id.")] id: ID,
    ) -> Result<Option<MonthlyForm>> {
        let caller = Caller::of(context)?;
        let (db, id) = (&caller.app.db.read, ids::named(Kind::MonthlyReport, &id));
        let Some(row) = service::find(db, &caller, id).await.map_err(internal)? else { return Ok(None) };
        let filled = figures::read(db, &row).await.map_err(internal)?;
        Ok(Some(MonthlyForm { row, filled }))
    }

    /// The monthly reports that the viewer may see, the latest month first: a department's own; for an office those of
    /// its region and of all below.
    async fn monthly_reports(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which reports to show.")] filter: Option<MonthlyReportFilter>,
    ) -> Result<Listing<MonthlyReport>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = monthly_report::Entity::find()
            .filter(visible(&caller.records()))
            .filter(filter.unwrap_or_default().condition());
        let sort = Sort {
            by: SortedBy::Day,
            column: Expr::col((monthly_report::Entity, monthly_report::Column::Month)),
            id: Expr::col((monthly_report::Entity, monthly_report::Column::Id)),
            descending: true,
        };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |report: &MonthlyReport| Position::new(SortValue::Date(report.0.month), report.0.id);
        Ok(page.listing(rows.into_iter().map(MonthlyReport).collect(), position, total))
    }

    /// The month of a region: who owes, who is late, what is missing. Null where the viewer may not see the region's
    /// records as a whole.
    async fn reporting_month(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The region's code (GB/T 2260).")] region_code: String,
        #[graphql(desc = "A day of the month.")] month: Date,
    ) -> Result<Option<ReportingMonth>> {
        let caller = Caller::of(context)?;
        let Scope::Region(prefix) = caller.records() else { return Ok(None) };
        let db = &caller.app.db.read;
        let region = region::Entity::find().filter(region::Column::Code.eq(region_code)).one(db).await;
        let region = region.map_err(internal)?.filter(|region| region.key.starts_with(&prefix));
        let Some(region) = region else { return Ok(None) };
        let month = rules::month_of(month.0);
        let found = overview::read(db, &region.key, month, caller.today()).await.map_err(internal)?;
        Ok(Some(ReportingMonth { region, month, found }))
    }
}

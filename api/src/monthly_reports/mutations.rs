//! Opening a month, filling a report in, and what is done with it: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::enums::MonthlyReportAct;

use super::{
    opening::{self, NewMonth},
    service::{self, Correction, Deed, Stated},
    types::{MonthlyReport, monthly_report_by_id},
    workbook,
};
use crate::{
    exports::mutations::{ExportedFile, asked},
    shared::{
        caller::Caller,
        errors::UserError,
        ids::{self, Kind},
        values::Date,
    },
};

/// A month that is to be reported.
#[derive(InputObject, Clone, Debug)]
pub struct OpenReportingMonthInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// A day of the month: this one, or one of the last 24.
    month: Date,
    /// The last day of all reports; left out, as the rules in force say.
    due_on: Option<Date>,
}

/// The month opened, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct OpenReportingMonthPayload {
    /// The region's own report of the month.
    report: Option<MonthlyReport>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// A figure to be reported other than the records say.
#[derive(InputObject, Clone, Debug)]
pub struct MonthlyFigureInput {
    /// The indicator's code.
    indicator: String,
    /// The number in the indicator's unit: whole, or yuan with at most two decimal places.
    value: String,
    /// Whether that is a lower bound (余).
    #[graphql(default)]
    at_least: bool,
    /// Why.
    reason: String,
}

impl From<MonthlyFigureInput> for Correction {
    fn from(input: MonthlyFigureInput) -> Self {
        let MonthlyFigureInput { indicator, value, at_least, reason } = input;
        Self { indicator, value, at_least, reason }
    }
}

/// What a report is to say, in whole.
#[derive(InputObject, Clone, Debug)]
pub struct ReviseMonthlyReportInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The report.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
    /// What is corrected; everything else is as the records say.
    corrections: Vec<MonthlyFigureInput>,
    /// What shows no records is zero (零报告).
    zeros_confirmed: bool,
    /// What is said about it.
    remark: Option<String>,
}

/// The report revised, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReviseMonthlyReportPayload {
    /// The report; beside a CONFLICT, as it is now.
    report: Option<MonthlyReport>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What is done with a report.
#[derive(InputObject, Clone, Debug)]
pub struct RecordMonthlyReportActInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The report.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
    /// What: one of its `acts`.
    act: MonthlyReportAct,
    /// Why, or what is to be done; wanted of RETURN, EXCUSE and UNFREEZE.
    note: Option<String>,
    /// By when it is to be submitted anew; wanted of RETURN and UNFREEZE.
    due_on: Option<Date>,
}

/// The report after the act, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct RecordMonthlyReportActPayload {
    /// The report; beside a CONFLICT, as it is now.
    report: Option<MonthlyReport>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// Which report to write into a workbook.
#[derive(InputObject, Clone, Debug)]
pub struct ExportMonthlyReportInput {
    /// The report.
    id: ID,
}

/// The workbook, or what is wrong.
#[derive(SimpleObject)]
pub struct ExportMonthlyReportPayload {
    /// The workbook (.xlsx).
    file: Option<ExportedFile>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done with monthly reports.
#[derive(Default)]
pub struct MonthlyReportMutations;

/// What can be done with monthly reports.
#[Object]
impl MonthlyReportMutations {
    /// Opens a month for the viewer's region and all below: every department and every office owes a report of it from
    /// then on, until the day that the rules in force say, or a given one. Who has one already keeps it. Each following
    /// month opens by itself. For the office of the region.
    async fn open_reporting_month(
        &self,
        context: &Context<'_>,
        input: OpenReportingMonthInput,
    ) -> Result<OpenReportingMonthPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let new = NewMonth { month: input.month.0, due_on: input.due_on.map(|day| day.0) };
        let result = opening::open(&caller, new, key).await;
        let (report, errors) = caller.answer(result.map(MonthlyReport))?;
        Ok(OpenReportingMonthPayload { report, errors })
    }

    /// States what a report says, in whole: what is corrected, with the reason, whether what shows no records is zero, and
    /// a remark. For the department that owes it, until it is submitted.
    async fn revise_monthly_report(
        &self,
        context: &Context<'_>,
        input: ReviseMonthlyReportInput,
    ) -> Result<ReviseMonthlyReportPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::MonthlyReport, &input.id);
        let stated = Stated {
            corrections: input.corrections.into_iter().map(Correction::from).collect(),
            zeros_confirmed: input.zeros_confirmed,
            remark: input.remark,
        };
        let result = service::revise(&caller, (id, input.version), stated, key).await;
        let now = monthly_report_by_id(context, id);
        let (report, errors) = caller.answer_or(result.map(MonthlyReport), now).await?;
        Ok(ReviseMonthlyReportPayload { report, errors })
    }

    /// Does something with a report: its department's head, or the office of the region that it is of, submits it; the office
    /// that receives it returns, accepts, excuses, urges, or opens it again with a reason. Each is told to the other side.
    async fn record_monthly_report_act(
        &self,
        context: &Context<'_>,
        input: RecordMonthlyReportActInput,
    ) -> Result<RecordMonthlyReportActPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::MonthlyReport, &input.id);
        let deed = Deed { act: input.act, note: input.note, due_on: input.due_on.map(|day| day.0) };
        let result = service::act(&caller, (id, input.version), deed, key).await;
        let now = monthly_report_by_id(context, id);
        let (report, errors) = caller.answer_or(result.map(MonthlyReport), now).await?;
        Ok(RecordMonthlyReportActPayload { report, errors })
    }

    /// Writes a report into a workbook, as it stands or as it was told. That it was done is in the audit log.
    async fn export_monthly_report(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which report.")] input: ExportMonthlyReportInput,
    ) -> Result<ExportMonthlyReportPayload> {
        let caller = Caller::of(context)?;
        let asked = asked(context)?;
        let id = ids::named(Kind::MonthlyReport, &input.id);
        let (written, errors) = caller.answer(workbook::write(&caller, id, asked).await)?;
        let file = written.map(|(workbook, name)| ExportedFile::of(workbook, name)).transpose()?;
        Ok(ExportMonthlyReportPayload { file, errors })
    }
}

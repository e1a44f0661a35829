//! The figures of a report, each beside what the records say, and by how much earlier months came to differ.

use super::{
    month::month_name,
    operations::{
        MonthlyCorrection, MonthlyFigure, MonthlyFigureInput, MonthlyForm, MonthlyReport, ReportNow,
        ReviseMonthlyReport, ReviseMonthlyReportInput,
    },
    report::stated,
};
use crate::{
    components::{
        dialog::Dialog,
        fields::{CheckField, TextAreaField, TextField},
        form::{Form, FormView},
        toast::Toasts,
    },
    graphql::{
        enums::{Choice as _, IndicatorGroup},
        fragments::DateRangeInput,
        scalars::{Date, DateTime},
    },
    i18n::t,
    summary::{
        choice::Choice,
        page::{signed, value},
        period::days_in_month,
    },
};
use leptos::prelude::*;

/// Where the records are that a figure of this month counts: as they were when it was told, or now.
fn href(report: &MonthlyReport, indicator: &str, month: &Date, at: Option<DateTime>) -> String {
    let period = DateRangeInput { from: month.clone(), to: Date(last_day(month)) };
    let region = report.region.as_ref().map(|region| region.code.clone()).unwrap_or_default();
    let departments = (!report.whole_region).then(|| vec![report.department.id.clone()]);
    let choice = Choice { departments, at, ..Choice::own(region, period) };
    format!("/summary/{indicator}{}", choice.query())
}

fn last_day(month: &Date) -> String {
    let (year, of_year, _) = month.parts().unwrap_or((2000, 1, 1));
    format!("{year:04}-{of_year:02}-{:02}", days_in_month(year, of_year))
}

fn is_nothing(figure: &MonthlyFigure) -> bool {
    let nothing = |value: &str| value.chars().all(|digit| matches!(digit, '0' | '.'));
    nothing(&figure.computed.value)
        && figure.value.as_deref().is_none_or(nothing)
        && figure.reason.is_none()
        && figure.year_to_date.as_deref().is_none_or(nothing)
        && nothing(&figure.computed.previous_value)
}

/// The table of figures; who fills the report in corrects them here.
pub fn figures(form: &MonthlyForm, changed: Callback<()>) -> impl IntoView + use<> {
    let (words, report) = (&t().reports, &form.report);
    let (open, chosen) = (RwSignal::new(false), RwSignal::new(None::<MonthlyFigure>));
    let only_some = RwSignal::new(true);
    let groups = IndicatorGroup::ALL.iter().map(|group| {
        let rows = form.figures.iter().filter(|figure| figure.group == *group);
        let rows = rows.map(|figure| row(report, figure, only_some, open, chosen)).collect_view();
        view! {
            <tbody>
                <tr class="group"><th scope="rowgroup" colspan="7">{group.label()}</th></tr>
                {rows}
            </tbody>
        }
    });
    let groups = groups.collect_view();
    let title = Signal::derive(move || {
        chosen.get().map(|figure| (t().reports.correct_title)(&figure.computed.label)).unwrap_or_default()
    });
    let form = StoredValue::new(form.clone());
    view! {
        <p class="hint no-print">{words.hint}</p>
        <label class="check no-print">
            <input type="checkbox" data-testid="only-some" bind:checked=only_some/>{words.only_some}
        </label>
        <div class="table-frame sheet-across" tabindex="0" role="group" aria-label=words.figures>
            <table class="sheet-table" data-testid="monthly-figures">
                <thead><tr>
                    <th scope="col">{t().summary.indicator}</th><th scope="col">{t().summary.unit}</th>
                    <th scope="col" class="number">{words.by_records}</th>
                    <th scope="col" class="number">{words.reported}</th>
                    <th scope="col" class="number">{words.previous}</th>
                    <th scope="col" class="number">{words.year}</th>
                    <th scope="col">{words.reason}</th>
                </tr></thead>
                {groups}
            </table>
        </div>
        <Dialog open title>
            {move || chosen.get().map(|figure| {
                view! { <CorrectionForm of=form.get_value() figure open changed/> }
            })}
        </Dialog>
    }
}

fn row(
    report: &MonthlyReport,
    figure: &MonthlyFigure,
    only_some: RwSignal<bool>,
    open: RwSignal<bool>,
    chosen: RwSignal<Option<MonthlyFigure>>,
) -> impl IntoView + use<> {
    let words = &t().reports;
    let (code, computed) = (&figure.indicator, &figure.computed);
    let nothing = is_nothing(figure);
    let reported = match &figure.value {
        Some(reported) => view! { <strong>{value(reported, figure.at_least)}</strong> }.into_any(),
        None => view! { <span class="soft">{words.blank}</span> }.into_any(),
    };
    let adjusted = (figure.adjusted.chars().any(|digit| ('1'..='9').contains(&digit)))
        .then(|| view! { <span class="detail">{(words.adjusted)(&figure.adjusted)}</span> });
    let correct = report.viewer_can_revise.then(|| {
        let figure = figure.clone();
        let start = move |_| {
            chosen.set(Some(figure.clone()));
            open.set(true);
        };
        view! {
            <button type="button" class="quiet no-print" on:click=start data-testid=format!("correct-{code}")>{words.correct}</button>
        }
    });
    let href = href(report, code, &report.month, report.counted_at.clone());
    let written = value(&computed.value, computed.at_least);
    let year =
        figure.year_to_date.as_ref().map_or_else(|| t().states.none.to_owned(), |year| value(year, false));
    view! {
        <tr id=format!("figure-{code}") hidden=move || nothing && only_some.get()>
            <th scope="row" title=computed.definition.clone()>{computed.label.clone()}</th>
            <td class="unit">{computed.unit.clone()}</td>
            <td class="number"><a href=href data-testid=format!("computed-{code}")>{written}</a>{adjusted}</td>
            <td class="number" data-testid=format!("reported-{code}")>{reported}</td>
            <td class="number soft">{value(&computed.previous_value, computed.previous_at_least)}</td>
            <td class="number soft">{year}</td>
            <td>{figure.reason.clone()}" "{correct}</td>
        </tr>
    }
}

/// Corrects a figure, or withdraws what was corrected.
#[component]
fn CorrectionForm(
    of: MonthlyForm,
    figure: MonthlyFigure,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().reports);
    let corrected = figure.reason.is_some();
    let typed = RwSignal::new(figure.value.clone().unwrap_or_else(|| figure.computed.value.clone()));
    let at_least = RwSignal::new(figure.at_least);
    let reason = RwSignal::new(figure.reason.clone().unwrap_or_default());
    let code = figure.indicator.clone();
    let others: Vec<MonthlyFigureInput> =
        stated(&of).into_iter().filter(|other| other.indicator != code).collect();
    let report = of.report;
    // What is wrong is named by its place in the list; the figure at hand is the first.
    let send = StoredValue::new(move |own: Option<MonthlyFigureInput>| {
        let input = ReviseMonthlyReportInput {
            idempotency_key: form.key(),
            id: report.id.clone(),
            version: report.version,
            corrections: own.into_iter().chain(others.clone()).collect(),
            zeros_confirmed: report.zeros_confirmed,
            remark: report.remark.clone(),
        };
        let done = move |_: ReportNow| {
            open.set(false);
            toasts.say(t().reports.saved);
            changed.run(());
        };
        form.send::<ReviseMonthlyReport>(input, done, move |_| changed.run(()));
    });
    let submit = move || {
        let own = MonthlyFigureInput {
            indicator: code.clone(),
            value: typed.get_untracked(),
            at_least: at_least.get_untracked(),
            reason: reason.get_untracked(),
        };
        send.with_value(|send| send(Some(own)));
    };
    let withdraw = move |_| send.with_value(|send| send(None));
    let unit = figure.computed.unit.clone();
    view! {
        <p>{words.by_records}"："{value(&figure.computed.value, figure.computed.at_least)}" "{unit.clone()}</p>
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="corrections.0.value" label=format!("{}（{unit}）", words.value) value=typed required=true keyboard="decimal"/>
            <CheckField name="corrections.0.atLeast" label=words.at_least value=at_least/>
            <TextAreaField name="corrections.0.reason" label=words.reason value=reason required=true rows=3 hint=words.reason_hint/>
        </FormView>
        {corrected.then(|| view! {
            <p class="actions"><button type="button" class="quiet" on:click=withdraw data-testid="withdraw">{words.withdraw}</button></p>
        })}
    }
}

/// By how much earlier months came to differ; each opens to what changed.
pub fn corrections(form: &MonthlyForm) -> impl IntoView + use<> {
    let words = &t().reports;
    if form.corrections.is_empty() {
        return view! { <p class="hint" data-testid="no-corrections">{words.no_corrections}</p> }.into_any();
    }
    let rows =
        form.corrections.iter().map(|correction| correction_row(&form.report, correction)).collect_view();
    view! {
        <p class="hint">{words.corrections_hint}</p>
        <div class="table-frame">
            <table class="data" data-testid="corrections">
                <thead><tr>
                    <th scope="col">{words.month}</th><th scope="col">{t().summary.indicator}</th>
                    <th scope="col" class="number">{words.difference}</th>
                    <th scope="col" class="number">{t().summary.value}</th><th scope="col">{t().summary.unit}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn correction_row(report: &MonthlyReport, correction: &MonthlyCorrection) -> impl IntoView + use<> {
    let (words, figure) = (&t().reports, &correction.figure);
    let href = href(report, &figure.indicator, &correction.month, Some(correction.since.clone()));
    view! {
        <tr data-testid="correction">
            <th scope="row">{month_name(&correction.month)}</th>
            <td data-label=t().summary.indicator>{figure.label.clone()}</td>
            <td class="number" data-label=words.difference><a href=href>{signed(&correction.difference)}</a></td>
            <td class="number" data-label=t().summary.value>{value(&figure.value, figure.at_least)}</td>
            <td data-label=t().summary.unit>{figure.unit.clone()}</td>
        </tr>
    }
}

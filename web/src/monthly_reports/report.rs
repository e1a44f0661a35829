//! One monthly report: how it stands, what the check finds, its figures, what came to differ of earlier months, what was
//! done with it.

use super::{
    acts::Acts,
    figures::{corrections, figures},
    month::{month_name, state_badge},
    operations::{
        ExportMonthlyReport, ExportMonthlyReportInput, MonthlyFigureInput, MonthlyFinding, MonthlyForm,
        MonthlyReport, MonthlyReportEvent, ReportNow, ReviseMonthlyReport, ReviseMonthlyReportInput,
        ShowReport,
    },
};
use crate::{
    components::{
        display::{Badge, Facts, PageHeader, PrintButton, Section, clock_badge, or_dash},
        export::export_button,
        fields::{CheckField, TextAreaField, optional},
        form::{Form, FormView},
        states::{Loaded, NotFound},
        toast::Toasts,
    },
    graphql::{
        enums::{Choice as _, FindingGrade, MonthlyReportState},
        operation::ById,
        query::use_query,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/reports/:id`
#[component]
pub fn ReportPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowReport::build(ById { id: cynic::Id::new(id) })
    });
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <Loaded query let:data>
            {match data.monthly_form {
                Some(form) => page(form, changed),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

/// What is corrected so far, as it is sent.
pub fn stated(form: &MonthlyForm) -> Vec<MonthlyFigureInput> {
    let corrected = form.figures.iter().filter_map(|figure| {
        Some(MonthlyFigureInput {
            indicator: figure.indicator.clone(),
            value: figure.value.clone()?,
            at_least: figure.at_least,
            reason: figure.reason.clone()?,
        })
    });
    corrected.collect()
}

fn page(form: MonthlyForm, changed: Callback<()>) -> AnyView {
    let (words, report) = (&t().reports, &form.report);
    let title = (words.report)(&report.department.name, &month_name(&report.month));
    let id = report.id.clone();
    let export = export_button::<ExportMonthlyReport>(t().table.export, move || ExportMonthlyReportInput {
        id: id.clone(),
    });
    let statement = report.viewer_can_revise.then(|| {
        let form = form.clone();
        view! { <Section title=words.statement><Statement of=form changed/></Section> }
    });
    let body = if report.state == MonthlyReportState::Excused {
        view! { <p class="notice">{words.excused_note}</p> }.into_any()
    } else {
        let (findings, corrections) = (findings(&form), corrections(&form));
        let figures = figures(&form, changed);
        view! {
            <Section title=words.findings>{findings}</Section>
            {statement}
            <Section title=words.figures>{figures}</Section>
            <Section title=words.corrections>{corrections}</Section>
        }
        .into_any()
    };
    let events = (!report.events.is_empty()).then(|| {
        let events = report.events.iter().map(event).collect_view();
        view! { <Section title=words.events><ol class="timeline">{events}</ol></Section> }
    });
    let facts = facts(report);
    view! {
        <PageHeader title above=vec![(words.title, "/reports")]>{export}<PrintButton/></PageHeader>
        <section class="panel"><Facts facts/></section>
        <Acts form=form.clone() changed/>
        {body}
        {events}
    }
    .into_any()
}

fn facts(report: &MonthlyReport) -> Vec<(&'static str, AnyView)> {
    let words = &t().reports;
    let receiver = match &report.receiver {
        Some(region) => region.name.clone().into_any(),
        None => words.closes.into_any(),
    };
    let timeliness = report.counted_at.as_ref().map(|_| {
        let label = if report.late { words.late } else { words.in_time };
        view! { " "<Badge label tone=if report.late { "waiting" } else { "done" }/> }
    });
    let state = view! { <span class="badges">{state_badge(report.state, report.late)}{timeliness}</span> };
    let due = view! { {or_dash(report.due_on.as_ref())}" "{clock_badge(report.clock_state)} };
    let mut facts = vec![
        (words.state, state.into_any()),
        (words.due_on, due.into_any()),
        (words.department, report.department.name.clone().into_any()),
        (words.receiver, receiver),
    ];
    if report.whole_region {
        let region = report.region.as_ref().map(|region| region.name.clone());
        facts.push((words.whole_region, or_dash(region)));
    }
    if let Some(at) = &report.counted_at {
        let by = report.submitted_by.as_ref().map(|by| by.display_name.clone()).unwrap_or_default();
        facts.push((words.counted_at, format!("{} {by}", at.shanghai()).into_any()));
    }
    if let Some(remark) = &report.remark {
        facts.push((words.remark, view! { <span class="prose">{remark.clone()}</span> }.into_any()));
    }
    facts
}

fn findings(form: &MonthlyForm) -> AnyView {
    if form.findings.is_empty() {
        return view! { <p class="hint" data-testid="no-findings">{t().reports.no_findings}</p> }.into_any();
    }
    let row = |finding: &MonthlyFinding| {
        let tone = match finding.grade {
            FindingGrade::Blocking => "overdue",
            FindingGrade::Explain => "waiting",
            FindingGrade::Notice => "calm",
        };
        // The figure stands further down on this page.
        let text = match finding.indicators.as_slice() {
            [first, rest @ ..] if rest.len() < 10 => {
                view! { <a href=format!("#figure-{first}") rel="external">{finding.text.clone()}</a> }
                    .into_any()
            }
            _ => finding.text.clone().into_any(),
        };
        view! {
            <li data-testid="finding">
                <Badge label=finding.grade.label() tone/>" "<Badge label=finding.check.label()/>" "{text}
            </li>
        }
    };
    let rows = form.findings.iter().map(row).collect_view();
    view! { <ul class="findings">{rows}</ul> }.into_any()
}

/// Whether what shows no records is zero, and a remark.
#[component]
fn Statement(of: MonthlyForm, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().reports);
    let report = of.report.clone();
    let zeros = RwSignal::new(report.zeros_confirmed);
    let remark = RwSignal::new(report.remark.clone().unwrap_or_default());
    let submit = move || {
        let input = ReviseMonthlyReportInput {
            idempotency_key: form.key(),
            id: report.id.clone(),
            version: report.version,
            corrections: stated(&of),
            zeros_confirmed: zeros.get_untracked(),
            remark: optional(remark),
        };
        let done = move |_: ReportNow| {
            toasts.say(t().reports.saved);
            changed.run(());
        };
        form.send::<ReviseMonthlyReport>(input, done, move |_| changed.run(()));
    };
    view! {
        <FormView form submit=words.save on_submit=submit>
            <div class="wide"><CheckField name="zerosConfirmed" label=words.zeros value=zeros hint=words.zeros_hint/></div>
            <TextAreaField name="remark" label=words.remark value=remark rows=2 hint=words.remark_hint/>
        </FormView>
    }
}

fn event(event: &MonthlyReportEvent) -> impl IntoView + use<> {
    let until = event.due_on.as_ref().map(|day| format!("{}：{day}", t().reports.again_until));
    view! {
        <li data-testid="event">
            <p class="step"><strong>{event.act.label()}</strong><span class="detail">{event.recorded_at.shanghai()}" "{event.actor.display_name.clone()}</span></p>
            {event.note.clone().map(|note| view! { <p class="prose">{note}</p> })}
            {until.map(|until| view! { <p class="detail">{until}</p> })}
        </li>
    }
}

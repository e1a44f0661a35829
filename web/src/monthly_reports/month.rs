//! A region's month on one page: who has told what, who is late; and for a department its own reports.

use super::{
    PLACE,
    operations::{
        MonthVariables, OpenReportingMonth, OpenReportingMonthInput, ReportCounts, ReportNow, ReportPageOf,
        ReportRow, ReportingMonth, ShowMonth,
    },
};
use crate::{
    components::{
        dialog::Dialog,
        display::{Badge, PageHeader, PrintButton, Section, clock_badge, or_dash},
        fields::DateField,
        form::{Form, FormView},
        states::{Empty, Loaded, NoRight},
        table::{Column, DataTable, Pagination},
        toast::Toasts,
        url_state::{UrlState, use_url_state},
    },
    graphql::{
        enums::{Choice as _, MonthlyReportState},
        query::use_query,
        scalars::Date,
    },
    i18n::{Language, language, t},
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/reports`
#[component]
pub fn MonthPage() -> impl IntoView {
    let (session, url, words) = (Session::current(), use_url_state(), &t().reports);
    if !untrack(|| session.may(|viewer| viewer.can_see_summary)) {
        return view! { <NoRight/> }.into_any();
    }
    let query = use_query(move || {
        let page = url.page();
        ShowMonth::build(MonthVariables {
            region_code: region(url, session),
            month: Date(month(url, session)),
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
        })
    });
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <PageHeader title=words.title><PrintButton/></PageHeader>
        <Loaded query let:data>
            {match data.reporting_month {
                Some(month) => of_region(&month, url, session, changed).into_any(),
                None => own_reports(data.monthly_reports).into_any(),
            }}
        </Loaded>
    }
    .into_any()
}

fn region(url: UrlState, session: Session) -> String {
    let own = || session.viewer().map(|viewer| viewer.office.code).unwrap_or_default();
    url.get("region").unwrap_or_else(own)
}

/// The first day of the month in the address; else of this one.
fn month(url: UrlState, session: Session) -> String {
    let asked = url.get("month").map(Date).and_then(|day| day.parts());
    let (year, month, _) = asked.or_else(|| Date(session.today()).parts()).unwrap_or((2000, 1, 1));
    first_day(year, month)
}

fn first_day(year: i32, month: u32) -> String {
    format!("{year:04}-{month:02}-01")
}

/// `2026年11月`
pub fn month_name(month: &Date) -> String {
    match (month.parts(), language()) {
        (Some((year, month, _)), Language::Chinese) => format!("{year}年{month}月"),
        (Some((year, month, _)), Language::English) => format!("{year}-{month:02}"),
        (None, _) => month.0.clone(),
    }
}

/// What a state looks like; red is only what is late.
pub fn state_badge(state: MonthlyReportState, late: bool) -> AnyView {
    let tone = match state {
        MonthlyReportState::Open if late => "overdue",
        MonthlyReportState::Open | MonthlyReportState::Returned => "waiting",
        MonthlyReportState::Submitted => "calm",
        MonthlyReportState::Accepted | MonthlyReportState::Excused => "done",
    };
    view! { <Badge label=state.label() tone/> }.into_any()
}

fn of_region(
    month: &ReportingMonth,
    url: UrlState,
    session: Session,
    changed: Callback<()>,
) -> impl IntoView + use<> {
    let words = &t().reports;
    let open = month.viewer_can_open.then(|| opening(month, changed));
    let body = if month.own.is_none() && month.reports.is_empty() {
        view! { <p class="hint" data-testid="not-open">{words.not_open}</p> }.into_any()
    } else {
        let own = month.own.clone().map(|own| {
            let table = reports_table(vec![own]);
            view! { <Section title=words.own>{table}</Section> }
        });
        let received = if month.reports.is_empty() {
            view! { <Empty/> }.into_any()
        } else {
            reports_table(month.reports.clone()).into_any()
        };
        let counts = counts(&month.counts);
        view! { <div class="page-acts">{counts}</div>{own}<Section title=words.received>{received}</Section> }
            .into_any()
    };
    view! {
        <div class="page-acts">
            {months(&month.month, url, session)}
            <p class="sheet-period">{format!("{} {}", month.region.name, month_name(&month.month))}</p>
            {open}
        </div>
        {body}
    }
}

/// The ways to the months before and after.
fn months(shown: &Date, url: UrlState, session: Session) -> impl IntoView + use<> {
    let words = &t().reports;
    let (year, month, _) = shown.parts().unwrap_or((2000, 1, 1));
    let earlier = if month == 1 { first_day(year - 1, 12) } else { first_day(year, month - 1) };
    let later = if month == 12 { first_day(year + 1, 1) } else { first_day(year, month + 1) };
    let href = |month: &str| untrack(|| url.href(&[("month", Some(month))]));
    let is_last = untrack(|| later > session.today());
    let later = match is_last {
        true => view! { <span class="button disabled">{words.later}</span> }.into_any(),
        false => view! { <a class="button" href=href(&later) data-testid="later-month">{words.later}</a> }
            .into_any(),
    };
    view! {
        <nav class="chips no-print" aria-label=words.month>
            <a class="button" href=href(&earlier) data-testid="earlier-month">{words.earlier}</a>
            {later}
        </nav>
    }
}

fn counts(counts: &ReportCounts) -> impl IntoView + use<> {
    let words = &t().reports;
    if counts.owed == 0 {
        return view! { <p class="hint">{words.none_owed}</p> }.into_any();
    }
    let share = |share: &Option<String>| share.clone().unwrap_or_else(|| t().states.none.to_owned());
    let line = (words.counts)(
        counts.submitted,
        counts.owed,
        &share(&counts.submitted_percent),
        &share(&counts.on_time_percent),
    );
    let some = |n: i32, tone: &'static str, said: fn(i32) -> String| {
        (n > 0).then(|| view! { <Badge label=said(n) tone/>" " })
    };
    view! {
        <p data-testid="month-counts"><strong>{line}</strong></p>
        <p class="badges">
            {some(counts.missing, "overdue", words.missing)}
            {some(counts.returned, "waiting", words.returned)}
            {some(counts.accepted, "done", words.accepted)}
            {some(counts.excused, "done", words.excused)}
        </p>
    }
    .into_any()
}

fn reports_table(rows: Vec<ReportRow>) -> impl IntoView {
    let words = &t().reports;
    let columns = vec![
        Column::new(words.department, |row: &ReportRow| {
            let of_region = row.whole_region.then(|| {
                let code = row.region.as_ref().map(|region| region.code.clone()).unwrap_or_default();
                let href = format!("/reports?region={code}&month={}", row.month);
                view! { " "<a class="detail no-print" href=href>{t().reports.region_month}</a> }
            });
            let name = row.department.name.clone();
            view! { <a href=PLACE.href(&row.id) data-testid="report">{name}</a>{of_region} }.into_any()
        }),
        Column::new(words.state, |row: &ReportRow| state_badge(row.state, row.late)).short(),
        Column::new(words.due_on, |row: &ReportRow| {
            view! { {or_dash(row.due_on.as_ref())}" "{clock_badge(row.clock_state)} }.into_any()
        })
        .short(),
        Column::new(words.submitted, |row: &ReportRow| match (&row.counted_at, &row.submitted_by) {
            (Some(at), Some(by)) => {
                let late = row.late.then(|| view! { " "<Badge label=t().reports.late tone="waiting"/> });
                view! { {at.shanghai()}" "<span class="detail">{by.display_name.clone()}{late}</span> }
                    .into_any()
            }
            _ => or_dash(None::<String>),
        })
        .short(),
        Column::new(words.remark, |row: &ReportRow| or_dash(row.remark.clone())),
    ];
    view! { <DataTable columns rows caption=words.received/> }
}

fn own_reports(page: ReportPageOf) -> impl IntoView {
    let words = &t().reports;
    if page.nodes.is_empty() {
        return view! { <Empty/><p class="hint">{words.no_reports}</p> }.into_any();
    }
    let columns = vec![
        Column::new(words.month, |row: &ReportRow| month_name(&row.month).into_any()),
        Column::new(words.state, |row: &ReportRow| state_badge(row.state, row.late)).short(),
        Column::new(words.due_on, |row: &ReportRow| {
            view! { {or_dash(row.due_on.as_ref())}" "{clock_badge(row.clock_state)} }.into_any()
        })
        .short(),
        Column::new(words.counted_at, |row: &ReportRow| {
            or_dash(row.counted_at.as_ref().map(crate::graphql::scalars::DateTime::shanghai))
        })
        .short(),
        Column::new(words.remark, |row: &ReportRow| or_dash(row.remark.clone())),
    ];
    let rows = page.nodes;
    view! {
        <DataTable columns rows href=|row: &ReportRow| PLACE.href(&row.id) caption=words.own_title/>
        <Pagination page=page.page_info total=None more=None/>
    }
    .into_any()
}

/// The way to open the month, or to open it for who came since.
fn opening(month: &ReportingMonth, changed: Callback<()>) -> impl IntoView + use<> {
    let words = &t().reports;
    let is_open = month.own.is_some();
    let (open, of) = (RwSignal::new(false), month.month.clone());
    let title =
        format!("{}：{}", if is_open { words.open_again } else { words.open }, month_name(&month.month));
    let class = if is_open { "quiet" } else { "primary" };
    let label = if is_open { words.open_again } else { words.open };
    view! {
        <p class="actions no-print">
            <button type="button" class=class on:click=move |_| open.set(true) data-testid="open-month">{label}</button>
        </p>
        <Dialog open title>
            <OpenForm month=of.clone() open changed/>
        </Dialog>
    }
}

#[component]
fn OpenForm(month: Date, open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().reports);
    let due_on = RwSignal::new(String::new());
    let submit = move || {
        let input = OpenReportingMonthInput {
            idempotency_key: form.key(),
            month: month.clone(),
            due_on: Date::from_field(&due_on.get_untracked()),
        };
        let done = move |_: ReportNow| {
            open.set(false);
            toasts.say(t().reports.opened);
            changed.run(());
        };
        form.send::<OpenReportingMonth>(input, done, |_| {});
    };
    view! {
        <p>{words.open_hint}</p>
        <FormView form submit=words.open on_submit=submit cancel=move |()| open.set(false)>
            <DateField name="dueOn" label=words.due_on value=due_on hint=words.due_on_hint/>
        </FormView>
    }
}

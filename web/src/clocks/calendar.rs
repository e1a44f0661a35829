//! The holiday calendar: a year at a glance, and its notice written down by the office.

use super::operations::{
    CalendarSpan, CalendarSpanInput, CalendarVariables, CalendarYear, MissingYear, SaveCalendarYear,
    SaveCalendarYearInput, SaveCalendarYearVariables, ShowCalendar, YearNumber,
};
use crate::{
    components::{
        dialog::Dialog,
        display::{PageHeader, Section},
        fields::{CheckField, DateField, TextField},
        form::{Form, FormView},
        states::Loaded,
        toast::Toasts,
        url_state::use_url_state,
    },
    graphql::{query::use_query, scalars::Date},
    i18n::t,
    rules::{Effect, use_change, whose},
    session::Session,
    summary::period::days_in_month,
};
use cynic::{MutationBuilder, QueryBuilder};
use leptos::prelude::*;

/// `/deadlines/calendar`
#[component]
pub fn CalendarPage() -> impl IntoView {
    let (state, session) = (use_url_state(), Session::current());
    let this_year = Date(session.today()).parts().map_or(2026, |(year, ..)| year);
    let year = Memo::new(move |_| state.get("year").and_then(|year| year.parse().ok()).unwrap_or(this_year));
    let query = use_query(move || ShowCalendar::build(CalendarVariables { year: year.get() }));
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <Loaded query let:data>
            <YearView year=data.calendar known=data.calendar_years missing=data.missing_calendar_years changed/>
        </Loaded>
    }
}

#[component]
fn YearView(
    year: CalendarYear,
    known: Vec<YearNumber>,
    missing: Vec<MissingYear>,
    changed: Callback<()>,
) -> impl IntoView {
    let words = &t().clocks;
    let editing = RwSignal::new(false);
    let number = year.year;
    let mut numbers: Vec<i32> = known.iter().map(|year| year.year).collect();
    numbers.extend(missing.iter().map(|year| year.year));
    numbers.push(number);
    numbers.sort_unstable();
    numbers.dedup();
    let years = numbers.into_iter().map(|each| {
        let current = (each == number).then_some("page");
        view! { <li><a href=format!("/deadlines/calendar?year={each}") aria-current=current>{each}</a></li> }
    });
    let years = years.collect_view();
    let warnings = missing.into_iter().map(|year| {
        let text = (words.waiting)(year.year, year.waiting_clocks);
        view! { <p class="notice notice-strong" role="alert" data-testid="missing-year">{text}</p> }
    });
    let warnings = warnings.collect_view();
    let notice = match (&year.notice, &year.published_on) {
        (Some(notice), Some(on)) => (words.notice_line)(notice, &on.0),
        _ => words.unknown_year.to_owned(),
    };
    let months = (1..=12).map(|month| month_view(&year, month)).collect_view();
    let lines = year.spans.iter().map(line).collect_view();
    let known_lines = (!year.spans.is_empty())
        .then(|| view! { <Section title=words.lines><ul class="prose">{lines}</ul></Section> });
    let neighbours = year.neighbour_spans.iter().map(line).collect_view();
    let neighbours = (!year.neighbour_spans.is_empty())
        .then(|| view! { <Section title=words.neighbours><ul class="prose">{neighbours}</ul></Section> });
    let own = year.regional.iter().map(|days| {
        let lines = days.spans.iter().map(line).collect_view();
        let title = format!("{} {}", whose(days.region.as_ref()), words.own_days);
        let notice = (words.notice_line)(&days.notice, &days.published_on.0);
        view! { <Section title=title><p class="detail">{notice}</p><ul class="prose">{lines}</ul></Section> }
    });
    let own = own.collect_view();
    let may = year.viewer_can_maintain;
    let stored = StoredValue::new(year);
    view! {
        <PageHeader title=format!("{} {number}", words.calendar)>
            {may.then(|| view! { <button type="button" on:click=move |_| editing.set(true) data-testid="edit-calendar">{words.edit_own}</button> })}
        </PageHeader>
        {warnings}
        <nav class="years no-print" aria-label=words.calendar><ul>{years}</ul></nav>
        <p data-testid="calendar-notice">{notice}</p>
        <p class="detail"><span class="day-rest">{words.rest}</span>" "<span class="day-work">{words.work}</span></p>
        <div class="months">{months}</div>
        {known_lines}
        {neighbours}
        {own}
        <Dialog open=editing title=format!("{} {number}", words.own_days)><YearForm open=editing year=stored.get_value() changed/></Dialog>
    }
}

fn line(span: &CalendarSpan) -> impl IntoView + use<> {
    let what = if span.rest { t().clocks.rest } else { t().clocks.work };
    let days =
        if span.from == span.to { span.from.0.clone() } else { format!("{} - {}", span.from, span.to) };
    view! { <li>{span.name.clone()}" "{days}" "{what}</li> }
}

/// A month as weeks from Monday on.
fn month_view(year: &CalendarYear, month: u32) -> impl IntoView + use<> {
    let words = &t().clocks;
    let skipped = (weekday(year.year, month, 1) - 1) as usize;
    let days = days_in_month(year.year, month);
    let mut cells: Vec<AnyView> = (0..skipped).map(|_| view! { <td></td> }.into_any()).collect();
    for day in 1..=days {
        let date = format!("{:04}-{month:02}-{day:02}", year.year);
        let regional = year.regional.iter().rev().flat_map(|days| &days.spans);
        let lines = regional.chain(&year.spans).chain(&year.neighbour_spans);
        let span = lines.into_iter().find(|span| span.from.0 <= date && date <= span.to.0);
        let weekend = weekday(year.year, month, day) > 5;
        let (class, title) = match span {
            Some(span) if span.rest => ("day-rest", span.name.clone()),
            Some(span) => ("day-work", format!("{} {}", span.name, words.work)),
            None if weekend => ("day-weekend", String::new()),
            None => ("", String::new()),
        };
        let mark = match span {
            Some(span) if span.rest => Some(words.rest_mark),
            Some(_) => Some(words.work_mark),
            None => None,
        };
        cells.push(view! { <td class=class title=title>{day}{mark.map(|mark| view! { <small>{mark}</small> })}</td> }.into_any());
    }
    let mut weeks = Vec::new();
    let mut cells = cells.into_iter().peekable();
    while cells.peek().is_some() {
        weeks.push(view! { <tr>{cells.by_ref().take(7).collect_view()}</tr> });
    }
    let heads = words.weekdays.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect_view();
    view! {
        <table class="month">
            <caption>{(words.month)(month)}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{weeks}</tbody>
        </table>
    }
}

/// 1 for Monday to 7 for Sunday (Zeller's congruence).
fn weekday(year: i32, month: u32, day: u32) -> i32 {
    let (year, month) = if month < 3 { (year - 1, month as i32 + 12) } else { (year, month as i32) };
    let since_saturday =
        (day as i32 + 13 * (month + 1) / 5 + year % 100 + year % 100 / 4 + year / 100 / 4 + 5 * (year / 100))
            % 7;
    (since_saturday + 5) % 7 + 1
}

#[derive(Clone, Copy)]
struct Row {
    id: u32,
    rest: RwSignal<bool>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    name: RwSignal<String>,
}

impl Row {
    fn of(id: u32, span: &CalendarSpan) -> Self {
        Self {
            id,
            rest: RwSignal::new(span.rest),
            from: RwSignal::new(span.from.0.clone()),
            to: RwSignal::new(span.to.0.clone()),
            name: RwSignal::new(span.name.clone()),
        }
    }

    fn blank(id: u32) -> Self {
        let [from, to, name] = [(); 3].map(|()| RwSignal::new(String::new()));
        Self { id, rest: RwSignal::new(true), from, to, name }
    }
}

#[component]
fn YearForm(open: RwSignal<bool>, year: CalendarYear, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().clocks);
    let (number, version, show) = (year.year, year.version, use_change());
    let known = year.regional.into_iter().find(|days| days.viewer_can_maintain);
    let notice = RwSignal::new(known.as_ref().map(|days| days.notice.clone()).unwrap_or_default());
    let published_on =
        RwSignal::new(known.as_ref().map(|days| days.published_on.0.clone()).unwrap_or_default());
    let spans = known.map(|days| days.spans).unwrap_or_default();
    let mut first: Vec<_> = (0..).zip(&spans).map(|(id, span)| Row::of(id, span)).collect();
    if first.is_empty() {
        first.push(Row::blank(0));
    }
    let rows = RwSignal::new(first);
    let add = move |_| {
        rows.update(|rows| {
            let id = rows.iter().map(|row| row.id + 1).max().unwrap_or_default();
            rows.push(Row::blank(id));
        });
    };
    let submit = move || {
        let spans = rows.get_untracked().into_iter().map(|row| CalendarSpanInput {
            rest: row.rest.get_untracked(),
            from: Date(row.from.get_untracked()),
            to: Date(row.to.get_untracked()),
            name: row.name.get_untracked(),
        });
        let input = SaveCalendarYearInput {
            idempotency_key: form.key(),
            year: number,
            version,
            notice: notice.get_untracked(),
            published_on: Date(published_on.get_untracked()),
            spans: spans.collect(),
        };
        form.send_reading(
            SaveCalendarYear::build(SaveCalendarYearVariables { input }),
            |data| {
                let payload = data.save_calendar_year;
                let effect = (payload.moved, payload.change.map(|change| change.id));
                (payload.errors, payload.year.map(|_| effect))
            },
            move |(moved, change): Effect| {
                open.set(false);
                toasts.say((words.moved)(moved));
                changed.run(());
                show.run((moved, change));
            },
            |_| {},
        );
    };
    let row_view = move |row: Row| {
        let place =
            move || rows.with(|rows| rows.iter().position(|other| other.id == row.id).unwrap_or_default());
        // A line keeps the place at which it was added: the API's errors name places.
        let at = untrack(place);
        let remove = move |_| rows.update(|rows| rows.retain(|other| other.id != row.id));
        view! {
            <fieldset class="wide line-fields">
                <TextField name=format!("spans.{at}.name") label=words.holiday value=row.name required=true/>
                <DateField name=format!("spans.{at}.from") label=words.from value=row.from required=true/>
                <DateField name=format!("spans.{at}.to") label=words.to value=row.to required=true/>
                <CheckField name=format!("spans.{at}.rest") label=words.rest value=row.rest/>
                <button type="button" class="quiet" on:click=remove>{words.remove_line}</button>
            </fieldset>
        }
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            <p class="hint wide">{words.own_hint}</p>
            <TextField name="notice" label=words.notice value=notice required=true hint=words.notice_hint/>
            <DateField name="publishedOn" label=words.published_on value=published_on required=true/>
            <For each=move || rows.get() key=|row| row.id children=row_view/>
            <div class="wide"><button type="button" on:click=add data-testid="add-line">{words.add_line}</button></div>
        </FormView>
    }
}

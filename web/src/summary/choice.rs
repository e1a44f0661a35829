//! What a summary is about: region, departments and period, all in the URL.

use super::{
    operations::{
        ChoicesVariables, DepartmentFilter, ExportWorkSummary, ExportWorkSummaryInput, ShowChoices,
    },
    period::Quick,
};
use crate::{
    components::{
        export::export_button,
        states::Loaded,
        url_state::{UrlState, use_url_state},
    },
    graphql::{
        enums::{CaseKind, Choice as _, FigureDimension},
        fragments::{DateRangeInput, DepartmentRef, RegionRef},
        query::use_query,
        scalars::{Date, DateTime},
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// What the summary is asked for.
#[derive(Clone)]
pub struct Choice {
    pub region: String,
    pub departments: Option<Vec<cynic::Id>>,
    pub period: DateRangeInput,
    /// Only records of the region's own level.
    pub own_level: bool,
    /// Case figures are shown by kind of case too.
    pub by_kind: bool,
    /// The kind of case that an opened figure is about.
    pub kind: Option<CaseKind>,
    /// Only what was recorded up to the end of this day.
    pub as_of: Option<Date>,
    /// Only what was recorded up to this very moment: that at which a monthly report was submitted.
    pub at: Option<DateTime>,
}

impl Choice {
    /// The moment of which the figures are to speak; none: now.
    pub fn moment(&self) -> Option<DateTime> {
        self.at.clone().or_else(|| self.as_of.as_ref().map(|day| DateTime::end_of(&day.0)))
    }
}

/// Takes the chosen summary out as a workbook, laid out across where that is said.
pub fn export(
    url: UrlState,
    session: Session,
    across: impl Fn() -> Option<FigureDimension> + 'static,
) -> impl IntoView {
    export_button::<ExportWorkSummary>(t().table.export, move || {
        let choice = Choice::of(url, session);
        let as_of = choice.moment();
        let Choice { region, departments, period, own_level, .. } = choice;
        ExportWorkSummaryInput {
            region_code: region,
            department_ids: departments,
            period,
            as_of,
            own_level,
            across: across(),
        }
    })
}

impl Choice {
    /// All of a region and these days.
    pub fn own(region: String, period: DateRangeInput) -> Self {
        Self {
            region,
            departments: None,
            period,
            own_level: false,
            by_kind: false,
            kind: None,
            as_of: None,
            at: None,
        }
    }

    /// What the URL says; without a word of its own, the viewer's region, all departments, this year. Reactive.
    pub fn of(url: UrlState, session: Session) -> Self {
        let own = || session.viewer().map(|viewer| viewer.office.code).unwrap_or_default();
        let (from, to) = today(session).map(|today| Quick::ThisYear.days(today)).unwrap_or_default();
        let departments = url.get("departments").map(|ids| ids.split(',').map(cynic::Id::new).collect());
        Self {
            region: url.get("region").unwrap_or_else(own),
            departments,
            period: DateRangeInput {
                from: Date(url.get("from").unwrap_or(from)),
                to: Date(url.get("to").unwrap_or(to)),
            },
            own_level: url.get("level").as_deref() == Some(OWN_LEVEL),
            by_kind: url.get("split").as_deref() == Some(BY_KIND),
            kind: url.get("kind").and_then(|code| kind_of(&code)),
            // The days before today: what is recorded up to its end is what is recorded now.
            at: url.get("at").map(DateTime),
            as_of: url.get("as-of").map(Date).filter(|day| day.parts().is_some() && day.0 < session.today()),
        }
    }
}

/// The URL's word for case figures by kind of case.
const BY_KIND: &str = "case-kind";

/// The URL's word for records of the region's own level alone.
const OWN_LEVEL: &str = "own";

/// A kind of case's name in the schema, which the URL carries too.
pub fn code_of(kind: CaseKind) -> String {
    let name = serde_json::to_value(kind).ok();
    name.as_ref().and_then(|name| name.as_str()).unwrap_or_default().to_owned()
}

fn kind_of(code: &str) -> Option<CaseKind> {
    CaseKind::ALL.iter().copied().find(|kind| code_of(*kind) == code)
}

fn today(session: Session) -> Option<(i32, u32, u32)> {
    Date(session.today()).parts()
}

/// The form above the table.
#[component]
pub fn ChoiceForm(
    /// Whether case figures can be shown by kind of case too.
    #[prop(optional)]
    with_kinds: bool,
) -> impl IntoView {
    let (session, url, words) = (Session::current(), use_url_state(), &t().summary);
    // What can be chosen depends on the region alone.
    let region = Memo::new(move |_| Choice::of(url, session).region);
    let choices = use_query(move || {
        let code = region.get();
        let filter = DepartmentFilter { region_code: Some(code.clone()) };
        ShowChoices::build(ChoicesVariables { code, filter })
    });
    view! {
        <search class="filters filters-open summary-choice" aria-label=t().table.filter>
            <Loaded query=choices let:data>
                <RegionSelect regions=data.regions chosen=data.region below=data.below/>
                <DepartmentChecks departments=data.departments.nodes/>
            </Loaded>
            <fieldset class="filter">
                <legend>{words.period}</legend>
                <span class="range">{day(url, session, "from")}<span aria-hidden="true">"—"</span>{day(url, session, "to")}</span>
            </fieldset>
            <label class="filter" title=words.as_of_hint>
                <span>{words.as_of}</span>
                <input type="date" data-testid="filter-as-of" max=move || session.today()
                    prop:value=move || Choice::of(url, session).as_of.map(|day| day.0).unwrap_or_default()
                    on:change=move |event| {
                        let day = event_target_value(&event);
                        url.set(&[("as-of", (!day.is_empty()).then_some(day.as_str()))], false);
                    }/>
            </label>
            <label class="check">
                <input type="checkbox" data-testid="own-level" prop:checked=move || Choice::of(url, session).own_level
                    on:change=move |event| {
                        url.set(&[("level", event_target_checked(&event).then_some(OWN_LEVEL))], false);
                    }/>
                {words.own_level}
            </label>
            {with_kinds.then(|| view! {
                <label class="check">
                    <input type="checkbox" data-testid="by-case-kind" prop:checked=move || Choice::of(url, session).by_kind
                        on:change=move |event| {
                            url.set(&[("split", event_target_checked(&event).then_some(BY_KIND))], false);
                        }/>
                    {words.by_case_kind}
                </label>
            })}
            <div class="quick">{Quick::ALL.map(|quick| quick_link(url, session, quick)).collect_view()}</div>
        </search>
    }
}

fn day(url: UrlState, session: Session, key: &'static str) -> impl IntoView {
    let label = if key == "from" { t().table.from } else { t().table.to };
    let value = move || {
        let period = Choice::of(url, session).period;
        if key == "from" { period.from.0 } else { period.to.0 }
    };
    view! {
        <input type="date" aria-label=label data-testid=format!("filter-{key}") prop:value=value
            on:change=move |event| url.set(&[(key, Some(&event_target_value(&event)))], false)/>
    }
}

fn quick_link(url: UrlState, session: Session, quick: Quick) -> impl IntoView {
    let words = &t().summary;
    let (label, name) = match quick {
        Quick::ThisMonth => (words.this_month, "this-month"),
        Quick::LastMonth => (words.last_month, "last-month"),
        Quick::ThisQuarter => (words.this_quarter, "this-quarter"),
        Quick::ThisYear => (words.this_year, "this-year"),
        Quick::LastYear => (words.last_year, "last-year"),
    };
    let days = today(session).map(|today| quick.days(today)).unwrap_or_default();
    let (from, to) = days.clone();
    let href = move || url.href(&[("from", Some(&from)), ("to", Some(&to))]);
    let current = move || {
        let period = Choice::of(url, session).period;
        (period.from.0 == days.0 && period.to.0 == days.1).then_some("true")
    };
    view! { <a class="button" href=href aria-current=current data-noscroll="" data-testid=format!("period-{name}")>{label}</a> }
}

/// The viewer's region and those right below; below the chosen one, its own.
#[component]
fn RegionSelect(regions: Vec<RegionRef>, chosen: Option<RegionRef>, below: Vec<RegionRef>) -> impl IntoView {
    let (session, url) = (Session::current(), use_url_state());
    let current = move || Choice::of(url, session).region;
    let known = |list: &[RegionRef], code: &str| list.iter().any(|region| region.code == code);
    let extra = chosen.clone().filter(|chosen| !known(&regions, &chosen.code));
    let below: Vec<_> = below.into_iter().filter(|region| !known(&regions, &region.code)).collect();
    let below: Vec<_> = below
        .into_iter()
        .filter(|region| extra.as_ref().is_none_or(|extra| extra.code != region.code))
        .collect();
    let option = move |region: RegionRef| {
        let code = region.code.clone();
        view! { <option value=region.code selected=move || current() == code>{region.name}</option> }
    };
    view! {
        <label class="filter">
            <span>{t().summary.region}</span>
            // Another region has other departments.
            <select data-testid="filter-region"
                on:change=move |event| url.set(&[("region", Some(&event_target_value(&event))), ("departments", None)], false)>
                {regions.into_iter().chain(extra).map(option).collect_view()}
                {(!below.is_empty()).then(|| view! {
                    <optgroup label=chosen.map(|chosen| chosen.name)>{below.into_iter().map(option).collect_view()}</optgroup>
                })}
            </select>
        </label>
    }
}

/// Any number of departments; none means all.
#[component]
fn DepartmentChecks(departments: Vec<DepartmentRef>) -> impl IntoView {
    let (url, words) = (use_url_state(), &t().summary);
    let chosen = move || -> Vec<String> {
        url.get("departments").map(|ids| ids.split(',').map(str::to_owned).collect()).unwrap_or_default()
    };
    let toggle = move |id: &str, on: bool| {
        let mut ids = untrack(chosen);
        ids.retain(|other| other != id);
        if on {
            ids.push(id.to_owned());
        }
        url.set(&[("departments", Some(&ids.join(",")))], true);
    };
    let names: Vec<_> = departments
        .iter()
        .map(|department| (department.id.inner().to_owned(), department.short_name.clone()))
        .collect();
    let written = move || {
        let chosen = chosen();
        match chosen.as_slice() {
            [] => words.departments_all.to_owned(),
            [only] => {
                names.iter().find(|(id, _)| id == only).map_or_else(|| only.clone(), |(_, name)| name.clone())
            }
            several => format!("{} {}", several.len(), words.departments_chosen),
        }
    };
    view! {
        <div class="filter">
            <span>{words.departments}</span>
            <details class="multi" data-testid="filter-departments">
                <summary>{written}</summary>
                <ul>
                    {departments.into_iter().map(|department| {
                        let id = StoredValue::new(department.id.inner().to_owned());
                        view! {
                            <li><label class="check">
                                <input type="checkbox" prop:checked=move || chosen().contains(&id.get_value())
                                    on:change=move |event| toggle(&id.get_value(), event_target_checked(&event))/>
                                {department.name}
                            </label></li>
                        }
                    }).collect_view()}
                </ul>
            </details>
        </div>
    }
}

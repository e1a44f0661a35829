//! The summary laid out across (分列表): every figure a row, and a column each for departments, regions or months.

use super::{
    choice::{Choice, ChoiceForm, export},
    operations::{AcrossSummary, AcrossVariables, ShowAcross},
    page::{names, period, value},
    slices::Slice,
};
use crate::{
    components::{
        display::{PageHeader, PrintButton},
        states::{Empty, Loaded, NoRight, NotFound},
        url_state::{UrlState, use_url_state},
    },
    graphql::{
        enums::{Choice as _, FigureDimension, IndicatorGroup},
        query::use_query,
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// What can stand across.
const ACROSS: [FigureDimension; 3] =
    [FigureDimension::Department, FigureDimension::Region, FigureDimension::Month];

fn by(url: UrlState) -> FigureDimension {
    url.choice("by").filter(|by| ACROSS.contains(by)).unwrap_or(FigureDimension::Department)
}

/// `/summary/across`
#[component]
pub fn AcrossPage() -> impl IntoView {
    let (session, url, words) = (Session::current(), use_url_state(), &t().summary);
    if !untrack(|| session.may(|viewer| viewer.can_see_summary)) {
        return view! { <NoRight/> }.into_any();
    }
    let query = use_query(move || {
        let choice = Choice::of(url, session);
        let as_of = choice.moment();
        let Choice { region, departments, period, own_level, .. } = choice;
        ShowAcross::build(AcrossVariables {
            region_code: region,
            department_ids: departments,
            period,
            as_of,
            own_level,
            by: by(url),
        })
    });
    let tab = move |dimension: FigureDimension| {
        let code = dimension.code();
        let href = {
            let code = code.clone();
            move || url.href(&[("by", Some(&code))])
        };
        let current = move || (by(url) == dimension).then_some("true");
        view! { <a class="button" href=href aria-current=current data-noscroll="" data-testid=format!("across-{code}")>{dimension.label()}</a> }
    };
    view! {
        <PageHeader title=words.across above=vec![(words.title, "/summary")]>
            {export(url, session, move || Some(by(url)))}
            <PrintButton/>
        </PageHeader>
        <ChoiceForm/>
        <div class="chips no-print">{ACROSS.map(tab).collect_view()}</div>
        <Loaded query let:data>
            {match data.work_summary {
                Some(summary) => table(&summary, &Choice::of(url, session)).into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
    .into_any()
}

fn table(summary: &AcrossSummary, choice: &Choice) -> impl IntoView + use<> {
    let words = &t().summary;
    let parts = &summary.breakdown;
    if parts.is_empty() {
        return view! { <Empty/> }.into_any();
    }
    let head = parts.iter().map(|part| view! { <th scope="col" class="number">{part.label.clone()}</th> });
    let head = head.collect_view();
    let wide = parts.len() + 3;
    let groups = IndicatorGroup::ALL.iter().map(|group| {
        let rows = summary.figures.iter().enumerate().filter(|(_, figure)| figure.group == *group);
        let rows = rows.map(|(place, figure)| {
            let cells = parts.iter().map(|part| cell(part, place, choice)).collect_view();
            let href = format!("/summary/{}{}", figure.indicator, choice.query());
            view! {
                <tr>
                    <th scope="row" title=figure.definition.clone()>{figure.label.clone()}</th>
                    <td class="unit">{figure.unit.clone()}</td>
                    {cells}
                    <td class="number whole"><a href=href>{value(&figure.value, figure.at_least)}</a></td>
                </tr>
            }
        });
        view! {
            <tbody>
                <tr class="group"><th scope="rowgroup" colspan=wide>{group.label()}</th></tr>
                {rows.collect_view()}
            </tbody>
        }
    });
    let groups = groups.collect_view();
    view! {
        <article class="sheet sheet-across" data-testid="across">
            <h2>{format!("{}{}", summary.region.name, words.sheet)}</h2>
            <p class="sheet-period">{words.period}"："{period(&summary.period)}</p>
            {choice.own_level.then(|| view! { <p class="sheet-period">{words.own_level}</p> })}
            {(!summary.departments.is_empty()).then(|| view! {
                <p class="sheet-departments">{words.departments}"："{names(&summary.departments)}</p>
            })}
            <div class="table-frame" tabindex="0" role="group" aria-label=words.across>
                <table class="sheet-table">
                    <thead><tr>
                        <th scope="col">{words.indicator}</th><th scope="col">{words.unit}</th>{head}
                        <th scope="col" class="number whole">{words.whole}</th>
                    </tr></thead>
                    {groups}
                </table>
            </div>
            <div class="sheet-note"><p>{words.note}"："{summary.note.clone()}</p><p>{words.across_note}</p></div>
        </article>
    }
    .into_any()
}

fn cell(part: &Slice, place: usize, choice: &Choice) -> impl IntoView + use<> {
    let Some(figure) = part.figures.get(place) else { return view! { <td></td> }.into_any() };
    let written = value(&figure.value, figure.at_least);
    if part.amount(place) == 0 {
        return view! { <td class="number soft">{written}</td> }.into_any();
    }
    view! { <td class="number"><a href=part.href(&figure.indicator, choice)>{written}</a></td> }.into_any()
}

//! A case at a glance: its facts, the penalty, where it was referred to.

use super::TabOf;
use crate::{
    cases::{
        columns::{areas, figures},
        informant::InformantBox,
        operations::{Case, Penalty},
    },
    components::display::{Badge, Facts, Section, clock_badge, listing_badge, or_dash, status_badge},
    graphql::enums::{CaseColumn, Choice, ClockState},
    i18n::t,
};
use leptos::prelude::*;

/// What the page has of the case already.
#[component]
pub fn OverviewTab(of: TabOf) -> impl IntoView {
    let words = &t().cases;
    of.case.with_value(|case| {
        let basics = basics(case);
        let summary = case.summary.clone().filter(|summary| !summary.is_empty());
        let penalty = case.penalty.as_ref().map(penalty_facts);
        let informant = case.informant.clone();
        let id = StoredValue::new(case.id.clone());
        let publication = case.publication.clone();
        let referred = (!case.referrals.is_empty()).then(|| referrals(case));
        view! {
            <Section title=words.basics>
                {basics}
                {summary.map(|summary| view! { <h3 class="sub">{words.summary}</h3><p class="prose">{summary}</p> })}
            </Section>
            {penalty.map(|facts| view! { <Section title=words.penalty>{facts}</Section> })}
            {publication.map(|publication| view! {
                <Section title=t().flow.publication>
                    <p class="detail">{publication.published_on.0}" "{publication.place}</p>
                    <p class="prose" data-testid="publication">{publication.text}</p>
                </Section>
            })}
            {informant.map(|informant| view! { <InformantBox case_id=id informant/> })}
            {referred.map(|referrals| view! { <Section title=words.referrals>{referrals}</Section> })}
        }
    })
}

fn basics(case: &Case) -> impl IntoView + use<> {
    let words = &t().cases;
    let marks =
        case.marks.iter().map(|mark| view! { <Badge label=mark.label() tone="waiting"/> }).collect_view();
    let co_handlers: Vec<_> = case.co_handlers.iter().map(|department| department.name.as_str()).collect();
    let parties = case
        .parties
        .iter()
        .map(|entry| {
            view! {
                <li><a href=format!("/parties/{}", entry.party.id.inner())>{entry.name.clone()}</a>" "{listing_badge(entry.party.listing.as_ref())}
                    " "<span class="detail">{entry.role.label()}</span></li>
            }
        })
        .collect_view();
    let handlers: Vec<_> = case
        .handlers
        .iter()
        .map(|handler| {
            let lead = if handler.lead { format!("（{}）", words.lead_handler) } else { String::new() };
            format!("{}{lead}", handler.person.display_name)
        })
        .collect();
    let overdue = case.clock_state == Some(ClockState::Overdue);
    let mut facts = vec![
        (words.number, case.number.clone().into_any()),
        (words.status, view! { <span class="badges">{status_badge(case.status)}{marks}</span> }.into_any()),
        (words.due_on, view! { <span class:overdue=overdue>{or_dash(case.due_on.clone())}</span>" "{clock_badge(case.clock_state)} }.into_any()),
        (words.kind, case.kind.label().into_any()),
        (CaseColumn::FocusAreas.label(), areas(&case.focus_areas)),
        (words.source, case.source.label().into_any()),
        (words.outcome, or_dash(case.outcome.map(Choice::label))),
        (words.department, case.department.name.clone().into_any()),
        (words.co_handlers, or_dash((!co_handlers.is_empty()).then(|| co_handlers.join("、")))),
        (words.handlers, or_dash((!handlers.is_empty()).then(|| handlers.join("、")))),
        (words.parties, if parties.is_empty() { or_dash(None::<String>) } else { view! { <ul>{parties}</ul> }.into_any() }),
        (words.action, case.action.as_ref().map_or_else(|| or_dash(None::<String>), |action| {
            view! { <a href=format!("/actions/{}", action.id.inner())>{action.code_name.clone()}" "{action.name.clone()}</a> }.into_any()
        })),
        (words.inspection, case.inspection.as_ref().map_or_else(|| or_dash(None::<String>), |inspection| {
            view! { <a href=format!("/inspections/{}", inspection.id.inner())>{inspection.inspected_on.0.clone()}" "{inspection.place.clone()}</a> }.into_any()
        })),
        (words.received_on, case.received_on.0.clone().into_any()),
    ];
    facts.extend(figures(&case.into()));
    view! { <Facts facts/> }
}

fn penalty_facts(penalty: &Penalty) -> impl IntoView + use<> {
    let words = &t().cases;
    let yes_no = |yes: bool| if yes { t().states.yes } else { t().states.no };
    let facts = vec![
        (words.warning, yes_no(penalty.warning).into_any()),
        (words.fine, penalty.fine.to_string().into_any()),
        (words.confiscated_income, penalty.confiscated_income.to_string().into_any()),
        (words.confiscated_goods, or_dash(penalty.confiscated_goods.as_ref())),
        (words.licence_revoked, yes_no(penalty.licence_revoked).into_any()),
    ];
    view! { <Facts facts/> }
}

fn referrals(case: &Case) -> impl IntoView + use<> {
    let rows = case
        .referrals
        .iter()
        .map(|referral| {
            let to = referral
                .department
                .as_ref()
                .map(|department| department.name.clone())
                .or(referral.region_name.clone())
                .or(referral.organ_name.clone());
            view! { <li>{referral.referred_on.as_ref().map(|on| on.0.clone())}" "{referral.target.label()}" "{to}" "{referral.status.label()}</li> }
        })
        .collect_view();
    view! { <ul>{rows}</ul> }
}

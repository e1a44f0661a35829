//! A case's seized goods: each seizure with its list, what became of it, and what can be done now.

use super::{
    acts::ActDialog,
    operations::{CaseSeizures, GoodsDisposal, SeizedGoods, Seizure, SeizuresOfCase},
    record::RecordDialog,
};
use crate::{
    cases::tabs::TabOf,
    components::{
        display::{Badge, Facts, Section, or_dash},
        states::{Loaded, NotFound},
        table::{Column, DataTable},
    },
    graphql::{
        enums::{Choice, SeizureAction},
        operation::ById,
        query::use_query,
        scalars::Decimal,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// The part of a case's page.
#[component]
pub fn GoodsTab(of: TabOf) -> impl IntoView {
    let query = use_query(move || CaseSeizures::build(ById { id: of.id() }));
    // The case's own steps depend on its goods: both are asked for anew.
    let changed = Callback::new(move |()| {
        query.refetch();
        of.changed.run(());
    });
    view! {
        <Loaded query let:data>
            {match data.case {
                Some(case) => view! { <Goods of case changed/> }.into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn Goods(of: TabOf, case: SeizuresOfCase, changed: Callback<()>) -> impl IntoView {
    let words = &t().seizures;
    let recording = RwSignal::new(false);
    let may = case.seizing.allowed;
    let nothing = case.seizures.is_empty();
    let why = case.seizing.reason.filter(|_| nothing);
    view! {
        {may.then(|| view! {
            <div class="actions no-print">
                <button type="button" class="primary" on:click=move |_| recording.set(true) data-testid="record-seizure">{words.record}</button>
            </div>
        })}
        {nothing.then(|| view! {
            <section class="state" data-testid="state-empty"><p>{words.none}</p>{why.map(|why| view! { <p class="detail">{why}</p> })}</section>
        })}
        {case.seizures.into_iter().map(|seizure| view! { <One of seizure changed/> }).collect_view()}
        <RecordDialog open=recording of changed/>
    }
}

#[component]
fn One(of: TabOf, seizure: Seizure, changed: Callback<()>) -> impl IntoView {
    let words = &t().seizures;
    let chosen = RwSignal::new(None::<SeizureAction>);
    let open = RwSignal::new(false);
    let (possible, refused): (Vec<_>, Vec<_>) =
        seizure.actions.iter().cloned().partition(|option| option.allowed);
    let buttons = possible
        .into_iter()
        .map(|option| {
            let action = option.action;
            let start = move |_| {
                chosen.set(Some(action));
                open.set(true);
            };
            view! { <button type="button" on:click=start data-testid=format!("goods-{}", action.code())>{action.label()}</button> }
        })
        .collect_view();
    // Of what is over nobody asks why it can't go on.
    let reasons = refused
        .into_iter()
        .filter(|_| seizure.held)
        .filter_map(|option| Some((option.action.label(), option.reason?)))
        .map(|(label, reason)| view! { <li class="why">{label}"："{reason}</li> })
        .collect_view();
    let title = format!("{} {}", seizure.measure.label(), seizure.decision_number);
    let state = match (seizure.held, seizure.overdue) {
        (false, _) => view! { <Badge label=words.done tone="done"/> }.into_any(),
        (true, true) => view! { <Badge label=words.overdue tone="overdue"/> }.into_any(),
        (true, false) => ().into_any(),
    };
    let facts = facts(&seizure, state);
    let goods = seizure.goods.clone();
    let disposals = (!seizure.disposals.is_empty()).then(|| disposals(&seizure.disposals));
    let stored = StoredValue::new(seizure);
    view! {
        <Section title>
            {facts}
            {goods_table(goods)}
            {disposals}
            <div class="actions no-print">{buttons}</div>
            {(!reasons.is_empty()).then(|| view! {
                <details class="refused no-print"><summary>{words.unavailable}</summary><ul>{reasons}</ul></details>
            })}
        </Section>
        <ActDialog open chosen case=StoredValue::new(of.id()) seizure=stored changed/>
    }
}

fn facts(seizure: &Seizure, state: AnyView) -> impl IntoView + use<> {
    let words = &t().seizures;
    let overdue = seizure.overdue;
    let officers: Vec<_> = seizure
        .officers
        .iter()
        .map(|officer| format!("{}（{}）", officer.person.display_name, officer.certificate_number))
        .collect();
    let party = match &seizure.party {
        Some(party) => {
            view! { <a href=format!("/parties/{}", party.id.inner())>{party.name.clone()}</a> }.into_any()
        }
        None => or_dash(None::<String>),
    };
    let mut facts = vec![
        (
            words.due_on,
            view! { <span class:overdue=overdue>{or_dash(seizure.due_on.clone())}</span>" "{state} }
                .into_any(),
        ),
        (words.taken_on, seizure.taken_on.0.clone().into_any()),
        (words.place, seizure.place.clone().into_any()),
        (words.party, party),
        (words.officers, officers.join("、").into_any()),
        (words.ground, seizure.ground.clone().into_any()),
    ];
    if seizure.first_measure != seizure.measure {
        facts.push((words.began_as, seizure.first_measure.label().into_any()));
        facts.push((words.since, seizure.measure_since.0.clone().into_any()));
    }
    for (label, text) in [
        (words.storage, seizure.storage.clone()),
        (words.witness, seizure.witness.clone()),
        (words.extended_on, seizure.extended_on.as_ref().map(ToString::to_string)),
        (words.value, seizure.value.as_ref().map(ToString::to_string)),
    ] {
        facts.extend(text.map(|text| (label, text.into_any())));
    }
    view! { <Facts facts/> }
}

fn goods_table(rows: Vec<SeizedGoods>) -> impl IntoView {
    let words = &t().seizures;
    // A zero is what nobody looks for.
    fn part(quantity: &Decimal, unit: &str) -> AnyView {
        if quantity.0 == "0" { "".into_any() } else { format!("{quantity}{unit}").into_any() }
    }
    let columns = vec![
        Column::new(words.name, |goods: &SeizedGoods| {
            let detail = [&goods.brand, &goods.specification, &goods.note];
            let detail: Vec<_> = detail.into_iter().flatten().map(String::as_str).collect();
            view! { {goods.name.clone()}" "<span class="detail">{detail.join("，")}</span> }.into_any()
        }),
        Column::new(words.seized, |goods: &SeizedGoods| part(&goods.quantity, &goods.unit)).number(),
        Column::new(words.value, |goods: &SeizedGoods| {
            goods.value.as_ref().map(ToString::to_string).unwrap_or_default().into_any()
        })
        .number(),
        Column::new(words.returned, |goods: &SeizedGoods| part(&goods.returned, &goods.unit)).number(),
        Column::new(words.confiscated, |goods: &SeizedGoods| part(&goods.confiscated, &goods.unit)).number(),
        Column::new(words.destroyed, |goods: &SeizedGoods| part(&goods.destroyed, &goods.unit)).number(),
        Column::new(words.transferred, |goods: &SeizedGoods| part(&goods.transferred, &goods.unit)).number(),
        Column::new(words.left, |goods: &SeizedGoods| {
            view! { <strong>{part(&goods.left, &goods.unit)}</strong> }.into_any()
        })
        .number(),
    ];
    view! { <DataTable columns rows caption=words.goods/> }
}

fn disposals(disposals: &[GoodsDisposal]) -> impl IntoView + use<> {
    let words = &t().seizures;
    let rows = disposals.iter().map(line).collect_view();
    view! { <h3 class="sub">{words.disposals}</h3><ol class="timeline" data-testid="disposals">{rows}</ol> }
}

fn line(disposal: &GoodsDisposal) -> impl IntoView + use<> {
    let words = &t().seizures;
    let goods: Vec<_> = disposal
        .goods
        .iter()
        .map(|goods| format!("{} {}{}", goods.name, goods.quantity, goods.unit))
        .collect();
    let department = disposal.to_department.as_ref().map(|department| department.name.clone());
    let witnesses = (!disposal.witnesses.is_empty()).then(|| disposal.witnesses.join("、"));
    let said = [
        (words.recipient, department.or(disposal.recipient.clone())),
        (words.destruction_place, disposal.place.clone()),
        (words.witnesses, witnesses),
        (words.ground, disposal.ground.clone()),
        (words.note, disposal.note.clone()),
    ];
    let said = said
        .into_iter()
        .filter_map(|(label, text)| Some((label, text?)))
        .map(|(label, text)| view! { <p>{label}"："{text}</p> })
        .collect_view();
    view! {
        <li data-testid="disposal">
            <p class="step"><strong>{disposal.kind.label()}</strong><span>{disposal.disposed_on.0.clone()}</span></p>
            <p>{goods.join("、")}</p>
            {said}
            <p class="detail">{disposal.document.clone()}" · "{disposal.recorded_by.display_name.clone()}</p>
        </li>
    }
}

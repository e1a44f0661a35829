//! One inspection: who went where, and what they found.

use super::{
    PLACE,
    list::result_badge,
    operations::{Inspection, Premises, ShowInspection},
};
use crate::{
    components::{
        amounts,
        display::{
            Facts, PageHeader, PrintButton, Section, action_link, correct_link, or_dash, participants,
            quantity,
        },
        record::{found, use_record},
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// `/inspections/:id`
#[component]
pub fn InspectionPage() -> impl IntoView {
    found(use_record::<ShowInspection>(), |data| data.inspection, page)
}

fn page(inspection: Inspection) -> AnyView {
    let session = Session::current();
    let words = &t().inspections;
    let lead_href = format!("/cases/new?inspection={}", inspection.id.inner());
    let officers = inspection
        .officers
        .iter()
        .map(|officer| {
            view! {
                <tr data-testid="officer">
                    <td data-label=words.officer>{officer.person.display_name.clone()}</td>
                    <td data-label=t().summary.department>{officer.person.department.short_name.clone()}</td>
                    <td data-label=words.certificate>{officer.certificate_number.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let (premises_count, officers_count) = (inspection.premises.len(), inspection.officers.len());
    let premises = inspection.premises.iter().map(premises_row).collect_view();
    let findings = inspection.findings.clone().filter(|findings| !findings.is_empty());
    let basics = basics(&inspection);
    view! {
        <PageHeader title=format!("{} {}", inspection.inspected_on, inspection.place) above=vec![(words.title, PLACE.path)]>
            <PrintButton/>
            <Show when=move || session.may(|viewer| viewer.can_register_lead)>
                <a class="button" href=lead_href.clone() data-testid="register-lead">{words.register_lead}</a>
            </Show>
            {inspection.viewer_can_correct.then(|| correct_link(PLACE.href(&inspection.id)))}
        </PageHeader>
        <Section title=t().records.basics>
            {basics}
            {findings.map(|findings| view! {
                <h3>{words.findings}</h3><p class="prose">{findings}</p>
            })}
        </Section>
        <Section title=format!("{}（{}）", words.premises, premises_count)>
            <div class="table-frame">
                <table class="data">
                    <thead><tr>
                        <th scope="col">{words.name}</th><th scope="col">{words.address}</th>
                        <th scope="col">{words.result}</th><th scope="col">{words.note}</th>
                    </tr></thead>
                    <tbody>{premises}</tbody>
                </table>
            </div>
        </Section>
        <Section title=format!("{}（{}）", words.officers, officers_count)>
            <div class="table-frame">
                <table class="data">
                    <thead><tr>
                        <th scope="col">{words.officer}</th><th scope="col">{t().summary.department}</th><th scope="col">{words.certificate}</th>
                    </tr></thead>
                    <tbody>{officers}</tbody>
                </table>
            </div>
        </Section>
    }
    .into_any()
}

fn basics(inspection: &Inspection) -> impl IntoView + use<> {
    let (words, shared) = (&t().inspections, &t().records);
    let by =
        format!("{} {}", inspection.recorded_by.department.short_name, inspection.recorded_by.display_name);
    let mut facts = vec![
        (words.inspected_on, inspection.inspected_on.0.clone().into_any()),
        (words.place, inspection.place.clone().into_any()),
        (shared.region, inspection.region.name.clone().into_any()),
        (shared.department, inspection.department.name.clone().into_any()),
        (shared.participants, participants(&inspection.departments, &inspection.department)),
        (shared.action, action_link(inspection.action.as_ref())),
        (words.goods_checked, quantity(inspection.goods_checked).into_any()),
    ];
    facts.extend(amounts::facts(&inspection.amounts));
    facts.extend([
        (shared.recorded_by, by.into_any()),
        (shared.recorded_at, inspection.recorded_at.shanghai().into_any()),
    ]);
    view! { <Facts facts/> }
}

fn premises_row(premises: &Premises) -> impl IntoView + use<> {
    let words = &t().inspections;
    let name = match &premises.party {
        Some(party) => {
            view! { <a href=format!("/parties/{}", party.id.inner())>{premises.name.clone()}</a> }.into_any()
        }
        None => premises.name.clone().into_any(),
    };
    view! {
        <tr data-testid="premises">
            <th scope="row">{name}</th>
            <td data-label=words.address>{or_dash(premises.address.as_ref())}</td>
            <td data-label=words.result>{result_badge(premises.result)}</td>
            <td data-label=words.note>{or_dash(premises.note.as_ref())}</td>
        </tr>
    }
}

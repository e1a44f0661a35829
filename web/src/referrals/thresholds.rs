//! The thresholds for prosecution, with the provision that sets each.

use super::operations::{ListThresholds, ProsecutionThreshold, ThresholdsVariables};
use crate::{
    components::{
        display::{Badge, PageHeader, PrintButton, or_dash},
        filter::{ChoiceFilter, FilterBar, SwitchFilter},
        states::Loaded,
        table::{Column, DataTable},
        url_state::use_url_state,
    },
    graphql::{
        enums::{CaseKind, Choice},
        query::use_query,
        scalars::Date,
    },
    i18n::t,
    rules::{AddThreshold, RuleTabs, ThresholdActions, grounded, validity, whose},
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/referrals/thresholds`
#[component]
pub fn ThresholdsPage() -> impl IntoView {
    let (url, session) = (use_url_state(), Session::current());
    let words = &t().referrals;
    let query = use_query(move || {
        let on = (!url.on("all")).then(|| Date(session.today()));
        ListThresholds::build(ThresholdsVariables { case_kind: url.choice::<CaseKind>("kind"), on })
    });
    let changed = Callback::new(move |()| query.refetch());
    // Where a row's own dialogs tell that something changed.
    provide_context(changed);
    let columns = |may: bool| {
        let mut columns = vec![
            Column::new(t().cases.kind, |row: &ProsecutionThreshold| row.case_kind.label().into_any())
                .short(),
            Column::new(words.crime, |row: &ProsecutionThreshold| {
                view! { {row.crime.clone()}" "<span class="detail">{row.criminal_article.clone()}</span> }
                    .into_any()
            }),
            Column::new(words.amount, |row: &ProsecutionThreshold| {
                view! { {row.measure.label()}" "{row.amount.to_string()} }.into_any()
            })
            .short(),
            Column::new(words.condition, |row: &ProsecutionThreshold| or_dash(row.condition.as_ref())),
            Column::new(words.article, |row: &ProsecutionThreshold| {
                let check = (!row.confirmed)
                    .then(|| view! { " "<Badge label=t().referrals.unconfirmed tone="waiting"/> });
                let note = row.note.clone().map(|note| view! { <p class="detail">{note}</p> });
                view! { {grounded(&row.article, row.ground.as_deref())}{check}{note} }.into_any()
            }),
            Column::new(t().rules.whose, |row: &ProsecutionThreshold| whose(row.region.as_ref()).into_any())
                .short(),
            Column::new(words.valid, |row: &ProsecutionThreshold| {
                validity(&row.valid_from, row.valid_to.as_ref())
            }),
        ];
        if may {
            columns.push(Column::new(t().rules.actions, actions).short());
        }
        columns
    };
    view! {
        <PageHeader title=words.thresholds above=vec![(words.inbox, "/referrals")]><PrintButton/></PageHeader>
        <RuleTabs/>
        <p class="hint">{words.thresholds_hint}</p>
        <FilterBar>
            <ChoiceFilter<CaseKind> key="kind" label=t().cases.kind/>
            <SwitchFilter key="all" label=words.former_too/>
        </FilterBar>
        <Loaded query let:data>
            {
                let may = session.may(|viewer| viewer.can_maintain_rules);
                view! {
                    {may.then(|| view! { <p class="list-actions no-print"><AddThreshold changed/></p> })}
                    <DataTable columns=columns(may) rows=data.prosecution_thresholds caption=words.thresholds/>
                }
            }
        </Loaded>
    }
}

fn actions(row: &ProsecutionThreshold) -> AnyView {
    let changed = expect_context::<Callback<()>>();
    if !row.viewer_can_maintain {
        return ().into_any();
    }
    view! {
        <ThresholdActions id=row.id.clone() version=row.version article=row.article.clone() confirmed=row.confirmed
            valid_to=row.valid_to.clone() changed/>
    }
    .into_any()
}

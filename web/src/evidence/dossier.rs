//! The cover (卷宗封面) and the catalogue (卷内目录) of a case's file, to be printed on A4: every document of
//! its history and every file, in order.

use super::operations::{Attachment, Dossier, EvidenceVariables, ListEvidence, ShowDossier};
use crate::{
    components::{
        display::{PageHeader, PrintButton},
        states::{Failure, Loaded, NotFound, Skeleton},
    },
    graphql::{
        enums::{CaseEventKind, Choice, PartyRole},
        operation::ById,
        query::{Remote, use_query},
        scalars::Date,
        transport::ApiError,
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;

/// `/cases/:id/dossier`
#[component]
pub fn DossierPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || cynic::Id::new(params.with(|params| params.get("id")).unwrap_or_default());
    let query = use_query(move || ShowDossier::build(ById { id: id() }));
    let items = RwSignal::new(Remote::Loading);
    let session = Session::current();
    let load = move || {
        let id = id();
        spawn_local(async move {
            let loaded = match all(session, id).await {
                Ok(items) => Remote::Ready(items),
                Err(error) => Remote::Failed(error),
            };
            drop(items.try_set(loaded));
        });
    };
    Effect::new(move |_| load());
    let above = move || vec![(t().cases.title, "/cases")];
    view! {
        <PageHeader title=t().evidence.dossier above=above()><PrintButton/></PageHeader>
        <Loaded query let:data>
            {match (data.case, items.get()) {
                (None, _) => view! { <NotFound/> }.into_any(),
                (_, Remote::Loading) => view! { <Skeleton/> }.into_any(),
                (_, Remote::Failed(error)) => view! { <Failure error retry=load/> }.into_any(),
                (Some(case), Remote::Ready(items)) => view! {
                    {cover(&case)}
                    {catalogue(&case, &items)}
                }
                .into_any(),
            }}
        </Loaded>
    }
}

/// Every file of the case, page by page: what is printed must be all of it.
async fn all(session: Session, id: cynic::Id) -> Result<Vec<Attachment>, ApiError> {
    let (mut items, mut after) = (Vec::new(), None);
    loop {
        let variables =
            EvidenceVariables { id: id.clone(), first: Some(100), after, last: None, before: None };
        let Some(case) = session.send(&ListEvidence::build(variables)).await?.case else {
            return Ok(items);
        };
        items.extend(case.attachments.nodes);
        after = case.attachments.page_info.end_cursor;
        if !case.attachments.page_info.has_next_page || after.is_none() {
            return Ok(items);
        }
    }
}

fn cover(case: &Dossier) -> impl IntoView + use<> {
    let words = &t().evidence;
    let respondents: Vec<_> = case
        .parties
        .iter()
        .filter(|entry| entry.role == PartyRole::Respondent)
        .map(|entry| entry.name.as_str())
        .collect();
    let handlers: Vec<_> = case.handlers.iter().map(|handler| handler.person.display_name.as_str()).collect();
    let rows = [
        (words.case_number, case.number.clone()),
        (words.cause, case.title.clone()),
        (words.case_kind, case.kind.label().to_owned()),
        (words.respondent, respondents.join("、")),
        (words.handlers, handlers.join("、")),
        (words.received_on, case.received_on.in_words()),
        (words.filed_on, case.filed_on.as_ref().map(Date::in_words).unwrap_or_default()),
        (words.closed_on, case.closed_on.as_ref().map(Date::in_words).unwrap_or_default()),
        (words.outcome, case.outcome.map(Choice::label).unwrap_or_default().to_owned()),
        (words.archived_on, String::new()),
        (words.kept_for, String::new()),
    ];
    let rows = rows.map(|(label, value)| view! { <tr><th scope="row">{label}</th><td>{value}</td></tr> });
    view! {
        <article class="paper cover" data-testid="cover">
            <p class="paper-office">{case.department.name.clone()}</p>
            <h2>{words.cover}</h2>
            <table>{rows.into_iter().collect_view()}</table>
            <p class="paper-foot">{words.volume}</p>
        </article>
    }
}

/// A line of the catalogue.
struct Line {
    date: Date,
    author: String,
    title: String,
    remark: String,
}

fn lines(case: &Dossier, items: &[Attachment]) -> Vec<Line> {
    let words = &t().evidence;
    // The history is newest first; filed evidence stands in it, too, and is listed as itself.
    let documents = case.events.iter().rev().filter(|event| event.kind != CaseEventKind::Evidence);
    let documents = documents.flat_map(|event| {
        event.documents.iter().map(|title| Line {
            date: event.occurred_on.clone(),
            author: event.actor.department.short_name.clone(),
            title: title.clone(),
            remark: String::new(),
        })
    });
    let evidence = items.iter().map(|item| {
        let corrected = item.corrected_by.as_ref().map(|newer| (words.corrected_by)(newer.number));
        let remark = [Some((words.item)(item.number)), Some(item.kind.label().to_owned()), corrected];
        Line {
            date: item.obtained_on.clone(),
            author: item.uploaded_by.display_name.clone(),
            title: item.name.clone(),
            remark: remark.into_iter().flatten().collect::<Vec<_>>().join("；"),
        }
    });
    documents.chain(evidence).collect()
}

fn catalogue(case: &Dossier, items: &[Attachment]) -> impl IntoView + use<> {
    let words = &t().evidence;
    let lines = lines(case, items);
    let none = lines.is_empty().then(|| view! { <tr><td colspan="6">{t().states.empty}</td></tr> });
    let rows = lines.into_iter().enumerate().map(|(index, line)| {
        view! {
            <tr data-testid="catalogue-line">
                <td>{index + 1}</td><td>{line.title}</td><td>{line.author}</td>
                <td class="paper-date">{line.date.0}</td><td></td><td>{line.remark}</td>
            </tr>
        }
    });
    view! {
        <article class="paper" data-testid="catalogue">
            <h2>{words.catalogue}</h2>
            <p class="paper-case">{case.number.clone()}"　"{case.title.clone()}</p>
            <table class="paper-lines">
                <thead><tr>
                    <th scope="col">{words.number}</th><th scope="col">{words.document}</th><th scope="col">{words.author}</th>
                    <th scope="col">{words.date}</th><th scope="col">{words.page}</th><th scope="col">{words.remark}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}{none}</tbody>
            </table>
        </article>
    }
}

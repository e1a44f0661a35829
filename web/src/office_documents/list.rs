//! The documents, and what departments offer for the bulletin.

use super::{
    PLACE,
    operations::{
        BulletinItem, DocumentRow, DocumentsVariables, ItemOffered, Items, ListDocuments, OfferBulletinItem,
        OfferBulletinItemInput, OfficeDocumentFilter,
    },
};
use crate::{
    components::{
        dialog::Dialog,
        display::{Badge, PageHeader, Section, or_dash},
        fields::{TextAreaField, TextField},
        filter::{ChoiceFilter, FilterBar},
        form::{Form, FormView},
        states::{Loaded, NoRight},
        table::{Column, DataTable, Pagination},
        toast::Toasts,
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice as _, OfficeDocumentKind, OfficeDocumentState},
        query::use_query,
    },
    i18n::t,
    session::Session,
    summary::page::period,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/documents`
#[component]
pub fn DocumentsPage() -> impl IntoView {
    let (session, url, words) = (Session::current(), use_url_state(), &t().documents);
    if !untrack(|| session.may(|viewer| viewer.can_see_summary)) {
        return view! { <NoRight/> }.into_any();
    }
    let query = use_query(move || {
        let page = url.page();
        ListDocuments::build(DocumentsVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: OfficeDocumentFilter {
                kind: url.choices::<OfficeDocumentKind>("kind").and_then(|kinds| kinds.first().copied()),
            },
        })
    });
    let changed = Callback::new(move |()| query.refetch());
    let new = |kind: OfficeDocumentKind, label: &'static str| {
        let code = kind.code();
        view! {
            <a class="button primary" href=format!("/documents/new?kind={code}") data-testid=format!("new-{code}")>{label}</a>
        }
    };
    view! {
        <PageHeader title=words.title>
            <Show when=move || session.may(|viewer| viewer.can_maintain_rules)>
                {new(OfficeDocumentKind::WorkSummary, words.new_summary)}
                {new(OfficeDocumentKind::Bulletin, words.new_bulletin)}
            </Show>
        </PageHeader>
        <FilterBar><ChoiceFilter<OfficeDocumentKind> key="kind" label=words.kind/></FilterBar>
        <Loaded query let:data>
            {documents(data.office_documents.nodes)}
            <Pagination page=data.office_documents.page_info total=None more=None/>
            {items(&data.bulletin_items, changed)}
        </Loaded>
    }
    .into_any()
}

/// What a state looks like.
pub fn state_badge(state: OfficeDocumentState) -> AnyView {
    let tone = if state == OfficeDocumentState::Draft { "waiting" } else { "done" };
    view! { <Badge label=state.label() tone/> }.into_any()
}

fn documents(rows: Vec<DocumentRow>) -> impl IntoView {
    let words = &t().documents;
    let columns = vec![
        Column::new(words.name, |row: &DocumentRow| row.title.clone().into_any()),
        Column::new(words.kind, |row: &DocumentRow| row.kind.label().into_any()).short(),
        Column::new(words.number, |row: &DocumentRow| or_dash(row.number.clone())).short(),
        Column::new(words.state, |row: &DocumentRow| {
            let waits = row
                .viewer_can_acknowledge
                .then(|| view! { " "<Badge label=t().documents.to_acknowledge tone="waiting"/> });
            view! { {state_badge(row.state)}{waits} }.into_any()
        })
        .short(),
        Column::new(words.region, |row: &DocumentRow| {
            or_dash(row.region.as_ref().map(|region| region.name.clone()))
        })
        .short(),
        Column::new(words.period, |row: &DocumentRow| period(&row.period).into_any()),
        Column::new(words.issued_on, |row: &DocumentRow| or_dash(row.issued_on.as_ref())).short(),
    ];
    view! { <DataTable columns rows href=|row: &DocumentRow| PLACE.href(&row.id) caption=words.title/> }
}

/// What departments offer: a department sees its own, and offers more here.
fn items(items: &Items, changed: Callback<()>) -> impl IntoView + use<> {
    let words = &t().documents;
    let open = RwSignal::new(false);
    let columns = vec![
        Column::new(words.item_title, |item: &BulletinItem| {
            view! { <p>{item.title.clone()}</p><p class="detail prose">{item.text.clone()}</p> }.into_any()
        }),
        Column::new(words.department, |item: &BulletinItem| item.department.short_name.clone().into_any())
            .short(),
        Column::new(words.offered, |item: &BulletinItem| item.offered_at.shanghai().into_any()).short(),
        Column::new(words.state, |item: &BulletinItem| {
            let (label, tone) =
                if item.used { (t().documents.used, "done") } else { (t().documents.unused, "waiting") };
            view! { <Badge label tone/> }.into_any()
        })
        .short(),
    ];
    let rows = items.nodes.clone();
    let more = i64::from(items.total_count) - rows.len() as i64;
    let title = words.offer.to_owned();
    let table = view! { <DataTable columns rows caption=words.items/> }.into_any();
    view! {
        <Section title=words.items>
            <div class="page-acts">
                <p class="hint">{words.items_hint}</p>
                <p class="actions no-print">
                    <button type="button" on:click=move |_| open.set(true) data-testid="offer">{words.offer}</button>
                </p>
            </div>
            {table}
            {(more > 0).then(|| view! { <p class="hint">{(words.more_items)(more)}</p> })}
        </Section>
        <Dialog open title><OfferForm open changed/></Dialog>
    }
}

#[component]
fn OfferForm(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().documents);
    let (title, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move || {
        let input = OfferBulletinItemInput {
            idempotency_key: form.key(),
            title: title.get_untracked(),
            text: text.get_untracked(),
        };
        let done = move |item: ItemOffered| {
            open.set(false);
            toasts.say(format!("{}：{}", t().documents.was_offered, item.title));
            changed.run(());
        };
        form.send::<OfferBulletinItem>(input, done, |_| {});
    };
    view! {
        <FormView form submit=words.offer on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="title" label=words.item_title value=title required=true wide=true/>
            <TextAreaField name="text" label=words.item_text value=text required=true rows=8/>
        </FormView>
    }
}

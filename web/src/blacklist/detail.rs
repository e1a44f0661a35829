//! One entry of the blacklist: its course, the cases behind it, and what the office decides.

use super::{
    actions::Actions,
    list::state_badge,
    operations::{BlacklistEntry, ShowEntry},
};
use crate::{
    cases::case_table,
    components::{
        display::{Facts, PageHeader, PrintButton, Section, listing_badge, or_dash},
        record::{found, use_record},
    },
    graphql::enums::Choice,
    i18n::t,
};
use leptos::prelude::*;

/// `/blacklist/:id`
#[component]
pub fn EntryPage() -> impl IntoView {
    let query = use_record::<ShowEntry>();
    let changed = Callback::new(move |()| query.refetch());
    found(query, |data| data.blacklist_entry, move |entry| view! { <EntryView entry changed/> })
}

#[component]
fn EntryView(entry: BlacklistEntry, changed: Callback<()>) -> impl IntoView {
    let words = &t().blacklist;
    let name = entry.party.as_ref().map_or_else(|| words.title.to_owned(), |party| party.name.clone());
    let facts = facts(&entry);
    let cases = entry.cases.clone();
    let may = entry.viewer_can_decide;
    let stored = StoredValue::new(entry);
    view! {
        <PageHeader title=name above=vec![(words.title, "/blacklist")]>
            <PrintButton/>
            {may.then(|| view! { <Actions entry=stored changed/> })}
        </PageHeader>
        <Section title=t().cases.basics><Facts facts/></Section>
        <Section title=words.cases>{case_table(cases)}</Section>
    }
}

/// What is known of the entry so far; what has not happened is left out.
fn facts(entry: &BlacklistEntry) -> Vec<(&'static str, AnyView)> {
    let words = &t().blacklist;
    let party = entry.party.as_ref().map_or_else(
        || or_dash(None::<String>),
        |party| {
            let href = format!("/parties/{}", party.id.inner());
            view! { <a href=href>{party.name.clone()}</a>" "{listing_badge(party.listing.as_ref())} }
                .into_any()
        },
    );
    let mut facts = vec![
        (words.party, party),
        (words.state, state_badge(entry.state)),
        (words.ground, entry.ground.clone().into_any()),
        (words.article, entry.rule.article.clone().into_any()),
        (words.department, entry.department.name.clone().into_any()),
        (words.region, entry.region.name.clone().into_any()),
        (words.proposed_on, entry.proposed_on.0.clone().into_any()),
    ];
    let days = [
        (words.notified_on, &entry.notified_on),
        (words.statement_until, &entry.statement_until),
        (words.stated_on, &entry.stated_on),
        (words.listed_on, &entry.listed_on),
        (words.listed_until, &entry.listed_until),
        (words.published_on, &entry.published_on),
        (words.dismissed_on, &entry.dismissed_on),
        (words.removed_on, &entry.removed_on),
    ];
    let texts = [
        (words.notice_document, entry.notice_document.clone()),
        (words.statement, entry.statement.clone()),
        (words.decision_document, entry.decision_document.clone()),
        (words.reason, entry.dismissal_reason.clone()),
        (words.removal, entry.removal.map(|removal| removal.label().to_owned())),
        (words.removal_ground, entry.removal_ground.clone()),
        (words.removal_document, entry.removal_document.clone()),
    ];
    let day = |(label, day): (&'static str, &Option<crate::graphql::scalars::Date>)| {
        day.as_ref().map(|day| (label, day.0.clone().into_any()))
    };
    facts.extend(days.into_iter().filter_map(day));
    facts.extend(texts.into_iter().filter_map(|(label, text)| Some((label, text?.into_any()))));
    facts
}

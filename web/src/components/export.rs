//! Taking what a page shows out of the platform, as a file.

use super::{download::save_base64, toast::Toasts};
use crate::{
    graphql::{fragments::ExportedFile, operation::Mutation},
    i18n::t,
    session::Session,
};
use leptos::{prelude::*, task::spawn_local};

/// A button named `label` that has `M` write a file of what `input` names, and saves it.
pub fn export_button<M>(label: &'static str, input: impl Fn() -> M::Input + 'static) -> impl IntoView
where
    M: Mutation<Record = ExportedFile>,
{
    let (session, toasts) = (Session::current(), Toasts::current());
    let busy = RwSignal::new(false);
    let export = move |_| {
        let request = session.send(&M::operation(untrack(&input)));
        busy.set(true);
        spawn_local(async move {
            let said = match request.await {
                Err(error) => error.message(),
                Ok(data) => match data.outcome() {
                    (_, Some(file)) => match save_base64(&file.name, &file.media_type, &file.content) {
                        Ok(()) => format!("{} {} {}", t().table.exported, file.rows, t().table.records),
                        Err(_) => t().states.internal.to_owned(),
                    },
                    (errors, None) => errors
                        .into_iter()
                        .next()
                        .map_or_else(|| t().states.internal.to_owned(), |error| error.message),
                },
            };
            busy.try_set(false);
            toasts.say(said);
        });
    };
    view! {
        <button type="button" disabled=move || busy.get() on:click=export data-testid="export">
            {move || if busy.get() { t().table.exporting } else { label }}
        </button>
    }
}

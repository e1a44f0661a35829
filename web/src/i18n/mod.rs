//! What the app says, in Chinese and English. Messages are plain structs, one value a language; a sentence is
//! written once in both, and doesn't compile without one of them. The labels of closed sets are the vocabulary's.

pub mod actions;
pub mod cases;
pub mod clocks;
pub mod common;
pub mod coordination;
pub mod evidence;
pub mod flow;
pub mod manage;
pub mod records;
pub mod referrals;
pub mod reports;
pub mod rules;
pub mod seizures;
pub mod summary;
pub mod todo;

use leptos::prelude::*;
use std::cell::Cell;
pub use vocabulary::Language;

const STORAGE_KEY: &str = "shuangda.language";

/// What a part of the app says: each sentence by its name, in Chinese and in English.
macro_rules! words {
    (@type) => { &'static str };
    (@type $type:ty) => { $type };
    ($(#[$what:meta])* $part:ident { $($(#[$how:meta])* $name:ident $(: $type:ty)? = $zh:expr, $en:expr;)+ }) => {
        $(#[$what])*
        pub struct $part { $($(#[$how])* pub $name: $crate::i18n::words!(@type $($type)?),)+ }

        impl $part {
            pub const ZH: Self = Self { $($name: $zh,)+ };
            pub const EN: Self = Self { $($name: $en,)+ };
        }
    };
}
pub(crate) use words;

/// The parts of the app, by name.
macro_rules! messages {
    ($($name:ident: $part:ty;)+) => {
        /// Every sentence of the app.
        pub struct Messages { $(pub $name: $part,)+ }

        static ZH: Messages = Messages { $($name: <$part>::ZH,)+ };

        static EN: Messages = Messages { $($name: <$part>::EN,)+ };
    };
}

messages! {
    app: common::App;
    nav: common::Nav;
    action: common::Action;
    states: common::States;
    table: common::Table;
    form: common::Form;
    account: common::Account;
    audit: common::Audit;
    dashboard: common::Dashboard;
    cases: cases::Cases;
    clocks: clocks::Clocks;
    flow: flow::Flow;
    evidence: evidence::Evidence;
    case_documents: crate::case_documents::CaseDocuments;
    parties: cases::Parties;
    twins: coordination::Twins;
    deconfliction: coordination::Deconfliction;
    blacklist: coordination::Blacklist;
    referrals: referrals::Referrals;
    rules: rules::Rules;
    actions: actions::Actions;
    records: records::Records;
    inspections: crate::inspections::Inspections;
    trainings: crate::trainings::Trainings;
    publicity: crate::publicity::Publicity;
    summary: summary::Summary;
    charts: summary::Charts;
    imports: crate::imports::Imports;
    league: summary::League;
    reports: reports::Reports;
    documents: reports::Documents;
    indicators: summary::Indicators;
    departments: manage::Departments;
    users: manage::Users;
    todo: todo::Todo;
    notifications: todo::Notifications;
    seizures: seizures::Seizures;
    supervisions: seizures::Supervisions;
}

thread_local! {
    static CURRENT: Cell<Language> = const { Cell::new(Language::Chinese) };
}

/// The chosen language. A plain value: when it changes, the app is mounted anew (see `app.rs`), the server's texts with it.
pub fn language() -> Language {
    CURRENT.get()
}

/// The messages in the chosen language.
pub fn t() -> &'static Messages {
    match language() {
        Language::Chinese => &ZH,
        Language::English => &EN,
    }
}

/// The language signal that the app is mounted under.
#[derive(Clone, Copy)]
pub struct LanguageChoice(pub RwSignal<Language>);

impl LanguageChoice {
    /// Starts with the language chosen last in this browser; Chinese at first.
    pub fn provide() -> Self {
        let stored =
            window().local_storage().ok().flatten().and_then(|storage| storage.get_item(STORAGE_KEY).ok()?);
        let choice = Self(RwSignal::new(Language::Chinese));
        choice.choose(if stored.as_deref() == Some(Language::English.tag()) {
            Language::English
        } else {
            Language::Chinese
        });
        provide_context(choice);
        choice
    }

    /// Switches, and remembers.
    pub fn choose(self, language: Language) {
        CURRENT.set(language);
        let code = language.tag();
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", code);
        }
        // A browser that keeps nothing (private mode) still shows the language.
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.set_item(STORAGE_KEY, code);
        }
        self.0.set(language);
    }
}

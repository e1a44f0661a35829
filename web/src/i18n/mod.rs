//! What the app says, in Chinese and English. Messages are plain structs, one value a language: a sentence that is
//! missing in one of them doesn't compile. The labels of closed sets are the vocabulary's.

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
pub mod rules;
pub mod seizures;
pub mod summary;
pub mod todo;

use leptos::prelude::*;
use std::cell::Cell;
pub use vocabulary::Language;

const STORAGE_KEY: &str = "shuangda.language";

/// What each part of the app says: its name, its struct, and that in each language. Once here, for a struct and two
/// statics that would each list them again.
macro_rules! messages {
    ($($name:ident: $type:ty = $zh:path, $en:path;)+) => {
        /// Every sentence of the app.
        pub struct Messages { $(pub $name: $type,)+ }

        static ZH: Messages = Messages { $($name: $zh,)+ };

        static EN: Messages = Messages { $($name: $en,)+ };
    };
}

messages! {
    app: common::App = common::APP_ZH, common::APP_EN;
    nav: common::Nav = common::NAV_ZH, common::NAV_EN;
    action: common::Action = common::ACTION_ZH, common::ACTION_EN;
    states: common::States = common::STATES_ZH, common::STATES_EN;
    table: common::Table = common::TABLE_ZH, common::TABLE_EN;
    form: common::Form = common::FORM_ZH, common::FORM_EN;
    account: common::Account = common::ACCOUNT_ZH, common::ACCOUNT_EN;
    audit: common::Audit = common::AUDIT_ZH, common::AUDIT_EN;
    dashboard: common::Dashboard = common::DASHBOARD_ZH, common::DASHBOARD_EN;
    cases: cases::Cases = cases::CASES_ZH, cases::CASES_EN;
    clocks: clocks::Clocks = clocks::CLOCKS_ZH, clocks::CLOCKS_EN;
    flow: flow::Flow = flow::FLOW_ZH, flow::FLOW_EN;
    evidence: evidence::Evidence = evidence::EVIDENCE_ZH, evidence::EVIDENCE_EN;
    parties: cases::Parties = cases::PARTIES_ZH, cases::PARTIES_EN;
    twins: coordination::Twins = coordination::TWINS_ZH, coordination::TWINS_EN;
    deconfliction: coordination::Deconfliction = coordination::DECONFLICTION_ZH, coordination::DECONFLICTION_EN;
    blacklist: coordination::Blacklist = coordination::BLACKLIST_ZH, coordination::BLACKLIST_EN;
    referrals: referrals::Referrals = referrals::REFERRALS_ZH, referrals::REFERRALS_EN;
    rules: rules::Rules = rules::RULES_ZH, rules::RULES_EN;
    actions: actions::Actions = actions::ACTIONS_ZH, actions::ACTIONS_EN;
    records: records::Records = records::RECORDS_ZH, records::RECORDS_EN;
    inspections: records::Inspections = records::INSPECTIONS_ZH, records::INSPECTIONS_EN;
    trainings: records::Trainings = records::TRAININGS_ZH, records::TRAININGS_EN;
    publicity: records::Publicity = records::PUBLICITY_ZH, records::PUBLICITY_EN;
    summary: summary::Summary = summary::SUMMARY_ZH, summary::SUMMARY_EN;
    departments: manage::Departments = manage::DEPARTMENTS_ZH, manage::DEPARTMENTS_EN;
    users: manage::Users = manage::USERS_ZH, manage::USERS_EN;
    todo: todo::Todo = todo::TODO_ZH, todo::TODO_EN;
    notifications: todo::Notifications = todo::NOTIFICATIONS_ZH, todo::NOTIFICATIONS_EN;
    seizures: seizures::Seizures = seizures::SEIZURES_ZH, seizures::SEIZURES_EN;
    supervisions: seizures::Supervisions = seizures::SUPERVISIONS_ZH, seizures::SUPERVISIONS_EN;
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

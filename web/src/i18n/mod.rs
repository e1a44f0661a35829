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

/// Every sentence of the app.
pub struct Messages {
    pub app: common::App,
    pub nav: common::Nav,
    pub action: common::Action,
    pub states: common::States,
    pub table: common::Table,
    pub form: common::Form,
    pub account: common::Account,
    pub audit: common::Audit,
    pub dashboard: common::Dashboard,
    pub cases: cases::Cases,
    pub clocks: clocks::Clocks,
    pub flow: flow::Flow,
    pub evidence: evidence::Evidence,
    pub parties: cases::Parties,
    pub twins: coordination::Twins,
    pub deconfliction: coordination::Deconfliction,
    pub blacklist: coordination::Blacklist,
    pub referrals: referrals::Referrals,
    pub rules: rules::Rules,
    pub actions: actions::Actions,
    pub records: records::Records,
    pub inspections: records::Inspections,
    pub trainings: records::Trainings,
    pub publicity: records::Publicity,
    pub summary: summary::Summary,
    pub departments: manage::Departments,
    pub users: manage::Users,
    pub todo: todo::Todo,
    pub notifications: todo::Notifications,
    pub seizures: seizures::Seizures,
    pub supervisions: seizures::Supervisions,
}

static ZH: Messages = Messages {
    app: common::APP_ZH,
    nav: common::NAV_ZH,
    action: common::ACTION_ZH,
    states: common::STATES_ZH,
    table: common::TABLE_ZH,
    form: common::FORM_ZH,
    account: common::ACCOUNT_ZH,
    audit: common::AUDIT_ZH,
    dashboard: common::DASHBOARD_ZH,
    cases: cases::CASES_ZH,
    clocks: clocks::CLOCKS_ZH,
    flow: flow::FLOW_ZH,
    evidence: evidence::EVIDENCE_ZH,
    parties: cases::PARTIES_ZH,
    twins: coordination::TWINS_ZH,
    deconfliction: coordination::DECONFLICTION_ZH,
    blacklist: coordination::BLACKLIST_ZH,
    referrals: referrals::REFERRALS_ZH,
    rules: rules::RULES_ZH,
    actions: actions::ACTIONS_ZH,
    records: records::RECORDS_ZH,
    inspections: records::INSPECTIONS_ZH,
    trainings: records::TRAININGS_ZH,
    publicity: records::PUBLICITY_ZH,
    summary: summary::SUMMARY_ZH,
    departments: manage::DEPARTMENTS_ZH,
    users: manage::USERS_ZH,
    todo: todo::TODO_ZH,
    notifications: todo::NOTIFICATIONS_ZH,
    seizures: seizures::SEIZURES_ZH,
    supervisions: seizures::SUPERVISIONS_ZH,
};

static EN: Messages = Messages {
    app: common::APP_EN,
    nav: common::NAV_EN,
    action: common::ACTION_EN,
    states: common::STATES_EN,
    table: common::TABLE_EN,
    form: common::FORM_EN,
    account: common::ACCOUNT_EN,
    audit: common::AUDIT_EN,
    dashboard: common::DASHBOARD_EN,
    cases: cases::CASES_EN,
    clocks: clocks::CLOCKS_EN,
    flow: flow::FLOW_EN,
    evidence: evidence::EVIDENCE_EN,
    parties: cases::PARTIES_EN,
    twins: coordination::TWINS_EN,
    deconfliction: coordination::DECONFLICTION_EN,
    blacklist: coordination::BLACKLIST_EN,
    referrals: referrals::REFERRALS_EN,
    rules: rules::RULES_EN,
    actions: actions::ACTIONS_EN,
    records: records::RECORDS_EN,
    inspections: records::INSPECTIONS_EN,
    trainings: records::TRAININGS_EN,
    publicity: records::PUBLICITY_EN,
    summary: summary::SUMMARY_EN,
    departments: manage::DEPARTMENTS_EN,
    users: manage::USERS_EN,
    todo: todo::TODO_EN,
    notifications: todo::NOTIFICATIONS_EN,
    seizures: seizures::SEIZURES_EN,
    supervisions: seizures::SUPERVISIONS_EN,
};

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

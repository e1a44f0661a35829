//! The tables, one file each. A `Model` is a row; what its columns are is decided by the migrations,
//! and a test holds every entity against a migrated database on both engines.
//!
//! Money is a whole number of fen (分). A `Date` is a calendar day in Asia/Shanghai, a `DateTimeUtc` a
//! moment in UTC. Ids are UUIDs, version 7 where we make them, so that they sort by time.

// Documented is what a name alone does not say. The lint would ask for more: it sees each field again
// in the types that the entity macro makes of a model, and there no doc of ours can reach.
#![allow(missing_docs)]

pub mod enums;
pub mod json;

pub mod account_mail;
pub mod account_request;
pub mod action_task;
pub mod action_task_department;
pub mod attachment;
pub mod audit_entry;
pub mod blacklist_entry;
pub mod blacklist_entry_case;
pub mod blacklist_rule;
pub mod bulletin_item;
pub mod calendar_year;
pub mod case;
pub mod case_approval;
pub mod case_department;
pub mod case_document;
pub mod case_event;
pub mod case_event_attachment;
pub mod case_handler;
pub mod case_informant;
pub mod case_party;
pub mod case_publication;
pub mod certificate;
pub mod clock;
pub mod clock_event;
pub mod clock_rule;
pub mod deconfliction;
pub mod deconfliction_side;
pub mod department;
pub mod digest;
pub mod document_template;
pub mod failed_sign_in;
pub mod figure_ledger;
pub mod figure_line;
pub mod figure_total;
pub mod goods_disposal;
pub mod goods_disposal_line;
pub mod health_check;
pub mod hotline;
pub mod idempotency_key;
pub mod import;
pub mod imported_row;
pub mod indicator;
pub mod inspected_premises;
pub mod inspection;
pub mod inspection_department;
pub mod inspection_officer;
pub mod joint_action;
pub mod joint_action_department;
pub mod known_device;
pub mod league_appeal;
pub mod legal_review_amount;
pub mod monthly_collection;
pub mod monthly_report;
pub mod monthly_report_event;
pub mod monthly_report_figure;
pub mod notification;
pub mod office_document;
pub mod office_document_figure;
pub mod office_document_receipt;
pub mod party;
pub mod party_department;
pub mod party_name;
pub mod prosecution_threshold;
pub mod publicity_event;
pub mod publicity_event_department;
pub mod record_amount;
pub mod referral;
pub mod referral_event;
pub mod referral_item;
pub mod referral_item_attachment;
pub mod refresh_token;
pub mod region;
pub mod rule_change;
pub mod rule_change_clock;
pub mod saved_view;
pub mod search_document;
pub mod seized_goods;
pub mod seizure;
pub mod seizure_officer;
pub mod service_token;
pub mod session;
pub mod sign_in_failure;
pub mod supervision;
pub mod supervision_entry;
pub mod training;
pub mod training_audience;
pub mod training_department;
pub mod user;

//! The database schema, step by step, for SQLite and PostgreSQL. Migrations are the authority on
//! what is stored; the `entity` crate is held against them by a test.

pub use sea_orm_migration::prelude::*;

mod builder;
mod document_templates;
mod indicators;
mod m20261122_000001_organisation;
mod m20261122_000002_activities;
mod m20261122_000003_cases;
mod m20261122_000004_search;
mod m20261122_000006_notifications;
mod m20261122_000010_case_history;
mod m20261122_000010_clocks;
mod m20261122_000014_seizures;
mod m20261122_000015_supervisions;
mod m20261122_000020_case_flow;
mod m20261122_000030_referrals;
mod m20261122_000030_saved_views;
mod m20261122_000050_parties;
mod m20261122_000070_evidence;
mod m20261122_000090_attached_documents;
mod m20261122_000090_legal_review;
mod m20261128_000010_filed_versions;
mod m20261129_000010_rules_by_region;
mod m20261129_000011_complaints_procedure;
mod m20261129_000012_rule_changes;
mod m20261129_000020_moments;
mod m20261129_000030_party_particulars;
mod m20261129_000040_guessing;
mod m20261129_000041_account_requests;
mod m20261129_000050_health_checks;
mod m20261129_000051_same_content;
mod m20261129_000080_search_form;
mod m20261129_000081_search_sample;
mod m20261129_000100_figures;
mod m20261130_000010_indicators;
mod m20261130_000020_slices;
mod m20261130_000030_league;
mod m20261130_000040_focus_areas;
mod m20261130_000050_monthly_reports;
mod m20261130_000060_office_documents;
mod m20261130_000070_case_documents;
mod m20261130_000070_imports;
mod prosecution_thresholds;

/// All steps, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_organisation::Migration),
            Box::new(m20261122_000002_activities::Migration),
            Box::new(m20261122_000003_cases::Migration),
            Box::new(m20261122_000004_search::Migration),
            Box::new(m20261122_000006_notifications::Migration),
            Box::new(m20261122_000010_clocks::Migration),
            Box::new(m20261122_000014_seizures::Migration),
            Box::new(m20261122_000015_supervisions::Migration),
            Box::new(m20261122_000010_case_history::Migration),
            Box::new(m20261122_000030_saved_views::Migration),
            Box::new(m20261122_000070_evidence::Migration),
            Box::new(m20261122_000020_case_flow::Migration),
            Box::new(m20261122_000050_parties::Migration),
            Box::new(m20261122_000030_referrals::Migration),
            Box::new(m20261122_000090_legal_review::Migration),
            Box::new(m20261122_000090_attached_documents::Migration),
            Box::new(m20261128_000010_filed_versions::Migration),
            Box::new(m20261129_000040_guessing::Migration),
            Box::new(m20261129_000041_account_requests::Migration),
            Box::new(m20261129_000050_health_checks::Migration),
            Box::new(m20261129_000051_same_content::Migration),
            Box::new(m20261129_000010_rules_by_region::Migration),
            Box::new(m20261129_000011_complaints_procedure::Migration),
            Box::new(m20261129_000012_rule_changes::Migration),
            Box::new(m20261129_000020_moments::Migration),
            Box::new(m20261129_000030_party_particulars::Migration),
            Box::new(m20261129_000080_search_form::Migration),
            Box::new(m20261129_000081_search_sample::Migration),
            Box::new(m20261129_000100_figures::Migration),
            Box::new(m20261130_000010_indicators::Migration),
            Box::new(m20261130_000020_slices::Migration),
            Box::new(m20261130_000030_league::Migration),
            Box::new(m20261130_000040_focus_areas::Migration),
            Box::new(m20261130_000050_monthly_reports::Migration),
            Box::new(m20261130_000060_office_documents::Migration),
            Box::new(m20261130_000070_case_documents::Migration),
            Box::new(m20261130_000070_imports::Migration),
        ]
    }
}

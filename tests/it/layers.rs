//! What may know what: rules stay free of the database and of GraphQL, so that they can be tested
//! by the thousand and read by a lawyer.

use std::{fs, path::Path};

#[test]
fn rules_know_neither_the_database_nor_graphql() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src");
    let mut seen = 0;
    for domain in fs::read_dir(sources).unwrap() {
        let rules = domain.unwrap().path().join("rules.rs");
        let Ok(text) = fs::read_to_string(&rules) else { continue };
        seen += 1;
        for forbidden in ["sea_orm", "async_graphql", "sqlx", "axum", "Utc::now"] {
            assert!(!text.contains(forbidden), "{} uses {forbidden}", rules.display());
        }
    }
    assert!(seen >= 3, "the scan found only {seen} rules.rs");
}

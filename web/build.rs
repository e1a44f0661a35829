//! Registers the API's schema, so that every operation in `src` is checked against it when compiling; and has the
//! linker leave what the app is split by.

use std::{error::Error, fs};

const SCHEMA: &str = "../api/schema.graphql";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={SCHEMA}");
    // A root field that is null only beside an error is always there for the app: it shows an answer with
    // errors as a failure, and reads no data of it.
    let schema = fs::read_to_string(SCHEMA)?.replace(" @semanticNonNull\n", "!\n");
    cynic_codegen::register_schema("shuangda").from_sdl(&with_scalars(&schema))?.as_default()?;
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    Ok(())
}

/// The schema with a scalar in place of every enum. Cynic knows an enum by a trait of its own, which only the crate
/// that declares the type can implement; a scalar it takes from elsewhere, and the vocabulary knows no schema.
fn with_scalars(schema: &str) -> String {
    let mut written = String::with_capacity(schema.len());
    let mut values = false;
    for line in schema.lines() {
        if let Some(name) = line.strip_prefix("enum ").and_then(|rest| rest.strip_suffix(" {")) {
            values = true;
            written += &format!("scalar {name}\n");
        } else if values {
            values = line != "}";
        } else {
            written += line;
            written.push('\n');
        }
    }
    written
}

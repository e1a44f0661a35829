//! Registers the API's schema, so that every operation in `src` is checked against it when compiling; and has the
//! linker leave what the app is split by.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    cynic_codegen::register_schema("shuangda").from_sdl_file("../api/schema.graphql")?.as_default()?;
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    Ok(())
}

//! Registers the API's schema, so that every operation in `src` is checked against it when compiling.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    cynic_codegen::register_schema("shuangda").from_sdl_file("../api/schema.graphql")?.as_default()?;
    Ok(())
}

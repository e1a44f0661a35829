//! Splits the linked app: what every page needs stays, and each group of pages (see web/src/lazy.rs) becomes a file that
//! the browser asks for when the first of them is opened.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// What loads the groups, as the app imports it.
pub const LOADER: &str = "chunks.js";

/// Puts the groups and their loader into `folder`, and returns the rest, for wasm-bindgen.
pub fn split(wasm: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let main = folder.join("app.wasm");
    let link_name = format!("./{LOADER}");
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./app.js";
    options.link_name = &link_name;
    let groups =
        wasm_split_cli_support::transform(options).map_err(|error| anyhow!("wasm-split: {error:#}"))?;
    for path in groups.split_modules {
        fs::write(&path, without_names(&fs::read(&path)?)?)?;
    }
    let rest = fs::read(&main)?;
    fs::remove_file(main)?;
    Ok(rest)
}

/// Whether the browser asks for this file only when it opens a page.
pub fn is_lazy(name: &str) -> bool {
    name.starts_with("split_") || name.starts_with("chunk_")
}

/// The module without what only tools read: names make up half of it.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("a split module can't be read")?;
        if let Some((id, range)) = payload.as_section()
            && !matches!(payload, Payload::CustomSection(_))
        {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            module.section(&RawSection { id, data: &wasm[range] });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, MemorySection, MemoryType};

    #[test]
    fn a_module_loses_its_names_and_nothing_else() {
        let mut memory = MemorySection::new();
        memory.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut plain = Module::new();
        plain.section(&memory);
        let mut named = plain.clone();
        named.section(&CustomSection { name: "name".into(), data: (&[1, 2, 3]).into() });
        assert_eq!(without_names(named.as_slice()).unwrap(), plain.finish());
        without_names(b"no module").unwrap_err();
    }

    #[test]
    fn only_what_comes_later_is_lazy() {
        assert!(is_lazy("split_cases.wasm") && is_lazy("chunk_7.wasm"));
        assert!(!is_lazy("app_bg.wasm") && !is_lazy(LOADER));
    }
}

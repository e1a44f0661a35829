//! Builds the app into a folder that the server can serve as it is.
//!
//! ```text
//! target/app/index.html                  asked for anew each time; everything else is named by it
//! target/app/pages.txt                   the paths that the page is for, for the server
//! target/app/assets/<digest>/app_bg.wasm app.js app.css boot.js …
//! ```
//!
//! with `.br` and `.gz` beside each. The digest is that of all assets together: whatever changes, the
//! whole folder has a new name, and a browser may keep what it has for ever.
//!
//! What signing in and the first page need is `app_bg.wasm`; the other pages come in groups, each a file of its
//! own, when the first of them is opened (see `split.rs`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::compress::{self, Sizes};
use crate::pages;
use crate::process;
use crate::split;
use crate::workspace::Workspace;

/// What the app is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What the build is for. Both behave the same: split into groups, without debug assertions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// What one works with, and the tests walk through: quickly built.
    Quick,
    /// What ships: small.
    Small,
}

impl Flavour {
    fn cargo_profile(self) -> &'static str {
        match self {
            Self::Quick => "app",
            Self::Small => "app-small",
        }
    }

    /// The folder under target; one each, so that going back and forth builds nothing twice.
    fn folder(self) -> &'static str {
        self.cargo_profile()
    }

    /// How long building it from nothing takes.
    fn usual_time(self) -> &'static str {
        match self {
            Self::Quick => "3 minutes",
            Self::Small => "9 minutes",
        }
    }
}

/// Builds the app unless it is up to date, prints its sizes, and returns its folder.
pub fn build(workspace: &Workspace, flavour: Flavour) -> Result<PathBuf> {
    add_target(workspace)?;
    process::building("the app", flavour.usual_time());
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", "web", "--target", TARGET, "--features", "split"]);
    cargo.args(["--profile", flavour.cargo_profile()]);
    process::run(&mut cargo)?;
    let wasm = workspace.target.join(TARGET).join(flavour.cargo_profile()).join("web.wasm");
    let inputs = Inputs::read(&workspace.root.join("web"), fs::read(&wasm)?)?;

    let folder = workspace.target.join(flavour.folder());
    let record = folder.with_extension("inputs");
    let digest = inputs.digest();
    let bundled = fs::read_to_string(&record).is_ok_and(|last| last == digest);
    if !bundled || !folder.join("index.html").exists() {
        process::step("Bundling the app");
        // Made beside and moved into place: a failure half-way leaves the last good one.
        let fresh = folder.with_extension("new");
        remove(&fresh)?;
        bundle(inputs, &fresh, flavour)?;
        remove(&folder)?;
        fs::rename(&fresh, &folder)?;
        fs::write(&record, digest)?;
    }
    print_sizes(workspace, &folder)?;
    Ok(folder)
}

/// Adds the compiler's WASM target where it is missing.
pub fn add_target(workspace: &Workspace) -> Result<()> {
    let mut rustc = std::process::Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]).current_dir(&workspace.root);
    if Path::new(process::output(&mut rustc)?.trim()).exists() {
        return Ok(());
    }
    process::step("Adding the WASM target");
    let mut rustup = std::process::Command::new("rustup");
    rustup.args(["target", "add", TARGET]).current_dir(&workspace.root);
    process::run(&mut rustup)
        .with_context(|| format!("the app needs Rust's standard library for {TARGET}; rustup can add it"))
}

/// Everything that the bundle is made from.
struct Inputs {
    wasm: Vec<u8>,
    /// Of web/style, then those of the components beside their code, in the order of their paths.
    css: Vec<u8>,
    html: String,
    /// A pattern a line.
    pages: String,
    /// Of web/public, copied as they are, by file name.
    public: BTreeMap<String, Vec<u8>>,
}

impl Inputs {
    fn read(web: &Path, wasm: Vec<u8>) -> Result<Self> {
        // The shared sheets come first: they declare the order of the layers.
        let sheets = [files(&web.join("style"))?, files(&web.join("src"))?].concat();
        let mut css = Vec::new();
        for sheet in sheets.iter().filter(|path| has_extension(path, "css")) {
            css.extend(fs::read(sheet)?);
            css.push(b'\n');
        }
        let mut public = BTreeMap::new();
        for path in files(&web.join("public"))? {
            public.insert(file_name(&path), fs::read(&path)?);
        }
        let pages = pages::patterns(&sources(&web.join("src"))?)?;
        Ok(Self { wasm, css, html: fs::read_to_string(web.join("index.html"))?, pages, public })
    }

    /// Says whether a bundle is up to date. The code that bundles counts, or a change of it would have
    /// no effect until the app changed too.
    fn digest(&self) -> String {
        let code: [&[u8]; 3] =
            [include_bytes!("app.rs"), include_bytes!("compress.rs"), include_bytes!("split.rs")];
        let texts = [self.html.as_bytes(), self.pages.as_bytes()];
        let parts = code.into_iter().chain([&*self.wasm, &self.css]).chain(texts);
        digest(parts.chain(self.public.iter().flat_map(|(name, content)| [name.as_bytes(), content])))
    }
}

fn bundle(inputs: Inputs, folder: &Path, flavour: Flavour) -> Result<()> {
    let unnamed = folder.join("assets/unnamed");
    fs::create_dir_all(&unnamed)?;
    let wasm = split::split(&inputs.wasm, &unnamed)?;
    Bindgen::new()
        .input_bytes("app", wasm)
        .web(true)?
        // The groups share what the linker exports.
        .keep_lld_exports(true)
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&unnamed)
        .context("wasm-bindgen")?;
    fs::write(unnamed.join("app.css"), inputs.css)?;
    for (name, content) in inputs.public {
        fs::write(unnamed.join(name), content)?;
    }

    let mut assets = BTreeMap::new();
    for path in files(&unnamed)? {
        let name = path.strip_prefix(&unnamed)?.to_string_lossy().into_owned();
        assets.insert(name, fs::read(&path)?);
    }
    let digest = digest(assets.iter().flat_map(|(name, content)| [name.as_bytes(), content]));
    let named = folder.join("assets").join(&digest[..16]);
    fs::rename(&unnamed, &named)?;
    let html = name_assets(&inputs.html, &digest[..16], |name| assets.contains_key(name))?;
    fs::write(folder.join("index.html"), html)?;
    for path in files(folder)? {
        compress::beside(&path, flavour)?;
    }
    fs::write(folder.join("pages.txt"), inputs.pages)?;
    Ok(())
}

/// Points every `"/assets/<name>"` of the page into the folder named by the digest, and refuses a name
/// that isn't there: a page that loads nothing should fail here, not in a browser.
fn name_assets(html: &str, digest: &str, exists: impl Fn(&str) -> bool) -> Result<String> {
    const PREFIX: &str = "\"/assets/";
    let mut parts = html.split(PREFIX);
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, _) = part.split_once('"').context("index.html: a quote isn't closed")?;
        ensure!(exists(name), "index.html names /assets/{name}, which the app doesn't have");
        named.push_str(PREFIX);
        named.push_str(digest);
        named.push('/');
        named.push_str(part);
    }
    if !named.contains(PREFIX) {
        bail!("index.html names no asset: it would show an empty page");
    }
    Ok(named)
}

/// SHA-256 of the parts, each preceded by its length so that moving bytes between them shows.
fn digest<'a>(parts: impl Iterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hex::encode(hasher.finalize())
}

/// What is sent to a browser that has nothing yet, file by file, and apart from it what pages add later.
fn print_sizes(workspace: &Workspace, folder: &Path) -> Result<()> {
    let print = |name: &str, sizes: Sizes| {
        let kilobytes = |bytes: u64| bytes as f64 / 1000.0;
        println!(
            "  {name:<24} {:>9.1} {:>9.1} {:>9.1}",
            kilobytes(sizes.plain),
            kilobytes(sizes.gzip),
            kilobytes(sizes.brotli)
        );
    };
    println!("{:<26} {:>9} {:>9} {:>9}", workspace.display(folder), "kB", "gzip", "brotli");
    let mut sent = files(folder)?;
    sent.retain(|path| !["br", "gz", "txt"].iter().any(|extension| has_extension(path, extension)));
    let (later, first): (Vec<_>, _) = sent.into_iter().partition(|path| split::is_lazy(&file_name(path)));
    let mut together = Sizes::default();
    for (paths, name) in [(first, "first load"), (later, "when a page is opened")] {
        let mut total = Sizes::default();
        for path in paths {
            let sizes = Sizes::of(&path)?;
            print(&file_name(&path), sizes);
            total += sizes;
        }
        print(name, total);
        together += total;
    }
    print("together", together);
    Ok(())
}

/// Every Rust file under the folder, with its text.
pub fn sources(folder: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut sources = Vec::new();
    for path in files(folder)? {
        if has_extension(&path, "rs") {
            let text = fs::read_to_string(&path)?;
            sources.push((path, text));
        }
    }
    Ok(sources)
}

/// Every file under the folder, sorted by path; none where there is no such folder.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.exists() {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_pointed_at_the_folder_named_by_the_digest() {
        let html = r#"<link href="/assets/app.css"><script src="/assets/boot.js"></script>"#;
        let named = name_assets(html, "d1", |_| true).unwrap();
        assert_eq!(named, r#"<link href="/assets/d1/app.css"><script src="/assets/d1/boot.js"></script>"#);
    }

    #[test]
    fn a_page_that_names_a_missing_asset_is_refused() {
        let error = name_assets(r#"<link href="/assets/gone.css">"#, "d1", |name| name != "gone.css");
        assert!(error.unwrap_err().to_string().contains("/assets/gone.css"));
        name_assets("<p>no script</p>", "d1", |_| true).unwrap_err();
    }

    #[test]
    fn the_real_page_names_only_what_a_bundle_has() {
        let public = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/public")).unwrap();
        let names: Vec<String> = public.iter().map(|path| file_name(path)).collect();
        let made = ["app.js", "app_bg.wasm", "app.css"];
        let html = include_str!("../../web/index.html");
        name_assets(html, "d1", |name| made.contains(&name) || names.iter().any(|n| n == name)).unwrap();
    }

    #[test]
    fn the_digest_sees_every_part_and_where_it_ends() {
        let of = |parts: &[&'static str]| digest(parts.iter().map(|part| part.as_bytes()));
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["ab", ""]));
        assert_ne!(of(&["a", "b"]), of(&["a", "c"]));
        assert_eq!(of(&[]).len(), 64);
    }
}

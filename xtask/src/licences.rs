//! Holds every dependency to the licences that `[workspace.metadata.licences]` of Cargo.toml allows, and gathers the
//! texts that travel with what ships.
//!
//! This reads what `cargo metadata` says of the packages in Cargo.lock, for all platforms, so it needs no network. What
//! it cannot see without one: versions that were yanked, and advisories (`cargo deny check advisories` sees both).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::process;
use crate::workspace::Workspace;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Fails with every package that may not be used, and why; else says what was checked and what was not.
pub fn check(workspace: &Workspace) -> Result<()> {
    let metadata = workspace.metadata(&["--locked"])?;
    let rules = Rules::read(&metadata["metadata"]["licences"])?;
    let packages = packages(&metadata)?;
    let refused: Vec<String> = packages.iter().filter_map(|package| rules.objection(package)).collect();
    if !refused.is_empty() {
        bail!("these dependencies may not be used:\n  {}", refused.join("\n  "));
    }
    process::step(&format!(
        "{} dependencies come from crates.io under allowed licences; advisories and yanked versions are not checked",
        packages.len()
    ));
    Ok(())
}

/// The licences of what the programs of `roots` are linked from, each text once, with the packages that it stands in.
pub fn texts(workspace: &Workspace, roots: &[(&str, &str)]) -> Result<String> {
    let mut packages_of_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut without: BTreeSet<String> = BTreeSet::new();
    for (root, target) in roots {
        let metadata = workspace.metadata(&["--locked", "--filter-platform", target])?;
        let linked = linked(&metadata, root)?;
        for package in packages(&metadata)?.into_iter().filter(|package| linked.contains(&package.id)) {
            let texts = package.texts()?;
            if texts.is_empty() {
                without.insert(format!("{}, {}", package.title(), package.licence.as_deref().unwrap_or("?")));
            }
            for text in texts {
                packages_of_text.entry(text).or_default().insert(package.title());
            }
        }
    }
    let mut all = String::from("What Shuangda is built from, and under which licences.\n");
    for (text, packages) in packages_of_text {
        let packages: Vec<String> = packages.into_iter().collect();
        write!(all, "\n{}\n{}\n\n{}\n", "=".repeat(80), packages.join("\n"), text.trim_end())?;
    }
    if !without.is_empty() {
        let without: Vec<String> = without.into_iter().collect();
        write!(all, "\n{}\nWithout a text of their own:\n\n{}\n", "=".repeat(80), without.join("\n"))?;
    }
    Ok(all)
}

/// A dependency as `cargo metadata` tells it.
struct Package {
    id: String,
    name: String,
    version: String,
    source: String,
    /// An SPDX expression; some packages only have a file.
    licence: Option<String>,
    folder: PathBuf,
}

impl Package {
    fn title(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// Of the files in which a package says its licence, those beside its manifest.
    fn texts(&self) -> Result<Vec<String>> {
        let mut texts = Vec::new();
        let entries = fs::read_dir(&self.folder)
            .with_context(|| format!("the sources of {} are not here", self.title()))?;
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            let says = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];
            if path.is_file() && says.iter().any(|word| name.starts_with(word)) {
                texts.push(String::from_utf8_lossy(&fs::read(&path)?).into_owned());
            }
        }
        Ok(texts)
    }
}

/// Every package that is not of this workspace.
fn packages(metadata: &Value) -> Result<Vec<Package>> {
    let all = metadata["packages"].as_array().context("cargo metadata tells no packages")?;
    all.iter()
        .filter(|package| !package["source"].is_null())
        .map(|package| {
            let text = |key: &str| {
                package[key].as_str().map(str::to_owned).with_context(|| format!("a package without {key}"))
            };
            let manifest = PathBuf::from(text("manifest_path")?);
            Ok(Package {
                id: text("id")?,
                name: text("name")?,
                version: text("version")?,
                source: text("source")?,
                licence: package["license"].as_str().map(str::to_owned),
                folder: manifest.parent().map(Path::to_owned).unwrap_or_default(),
            })
        })
        .collect()
}

/// The ids of all that the package is linked from, itself included: no build scripts, no tests.
fn linked(metadata: &Value, root: &str) -> Result<BTreeSet<String>> {
    let nodes = metadata["resolve"]["nodes"].as_array().context("cargo metadata tells no dependencies")?;
    let nodes: BTreeMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["id"].as_str()?, node))).collect();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let mut found = packages.filter(|package| package["name"] == root && package["source"].is_null());
    let root = found.next().and_then(|package| package["id"].as_str()).context("no such package")?;
    let (mut seen, mut open) = (BTreeSet::new(), vec![root]);
    while let Some(id) = open.pop() {
        if !seen.insert(id.to_owned()) {
            continue;
        }
        for dependency in nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten() {
            let mut kinds = dependency["dep_kinds"].as_array().into_iter().flatten();
            // Neither `build` nor `dev`.
            if kinds.any(|kind| kind["kind"].is_null()) {
                open.extend(dependency["pkg"].as_str());
            }
        }
    }
    Ok(seen)
}

/// What is allowed.
struct Rules {
    allowed: BTreeSet<String>,
    /// What a person read in the file of a package that names no licence in its manifest, by the package's name.
    read: BTreeMap<String, String>,
}

impl Rules {
    fn read(table: &Value) -> Result<Self> {
        let allowed = serde_json::from_value(table["allowed"].clone());
        let read = serde_json::from_value(table["read"].clone());
        Ok(Self {
            allowed: allowed.context("[workspace.metadata.licences] allowed: a list of SPDX names")?,
            read: read.context("[workspace.metadata.licences.read]: package = \"licence\"")?,
        })
    }

    /// Why the package may not be used.
    fn objection(&self, package: &Package) -> Option<String> {
        let title = package.title();
        if package.source != CRATES_IO {
            return Some(format!("{title}: from {}", package.source));
        }
        let Some(licence) = package.licence.as_ref().or_else(|| self.read.get(&package.name)) else {
            return Some(format!("{title}: names no licence"));
        };
        match suffices(licence, |name| self.allowed.contains(name)) {
            Ok(true) => None,
            Ok(false) => Some(format!("{title}: {licence}")),
            Err(error) => Some(format!("{title}: {licence}: {error}")),
        }
    }
}

/// Whether an SPDX expression is met by what is allowed: one of what stands between `OR` (or, as it once was, `/`), all
/// of what stands between `AND`. A name is taken together with its `WITH`.
fn suffices(expression: &str, allowed: impl Fn(&str) -> bool) -> Result<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let met = any(&mut rest, &allowed)?;
    ensure!(rest.is_empty(), "cannot read {:?}", rest.join(" "));
    Ok(met)
}

fn any(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Result<bool> {
    let mut met = all(rest, allowed)?;
    while let ["OR", after @ ..] = *rest {
        *rest = after;
        met |= all(rest, allowed)?;
    }
    Ok(met)
}

fn all(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Result<bool> {
    let mut met = one(rest, allowed)?;
    while let ["AND", after @ ..] = *rest {
        *rest = after;
        met &= one(rest, allowed)?;
    }
    Ok(met)
}

fn one(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Result<bool> {
    match *rest {
        ["(", after @ ..] => {
            *rest = after;
            let met = any(rest, allowed)?;
            let [")", after @ ..] = *rest else { bail!("a bracket isn't closed") };
            *rest = after;
            Ok(met)
        }
        [")" | "OR" | "AND" | "WITH", ..] | [] => bail!("a name is missing"),
        [name, "WITH", exception, after @ ..] => {
            *rest = after;
            Ok(allowed(&format!("{name} WITH {exception}")))
        }
        [name, after @ ..] => {
            *rest = after;
            Ok(allowed(name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rules() -> Rules {
        Rules::read(&json!({
            "allowed": ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "ISC"],
            "read": { "read-by-hand": "MIT" },
        }))
        .unwrap()
    }

    fn package(name: &str, licence: Option<&str>) -> Package {
        Package {
            id: name.into(),
            name: name.into(),
            version: "1.0.0".into(),
            source: CRATES_IO.into(),
            licence: licence.map(str::to_owned),
            folder: PathBuf::new(),
        }
    }

    #[test]
    fn expressions_are_met_as_spdx_means_them() {
        let met = |expression: &str| suffices(expression, |name| rules().allowed.contains(name)).unwrap();
        for good in [
            "MIT",
            "GPL-3.0-only OR MIT",
            "MIT/GPL-2.0",
            "MIT AND ISC",
            "Apache-2.0 WITH LLVM-exception",
            "ISC AND (Apache-2.0 OR GPL-2.0-only) AND MIT",
            "GPL-2.0-only AND ISC OR MIT",
        ] {
            assert!(met(good), "{good}");
        }
        for bad in [
            "AGPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "MIT WITH LLVM-exception",
            "(MIT OR ISC) AND GPL-2.0-only",
            "GPL-2.0-only AND (MIT OR ISC)",
        ] {
            assert!(!met(bad), "{bad}");
        }
        for unreadable in ["", "MIT OR", "(MIT", "MIT)", "MIT ISC", "AND MIT"] {
            suffices(unreadable, |_| true).unwrap_err();
        }
    }

    #[test]
    fn what_may_not_be_used_is_named_with_its_reason() {
        let rules = rules();
        assert_eq!(rules.objection(&package("good", Some("MIT"))), None);
        assert_eq!(rules.objection(&package("read-by-hand", None)), None);
        assert_eq!(rules.objection(&package("silent", None)).unwrap(), "silent 1.0.0: names no licence");
        let copyleft = rules.objection(&package("copyleft", Some("AGPL-3.0-only")));
        assert_eq!(copyleft.unwrap(), "copyleft 1.0.0: AGPL-3.0-only");
        let elsewhere =
            Package { source: "git+https://example.org/fork".into(), ..package("fork", Some("MIT")) };
        assert!(rules.objection(&elsewhere).unwrap().contains("git+https://example.org/fork"));
    }

    #[test]
    fn what_is_only_built_or_tested_with_is_not_linked() {
        let dependency = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [{ "id": "root-id", "name": "root", "source": null }],
            "resolve": { "nodes": [
                { "id": "root-id", "deps": [
                    dependency("linked", Value::Null),
                    dependency("built-with", json!("build")),
                    dependency("tested-with", json!("dev")),
                ] },
                { "id": "linked", "deps": [dependency("below", Value::Null)] },
                { "id": "below", "deps": [] },
            ] },
        });
        let found: Vec<String> = linked(&metadata, "root").unwrap().into_iter().collect();
        assert_eq!(found, ["below", "linked", "root-id"]);
        linked(&metadata, "other").unwrap_err();
    }
}

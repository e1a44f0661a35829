//! Where things are: the repository and cargo's target folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// Everything but the app, which builds for WASM alone. Always asked for together: cargo chooses the
/// features of dependencies by the packages asked for, and another choice is another build of them.
pub const SERVER_PACKAGES: [&str; 3] = ["--workspace", "--exclude", "web"];

/// The repository that this command was built from.
pub struct Workspace {
    /// The folder of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Cargo's target folder, wherever its configuration or environment puts it.
    pub target: PathBuf,
}

impl Workspace {
    /// Asks cargo.
    pub fn locate() -> Result<Self> {
        let metadata = metadata(&["--no-deps"])?;
        let path = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .with_context(|| format!("cargo metadata tells no {key}"))
        };
        Ok(Self { root: path("workspace_root")?, target: path("target_directory")? })
    }

    /// What `cargo metadata` tells.
    pub fn metadata(&self, arguments: &[&str]) -> Result<Value> {
        metadata(arguments)
    }

    /// The version of one of the workspace's own packages.
    pub fn version(&self, package: &str) -> Result<String> {
        let metadata = metadata(&["--no-deps"])?;
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let mut versions = packages.filter(|found| found["name"] == package).map(|found| &found["version"]);
        versions
            .next()
            .and_then(Value::as_str)
            .map(str::to_owned)
            .with_context(|| format!("no package {package}"))
    }

    /// `cargo` itself, run at the root.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(cargo_path());
        command.current_dir(&self.root);
        // What `cargo run` tells us of our own package. ring's build script watches these: handed on,
        // they would rebuild it and all that rests on it, each time one goes from xtask to plain cargo.
        for (key, _) in std::env::vars_os() {
            let key = key.to_string_lossy();
            if key.starts_with("CARGO_PKG_") || key.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&*key);
            }
        }
        command
    }

    /// `path` as a person at the root would write it.
    pub fn display<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}

fn metadata(arguments: &[&str]) -> Result<Value> {
    let mut command = Command::new(cargo_path());
    command.args(["metadata", "--format-version", "1"]).args(arguments);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    Ok(serde_json::from_str(&process::output(&mut command)?)?)
}

fn cargo_path() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

//! Builds everything and becomes the server.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Result, anyhow};

use crate::app::{self, Flavour};
use crate::process;
use crate::workspace::Workspace;

/// Serves the app and the API from the repository's own database; `serve` goes to `shuangda serve`.
/// Returns only where that can't be started: the server takes over this process and its signals.
pub fn run(workspace: &Workspace, flavour: Flavour, serve: &[String]) -> Result<()> {
    let app = app::build(workspace, flavour)?;
    process::step("Building the server");
    let mut build = workspace.cargo();
    build.args(["build", "--package", "shuangda"]);
    let profile = match flavour {
        Flavour::Release => {
            build.arg("--release");
            "release"
        }
        Flavour::Dev => "debug",
    };
    process::run(&mut build)?;

    process::step("Starting the server");
    let server = workspace.target.join(profile).join("shuangda");
    let error = Command::new(&server)
        .current_dir(&workspace.root)
        .args(["serve", "--demo", "--app"])
        .arg(app)
        .args(serve)
        .exec();
    Err(anyhow!("cannot start {}: {error}", workspace.display(&server)))
}

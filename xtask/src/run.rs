//! Builds everything and becomes the server.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Result, anyhow};

use crate::app::{self, Flavour};
use crate::process;
use crate::workspace::{SERVER_PACKAGES, Workspace};

/// Serves the app and the API from the repository's own database; `serve` goes to `shuangda serve`.
/// Returns only where that can't be started: the server takes over this process and its signals.
pub fn run(workspace: &Workspace, serve: &[String]) -> Result<()> {
    let app = app::build(workspace, Flavour::Quick)?;
    let server = build_server(workspace)?;
    process::step("Starting the server");
    let error = Command::new(&server)
        .current_dir(&workspace.root)
        .args(["serve", "--demo", "--app"])
        .arg(app)
        .args(serve)
        .exec();
    Err(anyhow!("cannot start {}: {error}", workspace.display(&server)))
}

/// Builds the server as the tests do, so that whoever goes on to them finds it built, and returns its path.
pub fn build_server(workspace: &Workspace) -> Result<std::path::PathBuf> {
    process::building("the server", "4 minutes");
    process::run(workspace.cargo().args(["build", "--bin", "shuangda"]).args(SERVER_PACKAGES))?;
    Ok(workspace.target.join("debug/shuangda"))
}

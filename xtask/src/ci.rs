//! What a change must pass, in the order in which it fails soonest.

use anyhow::Result;

use crate::process;
use crate::workspace::{SERVER_PACKAGES, Workspace};
use crate::{app, licences, schema, test};

/// Stops at the first thing that fails. The last line printed is the counts of the tests.
pub fn ci(workspace: &Workspace) -> Result<()> {
    const DENY: [&str; 3] = ["--", "-D", "warnings"];
    process::step("Formatting");
    process::run(workspace.cargo().args(["fmt", "--all", "--check"]))?;
    process::step("Licences");
    licences::check(workspace)?;
    process::step("Clippy");
    process::run(workspace.cargo().arg("clippy").args(SERVER_PACKAGES).arg("--all-targets").args(DENY))?;
    app::add_target(workspace)?;
    let web = ["clippy", "--package", "web", "--target", app::TARGET, "--all-targets"];
    process::run(workspace.cargo().args(web).args(DENY))?;
    process::step("Documentation");
    process::run(
        workspace
            .cargo()
            .arg("doc")
            .args(SERVER_PACKAGES)
            .arg("--no-deps")
            .env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"),
    )?;
    process::step("Schema");
    schema::schema(workspace, true)?;
    test::test(workspace, &[])
}

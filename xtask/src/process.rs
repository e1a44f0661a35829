//! Running other programs, and saying which step it is.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Announces a step, on the error stream as cargo does: the output stays for results.
pub fn step(text: &str) {
    eprintln!("==> {text}");
}

/// Announces a build, and how long it takes from nothing on two cores; afterwards only what changed is built.
pub fn building(what: &str, usual_time: &str) {
    step(&format!("Building {what} (usually {usual_time} on two cores, seconds afterwards)"));
}

/// Runs to the end with the terminal's own streams; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {}", name(command)))?;
    if !status.success() {
        bail!("{} failed: {status}", name(command));
    }
    Ok(())
}

/// Runs to the end and returns what it printed; its errors go to the terminal.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot run {}", name(command)))?;
    if !output.status.success() {
        bail!("{} failed: {}", name(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Whether it ran and succeeded; silent.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The command as one would type it, shortened to its program's file name.
fn name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    format!("`{}`", words.join(" "))
}

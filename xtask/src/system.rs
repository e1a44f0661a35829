//! What the tests need of the system beside Rust, found or installed as Debian's packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process;

/// Something that the tests need: Debian's package, and how to see that it (or an equal) is there.
struct Need {
    package: &'static str,
    present: fn() -> bool,
}

const POSTGRES: Need = Need { package: "postgresql", present: || postgres_bin().is_some() };

const BROWSER: [Need; 4] = [
    Need { package: "chromium", present: || Path::new("/usr/bin/chromium").exists() },
    Need { package: "chromium-driver", present: || Path::new(CHROMEDRIVER).exists() },
    Need { package: "chromium-l10n", present: || Path::new("/usr/lib/chromium/locales/zh-CN.pak").exists() },
    // Without any font for Chinese, pages are empty boxes and text has no width to measure.
    Need { package: "fonts-wqy-microhei", present: has_chinese_font },
];

/// What shows that a document comes out as it should: a word processor, and what reads its pages.
const WORD: [Need; 2] = [
    Need { package: "libreoffice-writer-nogui", present: || Path::new(SOFFICE).exists() },
    Need { package: "poppler-utils", present: || Path::new("/usr/bin/pdftotext").exists() },
];

/// Where Debian's LibreOffice is.
pub const SOFFICE: &str = "/usr/bin/soffice";

/// Where Debian's chromium-driver puts it.
pub const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

/// Everything that `test` needs.
pub fn provide_for_tests() -> Result<()> {
    provide(BROWSER.iter().chain(&WORD).chain([&POSTGRES]))
}

/// Everything that `bench` needs.
pub fn provide_for_bench() -> Result<()> {
    provide([&POSTGRES])
}

/// The folder of the newest PostgreSQL's programs: Debian keeps the server's out of `PATH`.
pub fn postgres_bin() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    versions
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").exists() && bin.join("postgres").exists())
        .max()
        .map(|(_, bin)| bin)
}

fn provide(needs: impl IntoIterator<Item = &'static Need>) -> Result<()> {
    let missing: Vec<&Need> = needs.into_iter().filter(|need| !(need.present)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let packages = packages.join(" ");
    let advice =
        format!("the tests need these Debian packages: {packages}\n\n    sudo apt-get install {packages}\n");
    let Some(mut update) = apt_get() else { bail!(advice) };
    process::step(&format!("Installing {packages}"));
    process::run(update.arg("update")).context(advice.clone())?;
    let mut install = apt_get().context("apt-get went away")?;
    install.args(["install", "--yes", "--no-install-recommends"]).args(packages.split(' '));
    process::run(&mut install).context(advice.clone())?;
    if missing.iter().any(|need| !(need.present)()) {
        bail!("{advice}\n(installed, but not where they are looked for)");
    }
    Ok(())
}

/// `apt-get` as root, or with a sudo that asks nothing; none where this may not install.
fn apt_get() -> Option<Command> {
    let root = process::output(Command::new("id").arg("--user")).is_ok_and(|id| id.trim() == "0");
    let mut command = if root {
        Command::new("apt-get")
    } else if process::succeeds(Command::new("sudo").args(["--non-interactive", "true"])) {
        let mut sudo = Command::new("sudo");
        sudo.args(["--non-interactive", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    } else {
        return None;
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    process::succeeds(Command::new("apt-get").arg("--version")).then_some(command)
}

fn has_chinese_font() -> bool {
    let mut list = Command::new("fc-list");
    list.args([":lang=zh-cn", "file"]).stderr(Stdio::null());
    list.output().is_ok_and(|output| !output.stdout.is_empty())
}

//! Makes what offices install: one archive with the server, the app, a unit for systemd and the notes that say how.
//!
//! ```text
//! target/dist/shuangda-0.1.0-x86_64-unknown-linux-gnu.tar.gz
//! target/dist/shuangda-0.1.0-x86_64-unknown-linux-gnu.tar.gz.sha256     for `sha256sum --check`
//! ```
//!
//! The same content makes the same bytes: no times, no owners.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use tar::{Archive, Builder, EntryType, Header};

use crate::app::{self, Flavour};
use crate::workspace::{SERVER_PACKAGES, Workspace};
use crate::{licences, process};

/// What is beside the app in every archive.
const FIXED: [&str; 6] =
    ["INSTALL.md", "LICENSE", "THIRD-PARTY.txt", "schema.graphql", "shuangda", "shuangda.service"];

const UNIT: &str = include_str!("../dist/shuangda.service");
const NOTES: &str = include_str!("../dist/INSTALL.md");

/// Builds the server and the app as they ship, packs them, and prints where.
pub fn dist(workspace: &Workspace) -> Result<()> {
    let target = host()?;
    let version = workspace.version("shuangda")?;
    let name = format!("shuangda-{version}-{target}");

    let app = app::build(workspace, Flavour::Small)?;
    process::building("the server", "20 minutes");
    let build = ["build", "--release", "--bin", "shuangda"];
    process::run(workspace.cargo().args(build).args(SERVER_PACKAGES))?;

    process::step("Packing");
    let words = [("name", &name), ("version", &version), ("target", &target), ("libc", &libc()?)];
    let mut files = Files::new();
    files.insert("INSTALL.md".into(), filled(NOTES, &words)?.into());
    files.insert("shuangda.service".into(), UNIT.into());
    files.insert("LICENSE".into(), fs::read(workspace.root.join("LICENSE"))?);
    files.insert("schema.graphql".into(), fs::read(workspace.root.join("api/schema.graphql"))?);
    files.insert("shuangda".into(), fs::read(workspace.target.join("release/shuangda"))?);
    let texts = licences::texts(workspace, &[("shuangda", &target), ("web", app::TARGET)])?;
    files.insert("THIRD-PARTY.txt".into(), texts.into());
    for path in app::files(&app)? {
        let inside = path.strip_prefix(&app)?.to_str().context("a name that is no UTF-8")?;
        files.insert(format!("app/{inside}"), fs::read(&path)?);
    }
    let packed = pack(&name, &files)?;
    whole(&name, &files, &packed)?;

    let folder = workspace.target.join("dist");
    fs::create_dir_all(&folder)?;
    let archive = folder.join(format!("{name}.tar.gz"));
    fs::write(&archive, &packed)?;
    let digest = hex::encode(Sha256::digest(&packed));
    fs::write(folder.join(format!("{name}.tar.gz.sha256")), format!("{digest}  {name}.tar.gz\n"))?;
    println!("{}: {:.1} MB", workspace.display(&archive), packed.len() as f64 / 1e6);
    println!("sha256 {digest}");
    Ok(())
}

/// What goes into the archive, by its path below the archive's one folder.
type Files = BTreeMap<String, Vec<u8>>;

fn pack(name: &str, files: &Files) -> Result<Vec<u8>> {
    let mut archive = Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for (path, content) in files {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_size(content.len() as u64);
        header.set_mode(if path == "shuangda" { 0o755 } else { 0o644 });
        archive.append_data(&mut header, format!("{name}/{path}"), content.as_slice())?;
    }
    let mut packed = archive.into_inner()?;
    packed.flush()?;
    Ok(packed.finish()?)
}

/// Reads the archive back, and fails where it isn't what was packed, or lacks what an office needs.
fn whole(name: &str, files: &Files, packed: &[u8]) -> Result<()> {
    let mut left: BTreeMap<String, &[u8]> =
        files.iter().map(|(path, content)| (format!("{name}/{path}"), content.as_slice())).collect();
    for needed in FIXED.into_iter().chain(["app/index.html", "app/pages.txt"]) {
        ensure!(files.get(needed).is_some_and(|content| !content.is_empty()), "the archive lacks {needed}");
    }
    for entry in Archive::new(GzDecoder::new(packed)).entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        ensure!(left.remove(&path) == Some(content.as_slice()), "the archive's {path} isn't what was packed");
    }
    ensure!(left.is_empty(), "the archive lacks {:?}", left.keys());
    Ok(())
}

/// Replaces every `{word}`, and refuses one that it doesn't know.
fn filled(text: &str, words: &[(&str, &String)]) -> Result<String> {
    let text =
        words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(&format!("{{{word}}}"), value));
    match text.split_once('{') {
        Some((_, rest)) => {
            bail!("nothing says what {{{} is", rest.split_inclusive('}').next().unwrap_or_default())
        }
        None => Ok(text),
    }
}

/// The target that `cargo build` builds for by itself.
fn host() -> Result<String> {
    let said = process::output(Command::new("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc tells no host")
}

/// The C library that the server is linked with, as `glibc 2.36`: it runs with this one or newer.
fn libc() -> Result<String> {
    Ok(process::output(Command::new("getconf").arg("GNU_LIBC_VERSION"))?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn files() -> Files {
        let app = ["app/index.html", "app/pages.txt", "app/assets/0123456789abcdef/app_bg.wasm.br"];
        FIXED.into_iter().chain(app).map(|path| (path.to_owned(), path.as_bytes().repeat(300))).collect()
    }

    #[test]
    fn an_archive_is_read_back_as_it_was_packed_and_always_the_same() {
        let packed = pack("shuangda-1", &files()).unwrap();
        whole("shuangda-1", &files(), &packed).unwrap();
        assert_eq!(packed, pack("shuangda-1", &files()).unwrap());
        let mut archive = Archive::new(GzDecoder::new(packed.as_slice()));
        for entry in archive.entries().unwrap() {
            let entry = entry.unwrap();
            let path = entry.path().unwrap().into_owned();
            assert!(path.starts_with("shuangda-1"), "{path:?}");
            let mode = if path == Path::new("shuangda-1/shuangda") { 0o755 } else { 0o644 };
            assert_eq!(entry.header().mode().unwrap(), mode, "{path:?}");
        }
    }

    #[test]
    fn an_archive_that_is_not_whole_is_refused() {
        let packed = pack("shuangda-1", &files()).unwrap();
        whole("shuangda-2", &files(), &packed).unwrap_err();
        let mut changed = files();
        changed.insert("shuangda".into(), b"another".to_vec());
        whole("shuangda-1", &changed, &packed).unwrap_err();
        let mut more = files();
        more.insert("app/boot.js".into(), b"x".to_vec());
        assert!(whole("shuangda-1", &more, &packed).unwrap_err().to_string().contains("app/boot.js"));
        whole("shuangda-1", &files(), &packed[..packed.len() / 2]).unwrap_err();
        for needed in FIXED {
            let mut less = files();
            less.remove(needed);
            let packed = pack("shuangda-1", &less).unwrap();
            assert!(whole("shuangda-1", &less, &packed).unwrap_err().to_string().ends_with(needed));
        }
    }

    #[test]
    fn the_notes_name_what_the_archive_has() {
        let word = |word: &str| word.to_uppercase();
        let words = ["name", "version", "target", "libc"].map(|known| (known, word(known)));
        let words: Vec<(&str, &String)> = words.iter().map(|(known, value)| (*known, value)).collect();
        let notes = filled(NOTES, &words).unwrap();
        assert!(notes.starts_with("# Installing Shuangda VERSION\n"), "{notes}");
        for name in FIXED.into_iter().filter(|name| *name != "INSTALL.md") {
            assert!(notes.contains(&format!("`{name}`")), "{name}");
        }
        assert_eq!(filled("{other}", &words).unwrap_err().to_string(), "nothing says what {other} is");
    }

    #[test]
    fn the_unit_starts_what_the_notes_unpack() {
        assert!(UNIT.contains("ExecStart=/opt/shuangda/shuangda serve\n"));
        assert!(UNIT.contains("SHUANGDA_APP=/opt/shuangda/app\n"));
        assert!(NOTES.contains("ln -sfn {name} /opt/shuangda\n"));
    }
}

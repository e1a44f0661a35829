//! The files of the repository.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What every file holds that is text, by its path from the root.
pub struct Sources(pub BTreeMap<String, String>);

impl Sources {
    /// Reads them.
    pub fn read() -> Self {
        let root = root();
        let mut files = BTreeMap::new();
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(root.join(&folder)).unwrap() {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                let path = folder.join(&name);
                let is_ours = !matches!(name.as_str(), "target" | ".git") && path != Path::new("data");
                if entry.file_type().unwrap().is_dir() {
                    if is_ours {
                        folders.push(path);
                    }
                } else {
                    // Of a picture there is nothing to read; that it is there is enough.
                    let text = fs::read_to_string(root.join(&path)).unwrap_or_default();
                    files.insert(path.to_str().unwrap().to_owned(), text);
                }
            }
        }
        Self(files)
    }

    /// Those in Rust.
    pub fn rust(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.0.iter().filter(|(path, _)| path.ends_with(".rs"));
        files.map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether this is a file or a folder; `<…>` stands for any name.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        if !path.contains('<') {
            let within = format!("{path}/");
            let mut below = self.0.range(within.clone()..).map(|(file, _)| file);
            return self.0.contains_key(path) || below.next().is_some_and(|file| file.starts_with(&within));
        }
        let wanted: Vec<&str> = path.split('/').collect();
        let fits = |wanted: &str, found: &str| match (wanted.split_once('<'), wanted.split_once('>')) {
            (Some((before, _)), Some((_, after))) => found.starts_with(before) && found.ends_with(after),
            _ => wanted == found,
        };
        self.0.keys().any(|file| {
            let parts: Vec<&str> = file.split('/').collect();
            parts.len() >= wanted.len()
                && wanted.iter().zip(&parts).all(|(wanted, found)| fits(wanted, found))
        })
    }
}

/// The words of a program's text.
pub fn words(text: &str) -> HashSet<&str> {
    text.split(|character: char| !(character.is_alphanumeric() || character == '_'))
        .filter(|word| !word.is_empty())
        .collect()
}

//! As much of Markdown as the documents use: headings, links, code, tables.

use std::{fs, path::Path};

use super::sources::root;

/// One document.
pub struct Document {
    /// From the root of the repository.
    pub path: String,
    text: String,
}

impl Document {
    /// Those at the root and in `docs`.
    pub fn all() -> Vec<Self> {
        let mut paths = Vec::new();
        for folder in ["", "docs", "docs/decisions"] {
            for entry in fs::read_dir(root().join(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if name.ends_with(".md") {
                    paths.push(Path::new(folder).join(name).to_str().unwrap().to_owned());
                }
            }
        }
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    /// The document at `path`.
    pub fn read(path: &str) -> Self {
        let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        Self { path: path.to_owned(), text }
    }

    /// The lines of its indented code.
    pub fn code(&self) -> Vec<&str> {
        self.text.lines().filter_map(|line| line.strip_prefix("    ")).map(str::trim).collect()
    }

    fn prose(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| !line.starts_with("    "))
    }

    /// What stands between backticks in its prose.
    pub fn spans(&self) -> Vec<&str> {
        self.prose().flat_map(spans_of).collect()
    }

    /// Where its links lead.
    pub fn links(&self) -> Vec<&str> {
        let targets = |line| str::split(line, "](").skip(1).filter_map(|rest| rest.split_once(')'));
        self.prose().flat_map(targets).map(|(target, _)| target).collect()
    }

    /// Whether these words stand in it.
    pub fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// The rows of its tables, without their headings.
    pub fn rows(&self) -> Vec<Vec<&str>> {
        rows_of(&self.text)
    }

    /// The rows of the tables below the heading with these words, up to the next heading.
    pub fn rows_below(&self, heading: &str) -> Vec<Vec<&str>> {
        let title = format!("\n{heading}\n");
        let (_, below) =
            self.text.split_once(&title).unwrap_or_else(|| panic!("{}: no {heading}", self.path));
        rows_of(below.split("\n#").next().unwrap_or_default())
    }

    /// Looks up a link.
    ///
    /// # Errors
    ///
    /// Where it leads nowhere.
    pub fn follow(&self, link: &str, documents: &[Self]) -> Result<(), &'static str> {
        if link.starts_with("https://") {
            return Ok(());
        }
        let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
        let folder = root().join(&self.path);
        let folder = folder.parent().ok_or("there is no folder")?;
        let target = if file.is_empty() { root().join(&self.path) } else { folder.join(file) };
        let target = target.canonicalize().map_err(|_| "there is no such file")?;
        let Some(anchor) = anchor else { return Ok(()) };
        let is_target =
            |document: &&Self| root().join(&document.path).canonicalize().is_ok_and(|path| path == target);
        let document = documents.iter().find(is_target).ok_or("an anchor in what is no document")?;
        let found = document.prose().filter(|line| line.starts_with('#')).any(|line| slug(line) == anchor);
        if found { Ok(()) } else { Err("there is no such heading") }
    }
}

/// What stands between backticks.
pub fn spans_of(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The rows of the tables in `text`, without their headings.
fn rows_of(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = text.lines().collect();
    let is_rule = |line: &str| line.starts_with("| ---");
    let is_row = |index: usize| {
        let heads = lines.get(index + 1).is_some_and(|next| is_rule(next));
        lines[index].starts_with("| ") && !is_rule(lines[index]) && !heads
    };
    let rows = (0..lines.len()).filter(|index| is_row(*index)).map(|index| lines[index].trim_matches('|'));
    rows.map(|row| row.split('|').map(str::trim).collect()).collect()
}

/// A heading's anchor: lower case, blanks as hyphens, of other signs none.
fn slug(heading: &str) -> String {
    let kept = |character: char| match character {
        ' ' => Some('-'),
        '-' | '_' => Some(character),
        _ if character.is_alphanumeric() => Some(character),
        _ => None,
    };
    heading.trim_start_matches('#').trim().to_lowercase().chars().filter_map(kept).collect()
}

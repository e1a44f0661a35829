//! Keeps `api/schema.graphql` what the server's types say.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::run;
use crate::workspace::Workspace;

/// Writes the file, or with `check` fails where it differs.
pub fn schema(workspace: &Workspace, check: bool) -> Result<()> {
    let file = workspace.root.join("api/schema.graphql");
    let server = run::build_server(workspace)?;
    let generated = process::output(Command::new(server).arg("schema").current_dir(&workspace.root))?;
    let committed = fs::read_to_string(&file)?;
    match first_difference(&committed, &generated) {
        None => process::step("api/schema.graphql is what the server's types say"),
        Some(_) if !check => {
            fs::write(&file, generated)?;
            process::step("Wrote api/schema.graphql");
        }
        Some((line, committed, generated)) => bail!(
            "api/schema.graphql differs from the server's types, first in line {line}:\n  committed: {committed}\n  \
             generated: {generated}\nIf the change is meant, run `cargo xtask schema` and commit the file."
        ),
    }
    Ok(())
}

/// Takes the schema for landed: from now on, what it has is what clients may rely on, and what was broken
/// before is forgotten.
pub fn land(workspace: &Workspace) -> Result<()> {
    schema(workspace, true)?;
    let api = workspace.root.join("api");
    fs::copy(api.join("schema.graphql"), api.join("schema.landed.graphql"))?;
    let breaks = api.join("schema.breaks.txt");
    fs::write(&breaks, without_entries(&fs::read_to_string(&breaks)?))?;
    process::step(
        "api/schema.landed.graphql is what api/schema.graphql says; api/schema.breaks.txt is empty",
    );
    Ok(())
}

/// The comments of a list.
fn without_entries(list: &str) -> String {
    list.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

/// The first line, counted from 1, in which the texts differ, and what each has there.
fn first_difference<'a>(left: &'a str, right: &'a str) -> Option<(usize, &'a str, &'a str)> {
    const END: &str = "(the end)";
    if left == right {
        return None;
    }
    let (mut lefts, mut rights) = (left.split('\n'), right.split('\n'));
    let mut line = 0;
    loop {
        line += 1;
        match (lefts.next(), rights.next()) {
            (Some(left), Some(right)) if left == right => {}
            (left, right) => return Some((line, left.unwrap_or(END), right.unwrap_or(END))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_is_for_stays_in_it() {
        assert_eq!(without_entries("# what\nQuery.a # why\n\n# more\n"), "# what\n# more\n");
    }

    #[test]
    fn the_first_difference_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some((2, "b", "c")));
        assert_eq!(first_difference("a", "a\nb"), Some((2, "(the end)", "b")));
        assert_eq!(first_difference("a\n", "a"), Some((2, "", "(the end)")));
    }
}

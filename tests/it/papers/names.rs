//! What a document may name: files, items of the code, types of the schema, settings, commands.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use async_graphql_parser::{
    parse_schema,
    types::{TypeKind, TypeSystemDefinition},
};
use tests::schema::SCHEMA;

use super::sources::{Sources, words};

/// Where modules are looked for, by the name of their crate; the first ones without it, too.
const CRATES: [(&str, &str); 8] = [
    ("shuangda", "api/src"),
    ("shared", "api/src/shared"),
    ("entity", "entity/src"),
    ("migration", "migration/src"),
    ("vocabulary", "vocabulary/src"),
    ("tests", "tests/src"),
    ("web", "web/src"),
    ("xtask", "xtask/src"),
];

/// Endings by which a span is a file's name.
const ENDINGS: [&str; 8] = [".rs", ".md", ".toml", ".graphql", ".txt", ".json", ".lock", ".html"];

type Checked = Result<(), String>;

/// Everything that can be named.
pub struct Names {
    sources: Sources,
    words: HashSet<String>,
    schema: BTreeMap<String, BTreeSet<String>>,
    tests: Vec<String>,
}

impl Names {
    /// The names of `sources` and of the schema.
    pub fn new(sources: Sources) -> Self {
        let mut all = HashSet::new();
        for (path, text) in &sources.0 {
            if path != "README.md" && !path.ends_with(".md") && !path.starts_with("tests/it/papers") {
                all.extend(words(text).into_iter().map(str::to_owned));
            }
        }
        let tests =
            sources.rust().filter(|(path, _)| path.starts_with("tests/")).flat_map(tests_in).collect();
        Self { sources, words: all, schema: schema(), tests }
    }

    /// Whether what stands in backticks exists; `None` where it is nothing that could.
    pub fn check(&self, span: &str) -> Option<Checked> {
        let plain = |character: char| character.is_ascii_alphanumeric() || "_./:<>-".contains(character);
        if !span.chars().all(plain)
            || span.starts_with(['/', '-', '.'])
            || !span.contains(char::is_alphabetic)
        {
            return None;
        }
        if span.contains("://") || span.starts_with("target/") {
            return None;
        }
        if span.contains("::") {
            return Some(self.item(span));
        }
        if span.contains('/') || ENDINGS.iter().any(|ending| span.ends_with(ending)) {
            return Some(self.file(span));
        }
        if span.contains('<') {
            return None;
        }
        if let Some((of, member)) = span.split_once('.') {
            let found = self.schema.get(of).is_some_and(|members| members.contains(member));
            return Some(if found { Ok(()) } else { Err("the schema has none".to_owned()) });
        }
        let known = words(span).into_iter().all(|word| self.words.contains(word));
        Some(if known { Ok(()) } else { Err("nothing is called so".to_owned()) })
    }

    /// A type of the schema, or one's field or value after a dot.
    pub fn in_schema(&self, name: &str) -> bool {
        match name.split_once('.') {
            Some((of, member)) => self.schema.get(of).is_some_and(|members| members.contains(member)),
            None => self.schema.contains_key(name),
        }
    }

    fn file(&self, path: &str) -> Checked {
        let bases = ["", "api/", "api/src/", "web/src/"].map(|base| format!("{base}{path}"));
        // A room of the server may be named as the order of services names it, without its ending.
        let shorter =
            bases.iter().any(|path| self.sources.has(path) || self.sources.has(&format!("{path}.rs")));
        let everywhere = || {
            let end = format!("/{path}");
            self.sources.0.keys().any(|file| file.ends_with(&end))
        };
        if shorter || (!path.contains('/') && everywhere()) {
            Ok(())
        } else {
            Err("there is no such file".to_owned())
        }
    }

    /// A module, or an item within one.
    pub fn item(&self, path: &str) -> Checked {
        let parts: Vec<&str> = path.split("::").collect();
        let named =
            CRATES.iter().filter(|(name, _)| *name == parts[0]).map(|(_, folder)| (*folder, &parts[1..]));
        let bare = CRATES[..2].iter().map(|(_, folder)| (*folder, &parts[..]));
        let found = named.chain(bare).any(|(folder, parts)| self.is_item(folder, parts));
        if found { Ok(()) } else { Err("there is no such item".to_owned()) }
    }

    fn is_item(&self, folder: &str, parts: &[&str]) -> bool {
        let mut folder = folder.to_owned();
        let mut texts: Vec<&str> = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let deeper = format!("{folder}/{part}");
            let files = [format!("{deeper}.rs"), format!("{deeper}/mod.rs")];
            let here: Vec<&str> =
                files.iter().filter_map(|file| self.sources.0.get(file)).map(String::as_str).collect();
            if here.is_empty() {
                return is_defined(&texts, &parts[index..]);
            }
            (folder, texts) = (deeper, here);
        }
        !texts.is_empty()
    }

    /// Whether a line is a command of ours that exists; `None` where it is none of ours.
    pub fn command(&self, line: &str) -> Option<Checked> {
        let line = line.split(" # ").next().unwrap_or_default().trim();
        let said: Vec<&str> = line.split_whitespace().skip_while(|word| word.contains('=')).collect();
        let checked = match said.as_slice() {
            ["cargo", "xtask", rest @ ..] => self.subcommands("xtask/src/main.rs", rest, 1),
            ["cargo", "test", rest @ ..] => self.filter(rest),
            ["cargo", ..] => return None,
            [program, rest @ ..] if program.rsplit('/').next() == Some("shuangda") && !rest.is_empty() => {
                self.subcommands("api/src/", rest, 2)
            }
            _ => return None,
        };
        Some(checked.and_then(|()| self.flags(&said)).and_then(|()| self.settings(line)))
    }

    /// The first words name subcommands, up to `most`: variants of an enum in a file whose path begins with `within`.
    fn subcommands(&self, within: &str, rest: &[&str], most: usize) -> Checked {
        let is_name =
            |word: &&&str| word.chars().all(|character| character.is_ascii_lowercase() || character == '-');
        for name in rest.iter().take(most).take_while(is_name).filter(|word| !word.starts_with('-')) {
            let variant = pascal(name);
            let declares = |text: &str| {
                text.lines().map(str::trim).any(|line| {
                    let rest = line.strip_prefix(&variant);
                    rest.is_some_and(|rest| rest.starts_with([',', ' ', '(', '{']) && !rest.contains("=>"))
                })
            };
            let mut files = self
                .sources
                .rust()
                .filter(|(path, text)| path.starts_with(within) && text.contains("Subcommand"));
            if !files.any(|(_, text)| declares(text)) {
                return Err(format!("there is no command {name}"));
            }
        }
        Ok(())
    }

    /// `--test BINARY NAME` runs something.
    fn filter(&self, rest: &[&str]) -> Checked {
        let Some(at) = rest.iter().position(|word| *word == "--test") else { return Ok(()) };
        let Some((binary, rest)) = rest[at + 1..].split_first() else {
            return Err("--test names none".to_owned());
        };
        let name = rest.iter().find(|word| !word.starts_with('-')).copied().unwrap_or_default();
        let runs = self.tests.iter().any(|test| {
            test.strip_prefix(binary)
                .and_then(|rest| rest.strip_prefix("::"))
                .is_some_and(|test| test.contains(name))
        });
        if runs { Ok(()) } else { Err("it runs no test".to_owned()) }
    }

    /// Flags are fields of what clap reads, or cargo's own.
    fn flags(&self, said: &[&str]) -> Checked {
        const CARGOS: [&str; 8] =
            ["--workspace", "--exclude", "--test", "--package", "--target", "--lib", "--help", "--"];
        for flag in said.iter().filter(|word| word.starts_with("--") && !CARGOS.contains(word)) {
            let flag = flag.split('=').next().unwrap_or_default().trim_start_matches('-');
            let (field, given) = (format!("{}: ", flag.replace('-', "_")), format!("\"{flag}\""));
            let mut read = self.sources.rust().filter(|(_, text)| text.contains("use clap"));
            if !read.any(|(_, text)| text.contains(&field) || text.contains(&given)) {
                return Err(format!("there is no --{flag}"));
            }
        }
        Ok(())
    }

    /// Environment variables of ours are read somewhere.
    fn settings(&self, line: &str) -> Checked {
        match words(line)
            .into_iter()
            .find(|word| word.starts_with("SHUANGDA_") && !self.words.contains(*word))
        {
            Some(unknown) => Err(format!("nothing reads {unknown}")),
            None => Ok(()),
        }
    }
}

/// Whether `parts`, one name or a type and what it has, are defined in one of `texts`.
fn is_defined(texts: &[&str], parts: &[&str]) -> bool {
    const KEYWORDS: [&str; 9] =
        ["fn", "struct", "enum", "trait", "const", "static", "type", "mod", "macro_rules!"];
    let defines = |text: &str, name: &str| {
        let said: Vec<&str> =
            text.split(|at: char| !(at.is_alphanumeric() || at == '_' || at == '!')).collect();
        said.windows(2).any(|pair| KEYWORDS.contains(&pair[0]) && pair[1] == name)
    };
    match parts {
        [name] => texts.iter().any(|text| defines(text, name)),
        [of, member] => texts.iter().any(|text| defines(text, of) && words(text).contains(member)),
        _ => false,
    }
}

/// Types, and the names of what they have.
fn schema() -> BTreeMap<String, BTreeSet<String>> {
    let types = parse_schema(SCHEMA).expect("the schema").definitions.into_iter();
    let types = types.filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => Some(definition.node),
        _ => None,
    });
    types
        .map(|of| {
            let members: BTreeSet<String> = match of.kind {
                TypeKind::Object(object) => {
                    object.fields.iter().map(|field| field.node.name.node.to_string()).collect()
                }
                TypeKind::Interface(of) => {
                    of.fields.iter().map(|field| field.node.name.node.to_string()).collect()
                }
                TypeKind::InputObject(of) => {
                    of.fields.iter().map(|field| field.node.name.node.to_string()).collect()
                }
                TypeKind::Enum(of) => {
                    of.values.iter().map(|value| value.node.value.node.to_string()).collect()
                }
                TypeKind::Union(_) | TypeKind::Scalar => BTreeSet::new(),
            };
            (of.name.node.to_string(), members)
        })
        .collect()
}

/// `binary::module::name` of each test in a file of `tests`.
fn tests_in((path, text): (&str, &str)) -> Vec<String> {
    let modules = path.trim_start_matches("tests/").trim_end_matches(".rs").replace('/', "::");
    let after = text.split("#[test]").skip(1).filter_map(|after| after.split_once("fn "));
    after
        .filter_map(|(_, name)| name.split(['(', '<']).next())
        .map(|name| format!("{modules}::{name}"))
        .collect()
}

fn pascal(name: &str) -> String {
    let capital = |word: &str| {
        let mut rest = word.chars();
        rest.next().map(|first| first.to_ascii_uppercase().to_string() + rest.as_str()).unwrap_or_default()
    };
    name.split('-').map(capital).collect()
}

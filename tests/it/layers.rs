//! What may know what in the server, read from what its sources import.
//!
//! Most files of a domain are its service: they stand in [`ORDER`], and know nothing of what stands beside or
//! above them. Three kinds of files stand otherwise, wherever they lie. *Rules* are plain functions: they know the
//! rules of others and what is shared, and neither the database nor GraphQL, so that they can be tested by the
//! thousand and read by a lawyer. *Sights* say who may see which rows: conditions over tables, below all services.
//! *Faces* are GraphQL and HTTP: their types refer to each other in circles, and nothing else knows them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, File, Item, ItemMod, ItemUse, Macro, UseTree,
    visit::{self, Visit},
};

/// The services of the server, from the lowest: each knows those on the lines above its own. A folder within a
/// folder may be a room of its own, as the flow of cases is.
const ORDER: &str = "
    shared
    actions/naming, audit, departments, notifications, parties/names, serve, views
    users, rule_changes, calendar
    clocks, indicators
    cases
    attachments, prosecution, supervisions, blacklist, parties, trainings, publicity
    inspections, cases/joint
    actions, seizures, deconfliction
    cases/flow, merging
    referrals, rulebook
    exports
    case_documents
    imports
    todo, dashboard, summary, figures
    league, monthly_reports, office_documents
    reminders
    demo
";

/// What joins all rooms to one house: they may know every room, and no room knows them.
const ROOF: &[&str] =
    &["app", "assets", "config", "explorer", "health", "indexing", "lib", "main", "node", "schema"];

/// The names of faces' files; so are names that end in one of them, as `request_types`.
const FACES: &[&str] =
    &["events", "fetch", "http", "inputs", "mutations", "queries", "shape", "subscriptions", "types"];

/// What is not so yet: who still knows whom against the order. Nothing is added here; what has gone must go from here.
const NOT_YET: &[&str] = &[];

/// The crates that rules do without, and what time it is.
const NOT_FOR_RULES: &[&str] = &["async_graphql", "axum", "sea_orm", "sqlx", "Utc::now"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    Rules,
    Sight,
    Service,
    Face,
}

/// The layer of a module, by its name.
fn layer(module: &str) -> Layer {
    let names: Vec<&str> = module.split('/').collect();
    let last = names.last().copied().unwrap_or_default();
    let is_face = |face: &str| last == face || last.ends_with(&format!("_{face}"));
    if names.contains(&"rules") {
        Layer::Rules
    } else if last == "sight" {
        Layer::Sight
    } else if FACES.iter().any(|face| is_face(face)) {
        Layer::Face
    } else {
        Layer::Service
    }
}

/// The rooms with the line of [`ORDER`] on which each stands.
fn rooms() -> BTreeMap<&'static str, usize> {
    let lines = ORDER.trim().lines().enumerate();
    lines.flat_map(|(line, names)| names.trim().split(", ").map(move |name| (name, line))).collect()
}

/// The room of a module: the one that is named furthest.
fn room<'a>(rooms: &BTreeMap<&'a str, usize>, module: &str) -> Option<(&'a str, usize)> {
    let within =
        |room: &str| module.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    rooms
        .iter()
        .filter(|(room, _)| within(room))
        .max_by_key(|(room, _)| room.len())
        .map(|(room, line)| (*room, *line))
}

/// One thing that a module knows of another: the module, as a path of folders, and what of it.
type Known = (String, String);

/// The modules of the server with their texts, by their paths: `cases/flow/steps`.
struct House {
    sources: BTreeMap<String, String>,
}

impl House {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src");
        let mut folders = vec![root.clone()];
        let mut sources = BTreeMap::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path: PathBuf = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let name = path.strip_prefix(&root).unwrap().with_extension("");
                    let name = name.to_str().unwrap();
                    let name = name.strip_suffix("/mod").unwrap_or(name);
                    sources.insert(name.to_owned(), fs::read_to_string(&path).unwrap());
                }
            }
        }
        Self { sources }
    }

    /// The module that `path` leads to, and what it names there.
    fn find(&self, path: &[String]) -> Option<Known> {
        (1..=path.len()).rev().find_map(|length| {
            let module = path[..length].join("/");
            self.sources.contains_key(&module).then(|| (module, path[length..].join("::")))
        })
    }

    /// What the module with this text knows.
    fn read_module(&self, module: &str, text: &str) -> Reader<'_> {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{module}: {error}"));
        let mut reader = Reader::new(self, module);
        // Names first: a path may stand before what brings its name in.
        reader.visit_file(&file);
        reader.paths = true;
        reader.visit_file(&file);
        reader
    }

    /// Modules that are compiled for tests only: `#[cfg(test)] mod tests;`.
    fn only_for_tests(&self) -> BTreeSet<String> {
        let declared = |(module, text): (&String, &String)| {
            let File { items, .. } = syn::parse_file(text).unwrap();
            let tests = items.into_iter().filter_map(|item| match item {
                Item::Mod(item) if item.content.is_none() && is_test(&item.attrs) => {
                    Some(item.ident.to_string())
                }
                _ => None,
            });
            tests.map(|name| format!("{module}/{name}")).collect::<Vec<_>>()
        };
        self.sources.iter().flat_map(declared).collect()
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        list.is_ok_and(|list| list.path.is_ident("cfg") && list.tokens.to_string() == "test")
    })
}

/// Reads what one module names: in a first pass what `use` brings in, in a second every path.
struct Reader<'a> {
    house: &'a House,
    module: Vec<String>,
    /// What names that were brought in mean.
    names: BTreeMap<String, Vec<String>>,
    paths: bool,
    known: BTreeSet<Known>,
    crates: BTreeSet<String>,
    /// Whether it resolves GraphQL fields.
    resolves: bool,
}

impl<'a> Reader<'a> {
    fn new(house: &'a House, module: &str) -> Self {
        Self {
            house,
            module: module.split('/').map(str::to_owned).collect(),
            names: BTreeMap::new(),
            paths: false,
            known: BTreeSet::new(),
            crates: BTreeSet::new(),
            resolves: false,
        }
    }

    /// The path from the crate's root, where `path` leads into this crate.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => self.module.clone(),
            "super" => {
                let mut base = self.module.clone();
                base.pop();
                base
            }
            name => match self.names.get(name) {
                Some(meant) => meant.clone(),
                None => {
                    let child = [self.module.as_slice(), std::slice::from_ref(first)].concat();
                    self.house.sources.contains_key(&child.join("/")).then_some(child)?
                }
            },
        };
        for name in rest {
            match name.as_str() {
                "super" => drop(base.pop()),
                "self" => {}
                _ => base.push(name.clone()),
            }
        }
        Some(base)
    }

    fn names(&mut self, path: &[String], whole: bool) {
        match self.absolute(path) {
            Some(absolute) => {
                if let Some((module, item)) = self.house.find(&absolute)
                    && (!item.is_empty() || whole)
                {
                    self.known.insert((module, item));
                }
            }
            None => self.crates.extend(path.first().cloned()),
        }
    }

    fn brings(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        let depth = path.len();
        match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.brings(&tree.tree, path);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.brings(tree, path)),
            // A module that is only brought in is judged by what is taken of it.
            UseTree::Name(name) => {
                let own = name.ident == "self";
                if !own {
                    path.push(name.ident.to_string());
                }
                self.names(path, false);
                self.bring(path.last().cloned(), path);
            }
            UseTree::Rename(name) => {
                if name.ident != "self" {
                    path.push(name.ident.to_string());
                }
                self.names(path, false);
                self.bring(Some(name.rename.to_string()), path);
            }
            UseTree::Glob(_) => self.names(path, true),
        }
        path.truncate(depth);
    }

    fn bring(&mut self, name: Option<String>, path: &[String]) {
        if let (Some(name), Some(absolute)) = (name, self.absolute(path)) {
            self.names.insert(name, absolute);
        }
    }

    /// The paths in a macro's tokens, which nobody has parsed.
    fn in_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) if path.is_empty() || colons == 2 => path.push(name.to_string()),
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    continue;
                }
                token => {
                    self.in_path(&std::mem::take(&mut path));
                    match token {
                        TokenTree::Ident(name) => path.push(name.to_string()),
                        TokenTree::Group(group) => self.in_tokens(group.stream()),
                        _ => {}
                    }
                }
            }
            colons = 0;
        }
        self.in_path(&path);
    }

    fn in_path(&mut self, path: &[String]) {
        if path.ends_with(&["Utc".to_owned(), "now".to_owned()]) {
            self.crates.insert("Utc::now".to_owned());
        }
        if path.len() > 1 {
            self.names(path, false);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !self.paths {
            self.brings(&item.tree, &mut Vec::new());
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if self.paths {
            let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.in_path(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let resolvers = ["ComplexObject", "Object", "Subscription"];
        self.resolves |= resolvers.iter().any(|name| attribute.path().is_ident(name));
        visit::visit_attribute(self, attribute);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        if self.paths {
            self.in_tokens(item.tokens.clone());
        }
    }
}

/// What is wrong with what the module with this text knows.
fn complaints(house: &House, module: &str, text: &str) -> Vec<String> {
    let rooms = rooms();
    let top = module.split('/').next().unwrap_or_default();
    if ROOF.contains(&top) {
        return Vec::new();
    }
    let Some((own, line)) = room(&rooms, module) else {
        return vec![format!(
            "{module} stands in no room: write its folder into ORDER in tests/it/layers.rs, above all that its \
             services import and below all that imports them"
        )];
    };
    let Reader { known, crates, resolves, .. } = house.read_module(module, text);
    let layer_of_own = layer(module);
    let mut wrong = Vec::new();
    if resolves && layer_of_own != Layer::Face && own != "shared" {
        wrong.push(format!("{module} resolves GraphQL fields: that is for faces, by the names in FACES"));
    }
    for (of, item) in known.iter().filter(|(of, _)| of != module) {
        let mut complain = |why: String| wrong.push(format!("{module} knows {of}::{item}: {why}"));
        let (theirs, their_layer) = (room(&rooms, of), layer(of));
        if ROOF.contains(&of.split('/').next().unwrap_or_default()) {
            complain("no room knows what joins them".to_owned());
            continue;
        }
        let Some((their_room, their_line)) = theirs else { continue };
        if own == "shared" && their_room != "shared" {
            complain("shared stands on nothing but itself".to_owned());
            continue;
        }
        let is_shared = their_room == "shared";
        match (layer_of_own, their_layer) {
            (Layer::Face, _) => {}
            (_, Layer::Face) if !is_shared => complain("only faces know a face".to_owned()),
            (Layer::Rules, Layer::Rules) => {}
            (Layer::Rules, _) if !is_shared => {
                complain("rules know only rules, and what is shared".to_owned())
            }
            (Layer::Sight, Layer::Sight | Layer::Rules) => {}
            (Layer::Sight, _) if !is_shared => {
                complain("a sight knows only sights, rules, and what is shared".to_owned())
            }
            (Layer::Service, Layer::Service) if own != their_room && their_line >= line => {
                complain(format!("{their_room} does not stand below {own} in ORDER"));
            }
            _ => {}
        }
    }
    if layer_of_own == Layer::Rules {
        let banned = crates.iter().filter(|name| NOT_FOR_RULES.contains(&name.as_str()));
        wrong.extend(banned.map(|name| format!("{module} knows {name}: rules do without")));
    }
    wrong
}

#[test]
fn every_part_of_the_server_knows_only_what_stands_below_it() {
    let house = House::read();
    let only_for_tests = house.only_for_tests();
    let judged = house.sources.iter().filter(|(module, _)| !only_for_tests.contains(*module));
    let wrong: Vec<String> = judged.flat_map(|(module, text)| complaints(&house, module, text)).collect();
    let is = |known: &str, complaint: &str| complaint.starts_with(&format!("{known}::"));
    let new: Vec<&String> =
        wrong.iter().filter(|complaint| !NOT_YET.iter().any(|known| is(known, complaint))).collect();
    assert!(new.is_empty(), "{} imports are not allowed:\n{new:#?}", new.len());
    let gone: Vec<&&str> =
        NOT_YET.iter().filter(|known| !wrong.iter().any(|complaint| is(known, complaint))).collect();
    assert!(gone.is_empty(), "this has come right; take it out of NOT_YET: {gone:#?}");
}

#[test]
fn the_order_names_every_folder_once_and_nothing_that_is_gone() {
    let house = House::read();
    let named: Vec<&str> = ORDER.trim().lines().flat_map(|line| line.trim().split(", ")).collect();
    let once: BTreeSet<&str> = named.iter().copied().collect();
    assert_eq!(once.len(), named.len(), "a room is named twice");
    for name in once.iter().chain(ROOF).filter(|name| **name != "main" && **name != "lib") {
        assert!(house.sources.contains_key(*name), "{name} is named, but no such folder or file is there");
    }
    for module in house.sources.keys() {
        let top = module.split('/').next().unwrap_or_default();
        assert!(
            once.contains(top) || ROOF.contains(&top),
            "the folder {top} is new: write it into ORDER in tests/it/layers.rs, on a line above which all stand that \
             its services import, and below which all that import them"
        );
    }
}

/// What is wrong with a file of this module that says `text`.
fn said(module: &str, text: &str) -> String {
    complaints(&House::read(), module, text).join("\n")
}

#[test]
fn the_reader_sees_every_way_to_name_something() {
    let above = "does not stand below";
    for text in [
        "use crate::referrals::service::load;",
        "use crate::{shared::change::Change, referrals::{self, service::{load}}};",
        "use crate::referrals; fn a() { referrals::service::load(); }",
        "use crate::referrals as sent; fn a() -> sent::service::Deed { todo!() }",
        "fn a() { crate::referrals::service::load() }",
        "fn a() { use crate::referrals::service; service::load() }",
        "fn a() { super::super::super::referrals::service::load() }",
        "fn a() { serde_json::json!({ \"of\": [crate::referrals::service::load()] }) }",
        "use crate::referrals::service::*;",
        "pub use crate::referrals::service::load;",
        "impl crate::referrals::service::Sent for u8 {}",
    ] {
        assert!(said("cases/flow/steps", text).contains(above), "not seen: {text}");
    }
    for text in [
        "use crate::referrals;",
        "#[cfg(test)] mod tests { use crate::referrals::service::load; }",
        "// crate::referrals::service::load\nconst TEXT: &str = \"crate::referrals::service::load\";",
        "use crate::{clocks::service::start, referrals::sight::visible, prosecution};",
        "fn a() { super::register::revise(); crate::cases::service::load() }",
    ] {
        assert_eq!(said("cases/flow/steps", text), "", "{text}");
    }
}

#[test]
fn each_layer_is_held_to_its_own() {
    let wrong = |module: &str, text: &str, why: &str| {
        let said = said(module, text);
        assert!(said.contains(why), "{module}, {text}: {said:?}");
    };
    wrong("shared/change", "use crate::cases::figures::CASES;", "shared stands on nothing but itself");
    wrong("shared/change", "use crate::app::App;", "no room knows what joins them");
    wrong("cases/service", "use super::types::Case;", "only faces know a face");
    wrong("cases/loaders", "use crate::users::request_types::AccountRequest;", "only faces know a face");
    wrong("cases/sight", "use super::queries::list;", "only faces know a face");
    wrong("cases/sight", "use super::service::load;", "a sight knows only sights");
    wrong("clocks/rules", "use super::service::open;", "rules know only rules");
    wrong("clocks/rules", "use sea_orm::EntityTrait;", "rules do without");
    wrong("clocks/rules", "fn a() { chrono::Utc::now(); }", "Utc::now: rules do without");
    wrong("parties/rules/naming", "fn a() -> async_graphql::Result<()> { Ok(()) }", "rules do without");
    wrong("trainings/service", "use crate::publicity::service::create;", "does not stand below");
    wrong("cases/service", "struct A; #[Object] impl A {}", "resolves GraphQL fields");
    wrong("weather/service", "", "stands in no room");
    assert_eq!(said("cases/types", "use crate::referrals::types::Referral;"), "");
    wrong("cases/types", "use crate::schema::Query;", "no room knows what joins them");
}

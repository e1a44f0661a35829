//! Every mutation of the schema, on each engine: refused to one of each role that the policy denies it, with nothing
//! done, and then done, with the very same input, by who may.
//!
//! A new mutation is given its recipe in the file of its kind. What has none stands in `mutations/exceptions.txt`,
//! with the reason; the list may only become shorter.

mod accounts;
mod cases;
mod documents;
mod goods;
mod parties;
mod recording;
mod referrals;
mod rules;
pub mod stage;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shuangda::shared::ids;
use stage::{Recipe, Stage};
use tests::{World, on_each_engine, schema::Types};

fn recipes() -> Vec<Recipe> {
    [
        accounts::recipes(),
        cases::recipes(),
        documents::recipes(),
        goods::recipes(),
        parties::recipes(),
        recording::recipes(),
        referrals::recipes(),
        rules::recipes(),
        rules::of_a_province(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn every_mutation_has_a_recipe_or_is_excepted() {
    let types = Types::read();
    let of_the_schema: BTreeSet<String> =
        types.fields("Mutation").into_iter().map(|field| field.name.node.to_string()).collect();
    assert!(of_the_schema.len() > 90, "{}", of_the_schema.len());
    let excepted: BTreeSet<String> = include_str!("mutations/exceptions.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| match line.split_once(" # ") {
            Some((name, reason)) if !reason.trim().is_empty() => name.to_owned(),
            _ => panic!("an exception is `mutation # why`: {line}"),
        })
        .collect();
    let known: Vec<String> = recipes().into_iter().map(|recipe| recipe.name.to_owned()).collect();
    let once: BTreeSet<String> = known.iter().cloned().collect();
    assert_eq!(once.len(), known.len(), "a mutation has two recipes");
    let missing: Vec<_> =
        of_the_schema.iter().filter(|name| !once.contains(*name) && !excepted.contains(*name)).collect();
    assert!(missing.is_empty(), "without a recipe: {missing:?}");
    let needless: Vec<_> =
        excepted.iter().filter(|name| once.contains(*name) || !of_the_schema.contains(*name)).collect();
    assert!(needless.is_empty(), "needs no exception: {needless:?}");
    let unknown: Vec<_> = once.difference(&of_the_schema).collect();
    assert!(unknown.is_empty(), "no mutation: {unknown:?}");
}

/// Makes the ground for each of these mutations, as if it were about to be carried out.
pub async fn prepare(stage: &Stage, names: &[&str]) {
    for name in names {
        let recipe = recipes().into_iter().find(|recipe| recipe.name == *name).expect("a recipe");
        recipe.prepare(stage).await;
    }
}

/// Carries out `recipes` one after the other in one world, and follows what the log says afterwards. All that fail
/// are named at the end.
async fn perform(world: World, recipes: Vec<Recipe>) {
    let (engine, stage) = (world.engine, Stage::new(world));
    let mut failed = Vec::new();
    for recipe in recipes {
        let name = recipe.name;
        if tokio::spawn(stage.clone().perform(recipe)).await.is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "{engine:?}: {failed:?}");
    every_entry_leads_to_its_object(&stage).await;
}

/// What is logged and is no object of its own: the log itself, what a database as a whole undergoes, a year of the
/// calendar (which its number names), a session.
const NO_NODES: [&str; 4] = ["AuditLog", "Database", "CalendarYear", "Session"];

/// Each entry of the log names its object by the global id with which whoever may see it opens it.
async fn every_entry_leads_to_its_object(stage: &Stage) {
    const LOG: &str = "query($after: String) { auditEntries(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor } nodes { action objectType objectId } } }";
    let auditor = stage.client("auditor").await;
    let (mut objects, mut removed, mut after) = (BTreeSet::new(), BTreeSet::new(), Value::Null);
    loop {
        let mut page = auditor.data(LOG, json!({ "after": after })).await["auditEntries"].take();
        for entry in page["nodes"].as_array().expect("entries") {
            let object_type = entry["objectType"].as_str().expect("a type");
            if let Some(id) = entry["objectId"].as_str()
                && !NO_NODES.contains(&object_type)
            {
                let kind = ids::decode(id).map(|(kind, _)| format!("{kind:?}"));
                assert_eq!(kind.as_deref(), Some(object_type), "{entry}");
                let object = (object_type.to_owned(), id.to_owned());
                match entry["action"] == "removeView" {
                    true => removed.insert(object),
                    false => objects.insert(object),
                };
            }
        }
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].take();
    }
    assert!(!objects.is_empty());
    let node = "query($id: ID!) { node(id: $id) { __typename id } }";
    for (object_type, id) in objects.difference(&removed) {
        let mut found = Value::Null;
        for username in ["office", "officer", "culture_officer", "head", "admin", "auditor"] {
            found = stage.client(username).await.data(node, json!({ "id": id })).await["node"].take();
            if !found.is_null() {
                break;
            }
        }
        assert_eq!(found["__typename"], *object_type, "nobody opens {id}");
        // A party that was merged opens as the one that it became.
        assert!(found["id"] == *id || object_type == "Party", "{id} opens another");
    }
}

#[test]
fn accounts_are_kept_by_who_may() {
    on_each_engine(|world| perform(world, accounts::recipes()));
}

#[test]
fn cases_are_handled_by_who_may() {
    on_each_engine(|world| perform(world, cases::recipes()));
}

#[test]
fn documents_are_made_by_who_may_and_refused_to_others() {
    on_each_engine(|world| perform(world, documents::recipes()));
}

#[test]
fn goods_are_seized_and_cases_supervised_by_who_may() {
    on_each_engine(|world| perform(world, goods::recipes()));
}

#[test]
fn parties_are_kept_and_listed_by_who_may() {
    on_each_engine(|world| perform(world, parties::recipes()));
}

#[test]
fn what_is_done_is_recorded_by_who_may() {
    on_each_engine(|world| perform(world, recording::recipes()));
}

#[test]
fn cases_are_referred_by_who_may() {
    on_each_engine(|world| perform(world, referrals::recipes()));
}

#[test]
fn rules_are_kept_by_who_may() {
    on_each_engine(|world| perform(world, rules::recipes()));
}

#[test]
fn thresholds_are_kept_by_who_may() {
    on_each_engine(|world| async move {
        world.make_the_office_provincial().await;
        perform(world, rules::of_a_province()).await;
    });
}

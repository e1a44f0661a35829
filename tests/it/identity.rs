//! Each object has one global id, of one type, and whoever sees it gets it by that id.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql_parser::types::{TypeDefinition, TypeKind};
use serde_json::{Value, json};
use tests::{
    Client, Demonstration, engines,
    schema::{Types, name_of},
};

fn is_node(definition: &TypeDefinition) -> bool {
    matches!(&definition.kind, TypeKind::Object(object) if object.implements.iter().any(|of| of.node == "Node"))
}

fn nodes(types: &Types) -> BTreeSet<&str> {
    types.all().filter(|(_, definition)| is_node(definition)).map(|(name, _)| name).collect()
}

#[test]
fn whatever_has_an_id_is_a_node() {
    let types = Types::read();
    let with_id = types.all().filter(|(name, definition)| {
        let id = |field: &&async_graphql_parser::types::FieldDefinition| field.name.node == "id";
        matches!(definition.kind, TypeKind::Object(_)) && types.fields(name).iter().any(id)
    });
    assert_eq!(with_id.map(|(name, _)| name).collect::<BTreeSet<_>>(), nodes(&types));
    // Its type and its field are all that clients write an object under.
    for name in nodes(&types) {
        let id = types.fields(name).into_iter().find(|field| field.name.node == "id").unwrap();
        assert_eq!(id.ty.node.to_string(), "ID!", "{name}");
    }
}

/// Whom a type shows, so many levels down, each with its type and its id.
fn shown(types: &Types, name: &str, levels: usize) -> String {
    let Some((_, definition)) = types.all().find(|(known, _)| *known == name) else { return String::new() };
    let mut selected = vec!["__typename".to_owned()];
    match &definition.kind {
        TypeKind::Union(union) => {
            for member in &union.members {
                let member = member.node.as_str();
                let below = if is_node_named(types, member) { "__typename id" } else { "__typename" };
                selected.push(format!("... on {member} {{ {below} }}"));
            }
        }
        TypeKind::Object(_) | TypeKind::Interface(_) => {
            for field in types.fields(name) {
                let of = name_of(&field.ty.node);
                if field.name.node == "id" {
                    selected.push("id".to_owned());
                }
                let below = if levels > 0 { shown(types, of, levels - 1) } else { String::new() };
                let pages = field.arguments.iter().any(|argument| argument.node.name.node == "first");
                let free = field.arguments.iter().all(|argument| argument.node.ty.node.nullable);
                if !below.is_empty() && free {
                    let page = if pages { "(first: 3)" } else { "" };
                    selected.push(format!("{}{page}{below}", field.name.node));
                }
            }
        }
        _ => return String::new(),
    }
    format!(" {{ {} }}", selected.join(" "))
}

fn is_node_named(types: &Types, name: &str) -> bool {
    nodes(types).contains(name)
}

fn gather(value: &Value, found: &mut BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        Value::Object(fields) => {
            if let (Some(id), Some(of)) = (fields.get("id"), fields.get("__typename")) {
                let (id, of) = (id.as_str().unwrap().to_owned(), of.as_str().unwrap().to_owned());
                found.entry(id).or_default().insert(of);
            }
            fields.values().for_each(|field| gather(field, found));
        }
        _ => {}
    }
}

/// Every object that the root fields show to `client`, by its id.
async fn seen(types: &Types, client: &Client) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for field in types.fields("Query") {
        if field.arguments.iter().any(|argument| !argument.node.ty.node.nullable) {
            continue;
        }
        let pages = field.arguments.iter().any(|argument| argument.node.name.node == "first");
        let page = if pages { "(first: 30)" } else { "" };
        // As deep as the limits of a request let.
        for levels in [5, 4, 3, 2] {
            let of = shown(types, name_of(&field.ty.node), levels);
            if of.is_empty() {
                break;
            }
            let answer = client.ask(&format!("{{ {}{page}{of} }}", field.name.node), json!({})).await;
            let code = &answer.body["errors"][0]["extensions"]["code"];
            if code == "LIMIT_EXCEEDED" {
                continue;
            }
            assert!(
                answer.body.get("errors").is_none() || code == "FORBIDDEN",
                "{}: {:#}",
                field.name.node,
                answer.body
            );
            gather(&answer.body["data"], &mut found);
            break;
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_two_types_share_an_id_and_each_is_found_by_its_own() {
    let types = Types::read();
    for engine in engines() {
        let demonstration = Demonstration::load(engine).await;
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for username in ["office", "head", "officer", "admin", "auditor"] {
            let client = demonstration.sign_in(username).await;
            let found = seen(&types, &client).await;
            let ids: Vec<_> = found.iter().collect();
            for some in ids.chunks(15) {
                let asked = some.iter().enumerate();
                let asked: Vec<_> = asked
                    .map(|(at, (id, _))| format!("n{at}: node(id: \"{id}\") {{ __typename id }}"))
                    .collect();
                let data = client.data(&format!("{{ {} }}", asked.join(" ")), json!({})).await;
                for (at, (id, of)) in some.iter().enumerate() {
                    let node = &data[format!("n{at}")];
                    let of = of.first().unwrap();
                    assert_eq!(*node, json!({ "__typename": of, "id": id }), "{username} sees a {of}");
                }
            }
            for (id, of) in found {
                all.entry(id).or_default().extend(of);
            }
        }
        let shared: Vec<_> = all.iter().filter(|(_, of)| of.len() > 1).collect();
        assert!(shared.is_empty(), "{shared:?}");
        let met: BTreeSet<&str> = all.values().flatten().map(String::as_str).collect();
        assert!(met.len() * 2 > nodes(&types).len(), "the demonstration shows only {met:?}");
        demonstration.database.remove().await;
    }
}

//! What an object shows can be opened: of whatever a viewer finds by following the fields of the schema, each
//! object that has a global id is asked for by it, and answers. Made of the schema, so that no field is left
//! out.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use async_graphql_parser::{
    parse_schema,
    types::{BaseType, FieldDefinition, TypeDefinition, TypeKind, TypeSystemDefinition},
};
use serde_json::{Value, json};
use shuangda::demo::generator::{Options, generate};
use tests::{Client, Demonstration, engines};

const SCHEMA: &str = include_str!("../../api/schema.graphql");

/// How far into what is no node a field is followed: a connection, a party's part in a case, its party.
const WITHIN: usize = 4;
/// How many objects of a type are followed, for each viewer.
const FOLLOWED: usize = 4;
/// How many fields are asked for at once.
const FIELDS: usize = 8;

struct Schema(BTreeMap<String, TypeDefinition>);

impl Schema {
    fn read() -> Self {
        let definitions = parse_schema(SCHEMA).expect("the schema").definitions.into_iter();
        let types = definitions.filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => Some(definition.node),
            _ => None,
        });
        Self(types.map(|one| (one.name.node.to_string(), one)).collect())
    }

    fn fields(&self, name: &str) -> Vec<&FieldDefinition> {
        match self.0.get(name).map(|one| &one.kind) {
            Some(TypeKind::Object(object)) => object.fields.iter().map(|field| &field.node).collect(),
            _ => Vec::new(),
        }
    }

    fn is_node(&self, name: &str) -> bool {
        match self.0.get(name).map(|one| &one.kind) {
            Some(TypeKind::Object(object)) => object.implements.iter().any(|one| one.node == "Node"),
            _ => name == "Node",
        }
    }

    /// The selections under which nodes hang below the object type `name`, one a field, each under a key that
    /// says where it was.
    fn edges(&self, name: &str, within: usize) -> Vec<String> {
        self.fields(name).into_iter().filter_map(|field| self.edge(field, within)).collect()
    }

    fn edge(&self, field: &FieldDefinition, within: usize) -> Option<String> {
        let arguments = arguments(field)?;
        let of = named(&field.ty.node.base);
        let below = self.below(&of, within)?;
        Some(format!("{}{arguments} {below}", field.name.node))
    }

    fn below(&self, of: &str, within: usize) -> Option<String> {
        if self.is_node(of) {
            return Some("{ __typename ... on Node { id } }".to_owned());
        }
        match self.0.get(of).map(|one| &one.kind) {
            Some(TypeKind::Union(_) | TypeKind::Interface(_)) => {
                Some("{ __typename ... on Node { id } }".to_owned())
            }
            Some(TypeKind::Object(_)) if within > 0 => {
                let edges = self.edges(of, within - 1);
                (!edges.is_empty()).then(|| format!("{{ {} }}", edges.join(" ")))
            }
            _ => None,
        }
    }

    fn nodes(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).filter(|name| *name != "Node" && self.is_node(name)).collect()
    }
}

fn named(mut base: &BaseType) -> String {
    loop {
        match base {
            BaseType::Named(name) => return name.to_string(),
            BaseType::List(of) => base = &of.base,
        }
    }
}

/// What the field must be given: nothing, or how many; none where it is more than that.
fn arguments(field: &FieldDefinition) -> Option<&'static str> {
    let mut given = "";
    for argument in &field.arguments {
        let argument = &argument.node;
        if argument.name.node == "first" && named(&argument.ty.node.base) == "Int" {
            given = "(first: 3)";
        } else if !argument.ty.node.nullable && argument.default_value.is_none() {
            return None;
        }
    }
    Some(given)
}

/// Every node in an answer, with the fields on the way to it.
fn found(value: &Value, way: &str, into: &mut Vec<(String, String, String)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| found(item, way, into)),
        Value::Object(fields) => {
            if let (Some(name), Some(id)) = (fields.get("__typename"), fields.get("id")) {
                let text = |value: &Value| value.as_str().expect("a text").to_owned();
                into.push((text(name), text(id), way.to_owned()));
            }
            for (key, value) in fields {
                found(value, &format!("{way}.{key}"), into);
            }
        }
        _ => {}
    }
}

/// Follows what `client` finds, and answers which fields showed an object that did not open, and by how many
/// fields objects were found.
async fn follow(schema: &Schema, client: &Client) -> (BTreeSet<String>, usize) {
    let (mut closed, mut ways) = (BTreeSet::new(), BTreeSet::new());
    let mut seen = HashSet::new();
    let mut followed: BTreeMap<String, usize> = BTreeMap::new();
    let mut waiting = Vec::new();
    for edge in schema.edges("Query", WITHIN) {
        let body = client.ask(&format!("{{ {edge} }}"), json!({})).await.body;
        found(&body["data"], "Query", &mut waiting);
    }
    while let Some((name, id, way)) = waiting.pop() {
        ways.insert(way.clone());
        if !seen.insert(id.clone()) {
            continue;
        }
        let body =
            client.ask("query($id: ID!) { node(id: $id) { __typename id } }", json!({ "id": id })).await.body;
        if body["data"]["node"] != json!({ "__typename": name, "id": id }) {
            closed.insert(format!("{way}: {name} answers {body}"));
            continue;
        }
        let times = followed.entry(name.clone()).or_default();
        *times += 1;
        if *times > FOLLOWED {
            continue;
        }
        for edges in schema.edges(&name, WITHIN).chunks(FIELDS) {
            let document =
                format!("query($id: ID!) {{ node(id: $id) {{ ... on {name} {{ {} }} }} }}", edges.join(" "));
            let body = client.ask(&document, json!({ "id": id })).await.body;
            assert!(body["errors"].is_null(), "{document}: {body:#}");
            found(&body["data"]["node"], &name, &mut waiting);
        }
    }
    (closed, ways.len())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_an_object_shows_answers_to_its_id() {
    let schema = Schema::read();
    assert!(schema.nodes().len() > 20);
    for engine in engines() {
        let empty = Demonstration::empty(engine).await;
        let accounts = generate(&empty.app, Options { cases: 150, seed: 5 }).await.expect("the data");
        for demonstration in [Demonstration::load(engine).await, empty.with(accounts)] {
            let mut by_role = BTreeMap::new();
            for username in demonstration.usernames() {
                let client = demonstration.sign_in(username).await;
                let (closed, ways) = follow(&schema, &client).await;
                assert!(closed.is_empty(), "{engine:?}: to {username}: {closed:#?}");
                by_role.insert(username, ways);
            }
            let most = by_role.values().max().copied().unwrap_or_default();
            assert!(most > 40, "followed too little: {by_role:?}");
            demonstration.database.remove().await;
        }
    }
}

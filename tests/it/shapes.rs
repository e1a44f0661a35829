//! What is no more than columns goes to the answer as the database wrote it; whatever else a document asks,
//! resolvers answer, and with it all else. Both must say the same of every field.

use std::collections::BTreeMap;

use async_graphql_parser::{
    parse_schema,
    types::{BaseType, TypeKind, TypeSystemDefinition},
};
use entity::{case, inspection};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};
use shuangda::demo::generator::{Options, generate};
use tests::{Client, Demonstration, engines};

const SCHEMA: &str = include_str!("../../api/schema.graphql");

/// What resolvers alone know: with it, they answer the whole case.
const MORE: &str = "more: viewerCanRevise";

/// The fields of each type that take no argument and have none of their own, by the type's name.
fn leaves() -> BTreeMap<String, Vec<String>> {
    let schema = parse_schema(SCHEMA).expect("the schema");
    let types = schema.definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => Some(definition.node),
        _ => None,
    });
    let types: Vec<_> = types.collect();
    let has_fields = |name: &str| {
        types.iter().any(|one| {
            one.name.node == name
                && matches!(one.kind, TypeKind::Object(_) | TypeKind::Interface(_) | TypeKind::Union(_))
        })
    };
    let named = |mut base: &BaseType| loop {
        match base {
            BaseType::Named(name) => return name.to_string(),
            BaseType::List(of) => base = &of.base,
        }
    };
    let leaves = types.iter().filter_map(|one| match &one.kind {
        TypeKind::Object(object) => {
            let fields = object.fields.iter().map(|field| &field.node);
            let plain =
                fields.filter(|field| field.arguments.is_empty() && !has_fields(&named(&field.ty.node.base)));
            Some((one.name.node.to_string(), plain.map(|field| field.name.node.to_string()).collect()))
        }
        _ => None,
    });
    leaves.collect()
}

/// The first hundred cases with `selection`.
async fn cases(client: &Client, selection: &str) -> Vec<Value> {
    let document = format!("{{ cases(first: 100) {{ nodes {{ {selection} }} }} }}");
    let answer = client.data(&document, json!({})).await;
    answer["cases"]["nodes"].as_array().expect("a list").clone()
}

/// Compares both answers to `selection`; what they say.
async fn both(client: &Client, selection: &str) -> Vec<Value> {
    let shaped = cases(client, selection).await;
    let mut resolved = cases(client, &format!("{selection} {MORE}")).await;
    for case in &mut resolved {
        assert!(case["more"].is_boolean());
        case.as_object_mut().expect("an object").remove("more");
    }
    assert_eq!(shaped, resolved, "{selection}");
    shaped
}

/// Whether something in `values` is neither null nor an empty list.
fn says_something(values: &[Value]) -> bool {
    values.iter().any(|value| match value {
        Value::Null => false,
        Value::Array(items) => says_something(items),
        Value::Object(fields) => says_something(&fields.values().cloned().collect::<Vec<_>>()),
        _ => true,
    })
}

/// None of the demonstration's cases does.
async fn all_come_from_an_inspection(demonstration: &Demonstration) {
    let found = inspection::Entity::find()
        .filter(inspection::Column::RegionKey.is_in(["5105", "4306"]))
        .one(&demonstration.app.db.read)
        .await
        .expect("the inspections");
    case::Entity::update_many()
        .col_expr(case::Column::InspectionId, Expr::value(found.expect("an inspection").id))
        .exec(demonstration.app.db.writer())
        .await
        .expect("the cases");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_field_says_the_same_shaped_and_resolved() {
    let leaves = leaves();
    let on_the_way = [
        ("", "Case"),
        ("region", "Region"),
        ("department", "Department"),
        ("coHandlers", "Department"),
        ("action", "JointAction"),
        ("inspection", "Inspection"),
        ("parties", "CaseParty"),
        ("parties.party", "Party"),
        ("handlers", "CaseHandler"),
        ("handlers.person", "Person"),
        ("referrals", "Referral"),
        ("referrals.department", "Department"),
        ("events", "CaseEvent"),
        ("events.actor", "Person"),
        ("penalty", "Penalty"),
    ];
    for engine in engines() {
        let mut heard = BTreeMap::new();
        let empty = Demonstration::empty(engine).await;
        let accounts = generate(&empty.app, Options { cases: 300, seed: 11 }).await.expect("the data");
        for demonstration in [Demonstration::load(engine).await, empty.with(accounts)] {
            let office = demonstration.sign_in("office").await;
            all_come_from_an_inspection(&demonstration).await;
            for (way, type_name) in on_the_way {
                for field in &leaves[type_name] {
                    let inner = way.rsplit('.').filter(|step| !step.is_empty());
                    let selection = inner.fold(field.clone(), |inner, step| format!("{step} {{ {inner} }}"));
                    let said = says_something(&both(&office, &selection).await);
                    *heard.entry(way).or_insert(0) += usize::from(said);
                }
            }
            demonstration.database.remove().await;
        }
        let silent: Vec<_> = heard.into_iter().filter(|(_, fields)| *fields < 2).collect();
        assert!(silent.is_empty(), "compared without a value: {silent:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn aliases_fragments_and_names_of_types_say_the_same() {
    for engine in engines() {
        let demonstration = Demonstration::load(engine).await;
        for username in ["office", "officer"] {
            let client = demonstration.sign_in(username).await;
            let found = both(
                &client,
                "__typename no: number number ... on Case { status ... on Node { id } } department { __typename it: shortName }
                 events(first: 2) { __typename to: toStatus actor { displayName __typename } } \
                 penalty { __typename due: fine } parties { __typename role party { __typename name } }",
            )
            .await;
            let keys: Vec<_> = found[0].as_object().expect("an object").keys().collect();
            assert_eq!(keys.len(), 9);
            assert!(found.iter().all(|case| case["events"].as_array().expect("steps").len() <= 2));
            // Of one key twice, and beyond what is allowed.
            both(&client, "number number department { id } department { name }").await;
            for first in [0, 101, -1] {
                let document =
                    format!("{{ cases(first: 9) {{ nodes {{ events(first: {first}) {{ id }} }} }} }}");
                let body = client.ask(&document, json!({})).await.body;
                assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{body:#}");
            }
        }
        demonstration.database.remove().await;
    }
}

/// Cursors come from the row's own place, whoever answers the node.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_walked_the_same_shaped_and_resolved() {
    for engine in engines() {
        let demonstration = Demonstration::load(engine).await;
        let office = demonstration.sign_in("office").await;
        for (field, direction) in [("NUMBER", "ASC"), ("DUE_ON", "ASC"), ("RECEIVED_ON", "DESC")] {
            let mut walks = Vec::new();
            for more in ["", MORE] {
                let document = format!(
                    "query($after: String) {{ cases(first: 7, after: $after, orderBy: {{ field: {field}, direction: {direction} }}) {{
                        edges {{ cursor node {{ number {more} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"
                );
                let (mut after, mut walk) = (Value::Null, Vec::new());
                loop {
                    let page = office.data(&document, json!({ "after": after })).await["cases"].take();
                    for edge in page["edges"].as_array().expect("edges") {
                        walk.push((edge["cursor"].clone(), edge["node"]["number"].clone()));
                    }
                    after = page["pageInfo"]["endCursor"].clone();
                    if page["pageInfo"]["hasNextPage"] == false {
                        break;
                    }
                }
                walks.push(walk);
            }
            assert!(walks[0].len() > 20);
            assert_eq!(walks[0], walks[1]);
        }
        demonstration.database.remove().await;
    }
}

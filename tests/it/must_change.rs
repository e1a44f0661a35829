//! Who must change their password first reads nothing, changes nothing else, and can sign out.

use std::collections::BTreeMap;

use async_graphql_parser::{
    parse_schema,
    types::{BaseType, InputValueDefinition, Type, TypeKind, TypeSystemDefinition},
};
use entity::user;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;
use tests::{client::Event, on_each_engine};

const SCHEMA: &str = include_str!("../../api/schema.graphql");
const LET_THROUGH: [&str; 5] = ["viewer", "changePassword", "signOut", "signIn", "refreshSession"];

/// A valid document for each field of a root, by the field's name.
fn documents(root: &str, operation: &str) -> Vec<(String, String)> {
    let schema = parse_schema(SCHEMA).unwrap();
    let types: BTreeMap<String, TypeKind> = schema
        .definitions
        .into_iter()
        .filter_map(|definition| match definition {
            TypeSystemDefinition::Type(one) => Some((one.node.name.node.to_string(), one.node.kind)),
            _ => None,
        })
        .collect();
    let TypeKind::Object(object) = &types[root] else { panic!("no {root}") };
    let document = |name: &str, arguments: &[&InputValueDefinition], ty: &Type| {
        let arguments: Vec<_> = arguments
            .iter()
            .filter(|argument| !argument.ty.node.nullable && argument.default_value.is_none())
            .map(|argument| format!("{}: {}", argument.name.node, value(&types, &argument.ty.node)))
            .collect();
        let mut base = &ty.base;
        while let BaseType::List(inner) = base {
            base = &inner.base;
        }
        let BaseType::Named(named) = base else { panic!("{ty}") };
        let composite =
            !matches!(types.get(named.as_str()), None | Some(TypeKind::Scalar | TypeKind::Enum(_)));
        let arguments = match arguments.is_empty() {
            true => String::new(),
            false => format!("({})", arguments.join(", ")),
        };
        let selection = if composite { " { __typename }" } else { "" };
        format!("{operation} {{ {name}{arguments}{selection} }}")
    };
    object
        .fields
        .iter()
        .map(|field| {
            let arguments: Vec<_> = field.node.arguments.iter().map(|argument| &argument.node).collect();
            let name = field.node.name.node.to_string();
            let text = document(&name, &arguments, &field.node.ty.node);
            (name, text)
        })
        .collect()
}

/// A value of `ty` that validates.
fn value(types: &BTreeMap<String, TypeKind>, ty: &Type) -> String {
    let name = match &ty.base {
        BaseType::List(inner) => return format!("[{}]", value(types, inner)),
        BaseType::Named(name) => name.as_str(),
    };
    match types.get(name) {
        Some(TypeKind::Enum(one)) => one.values[0].node.value.node.to_string(),
        Some(TypeKind::InputObject(input)) => {
            let fields = input.fields.iter().map(|field| &field.node);
            let fields = fields.filter(|field| !field.ty.node.nullable && field.default_value.is_none());
            let fields: Vec<_> = fields
                .map(|field| format!("{}: {}", field.name.node, value(types, &field.ty.node)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        _ => match name {
            "Int" | "Float" => "1".to_owned(),
            "Boolean" => "true".to_owned(),
            "Date" => "\"2026-11-01\"".to_owned(),
            "DateTime" => "\"2026-11-01T00:00:00Z\"".to_owned(),
            "Month" => "\"2026-11\"".to_owned(),
            "Decimal" | "Money" => "\"1.00\"".to_owned(),
            _ => "\"x\"".to_owned(),
        },
    }
}

#[test]
fn every_root_field_but_the_way_out_is_refused() {
    on_each_engine(|world| async move {
        for username in ["office", "officer", "head", "leader", "admin", "auditor"] {
            let client = world.client(username).await;
            user::Entity::update_many()
                .col_expr(user::Column::MustChangePassword, Expr::val(true))
                .filter(user::Column::Id.eq(world.user_uuid(username)))
                .exec(world.app.db.writer())
                .await
                .unwrap();
            world.app.recent().forget();
            let mut asked = 0;
            for (root, operation) in [("Query", "query"), ("Mutation", "mutation")] {
                for (name, document) in documents(root, operation) {
                    if LET_THROUGH.contains(&name.as_str()) {
                        continue;
                    }
                    let answer = client.ask(&document, json!({})).await;
                    let code = &answer.body["errors"][0]["extensions"]["code"];
                    assert_eq!(code, "PASSWORD_CHANGE_REQUIRED", "{username}: {document}: {:#}", answer.body);
                    asked += 1;
                }
            }
            assert!(asked > 100, "{asked}");
            let viewer = "{ viewer { user { mustChangePassword department { name } } canSeeRecords unreadNotifications } }";
            let viewer = client.data(viewer, json!({})).await["viewer"].clone();
            assert_eq!(viewer["user"]["mustChangePassword"], true);
            assert_eq!(viewer["canSeeRecords"], false);
            let mut events = client.listen("subscription { notificationAdded { unread } }").await;
            let event = events.next(std::time::Duration::from_secs(5)).await;
            assert!(
                matches!(&event, Event::Next(answer)
                if answer["errors"][0]["extensions"]["code"] == "PASSWORD_CHANGE_REQUIRED"),
                "{event:?}"
            );
            let input =
                json!({ "currentPassword": tests::world::PASSWORD, "newPassword": "a good new password" });
            client.succeed("changePassword", input, "changed").await;
            client.data("{ notifications(first: 1) { totalCount } }", json!({})).await;
        }
    });
}

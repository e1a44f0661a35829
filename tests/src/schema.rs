//! The schema as clients have it, `api/schema.graphql`, and requests made of it.

use std::collections::BTreeMap;

use async_graphql_parser::{
    parse_schema,
    types::{BaseType, FieldDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition},
};
use serde_json::{Map, Value, json};

/// The published schema.
pub const SCHEMA: &str = include_str!("../../api/schema.graphql");

/// The types of the schema, by their names.
pub struct Types(BTreeMap<String, TypeDefinition>);

/// What to give where an input wants something.
pub struct Given<'a> {
    /// For every text.
    pub text: &'a str,
    /// For the id of an object, by its type where the schema tells which one it is.
    pub id: &'a dyn Fn(Option<&str>) -> String,
    /// For the client's name of its intention.
    pub key: &'a str,
    /// Which value of an enum.
    pub choice: usize,
}

/// The name of the type within lists.
pub fn name_of(of: &Type) -> &str {
    let mut base = &of.base;
    loop {
        match base {
            BaseType::Named(name) => return name,
            BaseType::List(of) => base = &of.base,
        }
    }
}

impl Types {
    /// Reads the schema.
    pub fn read() -> Self {
        let schema = parse_schema(SCHEMA).expect("the schema");
        let types = schema.definitions.into_iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => {
                Some((definition.node.name.node.to_string(), definition.node))
            }
            _ => None,
        });
        Self(types.collect())
    }

    /// All types.
    pub fn all(&self) -> impl Iterator<Item = (&str, &TypeDefinition)> {
        self.0.iter().map(|(name, definition)| (name.as_str(), definition))
    }

    /// The fields of an object or interface.
    pub fn fields(&self, name: &str) -> Vec<&FieldDefinition> {
        match self.0.get(name).map(|definition| &definition.kind) {
            Some(TypeKind::Object(object)) => object.fields.iter().map(|field| &field.node).collect(),
            Some(TypeKind::Interface(interface)) => {
                interface.fields.iter().map(|field| &field.node).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The document that asks the root field `field` of `operation` (`query`, `mutation`), with a variable for each
    /// argument, and the variables. Lists are asked for from their beginning.
    pub fn request(&self, operation: &str, field: &FieldDefinition, given: &Given<'_>) -> (String, Value) {
        let mut variables = Map::new();
        let (mut declared, mut passed) = (Vec::new(), Vec::new());
        let is_list = field.arguments.iter().any(|argument| argument.node.name.node == "first");
        for argument in field.arguments.iter().map(|argument| &argument.node) {
            let name = argument.name.node.as_str();
            if is_list && matches!(name, "last" | "before" | "after") {
                continue;
            }
            let of = self.object_of(field);
            declared.push(format!("${name}: {}", argument.ty.node));
            passed.push(format!("{name}: ${name}"));
            variables.insert(name.to_owned(), self.value(name, &argument.ty.node, of, given));
        }
        let brackets = |parts: Vec<String>| match parts.is_empty() {
            true => String::new(),
            false => format!("({})", parts.join(", ")),
        };
        let document = format!(
            "{operation}{} {{ {}{}{} }}",
            brackets(declared),
            field.name.node,
            brackets(passed),
            self.selection(name_of(&field.ty.node), 3)
        );
        (document, Value::Object(variables))
    }

    /// The type of the object that a field answers, a payload's by its first object.
    fn object_of<'a>(&'a self, field: &'a FieldDefinition) -> Option<&'a str> {
        let answered = name_of(&field.ty.node);
        if !answered.ends_with("Payload") {
            return Some(answered);
        }
        let mut within = self.fields(answered).into_iter().map(|field| name_of(&field.ty.node));
        within.find(|name| *name != "UserError" && !self.fields(name).is_empty())
    }

    /// A value of type `of` for the argument or field `name`, within an operation about an `object`.
    fn value(&self, name: &str, of: &Type, object: Option<&str>, given: &Given<'_>) -> Value {
        let item = match &of.base {
            BaseType::List(item) => return json!([self.value(name, item, object, given)]),
            BaseType::Named(item) => item.as_str(),
        };
        match item {
            "String" | "CreditCode" => json!(given.text),
            "ID" if name == "idempotencyKey" => json!(given.key),
            "ID" if name == "id" => json!((given.id)(object)),
            "ID" => {
                // `leadDepartmentId` names a Department.
                let named = name.trim_end_matches('s').trim_end_matches("Id");
                let at = named.rfind(char::is_uppercase).unwrap_or(0);
                let (first, rest) = named[at..].split_at(1);
                let type_name = first.to_uppercase() + rest;
                let type_name = match type_name.as_str() {
                    "Officer" | "Handler" | "User" => "User",
                    "Participant" | "Department" => "Department",
                    other => other,
                };
                json!((given.id)(Some(type_name)))
            }
            "Int" => json!(1),
            "Float" => json!(1.5),
            "Boolean" => json!(true),
            "Date" => json!("2026-11-18"),
            "DateTime" => json!("2026-11-18T09:00:00+08:00"),
            "Money" => json!("12.00"),
            "Decimal" => json!("1"),
            _ => match self.0.get(item).map(|definition| &definition.kind) {
                Some(TypeKind::Enum(values)) => {
                    json!(values.values[given.choice % values.values.len()].node.value.node.as_str())
                }
                Some(TypeKind::InputObject(input)) => {
                    let fields = input.fields.iter().map(|field| &field.node);
                    let value = |field: &async_graphql_parser::types::InputValueDefinition| {
                        let name = field.name.node.to_string();
                        let value = self.value(&name, &field.ty.node, object, given);
                        (name, value)
                    };
                    Value::Object(fields.map(value).collect())
                }
                _ => panic!("an input of the type {item}"),
            },
        }
    }

    /// What to select of a type: all that takes no argument, so many levels down.
    pub fn selection(&self, name: &str, levels: usize) -> String {
        let selected: Vec<String> = match self.0.get(name).map(|definition| &definition.kind) {
            Some(TypeKind::Object(_) | TypeKind::Interface(_)) => {
                let fields = self.fields(name).into_iter().filter(|field| {
                    let mut arguments = field.arguments.iter().map(|argument| &argument.node);
                    arguments.all(|argument| argument.ty.node.nullable || argument.default_value.is_some())
                        && !field.arguments.iter().any(|argument| argument.node.name.node == "first")
                });
                let selected = fields.filter_map(|field| {
                    let of = name_of(&field.ty.node);
                    let is_leaf = matches!(
                        self.0.get(of).map(|definition| &definition.kind),
                        None | Some(TypeKind::Scalar | TypeKind::Enum(_))
                    );
                    match (is_leaf, levels) {
                        (true, _) => Some(field.name.node.to_string()),
                        (false, 0 | 1) => None,
                        (false, _) => Some(format!("{}{}", field.name.node, self.selection(of, levels - 1))),
                    }
                });
                selected.collect()
            }
            Some(TypeKind::Union(_)) => vec!["__typename".to_owned()],
            _ => return String::new(),
        };
        match selected.is_empty() {
            true => " { __typename }".to_owned(),
            false => format!(" {{ {} }}", selected.join(" ")),
        }
    }
}

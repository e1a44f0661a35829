//! Reads everything that an operation is given before any of it runs. async-graphql reads a variable when its
//! field executes: of ten mutations with one bad amount, eight were done.
//!
//! Literals are of the document, and read once for it; variables each time. Each refusal names the way to the
//! value: the argument's or the variable's name, then fields and places in lists.

use async_graphql::registry::{MetaInputValue, MetaType, MetaTypeName};
use async_graphql::{Name, Pos, Variables};
use async_graphql_parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet};
use async_graphql_value::Value;

use super::contract::Contract;
use super::errors::TransportError;
use crate::shared::language::{Text, text};

/// How many refusals a request is answered with; the rest adds nothing but bytes.
const MOST: usize = 20;

/// Reads the arguments that `document` itself writes, of all its operations and fragments.
pub(super) fn read_literals(
    contract: &Contract,
    document: &ExecutableDocument,
) -> Result<(), TransportError> {
    let mut reader = Reader::new(contract, true);
    for (_, operation) in document.operations.iter() {
        for definition in &operation.node.variable_definitions {
            if let Some(default) = &definition.node.default_value {
                let given = default.node.clone().into_value();
                let var_type = definition.node.var_type.node.to_string();
                reader.at(definition.node.name.node.as_str(), default.pos, &var_type, &given);
            }
        }
        reader.set(contract.root(operation.node.ty), &operation.node.selection_set.node);
    }
    for fragment in document.fragments.values() {
        reader.set(fragment.node.type_condition.node.on.node.as_str(), &fragment.node.selection_set.node);
    }
    reader.finish()
}

/// Reads the variables that `operation` declares.
pub(super) fn read_variables(
    contract: &Contract,
    operation: &OperationDefinition,
    variables: &Variables,
) -> Result<(), TransportError> {
    let mut reader = Reader::new(contract, false);
    for definition in &operation.variable_definitions {
        let name = &definition.node.name.node;
        let var_type = definition.node.var_type.node.to_string();
        let nullable = definition.node.var_type.node.nullable;
        match variables.get(name) {
            Some(given) => reader.at(name, definition.pos, &var_type, &given.clone().into_value()),
            // A default stands for what is absent, not for a null.
            None if nullable || definition.node.default_value.is_some() => {}
            None => reader.at(name, definition.pos, &var_type, &Value::Null),
        }
    }
    reader.finish()
}

struct Reader<'a> {
    contract: &'a Contract,
    /// Literals name the values of enums, where JSON has strings.
    literal: bool,
    path: Vec<String>,
    location: Pos,
    refusals: Vec<TransportError>,
}

impl<'a> Reader<'a> {
    fn new(contract: &'a Contract, literal: bool) -> Self {
        Self { contract, literal, path: Vec::new(), location: Pos::default(), refusals: Vec::new() }
    }

    fn finish(self) -> Result<(), TransportError> {
        TransportError::all(self.refusals).map_or(Ok(()), Err)
    }

    /// The arguments of the fields that `set` selects of the type called `parent`. What the schema doesn't have
    /// is passed over: validation says so.
    fn set(&mut self, parent: &str, set: &SelectionSet) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => self.field(parent, &field.node),
                Selection::InlineFragment(inline) => {
                    let condition = inline.node.type_condition.as_ref();
                    let parent = condition.map_or(parent, |condition| condition.node.on.node.as_str());
                    self.set(parent, &inline.node.selection_set.node);
                }
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn field(&mut self, parent: &str, field: &Field) {
        let contract = self.contract;
        let Some(known) =
            contract.registry.types.get(parent).and_then(|parent| parent.field_by_name(&field.name.node))
        else {
            return;
        };
        for (name, given) in &field.arguments {
            if let Some(argument) = known.args.get(name.node.as_str()) {
                self.at(&name.node, given.pos, &argument.ty, &given.node);
            }
        }
        if !field.selection_set.node.items.is_empty() {
            self.set(MetaTypeName::concrete_typename(&known.ty), &field.selection_set.node);
        }
    }

    /// A whole argument or variable.
    fn at(&mut self, name: &str, location: Pos, type_name: &str, given: &Value) {
        self.location = location;
        self.within(name.to_owned(), type_name, given);
    }

    fn within(&mut self, step: String, type_name: &str, given: &Value) {
        self.path.push(step);
        self.value(type_name, given);
        self.path.pop();
    }

    fn value(&mut self, type_name: &str, given: &Value) {
        // A variable is read where it is declared, and validation holds it against this place.
        if matches!(given, Value::Variable(_)) {
            return;
        }
        match (MetaTypeName::create(type_name), given) {
            (MetaTypeName::NonNull(_), Value::Null) => {
                self.refuse(text("此项必填", "this is required"));
            }
            (MetaTypeName::NonNull(inner), _) => self.value(inner, given),
            (_, Value::Null) => {}
            (MetaTypeName::List(item), Value::List(items)) => {
                for (index, given) in items.iter().enumerate() {
                    self.within(index.to_string(), item, given);
                }
            }
            // One value stands for a list of it.
            (MetaTypeName::List(item), _) => self.value(item, given),
            (MetaTypeName::Named(name), _) => self.named(name, given),
        }
    }

    fn named(&mut self, name: &str, given: &Value) {
        let contract = self.contract;
        match contract.registry.types.get(name) {
            Some(MetaType::Scalar { .. }) => self.scalar(name, given),
            Some(MetaType::Enum { enum_values, .. }) => {
                let value = match given {
                    Value::Enum(value) if self.literal => Some(value.as_str()),
                    Value::String(value) if !self.literal => Some(value.as_str()),
                    _ => None,
                };
                if !value.is_some_and(|value| enum_values.contains_key(value)) {
                    let values = enum_values.keys().map(String::as_str);
                    self.refuse(one_of(values.collect::<Vec<_>>(), self.literal));
                }
            }
            Some(MetaType::InputObject { input_fields, .. }) => match given {
                Value::Object(fields) => {
                    for (step, given) in fields {
                        match input_fields.get(step.as_str()) {
                            Some(known) => self.within(step.to_string(), &known.ty, given),
                            None => self.unknown(step),
                        }
                    }
                    let lacking = |known: &&MetaInputValue| {
                        known.ty.ends_with('!')
                            && known.default_value.is_none()
                            && !fields.contains_key(known.name.as_str())
                    };
                    for known in input_fields.values().filter(lacking) {
                        self.within(known.name.clone(), &known.ty, &Value::Null);
                    }
                }
                _ => self.refuse(text("应为一组字段", "an object of fields is expected here")),
            },
            _ => {}
        }
    }

    fn scalar(&mut self, name: &str, given: &Value) {
        if let Value::String(given) = given
            && let Some(character) = given.chars().find(|character| self.is_refused(*character))
        {
            let code = u32::from(character);
            return self.refuse(text(
                format!("不得含有控制字符（U+{code:04X}）"),
                format!("control characters (U+{code:04X}) are not allowed"),
            ));
        }
        let refusal = match (name, given) {
            ("String", Value::String(_)) | ("Boolean", Value::Boolean(_)) | ("ID", Value::String(_)) => None,
            ("String", _) => Some(text("应为文本", "a string is expected")),
            ("Boolean", _) => Some(text("应为 true 或 false", "true or false is expected")),
            ("ID", Value::Number(number)) if number.is_i64() || number.is_u64() => None,
            ("ID", _) => Some(text("应为标识（文本）", "an id, a string, is expected")),
            ("Int", Value::Number(number))
                if number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()) =>
            {
                None
            }
            ("Int", _) => Some(text(
                "应为 -2147483648 至 2147483647 之间的整数",
                "a whole number from -2147483648 to 2147483647 is expected",
            )),
            ("Float", Value::Number(_)) => None,
            ("Float", _) => Some(text("应为数字", "a number is expected")),
            _ => match (self.contract.scalars.iter().find(|(known, _)| *known == name), given) {
                (Some((_, reads)), Value::String(given)) => reads(given).err(),
                (Some(_), _) => Some(text("应为文本", "a string is expected")),
                (None, _) => None,
            },
        };
        if let Some(refusal) = refusal {
            self.refuse(refusal);
        }
    }

    /// PostgreSQL stores no NUL, and nobody types the other control characters on purpose; lines end where a
    /// text may have several.
    fn is_refused(&self, character: char) -> bool {
        character.is_control()
            && !(matches!(character, '\n' | '\r' | '\t')
                && self
                    .path
                    .iter()
                    .rev()
                    .find(|step| !step.starts_with(|c: char| c.is_ascii_digit()))
                    .is_some_and(|field| self.contract.several_lines.contains(&field.as_str())))
    }

    fn unknown(&mut self, name: &Name) {
        self.path.push(name.to_string());
        self.refuse(text("没有此字段", "there is no such field"));
        self.path.pop();
    }

    fn refuse(&mut self, reason: Text) {
        if self.refusals.len() < MOST {
            let refusal = TransportError::input(&self.path, &reason, self.location);
            self.refusals.push(refusal);
        }
    }
}

fn one_of(values: Vec<&str>, literal: bool) -> Text {
    let values = values.join(", ");
    if literal {
        text(
            format!("应为下列值之一（不加引号）：{values}"),
            format!("one of these values is expected, without quotes: {values}"),
        )
    } else {
        text(format!("应为下列值之一：{values}"), format!("one of these values is expected: {values}"))
    }
}

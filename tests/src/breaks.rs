//! What a change of the schema breaks for those who use it: a pure comparison of what landed last with what
//! is now, both as a second parser reads them.
//!
//! What was marked `@deprecated` when it landed may change or go; so may a type that only such things lead to.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use apollo_compiler::{
    Name, Schema,
    ast::{FieldDefinition, InputValueDefinition, Type},
    collections::{IndexMap, IndexSet},
    schema::{Component, ComponentName, ExtendedType},
};

type Fields = IndexMap<Name, Component<FieldDefinition>>;

/// Something that worked before and doesn't any more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Break {
    /// What broke, as a schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `@directive`; for a
    /// union's member or an implemented interface `Type = Member` and `Type: Interface`.
    pub at: String,
    /// How.
    pub how: String,
}

impl fmt::Display for Break {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.at, self.how)
    }
}

/// What `now` breaks for who was content with `landed`.
pub fn breaks(landed: &Schema, now: &Schema) -> Vec<Break> {
    let mut found = Found::default();
    for (before, after, root) in [
        (&landed.schema_definition.query, &now.schema_definition.query, "query"),
        (&landed.schema_definition.mutation, &now.schema_definition.mutation, "mutation"),
        (&landed.schema_definition.subscription, &now.schema_definition.subscription, "subscription"),
    ] {
        if before.is_some() && before != after {
            found.add(format!("schema.{root}"), "is another type");
        }
    }
    for name in landed.directive_definitions.keys() {
        if !now.directive_definitions.contains_key(name) {
            found.gone(format!("@{name}"));
        }
    }
    for name in in_use(landed) {
        let Some(before) = landed.types.get(name) else { continue };
        match now.types.get(name) {
            Some(after) => found.compare(name, before, after),
            None => found.gone(name.to_owned()),
        }
    }
    found.0.sort();
    found.0
}

#[derive(Default)]
struct Found(Vec<Break>);

impl Found {
    fn add(&mut self, at: String, how: impl Into<String>) {
        self.0.push(Break { at, how: how.into() });
    }

    fn gone(&mut self, at: String) {
        self.add(at, "was removed");
    }

    fn compare(&mut self, name: &str, before: &ExtendedType, after: &ExtendedType) {
        use ExtendedType::{Enum, InputObject, Interface, Object, Scalar, Union};
        match (before, after) {
            (Scalar(_), Scalar(_)) => {}
            (Object(before), Object(after)) => {
                self.interfaces(name, &before.implements_interfaces, &after.implements_interfaces);
                self.fields(name, &before.fields, &after.fields);
            }
            (Interface(before), Interface(after)) => {
                self.interfaces(name, &before.implements_interfaces, &after.implements_interfaces);
                self.fields(name, &before.fields, &after.fields);
            }
            (Union(before), Union(after)) => {
                for member in before.members.difference(&after.members) {
                    self.gone(format!("{name} = {member}"));
                }
            }
            (Enum(before), Enum(after)) => {
                for (value, definition) in &before.values {
                    let deprecated = definition.directives.has("deprecated");
                    if !deprecated && !after.values.contains_key(value) {
                        self.gone(format!("{name}.{value}"));
                    }
                }
            }
            (InputObject(before), InputObject(after)) => self.inputs(
                before.fields.values().map(|field| &***field),
                after.fields.values().map(|field| &***field),
                |field| format!("{name}.{field}"),
            ),
            _ => self.add(name.to_owned(), "is another kind of type"),
        }
    }

    fn interfaces(&mut self, name: &str, before: &IndexSet<ComponentName>, after: &IndexSet<ComponentName>) {
        for interface in before.difference(after) {
            self.gone(format!("{name}: {interface}"));
        }
    }

    fn fields(&mut self, name: &str, before: &Fields, after: &Fields) {
        for before in before.values().filter(|field| !field.directives.has("deprecated")) {
            let at = format!("{name}.{}", before.name);
            let Some(after) = after.get(&before.name) else {
                self.gone(at);
                continue;
            };
            if !serves(&after.ty, &before.ty) {
                self.add(at.clone(), format!("was {} and is {}", before.ty, after.ty));
            }
            let (old, new) = (before.arguments.iter(), after.arguments.iter());
            self.inputs(old.map(|a| &**a), new.map(|a| &**a), |argument| format!("{at}({argument}:)"));
        }
    }

    /// Arguments of a field, or fields of an input.
    fn inputs<'a>(
        &mut self,
        before: impl Iterator<Item = &'a InputValueDefinition>,
        after: impl Iterator<Item = &'a InputValueDefinition>,
        at: impl Fn(&str) -> String,
    ) {
        let mut after: BTreeMap<&str, &InputValueDefinition> =
            after.map(|input| (input.name.as_str(), input)).collect();
        for before in before {
            let after = after.remove(before.name.as_str());
            if before.directives.has("deprecated") {
                continue;
            }
            match after {
                None => self.gone(at(&before.name)),
                Some(after)
                    if !serves(&before.ty, &after.ty) || is_required(after) && !is_required(before) =>
                {
                    self.add(at(&before.name), format!("took {} and takes {}", before.ty, after.ty));
                }
                Some(_) => {}
            }
        }
        for new in after.values().filter(|new| is_required(new)) {
            self.add(at(&new.name), "is new and required");
        }
    }
}

/// Whether a value of type `given` may stand where `wanted` is expected.
fn serves(given: &Type, wanted: &Type) -> bool {
    if wanted.is_non_null() && !given.is_non_null() {
        return false;
    }
    match (given.is_list(), wanted.is_list()) {
        (true, true) => serves(given.item_type(), wanted.item_type()),
        (false, false) => given.inner_named_type() == wanted.inner_named_type(),
        _ => false,
    }
}

fn is_required(input: &InputValueDefinition) -> bool {
    input.ty.is_non_null() && input.default_value.is_none()
}

/// The types that one comes to without anything deprecated.
pub fn in_use(schema: &Schema) -> BTreeSet<&str> {
    let definition = &schema.schema_definition;
    let roots = [&definition.query, &definition.mutation, &definition.subscription];
    let mut ahead: Vec<&str> = roots.into_iter().flatten().map(|root| root.as_str()).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = ahead.pop() {
        if !seen.insert(name) {
            continue;
        }
        match schema.types.get(name) {
            Some(ExtendedType::Object(object)) => {
                ahead.extend(object.implements_interfaces.iter().map(|interface| interface.as_str()));
                ahead.extend(object.fields.values().flat_map(|field| of_field(field)));
            }
            Some(ExtendedType::Interface(interface)) => {
                ahead.extend(interface.fields.values().flat_map(|field| of_field(field)));
                let implementing = schema.types.values().filter_map(|found| match found {
                    ExtendedType::Object(object) if object.implements_interfaces.contains(name) => {
                        Some(object.name.as_str())
                    }
                    _ => None,
                });
                ahead.extend(implementing);
            }
            Some(ExtendedType::Union(union)) => {
                ahead.extend(union.members.iter().map(|member| member.as_str()));
            }
            Some(ExtendedType::InputObject(input)) => {
                ahead.extend(input.fields.values().filter_map(|field| of_input(field)));
            }
            _ => {}
        }
    }
    seen
}

fn of_field(field: &FieldDefinition) -> Vec<&str> {
    if field.directives.has("deprecated") {
        return Vec::new();
    }
    let arguments = field.arguments.iter().filter_map(|argument| of_input(argument));
    arguments.chain([field.ty.inner_named_type().as_str()]).collect()
}

fn of_input(input: &InputValueDefinition) -> Option<&str> {
    (!input.directives.has("deprecated")).then(|| input.ty.inner_named_type().as_str())
}

/// The breaks that were accepted: a line each, `COORDINATE # why`; a line that begins with `#` says nothing.
///
/// # Errors
///
/// A line that gives no reason.
pub fn accepted(text: &str) -> Result<BTreeSet<String>, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| match line.split_once(" # ") {
            Some((at, why)) if !why.trim().is_empty() => Ok(at.trim().to_owned()),
            _ => Err(format!("`{line}` gives no reason: write COORDINATE # why")),
        })
        .collect()
}

/// What is wrong with a change: breaks that nobody accepted, and acceptances of what isn't broken.
pub fn faults(breaks: &[Break], accepted: &BTreeSet<String>) -> Vec<String> {
    let broken: BTreeSet<&str> = breaks.iter().map(|found| found.at.as_str()).collect();
    let unaccepted = breaks.iter().filter(|found| !accepted.contains(&found.at)).map(Break::to_string);
    let idle = accepted.iter().filter(|at| !broken.contains(at.as_str()));
    unaccepted.chain(idle.map(|at| format!("{at}: is accepted as broken, and isn't"))).collect()
}

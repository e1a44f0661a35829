//! Puts nulls where the specification (6.4.4, Handling Execution Errors) has them: at the field that failed, or, where
//! that may not be null, at the nearest parent that may be.
//!
//! async-graphql 7.2.1 leaves a field that failed out of its object, whatever its type; of an object whose every
//! field failed it makes null; and a list with an item that failed it leaves out as a whole. Only answers with
//! errors are gone through.

use async_graphql::registry::{MetaType, MetaTypeName};
use async_graphql::{Name, PathSegment, Response, Value};
use async_graphql_parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet};

use super::contract::Contract;

/// Settles the nulls of `answer` to `operation`.
pub(super) fn settle(
    contract: &Contract,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    answer: &mut Response,
) {
    let places = Places { contract, document };
    let paths: Vec<_> = answer.errors.iter().map(|error| &*error.path).collect();
    place(&mut answer.data, &paths, |path| places.nullable(operation, path));
}

/// Settles the nulls of `data`, in which something failed at each of `paths`. `nullable` tells for each step of a
/// path whether what is there may be null; of steps that it leaves out, everything may.
fn place(data: &mut Value, paths: &[&[PathSegment]], nullable: impl Fn(&[PathSegment]) -> Vec<bool>) {
    let failed: Vec<_> = paths.iter().filter(|path| !path.is_empty() && complete(data, path)).collect();
    for path in failed {
        let nullable = nullable(path);
        let may_be_null = |step: &usize| nullable.get(*step).copied().unwrap_or(true);
        match (0..path.len()).rev().find(may_be_null) {
            Some(step) => set_null(data, &path[..=step]),
            None => *data = Value::Null,
        }
    }
}

/// Makes what is missing on the way to `path`; whether there is nothing at its end.
fn complete(data: &mut Value, path: &[PathSegment]) -> bool {
    let mut at = data;
    for segment in path {
        if let (Value::Null, PathSegment::Field(_)) = (&*at, segment) {
            *at = Value::Object(Default::default());
        }
        at = match (at, segment) {
            (Value::Object(object), PathSegment::Field(name)) => {
                object.entry(Name::new(name)).or_insert(Value::Null)
            }
            (Value::List(items), PathSegment::Index(index)) => match items.get_mut(*index) {
                Some(item) => item,
                None => return true,
            },
            // A list that is missing because of this item, or of another.
            (at, _) => return *at == Value::Null,
        };
    }
    *at == Value::Null
}

/// Null at the end of `path`, unless something on the way is null already.
fn set_null(data: &mut Value, path: &[PathSegment]) {
    let mut at = data;
    for segment in path {
        let next = match (at, segment) {
            (Value::Object(object), PathSegment::Field(name)) => object.get_mut(name.as_str()),
            (Value::List(items), PathSegment::Index(index)) => items.get_mut(*index),
            _ => None,
        };
        let Some(next) = next else { return };
        at = next;
    }
    *at = Value::Null;
}

struct Places<'a> {
    contract: &'a Contract,
    document: &'a ExecutableDocument,
}

impl<'a> Places<'a> {
    fn nullable(&self, operation: &'a OperationDefinition, path: &[PathSegment]) -> Vec<bool> {
        let root = self.contract.root(operation.ty);
        let mut sets = vec![(root, &operation.selection_set.node)];
        let mut type_name = "";
        let mut nullable = Vec::with_capacity(path.len());
        for segment in path {
            match segment {
                PathSegment::Field(key) => {
                    let mut fields = Vec::new();
                    for (parent, set) in &sets {
                        self.fields(parent, set, key, &mut fields);
                    }
                    // Whatever the parent is, fields of one key have types of one shape (5.3.2).
                    let Some((_, first)) = fields.first() else { return nullable };
                    type_name = first;
                    let below = fields.iter();
                    sets = below
                        .map(|(field, of)| (MetaTypeName::concrete_typename(of), &field.selection_set.node))
                        .collect();
                }
                PathSegment::Index(_) => match MetaTypeName::create(type_name).unwrap_non_null() {
                    MetaTypeName::List(item) => type_name = item,
                    _ => return nullable,
                },
            }
            nullable.push(!MetaTypeName::create(type_name).is_non_null());
        }
        nullable
    }

    /// The fields that answer as `key` within `set` of the type called `parent`, with their types.
    fn fields(&self, parent: &str, set: &'a SelectionSet, key: &str, found: &mut Vec<(&'a Field, &'a str)>) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) if field.node.response_key().node == key => {
                    let parent: Option<&'a MetaType> = self.contract.registry.types.get(parent);
                    if let Some(known) = parent.and_then(|parent| parent.field_by_name(&field.node.name.node))
                    {
                        found.push((&field.node, &known.ty));
                    }
                }
                Selection::Field(_) => {}
                Selection::InlineFragment(inline) => {
                    let condition = inline.node.type_condition.as_ref();
                    let parent = condition.map_or(parent, |condition| condition.node.on.node.as_str());
                    self.fields(parent, &inline.node.selection_set.node, key, found);
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(of) = self.document.fragments.get(&spread.node.fragment_name.node) {
                        let parent = of.node.type_condition.node.on.node.as_str();
                        self.fields(parent, &of.node.selection_set.node, key, found);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::indexmap::IndexMap;
    use proptest::prelude::*;

    use super::*;

    /// A response as a resolver would give it, and whether its type lets it be null.
    #[derive(Clone, Debug)]
    struct Node {
        nullable: bool,
        what: What,
    }

    #[derive(Clone, Debug)]
    enum What {
        Leaf,
        Nothing,
        Failed,
        Object(Vec<Node>),
        /// All items may be null or none may.
        List(bool, Vec<What>),
    }

    fn what() -> impl Strategy<Value = What> {
        let end = prop_oneof![4 => Just(What::Leaf), 2 => Just(What::Failed), 1 => Just(What::Nothing)];
        end.prop_recursive(4, 40, 4, |inner| {
            let node = (any::<bool>(), inner.clone()).prop_map(|(nullable, what)| Node { nullable, what });
            prop_oneof![
                prop::collection::vec(node, 1..4).prop_map(What::Object),
                (any::<bool>(), prop::collection::vec(inner, 0..4))
                    .prop_map(|(nullable, items)| What::List(nullable, items)),
            ]
        })
    }

    fn key(index: usize) -> String {
        format!("f{index}")
    }

    /// What the specification demands: CompleteValue (6.4.3), where `Err` is an error on its way to a parent.
    fn specified(node: &Node) -> Result<Value, ()> {
        let value = match &node.what {
            What::Leaf => Ok(Value::from(1)),
            // A resolver that gives nothing where something must be has failed.
            What::Nothing if node.nullable => Ok(Value::Null),
            What::Nothing | What::Failed => Err(()),
            What::Object(fields) => fields
                .iter()
                .enumerate()
                .map(|(index, field)| specified(field).map(|value| (Name::new(key(index)), value)))
                .collect::<Result<IndexMap<_, _>, ()>>()
                .map(Value::Object),
            What::List(nullable, items) => items
                .iter()
                .map(|item| specified(&Node { nullable: *nullable, what: item.clone() }))
                .collect::<Result<Vec<_>, ()>>()
                .map(Value::List),
        };
        match value {
            Err(()) if node.nullable => Ok(Value::Null),
            value => value,
        }
    }

    /// What async-graphql makes of it: `Err` where a field is left out or a list given up.
    fn executed(
        node: &Node,
        path: &mut Vec<PathSegment>,
        errors: &mut Vec<Vec<PathSegment>>,
    ) -> Result<Value, ()> {
        let is_item = matches!(path.last(), Some(PathSegment::Index(_)));
        let failed = |errors: &mut Vec<Vec<PathSegment>>, path: &[PathSegment]| {
            errors.push(path.to_vec());
            Err(())
        };
        let value = match &node.what {
            What::Leaf => Ok(Value::from(1)),
            What::Nothing if node.nullable => Ok(Value::Null),
            What::Nothing | What::Failed => failed(errors, path),
            What::Object(fields) => {
                let mut object = IndexMap::new();
                for (index, field) in fields.iter().enumerate() {
                    path.push(PathSegment::Field(key(index)));
                    if let Ok(value) = executed(field, path, errors) {
                        object.insert(Name::new(key(index)), value);
                    }
                    path.pop();
                }
                Ok(if object.is_empty() { Value::Null } else { Value::Object(object) })
            }
            What::List(nullable, items) => {
                let mut list = Ok(Vec::new());
                for (index, item) in items.iter().enumerate() {
                    path.push(PathSegment::Index(index));
                    let value = executed(&Node { nullable: *nullable, what: item.clone() }, path, errors);
                    path.pop();
                    match (value, &mut list) {
                        (Ok(value), Ok(list)) => list.push(value),
                        // The first that fails ends the list; whether the others still ran is not said.
                        _ => list = Err(()),
                    }
                }
                list.map(Value::List)
            }
        };
        match value {
            // A type that may be null catches an error of what is within; a resolver's own, only as an item: as
            // a field it is left out.
            Err(()) if node.nullable && (is_item || !matches!(node.what, What::Failed)) => Ok(Value::Null),
            value => value,
        }
    }

    /// For each step of `path`, whether what is there may be null.
    fn nullable(root: &[Node], path: &[PathSegment]) -> Vec<bool> {
        let mut at = What::Object(root.to_vec());
        path.iter()
            .map(|segment| {
                let (nullable, next) = match (&at, segment) {
                    (What::Object(fields), PathSegment::Field(name)) => {
                        let index: usize = name[1..].parse().unwrap();
                        (fields[index].nullable, fields[index].what.clone())
                    }
                    (What::List(nullable, items), PathSegment::Index(index)) => {
                        (*nullable, items[*index].clone())
                    }
                    _ => panic!("no such path: {path:?}"),
                };
                at = next;
                nullable
            })
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn nulls_are_where_the_specification_has_them(
            root in prop::collection::vec((any::<bool>(), what()), 1..4)
        ) {
            let root: Vec<_> = root.into_iter().map(|(nullable, what)| Node { nullable, what }).collect();
            let whole = Node { nullable: true, what: What::Object(root.clone()) };
            let mut errors = Vec::new();
            let mut data = executed(&whole, &mut Vec::new(), &mut errors).unwrap();
            let paths: Vec<&[PathSegment]> = errors.iter().map(Vec::as_slice).collect();
            place(&mut data, &paths, |path| nullable(&root, path));
            prop_assert_eq!(data, specified(&whole).unwrap());
        }
    }
}

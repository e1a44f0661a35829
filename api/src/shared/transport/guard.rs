//! Refuses hostile documents before anything walks them.
//!
//! async-graphql's own limits are visitors: they put fragments in their place while they count, so that a
//! few hundred bytes keep them busy for seconds. Here every stage bounds what the next one does: the text
//! bounds the parser, counting with one visit a fragment bounds the walk, and the walk bounds validation
//! and execution.

use std::collections::HashMap;

use async_graphql::{Name, Positioned, Value, Variables};
use async_graphql_parser::types::{
    ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet,
};

use super::errors::TransportError;
use super::limits::{Limit, Limits};

/// A connection's page when the request leaves `first` or `last` open.
const DEFAULT_PAGE: u64 = 100;

/// A parsed document within every limit that needs no variables.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) document: ExecutableDocument,
    pub(super) tokens: usize,
}

/// Parses `text` and checks what depends on the document alone.
pub(super) fn check(text: &str, limits: &Limits, introspection: bool) -> Result<Checked, TransportError> {
    at_most(Limit::DocumentBytes, limits.document_bytes, text.len())?;
    let tokens = scan(text, limits)?;
    let document =
        async_graphql_parser::parse_query(text).map_err(|error| TransportError::parse(text, &error))?;
    at_most(Limit::Operations, limits.operations, document.operations.iter().count())?;

    let mut expansion = Expansion { document: &document, limits, fragments: HashMap::new() };
    let mut selections = 0usize;
    for (_, operation) in document.operations.iter() {
        let shape = expansion.shape(&operation.node.selection_set.node, 1)?;
        selections = selections.saturating_add(shape.selections);
    }
    at_most(Limit::Selections, limits.selections, selections)?;
    if let Some((name, fragment)) =
        document.fragments.iter().find(|(name, _)| !expansion.fragments.contains_key(name.as_str()))
    {
        let (zh, en) = (format!("片段 {name} 未被使用。"), format!("Fragment \"{name}\" is never used."));
        return Err(TransportError::validation(zh, en, Some(fragment.pos)));
    }

    for (_, operation) in document.operations.iter() {
        let mut walk = Walk { document: &document, limits, introspection, aliases: 0, directives: 0 };
        walk.directives(operation.node.directives.len())?;
        walk.level(&operation.node.selection_set.node, 1)?;
    }
    Ok(Checked { document, tokens })
}

/// The operation that `name` (or its absence) asks for; a subscription only where the client accepts
/// `events`.
pub(super) fn operation<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
    events: bool,
) -> Result<&'a Positioned<OperationDefinition>, TransportError> {
    let mut candidates = document
        .operations
        .iter()
        .filter(|(candidate, _)| name.is_none_or(|name| candidate.is_some_and(|own| own.as_str() == name)));
    let (zh, en) = match (candidates.next(), candidates.next(), name) {
        (Some((_, operation)), None, _) => {
            if operation.node.ty == OperationType::Subscription && !events {
                let (zh, en) = (
                    "订阅须以 Accept: text/event-stream 请求。",
                    "Subscriptions are answered as events only: accept text/event-stream.",
                );
                return Err(TransportError::validation(zh, en, Some(operation.pos)));
            }
            return Ok(operation);
        }
        (_, _, Some(_)) => ("查询中没有指定名称的操作。", "The document has no operation of the given name."),
        (_, _, None) => (
            "查询含有多个操作，请指定 operationName。",
            "The document has several operations: name one in operationName.",
        ),
    };
    Err(TransportError::validation(zh, en, None))
}

/// Checks what depends on the variables: their size, and the cost of the operation.
pub(super) fn check_variables(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
    limits: &Limits,
) -> Result<(), TransportError> {
    let mut values = 0;
    for value in variables.values() {
        count_values(value, 1, &mut values, limits)?;
    }
    let cost = Costs { document, operation, variables }.of(&operation.selection_set.node, 1);
    if cost > limits.cost {
        return Err(TransportError::limit(Limit::Cost, limits.cost, Some(cost)));
    }
    Ok(())
}

fn at_most(limit: Limit, allowed: usize, actual: usize) -> Result<(), TransportError> {
    if actual > allowed {
        return Err(TransportError::limit(limit, allowed as u64, Some(actual as u64)));
    }
    Ok(())
}

/// Counts tokens and nesting without recursion, since the parser recurses at every bracket. Where the text
/// is no GraphQL the count may be off; the parser stops there, so that it never gets deeper than counted.
fn scan(text: &str, limits: &Limits) -> Result<usize, TransportError> {
    let bytes = text.as_bytes();
    let (mut at, mut tokens, mut nesting) = (0, 0usize, 0usize);
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let length = match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at += rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
                continue;
            }
            b'"' => string_length(rest),
            b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                let part =
                    |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-');
                let length = rest.iter().position(|byte| !part(byte)).unwrap_or(rest.len());
                at_most(Limit::TokenBytes, limits.token_bytes, length)?;
                length
            }
            b'{' | b'[' | b'(' => {
                nesting += 1;
                if nesting > limits.nesting {
                    return Err(TransportError::limit(Limit::Nesting, limits.nesting as u64, None));
                }
                1
            }
            b'}' | b']' | b')' => {
                nesting = nesting.saturating_sub(1);
                1
            }
            b'.' if rest.starts_with(b"...") => 3,
            _ => 1,
        };
        at += length;
        tokens += 1;
        if tokens > limits.tokens {
            return Err(TransportError::limit(Limit::Tokens, limits.tokens as u64, None));
        }
    }
    Ok(tokens)
}

/// Bytes of the string that `rest` begins with. An unclosed block is the empty string and what follows it,
/// as it is for the parser.
fn string_length(rest: &[u8]) -> usize {
    let block = rest.starts_with(br#"""""#);
    let mut at = if block { 3 } else { 1 };
    loop {
        match (rest.get(at), block) {
            (None, true) => return 2,
            (None | Some(b'\n' | b'\r'), false) => return at,
            (Some(b'"'), false) => return at + 1,
            (Some(b'"'), true) if rest[at..].starts_with(br#"""""#) => return at + 3,
            (Some(b'\\'), true) if rest[at..].starts_with(br#"\""""#) => at += 4,
            (Some(b'\\'), false) => at += 2,
            _ => at += 1,
        }
    }
}

/// What a selection set amounts to once its fragments are put in their place.
#[derive(Clone, Copy, Default)]
struct Shape {
    selections: usize,
    nesting: usize,
}

struct Expansion<'a> {
    document: &'a ExecutableDocument,
    limits: &'a Limits,
    /// `None` while the fragment is being measured: who meets it then is within it.
    fragments: HashMap<&'a str, Option<Shape>>,
}

impl<'a> Expansion<'a> {
    /// `level` is how deep the recursion is, which a chain of fragments could otherwise make as deep as it likes.
    fn shape(&mut self, set: &'a SelectionSet, level: usize) -> Result<Shape, TransportError> {
        self.check_nesting(level)?;
        let mut shape = Shape { selections: 0, nesting: 1 };
        for selection in &set.items {
            let inner = match &selection.node {
                Selection::Field(field) if field.node.selection_set.node.items.is_empty() => Shape::default(),
                Selection::Field(field) => self.shape(&field.node.selection_set.node, level + 1)?,
                Selection::InlineFragment(inline) => {
                    self.shape(&inline.node.selection_set.node, level + 1)?
                }
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name, level + 1)?,
            };
            shape.selections = shape.selections.saturating_add(1).saturating_add(inner.selections);
            shape.nesting = shape.nesting.max(inner.nesting + 1);
        }
        Ok(shape)
    }

    fn fragment(&mut self, name: &'a Positioned<Name>, level: usize) -> Result<Shape, TransportError> {
        match self.fragments.get(name.node.as_str()) {
            Some(Some(shape)) => {
                self.check_nesting(level + shape.nesting - 1)?;
                return Ok(*shape);
            }
            Some(None) => {
                let name_text = &name.node;
                let (zh, en) = (
                    format!("片段 {name_text} 循环引用了自身。"),
                    format!("Fragment \"{name_text}\" is part of itself."),
                );
                return Err(TransportError::validation(zh, en, Some(name.pos)));
            }
            None => {}
        }
        // Validation says that it is unknown, and where.
        let Some(fragment) = self.document.fragments.get(&name.node) else {
            return Ok(Shape::default());
        };
        self.fragments.insert(&name.node, None);
        let shape = self.shape(&fragment.node.selection_set.node, level)?;
        self.fragments.insert(&name.node, Some(shape));
        Ok(shape)
    }

    fn check_nesting(&self, level: usize) -> Result<(), TransportError> {
        at_most(Limit::Nesting, self.limits.nesting, level)
    }
}

/// Walks an operation as validation and execution will, once it is known to be small enough.
struct Walk<'a> {
    document: &'a ExecutableDocument,
    limits: &'a Limits,
    introspection: bool,
    aliases: usize,
    directives: usize,
}

impl<'a> Walk<'a> {
    fn level(&mut self, set: &'a SelectionSet, depth: usize) -> Result<(), TransportError> {
        at_most(Limit::Depth, self.limits.depth, depth)?;
        let mut fields = Vec::new();
        self.collect(set, &mut fields)?;
        if depth == 1 {
            at_most(Limit::RootFields, self.limits.root_fields, fields.len())?;
        }
        let mut repeated: HashMap<&str, usize> = HashMap::new();
        for field in &fields {
            let times = repeated.entry(field.name.node.as_str()).or_default();
            *times += 1;
            at_most(Limit::Repetition, self.limits.repetition, *times)?;
        }
        for field in fields {
            if !field.selection_set.node.items.is_empty() {
                self.level(&field.selection_set.node, depth + 1)?;
            }
        }
        Ok(())
    }

    /// The fields of one level, those of its fragments among them.
    fn collect(&mut self, set: &'a SelectionSet, fields: &mut Vec<&'a Field>) -> Result<(), TransportError> {
        for selection in &set.items {
            self.directives(selection.node.directives().len())?;
            match &selection.node {
                Selection::Field(field) => {
                    self.aliases += usize::from(field.node.alias.is_some());
                    at_most(Limit::Aliases, self.limits.aliases, self.aliases)?;
                    if !self.introspection && matches!(field.node.name.node.as_str(), "__schema" | "__type") {
                        let (zh, en) = (
                            "未开放结构自省，请使用发布的 schema。",
                            "Introspection is off. Use the published schema.",
                        );
                        return Err(TransportError::validation(zh, en, Some(field.pos)));
                    }
                    fields.push(&field.node);
                }
                Selection::InlineFragment(inline) => self.collect(&inline.node.selection_set.node, fields)?,
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.node.fragment_name.node) {
                        self.collect(&fragment.node.selection_set.node, fields)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn directives(&mut self, more: usize) -> Result<(), TransportError> {
        self.directives += more;
        at_most(Limit::Directives, self.limits.directives, self.directives)
    }
}

struct Costs<'a> {
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
}

impl Costs<'_> {
    /// Objects below `set` when `times` of its parents are returned.
    fn of(&self, set: &SelectionSet, times: u64) -> u64 {
        set.items.iter().fold(0, |sum: u64, selection| {
            let cost = match &selection.node {
                Selection::Field(field) if field.node.selection_set.node.items.is_empty() => 0,
                Selection::Field(field) => {
                    let below = times.saturating_mul(self.page(&field.node));
                    times.saturating_add(self.of(&field.node.selection_set.node, below))
                }
                Selection::InlineFragment(inline) => self.of(&inline.node.selection_set.node, times),
                Selection::FragmentSpread(spread) => self
                    .document
                    .fragments
                    .get(&spread.node.fragment_name.node)
                    .map_or(0, |fragment| self.of(&fragment.node.selection_set.node, times)),
            };
            sum.saturating_add(cost)
        })
    }

    /// How many items a field returns at most, by its `first` or `last`; one when it takes neither.
    fn page(&self, field: &Field) -> u64 {
        let sizes = ["first", "last"].into_iter().filter_map(|name| field.get_argument(name));
        let size =
            sizes.filter_map(|size| match size.node.clone().into_const_with(|name| self.variable(&name)) {
                Ok(Value::Number(number)) => number.as_u64(),
                _ => None,
            });
        match size.max() {
            Some(size) => size.max(1),
            None if field.get_argument("first").or(field.get_argument("last")).is_some() => DEFAULT_PAGE,
            None => 1,
        }
    }

    fn variable(&self, name: &Name) -> Result<Value, ()> {
        if let Some(value) = self.variables.get(name) {
            return Ok(value.clone());
        }
        let definitions = &self.operation.variable_definitions;
        let definition = definitions.iter().find(|definition| definition.node.name.node == *name);
        definition
            .and_then(|definition| definition.node.default_value.as_ref())
            .map(|value| value.node.clone())
            .ok_or(())
    }
}

fn count_values(
    value: &Value,
    depth: usize,
    values: &mut usize,
    limits: &Limits,
) -> Result<(), TransportError> {
    at_most(Limit::VariablesDepth, limits.variables_depth, depth)?;
    *values += 1;
    if *values > limits.variables_values {
        return Err(TransportError::limit(Limit::VariablesValues, limits.variables_values as u64, None));
    }
    match value {
        Value::List(items) => items.iter().try_for_each(|item| count_values(item, depth + 1, values, limits)),
        Value::Object(fields) => {
            fields.values().try_for_each(|field| count_values(field, depth + 1, values, limits))
        }
        _ => Ok(()),
    }
}

//! What the transport knows of the schema behind it: its types, how its scalars are read, and what anybody
//! may ask.

use async_graphql::registry::{
    __DirectiveLocation, Deprecation, MetaDirective, MetaDirectiveInvocation, MetaInputValue, MetaType,
    Registry,
};
use async_graphql::{OutputType, SubscriptionType};
use async_graphql_parser::types::{
    ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};

use crate::shared::language::Text;

/// Reads the text of a scalar, and says what is wrong with it.
pub type Reads = fn(&str) -> Result<(), Text>;

/// A schema, as the transport needs to know it.
#[derive(Default)]
pub struct Contract {
    /// Its types.
    pub registry: Registry,
    /// How each scalar of the schema's own is read, by its name. All of them are strings.
    pub scalars: &'static [(&'static str, Reads)],
    /// The names of inputs' fields whose text may have several lines.
    pub several_lines: &'static [&'static str],
    /// The root fields that answer whoever is not signed in.
    pub open: &'static [&'static str],
}

impl Contract {
    /// The contract of a schema with these roots, which has no scalars of its own and answers nothing to anybody
    /// who is not signed in.
    pub fn of<Q: OutputType, M: OutputType, S: SubscriptionType>() -> Self {
        let mut registry = Registry {
            query_type: Q::type_name().into_owned(),
            mutation_type: Some(M::type_name().into_owned()),
            subscription_type: Some(S::type_name().into_owned()),
            ..Registry::default()
        };
        Q::create_type_info(&mut registry);
        M::create_type_info(&mut registry);
        S::create_type_info(&mut registry);
        Self { registry, ..Self::default() }
    }

    /// The name of the type whose fields an operation selects first.
    pub(super) fn root(&self, operation: OperationType) -> &str {
        let root = match operation {
            OperationType::Query => Some(&self.registry.query_type),
            OperationType::Mutation => self.registry.mutation_type.as_ref(),
            OperationType::Subscription => self.registry.subscription_type.as_ref(),
        };
        root.map_or("", String::as_str)
    }

    /// Whether nobody need be signed in for any root field of `operation`.
    pub(super) fn is_open(&self, document: &ExecutableDocument, operation: &OperationDefinition) -> bool {
        self.is_open_set(document, &operation.selection_set.node)
    }

    /// The guard has seen that no fragment is within itself.
    fn is_open_set(&self, document: &ExecutableDocument, set: &SelectionSet) -> bool {
        set.items.iter().all(|selection| match &selection.node {
            Selection::Field(field) => {
                let name = field.node.name.node.as_str();
                name.starts_with("__") || self.open.contains(&name)
            }
            Selection::InlineFragment(inline) => self.is_open_set(document, &inline.node.selection_set.node),
            // One that is unknown is left to validation.
            Selection::FragmentSpread(spread) => document
                .fragments
                .get(&spread.node.fragment_name.node)
                .is_none_or(|fragment| self.is_open_set(document, &fragment.node.selection_set.node)),
        })
    }
}

/// Makes the fields of a root type nullable, so that one that fails leaves its neighbours their answers; those
/// that are null only then say so: `@semanticNonNull`
/// (<https://github.com/graphql/nullability-wg>, known to Relay and Apollo).
pub fn let_fail_alone(registry: &mut Registry, root: &str) {
    let Some(MetaType::Object { fields, .. }) = registry.types.get_mut(root) else { return };
    for field in fields.values_mut() {
        if let Some(nullable) = field.ty.strip_suffix('!') {
            field.ty = nullable.to_owned();
            let name = SEMANTIC_NON_NULL.to_owned();
            field.directive_invocations.push(MetaDirectiveInvocation { name, args: Default::default() });
        }
    }
    registry.add_directive(semantic_non_null());
}

const SEMANTIC_NON_NULL: &str = "semanticNonNull";

fn semantic_non_null() -> MetaDirective {
    let levels = MetaInputValue {
        name: "levels".to_owned(),
        description: Some("Of the field itself (0), or of lists within it.".to_owned()),
        ty: "[Int!]!".to_owned(),
        deprecation: Deprecation::NoDeprecated,
        default_value: Some("[0]".to_owned()),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        is_secret: false,
        directive_invocations: Vec::new(),
    };
    MetaDirective {
        name: SEMANTIC_NON_NULL.to_owned(),
        description: Some("The field is null only where `errors` says why.".to_owned()),
        locations: vec![__DirectiveLocation::FIELD_DEFINITION],
        args: [(levels.name.clone(), levels)].into_iter().collect(),
        is_repeatable: false,
        visible: None,
        composable: None,
    }
}

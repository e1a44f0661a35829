//! What all operations of a kind have in common, said once: one record by its id, a list by its page, an input that
//! changes something. Each declares types of its own, since it is by their types that cynic checks them against the
//! schema; and as a function can't declare a type, macros do.

use super::{
    fragments::{PageInfo, UserError},
    schema,
};
use crate::components::url_state::UrlState;
use cynic::Operation;
use serde::{Serialize, de::DeserializeOwned};

/// The variables of a query for one record.
#[derive(cynic::QueryVariables)]
pub struct ById {
    /// The record's global id.
    pub id: cynic::Id,
}

/// A list that comes page by page.
pub trait List: DeserializeOwned + Clone + Send + Sync + 'static {
    /// What it can be narrowed to.
    type Filter;
    /// Everything that is asked with.
    type Variables: Serialize + 'static;
    /// A record, as the list shows it.
    type Row;

    /// The page, order and total that the address asks for, of what fits the filter. Reactive.
    fn ask(url: UrlState, filter: Self::Filter) -> Operation<Self, Self::Variables>;

    /// The page.
    fn page(self) -> Page<Self::Row>;
}

/// A page of a list.
pub struct Page<T> {
    pub rows: Vec<T>,
    pub info: PageInfo,
    /// How many there are in all, where that was asked for.
    pub total: Option<i32>,
    /// Whether there are more than that.
    pub more: Option<bool>,
}

/// `list!(ListTrainings = trainings("trainings": TrainingFilter, "TrainingOrder" by TrainingOrderField) -> "TrainingConnection" of TrainingRow)`:
/// the module for its types, the field of the query, its filter (declared beside it), its order, its connection, and
/// what is read of each record. Names of the schema are texts, since what cynic derives minds where a name was written.
macro_rules! list {
    ($name:ident = $module:ident($field:literal: $filter_type:ty, $order_type:literal by $by:ty) -> $connection:literal of $of:ty) => {
        pub use $module::Asked as $name;
        mod $module {
            use super::*;
            use $crate::{
                components::url_state::UrlState,
                graphql::{
                    enums::OrderDirection,
                    fragments::PageInfo,
                    operation::{List, Page},
                },
            };

            type Filter = $filter_type;
            type By = $by;
            type Row = $of;

            #[derive(cynic::QueryVariables)]
            pub struct Variables {
                first: Option<i32>,
                after: Option<String>,
                last: Option<i32>,
                before: Option<String>,
                filter: Option<Filter>,
                order: Option<Order>,
                total: bool,
            }

            #[derive(cynic::InputObject)]
            #[cynic(graphql_type = $order_type)]
            pub struct Order {
                field: By,
                direction: OrderDirection,
            }

            #[derive(cynic::QueryFragment, Clone)]
            #[cynic(graphql_type = "Query", variables = "Variables")]
            pub struct Asked {
                #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order)]
                #[cynic(rename = $field)]
                list: Connection,
            }

            #[derive(cynic::QueryFragment, Clone)]
            #[cynic(graphql_type = $connection, variables = "Variables")]
            pub struct Connection {
                nodes: Vec<Row>,
                page_info: PageInfo,
                #[directives(include(if: $total))]
                total_count: Option<i32>,
                #[directives(include(if: $total))]
                total_count_is_lower_bound: Option<bool>,
            }

            impl List for Asked {
                type Filter = Filter;
                type Variables = Variables;
                type Row = Row;

                fn ask(url: UrlState, filter: Filter) -> cynic::Operation<Self, Variables> {
                    let page = url.page();
                    cynic::QueryBuilder::build(Variables {
                        first: page.first,
                        after: page.after,
                        last: page.last,
                        before: page.before,
                        filter: Some(filter),
                        order: url.order().map(|(field, direction)| Order { field, direction }),
                        total: url.on("total"),
                    })
                }

                fn page(self) -> Page<Row> {
                    Page {
                        rows: self.list.nodes,
                        info: self.list.page_info,
                        total: self.list.total_count,
                        more: self.list.total_count_is_lower_bound,
                    }
                }
            }
        }
    };
}
pub(crate) use list;

/// What changes something.
pub trait Mutation: DeserializeOwned + 'static {
    /// What it takes.
    type Input;
    /// The input, as it is sent.
    type Variables: Serialize + 'static;
    /// The record as the change left it, or as somebody faster did.
    type Record: 'static;

    /// The operation with this input.
    fn operation(input: Self::Input) -> Operation<Self, Self::Variables>;

    /// What was wrong, and the record.
    fn outcome(self) -> (Vec<UserError>, Option<Self::Record>);
}

/// `mutation!(StopClock = stop_clock("stopClock": StopClockInput) -> "StopClockPayload" { "clock": ClockStanding })`: the
/// module for its types, the field of the mutation, its input (declared beside it), its payload, and the record in it.
macro_rules! mutation {
    ($name:ident = $module:ident($field:literal: $takes:ty) -> $payload:literal { $record:literal: $of:ty }) => {
        pub use $module::Sent as $name;
        mod $module {
            use super::*;
            use $crate::graphql::{fragments::UserError, operation::Mutation};

            type Input = $takes;
            type Record = $of;

            #[derive(cynic::QueryVariables)]
            pub struct Variables {
                input: Input,
            }

            #[derive(cynic::QueryFragment)]
            #[cynic(graphql_type = "Mutation", variables = "Variables")]
            pub struct Sent {
                #[arguments(input: $input)]
                #[cynic(rename = $field)]
                payload: Payload,
            }

            #[derive(cynic::QueryFragment)]
            #[cynic(graphql_type = $payload)]
            pub struct Payload {
                #[cynic(rename = $record)]
                record: Option<Record>,
                errors: Vec<UserError>,
            }

            impl Mutation for Sent {
                type Input = Input;
                type Variables = Variables;
                type Record = Record;

                fn operation(input: Input) -> cynic::Operation<Self, Variables> {
                    cynic::MutationBuilder::build(Variables { input })
                }

                fn outcome(self) -> (Vec<UserError>, Option<Record>) {
                    (self.payload.errors, self.payload.record)
                }
            }
        }
    };
}
pub(crate) use mutation;

/// Which version of which record is corrected, and why.
pub struct Correction {
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
}

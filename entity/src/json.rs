//! Short lists that are kept as JSON in one column, because nothing searches or joins them.

use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

use crate::enums::ServiceScope;

/// A list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Strings(pub Vec<String>);

impl From<Vec<String>> for Strings {
    fn from(texts: Vec<String>) -> Self {
        Self(texts)
    }
}

/// What a service token may do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct ServiceScopes(pub Vec<ServiceScope>);

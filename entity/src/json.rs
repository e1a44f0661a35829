//! Short lists that are kept as JSON in one column, because nothing searches or joins them.

use sea_orm::{FromJsonQueryResult, prelude::Date};
use serde::{Deserialize, Serialize};

use crate::enums::{
    BlacklistMark, CaseKind, CaseStatus, DepartmentKind, EnteredWith, FocusArea, Measure, ServiceScope,
};

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

/// A line of a holiday notice: days in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarSpan {
    /// Off; otherwise make-up working days (调休上班).
    pub rest: bool,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The holiday.
    pub name: String,
}

/// The lines of a holiday notice, in the order of their days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct CalendarSpans(pub Vec<CalendarSpan>);
/// What cases are about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct CaseKinds(pub Vec<CaseKind>);

/// Where cases stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct CaseStatuses(pub Vec<CaseStatus>);

/// In which fields of weight a case lies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct FocusAreas(pub Vec<FocusArea>);

/// What makes a penalised case serious enough for the blacklist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct BlacklistMarks(pub Vec<BlacklistMark>);

/// Kinds of departments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct DepartmentKinds(pub Vec<DepartmentKind>);

/// What an indicator counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Measures(pub Vec<Measure>);

/// A part of a document: a heading, a text, a table of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentSection {
    /// The heading, without its number; empty where it has none.
    pub heading: String,
    /// The text, in which `{{…}}` stands for a figure.
    pub text: String,
    /// The codes of the indicators whose figures follow as a table.
    pub indicators: Vec<String>,
    /// The item of a department from which it was taken.
    pub item_id: Option<sea_orm::prelude::Uuid>,
}

/// The parts of a document, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct DocumentSections(pub Vec<DocumentSection>);

/// With which records an amount is entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct EnteredWiths(pub Vec<EnteredWith>);

//! Records that are read no wider than a document asks, and go to the answer as the database wrote them.
//!
//! Most of what lists show is a column as it stands. For these, building a whole record of which a resolver a
//! field then shows little costs more than the database takes to find it. A [`Shape`] says what comes of
//! each element of a row that [`super::rows`] selects; it is made of a document's selection, field by field,
//! and there is none where the document asks for a field that is more than columns: then the type's resolvers
//! answer. Both answer the same; a test asks every such field both ways.

use std::{borrow::Cow, fmt, sync::Arc};

use async_graphql::{
    ContextSelectionSet, Name, OutputType, Positioned, ScalarType, SelectionField, ServerResult, Value,
    from_value, indexmap::IndexMap, parser::types, registry::Registry,
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, sea_query::Expr};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error, IgnoredAny, SeqAccess, Visitor},
};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::{
    errors::internal,
    ids::{self, Kind},
    rows::Rows,
    values::Money,
};

/// The most elements of a row: PostgreSQL's functions take a hundred arguments.
const MOST: usize = 90;

/// What comes of a row: of its elements, in their order.
pub struct Shape(Vec<(Name, Field)>);

enum Field {
    TypeName(&'static str),
    Element(Element),
}

/// What comes of one element of a row.
pub enum Element {
    /// As the database wrote it: a text, a number, a truth, a day, one of a closed set, or a list of those.
    Plain,
    /// A key, as the global id of its kind.
    Id(Kind),
    /// Whole fen.
    Money,
    /// A moment.
    Moment,
    /// Several columns, of which a function makes the value.
    Made(Make),
    /// Another record, or null.
    One(Shape),
    /// A list of records.
    Many(Shape),
}

/// Makes a value of the list of its columns.
pub type Make = Box<dyn Fn(Value) -> Result<Value, String> + Send + Sync>;

/// Makes a value of its columns, read as `T`.
pub fn made<T: DeserializeOwned>(make: impl Fn(T) -> Value + Send + Sync + 'static) -> Element {
    let read = |columns| from_value::<T>(columns).map_err(|error| error.to_string());
    Element::Made(Box::new(move |columns| read(columns).map(&make)))
}

/// What a field of a record is read from.
pub type Read = (Expr, Element);

/// The columns of `C`'s table of which a field of a type is made.
pub struct Leaf<C>(Vec<C>, Element);

impl<C: ColumnTrait> Leaf<C> {
    /// A column as it stands.
    pub fn plain(column: C) -> Self {
        Self::of(column, Element::Plain)
    }

    /// A column from which `element` comes.
    pub fn of(column: C, element: Element) -> Self {
        Self(vec![column], element)
    }

    /// Columns of which a value is made.
    pub fn made(columns: &[C], element: Element) -> Self {
        Self(columns.to_vec(), element)
    }

    /// The columns.
    pub fn columns(&self) -> &[C] {
        &self.0
    }

    /// How it is selected, and what comes of it.
    pub fn read(self, rows: Rows) -> Read {
        let Self(columns, element) = self;
        let selected = match (&*columns, &element) {
            ([column], Element::Made(_)) => rows.array([rows.column(*column)]),
            ([column], _) => rows.column(*column),
            (columns, _) => rows.array(columns.iter().map(|column| rows.column(*column))),
        };
        (selected, element)
    }
}

impl Shape {
    /// What the document selects of the type called `type_name` under `field`, of which `read` knows the
    /// fields; none where it does not know one.
    pub fn of<'a>(
        rows: Rows,
        field: &SelectionField<'a>,
        type_name: &'static str,
        mut read: impl FnMut(&SelectionField<'a>) -> Option<Read>,
    ) -> Option<(Expr, Self)> {
        let (mut elements, mut shape) = (Vec::new(), Vec::new());
        for field in field.selection_set() {
            let key = field.alias().unwrap_or(field.name());
            if shape.iter().any(|(taken, _): &(Name, _)| taken == key) {
                // Fields of one key are merged by whoever executes the document.
                return None;
            }
            let value = if field.name() == "__typename" {
                Field::TypeName(type_name)
            } else {
                let (selected, element) = read(&field)?;
                elements.push(selected);
                Field::Element(element)
            };
            shape.push((Name::new(key), value));
        }
        (elements.len() <= MOST).then(|| (rows.array(elements), Self(shape)))
    }
}

/// A record of the type `T`: whole, or already in the shape in which it is asked for.
pub enum Shaped<T> {
    /// Answered by its resolvers.
    Whole(T),
    /// A row, and what comes of it.
    Row(Box<RawValue>, Arc<Shape>),
}

impl<T: OutputType> OutputType for Shaped<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(
        &self,
        context: &ContextSelectionSet<'_>,
        field: &Positioned<types::Field>,
    ) -> ServerResult<Value> {
        match self {
            Self::Whole(record) => record.resolve(context, field).await,
            Self::Row(row, shape) => read(row.get(), shape)
                .map_err(|error| context.set_error_path(internal(error).into_server_error(field.pos))),
        }
    }
}

/// What comes of a row.
fn read(row: &str, shape: &Shape) -> serde_json::Result<Value> {
    let mut reader = serde_json::Deserializer::from_str(row);
    let value = Record(shape).deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

struct Record<'a>(&'a Shape);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a row of {} elements, or null", self.0.0.len())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut row: A) -> Result<Value, A::Error> {
        let mut object = IndexMap::with_capacity(self.0.0.len());
        for (key, field) in &self.0.0 {
            let value = match field {
                Field::TypeName(name) => Value::String((*name).to_owned()),
                Field::Element(element) => {
                    row.next_element_seed(Of(element))?.ok_or_else(|| A::Error::custom("a short row"))?
                }
            };
            object.insert(key.clone(), value);
        }
        match row.next_element::<IgnoredAny>()? {
            None => Ok(Value::Object(object)),
            Some(_) => Err(A::Error::custom("a long row")),
        }
    }
}

struct Of<'a>(&'a Element);

impl<'de> DeserializeSeed<'de> for Of<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        Ok(match self.0 {
            Element::Plain => Value::deserialize(reader)?,
            Element::Id(kind) => Value::String(ids::encode(*kind, Uuid::deserialize(reader)?).0),
            Element::Money => {
                Option::deserialize(reader)?.map_or(Value::Null, |fen| Money { fen }.to_value())
            }
            Element::Moment => {
                let moment = Option::<DateTime<Utc>>::deserialize(reader)?;
                moment.map_or(Value::Null, |moment| ScalarType::to_value(&moment))
            }
            Element::Made(make) => make(Value::deserialize(reader)?).map_err(D::Error::custom)?,
            Element::One(shape) => Record(shape).deserialize(reader)?,
            Element::Many(shape) => reader.deserialize_any(List(shape))?,
        })
    }
}

struct List<'a>(&'a Shape);

impl<'de> Visitor<'de> for List<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of rows, or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::List(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(record) = rows.next_element_seed(Record(self.0))? {
            list.push(record);
        }
        Ok(Value::List(list))
    }
}

//! Rows as JSON: a statement answers a record with all that hangs on it as one text, of which a tuple of
//! entities is read. Joined columns would repeat the one for each of the many, and every value of every
//! column is fetched by a call of its own.
//!
//! A row is the array of its columns, in the entity's order, as `Deserialize` of a model takes it.

use std::{
    any::TypeId,
    collections::HashMap,
    sync::{LazyLock, PoisonError, RwLock},
};

use sea_orm::{
    ColumnTrait, ColumnType, DbBackend, DbErr, EntityTrait, ExprTrait, Iterable, QueryResult,
    sea_query::{Expr, Func, PostgresQueryBuilder, Query, SelectStatement, SqliteQueryBuilder},
};
use serde::de::DeserializeOwned;

/// The rows of the entities as they are written in SQL: building and writing some fifty columns anew would
/// cost a statement more than running it.
static WRITTEN: LazyLock<RwLock<HashMap<(TypeId, bool), &'static str>>> = LazyLock::new(RwLock::default);

/// The JSON functions of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows(pub DbBackend);

impl Rows {
    /// A row of `E`, joined under its own name.
    pub fn row<E: EntityTrait>(self) -> Expr {
        let key = (TypeId::of::<E>(), self.0 == DbBackend::Sqlite);
        let known = WRITTEN.read().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        Expr::cust(known.unwrap_or_else(|| {
            let mut written = WRITTEN.write().unwrap_or_else(PoisonError::into_inner);
            // Kept for good: there are as many as entities.
            *written.entry(key).or_insert_with(|| Box::leak(self.write::<E>().into_boxed_str()))
        }))
    }

    fn write<E: EntityTrait>(self) -> String {
        let row = self.array(E::Column::iter().map(|column| self.column(column)));
        let select = Query::select().expr(row).to_owned();
        let written = match self.0 {
            DbBackend::Sqlite => select.to_string(SqliteQueryBuilder),
            _ => select.to_string(PostgresQueryBuilder),
        };
        written.trim_start_matches("SELECT ").to_owned()
    }

    /// One column, as it stands in an array.
    pub fn column<C: ColumnTrait>(self, column: C) -> Expr {
        let value = Expr::col((C::EntityName::default(), column));
        if self.0 != DbBackend::Sqlite {
            return value;
        }
        let definition = column.def();
        // There, keys are blobs, truth is a number, and JSON is a text.
        match definition.get_column_type() {
            ColumnType::Uuid => {
                Func::cust("nullif").arg(Func::cust("hex").arg(value)).arg(Expr::cust("''")).into()
            }
            ColumnType::Boolean => {
                let is = |number| value.clone().eq(Expr::cust(number));
                let said = Expr::case(is("1"), Expr::cust("'true'")).case(is("0"), Expr::cust("'false'"));
                Func::cust("json").arg(said).into()
            }
            ColumnType::Json | ColumnType::JsonBinary => Func::cust("json").arg(value).into(),
            _ => value,
        }
    }

    /// An array of these.
    pub fn array(self, of: impl IntoIterator<Item = Expr>) -> Expr {
        let name = if self.0 == DbBackend::Sqlite { "json_array" } else { "json_build_array" };
        Func::cust(name).args(of).into()
    }

    /// An array with `each` of what `from` selects, which selects nothing yet; in any order. Where there is
    /// none, it is empty or null.
    pub fn list(self, each: Expr, mut from: SelectStatement) -> Expr {
        let name = if self.0 == DbBackend::Sqlite { "json_group_array" } else { "json_agg" };
        from.expr(Func::cust(name).arg(each));
        from.into()
    }

    /// What a statement selects so that [`read`] finds it.
    pub fn text(self, array: Expr) -> Expr {
        if self.0 == DbBackend::Sqlite { array } else { array.cast_as("text") }
    }
}

/// Null, where an array has nothing to say.
pub fn nothing() -> Expr {
    Expr::cust("NULL")
}

/// Reads the first column of a row: [`Rows::text`] of an array.
///
/// # Errors
///
/// Where the text is none of what it is read as.
pub fn read<T: DeserializeOwned>(row: &QueryResult) -> Result<T, DbErr> {
    let text: String = row.try_get_by_index(0)?;
    serde_json::from_str(&text).map_err(|error| DbErr::Type(format!("a row as JSON: {error}")))
}

//! Rows as JSON: a statement answers records with all that hangs on them as one text, of which tuples of
//! entities are read, or what a [`super::shape::Shape`] makes of them. Joined columns would repeat the one
//! for each of the many, and every value of every column is fetched by a call of its own.
//!
//! A row is the array of its columns, in the entity's order, as `Deserialize` of a model takes it.

use std::{
    any::TypeId,
    collections::HashMap,
    sync::{LazyLock, PoisonError, RwLock},
};

use sea_orm::{
    ColumnTrait, ColumnType, DbBackend, DbErr, EntityTrait, ExprTrait, Iterable, Order, QueryResult,
    sea_query::{Alias, Expr, Func, PostgresQueryBuilder, Query, SelectStatement, SqliteQueryBuilder},
};
use serde::de::DeserializeOwned;

/// Columns as they are written in SQL, by their table's and their own name: building and writing some fifty
/// anew would cost a statement more than running it.
static WRITTEN: LazyLock<RwLock<HashMap<Column, &'static str>>> = LazyLock::new(RwLock::default);

/// The type that names a table's columns, the name of one of them or of none, and whether this is SQLite.
type Column = (TypeId, &'static str, bool);

/// The JSON functions of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows(pub DbBackend);

impl Rows {
    /// A row of `E`, joined under its own name.
    pub fn row<E: EntityTrait>(self) -> Expr {
        self.written((TypeId::of::<E::Column>(), "", self.is_sqlite()), || {
            self.array(E::Column::iter().map(|column| self.column(column)))
        })
    }

    /// One column, as it stands in an array.
    pub fn column<C: ColumnTrait>(self, column: C) -> Expr {
        self.written((TypeId::of::<C>(), column.as_str(), self.is_sqlite()), || self.as_json(column))
    }

    fn written(self, key: Column, expression: impl FnOnce() -> Expr) -> Expr {
        let known = WRITTEN.read().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        Expr::cust(known.unwrap_or_else(|| {
            let written = self.write(expression());
            let mut all = WRITTEN.write().unwrap_or_else(PoisonError::into_inner);
            // Kept for good: there are as many as columns and tables.
            all.entry(key).or_insert_with(|| Box::leak(written.into_boxed_str()))
        }))
    }

    fn write(self, expression: Expr) -> String {
        let select = Query::select().expr(expression).take();
        let written = match self.is_sqlite() {
            true => select.to_string(SqliteQueryBuilder),
            false => select.to_string(PostgresQueryBuilder),
        };
        written.trim_start_matches("SELECT ").to_owned()
    }

    fn is_sqlite(self) -> bool {
        self.0 == DbBackend::Sqlite
    }

    fn as_json<C: ColumnTrait>(self, column: C) -> Expr {
        let value = Expr::col((C::EntityName::default(), column));
        if !self.is_sqlite() {
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
        let name = if self.is_sqlite() { "json_array" } else { "json_build_array" };
        let of: Vec<_> = of.into_iter().collect();
        let written: Option<Vec<_>> = of.iter().map(as_written).collect();
        match written {
            // Most are: then so is the array, and nothing of it need be built.
            Some(written) => Expr::cust(format!("{name}({})", written.join(", "))),
            None => Func::cust(name).args(of).into(),
        }
    }

    /// An array with `each` of what `from` selects, which selects nothing yet, in this order. Where there is
    /// none, it is empty or null.
    pub fn list(
        self,
        each: Expr,
        mut from: SelectStatement,
        order: impl IntoIterator<Item = (Expr, Order)>,
    ) -> Expr {
        let mut terms = vec![each];
        let mut sorted = Vec::new();
        let name = if self.is_sqlite() { "json_group_array" } else { "json_agg" };
        for (by, direction) in order {
            terms.push(by);
            let direction = if direction == Order::Desc { "DESC" } else { "ASC" };
            let place = if self.is_sqlite() { "?".to_owned() } else { format!("${}", terms.len()) };
            sorted.push(format!("{place} {direction}"));
        }
        let first = if self.is_sqlite() { "?" } else { "$1" };
        from.expr(Expr::cust_with_exprs(format!("{name}({first} ORDER BY {})", sorted.join(", ")), terms));
        from.into()
    }

    /// One text of all that `sorted` selects, which selects nothing yet: the array of what `each` makes, in
    /// the order in which it is sorted. A page comes as one row, for each is handed over on its own.
    pub fn page(self, each: Expr, mut sorted: SelectStatement) -> SelectStatement {
        let (row, rows) = (Alias::new("row"), Alias::new("rows"));
        sorted.expr_as(self.text(each), row.clone());
        let name = if self.is_sqlite() { "group_concat" } else { "string_agg" };
        let all = Func::cust(name).arg(Expr::col(row)).arg(Expr::cust("','"));
        let all = Func::coalesce([all.into(), Expr::cust("''")]);
        Query::select()
            .expr(Expr::cust_with_exprs(
                if self.is_sqlite() { "'[' || ? || ']'" } else { "'[' || $1 || ']'" },
                [all.into()],
            ))
            .from_subquery(sorted, rows)
            .take()
    }

    fn text(self, array: Expr) -> Expr {
        if self.is_sqlite() { array } else { array.cast_as("text") }
    }
}

fn as_written(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::Custom(written) => Some(written),
        _ => None,
    }
}

/// Null, where an array has nothing to say.
pub fn nothing() -> Expr {
    Expr::cust("NULL")
}

/// Reads the first column of a row: what [`Rows::page`] selects.
///
/// # Errors
///
/// Where the text is none of what it is read as.
pub fn read<T: DeserializeOwned>(row: &QueryResult) -> Result<T, DbErr> {
    let text: String = row.try_get_by_index(0)?;
    serde_json::from_str(&text).map_err(|error| DbErr::Type(format!("a row as JSON: {error}")))
}

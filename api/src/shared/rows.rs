//! Rows as JSON: a statement answers a record with all that hangs on it as one text, of which a tuple of
//! entities is read. Joined columns would repeat the one for each of the many, and every value of every
//! column is fetched by a call of its own.
//!
//! A row is the array of its columns, in the entity's order, as `Deserialize` of a model takes it.

use sea_orm::{
    ColumnTrait, ColumnType, DbBackend, DbErr, EntityTrait, ExprTrait, Iterable, QueryResult,
    sea_query::{Expr, Func, SelectStatement},
};
use serde::de::DeserializeOwned;

/// The JSON functions of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows(pub DbBackend);

impl Rows {
    /// A row of `E`, joined under its own name.
    pub fn row<E: EntityTrait>(self) -> Expr {
        self.array(E::Column::iter().map(|column| self.column(column)))
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

//! Relay connections by keyset: a page begins after a row's (sort value, id), never at an offset,
//! so that page 2,000 costs what page 1 does and nothing is skipped while rows arrive.

use async_graphql::{
    Context, Object, OutputType,
    connection::{Connection, Edge},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
    sea_query::{Alias, Expr, SelectStatement},
};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{
    app::App,
    db::Database,
    errors::{coded, internal},
    language::{Language, text},
    search::found::{self, Found},
    viewer,
};

/// The most rows of one page.
pub const MAX_PAGE: i32 = 100;

/// A page of `T` with its cursors and, if asked for, the count of all.
pub type Listing<T> = Connection<String, T, Total>;

/// The value of the column by which a list is sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SortValue {
    /// A day.
    Date(NaiveDate),
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// The key itself: the order in which rows were made.
    Key,
}

/// Where a row stands in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The row's sort value.
    pub value: SortValue,
    /// The row's key, which breaks ties.
    pub id: Uuid,
}

impl Position {
    /// The row at (`value`, `id`).
    pub fn new(value: SortValue, id: Uuid) -> Self {
        Self { value, id }
    }

    /// The row at (`value`, `id`) of a list that is sorted by a column of this kind, both as JSON has them.
    pub fn read(by: SortedBy, value: serde_json::Value, id: Uuid) -> serde_json::Result<Self> {
        let value = match by {
            SortedBy::Day => SortValue::Date(serde_json::from_value(value)?),
            SortedBy::Text => SortValue::Text(serde_json::from_value(value)?),
            SortedBy::Number => SortValue::Number(serde_json::from_value(value)?),
            SortedBy::Key => SortValue::Key,
        };
        Ok(Self { value, id })
    }

    /// The cursor of a row that stands here.
    pub fn to_cursor(&self) -> String {
        let value = match &self.value {
            SortValue::Date(day) => format!("d{day}"),
            SortValue::Text(value) => format!("t{value}"),
            SortValue::Number(value) => format!("n{value}"),
            SortValue::Key => "k".to_owned(),
        };
        URL_SAFE_NO_PAD.encode([self.id.as_bytes(), value.as_bytes()].concat())
    }

    /// What [`Sort::here`] is compared with.
    fn there(&self) -> Expr {
        let value = match &self.value {
            SortValue::Date(day) => Expr::val(*day),
            SortValue::Text(value) => Expr::val(value.clone()),
            SortValue::Number(value) => Expr::val(*value),
            SortValue::Key => Expr::val(self.id),
        };
        Expr::tuple([value, Expr::val(self.id)])
    }

    fn from_cursor(cursor: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (id, value) = bytes.split_at_checked(16)?;
        let value = std::str::from_utf8(value).ok()?;
        let rest = value.get(1..)?;
        let value = match value.as_bytes().first()? {
            b'd' => SortValue::Date(rest.parse().ok()?),
            b't' => SortValue::Text(rest.to_owned()),
            b'n' => SortValue::Number(rest.parse().ok()?),
            b'k' if rest.is_empty() => SortValue::Key,
            _ => return None,
        };
        Some(Self { value, id: Uuid::from_slice(id).ok()? })
    }
}

/// What the column of a sort holds, so that a cursor of another order is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortedBy {
    /// [`SortValue::Date`].
    Day,
    /// [`SortValue::Text`].
    Text,
    /// [`SortValue::Number`].
    Number,
    /// [`SortValue::Key`].
    Key,
}

impl SortValue {
    fn kind(&self) -> SortedBy {
        match self {
            SortValue::Date(_) => SortedBy::Day,
            SortValue::Text(_) => SortedBy::Text,
            SortValue::Number(_) => SortedBy::Number,
            SortValue::Key => SortedBy::Key,
        }
    }
}

/// The column by which a list is sorted; the id breaks ties in the same direction.
#[derive(Clone)]
pub struct Sort {
    /// What the column holds.
    pub by: SortedBy,
    /// The sorted column, never NULL, with an index (column, id).
    pub column: Expr,
    /// The table's key.
    pub id: Expr,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// Where a row stands.
    fn here(&self) -> Expr {
        Expr::tuple([self.column.clone(), self.id.clone()])
    }
}

/// Which part of a list is asked for.
#[derive(Clone, Debug)]
pub struct Page {
    limit: usize,
    from: Option<Position>,
    backward: bool,
    language: Language,
}

impl Page {
    /// Reads a connection's arguments: either `first` (with `after`) or `last` (with `before`),
    /// 1 to 100. Anything else is a top-level BAD_USER_INPUT.
    pub fn new(
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Self> {
        let language = viewer::language(context);
        let (size, cursor, backward) = match (first, last) {
            (Some(size), None) if before.is_none() => (size, after, false),
            (None, Some(size)) if after.is_none() => (size, before, true),
            _ => {
                return Err(refused(
                    language,
                    "请指定 first（可加 after）或 last（可加 before）之一",
                    "give either first (with after) or last (with before)",
                ));
            }
        };
        let limit = match usize::try_from(size) {
            Ok(limit) if (1..=MAX_PAGE).contains(&size) => limit,
            _ => return Err(refused(language, "每页条数须为 1 至 100", "first and last must be 1 to 100")),
        };
        let from = match cursor {
            None => None,
            Some(cursor) => Some(Position::from_cursor(&cursor).ok_or_else(|| foreign_cursor(language))?),
        };
        Ok(Self { limit, from, backward, language })
    }

    /// The first `limit` rows, for whoever walks a whole list: longer pages than clients may ask for.
    pub fn walk(limit: usize, language: Language) -> Self {
        Self { limit, from: None, backward: false, language }
    }

    /// The page after `position`.
    pub fn from(self, position: Position) -> Self {
        Self { from: Some(position), ..self }
    }

    /// The page's rows of `select`, one more than asked for (which tells whether there is another page).
    /// A cursor of a list sorted otherwise is a top-level BAD_USER_INPUT.
    pub fn apply<S>(&self, select: S, sort: Sort) -> async_graphql::Result<S>
    where
        S: QueryFilter + QueryOrder + QuerySelect,
    {
        Ok(self.sorted(select, &sort)?.limit(self.limit as u64 + 1))
    }

    /// From where the page begins, in the list's order.
    fn sorted<S: QueryFilter + QueryOrder>(&self, select: S, sort: &Sort) -> async_graphql::Result<S> {
        let (descending, order) = self.direction(sort);
        let select = match &self.from {
            None => select,
            Some(position) if position.value.kind() != sort.by => {
                return Err(foreign_cursor(self.language));
            }
            Some(position) => {
                let (here, there) = (sort.here(), position.there());
                QueryFilter::filter(select, if descending { here.lt(there) } else { here.gt(there) })
            }
        };
        Ok(select.order_by(sort.column.clone(), order.clone()).order_by(sort.id.clone(), order))
    }

    /// Where the stretch of `rows` rows of a whole list ends in which the page begins; nothing where the list
    /// ends within it.
    pub async fn stretch<E: EntityTrait>(
        &self,
        db: &DatabaseConnection,
        whole: Select<E>,
        sort: &Sort,
        rows: u64,
    ) -> async_graphql::Result<Option<Position>> {
        let (value, id) = (Alias::new("value"), Alias::new("id"));
        let mut select = self.sorted(whole, sort)?.into_query();
        select
            .clear_selects()
            .expr_as(sort.column.clone(), value.clone())
            .expr_as(sort.id.clone(), id.clone());
        select.offset(rows - 1).limit(1);
        let Some(row) = db.query_one(&select).await.map_err(internal)? else { return Ok(None) };
        let value = match sort.by {
            SortedBy::Day => row.try_get("", "value").map(SortValue::Date),
            SortedBy::Text => row.try_get("", "value").map(SortValue::Text),
            SortedBy::Number => row.try_get("", "value").map(SortValue::Number),
            SortedBy::Key => Ok(SortValue::Key),
        };
        Ok(Some(Position::new(value.map_err(internal)?, row.try_get("", "id").map_err(internal)?)))
    }

    /// What of a list comes no later than `position`.
    pub fn until(&self, sort: &Sort, position: &Position) -> Expr {
        let (descending, _) = self.direction(sort);
        let (here, there) = (sort.here(), position.there());
        if descending { here.gte(there) } else { here.lte(there) }
    }

    /// The rows that [`Page::apply`]'s statement finds.
    pub async fn read<E: EntityTrait>(
        &self,
        db: &Database,
        select: Select<E>,
        sort: Sort,
    ) -> async_graphql::Result<Vec<E::Model>> {
        self.apply(select, sort)?.all(&db.lists).await.map_err(internal)
    }

    /// Sorts a statement around that of [`Page::apply`] in the same way.
    pub fn order(&self, query: &mut SelectStatement, sort: Sort) {
        let (_, order) = self.direction(&sort);
        query.order_by_expr(sort.column, order.clone()).order_by_expr(sort.id, order);
    }

    /// Whether the statement goes from the largest down: a page before a cursor is read backwards.
    fn direction(&self, sort: &Sort) -> (bool, Order) {
        let descending = sort.descending != self.backward;
        (descending, if descending { Order::Desc } else { Order::Asc })
    }

    /// Makes the connection of what [`Page::apply`]'s statement found.
    pub fn listing<T: OutputType>(
        &self,
        rows: Vec<T>,
        position: impl Fn(&T) -> Position,
        total: Total,
    ) -> Listing<T> {
        self.placed(rows.into_iter().map(|row| (position(&row), row)).collect(), total)
    }

    /// The same, of rows that come with where they stand.
    pub fn placed<T: OutputType>(&self, rows: Vec<(Position, T)>, total: Total) -> Listing<T> {
        let (rows, previous, next) = self.cut(rows);
        let mut listing = Connection::with_additional_fields(previous, next, total);
        listing.edges.extend(rows.into_iter().map(|(position, row)| Edge::new(position.to_cursor(), row)));
        listing
    }

    /// Of what [`Page::apply`]'s statement found, the page's rows in the list's order, and whether
    /// there are rows before and after them.
    pub fn cut<T>(&self, mut rows: Vec<T>) -> (Vec<T>, bool, bool) {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        if self.backward {
            rows.reverse();
            (rows, more, self.from.is_some())
        } else {
            (rows, self.from.is_some(), more)
        }
    }

    /// How many rows were asked for.
    pub fn limit(&self) -> usize {
        self.limit
    }
}

fn foreign_cursor(language: Language) -> async_graphql::Error {
    refused(language, "分页游标无效", "the cursor is not one of this list's")
}

fn refused(language: Language, zh: &str, en: &str) -> async_graphql::Error {
    coded("BAD_USER_INPUT", text(zh, en).in_language(language))
}

/// So far a list is counted: beyond, it says no more than that there are more.
pub const MAX_COUNT: u64 = 10_000;

/// The count of a whole list, made only when a document asks for it, and once.
pub struct Total {
    rows: SelectStatement,
    found: Option<(Expr, Found)>,
    counted: OnceCell<(u64, bool)>,
}

impl Total {
    /// The count of the rows of `select`, which has the list's filters and not its page.
    pub fn of(select: impl QueryTrait<QueryStatement = SelectStatement>) -> Self {
        Self { rows: select.into_query(), found: None, counted: OnceCell::new() }
    }

    /// The same of those, whose key is `id`, that have what was searched for, if anything was.
    pub fn found(
        select: impl QueryTrait<QueryStatement = SelectStatement>,
        id: Expr,
        found: Option<Found>,
    ) -> Self {
        Self { found: found.map(|found| (id, found)), ..Self::of(select) }
    }

    async fn counted(&self, context: &Context<'_>) -> async_graphql::Result<(u64, bool)> {
        let app = context.data::<App>()?;
        let count = || found::total(&app.db, &self.rows, self.found.as_ref(), MAX_COUNT);
        self.counted.get_or_try_init(count).await.copied().map_err(internal)
    }
}

/// What a connection says beside its page.
#[Object]
impl Total {
    /// How many rows the whole list has, counted up to 10,000 and only when asked for: where it has more, 10000,
    /// and `totalCountIsLowerBound` says so.
    async fn total_count(&self, context: &Context<'_>) -> async_graphql::Result<i32> {
        i32::try_from(self.counted(context).await?.0).map_err(internal)
    }

    /// Whether the list has more rows than `totalCount` says.
    async fn total_count_is_lower_bound(&self, context: &Context<'_>) -> async_graphql::Result<bool> {
        Ok(self.counted(context).await?.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_whatever_the_value() {
        for value in [
            SortValue::Date(NaiveDate::from_ymd_opt(2011, 4, 20).unwrap()),
            SortValue::Text("雷雨、天网\u{0}".into()),
            SortValue::Text(String::new()),
            SortValue::Number(-7),
            SortValue::Key,
        ] {
            let position = Position::new(value, Uuid::now_v7());
            assert_eq!(Position::from_cursor(&position.to_cursor()), Some(position));
        }
        for wrong in ["", "x", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", "%%%"] {
            assert_eq!(Position::from_cursor(wrong), None);
        }
    }
}

//! Lists of what is found. A word that few rows have is looked up in the index, and the rows sorted; of one
//! that many have, the list is walked in its order, and each row looked at, until the page is full. Which it is,
//! a sample of the documents tells, which the index knows by terms of its own: however many rows there are, no
//! more is read than tells one from the other.

use entity::enums::SearchKind;
use sea_orm::{
    Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, Select,
    sea_query::{Alias, Expr, Query, SelectStatement},
};

use super::{Among, STANDS_FOR, Search};
use crate::shared::{
    caller::Caller,
    db::Database,
    errors::internal,
    pagination::{Page, Sort, Total},
};

/// From so many on, as the sample has it, a word is one that many rows have.
const MANY: u64 = 5_000;
/// From so many on it is one that so many have that not even all that the index leads to can be looked at.
const MOST: u64 = 100_000;
/// At most so many documents of the sample are looked at to learn whether there are more than are counted.
const LOOKED_AT: u64 = 1_000;
/// So far a list is walked in its order before the index is asked after all.
const WALKED: u64 = 5_000;

/// What is searched for, and how many documents have it.
#[derive(Clone, Debug)]
pub struct Found {
    search: Search,
    /// How many have it, by the sample, as far as [`MOST`].
    estimated: u64,
    /// Whether the index is asked only for those of the kind and within what the caller sees. Where few documents
    /// have the words at all, that would cost more than it leaves out.
    is_narrowed: bool,
}

/// One way to read a page.
pub struct Way<S> {
    /// The statement.
    pub select: S,
    /// Whether what it answers is the page, however little it is.
    is_last: bool,
}

impl<S> Way<S> {
    /// Whether so many rows, of [`Page::apply`]'s statement, are the page; else the next way is taken.
    pub fn is_enough(&self, rows: usize, page: &Page) -> bool {
        self.is_last || rows > page.limit()
    }
}

impl Found {
    /// What `asked` asks of documents of `kind`, within what the caller sees where those are written with
    /// their places. Errors as [`Search::read`] has them.
    pub async fn look(
        caller: &Caller,
        kind: SearchKind,
        asked: Option<&str>,
    ) -> async_graphql::Result<Option<Self>> {
        let Some(search) = Search::read(kind, asked, caller.language())? else { return Ok(None) };
        let has_places = matches!(kind, SearchKind::Case | SearchKind::PartyParticulars);
        let search = if has_places { search.within(&caller.records()) } else { search };
        Ok(Some(Self::measure(&caller.app.db, search).await.map_err(internal)?))
    }

    /// The rows, whose key is `id`, that have it: for who reads them all.
    pub fn listed(&self, id: Expr, caller: &Caller) -> Condition {
        self.led_to(id, caller.app.db.lists.get_database_backend())
    }

    async fn measure(db: &Database, search: Search) -> Result<Self, DbErr> {
        let backend = db.lists.get_database_backend();
        let estimate = async |within: bool| {
            let mut sample = search.documents(Among { sample: true, within }, backend);
            sample.limit(MOST.div_ceil(STANDS_FOR));
            Ok::<_, DbErr>(count(db, sample).await? * STANDS_FOR)
        };
        let anywhere = estimate(false).await?;
        let is_narrowed = anywhere >= MANY;
        let estimated = if is_narrowed { estimate(true).await? } else { anywhere };
        Ok(Self { search, estimated, is_narrowed })
    }

    fn led_to(&self, id: Expr, backend: DbBackend) -> Condition {
        self.search.led_to(id, Among { sample: false, within: self.is_narrowed }, backend)
    }

    fn in_many(&self) -> bool {
        self.estimated >= MANY
    }

    /// The rows, whose key is `id`, that have it, wherever in the list they are.
    fn condition(&self, id: Expr, backend: DbBackend) -> Condition {
        if self.estimated < MOST {
            return self.led_to(id, backend);
        }
        // What else the list is filtered by leaves less.
        Condition::all().add(self.search.compared(id, backend))
    }

    /// The ways to the page of `select`, the likely shorter one first.
    async fn ways<E: EntityTrait>(
        self,
        db: &Database,
        page: &Page,
        select: Select<E>,
        sort: Sort,
    ) -> async_graphql::Result<Vec<Way<Select<E>>>> {
        let backend = db.lists.get_database_backend();
        let mut ways = Vec::new();
        if self.in_many() {
            let walked = page.stretch(&db.lists, E::find(), &sort, WALKED).await?;
            let compared = self.search.compared(sort.id.clone(), backend);
            let mut select = select.clone().filter(compared);
            let is_last = walked.is_none();
            if let Some(position) = walked {
                select = select.filter(page.until(&sort, &position));
            }
            ways.push(Way { select: page.apply(select, sort.clone())?, is_last });
            if is_last {
                return Ok(ways);
            }
        }
        let whole = select.filter(self.condition(sort.id.clone(), backend));
        ways.push(Way { select: page.apply(whole, sort)?, is_last: true });
        Ok(ways)
    }
}

impl Page {
    /// The ways to read the page of those rows of `select` that have what was searched for, if anything was,
    /// of which the first that is enough is to be taken.
    pub async fn ways<E: EntityTrait>(
        &self,
        db: &Database,
        select: Select<E>,
        sort: Sort,
        found: Option<Found>,
    ) -> async_graphql::Result<Vec<Way<Select<E>>>> {
        match found {
            Some(found) => found.ways(db, self, select, sort).await,
            None => Ok(vec![Way { select: self.apply(select, sort)?, is_last: true }]),
        }
    }

    /// The page's rows of `select` that have what was searched for, if anything was, and how many there are.
    pub async fn find<E: EntityTrait>(
        &self,
        db: &Database,
        select: Select<E>,
        sort: Sort,
        found: Option<Found>,
    ) -> async_graphql::Result<(Vec<E::Model>, Total)> {
        let total = Total::found(select.clone(), sort.id.clone(), found.clone());
        let mut rows = Vec::new();
        for way in self.ways(db, select, sort, found).await? {
            rows = way.select.clone().all(&db.lists).await.map_err(internal)?;
            if way.is_enough(rows.len(), self) {
                break;
            }
        }
        Ok((rows, total))
    }
}

/// Of the rows that `rows` selects, those that were found, as far as `most`: how many, and whether there are more.
///
/// # Errors
///
/// The database's.
pub async fn total(
    db: &Database,
    rows: &SelectStatement,
    found: Option<&(Expr, Found)>,
    most: u64,
) -> Result<(u64, bool), DbErr> {
    let backend = db.lists.get_database_backend();
    let mut rows = rows.clone();
    rows.clear_selects().clear_order_by().expr(Expr::val(1));
    if let Some((id, found)) = found {
        // Where many have the word, the sample alone may tell. That a sample holds two and a half times what
        // its part of `most` would be, though all hold no more than `most`, does not happen: it is by chance,
        // the last byte of a random key, and lies ten standard deviations away.
        let surely = most / STANDS_FOR * 5 / 2;
        if found.in_many() {
            let among = Among { sample: true, within: found.is_narrowed };
            let mut sample = rows.clone();
            sample.cond_where(found.search.first(id.clone(), among, LOOKED_AT, backend)).limit(surely);
            if count(db, sample).await? >= surely {
                return Ok((most, true));
            }
        }
        rows.cond_where(found.condition(id.clone(), backend));
    }
    rows.limit(most + 1);
    let counted = count(db, rows).await?;
    Ok((counted.min(most), counted > most))
}

async fn count(db: &Database, rows: SelectStatement) -> Result<u64, DbErr> {
    let count = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("n"))
        .from_subquery(rows, Alias::new("rows"))
        .take();
    let Some(row) = db.lists.query_one(&count).await? else { return Ok(0) };
    let counted: i64 = row.try_get("", "n")?;
    u64::try_from(counted).map_err(|error| DbErr::Type(error.to_string()))
}

//! Search by fragments, the same on both engines: people look for 雷雨行动 by typing 雨行, and for a number
//! by its last three digits. What is indexed of a text is said in [`terms`]. The index leads to the
//! documents that have all terms of what is asked; whether they stand side by side is compared in the
//! document, so that exactly what contains the words is found.

pub mod found;
pub mod terms;

use std::collections::BTreeSet;

use entity::{enums::SearchKind, search_document};
use sea_orm::{
    ActiveEnum, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, ExprTrait, Set,
    sea_query::{Expr, IntoColumnRef, OnConflict, Query, SelectStatement},
};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;
use vocabulary::Language;

use self::terms::Word;
use super::{
    errors::coded,
    language::text,
    policy::Scope,
    regions::{LEVELS, at_and_above},
    text::is_invisible,
};

/// The form of the documents that are written now. Raised with whatever changes [`terms`]: then earlier ones
/// are made anew when the server starts.
pub const FORM: i32 = 1;

/// The longest text that is searched for, in characters.
const LONGEST: usize = 200;

/// Begins what is indexed of a document beside its texts: no letter, so that nobody types it.
const MARK: char = '\u{e000}';

/// Begins the terms that a document of the sample has once more: no letter either. By these alone the sample is
/// asked, so that it costs what is in it, and not what is in all.
const SAMPLED: char = '\u{e001}';

/// For how many documents each in the sample stands.
const STANDS_FOR: u64 = 256;

/// Whether the document of the object with `id` is in the sample: by the last byte of a key, which is random.
fn is_sampled(id: Uuid) -> bool {
    matches!(id.as_bytes(), [.., 0])
}

/// Of which documents the index is asked.
#[derive(Clone, Copy, Debug)]
struct Among {
    /// Only of those in the sample.
    sample: bool,
    /// Only of the kind and where it is searched: which narrows, but all that are there are read for it.
    within: bool,
}

/// How many documents are written by one statement.
const AT_ONCE: usize = 500;

/// The text as people compare it: compatibility forms and full width folded, lower case, outer
/// blanks and what shows nothing removed, inner blanks single.
pub fn fold(text: &str) -> String {
    let seen = text.chars().filter(|character| !is_invisible(*character));
    let folded: String = seen.nfkc().flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a document can be found, for lists that are narrowed by it in the index itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// In the region with this key, and in those above it.
    pub region_key: String,
    /// In this department.
    pub department_id: Uuid,
}

/// One term, as the engines tell terms apart: of letters and digits alone.
fn of_kind(kind: SearchKind) -> String {
    format!("{MARK}{}", kind.to_value().to_lowercase().replace('_', ""))
}

fn in_region(kind: SearchKind, key: &str) -> String {
    format!("{}r{key}", of_kind(kind))
}

fn in_department(kind: SearchKind, id: Uuid) -> String {
    format!("{}d{}", of_kind(kind), id.simple())
}

/// What is searched for in documents of one kind.
#[derive(Clone, Debug)]
pub struct Search {
    kind: SearchKind,
    words: Vec<Word>,
    within: String,
}

impl Search {
    /// What `asked` asks of documents of `kind`; nothing where it is blank. A top-level BAD_USER_INPUT that
    /// names the field where it is longer than 200 characters, or holds nothing that could be found.
    pub fn read(
        kind: SearchKind,
        asked: Option<&str>,
        language: Language,
    ) -> async_graphql::Result<Option<Self>> {
        let Some(asked) = asked else { return Ok(None) };
        if asked.chars().all(|character| character.is_whitespace() || is_invisible(character)) {
            return Ok(None);
        }
        let refused = |zh: &str, en: &str| {
            let mut error = coded("BAD_USER_INPUT", text(zh, en).in_language(language));
            if let Some(extensions) = &mut error.extensions {
                extensions.set("field", "search");
            }
            error
        };
        if asked.chars().count() > LONGEST {
            return Err(refused("search：搜索内容最多 200 字", "search: at most 200 characters"));
        }
        let words = terms::words(asked);
        if words.is_empty() {
            return Err(refused(
                "search：请输入汉字、字母或数字，仅有符号无法搜索",
                "search: type Chinese characters, letters or digits; signs alone find nothing",
            ));
        }
        Ok(Some(Self { kind, words, within: of_kind(kind) }))
    }

    /// The same, only in what lies within `scope`: for kinds whose documents are written with their places.
    pub fn within(mut self, scope: &Scope) -> Self {
        match scope {
            Scope::Region(key) if LEVELS.contains(&key.len()) => self.within = in_region(self.kind, key),
            Scope::Department(id) => self.within = in_department(self.kind, *id),
            _ => {}
        }
        self
    }

    /// The rows, whose key is `id`, that the index leads to: for what few rows have.
    pub fn listed(&self, id: Expr, backend: DbBackend) -> Condition {
        self.led_to(id, Among { sample: false, within: true }, backend)
    }

    fn led_to(&self, id: Expr, among: Among, backend: DbBackend) -> Condition {
        // A limit without meaning: PostgreSQL plans what has one for itself. Else it may walk through the whole
        // list, and ask the index of each row.
        self.first(id, among, i32::MAX as u64, backend)
    }

    /// The first `most` rows, whose key is `id`, to which the index leads.
    fn first(&self, id: Expr, among: Among, most: u64, backend: DbBackend) -> Condition {
        let mut documents = self.documents(among, backend);
        documents.limit(most);
        Condition::all().add(looked_up(id, documents, backend))
    }

    /// The rows, whose key is `id`, that have the words, looked up row by row: for what many rows have.
    fn compared(&self, id: Expr, backend: DbBackend) -> Expr {
        let all = self.words.iter().map(|word| compared(word, backend));
        let of_row = Expr::col((search_document::Entity, search_document::Column::EntityId)).eq(id);
        let has = Query::select()
            .expr(all.reduce(ExprTrait::and).unwrap_or_else(|| Expr::val(false)))
            .from(search_document::Entity)
            .and_where(of_row)
            .take();
        // Said as a value, which is looked up for the rows that are reached; what is said as a set may be made
        // first, for all.
        Expr::expr(has)
    }

    /// Whether the index leads to the words without reading through all terms that begin alike.
    fn is_indexed(&self) -> bool {
        self.words.iter().any(|word| word.beginning.is_none())
    }

    /// What the engine's own index is asked.
    fn asked(&self, among: Among, backend: DbBackend) -> String {
        let mut whole: Vec<&str> = Vec::new();
        let mut begun: Vec<&str> = Vec::new();
        for word in &self.words {
            whole.extend(word.terms.iter().map(String::as_str));
            begun.extend(word.beginning.as_deref());
        }
        if self.is_indexed() {
            begun.clear();
        }
        if among.within {
            whole.push(&self.within);
        }
        let sampled = if among.sample { SAMPLED.to_string() } else { String::new() };
        let postgres = backend == DbBackend::Postgres;
        let quote = if postgres { '\'' } else { '"' };
        let any = if postgres { ":*" } else { "*" };
        let exact = |term: &&str| format!("{quote}{sampled}{term}{quote}");
        let prefix = |term: &&str| exact(term) + any;
        let asked: Vec<String> = whole.iter().map(exact).chain(begun.iter().map(prefix)).collect();
        asked.join(if postgres { " & " } else { " AND " })
    }

    fn documents(&self, among: Among, backend: DbBackend) -> SelectStatement {
        let asked = self.asked(among, backend);
        let mut documents = Query::select();
        documents
            .expr(Expr::col((search_document::Entity, search_document::Column::EntityId)))
            .from(search_document::Entity)
            .and_where(match backend {
                DbBackend::Postgres => Expr::cust_with_values(
                    "array_to_tsvector(array_remove(string_to_array(terms, ' '), '|')) @@ CAST(CAST($1 AS text) AS tsquery)",
                    [asked],
                ),
                _ => Expr::cust_with_values(
                    "search_documents.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)",
                    [asked],
                ),
            });
        for word in self.words.iter().filter(|word| !word.is_term()) {
            documents.and_where(compared(word, backend));
        }
        documents
    }
}

/// The rows whose key is `id` and which `keys` selects, where those are few beside all rows. Of a set PostgreSQL
/// guesses how many it holds, and from some hundreds on may read the whole table beside it; of a list it takes
/// for granted that it is short, and looks its keys up.
pub fn looked_up(id: Expr, keys: SelectStatement, backend: DbBackend) -> Expr {
    match backend {
        DbBackend::Postgres => Expr::cust_with_exprs("$1 = ANY(ARRAY($2))", [id, keys.into()]),
        _ => id.in_subquery(keys),
    }
}

fn compared(word: &Word, backend: DbBackend) -> Expr {
    let place = if backend == DbBackend::Postgres { "strpos(terms, $1) > 0" } else { "instr(terms, ?) > 0" };
    Expr::cust_with_values(place, [word.sought.as_str()])
}

/// The rows of `kind` (whose key is the column `id`) that have what `asked` asks; all where it asks nothing.
/// Errors as [`Search::read`] has them.
pub fn condition(
    kind: SearchKind,
    asked: Option<&str>,
    id: impl IntoColumnRef,
    (backend, language): (DbBackend, Language),
) -> async_graphql::Result<Condition> {
    let search = Search::read(kind, asked, language)?;
    Ok(search.map_or_else(Condition::all, |search| search.listed(Expr::col(id), backend)))
}

/// Makes `id` findable under `texts`, in the transaction that wrote it.
pub async fn index<'a>(
    transaction: &impl ConnectionTrait,
    kind: SearchKind,
    id: Uuid,
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<(), DbErr> {
    write(transaction, vec![document(kind, id, texts)]).await
}

/// Writes documents, each instead of its object's earlier one.
pub async fn write(
    transaction: &impl ConnectionTrait,
    mut documents: Vec<search_document::ActiveModel>,
) -> Result<(), DbErr> {
    while !documents.is_empty() {
        let rest = documents.split_off(documents.len().min(AT_ONCE));
        search_document::Entity::insert_many(documents)
            .on_conflict(
                OnConflict::column(search_document::Column::EntityId)
                    .update_columns([search_document::Column::Terms, search_document::Column::Form])
                    .to_owned(),
            )
            .exec_without_returning(transaction)
            .await?;
        documents = rest;
    }
    Ok(())
}

/// The row that makes `id` findable under `texts`: for writing many at once.
pub fn document<'a>(
    kind: SearchKind,
    id: Uuid,
    texts: impl IntoIterator<Item = &'a str>,
) -> search_document::ActiveModel {
    document_in(kind, id, texts, &[])
}

/// The same, which can be found within `places`.
pub fn document_in<'a>(
    kind: SearchKind,
    id: Uuid,
    texts: impl IntoIterator<Item = &'a str>,
    places: &[Place],
) -> search_document::ActiveModel {
    let mut marks = vec![of_kind(kind)];
    for place in places {
        marks.extend(at_and_above(&place.region_key).into_iter().map(|key| in_region(kind, key)));
        marks.push(in_department(kind, place.department_id));
    }
    marks.sort_unstable();
    marks.dedup();
    let mut terms = format!("{} {} {}", terms::terms(texts), terms::BETWEEN, marks.join(" "));
    if is_sampled(id) {
        let each: BTreeSet<&str> = terms.split(' ').filter(|term| *term != terms::BETWEEN).collect();
        let again: String = each.into_iter().map(|term| format!(" {SAMPLED}{term}")).collect();
        terms += &again;
    }
    search_document::ActiveModel {
        kind: Set(kind),
        entity_id: Set(id),
        terms: Set(terms),
        form: Set(FORM),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(asked: &str) -> Search {
        Search::read(SearchKind::Case, Some(asked), Language::Chinese).unwrap().unwrap()
    }

    #[test]
    fn the_index_is_asked_for_terms_and_only_without_any_for_beginnings() {
        let all = Among { sample: false, within: true };
        let sqlite = |asked| search(asked).asked(all, DbBackend::Sqlite);
        let postgres = |asked| search(asked).asked(all, DbBackend::Postgres);
        assert_eq!(sqlite("雨行动"), "\"雨行\" AND \"行动\" AND \"\u{e000}case\"");
        assert_eq!(postgres("雨行动"), "'雨行' & '行动' & '\u{e000}case'");
        assert_eq!(sqlite("雷"), "\"\u{e000}case\" AND \"雷\"*");
        assert_eq!(sqlite("雷 117"), "\"117\" AND \"\u{e000}case\"");
        assert_eq!(postgres("a' OR \"b"), "'\u{e000}case' & 'a':* & 'or':* & 'b':*");
        let sample = Among { sample: true, within: false };
        assert_eq!(
            search("雨行动").asked(sample, DbBackend::Sqlite),
            "\"\u{e001}雨行\" AND \"\u{e001}行动\""
        );
        assert_eq!(search("雷").asked(sample, DbBackend::Postgres), "'\u{e001}雷':*");
    }

    #[test]
    fn few_rows_are_looked_up_and_no_table_is_read_beside_them() {
        use sea_orm::sea_query::{PostgresQueryBuilder, SqliteQueryBuilder};
        let rows =
            |backend| Query::select().cond_where(search("雨行").listed(Expr::col("id"), backend)).take();
        let postgres = rows(DbBackend::Postgres).to_string(PostgresQueryBuilder);
        assert!(postgres.contains("\"id\" = ANY(ARRAY((SELECT \"search_documents\""), "{postgres}");
        let sqlite = rows(DbBackend::Sqlite).to_string(SqliteQueryBuilder);
        assert!(sqlite.contains("\"id\" IN (SELECT \"search_documents\""), "{sqlite}");
    }

    #[test]
    fn a_document_of_the_sample_has_each_of_its_terms_once_more() {
        let terms = |number: u128| {
            let written = document(SearchKind::Case, Uuid::from_u128(number), ["恒昌", "恒昌 00"]);
            written.terms.unwrap()
        };
        let own = "| 恒昌 昌 | 恒昌 昌 00 0 | \u{e000}case";
        assert_eq!(terms(0xff01), own);
        assert_eq!(
            terms(0xff00),
            format!("{own} \u{e001}0 \u{e001}00 \u{e001}恒昌 \u{e001}昌 \u{e001}\u{e000}case")
        );
        let sampled = (0..65_536_u128).filter(|number| is_sampled(Uuid::from_u128(*number))).count();
        assert_eq!(sampled as u64 * STANDS_FOR, 65_536);
    }

    #[test]
    fn what_holds_nothing_to_search_for_is_refused_in_the_reader_s_language() {
        for nothing in ["%", "_", "*", "\"", "、。", "\u{200b}%"] {
            let refused = |language| Search::read(SearchKind::Case, Some(nothing), language).unwrap_err();
            assert!(refused(Language::Chinese).message.starts_with("search：请输入"), "{nothing}");
            assert!(refused(Language::English).message.starts_with("search: type"), "{nothing}");
        }
        let blank = |asked| Search::read(SearchKind::Case, asked, Language::Chinese).unwrap().is_none();
        assert!(blank(None) && blank(Some("")) && blank(Some(" \u{3000}\u{200b}")));
        assert!(Search::read(SearchKind::Case, Some(&"岳".repeat(201)), Language::Chinese).is_err());
    }
}

//! Search by fragments, the same on both engines: people look for 雷雨行动 by typing 雨行, and
//! trigram indices miss two-character words. A text becomes overlapping pairs (雷雨 雨行 行动, and
//! the last character 动 so that a single one is found as a prefix); Latin words and numbers stay
//! whole, in lower case, full width folded. A fragment is split the same way and must match as a
//! phrase.

use entity::{enums::SearchKind, search_document};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, ExprTrait, Set,
    sea_query::{Expr, IntoColumnRef, OnConflict, Query},
};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Word,
}

/// The text as people compare it: compatibility forms and full width folded, lower case, outer
/// blanks removed and inner ones single.
pub fn fold(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The runs of one script in a folded text.
fn runs(text: &str) -> Vec<(Script, Vec<char>)> {
    let mut runs: Vec<(Script, Vec<char>)> = Vec::new();
    let mut last = None;
    for character in fold(text).chars() {
        let script = match character {
            '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Some(Script::Han),
            _ if character.is_alphanumeric() => Some(Script::Word),
            _ => None,
        };
        match (script, runs.last_mut()) {
            (Some(script), Some((_, run))) if last == Some(script) => run.push(character),
            (Some(script), _) => runs.push((script, vec![character])),
            (None, _) => {}
        }
        last = script;
    }
    runs
}

fn pairs(run: &[char]) -> Vec<String> {
    run.windows(2).map(|pair| pair.iter().collect()).collect()
}

/// The terms under which `texts` are found, in their order.
pub fn terms<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut terms = Vec::new();
    for (script, run) in texts.into_iter().flat_map(runs) {
        match script {
            Script::Word => terms.push(run.iter().collect()),
            Script::Han => {
                terms.extend(pairs(&run));
                terms.extend(run.last().map(char::to_string));
            }
        }
    }
    terms.join(" ")
}

/// A fragment as the engine's own query; `None` where it holds nothing to search for.
fn query(fragment: &str, backend: DbBackend) -> Option<String> {
    let postgres = backend == DbBackend::Postgres;
    let phrase = |words: &[String]| match postgres {
        true => words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" <-> "),
        false => format!("\"{}\"", words.join(" ")),
    };
    let prefix = |word: String| if postgres { format!("'{word}':*") } else { format!("\"{word}\"*") };
    let parts: Vec<String> = runs(fragment)
        .into_iter()
        .map(|(script, run)| match script {
            Script::Han if run.len() > 1 => phrase(&pairs(&run)),
            _ => prefix(run.into_iter().collect()),
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    Some(parts.join(if postgres { " & " } else { " AND " }))
}

/// The rows of `kind` (whose key is the column `id`) that the fragment finds; all where the
/// fragment holds nothing to search for (blanks, punctuation).
pub fn condition(kind: SearchKind, fragment: &str, id: impl IntoColumnRef, backend: DbBackend) -> Condition {
    let Some(query) = query(fragment, backend) else { return Condition::all() };
    let mut found = Query::select();
    found
        .expr(Expr::col((search_document::Entity, search_document::Column::EntityId)))
        .from(search_document::Entity)
        .and_where(search_document::Column::Kind.eq(kind));
    match backend {
        DbBackend::Postgres => found.and_where(Expr::cust_with_values(
            "to_tsvector('simple', terms) @@ to_tsquery('simple', $1)",
            [query],
        )),
        _ => found.and_where(Expr::cust_with_values(
            "search_documents.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)",
            [query],
        )),
    };
    Condition::all().add(Expr::col(id).in_subquery(found))
}

/// Makes `id` findable under `texts`, in the transaction that wrote it.
pub async fn index<'a>(
    transaction: &impl ConnectionTrait,
    kind: SearchKind,
    id: Uuid,
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<(), DbErr> {
    search_document::Entity::insert(document(kind, id, texts))
        .on_conflict(
            OnConflict::column(search_document::Column::EntityId)
                .update_column(search_document::Column::Terms)
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// The row that makes `id` findable under `texts`: for writing many at once.
pub fn document<'a>(
    kind: SearchKind,
    id: Uuid,
    texts: impl IntoIterator<Item = &'a str>,
) -> search_document::ActiveModel {
    search_document::ActiveModel {
        kind: Set(kind),
        entity_id: Set(id),
        terms: Set(terms(texts)),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_words() {
        assert_eq!(terms(["雷雨行动"]), "雷雨 雨行 行动 动");
        assert_eq!(terms(["ＡＢＣ　公司-12"]), "abc 公司 司 12");
        assert_eq!(terms(["", "—"]), "");
    }

    #[test]
    fn queries_of_both_engines() {
        assert_eq!(query("雨行动", DbBackend::Sqlite).as_deref(), Some("\"雨行 行动\""));
        assert_eq!(query("雨行动", DbBackend::Postgres).as_deref(), Some("'雨行' <-> '行动'"));
        assert_eq!(query("雷", DbBackend::Sqlite).as_deref(), Some("\"雷\"*"));
        assert_eq!(query("a' OR \"b", DbBackend::Postgres).as_deref(), Some("'a':* & 'or':* & 'b':*"));
        assert_eq!(query(" 、\"'*", DbBackend::Sqlite), None);
    }
}

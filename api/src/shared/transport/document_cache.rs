//! Parsed documents by their text: an app sends the same few hundred over and over.
//!
//! async-graphql validates every request anew, with the variables at hand; only parsing and the guard's
//! checks are saved. Two generations stand for "recently used": when the younger is full the elder is
//! dropped whole, and what is asked for meanwhile moves to the younger.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::guard::Checked;

/// Documents in a generation.
const DOCUMENTS: usize = 500;
/// Tokens in a generation. A token is some 200 bytes once parsed.
const TOKENS: usize = 100_000;

#[derive(Default)]
pub(super) struct DocumentCache(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: HashMap<Arc<str>, Arc<Checked>>,
    old: HashMap<Arc<str>, Arc<Checked>>,
    young_tokens: usize,
}

impl DocumentCache {
    pub(super) fn get(&self, text: &str) -> Option<Arc<Checked>> {
        let mut generations = self.lock();
        if let Some(found) = generations.young.get(text) {
            return Some(found.clone());
        }
        let (text, found) = generations.old.remove_entry(text)?;
        generations.insert(text, found.clone());
        Some(found)
    }

    pub(super) fn insert(&self, text: &str, document: Arc<Checked>) {
        self.lock().insert(text.into(), document);
    }

    /// A panic between two steps leaves at worst a wrong count of tokens, until the next generation.
    fn lock(&self) -> MutexGuard<'_, Generations> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Generations {
    fn insert(&mut self, text: Arc<str>, document: Arc<Checked>) {
        if self.young.len() >= DOCUMENTS || self.young_tokens + document.tokens > TOKENS {
            self.old = std::mem::take(&mut self.young);
            self.young_tokens = 0;
        }
        self.young_tokens += document.tokens;
        self.young.insert(text, document);
    }
}

#[cfg(test)]
mod tests {
    use super::super::guard::check;
    use super::super::limits::Limits;
    use super::*;

    #[test]
    fn it_keeps_what_is_used_and_stays_within_two_generations() {
        let cache = DocumentCache::default();
        let document = Arc::new(check("{ a }", &Limits::default(), false).unwrap());
        cache.insert("used", document.clone());
        for n in 0..5 * DOCUMENTS {
            cache.insert(&n.to_string(), document.clone());
            assert!(cache.get("used").is_some(), "after {n}");
        }
        assert!(cache.get("0").is_none());
        assert!(cache.get("2499").is_some());
        let generations = cache.lock();
        assert!(generations.young.len() + generations.old.len() <= 2 * DOCUMENTS);
    }

    #[test]
    fn large_documents_count_for_more() {
        let cache = DocumentCache::default();
        let text = format!("{{{}}}", "a ".repeat(1_000));
        let document = Arc::new(
            check(&text, &Limits { root_fields: 1_000, repetition: 1_000, ..Limits::default() }, false)
                .unwrap(),
        );
        for n in 0..DOCUMENTS {
            cache.insert(&n.to_string(), document.clone());
        }
        let generations = cache.lock();
        let kept = generations.young.values().chain(generations.old.values());
        assert!(kept.map(|document| document.tokens).sum::<usize>() <= 2 * TOKENS);
    }
}

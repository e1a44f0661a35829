//! A page's filters, sorting and place in its list, kept in the URL, so that a link leads to just this and Back undoes it.

use crate::graphql::{
    enums::{Choice, OrderDirection},
    fragments::DateRangeInput,
    scalars::Date,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
    params::ParamsMap,
};

/// Rows on a page of a list.
pub const PAGE_SIZE: i32 = 50;

type Navigate = Box<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// The query part of the URL. Reads are reactive.
#[derive(Clone, Copy)]
pub struct UrlState {
    map: Memo<ParamsMap>,
    path: Memo<String>,
    navigate: StoredValue<Navigate>,
}

/// The page's part of the URL.
pub fn use_url_state() -> UrlState {
    let navigate = use_navigate();
    UrlState {
        map: use_query_map(),
        path: use_location().pathname,
        navigate: StoredValue::new(Box::new(move |url, options| navigate(url, options))),
    }
}

/// Which page of a list, as the API's connections want it.
#[derive(Clone, Debug, PartialEq)]
pub struct PageArguments {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

impl UrlState {
    /// One value; an empty one counts as none.
    pub fn get(self, key: &str) -> Option<String> {
        self.map.with(|map| map.get(key)).filter(|value| !value.is_empty())
    }

    /// Whether a switch is on.
    pub fn on(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// One value of an enum.
    pub fn choice<T: Choice>(self, key: &str) -> Option<T> {
        T::from_code(&self.get(key)?)
    }

    /// Several values of an enum, comma-separated; none at all means no condition.
    pub fn choices<T: Choice>(self, key: &str) -> Option<Vec<T>> {
        let chosen: Vec<T> = self.get(key)?.split(',').filter_map(T::from_code).collect();
        (!chosen.is_empty()).then_some(chosen)
    }

    /// A period from `<key>From` to `<key>To`; an open end reaches as far as the calendar does.
    pub fn range(self, key: &str) -> Option<DateRangeInput> {
        let (from, to) = (self.get(&format!("{key}From")), self.get(&format!("{key}To")));
        (from.is_some() || to.is_some()).then(|| DateRangeInput {
            from: Date(from.unwrap_or_else(|| "1949-10-01".to_owned())),
            to: Date(to.unwrap_or_else(|| "2999-12-31".to_owned())),
        })
    }

    /// The page asked for.
    pub fn page(self) -> PageArguments {
        let (after, before) = (self.get("after"), self.get("before"));
        if before.is_some() {
            PageArguments { first: None, after: None, last: Some(PAGE_SIZE), before }
        } else {
            PageArguments { first: Some(PAGE_SIZE), after, last: None, before: None }
        }
    }

    /// The order asked for.
    pub fn order<T: Choice>(self) -> Option<(T, OrderDirection)> {
        let field = self.choice("sort")?;
        let direction = if self.get("dir").as_deref() == Some("desc") {
            OrderDirection::Desc
        } else {
            OrderDirection::Asc
        };
        Some((field, direction))
    }

    /// The URL with these changes. A changed condition starts again at the first page.
    pub fn href(self, changes: &[(&str, Option<&str>)]) -> String {
        let mut map = self.map.get();
        if !changes.iter().any(|(key, _)| matches!(*key, "after" | "before" | "total")) {
            map.remove("after");
            map.remove("before");
        }
        for (key, value) in changes {
            map.remove(key);
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                map.insert((*key).to_owned(), value.to_owned());
            }
        }
        format!("{}{}", self.path.get(), map.to_query_string())
    }

    /// Conditions, order and columns as the query part of an address: what a saved view keeps. Not the place in the list.
    pub fn view(self) -> String {
        let mut map = self.map.get();
        for key in ["after", "before", "total"] {
            map.remove(key);
        }
        map.to_query_string().trim_start_matches('?').to_owned()
    }

    /// The address of the list with this view.
    pub fn view_href(self, view: &str) -> String {
        let path = self.path.get();
        if view.is_empty() { path } else { format!("{path}?{view}") }
    }

    /// Goes there without scrolling. What is typed replaces the entry in the history rather than adding one a letter.
    pub fn set(self, changes: &[(&str, Option<&str>)], replace: bool) {
        let url = untrack(|| self.href(changes));
        self.navigate.with_value(|navigate| {
            navigate(&url, NavigateOptions { replace, scroll: false, ..Default::default() })
        });
    }

    /// Without any condition.
    pub fn clear(self) {
        let path = self.path.get_untracked();
        self.navigate
            .with_value(|navigate| navigate(&path, NavigateOptions { scroll: false, ..Default::default() }));
    }

    /// Whether any condition is set.
    pub fn filtered(self) -> bool {
        self.map.with(|map| {
            map.into_iter().any(|(key, _)| {
                !matches!(key.as_ref(), "after" | "before" | "sort" | "dir" | "total" | "tab" | "columns")
            })
        })
    }
}

//! Lists: a calm table that becomes cards on a phone, sorted and paged by the URL.

use super::{
    states::{Empty, Loaded},
    url_state::{UrlState, use_url_state},
};
use crate::{
    graphql::{
        fragments::PageInfo,
        operation::List,
        query::{Query, use_query},
    },
    i18n::t,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use std::borrow::Cow;
use wasm_bindgen::JsCast;

/// One column: its heading, and what it shows of a row.
pub struct Column<T> {
    label: Cow<'static, str>,
    sort: Option<String>,
    class: &'static str,
    cell: Box<dyn Fn(&T) -> AnyView>,
}

impl<T> Column<T> {
    /// A column.
    pub fn new(label: impl Into<Cow<'static, str>>, cell: impl Fn(&T) -> AnyView + 'static) -> Self {
        Self { label: label.into(), sort: None, class: "", cell: Box::new(cell) }
    }

    /// That the list can be sorted by; named as the order field is in the schema.
    pub fn sorted_by(mut self, field: String) -> Self {
        self.sort = Some(field);
        self
    }

    /// Of numbers, set flush right.
    pub fn number(mut self) -> Self {
        self.class = "number";
        self
    }

    /// Of short things that should stay on one line.
    pub fn short(mut self) -> Self {
        self.class = "short";
        self
    }
}

/// A table of records. The first column is the link to each; arrow keys go from row to row.
#[component]
pub fn DataTable<T: 'static>(
    columns: Vec<Column<T>>,
    rows: Vec<T>,
    /// Where a row leads, if anywhere.
    #[prop(optional)]
    href: Option<fn(&T) -> String>,
    #[prop(into)] caption: String,
) -> impl IntoView {
    let url = use_url_state();
    if rows.is_empty() {
        return view! { <Empty filtered=untrack(|| url.filtered())/> }.into_any();
    }
    let head = columns
        .iter()
        .map(|column| {
            let sorted = column.sort.as_ref().filter(|field| untrack(|| url.get("sort")).as_ref() == Some(field));
            let descending = untrack(|| url.get("dir")).as_deref() == Some("desc");
            let direction = sorted.map(|_| if descending { "descending" } else { "ascending" });
            let heading = match &column.sort {
                None => column.label.clone().into_any(),
                Some(field) => {
                    let next = if sorted.is_some() && !descending { "desc" } else { "asc" };
                    let href = untrack(|| url.href(&[("sort", Some(field)), ("dir", Some(next))]));
                    let arrow = match direction {
                        Some("descending") => "↓",
                        Some(_) => "↑",
                        None => "↕",
                    };
                    view! { <a href=href data-noscroll="">{column.label.clone()}<span class="arrow" aria-hidden="true">{arrow}</span></a> }.into_any()
                }
            };
            view! { <th scope="col" class=column.class aria-sort=direction>{heading}</th> }
        })
        .collect_view();
    let body = rows
        .iter()
        .map(|row| {
            let cells = columns
                .iter()
                .enumerate()
                .map(|(position, column)| {
                    let content = (column.cell)(row);
                    if position == 0 {
                        let content = match href {
                            Some(href) => {
                                view! { <a class="row-link" href=href(row)>{content}</a> }.into_any()
                            }
                            None => content,
                        };
                        view! { <th scope="row" class=column.class>{content}</th> }.into_any()
                    } else {
                        view! { <td class=column.class data-label=column.label.clone()>{content}</td> }
                            .into_any()
                    }
                })
                .collect_view();
            view! { <tr data-testid="row">{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-frame">
            <table class="data">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody on:keydown=step_rows>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn step_rows(event: KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let row =
        event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()?.closest("tr").ok()?);
    let next =
        row.and_then(|row| if down { row.next_element_sibling() } else { row.previous_element_sibling() });
    let link = next.and_then(|row| row.query_selector(".row-link").ok()?);
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        // It is on the screen: it takes the focus.
        let _ = link.focus();
    }
}

/// A count as far as it was made.
pub fn at_least(count: i32, more: bool) -> String {
    if more { format!("{} {count}", t().table.more_than) } else { count.to_string() }
}

/// Asks for the page of a list that the address names, of what fits the filter. Components only.
pub fn use_list<L: List>(url: UrlState, filter: impl Fn() -> L::Filter + 'static) -> Query<L> {
    use_query(move || L::ask(url, filter()))
}

/// The page of a list, with the ways to the others.
#[component]
pub fn Listed<L: List, V>(query: Query<L>, table: fn(Vec<L::Row>) -> V) -> impl IntoView
where
    V: IntoView + 'static,
{
    view! {
        <Loaded query let:data>
            {
                let page = data.page();
                view! {
                    {table(page.rows)}
                    <Pagination page=page.info total=page.total more=page.more/>
                }
            }
        </Loaded>
    }
}

/// Back and forth through a list, and its total on request.
#[component]
pub fn Pagination(
    page: PageInfo,
    #[prop(optional_no_strip)] total: Option<i32>,
    /// Whether there are more than that.
    #[prop(optional_no_strip)]
    more: Option<bool>,
) -> impl IntoView {
    let url = use_url_state();
    let words = &t().table;
    let link =
        move |label: &'static str, test_id: &'static str, there: bool, changes: [(&str, Option<&str>); 2]| {
            if there {
                let href = untrack(|| url.href(&changes));
                view! { <a class="button" href=href data-testid=test_id>{label}</a> }.into_any()
            } else {
                view! { <span class="button disabled">{label}</span> }.into_any()
            }
        };
    let count = match total {
        Some(total) => {
            let how = if more == Some(true) { words.more_than } else { words.total };
            view! { <span data-testid="total">{how}" "{total}" "{words.records}</span> }.into_any()
        }
        None => {
            let href = untrack(|| url.href(&[("total", Some("1"))]));
            view! { <a href=href data-noscroll="" data-testid="count">{words.count}</a> }.into_any()
        }
    };
    view! {
        <nav class="pagination" aria-label=words.records>
            {count}
            <span class="pages">
                {link(words.previous, "previous-page", page.has_previous_page, [("before", page.start_cursor.as_deref()), ("after", None)])}
                {link(words.next, "next-page", page.has_next_page, [("after", page.end_cursor.as_deref()), ("before", None)])}
            </span>
        </nav>
    }
}

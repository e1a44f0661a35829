//! A scope as SQL: the one condition behind lists, counts, searches, sums, single objects and
//! exports, so that none of them tells what another hides.

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait,
    sea_query::{Expr, IntoColumnRef, Query},
};

use super::{
    dated,
    policy::{self, Scope},
    viewer::Viewer,
};

/// How a table tells whose its rows are.
pub struct Ownership<Link: EntityTrait, RegionKey, Id> {
    /// The column with the owning region's key.
    pub region_key: RegionKey,
    /// The table's own key.
    pub id: Id,
    /// The link table's column that names the row.
    pub link_row: Link::Column,
    /// The link table's column that names a department that takes part (the owner is one).
    pub link_department: Link::Column,
}

/// The rows that exist within `scope`.
pub fn condition<Link: EntityTrait>(
    scope: &Scope,
    ownership: Ownership<Link, impl IntoColumnRef, impl IntoColumnRef>,
) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) => within_region(prefix, ownership.region_key),
        Scope::Department(department) => {
            let link = Link::default();
            let rows = Query::select()
                .expr(Expr::col((link, ownership.link_row)))
                .from(link)
                .and_where(ownership.link_department.eq(*department))
                .take();
            Condition::all().add(Expr::col(ownership.id).in_subquery(rows))
        }
    }
}

/// The key of the region with `code` (GB/T 2260): the code without the zero pairs that only pad it.
pub fn region_key(code: &str) -> &str {
    let mut key = code.trim();
    if key.len() == 9 {
        key = key.strip_suffix("000").unwrap_or(key);
    }
    while key.len() <= 6 && key.len() > 2 && key.len().is_multiple_of(2) && key.ends_with("00") {
        key = &key[..key.len() - 2];
    }
    key
}

/// The rows whose region's key begins with `prefix`. Keys are digits, at most nine, so that the
/// range holds under every collation and can use an index.
pub fn within_region(prefix: &str, region_key: impl IntoColumnRef) -> Condition {
    if prefix.is_empty() {
        return Condition::all();
    }
    let column = Expr::col(region_key);
    Condition::all().add(column.clone().gte(prefix)).add(column.lte(format!("{prefix}999999999")))
}

/// The rules that exist for a viewer: those that bind their region, and below it those that its office
/// oversees. Never another city's.
pub fn rules_of(viewer: &Viewer, region_key: impl IntoColumnRef) -> Condition {
    let region_key = region_key.into_column_ref();
    let binding = Expr::col(region_key.clone()).is_in(dated::binding_keys(&viewer.region_key));
    let below = policy::maintains_rules(viewer).then(|| within_region(&viewer.region_key, region_key));
    Condition::any().add(binding).add_option(below)
}

/// No row.
pub fn nothing() -> Condition {
    Condition::all().add(Expr::val(1).eq(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_code_without_its_padding() {
        for (code, key) in [
            ("510000", "51"),
            ("510500", "5105"),
            ("510502", "510502"),
            ("510502000", "510502"),
            ("510502001", "510502001"),
            ("510000000", "51"),
            ("", ""),
            ("雷雨", "雷雨"),
        ] {
            assert_eq!(region_key(code), key, "{code}");
        }
    }
}

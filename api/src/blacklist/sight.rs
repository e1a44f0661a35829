//! Which entries of the blacklist exist for whom, and whose they are.

use chrono::NaiveDate;
use entity::{blacklist_entry, enums, party};
use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Query, SelectStatement},
};

use crate::{
    parties,
    shared::{
        policy::{Owner, Scope},
        scope::{nothing, within_region},
    },
};

/// The entries that exist within `scope`: a region's; for a department those that its own case led to, and
/// those of parties that it may see once they are listed.
pub fn visible(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) => {
            within_region(prefix, (blacklist_entry::Entity, blacklist_entry::Column::RegionKey))
        }
        Scope::Department(id) => {
            let known = Query::select()
                .column(party::Column::Id)
                .from(party::Entity)
                .cond_where(parties::sight::visible(scope))
                .to_owned();
            let public = [enums::BlacklistState::Listed, enums::BlacklistState::Removed];
            let listed = Condition::all()
                .add(blacklist_entry::Column::State.is_in(public))
                .add(blacklist_entry::Column::PartyId.in_subquery(known));
            Condition::any().add(blacklist_entry::Column::DepartmentId.eq(*id)).add(listed)
        }
    }
}

/// On the list on `day`.
pub fn listed_on(day: NaiveDate) -> Condition {
    Condition::all()
        .add(blacklist_entry::Column::State.eq(enums::BlacklistState::Listed))
        .add(blacklist_entry::Column::ListedOn.lte(day))
        .add(blacklist_entry::Column::ListedUntil.gte(day))
}

/// The keys of the parties on the list on `day`.
pub fn listed_parties(day: NaiveDate) -> SelectStatement {
    Query::select()
        .column(blacklist_entry::Column::PartyId)
        .from(blacklist_entry::Entity)
        .cond_where(listed_on(day))
        .to_owned()
}

/// Whose the entry is.
pub fn owner(row: &blacklist_entry::Model) -> Owner {
    Owner { department_id: row.department_id, region_key: row.region_key.clone() }
}

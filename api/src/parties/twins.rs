//! Likely twins: who among the parties that somebody may see may be the same as another. Candidates come
//! from indexed keys; `rules::likeness` weighs them.

use std::collections::HashMap;

use entity::{party, region};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    queries::visible,
    rules::likeness::{self, Common, LIKELY, Likeness, Places},
};
use crate::shared::{db::Database, policy::Scope};

/// The most likely twins that are shown of one party.
const SHOWN: usize = 20;
/// The most candidates that are weighed for a batch.
const CANDIDATES: u64 = 500;
/// Rows whose keys are filled in at a time.
const AT_ONCE: u64 = 500;

/// A party that may be the same as another.
#[derive(Clone, Debug)]
pub struct Twin {
    /// The other.
    pub party: party::Model,
    /// What the two have in common.
    pub common: Vec<Common>,
    /// How much that is.
    pub score: u32,
}

/// The places that names and addresses begin with.
pub async fn places(db: &impl ConnectionTrait) -> Result<Places, DbErr> {
    let names: Vec<String> =
        region::Entity::find().select_only().column(region::Column::Name).into_tuple().all(db).await?;
    Ok(Places::new(names.iter().map(String::as_str)))
}

/// Sets what of the party is compared.
pub fn set_keys(row: &mut party::Model, places: &Places) {
    row.name_key = likeness::name_key(row.kind, &row.name, places);
    row.phone_key = likeness::phone_key(row.phone.as_deref());
    row.address_key = likeness::address_key(row.address.as_deref(), places);
}

fn likeness(row: &party::Model) -> Likeness<'_> {
    Likeness {
        kind: row.kind,
        folded_name: &row.folded_name,
        name_key: &row.name_key,
        phone: row.phone.as_deref(),
        address_key: &row.address_key,
        legal_representative: row.legal_representative.as_deref(),
        identity: row.credit_code.as_deref().or(row.id_number_digest.as_deref()),
    }
}

/// The likely twins of each of `rows` within `scope`, the likeliest first.
pub async fn of(
    db: &impl ConnectionTrait,
    scope: &Scope,
    rows: &[party::Model],
) -> Result<HashMap<Uuid, Vec<Twin>>, DbErr> {
    let mut alike = Condition::any();
    let mut asked = false;
    for (column, key) in [
        (party::Column::NameKey, (|row| &row.name_key) as fn(&party::Model) -> &String),
        (party::Column::PhoneKey, |row| &row.phone_key),
        (party::Column::AddressKey, |row| &row.address_key),
    ] {
        let keys: Vec<&String> = rows.iter().map(key).filter(|key| !key.is_empty()).collect();
        asked |= !keys.is_empty();
        alike = alike.add_option((!keys.is_empty()).then(|| column.is_in(keys)));
    }
    if !asked {
        return Ok(HashMap::new());
    }
    let candidates = party::Entity::find()
        .filter(visible(scope))
        .filter(party::Column::MergedIntoId.is_null())
        .filter(alike)
        .order_by_desc(party::Column::Id)
        .limit(CANDIDATES)
        .all(db)
        .await?;
    let twins_of = |row: &party::Model| {
        let mut twins: Vec<Twin> = candidates
            .iter()
            .filter(|other| other.id != row.id)
            .filter_map(|other| {
                let (score, common) = likeness::compare(&likeness(row), &likeness(other));
                (score >= LIKELY).then(|| Twin { party: other.clone(), common, score })
            })
            .collect();
        twins.sort_by_key(|twin| (std::cmp::Reverse(twin.score), twin.party.id));
        twins.truncate(SHOWN);
        (row.id, twins)
    };
    Ok(rows.iter().map(twins_of).collect())
}

/// Fills in what is compared of parties that were recorded before it was kept. Answers how many.
pub async fn complete(database: &Database) -> Result<usize, DbErr> {
    let mut completed = 0;
    let places = places(&database.read).await?;
    loop {
        let transaction = database.begin().await?;
        let rows = party::Entity::find()
            .filter(party::Column::NameKey.eq(""))
            .limit(AT_ONCE)
            .all(&transaction)
            .await?;
        if rows.is_empty() {
            return Ok(completed);
        }
        for mut row in rows {
            set_keys(&mut row, &places);
            if row.name_key.is_empty() {
                // A name of nothing but punctuation is compared as it stands.
                row.name_key = row.folded_name.clone();
            }
            let keys = [row.name_key.clone(), row.phone_key.clone(), row.address_key.clone()];
            let [name, phone, address] = keys.map(Set);
            let mut kept = row.into_active_model();
            (kept.name_key, kept.phone_key, kept.address_key) = (name, phone, address);
            kept.update(&transaction).await?;
            completed += 1;
        }
        transaction.commit().await?;
    }
}

//! Likely twins: who among the parties that somebody may see may be the same as another, by what that
//! somebody may know of them. Candidates come from indexed keys; `rules::likeness` weighs them.

use std::collections::{BTreeMap, HashMap};

use entity::{enums::PartyKind, party, party_department, region};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, sea_query::Query,
};
use uuid::Uuid;

use super::{
    particulars,
    rules::likeness::{self, Common, LIKELY, Likeness, Places},
    service,
    sight::{visible, within},
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

/// A party with what somebody may read of it.
#[derive(Clone, Debug)]
pub struct Known {
    /// What is shared.
    pub party: party::Model,
    /// The particulars.
    pub rows: Vec<party_department::Model>,
}

impl Known {
    /// Each way in which it is written.
    fn faces(&self) -> Vec<Likeness<'_>> {
        let identity = self.party.credit_code.as_deref().or(self.party.id_number_digest.as_deref());
        let bare = Likeness {
            kind: self.party.kind,
            name: &self.party.name,
            name_key: &self.party.name_key,
            phone: None,
            address_key: "",
            legal_representative: None,
            identity,
        };
        let face = |row| -> Likeness<'_> {
            let row: &party_department::Model = row;
            let whole = Likeness {
                phone: row.phone.as_deref(),
                address_key: &row.address_key,
                legal_representative: row.legal_representative.as_deref(),
                ..bare.clone()
            };
            match &row.name {
                Some(name) => Likeness { name, name_key: &row.name_key, ..whole },
                None => whole,
            }
        };
        let mut faces: Vec<_> = self.rows.iter().map(face).collect();
        if self.party.kind == PartyKind::Business {
            faces.push(bare);
        }
        faces
    }

    /// What the two have in common, by the two ways of writing them that have most.
    fn compare(&self, other: &Self) -> (u32, Vec<Common>) {
        let others = other.faces();
        let pairs = self
            .faces()
            .into_iter()
            .flat_map(|one| others.iter().map(move |other| likeness::compare(&one, other)));
        pairs.max_by_key(|(score, _)| *score).unwrap_or_default()
    }
}

/// The places that names and addresses begin with.
pub async fn places(db: &impl ConnectionTrait) -> Result<Places, DbErr> {
    let names: Vec<String> =
        region::Entity::find().select_only().column(region::Column::Name).into_tuple().all(db).await?;
    Ok(Places::new(names.iter().map(String::as_str)))
}

/// Sets what of the party's shared name is compared.
pub fn set_key(row: &mut party::Model, places: &Places) {
    row.name_key = match row.kind {
        PartyKind::Business => likeness::name_key(row.kind, &row.name, places),
        PartyKind::Person => String::new(),
    };
}

/// The parties with what `scope` lets one read of them.
pub async fn known(
    db: &impl ConnectionTrait,
    scope: &Scope,
    parties: Vec<party::Model>,
) -> Result<Vec<Known>, DbErr> {
    let mut rows: BTreeMap<_, _> = particulars::of(db, scope, parties.iter().map(|party| party.id)).await?;
    let known = |party: party::Model| Known { rows: rows.remove(&party.id).unwrap_or_default(), party };
    Ok(parties.into_iter().map(known).collect())
}

/// The likely twins of each of `asked` within `scope`, the likeliest first.
pub async fn of(
    db: &impl ConnectionTrait,
    scope: &Scope,
    asked: &[Known],
) -> Result<HashMap<Uuid, Vec<Twin>>, DbErr> {
    let keys = |key: fn(&party_department::Model) -> &str| {
        let keys = asked.iter().flat_map(|one| &one.rows).map(key).filter(|key| !key.is_empty());
        keys.collect::<Vec<_>>()
    };
    let mut written = Condition::any();
    for (column, keys) in [
        (party_department::Column::NameKey, keys(|row| &row.name_key)),
        (party_department::Column::PhoneKey, keys(|row| row.phone_key.as_deref().unwrap_or_default())),
        (party_department::Column::AddressKey, keys(|row| &row.address_key)),
    ] {
        written = written.add_option((!keys.is_empty()).then(|| column.is_in(keys)));
    }
    let mut alike = Condition::any();
    let names: Vec<_> =
        asked.iter().map(|one| one.party.name_key.as_str()).filter(|key| !key.is_empty()).collect();
    alike = alike.add_option((!names.is_empty()).then(|| party::Column::NameKey.is_in(names)));
    if !written.is_empty() {
        let there = Query::select()
            .column(party_department::Column::PartyId)
            .from(party_department::Entity)
            .cond_where(within(scope))
            .cond_where(written)
            .to_owned();
        alike = alike.add(party::Column::Id.in_subquery(there));
    }
    if alike.is_empty() {
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
    let candidates = known(db, scope, candidates).await?;
    let twins_of = |one: &Known| {
        let mut twins: Vec<Twin> = candidates
            .iter()
            .filter(|other| other.party.id != one.party.id)
            .filter_map(|other| {
                let (score, common) = one.compare(other);
                (score >= LIKELY).then(|| Twin { party: other.party.clone(), common, score })
            })
            .collect();
        twins.sort_by_key(|twin| (std::cmp::Reverse(twin.score), twin.party.id));
        twins.truncate(SHOWN);
        (one.party.id, twins)
    };
    Ok(asked.iter().map(twins_of).collect())
}

/// Fills in what is compared and searched of parties that were recorded before it was kept. Answers how
/// many rows it was of.
pub async fn complete(database: &Database) -> Result<usize, DbErr> {
    let mut completed = 0;
    let places = places(&database.read).await?;
    loop {
        let transaction = database.begin().await?;
        let rows = party::Entity::find()
            .filter(party::Column::Kind.eq(PartyKind::Business))
            .filter(party::Column::NameKey.eq(""))
            .limit(AT_ONCE)
            .all(&transaction)
            .await?;
        if rows.is_empty() {
            break;
        }
        for mut row in rows {
            set_key(&mut row, &places);
            if row.name_key.is_empty() {
                // A name of nothing but punctuation is compared as it stands.
                row.name_key = row.folded_name.clone();
            }
            service::index(&transaction, &row).await?;
            let key = Set(row.name_key.clone());
            let mut kept = row.into_active_model();
            kept.name_key = key;
            kept.update(&transaction).await?;
            completed += 1;
        }
        transaction.commit().await?;
    }
    loop {
        let transaction = database.begin().await?;
        let rows = party_department::Entity::find()
            .filter(party_department::Column::PhoneKey.is_null())
            .limit(AT_ONCE)
            .all(&transaction)
            .await?;
        if rows.is_empty() {
            return Ok(completed);
        }
        for mut row in rows {
            particulars::set_keys(&mut row, &places);
            particulars::index(&transaction, &row).await?;
            let [name, address] = [row.name_key.clone(), row.address_key.clone()].map(Set);
            let phone = Set(row.phone_key.clone());
            let mut kept = row.into_active_model();
            (kept.name_key, kept.phone_key, kept.address_key) = (name, phone, address);
            kept.update(&transaction).await?;
            completed += 1;
        }
        transaction.commit().await?;
    }
}

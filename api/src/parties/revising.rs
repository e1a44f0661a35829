//! Revising parties: a department writes its own particulars; the name of a business changes for all, and so
//! only by whose it is ([`super::rules::naming`]).

use entity::{enums::PartyKind, party, party_department, region};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    merged, names,
    particulars::{self, Learnt},
    rules::naming::{Namer, may_rename},
    service::{PartyText, check_text, index, public_name, record, save},
    sight::shown,
    twins,
};
use crate::{
    cases::indexing,
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserErrorCode},
        input::Checks,
        policy::{self, Act, Owner},
        search,
    },
};

/// What counts as the party's version for who keeps `own` of it: it moves with what all share, and with their
/// own particulars; somebody else's never move it.
pub fn version(party: &party::Model, own: Option<&party_department::Model>) -> i32 {
    party.version + own.map_or(0, |own| own.version - 1)
}

/// What the caller's department keeps of the party.
async fn own_row(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<Option<party_department::Model>, DbErr> {
    party_department::Entity::find()
        .filter(party_department::Column::PartyId.eq(id))
        .filter(party_department::Column::DepartmentId.eq(caller.viewer.department_id))
        .one(db)
        .await
}

/// The party's version as the caller sees it.
pub async fn version_for(
    db: &impl ConnectionTrait,
    caller: &Caller,
    party: &party::Model,
) -> Result<i32, DbErr> {
    Ok(version(party, own_row(db, caller, party.id).await?.as_ref()))
}

/// Revises what the caller's department keeps of a party; and, by whose it is, the name of a business, for
/// all. Its credit code and identity number stay what they are. Cases go on under the name that they have;
/// they are found under the new one, too.
pub async fn revise(
    caller: &Caller,
    id: Uuid,
    seen_version: i32,
    text: PartyText,
    key: Option<IdempotencyKey>,
) -> Result<party::Model, Failure> {
    let seen = || party::Entity::find_by_id(id).filter(shown(&caller.records()));
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(_) => {
            let found = seen().one(&caller.app.db.read).await?;
            return found.ok_or_else(|| Problem::not_found("id").into());
        }
        Begun::Fresh(change) => change,
    };
    let db = &change.transaction;
    let before = seen().one(db).await?.ok_or_else(|| Problem::not_found("id"))?;
    if !policy::may(&caller.viewer, Act::RegisterParty, &Owner::own(&caller.viewer)) {
        return Err(change.deny(caller, "reviseParty", "Party", Some(id)).await);
    }
    let own = own_row(db, caller, id).await?;
    if version(&before, own.as_ref()) != seen_version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    if before.merged_into_id.is_some() {
        checks.add(merged::is_merged("id"));
    }
    let name_since = text.name_since;
    let (text, region_id) = check_text(&mut checks, &change, text).await?;
    let renamed = before.kind == PartyKind::Business && before.name != text.name;
    if renamed {
        let linked = particulars::linked(db, id).await?;
        let registered = registered(db, &before).await?;
        if !may_rename(namer(caller), &linked, registered.as_ref().map(|region| region.key.as_str())) {
            let refused = vec![not_whose_name(registered.as_ref())];
            return Err(change.deny_saying(caller, "reviseParty", "Party", Some(id), refused).await);
        }
        let since = name_since.unwrap_or(change.today);
        checks.happened("nameSince", since, change.today);
        let dated = names::of(db, [id]).await?.remove(&id).unwrap_or_default();
        if let Some(last) = dated.last() {
            checks.in_order("nameSince", last.valid_from, since);
        }
        change.concerns(linked.into_iter().map(|(_, region_key)| region_key));
    }
    checks.finish()?;

    let learnt = text.own(id, region_id);
    keep_own(&change, caller, &before, own, learnt).await?;
    let mut row = before;
    if renamed {
        row.folded_name = search::fold(&text.name);
        row.name = text.name;
        twins::set_key(&mut row, &twins::places(db).await?);
        row = save(db, row).await?;
        let since = name_since.unwrap_or(change.today);
        names::record(db, &row, since, (caller.viewer.user_id, change.now)).await?;
        index(db, &row).await?;
        indexing::cases_of_party(db, id).await?;
    }
    let detail = serde_json::json!({ "name": public_name(&row), "renamed": renamed });
    change.commit(record("reviseParty", id, detail)).await?;
    Ok(row)
}

/// Saves what the caller's department keeps of the party from now on.
async fn keep_own(
    change: &Change,
    caller: &Caller,
    party: &party::Model,
    own: Option<party_department::Model>,
    learnt: Learnt,
) -> Result<(), Failure> {
    let db = &change.transaction;
    let department = (caller.viewer.department_id, caller.viewer.region_key.as_str());
    let mut row = particulars::row(department, party.kind, learnt, change.now, &twins::places(db).await?);
    let saved = match own {
        Some(own) => {
            row = party_department::Model { id: own.id, since: own.since, version: own.version + 1, ..row };
            party_department::Entity::update_many()
                .set(row.clone().into_active_model().reset_all())
                .filter(party_department::Column::Id.eq(row.id))
                .filter(party_department::Column::Version.eq(own.version))
                .exec(db)
                .await?
                .rows_affected
        }
        None => {
            // To have nothing was the first version.
            row.version = 2;
            party_department::Entity::insert(row.clone().into_active_model())
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .exec_without_returning(db)
                .await?
        }
    };
    if saved == 0 {
        return Err(Failure::Conflict);
    }
    particulars::index(db, &row).await?;
    Ok(())
}

/// Who the caller is to the rules of naming.
pub fn namer(caller: &Caller) -> Namer<'_> {
    let viewer = &caller.viewer;
    Namer {
        department_id: viewer.department_id,
        region_key: &viewer.region_key,
        office: viewer.role == entity::enums::Role::OfficeStaff,
    }
}

/// The region in which the party is registered, where that is known.
async fn registered(db: &impl ConnectionTrait, party: &party::Model) -> Result<Option<region::Model>, DbErr> {
    match party.region_id {
        Some(id) => region::Entity::find_by_id(id).one(db).await,
        None => Ok(None),
    }
}

/// The name is not the caller's to change: whose it is.
fn not_whose_name(registered: Option<&region::Model>) -> Problem {
    let (zh, en) = match registered {
        Some(region) => {
            (format!("登记地（{}）", region.name), format!("of {}, where it is registered,", region.name))
        }
        None => ("各相关地区共同的上级".to_owned(), "above all regions that know it".to_owned()),
    };
    Problem::new(
        UserErrorCode::Forbidden,
        "name",
        format!(
            "该市场主体在其他部门也有记录，名称为各部门共用，须由{zh}双打办变更；本部门了解的情况请写入备注"
        ),
        format!(
            "Other departments know this business, too: its name is changed by the office {en} only; write down in the remarks what you know"
        ),
    )
}

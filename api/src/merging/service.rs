//! Merging twins: what was recorded of one party is from then on recorded of another. The one that is
//! merged stays as a row that leads to the survivor, and each touched case says so in its history. There
//! is no way back: two that were told apart wrongly can be told apart again only by recording anew.
//!
//! An office merges only what nobody outside of its region knows: no record of another city changes. The
//! survivor may be known there; what is shared of it stays as it was, and each department's particulars stay
//! its own. Every region that knows the survivor finds the merge in its log.

use std::collections::{BTreeMap, BTreeSet};

use entity::{
    blacklist_entry, case, case_party,
    enums::{CaseEventKind, PartyRole},
    inspected_premises, inspection, party, party_department, seizure,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    blacklist,
    cases::{
        history::{self, Line},
        indexing,
    },
    deconfliction,
    parties::{
        merged::is_merged,
        particulars::{self, Learnt},
        revising::version_for,
        service::{index, public_name, record, save},
        sight::visible,
        twins,
    },
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG},
        policy::{self, Act, Owner},
        recorded::Counting,
        scope,
    },
};

/// Which twin becomes part of which.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The survivor.
    pub into_id: Uuid,
    /// The survivor's version that the caller saw.
    pub into_version: i32,
    /// The one that becomes part of it.
    pub from_id: Uuid,
    /// Its version that the caller saw.
    pub from_version: i32,
    /// Why they are one.
    pub reason: String,
}

/// Merges two parties, and answers the survivor.
pub async fn merge(
    caller: &Caller,
    merge: Merge,
    key: Option<IdempotencyKey>,
) -> Result<party::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => {
            let seen = party::Entity::find_by_id(id).filter(visible(&caller.records()));
            let found = seen.one(&caller.app.db.read).await?;
            return found.ok_or_else(|| Problem::not_found("id").into());
        }
        Begun::Fresh(change) => change,
    };
    let into = load(&change, caller, merge.into_id, "id").await?;
    let from = load(&change, caller, merge.from_id, "mergedId").await?;
    if !policy::may(&caller.viewer, Act::MergeParties, &Owner::own(&caller.viewer)) {
        return Err(change.deny(caller, "mergeParties", "Party", Some(merge.into_id)).await);
    }
    let mut checks = Checks::default();
    let reason = checks.text("reason", &merge.reason, LONG);
    checks.extend(obstacles(&into, &from));
    if is_known_elsewhere(&change, caller, from.id).await? {
        checks.add(Problem::new(
            UserErrorCode::Forbidden,
            "mergedId",
            "该当事人在本地区以外也有记录，请由上级双打办合并",
            "This party is known outside your region: the office above must merge it",
        ));
    }
    checks.finish()?;
    let db = &change.transaction;
    if version_for(db, caller, &into).await? != merge.into_version
        || version_for(db, caller, &from).await? != merge.from_version
    {
        return Err(Failure::Conflict);
    }

    change.concerns(particulars::regions(db, into.id).await?);
    let survivor = save(&change.transaction, into).await?;
    let merged =
        save(&change.transaction, party::Model { merged_into_id: Some(survivor.id), ..from }).await?;
    party::Entity::update_many()
        .col_expr(party::Column::MergedIntoId, Expr::val(survivor.id))
        .filter(party::Column::MergedIntoId.eq(merged.id))
        .exec(db)
        .await?;
    let cases = move_cases(db, &merged, &survivor).await?;
    move_links(&change, &merged, &survivor).await?;
    move_particulars(&change, &merged, &survivor).await?;
    index(db, &survivor).await?;
    indexing::cases_of_party(db, survivor.id).await?;
    blacklist::service::after_merge(&change, merged.id, survivor.id).await?;
    let number_of_cases = cases.len();
    for (mut case, name) in cases {
        let line = Line {
            kind: CaseEventKind::Party,
            occurred_on: change.today,
            subject_id: Some(survivor.id),
            ground: Some(reason.clone()),
            documents: Vec::new(),
            attachment_ids: Vec::new(),
            note: Some(match public_name(&survivor) {
                Some(survivor) => format!("当事人“{name}”并入“{survivor}”"),
                None => format!("当事人“{name}”与重复登记的同一个人合并"),
            }),
        };
        history::note(&change, caller, &mut case, line).await?;
        deconfliction::service::look(&change, &case).await?;
    }
    deconfliction::service::after_merge(&change, merged.id).await?;
    let detail = serde_json::json!({
        "merged": merged.id,
        "mergedName": public_name(&merged),
        "name": public_name(&survivor),
        "cases": number_of_cases,
        "reason": reason,
    });
    change.commit(record("mergeParties", survivor.id, detail)).await?;
    Ok(survivor)
}

async fn load(change: &Change, caller: &Caller, id: Uuid, path: &str) -> Result<party::Model, Failure> {
    let seen = party::Entity::find_by_id(id).filter(visible(&caller.records()));
    let found = seen.one(&change.transaction).await?;
    found.ok_or_else(|| Problem::not_found(path).into())
}

/// What speaks against the two being one.
fn obstacles(into: &party::Model, from: &party::Model) -> Vec<Problem> {
    let invalid = |zh: &str, en: &str| Problem::new(UserErrorCode::Invalid, "mergedId", zh, en);
    let mut problems = Vec::new();
    if into.id == from.id {
        problems.push(invalid("不能与自身合并", "A party can't be merged with itself"));
    }
    if into.merged_into_id.is_some() {
        problems.push(is_merged("id"));
    }
    if from.merged_into_id.is_some() {
        problems.push(is_merged("mergedId"));
    }
    if into.kind != from.kind {
        problems.push(invalid("市场主体与个人不能合并", "A business and a person are not one party"));
    }
    match (identity(into), identity(from)) {
        (Some(one), Some(other)) if one != other && into.id != from.id => problems.push(invalid(
            "两者的统一社会信用代码（身份证号）不同，不是同一当事人",
            "Their credit codes (or identity numbers) differ: they are not one party",
        )),
        (None, Some(_)) => problems.push(invalid(
            "请保留有统一社会信用代码（身份证号）的一方",
            "Keep the one that has a credit code (or an identity number)",
        )),
        _ => {}
    }
    problems
}

fn identity(row: &party::Model) -> Option<&str> {
    row.credit_code.as_deref().or(row.id_number_digest.as_deref())
}

/// Whether departments outside of what the caller sees met the party.
async fn is_known_elsewhere(change: &Change, caller: &Caller, id: Uuid) -> Result<bool, DbErr> {
    let region_key = (party_department::Entity, party_department::Column::RegionKey);
    let elsewhere = scope::within_region(&caller.viewer.region_key, region_key).not();
    let known = party_department::Entity::find()
        .filter(party_department::Column::PartyId.eq(id))
        .filter(elsewhere)
        .count(&change.transaction)
        .await?;
    Ok(known > 0)
}

/// Lets the cases that name `from` name `into`, once, under the name that they have; answers them with that
/// name, in the order of their keys, so that two merges never wait for each other.
async fn move_cases(
    db: &impl ConnectionTrait,
    from: &party::Model,
    into: &party::Model,
) -> Result<Vec<(case::Model, String)>, DbErr> {
    let named = case_party::Entity::find()
        .filter(case_party::Column::PartyId.is_in([from.id, into.id]))
        .all(db)
        .await?;
    let of = |party_id: Uuid| {
        let rows = named.iter().filter(move |row| row.party_id == party_id);
        rows.map(|row| (row.case_id, row.role)).collect::<BTreeMap<_, _>>()
    };
    let (moved, there) = (of(from.id), of(into.id));
    let mut names: BTreeMap<Uuid, String> = named
        .iter()
        .filter(|row| row.party_id == from.id)
        .map(|row| (row.case_id, row.name.clone()))
        .collect();
    let twice: BTreeSet<Uuid> = moved.keys().copied().filter(|id| there.contains_key(id)).collect();
    // Against whom a case runs, it runs on.
    let respondents = twice.iter().copied().filter(|id| moved.get(id) == Some(&PartyRole::Respondent));
    case_party::Entity::update_many()
        .set(case_party::ActiveModel { role: Set(PartyRole::Respondent), ..Default::default() })
        .filter(case_party::Column::PartyId.eq(into.id))
        .filter(case_party::Column::CaseId.is_in(respondents))
        .exec(db)
        .await?;
    case_party::Entity::delete_many()
        .filter(case_party::Column::PartyId.eq(from.id))
        .filter(case_party::Column::CaseId.is_in(twice))
        .exec(db)
        .await?;
    case_party::Entity::update_many()
        .col_expr(case_party::Column::PartyId, Expr::val(into.id))
        .filter(case_party::Column::PartyId.eq(from.id))
        .exec(db)
        .await?;
    let cases = case::Entity::find()
        .filter(case::Column::Id.is_in(moved.into_keys()))
        .order_by_asc(case::Column::Id)
        .all(db)
        .await?;
    let with_name = |case: case::Model| {
        let name = names.remove(&case.id).unwrap_or_default();
        (case, name)
    };
    Ok(cases.into_iter().map(with_name).collect())
}

/// Premises, goods, and entries of the blacklist.
async fn move_links(change: &Change, from: &party::Model, into: &party::Model) -> Result<(), DbErr> {
    let db = &change.transaction;
    let inspected: Vec<Uuid> = inspected_premises::Entity::find()
        .select_only()
        .column(inspected_premises::Column::InspectionId)
        .filter(inspected_premises::Column::PartyId.eq(from.id))
        .into_tuple()
        .all(db)
        .await?;
    inspected.into_iter().for_each(|id| change.count(inspection::Entity::SOURCE, id));
    inspected_premises::Entity::update_many()
        .col_expr(inspected_premises::Column::PartyId, Expr::val(into.id))
        .col_expr(inspected_premises::Column::Identity, Expr::val(into.id.to_string()))
        .filter(inspected_premises::Column::PartyId.eq(from.id))
        .exec(db)
        .await?;
    seizure::Entity::update_many()
        .col_expr(seizure::Column::PartyId, Expr::val(into.id))
        .filter(seizure::Column::PartyId.eq(from.id))
        .exec(db)
        .await?;
    blacklist_entry::Entity::update_many()
        .col_expr(blacklist_entry::Column::PartyId, Expr::val(into.id))
        .filter(blacklist_entry::Column::PartyId.eq(from.id))
        .exec(db)
        .await?;
    Ok(())
}

/// What each department kept of `from`, it keeps of `into`; where it kept something of that already, what is
/// missing there is filled in.
async fn move_particulars(change: &Change, from: &party::Model, into: &party::Model) -> Result<(), Failure> {
    let db = &change.transaction;
    let kept = party_department::Entity::find()
        .filter(party_department::Column::PartyId.is_in([from.id, into.id]))
        .order_by_asc(party_department::Column::Id)
        .all(db)
        .await?;
    let (moved, there): (Vec<_>, Vec<_>) = kept.into_iter().partition(|row| row.party_id == from.id);
    let places = twins::places(db).await?;
    for row in moved {
        let Some(own) = there.iter().find(|own| own.department_id == row.department_id) else {
            let learnt = Learnt {
                party_id: into.id,
                name: row.name,
                address: row.address,
                phone: row.phone,
                legal_representative: row.legal_representative,
                region_id: row.region_id,
                remarks: row.remarks,
            };
            particulars::link(db, (row.department_id, &row.region_key), vec![learnt], change.now).await?;
            continue;
        };
        let mut filled = party_department::Model {
            address: own.address.clone().or(row.address),
            phone: own.phone.clone().or(row.phone),
            legal_representative: own.legal_representative.clone().or(row.legal_representative),
            region_id: own.region_id.or(row.region_id),
            remarks: own.remarks.clone().or(row.remarks),
            ..own.clone()
        };
        if filled == *own {
            continue;
        }
        filled.changed_at = change.now;
        filled.version += 1;
        particulars::set_keys(&mut filled, &places);
        particulars::index(db, &filled).await?;
        filled.into_active_model().reset_all().update(db).await?;
    }
    Ok(())
}

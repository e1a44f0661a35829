//! Registering parties. One business is one party, by its credit code: registering it
//! again answers the party on record, of which who registers it learns no more than what all share; what
//! they typed is their department's own. Without a code, whoever registers it is shown its likely twins first.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    enums::{PartyKind, SearchKind},
    idempotency_key, party, party_department, region, search_document,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    names,
    particulars::{self, Learnt, UNNAMED},
    rules,
    sight::visible,
    twins::{self, Known, Twin},
};
use crate::shared::{
    audit::Record,
    caller::{Caller, IdempotencyKey},
    change::{self, Begun, Change},
    credit_code,
    errors::{Failure, Problem, UserErrorCode},
    input::{Checks, LONG, NAME, PLACE},
    policy::{self, Act, Owner},
    scope, search,
};

/// The most characters of a telephone number.
const PHONE: usize = 50;

/// What can be revised about a party.
#[derive(Clone, Debug)]
pub struct PartyText {
    /// The name: of a business for all, of a person for the department.
    pub name: String,
    /// Since when a business is called so; today where nothing is said.
    pub name_since: Option<NaiveDate>,
    /// The address.
    pub address: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The legal representative.
    pub legal_representative: Option<String>,
    /// The code of the region in which it is.
    pub region_code: Option<String>,
    /// What else there is to say.
    pub remarks: Option<String>,
}

impl PartyText {
    /// What of it is the department's own.
    pub(super) fn own(&self, party_id: Uuid, region_id: Option<Uuid>) -> Learnt {
        Learnt {
            party_id,
            name: Some(self.name.clone()),
            address: self.address.clone(),
            phone: self.phone.clone(),
            legal_representative: self.legal_representative.clone(),
            region_id,
            remarks: self.remarks.clone(),
        }
    }
}

/// A party, as it is registered.
#[derive(Clone, Debug)]
pub struct NewParty {
    /// What it is.
    pub kind: PartyKind,
    /// The credit code, folded; of a business.
    pub credit_code: Option<String>,
    /// The identity number; of a person.
    pub id_number: Option<String>,
    /// What may be revised later.
    pub text: PartyText,
    /// The likely twins were looked at, and it is none of them.
    pub confirmed_distinct: bool,
}

/// What came of a registration.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "made once a mutation and taken apart at once")]
pub enum Registration {
    /// There is such a party.
    Done {
        /// The party.
        party: party::Model,
        /// It was on record already.
        existing: bool,
    },
    /// Nothing was saved: it may be one of these, among those that the caller may see.
    Twins(Vec<Twin>),
}

/// Registers a party, or answers the one on record with its credit code or identity number. One that
/// looks like another is registered only where the caller has looked at the likely twins.
pub async fn register(
    caller: &Caller,
    new: NewParty,
    key: Option<IdempotencyKey>,
) -> Result<Registration, Failure> {
    let used = key.as_ref().map(|key| key.key.clone());
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id, used).await,
        Begun::Fresh(change) => change,
    };
    if !policy::may(&caller.viewer, Act::RegisterParty, &Owner::own(&caller.viewer)) {
        return Err(change.deny(caller, "registerParty", "Party", None).await);
    }
    let registered = register_within(&change, caller, new).await?;
    if let Registration::Done { party, existing } = &registered {
        let detail = serde_json::json!({ "name": public_name(party), "existing": existing });
        change.commit(record("registerParty", party.id, detail)).await?;
    }
    Ok(registered)
}

/// Registers a party within a change that does more, for who may. Where it may be another, nothing is written.
///
/// # Errors
///
/// What is wrong with it.
pub async fn register_within(
    change: &Change,
    caller: &Caller,
    new: NewParty,
) -> Result<Registration, Failure> {
    let mut checks = Checks::default();
    let code = check_credit_code(&mut checks, &new);
    let id_number = check_id_number(&mut checks, &new, change);
    let (text, region_id) = check_text(&mut checks, change, new.text).await?;
    checks.finish()?;

    let id = Uuid::now_v7();
    let secrets = &caller.app.secrets;
    let cipher = id_number.as_ref().map(|number| secrets.encrypt_identity_number(number, id)).transpose()?;
    let db = &change.transaction;
    let places = twins::places(db).await?;
    let mut row = bare(new.kind, &text.name, code, change.now, caller);
    row.id = id;
    row.id_number_cipher = cipher;
    row.id_number_digest = id_number.as_ref().map(|number| secrets.identity_number_digest(number));
    row.id_number_masked = id_number.as_deref().map(rules::mask);
    row.region_id = registered_in(db, row.credit_code.as_deref()).await?;
    twins::set_key(&mut row, &places);
    let department = (caller.viewer.department_id, caller.viewer.region_key.as_str());
    let own = particulars::row(department, new.kind, text.own(id, region_id), change.now, &places);
    if !new.confirmed_distinct && !is_on_record(db, &row).await? {
        let among = [Known { party: row.clone(), rows: vec![own] }];
        let found = twins::of(db, &caller.records(), &among).await?;
        if let Some(found) = found.into_values().next().filter(|found| !found.is_empty()) {
            return Ok(Registration::Twins(found));
        }
    }
    // Two who register one business at once: the second waits for the first, and finds it.
    let inserted = party::Entity::insert(row.clone().into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    let existing = inserted == 0;
    let party = if existing {
        let party = on_record(db, &row).await?;
        change.concerns(particulars::regions(db, party.id).await?);
        party
    } else {
        if row.kind == PartyKind::Business {
            names::record(db, &row, change.today, (caller.viewer.user_id, change.now)).await?;
        }
        index(db, &row).await?;
        row
    };
    particulars::link(db, department, vec![text.own(party.id, region_id)], change.now).await?;
    Ok(Registration::Done { party, existing })
}

/// The parties that are called `name`: among the businesses that the caller may see, and among those whom their
/// department calls so.
///
/// # Errors
///
/// The database's.
pub async fn called(db: &impl ConnectionTrait, caller: &Caller, name: &str) -> Result<Vec<Uuid>, DbErr> {
    let own = sea_orm::sea_query::Query::select()
        .column(party_department::Column::PartyId)
        .from(party_department::Entity)
        .and_where(party_department::Column::DepartmentId.eq(caller.viewer.department_id))
        .and_where(party_department::Column::Name.eq(name))
        .to_owned();
    let business = Condition::all()
        .add(party::Column::Kind.eq(PartyKind::Business))
        .add(party::Column::FoldedName.eq(search::fold(name)));
    party::Entity::find()
        .select_only()
        .column(party::Column::Id)
        .filter(visible(&caller.records()))
        .filter(party::Column::MergedIntoId.is_null())
        .filter(Condition::any().add(business).add(party::Column::Id.in_subquery(own)))
        .order_by_asc(party::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// What the log of every region concerned may say of the party's name.
pub fn public_name(party: &party::Model) -> Option<&str> {
    (party.kind == PartyKind::Business).then_some(party.name.as_str())
}

/// A party of which nothing is known yet but what it is, its name and its code.
fn bare(
    kind: PartyKind,
    name: &str,
    credit_code: Option<String>,
    at: DateTime<Utc>,
    caller: &Caller,
) -> party::Model {
    let name = if kind == PartyKind::Business { name } else { UNNAMED };
    party::Model {
        id: Uuid::nil(),
        kind,
        name: name.to_owned(),
        folded_name: search::fold(name),
        name_key: String::new(),
        credit_code,
        id_number_cipher: None,
        id_number_digest: None,
        id_number_masked: None,
        region_id: None,
        merged_into_id: None,
        recorded_by_id: caller.viewer.user_id,
        recorded_at: at,
        version: 1,
    }
}

/// The region in which a business with this code is registered (GB 32100-2015: its third to eighth characters
/// are the code of the registering authority's division), or the nearest above that is known.
async fn registered_in(db: &impl ConnectionTrait, code: Option<&str>) -> Result<Option<Uuid>, DbErr> {
    let Some(division) = code.and_then(|code| code.get(2..8)) else { return Ok(None) };
    let levels = [division.to_owned(), format!("{}00", &division[..4]), format!("{}0000", &division[..2])];
    let found = region::Entity::find().filter(region::Column::Code.is_in(levels)).all(db).await?;
    Ok(found.into_iter().max_by_key(|region| region.key.len()).map(|region| region.id))
}

/// The party that was registered before, under the same key; it was new exactly when it was
/// recorded at the moment of the key's first use.
async fn again(caller: &Caller, id: Uuid, key: Option<String>) -> Result<Registration, Failure> {
    let db = &caller.app.db.read;
    let found = party::Entity::find_by_id(id).filter(visible(&caller.records())).one(db).await?;
    let party = found.ok_or_else(|| Problem::not_found(""))?;
    let first_used: Option<DateTime<Utc>> = match key {
        Some(key) => idempotency_key::Entity::find_by_id((caller.viewer.user_id, key))
            .one(db)
            .await?
            .map(|used| used.created_at),
        None => None,
    };
    let existing = first_used != Some(party.recorded_at);
    Ok(Registration::Done { party, existing })
}

/// Saves `row`, read at its version, under the next one.
pub async fn save(transaction: &DatabaseTransaction, mut row: party::Model) -> Result<party::Model, Failure> {
    let seen = row.version;
    row.version += 1;
    let saved = party::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(party::Column::Id.eq(row.id))
        .filter(party::Column::Version.eq(seen))
        .exec(transaction)
        .await?;
    if saved.rows_affected == 0 { Err(Failure::Conflict) } else { Ok(row) }
}

/// What the audit log keeps of a change of a party.
pub fn record(action: &str, id: Uuid, detail: serde_json::Value) -> Record {
    Record { action: action.to_owned(), object_type: "Party", object_id: Some(id), detail }
}

fn check_credit_code(checks: &mut Checks, new: &NewParty) -> Option<String> {
    let code = credit_code::fold(new.credit_code.as_deref()?);
    if code.is_empty() {
        return None;
    }
    if new.kind == PartyKind::Person {
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "creditCode",
            "个人没有统一社会信用代码；个体工商户请按市场主体登记",
            "A person has no unified social credit code; register a sole trader as a business",
        ));
    } else if !credit_code::is_valid(&code) {
        checks.add(Problem::new(
            UserErrorCode::CreditCodeInvalid,
            "creditCode",
            "统一社会信用代码有误（应为18位，且校验码正确），请核对",
            "The unified social credit code is wrong: 18 characters with the right check character",
        ));
    }
    Some(code)
}

fn check_id_number(checks: &mut Checks, new: &NewParty, change: &Change) -> Option<String> {
    let number = rules::fold_id_number(new.id_number.as_deref()?);
    if number.is_empty() {
        return None;
    }
    let wrong = if new.kind == PartyKind::Business {
        Some(("市场主体不填写身份证号", "A business has no identity number"))
    } else if !rules::is_valid_id_number(&number, change.today) {
        Some(("身份证号有误，请核对", "The identity number is wrong; check it"))
    } else {
        None
    };
    checks.extend(wrong.map(|(zh, en)| Problem::new(UserErrorCode::Invalid, "idNumber", zh, en)));
    Some(number)
}

pub(super) async fn check_text(
    checks: &mut Checks,
    change: &Change,
    text: PartyText,
) -> Result<(PartyText, Option<Uuid>), Failure> {
    let cleaned = PartyText {
        name: checks.text("name", &text.name, NAME),
        address: checks.optional("address", text.address.as_deref(), PLACE),
        phone: checks.optional("phone", text.phone.as_deref(), PHONE),
        legal_representative: checks.optional(
            "legalRepresentative",
            text.legal_representative.as_deref(),
            NAME,
        ),
        region_code: checks.optional("regionCode", text.region_code.as_deref(), NAME),
        remarks: checks.optional("remarks", text.remarks.as_deref(), LONG),
        name_since: text.name_since,
    };
    let Some(code) = &cleaned.region_code else { return Ok((cleaned, None)) };
    let found = region::Entity::find().filter(region::Column::Code.eq(code)).one(&change.transaction).await?;
    if found.is_none() {
        checks.add(Problem::not_found("regionCode"));
    }
    Ok((cleaned, found.map(|region| region.id)))
}

/// The parties with the credit code or identity number of `row`; none where it has neither.
fn same_identity(row: &party::Model) -> Condition {
    let code = row.credit_code.as_ref().map(|code| party::Column::CreditCode.eq(code));
    let digest = row.id_number_digest.as_ref().map(|digest| party::Column::IdNumberDigest.eq(digest));
    if code.is_none() && digest.is_none() {
        return scope::nothing();
    }
    Condition::any().add_option(code).add_option(digest)
}

async fn is_on_record(transaction: &DatabaseTransaction, row: &party::Model) -> Result<bool, DbErr> {
    Ok(party::Entity::find().filter(same_identity(row)).count(transaction).await? > 0)
}

/// The party on record that kept `row` from being a second one; where it became part of another, that.
async fn on_record(transaction: &DatabaseTransaction, row: &party::Model) -> Result<party::Model, Failure> {
    let found = party::Entity::find().filter(same_identity(row)).one(transaction).await?;
    let found = found.ok_or_else(|| anyhow::anyhow!("a party is neither new nor on record"))?;
    let merged = match found.merged_into_id {
        Some(id) => party::Entity::find_by_id(id).one(transaction).await?,
        None => None,
    };
    Ok(merged.unwrap_or(found))
}

/// What is known of a party that is about to be registered, cleaned.
pub struct Sketch {
    /// What it is.
    pub kind: PartyKind,
    /// The name.
    pub name: String,
    /// The credit code.
    pub credit_code: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The legal representative.
    pub legal_representative: Option<String>,
}

/// The likely twins of what is about to be registered, among the parties that the caller may see.
pub async fn likely_twins(caller: &Caller, sketch: Sketch) -> Result<Vec<Twin>, DbErr> {
    let db = &caller.app.db.read;
    let code = sketch.credit_code.map(|code| credit_code::fold(&code)).filter(|code| !code.is_empty());
    let mut row = bare(sketch.kind, &sketch.name, code, caller.now(), caller);
    let places = twins::places(db).await?;
    twins::set_key(&mut row, &places);
    let learnt = Learnt {
        name: Some(sketch.name),
        address: sketch.address,
        phone: sketch.phone,
        legal_representative: sketch.legal_representative,
        ..Learnt::default()
    };
    let department = (caller.viewer.department_id, caller.viewer.region_key.as_str());
    let rows = vec![particulars::row(department, row.kind, learnt, caller.now(), &places)];
    let found = twins::of(db, &caller.records(), &[Known { party: row, rows }]).await?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// Makes the party findable by what all share.
pub async fn index(db: &impl ConnectionTrait, row: &party::Model) -> Result<(), DbErr> {
    search::write(db, documents(db, std::slice::from_ref(row)).await?).await
}

/// What is searched for these parties: what all share, their former names and those of the ones that became
/// part of them; the generator of demonstration data indexes the same texts.
pub async fn documents(
    db: &impl ConnectionTrait,
    rows: &[party::Model],
) -> Result<Vec<search_document::ActiveModel>, DbErr> {
    let merged = party::Entity::find()
        .filter(party::Column::MergedIntoId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(party::Column::Id)
        .all(db)
        .await?;
    let ids = merged.iter().chain(rows).map(|row| row.id);
    let dated = names::of(db, ids).await?;
    let document = |row: &party::Model| {
        let parts = merged.iter().filter(|other| other.merged_into_id == Some(row.id)).map(|other| other.id);
        let former = parts.chain([row.id]).filter_map(|id| dated.get(&id)).flatten();
        let former = former.map(|name| name.name.as_str()).filter(|name| *name != row.name);
        search::document(SearchKind::Party, row.id, searchable(row).chain(former))
    };
    Ok(rows.iter().map(document).collect())
}

/// The shared texts under which a party is found.
pub fn searchable(row: &party::Model) -> impl Iterator<Item = &str> {
    public_name(row).into_iter().chain(row.credit_code.as_deref())
}

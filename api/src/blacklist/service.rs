//! Proposing entries by rule, and what the office decides about them.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use entity::{
    blacklist_entry, blacklist_entry_case, blacklist_rule, case, case_party, department,
    enums::{
        BlacklistRemoval, BlacklistState, CaseEventKind, CaseOutcome, CaseStatus, ClockKind,
        NotificationKind, PartyRole, WaitsFor,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    rules::{self, Entry, Penalty, Refusal, Rule},
    sight::{owner, visible},
};
use crate::{
    cases::history::{self, Line},
    clocks::{
        service as clocks,
        service::{Start, Subject},
    },
    notifications::service::{Note, Recipient, notify},
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        dated,
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG, NAME},
        language::{Text, text},
        policy::{self, Act},
    },
};

/// The entry as far as the rules care.
pub fn plain(row: &blacklist_entry::Model) -> Entry {
    Entry {
        state: row.state,
        statement_until: row.statement_until,
        stated: row.stated_on.is_some(),
        listed_on: row.listed_on,
        listed_until: row.listed_until,
        published: row.published_on.is_some(),
    }
}

/// A rule as the pure functions see it.
pub fn plain_rule(row: &blacklist_rule::Model) -> Rule {
    Rule {
        penalties: row.penalties.unsigned_abs(),
        months: row.months.unsigned_abs(),
        kinds: row.case_kinds.0.clone(),
        marks: row.marks.0.clone(),
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    }
}

fn penalty(row: &case::Model) -> Option<Penalty> {
    Some(Penalty {
        case_id: row.id,
        kind: row.kind,
        closed_on: row.closed_on?,
        major: row.mark_major,
        egregious: row.mark_egregious,
        licence_revoked: row.licence_revoked,
    })
}

/// Called after each step: where it closed the case with a penalty, proposes every respondent whom a rule
/// in force names, unless the party is proposed or listed in the region already.
pub async fn after_step(change: &Change, caller: &Caller, case: &mut case::Model) -> Result<(), Failure> {
    if case.status != CaseStatus::Closed || case.outcome != Some(CaseOutcome::Penalty) {
        return Ok(());
    }
    let db = &change.transaction;
    let Some(last) = penalty(case) else { return Ok(()) };
    let in_force = blacklist_rule::Entity::find()
        .filter(blacklist_rule::Column::ValidFrom.lte(last.closed_on))
        // A region's rules stand beside the platform's: they propose more, never less.
        .filter(blacklist_rule::Column::RegionKey.is_in(dated::binding_keys(&case.region_key)))
        // What one serious case is enough for goes before what counts several.
        .order_by_asc(blacklist_rule::Column::Penalties)
        .order_by_asc(blacklist_rule::Column::Id)
        .all(db)
        .await?;
    let respondents = case_party::Entity::find()
        .filter(case_party::Column::CaseId.eq(case.id))
        .filter(case_party::Column::Role.eq(PartyRole::Respondent))
        .order_by_asc(case_party::Column::PartyId)
        .all(db)
        .await?;
    for party in respondents {
        let months = in_force.iter().map(|rule| rule.months.unsigned_abs()).max().unwrap_or_default();
        let earlier = earlier(db, party.party_id, &last, months).await?;
        let proposal =
            in_force.iter().find_map(|rule| Some((rule, rules::behind(&plain_rule(rule), &last, &earlier)?)));
        if let Some((rule, behind)) = proposal {
            propose(change, caller, case, &party, rule, &behind).await?;
        }
    }
    Ok(())
}

/// The party's other penalties within so many months before `last`. Penalties are public: they count
/// whichever department decided them.
async fn earlier(
    db: &impl ConnectionTrait,
    party_id: Uuid,
    last: &Penalty,
    months: u32,
) -> Result<Vec<Penalty>, DbErr> {
    let since = last.closed_on.checked_sub_months(Months::new(months)).unwrap_or(last.closed_on);
    let rows = case_party::Entity::find()
        .find_also_related(case::Entity)
        .filter(case_party::Column::PartyId.eq(party_id))
        .filter(case_party::Column::Role.eq(PartyRole::Respondent))
        .filter(case::Column::Outcome.eq(CaseOutcome::Penalty))
        .filter(case::Column::ClosedOn.between(since, last.closed_on))
        .all(db)
        .await?;
    Ok(rows.iter().filter_map(|(_, case)| penalty(case.as_ref()?)).collect())
}

async fn propose(
    change: &Change,
    caller: &Caller,
    case: &mut case::Model,
    party: &case_party::Model,
    rule: &blacklist_rule::Model,
    behind: &[Uuid],
) -> Result<(), Failure> {
    let db = &change.transaction;
    let entry = blacklist_entry::Model {
        id: Uuid::now_v7(),
        party_id: party.party_id,
        rule_id: rule.id,
        case_id: case.id,
        department_id: case.department_id,
        region_id: case.region_id,
        region_key: case.region_key.clone(),
        state: BlacklistState::Proposed,
        live_key: Some(live_key(party.party_id, &case.region_key)),
        ground: ground(rule, behind.len()),
        proposed_on: change.today,
        proposed_at: change.now,
        notified_on: None,
        statement_until: None,
        notice_document: None,
        statement: None,
        stated_on: None,
        listed_on: None,
        listed_until: None,
        decision_document: None,
        published_on: None,
        dismissed_on: None,
        dismissal_reason: None,
        removed_on: None,
        removal: None,
        removal_ground: None,
        removal_document: None,
        version: 1,
    };
    let inserted = blacklist_entry::Entity::insert(entry.clone().into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    if inserted == 0 {
        return Ok(());
    }
    let links = behind
        .iter()
        .map(|case_id| blacklist_entry_case::ActiveModel { entry_id: Set(entry.id), case_id: Set(*case_id) });
    blacklist_entry_case::Entity::insert_many(links).exec_without_returning(db).await?;
    let line = Line {
        kind: CaseEventKind::Blacklist,
        occurred_on: change.today,
        subject_id: Some(entry.id),
        ground: Some(rule.article.clone()),
        documents: Vec::new(),
        attachment_ids: Vec::new(),
        note: Some(format!("建议将“{}”列入严重违法失信名单：{}", party.name, entry.ground)),
    };
    history::note(change, caller, case, line).await?;
    // It is the platform that proposes, by comparing what cases say with the rules: the duty begins with that
    // act of its own, whenever the penalty that led to it was decided.
    wait_for_office(change, &entry, ClockKind::BlacklistProposal, change.today, None).await?;
    let words = text(
        format!("建议将“{}”列入严重违法失信名单：{}", party.name, entry.ground),
        format!("{} is proposed for the blacklist: {}", party.name, entry.ground),
    );
    tell(change, &entry, &[Recipient::Office(entry.region_key.clone())], words, "proposed").await
}

/// One entry at a time for a party in a region.
fn live_key(party_id: Uuid, region_key: &str) -> String {
    format!("{}:{region_key}", party_id.simple())
}

fn ground(rule: &blacklist_rule::Model, cases: usize) -> String {
    if cases > 1 { format!("{}（{cases}起）", rule.name) } else { rule.name.clone() }
}

/// The coordination office of the region with this key; where it has none, the nearest above.
async fn office_of(db: &impl ConnectionTrait, region_key: &str) -> Result<Option<department::Model>, DbErr> {
    let above = [9, 6, 4, 2].into_iter().filter_map(|length| region_key.get(..length));
    let offices = department::Entity::find()
        .filter(department::Column::IsCoordinationOffice.eq(true))
        .filter(department::Column::Active.eq(true))
        .filter(department::Column::RegionKey.is_in(above))
        .order_by_asc(department::Column::SortOrder)
        .all(db)
        .await?;
    let mut nearest = BTreeMap::new();
    for office in offices {
        nearest.entry(office.region_key.len()).or_insert(office);
    }
    Ok(nearest.into_values().next_back())
}

/// Starts a clock that waits for the region's office; without an office there is nobody to wait for.
async fn wait_for_office(
    change: &Change,
    entry: &blacklist_entry::Model,
    kind: ClockKind,
    started_on: NaiveDate,
    due_on: Option<NaiveDate>,
) -> Result<Option<NaiveDate>, Failure> {
    let Some(office) = office_of(&change.transaction, &entry.region_key).await? else { return Ok(None) };
    let clock = clocks::start(
        change,
        Start {
            kind,
            case_id: None,
            subject: Subject::Blacklist(entry.id),
            region_key: &office.region_key,
            department_id: office.id,
            waits_for: WaitsFor::Office,
            started_on,
            started_at: None,
            due_on,
        },
    )
    .await?;
    Ok(clock.due_on)
}

async fn tell(
    change: &Change,
    entry: &blacklist_entry::Model,
    recipients: &[Recipient],
    words: Text,
    what: &str,
) -> Result<(), Failure> {
    let note = Note {
        kind: NotificationKind::Blacklist,
        object: ("BlacklistEntry", entry.id),
        text: words,
        due_on: None,
        once: Some(format!("blacklist:{}:{what}", entry.id.simple())),
    };
    notify(change, recipients, note).await?;
    Ok(())
}

/// Gives the entries of a merged party to the survivor; of two that live in one region the survivor's own
/// goes on as the live one.
pub async fn after_merge(change: &Change, merged: Uuid, survivor: Uuid) -> Result<(), DbErr> {
    let db = &change.transaction;
    let entries = blacklist_entry::Entity::find()
        .filter(blacklist_entry::Column::PartyId.is_in([merged, survivor]))
        .all(db)
        .await?;
    let taken: Vec<String> = entries
        .iter()
        .filter(|entry| entry.party_id == survivor)
        .filter_map(|entry| entry.live_key.clone())
        .collect();
    for entry in entries.into_iter().filter(|entry| entry.party_id == merged) {
        let key = entry.live_key.as_ref().map(|_| live_key(survivor, &entry.region_key));
        let mut row = entry.into_active_model();
        row.party_id = Set(survivor);
        row.live_key = Set(key.filter(|key| !taken.contains(key)));
        blacklist_entry::Entity::update(row).exec(db).await?;
    }
    Ok(())
}

/// What the office does to an entry, with what it writes down.
#[derive(Clone, Debug)]
pub enum Decision {
    /// Tells the party.
    Notify {
        /// When.
        on: NaiveDate,
        /// The notice's number.
        document: String,
        /// The last day for its view, where no rule says it.
        until: Option<NaiveDate>,
    },
    /// Writes down what the party stated.
    Hear {
        /// When.
        on: NaiveDate,
        /// What.
        statement: String,
    },
    /// Lists the party.
    List {
        /// The first day.
        on: NaiveDate,
        /// The decision's number.
        document: String,
    },
    /// Publishes the listing.
    Publish {
        /// When.
        on: NaiveDate,
    },
    /// Does not list the party.
    Dismiss {
        /// When.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
    /// Takes it off the list.
    Remove {
        /// When.
        on: NaiveDate,
        /// Why.
        removal: BlacklistRemoval,
        /// In words.
        ground: Option<String>,
        /// The decision's number.
        document: Option<String>,
    },
}

impl Decision {
    /// The mutation.
    fn name(&self) -> &'static str {
        match self {
            Decision::Notify { .. } => "giveBlacklistNotice",
            Decision::Hear { .. } => "recordBlacklistStatement",
            Decision::List { .. } => "listOnBlacklist",
            Decision::Publish { .. } => "publishBlacklisting",
            Decision::Dismiss { .. } => "dismissBlacklistProposal",
            Decision::Remove { .. } => "removeFromBlacklist",
        }
    }

    fn act(&self) -> rules::Act {
        match self {
            Decision::Notify { .. } => rules::Act::Notify,
            Decision::Hear { .. } => rules::Act::Hear,
            Decision::List { on, .. } => rules::Act::List(*on),
            Decision::Publish { .. } => rules::Act::Publish,
            Decision::Dismiss { .. } => rules::Act::Dismiss,
            Decision::Remove { removal, on, .. } => rules::Act::Remove(*removal, *on),
        }
    }

    /// When it happened, and the input's name for that.
    fn day(&self) -> (&'static str, NaiveDate) {
        match self {
            Decision::Notify { on, .. } => ("notifiedOn", *on),
            Decision::Hear { on, .. } => ("statedOn", *on),
            Decision::List { on, .. } => ("listedOn", *on),
            Decision::Publish { on } => ("publishedOn", *on),
            Decision::Remove { on, .. } => ("removedOn", *on),
            Decision::Dismiss { on, .. } => ("dismissedOn", *on),
        }
    }
}

/// Decides on an entry, as the office of its region or of one above.
pub async fn decide(
    caller: &Caller,
    id: Uuid,
    version: i32,
    decision: Decision,
    key: Option<IdempotencyKey>,
) -> Result<blacklist_entry::Model, Failure> {
    let seen = || blacklist_entry::Entity::find_by_id(id).filter(visible(&caller.records()));
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(_) => {
            let found = seen().one(&caller.app.db.read).await?;
            return found.ok_or_else(|| Problem::not_found("id").into());
        }
        Begun::Fresh(change) => change,
    };
    // Who decides on the same entry waits for the other here, and then sees what became of it.
    let entry = seen().lock(ROW_LOCK).one(&change.transaction).await?;
    let entry = entry.ok_or_else(|| Problem::not_found("id"))?;
    if !policy::may(&caller.viewer, Act::DecideBlacklist, &owner(&entry)) {
        return Err(change.deny(caller, decision.name(), "BlacklistEntry", Some(id)).await);
    }
    if entry.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let (path, day) = decision.day();
    checks.happened(path, day, change.today);
    checks.in_order(path, entry.proposed_on, day);
    checks.extend(rules::check(&plain(&entry), decision.act()).err().map(refusal));
    let name = decision.name();
    let entry = apply(&mut checks, &change, entry, decision).await?;
    checks.finish()?;
    let entry = save(&change.transaction, entry).await?;
    let detail = serde_json::json!({ "party": entry.party_id, "state": entry.state });
    let record =
        Record { action: name.to_owned(), object_type: "BlacklistEntry", object_id: Some(id), detail };
    change.commit(record).await?;
    Ok(entry)
}

/// The entry after the decision, with its clocks and those told; undone where a check fails.
async fn apply(
    checks: &mut Checks,
    change: &Change,
    entry: blacklist_entry::Model,
    decision: Decision,
) -> Result<blacklist_entry::Model, Failure> {
    let subject = Subject::Blacklist(entry.id);
    let department = [Recipient::Department(entry.department_id)];
    Ok(match decision {
        Decision::Notify { on, document, until } => {
            let document = checks.text("document", &document, NAME);
            let clock = wait_for_office(change, &entry, ClockKind::BlacklistNotice, on, until).await?;
            let until = clock.or(until);
            if until.is_none() {
                checks.add(Problem::required("statementUntil"));
            }
            blacklist_entry::Model {
                state: BlacklistState::Notified,
                notified_on: Some(on),
                statement_until: until,
                notice_document: Some(document),
                ..entry
            }
        }
        Decision::Hear { on, statement } => blacklist_entry::Model {
            statement: Some(checks.text("statement", &statement, LONG)),
            stated_on: Some(on),
            ..entry
        },
        Decision::List { on, document } => {
            let document = checks.text("document", &document, NAME);
            let rule = blacklist_rule::Entity::find_by_id(entry.rule_id).one(&change.transaction).await?;
            let months = rule.map(|rule| rule.listed_months.unsigned_abs()).unwrap_or_default();
            let until = rules::listed_until(on, months);
            clocks::meet(change, subject, ClockKind::BlacklistNotice, on).await?;
            wait_for_office(change, &entry, ClockKind::BlacklistExpiry, on, until).await?;
            let words = text(
                "贵单位办理案件的当事人已列入严重违法失信名单",
                "A party of your case was put on the blacklist",
            );
            tell(change, &entry, &department, words, "listed").await?;
            blacklist_entry::Model {
                state: BlacklistState::Listed,
                listed_on: Some(on),
                listed_until: until,
                decision_document: Some(document),
                ..entry
            }
        }
        Decision::Publish { on } => {
            // The proposal is dealt with once the public can read what came of it.
            clocks::meet(change, subject, ClockKind::BlacklistProposal, on).await?;
            blacklist_entry::Model { published_on: Some(on), ..entry }
        }
        Decision::Dismiss { on, reason } => {
            let reason = checks.text("reason", &reason, LONG);
            clocks::meet(change, subject, ClockKind::BlacklistProposal, on).await?;
            clocks::cancel_all(change, subject, on, None).await?;
            let words = text("列入严重违法失信名单的建议未获采纳", "The proposed listing was dismissed");
            tell(change, &entry, &department, words, "dismissed").await?;
            blacklist_entry::Model {
                state: BlacklistState::Dismissed,
                live_key: None,
                dismissed_on: Some(on),
                dismissal_reason: Some(reason),
                ..entry
            }
        }
        Decision::Remove { on, removal, ground, document } => {
            let ground = checks.optional("ground", ground.as_deref(), LONG);
            if ground.is_none() && removal != BlacklistRemoval::Expired {
                checks.add(Problem::required("ground"));
            }
            clocks::meet(change, subject, ClockKind::BlacklistExpiry, on).await?;
            clocks::cancel_all(change, subject, on, None).await?;
            let words = text("当事人已移出严重违法失信名单", "A party was taken off the blacklist");
            tell(change, &entry, &department, words, "removed").await?;
            blacklist_entry::Model {
                state: BlacklistState::Removed,
                live_key: None,
                removed_on: Some(on),
                removal: Some(removal),
                removal_ground: ground,
                removal_document: checks.optional("document", document.as_deref(), NAME),
                ..entry
            }
        }
    })
}

/// Saves `row`, read at its version, under the next one.
async fn save(
    db: &impl ConnectionTrait,
    mut row: blacklist_entry::Model,
) -> Result<blacklist_entry::Model, Failure> {
    use sea_orm::ActiveModelTrait;
    let seen = row.version;
    row.version += 1;
    let saved = blacklist_entry::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(blacklist_entry::Column::Id.eq(row.id))
        .filter(blacklist_entry::Column::Version.eq(seen))
        .exec(db)
        .await?;
    if saved.rows_affected == 0 { Err(Failure::Conflict) } else { Ok(row) }
}

fn refusal(refusal: Refusal) -> Problem {
    let illegal = |zh: String, en: String| Problem::new(UserErrorCode::IllegalTransition, "", zh, en);
    match refusal {
        Refusal::NotNow => illegal(
            "该条目目前的状态不能进行此操作".to_owned(),
            "The entry does not stand where this begins".to_owned(),
        ),
        Refusal::StatementPeriod(until) => illegal(
            format!("当事人陈述申辩期至{until}，期满或者收到陈述后才能列入"),
            format!("The party may state its view until {until}; list it after that, or once it has"),
        ),
        Refusal::PublishedAlready => {
            illegal("已经公示".to_owned(), "The listing is published already".to_owned())
        }
        Refusal::NotExpired(until) => {
            illegal(format!("列入期至{until}，尚未届满"), format!("The party is listed until {until}"))
        }
        Refusal::TooEarly(from) => illegal(
            format!("列入满一年（{from}）后才能申请信用修复、提前移出"),
            format!("Credit is restored a year after the listing at the earliest, on {from}"),
        ),
        Refusal::BeforeListing => {
            illegal("移出日期早于列入日期".to_owned(), "The day lies before the listing".to_owned())
        }
    }
}

//! What is done in referrals. Each act is one transaction: load, authorise, ask the rules, save,
//! append to the referral's own history and to the case's, move the case where the act takes a step
//! of it along, start and meet the clocks, tell who must know, log.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entity::{
    case, department,
    enums::{DepartmentKind, ReferralAct, ReferralItemKind, ReferralStatus, ReferralTarget},
    referral, referral_event, referral_item, referral_item_attachment,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};
use uuid::Uuid;

use super::{
    consequences::{finish, follow},
    facts::{self, lacking, standing},
    rules::{self, Actor, RuleError, Stated},
    sight::visible,
    words,
};
use crate::{
    attachments, cases, prosecution,
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        clock::statutory_day,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG, NAME},
    },
};

/// What is done, as it is recorded.
#[derive(Clone, Debug)]
pub struct Deed {
    /// The mutation's name.
    pub mutation: &'static str,
    /// Which act.
    pub act: ReferralAct,
    /// The statutory day.
    pub occurred_on: NaiveDate,
    /// The moment on that day, where it is known: what is counted in hours runs from it.
    pub occurred_at: Option<DateTime<Utc>>,
    /// The reason.
    pub ground: Option<String>,
    /// The documents' numbers.
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
    /// The package, stated anew.
    pub items: Option<Vec<NewItem>>,
}

/// An item of the package for the police.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// Which.
    pub kind: ReferralItemKind,
    /// Its name or number.
    pub document: Option<String>,
    /// Why there is none.
    pub reason: Option<String>,
    /// The files of the case that are it.
    pub attachment_ids: Vec<Uuid>,
}

/// To whom a case is referred.
#[derive(Clone, Debug)]
pub enum Receiver {
    /// A department on the platform.
    Department(Uuid),
    /// Another region, in words.
    Region(String),
    /// The police on the platform.
    Police(Uuid),
    /// Police who are not, in words.
    PoliceOrgan(String),
}

/// The referral that a mutation made or changed before, under the same key.
async fn again(caller: &Caller, id: Uuid) -> Result<referral::Model, Failure> {
    let found =
        referral::Entity::find_by_id(id).filter(visible(&caller.records())).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// What the rules must know of `caller` in a referral of `case`.
async fn actor(
    change: &Change,
    caller: &Caller,
    case: &case::Model,
    to_department_id: Option<Uuid>,
) -> Result<Actor, Failure> {
    let known = cases::facts::acting(change, caller, case).await?;
    Ok(facts::actor(caller, case, to_department_id, known.handles_on(change.today)))
}

/// The deed's texts and files, cleaned. An item of the package that is a file is called by the file's
/// name, where it is called nothing else.
async fn cleaned(checks: &mut Checks, change: &Change, case_id: Uuid, deed: Deed) -> Result<Deed, DbErr> {
    let documents = checks.texts("documents", &deed.documents, NAME);
    let mut items = None;
    if let Some(stated) = deed.items {
        checks.length("items", stated.len());
        let mut cleaned = Vec::new();
        for (index, item) in stated.into_iter().take(rules::ITEMS.len()).enumerate() {
            let path = |field: &str| format!("items.{index}.{field}");
            let named = checks.optional(&path("document"), item.document.as_deref(), NAME);
            let reason = checks.optional(&path("reason"), item.reason.as_deref(), LONG);
            let (ids, path) = (&item.attachment_ids, path("attachmentIds"));
            let files = attachments::service::documents(change, checks, case_id, ids, &path).await?;
            let document = named.or_else(|| files.first().map(|file| file.name.clone()));
            let attachment_ids = files.into_iter().map(|file| file.id).collect();
            cleaned.push(NewItem { document, reason, attachment_ids, ..item });
        }
        items = Some(cleaned);
    }
    Ok(Deed {
        documents,
        items,
        ground: checks.optional("ground", deed.ground.as_deref(), LONG),
        note: checks.optional("note", deed.note.as_deref(), LONG),
        ..deed
    })
}

fn stated(deed: &Deed) -> Stated {
    Stated {
        occurred_on: deed.occurred_on,
        ground: deed.ground.is_some(),
        documents: !deed.documents.is_empty(),
    }
}

/// Refers the case `case_id`: to a department or region at once, to the police by a report to the head.
pub async fn begin(
    caller: &Caller,
    case_id: Uuid,
    version: i32,
    receiver: Receiver,
    deed: Deed,
    key: Option<IdempotencyKey>,
) -> Result<referral::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let mut case = cases::service::load(&change, caller, case_id)
        .await
        .map_err(|_| Failure::from(Problem::not_found("caseId")))?;
    let mut checks = Checks::default();
    let deed = cleaned(&mut checks, &change, case.id, deed).await?;
    let actor = actor(&change, caller, &case, None).await?;
    let mut errors: Vec<RuleError> = rules::refusal(actor, deed.act).into_iter().collect();
    errors.extend(rules::wrong_statements(actor, deed.act, stated(&deed)));
    let denied = errors.iter().any(words::is_denial);
    checks.extend(errors.iter().map(|error| words::refusal(error, deed.act, ReferralStatus::Sent)));
    if denied {
        let problems = checks.into_problems();
        return Err(change.deny_saying(caller, deed.mutation, "Referral", None, problems).await);
    }
    if case.version != version {
        return Err(Failure::Conflict);
    }
    checks.happened("occurredOn", deed.occurred_on, change.today);
    if deed.occurred_on < case.received_on || deed.occurred_on.year() < 1900 {
        checks.add(Problem::new(
            UserErrorCode::DateOrder,
            "occurredOn",
            "日期不得早于收到线索的日期",
            "The day must not be before the lead's receipt",
        ));
    }
    let open = referral::Entity::find()
        .filter(referral::Column::CaseId.eq(case.id))
        .filter(referral::Column::IsOpen.eq(true))
        .count(&change.transaction)
        .await?;
    if open > 0 {
        checks.add(Problem::new(
            UserErrorCode::IllegalTransition,
            "",
            "本案已有办理中的移送",
            "Another referral of this case is under way",
        ));
    }
    let police = matches!(receiver, Receiver::Police(_) | Receiver::PoliceOrgan(_));
    if police && let Some(problem) = cases::flow::steps::against_police(&change, caller, &case).await? {
        checks.add(problem);
    }
    let department = check_receiver(&mut checks, &change, &case, &receiver).await?;
    checks.finish()?;

    let name = |name: &String| Some(name.clone());
    let row = referral::Model {
        id: Uuid::now_v7(),
        case_id: case.id,
        target: match receiver {
            Receiver::Department(_) => ReferralTarget::Department,
            Receiver::Region(_) => ReferralTarget::Region,
            Receiver::Police(_) | Receiver::PoliceOrgan(_) => ReferralTarget::Police,
        },
        status: if police { ReferralStatus::Proposed } else { ReferralStatus::Sent },
        is_open: true,
        to_department_id: department.as_ref().map(|department| department.id),
        to_region_name: if let Receiver::Region(region) = &receiver { name(region) } else { None },
        to_organ_name: if let Receiver::PoliceOrgan(organ) = &receiver { name(organ) } else { None },
        ground: deed.ground.clone(),
        documents: deed.documents.clone().into(),
        proposed_on: deed.occurred_on,
        referred_on: (!police).then_some(deed.occurred_on),
        last_step_on: deed.occurred_on,
        is_complex: false,
        file_returned_on: None,
        goods_handed_over_on: None,
        supervision_suggested_on: None,
        event_count: 1,
        recorded_by_id: caller.viewer.user_id,
        recorded_at: change.now,
        version: 1,
    };
    referral::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(&change.transaction)
        .await?;
    append(&change, caller, &row, &deed, false).await?;
    if let Some(items) = &deed.items {
        write_items(&change, row.id, items).await?;
    }
    if police {
        prosecution::service::answered(&change, case.id, deed.occurred_on).await?;
    }
    let (deed, row) = match follow(&change, caller, &mut case, &row, row.status, &deed, false).await {
        Ok(()) => (deed, row),
        Err(refused) => return Err(refused.settle(change, caller, deed.mutation, case.id).await),
    };
    finish(change, caller, row, ReferralStatus::Sent, &case, deed).await
}

/// Who receives the case: a department that exists, is not the case's own and, for the police, is one.
async fn check_receiver(
    checks: &mut Checks,
    change: &Change,
    case: &case::Model,
    receiver: &Receiver,
) -> Result<Option<department::Model>, Failure> {
    let (id, police) = match receiver {
        Receiver::Department(id) => (*id, false),
        Receiver::Police(id) => (*id, true),
        Receiver::Region(name) => {
            checks.text("regionName", name, NAME);
            return Ok(None);
        }
        Receiver::PoliceOrgan(name) => {
            checks.text("organName", name, NAME);
            return Ok(None);
        }
    };
    let mut invalid = |zh: &str, en: &str| {
        checks.add(Problem::new(UserErrorCode::Invalid, "departmentId", zh, en));
    };
    let found = department::Entity::find_by_id(id).one(&change.transaction).await?;
    match &found {
        None => checks.add(Problem::not_found("departmentId")),
        Some(found) if !found.active => invalid("该部门已撤销", "This department has been dissolved"),
        Some(found) if found.id == case.department_id => {
            invalid("不能移送给本部门", "A case can't be referred to its own department");
        }
        Some(found) if police && found.kind != DepartmentKind::Police => {
            invalid("该部门不是公安机关", "This department is not the police");
        }
        Some(found) if !police && found.kind == DepartmentKind::Police => {
            invalid(
                "移送公安机关须经负责人审批，请选择“移送公安机关”",
                "The police are referred to by way of the head",
            );
        }
        Some(_) => {}
    }
    Ok(found)
}

/// The referral `id` as it stands, if the caller may see it.
async fn seen(change: &Change, caller: &Caller, id: Uuid) -> Result<referral::Model, Failure> {
    let found =
        referral::Entity::find_by_id(id).filter(visible(&caller.records())).one(&change.transaction).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// Does what is to be done in the referral `id`.
pub async fn act(
    caller: &Caller,
    id: Uuid,
    version: i32,
    deed: Deed,
    key: Option<IdempotencyKey>,
) -> Result<referral::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let case_id = seen(&change, caller, id).await?.case_id;
    // Whoever acts in one of its referrals waits for the other here.
    let mut case = cases::service::load(&change, caller, case_id).await?;
    let before = seen(&change, caller, id).await?;
    let mut checks = Checks::default();
    let deed = cleaned(&mut checks, &change, case.id, deed).await?;
    let actor = actor(&change, caller, &case, before.to_department_id).await?;
    if let Some(items) = &deed.items {
        write_items(&change, before.id, items).await?;
    }
    let items = referral_item::Entity::find()
        .filter(referral_item::Column::ReferralId.eq(id))
        .all(&change.transaction)
        .await?;
    let standing = standing(&before);
    let result = rules::apply(&standing, actor, deed.act, stated(&deed), &lacking(&items), change.today);
    let status = match result {
        Ok(status) => status,
        Err(errors) => {
            let denied = errors.iter().any(words::is_denial);
            checks.extend(errors.iter().map(|error| words::refusal(error, deed.act, before.status)));
            if denied {
                let problems = checks.into_problems();
                return Err(change.deny_saying(caller, deed.mutation, "Referral", Some(id), problems).await);
            }
            // What was right when the viewer saw the referral: they need to see it as it is.
            if before.version != version {
                return Err(Failure::Conflict);
            }
            return Err(checks.into_problems().into());
        }
    };
    if before.version != version {
        return Err(Failure::Conflict);
    }
    check_moment(&mut checks, &deed, &change);
    checks.finish()?;

    let on = Some(deed.occurred_on);
    let mut row = referral::Model {
        status,
        is_open: rules::is_open(status),
        last_step_on: deed.occurred_on,
        event_count: before.event_count + 1,
        version: before.version + 1,
        ..before.clone()
    };
    match deed.act {
        ReferralAct::HandOver => {
            row.referred_on = on;
            row.documents = deed.documents.clone().into();
        }
        ReferralAct::NoteComplex => row.is_complex = true,
        ReferralAct::ReturnFile => row.file_returned_on = on,
        ReferralAct::HandOverGoods => row.goods_handed_over_on = on,
        ReferralAct::SuggestSupervision => row.supervision_suggested_on = on,
        _ => {}
    }
    let saved = referral::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(referral::Column::Id.eq(id))
        .filter(referral::Column::Version.eq(before.version))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    let answers = rules::is_answer(deed.act) && actor.may_answer;
    append(&change, caller, &row, &deed, rules::is_answer(deed.act) && !answers).await?;
    if let Err(refused) = follow(&change, caller, &mut case, &row, before.status, &deed, answers).await {
        return Err(refused.settle(change, caller, deed.mutation, case.id).await);
    }
    finish(change, caller, row, before.status, &case, deed).await
}

fn check_moment(checks: &mut Checks, deed: &Deed, change: &Change) {
    let Some(at) = deed.occurred_at else { return };
    if statutory_day(at) != deed.occurred_on {
        checks.add(Problem::new(
            UserErrorCode::DateOrder,
            "occurredAt",
            "时刻应在所填日期当日（北京时间）",
            "The moment must lie on the day that is stated, in China Standard Time",
        ));
    } else if at > change.now {
        checks.add(Problem::new(
            UserErrorCode::DateOrder,
            "occurredAt",
            "时刻不能晚于当前时间",
            "The moment must not lie in the future",
        ));
    }
}

async fn append(
    change: &Change,
    caller: &Caller,
    row: &referral::Model,
    deed: &Deed,
    on_paper: bool,
) -> Result<(), Failure> {
    referral_event::Entity::insert(referral_event::ActiveModel {
        id: Set(Uuid::now_v7()),
        referral_id: Set(row.id),
        sequence: Set(row.event_count),
        act: Set(deed.act),
        to_status: Set(row.status),
        occurred_on: Set(deed.occurred_on),
        occurred_at: Set(deed.occurred_at),
        recorded_at: Set(change.now),
        actor_id: Set(caller.viewer.user_id),
        on_paper: Set(on_paper),
        ground: Set(deed.ground.clone()),
        documents: Set(deed.documents.clone().into()),
        note: Set(deed.note.clone()),
    })
    .exec_without_returning(&change.transaction)
    .await?;
    Ok(())
}

async fn write_items(change: &Change, referral_id: Uuid, items: &[NewItem]) -> Result<(), Failure> {
    let db = &change.transaction;
    referral_item_attachment::Entity::delete_many()
        .filter(referral_item_attachment::Column::ReferralId.eq(referral_id))
        .exec(db)
        .await?;
    referral_item::Entity::delete_many()
        .filter(referral_item::Column::ReferralId.eq(referral_id))
        .exec(db)
        .await?;
    for item in items {
        referral_item::Entity::insert(referral_item::ActiveModel {
            referral_id: Set(referral_id),
            kind: Set(item.kind),
            document: Set(item.document.clone()),
            reason: Set(item.reason.clone()),
        })
        .exec_without_returning(db)
        .await?;
        for (attachment_id, ordinal) in item.attachment_ids.iter().zip(1..) {
            referral_item_attachment::Entity::insert(referral_item_attachment::ActiveModel {
                referral_id: Set(referral_id),
                kind: Set(item.kind),
                attachment_id: Set(*attachment_id),
                ordinal: Set(ordinal),
            })
            .exec_without_returning(db)
            .await?;
        }
    }
    Ok(())
}

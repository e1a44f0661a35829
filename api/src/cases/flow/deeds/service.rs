//! Doing it: each one transaction that loads, authorises, asks the rules, writes the line of history,
//! meets the clock that waited for it, and logs.

use chrono::NaiveDate;
use entity::{
    case, case_event, case_publication,
    enums::{CaseEventKind, ClockKind},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    facts::{handles_jointly, known, particulars, respondents, rights},
    redaction,
    rules::{self, Deed},
    words::{deed, deed_refusal},
};
use crate::{
    cases::{
        facts::acting,
        flow::steps::{documents, known as known_facts},
        history::{self, Line},
        informants,
        rules::RuleError,
        service::{again, load, record},
        words,
    },
    clocks::service::{Subject, cancel, meet},
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG, NAME},
    },
};

/// What a deed states.
#[derive(Clone, Debug)]
pub struct Done {
    /// What was done.
    pub deed: Deed,
    /// The statutory day.
    pub on: NaiveDate,
    /// The provision or reason.
    pub ground: Option<String>,
    /// The documents' numbers; where none is given, the names of the files.
    pub documents: Vec<String>,
    /// The files of the case on which it rests.
    pub attachment_ids: Vec<Uuid>,
    /// What else is noted; of a note, the note.
    pub note: Option<String>,
    /// The text to publish, and where.
    pub publication: Option<(String, Option<String>)>,
}

/// Does it, if the case's rules allow it.
///
/// # Errors
///
/// Where the caller may not, the case is not there yet, or the input breaks a rule.
pub async fn perform(
    caller: &Caller,
    mutation: &'static str,
    (id, version): (Uuid, i32),
    done: Done,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let mut row = load(&change, caller, id).await?;
    let mut checks = Checks::default();
    let done = cleaned(&mut checks, &change, id, done).await?;
    let errors = against(&change, caller, &row, &done).await?;
    checks.extend(errors.iter().map(|error| deed_refusal(error, done.deed)));
    if errors.iter().any(words::is_denial) {
        let problems = checks.into_problems();
        return Err(change.deny_saying(caller, mutation, "Case", Some(id), problems).await);
    }
    if row.version != version {
        return Err(Failure::Conflict);
    }
    if let Some((text, _)) = &done.publication {
        let parties = respondents(&change.transaction, &row).await?;
        if redaction::redact(text, &known(&parties)) != *text {
            checks.add(unredacted());
        }
    }
    checks.finish()?;
    write(&change, caller, &mut row, &done).await?;
    let detail =
        serde_json::json!({ "number": row.number, "on": done.on, "attachments": done.attachment_ids });
    change.commit(record(mutation, id, detail)).await?;
    Ok(row)
}

async fn cleaned(checks: &mut Checks, change: &Change, case_id: Uuid, done: Done) -> Result<Done, DbErr> {
    let (documents, attachment_ids) =
        documents(checks, change, case_id, &done.documents, &done.attachment_ids).await?;
    let publication = done.publication.map(|(text, place)| {
        (checks.text("text", &text, LONG), checks.optional("place", place.as_deref(), NAME))
    });
    let note = match done.deed {
        Deed::Note => Some(checks.text("note", done.note.as_deref().unwrap_or_default(), LONG)),
        _ => checks.optional("note", done.note.as_deref(), LONG),
    };
    Ok(Done {
        ground: checks.optional("ground", done.ground.as_deref(), LONG),
        documents,
        attachment_ids,
        note,
        publication,
        ..done
    })
}

/// What the rules say against it.
async fn against(
    change: &Change,
    caller: &Caller,
    row: &case::Model,
    done: &Done,
) -> Result<Vec<RuleError>, Failure> {
    let db = &change.transaction;
    let happened = case_event::Entity::find()
        .filter(case_event::Column::CaseId.eq(row.id))
        .filter(case_event::Column::Kind.is_in(history::MILESTONES))
        .order_by_asc(case_event::Column::Sequence)
        .all(db)
        .await?;
    let facts = known_facts(change, row).await?;
    let about = particulars(row, &happened, informants::is_named(db, row.id).await?);
    let actor = acting(change, caller, row).await?;
    let rights = rights(caller, row, handles_jointly(db, caller, row).await?);
    let stated = (done.ground.is_some(), !done.documents.is_empty());
    Ok(rules::check(done.deed, &facts, &about, (&actor, &rights), (done.on, change.today), stated))
}

fn unredacted() -> Problem {
    Problem::new(
        UserErrorCode::Invalid,
        "text",
        "公示文本中仍有自然人姓名、身份证号码、电话号码或住址，请隐去后再公示",
        "The text still holds a natural person's name, an identity number, a telephone number or a home address",
    )
}

async fn write(change: &Change, caller: &Caller, row: &mut case::Model, done: &Done) -> Result<(), Failure> {
    let kind = match done.deed {
        Deed::ServeDecision => CaseEventKind::Service,
        Deed::WaiveHearing => CaseEventKind::Hearing,
        Deed::PublishPenalty => CaseEventKind::Publication,
        Deed::TellInformant => CaseEventKind::Informant,
        Deed::MarkTypical | Deed::UnmarkTypical => CaseEventKind::Mark,
        Deed::Note => CaseEventKind::Note,
    };
    match done.deed {
        Deed::MarkTypical => row.mark_typical = true,
        Deed::UnmarkTypical => row.mark_typical = false,
        _ => {}
    }
    let said = deed(done.deed).zh;
    let line = Line {
        kind,
        occurred_on: done.on,
        subject_id: None,
        ground: done.ground.clone(),
        documents: done.documents.clone(),
        attachment_ids: done.attachment_ids.clone(),
        note: match (done.deed, &done.note) {
            (Deed::Note, note) => note.clone(),
            (_, Some(note)) => Some(format!("{said}。{note}")),
            (_, None) => Some(said),
        },
    };
    history::note(change, caller, row, line).await?;
    let subject = Subject::Case(row.id);
    match done.deed {
        Deed::ServeDecision => {
            meet(change, subject, ClockKind::DecisionService, done.on).await?;
        }
        Deed::WaiveHearing => {
            cancel(change, subject, ClockKind::HearingRequest, done.on, Some("当事人书面放弃")).await?;
        }
        Deed::PublishPenalty => {
            publish(change, caller, row.id, done).await?;
            meet(change, subject, ClockKind::PenaltyPublication, done.on).await?;
        }
        Deed::TellInformant => {
            meet(change, subject, ClockKind::ReporterNotice, done.on).await?;
        }
        Deed::MarkTypical | Deed::UnmarkTypical | Deed::Note => {}
    }
    Ok(())
}

async fn publish(change: &Change, caller: &Caller, case_id: Uuid, done: &Done) -> Result<(), Failure> {
    let Some((text, place)) = done.publication.clone() else { return Ok(()) };
    let mut again = OnConflict::column(case_publication::Column::CaseId);
    again.update_columns([
        case_publication::Column::Text,
        case_publication::Column::Place,
        case_publication::Column::PublishedById,
        case_publication::Column::RecordedAt,
    ]);
    case_publication::Entity::insert(case_publication::ActiveModel {
        case_id: Set(case_id),
        text: Set(text),
        published_on: Set(done.on),
        place: Set(place),
        published_by_id: Set(caller.viewer.user_id),
        recorded_at: Set(change.now),
    })
    .on_conflict(again)
    .exec_without_returning(&change.transaction)
    .await?;
    Ok(())
}

//! Who is told of what happens to an account, at once: the person, the auditors of their region and above, and who
//! is asked to confirm it. What is written here is also sent by e-mail to who has an address ([`super::mails`]).

use chrono::{DateTime, Utc};
use entity::{
    account_mail, account_request,
    enums::{AccountRequestKind, NotificationKind},
    user,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Set};
use uuid::Uuid;

use crate::{
    notifications::service::{Note, Recipient, add},
    shared::{
        change::Change,
        clock,
        language::{Text, text},
        live::Added,
    },
};

/// What happened to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened<'a> {
    /// Something was asked for it, and waits.
    Asked(AccountRequestKind),
    /// What was asked was refused or withdrawn.
    Refused(AccountRequestKind),
    /// It was done; confirmed by somebody of this name, where somebody did.
    Done(AccountRequestKind, Option<&'a str>),
    /// Where to write to its person was changed.
    Readdressed,
    /// It was disabled.
    Disabled,
    /// It was enabled.
    Enabled,
}

/// Tells the person of `row` and the auditors what `by` did.
///
/// # Errors
///
/// The database's.
pub async fn tell(change: &Change, row: &user::Model, happened: Happened<'_>, by: &str) -> Result<(), DbErr> {
    let added = write(&change.transaction, change.now, row, happened, by).await?;
    change.announce(added).await
}

/// Tells `people` that they are asked to confirm `request` of `row`.
///
/// # Errors
///
/// The database's.
pub async fn ask(
    change: &Change,
    request: &account_request::Model,
    (row, by): (&user::Model, &str),
    people: &[Uuid],
) -> Result<(), DbErr> {
    let (zh, en) = words(request.kind);
    let (name, username) = (&row.display_name, &row.username);
    let note = Note {
        kind: NotificationKind::Account,
        object: ("AccountRequest", request.id),
        text: text(
            format!("账号事项待您确认：{by}为{name}（{username}）{zh}"),
            format!("An account waits for you to confirm: {by} asks to {en} {name} ({username})"),
        ),
        due_on: Some(clock::statutory_day(request.expires_at)),
        once: None,
    };
    let recipients: Vec<_> = people.iter().copied().map(Recipient::User).collect();
    let added = add(&change.transaction, change.now, &recipients, &note).await?;
    post(&change.transaction, change.now, &added).await?;
    change.announce(added).await
}

/// [`tell`] of what the command line did; answers what is to be announced.
///
/// # Errors
///
/// The database's.
pub async fn write(
    transaction: &impl ConnectionTrait,
    now: DateTime<Utc>,
    row: &user::Model,
    happened: Happened<'_>,
    by: &str,
) -> Result<Vec<Added>, DbErr> {
    let note = |object_type, text| Note {
        kind: NotificationKind::Account,
        object: (object_type, row.id),
        text,
        due_on: None,
        once: None,
    };
    let person = [Recipient::User(row.id)];
    let mut added = add(transaction, now, &person, &note("User", to_person(happened, by))).await?;
    // The log has the rest; the account itself is not an auditor's to open.
    let auditors = [Recipient::Auditors(row.region_key.clone())];
    let told = add(transaction, now, &auditors, &note("AuditEntry", to_auditor(row, happened, by))).await?;
    added.extend(told);
    post(transaction, now, &added).await?;
    Ok(added)
}

/// Has what was written sent by e-mail too, to who has an address.
async fn post(transaction: &impl ConnectionTrait, now: DateTime<Utc>, added: &[Added]) -> Result<(), DbErr> {
    let reachable: Vec<Uuid> = user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(user::Column::Id.is_in(added.iter().map(|added| added.user_id)))
        .filter(user::Column::Email.is_not_null())
        .filter(user::Column::Email.ne(""))
        .into_tuple()
        .all(transaction)
        .await?;
    let mails: Vec<_> = added
        .iter()
        .filter(|added| reachable.contains(&added.user_id))
        .map(|added| account_mail::ActiveModel {
            notification_id: Set(added.notification_id),
            attempts: Set(0),
            retry_at: Set(Some(now)),
            sent_at: Set(None),
            error: Set(None),
        })
        .collect();
    if !mails.is_empty() {
        account_mail::Entity::insert_many(mails).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// What is asked, as the end of a sentence.
fn words(kind: AccountRequestKind) -> (&'static str, &'static str) {
    match kind {
        AccountRequestKind::Create => ("新建账号", "create the account of"),
        AccountRequestKind::Reset => ("重置密码", "reset the password of"),
        AccountRequestKind::ChangeRole => ("变更角色", "change the role of"),
        AccountRequestKind::IssueToken => ("签发系统令牌", "issue a token to"),
    }
}

fn to_person(happened: Happened<'_>, by: &str) -> Text {
    const HINT: (&str, &str) =
        ("如非您本人要求，请立即联系安全审计员", "If you did not ask for it, tell your auditor at once");
    match happened {
        Happened::Asked(kind) => {
            let (zh, en) = words(kind);
            text(
                format!("{by}申请为您{zh}，正待他人确认。{}", HINT.0),
                format!("{by} asks to {en} you; it waits for somebody to confirm it. {}", HINT.1),
            )
        }
        Happened::Refused(kind) => {
            let (zh, en) = words(kind);
            text(format!("为您{zh}的申请未获确认（{by}）"), format!("{by} did not agree to {en} you"))
        }
        Happened::Done(kind, confirmed) => {
            let (zh, en) = words(kind);
            let (with_zh, with_en) = confirmation(confirmed);
            text(
                format!("已为您{zh}，由{by}提出{with_zh}。{}", HINT.0),
                format!("Done for your account: {by} asked to {en} you{with_en}. {}", HINT.1),
            )
        }
        Happened::Readdressed => text(
            format!("{by}修改了您账号的联系方式。{}", HINT.0),
            format!("{by} changed how to reach you. {}", HINT.1),
        ),
        Happened::Disabled => text(format!("您的账号已被{by}停用"), format!("{by} disabled your account")),
        Happened::Enabled => text(format!("您的账号已被{by}启用"), format!("{by} enabled your account")),
    }
}

fn to_auditor(row: &user::Model, happened: Happened<'_>, by: &str) -> Text {
    let (name, username) = (&row.display_name, &row.username);
    match happened {
        Happened::Asked(kind) => {
            let (zh, en) = words(kind);
            text(
                format!("{by}申请为{name}（{username}）{zh}，待确认"),
                format!("{by} asks to {en} {name} ({username}); it waits to be confirmed"),
            )
        }
        Happened::Refused(kind) => {
            let (zh, en) = words(kind);
            text(
                format!("为{name}（{username}）{zh}的申请未获确认（{by}）"),
                format!("{by} did not agree to {en} {name} ({username})"),
            )
        }
        Happened::Done(kind, confirmed) => {
            let (zh, en) = words(kind);
            let (with_zh, with_en) = confirmation(confirmed);
            text(
                format!("已为{name}（{username}）{zh}，由{by}提出{with_zh}"),
                format!("Done: {by} asked to {en} {name} ({username}){with_en}"),
            )
        }
        Happened::Readdressed => text(
            format!("{by}修改了{name}（{username}）的联系方式"),
            format!("{by} changed how to reach {name} ({username})"),
        ),
        Happened::Disabled => text(
            format!("{by}停用了{name}（{username}）的账号"),
            format!("{by} disabled {name} ({username})"),
        ),
        Happened::Enabled => {
            text(format!("{by}启用了{name}（{username}）的账号"), format!("{by} enabled {name} ({username})"))
        }
    }
}

fn confirmation(confirmed: Option<&str>) -> (String, String) {
    match confirmed {
        Some(name) => (format!("、{name}确认"), format!(", confirmed by {name}")),
        None => ("，未经他人确认".to_owned(), ", confirmed by nobody".to_owned()),
    }
}

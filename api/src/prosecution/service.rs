//! Whether a case must go to the police: its amounts against the thresholds in force, looked at
//! whenever they change. A case that reaches one says so, waits for its handlers, and gets no penalty
//! without a recorded reason; unless the police or the head decided against prosecution.

use chrono::NaiveDate;
use entity::{
    case,
    enums::{CaseEventKind, CaseKind, ClockKind, NotificationKind, ReferralStatus, WaitsFor},
    prosecution_threshold, referral,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    rules::{self, Measured, Prosecution, Threshold},
    words,
};
use crate::{
    cases::{
        facts::InTheWay,
        history::{self, Line},
    },
    clocks::{
        service as clocks,
        service::{Start, Subject},
    },
    notifications::service::{Note, Recipient, notify},
    shared::{
        caller::Caller,
        change::Change,
        dated::Dated,
        errors::Failure,
        language::{Text, text},
        values::yuan,
    },
};

/// The threshold as the rules see it.
pub fn plain(row: &prosecution_threshold::Model) -> Threshold {
    Threshold {
        kind: row.case_kind,
        measure: row.measure,
        fen: row.fen,
        conditional: row.condition.is_some(),
        from: row.valid_from,
        to: row.valid_to,
    }
}

/// The case as far as thresholds care: judged by the law of the day of its decision, or of today.
pub fn measured(row: &case::Model, today: NaiveDate) -> Measured {
    Measured {
        kind: row.kind,
        amount_fen: row.amount_fen,
        illegal_income_fen: row.illegal_income_fen,
        on: row.decided_on.or(row.closed_on).unwrap_or(today),
    }
}

/// Whether the police or the head decided against prosecution: then the department decides itself.
pub fn settled(referrals: &[referral::Model]) -> bool {
    let against =
        |row: &referral::Model| rules::is_declined(row.status) || row.status == ReferralStatus::NotApproved;
    referrals.iter().any(against)
}

impl Dated for prosecution_threshold::Model {
    fn region_key(&self) -> &str {
        &self.region_key
    }

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    fn valid_to(&self) -> Option<NaiveDate> {
        self.valid_to
    }
}

/// Those of `thresholds` that bind the case's region. They stand side by side: one of a region adds to the
/// platform's and never takes its place, so that no region is less strict than the whole country.
pub fn binding<'a>(
    thresholds: &'a [prosecution_threshold::Model],
    row: &case::Model,
) -> impl Iterator<Item = &'a prosecution_threshold::Model> {
    thresholds.iter().filter(|threshold| threshold.binds(&row.region_key))
}

/// The thresholds of a kind of case, of all times and regions; the lowest first.
async fn of_kind(
    db: &impl ConnectionTrait,
    kind: CaseKind,
) -> Result<Vec<prosecution_threshold::Model>, DbErr> {
    prosecution_threshold::Entity::find()
        .filter(prosecution_threshold::Column::CaseKind.eq(kind))
        .order_by_asc(prosecution_threshold::Column::Fen)
        .order_by_asc(prosecution_threshold::Column::Id)
        .all(db)
        .await
}

/// What `state` means, in a sentence.
pub fn explanation(
    kind: CaseKind,
    state: Prosecution,
    reached: &[prosecution_threshold::Model],
    lowest: Option<&prosecution_threshold::Model>,
) -> Text {
    let said = |row: &prosecution_threshold::Model| {
        let (measure, fen) = (words::measure(row.measure), yuan(row.fen));
        text(
            format!(
                "{}达到{}的追诉标准（{}{}以上，{}）",
                measure.zh, row.crime, measure.zh, fen.zh, row.article
            ),
            format!(
                "the {} reaches the threshold of {} ({} or more, {})",
                measure.en, row.crime, fen.en, row.article
            ),
        )
    };
    match state {
        Prosecution::NoThreshold => words::without_threshold(kind),
        Prosecution::Met => match reached.iter().find(|row| row.condition.is_none()) {
            Some(row) => {
                let said = said(row);
                text(
                    format!("{}，涉嫌犯罪，应当移送公安机关", said.zh),
                    format!("{}: the case must be referred to the police", said.en),
                )
            }
            None => {
                text("达到追诉标准，应当移送公安机关", "A threshold is met: refer the case to the police")
            }
        },
        Prosecution::Possible => {
            let under: Vec<_> = reached.iter().filter_map(|row| row.condition.as_deref()).collect();
            text(
                format!("如有以下情形，即达到追诉标准，请核实：{}", under.join("；")),
                format!("The threshold is met if this holds, please look: {}", under.join("; ")),
            )
        }
        Prosecution::NotMet => match lowest {
            Some(row) => {
                let (measure, fen) = (words::measure(row.measure), yuan(row.fen));
                text(
                    format!("未达到追诉标准：{}{}{}以上（{}）", row.crime, measure.zh, fen.zh, row.article),
                    format!(
                        "Below the threshold: {}, {} of {} or more ({})",
                        row.crime, measure.en, fen.en, row.article
                    ),
                )
            }
            None => text("未达到追诉标准", "Below the thresholds"),
        },
    }
}

/// The same, from what is at hand.
pub fn in_the_way(
    row: &case::Model,
    thresholds: &[prosecution_threshold::Model],
    referrals: &[referral::Model],
    today: NaiveDate,
) -> InTheWay {
    let plain: Vec<_> = binding(thresholds, row).map(plain).collect();
    let met = rules::judge(&plain, &measured(row, today)) == Prosecution::Met;
    let waits =
        |row: &referral::Model| matches!(row.status, ReferralStatus::Proposed | ReferralStatus::Approved);
    InTheWay { must_refer: met && !settled(referrals), pending: referrals.iter().any(waits) }
}

/// The same, read within a change.
pub async fn find_in_the_way(change: &Change, row: &case::Model) -> Result<InTheWay, DbErr> {
    let thresholds = of_kind(&change.transaction, row.kind).await?;
    let referrals =
        referral::Entity::find().filter(referral::Column::CaseId.eq(row.id)).all(&change.transaction).await?;
    Ok(in_the_way(row, &thresholds, &referrals, change.today))
}

/// Looks at the amounts of a case that was registered or revised. Where they reach a threshold that
/// they did not reach `before`, the history says so, the handlers are told, and a duty begins: with the
/// receipt of a lead that came with such amounts; of revised ones, which have no day of their own, with the
/// platform's own act, that it compares them.
pub async fn look(
    change: &Change,
    caller: &Caller,
    before: Option<&case::Model>,
    row: &mut case::Model,
) -> Result<(), Failure> {
    let thresholds = of_kind(&change.transaction, row.kind).await?;
    let judge = |row: &case::Model| {
        let plain: Vec<_> = binding(&thresholds, row).map(plain).collect();
        rules::judge(&plain, &measured(row, change.today))
    };
    let met = judge(row) == Prosecution::Met;
    // Thresholds of another kind say nothing about this one.
    let was = before.is_some_and(|before| before.kind == row.kind && judge(before) == Prosecution::Met);
    let subject = Subject::Case(row.id);
    if was && !met {
        clocks::cancel(change, subject, ClockKind::ProsecutionReview, change.today, None).await?;
    }
    if was || !met {
        return Ok(());
    }
    let case = measured(row, change.today);
    let reached: Vec<_> =
        binding(&thresholds, row).filter(|model| rules::reaches(&plain(model), &case)).cloned().collect();
    let said = explanation(row.kind, Prosecution::Met, &reached, None);
    let line = Line {
        kind: CaseEventKind::Referral,
        occurred_on: change.today,
        subject_id: None,
        ground: None,
        documents: Vec::new(),
        attachment_ids: Vec::new(),
        note: Some(said.zh.clone()),
    };
    history::note(change, caller, row, line).await?;
    let on = before.map_or(row.received_on, |_| change.today);
    clocks::start(
        change,
        Start {
            kind: ClockKind::ProsecutionReview,
            case_id: Some(row.id),
            subject,
            region_key: &row.region_key,
            department_id: row.department_id,
            waits_for: WaitsFor::Handlers,
            started_on: on,
            started_at: None,
            due_on: None,
        },
    )
    .await?;
    let told = Note {
        kind: NotificationKind::Prosecution,
        object: ("Case", row.id),
        text: text(format!("案件{}：{}", row.number, said.zh), format!("Case {}: {}", row.number, said.en)),
        due_on: None,
        once: None,
    };
    notify(change, &[Recipient::Handlers(row.id), Recipient::Head(row.department_id)], told).await?;
    Ok(())
}

/// The question whether to refer is answered: by a proposal, a decision, or the case's end.
pub async fn answered(change: &Change, case_id: Uuid, on: NaiveDate) -> Result<(), Failure> {
    clocks::meet(change, Subject::Case(case_id), ClockKind::ProsecutionReview, on).await.map(drop)
}

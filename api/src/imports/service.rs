//! A ledger, taken in whole or not at all, within one change; and the preview, which is the same, undone.

use bytes::Bytes;
use entity::{department, enums::LedgerKind, import, imported_row, inspection, publicity_event, training};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::OnConflict,
};
use sha2::{Digest, Sha256};
use tokio::{
    sync::{Semaphore, mpsc},
    task::JoinHandle,
};
use uuid::Uuid;
use vocabulary::Term;

use super::{
    cases, columns,
    names::Names,
    outings, outreach,
    reading::{self, Piece, Row, Unreadable},
    report::{Found, Refused, Report, SHOWN},
    sight::visible,
    stating::{Fault, Stating},
};
use crate::{
    cases::flow::ledger,
    shared::{
        audit::Record,
        caller::Caller,
        change::{self, Change},
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, NAME},
        policy::{self, Act, Owner},
        recorded::record_within,
    },
};

/// So many ledgers are read at once: what each holds in memory is bounded, and so is all of it.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// A workbook that is to be taken in.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// What it lists.
    pub kind: LedgerKind,
    /// Its name.
    pub file_name: String,
    /// What it holds.
    pub content: Bytes,
}

/// Why nothing came of a ledger.
#[derive(Debug)]
pub enum Refusal {
    /// It can't be read.
    Unreadable(Unreadable),
    /// As services fail.
    Failure(Failure),
}

impl<E: Into<Failure>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Failure(error.into())
    }
}

/// What it is to record what the ledger lists.
pub fn act(kind: LedgerKind) -> Act {
    match kind {
        LedgerKind::Cases => Act::HandleCase,
        LedgerKind::Inspections => Act::RecordInspection,
        LedgerKind::Trainings | LedgerKind::PublicityEvents => Act::RecordOutreach,
    }
}

/// Takes the ledger in as the import `id`, or, without one, only tells what would come of it. Under the id of an import
/// that was made of the same workbook by the same person, that import is answered again.
///
/// # Errors
///
/// Where it can't be read; FORBIDDEN; a conflict where another import has the id.
pub async fn run(caller: &Caller, ledger: Ledger, id: Option<Uuid>) -> Result<Report, Refusal> {
    let _permit = AT_ONCE.acquire().await.map_err(anyhow::Error::from)?;
    if !policy::may(&caller.viewer, act(ledger.kind), &Owner::own(&caller.viewer)) {
        let change = change::begin_once(caller).await?;
        return Err(change.deny(caller, "importLedger", "Import", None).await.into());
    }
    let (digest, table) = (hex::encode(Sha256::digest(&ledger.content)), columns::of(ledger.kind));
    // Nobody waits for a ledger that can't be read to its end.
    let content = ledger.content.clone();
    read(tokio::task::spawn_blocking(move || reading::read(content, table, |_| true))).await?;
    let change = change::begin_once(caller).await?;
    // Two who take ledgers of one department in at once: the second waits, and finds what the first has entered.
    let own = department::Entity::find_by_id(caller.viewer.department_id).lock(ROW_LOCK);
    let own = own.one(&change.transaction).await?.filter(|own| own.active);
    let own = own.ok_or_else(|| Problem::forbidden(""))?;
    let mut checks = Checks::default();
    let file_name = checks.text("name", &ledger.file_name, NAME);
    checks.finish()?;
    let mut run = Run {
        names: Names::read(&change.transaction, caller, own).await?,
        import: id.unwrap_or_else(Uuid::now_v7),
        report: Report {
            kind: ledger.kind,
            digest,
            sheets: Vec::new(),
            ignored: Vec::new(),
            rows: 0,
            shown: Vec::new(),
            repeated: Vec::new(),
            refused: Vec::new(),
            import: None,
        },
        file_name,
        caller,
    };
    if let Some(known) = import::Entity::find_by_id(run.import).one(&change.transaction).await? {
        let same = known.imported_by_id == caller.viewer.user_id && known.digest == run.report.digest;
        if !same || known.kind != ledger.kind {
            return Err(Failure::Conflict.into());
        }
        run.report.rows = known.rows;
        run.report.import = Some(known);
        return Ok(run.report);
    }
    import::Entity::insert(run.begun(&change).into_active_model())
        .exec_without_returning(&change.transaction)
        .await?;

    let (give, mut pieces) = mpsc::channel(256);
    let content = ledger.content;
    let reading = tokio::task::spawn_blocking(move || {
        reading::read(content, table, |piece| give.blocking_send(piece).is_ok())
    });
    while let Some(piece) = pieces.recv().await {
        run.take(&change, piece).await?;
    }
    read(reading).await?;
    if id.is_none() || !run.report.refused.is_empty() || run.report.rows == 0 {
        return Ok(run.report);
    }
    run.commit(change).await
}

/// Waits until a workbook is read. One that breaks its reader is damaged.
async fn read(reading: JoinHandle<Result<(), Unreadable>>) -> Result<(), Refusal> {
    let read = reading.await.unwrap_or_else(|error| {
        tracing::warn!(%error, "a workbook broke its reader");
        Err(Unreadable::Damaged)
    });
    read.map_err(Refusal::Unreadable)
}

/// The import with this key, where the caller may see it.
///
/// # Errors
///
/// The database's.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<import::Model>, sea_orm::DbErr> {
    import::Entity::find_by_id(id).filter(visible(&caller.records())).one(&caller.app.db.read).await
}

/// A ledger that is being taken in.
struct Run<'a> {
    caller: &'a Caller,
    names: Names,
    import: Uuid,
    file_name: String,
    report: Report,
}

impl Run<'_> {
    fn begun(&self, change: &Change) -> import::Model {
        let own = self.names.own();
        import::Model {
            id: self.import,
            kind: self.report.kind,
            department_id: own.id,
            region_key: own.region_key.clone(),
            file_name: self.file_name.clone(),
            digest: self.report.digest.clone(),
            rows: self.report.rows,
            repeated: i32::try_from(self.report.repeated.len()).unwrap_or(i32::MAX),
            imported_by_id: self.caller.viewer.user_id,
            imported_at: change.now,
        }
    }

    async fn take(&mut self, change: &Change, piece: Piece) -> Result<(), Failure> {
        match piece {
            Piece::Sheet(sheet) => self.report.sheets.push(Found { sheet, rows: 0, left_out: Vec::new() }),
            Piece::Ignored(name) => self.report.ignored.push(name),
            Piece::LeftOut(_, row, why) => {
                if let Some(found) = self.report.sheets.last_mut() {
                    found.left_out.push((row, why));
                }
            }
            Piece::Row(row) => {
                if let Some(found) = self.report.sheets.last_mut() {
                    found.rows += 1;
                }
                self.row(change, row).await?;
            }
        }
        Ok(())
    }

    /// Records what the row states, once; or notes what is wrong with it.
    async fn row(&mut self, change: &Change, row: Row) -> Result<(), Failure> {
        let mut stating = Stating::new(columns::of(self.report.kind), &row);
        let record_id = Uuid::now_v7();
        let problems = match self.record(change, &mut stating, record_id).await? {
            Recorded::New(problems) => problems,
            Recorded::Before => {
                self.report.repeated.push((row.sheet.clone(), row.number));
                return Ok(());
            }
        };
        stating.refuse(problems);
        let faults: Vec<Fault> = stating.into_faults();
        if faults.is_empty() {
            self.report.rows += 1;
            if self.report.shown.len() < SHOWN {
                self.report.shown.push(row);
            }
        } else {
            self.report.refused.push(Refused { row, faults });
        }
        Ok(())
    }

    /// Records what the row states as `id`, and answers what the service found wrong. Where a cell is wrong already, the
    /// service only judges the others.
    async fn record(
        &mut self,
        change: &Change,
        row: &mut Stating<'_>,
        id: Uuid,
    ) -> Result<Recorded, Failure> {
        let (caller, today, db) = (self.caller, change.today, &change.transaction);
        let own = self.names.own().clone();
        let stated = match self.report.kind {
            LedgerKind::Cases => Stated::Case(cases::state(change, caller, row, &self.names).await?),
            LedgerKind::Inspections => Stated::Outing(outings::state(db, row, &mut self.names, today).await?),
            LedgerKind::Trainings => Stated::Training(outreach::training(row, &self.names, today)),
            LedgerKind::PublicityEvents => Stated::Event(outreach::event(row, &self.names, today)),
        };
        if self.claim(change, row, id).await? {
            return Ok(Recorded::Before);
        }
        let mut checks = Checks::default();
        if row.has_faults() {
            checks.add(Problem::new(UserErrorCode::Invalid, WRONG_ALREADY, "", ""));
        }
        let recorded = match stated {
            Stated::Case(case) => {
                let source = row.source(&self.file_name);
                ledger::take_in(change, caller, &own, id, case, checks, &source).await
            }
            Stated::Outing(it) => {
                record_within::<inspection::Entity>(change, caller, &own, id, &it, checks).await.map(drop)
            }
            Stated::Training(it) => {
                record_within::<training::Entity>(change, caller, &own, id, &it, checks).await.map(drop)
            }
            Stated::Event(it) => {
                record_within::<publicity_event::Entity>(change, caller, &own, id, &it, checks)
                    .await
                    .map(drop)
            }
        };
        match recorded {
            Ok(()) => Ok(Recorded::New(Vec::new())),
            Err(Failure::Rejected(mut problems)) => {
                problems.retain(|problem| problem.path != [WRONG_ALREADY]);
                Ok(Recorded::New(outings::judged(row, problems)))
            }
            Err(other) => Err(other),
        }
    }

    /// Takes what the row says for this import; answers whether it became a record before. Of two equal rows of one
    /// ledger the second is refused: whether a thing happened twice or was written twice, the ledger must tell.
    async fn claim(&self, change: &Change, row: &mut Stating<'_>, record_id: Uuid) -> Result<bool, Failure> {
        let digest = row.digest(self.report.kind, self.names.own().id);
        let (sheet, number) = row.at();
        let claimed = imported_row::ActiveModel {
            digest: Set(digest.clone()),
            import_id: Set(self.import),
            sheet: Set(sheet.to_owned()),
            row: Set(i32::try_from(number).map_err(anyhow::Error::from)?),
            record_id: Set(record_id),
        };
        let inserted = imported_row::Entity::insert(claimed)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&change.transaction)
            .await?;
        if inserted > 0 {
            return Ok(false);
        }
        let first = imported_row::Entity::find_by_id(digest).one(&change.transaction).await?;
        match first.filter(|first| first.import_id == self.import) {
            Some(first) => {
                let zh =
                    format!("与本文件“{}”第{}行完全相同；确属两次的，请注明区别", first.sheet, first.row);
                let en = format!(
                    "The same as row {} of \"{}\"; if it happened twice, say what differs",
                    first.row, first.sheet
                );
                row.fault("", UserErrorCode::Duplicate, zh, en);
                Ok(false)
            }
            None => Ok(true),
        }
    }

    async fn commit(mut self, change: Change) -> Result<Report, Refusal> {
        let done = self.begun(&change);
        import::ActiveModel {
            id: Set(done.id),
            rows: Set(done.rows),
            repeated: Set(done.repeated),
            ..Default::default()
        }
        .update(&change.transaction)
        .await?;
        let detail = serde_json::json!({
            "kind": done.kind.code(),
            "fileName": done.file_name,
            "digest": done.digest,
            "rows": done.rows,
            "repeated": done.repeated,
        });
        let record = Record {
            action: "importLedger".to_owned(),
            object_type: "Import",
            object_id: Some(done.id),
            detail,
        };
        change.commit(record).await?;
        self.report.import = Some(done);
        Ok(self.report)
    }
}

/// That a row has wrong cells, to the service that judges the others.
const WRONG_ALREADY: &str = "wrongAlready";

/// What a row states.
#[allow(clippy::large_enum_variant, reason = "made once a row and taken apart at once")]
enum Stated {
    Case(ledger::LedgerCase),
    Outing(crate::inspections::service::Outing),
    Training(crate::trainings::service::HeldTraining),
    Event(crate::publicity::service::HeldEvent),
}

/// What came of a row.
enum Recorded {
    /// It is a record now, unless this is wrong with it.
    New(Vec<Problem>),
    /// It became one before.
    Before,
}

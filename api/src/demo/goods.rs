//! Seized goods and supervision in demonstrated cases.

use anyhow::Context;
use chrono::NaiveDate;
use entity::{
    case_event,
    enums::{CaseEventKind, ClockKind, SearchKind, SeizureMeasure, SupervisionEntryKind, WaitsFor},
    seized_goods, seizure, seizure_officer, supervision, supervision_entry,
};
use uuid::Uuid;

use super::{
    dossier::Dossier,
    ledger::{Ledger, moment},
};
use crate::{
    clocks::{
        bulk::{Kept, Recorded},
        service::{Start, Subject},
    },
    seizures::{self, words},
    shared::search,
    supervisions,
};

/// Goods: what, which brand, how much in thousandths, of which unit, worth how much in fen.
pub type Goods<'a> = (&'a str, Option<&'a str>, i64, &'a str, i64);

/// A seizure to demonstrate.
pub struct Seized<'a> {
    /// The measure.
    pub measure: SeizureMeasure,
    /// The day.
    pub on: NaiveDate,
    /// The decision's number.
    pub decision: String,
    /// Where.
    pub place: &'a str,
    /// From whom.
    pub party_id: Uuid,
    /// The list.
    pub goods: &'a [Goods<'a>],
}

/// A supervision to demonstrate.
pub struct Supervised<'a> {
    /// The office, its region's key, and who decides there.
    pub office: (Uuid, &'a str, Uuid),
    /// The notice's number.
    pub document: String,
    /// The day.
    pub on: NaiveDate,
    /// By when it is to be concluded.
    pub deadline: NaiveDate,
    /// When a report came.
    pub reported: NaiveDate,
    /// When the office urged.
    pub urged: NaiveDate,
}

impl Dossier<'_> {
    /// Seizes goods, by the department's first two officers.
    pub fn seize(&mut self, ledger: &mut Ledger, seized: Seized<'_>) -> anyhow::Result<()> {
        let at = moment(seized.on, 300);
        let id = ledger.id(at);
        let mut officers = Vec::with_capacity(2);
        for officer in self.department.officers.iter().take(2) {
            officers.push((officer.id, officer.certificate(seized.on)?.to_owned()));
        }
        let actor_id = officers.first().context("no officer to seize anything")?.0;
        let mut row = seizure::Model {
            id,
            case_id: self.case.id,
            department_id: self.case.department_id,
            region_key: self.case.region_key.clone(),
            measure: seized.measure,
            first_measure: seized.measure,
            taken_on: seized.on,
            measure_since: seized.on,
            decision_number: seized.decision,
            ground: "《中华人民共和国行政强制法》第二十二条".to_owned(),
            place: seized.place.to_owned(),
            storage: Some("局机关涉案物品保管室".to_owned()),
            party_id: Some(seized.party_id),
            witness: None,
            extended_on: None,
            is_held: true,
            due_on: None,
            due_sort: seizures::rules::due_sort(None),
            recorded_by_id: actor_id,
            recorded_at: at,
            version: 1,
        };
        let kind = seizures::clocks::clock_of(seized.measure);
        let clock = self.wait(ledger, Subject::Seizure(id), kind, (seized.on, actor_id), None);
        seizures::clocks::show(&mut row, &clock.row);
        self.clocks.push(clock);
        let mut goods = Vec::with_capacity(seized.goods.len());
        for (ordinal, (name, brand, quantity_milli, unit, value_fen)) in (1..).zip(seized.goods) {
            goods.push(seized_goods::Model {
                id: ledger.id(at),
                seizure_id: id,
                ordinal,
                name: (*name).to_owned(),
                brand: brand.map(str::to_owned),
                specification: None,
                quantity_milli: *quantity_milli,
                unit: (*unit).to_owned(),
                value_fen: Some(*value_fen),
                note: None,
            });
        }
        let said = words::goods(goods.iter().map(|goods| (goods, goods.quantity_milli)));
        let note = format!("{}{said}，地点：{}", words::measure(row.measure).zh, row.place);
        self.note(ledger, (CaseEventKind::Seizure, id), (seized.on, actor_id), &row.decision_number, note);
        let texts = seizures::service::searchable(&row, &goods);
        ledger.documents.push(search::document(SearchKind::Seizure, id, texts));
        ledger.seizure_officers.extend(officers.into_iter().map(|(user_id, certificate_number)| {
            seizure_officer::Model { seizure_id: id, user_id, certificate_number }
        }));
        ledger.seized_goods.extend(goods);
        ledger.seizures.push(row);
        self.case.held_seizures += 1;
        Ok(())
    }

    /// Puts the case on the office's list, with a report and an urging since.
    pub fn supervise(&mut self, ledger: &mut Ledger, supervised: Supervised<'_>) {
        const EVERY: i32 = 7;
        let (office_id, office_region_key, clerk) = supervised.office;
        let at = moment(supervised.on, 310);
        let id = ledger.id(at);
        let handler = self.department.officers.first().map_or(self.case.recorded_by_id, |officer| officer.id);
        let owed = supervisions::rules::next_report(supervised.on, EVERY, None, None);
        let next =
            supervisions::rules::next_report(supervised.on, EVERY, Some(owed), Some(supervised.reported));
        let row = supervision::Model {
            id,
            case_id: self.case.id,
            office_id,
            office_region_key: office_region_key.to_owned(),
            document: supervised.document,
            ground: "涉案金额较大，群众反映强烈".to_owned(),
            requirements: "查清货源和销售去向，依法从快办理，按期报告进展".to_owned(),
            listed_on: supervised.on,
            deadline_on: supervised.deadline,
            report_every_days: EVERY,
            next_report_on: Some(next),
            due_sort: supervisions::rules::due_sort(Some(supervised.deadline), Some(next)),
            report_count: 1,
            urge_count: 1,
            last_urged_on: Some(supervised.urged),
            released_on: None,
            conclusion: None,
            recorded_by_id: clerk,
            recorded_at: at,
            version: 3,
        };
        let subject = Subject::Supervision(id);
        let day = (supervised.on, clerk);
        for (kind, due_on) in
            [(ClockKind::Supervision, supervised.deadline), (ClockKind::SupervisionReport, next)]
        {
            let clock = self.wait(ledger, subject, kind, day, Some(due_on));
            self.clocks.push(clock);
        }
        let listed = format!("挂牌督办，办结期限{}，每{EVERY}日报告进展", supervised.deadline);
        self.note(ledger, (CaseEventKind::Supervision, id), day, &row.document, listed);
        let entries = [
            (
                SupervisionEntryKind::Report,
                (supervised.reported, handler),
                Some(owed),
                "已查明上游供货商，正在核实销售台账。",
            ),
            (SupervisionEntryKind::Urge, (supervised.urged, clerk), None, "请加快调查取证，按期报告进展。"),
        ];
        for (sequence, (kind, (occurred_on, actor_id), due_on, content)) in (1..).zip(entries) {
            let at = moment(occurred_on, 320);
            let entry_id = ledger.id(at);
            ledger.supervision_entries.push(supervision_entry::Model {
                id: entry_id,
                supervision_id: id,
                sequence,
                kind,
                occurred_on,
                content: content.to_owned(),
                due_on,
                actor_id,
                recorded_at: at,
            });
            let note = content.to_owned();
            self.note(ledger, (CaseEventKind::Supervision, id), (occurred_on, actor_id), "", note);
        }
        ledger.supervisions.push(row);
    }

    fn wait(
        &self,
        ledger: &mut Ledger,
        subject: Subject,
        kind: ClockKind,
        (started_on, actor_id): (NaiveDate, Uuid),
        due_on: Option<NaiveDate>,
    ) -> Kept {
        let at = moment(started_on, 300);
        let start = Start {
            kind,
            case_id: Some(self.case.id),
            subject,
            region_key: &self.case.region_key,
            department_id: self.case.department_id,
            waits_for: WaitsFor::Handlers,
            started_on,
            started_at: None,
            due_on,
        };
        let (id, event) = (ledger.id(at), ledger.id(at));
        Kept::start(&ledger.law, id, &start, Recorded { id: event, actor_id, at })
    }

    /// A line of history that is no step.
    fn note(
        &mut self,
        ledger: &mut Ledger,
        (kind, subject_id): (CaseEventKind, Uuid),
        (occurred_on, actor_id): (NaiveDate, Uuid),
        document: &str,
        note: String,
    ) {
        self.case.event_count += 1;
        let at = moment(occurred_on, 480 + i64::from(self.case.event_count));
        let documents: Vec<String> =
            (!document.is_empty()).then(|| document.to_owned()).into_iter().collect();
        let id = ledger.id(at);
        ledger.case_events.push(case_event::Model {
            id,
            case_id: self.case.id,
            sequence: self.case.event_count,
            transition: None,
            from_status: None,
            to_status: self.facts.standing.status,
            occurred_on,
            recorded_at: at,
            actor_id,
            ground: None,
            documents: documents.into(),
            note: Some(note),
            kind,
            subject_id: Some(subject_id),
        });
    }
}

//! Believable data for scale: years of inspections, cases and trainings of a city's departments,
//! every case walked step by step through the rules. The same seed makes the same rows.

use std::io::Write;

use chrono::{Days, Months, NaiveDate};
use entity::{
    case, department,
    enums::{
        AudienceKind, CaseKind, CaseOutcome, CaseSource, CaseStatus, CaseTransition, DepartmentKind,
        PremisesResult, PublicityKind, RegionLevel, Role, TrainingKind,
    },
    region,
};
use rand::RngExt;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    accounts::{self, Account},
    dossier::{Dossier, Marks, Opening, ReferredTo, Said},
    ledger::{Department, Hosts, Ledger, Lesson, Officer, Party, Publicity, Region, Visit, moment},
    words, yueyang,
};
use crate::{
    cases::review::service::Amounts,
    clocks::bulk::Law,
    figures,
    shared::{
        app::App,
        audit::{self, Actor, Record},
        filling::Filling,
    },
};

/// How much, and which.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many cases; everything else follows in proportion.
    pub cases: u64,
    /// The same seed makes the same rows.
    pub seed: u64,
}

/// The city that is populated.
const CITY: &str = "430600";
/// Over how many years the records reach back.
const YEARS: u32 = 4;
/// Rows in memory before they are written.
const AT_ONCE: usize = 40_000;

/// Who does the work, and when.
pub(super) struct Stage<'a> {
    /// Departments with officers; cases are shared among them.
    pub departments: &'a [Department],
    /// Where cases suspected of crime go.
    pub police: Option<&'a Department>,
    /// The joint actions that records may belong to, with their days.
    pub actions: &'a [(Uuid, NaiveDate, NaiveDate)],
    /// The first day and the last.
    pub days: (NaiveDate, NaiveDate),
    /// How many cases there will be.
    pub cases: u64,
    /// Tells these numbers of cases from others in the same department.
    pub series: String,
}

/// Who was met before: some are met again.
#[derive(Default)]
pub(super) struct Parties(Vec<Party>);

/// How many of the parties met are remembered.
const REMEMBERED: usize = 2_000;

/// The accounts of the city, where it is made here.
const ACCOUNTS: [(&str, &str); 6] = [
    ("office", "双打办工作人员 · 岳阳市双打办"),
    ("head", "部门负责人 · 岳阳市知识产权局"),
    ("officer", "执法人员 · 岳阳市知识产权局"),
    ("leader", "领导（全市只读） · 岳阳市双打办"),
    ("admin", "系统管理员 · 岳阳市双打办"),
    ("auditor", "安全审计员 · 岳阳市双打办"),
];

/// Adds believable records to the city of 岳阳. Where the city is missing it is made, and its
/// accounts are answered.
///
/// # Errors
///
/// Where the database cannot be read or written, or already holds what this seed makes.
pub async fn generate(app: &App, options: Options) -> anyhow::Result<Vec<Account>> {
    let today = app.clock.today();
    let from = today - Months::new(12 * YEARS);
    let law = (Law::read(&app.db.read).await?, Amounts::read(&app.db.read).await?);
    let mut ledger = Ledger::new(options.seed, format!("-{}-", options.seed), law);
    let there = case::Entity::find().count(&app.db.read).await?;
    let mut filling = Filling::begin(&app.db).await?;
    if options.cases >= there {
        filling.set_aside().await?;
    }
    let (departments, accounts) = staff(&mut ledger, &filling, from, today).await?;
    let stage = Stage {
        departments: &departments,
        police: departments.iter().find(|department| department.kind == DepartmentKind::Police),
        actions: &[],
        days: (from, today),
        cases: options.cases,
        series: format!("{}-", options.seed),
    };
    let mut parties = Parties::default();
    for number in 0..options.cases {
        stage.act(&mut ledger, &mut parties, number)?;
        if ledger.waiting() >= AT_ONCE {
            ledger.write(&filling).await?;
            progress(number + 1, options.cases)?;
        }
    }
    ledger.write(&filling).await?;
    progress(options.cases, options.cases)?;
    let actor = Actor { name: "shuangda demo".to_owned(), ..Actor::default() };
    let record = Record {
        action: "generateDemonstration".to_owned(),
        object_type: "Database",
        object_id: None,
        detail: serde_json::json!({ "cases": options.cases, "seed": options.seed }),
    };
    audit::append(filling.connection(), &app.secrets, &actor, app.clock.now(), record).await?;
    filling.commit().await?;
    figures::rebuild(&app.db, moment(from, 0)).await?;
    Ok(accounts)
}

fn progress(done: u64, of: u64) -> std::io::Result<()> {
    let mut out = std::io::stderr().lock();
    writeln!(out, "{done} of {of} cases")
}

/// The city's departments with officers of this seed's own; the city itself, with its accounts,
/// where it is missing.
async fn staff(
    ledger: &mut Ledger,
    filling: &Filling,
    from: NaiveDate,
    until: NaiveDate,
) -> anyhow::Result<(Vec<Department>, Vec<Account>)> {
    let transaction = filling.connection();
    let since = moment(from, 0);
    let spans = yueyang::certificates_until(from, until);
    let city = region::Entity::find().filter(region::Column::Code.eq(CITY)).one(transaction).await?;
    let mut accounts = Vec::new();
    let mut departments = match city {
        Some(city) => known_departments(transaction, city).await?,
        None => {
            let hunan =
                region::Entity::find().filter(region::Column::Code.eq("430000")).one(transaction).await?;
            let province = match hunan {
                Some(row) => Region { id: row.id, key: row.key, code: row.code, name: row.name },
                None => ledger.region("430000", "湖南省", RegionLevel::Province, None, since),
            };
            let (made, digests) = accounts::make(&ACCOUNTS).await?;
            accounts = made;
            let hash = |username: &str| digests.of(username).map(Some);
            let mut city = yueyang::organise(ledger, &province, ("office", hash("office")?), since);
            let office = &city.office;
            ledger.account(office, ("leader", "陈建国"), Role::Observer, true, hash("leader")?, since);
            ledger.account(office, ("admin", "系统管理员"), Role::SystemAdmin, false, hash("admin")?, since);
            let auditor = ("auditor", "安全审计员");
            ledger.account(office, auditor, Role::SecurityAuditor, false, hash("auditor")?, since);
            if let Some(department) = city.departments.first_mut() {
                let head = ("head", "周明远");
                ledger.account(department, head, Role::DepartmentHead, false, hash("head")?, since);
                let officer = ("officer", "何志强");
                let officer =
                    ledger.account(department, officer, Role::Officer, false, hash("officer")?, since);
                ledger.certify(department, officer, &spans, since);
            }
            city.departments
        }
    };
    departments.retain(|department| {
        !matches!(department.kind, DepartmentKind::Court | DepartmentKind::Procuratorate)
    });
    for department in &mut departments {
        let name = words::person(&mut ledger.rng);
        let username = format!("head-{}-{}", department.region.code, department.id.simple());
        let head = ledger.account(department, (&username, &name), Role::DepartmentHead, false, None, since);
        department.head = Some(head);
        ledger.officers(department, 6, &spans, since);
    }
    ledger.write(filling).await?;
    Ok((departments, accounts))
}

/// The city's departments, without the officers they have.
async fn known_departments(
    transaction: &impl ConnectionTrait,
    city: region::Model,
) -> anyhow::Result<Vec<Department>> {
    let rows = department::Entity::find()
        .filter(department::Column::RegionId.eq(city.id))
        .filter(department::Column::IsCoordinationOffice.eq(false))
        .filter(department::Column::Active.eq(true))
        .order_by_asc(department::Column::SortOrder)
        .all(transaction)
        .await?;
    let region = Region { id: city.id, key: city.key, code: city.code, name: city.name };
    Ok(rows
        .into_iter()
        .map(|row| Department {
            id: row.id,
            region: region.clone(),
            short_name: row.short_name,
            kind: row.kind,
            head: None,
            officers: Vec::new(),
        })
        .collect())
}

impl Stage<'_> {
    /// The case with this number, and what else happens around it.
    pub fn act(&self, ledger: &mut Ledger, parties: &mut Parties, number: u64) -> anyhow::Result<()> {
        let day = self.day_of(number)?;
        if number.is_multiple_of(4) {
            self.inspect(ledger, parties, day)?;
        }
        if number.is_multiple_of(40) {
            self.reach_out(ledger, day)?;
        }
        self.handle(ledger, parties, number, day)
    }

    /// Cases come evenly over the days, in their order: rows that are near in time lie near each other.
    fn day_of(&self, number: u64) -> anyhow::Result<NaiveDate> {
        let days = u64::try_from((self.days.1 - self.days.0).num_days())?;
        Ok(self.days.0 + Days::new(days * number / self.cases.max(1)))
    }

    /// The action of that day that the department's record belongs to, for some of them.
    fn action(&self, ledger: &mut Ledger, day: NaiveDate) -> Option<Uuid> {
        let running: Vec<_> =
            self.actions.iter().filter(|(_, from, to)| (*from..=*to).contains(&day)).collect();
        if running.is_empty() || !ledger.chance(60) {
            return None;
        }
        Some(ledger.pick(&running).0)
    }

    fn inspect(&self, ledger: &mut Ledger, parties: &mut Parties, day: NaiveDate) -> anyhow::Result<()> {
        let department = ledger.pick(self.departments);
        let other = ledger.pick(self.departments);
        let joint = other.id != department.id && ledger.chance(30);
        let others: &[&Department] = if joint { &[other] } else { &[] };
        let hosts = Hosts { department, others, action: self.action(ledger, day) };
        let mut officers: Vec<Officer> = department.officers.iter().take(2).cloned().collect();
        if joint {
            officers.extend(other.officers.iter().take(2).cloned());
        }
        let visits = (0..ledger.rng.random_range(1..=3))
            .map(|_| {
                let party = parties.meet(ledger, department, day)?;
                let result = *ledger.pick(&[
                    PremisesResult::NoIssue,
                    PremisesResult::NoIssue,
                    PremisesResult::RectifyOnSpot,
                    PremisesResult::Seized,
                    PremisesResult::CaseOpened,
                ]);
                Ok(Visit { party, result })
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        let goods = ledger.rng.random_range(10..400);
        let place = format!("{}{}", department.region.name, ledger.pick(words::STREETS));
        ledger.inspection(hosts, (day, &place), &officers, visits, (goods, false), "演示数据")?;
        Ok(())
    }

    fn reach_out(&self, ledger: &mut Ledger, day: NaiveDate) -> anyhow::Result<()> {
        let department = ledger.pick(self.departments);
        let hosts = Hosts { department, others: &[], action: self.action(ledger, day) };
        let kind = *ledger.pick(&[TrainingKind::Class, TrainingKind::Lecture, TrainingKind::Seminar]);
        let subject = ledger.pick(&["知识产权执法实务", "商标法律法规", "假冒商品识别", "企业知识产权保护"]);
        let people = ledger.rng.random_range(20..120);
        let companies = if kind == TrainingKind::Seminar { ledger.rng.random_range(10..60) } else { 0 };
        let lesson = Lesson {
            kind,
            name: format!("{subject}培训"),
            days: (day, day),
            place: "会议中心",
            subject,
            person_times: (people, false),
            companies: (companies, false),
            audience: *ledger.pick(&[
                AudienceKind::Officers,
                AudienceKind::Businesses,
                AudienceKind::Students,
            ]),
        };
        ledger.training(hosts, lesson)?;
        let kind =
            *ledger.pick(&[PublicityKind::Consultation, PublicityKind::Leaflets, PublicityKind::Destruction]);
        let what = match kind {
            PublicityKind::Consultation => "法律咨询活动",
            PublicityKind::Destruction => "侵权假冒商品集中销毁活动",
            _ => "宣传资料发放活动",
        };
        let event = Publicity {
            kind,
            name: what.to_owned(),
            days: (day, day),
            place: "市民广场",
            materials: (ledger.rng.random_range(0..2_000), false),
            consultations: (ledger.rng.random_range(0..150), false),
            media_items: ledger.rng.random_range(0..5),
            television_programmes: i32::from(ledger.chance(10)),
        };
        ledger.publicity(hosts, event)
    }

    fn handle(
        &self,
        ledger: &mut Ledger,
        parties: &mut Parties,
        number: u64,
        received_on: NaiveDate,
    ) -> anyhow::Result<()> {
        let department = ledger.pick(self.departments);
        let other = ledger.pick(self.departments);
        let joint = other.id != department.id && ledger.chance(5);
        let co_handlers: &[&Department] = if joint { &[other] } else { &[] };
        let kind = kind_for(ledger, department.kind);
        let goods = *ledger.pick(&words::GOODS);
        let party = parties.meet(ledger, department, received_on)?;
        let amount_fen = ledger.rng.random_range(500..200_000) * 100;
        let opening = Opening {
            co_handlers,
            number: format!(
                "{}案〔{}〕{}{:06}号",
                words::mark(department.kind),
                received_on.format("%Y"),
                self.series,
                number + 1
            ),
            marks: Marks {
                major: ledger.chance(3),
                typical: ledger.chance(4),
                foreign_related: ledger.chance(1),
                mass: ledger.chance(1),
            },
            source: *ledger.pick(&[
                CaseSource::Inspection,
                CaseSource::Inspection,
                CaseSource::Complaint,
                CaseSource::Report,
                CaseSource::Monitoring,
                CaseSource::Referral,
            ]),
            action: self.action(ledger, received_on),
            amount_fen: Some(amount_fen),
            summary: format!("涉嫌违法经营{goods}，由{}处理。演示数据。", department.short_name),
            ..Opening::against(department, party, (kind, goods), received_on)
        };
        let mut dossier = Dossier::open(ledger, opening)?;
        // Some stall, and become overdue.
        let stalls_after =
            if ledger.rng.random_range(0..1_000) < 6 { ledger.rng.random_range(0..4) } else { 99 };
        let mut day = received_on;
        for _ in 0..stalls_after {
            day = day + Days::new(self.gap(ledger, dossier.standing().status));
            if day > self.days.1 || !self.step(ledger, &mut dossier, department, day)? {
                break;
            }
        }
        dossier.keep(ledger);
        Ok(())
    }

    /// Days until the next step.
    fn gap(&self, ledger: &mut Ledger, status: CaseStatus) -> u64 {
        use CaseStatus::{Accepted, Closed, Decided, Filed, Investigating, Lead, LegalReview, Suspended};
        let (least, most) = match status {
            Lead | Filed => (0, 6),
            Accepted => (1, 9),
            Investigating => (8, 45),
            Suspended => (10, 40),
            LegalReview => (1, 10),
            Decided => (5, 20),
            Closed => (5, 40),
            _ => (2, 15),
        };
        // Now and then something takes much longer.
        let slow = if ledger.chance(4) { 4 } else { 1 };
        ledger.rng.random_range(least..=most) * slow
    }

    /// Takes one of the steps that the rules allow; false where there is none.
    fn step(
        &self,
        ledger: &mut Ledger,
        dossier: &mut Dossier<'_>,
        department: &Department,
        day: NaiveDate,
    ) -> anyhow::Result<bool> {
        use CaseTransition::{Decide, Refer, ReferToPolice};
        let allowed: Vec<_> = dossier
            .allowed(day)
            .into_iter()
            .filter(|transition| *transition != ReferToPolice || self.police.is_some())
            .collect();
        let total: u32 = allowed.iter().map(|transition| weight(*transition)).sum();
        if total == 0 {
            return Ok(false);
        }
        let mut drawn = ledger.rng.random_range(0..total);
        let Some(transition) = allowed.into_iter().find(|transition| {
            let weight = weight(*transition);
            let found = drawn < weight;
            drawn = drawn.saturating_sub(weight);
            found
        }) else {
            return Ok(false);
        };
        let mut said = Said::default();
        match transition {
            Decide if dossier.kind() == CaseKind::PatentDispute => said.outcome = Some(CaseOutcome::Decided),
            Decide if ledger.chance(12) => said.outcome = Some(CaseOutcome::NoPenalty),
            Decide => {
                said.outcome = Some(CaseOutcome::Penalty);
                said.fine_fen = Some(ledger.rng.random_range(10..800) * 10_000);
                said.confiscated_income_fen =
                    ledger.chance(30).then(|| ledger.rng.random_range(1..300) * 10_000);
            }
            Refer => {
                let other = ledger.pick(self.departments);
                said.referred_to = Some(if other.id == department.id || ledger.chance(30) {
                    ReferredTo::Region("外省市")
                } else {
                    ReferredTo::Department(other)
                });
            }
            ReferToPolice => said.referred_to = self.police.map(ReferredTo::Department),
            _ => {}
        }
        dossier.step(ledger, transition, day, said)?;
        Ok(true)
    }
}

/// How often a step is taken where it is allowed.
fn weight(transition: CaseTransition) -> u32 {
    use CaseTransition::{
        Archive, Decline, DeclineFiling, HoldHearing, PoliceDecline, Refer, ReferToPolice,
        RequestReconsideration, ReturnFromLegalReview, Suspend, TakeBack, Withdraw,
    };
    match transition {
        Decline | Suspend => 6,
        DeclineFiling | HoldHearing => 8,
        ReturnFromLegalReview => 10,
        Withdraw | Refer => 1,
        ReferToPolice => 3,
        PoliceDecline | RequestReconsideration => 40,
        TakeBack => 4,
        Archive => 90,
        _ => 100,
    }
}

/// What a department's case is mostly about.
fn kind_for(ledger: &mut Ledger, department: DepartmentKind) -> CaseKind {
    use CaseKind::{
        Copyright, CounterfeitGoods, CounterfeitPatent, Customs, GeographicalIndication, Other,
        PatentDispute, PlantVariety, Trademark, UnfairCompetition,
    };
    let kinds: &[CaseKind] = match department {
        DepartmentKind::IpOffice => {
            &[PatentDispute, PatentDispute, CounterfeitPatent, GeographicalIndication]
        }
        DepartmentKind::IndustryCommerce => &[Trademark, Trademark, Trademark, UnfairCompetition],
        DepartmentKind::Culture | DepartmentKind::CultureEnforcement => &[Copyright],
        DepartmentKind::Agriculture | DepartmentKind::Forestry => &[PlantVariety, CounterfeitGoods],
        DepartmentKind::Customs => &[Customs],
        DepartmentKind::QualitySupervision | DepartmentKind::FoodDrug => &[CounterfeitGoods],
        _ => &[CounterfeitGoods, Trademark, Other],
    };
    *ledger.pick(kinds)
}

impl Parties {
    /// Somebody new, or somebody known.
    fn meet(
        &mut self,
        ledger: &mut Ledger,
        department: &Department,
        day: NaiveDate,
    ) -> anyhow::Result<Party> {
        if !self.0.is_empty() && ledger.chance(15) {
            return Ok(ledger.pick(&self.0).clone());
        }
        let party = ledger.business(department, &department.region, moment(day, 0))?;
        if self.0.len() < REMEMBERED {
            self.0.push(party.clone());
        } else {
            let forgotten = ledger.rng.random_range(0..REMEMBERED);
            self.0[forgotten] = party.clone();
        }
        Ok(party)
    }
}

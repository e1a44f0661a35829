//! What the departments and the office have to settle with each other today: two departments at one shop, a
//! proposal to handle a case jointly, one offender proposed for the blacklist and one listed, a report
//! with a name behind it, a step that waits for the head. Cases are laid into the ledger; what was done
//! about them goes through the services, on its day, so that history, clocks, notifications and the
//! audit log are what they would be.

use anyhow::{Context, anyhow};
use chrono::{Days, NaiveDate};
use entity::{
    blacklist_entry, case, deconfliction,
    enums::{CaseKind, CaseOutcome, CaseSource, CaseTransition, PartyRole},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    accounts::acting,
    dossier::{Dossier, Opening, Said},
    ledger::{Department, Ledger, Party, moment},
    luzhou::City,
    words,
};
use crate::{
    blacklist::{service as blacklist, service::Decision},
    cases::{
        flow::{
            approvals,
            register::{self, CasePart, CaseText, NewLead},
            steps::{self, NewStep},
        },
        informants::NewInformant,
    },
    deconfliction::{service as deconflictions, service::Proposal},
    shared::{
        app::App,
        caller::Caller,
        clock::Clock,
        errors::Failure,
        ids::{self, Kind},
        values::Money,
    },
};

/// What was laid into the ledger and is acted upon once it is written.
pub(super) struct Scenes {
    /// A shop that the IP office investigates, and what the second department comes to find there.
    met: Party,
    /// Another, for whose cases the office proposes joint handling.
    jointly: Party,
    /// Who is reported by name.
    reported: Party,
    /// The last case of an offender who is listed by now: it only waits to be closed.
    listed: Uuid,
    /// The last case of an offender who is to be proposed.
    proposed: Uuid,
}

/// Lays the cases into the ledger.
pub(super) fn lay(ledger: &mut Ledger, city: &City, today: NaiveDate) -> anyhow::Result<Scenes> {
    let patents = city.department("市知识产权局")?;
    let trademarks = city.department("市工商局")?;
    let county = city.counties.first().context("the counties are missing")?;
    let mut shop = |department: &Department, ago: u64| {
        ledger.business(department, &county.region, moment(today - Days::new(ago), 0))
    };
    let (met, jointly, reported) = (shop(patents, 24)?, shop(patents, 40)?, shop(patents, 4)?);
    let (listed, proposed) = (shop(trademarks, 800)?, shop(trademarks, 460)?);
    for (number, party, ago) in [(1, &met, 24), (2, &jointly, 40)] {
        let goods = if number == 1 { "手机配件" } else { "灯具" };
        let opening = Opening {
            number: format!("泸知法〔{}〕E{number}号", today.format("%Y")),
            ..opening(patents, party, (CaseKind::CounterfeitPatent, goods), today - Days::new(ago))
        };
        let mut dossier = Dossier::open(ledger, opening)?;
        for (after, step) in
            [(2, CaseTransition::Accept), (4, CaseTransition::File), (5, CaseTransition::Investigate)]
        {
            dossier.step(ledger, step, today - Days::new(ago - after), Said::default())?;
        }
        dossier.keep(ledger);
        // The second department looked the business up by its credit code.
        ledger.uses(trademarks, party.id, moment(today - Days::new(10), 0));
    }
    let listed = offences(ledger, trademarks, &listed, today, [(790, true), (140, false)])?;
    let proposed = offences(ledger, trademarks, &proposed, today, [(450, true), (100, false)])?;
    Ok(Scenes { met, jointly, reported, listed, proposed })
}

fn opening<'a>(
    department: &'a Department,
    party: &Party,
    about: (CaseKind, &str),
    received_on: NaiveDate,
) -> Opening<'a> {
    Opening { amount_fen: Some(2_360_000), ..Opening::against(department, party.clone(), about, received_on) }
}

/// Cases of one offender that end in a penalty, so many days ago; the last one is not closed yet.
fn offences(
    ledger: &mut Ledger,
    department: &Department,
    party: &Party,
    today: NaiveDate,
    cases: [(u64, bool); 2],
) -> anyhow::Result<Uuid> {
    use CaseTransition::{Accept, Close, Decide, Enforce, File, GiveNotice, Investigate};
    const STEPS: [(u64, CaseTransition); 7] = [
        (2, Accept),
        (5, File),
        (6, Investigate),
        (38, GiveNotice),
        (52, Decide),
        (60, Enforce),
        (70, Close),
    ];
    let mut last = Uuid::nil();
    for (ago, closed) in cases {
        let received_on = today - Days::new(ago);
        let opening = Opening {
            number: format!("泸工商案〔{}〕E{ago}号", received_on.format("%Y")),
            ..opening(department, party, (CaseKind::Trademark, "白酒"), received_on)
        };
        let mut dossier = Dossier::open(ledger, opening)?;
        for (after, step) in STEPS.into_iter().filter(|(_, step)| closed || *step != Close) {
            let decided = step == Decide;
            let said = Said {
                outcome: decided.then_some(CaseOutcome::Penalty),
                fine_fen: decided.then_some(3_000_000),
                ..Said::default()
            };
            dossier.step(ledger, step, received_on + Days::new(after), said)?;
        }
        last = dossier.keep(ledger);
    }
    Ok(last)
}

/// Does about them what people did, each thing on its day.
pub(super) async fn act(app: &App, scenes: &Scenes) -> anyhow::Result<()> {
    let stage = Stage { app, today: app.clock.today() };
    stage.list(scenes.listed).await?;
    stage.handle_jointly(&scenes.jointly).await?;
    stage.report(&scenes.reported).await?;
    stage.meet(&scenes.met, 3).await?;
    stage.close(scenes.proposed, 2).await?;
    stage.propose_filing().await
}

struct Stage<'a> {
    app: &'a App,
    today: NaiveDate,
}

impl Stage<'_> {
    /// The account as it acted so many days ago.
    async fn caller(&self, username: &str, ago: u64) -> anyhow::Result<Caller> {
        let then = moment(self.today - Days::new(ago), 90);
        acting(&self.app.at(Clock::from_fn(move || then)), username).await
    }

    fn day(&self, ago: u64) -> NaiveDate {
        self.today - Days::new(ago)
    }

    /// Closes a case whose penalty is enforced: where rules say so, its offender is proposed.
    async fn close(&self, case_id: Uuid, ago: u64) -> anyhow::Result<()> {
        let caller = self.caller("officer2", ago).await?;
        let found = case::Entity::find_by_id(case_id).one(&self.app.db.read).await?;
        let row = found.context("the offender's case is missing")?;
        let step = NewStep {
            outcome: Some(CaseOutcome::Penalty),
            ..NewStep::of(CaseTransition::Close, self.day(ago))
        };
        done(steps::record_step(&caller, case_id, row.version, step, None).await)?;
        Ok(())
    }

    /// Takes an offender from the closed case onto the list.
    async fn list(&self, case_id: Uuid) -> anyhow::Result<()> {
        self.close(case_id, 60).await?;
        let year = self.today.format("%Y");
        let decisions = [
            (
                56,
                Decision::Notify {
                    on: self.day(56),
                    document: format!("泸双打告〔{year}〕3号"),
                    until: None,
                },
            ),
            (
                52,
                Decision::Hear {
                    on: self.day(52),
                    statement: "当事人承认两次销售侵权商品，表示已全部下架，请求从轻处理。".to_owned(),
                },
            ),
            (45, Decision::List { on: self.day(45), document: format!("泸双打列〔{year}〕2号") }),
            (43, Decision::Publish { on: self.day(43) }),
        ];
        for (ago, decision) in decisions {
            let found = blacklist_entry::Entity::find()
                .filter(blacklist_entry::Column::CaseId.eq(case_id))
                .one(&self.app.db.read)
                .await?;
            let entry = found.context("closing the case proposed nobody")?;
            let office = self.caller("office", ago).await?;
            done(blacklist::decide(&office, entry.id, entry.version, decision, None).await)?;
        }
        Ok(())
    }

    /// The second department registers what it found at a shop that the first investigates.
    async fn meet(&self, party: &Party, ago: u64) -> anyhow::Result<Uuid> {
        let caller = self.caller("officer2", ago).await?;
        let lead = self.lead(party, (CaseKind::Trademark, "运动鞋"), (ago, CaseSource::Inspection));
        done(register::register_lead(&caller, lead, None).await)?;
        let pair = deconfliction::Entity::find()
            .filter(deconfliction::Column::PartyId.eq(party.id))
            .one(&self.app.db.read)
            .await?;
        Ok(pair.context("two departments did not meet")?.id)
    }

    /// Both take note of each other, and the office proposes that they go on together.
    async fn handle_jointly(&self, party: &Party) -> anyhow::Result<()> {
        let pair = self.meet(party, 9).await?;
        for (username, ago) in [("officer", 8), ("officer2", 7)] {
            let caller = self.caller(username, ago).await?;
            let version = self.version(pair).await?;
            done(deconflictions::acknowledge(&caller, pair, version, None).await)?;
        }
        let owner = self.caller("head", 2).await?.viewer.department_id;
        let office = self.caller("office", 2).await?;
        let proposal = Proposal {
            owner_department_id: owner,
            ground: "同一当事人、同一仓库，建议合并检查、统一取证。".to_owned(),
        };
        done(deconflictions::propose(&office, pair, self.version(pair).await?, proposal, None).await)?;
        Ok(())
    }

    async fn version(&self, pair: Uuid) -> anyhow::Result<i32> {
        let found = deconfliction::Entity::find_by_id(pair).one(&self.app.db.read).await?;
        Ok(found.context("the pair is missing")?.version)
    }

    /// Somebody reports a business, and gives their name.
    async fn report(&self, party: &Party) -> anyhow::Result<()> {
        let caller = self.caller("officer", 4).await?;
        let lead = NewLead {
            informant: Some(NewInformant {
                name: Some("罗春梅".to_owned()),
                // Numbers that begin so are nobody's.
                telephone: Some("5550199".to_owned()),
            }),
            ..self.lead(party, (CaseKind::CounterfeitPatent, "轮胎"), (4, CaseSource::Complaint))
        };
        done(register::register_lead(&caller, lead, None).await)?;
        Ok(())
    }

    fn lead(
        &self,
        party: &Party,
        (kind, goods): (CaseKind, &str),
        (ago, source): (u64, CaseSource),
    ) -> NewLead {
        let mark = if kind == CaseKind::Trademark { "泸工商案" } else { "泸知法" };
        let number = format!("{mark}〔{}〕E9{ago}号", self.today.format("%Y"));
        NewLead {
            number: Some(number),
            text: CaseText {
                parties: vec![CasePart {
                    party_id: ids::encode(Kind::Party, party.id),
                    role: PartyRole::Respondent,
                }],
                amount: Some(Money { fen: 1_560_000 }),
                summary: Some("演示数据。".to_owned()),
                ..CaseText::of(words::case_title(kind, &party.name, goods), kind)
            },
            source,
            received_on: self.day(ago),
            department_id: None,
            inspection_id: None,
            informant: None,
        }
    }

    /// The officer proposes to the head that an accepted case be filed.
    async fn propose_filing(&self) -> anyhow::Result<()> {
        let caller = self.caller("officer", 1).await?;
        let found = case::Entity::find()
            .filter(case::Column::DepartmentId.eq(caller.viewer.department_id))
            .filter(case::Column::Status.eq(entity::enums::CaseStatus::Accepted))
            .filter(case::Column::Number.contains("D"))
            .one(&self.app.db.read)
            .await?;
        let row = found.context("no accepted case waits to be filed")?;
        let step = NewStep {
            ground: Some(words::ground(CaseTransition::File, row.kind).to_owned()),
            note: Some("已核查经营场所和进货台账，建议立案。".to_owned()),
            ..NewStep::of(CaseTransition::File, self.day(1))
        };
        done(approvals::service::propose(&caller, (row.id, row.version), step, None).await)?;
        Ok(())
    }
}

/// What a service did; the demonstration would show what cannot be, were it refused.
fn done<T>(result: Result<T, Failure>) -> anyhow::Result<T> {
    result.map_err(|failure| match failure {
        Failure::Internal(error) => error,
        other => anyhow!("the demonstration is refused: {other:?}"),
    })
}

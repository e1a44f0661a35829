//! The figures counted on fingers: from the records themselves, one by one, knowing nothing of the ledger.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use entity::{
    case, case_department, case_event,
    enums::{
        CaseDepartmentRole, CaseEventKind, CaseKind, CaseOutcome, CaseTransition, FocusArea,
        GoodsDisposalKind, ReferralTarget, TrainingKind,
    },
    goods_disposal, goods_disposal_line, indicator, inspected_premises, inspection, inspection_department,
    inspection_officer, publicity_event, publicity_event_department, record_amount, referral, seized_goods,
    seizure, training, training_department,
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use uuid::Uuid;

/// A figure: its number, and whether it is a lower bound.
pub type Figure = (i64, bool);

/// Everything on record.
pub struct Records {
    cases: Vec<case::Model>,
    joint: HashSet<(Uuid, Uuid)>,
    events: HashMap<Uuid, Vec<case_event::Model>>,
    referrals: Vec<referral::Model>,
    inspections: Vec<inspection::Model>,
    hosts: HashMap<Uuid, BTreeSet<Uuid>>,
    officers: Vec<inspection_officer::Model>,
    premises: Vec<inspected_premises::Model>,
    trainings: Vec<training::Model>,
    publicity: Vec<publicity_event::Model>,
    amounts: Vec<(record_amount::Model, String)>,
    seizures: HashMap<Uuid, seizure::Model>,
    goods: HashMap<Uuid, seized_goods::Model>,
    destroyed: Vec<(Uuid, NaiveDate, i64)>,
}

/// What is asked for: a region's key, departments where there are any, days.
pub struct About<'a> {
    pub region: &'a str,
    pub departments: &'a [Uuid],
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl About<'_> {
    fn within(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    fn sometime(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.within(day))
    }
}

impl Records {
    pub async fn read(db: &impl ConnectionTrait) -> Self {
        let mut events: HashMap<Uuid, Vec<case_event::Model>> = HashMap::new();
        let lines =
            case_event::Entity::find().order_by_asc(case_event::Column::Sequence).all(db).await.unwrap();
        for line in lines {
            events.entry(line.case_id).or_default().push(line);
        }
        let joint = case_department::Entity::find().all(db).await.unwrap().into_iter();
        let joint = joint.filter(|link| link.role == CaseDepartmentRole::CoHandler);
        let mut hosts: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
        for link in inspection_department::Entity::find().all(db).await.unwrap() {
            hosts.entry(link.inspection_id).or_default().insert(link.department_id);
        }
        for link in training_department::Entity::find().all(db).await.unwrap() {
            hosts.entry(link.training_id).or_default().insert(link.department_id);
        }
        for link in publicity_event_department::Entity::find().all(db).await.unwrap() {
            hosts.entry(link.publicity_event_id).or_default().insert(link.department_id);
        }
        let amounts =
            record_amount::Entity::find().find_also_related(indicator::Entity).all(db).await.unwrap();
        let lines = goods_disposal_line::Entity::find()
            .find_also_related(goods_disposal::Entity)
            .all(db)
            .await
            .unwrap()
            .into_iter()
            .map(|(line, act)| (line, act.unwrap()))
            .filter(|(_, act)| act.kind == GoodsDisposalKind::Destroy)
            .map(|(line, act)| (line.goods_id, act.disposed_on, line.quantity_milli));
        Self {
            amounts: amounts.into_iter().map(|(row, indicator)| (row, indicator.unwrap().code)).collect(),
            seizures: seizure::Entity::find()
                .all(db)
                .await
                .unwrap()
                .into_iter()
                .map(|row| (row.id, row))
                .collect(),
            goods: seized_goods::Entity::find()
                .all(db)
                .await
                .unwrap()
                .into_iter()
                .map(|row| (row.id, row))
                .collect(),
            destroyed: lines.collect(),
            cases: case::Entity::find().all(db).await.unwrap(),
            joint: joint.map(|link| (link.case_id, link.department_id)).collect(),
            events,
            referrals: referral::Entity::find().all(db).await.unwrap(),
            inspections: inspection::Entity::find().all(db).await.unwrap(),
            hosts,
            officers: inspection_officer::Entity::find().all(db).await.unwrap(),
            premises: inspected_premises::Entity::find().all(db).await.unwrap(),
            trainings: training::Entity::find().all(db).await.unwrap(),
            publicity: publicity_event::Entity::find().all(db).await.unwrap(),
        }
    }

    /// Every figure by its indicator.
    pub fn figures(&self, about: &About) -> BTreeMap<&'static str, Figure> {
        let mut found = BTreeMap::new();
        self.of_inspections(about, &mut found);
        self.of_cases(about, &mut found);
        self.of_outreach(about, &mut found);
        self.of_goods(about, &mut found);
        self.of_amounts(about, &mut found);
        found
    }

    fn took_part(&self, about: &About, id: Uuid) -> bool {
        about.departments.is_empty() || about.departments.iter().any(|one| self.hosts[&id].contains(one))
    }

    fn of_inspections(&self, about: &About, found: &mut BTreeMap<&'static str, Figure>) {
        let meant = |row: &&inspection::Model| {
            row.region_key.starts_with(about.region)
                && self.took_part(about, row.id)
                && about.within(row.inspected_on)
        };
        let rows: Vec<&inspection::Model> = self.inspections.iter().filter(meant).collect();
        let joint = rows.iter().copied().filter(|row| self.hosts[&row.id].len() > 1);
        let joint: Vec<&inspection::Model> = joint.collect();
        let (own, lower): (Vec<&inspection::Model>, Vec<&inspection::Model>) =
            joint.iter().partition(|row| row.region_key == about.region);
        let departments: BTreeSet<&Uuid> = own.iter().flat_map(|row| &self.hosts[&row.id]).collect();
        let ids: HashMap<Uuid, bool> =
            rows.iter().map(|row| (row.id, row.region_key == about.region)).collect();
        let officers: Vec<_> =
            self.officers.iter().filter(|one| ids.contains_key(&one.inspection_id)).collect();
        let premises: Vec<_> =
            self.premises.iter().filter(|one| ids.contains_key(&one.inspection_id)).collect();
        let goods = rows.iter().map(|row| row.goods_checked).sum();
        let bounded = rows.iter().any(|row| row.goods_checked > 0 && row.goods_checked_at_least);
        let mut count = |name, n: usize| found.insert(name, (i64::try_from(n).unwrap(), false));
        count("INSPECTIONS", rows.len());
        count("JOINT_INSPECTIONS", joint.len());
        count("JOINT_INSPECTIONS_OWN_LEVEL", own.len());
        count("JOINT_INSPECTIONS_LOWER_LEVEL", lower.len());
        count("JOINT_DEPARTMENTS", departments.len());
        count("OFFICER_PERSON_TIMES", officers.len());
        count("OFFICERS", officers.iter().map(|one| one.user_id).collect::<BTreeSet<_>>().len());
        count("PREMISES_VISITS", premises.len());
        count("PREMISES_VISITS_OWN_LEVEL", premises.iter().filter(|one| ids[&one.inspection_id]).count());
        count("PREMISES_DISTINCT", premises.iter().map(|one| &one.identity).collect::<BTreeSet<_>>().len());
        found.insert("GOODS_CHECKED", (goods, bounded));
    }

    fn steps(&self, row: &case::Model) -> Vec<&case_event::Model> {
        let lines = self.events.get(&row.id).into_iter().flatten();
        lines.filter(|line| line.kind == CaseEventKind::Step).collect()
    }

    fn declined_on(&self, row: &case::Model) -> Option<NaiveDate> {
        let declined = |line: &&&case_event::Model| line.transition == Some(CaseTransition::DeclineFiling);
        self.steps(row).iter().find(declined).map(|line| line.occurred_on)
    }

    fn is_open_after(&self, row: &case::Model, day: NaiveDate) -> bool {
        row.accepted_on.is_some_and(|accepted| accepted <= day)
            && row.closed_on.is_none_or(|closed| closed > day)
            && self.declined_on(row).is_none_or(|declined| declined > day)
    }

    /// The last step up to the day, in the order of the history, is a suspension.
    fn is_suspended_after(&self, row: &case::Model, day: NaiveDate) -> bool {
        let steps = self.steps(row);
        let last = steps.iter().rev().find(|line| line.occurred_on <= day);
        last.is_some_and(|line| line.transition == Some(CaseTransition::Suspend))
    }

    fn of_cases(&self, about: &About, found: &mut BTreeMap<&'static str, Figure>) {
        let handles = |row: &case::Model| {
            about.departments.is_empty()
                || about
                    .departments
                    .iter()
                    .any(|one| *one == row.department_id || self.joint.contains(&(row.id, *one)))
        };
        let rows: Vec<&case::Model> = self
            .cases
            .iter()
            .filter(|row| row.region_key.starts_with(about.region) && handles(row))
            .collect();
        let mut count = |name, meant: &dyn Fn(&case::Model) -> bool| {
            let n = rows.iter().filter(|row| meant(row)).count();
            found.insert(name, (i64::try_from(n).unwrap(), false));
        };
        let eve = about.from.pred_opt().unwrap();
        let closed = |row: &case::Model| row.accepted_on.is_some() && about.sometime(row.closed_on);
        let as_one_of = |row: &case::Model, outcomes: &[CaseOutcome]| {
            closed(row) && row.outcome.is_some_and(|outcome| outcomes.contains(&outcome))
        };
        let met_on = |row: &case::Model| row.decided_on.or(row.closed_on);
        count("CASES_CARRIED_OVER", &|row| self.is_open_after(row, eve));
        count("CASES_PENDING", &|row| self.is_open_after(row, about.to));
        count("CASES_RECEIVED", &|row| about.within(row.received_on));
        count("CASES_DECIDED", &|row| about.sometime(row.decided_on));
        count("CASES_DUE", &|row| {
            row.is_open
                && row.suspended_on.is_none()
                && row.decided_on.is_none()
                && about.sometime(row.due_on)
        });
        count("CASES_CLOSED_LATE", &|row| {
            closed(row) && row.due_on.is_some_and(|due| met_on(row).is_some_and(|met| met > due))
        });
        count("CASES_ACCEPTED", &|row| about.sometime(row.accepted_on));
        count("CASES_FILED", &|row| about.sometime(row.filed_on));
        count("COUNTERFEIT_PATENT_CASES_FILED", &|row| {
            about.sometime(row.filed_on) && row.kind == CaseKind::CounterfeitPatent
        });
        count("CASES_CLOSED", &closed);
        count("CASES_CLOSED_ON_TIME", &|row| {
            closed(row) && row.due_on.is_some_and(|due| met_on(row).is_some_and(|met| met <= due))
        });
        count("CASES_CLOSED_WITHOUT_LIMIT", &|row| closed(row) && row.due_on.is_none());
        count("CLOSED_PENALTY", &|row| as_one_of(row, &[CaseOutcome::Penalty]));
        count("CLOSED_NO_PENALTY", &|row| as_one_of(row, &[CaseOutcome::NoPenalty]));
        count("CLOSED_MEDIATED", &|row| as_one_of(row, &[CaseOutcome::Mediated]));
        count("CLOSED_DECIDED", &|row| as_one_of(row, &[CaseOutcome::Decided]));
        count("CLOSED_WITHDRAWN", &|row| as_one_of(row, &[CaseOutcome::Withdrawn]));
        count("CLOSED_TAKEN_OVER", &|row| {
            as_one_of(row, &[CaseOutcome::TakenOverByPolice, CaseOutcome::TakenOverByDepartment])
        });
        for (area, filed_in, closed_in) in [
            (FocusArea::Internet, "CASES_FILED_INTERNET", "CASES_CLOSED_INTERNET"),
            (FocusArea::Rural, "CASES_FILED_RURAL", "CASES_CLOSED_RURAL"),
            (FocusArea::Market, "CASES_FILED_MARKET", "CASES_CLOSED_MARKET"),
            (FocusArea::ForeignInvested, "CASES_FILED_FOREIGN_INVESTED", "CASES_CLOSED_FOREIGN_INVESTED"),
            (FocusArea::ImportAndExport, "CASES_FILED_IMPORT_AND_EXPORT", "CASES_CLOSED_IMPORT_AND_EXPORT"),
        ] {
            let lies_in = |row: &case::Model| row.focus_areas.0.contains(&area);
            count(filed_in, &|row| lies_in(row) && about.sometime(row.filed_on));
            count(closed_in, &|row| lies_in(row) && closed(row));
        }
        count("CLOSED_TAKEN_OVER_BY_POLICE", &|row| as_one_of(row, &[CaseOutcome::TakenOverByPolice]));
        count("CASES_NOT_FILED", &|row| about.sometime(self.declined_on(row)));
        count("CASES_SUSPENDED", &|row| self.is_suspended_after(row, about.to));
        count("CASES_SUSPENDED_IN_PERIOD", &|row| {
            let suspends = |line: &&case_event::Model| {
                line.transition == Some(CaseTransition::Suspend) && about.within(line.occurred_on)
            };
            self.steps(row).into_iter().any(|line| suspends(&line))
        });
        count("JOINTLY_HANDLED_CASES", &|row| about.sometime(row.accepted_on) && row.co_handler_count > 0);
        for (name, target) in [
            ("CASES_REFERRED_TO_DEPARTMENT", ReferralTarget::Department),
            ("CASES_REFERRED_TO_OTHER_REGION", ReferralTarget::Region),
            ("CASES_REFERRED_TO_POLICE", ReferralTarget::Police),
        ] {
            count(name, &|row| {
                let sent = |one: &referral::Model| {
                    one.case_id == row.id && one.target == target && about.sometime(one.referred_on)
                };
                self.referrals.iter().any(sent)
            });
        }
        let sum = |fen: fn(&case::Model) -> Option<i64>| {
            let decided = rows.iter().filter(|row| about.sometime(row.decided_on));
            decided.filter_map(|row| fen(row)).filter(|fen| *fen > 0).sum()
        };
        let sum_closed = |fen: fn(&case::Model) -> Option<i64>| {
            let meant = rows.iter().filter(|row| row.accepted_on.is_some() && about.sometime(row.closed_on));
            meant.filter_map(|row| fen(row)).sum()
        };
        found.insert("CLOSED_CASE_AMOUNT", (sum_closed(|row| row.amount_fen), false));
        found.insert("RECOVERED_LOSS", (sum_closed(|row| row.recovered_loss_fen), false));
        found.insert("FINES", (sum(|row| row.fine_fen), false));
        found.insert("CONFISCATED_INCOME", (sum(|row| row.confiscated_income_fen), false));
    }

    fn of_outreach(&self, about: &About, found: &mut BTreeMap<&'static str, Figure>) {
        let trainings: Vec<&training::Model> = self
            .trainings
            .iter()
            .filter(|row| row.region_key.starts_with(about.region) && self.took_part(about, row.id))
            .filter(|row| about.within(row.starts_on))
            .collect();
        let publicity: Vec<&publicity_event::Model> = self
            .publicity
            .iter()
            .filter(|row| row.region_key.starts_with(about.region) && self.took_part(about, row.id))
            .filter(|row| about.within(row.starts_on))
            .collect();
        let of_kind = |kind: TrainingKind| trainings.iter().filter(move |row| row.kind == kind);
        let mut count = |name, n: usize| found.insert(name, (i64::try_from(n).unwrap(), false));
        count("TRAINING_AND_PUBLICITY_EVENTS", trainings.len() + publicity.len());
        count("TRAININGS", trainings.len());
        count("LECTURES", of_kind(TrainingKind::Lecture).count());
        count("SEMINARS", of_kind(TrainingKind::Seminar).count());
        count("PUBLICITY_EVENTS", publicity.len());
        let mut sum = |name, parts: Vec<Figure>| {
            let bounded = parts.iter().any(|(n, at_least)| *n > 0 && *at_least);
            found.insert(name, (parts.iter().map(|(n, _)| n).sum(), bounded));
        };
        let people = trainings.iter().map(|row| (row.person_times, row.person_times_at_least));
        sum("TRAINED_PERSON_TIMES", people.collect());
        let companies = of_kind(TrainingKind::Seminar).map(|row| (row.companies, row.companies_at_least));
        sum("SEMINAR_COMPANIES", companies.collect());
        sum("MATERIALS", publicity.iter().map(|row| (row.materials, row.materials_at_least)).collect());
        let consulted = publicity.iter().map(|row| (row.consultations, row.consultations_at_least));
        sum("CONSULTATIONS", consulted.collect());
        sum("MEDIA_ITEMS", publicity.iter().map(|row| (row.media_items.into(), false)).collect());
        let programmes = publicity.iter().map(|row| (row.television_programmes.into(), false));
        sum("TELEVISION_PROGRAMMES", programmes.collect());
    }

    fn of_goods(&self, about: &About, found: &mut BTreeMap<&'static str, Figure>) {
        let meant = |row: &seizure::Model| {
            row.region_key.starts_with(about.region)
                && (about.departments.is_empty() || about.departments.contains(&row.department_id))
        };
        let taken = |row: &seizure::Model| meant(row) && about.within(row.taken_on);
        let goods = || self.goods.values().filter(|goods| taken(&self.seizures[&goods.seizure_id]));
        let burnt: Vec<_> = self
            .destroyed
            .iter()
            .map(|(id, day, milli)| (&self.goods[id], *day, *milli))
            .filter(|(goods, day, _)| meant(&self.seizures[&goods.seizure_id]) && about.within(*day))
            .collect();
        let kinds = |names: BTreeSet<&str>| (i64::try_from(names.len()).unwrap(), false);
        found.insert(
            "SEIZURES",
            (i64::try_from(self.seizures.values().filter(|row| taken(row)).count()).unwrap(), false),
        );
        found.insert("SEIZED_KINDS", kinds(goods().map(|goods| goods.name.as_str()).collect()));
        found.insert("SEIZED_VALUE", (goods().filter_map(|goods| goods.value_fen).sum(), false));
        found.insert("DESTROYED_KINDS", kinds(burnt.iter().map(|(goods, ..)| goods.name.as_str()).collect()));
        let mut a_day: BTreeMap<(Uuid, NaiveDate), i64> = BTreeMap::new();
        for (goods, day, milli) in burnt {
            *a_day.entry((goods.id, day)).or_default() += milli;
        }
        let mut quantity = |name, units: &[&str]| {
            let meant = |id: &Uuid| units.contains(&self.goods[id].unit.as_str());
            let parts = a_day.iter().filter(|((id, _), milli)| **milli >= 1_000 && meant(id));
            let sum = parts.fold((0, false), |(sum, bounded), (_, milli)| {
                (sum + milli / 1_000, bounded || milli % 1_000 > 0)
            });
            found.insert(name, sum);
        };
        quantity("DESTROYED_KILOGRAMS", &["公斤", "千克"]);
        let pieces: Vec<&str> = "件 个 瓶 盒 包 袋 条 双 只 台 套 张 册 支 部 本 箱".split(' ').collect();
        quantity("DESTROYED_ITEMS", &pieces);
        let value = a_day.iter().map(|((id, _), milli)| {
            let goods = &self.goods[id];
            let exact = goods.value_fen.unwrap_or(0) as f64 * *milli as f64 / goods.quantity_milli as f64;
            exact.round() as i64
        });
        found.insert("DESTROYED_VALUE", (value.sum(), false));
    }

    fn of_amounts(&self, about: &About, found: &mut BTreeMap<&'static str, Figure>) {
        let inspections =
            self.inspections.iter().map(|row| (row.id, (row.region_key.as_str(), row.inspected_on)));
        let trainings = self.trainings.iter().map(|row| (row.id, (row.region_key.as_str(), row.starts_on)));
        let publicity = self.publicity.iter().map(|row| (row.id, (row.region_key.as_str(), row.starts_on)));
        let records: HashMap<Uuid, (&str, NaiveDate)> =
            inspections.chain(trainings).chain(publicity).collect();
        for name in [
            "SELF_CHECKS",
            "ECOMMERCE_LINKS",
            "ECOMMERCE_OPINIONS",
            "PILOT_COMPANIES",
            "COACHING_VISITS",
            "LEAFLETS",
            "BOOKLETS",
            "GUIDES",
            "BANNERS",
            "BOARDS",
            "DESKS",
            "ONLINE_CONSULTATIONS",
        ] {
            let meant = self.amounts.iter().filter(|(row, code)| {
                let (region, day) = records[&row.record_id];
                code == name
                    && region.starts_with(about.region)
                    && about.within(day)
                    && self.took_part(about, row.record_id)
            });
            let (sum, bounded) = meant
                .fold((0, false), |(sum, bounded), (row, _)| (sum + row.amount, bounded || row.at_least));
            found.insert(name, (sum, bounded));
        }
        let companies = self.trainings.iter().filter(|row| {
            row.region_key.starts_with(about.region)
                && self.took_part(about, row.id)
                && about.within(row.starts_on)
        });
        let (sum, bounded) = companies.fold((0, false), |(sum, bounded), row| {
            (sum + row.companies, bounded || (row.companies > 0 && row.companies_at_least))
        });
        found.insert("TRAINING_COMPANIES", (sum, bounded));
    }
}

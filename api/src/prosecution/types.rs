//! Thresholds for prosecution, and what they mean for a case, as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::{case, prosecution_threshold};

use super::{
    enums::{ProsecutionState, ThresholdMeasure},
    loaders::{ReferralsOf, ThresholdsOf},
    rules,
    service::{self, measured, plain},
};
use crate::{
    cases::enums::CaseKind,
    departments::types::{Region, region_of_rule},
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders, policy,
        values::{Date, Money},
        viewer,
    },
};

/// From which amount on an infringement is prosecuted as a crime (立案追诉标准): dated data.
pub struct ProsecutionThreshold(pub prosecution_threshold::Model);

/// From which amount on an infringement is prosecuted as a crime (立案追诉标准): dated data.
#[Object]
impl ProsecutionThreshold {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::ProsecutionThreshold, self.0.id)
    }

    /// Whose it is, which binds all below; none: the platform's.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// On what a region's own rests: the document (文号) that sets it; none of the platform's.
    async fn ground(&self) -> Option<&str> {
        self.0.ground.as_deref()
    }

    /// Of which kind of case.
    async fn case_kind(&self) -> CaseKind {
        self.0.case_kind.into()
    }

    /// The crime, such as 假冒注册商标罪.
    async fn crime(&self) -> &str {
        &self.0.crime
    }

    /// The crime's article, such as 刑法第二百一十三条.
    async fn criminal_article(&self) -> &str {
        &self.0.criminal_article
    }

    /// What is compared.
    async fn measure(&self) -> ThresholdMeasure {
        self.0.measure.into()
    }

    /// From which amount on, that amount included.
    async fn amount(&self) -> Money {
        Money { fen: self.0.fen }
    }

    /// The further condition under which it holds; none where the amount alone decides.
    async fn condition(&self) -> Option<&str> {
        self.0.condition.as_deref()
    }

    /// The provision that sets it.
    async fn article(&self) -> &str {
        &self.0.article
    }

    /// What else the provision counts and the platform can't.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Whether wording and number were compared with the published text.
    async fn confirmed(&self) -> bool {
        self.0.confirmed
    }

    /// The first day on which it holds.
    async fn valid_from(&self) -> Date {
        Date(self.0.valid_from)
    }

    /// The last day on which it holds; none while it is in force.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Whether the viewer maintains rules and the calendar.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules_of(viewer::viewer(context)?, &self.0.region_key))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// What a case's amounts mean under the thresholds for prosecution.
#[derive(SimpleObject)]
pub struct CaseProsecution {
    /// What they amount to.
    pub state: ProsecutionState,
    /// Whether a threshold is reached that needs no further condition.
    pub met: bool,
    /// Whether a penalty now needs a recorded reason: a threshold is met, and neither the police nor
    /// the head decided against prosecution.
    pub must_refer: bool,
    /// In a sentence, in the viewer's language: what is reached, or what is lacking.
    pub explanation: String,
    /// The thresholds that are reached, those under a further condition too.
    pub reached: Vec<ProsecutionThreshold>,
    /// The lowest threshold that needs no further condition, where none is reached yet.
    pub threshold: Option<ProsecutionThreshold>,
    /// Why a penalty was decided although a threshold was met.
    pub reason_not_referred: Option<String>,
}

/// What the case's amounts mean today, or meant on the day of its decision.
pub async fn of(context: &Context<'_>, row: &case::Model) -> Result<CaseProsecution> {
    let caller = Caller::of(context)?;
    let loaders = loaders::of(context)?;
    let thresholds = loaders.load_one(ThresholdsOf(row.kind)).await.map_err(internal)?.unwrap_or_default();
    let referrals = loaders.load_one(ReferralsOf(row.id)).await.map_err(internal)?.unwrap_or_default();
    let case = measured(row, caller.today());
    let thresholds: Vec<_> = service::binding(&thresholds, row).collect();
    let plain: Vec<_> = thresholds.iter().map(|threshold| plain(threshold)).collect();
    let state = rules::judge(&plain, &case);
    let (mut reached, mut lowest) = (Vec::new(), None);
    for (model, plain) in thresholds.iter().zip(&plain) {
        if rules::reaches(plain, &case) {
            reached.push((*model).clone());
        } else if rules::applies(plain, &case) && !plain.conditional && lowest.is_none() {
            lowest = Some((*model).clone());
        }
    }
    let met = state == rules::Prosecution::Met;
    let explanation = service::explanation(row.kind, state, &reached, lowest.as_ref());
    Ok(CaseProsecution {
        state: state.into(),
        met,
        must_refer: met && row.reason_not_referred.is_none() && !service::settled(&referrals),
        explanation: explanation.in_language(caller.language()).to_owned(),
        threshold: if met { None } else { lowest.map(ProsecutionThreshold) },
        reached: reached.into_iter().map(ProsecutionThreshold).collect(),
        reason_not_referred: row.reason_not_referred.clone(),
    })
}

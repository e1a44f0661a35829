//! Deeds and what comes of them, as GraphQL shows them.

use async_graphql::{Context, Result, SimpleObject};
use entity::{case, case_event, enums};
use vocabulary::{CaseDeed, CaseStepField, Term};

use super::{
    facts::{Part, known, particulars, rights},
    loaders::{PartsOf, PublicationOf},
    redaction, rules, words,
};
use crate::{
    cases::{
        loaders::MilestonesOf,
        penalty,
        rules::{ActorFacts, Facts, RuleError},
    },
    departments::types::department_by_id,
    shared::{
        caller::Caller,
        errors::internal,
        loaders,
        values::{Date, Money},
    },
    users::types::{Person, person_by_id},
};

/// One deed as it stands now: possible, or why not.
#[derive(SimpleObject)]
pub struct DeedOption {
    /// Which.
    pub deed: CaseDeed,
    /// What it is called, in the viewer's language.
    pub label: String,
    /// Whether the viewer can do it today.
    pub allowed: bool,
    /// Why not, in the viewer's language.
    pub reason: Option<String>,
    /// What it must state beside its date.
    pub requires: Vec<CaseStepField>,
}

/// A penalty as it is published (行政处罚信息公示).
#[derive(SimpleObject)]
pub struct Publication {
    /// The text, without what nobody outside may read.
    pub text: String,
    /// The day on which it was published first.
    pub published_on: Date,
    /// Where.
    pub place: Option<String>,
    /// Who published it, or corrected its text last.
    pub published_by: Person,
}

/// What the viewer can do in the case now without moving its status; whether somebody reported it who
/// gave a name, and whether the viewer's department handles it jointly, the caller has looked up.
pub fn options(
    caller: &Caller,
    row: &case::Model,
    (facts, actor): (&Facts, &ActorFacts),
    happened: &[case_event::Model],
    (named_informant, jointly): (bool, bool),
) -> Vec<DeedOption> {
    let about = particulars(row, happened, named_informant);
    let rights = rights(caller, row, jointly);
    let language = caller.language();
    let option = |(deed, refusal): (CaseDeed, Option<RuleError>)| {
        let reason =
            refusal.map(|error| words::deed_refusal(&error, deed).message.in_language(language).to_owned());
        DeedOption {
            deed,
            label: deed.label().in_language(language).to_owned(),
            allowed: reason.is_none(),
            reason,
            requires: rules::requires(deed).into_iter().collect(),
        }
    };
    rules::deeds(facts, &about, actor, &rights, caller.today()).into_iter().map(option).collect()
}

/// The publication of the case's penalty, where there is one.
pub async fn publication(context: &Context<'_>, row: &case::Model) -> Result<Option<Publication>> {
    let found = loaders::of(context)?.load_one(PublicationOf(row.id)).await.map_err(internal)?;
    let Some(found) = found else { return Ok(None) };
    Ok(Some(Publication {
        text: found.text,
        published_on: Date(found.published_on),
        place: found.place,
        published_by: person_by_id(context, found.published_by_id).await?,
    }))
}

/// The text by which the penalty could be published, made by rule; none where there is no penalty.
pub async fn draft(context: &Context<'_>, row: &case::Model) -> Result<Option<String>> {
    if row.decided_on.is_none() || !penalty::is_punished(row) {
        return Ok(None);
    }
    let loaders = loaders::of(context)?;
    let happened = loaders.load_one(MilestonesOf(row.id)).await.map_err(internal)?.unwrap_or_default();
    let parts = PartsOf { case_id: row.id, department_id: row.department_id };
    let parts = loaders.load_one(parts).await.map_err(internal)?.unwrap_or_default();
    let department = department_by_id(context, row.department_id).await?;
    let text = announcement(row, &happened, &parts, department.0.name);
    Ok(Some(redaction::redact(&text, &known(&parts))))
}

fn announcement(
    row: &case::Model,
    happened: &[case_event::Model],
    parties: &[Part],
    department: String,
) -> String {
    let decision =
        happened.iter().rev().find(|event| event.transition == Some(enums::CaseTransition::Decide));
    let yuan = |fen: Option<i64>| fen.filter(|fen| *fen > 0).map(|fen| Money { fen }.to_yuan());
    let mut penalties = Vec::new();
    if row.penalty_warning {
        penalties.push("警告".to_owned());
    }
    penalties.extend(yuan(row.fine_fen).map(|yuan| format!("罚款{yuan}元")));
    penalties.extend(yuan(row.confiscated_income_fen).map(|yuan| format!("没收违法所得{yuan}元")));
    penalties.extend(row.confiscated_goods.as_ref().map(|goods| format!("没收物品：{goods}")));
    if row.licence_revoked {
        penalties.push("吊销许可证件".to_owned());
    }
    let punished = parties.iter().filter(|part| part.link.role == enums::PartyRole::Respondent);
    let who = punished.map(|part| match &part.party.credit_code {
        Some(code) => format!("{}（统一社会信用代码{code}）", part.link.name),
        None => part.link.name.clone(),
    });
    let mut lines = vec![
        "行政处罚决定信息公示".to_owned(),
        format!("案件名称：{}", row.title),
        format!("案号：{}", row.number),
        format!("被处罚人：{}", who.collect::<Vec<_>>().join("、")),
    ];
    lines.extend(decision.map(|event| format!("决定文书：{}", event.documents.0.join("、"))));
    lines.extend(row.summary.as_ref().map(|summary| format!("主要违法事实：{summary}")));
    lines
        .extend(decision.and_then(|event| event.ground.as_ref()).map(|ground| format!("处罚依据：{ground}")));
    lines.push(format!("处罚内容：{}", penalties.join("；")));
    lines.push(format!("作出处罚决定的机关：{department}"));
    lines.extend(row.decided_on.map(|day| format!("作出处罚决定的日期：{day}")));
    lines.join("\n")
}

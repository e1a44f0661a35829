//! The summary's root field.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{department, region};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use vocabulary::IndicatorGroup;

use super::{
    extent::Extent,
    rules::Period,
    types::{SummaryFigure, WorkSummary, tallied},
};
use crate::indicators::{mutations::IndicatorCountsInput, rules};
use crate::shared::{
    caller::Caller,
    errors::{coded, internal},
    figures::indicators::{self, Definition},
    ids::{self, Kind},
    language::text,
    policy::{self, Scope},
    values::DateRangeInput,
};

/// The most departments that one summary may name.
const MAX_DEPARTMENTS: usize = 100;

/// What can be asked of summaries.
#[derive(Default)]
pub struct SummaryQueries;

/// What can be asked of summaries.
#[Object]
impl SummaryQueries {
    /// The work summary of a region and a period, of some departments or all. Null where the viewer
    /// may not see the region's records, or one of the departments. A department's own people may
    /// ask for their own region, and get their own department's part of it.
    async fn work_summary(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The region's code (GB/T 2260).")] region_code: String,
        #[graphql(desc = "Only work in which one of these took part; at most 100.")] department_ids: Option<
            Vec<ID>,
        >,
        #[graphql(desc = "The days, both ends included.")] period: DateRangeInput,
        #[graphql(
            desc = "What was counted at that moment, from what was recorded until then; without it, what is counted now."
        )]
        as_of: Option<DateTime<Utc>>,
        #[graphql(desc = "Only records of the region's own level, none of the regions below it.", default)]
        own_level: bool,
    ) -> Result<Option<WorkSummary>> {
        let caller = Caller::of(context)?;
        let department_ids = department_ids.unwrap_or_default();
        summary(&caller, About { region_code, department_ids, period, as_of, own_level }).await
    }

    /// What an indicator that counts so would count in the viewer's region, with its records: a look at it before it is
    /// added. Null for who keeps none.
    async fn indicator_preview(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The days, both ends included.")] period: DateRangeInput,
        #[graphql(desc = "What it would count.")] counts: IndicatorCountsInput,
    ) -> Result<Option<SummaryFigure>> {
        let caller = Caller::of(context)?;
        if !policy::maintains_rules(&caller.viewer) {
            return Ok(None);
        }
        let period = days(&caller, period)?;
        let counts = rules::counts(&counts.into(), "counts").map_err(|problems| {
            let message = problems.first().map(|problem| problem.message.in_language(caller.language()));
            coded("BAD_USER_INPUT", message.unwrap_or_default())
        })?;
        let extent = Extent {
            region_key: caller.viewer.region_key.clone(),
            own_level: false,
            department_ids: Vec::new(),
            period,
            case_kinds: Vec::new(),
            as_of: None,
        };
        let definition = Definition {
            code: String::new(),
            section: IndicatorGroup::Cases,
            name: text("预览", "Preview"),
            unit: text("", ""),
            definition: text("", ""),
            counts,
        };
        Ok(tallied(context, &[Arc::new(definition)], &extent).await?.into_iter().next())
    }
}

/// Which summary is asked for.
pub struct About {
    /// The region's code.
    pub region_code: String,
    /// Where there are any: only work in which one of these took part.
    pub department_ids: Vec<ID>,
    /// The days.
    pub period: DateRangeInput,
    /// The moment of which it speaks.
    pub as_of: Option<DateTime<Utc>>,
    /// Only of the region's own level.
    pub own_level: bool,
}

/// The summary, where the caller may see it.
pub async fn summary(caller: &Caller, about: About) -> Result<Option<WorkSummary>> {
    let period = days(caller, about.period)?;
    if about.department_ids.len() > MAX_DEPARTMENTS {
        return Err(refused(caller, "最多选择 100 个部门", "at most 100 departments"));
    }
    let Some(region) = visible_region(caller, &about.region_code).await? else { return Ok(None) };
    let Some(departments) = visible_departments(caller, &about.department_ids).await? else {
        return Ok(None);
    };
    let department_ids = match caller.records() {
        Scope::Department(own) => vec![own],
        _ => departments.iter().map(|department| department.id).collect(),
    };
    let extent = Extent {
        region_key: region.key.clone(),
        own_level: about.own_level,
        department_ids,
        period,
        case_kinds: Vec::new(),
        as_of: about.as_of,
    };
    let days = (period.from, period.to);
    let definitions = indicators::of_region(&caller.app.db.read, &region.key, days).await;
    let definitions = definitions.map_err(internal)?;
    Ok(Some(WorkSummary { region, departments, extent, definitions }))
}

fn days(caller: &Caller, period: DateRangeInput) -> Result<Period> {
    Period::new(period.from.0, period.to.0).ok_or_else(|| {
        refused(
            caller,
            "统计期间的起止日期不正确",
            "the period's days are not in order or not within 1950 to 9000",
        )
    })
}

fn refused(caller: &Caller, zh: &str, en: &str) -> async_graphql::Error {
    coded("BAD_USER_INPUT", text(zh, en).in_language(caller.language()))
}

/// The region, where the viewer may ask for its summary.
async fn visible_region(caller: &Caller, code: &str) -> Result<Option<region::Model>> {
    let scope = caller.records();
    if scope == Scope::Nothing {
        return Ok(None);
    }
    let region = region::Entity::find()
        .filter(region::Column::Code.eq(code))
        .one(&caller.app.db.read)
        .await
        .map_err(internal)?;
    Ok(region.filter(|region| match &scope {
        Scope::Nothing => false,
        Scope::Region(prefix) => region.key.starts_with(prefix),
        Scope::Department(_) => region.key == caller.viewer.region_key,
    }))
}

/// The departments, in their lists' order; `None` where one of them is not the viewer's to ask for.
async fn visible_departments(caller: &Caller, ids: &[ID]) -> Result<Option<Vec<department::Model>>> {
    let mut wanted = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(id) = ids::decode_as(Kind::Department, id) else { return Ok(None) };
        if !wanted.contains(&id) {
            wanted.push(id);
        }
    }
    if wanted.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let scope = caller.records();
    let departments = department::Entity::find()
        .filter(department::Column::Id.is_in(wanted.iter().copied()))
        .order_by_asc(department::Column::SortOrder)
        .order_by_asc(department::Column::Id)
        .all(&caller.app.db.read)
        .await
        .map_err(internal)?;
    let visible = departments.iter().all(|department| match &scope {
        Scope::Nothing => false,
        Scope::Region(prefix) => department.region_key.starts_with(prefix),
        Scope::Department(own) => department.id == *own,
    });
    Ok((visible && departments.len() == wanted.len()).then_some(departments))
}

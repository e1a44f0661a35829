//! Root fields of indicators.

use async_graphql::{Context, Object, Result};
use entity::{department, enums::EnteredWith, indicator};
use sea_orm::{EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    rules,
    service::visible,
    types::{CountableMeasure, Indicator},
};
use crate::shared::{
    caller::Caller,
    errors::internal,
    figures::indicators,
    policy::{self, Scope},
};

/// The indicator with this key, for whoever sees records.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<Indicator>> {
    if caller.records() == Scope::Nothing {
        return Ok(None);
    }
    let found = indicator::Entity::find_by_id(id).filter(visible(caller)).one(&caller.app.db.read).await;
    Ok(found.map_err(internal)?.map(Indicator))
}

/// What can be asked of indicators.
#[derive(Default)]
pub struct IndicatorQueries;

/// What can be asked of indicators.
#[Object]
impl IndicatorQueries {
    /// The indicators that hold for the viewer's region, in the order in which summaries print them: the platform's, those
    /// of regions above, its own; those that have ended, too.
    async fn indicators(
        &self,
        context: &Context<'_>,
        #[graphql(
            desc = "Only those that are entered with such records today, and that the viewer's department owes."
        )]
        entered_with: Option<EnteredWith>,
    ) -> Result<Vec<Indicator>> {
        let caller = Caller::of(context)?;
        if caller.records() == Scope::Nothing {
            return Ok(Vec::new());
        }
        let (db, region) = (&caller.app.db.read, caller.viewer.region_key.as_str());
        let rows = match entered_with {
            None => indicators::rows(db, region).await.map_err(internal)?,
            Some(with) => {
                let own = department::Entity::find_by_id(caller.viewer.department_id).one(db).await;
                let Some(kind) = own.map_err(internal)?.map(|own| own.kind) else { return Ok(Vec::new()) };
                indicators::entered_with(db, region, with, kind, caller.today()).await.map_err(internal)?
            }
        };
        Ok(rows.into_iter().map(Indicator).collect())
    }

    /// What an indicator of the viewer's region's own can count. Empty for who keeps none.
    async fn countable_measures(&self, context: &Context<'_>) -> Result<Vec<CountableMeasure>> {
        let caller = Caller::of(context)?;
        if !policy::maintains_rules(&caller.viewer) {
            return Ok(Vec::new());
        }
        Ok(rules::countable().into_iter().map(CountableMeasure).collect())
    }
}

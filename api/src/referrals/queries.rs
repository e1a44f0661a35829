//! The lists of referrals, and of the thresholds for prosecution.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::{case, enums, prosecution_threshold, referral};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{
    enums::{ReferralDirection, ReferralStatus},
    sight::{CASE, received, visible},
    types::{Referral, referral_by_id},
};
use crate::{
    cases::{
        enums::{CaseKind, ReferralTarget},
        sight::names_one,
    },
    prosecution::types::ProsecutionThreshold,
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
        scope::rules_of,
        values::Date,
    },
};

/// Statuses in which the receiver still has to answer.
const UNANSWERED: [enums::ReferralStatus; 3] =
    [enums::ReferralStatus::Sent, enums::ReferralStatus::HandedOver, enums::ReferralStatus::Reconsideration];

/// Which referrals a list holds; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct ReferralFilter {
    /// From whose side: received by the viewer's department, or sent by it.
    pub direction: Option<ReferralDirection>,
    /// One of these statuses.
    pub status: Option<Vec<ReferralStatus>>,
    /// To this kind of receiver.
    pub target: Option<ReferralTarget>,
    /// Whether somebody still has to act on it.
    pub open: Option<bool>,
    /// Whether the receiver still has to answer.
    pub unanswered: Option<bool>,
}

impl ReferralFilter {
    fn condition(&self, caller: &Caller) -> Condition {
        let own = caller.viewer.department_id;
        let mut all = Condition::all();
        match self.direction {
            Some(ReferralDirection::Received) => all = all.add(received(own)),
            Some(ReferralDirection::Sent) => {
                all = all.add(names_one(CASE, Condition::all().add(case::Column::DepartmentId.eq(own))));
            }
            None => {}
        }
        if let Some(statuses) = self.status.as_ref().filter(|statuses| !statuses.is_empty()) {
            let statuses = statuses.iter().map(|status| enums::ReferralStatus::from(*status));
            all = all.add(referral::Column::Status.is_in(statuses));
        }
        if let Some(target) = self.target {
            all = all.add(referral::Column::Target.eq(enums::ReferralTarget::from(target)));
        }
        all = all.add_option(self.open.map(|open| referral::Column::IsOpen.eq(open)));
        all.add_option(self.unanswered.map(|unanswered| match unanswered {
            true => referral::Column::Status.is_in(UNANSWERED),
            false => referral::Column::Status.is_not_in(UNANSWERED),
        }))
    }
}

/// How many referrals wait.
#[derive(SimpleObject)]
pub struct ReferralCounts {
    /// Handed over to the viewer's department, in all.
    pub received: u64,
    /// Of these, how many it still has to answer.
    pub received_unanswered: u64,
    /// Of the viewer's department's own cases, in all.
    pub sent: u64,
    /// Of these, on how many somebody still has to act.
    pub sent_open: u64,
}

/// What can be asked about referrals.
#[derive(Default)]
pub struct ReferralQueries;

/// What can be asked about referrals.
#[Object]
impl ReferralQueries {
    /// The referral with this id.
    async fn referral(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The referral's global id.")] id: ID,
    ) -> Result<Option<Referral>> {
        match ids::decode_as(Kind::Referral, &id) {
            Some(id) => referral_by_id(context, id).await,
            None => Ok(None),
        }
    }

    /// The referrals that the viewer may see, the latest first.
    async fn referrals(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which referrals.")] filter: Option<ReferralFilter>,
    ) -> Result<Listing<Referral>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let select = referral::Entity::find()
            .filter(visible(&caller.records()))
            .filter(filter.unwrap_or_default().condition(&caller));
        let sort = Sort {
            by: SortedBy::Day,
            column: Expr::col((referral::Entity, referral::Column::ProposedOn)),
            id: Expr::col((referral::Entity, referral::Column::Id)),
            descending: true,
        };
        let rows = page.read(&caller.app.db, select.clone(), sort).await?;
        let position = |row: &Referral| Position::new(SortValue::Date(row.0.proposed_on), row.0.id);
        Ok(page.listing(rows.into_iter().map(Referral).collect(), position, Total::of(select)))
    }

    /// How many referrals the viewer's department received and sent, and how many of them wait.
    async fn referral_counts(&self, context: &Context<'_>) -> Result<ReferralCounts> {
        let caller = Caller::of(context)?;
        let count = async |filter: ReferralFilter| {
            referral::Entity::find()
                .filter(visible(&caller.records()))
                .filter(filter.condition(&caller))
                .count(&caller.app.db.read)
                .await
                .map_err(internal)
        };
        let of = |direction| ReferralFilter { direction: Some(direction), ..ReferralFilter::default() };
        let (received, sent) = (ReferralDirection::Received, ReferralDirection::Sent);
        Ok(ReferralCounts {
            received: count(of(received)).await?,
            received_unanswered: count(ReferralFilter { unanswered: Some(true), ..of(received) }).await?,
            sent: count(of(sent)).await?,
            sent_open: count(ReferralFilter { open: Some(true), ..of(sent) }).await?,
        })
    }

    /// The thresholds from which an infringement is prosecuted (立案追诉标准), by kind of case; those in
    /// force on a day, or all of them; the platform's, and what provinces add for the viewer's region. A kind that is not among them has none in money.
    async fn prosecution_thresholds(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Of this kind of case only.")] case_kind: Option<CaseKind>,
        #[graphql(desc = "In force on this day only.")] on: Option<Date>,
    ) -> Result<Vec<ProsecutionThreshold>> {
        use prosecution_threshold::Column;
        let caller = Caller::of(context)?;
        let mut condition = Condition::all();
        if let Some(kind) = case_kind {
            condition = condition.add(Column::CaseKind.eq(enums::CaseKind::from(kind)));
        }
        if let Some(on) = on {
            let ended = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(on.0));
            condition = condition.add(Column::ValidFrom.lte(on.0)).add(ended);
        }
        let rows = prosecution_threshold::Entity::find()
            .filter(condition)
            .filter(rules_of(&caller.viewer, (prosecution_threshold::Entity, Column::RegionKey)))
            .order_by_desc(Column::ValidFrom)
            .order_by_asc(Column::CriminalArticle)
            .order_by_asc(Column::Fen)
            .order_by_asc(Column::Id)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        Ok(rows.into_iter().map(ProsecutionThreshold).collect())
    }
}

//! Root fields of accounts, and of the people whom records name.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use entity::{
    certificate,
    enums::{self, SearchKind},
    user,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use super::{
    sight::of_caller,
    types::{Person, Role, SignedInViewer, User, signed_in_viewer},
};
use crate::shared::{
    caller::Caller,
    errors::internal,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
    policy::{self, Scope, Subject},
    search,
    values::{Date, OrderDirection},
    viewer::viewer,
};

/// The most people that a picker is offered.
const PEOPLE: u64 = 50;

/// The account with `id`, where it exists for `caller`; one's own always does.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<user::Model>> {
    let select = match id == caller.viewer.user_id {
        true => user::Entity::find(),
        false => of_caller(caller),
    };
    select.filter(user::Column::Id.eq(id)).one(&caller.app.db.read).await.map_err(internal)
}

/// A page of `select`, by user name.
pub async fn listing(
    context: &Context<'_>,
    page: Page,
    select: Select<user::Entity>,
    direction: OrderDirection,
) -> Result<Listing<User>> {
    let caller = Caller::of(context)?;
    let sort = Sort {
        by: SortedBy::Text,
        column: Expr::col((user::Entity, user::Column::Username)),
        id: Expr::col((user::Entity, user::Column::Id)),
        descending: direction == OrderDirection::Desc,
    };
    let total = Total::of(select.clone());
    let rows = page.read(&caller.app.db, select, sort).await?;
    let position = |user: &User| Position::new(SortValue::Text(user.0.username.clone()), user.0.id);
    Ok(page.listing(rows.into_iter().map(User).collect(), position, total))
}

/// Which accounts are wanted; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct UserFilter {
    /// A fragment of the person's name, or the beginning of the user name.
    search: Option<String>,
    /// With one of these roles.
    role: Option<Vec<Role>>,
    /// Of this department.
    department_id: Option<ID>,
    /// Whether the user may sign in.
    active: Option<bool>,
}

/// By what accounts are sorted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserOrderField {
    /// The user name.
    Username,
}

/// How accounts are sorted.
#[derive(InputObject, Clone, Copy)]
pub struct UserOrder {
    /// By what.
    field: UserOrderField,
    /// In which direction.
    direction: OrderDirection,
}

impl UserFilter {
    fn condition(&self, caller: &Caller) -> Result<Condition> {
        let roles = self
            .role
            .as_ref()
            .filter(|roles| !roles.is_empty())
            .map(|roles| user::Column::Role.is_in(roles.iter().map(|role| enums::Role::from(*role))));
        Ok(Condition::all()
            .add(found(caller, self.search.as_deref())?)
            .add_option(roles)
            .add_option(self.active.map(|active| user::Column::Active.eq(active)))
            .add_option(
                self.department_id
                    .as_ref()
                    .map(|id| user::Column::DepartmentId.eq(ids::named(Kind::Department, id))),
            ))
    }
}

fn found(caller: &Caller, asked: Option<&str>) -> Result<Condition> {
    let engine = (caller.app.db.read.get_database_backend(), caller.language());
    search::condition(SearchKind::User, asked, (user::Entity, user::Column::Id), engine)
}

/// Which people are wanted; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct PersonFilter {
    /// A fragment of the name.
    search: Option<String>,
    /// Of these departments; the viewer's own where none is named.
    department_ids: Option<Vec<ID>>,
    /// Only people with a certificate valid on this day.
    certified_on: Option<Date>,
}

/// Somebody who can be named as an officer or handler.
#[derive(SimpleObject)]
pub struct CertifiedPerson {
    /// The person.
    person: Person,
    /// Their certificate valid on the day asked about, or today.
    certificate_number: Option<String>,
}

/// What can be asked about accounts.
#[derive(Default)]
pub struct UserQueries;

/// What can be asked about accounts.
#[Object]
impl UserQueries {
    /// Who is signed in, and what the interface may offer.
    async fn viewer(&self, context: &Context<'_>) -> Result<SignedInViewer> {
        signed_in_viewer(context, viewer(context)?).await
    }

    /// The account with this id; of those in `users`, and one's own.
    async fn user(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The global id.")] id: ID,
    ) -> Result<Option<User>> {
        let caller = Caller::of(context)?;
        Ok(find(&caller, ids::named(Kind::User, &id)).await?.map(User))
    }

    /// The accounts of the administrator's region and those below; an auditor sees those of auditors, and nobody else any.
    #[allow(clippy::too_many_arguments, reason = "a connection's arguments")]
    async fn users(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the beginning, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which accounts are wanted.")] filter: Option<UserFilter>,
        #[graphql(desc = "How they are sorted.")] order_by: Option<UserOrder>,
    ) -> Result<Listing<User>> {
        let caller = Caller::of(context)?;
        let page = Page::new(context, first, after, last, before)?;
        let select = of_caller(&caller).filter(filter.unwrap_or_default().condition(&caller)?);
        let direction = match order_by {
            Some(UserOrder { field: UserOrderField::Username, direction }) => direction,
            None => OrderDirection::Asc,
        };
        listing(context, page, select, direction).await
    }

    /// People who can be named as officers or handlers, at most 50, by name: heads and officers who may sign in,
    /// of the viewer's department unless others are named.
    async fn people(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which people are wanted.")] filter: Option<PersonFilter>,
    ) -> Result<Vec<CertifiedPerson>> {
        let caller = Caller::of(context)?;
        if policy::scope(&caller.viewer, Subject::Records) == Scope::Nothing {
            return Ok(Vec::new());
        }
        let filter = filter.unwrap_or_default();
        let departments: Vec<Uuid> = match &filter.department_ids {
            Some(ids) => ids::all_named(Kind::Department, ids),
            None => vec![caller.viewer.department_id],
        };
        let day = filter.certified_on.map_or(caller.today(), |day| day.0);
        let valid = Condition::all()
            .add(certificate::Column::ValidFrom.lte(day))
            .add(certificate::Column::ValidTo.gte(day));
        let certified = filter.certified_on.map(|_| {
            let holders = Query::select()
                .column(certificate::Column::UserId)
                .from(certificate::Entity)
                .cond_where(valid.clone())
                .to_owned();
            user::Column::Id.in_subquery(holders)
        });
        let people = user::Entity::find()
            .filter(user::Column::Active.eq(true))
            .filter(user::Column::Role.is_in([enums::Role::DepartmentHead, enums::Role::Officer]))
            .filter(user::Column::DepartmentId.is_in(departments))
            .filter(found(&caller, filter.search.as_deref())?.add_option(certified))
            .order_by_asc(user::Column::DisplayName)
            .order_by_asc(user::Column::Id)
            .limit(PEOPLE)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        let certificates = certificate::Entity::find()
            .filter(certificate::Column::UserId.is_in(people.iter().map(|person| person.id)))
            .filter(valid)
            .order_by_desc(certificate::Column::ValidTo)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        let number = |id| certificates.iter().find(|row| row.user_id == id).map(|row| row.number.clone());
        let people = people
            .into_iter()
            .map(|row| CertifiedPerson { certificate_number: number(row.id), person: row.into() });
        Ok(people.collect())
    }
}

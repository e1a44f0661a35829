//! Users as GraphQL shows them: `Person` where another record names somebody, `User` where
//! accounts are administered.

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{certificate, enums::Role, user};
use sea_orm::EntityTrait;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    loaders::{CertificatesOfUser, UserById},
    rules::separation,
};
use crate::{
    departments::types::{Department, Region, department_by_id, region_by_id},
    notifications,
    shared::{
        app::App,
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        policy::{self, Act, Owner, Scope, Subject},
        shape::{Element, Leaf},
        values::Date,
        viewer::{Viewer, viewer},
    },
};

/// A person as other records name them: no more of the account than they may show.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// The user.
    pub id: Uuid,
    /// Their name.
    pub display_name: String,
    /// Their department.
    pub department_id: Uuid,
}

impl From<user::Model> for Person {
    fn from(row: user::Model) -> Self {
        Self { id: row.id, display_name: row.display_name, department_id: row.department_id }
    }
}

/// A person as other records name them.
#[Object(serial)]
impl Person {
    /// The global id, which is not their account's.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Person, self.id)
    }

    /// The person's name.
    async fn display_name(&self) -> &str {
        &self.display_name
    }

    /// The person's department.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.department_id).await
    }
}

/// The columns of a field of [`Person`] that is no more than them.
pub fn person_leaf(field: &str) -> Option<Leaf<user::Column>> {
    use user::Column as C;
    Some(match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::Person)),
        "displayName" => Leaf::plain(C::DisplayName),
        _ => return None,
    })
}

/// An officer's licence to enforce (行政执法证).
pub struct Certificate(pub certificate::Model);

/// An officer's licence to enforce (行政执法证): without a valid one nobody takes part in an inspection or
/// handles a case (持证上岗).
#[Object]
impl Certificate {
    /// The number on the certificate.
    async fn number(&self) -> &str {
        &self.0.number
    }

    /// The first day on which it is valid.
    async fn valid_from(&self) -> Date {
        Date(self.0.valid_from)
    }

    /// The last day on which it is valid.
    async fn valid_to(&self) -> Date {
        Date(self.0.valid_to)
    }

    /// Whether it is valid today.
    async fn valid(&self, context: &Context<'_>) -> Result<bool> {
        let today = context.data::<App>()?.clock.today();
        Ok((self.0.valid_from..=self.0.valid_to).contains(&today))
    }
}

/// An account.
pub struct User(pub user::Model);

/// An account: a person, or a department's system, that signs in.
#[Object]
impl User {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::User, self.0.id)
    }

    /// What is typed to sign in; unique.
    async fn username(&self) -> &str {
        &self.0.username
    }

    /// The person's name.
    async fn display_name(&self) -> &str {
        &self.0.display_name
    }

    /// The person as other records name them.
    async fn person(&self) -> Person {
        self.0.clone().into()
    }

    /// What the user may do.
    async fn role(&self) -> Role {
        self.0.role
    }

    /// The department that the user belongs to.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// An observer who reads the whole region's records, as leaders do.
    async fn observes_region(&self) -> bool {
        self.0.observes_region
    }

    /// The telephone number.
    async fn phone(&self) -> Option<&str> {
        self.0.phone.as_deref()
    }

    /// The address for electronic mail.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// Whether the user may sign in.
    async fn active(&self) -> bool {
        self.0.active
    }

    /// The password was given out once: until it is changed, the user can read and change nothing else.
    async fn must_change_password(&self) -> bool {
        self.0.must_change_password
    }

    /// The certificates to enforce, the one that lasts longest first.
    async fn certificates(&self, context: &Context<'_>) -> Result<Vec<Certificate>> {
        let rows = loaders::of(context)?.load_one(CertificatesOfUser(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Certificate).collect())
    }

    /// When the account was made.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Whether the viewer may revise, disable or reset this account, or ask for it.
    async fn viewer_can_revise(&self, context: &Context<'_>) -> Result<bool> {
        let owner = Owner { department_id: self.0.department_id, region_key: self.0.region_key.clone() };
        Ok(policy::may(viewer(context)?, policy::keeping(self.0.role), &owner))
    }

    /// Whether resets, changes of role and the like are confirmed by somebody else before they are done.
    async fn is_confirmed(&self, context: &Context<'_>) -> Result<bool> {
        let confirmation = context.data::<App>()?.confirmation();
        Ok(separation::is_confirmed(self.0.role, confirmation))
    }
}

/// Who is signed in.
pub struct SignedInViewer {
    /// As requests know them.
    pub viewer: Viewer,
    /// The account.
    pub user: user::Model,
}

/// Who is signed in, and what the interface may offer.
#[Object(name = "Viewer")]
impl SignedInViewer {
    /// The account.
    async fn user(&self) -> User {
        User(self.user.clone())
    }

    /// The region whose office the viewer works with.
    async fn office(&self, context: &Context<'_>) -> Result<Region> {
        region_by_id(context, self.viewer.region_id).await
    }

    /// Whether to offer recording an inspection.
    async fn can_record_inspection(&self) -> bool {
        self.may(Act::RecordInspection)
    }

    /// Whether to offer registering a lead.
    async fn can_register_lead(&self) -> bool {
        self.may(Act::HandleCase)
    }

    /// Whether to offer planning a joint action.
    async fn can_plan_action(&self) -> bool {
        self.may(Act::PlanAction)
    }

    /// Whether to offer recording a training.
    async fn can_record_training(&self) -> bool {
        self.may(Act::RecordOutreach)
    }

    /// Whether to offer recording a publicity event.
    async fn can_record_publicity(&self) -> bool {
        self.may(Act::RecordOutreach)
    }

    /// Whether there are cases, inspections and the like to see at all.
    async fn can_see_records(&self) -> bool {
        self.sees(Subject::Records)
    }

    /// Whether there is a work summary to see.
    async fn can_see_summary(&self) -> bool {
        self.sees(Subject::Records)
    }

    /// Whether to offer the administration of users and departments.
    async fn can_administer(&self) -> bool {
        self.may(Act::AdministerUsers)
    }

    /// Whether the viewer keeps the rules and the calendar of their region.
    async fn can_maintain_rules(&self) -> bool {
        policy::maintains_rules(&self.viewer)
    }

    /// Whether to offer the writing of the department's templates of documents.
    async fn can_keep_document_templates(&self) -> bool {
        self.may(Act::KeepDocumentTemplates)
    }

    /// Whether to offer the accounts of auditors.
    async fn can_administer_auditors(&self) -> bool {
        self.may(Act::AdministerAuditors)
    }

    /// Whether to offer what was asked for accounts and waits to be confirmed.
    async fn can_see_account_requests(&self) -> bool {
        self.sees(Subject::AccountRequests)
    }

    /// Whether to offer the audit log.
    async fn can_audit(&self) -> bool {
        self.sees(Subject::AuditLog)
    }

    /// How many notifications the viewer has not read.
    async fn unread_notifications(&self, context: &Context<'_>) -> Result<i32> {
        notifications::queries::unread(&Caller::of(context)?).await
    }

    /// Today's statutory date, a calendar day in Asia/Shanghai.
    async fn today(&self, context: &Context<'_>) -> Result<Date> {
        Ok(Date(context.data::<App>()?.clock.today()))
    }
}

impl SignedInViewer {
    fn may(&self, act: Act) -> bool {
        policy::may(&self.viewer, act, &Owner::own(&self.viewer))
    }

    fn sees(&self, subject: Subject) -> bool {
        policy::scope(&self.viewer, subject) != Scope::Nothing
    }
}

/// `viewer` with their account.
pub async fn signed_in_viewer(context: &Context<'_>, viewer: &Viewer) -> Result<SignedInViewer> {
    let app = context.data::<App>()?;
    let user = user::Entity::find_by_id(viewer.user_id).one(app.db.current()).await.map_err(internal)?;
    let user = user.ok_or_else(|| internal(format!("user {} is missing", viewer.user_id)))?;
    Ok(SignedInViewer { viewer: viewer.clone(), user })
}

/// The person with this key: whoever is signed in may read the name under which somebody acts.
pub async fn find_person(context: &Context<'_>, id: Uuid) -> Result<Option<Person>> {
    let row = loaders::of(context)?.load_one(UserById(id)).await.map_err(internal)?;
    Ok(row.map(Person::from))
}

/// The person whom a row's foreign key names.
pub async fn person_by_id(context: &Context<'_>, id: Uuid) -> Result<Person> {
    let row = loaders::of(context)?.load_one(UserById(id)).await.map_err(internal)?;
    row.map(Person::from).ok_or_else(|| internal(format!("user {id} is missing")))
}

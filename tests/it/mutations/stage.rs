//! What a recipe is made of, and how it is carried out.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Duration, Utc};
use entity::{audit_entry, department, enums::Role, user};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use shuangda::shared::{
    policy::{self, Act, Owner},
    viewer::Viewer,
};
use tests::{Client, World};

/// Who tries what they may not: one of each role, the region's leader, and two from elsewhere.
const TRIED: [&str; 10] = [
    "admin",
    "auditor",
    "office",
    "head",
    "officer",
    "observer",
    "service",
    "leader",
    "culture_head",
    "other_office",
];

/// How a right that somebody lacks is answered: by its name; as what does not exist for them; or by the rule that
/// coordination offices do not inspect.
const REFUSALS: [&str; 3] = ["FORBIDDEN", "NOT_FOUND", "COORDINATION_OFFICE_CANNOT_INSPECT"];

/// Who may do what a mutation does.
#[derive(Clone, Copy)]
pub enum May {
    /// Anybody, for themselves.
    Anybody,
    /// Whom the policy allows this for what belongs to the department with this key.
    To(Act, &'static str),
    /// The same, where it belongs to either of two departments.
    Either(Act, [&'static str; 2]),
    /// Whom the policy allows this for what belongs to their own department.
    Own(Act),
    /// Some of these roles, by a rule of its own beside the policy's.
    Some(&'static [Role]),
}

type Prepared = Pin<Box<dyn Future<Output = Value> + Send>>;

/// How a mutation comes to succeed.
pub struct Recipe {
    /// The mutation.
    pub name: &'static str,
    by: &'static str,
    may: May,
    prepare: Box<dyn Fn(Stage) -> Prepared + Send + Sync>,
}

/// The mutation `name`, which succeeds for `by` (nobody: who is not signed in) with the input that `prepare`
/// makes the ground for and answers.
pub fn recipe<F: Future<Output = Value> + Send + 'static>(
    name: &'static str,
    by: &'static str,
    may: May,
    prepare: impl Fn(Stage) -> F + Send + Sync + 'static,
) -> Recipe {
    Recipe { name, by, may, prepare: Box::new(move |stage| Box::pin(prepare(stage))) }
}

impl Recipe {
    /// Makes the ground for it, and answers its input.
    pub async fn prepare(&self, stage: &Stage) -> Value {
        (self.prepare)(stage.clone()).await
    }
}

/// Who is signed in, by name, and since when.
type SignedIn = HashMap<String, (DateTime<Utc>, Client)>;

/// A world whose people sign in once, for as long as that lasts.
#[derive(Clone)]
pub struct Stage {
    /// The world.
    pub world: World,
    clients: Arc<Mutex<SignedIn>>,
}

impl Stage {
    /// A new one.
    pub fn new(world: World) -> Self {
        Self { world, clients: Arc::default() }
    }

    /// `username`, signed in.
    pub async fn client(&self, username: &str) -> Client {
        let now = self.world.app.clock.now();
        let known = self.clients.lock().unwrap_or_else(PoisonError::into_inner).get(username).cloned();
        if let Some((since, client)) = known
            && now - since < Duration::minutes(15)
        {
            return client;
        }
        let client = match username {
            "" => self.world.anonymous(),
            "service" => self.service().await,
            _ => self.world.client(username).await,
        };
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        clients.insert(username.to_owned(), (now, client.clone()));
        client
    }

    /// The market department's system, with a token that may write.
    async fn service(&self) -> Client {
        let alone = self.world.clone().of_one_person();
        let input = json!({ "userId": alone.user("service"), "name": "办案系统", "scopes": ["READ", "WRITE"],
            "expiresOn": alone.today() });
        let issued = alone.client("admin").await.succeed("issueServiceToken", input, "token").await;
        self.world.anonymous().with_token(issued["token"].as_str().expect("a token"))
    }

    /// The version of the object that the root field `field` answers for `id`, as `by` sees it.
    pub async fn version(&self, by: &Client, field: &str, id: &str) -> Value {
        let document = format!("query($id: ID!) {{ {field}(id: $id) {{ version }} }}");
        by.data(&document, json!({ "id": id })).await[field]["version"].clone()
    }

    async fn viewer(&self, username: &str) -> Viewer {
        let (user, department) = user::Entity::find_by_id(self.world.user_uuid(username))
            .find_also_related(department::Entity)
            .one(&self.world.app.db.read)
            .await
            .expect("the users")
            .expect("the user");
        let department = department.expect("the department");
        Viewer {
            user_id: user.id,
            display_name: user.display_name,
            role: user.role,
            department_id: department.id,
            region_id: department.region_id,
            region_key: department.region_key,
            in_coordination_office: department.is_coordination_office,
            observes_region: user.observes_region,
            read_only: false,
            must_change_password: false,
            session_id: None,
        }
    }

    /// The department with this key, as whom something belongs to.
    async fn owner(&self, key: &str) -> Owner {
        let id = self.world.department_uuid(key);
        let found = department::Entity::find_by_id(id).one(&self.world.app.db.read).await;
        let region_key = found.expect("the departments").expect("the department").region_key;
        Owner { department_id: id, region_key }
    }

    /// Whether the policy allows `username` what `may` says.
    async fn allows(&self, may: May, username: &str) -> bool {
        let viewer = self.viewer(username).await;
        match may {
            May::Anybody => true,
            May::To(act, key) => policy::may(&viewer, act, &self.owner(key).await),
            May::Either(act, [one, other]) => {
                let owners = [self.owner(one).await, self.owner(other).await];
                owners.iter().any(|owner| policy::may(&viewer, act, owner))
            }
            May::Own(act) => policy::may(&viewer, act, &Owner::own(&viewer)),
            May::Some(roles) => roles.contains(&viewer.role),
        }
    }

    /// How often the log says that `mutation` was done.
    async fn done(&self, mutation: &str) -> u64 {
        let rows = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq(mutation));
        rows.count(&self.world.app.db.read).await.expect("the log")
    }

    /// Prepares what `recipe` needs; then each who may not is refused, and who may succeeds with the very same
    /// input: it was the right that was missing, and nothing had been done.
    pub async fn perform(self, recipe: Recipe) {
        let input = recipe.prepare(&self).await;
        let Recipe { name, by, may, .. } = recipe;
        let before = self.done(name).await;
        for username in TRIED {
            if self.allows(may, username).await {
                continue;
            }
            let codes = self.client(username).await.refused(name, input.clone()).await;
            let is_refusal = codes.iter().all(|code| REFUSALS.contains(&code.as_str()));
            assert!(is_refusal, "{name} by {username}: {codes:?}");
        }
        assert_eq!(self.done(name).await, before, "{name} was done");
        self.client(by).await.succeed(name, input, "").await;
    }
}

/// An account like an officer's of the market department, and its global id.
pub async fn account(stage: &Stage, username: &str) -> String {
    stage.world.account(username, "officer", Role::Officer, "market").await;
    stage.world.user(username)
}

//! The accounts to try the demonstration with: made anew at each loading, shown once.

use anyhow::{Context, anyhow};
use entity::{department, user};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    shared::{
        app::App,
        caller::Caller,
        viewer::{RequestInfo, Viewer},
    },
    users::{passwords, sessions::SERVICE_TOKEN_PREFIX, tokens},
};

/// An account to sign in with.
#[derive(Clone, Debug)]
pub struct Account {
    /// What to type; for a department's system, what its token acts as.
    pub username: &'static str,
    /// Who that is, in Chinese.
    pub title: &'static str,
    /// The password, or the service token; stored nowhere.
    pub secret: String,
}

/// The service account: it has a token in place of a password.
pub(super) const SERVICE: &str = "service";

/// What is stored of the accounts' secrets.
pub(super) struct Digests(Vec<(&'static str, String)>);

impl Digests {
    /// The hash of the password of `username`, or the digest of its token.
    pub fn of(&self, username: &str) -> anyhow::Result<String> {
        let found = self.0.iter().find(|(known, _)| *known == username);
        found.map(|(_, digest)| digest.clone()).with_context(|| format!("no secret for {username}"))
    }
}

/// Secrets for the accounts of these names and titles.
pub(super) async fn make(
    accounts: &[(&'static str, &'static str)],
) -> anyhow::Result<(Vec<Account>, Digests)> {
    let mut made = Vec::new();
    let mut digests = Vec::new();
    for (username, title) in accounts {
        let (secret, digest) = if *username == SERVICE {
            let token = format!("{SERVICE_TOKEN_PREFIX}{}", tokens::random()?);
            let digest = tokens::digest(&token);
            (token, digest)
        } else {
            let password = passwords::one_time()?;
            let hash = passwords::hash(password.clone()).await?;
            (password, hash)
        };
        made.push(Account { username, title, secret });
        digests.push((*username, digest));
    }
    Ok((made, Digests(digests)))
}

/// The accounts as they are printed: a line for each password, and each token alone on its line, so that one
/// copies all of it and nothing else.
pub fn listing(accounts: &[Account]) -> String {
    let (tokens, passwords): (Vec<_>, Vec<_>) =
        accounts.iter().partition(|account| account.secret.starts_with(SERVICE_TOKEN_PREFIX));
    let mut text = "Accounts to sign in with; these passwords are shown only now:\n".to_owned();
    for Account { username, secret, title } in passwords {
        text += &format!("  {username:<10}{secret:<20}  {title}\n");
    }
    for Account { username, secret, title } in tokens {
        text += &format!("The token of {title} ({username}), shown only now:\n{secret}\n");
    }
    text
}

/// The account `username`, to act through the services.
pub(super) async fn acting(app: &App, username: &str) -> anyhow::Result<Caller> {
    let found = user::Entity::find()
        .filter(user::Column::Username.eq(username))
        .find_also_related(department::Entity)
        .one(&app.db.read)
        .await?;
    let Some((user, Some(department))) = found else {
        return Err(anyhow!("there is no {username}"));
    };
    let viewer = Viewer {
        user_id: user.id,
        display_name: user.display_name,
        role: user.role,
        department_id: department.id,
        region_id: department.region_id,
        region_key: department.region_key,
        in_coordination_office: department.is_coordination_office,
        observes_region: false,
        read_only: false,
        must_change_password: false,
        session_id: None,
    };
    Ok(Caller { app: app.clone(), viewer, info: RequestInfo::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_alone_on_its_line() {
        let account = |username, title, secret: &str| Account { username, title, secret: secret.to_owned() };
        let text = listing(&[
            account("office", "工作人员", "abcd-efgh"),
            account("service", "办案系统", "sdt_0123"),
        ]);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[1].split_whitespace().collect::<Vec<_>>(), ["office", "abcd-efgh", "工作人员"]);
        assert_eq!(lines[2..], ["The token of 办案系统 (service), shown only now:", "sdt_0123"]);
    }
}

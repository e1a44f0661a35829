//! Sending e-mail by SMTP, and what became of a message: what surely was not taken may be sent again,
//! everything else not.

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

/// How often an e-mail is tried.
const ATTEMPTS: i32 = 5;

/// How e-mail is sent.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// The server: `smtp://host:25`, `smtp://user:password@host:587?tls=required`, `smtps://user:password@host`.
    pub server: String,
    /// Who it is from: `双打平台 <shuangda@example.gov.cn>`.
    pub from: String,
    /// Where the app is, for the text.
    pub address: Option<String>,
}

/// Sends e-mail.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Where the app is, for the text.
    pub address: Option<String>,
}

/// One message.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The address of who gets it.
    pub to: String,
    /// Names the message for ever: a mail server that gets it twice can tell.
    pub id: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The mail server took it.
    Sent,
    /// The mail server surely did not take it, and may later.
    NotYet(String),
    /// It will never be taken, or nobody knows whether it was: sending it again could double it.
    Failed(String),
}

impl Mailer {
    /// A mailer by `settings`.
    ///
    /// # Errors
    ///
    /// Where a setting is not of its form.
    pub fn new(settings: MailSettings) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.server)
            .context("the mail server must be smtp://HOST:PORT or smtps://USER:PASSWORD@HOST")?
            .build();
        let from = settings.from.parse().context("the sender must be an address, or NAME <ADDRESS>")?;
        Ok(Self { transport, from, address: settings.address })
    }

    /// Whether the mail server answers.
    pub async fn is_reachable(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("the mail server does not answer".to_owned()),
            Err(error) => Err(said(&error)),
        }
    }

    /// Sends `mail`.
    pub async fn send(&self, mail: Mail) -> Outcome {
        let to = match mail.to.parse::<Mailbox>() {
            Ok(to) => to,
            Err(error) => return Outcome::Failed(format!("{}: {error}", mail.to)),
        };
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .subject(mail.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body);
        let message = match message {
            Ok(message) => message,
            Err(error) => return Outcome::Failed(error.to_string()),
        };
        match self.transport.send(message).await {
            Ok(_) => Outcome::Sent,
            Err(error) if error.is_transient() => Outcome::NotYet(said(&error)),
            Err(error) => Outcome::Failed(said(&error)),
        }
    }
}

/// The error with its cause.
fn said(error: &lettre::transport::smtp::Error) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

/// When an e-mail that the mail server did not take is tried again after so many attempts.
pub fn retry_at(attempts: i32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let exponent = u32::try_from(attempts.clamp(1, ATTEMPTS) - 1).unwrap_or_default();
    (attempts < ATTEMPTS).then(|| now + TimeDelta::minutes(10 * 2_i64.pow(exponent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_end() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(retry_at(1, now), Some(now + TimeDelta::minutes(10)));
        assert_eq!(retry_at(4, now), Some(now + TimeDelta::minutes(80)));
        assert_eq!(retry_at(5, now), None);
    }
}

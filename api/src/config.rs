//! Every setting of the command line and its environment, with its default. A wrong one is refused
//! at start, with what is allowed.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, value_parser};
use entity::enums::Role;

use crate::{
    audit::anchors::Anchors,
    serve::{self, pace::Slowest},
    shared::{
        db::DatabaseOptions,
        mail::{MailSettings, Mailer},
        storage::MAX_BYTES,
        transport::Limits,
    },
};

/// Shuangda (双打): the coordination platform of offices that fight IP infringement and counterfeit goods.
#[derive(Parser, Debug)]
#[command(name = "shuangda", version, max_term_width = 110)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Serve the API and the app; creates or upgrades the database first.
    Serve(Box<Serve>),
    /// Create or upgrade the database.
    Migrate(Storage),
    /// Load demonstration data: the three offices, or a generated office of any size.
    Demo(Demo),
    /// Manage accounts from the machine itself.
    #[command(subcommand)]
    User(UserCommand),
    /// The audit log.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// The ledger of which all figures are sums.
    #[command(subcommand)]
    Figures(FigureCommand),
    /// The files of cases.
    #[command(subcommand)]
    Files(FilesCommand),
    /// The platform's rules and the State Council's holiday notices, which bind all regions.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Remind people of what is due and send today's e-mails, once, as the server does by itself.
    Remind(Remind),
    /// Print the GraphQL schema (SDL).
    Schema,
}

/// Where the data is.
#[derive(Args, Debug, Clone)]
pub struct Storage {
    /// The database: sqlite:FILE, or postgres://USER:PASSWORD@HOST/DATABASE.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:data/shuangda.db", value_parser = database_url)]
    pub database: String,
    /// A read replica of the same PostgreSQL database, for queries.
    #[arg(long, env = "DATABASE_READ_URL", value_parser = database_url)]
    pub database_read: Option<String>,
    /// The most connections to open to the database; to PostgreSQL, as many again for lists (and for a replica).
    #[arg(long, env = "SHUANGDA_MAX_CONNECTIONS", default_value_t = 8, value_parser = value_parser!(u32).range(1..=500))]
    pub max_connections: u32,
    /// The file with the master secret, from which all keys are derived; made on the first start.
    /// Servers that share a database share this file's content.
    #[arg(long, env = "SHUANGDA_SECRET_FILE", default_value = "data/secret.key")]
    pub secret_file: PathBuf,
    /// Where files are kept: a folder, or s3://BUCKET/PREFIX of any S3-compatible store, reached by
    /// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT.
    #[arg(long, env = "SHUANGDA_FILES", default_value = "data/files", value_parser = files_place)]
    pub files: String,
    /// Where the audit log's last digest is noted, outside the database: file:PATH, s3://BUCKET/PREFIX or
    /// syslog; several with commas between. By default file:audit-anchors.jsonl beside the secret file.
    #[arg(long = "audit-anchor", env = "SHUANGDA_AUDIT_ANCHOR", value_delimiter = ',', value_parser = anchor_place)]
    pub audit_anchors: Vec<String>,
}

impl Storage {
    /// Where the audit log is anchored.
    ///
    /// # Errors
    ///
    /// Where the environment does not say how to reach a bucket.
    pub fn anchors(&self) -> anyhow::Result<Anchors> {
        let beside = format!("file:{}", self.secret_file.with_file_name("audit-anchors.jsonl").display());
        let places = if self.audit_anchors.is_empty() { vec![beside] } else { self.audit_anchors.clone() };
        Anchors::open(self.database_name(), &places)
    }

    /// The database's name, whatever machine it is on and however it is reached.
    fn database_name(&self) -> String {
        let address = self.database.split(['?', '#']).next().unwrap_or_default();
        let (scheme, rest) = address.split_once(':').unwrap_or(("sqlite", address));
        let scheme = if scheme.starts_with("postgres") { "postgres" } else { scheme };
        format!("{scheme}:{}", rest.rsplit('/').next().unwrap_or_default())
    }

    /// The same as the database layer takes it.
    pub fn options(&self) -> DatabaseOptions {
        DatabaseOptions {
            url: self.database.clone(),
            read_url: self.database_read.clone(),
            max_connections: self.max_connections,
        }
    }
}

fn files_place(value: &str) -> Result<String, String> {
    match value.split_once("://") {
        None if !value.is_empty() => Ok(value.to_owned()),
        Some(("s3", address)) if !address.starts_with('/') && !address.is_empty() => Ok(value.to_owned()),
        _ => Err("must be a folder or s3://BUCKET/PREFIX".to_owned()),
    }
}

fn anchor_place(value: &str) -> Result<String, String> {
    match (value.strip_prefix("file:"), value.strip_prefix("s3://")) {
        (Some(path), _) if !path.is_empty() => Ok(value.to_owned()),
        (_, Some(address)) if !address.starts_with('/') && !address.is_empty() => Ok(value.to_owned()),
        _ if value == "syslog" => Ok(value.to_owned()),
        _ => Err("must be file:PATH, s3://BUCKET/PREFIX or syslog".to_owned()),
    }
}

fn database_url(value: &str) -> Result<String, String> {
    let known = ["sqlite:", "postgres:", "postgresql:"];
    if known.iter().any(|scheme| value.starts_with(scheme)) {
        Ok(value.to_owned())
    } else {
        Err("must be sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE".to_owned())
    }
}

/// How to serve.
#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    #[allow(missing_docs, reason = "flattened into the help")]
    pub storage: Storage,
    /// The address to listen on.
    #[arg(long, env = "SHUANGDA_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The folder of the built app; without it only the API is served.
    #[arg(long, env = "SHUANGDA_APP")]
    pub app: Option<PathBuf>,
    /// Fill an empty database with demonstration data, and print its one-time accounts.
    #[arg(long, env = "SHUANGDA_DEMO")]
    pub demo: bool,
    /// Serve a page to try queries at /graphiql, and allow introspection. Not for production.
    #[arg(long, env = "SHUANGDA_DEVELOPMENT")]
    pub development: bool,
    /// Take the client's address from the X-Forwarded-For of this many proxies in front; 0: none.
    #[arg(long, env = "SHUANGDA_PROXIES", default_value_t = 0, value_parser = value_parser!(u8).range(0..=5))]
    pub proxies: u8,
    /// The app is reached over HTTPS: cookies are marked Secure, and browsers are told to stay with HTTPS.
    #[arg(long, env = "SHUANGDA_HTTPS")]
    pub https: bool,
    /// Whether somebody else confirms what an administrator asks for accounts (a new account, a reset password, another
    /// role, a token), and alone is shown what signs in: a department's head, office staff, or another administrator for
    /// an administrator. `false`, for an office of one person, shows it to the administrator, who then could sign in as
    /// anybody but an auditor: each time that is told to the person and the auditors, and logged.
    #[arg(long, env = "SHUANGDA_ACCOUNT_CONFIRMATION", default_value_t = true, action = ArgAction::Set)]
    pub account_confirmation: bool,
    /// How often, in minutes, the audit log's last digest is noted in its anchors, where it moved on.
    #[arg(long, env = "SHUANGDA_AUDIT_ANCHOR_MINUTES", default_value_t = 10, value_parser = value_parser!(u64).range(1..=1_440))]
    pub audit_anchor_minutes: u64,
    /// From which hour of the day on, in China Standard Time, the daily e-mails are sent.
    #[arg(long, env = "SHUANGDA_MAIL_HOUR", default_value_t = 8, value_parser = value_parser!(u8).range(0..=23))]
    pub mail_hour: u8,
    #[command(flatten)]
    #[allow(missing_docs, reason = "flattened into the help")]
    pub mail: MailArgs,
    #[command(flatten)]
    #[allow(missing_docs, reason = "flattened into the help")]
    pub limits: LimitArgs,
    #[command(flatten)]
    #[allow(missing_docs, reason = "flattened into the help")]
    pub connections: ConnectionArgs,
}

/// Whom to remind, and how.
#[derive(Args, Debug)]
pub struct Remind {
    #[command(flatten)]
    #[allow(missing_docs, reason = "flattened into the help")]
    pub storage: Storage,
    #[command(flatten)]
    #[allow(missing_docs, reason = "flattened into the help")]
    pub mail: MailArgs,
}

/// The daily e-mail of what waits for a person.
#[derive(Args, Debug)]
#[command(next_help_heading = "E-mail")]
pub struct MailArgs {
    /// The mail server: smtp://HOST:25, smtp://USER:PASSWORD@HOST:587?tls=required or
    /// smtps://USER:PASSWORD@HOST. Without it no e-mail is sent.
    #[arg(long, env = "SHUANGDA_SMTP", hide_env_values = true, requires = "mail_from", value_parser = smtp_url)]
    pub smtp: Option<String>,
    /// Who the e-mails are from: an address, or `NAME <ADDRESS>`.
    #[arg(long, env = "SHUANGDA_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// The app's own address, as the e-mails name it: `https://shuangda.example.gov.cn`.
    #[arg(long, env = "SHUANGDA_ADDRESS")]
    pub address: Option<String>,
}

impl MailArgs {
    /// What sends e-mail; none where no server is set.
    ///
    /// # Errors
    ///
    /// Where a setting is not of its form.
    pub fn mailer(&self) -> anyhow::Result<Option<Mailer>> {
        let (Some(server), Some(from)) = (&self.smtp, &self.mail_from) else { return Ok(None) };
        let settings =
            MailSettings { server: server.clone(), from: from.clone(), address: self.address.clone() };
        Mailer::new(settings).map(Some)
    }
}

fn smtp_url(value: &str) -> Result<String, String> {
    if ["smtp://", "smtps://"].iter().any(|scheme| value.starts_with(scheme)) {
        Ok(value.to_owned())
    } else {
        Err("must be smtp://HOST:PORT or smtps://USER:PASSWORD@HOST".to_owned())
    }
}

/// How much a request may ask for.
#[derive(Args, Debug)]
#[command(next_help_heading = "Limits of a request")]
pub struct LimitArgs {
    /// The most bytes of a request's body.
    #[arg(long, env = "SHUANGDA_MAX_BODY_BYTES", default_value_t = 131_072, value_parser = value_parser!(u64).range(1_024..=16_777_216))]
    pub max_body_bytes: u64,
    /// The most levels of nested fields.
    #[arg(long, env = "SHUANGDA_MAX_DEPTH", default_value_t = 16, value_parser = value_parser!(u64).range(1..=100))]
    pub max_depth: u64,
    /// The most fields, with every fragment written out.
    #[arg(long, env = "SHUANGDA_MAX_SELECTIONS", default_value_t = 1_500, value_parser = value_parser!(u64).range(1..=100_000))]
    pub max_selections: u64,
    /// The most objects that nested lists may multiply to.
    #[arg(long, env = "SHUANGDA_MAX_COST", default_value_t = 50_000, value_parser = value_parser!(u64).range(1..=10_000_000))]
    pub max_cost: u64,
    /// The most milliseconds that a request may run.
    #[arg(long, env = "SHUANGDA_MAX_MILLISECONDS", default_value_t = 15_000, value_parser = value_parser!(u64).range(10..=600_000))]
    pub max_milliseconds: u64,
    /// The most bytes of a file that is uploaded.
    #[arg(long, env = "SHUANGDA_MAX_FILE_BYTES", default_value_t = MAX_BYTES, value_parser = value_parser!(u64).range(1_024..=2_147_483_647))]
    pub max_file_bytes: u64,
}

impl LimitArgs {
    /// The same as the transport takes them; what has no setting keeps its default.
    pub fn limits(&self) -> Limits {
        Limits {
            body_bytes: size(self.max_body_bytes),
            depth: size(self.max_depth),
            selections: size(self.max_selections),
            cost: self.max_cost,
            time_ms: self.max_milliseconds,
            ..Limits::default()
        }
    }
}

/// How much room a client may take, and how long without using it.
#[derive(Args, Debug)]
#[command(next_help_heading = "Limits of connections")]
pub struct ConnectionArgs {
    /// The most clients' connections at once; fewer where the system's limit of open files is lower. Where all are
    /// taken, those go first that wait longest without asking for anything.
    #[arg(long, env = "SHUANGDA_MAX_CLIENTS", default_value_t = 10_000, value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub max_clients: u32,
    /// The most of them from one address (IPv6: one /64), such as an office's behind its router. With --proxies, the
    /// most requests of one address that are answered at once.
    #[arg(long, env = "SHUANGDA_MAX_CLIENTS_PER_ADDRESS", default_value_t = 1_000, value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub max_clients_per_address: u32,
    /// Seconds to send the headers of a request, from connecting or from their first byte.
    #[arg(long, env = "SHUANGDA_HEADER_SECONDS", default_value_t = 10, value_parser = value_parser!(u16).range(1..=600))]
    pub header_seconds: u16,
    /// Seconds that a connection is kept between two requests. A proxy in front should keep its own for less.
    #[arg(long, env = "SHUANGDA_IDLE_SECONDS", default_value_t = 75, value_parser = value_parser!(u16).range(1..=3_600))]
    pub idle_seconds: u16,
    /// The fewest bytes a second, on average, in which a client sends what it uploads and takes what it asked for.
    #[arg(long, env = "SHUANGDA_MIN_BYTES_PER_SECOND", default_value_t = 1_024, value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub min_bytes_per_second: u32,
    /// Seconds that it may be behind that, or silent.
    #[arg(long, env = "SHUANGDA_STALL_SECONDS", default_value_t = 30, value_parser = value_parser!(u16).range(1..=600))]
    pub stall_seconds: u16,
    /// Seconds that answers may still take once the server is told to stop.
    #[arg(long, env = "SHUANGDA_STOP_SECONDS", default_value_t = 30, value_parser = value_parser!(u16).range(0..=600))]
    pub stop_seconds: u16,
}

impl ConnectionArgs {
    /// The same as the way in takes them, behind `proxies` proxies, where the system has descriptors for so
    /// many connections.
    pub fn settings(&self, proxies: u8, descriptors: Option<usize>) -> serve::Settings {
        let seconds = |value: u16| Duration::from_secs(value.into());
        let places = size(self.max_clients.into());
        serve::Settings {
            places: descriptors.map_or(places, |most| places.min(most)),
            places_per_address: (proxies == 0).then_some(size(self.max_clients_per_address.into())),
            header: seconds(self.header_seconds),
            idle: seconds(self.idle_seconds),
            slowest: self.slowest(),
            stopping: seconds(self.stop_seconds),
        }
    }

    /// How slowly a client may send and take.
    pub fn slowest(&self) -> Slowest {
        let patience = Duration::from_secs(self.stall_seconds.into());
        Slowest { bytes_per_second: self.min_bytes_per_second, patience }
    }

    /// How many requests of one address are answered at once behind `proxies` proxies.
    pub fn requests_per_address(&self, proxies: u8) -> Option<usize> {
        (proxies > 0).then_some(size(self.max_clients_per_address.into()))
    }
}

fn size(value: u64) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

/// Which demonstration data to load.
#[derive(Args, Debug)]
pub struct Demo {
    #[command(flatten)]
    #[allow(missing_docs, reason = "flattened into the help")]
    pub storage: Storage,
    /// Generate an office with this many cases instead of the three published offices.
    #[arg(long, value_parser = value_parser!(u64).range(1..=10_000_000))]
    pub cases: Option<u64>,
    /// The seed: the same one generates the same data.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// What can be done with accounts.
#[derive(Subcommand, Debug)]
pub enum UserCommand {
    /// Create a region with its coordination office and first administrator; prints a one-time password.
    AddAdministrator {
        #[command(flatten)]
        #[allow(missing_docs, reason = "flattened into the help")]
        storage: Storage,
        /// The region's code (GB/T 2260), for example 510500.
        #[arg(long)]
        region_code: String,
        /// The region's name, for example 泸州市.
        #[arg(long)]
        region_name: String,
        /// The coordination office's name, for example 泸州市双打办.
        #[arg(long)]
        office: String,
        /// The user name to sign in with.
        #[arg(long)]
        username: String,
    },
    /// Create an account in a department: the region's first auditor or office staff, whom nobody there could
    /// confirm; prints a one-time password.
    Add {
        #[command(flatten)]
        #[allow(missing_docs, reason = "flattened into the help")]
        storage: Storage,
        /// The user name to sign in with.
        #[arg(long)]
        username: String,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// What they may do.
        #[arg(long, value_enum)]
        role: AccountRole,
        /// The department's name, for example 泸州市双打办.
        #[arg(long)]
        department: String,
        /// The code of its region (GB/T 2260), for example 510500.
        #[arg(long)]
        region_code: String,
        /// Where to write to them.
        #[arg(long)]
        email: Option<String>,
    },
    /// Keep an account from signing in and end its sessions.
    Disable {
        #[command(flatten)]
        #[allow(missing_docs, reason = "flattened into the help")]
        storage: Storage,
        /// The user name.
        username: String,
    },
    /// Set a new one-time password and end the account's sessions.
    ResetPassword {
        #[command(flatten)]
        #[allow(missing_docs, reason = "flattened into the help")]
        storage: Storage,
        /// The user name.
        username: String,
    },
}

/// The role of an account that the command line makes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum AccountRole {
    /// 系统管理员
    SystemAdmin,
    /// 安全审计员
    SecurityAuditor,
    /// 双打办工作人员
    OfficeStaff,
    /// 部门负责人
    DepartmentHead,
    /// 执法人员
    Officer,
    /// 观察员
    Observer,
}

impl From<AccountRole> for Role {
    fn from(role: AccountRole) -> Self {
        match role {
            AccountRole::SystemAdmin => Self::SystemAdmin,
            AccountRole::SecurityAuditor => Self::SecurityAuditor,
            AccountRole::OfficeStaff => Self::OfficeStaff,
            AccountRole::DepartmentHead => Self::DepartmentHead,
            AccountRole::Officer => Self::Officer,
            AccountRole::Observer => Self::Observer,
        }
    }
}

/// What can be done with the audit log.
#[derive(Subcommand, Debug)]
pub enum AuditCommand {
    /// Recompute the whole chain, compare it with its anchors, and name every row that was changed,
    /// removed, moved or inserted, and an end that was cut off. Fails where anything is wrong.
    Verify {
        #[command(flatten)]
        #[allow(missing_docs, reason = "flattened into the help")]
        storage: Storage,
        /// Compare with a row's digest too, as the daily e-mail to auditors names it: NUMBER:DIGEST.
        #[arg(long = "expect", value_parser = expected_digest)]
        expected: Vec<(i64, String)>,
    },
    /// Note the last digest in the log's anchors now, as the server does by itself.
    Anchor(Storage),
}

fn expected_digest(value: &str) -> Result<(i64, String), String> {
    let parts = value.split_once(':').and_then(|(number, digest)| Some((number.parse().ok()?, digest)));
    match parts {
        Some((number, digest)) if number > 0 && digest.len() == 64 => Ok((number, digest.to_lowercase())),
        _ => Err("must be a row's number and its digest of 64 hexadecimal digits: NUMBER:DIGEST".to_owned()),
    }
}

/// What can be done with the figures.
#[derive(Subcommand, Debug)]
pub enum FigureCommand {
    /// Compare the ledger of figures with the records, line by line; fails where they differ.
    Verify(Storage),
    /// Set the ledger right by the records, while people work; goes on where it was stopped.
    Rebuild(Storage),
}

/// What can be done with the files of cases.
#[derive(Subcommand, Debug)]
pub enum FilesCommand {
    /// Remove what uploads that never completed left behind, a day after it was written. What was
    /// filed is never removed.
    Sweep(Storage),
    /// Read every filed file and compare it with its digest; names what is missing or changed.
    Verify(Storage),
}

/// What can be done with the platform's rules.
#[derive(Subcommand, Debug)]
pub enum RulesCommand {
    /// Print them as JSON, in the form in which they are applied.
    Show(Storage),
    /// Apply a JSON file: what it names by the same key (a kind and its first day, a year) is written over,
    /// everything else is added, nothing is removed. Open clocks are counted anew, whoever's move is
    /// told, and the audit log names the change.
    Apply {
        #[command(flatten)]
        #[allow(missing_docs, reason = "flattened into the help")]
        storage: Storage,
        /// The file, such as {"ground": "国办发明电〔2026〕9号", "calendarYears": [{"year": 2027, …}]}.
        file: PathBuf,
    },
    /// Count all open clocks by the rules that bind them now, and tell whoever's move.
    Recount(Storage),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn refusal(arguments: &[&str]) -> String {
        match Cli::try_parse_from(["shuangda"].iter().chain(arguments)) {
            Ok(_) => panic!("{arguments:?} was accepted"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_wrong_setting_is_refused_with_what_is_allowed() {
        assert!(refusal(&["serve", "--database", "mysql://x"]).contains("sqlite:FILE"));
        assert!(refusal(&["serve", "--max-depth", "0"]).contains("1..=100"));
        assert!(refusal(&["serve", "--header-seconds", "0"]).contains("1..=600"));
        assert!(refusal(&["serve", "--listen", "8080"]).contains("--listen"));
        assert!(refusal(&["serve", "--files", "ftp://x"]).contains("s3://BUCKET"));
        assert!(refusal(&["serve", "--audit-anchor", "ftp://x"]).contains("file:PATH"));
        assert!(refusal(&["audit", "verify", "--expect", "7"]).contains("NUMBER:DIGEST"));
        assert!(refusal(&["remind", "--smtp", "mail.example"]).contains("smtp://HOST"));
        assert!(refusal(&["remind", "--smtp", "smtp://mail.example"]).contains("--mail-from"));
        assert!(refusal(&["demo", "--cases", "0"]).contains("1..=10000000"));
    }

    #[test]
    fn proxies_change_what_is_counted_and_descriptors_how_many_there_are() {
        let Ok(Cli { command: Command::Serve(serve), .. }) = Cli::try_parse_from(["shuangda", "serve"])
        else {
            panic!("the defaults were refused");
        };
        let alone = serve.connections.settings(0, Some(225));
        assert_eq!((alone.places, alone.places_per_address), (225, Some(1_000)));
        assert_eq!(serve.connections.requests_per_address(0), None);
        let behind = serve.connections.settings(1, None);
        assert_eq!((behind.places, behind.places_per_address), (10_000, None));
        assert_eq!(serve.connections.requests_per_address(1), Some(1_000));
    }

    #[test]
    fn the_command_line_is_well_formed_and_every_setting_is_explained() {
        Cli::command().debug_assert();
        for command in Cli::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
            }
        }
    }
}

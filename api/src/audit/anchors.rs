//! Anchors of the audit log: its last number and digest, noted again and again where the database's
//! own administrators have no business, so that an end that was cut off, or an older copy that was
//! put in place, is found by comparing. An anchor is a line of JSON under the server's key.

use std::{
    io::{Read, Seek, SeekFrom, Write},
    path::{Path as FilePath, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, bail};
use futures::{StreamExt, TryStreamExt};
use object_store::{ObjectStore, ObjectStoreExt, PutMode, path::Path};

use crate::shared::{
    app::App,
    audit::{
        self,
        verification::{self, Anchor, Fault, Verification},
    },
    clock::statutory_day,
    private,
    storage::Files,
};

/// The folder of anchors within a bucket's prefix.
const FOLDER: &str = "audit-anchors";
/// How many anchors are read from a bucket at a time.
const AT_ONCE: usize = 32;
/// Where this machine's system log listens.
const SYSTEM_LOG: &str = "/dev/log";
/// Facility 10 (security), severity 6 (informational), as RFC 5424, section 6.2.1, numbers them.
const PRIORITY: u8 = 10 * 8 + 6;

/// One place of anchors.
#[derive(Clone, Debug)]
enum Place {
    /// A line each in a file that is only appended to.
    File(PathBuf),
    /// An object each, never written twice: a bucket may be locked against changes.
    Bucket(Arc<dyn ObjectStore>),
    /// The system log's socket, from where another machine may take it. It cannot be read back; the file
    /// that it ends up in can, as `file:PATH`.
    SystemLog(PathBuf),
}

/// The places where a database's audit log is anchored.
#[derive(Clone, Debug)]
pub struct Anchors {
    database: String,
    places: Vec<Place>,
}

/// What was found in the places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// The anchors of this database.
    pub anchors: Vec<Anchor>,
    /// How many there are of other databases.
    pub others: usize,
    /// How many lines or objects are no anchor: of a system log most, else what was written by half.
    pub unreadable: usize,
}

impl Anchors {
    /// The anchors of the database of this name in `places`: `file:PATH`, `s3://BUCKET/PREFIX`, `syslog`
    /// (or `syslog:SOCKET`).
    ///
    /// # Errors
    ///
    /// Where a place is not of its form, or the environment does not say how to reach a bucket.
    pub fn open(database: String, places: &[String]) -> anyhow::Result<Self> {
        let places = places.iter().map(|place| match place.split_once(':') {
            Some(("file", path)) => Ok(Place::File(PathBuf::from(path))),
            Some(("s3", _)) => Ok(Place::Bucket(Files::open(place)?.store)),
            Some(("syslog", socket)) => Ok(Place::SystemLog(PathBuf::from(socket))),
            None if place == "syslog" => Ok(Place::SystemLog(PathBuf::from(SYSTEM_LOG))),
            _ => bail!("{place} is no place for anchors: file:PATH, s3://BUCKET/PREFIX or syslog"),
        });
        Ok(Self { database, places: places.collect::<anyhow::Result<_>>()? })
    }

    /// The anchors of the database of this name in a store of objects.
    pub fn in_store(database: String, store: Arc<dyn ObjectStore>) -> Self {
        Self { database, places: vec![Place::Bucket(store)] }
    }

    /// Notes where the log stands now in every place.
    ///
    /// # Errors
    ///
    /// Where the log cannot be read, or a place cannot be written; the others are written all the same.
    pub async fn note(&self, app: &App) -> anyhow::Result<Anchor> {
        let head = audit::head(&app.db).await.context("the audit log cannot be read")?;
        let anchor = Anchor::new(&app.secrets, &self.database, app.clock.now(), head);
        let mut failed = None;
        for place in &self.places {
            let written = place.write(&anchor).await;
            failed = failed.or(written.err());
        }
        match failed {
            None => Ok(anchor),
            Some(error) => Err(error.context("the audit log could not be anchored everywhere")),
        }
    }

    /// Everything that was noted, of which this database's is wanted.
    ///
    /// # Errors
    ///
    /// Where a place cannot be read.
    pub async fn read(&self) -> anyhow::Result<Noted> {
        let mut noted = Noted::default();
        for place in &self.places {
            for line in place.read().await? {
                // A system log puts its own words before a line.
                let anchor =
                    line.find('{').and_then(|begin| serde_json::from_str::<Anchor>(&line[begin..]).ok());
                match anchor {
                    // One that says that a person gave it would be believed without a key.
                    Some(Anchor { mac: None, .. }) | None => noted.unreadable += 1,
                    Some(anchor) if anchor.database == self.database => noted.anchors.push(anchor),
                    Some(_) => noted.others += 1,
                }
            }
        }
        Ok(noted)
    }

    /// Recomputes the log's chain and compares it with everything that was noted, and with `given`: row
    /// numbers and their digests.
    ///
    /// # Errors
    ///
    /// Where the log or a place cannot be read.
    pub async fn verify(&self, app: &App, given: &[(i64, String)]) -> anyhow::Result<(Verification, Noted)> {
        // Before the log, which grows meanwhile.
        let mut noted = self.read().await?;
        let given = given.iter().cloned().map(|(sequence, hash)| Anchor {
            database: self.database.clone(),
            at: app.clock.now(),
            sequence,
            hash,
            mac: None,
        });
        noted.anchors.extend(given);
        let mut verified = verification::verify(app, &noted.anchors).await?;
        if noted.anchors.is_empty() && verified.rows > 0 {
            verified.found(Fault::NotAnchored);
        }
        Ok((verified, noted))
    }

    /// Prepares a database that is about to be written to: seals the part of its log from before digests
    /// were keyed. Not where anchors exist: then the log was keyed already, and what stands there is not it.
    ///
    /// # Errors
    ///
    /// Where the log or a place cannot be read, or the log cannot be written.
    pub async fn seal(&self, app: &App) -> anyhow::Result<()> {
        if !audit::is_unsealed(&app.db).await? {
            return Ok(());
        }
        if !self.read().await?.anchors.is_empty() {
            tracing::error!(
                "the audit log is without keyed rows although it was anchored: run `shuangda audit verify`"
            );
            return Ok(());
        }
        if audit::seal(&app.db, &app.secrets, app.clock.now()).await? {
            tracing::info!("the older part of the audit log is sealed");
        }
        Ok(())
    }

    /// Notes where the log stands now, then every so often where it moved on, and once a day in any case;
    /// for as long as it is polled.
    pub async fn keep_running(&self, app: App, every: Duration) {
        let mut tick = tokio::time::interval(every);
        let mut last: Option<Anchor> = None;
        loop {
            tick.tick().await;
            let moved = match (&last, audit::head(&app.db).await) {
                (Some(last), Ok((sequence, _))) => {
                    last.sequence != sequence || statutory_day(last.at) != app.clock.today()
                }
                _ => true,
            };
            if !moved {
                continue;
            }
            match self.note(&app).await {
                Ok(anchor) => last = Some(anchor),
                Err(error) => {
                    last = None;
                    tracing::error!("{error:#}");
                }
            }
        }
    }
}

impl Place {
    async fn write(&self, anchor: &Anchor) -> anyhow::Result<()> {
        let line = serde_json::to_string(anchor)?;
        match self {
            Self::File(path) => {
                let path = path.clone();
                tokio::task::spawn_blocking(move || append(&path, &line)).await?
            }
            Self::Bucket(store) => {
                // Two servers may note the same row in the same moment: the key keeps them apart.
                let name = format!("{:020}-{}.json", anchor.sequence, uuid::Uuid::now_v7());
                let path = Path::from_iter([FOLDER, &name]);
                store.put_opts(&path, line.into(), PutMode::Create.into()).await?;
                Ok(())
            }
            Self::SystemLog(socket) => {
                let socket = socket.clone();
                tokio::task::spawn_blocking(move || log(&socket, &line)).await?
            }
        }
    }

    async fn read(&self) -> anyhow::Result<Vec<String>> {
        match self {
            Self::File(path) => match tokio::fs::read(path).await {
                Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
                Err(error) => {
                    Err(error).with_context(|| format!("cannot read the anchors in {}", path.display()))
                }
            },
            Self::Bucket(store) => {
                let folder = Path::from(FOLDER);
                let found = store.list(Some(&folder)).map(|found| async move {
                    let bytes = store.get(&found?.location).await?.bytes().await?;
                    Ok::<_, object_store::Error>(String::from_utf8_lossy(&bytes).into_owned())
                });
                let lines = found.buffer_unordered(AT_ONCE).try_collect();
                lines.await.context("cannot read the anchors in the bucket")
            }
            Self::SystemLog(_) => Ok(Vec::new()),
        }
    }
}

/// Appends a line to the file at `path` in one write, so that several servers may share it; after a line
/// that was written by half on a new one.
fn append(path: &FilePath, line: &str) -> anyhow::Result<()> {
    let write = || -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            private::create_folder(folder)?;
        }
        let mut file = private::options().read(true).append(true).create(true).open(path)?;
        let torn = file.metadata()?.len() > 0 && {
            let mut last = [0];
            file.seek(SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
            last != *b"\n"
        };
        let begin = if torn { "\n" } else { "" };
        file.write_all(format!("{begin}{line}\n").as_bytes())?;
        file.sync_all()
    };
    write().with_context(|| format!("cannot write an anchor to {}", path.display()))
}

/// Sends a line to the system log (RFC 3164's form, which every daemon takes; the daemon adds the time).
#[cfg(unix)]
fn log(socket: &FilePath, line: &str) -> anyhow::Result<()> {
    let send = || -> std::io::Result<()> {
        let sender = std::os::unix::net::UnixDatagram::unbound()?;
        sender.send_to(format!("<{PRIORITY}>shuangda: audit anchor {line}").as_bytes(), socket)?;
        Ok(())
    };
    send().with_context(|| format!("the system log does not listen at {}", socket.display()))
}

#[cfg(not(unix))]
fn log(_: &FilePath, _: &str) -> anyhow::Result<()> {
    bail!("this system has no system log to write to: anchor to a file or a bucket")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use chrono::DateTime;

    use super::*;
    use crate::shared::secrets::Secrets;

    fn anchor(sequence: i64) -> Anchor {
        let secrets = Secrets::from_master(&[7; 32]).unwrap();
        Anchor::new(&secrets, "sqlite:a.db", DateTime::UNIX_EPOCH, (sequence, "ab".repeat(32)))
    }

    #[tokio::test]
    async fn a_file_is_appended_to_and_survives_a_torn_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/anchors.jsonl");
        let anchors = Anchors::open("sqlite:a.db".to_owned(), &[format!("file:{}", path.display())]).unwrap();
        assert_eq!(anchors.read().await.unwrap(), Noted::default());
        let place = Place::File(path.clone());
        place.write(&anchor(1)).await.unwrap();
        let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
        file.write_all(b"{\"database\":\"sql").unwrap();
        place.write(&anchor(2)).await.unwrap();
        place.write(&Anchor { database: "sqlite:b.db".to_owned(), ..anchor(3) }).await.unwrap();
        // A line without a key must not be taken for one that a person gave.
        place.write(&Anchor { mac: None, ..anchor(4) }).await.unwrap();
        let noted = anchors.read().await.unwrap();
        assert_eq!((noted.others, noted.unreadable), (1, 2));
        assert_eq!(noted.anchors, [anchor(1), anchor(2)]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn what_the_system_log_was_sent_is_read_from_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let (socket, path) = (folder.path().join("log"), folder.path().join("auth.log"));
        let daemon = std::os::unix::net::UnixDatagram::bind(&socket).unwrap();
        Place::SystemLog(socket.clone()).write(&anchor(5)).await.unwrap();
        let mut datagram = [0; 2048];
        let length = daemon.recv(&mut datagram).unwrap();
        let said = std::str::from_utf8(&datagram[..length]).unwrap();
        let line = said.strip_prefix("<86>").unwrap();
        fs::write(&path, format!("Nov 29 10:00:00 server {line}\nNov 29 10:00:01 server sshd: {{}}\n"))
            .unwrap();
        let read = Anchors::open("sqlite:a.db".to_owned(), &[format!("file:{}", path.display())]).unwrap();
        let noted = read.read().await.unwrap();
        assert_eq!((noted.anchors, noted.unreadable), (vec![anchor(5)], 1));
        drop(daemon);
        fs::remove_file(&socket).unwrap();
        let refused = Place::SystemLog(socket).write(&anchor(6)).await.unwrap_err();
        assert!(refused.to_string().contains("does not listen"), "{refused:#}");
    }
}

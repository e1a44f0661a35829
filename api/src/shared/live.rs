//! News for open streams. Within a server they go through a channel; between servers that share a
//! PostgreSQL database through its LISTEN and NOTIFY, which send at the commit and not without one.
//! What is passed on is only that something came for whom: the stream reads the rest for its viewer.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::sync::broadcast::{self, error::RecvError};
use uuid::Uuid;

use super::db::Database;

/// The channel's name in the database.
const CHANNEL: &str = "shuangda_notifications";
/// News that a slow stream may be behind; with more it ends, and its client asks anew.
const BACKLOG: usize = 1024;
/// Streams that one person may have open on one server: a window each on a few devices.
const STREAMS_OF_ONE: usize = 10;
/// PostgreSQL passes on less than 8,000 bytes at once; one of ours takes 66.
const AT_ONCE: usize = 100;
/// How long to wait before listening again where the database is away.
const PAUSE: Duration = Duration::from_secs(5);

/// Something new for a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// For whom.
    pub user_id: Uuid,
    /// The notification.
    pub notification_id: Uuid,
}

/// Who listens on this server; cheap to clone.
#[derive(Clone)]
pub struct Live(Arc<Hub>);

struct Hub {
    /// Names this server, so that it passes over its own news when the database brings them back.
    server: Uuid,
    news: broadcast::Sender<News>,
    open: Mutex<HashMap<Uuid, usize>>,
    closed: AtomicBool,
    check_every: Duration,
}

#[derive(Clone, Copy, Debug)]
enum News {
    Added(Added),
    /// Something may have been missed, or the server stops: streams end.
    Over,
}

impl Default for Live {
    /// Streams ask four times a minute whether their viewer's session still stands.
    fn default() -> Self {
        Self::checking_every(Duration::from_secs(15))
    }
}

impl Live {
    /// Nobody listens yet; streams ask after `check_every` whether their viewer's session still stands.
    pub fn checking_every(check_every: Duration) -> Self {
        Self(Arc::new(Hub {
            server: Uuid::now_v7(),
            news: broadcast::channel(BACKLOG).0,
            open: Mutex::default(),
            closed: AtomicBool::new(false),
            check_every,
        }))
    }

    /// Tells the other servers at the commit of `transaction`, where there may be any.
    pub async fn announce(&self, transaction: &impl ConnectionTrait, added: &[Added]) -> Result<(), DbErr> {
        if transaction.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        for some in added.chunks(AT_ONCE) {
            let payload = payload(self.0.server, some);
            let values = [CHANNEL.into(), payload.into()];
            let notify =
                Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_notify($1, $2)", values);
            transaction.execute_raw(notify).await?;
        }
        Ok(())
    }

    /// Tells the streams of this server.
    pub fn deliver(&self, added: impl IntoIterator<Item = Added>) {
        for one in added {
            // Nobody listens: that is no error.
            let _ = self.0.news.send(News::Added(one));
        }
    }

    /// Listens for `user_id`; `None` where they listen too often already, or the server stops.
    pub fn listen(&self, user_id: Uuid) -> Option<Listening> {
        let mut open = self.open();
        let streams = open.entry(user_id).or_default();
        if *streams >= STREAMS_OF_ONE || self.0.closed.load(Ordering::Relaxed) {
            return None;
        }
        *streams += 1;
        Some(Listening { live: self.clone(), user_id, news: self.0.news.subscribe() })
    }

    /// Ends every stream, and lets none begin: a server that stops waits for no one.
    pub fn close(&self) {
        self.0.closed.store(true, Ordering::Relaxed);
        self.interrupt();
    }

    fn interrupt(&self) {
        let _ = self.0.news.send(News::Over);
    }

    /// Hears what other servers announce, for as long as it is polled. Only on PostgreSQL: an SQLite
    /// file has one server.
    pub async fn hear_others(&self, db: &Database) {
        if db.writer().get_database_backend() != DbBackend::Postgres {
            return std::future::pending().await;
        }
        loop {
            if let Err(error) = self.hear(db).await {
                tracing::warn!(%error, "news of other servers are not heard; trying again");
            }
            self.interrupt();
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn hear(&self, db: &Database) -> Result<(), sqlx::Error> {
        // A connection of its own: it would be missing from the pool for good.
        let options = db.writer().get_postgres_connection_pool().connect_options();
        let pool = PgPoolOptions::new().max_connections(1).connect_with((*options).clone()).await?;
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.listen(CHANNEL).await?;
        // What came before may have been missed.
        self.interrupt();
        while let Some(heard) = listener.try_recv().await? {
            self.deliver(received(self.0.server, heard.payload()));
        }
        Ok(())
    }

    /// A panic elsewhere leaves at worst a wrong count.
    fn open(&self) -> MutexGuard<'_, HashMap<Uuid, usize>> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One person's open stream; dropping it makes room for another.
pub struct Listening {
    live: Live,
    user_id: Uuid,
    news: broadcast::Receiver<News>,
}

impl Listening {
    /// After how long to ask whether the viewer's session still stands.
    pub fn check_every(&self) -> Duration {
        self.live.0.check_every
    }

    /// The next notification for the person; `None` where the stream is to end.
    pub async fn next(&mut self) -> Option<Uuid> {
        loop {
            match self.news.recv().await {
                Ok(News::Added(added)) if added.user_id == self.user_id => {
                    return Some(added.notification_id);
                }
                Ok(News::Added(_)) => {}
                Ok(News::Over) | Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
            }
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut open = self.live.open();
        if let Some(streams) = open.get_mut(&self.user_id) {
            *streams -= 1;
            if *streams == 0 {
                open.remove(&self.user_id);
            }
        }
    }
}

fn payload(server: Uuid, added: &[Added]) -> String {
    let pairs = added.iter().map(|one| format!(" {}:{}", one.user_id.simple(), one.notification_id.simple()));
    format!("{}{}", server.simple(), pairs.collect::<String>())
}

/// What another server announced; nothing where `payload` is this server's own, or no payload of ours.
fn received(server: Uuid, payload: &str) -> Vec<Added> {
    let mut words = payload.split(' ');
    if words.next().is_none_or(|sender| sender == server.simple().to_string()) {
        return Vec::new();
    }
    let pair = |word: &str| {
        let (user, notification) = word.split_once(':')?;
        Some(Added { user_id: user.parse().ok()?, notification_id: notification.parse().ok()? })
    };
    words.filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn added(user: u128, notification: u128) -> Added {
        Added { user_id: Uuid::from_u128(user), notification_id: Uuid::from_u128(notification) }
    }

    #[test]
    fn a_payload_is_understood_by_others_and_passed_over_by_its_sender() {
        let (ours, theirs) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let all: Vec<Added> = (0..AT_ONCE as u128).map(|n| added(n, n + 1)).collect();
        let text = payload(theirs, &all);
        assert!(text.len() < 8_000, "{}", text.len());
        assert_eq!(received(ours, &text), all);
        assert_eq!(received(theirs, &text), []);
        assert_eq!(received(ours, "雷雨 x y:z"), []);
    }

    #[tokio::test]
    async fn each_hears_their_own_until_the_server_stops() {
        let live = Live::default();
        let mut first = live.listen(Uuid::from_u128(1)).unwrap();
        let mut second = live.listen(Uuid::from_u128(2)).unwrap();
        live.deliver([added(1, 10), added(2, 20), added(1, 11)]);
        assert_eq!(first.next().await, Some(Uuid::from_u128(10)));
        assert_eq!(first.next().await, Some(Uuid::from_u128(11)));
        assert_eq!(second.next().await, Some(Uuid::from_u128(20)));
        live.close();
        assert_eq!(first.next().await, None);
        assert!(live.listen(Uuid::from_u128(3)).is_none());
    }

    #[test]
    fn a_person_has_so_many_streams_and_room_again_when_one_ends() {
        let live = Live::default();
        let user = Uuid::from_u128(1);
        let mut streams: Vec<_> = (0..STREAMS_OF_ONE).map(|_| live.listen(user).unwrap()).collect();
        assert!(live.listen(user).is_none());
        assert!(live.listen(Uuid::from_u128(2)).is_some());
        streams.pop();
        assert!(live.listen(user).is_some());
    }
}

//! The load: as many kept-alive connections as asked for, each sending its next request when the last
//! is answered. HTTP is written by hand because the client shares the processors with the server that
//! it measures: what it spends, the server lacks.

use std::{
    net::SocketAddr,
    rc::Rc,
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::LocalSet,
};

/// A request of one server, ready to be sent.
pub fn request(path: &str, token: Option<&str>, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let authorization = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
    format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\naccept: application/json\r\n\
         {authorization}content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// What a slice of load brought.
#[derive(Default)]
pub struct Slice {
    /// Microseconds from a request to the last byte of its answer, of each request.
    pub latencies: Vec<u32>,
    /// How long it took.
    pub elapsed: Duration,
}

/// Sends `requests` in turn over `connections` for `time`.
///
/// # Errors
///
/// Where an answer isn't a 200, or carries errors: a fast refusal must not pass for speed.
pub async fn run(
    server: SocketAddr,
    requests: &Rc<Vec<Vec<u8>>>,
    connections: usize,
    time: Duration,
) -> anyhow::Result<Slice> {
    let begin = Instant::now();
    let tasks = LocalSet::new();
    let clients: Vec<_> = (0..connections)
        .map(|number| {
            let requests = requests.clone();
            tasks.spawn_local(async move {
                let mut connection = Connection::open(server).await?;
                let mut latencies = Vec::new();
                // Each begins elsewhere, or all would ask for the same row at the same time.
                for request in requests.iter().cycle().skip(number * 7 % requests.len()) {
                    let sent = Instant::now();
                    if sent.duration_since(begin) >= time {
                        break;
                    }
                    let answer = connection.ask(request).await?;
                    ensure!(!contains(answer, b"\"code\":"), "refused: {}", String::from_utf8_lossy(answer));
                    latencies.push(u32::try_from(sent.elapsed().as_micros())?);
                }
                Ok(latencies)
            })
        })
        .collect();
    tasks.await;
    let mut slice = Slice { elapsed: begin.elapsed(), ..Slice::default() };
    for client in clients {
        slice.latencies.extend(client.await??);
    }
    Ok(slice)
}

/// One kept-alive connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects to `server`.
    pub async fn open(server: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(server).await.context("the server doesn't answer")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(1 << 16) })
    }

    /// Sends `request` and answers the body of a 200.
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<&[u8]> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let (head, length) = loop {
            self.receive().await?;
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break (end + 4, length(&self.buffer[..end])?);
            }
        };
        while self.buffer.len() < head + length {
            self.receive().await?;
        }
        let body = &self.buffer[head..];
        ensure!(
            self.buffer.starts_with(b"HTTP/1.1 200"),
            "{} {}",
            String::from_utf8_lossy(&self.buffer[..head]),
            String::from_utf8_lossy(body)
        );
        Ok(body)
    }

    async fn receive(&mut self) -> anyhow::Result<()> {
        ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the server closed the connection");
        Ok(())
    }
}

fn length(head: &[u8]) -> anyhow::Result<usize> {
    for line in std::str::from_utf8(head)?.lines() {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            return Ok(value.trim().parse()?);
        }
    }
    bail!("an answer without a length")
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// Only the beginning and the end are looked at: errors stand beside the data.
fn contains(text: &[u8], part: &[u8]) -> bool {
    let edge = text.len().min(200);
    find(&text[..edge], part).is_some() || find(&text[text.len() - edge..], part).is_some()
}

//! A client that costs next to nothing: the same bytes over and over on open connections, answers read to their end.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(super) const CONNECTIONS: usize = 16;

/// What a run measured.
pub(super) struct Figures {
    pub(super) per_second: f64,
    pub(super) p50: Duration,
    pub(super) p99: Duration,
    pub(super) bytes: usize,
}

/// One connection.
struct Connection {
    stream: TcpStream,
    request: String,
    answer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr, path: &str, headers: &str) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            request: format!("GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\n{headers}\r\n"),
            answer: Vec::with_capacity(128 * 1024),
        }
    }

    /// Sends the request and reads the whole answer.
    async fn ask(&mut self) {
        self.stream.write_all(self.request.as_bytes()).await.unwrap();
        self.answer.clear();
        while !is_whole(&self.answer) {
            assert!(
                self.stream.read_buf(&mut self.answer).await.unwrap() > 0,
                "the connection was closed"
            );
        }
        assert!(
            self.answer.starts_with(b"HTTP/1.1 200"),
            "{}",
            String::from_utf8_lossy(&self.answer)
        );
    }
}

/// Whether an answer is complete, by its length or its last chunk (RFC 9112 §6).
fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    match length {
        Some(length) => answer.len() >= end + 4 + length.trim().parse::<usize>().unwrap(),
        None => answer.ends_with(b"\r\n0\r\n\r\n"),
    }
}

/// Asks for a path on all connections for that long, after a second of warming up.
pub(super) async fn measure(address: SocketAddr, path: &str, headers: &str, length: Duration) -> Figures {
    let begin = Instant::now() + Duration::from_secs(1);
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (path, headers) = (path.to_owned(), headers.to_owned());
            tokio::spawn(async move {
                let mut connection = Connection::open(address, &path, &headers).await;
                let mut times = Vec::new();
                loop {
                    let asked = Instant::now();
                    connection.ask().await;
                    if asked >= begin + length {
                        return (times, connection.answer.len());
                    }
                    if asked >= begin {
                        times.push(asked.elapsed());
                    }
                }
            })
        })
        .collect();
    let (mut times, mut bytes) = (Vec::new(), 0);
    for task in tasks {
        let (more, last) = task.await.unwrap();
        times.extend(more);
        bytes = last;
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    Figures {
        per_second: times.len() as f64 / length.as_secs_f64(),
        p50: at(0.50),
        p99: at(0.99),
        bytes,
    }
}

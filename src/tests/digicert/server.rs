//! A server on port 0 that does as told and remembers what it was sent. It speaks HTTP by hand, so that it can also
//! break it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use pkio_desk::digicert::{DigiCert, DigiCertConfig};
use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The key in all tests.
pub(crate) const KEY: &str = "K3Y-0123456789abcdef";

/// What the server does with one request.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    /// Answers with a status and a JSON body, and keeps the connection open.
    Json(u16, String),
    /// Answers with these bytes, then closes.
    Bytes(String),
    /// Closes the connection without reading.
    CutUnread,
    /// Reads the request and closes.
    CutRead,
    /// Reads the request and says nothing until the client leaves.
    Silence,
}

#[derive(Debug, Default)]
struct Seen {
    connections: usize,
    requests: Vec<String>,
}

/// A running server; it ends with the value.
pub(crate) struct Server {
    address: String,
    seen: Arc<Mutex<Seen>>,
    task: JoinHandle<()>,
}

/// An answer in JSON.
pub(crate) fn json(status: u16, body: &str) -> Deed {
    Deed::Json(status, body.to_owned())
}

/// An answer in HTML, as from a firewall in front of CertCentral.
pub(crate) fn html(status: u16) -> Deed {
    let body = "<html><body>Request unsuccessful. Incident ID: 1-2-3</body></html>";
    Deed::Bytes(format!(
        "HTTP/1.1 {status} Whatever\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    ))
}

impl Server {
    /// Starts a server that does these deeds, one for each request or cut connection; the last one from then on.
    pub(crate) async fn that_does(deeds: impl IntoIterator<Item = Deed>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let deeds = Arc::new(Mutex::new(deeds.into_iter().collect::<VecDeque<_>>()));
        let task = tokio::spawn(accept(listener, Arc::clone(&seen), deeds));
        Self { address, seen, task }
    }

    /// A server that gives one answer in JSON.
    pub(crate) async fn that_answers(status: u16, body: &str) -> Self {
        Self::that_does([json(status, body)]).await
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Settings that lead here.
    pub(crate) fn config(&self) -> DigiCertConfig {
        DigiCertConfig::new(format!("http://{}/services/v2", self.address), SecretString::from(KEY))
    }

    /// A client of it.
    pub(crate) fn client(&self) -> DigiCert {
        DigiCert::new(self.config()).unwrap()
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }

    /// The requests it read, headers in lower case.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().requests.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn next(deeds: &Mutex<VecDeque<Deed>>) -> Deed {
    let mut deeds = deeds.lock().unwrap();
    if deeds.len() > 1 {
        deeds.pop_front().unwrap()
    } else {
        deeds.front().unwrap().clone()
    }
}

async fn accept(listener: TcpListener, seen: Arc<Mutex<Seen>>, deeds: Arc<Mutex<VecDeque<Deed>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        seen.lock().unwrap().connections += 1;
        tokio::spawn(serve(stream, Arc::clone(&seen), Arc::clone(&deeds)));
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Mutex<Seen>>, deeds: Arc<Mutex<VecDeque<Deed>>>) {
    if matches!(deeds.lock().unwrap().front(), Some(Deed::CutUnread)) {
        return;
    }
    while let Some(request) = read(&mut stream).await {
        seen.lock().unwrap().requests.push(request);
        match next(&deeds) {
            Deed::Json(status, body) => {
                let answer = format!(
                    "HTTP/1.1 {status} Whatever\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                    body.len()
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
            Deed::Bytes(bytes) => {
                stream.write_all(bytes.as_bytes()).await.unwrap();
                return;
            }
            Deed::CutUnread | Deed::CutRead => return,
            Deed::Silence => {
                // Ends when the client closes.
                while stream.read(&mut [0; 64]).await.is_ok_and(|read| read > 0) {}
                return;
            }
        }
    }
}

/// One whole request: its head in lower case, then its body.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let (line, headers) = head.split_once("\r\n").unwrap();
            let headers = headers.to_lowercase();
            let length = headers
                .lines()
                .find_map(|header| header.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(format!("{line}\r\n{headers}\r\n\r\n{body}"));
            }
        }
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(chunk.get(..read)?);
    }
}

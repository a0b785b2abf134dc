//! A network between the desk and DigiCert on which an order can be held, lost or let go. It carries bytes; of what they
//! mean it knows only where a request or an answer ends, and which request places an order.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::program::PATIENCE;

/// What is held, and where on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The connection stands; nothing was read from it.
    Unread,
    /// The request was read; nothing of it was passed on.
    Request,
    /// DigiCert answered; nothing of the answer was passed on.
    Answer,
    /// A connection that carries something else than an order; nothing was read from it.
    Reading,
}

/// What becomes of what is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It goes on, whether or not the desk still lives.
    On,
    /// It never arrives.
    Lost,
}

#[derive(Default)]
struct Traffic {
    /// What is held in this round, if anything.
    stop: Option<Stop>,
    /// How much of it there is.
    held: usize,
    /// What became of it in the rounds before.
    fates: Vec<Fate>,
    /// Where the connections came from.
    accepted: BTreeSet<SocketAddr>,
    /// Connections of which it is not known yet what they carry.
    silent: usize,
    /// Connections that carry an order.
    orders: usize,
}

/// The gate; it stands as long as the test runs.
pub(super) struct Gate {
    address: SocketAddr,
    traffic: watch::Sender<Traffic>,
}

impl Gate {
    /// A gate before whatever listens there.
    pub(super) async fn before(address: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gate = Self {
            address: listener.local_addr().unwrap(),
            traffic: watch::Sender::new(Traffic::default()),
        };
        let (traffic, behind) = (gate.traffic.clone(), address.to_owned());
        tokio::spawn(async move {
            // The end of the test ends it.
            while let Ok((desk, peer)) = listener.accept().await {
                traffic.send_modify(|traffic| {
                    traffic.silent += 1;
                    traffic.accepted.insert(peer);
                });
                let (traffic, behind) = (traffic.clone(), behind.clone());
                tokio::spawn(async move { carry(desk, &behind, &traffic).await });
            }
        });
        gate
    }

    pub(super) fn base_url(&self) -> String {
        format!("http://{}/services/v2", self.address)
    }

    /// Holds what comes there from now on.
    pub(super) fn hold(&self, stop: Stop) {
        self.traffic.send_modify(|traffic| traffic.stop = Some(stop));
    }

    /// Waits until something is held.
    pub(super) async fn holds_one(&self) {
        self.wait("held connection", |traffic| traffic.held > 0).await;
    }

    /// Decides what becomes of what is held, and holds nothing from now on.
    pub(super) fn let_go(&self, fate: Fate) {
        self.traffic.send_modify(|traffic| {
            traffic.fates.push(fate);
            traffic.stop = None;
            traffic.held = 0;
        });
    }

    /// Waits until the orders that were seen have arrived, or are lost.
    pub(super) async fn carries_no_order(&self) {
        self.wait("end of an order's way", |traffic| traffic.orders == 0).await;
    }

    /// Waits until all that a dead desk sent has arrived, or is lost.
    pub(super) async fn is_quiet(&self) {
        // Connections are accepted in the order in which they were made: with this one, all of the desk's were.
        let probe = TcpStream::connect(self.address).await.unwrap();
        let mine = probe.local_addr().unwrap();
        self.wait("probe", |traffic| traffic.accepted.contains(&mine)).await;
        drop(probe);
        self.wait("quiet", |traffic| traffic.silent + traffic.orders == 0).await;
    }

    async fn wait(&self, what: &str, is_so: impl FnMut(&Traffic) -> bool) {
        let mut traffic = self.traffic.subscribe();
        let waited = tokio::time::timeout(PATIENCE, traffic.wait_for(is_so)).await;
        assert!(waited.is_ok(), "no {what} at the gate");
    }
}

/// Carries one connection. That it breaks is nothing special here: it is what the tests are about.
async fn carry(mut desk: TcpStream, behind: &str, traffic: &watch::Sender<Traffic>) {
    let is_order = carries_order(&desk).await;
    traffic.send_modify(|traffic| {
        traffic.silent -= 1;
        traffic.orders += usize::from(is_order);
    });
    if is_order {
        let _ = carry_order(&mut desk, behind, traffic).await;
        traffic.send_modify(|traffic| traffic.orders -= 1);
    } else if pass(Stop::Reading, traffic).await == Fate::On
        && let Ok(mut digicert) = TcpStream::connect(behind).await
    {
        let _ = copy_bidirectional(&mut desk, &mut digicert).await;
    }
}

/// Looks at the first bytes without taking them.
async fn carries_order(desk: &TcpStream) -> bool {
    const ORDER: &[u8] = b"POST /services/v2/order/certificate/";
    let mut begin = [0; ORDER.len()];
    loop {
        let seen = desk.peek(&mut begin).await.unwrap_or_default();
        if seen == 0 || begin[..seen] != ORDER[..seen] {
            return false;
        }
        if seen == ORDER.len() {
            return true;
        }
        tokio::task::yield_now().await;
    }
}

/// An order has a connection to itself: one request, one answer.
async fn carry_order(desk: &mut TcpStream, behind: &str, traffic: &watch::Sender<Traffic>) -> std::io::Result<()> {
    if pass(Stop::Unread, traffic).await == Fate::Lost {
        return Ok(());
    }
    let request = message(desk).await?;
    if pass(Stop::Request, traffic).await == Fate::Lost {
        return Ok(());
    }
    let mut digicert = TcpStream::connect(behind).await?;
    digicert.write_all(&request).await?;
    let answer = message(&mut digicert).await?;
    if pass(Stop::Answer, traffic).await == Fate::On {
        desk.write_all(&answer).await?;
    }
    Ok(())
}

/// Waits where orders are held.
async fn pass(stop: Stop, traffic: &watch::Sender<Traffic>) -> Fate {
    let mut changes = traffic.subscribe();
    let mut round = None;
    traffic.send_if_modified(|traffic| {
        if traffic.stop == Some(stop) {
            traffic.held += 1;
            round = Some(traffic.fates.len());
        }
        round.is_some()
    });
    let Some(round) = round else {
        return Fate::On;
    };
    let decided = changes.wait_for(|traffic| traffic.fates.len() > round).await;
    decided.map_or(Fate::Lost, |traffic| traffic.fates[round])
}

/// Reads one request or answer: up to the end of its body, or of the connection.
async fn message(from: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while length(&bytes).is_none_or(|length| bytes.len() < length) {
        if from.read_buf(&mut bytes).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(bytes)
}

/// The length of the whole message, once its head is there.
fn length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|end| end == b"\r\n\r\n")?;
    let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("content-length:"));
    let body: usize = lines.next().unwrap().trim().parse().unwrap();
    Some(head + 4 + body)
}

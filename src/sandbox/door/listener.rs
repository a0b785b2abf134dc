//! A TCP listener that can be closed for a while, and whose connections can be cut: by the handler of a request, so that
//! a client sees no answer at all, or before anything was read from them.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpSocket, TcpStream},
};
use tokio_util::sync::WaitForCancellationFutureOwned;

use crate::sandbox::{control, shared::Shared};

/// How many connections may wait to be accepted, as tokio's own listeners have it.
const BACKLOG: u32 = 1024;

/// How long the system is given before an address it did not give is asked for again.
const SYSTEM_PAUSE: Duration = Duration::from_millis(20);

/// The listener of the sandbox.
pub(crate) struct CuttableListener {
    /// Absent while the listener is closed.
    listener: Option<TcpListener>,
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// A connection that stops writing once it is cut, and that ends when the listener is closed.
pub(crate) struct CuttableStream {
    stream: TcpStream,
    is_cut: Arc<AtomicBool>,
    is_spared: Arc<AtomicBool>,
    ended: Pin<Box<WaitForCancellationFutureOwned>>,
}

/// The other end of a connection, and the means to cut it.
#[derive(Clone, Debug)]
pub(crate) struct Peer {
    /// The client's address.
    pub(crate) address: SocketAddr,
    is_cut: Arc<AtomicBool>,
    is_spared: Arc<AtomicBool>,
}

impl Peer {
    /// Lets no further byte through to the client and closes the connection at the next attempt to write.
    pub(crate) fn cut(&self) {
        self.is_cut.store(true, Ordering::Release);
    }

    /// Lets the connection outlast the listener, so that the one who closes it gets an answer.
    pub(crate) fn spare(&self) {
        self.is_spared.store(true, Ordering::Release);
    }
}

impl CuttableListener {
    /// Takes over a listener.
    pub(crate) fn new(listener: TcpListener, shared: Arc<Shared>) -> io::Result<Self> {
        Ok(Self {
            address: listener.local_addr()?,
            listener: Some(listener),
            shared,
        })
    }

    /// Closes the listener and every connection, and opens it again when its time has come.
    async fn close_for_a_while(&mut self) {
        // The socket is closed here. The next one only keeps the address until it listens: connecting is refused.
        self.listener = None;
        let mut socket = self.take_address().await;
        self.shared.gate.tell_closed();
        self.shared.gate.may_open().await;
        self.listener = loop {
            match socket.listen(BACKLOG) {
                Ok(listener) => break Some(listener),
                Err(error) => tracing::error!(%error, "the sandbox could not listen again"),
            }
            socket = self.take_address().await;
        };
        self.shared.gate.tell_open();
    }

    /// A socket on the address that does not listen.
    async fn take_address(&self) -> TcpSocket {
        loop {
            match bind(self.address) {
                Ok(socket) => return socket,
                Err(error) => tracing::error!(%error, "the sandbox could not take its address again"),
            }
            tokio::time::sleep(SYSTEM_PAUSE).await;
        }
    }
}

fn bind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

impl Listener for CuttableListener {
    type Io = CuttableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (CuttableStream, SocketAddr) {
        loop {
            let next = match &mut self.listener {
                Some(listener) => tokio::select! {
                    biased;
                    () = self.shared.gate.told_to_close() => None,
                    next = Listener::accept(listener) => Some(next),
                },
                None => None,
            };
            let Some((stream, address)) = next else {
                self.close_for_a_while().await;
                continue;
            };
            if control::take_cut(&mut self.shared.settings().faults) {
                self.shared.gate.count_cut();
                continue;
            }
            let _ = stream.set_nodelay(true);
            let stream = CuttableStream {
                stream,
                is_cut: Arc::default(),
                is_spared: Arc::default(),
                ended: Box::pin(self.shared.gate.end_of_connection().cancelled_owned()),
            };
            return (stream, address);
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

impl Connected<IncomingStream<'_, CuttableListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, CuttableListener>) -> Self {
        Self {
            address: *stream.remote_addr(),
            is_cut: Arc::clone(&stream.io().is_cut),
            is_spared: Arc::clone(&stream.io().is_spared),
        }
    }
}

impl CuttableStream {
    /// Whether the connection may go on; the task is woken when it may no longer.
    fn check(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        let is_ended = self.ended.as_mut().poll(context).is_ready() && !self.is_spared.load(Ordering::Acquire);
        if is_ended {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }
}

impl AsyncRead for CuttableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for CuttableStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check(context)?;
        if self.is_cut.load(Ordering::Acquire) {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

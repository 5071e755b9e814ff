//! The listener: bounded connections, bounded time for each, and nothing of who asks is kept.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;

use crate::{Options, Portal, routes};

/// The longest head of a request, in bytes, and the most headers in it.
const HEAD: usize = 16 << 10;
const HEADERS: usize = 64;
/// How long requests that are under way may go on when the portal is told to stop, in seconds.
const LAST_SECONDS: u64 = 60;

/// Answers on a listener until `stop` is done. A letter that is being taken then is taken to its end.
///
/// # Errors
/// If the folder of letters cannot be used.
pub async fn serve(
    listener: TcpListener,
    options: Options,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let silence = Duration::from_secs(options.limits.silence_seconds);
    let life = Duration::from_secs(options.limits.connection_seconds);
    let seats = Arc::new(Semaphore::new(options.limits.connections));
    let router = routes::router(Arc::new(Portal::new(options)?));
    let (stopping, stopped) = tokio::sync::watch::channel(false);
    let mut open = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        // A connection waits in the system's queue until there is a seat for it.
        let next = async {
            let seat = seats.clone().acquire_owned().await;
            (seat, listener.accept().await)
        };
        let (seat, stream) = tokio::select! {
            () = &mut stop => break,
            Some(_) = open.join_next(), if !open.is_empty() => continue,
            next = next => match next {
                (Ok(seat), Ok((stream, _))) => (seat, stream),
                // Out of descriptors, or the other side was gone already: the next one may do better.
                _ => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    continue;
                }
            },
        };
        let mut stopped = stopped.clone();
        let router = router.clone();
        open.spawn(async move {
            let told = async move { drop(stopped.wait_for(|stopping| *stopping).await) };
            one(stream, seat, router, silence, life, told).await;
        });
    }
    drop(listener);
    let _ = stopping.send(true);
    let rest = async { while open.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(Duration::from_secs(LAST_SECONDS), rest).await;
    Ok(())
}

/// One connection, to its end or to the end of its time. What goes wrong on it is nobody's to know.
async fn one(
    stream: TcpStream,
    seat: OwnedSemaphorePermit,
    router: axum::Router,
    silence: Duration,
    life: Duration,
    told_to_stop: impl Future<Output = ()>,
) {
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(silence)
        .max_buf_size(HEAD)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let whole = async {
        tokio::select! {
            _ = connection.as_mut() => return Ok::<(), Infallible>(()),
            () = told_to_stop => {}
        }
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
        Ok(())
    };
    let _ = tokio::time::timeout(life, whole).await;
    drop(seat);
}

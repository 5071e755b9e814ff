//! `amana serve`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use amana_archive::{ArchiveError, Result, SystemClock};
use amana_desk::backend::ArchiveBackend;
use clap::Args;

use super::analyse::face_models;
use crate::access::{Keys, Which};
use crate::answer::Answer;
use crate::signals::stop_flag;

/// Open the desk: the staff's pages, on this machine only unless told otherwise.
#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    keys: Keys,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8765")]
    listen: SocketAddr,
    /// One more name under which the desk is reached, as browsers send it (host or host:port)
    #[arg(long, value_name = "HOST")]
    host: Vec<String>,
    /// The folder with the models for faces (made by `cargo xtask models`); without them faces in photographs of the living are not
    /// described
    #[arg(long, value_name = "DIR", env = "AMANA_MODELS")]
    models: Option<PathBuf>,
    /// Browsers reach the desk through TLS: cookies travel over HTTPS only
    #[arg(long)]
    behind_tls: bool,
}

impl Serve {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let root = self.which.path()?;
        let faces = self.models.as_deref().map(|folder| face_models(folder, answer)).transpose()?.flatten();
        let archive = Arc::new(self.keys.open(root, true)?);
        archive.catch_up().await?;
        archive.record_failed_sign_ins().await?;
        if archive.list_accounts().await?.is_empty() {
            answer.remark(
                "nobody can sign in yet: `amana account add NAME --archive …` makes the first account; where there were \
                 accounts, `amana account restore --archive …` puts them back",
            );
        }
        if !self.listen.ip().is_loopback() {
            answer
                .remark("listening beyond this machine: put TLS before it, and give --behind-tls and --host");
        }
        let listener = tokio::net::TcpListener::bind(self.listen).await.map_err(|e| {
            ArchiveError::machine(format!("the address {} cannot be listened on", self.listen))
                .next("choose another with --listen")
                .because(e)
        })?;
        let address = listener.local_addr()?;
        let port = address.port();
        let mut hosts = vec![
            format!("127.0.0.1:{port}"),
            format!("localhost:{port}"),
            format!("[::1]:{port}"),
            address.to_string(),
        ];
        hosts.extend(self.host);
        let options = amana_desk::Options {
            archive_name: root.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            hosts,
            secure_cookies: self.behind_tls,
            clock: Arc::new(SystemClock),
            fill_random: |buffer| amana_archive::Entropy::fill(&amana_archive::OsEntropy, buffer),
            timeout_seconds: 60,
        };
        let router = amana_desk::router(Arc::new(ArchiveBackend::new(archive.clone(), faces)), options);
        answer.remark(&format!("the desk is open: http://{address}/"));
        let stop = stop_flag();
        let stopped = async move {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            }
        };
        axum::serve(listener, router).with_graceful_shutdown(stopped).await?;
        archive.record_failed_sign_ins().await?;
        if let Ok(archive) = Arc::try_unwrap(archive) {
            archive.close().await;
        }
        Ok(ExitCode::SUCCESS)
    }
}

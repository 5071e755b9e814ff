//! A portal in a folder of its own, asked over sockets.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use amana_disk::{Disk, LocalDisk};
use amana_model::{Clock, Digest, Letter, UtcTime};
use amana_portal::{Kit, Limits, Options, serve};
use amana_store::{Identities, Identity};
use sha2::{Digest as _, Sha256};

/// A clock that stands until it is moved.
pub(crate) struct Standing(AtomicI64);

impl Clock for Standing {
    fn now(&self) -> UtcTime {
        UtcTime::from_unix(self.0.load(Ordering::Relaxed), 0).unwrap()
    }
}

/// A portal that runs until it is dropped.
pub(crate) struct Open {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) identity: Identity,
    pub(crate) address: SocketAddr,
    clock: Arc<Standing>,
    _runtime: tokio::runtime::Runtime,
}

/// What came back: status, head, body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let text = self.text();
        let from = text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
        from.split('"').next().unwrap_or_default().to_owned()
    }

    /// The code that a page of success shows.
    pub(crate) fn code(&self) -> Option<String> {
        let text = self.text();
        let code = text.split("class=\"code\"").nth(1)?.split("</p>").next()?;
        Some(code.split("<span>").skip(1).filter_map(|part| part.get(..4)).collect())
    }
}

impl Open {
    pub(crate) fn new() -> Self {
        Self::with(Limits::default(), Arc::new(LocalDisk))
    }

    pub(crate) fn with(limits: Limits, disk: Arc<dyn Disk>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["site", "letters", "answers"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let identity = amana_store::generate_identity();
        let kit = kit(&identity);
        std::fs::write(folder.path().join("portal.toml"), kit.text()).unwrap();
        let clock = Arc::new(Standing(AtomicI64::new(1_795_435_200)));
        let options = Options {
            gallery: folder.path().join("site"),
            letters: folder.path().join("letters"),
            answers: folder.path().join("answers"),
            kit,
            disk,
            clock: clock.clone(),
            fill_random: |buffer| getrandom::fill(buffer).unwrap(),
            limits,
        };
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move { serve(listener, options, std::future::pending()).await.unwrap() });
        Self { folder, identity, address, clock, _runtime: runtime }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn publish(&self, name: &str, bytes: &[u8]) {
        let path = self.path("site").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Sends bytes as they are, gives whatever comes back until the other side ends.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // The other side may end before it has read everything: what it said is what counts.
        let _ = stream.write_all(bytes);
        let mut back = Vec::new();
        let _ = stream.read_to_end(&mut back);
        back
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let head = format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n");
        answer(self.raw(&[head.as_bytes(), body].concat()))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "", b"")
    }

    /// Sends a form as a browser does: parts, pictures last.
    pub(crate) fn send(&self, path: &str, fields: &[(&str, &str)], pictures: &[&[u8]]) -> Answer {
        let body = parts(fields, pictures);
        let headers = format!(
            "Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {}\r\n",
            body.len()
        );
        self.ask("POST", path, &headers, &body)
    }

    /// A ticket that is old enough.
    pub(crate) fn ticket(&self) -> String {
        let ticket = self.get("/letters/en/report").hidden("ticket");
        self.pass(60);
        ticket
    }

    pub(crate) fn dropped(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.path("letters")).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    }

    /// Opens a dropped letter, as a custodian does.
    pub(crate) fn open(&self, path: &Path) -> Letter {
        let identities = Identities::new(vec![self.identity.clone()]).unwrap();
        Letter::parse(&identities.open(&std::fs::read(path).unwrap()).unwrap(), sha256).unwrap()
    }
}

pub(crate) fn kit(identity: &Identity) -> Kit {
    let public = identity.to_public().to_string();
    Kit::new("a1".parse().unwrap(), vec![public]).unwrap()
}

pub(crate) fn sha256(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

pub(crate) const BOUNDARY: &str = "----an-invented-boundary";

pub(crate) fn parts(fields: &[(&str, &str)], pictures: &[&[u8]]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for picture in pictures {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(picture);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

pub(crate) fn answer(back: Vec<u8>) -> Answer {
    let at = back.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(back.len());
    let head = String::from_utf8_lossy(&back[..at]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let body = back.get(at + 4..).unwrap_or_default();
    let body = if head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
        unchunked(body)
    } else {
        body.to_vec()
    };
    Answer { status, head, body }
}

fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(at) = body.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&body[..at]).unwrap_or("0"), 16).unwrap_or(0);
        if length == 0 {
            break;
        }
        whole.extend_from_slice(&body[at + 2..at + 2 + length]);
        body = &body[at + 4 + length..];
    }
    whole
}

/// A proof of work for a ticket, as the page's script finds it.
pub(crate) fn proof(ticket: &str, bits: u32) -> String {
    let zeros = |n: &u64| {
        let hash = Sha256::digest(format!("{ticket}:{n}"));
        u64::from_be_bytes(*hash.first_chunk::<8>().unwrap()).leading_zeros()
    };
    (0_u64..).find(|n| zeros(n) >= bits).unwrap().to_string()
}

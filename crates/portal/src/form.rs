//! Reading a form as it comes: bounded in length, in number, in time and in memory, pictures as bytes that nobody looks into.

use std::borrow::Cow;
use std::pin::{Pin, pin};
use std::time::Duration;

use amana_model::{LONGEST_PICTURE, LONGEST_PICTURES, MOST_PICTURES};
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header;
use futures_util::stream::unfold;
use futures_util::{Stream, StreamExt as _};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use crate::Portal;
use crate::ticket::NotTaken;

/// The most that all texts of a form have together, in bytes.
const TEXTS: usize = 512 << 10;
/// The most fields.
const FIELDS: usize = 64;
/// The longest form, in bytes; what goes beyond it is thrown away as it comes.
const LONGEST: u64 = (LONGEST_PICTURES + TEXTS + (64 << 10)) as u64;
/// As long as this a form may come as slowly as it likes; then so many bytes a second at least.
const PATIENCE: Duration = Duration::from_secs(60);
const SLOWEST: u64 = 512;

/// What a form brought, as far as it was read.
#[derive(Default)]
pub(crate) struct Sent {
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) pictures: Vec<Vec<u8>>,
    /// Whether pictures came with it, taken or not.
    pub(crate) pictured: bool,
    /// The memory that it takes, until this is dropped.
    taken: Option<OwnedSemaphorePermit>,
    bytes: usize,
    charged: usize,
}

/// Why a form was not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotRead {
    /// It, or something in it, is longer than is taken.
    Long,
    /// More pictures than are taken.
    Pictures,
    /// It came too slowly, or broke off.
    BrokeOff,
    /// Too many are sending at this moment.
    Busy,
    /// Pictures came without a ticket of ours before them.
    Stale,
    /// It is no form of ours.
    Strange,
}

impl NotRead {
    /// The word for it, as the texts have it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Pictures => "pictures",
            Self::BrokeOff => "broke-off",
            Self::Busy => "busy",
            Self::Stale => "stale",
            Self::Strange => "strange",
        }
    }
}

impl Sent {
    /// The text of a field, empty if it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// The text of a field without what stands around it.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).trim().to_owned()
    }

    /// Every value of a field that may be sent many times.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a form; what was read before something was wrong with it is there too, so that nobody has to type it again.
pub(crate) async fn read(portal: &Portal, request: Request) -> (Sent, Option<NotRead>) {
    let mut sent = Sent::default();
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let boundary = kind.as_deref().and_then(|kind| multer::parse_boundary(kind).ok());
    let silence = Duration::from_secs(portal.options.limits.silence_seconds);
    // Fused: the parser may ask once more after the end, and so does the reading on below.
    let mut body = pin!(in_time(request.into_body(), silence).fuse());
    let outcome = match boundary {
        Some(boundary) => read_parts(portal, &mut sent, body.as_mut(), boundary).await,
        None if kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) => {
            read_pairs(portal, &mut sent, body.as_mut()).await
        }
        None => Err(NotRead::Strange),
    };
    if outcome.as_ref().is_err_and(|why| *why != NotRead::BrokeOff) {
        // Read on and thrown away: a browser looks at no answer before it has sent everything. Twice the longest, and no more.
        let mut rest = 2 * LONGEST;
        while let Some(Ok(piece)) = body.next().await {
            let Some(left) = rest.checked_sub(piece.len() as u64) else { break };
            rest = left;
        }
    }
    (sent, outcome.err())
}

/// The body, which breaks off where nothing comes or too little.
fn in_time(body: Body, silence: Duration) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send {
    let begun = Instant::now();
    unfold((Some(body.into_data_stream()), 0_u64), move |(body, read)| async move {
        let mut body = body?;
        let late = || Err(axum::Error::new(std::io::Error::from(std::io::ErrorKind::TimedOut)));
        let expected = begun.elapsed().saturating_sub(PATIENCE).as_secs() * SLOWEST;
        if read < expected {
            return Some((late(), (None, read)));
        }
        match tokio::time::timeout(silence, body.next()).await {
            Err(_) => Some((late(), (None, read))),
            Ok(None) => None,
            Ok(Some(Err(e))) => Some((Err(e), (None, read))),
            Ok(Some(Ok(piece))) => {
                let read = read + piece.len() as u64;
                Some((Ok(piece), (Some(body), read)))
            }
        }
    })
}

type Coming<'s, S> = Pin<&'s mut S>;

async fn read_parts<S>(
    portal: &Portal,
    sent: &mut Sent,
    body: Coming<'_, S>,
    boundary: String,
) -> Result<(), NotRead>
where
    S: Stream<Item = Result<Bytes, axum::Error>> + Send,
{
    let size = multer::SizeLimit::new().whole_stream(LONGEST).per_field(LONGEST_PICTURE as u64);
    let constraints = multer::Constraints::new().size_limit(size);
    let mut form = multer::Multipart::with_constraints(body, boundary, constraints);
    let (mut texts, mut pictures) = (0, 0);
    while let Some(mut part) = form.next_field().await.map_err(not_read)? {
        let name: String = part.name().unwrap_or_default().chars().take(64).collect();
        let is_picture = part.file_name().is_some();
        sent.pictured |= part.file_name().is_some_and(|name| !name.is_empty());
        // Not a byte of a picture is kept before a ticket of ours was seen: forging letters costs the forger alone.
        if is_picture && !is_ticketed(portal, sent) {
            return Err(NotRead::Stale);
        }
        let most = if is_picture { LONGEST_PICTURE } else { TEXTS - texts };
        let mut bytes = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(not_read)? {
            if bytes.len() + piece.len() > most || pictures + piece.len() > LONGEST_PICTURES {
                return Err(if is_picture { NotRead::Pictures } else { NotRead::Long });
            }
            sent.charge(portal, piece.len())?;
            if is_picture {
                pictures += piece.len();
            } else {
                texts += piece.len();
            }
            bytes.extend_from_slice(&piece);
        }
        match is_picture {
            // A browser sends an empty file where none was chosen.
            true if bytes.is_empty() => {}
            true if sent.pictures.len() >= MOST_PICTURES => return Err(NotRead::Pictures),
            true => sent.pictures.push(bytes),
            false => sent.add(name, String::from_utf8_lossy(&bytes))?,
        }
    }
    Ok(())
}

/// Whether the form has brought a ticket that is good now or will be.
fn is_ticketed(portal: &Portal, sent: &Sent) -> bool {
    let now = u64::try_from(portal.options.clock.now().unix_seconds()).unwrap_or_default();
    let looked = portal.tickets.look(sent.get("ticket"), "", now, u64::MAX);
    !matches!(looked, Err(NotTaken::Stale))
}

async fn read_pairs<S>(portal: &Portal, sent: &mut Sent, mut body: Coming<'_, S>) -> Result<(), NotRead>
where
    S: Stream<Item = Result<Bytes, axum::Error>> + Send,
{
    let mut bytes = Vec::new();
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(|_| NotRead::BrokeOff)?;
        // Three bytes for one, where each is written with a percent sign.
        if bytes.len() + piece.len() > 3 * TEXTS {
            return Err(NotRead::Long);
        }
        sent.charge(portal, piece.len())?;
        bytes.extend_from_slice(&piece);
    }
    for (name, value) in form_urlencoded::parse(&bytes) {
        sent.add(name.chars().take(64).collect(), value)?;
    }
    Ok(())
}

impl Sent {
    fn add(&mut self, name: String, value: Cow<'_, str>) -> Result<(), NotRead> {
        if self.fields.len() >= FIELDS {
            return Err(NotRead::Strange);
        }
        self.fields.push((name, value.replace("\r\n", "\n")));
        Ok(())
    }

    /// Takes memory for so many bytes more: for themselves, for the letter as it is encoded, and for it sealed.
    fn charge(&mut self, portal: &Portal, bytes: usize) -> Result<(), NotRead> {
        self.bytes += bytes;
        let owed = (3 * self.bytes).div_ceil(1024) - self.charged;
        let more =
            u32::try_from(owed).ok().and_then(|owed| portal.memory.clone().try_acquire_many_owned(owed).ok());
        let more = more.ok_or(NotRead::Busy)?;
        self.charged += owed;
        match &mut self.taken {
            Some(taken) => taken.merge(more),
            none => *none = Some(more),
        }
        Ok(())
    }
}

fn not_read(error: multer::Error) -> NotRead {
    match error {
        multer::Error::StreamSizeExceeded { .. } => NotRead::Long,
        multer::Error::FieldSizeExceeded { .. } => NotRead::Pictures,
        multer::Error::StreamReadFailed(_) | multer::Error::IncompleteStream => NotRead::BrokeOff,
        _ => NotRead::Strange,
    }
}

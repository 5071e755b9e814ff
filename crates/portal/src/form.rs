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
use crate::rate::What;
use crate::routes::look;
use crate::ticket::{NotTaken, OneUpload};

/// The most that all texts of a form have together, in bytes. Nothing else bounds them but the number of connections, so that no crowd of
/// pictures, however slow, shuts out a letter of words alone.
const TEXTS: usize = 256 << 10;
/// The most fields.
const FIELDS: usize = 64;
/// The longest form, in bytes; what goes beyond it is thrown away as it comes.
const LONGEST: u64 = (LONGEST_PICTURES + TEXTS + (64 << 10)) as u64;
/// So many bytes a second must come at least, in each minute after the first.
const SLOWEST: u64 = 512;
/// A picture's memory grows by this, in bytes.
const STEP: usize = 256 << 10;

/// What a form brought, as far as it was read.
#[derive(Default)]
pub(crate) struct Sent {
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) pictures: Vec<Vec<u8>>,
    /// Whether pictures came with it, taken or not.
    pub(crate) pictured: bool,
    /// The leave to send pictures, from the first byte of them until this is dropped.
    upload: Option<Upload>,
}

/// Pictures on their way.
struct Upload {
    _one: OneUpload,
    /// The memory that they take.
    taken: Option<OwnedSemaphorePermit>,
    bytes: usize,
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
    /// Pictures came without a ticket before them that is good now.
    Ticket(NotTaken),
    /// It is no form of ours.
    Strange,
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
    let limits = &portal.options.limits;
    let silence = Duration::from_secs(limits.silence_seconds);
    // Fused: the parser may ask once more after the end, and so does the reading on below.
    let mut body = pin!(in_time(request.into_body(), silence, Pace::new(limits.patience_seconds)).fuse());
    let outcome = match boundary {
        Some(boundary) => read_parts(portal, &mut sent, body.as_mut(), boundary).await,
        None if kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) => {
            read_pairs(&mut sent, body.as_mut()).await
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

/// How fast a body comes, one stretch of patience after the other.
struct Pace {
    patience: u64,
    stretch: u64,
    bytes: u64,
}

impl Pace {
    fn new(patience: u64) -> Self {
        Self { patience: patience.max(1), stretch: 0, bytes: 0 }
    }

    /// Whether too little came in the stretch that has ended so long after the beginning. The first may bring as little as it likes.
    fn is_slow(&mut self, passed: Duration) -> bool {
        let stretch = passed.as_secs() / self.patience;
        if stretch == self.stretch {
            return false;
        }
        let is_slow = self.stretch > 0 && self.bytes < SLOWEST * self.patience;
        (self.stretch, self.bytes) = (stretch, 0);
        is_slow
    }
}

/// The body, which breaks off where nothing comes or too little.
fn in_time(
    body: Body,
    silence: Duration,
    pace: Pace,
) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send {
    let begun = Instant::now();
    unfold((Some(body.into_data_stream()), pace), move |(body, mut pace)| async move {
        let mut body = body?;
        let late = || Err(axum::Error::new(std::io::Error::from(std::io::ErrorKind::TimedOut)));
        if pace.is_slow(begun.elapsed()) {
            return Some((late(), (None, pace)));
        }
        match tokio::time::timeout(silence, body.next()).await {
            Err(_) => Some((late(), (None, pace))),
            Ok(None) => None,
            Ok(Some(Err(e))) => Some((Err(e), (None, pace))),
            Ok(Some(Ok(piece))) => {
                pace.bytes += piece.len() as u64;
                Some((Ok(piece), (Some(body), pace)))
            }
        }
    })
}

type Coming<'s, S> = Pin<&'s mut S>;

/// Reads the parts of a form. Where a picture is not taken, the parts after it are read all the same: what was typed stays.
async fn read_parts<S>(
    portal: &Portal,
    sent: &mut Sent,
    body: Coming<'_, S>,
    boundary: String,
) -> Result<(), NotRead>
where
    S: Stream<Item = Result<Bytes, axum::Error>> + Send,
{
    let size = multer::SizeLimit::new().whole_stream(2 * LONGEST);
    let constraints = multer::Constraints::new().size_limit(size);
    let mut form = multer::Multipart::with_constraints(body, boundary, constraints);
    let (mut texts, mut fault) = (0, None);
    while let Some(mut part) = form.next_field().await.map_err(|e| fault.unwrap_or(not_read(e)))? {
        if let Some(file) = part.file_name() {
            sent.pictured |= !file.is_empty();
            if fault.is_none()
                && let Err(why) = read_picture(portal, sent, &mut part).await
            {
                fault = Some(why);
                sent.pictures = Vec::new();
                sent.upload = None;
            }
            // What is left of it is thrown away with the next part that is asked for.
            continue;
        }
        let name: String = part.name().unwrap_or_default().chars().take(64).collect();
        let mut bytes = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(not_read)? {
            texts += piece.len();
            if texts > TEXTS {
                return Err(NotRead::Long);
            }
            bytes.extend_from_slice(&piece);
        }
        sent.add(name, String::from_utf8_lossy(&bytes))?;
    }
    fault.map_or(Ok(()), Err)
}

/// Reads a picture. Not a byte is kept before a ticket was seen that is good now: pictures cost their sender what a letter costs.
async fn read_picture(portal: &Portal, sent: &mut Sent, part: &mut multer::Field<'_>) -> Result<(), NotRead> {
    let mut bytes: Vec<u8> = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(not_read)? {
        // A browser sends an empty file where none was chosen.
        if piece.is_empty() {
            continue;
        }
        let mut upload = match sent.upload.take() {
            Some(upload) => upload,
            None => Upload { _one: admitted(portal, sent)?, taken: None, bytes: 0 },
        };
        if sent.pictures.len() >= MOST_PICTURES
            || bytes.len() + piece.len() > LONGEST_PICTURE
            || upload.bytes + piece.len() > LONGEST_PICTURES
        {
            return Err(NotRead::Pictures);
        }
        upload.charge(portal, piece.len())?;
        sent.upload = Some(upload);
        if bytes.capacity() < bytes.len() + piece.len() {
            bytes.reserve_exact(piece.len().max(STEP));
        }
        bytes.extend_from_slice(&piece);
    }
    if !bytes.is_empty() {
        sent.pictures.push(bytes);
    }
    Ok(())
}

/// Whether the form may bring pictures: its ticket is good now, and no other form with it brings some.
fn admitted(portal: &Portal, sent: &Sent) -> Result<OneUpload, NotRead> {
    let ticket = look(portal, sent, What::Letter).map_err(NotRead::Ticket)?;
    portal.tickets.upload(&ticket).ok_or(NotRead::Busy)
}

async fn read_pairs<S>(sent: &mut Sent, mut body: Coming<'_, S>) -> Result<(), NotRead>
where
    S: Stream<Item = Result<Bytes, axum::Error>> + Send,
{
    let mut bytes = Vec::new();
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(|_| NotRead::BrokeOff)?;
        if bytes.len() + piece.len() > TEXTS {
            return Err(NotRead::Long);
        }
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
}

impl Upload {
    /// Takes memory for so many bytes more. What a letter takes as it is encoded and sealed comes on top for two letters at once.
    fn charge(&mut self, portal: &Portal, bytes: usize) -> Result<(), NotRead> {
        let (before, after) = (self.bytes.div_ceil(1024), (self.bytes + bytes).div_ceil(1024));
        self.bytes += bytes;
        let more = u32::try_from(after - before).ok();
        let more = more.and_then(|more| portal.memory.clone().try_acquire_many_owned(more).ok());
        let more = more.ok_or(NotRead::Busy)?;
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
        multer::Error::StreamReadFailed(_) | multer::Error::IncompleteStream => NotRead::BrokeOff,
        _ => NotRead::Strange,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slowness_is_that_of_the_last_minute() {
        let mut pace = Pace::new(60);
        let mut at = |seconds, bytes| {
            pace.bytes += bytes;
            pace.is_slow(Duration::from_secs(seconds))
        };
        // Nothing need come in the first minute; much in it buys no patience later.
        assert!(!at(59, 12 << 20) && !at(61, 0));
        assert!(!at(119, 60 * SLOWEST) && !at(120, 0), "enough in the second");
        assert!(!at(170, 60 * SLOWEST - 1) && at(181, 0), "too little in the third");
        let mut pace = Pace::new(60);
        assert!(!pace.is_slow(Duration::from_secs(60)) && pace.is_slow(Duration::from_secs(121)));
    }
}

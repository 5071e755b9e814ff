//! Publication: the work list, one publication as it stands, deciding, taking down, objecting.

use std::sync::Arc;

use amana_model::{
    Closed, IndividualId, MonthOfTakedowns, Objection, PublicationDecision, PublicationFault, PublicationId,
    PublicationStanding, PublicationVerdict, Recipe, Takedown, TakedownCause, UtcTime,
};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::{Pages, part};
use crate::Desk;
use crate::backend::{
    GallerySince, NotMade, NotPublished, PublicationRoom, Right, StandingObjection, StandingPublication,
};
use crate::error::DeskError;
use crate::guard::{Fields, Visit};
use crate::page::{Page, html};
use crate::query::field;
use crate::words::Words;

/// Publications on a page.
const ROWS: u64 = 50;

#[derive(Template)]
#[template(path = "publications.html")]
struct List {
    page: Page,
    /// Standing → how many, in the order of work.
    counts: Vec<(&'static str, u64)>,
    /// The standing that is shown; empty: all.
    standing: String,
    rows: Vec<StandingPublication>,
    /// Whose, if of one person.
    individual: Option<IndividualId>,
    objections: Vec<StandingObjection>,
    /// Month → taken down.
    takedowns: Vec<(String, MonthOfTakedowns)>,
    has_policy: bool,
    /// What changed since the gallery was written; `None` if it never was.
    gallery: Option<GallerySince>,
    /// Since when one is being written, or was cut off.
    gallery_begun: Option<UtcTime>,
    /// Whether one of this person may be proposed.
    may_propose: bool,
    /// Whether she may propose and decide at all.
    publishes: bool,
    pages: Pages,
    wrong: Option<String>,
}

impl List {
    fn at(&self, page: u64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("standing", &self.standing).append_pair("page", &page.to_string());
        if let Some(individual) = &self.individual {
            query.append_pair("individual", individual.as_str());
        }
        format!("/publications?{}", query.finish())
    }

    fn closed(&self, one: &StandingPublication) -> Vec<String> {
        closed_words(&one.standing, self.page.words)
    }
}

#[derive(Template)]
#[template(path = "publication.html")]
struct Sheet {
    page: Page,
    one: StandingPublication,
    /// What she decided, if she did.
    hers: Option<PublicationVerdict>,
    /// Why she may not decide now that it is published.
    may_not: Option<NotPublished>,
    wrong: Option<String>,
}

impl Sheet {
    fn closed(&self) -> Vec<String> {
        closed_words(&self.one.standing, self.page.words)
    }

    fn id(&self) -> PublicationId {
        self.one.publication.proposal.publication
    }

    /// Whether she could decide that it is published, once she has looked.
    fn may_publish(&self) -> bool {
        self.may_not != Some(NotPublished::Proposer)
    }

    /// What she is to do first, in words.
    fn first(&self) -> Option<String> {
        self.may_not.as_ref().map(|why| refused(why, self.page.words))
    }

    /// Whether it can be taken down: it is public or may become so.
    fn may_take_down(&self) -> bool {
        self.one.standing != PublicationStanding::TakenDown
    }

    fn face_covered(&self) -> Option<String> {
        face_covered(&self.one.publication.proposal.recipe, self.page.words)
    }

    /// What is covered, each once.
    fn covered(&self) -> Vec<&'static str> {
        let mut words: Vec<&str> =
            self.one.publication.proposal.recipe.covers.iter().map(|cover| cover.what.word()).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

fn closed_words(standing: &PublicationStanding, w: Words) -> Vec<String> {
    let word = |closed: &Closed| match closed {
        Closed::Embargo(day) => w.x("closed-embargo", w.date(day.as_str())),
        Closed::Category(word) => w.x("closed-category", w.word("category", word)),
        other => w.word("closed", other.word()),
    };
    standing.closed().iter().map(word).collect()
}

/// What covers a part of the face itself, in words; `None` where nothing does.
pub(super) fn face_covered(recipe: &Recipe, w: Words) -> Option<String> {
    let words = recipe.covers_of_face().into_iter().map(|what| w.word("cover", what.word()));
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| w.x("publication-face-covered", words.join(" · ")))
}

/// Why nothing was recorded, in words.
pub(super) fn refused(why: &NotPublished, w: Words) -> String {
    match why {
        NotPublished::Absent => w.t("publication-refused-absent"),
        NotPublished::Fault(PublicationFault::Reason) => w.t("publication-refused-reason"),
        NotPublished::Fault(PublicationFault::Channel) => w.t("publication-refused-channel"),
        NotPublished::Policy(_) | NotPublished::NoPolicy => w.t("publication-refused-policy"),
        NotPublished::NotTheirs => w.t("publication-refused-theirs"),
        NotPublished::Already => w.t("publication-refused-already"),
        NotPublished::Same => w.t("publication-refused-same"),
        NotPublished::Proposer => w.t("publication-refused-proposer"),
        NotPublished::NotLooked => w.t("publication-refused-not-looked"),
        NotPublished::Picture(why) => w.x("publication-refused-picture", not_made(*why, w)),
    }
}

/// Why the picture of a face is not made, in words.
pub(super) fn not_made(why: NotMade, w: Words) -> String {
    w.word("not-made", why.word())
}

/// Whether she may publish, or at least record what families object to.
fn may(visit: &Visit) -> Result<bool, DeskError> {
    let viewer = visit.viewer()?;
    match (viewer.may(Right::Publish), viewer.may(Right::Families)) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(DeskError::Forbidden),
    }
}

/// The work list: of all, of one standing, or of one person.
pub(crate) async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    let query = query.unwrap_or_default();
    let individual: Option<IndividualId> = match field(&query, "individual") {
        Some(id) => Some(part(&id)?),
        None => None,
    };
    let standing = field(&query, "standing").unwrap_or_default();
    let page = field(&query, "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    listed(&desk, &visit, individual, standing, page, None).await
}

async fn listed(
    desk: &Desk,
    visit: &Visit,
    individual: Option<IndividualId>,
    standing: String,
    page: u64,
    wrong: Option<String>,
) -> Result<Response, DeskError> {
    let publishes = may(visit)?;
    let room = desk.backend.publications().await?;
    // Whoever was merged into another is who that is now.
    let individual = match individual {
        Some(who) => Some(desk.backend.individual(&who).await?.map_or(who, |sheet| sheet.row.individual)),
        None => None,
    };
    let of = |one: &&StandingPublication| individual.as_ref().is_none_or(|who| one.individual == *who);
    let hers: Vec<&StandingPublication> = room.standings.iter().filter(of).collect();
    let counts = PublicationStanding::WORDS
        .map(|word| (word, hers.iter().filter(|one| one.standing.word() == word).count() as u64));
    let rows: Vec<StandingPublication> = hers
        .into_iter()
        .rev()
        .filter(|one| standing.is_empty() || one.standing.word() == standing)
        .cloned()
        .collect();
    let pages = Pages::of(rows.len() as u64, ROWS, page);
    let objections = match &individual {
        Some(who) => room.objections_of(who).cloned().collect(),
        None => room.objections.clone(),
    };
    let title = match &individual {
        Some(who) => visit.words.foreign("publications-of", who),
        None => visit.words.t("publications-title"),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let list = List {
        page: Page::new(desk, visit, "publications", title),
        counts: counts.to_vec(),
        standing,
        rows: rows.into_iter().skip(pages.from as usize).take(ROWS as usize).collect(),
        objections,
        takedowns: room.publications.takedowns().into_iter().rev().collect(),
        has_policy: room.publications.policy.is_some(),
        gallery: room.since_gallery(),
        gallery_begun: room.gallery_begun(),
        may_propose: individual.as_ref().is_some_and(|who| room.may_propose(who).is_ok()),
        individual,
        publishes,
        pages,
        wrong,
    };
    Ok(html(status, list.render()))
}

/// One publication.
pub(crate) async fn sheet(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    shown(&desk, &visit, &part(&id)?, None).await
}

async fn shown(
    desk: &Desk,
    visit: &Visit,
    id: &PublicationId,
    wrong: Option<String>,
) -> Result<Response, DeskError> {
    let room: PublicationRoom = desk.backend.publications().await?;
    let one = room.get(id).ok_or(DeskError::NotFound)?.clone();
    let who = &visit.viewer()?.name;
    let hers = one.publication.decisions.get(who).map(|decided| decided.verdict);
    let may_not = room.may_decide(&one.publication, who, PublicationVerdict::Publish).err();
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Page::new(desk, visit, "publications", id.shown());
    Ok(html(status, Sheet { page, one, hers, may_not, wrong }.render()))
}

/// Back to the publication, or its page with why nothing was recorded.
async fn done(
    desk: &Desk,
    visit: &Visit,
    id: &PublicationId,
    done: Result<(), NotPublished>,
) -> Result<Response, DeskError> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/publications/{id}")).into_response()),
        Err(NotPublished::Absent) => Err(DeskError::NotFound),
        Err(why) => shown(desk, visit, id, Some(refused(&why, visit.words))).await,
    }
}

/// Records what she decides.
pub(crate) async fn decide(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let publication = part(&id)?;
    let Some(verdict) = PublicationVerdict::from_word(fields.get("verdict")) else {
        let wrong = Some(visit.words.t("publication-refused-verdict"));
        return shown(&desk, &visit, &publication, wrong).await;
    };
    let decision =
        PublicationDecision { publication, verdict, reason: fields.get("reason").trim().to_owned() };
    let decided = desk.backend.decide_publication(&visit.token, decision).await?;
    done(&desk, &visit, &publication, decided).await
}

/// Takes a face down.
pub(crate) async fn take_down(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    let publication = part(&id)?;
    let cause = TakedownCause::from_word(fields.get("cause")).ok_or(DeskError::BadRequest)?;
    let text = |name| fields.get(name).trim().to_owned();
    let takedown = Takedown { publication, cause, reason: text("reason"), channel: text("channel") };
    let taken = desk.backend.take_down(&visit.token, takedown).await?;
    done(&desk, &visit, &publication, taken).await
}

/// The picture, as it is to be published: the answer to a POST, recorded before its first byte.
pub(crate) async fn picture(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let jpeg = desk.backend.publication_picture(&visit.token, &part(&id)?).await?;
    Ok(super::publishing::jpeg(jpeg))
}

/// The proof that the picture derives from an original, as a file.
pub(crate) async fn proof(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, DeskError> {
    let publication: PublicationId = part(&id)?;
    match desk.backend.prove_publication(&visit.token, &publication).await? {
        Ok(proof) => {
            let name = format!("attachment; filename=\"{publication}.proof\"");
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            Ok((headers, proof).into_response())
        }
        Err(why) => done(&desk, &visit, &publication, Err(why)).await,
    }
}

/// Records that somebody objects to a person's face being published.
pub(crate) async fn object(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, DeskError> {
    may(&visit)?;
    let individual: IndividualId = part(fields.get("individual").trim())?;
    let text = |name| fields.get(name).trim().to_owned();
    let report = Some(text("report")).filter(|report| !report.is_empty());
    let report = report.map(|report| part(&report)).transpose()?;
    let objection = Objection {
        individual: individual.clone(),
        report,
        reason: text("reason"),
        channel: text("channel"),
    };
    match desk.backend.object_to_publication(&visit.token, objection).await? {
        Ok(_) => Ok(Redirect::to(&format!("/publications?individual={individual}")).into_response()),
        Err(why) => {
            let wrong = Some(refused(&why, visit.words));
            listed(&desk, &visit, Some(individual), String::new(), 1, wrong).await
        }
    }
}

/// Records that an objection no longer stands.
pub(crate) async fn withdraw(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path(entry): Path<String>,
    fields: Fields,
) -> Result<Response, DeskError> {
    may(&visit)?;
    let entry = part(&entry)?;
    match desk.backend.withdraw_objection(&visit.token, entry, fields.get("reason")).await? {
        Ok(()) => Ok(Redirect::to("/publications").into_response()),
        Err(NotPublished::Absent) => Err(DeskError::NotFound),
        Err(why) => listed(&desk, &visit, None, String::new(), 1, Some(refused(&why, visit.words))).await,
    }
}

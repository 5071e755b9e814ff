//! Every address of the desk, in one table: what it is, what it needs, who answers.

mod accessions;
mod account;
mod activity;
pub(crate) mod bystanders;
mod claim_acts;
mod claims;
mod code_sheet;
mod coding;
mod counts;
mod deciding;
mod drawn;
mod duplicates;
mod findings;
mod first;
mod found;
mod individual;
mod keying;
mod letters;
mod letters_acts;
mod lists;
mod living;
mod merging;
mod missing;
mod missing_acts;
mod missing_form;
mod named;
mod pages;
mod people;
mod photograph;
mod photographs;
mod pictures;
mod places;
mod proof;
mod publications;
mod publishing;
mod rechecks;
mod reopening;
mod reports;
mod results;
mod results_people;
mod samples;
mod searching;
mod sign_in;
mod suggestions;
mod uncover;
mod viewing_family;
mod viewings;
mod waiting;
mod work;

use std::sync::Arc;

use axum::extract::Path;
use axum::handler::Handler;
use axum::http::Method;
use axum::response::Response;
use axum::routing::{MethodFilter, on};

use crate::Desk;
use crate::assets;
use crate::backend::{LONGEST_LIST, LONGEST_PICTURE, Right};
use crate::error::DeskError;
use crate::guard::{Brings, Needs, Route};

/// All routes. The router is built from this and from nothing else.
#[rustfmt::skip]
pub(crate) fn table() -> Vec<Route> {
    use Needs::{Nothing, Session};
    let look = Needs::Right(Right::Look);
    let uncover = Needs::Right(Right::Uncover);
    let prove = Needs::Right(Right::Prove);
    let activity = Needs::Right(Right::Activity);
    let key = Needs::Right(Right::Key);
    let settle = Needs::Right(Right::Settle);
    let decide = Needs::Right(Right::Decide);
    let govern = Needs::Right(Right::Govern);
    let bystanders = Needs::Right(Right::Bystanders);
    let code = Needs::Right(Right::Code);
    let adjudicate = Needs::Right(Right::Adjudicate);
    let import = Needs::Right(Right::Import);
    let assign = Needs::Right(Right::Assign);
    let export = Needs::Right(Right::Export);
    let families = Needs::Right(Right::Families);
    let claim = Needs::Right(Right::Claims);
    let review = Needs::Right(Right::ReviewClaims);
    let publish = Needs::Right(Right::Publish);
    vec![
        get("/assets/{*path}", Nothing, asset),
        get("/sign-in", Nothing, sign_in::page),
        post("/sign-in", Nothing, sign_in::sign_in),
        post("/sign-out", Session, sign_in::sign_out),
        get("/", Session, first::page),
        get("/running", look, first::running),
        get("/accessions", look, accessions::list),
        get("/accessions/{id}", look, accessions::page),
        get("/accessions/{id}/report.json", look, accessions::report),
        get("/found", look, found::page),
        get("/photographs", look, photographs::page),
        get("/photographs/cells", look, photographs::cells),
        get("/photographs/{digest}", look, photograph::page),
        get("/photographs/{digest}/cover", look, pictures::cover),
        post("/photographs/{digest}/uncovered", uncover, pictures::uncovered),
        post("/photographs/{digest}/bystanders", bystanders, bystanders::mark),
        post("/photographs/{digest}/bystanders/{entry}", bystanders, bystanders::unmark),
        post("/photographs/{digest}/markings", decide, drawn::draw),
        post("/photographs/{digest}/check", prove, proof::check),
        post("/photographs/{digest}/proof", prove, proof::file),
        get("/people", look, people::list),
        get("/people/candidates", decide, suggestions::suggestion),
        post("/people/candidates", decide, suggestions::accept),
        post("/photographs/{digest}/nobody", decide, suggestions::not_nobody),
        get("/people/groups", look, work::groups),
        get("/people/lists", import, lists::page),
        upload("/people/lists", import, lists::choose),
        get("/people/lists/{digest}", import, lists::list),
        post("/people/lists/{digest}", import, lists::record),
        post("/people/lists/{digest}/back", import, lists::back),
        get("/people/{id}", look, individual::sheet),
        post("/people/{id}", decide, individual::decide),
        get("/missing", families, missing::list),
        get("/missing/new", families, missing::new),
        get("/missing/duplicates", families, duplicates::list),
        get("/missing/form", families, missing_form::page),
        post("/missing/new", families, missing::add),
        get("/missing/{id}", families, missing::sheet),
        post("/missing/{id}", families, missing_acts::amend),
        post("/missing/{id}/consent", families, missing_acts::consent),
        post("/missing/{id}/contact", families, missing_acts::read_contact),
        post("/missing/{id}/contact/new", families, missing_acts::seal_contact),
        post("/missing/{id}/beside/{other}", families, missing_acts::compare),
        post("/missing/{id}/erase", govern, missing_acts::erase),
        picture("/missing/{id}/living", families, living::add),
        post("/missing/{id}/living/{photograph}", families, living::view),
        post("/missing/{id}/search", families, searching::search),
        get("/searches", families, searching::kept),
        get("/searches/{entry}", families, searching::found),
        post("/searches/{entry}/let-go", families, searching::let_go),
        get("/faces", families, searching::about_faces),
        get("/claims", claim, claims::list),
        post("/claims", claim, claim_acts::open),
        get("/claims/{id}", claim, claims::sheet),
        document("/claims/{id}/evidence", claim, claim_acts::evidence),
        post("/claims/{id}/evidence/{entry}/file", claim, claim_acts::file),
        post("/claims/{id}/evidence/{entry}/back", claim, claim_acts::take_back),
        post("/claims/{id}/level", review, claim_acts::level),
        post("/claims/{id}/answer", review, claim_acts::answer),
        post("/claims/{id}/wish", claim, claim_acts::turn),
        post("/claims/{id}/told", families, claim_acts::told),
        post("/claims/{id}/told/{entry}/back", families, claim_acts::take_back_told),
        get("/viewings", families, viewings::list),
        post("/viewings/contacts", govern, viewings::contacts),
        get("/viewings/new", families, viewings::new),
        post("/viewings/new", families, viewings::begin),
        get("/viewings/{id}", families, viewings::sheet),
        post("/viewings/{id}/plan", families, viewings::plan),
        post("/viewings/{id}/planned/{place}", families, viewings::planned),
        post("/viewings/{id}/turn", families, viewings::turn),
        post("/viewings/{id}/claim/{place}", claim, viewings::claim),
        get("/viewings/{id}/family", families, viewing_family::page),
        post("/viewings/{id}/family", families, viewing_family::turn),
        post("/viewings/{id}/next", families, viewing_family::next),
        post("/viewings/{id}/again", families, viewing_family::again),
        post("/viewings/{id}/answers", families, viewing_family::answer),
        get("/viewings/{id}/faces/{place}", families, viewing_family::face),
        post("/viewings/{id}/faces/{place}/more", families, viewing_family::more),
        get("/letters", families, letters::list),
        get("/letters/{id}", families, letters::sheet),
        post("/letters/{id}/state", families, letters_acts::moved),
        post("/letters/{id}/urgency", families, letters_acts::ranked),
        post("/letters/{id}/answer", families, letters_acts::answered),
        post("/letters/{id}/contact", families, letters_acts::contact),
        post("/letters/{id}/pictures/{number}", families, letters_acts::picture),
        post("/letters/{id}/beside/{other}", families, letters_acts::compared),
        post("/letters/{id}/living", families, letters_acts::living),
        get("/letters/{id}/report", families, letters_acts::report_form),
        post("/letters/{id}/report", families, letters_acts::report),
        post("/letters/{id}/erase", govern, letters_acts::erase),
        get("/publications", Session, publications::list),
        get("/publications/new", publish, publishing::choose),
        post("/publications/draft", publish, publishing::draft),
        post("/publications/preview", publish, publishing::preview),
        post("/publications/propose", publish, publishing::propose),
        post("/publications/objections", Session, publications::object),
        post("/publications/objections/{entry}", Session, publications::withdraw),
        get("/publications/{id}", publish, publications::sheet),
        post("/publications/{id}/decide", publish, publications::decide),
        post("/publications/{id}/take-down", publish, publications::take_down),
        post("/publications/{id}/picture", uncover, publications::picture),
        post("/publications/{id}/proof", publish, publications::proof),
        get("/places", look, places::list),
        get("/places/new", govern, places::new),
        post("/places/new", govern, places::add),
        get("/places/{id}", look, places::sheet),
        post("/places/{id}", govern, places::describe),
        get("/keying", key, keying::page),
        get("/keying/markings", look, keying::standings),
        post("/keying/next", key, keying::next),
        post("/keying/again", key, keying::again),
        post("/keying/rule", govern, keying::rule),
        get("/keying/{digest}/{look}/{marking}", key, keying::marking),
        post("/keying/{digest}/{look}/{marking}", key, keying::keyed),
        get("/keying/{digest}/{look}/{marking}/crop", key, keying::crop),
        get("/keying/{digest}/{look}/{marking}/decide", settle, reopening::deciding),
        post("/keying/{digest}/{look}/{marking}/decide", settle, reopening::decide),
        get("/keying/{digest}/{look}/{marking}/reopen", settle, reopening::ask),
        post("/keying/{digest}/{look}/{marking}/reopen", settle, reopening::reopen),
        get("/counts", look, counts::list),
        get("/counts/steps/{why}", look, counts::step),
        get("/counts/units/{unit}", look, counts::units),
        get("/counts/{id}", look, counts::sheet),
        get("/report", look, reports::page),
        post("/report", look, reports::show),
        post("/report/pdf", export, reports::take),
        post("/report/data", export, reports::take_data),
        get("/coding", Session, coding::page),
        post("/coding", adjudicate, coding::plan),
        get("/coding/{study}", Session, coding::study),
        post("/coding/{study}/next", code, coding::next),
        get("/coding/{study}/results", adjudicate, results::page),
        get("/coding/{study}/results/{entry}", adjudicate, results_people::page),
        get("/coding/{study}/{individual}", Session, code_sheet::page),
        post("/coding/{study}/{individual}", Session, code_sheet::submit),
        post("/coding/{study}/{individual}/draft", code, code_sheet::keep),
        get("/coding/{study}/{individual}/{digest}/cover", Session, code_sheet::cover),
        get("/rechecks", Session, rechecks::list),
        post("/rechecks", adjudicate, rechecks::draw),
        post("/rechecks/{id}/next", Session, rechecks::next),
        get("/rechecks/{id}/{unit}", decide, rechecks::group),
        post("/rechecks/{id}/{unit}", decide, rechecks::judged),
        get("/rechecks/{id}/{unit}/{digest}/{look}/{marking}", key, rechecks::reading),
        post("/rechecks/{id}/{unit}/{digest}/{look}/{marking}", key, rechecks::keyed),
        get("/rechecks/{id}/{unit}/{digest}/{look}/{marking}/crop", key, rechecks::crop),
        get("/findings", Session, findings::list),
        post("/findings/key", code, findings::key),
        get("/findings/new", code, findings::new),
        post("/findings/draft", code, findings::draft),
        post("/findings/text", code, findings::text),
        sign("/findings/sign", code, findings::sign),
        get("/findings/{id}/{version}", Session, findings::page),
        post("/findings/{id}/{version}/note", Session, findings::note),
        post("/findings/{id}/{version}/pdf", Session, findings::pdf),
        get("/samples", adjudicate, samples::list),
        post("/samples", adjudicate, samples::preview),
        post("/samples/record", adjudicate, samples::record),
        get("/samples/{id}", adjudicate, samples::sheet),
        get("/work", Session, work::page),
        post("/work/assign", assign, work::assign),
        post("/work/withdraw", assign, work::withdraw),
        get("/activity", activity, activity::page),
        get("/uncover", uncover, uncover::page),
        post("/uncover", uncover, uncover::uncover),
        post("/uncover/rule", govern, uncover::rule),
        post("/cover", Session, uncover::cover_again),
        get("/account", Session, account::page),
        post("/account", Session, account::prefer),
        get("/help", Session, pages::help),
    ]
}

fn get<H, T>(path: &'static str, needs: Needs, handler: H) -> Route
where
    H: Handler<T, Arc<Desk>>,
    T: 'static,
{
    Route {
        method: Method::GET,
        path,
        needs,
        brings: Brings::Fields,
        handler: on(MethodFilter::GET, handler),
    }
}

fn post<H, T>(path: &'static str, needs: Needs, handler: H) -> Route
where
    H: Handler<T, Arc<Desk>>,
    T: 'static,
{
    Route {
        method: Method::POST,
        path,
        needs,
        brings: Brings::Fields,
        handler: on(MethodFilter::POST, handler),
    }
}

/// A form that brings a list.
fn upload<H, T>(path: &'static str, needs: Needs, handler: H) -> Route
where
    H: Handler<T, Arc<Desk>>,
    T: 'static,
{
    Route { brings: Brings::File(LONGEST_LIST), ..post(path, needs, handler) }
}

/// A form that brings a picture.
fn picture<H, T>(path: &'static str, needs: Needs, handler: H) -> Route
where
    H: Handler<T, Arc<Desk>>,
    T: 'static,
{
    Route { brings: Brings::File(LONGEST_PICTURE as u64), ..post(path, needs, handler) }
}

/// A form that may bring a document.
fn document<H, T>(path: &'static str, needs: Needs, handler: H) -> Route
where
    H: Handler<T, Arc<Desk>>,
    T: 'static,
{
    Route { brings: Brings::File(amana_model::LONGEST_EVIDENCE_FILE as u64), ..post(path, needs, handler) }
}

/// A form that brings a key or a signed note.
fn sign<H, T>(path: &'static str, needs: Needs, handler: H) -> Route
where
    H: Handler<T, Arc<Desk>>,
    T: 'static,
{
    Route { brings: Brings::File(findings::LONGEST_NOTE), ..post(path, needs, handler) }
}

async fn asset(Path(path): Path<String>) -> Result<Response, DeskError> {
    assets::send(&path).ok_or(DeskError::NotFound)
}

/// The answer to an address that is not in the table.
pub(crate) async fn nothing_here() -> DeskError {
    DeskError::NotFound
}

/// The answer to a method that an address does not have.
pub(crate) async fn not_that_way() -> DeskError {
    DeskError::NotThatWay
}

/// Reads a part of an address; what cannot be read is not there.
pub(crate) fn part<T: std::str::FromStr>(text: &str) -> Result<T, DeskError> {
    text.parse().map_err(|_| DeskError::NotFound)
}

/// A place of ours to go back to; the first page for anything that might lead elsewhere.
pub(crate) fn place(to: &str) -> &str {
    let plain = to.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if to.starts_with('/') && !to.starts_with("//") && plain { to } else { "/" }
}

/// The pages of a long list: what the navigation under it shows.
pub(crate) struct Pages {
    pub(crate) page: u64,
    pub(crate) last: u64,
    pub(crate) from: u64,
    pub(crate) count: u64,
}

impl Pages {
    /// The pages of `count` rows, `size` a page, at a page that may lie beyond the last.
    pub(crate) fn of(count: u64, size: u64, page: u64) -> Self {
        let last = count.div_ceil(size).max(1);
        let page = page.clamp(1, last);
        Self { page, last, from: (page - 1) * size, count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_of_ours_are_gone_back_to() {
        assert_eq!(place("/photographs?format=jpeg"), "/photographs?format=jpeg");
        for bad in
            ["//evil.example", "https://evil.example", "/\\evil.example", "", "photographs", "/a\r\nb: c"]
        {
            assert_eq!(place(bad), "/", "{bad:?}");
        }
    }

    #[test]
    fn pages_stay_within_the_list() {
        let pages = Pages::of(101, 50, 9);
        assert_eq!((pages.page, pages.last, pages.from), (3, 3, 100));
        assert_eq!((Pages::of(0, 50, 1).page, Pages::of(0, 50, 1).last), (1, 1));
    }

    #[test]
    fn only_the_doorstep_needs_nothing() {
        for route in table().into_iter().filter(|route| route.needs == Needs::Nothing) {
            assert!(["/assets/{*path}", "/sign-in"].contains(&route.path), "{} {}", route.method, route.path);
        }
    }
}

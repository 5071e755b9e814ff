//! Viewings as they stand: acts folded, and what may be done next.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{
    MOST_PLANNED, PlannedFace, ViewingAnswer, ViewingAnswered, ViewingBegun, ViewingPlanned, ViewingProtocol,
    ViewingShown, ViewingStep, ViewingTurn,
};
use crate::{AccountId, Act, Digest, IndividualId, MissingId, People, SealedStatement, UtcTime, ViewingId};

/// A viewing as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Viewing {
    /// Which.
    pub viewing: ViewingId,
    /// Of which report.
    pub report: MissingId,
    /// The language of what the family sees.
    pub language: String,
    /// How they described whom they look for, sealed.
    pub description: SealedStatement,
    /// The log entry that began it.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// The family worker who began it.
    pub agent: String,
    /// The last log entry about it.
    pub last: u64,
    /// How the faces planned last are shown.
    pub protocol: ViewingProtocol,
    /// The faces planned, in their order.
    pub faces: Vec<ViewedFace>,
    /// Where it stands.
    pub state: ViewingState,
    /// Faces shown since it began or a pause ended.
    pub since_pause: u32,
    /// Whether everything of the report was erased, its description with it.
    pub erased: bool,
}

/// Where a viewing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewingState {
    /// The description was taken; nothing is planned.
    Described,
    /// Faces may be shown.
    Running,
    /// The family rests.
    Paused,
    /// The family stopped; it may be taken up another day.
    Stopped,
    /// It is over.
    Ended,
}

impl ViewingState {
    /// The word used in tables and lists.
    pub fn word(self) -> &'static str {
        match self {
            Self::Described => "described",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Ended => "ended",
        }
    }
}

/// A face of a viewing.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewedFace {
    /// What was planned.
    pub planned: PlannedFace,
    /// The places that are shown together with it: those of one plan.
    group: Range<usize>,
    /// After how many faces a pause is due, by its plan.
    pause_after: u32,
    /// The log entry that passed it over: it could not be shown.
    pub passed: Option<u64>,
    /// What was shown of it, in the order of the log.
    pub shown: Vec<FaceShown>,
    /// What the family said last.
    pub answer: Option<FaceAnswered>,
}

/// What was shown of a face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceShown {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// Who showed it, by name.
    pub agent: String,
    /// Who showed it, and alone is given the picture.
    pub account: AccountId,
    /// Out of which photograph.
    pub photograph: Digest,
    /// SHA-256 of what was shown.
    pub picture: Digest,
    /// How much of it.
    pub step: ViewingStep,
    /// Why more than the face.
    pub reason: Option<String>,
}

/// What a family said of a face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceAnswered {
    /// The log entry.
    pub entry: u64,
    /// When.
    pub time: UtcTime,
    /// What.
    pub answer: ViewingAnswer,
    /// By what they know them, sealed.
    pub features: Option<SealedStatement>,
}

/// What comes next in a viewing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhatNext {
    /// Faces are to be planned.
    Plan,
    /// It is paused, or a pause is due.
    Rest,
    /// These places are before the family: not all are answered.
    Answer,
    /// These places can be shown.
    Show,
    /// Every face was answered.
    Done,
    /// It is stopped or over.
    Closed,
}

/// Why nothing was recorded of a viewing, and nothing shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotViewed {
    /// There is no such viewing, report, person or face.
    #[error("there is no such thing")]
    Absent,
    /// The picture would look otherwise than it was recorded, or another account showed it: it is to be shown anew.
    #[error("the picture is to be shown anew")]
    Anew,
    /// The picture cannot be made.
    #[error("the picture cannot be made")]
    Unmade,
    /// Everything of the report was erased.
    #[error("everything of the report was erased")]
    Erased,
    /// What is to be shown comes after a description.
    #[error("the description comes before anything is shown")]
    Undescribed,
    /// The plan will not do.
    #[error("a plan names people, and shows a few of them at a time")]
    Plan,
    /// A person has no face that can be shown.
    #[error("no photograph of {0} has a face that can be shown")]
    Faceless(IndividualId),
    /// It is paused, or a pause is due.
    #[error("a pause is due")]
    Rest,
    /// It is stopped or over.
    #[error("the viewing is stopped or over")]
    Closed,
    /// What was shown is to be answered first, or what is answered was not shown.
    #[error("not in this order")]
    Order,
    /// Nothing was answered.
    #[error("nothing was answered")]
    Unanswered,
    /// It needs words or a reason.
    #[error("it needs words or a reason, and not endless ones")]
    Why,
    /// Nobody has said whom a family can turn to.
    #[error("whom a family can turn to is not set")]
    NoSupport,
}

impl ViewedFace {
    /// Whether nothing more is to happen to it: it was answered, or could not be shown.
    fn is_over(&self) -> bool {
        self.answer.is_some() || self.passed.is_some()
    }

    /// Whether it was not shown, and is to be.
    fn is_to_be_shown(&self) -> bool {
        self.shown.is_empty() && self.passed.is_none()
    }
}

impl Viewing {
    /// The places before the family now, or next: the first group in which something is not answered.
    pub fn at_hand(&self) -> Range<usize> {
        let open = self.faces.iter().find(|face| !face.is_over());
        open.map_or(self.faces.len()..self.faces.len(), |face| face.group.clone())
    }

    /// The places that are shown next.
    pub fn to_show(&self) -> Vec<usize> {
        self.at_hand().filter(|place| self.faces[*place].is_to_be_shown()).collect()
    }

    /// What comes next.
    pub fn next(&self) -> WhatNext {
        if self.erased {
            return WhatNext::Closed;
        }
        match self.state {
            ViewingState::Described => return WhatNext::Plan,
            ViewingState::Paused => return WhatNext::Rest,
            ViewingState::Stopped | ViewingState::Ended => return WhatNext::Closed,
            ViewingState::Running => {}
        }
        let at_hand = self.at_hand();
        if at_hand.is_empty() {
            return WhatNext::Done;
        }
        let next = self.to_show().len() as u32;
        // A pause comes before there would be more than the plan says; how many that is, is never more than one group.
        let most = self.faces[at_hand.start].pause_after;
        match next {
            0 => WhatNext::Answer,
            _ if self.since_pause > 0 && self.since_pause + next > most => WhatNext::Rest,
            _ => WhatNext::Show,
        }
    }

    /// Whether a face is before the family now: shown, and its group not answered whole; nothing paused.
    pub fn is_before_them(&self, place: usize) -> bool {
        self.next() == WhatNext::Answer
            && self.at_hand().contains(&place)
            && self.faces[place].passed.is_none()
    }

    /// Whether the next faces may be shown.
    ///
    /// # Errors
    /// Why not.
    pub fn may_show(&self) -> Result<(), NotViewed> {
        match self.next() {
            _ if self.erased => Err(NotViewed::Erased),
            WhatNext::Show => Ok(()),
            WhatNext::Rest => Err(NotViewed::Rest),
            WhatNext::Closed => Err(NotViewed::Closed),
            WhatNext::Plan | WhatNext::Answer | WhatNext::Done => Err(NotViewed::Order),
        }
    }

    /// What was shown last of a face that is before the family.
    ///
    /// # Errors
    /// Why there is none.
    pub fn before_them(&self, place: usize) -> Result<&FaceShown, NotViewed> {
        let shown = self.last_shown(place).filter(|_| self.is_before_them(place));
        shown.ok_or(if self.erased { NotViewed::Erased } else { NotViewed::Order })
    }

    /// The last that was shown of a face.
    pub fn last_shown(&self, place: usize) -> Option<&FaceShown> {
        self.faces.get(place)?.shown.last()
    }

    /// A planned face that whoever leads the viewing may see before the family does.
    ///
    /// # Errors
    /// Why not.
    pub fn may_preview(&self, place: usize) -> Result<&ViewedFace, NotViewed> {
        let face = self.faces.get(place).ok_or(NotViewed::Absent)?;
        match self.state {
            _ if self.erased => Err(NotViewed::Erased),
            ViewingState::Ended => Err(NotViewed::Closed),
            _ => Ok(face),
        }
    }

    /// Whether more of a face may be shown: it is before them, the step before was taken, and somebody says why.
    ///
    /// # Errors
    /// Why not.
    pub fn may_widen(&self, place: usize, step: ViewingStep, reason: &str) -> Result<(), NotViewed> {
        self.before_them(place)?;
        let taken = |step: ViewingStep| self.faces[place].shown.iter().any(|shown| shown.step == step);
        match step.before() {
            Some(before) if taken(before) => said(reason),
            _ => Err(NotViewed::Order),
        }
    }

    /// Whether something may be answered: it was shown, and the viewing goes on.
    ///
    /// # Errors
    /// Why not.
    pub fn may_answer(&self, place: usize) -> Result<(), NotViewed> {
        let face = self.faces.get(place).ok_or(NotViewed::Absent)?;
        match self.state {
            _ if self.erased => Err(NotViewed::Erased),
            ViewingState::Ended | ViewingState::Stopped => Err(NotViewed::Closed),
            _ if face.shown.is_empty() => Err(NotViewed::Order),
            _ => Ok(()),
        }
    }

    /// Whether all of this may be said: of which face, by what they know them.
    ///
    /// # Errors
    /// Why not.
    pub fn may_say<'a>(&self, said: impl IntoIterator<Item = (u32, &'a str)>) -> Result<(), NotViewed> {
        let mut places = BTreeSet::new();
        for (place, features) in said {
            self.may_answer(place as usize)?;
            if !places.insert(place) || features.chars().count() > crate::LONGEST_TEXT {
                return Err(NotViewed::Why);
            }
        }
        if places.is_empty() { Err(NotViewed::Unanswered) } else { Ok(()) }
    }

    /// Whether these people may be planned, look-alikes among them: each once, whoever they were merged into.
    ///
    /// # Errors
    /// Why not.
    pub fn may_plan(
        &self,
        protocol: &ViewingProtocol,
        named: &[(IndividualId, bool)],
        people: &People,
    ) -> Result<(), NotViewed> {
        if self.erased {
            return Err(NotViewed::Erased);
        }
        if self.state == ViewingState::Ended {
            return Err(NotViewed::Closed);
        }
        let planned = self.faces.iter().map(|face| people.root(&face.planned.individual));
        let mut known: BTreeSet<&IndividualId> = planned.collect();
        let once = named.iter().all(|(individual, _)| known.insert(people.root(individual)));
        let few = (1..=MOST_PLANNED).contains(&named.len());
        let sought = named.iter().any(|(_, look_alike)| !look_alike);
        if protocol.is_sound() && few && sought && once { Ok(()) } else { Err(NotViewed::Plan) }
    }

    /// Whether it may take this turn.
    ///
    /// # Errors
    /// Why not.
    pub fn may_turn(&self, turn: ViewingTurn) -> Result<(), NotViewed> {
        let open = matches!(self.state, ViewingState::Running | ViewingState::Described);
        let fits = match turn {
            ViewingTurn::Paused => self.state == ViewingState::Running,
            ViewingTurn::Resumed => {
                matches!(self.state, ViewingState::Paused | ViewingState::Stopped)
                    || self.next() == WhatNext::Rest
            }
            ViewingTurn::Stopped => open || self.state == ViewingState::Paused,
            ViewingTurn::Ended => self.state != ViewingState::Ended,
        };
        if fits { Ok(()) } else { Err(NotViewed::Order) }
    }

    /// Every sealed statement of it.
    pub fn statements(&self) -> impl Iterator<Item = &SealedStatement> {
        let features = self.faces.iter().filter_map(|face| face.answer.as_ref()?.features.as_ref());
        std::iter::once(&self.description).chain(features)
    }
}

fn said(words: &str) -> Result<(), NotViewed> {
    let fits = !words.trim().is_empty() && words.chars().count() <= super::super::claim::LONGEST_REASON;
    if fits { Ok(()) } else { Err(NotViewed::Why) }
}

/// Every viewing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Viewings {
    viewings: Vec<Viewing>,
    /// Viewing → its place among them.
    places: BTreeMap<ViewingId, usize>,
    /// Whom a family can turn to, as the archive says.
    pub support: Option<String>,
}

impl Viewings {
    /// Folds acts, given with entry, time and who, in the order of the log.
    pub fn of<'a>(acts: impl IntoIterator<Item = (u64, UtcTime, &'a str, &'a Act)>) -> Self {
        let mut viewings = Self::default();
        for (entry, time, agent, act) in acts {
            viewings.take(entry, time, agent, act);
        }
        viewings
    }

    fn take(&mut self, entry: u64, time: UtcTime, agent: &str, act: &Act) {
        match act {
            Act::SupportContactsSet { contacts } => self.support = Some(contacts.clone()),
            Act::ViewingBegun(begun) => self.begin(entry, time, agent, begun),
            Act::ViewingPlanned(ViewingPlanned { viewing, protocol, faces }) => {
                self.on(viewing, entry, |known| {
                    known.protocol = *protocol;
                    plan(&mut known.faces, protocol, faces);
                    if known.state == ViewingState::Described {
                        known.state = ViewingState::Running;
                    }
                });
            }
            Act::ViewingShown(shown) => self.on(&shown.viewing, entry, |known| {
                let Some(face) = known.faces.get_mut(shown.place as usize) else { return };
                if face.shown.is_empty() {
                    known.since_pause += 1;
                }
                let ViewingShown { account, photograph, picture, step, reason, .. } = shown.clone();
                let agent = agent.to_owned();
                face.shown.push(FaceShown { entry, time, agent, account, photograph, picture, step, reason });
            }),
            Act::ViewingPassedOver { viewing, place } => self.on(viewing, entry, |known| {
                if let Some(face) = known.faces.get_mut(*place as usize) {
                    face.passed = Some(entry);
                }
            }),
            Act::ViewingAnswered(ViewingAnswered { viewing, place, answer, features }) => {
                self.on(viewing, entry, |known| {
                    let Some(face) = known.faces.get_mut(*place as usize) else { return };
                    // Who answers again and names nothing takes back no word.
                    let before = face.answer.take().and_then(|before| before.features);
                    let features = features.clone().or(before);
                    face.answer = Some(FaceAnswered { entry, time, answer: *answer, features });
                });
            }
            Act::ViewingTurned { viewing, turn } => self.on(viewing, entry, |known| {
                known.state = match turn {
                    ViewingTurn::Paused => ViewingState::Paused,
                    ViewingTurn::Stopped => ViewingState::Stopped,
                    ViewingTurn::Ended => ViewingState::Ended,
                    ViewingTurn::Resumed if known.faces.is_empty() => ViewingState::Described,
                    ViewingTurn::Resumed => ViewingState::Running,
                };
                if *turn == ViewingTurn::Resumed {
                    known.since_pause = 0;
                }
            }),
            Act::StatementsErased { report, sealed, .. } => {
                let of = self.viewings.iter_mut().filter(|known| known.report == *report);
                of.for_each(|known| known.erased |= sealed.contains(&known.description.sealed));
            }
            _ => {}
        }
    }

    fn begin(&mut self, entry: u64, time: UtcTime, agent: &str, begun: &ViewingBegun) {
        if self.get(&begun.viewing).is_some() {
            return;
        }
        let ViewingBegun { viewing, report, language, description } = begun.clone();
        self.places.insert(viewing.clone(), self.viewings.len());
        self.viewings.push(Viewing {
            viewing,
            report,
            language,
            description,
            entry,
            time,
            agent: agent.to_owned(),
            last: entry,
            protocol: ViewingProtocol::default(),
            faces: Vec::new(),
            state: ViewingState::Described,
            since_pause: 0,
            erased: false,
        });
    }

    fn on(&mut self, viewing: &ViewingId, entry: u64, change: impl FnOnce(&mut Viewing)) {
        if let Some(place) = self.places.get(viewing) {
            let known = &mut self.viewings[*place];
            change(known);
            known.last = entry;
        }
    }

    /// Every viewing, in the order in which they began.
    pub fn all(&self) -> &[Viewing] {
        &self.viewings
    }

    /// One viewing.
    pub fn get(&self, viewing: &ViewingId) -> Option<&Viewing> {
        self.places.get(viewing).map(|place| &self.viewings[*place])
    }

    /// The viewings of a report.
    pub fn of_report(&self, report: &MissingId) -> Vec<&Viewing> {
        self.viewings.iter().filter(|viewing| viewing.report == *report).collect()
    }
}

/// Adds the faces of a plan in groups of their own: a few at a time, cut where its pauses come.
fn plan(known: &mut Vec<ViewedFace>, protocol: &ViewingProtocol, faces: &[PlannedFace]) {
    let first = known.len();
    let until_pause = protocol.pause_after.max(1) as usize;
    for (place, planned) in faces.iter().enumerate() {
        let stretch = place - place % until_pause;
        let at_once = protocol.at_once.max(1) as usize;
        let start = stretch + (place - stretch) / at_once * at_once;
        let end = (start + at_once).min(stretch + until_pause).min(faces.len());
        known.push(ViewedFace {
            planned: planned.clone(),
            group: first + start..first + end,
            pause_after: protocol.pause_after,
            passed: None,
            shown: Vec::new(),
            answer: None,
        });
    }
}

#[cfg(test)]
mod tests;

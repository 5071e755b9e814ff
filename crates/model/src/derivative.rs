//! The recipe of a derivative: how a face is cut out of a photograph, set upright and covered, so that it may be shown.
//!
//! A recipe is data. Made twice of one original it gives the same bytes, so that whoever holds both can repeat it. All
//! places are whole pixels of the picture as shown (EXIF orientation applied), from its left top corner; angles are hundredths of a
//! degree clockwise as seen.

use serde::{Deserialize, Serialize};

use crate::{Digest, Face, Point, PublicationId, Region};

/// The making that this version knows: how a recipe becomes bytes.
pub const MAKING: u32 = 1;
/// The most regions covered in one recipe.
pub const MOST_COVERS: usize = 60;
/// The most corners of one region.
pub const MOST_CORNERS: usize = 40;
/// The longest line below a face, in characters.
pub const LONGEST_LINE: usize = 80;
/// How far beyond a picture's sides a face may be placed, in sides of the picture: faces are cut off by edges.
const BEYOND: i64 = 1;
/// The share of a face from which on much of it is covered: a forehead more or less.
const MUCH: f64 = 0.1;
/// The longer side in pixels below which a face is small: enlarged, little of it is to be recognised.
const SMALL: u32 = 60;
/// Places along each side of a face that are asked whether they are covered.
const ASKED: u32 = 24;
/// The largest side of a picture, in pixels.
const LARGEST: u32 = 65_535;

/// A place in a picture: x and y in whole pixels; it may lie beyond the edges.
pub type Place = [i32; 2];

/// How a derivative is made of an original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The making: 1.
    pub making: u32,
    /// 16 random bytes in hexadecimal: whoever sees only the recipe's digest cannot test a guess of it.
    pub salt: String,
    /// The original.
    pub photograph: Digest,
    /// Width and height of the picture as shown: what places are measured in.
    pub size: (u32, u32),
    /// Where the face is.
    pub face: FacePlace,
    /// What is kept around the face, in hundredths of its longer side, on each side of it.
    pub margin: u16,
    /// By how much the picture is turned: what points this far clockwise from upwards points upwards afterwards.
    pub turn: i32,
    /// Whether colours are taken away.
    pub grey: bool,
    /// What is covered, before anything is cut.
    pub covers: Vec<Cover>,
    /// The longer side of the face as cut, in pixels.
    pub longest: u16,
    /// JPEG quality, 30 to 95.
    pub quality: u8,
    /// A line of text on a strip below the face: printable ASCII.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The publication whose identifier is hidden in the pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<PublicationId>,
}

/// Where a face is: found by a machine or drawn by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacePlace {
    /// Its corners clockwise, the first being the left top as the face itself sees it upright.
    pub corners: [Place; 4],
    /// How it is turned.
    pub roll: i32,
    /// Eyes, tip of the nose, corners of the mouth, where a machine found them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub landmarks: Option<[Place; 5]>,
}

/// Why something is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Covered {
    /// A wound.
    Wound,
    /// The body.
    Body,
    /// Another person: living or dead.
    Bystander,
    /// The card with numbers.
    Card,
    /// Anything else.
    Other,
}

impl Covered {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Wound, Self::Body, Self::Bystander, Self::Card, Self::Other];

    /// The word used in forms and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wound => "wound",
            Self::Body => "body",
            Self::Bystander => "bystander",
            Self::Card => "card",
            Self::Other => "other",
        }
    }

    /// The reason of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A region that is covered: its pixels are replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// Why.
    pub what: Covered,
    /// Its corners, in order around it.
    pub corners: Vec<Place>,
}

impl Cover {
    /// An upright rectangle.
    pub fn rectangle(what: Covered, region: &Region) -> Self {
        let whole = |value: u64| i32::try_from(value).unwrap_or(i32::MAX);
        let (left, top) = (whole(region.left.into()), whole(region.top.into()));
        let right = whole(u64::from(region.left) + u64::from(region.width));
        let bottom = whole(u64::from(region.top) + u64::from(region.height));
        Self { what, corners: vec![[left, top], [right, top], [right, bottom], [left, bottom]] }
    }

    /// Whether a place lies in it.
    pub fn holds(&self, place: Place) -> bool {
        is_inside(self, place.map(f64::from))
    }

    /// The smallest upright rectangle around it: left, top, right, bottom.
    pub fn bounds(&self) -> [i32; 4] {
        let of = |axis: usize| self.corners.iter().map(move |corner| corner[axis]);
        let least = |axis: usize| of(axis).min().unwrap_or_default();
        let most = |axis: usize| of(axis).max().unwrap_or_default();
        [least(0), least(1), most(0), most(1)]
    }

    /// The part of a picture of this size that its outline stands in; `None` if it lies outside.
    pub fn region(&self, size: (u32, u32)) -> Option<Region> {
        let corners: Vec<[f32; 2]> = self.corners.iter().map(|corner| corner.map(|at| at as f32)).collect();
        Region::around(&corners, size)
    }
}

impl FacePlace {
    /// Where a machine found a face; `None` if its numbers are no places in a picture of this size.
    pub fn found(face: &Face, size: (u32, u32)) -> Option<Self> {
        let place = |point: &Point| {
            let whole = |value: f32| (value.is_finite() && value.abs() < 1e6).then(|| value.round() as i32);
            Some([whole(point[0])?, whole(point[1])?])
        };
        let corners: Vec<Place> = face.corners.iter().map(place).collect::<Option<_>>()?;
        let landmarks: Vec<Place> = face.landmarks.iter().map(place).collect::<Option<_>>()?;
        let roll =
            face.roll.is_finite().then(|| (face.roll * 100.0).round().clamp(-18_000.0, 18_000.0) as i32)?;
        let found =
            Self { corners: corners.try_into().ok()?, roll, landmarks: Some(landmarks.try_into().ok()?) };
        found.check(size).is_ok().then_some(found)
    }

    /// An upright face that a person drew.
    pub fn drawn(region: &Region) -> Self {
        let corners = Cover::rectangle(Covered::Other, region).corners;
        Self { corners: corners.try_into().expect("four corners"), roll: 0, landmarks: None }
    }

    /// What a face is known by: the landmarks that a machine found, or the middle of one that a person drew.
    pub fn features(&self) -> Vec<Place> {
        self.landmarks.map_or_else(|| vec![self.extent().0], Vec::from)
    }

    /// How many of its features lie in any of these regions.
    pub fn hidden_by(&self, covers: &[Cover]) -> usize {
        self.features().iter().filter(|feature| covers.iter().any(|cover| cover.holds(**feature))).count()
    }

    /// Which share of it lies in any of these regions, 0 to 1.
    pub fn share_in<'a>(&self, covers: impl Iterator<Item = &'a Cover> + Clone) -> f64 {
        let [a, b, c, d] = self.corners.map(|corner| corner.map(f64::from));
        let share = |at: u32| (f64::from(at) + 0.5) / f64::from(ASKED);
        let along = |from: [f64; 2], to: [f64; 2], part: f64| {
            [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
        };
        let is_covered = |down: u32, across: u32| {
            let place = along(along(a, d, share(down)), along(b, c, share(down)), share(across));
            covers.clone().any(|cover| is_inside(cover, place))
        };
        let covered = (0..ASKED * ASKED).filter(|at| is_covered(at / ASKED, at % ASKED)).count();
        covered as f64 / f64::from(ASKED * ASKED)
    }

    /// Whether it is so small in the photograph that little of it is to be recognised.
    pub fn is_small(&self) -> bool {
        let (_, across, down) = self.extent();
        across.max(down) < SMALL
    }

    /// Its middle, width and height in pixels, the sides rounded up.
    pub fn extent(&self) -> (Place, u32, u32) {
        let sum = |axis: usize| self.corners.iter().map(|corner| i64::from(corner[axis])).sum::<i64>();
        let middle = [0, 1].map(|axis| sum(axis).div_euclid(4) as i32);
        let along = |from: Place, to: Place| {
            let (across, down) =
                (i64::from(to[0]) - i64::from(from[0]), i64::from(to[1]) - i64::from(from[1]));
            (across as f64).hypot(down as f64).ceil() as u32
        };
        (middle, along(self.corners[0], self.corners[1]), along(self.corners[1], self.corners[2]))
    }

    fn check(&self, (width, height): (u32, u32)) -> Result<(), RecipeFault> {
        let within = |value: i32, side: u32| {
            (-BEYOND * i64::from(side)..=(BEYOND + 1) * i64::from(side)).contains(&i64::from(value))
        };
        let in_reach = |place: &Place| within(place[0], width) && within(place[1], height);
        let landmarks = self.landmarks.iter().flatten();
        if !self.corners.iter().chain(landmarks).all(in_reach) || self.roll.abs() > 18_000 {
            return Err(RecipeFault::Face);
        }
        let ([x, y], across, down) = self.extent();
        let seen =
            (0..=i64::from(width)).contains(&i64::from(x)) && (0..=i64::from(height)).contains(&i64::from(y));
        let shaped = across >= 4 && down >= 4 && across <= down * 4 && down <= across * 4;
        if seen && shaped { Ok(()) } else { Err(RecipeFault::Face) }
    }
}

/// Why a recipe will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecipeFault {
    /// Of another making than this version knows.
    #[error("the recipe is for another making than this version knows")]
    Making,
    /// Its salt is not 16 bytes in hexadecimal.
    #[error("the recipe has no salt of 16 bytes")]
    Salt,
    /// The size is none that a picture can have.
    #[error("a picture cannot have that size")]
    Size,
    /// The face is not in the picture, too small, or no face's shape.
    #[error("the face is not in the picture, is too small, or has no face's shape")]
    Face,
    /// Too much is kept around the face.
    #[error("at most three times the face may be kept on each side of it")]
    Margin,
    /// The turn is more than half a turn.
    #[error("a picture is turned by half a turn at most")]
    Turn,
    /// A region that is covered has no place or no end.
    #[error("a region that is covered must have 3 to 40 corners in or near the picture, and an inside")]
    Cover,
    /// Too many regions are covered.
    #[error("more regions are covered than are taken")]
    Covers,
    /// The result would be too small or too large.
    #[error("the longer side must be 64 to 1,600 pixels, the quality 30 to 95")]
    Longest,
    /// The line is empty, too long, or not ASCII.
    #[error("the line below the face must be 1 to 80 printable ASCII characters")]
    Line,
}

impl Recipe {
    /// A recipe that begins with a face: grey, set upright, with a usual margin and nothing covered yet.
    pub fn of_face(photograph: Digest, size: (u32, u32), face: FacePlace, salt: String) -> Self {
        let turn = face.roll;
        Self {
            making: MAKING,
            salt,
            photograph,
            size,
            face,
            margin: 35,
            turn,
            grey: true,
            covers: Vec::new(),
            longest: 400,
            quality: 80,
            line: None,
            mark: None,
        }
    }

    /// Checks every number of it.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), RecipeFault> {
        let hexadecimal = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        let (width, height) = self.size;
        let checks = [
            (self.making == MAKING, RecipeFault::Making),
            (self.salt.len() == 32 && self.salt.bytes().all(hexadecimal), RecipeFault::Salt),
            ((1..=LARGEST).contains(&width) && (1..=LARGEST).contains(&height), RecipeFault::Size),
            (self.margin <= 300, RecipeFault::Margin),
            ((-18_000..=18_000).contains(&self.turn), RecipeFault::Turn),
            (self.covers.len() <= MOST_COVERS, RecipeFault::Covers),
            ((64..=1600).contains(&self.longest) && (30..=95).contains(&self.quality), RecipeFault::Longest),
        ];
        if let Some((_, fault)) = checks.into_iter().find(|(fits, _)| !fits) {
            return Err(fault);
        }
        self.face.check(self.size)?;
        if !self.covers.iter().all(|cover| is_region(cover, self.size)) {
            return Err(RecipeFault::Cover);
        }
        match &self.line {
            Some(line) if !is_line(line) => Err(RecipeFault::Line),
            _ => Ok(()),
        }
    }

    /// What covers a part of the face itself, each word once; nothing where less than a hundredth of it is covered.
    pub fn covers_of_face(&self) -> Vec<Covered> {
        let covers = |what: Covered| {
            let of = self.covers.iter().filter(move |cover| cover.what == what);
            self.face.share_in(of) >= 0.01
        };
        Covered::ALL.into_iter().filter(|what| covers(*what)).collect()
    }

    /// Whether so much of the face is covered that it should not be shown so without a look at another photograph.
    pub fn covers_much_of_face(&self) -> bool {
        self.face.share_in(self.covers.iter()) >= MUCH
    }

    /// Width and height of what is cut out, in pixels of the picture.
    pub fn frame(&self) -> (u32, u32) {
        let (_, across, down) = self.face.extent();
        let around = 2 * (u64::from(across.max(down)) * u64::from(self.margin)).div_ceil(100);
        let whole = |side: u32| u32::try_from(u64::from(side) + around).unwrap_or(u32::MAX).max(1);
        (whole(across), whole(down))
    }

    /// Width and height of the face as made, without the strip below it.
    pub fn made(&self) -> (u32, u32) {
        let (width, height) = self.frame();
        let (longer, longest) = (u64::from(width.max(height)), u64::from(self.longest));
        let side = |side: u32| ((u64::from(side) * longest + longer / 2) / longer).max(1) as u32;
        (side(width), side(height))
    }

    /// The corners of what is cut out, clockwise from the left top of the result, in the picture.
    pub fn cut(&self) -> [Point; 4] {
        let (sin, cos) = (f64::from(self.turn) / 100.0).to_radians().sin_cos();
        let ([x, y], _, _) = self.face.extent();
        let (width, height) = self.frame();
        let (half, half_down) = (f64::from(width) / 2.0, f64::from(height) / 2.0);
        let corner = |across: f64, down: f64| {
            [
                (f64::from(x) + across * cos - down * sin) as f32,
                (f64::from(y) + across * sin + down * cos) as f32,
            ]
        };
        [
            corner(-half, -half_down),
            corner(half, -half_down),
            corner(half, half_down),
            corner(-half, half_down),
        ]
    }

    /// Whether nothing of a region can be seen in the result: at every place of it that was tried, it is covered or cut away.
    pub fn hides(&self, region: &Region) -> bool {
        const TRIED: u32 = 24;
        let (sin, cos) = (f64::from(self.turn) / 100.0).to_radians().sin_cos();
        let ([x, y], _, _) = self.face.extent();
        let (width, height) = self.frame();
        let along = |start: u32, length: u32, at: u32| {
            f64::from(start) + f64::from(length) * (f64::from(at) + 0.5) / f64::from(TRIED)
        };
        let hidden = |across: u32, down: u32| {
            let place = [along(region.left, region.width, across), along(region.top, region.height, down)];
            let (dx, dy) = (place[0] - f64::from(x), place[1] - f64::from(y));
            let (right, below) = (dx * cos + dy * sin, dy * cos - dx * sin);
            right.abs() > f64::from(width) / 2.0
                || below.abs() > f64::from(height) / 2.0
                || self.covers.iter().any(|cover| is_inside(cover, place))
        };
        (0..TRIED).all(|down| (0..TRIED).all(|across| hidden(across, down)))
    }

    /// Covers everything below the chin, in the direction in which the face looks upright; nothing where less than a pixel of it is in the picture.
    pub fn body_cover(&self) -> Option<Cover> {
        let [_, _, c, d] = self.face.corners.map(|corner| corner.map(f64::from));
        let (sin, cos) = (f64::from(self.face.roll) / 100.0).to_radians().sin_cos();
        let (_, across, down) = self.face.extent();
        let reach = f64::from(across.max(down)) * 8.0;
        // From a little below the lower edge of the face: the detector's edge is at the chin.
        let below = f64::from(down) * 0.06;
        let at = |corner: [f64; 2], side: f64, under: f64| {
            [corner[0] + side * cos - under * sin, corner[1] + side * sin + under * cos]
        };
        let places = [
            at(d, -reach, below),
            at(c, reach, below),
            at(c, reach, below + reach),
            at(d, -reach, below + reach),
        ];
        // Rounded away from the face, so that no pixel of it is lost.
        let whole = |value: f64, away: f64| match away {
            away if away > 1e-6 => value.ceil() as i32,
            away if away < -1e-6 => value.floor() as i32,
            _ => value.round() as i32,
        };
        let mut corners: Vec<Place> =
            clipped(&places, self.size).into_iter().map(|[x, y]| [whole(x, -sin), whole(y, cos)]).collect();
        corners.dedup();
        Some(Cover { what: Covered::Body, corners }).filter(|cover| is_region(cover, self.size))
    }
}

/// A polygon cut at the edges of a picture (Sutherland and Hodgman 1974).
fn clipped(places: &[[f64; 2]], (width, height): (u32, u32)) -> Vec<[f64; 2]> {
    let mut polygon = places.to_vec();
    let edges = [(0, 0.0, 1.0), (0, f64::from(width), -1.0), (1, 0.0, 1.0), (1, f64::from(height), -1.0)];
    for (axis, edge, inward) in edges {
        let inside = |place: &[f64; 2]| (place[axis] - edge) * inward >= 0.0;
        let mut kept = Vec::new();
        for (at, place) in polygon.iter().enumerate() {
            let before = &polygon[(at + polygon.len() - 1) % polygon.len()];
            if inside(place) != inside(before) {
                let share = (edge - before[axis]) / (place[axis] - before[axis]);
                kept.push([0, 1].map(|axis| before[axis] + (place[axis] - before[axis]) * share));
            }
            if inside(place) {
                kept.push(*place);
            }
        }
        polygon = kept;
    }
    polygon
}

/// Whether a region's outline goes round a place at all.
fn is_inside(cover: &Cover, [x, y]: [f64; 2]) -> bool {
    let mut turns = 0;
    for (at, from) in cover.corners.iter().enumerate() {
        let to = &cover.corners[(at + 1) % cover.corners.len()];
        let (from, to) = (from.map(f64::from), to.map(f64::from));
        let side = (to[0] - from[0]) * (y - from[1]) - (x - from[0]) * (to[1] - from[1]);
        if from[1] <= y && to[1] > y && side > 0.0 {
            turns += 1;
        } else if from[1] > y && to[1] <= y && side < 0.0 {
            turns -= 1;
        }
    }
    turns != 0
}

/// Whether a region has corners in or near a picture of this size, and an inside.
fn is_region(cover: &Cover, (width, height): (u32, u32)) -> bool {
    let near = |value: i32, side: u32| (-i64::from(side)..=2 * i64::from(side)).contains(&i64::from(value));
    let [left, top, right, bottom] = cover.bounds();
    (3..=MOST_CORNERS).contains(&cover.corners.len())
        && cover.corners.iter().all(|corner| near(corner[0], width) && near(corner[1], height))
        && right > left
        && bottom > top
}

/// Whether a line can stand below a face.
fn is_line(line: &str) -> bool {
    (1..=LONGEST_LINE).contains(&line.len())
        && line.bytes().all(|b| (b' '..=b'~').contains(&b))
        && line.trim() == line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{from_canonical, to_canonical};

    fn recipe() -> Recipe {
        let face = FacePlace::drawn(&Region { left: 100, top: 80, width: 60, height: 80 });
        Recipe::of_face(Digest([7; 32]), (640, 480), face, "5d41402abc4b2a76b9719d911017c592".into())
    }

    #[test]
    fn the_encoding_is_golden() {
        let mut recipe = recipe();
        recipe
            .covers
            .push(Cover::rectangle(Covered::Card, &Region { left: 0, top: 400, width: 50, height: 40 }));
        let golden = format!(
            r#"{{"covers":[{{"corners":[[0,400],[50,400],[50,440],[0,440]],"what":"card"}}],"face":{{"corners":[[100,80],[160,80],[160,160],[100,160]],"roll":0}},"grey":true,"longest":400,"making":1,"margin":35,"photograph":"{}","quality":80,"salt":"5d41402abc4b2a76b9719d911017c592","size":[640,480],"turn":0}}"#,
            Digest([7; 32])
        );
        assert_eq!(String::from_utf8(to_canonical(&recipe).unwrap()).unwrap(), golden);
        assert_eq!(from_canonical::<Recipe>(golden.as_bytes()).unwrap(), recipe);
        assert_eq!((recipe.check(), recipe.frame(), recipe.made()), (Ok(()), (116, 136), (341, 400)));
    }

    #[test]
    fn what_will_not_do_is_refused() {
        let with = |change: &dyn Fn(&mut Recipe)| {
            let mut changed = recipe();
            change(&mut changed);
            changed.check()
        };
        let cover = |corners: Vec<Place>| vec![Cover { what: Covered::Wound, corners }];
        assert_eq!(with(&|r| r.making = 2), Err(RecipeFault::Making));
        assert_eq!(with(&|r| r.salt = "short".into()), Err(RecipeFault::Salt));
        assert_eq!(with(&|r| r.size = (0, 480)), Err(RecipeFault::Size));
        assert_eq!(with(&|r| r.size = (70_000, 480)), Err(RecipeFault::Size));
        assert_eq!(with(&|r| r.face.corners[0] = [i32::MIN, 0]), Err(RecipeFault::Face));
        assert_eq!(with(&|r| r.face.corners = [[5, 5]; 4]), Err(RecipeFault::Face));
        assert_eq!(
            with(&|r| r.face.corners = [[-300, 0], [-200, 0], [-200, 90], [-300, 90]]),
            Err(RecipeFault::Face)
        );
        assert_eq!(with(&|r| r.margin = 301), Err(RecipeFault::Margin));
        assert_eq!(with(&|r| r.turn = 18_001), Err(RecipeFault::Turn));
        assert_eq!(with(&|r| r.covers = cover(vec![[0, 0], [5, 5]])), Err(RecipeFault::Cover));
        assert_eq!(with(&|r| r.covers = cover(vec![[0, 0], [5, 0], [9, 0]])), Err(RecipeFault::Cover));
        assert_eq!(with(&|r| r.covers = cover(vec![[0, 0], [5000, 0], [9, 9]])), Err(RecipeFault::Cover));
        assert_eq!(with(&|r| r.covers = cover(vec![[0, 0]; 41])), Err(RecipeFault::Cover));
        assert_eq!(
            with(&|r| r.covers = vec![cover(vec![[0, 0], [9, 0], [9, 9]])[0].clone(); MOST_COVERS + 1]),
            Err(RecipeFault::Covers)
        );
        assert_eq!(with(&|r| r.longest = 63), Err(RecipeFault::Longest));
        assert_eq!(with(&|r| r.quality = 96), Err(RecipeFault::Longest));
        for line in ["", " x", "صورة", "a\nb", &"x".repeat(81)] {
            assert_eq!(with(&|r| r.line = Some(line.into())), Err(RecipeFault::Line), "{line:?}");
        }
        assert!(
            serde_json::from_str::<Place>("[NaN,1]").is_err()
                && serde_json::from_str::<Place>("[1.5,1]").is_err()
        );
    }

    #[test]
    fn a_face_that_is_no_place_is_not_found() {
        let face = |corner: f32, roll: f32| Face {
            corners: [[corner, 10.0], [40.0, 10.0], [40.0, 50.0], [10.0, 50.0]],
            landmarks: [[20.0, 20.0]; 5],
            roll,
            score: 1.0,
            quality: 1.0,
            embedding: None,
        };
        assert!(FacePlace::found(&face(10.0, 0.0), (100, 100)).is_some());
        assert_eq!(FacePlace::found(&face(f32::NAN, 0.0), (100, 100)), None);
        assert_eq!(FacePlace::found(&face(f32::INFINITY, 0.0), (100, 100)), None);
        assert_eq!(FacePlace::found(&face(10.0, f32::NAN), (100, 100)), None);
    }

    #[test]
    fn the_body_is_below_the_chin_whichever_way_the_face_looks() {
        let mut upright = recipe();
        let [_, top, _, bottom] = upright.body_cover().unwrap().bounds();
        assert!(top >= 160 && bottom == 480);
        // The same face lying on its left side: upwards is to the right.
        upright.face = FacePlace {
            corners: [[160, 80], [160, 140], [100, 140], [100, 80]],
            roll: 9000,
            landmarks: None,
        };
        let [left, _, right, _] = upright.body_cover().unwrap().bounds();
        assert!(left == 0 && right <= 100, "{left} {right}");
        // Less than a pixel of the body is in the picture: there is nothing to cover.
        for top in 470 - 80..=480 - 80 {
            upright.face = FacePlace::drawn(&Region { left: 100, top, width: 60, height: 80 });
            upright.covers = upright.body_cover().into_iter().collect();
            assert_eq!(upright.check(), Ok(()), "{top}");
        }
        assert_eq!(Covered::ALL.map(|one| Covered::from_word(one.word())), Covered::ALL.map(Some));
    }

    #[test]
    fn what_is_covered_or_cut_away_is_hidden() {
        let mut recipe = recipe();
        let beside = Region { left: 120, top: 100, width: 20, height: 20 };
        assert!(!recipe.hides(&beside) && recipe.hides(&Region { left: 400, ..beside }));
        recipe.covers = vec![Cover::rectangle(Covered::Bystander, &Region { width: 10, ..beside })];
        assert!(!recipe.hides(&beside), "half of it is seen");
        recipe.covers.push(Cover::rectangle(Covered::Bystander, &Region { left: 129, width: 11, ..beside }));
        assert!(recipe.hides(&beside));
    }

    #[test]
    fn what_covers_the_face_itself_is_told() {
        let mut recipe = recipe();
        recipe.covers = recipe.body_cover().into_iter().collect();
        assert!(recipe.covers_of_face().is_empty() && !recipe.covers_much_of_face(), "the body is below it");
        let card =
            |top, height| Cover::rectangle(Covered::Card, &Region { left: 90, top, width: 80, height });
        recipe.covers.push(card(70, 14));
        assert_eq!(recipe.covers_of_face(), [Covered::Card]);
        assert!(!recipe.covers_much_of_face(), "a little of the forehead");
        recipe.covers.push(card(70, 30));
        assert!(recipe.covers_much_of_face());
        assert!(!recipe.face.is_small());
        assert!(FacePlace::drawn(&Region { left: 10, top: 10, width: 40, height: 59 }).is_small());
    }

    proptest! {
        #[test]
        fn no_numbers_break_the_check(
            corners in proptest::array::uniform4(proptest::array::uniform2(any::<i32>())),
            size in any::<(u32, u32)>(), turn in any::<i32>(), margin in any::<u16>(), longest in any::<u16>(),
            region in proptest::collection::vec(proptest::array::uniform2(any::<i32>()), 0..6),
        ) {
            let mut recipe = recipe();
            recipe.face.corners = corners;
            (recipe.size, recipe.turn, recipe.margin, recipe.longest) = (size, turn, margin, longest);
            recipe.covers = vec![Cover { what: Covered::Wound, corners: region }];
            if recipe.check().is_ok() {
                let (width, height) = recipe.made();
                prop_assert!(width.max(height) == u32::from(longest) && width.min(height) >= 1);
                prop_assert!(recipe.cut().iter().flatten().all(|value| value.is_finite()));
            }
            let _ = recipe.body_cover();
        }

        #[test]
        fn the_body_is_covered_by_a_region_that_is_taken_and_never_reaches_the_face(
            left in 0u32..620, top in 0u32..460, width in 4u32..200, height in 4u32..200, roll in -18_000i32..18_000,
        ) {
            let mut recipe = recipe();
            recipe.face = FacePlace::drawn(&Region { left, top, width, height });
            recipe.face.roll = [0, 9000, -9000, 18_000, roll][left as usize % 5];
            prop_assume!(recipe.check().is_ok());
            if let Some(cover) = recipe.body_cover() {
                if recipe.face.roll == 0 {
                    prop_assert!(cover.bounds()[1] >= (top + height) as i32);
                }
                recipe.covers = vec![cover];
                prop_assert_eq!(recipe.check(), Ok(()));
            }
        }
    }
}

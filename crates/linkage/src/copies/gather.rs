//! From pairs to groups, the best version first.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::judge::Measure;
use super::turning::Turning;
use super::verify::{Pair, accepted, claims_differ, compared};
use super::{Picture, Signatures};

/// Photographs that are candidates for being the same picture, the best version first.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyGroup {
    /// At least two.
    pub members: Vec<Member>,
}

/// One photograph of a group, compared with the group's best version.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The picture's id.
    pub id: u32,
    /// How it came from the best version, by what is seen.
    pub relation: Relation,
    /// How the best version must be turned to look like it.
    pub turning: Turning,
    /// PDQ distance to the best version so turned, 0 to 256 bits.
    pub distance: u16,
    /// Fractions cut off the best version's left, top, right and bottom.
    pub crop: [f32; 4],
    /// The comparison in words.
    pub reason: String,
}

/// How a copy differs from the best version: the most telling of all that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// It is the best version itself.
    Best,
    /// The same pixels by all that is seen: encoded again, or only the metadata changed.
    Reencoded,
    /// The same, turned or mirrored.
    Turned,
    /// The same at another size.
    Resized,
    /// A part was painted over or marked.
    Altered,
    /// Cut at one side or more.
    Cropped,
    /// Shows more than the best version, which is larger or less damaged.
    Wider,
    /// Damaged.
    Damaged,
}

impl Relation {
    /// The word used in tables and events.
    pub fn word(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Reencoded => "reencoded",
            Self::Turned => "turned",
            Self::Resized => "resized",
            Self::Altered => "altered",
            Self::Cropped => "cropped",
            Self::Wider => "wider",
            Self::Damaged => "damaged",
        }
    }
}

/// Gathers verified pairs.
pub(super) fn groups(
    pictures: &[Picture],
    signatures: &dyn Signatures,
    mut pairs: Vec<Pair>,
) -> Vec<CopyGroup> {
    let sureness = |pair: &Pair| pair.measure.agreement * pair.measure.fine;
    pairs.sort_by(|a, b| {
        let order = sureness(b).total_cmp(&sureness(a));
        order.then((a.outer, a.inner, a.turning).cmp(&(b.outer, b.inner, b.turning)))
    });
    let mut clusters = Clusters::new(pictures.len());
    for pair in &pairs {
        clusters.join(pair, pictures);
    }
    let table = by_places(&pairs);
    let mut groups = Vec::new();
    for cluster in clusters.sets() {
        let mut rest = cluster;
        while rest.len() > 1 {
            rest = gathered(rest, pictures, signatures, &table, &mut groups);
        }
    }
    groups.sort_by_key(|group| group.members[0].id);
    groups
}

type PairTable = HashMap<(u32, u32), Pair>;

fn by_places(pairs: &[Pair]) -> PairTable {
    let mut table = PairTable::new();
    for pair in pairs {
        // The surest comes first and stays.
        table.entry((pair.outer, pair.inner)).or_insert(*pair);
    }
    table
}

/// Makes one group around the best version of a cluster and returns those that do not agree with it.
fn gathered(
    mut cluster: Vec<u32>,
    pictures: &[Picture],
    signatures: &dyn Signatures,
    table: &PairTable,
    groups: &mut Vec<CopyGroup>,
) -> Vec<u32> {
    cluster.sort_by_key(|place| worth(&pictures[*place as usize]));
    let best = cluster[0];
    let mut members = vec![Member::best(pictures[best as usize].id)];
    let mut rest = Vec::new();
    for place in &cluster[1..] {
        match against(best, *place, pictures, signatures, table) {
            Some((pair, wider)) => members.push(Member::of(&pair, wider, pictures)),
            None => rest.push(*place),
        }
    }
    if members.len() > 1 {
        groups.push(CopyGroup { members });
    }
    rest
}

/// Sorts the best version first: undamaged, large, with its camera's EXIF, long.
fn worth(picture: &Picture) -> (bool, Reverse<u64>, bool, Reverse<u64>, u32) {
    let pixels = u64::from(picture.width) * u64::from(picture.height);
    (picture.damaged, Reverse(pixels), !picture.has_exif, Reverse(picture.bytes), picture.id)
}

/// The pair of a group's best version with another member, and whether the other one shows more.
fn against(
    best: u32,
    other: u32,
    pictures: &[Picture],
    signatures: &dyn Signatures,
    table: &PairTable,
) -> Option<(Pair, bool)> {
    if let Some(pair) = table.get(&(best, other)) {
        return Some((*pair, false));
    }
    if let Some(pair) = table.get(&(other, best)) {
        return Some((*pair, true));
    }
    let [a, b] = [best, other].map(|place| &pictures[place as usize]);
    let mut turnings =
        Turning::ALL.map(|turning| (a.hashes[0].distance(&b.hashes[turning as usize]), turning));
    turnings.sort_unstable();
    let tried = turnings
        .iter()
        .take(3)
        .flat_map(|(_, turning)| [(best, other, *turning, false), (other, best, turning.inverse(), true)]);
    tried
        .filter_map(|(outer, inner, turning, wider)| {
            let measure = compared(outer, inner, turning, signatures)?;
            accepted(&measure, a, b).then_some((Pair { outer, inner, turning, measure }, wider))
        })
        .next()
}

impl Member {
    fn best(id: u32) -> Self {
        let (relation, turning) = (Relation::Best, Turning::None);
        Self { id, relation, turning, distance: 0, crop: [0.0; 4], reason: "best version".into() }
    }

    fn of(pair: &Pair, wider: bool, pictures: &[Picture]) -> Self {
        // A pair's turning makes the inner one upright; a member's leads from the best version to it.
        let (best, other, turning) = if wider {
            (pair.inner, pair.outer, pair.turning)
        } else {
            (pair.outer, pair.inner, pair.turning.inverse())
        };
        let [best, other] = [best, other].map(|place| &pictures[place as usize]);
        let distance = best.hashes[turning as usize].distance(&other.hashes[0]) as u16;
        let seen = Seen::of(pair, wider, turning, best, other);
        let crop = if wider {
            pair.measure.crop.map(|c| -c.max(0.0))
        } else {
            pair.measure.crop.map(|c| c.max(0.0))
        };
        Self { id: other.id, relation: seen.relation(), turning, distance, crop, reason: seen.words() }
    }
}

/// Everything by which a member differs from the best version.
struct Seen {
    damaged: bool,
    cropped: bool,
    wider: bool,
    altered: bool,
    /// Length of a side against the best version's.
    scale: f32,
    turning: Turning,
    measure: Measure,
}

impl Seen {
    fn of(pair: &Pair, wider: bool, turning: Turning, best: &Picture, other: &Picture) -> Self {
        let measure = pair.measure;
        let cut = measure.crop.iter().any(|c| *c > 0.012);
        let [left, top, right, bottom] = measure.crop;
        let kept = ((1.0 - left - right) * (1.0 - top - bottom)).max(0.1);
        // Areas stand for sides, whichever way the picture is turned.
        let area = |p: &Picture| p.width as f32 * p.height as f32;
        let expected = if wider { area(best) / kept } else { area(best) * kept };
        let scale = (area(other) / expected.max(1.0)).sqrt();
        Self {
            damaged: other.damaged,
            cropped: cut && !wider,
            wider: cut && wider,
            altered: measure.agreement < 0.97,
            scale,
            turning,
            measure,
        }
    }

    fn resized(&self) -> bool {
        (self.scale - 1.0).abs() > 0.02
    }

    fn relation(&self) -> Relation {
        match self {
            _ if self.damaged => Relation::Damaged,
            _ if self.wider => Relation::Wider,
            _ if self.cropped => Relation::Cropped,
            _ if self.altered => Relation::Altered,
            _ if self.resized() => Relation::Resized,
            _ if self.turning != Turning::None => Relation::Turned,
            _ => Relation::Reencoded,
        }
    }

    fn words(&self) -> String {
        let mut words = Vec::new();
        if self.damaged {
            words.push("damaged".to_owned());
        }
        if self.cropped || self.wider {
            let [left, top, right, bottom] = self.measure.crop.map(|c| (c.max(0.0) * 100.0).round());
            let sides = format!("left {left} %, top {top} %, right {right} %, bottom {bottom} %");
            words.push(if self.wider { format!("shows more: {sides}") } else { format!("cropped: {sides}") });
        }
        if self.turning != Turning::None {
            words.push(self.turning.word().to_owned());
        }
        if self.resized() {
            words.push(format!("sides {:.2} times as long", self.scale));
        }
        if self.altered {
            words.push(format!("{:.0} % of the picture differs", (1.0 - self.measure.agreement) * 100.0));
        }
        if words.is_empty() {
            words.push("same picture, encoded again".to_owned());
        }
        words.join("; ")
    }
}

/// Sets of pictures joined by pairs (union-find), which refuse to bring together what cameras say is apart.
struct Clusters {
    parent: Vec<u32>,
    /// The members of each root; empty for the others.
    members: Vec<Vec<u32>>,
}

impl Clusters {
    fn new(count: usize) -> Self {
        Self {
            parent: (0..count as u32).collect(),
            members: (0..count as u32).map(|place| vec![place]).collect(),
        }
    }

    fn root(&mut self, mut place: u32) -> u32 {
        while self.parent[place as usize] != place {
            let above = self.parent[self.parent[place as usize] as usize];
            self.parent[place as usize] = above;
            place = above;
        }
        place
    }

    fn join(&mut self, pair: &Pair, pictures: &[Picture]) {
        let (a, b) = (self.root(pair.outer), self.root(pair.inner));
        if a == b || !(pair.measure.is_identical() || self.agree(a, b, pictures)) {
            return;
        }
        let (keep, give) =
            if self.members[a as usize].len() >= self.members[b as usize].len() { (a, b) } else { (b, a) };
        let given = std::mem::take(&mut self.members[give as usize]);
        self.members[keep as usize].extend(given);
        self.parent[give as usize] = keep;
    }

    /// Whether no two members say they were taken at different times.
    fn agree(&self, a: u32, b: u32, pictures: &[Picture]) -> bool {
        let claims = |root: u32| self.members[root as usize].iter().map(|place| &pictures[*place as usize]);
        claims(a).all(|one| claims(b).all(|other| !claims_differ(one, other)))
    }

    fn sets(self) -> impl Iterator<Item = Vec<u32>> {
        self.members.into_iter().filter(|set| set.len() > 1)
    }
}

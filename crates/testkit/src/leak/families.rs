//! Families: what relatives would report of some of the people of a leak, and photographs of them alive.
//!
//! Everything in it is invented. Names are put together from two short lists of words and belong to nobody. What families say follows from the
//! leak's seed and the person's number, as the signs do: relatives remember a year, spell a name in their own way, name the branch that
//! took somebody and not the one that held him last.

use super::LeakError;
use super::chance::Chance;
use super::develop::{Light, expose, jpeg};
use super::glyphs::Fonts;
use super::grain::Grain;
use super::people::wording;
use super::sensor::Noise;
use super::signs::signs;
use super::sitting::{Sitting, Studio};
use super::truth::{Category, Person, Truth};

/// One given name in both scripts: Arabic spellings, then Latin ones.
type Spelled = (&'static [&'static str], &'static [&'static str]);

const MEN: [Spelled; 10] = [
    (&["نجم"], &["Najm", "Nejm"]),
    (&["ورد"], &["Ward", "Wared"]),
    (&["غيث"], &["Ghaith", "Gheith"]),
    (&["ربيع"], &["Rabi", "Rabee"]),
    (&["أيهم", "ايهم"], &["Ayham", "Aiham"]),
    (&["صخر"], &["Sakhr", "Sakher"]),
    (&["إياس", "اياس"], &["Iyas", "Eyas"]),
    (&["نسيم"], &["Nasim", "Naseem"]),
    (&["هلال"], &["Hilal", "Helal"]),
    (&["سهيل"], &["Suhail", "Sohail"]),
];
const WOMEN: [Spelled; 6] = [
    (&["غيمة", "غيمه"], &["Ghaima", "Gheima"]),
    (&["نجمة", "نجمه"], &["Najma", "Nejma"]),
    (&["وردة", "ورده"], &["Warda", "Wardeh"]),
    (&["نسمة", "نسمه"], &["Nasma", "Nesma"]),
    (&["سحابة", "سحابه"], &["Sahaba", "Sahabeh"]),
    (&["لؤلؤة", "لولوة"], &["Loulwa", "Lulua"]),
];
const SURNAMES: [Spelled; 8] = [
    (&["التجريبي", "التجريبى"], &["al-Tajribi", "Altajreebi"]),
    (&["المثالي", "المثالى"], &["al-Mithali", "Almethali"]),
    (&["النموذجي", "النموذجى"], &["al-Namouzaji", "Al Namuthaji"]),
    (&["الافتراضي", "الإفتراضي"], &["al-Iftiradi", "Aliftiradi"]),
    (&["المرسوم"], &["al-Marsoum", "Almarsum"]),
    (&["الورقي", "الورقى"], &["al-Waraqi", "Alwarqi"]),
    (&["المتخيل", "المتخيّل"], &["al-Mutakhayyal", "Almotakhayal"]),
    (&["الرسام", "الرسّام"], &["al-Rassam", "Arrassam"]),
];
const RELATIONS: [&str; 4] =
    ["an invented mother", "an invented brother", "an invented wife", "an invented cousin"];

/// What one relative reports of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyReport {
    /// The person of the truth, or somebody who is not in the leak.
    pub person: Option<String>,
    /// The name in Arabic; empty where this relative wrote it in Latin letters.
    pub name_arabic: String,
    /// The name in Latin letters; empty likewise.
    pub name_latin: String,
    /// The father's name.
    pub father: String,
    /// `female` or `male`.
    pub sex: &'static str,
    /// The year of birth.
    pub born: String,
    /// When taken, `2012-03` or a year.
    pub taken: String,
    /// By whom taken or held.
    pub held_by: String,
    /// Marks on the body.
    pub marks: String,
    /// Who reports.
    pub contact: String,
    /// What they are to the missing person.
    pub relation: &'static str,
    /// Whether they consent to publication besides a search.
    pub publication: bool,
    /// Whether they object to it.
    pub objects: bool,
    /// Whether they bring a photograph of the living ([`alive`]).
    pub photograph: bool,
}

/// What families report: of about one in `every` detainees, of some by two relatives, of a few who are not in the leak, and by a few
/// whose memory fits somebody else's person.
pub fn reports(truth: &Truth, every: u32) -> Vec<FamilyReport> {
    let signs = signs(truth);
    let mut all = Vec::new();
    for person in truth.people.iter().filter(|person| person.category == Category::Detainee) {
        let mut chance = Chance::of(truth.header.seed, "family", number(person));
        if !chance.happens(1.0 / every.max(1) as f32) {
            continue;
        }
        let seen = |entry: &str| {
            let of = signs.get(person.id.as_str()).into_iter().flatten();
            of.filter(|sign| sign.region.is_none()).find(|sign| sign.entry == entry).map(|sign| sign.answer)
        };
        let sex = if seen("sex") == Some("female") { "female" } else { "male" };
        let age = match seen("age-band") {
            Some("child") => chance.whole(6, 11),
            Some("adolescent") => chance.whole(13, 17),
            Some("elder") => chance.whole(62, 75),
            _ => chance.whole(21, 50),
        };
        let told = Told::new(&mut chance, sex, person, age);
        all.push(told.report(&mut chance, Some(&person.id), true));
        if chance.happens(0.3) {
            all.push(told.report(&mut chance, Some(&person.id), false));
        }
        if chance.happens(0.15) {
            // Somebody of the same age and branch, whom this leak does not show: a family that may take one for the other.
            let mut other = Chance::of(truth.header.seed, "family of another", number(person));
            let told = Told::new(&mut other, sex, person, age);
            all.push(FamilyReport { photograph: false, ..told.report(&mut other, None, true) });
        }
    }
    all
}

/// What a whole family knows, however each writes it.
struct Told {
    name: [Spelled; 3],
    sex: &'static str,
    born: i64,
    taken: (i64, i64),
    held_by: String,
    marks: &'static str,
    objects: bool,
}

impl Told {
    fn new(chance: &mut Chance, sex: &'static str, person: &Person, age: i64) -> Self {
        let given = if sex == "female" { *chance.pick(&WOMEN) } else { *chance.pick(&MEN) };
        let (year, month) = day(person);
        let months = year * 12 + month - 1 - chance.whole(2, 16);
        let branch = person.numbers.branch.as_deref().filter(|_| chance.happens(0.7));
        let held_by = match branch {
            Some(branch) => format!("فرع {branch}"),
            None => (*chance.pick(&["لا نعرف", "الأمن العسكري", "حاجز على الطريق"])).to_owned(),
        };
        Self {
            name: [given, *chance.pick(&MEN), *chance.pick(&SURNAMES)],
            sex,
            born: year - age,
            taken: (months / 12, months % 12 + 1),
            held_by,
            marks: *chance.pick(&["", "", "ندبة قديمة على الذراع", "وشم صغير على الكتف", "ندبة على الصدر"]),
            objects: chance.happens(0.1),
        }
    }

    /// As one relative writes it: the first with the whole name in Arabic, another in her own spelling.
    fn report(&self, chance: &mut Chance, person: Option<&str>, first: bool) -> FamilyReport {
        let [given, father, surname] = self.name;
        let arabic =
            |chance: &mut Chance, word: Spelled| if first { word.0[0] } else { *chance.pick(word.0) };
        let latin = first || chance.happens(0.5);
        let name_arabic = if first || !latin {
            [given, father, surname].map(|word| arabic(chance, word)).join(" ")
        } else {
            String::new()
        };
        let words = if first { vec![given, father, surname] } else { vec![given, surname] };
        let name_latin = match latin && !first {
            true => words.iter().map(|word| *chance.pick(word.1)).collect::<Vec<_>>().join(" "),
            false => String::new(),
        };
        let (year, month) = self.taken;
        let taken = if chance.happens(0.6) { format!("{year}-{month:02}") } else { year.to_string() };
        let relation = *chance.pick(&RELATIONS);
        FamilyReport {
            person: person.map(str::to_owned),
            name_arabic,
            name_latin,
            father: if chance.happens(0.7) { father.0[0].to_owned() } else { String::new() },
            sex: self.sex,
            born: (self.born + if first { 0 } else { chance.whole(-1, 1) }).to_string(),
            taken,
            held_by: self.held_by.clone(),
            marks: if first { self.marks.to_owned() } else { String::new() },
            contact: format!("{relation} of {} {}", given.1[0], surname.1[0]),
            relation,
            publication: !self.objects && chance.happens(0.6),
            objects: self.objects && first,
            photograph: person.is_some() && first && chance.happens(0.6),
        }
    }
}

fn number(person: &Person) -> u64 {
    person.id.trim_start_matches('i').parse().unwrap_or_default()
}

/// Year and month of the day of the photographs.
fn day(person: &Person) -> (i64, i64) {
    let part = |from: usize, to: usize, otherwise: i64| {
        person.day.get(from..to).and_then(|text| text.parse().ok()).unwrap_or(otherwise)
    };
    (part(0, 4, 2013), part(5, 7, 1))
}

/// Draws a person of the leak alive: the same face as in the leak, upright, eyes open, in everyday clothes. A JPEG.
///
/// # Errors
/// If the picture cannot be encoded.
pub fn alive(truth: &Truth, person: &Person) -> Result<Vec<u8>, LeakError> {
    let studio = Studio { grain: Grain::new(), noise: Noise::new(), fonts: Fonts::new() };
    // The stream that drew the person in the leak, from its beginning, so that the features are the same.
    let mut chance = Chance::of(truth.header.seed, "unit", number(person));
    let wording = wording(person, &mut chance);
    let sitting = Sitting::new(&mut chance, person.category, wording.as_ref(), &studio);
    let mut chance = Chance::of(truth.header.seed, "alive", number(person));
    let canvas = sitting.portrait(&mut chance, (480, 600), &studio);
    let light = Light::new(&mut chance, 0.010);
    jpeg(&expose(&canvas, &light, &studio.noise, &mut chance), 88, false)
}

#[cfg(test)]
mod tests {
    use super::super::{LeakOptions, generate};
    use super::*;

    #[test]
    fn families_say_the_same_again_and_spell_as_they_will() {
        let folder = tempfile::tempdir().unwrap();
        let options = LeakOptions { photographs: 120, seed: 5, ..LeakOptions::default() };
        let path = folder.path().join("truth.json");
        generate(&options, &folder.path().join("leak"), &path, &|_, _| {}).unwrap();
        let truth = Truth::read(&path).unwrap();
        let all = reports(&truth, 2);
        assert_eq!(all, reports(&truth, 2));
        assert!(all.len() > 4, "{}", all.len());
        assert!(all.iter().all(|report| !report.name_arabic.is_empty() || !report.name_latin.is_empty()));
        assert!(all.iter().any(|report| report.person.is_none()) || all.len() < 20);
        let person = truth.people.iter().find(|person| person.category == Category::Detainee).unwrap();
        let picture = alive(&truth, person).unwrap();
        assert!(picture.starts_with(b"\xff\xd8") && picture == alive(&truth, person).unwrap());
    }
}

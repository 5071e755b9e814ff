//! An invented list of people and what relatives, clerks and a list in Latin letters make of it, with the truth.
//!
//! Names are drawn from tables, given names as unevenly as in life, family names from two parts; nobody of that name is meant.

/// Given names: in Arabic, and how they are spelled in Latin letters.
const GIVEN: &[(&str, &[&str])] = &[
    ("محمد", &["Mohammad", "Muhammed", "Mohamad", "Mohamed", "Muhammad"]),
    ("أحمد", &["Ahmad", "Ahmed"]),
    ("علي", &["Ali", "Aly"]),
    ("حسين", &["Hussein", "Hussain", "Husayn", "Hossein"]),
    ("حسن", &["Hasan", "Hassan"]),
    ("محمود", &["Mahmoud", "Mahmood"]),
    ("خالد", &["Khaled", "Khalid"]),
    ("يوسف", &["Yusuf", "Youssef", "Yousef"]),
    ("عبد الرحمن", &["Abdul Rahman", "Abdelrahman", "Abdurrahman", "Abd al-Rahman", "Abdulrahman"]),
    ("عبد الله", &["Abdullah", "Abdallah", "Abd Allah", "Abdulla"]),
    ("عبد الكريم", &["Abdul Karim", "Abdelkarim", "Abdulkareem"]),
    ("إبراهيم", &["Ibrahim", "Ebrahim", "Ibraheem"]),
    ("عمر", &["Omar", "Umar"]),
    ("مصطفى", &["Mustafa", "Mostafa", "Moustafa"]),
    ("سمير", &["Samir", "Sameer"]),
    ("وليد", &["Walid", "Waleed"]),
    ("رياض", &["Riyad", "Riad"]),
    ("جمال", &["Jamal", "Gamal"]),
    ("قاسم", &["Qasim", "Kassem", "Qasem", "Kasem"]),
    ("غسان", &["Ghassan", "Gassan"]),
    ("نضال", &["Nidal", "Nedal"]),
    ("فادي", &["Fadi", "Fady"]),
    ("زياد", &["Ziad", "Ziyad", "Zeyad"]),
    ("طارق", &["Tariq", "Tarek", "Tareq"]),
    ("صلاح الدين", &["Salah al-Din", "Salaheddine", "Salah Eddin"]),
    ("ياسر", &["Yasser", "Yasir"]),
    ("سعيد", &["Said", "Saeed", "Saied"]),
    ("هيثم", &["Haitham", "Haytham"]),
    ("رامي", &["Rami", "Ramy"]),
    ("باسل", &["Basel", "Bassel", "Basil"]),
    ("فاطمة", &["Fatima", "Fatimah", "Fatma"]),
    ("مريم", &["Maryam", "Mariam", "Meriem"]),
    ("زينب", &["Zainab", "Zeinab", "Zaynab"]),
    ("نور", &["Nour", "Noor", "Nur"]),
    ("سميرة", &["Samira", "Sameera"]),
    ("رنا", &["Rana"]),
    ("أيمن", &["Ayman", "Aiman"]),
    ("عثمان", &["Othman", "Uthman"]),
    ("سليمان", &["Suleiman", "Sulaiman", "Suleyman"]),
    ("داود", &["Dawood", "Daoud"]),
];

/// Family names: beginnings and ends, in both scripts. What they make is no family.
const BEGIN: &[(&str, &str)] = &[
    ("زيت", "Zayt"),
    ("قند", "Qand"),
    ("مرج", "Marj"),
    ("صوف", "Souf"),
    ("تين", "Tin"),
    ("خيل", "Khayl"),
    ("شمع", "Sham"),
    ("رمل", "Raml"),
    ("نحل", "Nahl"),
    ("كحل", "Kohl"),
    ("ورد", "Ward"),
    ("بحر", "Bahr"),
    ("غزل", "Ghazl"),
    ("دلو", "Dalw"),
    ("جسر", "Jisr"),
    ("فجر", "Fajr"),
    ("طحن", "Tahn"),
    ("عسل", "Asal"),
    ("حبق", "Habaq"),
    ("سند", "Sind"),
];
const END: &[(&str, &[&str])] = &[
    ("وني", &["ouni", "uni", "oony"]),
    ("اوي", &["awi", "aoui", "awy"]),
    ("يل", &["il", "eel"]),
    ("ان", &["an"]),
    ("ور", &["our", "oor", "ur"]),
    ("اتي", &["ati", "aty"]),
    ("ي", &["i", "y", "ee"]),
    ("ماني", &["mani", "many"]),
    ("داد", &["dad"]),
    ("وش", &["oush", "ouch", "oosh"]),
];
const PLACES: &[&str] =
    &["حمص", "حلب", "درعا", "إدلب", "الرقة", "حماة", "دير الزور", "دوما", "داريا", "السويداء"];

/// SplitMix64, so that everybody draws the same list.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((u128::from(mixed ^ (mixed >> 31)) * bound as u128) >> 64) as usize
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    /// The first more often than the last.
    fn uneven(&mut self, bound: usize) -> usize {
        self.below(bound).min(self.below(bound)).min(self.below(bound))
    }
}

#[derive(Clone, Copy)]
struct Person {
    given: [usize; 3],
    family: (usize, usize),
    /// A second beginning, so that there are as many families as in a country.
    compound: Option<usize>,
    born: (usize, usize, usize),
    place: usize,
}

impl Person {
    fn drawn(chance: &mut Chance, many: bool) -> Self {
        Self {
            given: std::array::from_fn(|_| chance.uneven(GIVEN.len())),
            family: (chance.below(BEGIN.len()), chance.below(END.len())),
            compound: many.then(|| chance.below(BEGIN.len())),
            born: (1940 + chance.below(60), 1 + chance.below(12), 1 + chance.below(28)),
            place: chance.uneven(PLACES.len()),
        }
    }
}

/// Two lists with the columns name, born and place, and for each row who it is.
pub struct Lists {
    pub left: Vec<Vec<String>>,
    pub right: Vec<Vec<String>>,
    pub left_people: Vec<usize>,
    pub right_people: Vec<usize>,
}

impl Lists {
    /// Of so many people, of whom three in five are in both lists.
    pub fn of(people: usize, seed: u64) -> Self {
        let mut chance = Chance(seed);
        let mut lists = Self { left: vec![], right: vec![], left_people: vec![], right_people: vec![] };
        for person in 0..people {
            let drawn = Person::drawn(&mut chance, people > 10_000);
            let where_told = chance.below(5);
            if where_told != 0 {
                lists.left.push(careful(&drawn));
                lists.left_people.push(person);
            }
            if where_told != 1 {
                lists.right.push(told(&drawn, &mut chance));
                lists.right_people.push(person);
            }
        }
        lists
    }

    /// Two lists of so many rows, of whom the first `shared` are in both.
    pub fn sharing(rows: usize, shared: usize, seed: u64) -> Self {
        let mut chance = Chance(seed);
        let mut lists = Self { left: vec![], right: vec![], left_people: vec![], right_people: vec![] };
        for person in 0..2 * rows - shared {
            let drawn = Person::drawn(&mut chance, false);
            if person < rows {
                lists.left.push(careful(&drawn));
                lists.left_people.push(person);
            }
            if person < shared || person >= rows {
                lists.right.push(told(&drawn, &mut chance));
                lists.right_people.push(person);
            }
        }
        lists
    }

    /// How many people are in both.
    pub fn in_both(&self) -> usize {
        let left: std::collections::HashSet<_> = self.left_people.iter().collect();
        self.right_people.iter().filter(|person| left.contains(person)).count()
    }
}

/// As a careful clerk writes it.
fn careful(person: &Person) -> Vec<String> {
    let given = person.given.map(|name| GIVEN[name].0);
    let family = format!("ال{}{}{}", second(person).0, BEGIN[person.family.0].0, END[person.family.1].0);
    let (year, month, day) = person.born;
    let name = format!("{} {} {} {family}", given[0], given[1], given[2]);
    vec![name, format!("{year}-{month:02}-{day:02}"), PLACES[person.place].to_owned()]
}

fn second(person: &Person) -> (&'static str, &'static str) {
    person.compound.map_or(("", ""), |at| BEGIN[at])
}

/// As others tell it: in Latin letters or Arabic, without the grandfather, family first, with a slip.
fn told(person: &Person, chance: &mut Chance) -> Vec<String> {
    let latin = chance.below(5) < 2;
    let given = person.given.map(|name| match (latin, GIVEN[name]) {
        (true, (_, spellings)) => spellings[chance.below(spellings.len())].to_owned(),
        (false, (arabic, _)) => respelled(arabic, chance),
    });
    let (begin, end) = (BEGIN[person.family.0], END[person.family.1]);
    let family = if latin {
        let article = ["al-", "Al", "El ", "", "Al "][chance.below(5)];
        format!("{article}{}{}{}", second(person).1, begin.1, end.1[chance.below(end.1.len())])
    } else {
        let article = if chance.one_in(6) { "" } else { "ال" };
        let family = format!("{article}{}{}{}", second(person).0, begin.0, end.0);
        respelled(&family, chance)
    };
    let mut words = vec![given[0].clone(), given[1].clone(), given[2].clone(), family];
    if chance.one_in(3) {
        words.remove(2);
    } else if chance.one_in(12) {
        words.drain(1..3);
    }
    if chance.one_in(8) {
        words.rotate_right(1);
    }
    if chance.one_in(10) {
        let at = chance.below(words.len());
        words[at] = slipped(&words[at], chance);
    }
    let (year, month, day) = person.born;
    let born = match chance.below(10) {
        0..=3 => format!("{day}/{month}/{year}"),
        4..=6 => year.to_string(),
        7 => format!("{month}/{day}/{year}"),
        8 => (year + 1).to_string(),
        _ => String::new(),
    };
    let place = if chance.one_in(4) { String::new() } else { PLACES[person.place].replace('ة', "ه") };
    vec![words.join(" "), born, place]
}

/// Without hamza, with ه for ة, with marks, drawn out, or joined.
fn respelled(name: &str, chance: &mut Chance) -> String {
    match chance.below(6) {
        0 => name.replace(['أ', 'إ'], "ا"),
        1 => name.replace('ة', "ه").replace('ى', "ي"),
        2 => name.replacen("عبد ", "عبد", 1),
        3 => name
            .chars()
            .flat_map(|letter| [Some(letter), (letter == 'م').then_some('\u{64f}')])
            .flatten()
            .collect(),
        4 => name.replacen('ح', "حـ", 1),
        _ => name.to_owned(),
    }
}

/// One letter left out or doubled with its neighbour swapped.
fn slipped(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 4 {
        let at = 1 + chance.below(letters.len() - 2);
        if chance.one_in(2) {
            letters.remove(at);
        } else {
            letters.swap(at, at + 1);
        }
    }
    letters.into_iter().collect()
}

//! The people of a leak: numbers, names and cards. Every name is put together from two lists and belongs to nobody.

use super::calendar::day_text;
use super::card::{Wording, digits};
use super::chance::Chance;
use super::truth::{Category, Marking, Numbers, Person, Script, Surface, Writing};

const BRANCHES: [(&str, f32); 8] = [
    ("215", 52.0),
    ("227", 30.0),
    ("216", 4.4),
    ("235", 1.9),
    ("248", 3.0),
    ("251", 2.0),
    ("220", 1.5),
    ("ج", 5.2),
];
const GIVEN: [&str; 10] = ["نجم", "ورد", "غيث", "ربيع", "بحر", "صخر", "فجر", "نسيم", "هلال", "سهل"];
const FAMILY: [&str; 10] = [
    "التجريبي",
    "المثال",
    "النموذج",
    "الافتراضي",
    "المرسوم",
    "الورقي",
    "الملون",
    "المختبر",
    "المتخيل",
    "الرسام",
];

/// Draws a person's papers.
pub(crate) fn person(
    number: u64,
    category: Category,
    examination: i64,
    now: i64,
    chance: &mut Chance,
) -> Person {
    let numbers = match category {
        Category::Detainee => numbers(examination, chance),
        _ => Numbers::default(),
    };
    let name =
        (category == Category::Soldier).then(|| format!("{} {}", chance.pick(&GIVEN), chance.pick(&FAMILY)));
    let marking = marking(&numbers, name.as_deref(), chance);
    Person { id: format!("i{number:06}"), category, numbers, name, marking, day: day_text(now) }
}

fn numbers(examination: i64, chance: &mut Chance) -> Numbers {
    let weights: Vec<f32> = BRANCHES.iter().map(|branch| branch.1).collect();
    let branch = BRANCHES[chance.weighted(&weights)].0.to_owned();
    let mut numbers = Numbers {
        branch: Some(branch),
        detainee: Some(chance.whole(1, 9_800).to_string()),
        examination: Some(examination.to_string()),
    };
    match chance.weighted(&[88.0, 4.0, 4.0, 4.0]) {
        1 => numbers.branch = None,
        2 => numbers.detainee = None,
        3 => numbers.examination = None,
        _ => {}
    }
    numbers
}

fn marking(numbers: &Numbers, name: Option<&str>, chance: &mut Chance) -> Option<Marking> {
    if chance.happens(0.04) {
        return None;
    }
    let script = if chance.happens(0.5) { Script::Western } else { Script::ArabicIndic };
    let writing = if name.is_some() || chance.happens(0.4) { Writing::Printed } else { Writing::Hand };
    let surface = match writing {
        Writing::Printed => [Surface::Card, Surface::Paper][chance.weighted(&[3.0, 1.0])],
        Writing::Hand => [Surface::Card, Surface::Paper, Surface::Tape, Surface::Skin]
            [chance.weighted(&[5.0, 2.0, 1.2, 1.0])],
    };
    let mut lines: Vec<String> = name.map(str::to_owned).into_iter().collect();
    let parts = [&numbers.branch, &numbers.detainee, &numbers.examination];
    let written = parts.iter().filter_map(|part| part.as_deref()).map(|number| digits(number, script));
    if matches!(surface, Surface::Tape) && chance.happens(0.6) {
        let joined: Vec<String> = written.collect();
        lines.extend((!joined.is_empty()).then(|| joined.join("/")));
    } else {
        lines.extend(written);
    }
    if name.is_some() {
        lines.push(digits(&chance.whole(100, 9_999).to_string(), script));
    }
    (!lines.is_empty()).then_some(Marking { script, writing, surface, lines })
}

/// What the card of a person looks like: the lines, with printed labels on some.
pub(crate) fn wording(person: &Person, chance: &mut Chance) -> Option<Wording> {
    let marking = person.marking.as_ref()?;
    let labels = ["الفرع", "الرقم", "الفحص"];
    let present = [&person.numbers.branch, &person.numbers.detainee, &person.numbers.examination];
    let labelled = marking.writing == Writing::Printed && person.name.is_none() && chance.happens(0.5);
    let mut free = labels.iter().zip(present).filter(|(_, part)| part.is_some()).map(|(label, _)| *label);
    let lines =
        marking.lines.iter().map(|line| (if labelled { free.next() } else { None }, line.clone())).collect();
    Some(Wording { lines, writing: marking.writing, surface: marking.surface })
}

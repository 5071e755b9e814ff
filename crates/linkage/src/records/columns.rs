//! Which columns are compared, and as what: told, or guessed from headings and values.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::date::Date;
use crate::names::{Name, fold, holds};

/// The most columns that are compared.
pub const MOST_COLUMNS: usize = 15;
/// Rows that are looked at for guessing.
const LOOKED_AT: usize = 2_000;

/// How values of a column are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Names of people, in Arabic or Latin letters, in whatever order.
    Name,
    /// Places, addresses, words.
    Text,
    /// Days, months or years.
    Date,
    /// Numbers that are signs: of a card, a house, a telephone.
    Code,
    /// Numbers that count or measure: an age.
    Number,
}

/// One thing that is compared, and where it stands in each list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// What it is called in reasons.
    pub name: String,
    /// As what it is compared.
    pub kind: Kind,
    /// Places in the left list, from 0 on: several are read one after another, as the parts of a name are.
    pub left: Vec<usize>,
    /// Places in the right list; not looked at where the left is linked with itself.
    pub right: Vec<usize>,
}

/// What was guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guess {
    /// What to compare.
    pub columns: Vec<Column>,
    /// The headings of the left list that are not compared, each with the reason.
    pub unused: Vec<(String, &'static str)>,
}

/// What a heading stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// The whole name, or a part of it by its usual place.
    Name(u8),
    /// Somebody else's name: the mother's.
    OtherName,
    Date,
    Number,
    Code,
    Row,
    Open,
}

/// Guesses what to compare: columns with one heading in both lists, and names whatever they are called.
///
/// Given name, father's, grandfather's and family name are one name in this order. Beside a column of the whole name a part of it is compared
/// on its own where the whole name mostly lacks it, in both lists: two of one name are told apart by their fathers. Columns called `id`, `row` or `رقم`, and columns
/// in which no value occurs twice and none in both lists, say nothing of a person.
pub fn guess<R: AsRef<[String]>>(left: (&[String], &[R]), right: Option<(&[String], &[R])>) -> Guess {
    let alone = right.is_none();
    let (headings, rows) = left;
    let (others, other_rows) = right.unwrap_or(left);
    let mut guess = Guess::default();
    let names = |headings: &[String]| -> Vec<usize> {
        let mut parts: Vec<(u8, usize)> = headings
            .iter()
            .enumerate()
            .filter_map(|(at, heading)| match meaning(heading) {
                Meaning::Name(place) => Some((place, at)),
                _ => None,
            })
            .collect();
        // Where the whole name is told, its parts would count twice.
        if parts.iter().any(|(place, _)| *place == 0) {
            parts.retain(|(place, _)| *place == 0);
            parts.truncate(1);
        }
        parts.sort_unstable();
        parts.into_iter().map(|(_, at)| at).collect()
    };
    let (mine, theirs) = (names(headings), names(others));
    if !mine.is_empty() && !theirs.is_empty() {
        guess.columns.push(Column {
            name: "name".into(),
            kind: Kind::Name,
            left: mine.clone(),
            right: theirs.clone(),
        });
    }
    for (at, heading) in headings.iter().enumerate() {
        if guess.columns.first().is_some_and(|column| column.kind == Kind::Name && column.left.contains(&at))
        {
            continue;
        }
        let part = match meaning(heading) {
            Meaning::Name(place) if place > 0 => {
                let same = |other: &String| meaning(other) == Meaning::Name(place);
                let other = others.iter().position(same).filter(|other| {
                    lacks(rows, &mine, at) && lacks(other_rows, &theirs, *other) && !theirs.contains(other)
                });
                other.filter(|_| guess.columns.len() < MOST_COLUMNS)
            }
            _ => None,
        };
        if let Some(other) = part {
            let (left, right) = (vec![at], vec![other]);
            guess.columns.push(Column { name: heading.trim().to_owned(), kind: Kind::Name, left, right });
            continue;
        }
        let other = others.iter().position(|other| fold(other) == fold(heading));
        let unused = match (meaning(heading), other) {
            (Meaning::Row, _) => Some("it numbers the rows"),
            (Meaning::Name(_), _) if !mine.is_empty() => Some("the name is told by others"),
            (_, None) => Some("the other list has no such column"),
            (meaning, Some(other)) => {
                let (mine, theirs) = (values(rows, at), values(other_rows, other));
                match kind(meaning, &mine, &theirs) {
                    None => Some("it is empty"),
                    Some(_) if !alone && apart(&mine, &theirs) => {
                        Some("no value occurs twice, and none in both lists")
                    }
                    Some(_) if alone && distinct(&mine) => Some("no value occurs twice"),
                    Some(_) if guess.columns.len() == MOST_COLUMNS => Some("there are too many columns"),
                    Some(kind) => {
                        let (left, right) = (vec![at], vec![other]);
                        guess.columns.push(Column { name: heading.trim().to_owned(), kind, left, right });
                        None
                    }
                }
            }
        };
        guess.unused.extend(unused.map(|why| (heading.trim().to_owned(), why)));
    }
    guess
}

/// Whether a part of the name, as the father's, is told by a column of its own and mostly not by the name.
fn lacks<R: AsRef<[String]>>(rows: &[R], name: &[usize], part: usize) -> bool {
    let cell =
        |row: &R, at: usize| row.as_ref().get(at).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    let (mut told, mut lacking) = (0_usize, 0_usize);
    for row in rows.iter().take(LOOKED_AT) {
        let asked = Name::of(&cell(row, part));
        let whole: Vec<String> = name.iter().map(|at| cell(row, *at)).collect();
        let whole = Name::of(&whole.join(" "));
        if !asked.is_empty() && !whole.is_empty() {
            told += 1;
            lacking += usize::from(!holds(&asked, &whole));
        }
    }
    told > 0 && lacking * 2 > told
}

fn meaning(heading: &str) -> Meaning {
    let heading = fold(heading);
    let heading = heading.strip_prefix("ال").unwrap_or(&heading);
    match heading {
        "name"
        | "full name"
        | "fullname"
        | "اسم"
        | "اسم كامل"
        | "اسم الكامل"
        | "اسم الثلاثي"
        | "اسم الرباعي" => Meaning::Name(0),
        "given name" | "given" | "first name" | "firstname" | "forename" | "اسم الاول" | "اسم الشخصي" => {
            Meaning::Name(1)
        }
        "father" | "father name" | "fathers name" | "middle name" | "اب" | "اسم الاب" => {
            Meaning::Name(2)
        }
        "grandfather" | "grandfather name" | "grandfathers name" | "جد" | "اسم الجد" => {
            Meaning::Name(3)
        }
        "surname"
        | "family name"
        | "family"
        | "last name"
        | "lastname"
        | "نسبه"
        | "كنيه"
        | "اسم العايله"
        | "لقب"
        | "شهره"
        | "عايله" => Meaning::Name(4),
        "mother" | "mother name" | "mothers name" | "ام" | "اسم الام" | "اسم الام الكامل" => {
            Meaning::OtherName
        }
        "age" | "عمر" => Meaning::Number,
        "id" | "rec id" | "record id" | "row" | "row id" | "no" | "nr" | "uuid" | "م" | "رقم" | "تسلسل" => {
            Meaning::Row
        }
        other
            if other.contains("date")
                || other.contains("تاريخ")
                || ["dob", "birth", "ميلاد", "مواليد"].contains(&other) =>
        {
            Meaning::Date
        }
        other
            if other.contains("phone")
                || other.contains("هاتف")
                || other.contains("number")
                || other.contains("رقم") =>
        {
            Meaning::Code
        }
        _ => Meaning::Open,
    }
}

fn values<R: AsRef<[String]>>(rows: &[R], at: usize) -> Vec<&str> {
    let cells = rows.iter().take(LOOKED_AT).filter_map(|row| row.as_ref().get(at));
    cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect()
}

fn kind(meaning: Meaning, mine: &[&str], theirs: &[&str]) -> Option<Kind> {
    if mine.is_empty() || theirs.is_empty() {
        return None;
    }
    let most = |is: &dyn Fn(&str) -> bool| {
        [mine, theirs].iter().all(|all| all.iter().filter(|value| is(value)).count() * 10 >= all.len() * 8)
    };
    let digits = |value: &str| value.chars().any(char::is_numeric) && !value.chars().any(char::is_alphabetic);
    Some(match meaning {
        Meaning::Name(_) | Meaning::OtherName => Kind::Name,
        Meaning::Number if most(&digits) => Kind::Number,
        Meaning::Date if most(&|value| Date::of(&fold(value)).is_some()) => Kind::Date,
        _ if most(&|value| {
            value.chars().count() >= 8 && Date::of(&fold(value)).is_some_and(Date::is_a_day)
        }) =>
        {
            Kind::Date
        }
        _ if most(&digits) => Kind::Code,
        _ => Kind::Text,
    })
}

fn distinct(values: &[&str]) -> bool {
    let mut seen = HashSet::new();
    values.iter().all(|value| seen.insert(fold(value)))
}

/// Whether no value occurs twice in a list, and none in both. Told by the first rows alone it would be a guess of chance.
fn apart(mine: &[&str], theirs: &[&str]) -> bool {
    let all: Vec<&str> = mine.iter().chain(theirs).copied().collect();
    mine.len() < LOOKED_AT && theirs.len() < LOOKED_AT && distinct(&all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let mut rows = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<String>>());
        (rows.next().unwrap(), rows.collect())
    }

    #[test]
    fn names_are_put_together_whatever_they_are_called() {
        let (headings, list) = rows(
            "رقم,الكنية,الاسم الأول,اسم الأب,تاريخ الميلاد,المدينة\n1,الشامي,أحمد,خالد,1987,حمص\n2,البحري,علي,سمير,1990,حمص",
        );
        let (others, more) =
            rows("full name,تاريخ الميلاد,المدينة,age\nAhmad Shami,1987-03-02,Homs,20\nx,1990,حمص,21");
        let guess = guess((&headings, &list), Some((&others, &more)));
        let column = |name: &str, kind, left: &[usize], right| Column {
            name: name.into(),
            kind,
            left: left.into(),
            right,
        };
        let columns = [
            column("name", Kind::Name, &[2, 3, 1], vec![0]),
            column("تاريخ الميلاد", Kind::Date, &[4], vec![1]),
            column("المدينة", Kind::Text, &[5], vec![2]),
        ];
        assert_eq!(guess.columns, columns);
        assert_eq!(guess.unused, [("رقم".to_owned(), "it numbers the rows")]);
    }

    #[test]
    fn a_fathers_name_that_the_name_lacks_is_compared_on_its_own() {
        let (headings, list) = rows("name,father\nمحمد الحسن,أحمد\nمحمد الحسن,سمير\nعلي البحري,خالد");
        let column = |name: &str, at: usize| Column {
            name: name.into(),
            kind: Kind::Name,
            left: vec![at],
            right: vec![at],
        };
        for other in [None, Some((&headings[..], &list[..]))] {
            let guess = guess((&headings, &list), other);
            assert_eq!(guess.columns, [column("name", 0), column("father", 1)]);
            assert!(guess.unused.is_empty());
        }
        // Told by the name already, it would count twice.
        let (headings, list) =
            rows("الاسم,اسم الأب\nمحمد أحمد الحسن,أحمد\nمحمد سمير الحسن,Samir\nعلي البحري,خالد");
        let guess = guess((&headings, &list), None);
        assert_eq!(guess.columns, [column("name", 0)]);
        assert_eq!(guess.unused, [("اسم الأب".to_owned(), "the name is told by others")]);
    }

    #[test]
    fn kinds_come_from_values() {
        let (headings, list) = rows(
            "born,card,street\n19870315,4011,acacia street\n19651101,2006,acacia street\n19870315,4011,x",
        );
        let kinds: Vec<Kind> =
            guess((&headings, &list), None).columns.iter().map(|column| column.kind).collect();
        assert_eq!(kinds, [Kind::Date, Kind::Code, Kind::Text]);
    }
}

//! Who is meant by "the other" of a merge: three numbers, an identifier, or the address of a person's page.

use amana_model::{IndividualId, Number, Numbers};

use crate::Desk;
use crate::error::{Asks, DeskError};
use crate::look::IndividualRow;

/// The person that somebody typed to be the same as `this`.
pub(super) async fn other(desk: &Desk, this: &IndividualId, typed: &str) -> Result<IndividualId, DeskError> {
    let refused =
        |key| DeskError::Asks(Asks { key, back: format!("/people/{this}"), typed: typed.trim().to_owned() });
    let named = identifier(typed);
    if named.is_empty() {
        return Err(refused("merge-empty"));
    }
    if let Ok(id) = named.parse::<IndividualId>()
        && let Some(sheet) = desk.backend.individual(&id).await?
    {
        let known = sheet.row.individual;
        return if known == *this { Err(refused("merge-itself")) } else { Ok(known) };
    }
    let Some(numbers) = numbers(typed) else { return Err(refused("merge-nobody")) };
    let rows = desk.backend.individuals().await?;
    let of = |row: &&IndividualRow| row.numbers == numbers;
    let mut others = rows.iter().filter(of).map(|row| &row.individual).filter(|known| *known != this);
    match (others.next(), others.next()) {
        (Some(other), None) => Ok(other.clone()),
        (Some(_), Some(_)) => Err(refused("merge-several")),
        (None, _) if rows.iter().any(|row| row.individual == *this && row.numbers == numbers) => {
            Err(refused("merge-itself"))
        }
        (None, _) => Err(refused("merge-nobody")),
    }
}

/// What is typed, without the address around it, if it is one.
fn identifier(typed: &str) -> &str {
    let after = typed.rsplit_once("/people/").map_or(typed, |(_, after)| after);
    after.split(['/', '?', '#']).next().unwrap_or_default().trim()
}

/// Branch, detainee and examination in this order, in digits of any script, with whatever stands between them; `?` for what is not known.
fn numbers(typed: &str) -> Option<Numbers> {
    let of_a_number = |c: char| amana_model::western_digit(c).is_some() || matches!(c, 'ج' | '?' | '؟');
    let unseen =
        |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}');
    let plain: String = typed.chars().filter(unseen).collect();
    let between = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '.' | ',' | '،' | '\u{2010}'..='\u{2015}' | '\u{2212}')
    };
    if plain.chars().any(|c| !of_a_number(c) && !between(c)) {
        return None;
    }
    let parts: Vec<&str> = plain.split(between).filter(|part| !part.is_empty()).collect();
    let [branch, detainee, examination] = parts[..] else { return None };
    let part =
        |part: &str| if matches!(part, "?" | "؟") { Some(None) } else { Number::parse(part).ok().map(Some) };
    let numbers =
        Numbers { branch: part(branch)?, detainee: part(detainee)?, examination: part(examination)? };
    (!numbers.is_empty()).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_typed() {
        for typed in [
            "227-957-272",
            " 227 957 272 ",
            "٢٢٧-٩٥٧-٢٧٢",
            "227\u{2013}957\u{2013}272",
            "\u{2066}227-957-272\u{2069}",
        ] {
            assert_eq!(
                numbers(typed).map(|numbers| numbers.to_string()).as_deref(),
                Some("227-957-272"),
                "{typed}"
            );
        }
        assert_eq!(numbers("227-957-?").map(|numbers| numbers.to_string()).as_deref(), Some("227-957-?"));
        for typed in ["227-957", "i0a", "1-2-3-4", "?-?-?", "227-957-27a", "123456789-1-1", ""] {
            assert_eq!(numbers(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_address_is_read_for_the_identifier_in_it() {
        for typed in
            ["i0a1", " i0a1 ", "/people/i0a1", "http://127.0.0.1:8080/people/i0a1?x=1#merge", "/people/i0a1/"]
        {
            assert_eq!(identifier(typed), "i0a1", "{typed}");
        }
    }
}

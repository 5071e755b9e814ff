//! Who is meant by what somebody typed: three numbers, an identifier, or the address of a person's page.

use amana_model::{IndividualId, Number, Numbers};

use crate::Desk;
use crate::error::DeskError;
use crate::look::IndividualRow;

/// Who is meant.
pub(super) enum Named {
    One(IndividualId),
    /// The numbers are those of several people.
    Several,
    Nobody,
}

/// Who of `rows` is meant; among several people of the same numbers never `this`.
pub(super) async fn named(
    desk: &Desk,
    rows: &[IndividualRow],
    typed: &str,
    this: Option<&IndividualId>,
) -> Result<Named, DeskError> {
    if let Ok(id) = identifier(typed).parse::<IndividualId>()
        && let Some(sheet) = desk.backend.individual(&id).await?
    {
        return Ok(Named::One(sheet.row.individual));
    }
    let Some(numbers) = numbers(typed) else { return Ok(Named::Nobody) };
    let mut all: Vec<&IndividualId> =
        rows.iter().filter(|row| row.numbers == numbers).map(|row| &row.individual).collect();
    if all.len() > 1 {
        all.retain(|one| Some(*one) != this);
    }
    Ok(match all[..] {
        [] => Named::Nobody,
        [one] => Named::One(one.clone()),
        _ => Named::Several,
    })
}

/// The people that a list names, one on each line or a comma apart; identifiers may stand side by side. `None` if anybody is not known.
pub(super) async fn all_named(desk: &Desk, typed: &str) -> Result<Option<Vec<IndividualId>>, DeskError> {
    let rows = desk.backend.individuals().await?;
    let mut all = Vec::new();
    for line in typed.split(['\n', ',', '،']).map(str::trim).filter(|line| !line.is_empty()) {
        if let Named::One(one) = named(desk, &rows, line, None).await? {
            all.push(one);
            continue;
        }
        for word in line.split_whitespace() {
            let Named::One(one) = named(desk, &rows, word, None).await? else { return Ok(None) };
            all.push(one);
        }
    }
    Ok(Some(all))
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

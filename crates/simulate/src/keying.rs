//! Two key the markings that wait, as many as are asked for, with slips; the reviewer settles what they read in different ways.

use amana_archive::Result;
use amana_model::{Keyed, Number, Numbers};

use crate::staff::{Staff, Worker};
use crate::{Room, Step};

pub(crate) async fn key(room: &Room<'_>, staff: &Staff) -> Result<()> {
    room.archive.catch_up().await?;
    for keyer in &staff.keyers {
        let figures = room.archive.keying_figures().await?;
        let before = figures.by_account.get(keyer.account.as_str()).copied().unwrap_or_default();
        for _ in before..room.settings.keyed {
            if !one(room, keyer, room.settings.misread, false).await? {
                break;
            }
        }
    }
    // The third is also handed what waits for others: that is left to them.
    while room.archive.keying_figures().await?.disagreed > 0 && one(room, &staff.reviewer, 0.0, true).await? {
    }
    Ok(())
}

/// Keys the marking that is handed out; `false` if none waits.
async fn one(room: &Room<'_>, worker: &Worker, misread: f64, third: bool) -> Result<bool> {
    let Worker { account, agent } = worker;
    let Some(marking) = room.archive.next_to_key(agent, account, third).await? else { return Ok(false) };
    let right = room.known.marking(&marking.digest);
    let at = format!("{} {}", marking.digest, marking.marking);
    let slips = room.draws.happens(misread, &["slip", &agent.name, &at]);
    let keyed = if slips { slip(right) } else { right };
    if !third || room.archive.to_decide(account, &marking).await?.is_none() {
        room.archive.key_marking(agent, account, &marking, keyed.clone()).await?;
    }
    if third && room.archive.to_decide(account, &marking).await?.is_some() {
        let reason = "read again, larger";
        room.archive.decide_marking(agent, account, &marking, (keyed, reason)).await?;
    }
    room.done(Step::Keyed)?;
    Ok(true)
}

/// What somebody reads who is wrong: a digit of the last number taken for its neighbour, or numbers where there are none.
fn slip(right: Keyed) -> Keyed {
    let Keyed::Numbers(numbers) = right else { return Keyed::CannotBeRead };
    let wrong = |number: Option<Number>| number.map(|number| next_digit(&number).unwrap_or(number));
    let Numbers { branch, detainee, examination } = numbers;
    Keyed::Numbers(match (&detainee, &examination) {
        (_, Some(_)) => Numbers { examination: wrong(examination), branch, detainee },
        (Some(_), None) => Numbers { detainee: wrong(detainee), branch, examination },
        (None, None) => Numbers { branch: wrong(branch), detainee, examination },
    })
}

/// The number with its last digit one higher; `None` for the letter.
fn next_digit(number: &Number) -> Option<Number> {
    let text = number.as_str();
    let last = text.chars().next_back()?.to_digit(10)?;
    Number::parse(&format!("{}{}", &text[..text.len() - 1], (last + 1) % 10)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyed(text: &str) -> Keyed {
        Keyed::Numbers(text.parse().unwrap())
    }

    #[test]
    fn a_slip_is_sound_and_differs_but_for_the_letter_alone() {
        assert_eq!(slip(keyed("215-4471-1189")), keyed("215-4471-1180"));
        assert_eq!(slip(keyed("ج-4471-?")), keyed("ج-4472-?"));
        assert_eq!(slip(keyed("ج-?-?")), keyed("ج-?-?"));
        assert_eq!(slip(Keyed::NotANumber), Keyed::CannotBeRead);
        assert!(slip(keyed("?-?-7")).is_sound());
    }
}

//! A drawing with what it says for whoever cannot see it.

use amana_typeset::Block;

use crate::words::{Words, text};

/// The longest alternative text, in characters: a PDF holds no more than 2,000 in one.
const LONGEST: usize = 1_900;

/// A figure whose alternative text tells its labels and values, as many as have room.
pub(crate) fn figure(svg: String, caption: String, told: &[(String, String)], words: Words) -> Block {
    let alternative = alternative(&caption, told, words);
    Block::Figure { svg, alternative, caption }
}

fn alternative(caption: &str, told: &[(String, String)], words: Words) -> String {
    let separator = words.t("list-separator");
    let mut list = String::new();
    for (at, (label, value)) in told.iter().enumerate() {
        let one = words.say("told", &[("label", text(label)), ("value", text(value))]);
        if caption.chars().count() + list.chars().count() + one.chars().count() > LONGEST {
            list.push_str(&separator);
            list.push_str(&words.t("figure-rest"));
            break;
        }
        if at > 0 {
            list.push_str(&separator);
        }
        list.push_str(&one);
    }
    words.say("figure-alternative", &[("caption", text(caption)), ("list", text(list))])
}

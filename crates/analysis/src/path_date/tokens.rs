//! A path component as numbers, words and what stands between, with the marks of the Arabic script evened out.

/// One piece of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits, in Western form, whatever script they were written in.
    Number(String),
    /// Letters, lower case, normalised.
    Word(String),
    /// Anything between, as it stands.
    Between(String),
}

impl Token {
    /// The digits, if it is a number.
    pub(super) fn digits(&self) -> Option<&str> {
        match self {
            Self::Number(digits) => Some(digits),
            _ => None,
        }
    }
}

/// Takes a component apart. Bytes that are not UTF-8 separate.
pub(super) fn tokens(bytes: &[u8]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for c in String::from_utf8_lossy(bytes).chars() {
        if is_invisible(c) {
            continue;
        }
        match (digit(c), out.last_mut()) {
            (Some(digit), Some(Token::Number(number))) => number.push(digit),
            (Some(digit), _) => out.push(Token::Number(digit.into())),
            (None, last) if c.is_alphabetic() => {
                let plain = plain(c);
                match last {
                    Some(Token::Word(word)) => word.extend(plain),
                    _ => out.push(Token::Word(plain.collect())),
                }
            }
            (None, Some(Token::Between(between))) => between.push(c),
            (None, _) => out.push(Token::Between(c.into())),
        }
    }
    out
}

/// Marks of direction, joiners, vowel signs and the stretching stroke: none changes what is read.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Western, Arabic-Indic and Persian digits.
fn digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => c as u32 - 0x660,
        '\u{6f0}'..='\u{6f9}' => c as u32 - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// One spelling for the letters that writers exchange: forms of alif, final ya and ta marbuta, Persian ya and kaf.
fn plain(c: char) -> impl Iterator<Item = char> {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        _ => c,
    }
    .to_lowercase()
}

//! Which of the three numbers each number of a marking is taken for.

use amana_model::Field;

use super::grammar::Grammar;

/// The fields of a marking's numbers, from top to bottom (on one line: in the order written, the branch first).
///
/// Three numbers are branch, detainee, examination, in the order of the cards. Of two, the first is the branch if the
/// grammar knows it, and the second is unknown: nothing tells a detainee number from an examination number. Any other
/// count is unknown, but for a lone ج.
pub(crate) fn fields(numbers: &[String], grammar: &Grammar) -> Vec<Field> {
    match numbers {
        [_, _, _] => vec![Field::Branch, Field::Detainee, Field::Examination],
        [first, _] if grammar.is_branch(first) => vec![Field::Branch, Field::Unknown],
        [only] if only == "ج" => vec![Field::Branch],
        _ => vec![Field::Unknown; numbers.len()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_nothing_is_unknown() {
        let of = |numbers: &[&str]| {
            let numbers: Vec<String> = numbers.iter().map(|n| (*n).to_owned()).collect();
            fields(&numbers, &Grammar::standard())
        };
        assert_eq!(of(&["215", "88", "7"]), [Field::Branch, Field::Detainee, Field::Examination]);
        assert_eq!(of(&["215", "88"]), [Field::Branch, Field::Unknown]);
        assert_eq!(of(&["9317", "88"]), [Field::Unknown, Field::Unknown]);
        assert_eq!(of(&["215"]), [Field::Unknown]);
        assert_eq!(of(&["ج"]), [Field::Branch]);
        assert_eq!(of(&["1", "2", "3", "4"]), [Field::Unknown; 4]);
        assert!(of(&[]).is_empty());
    }
}

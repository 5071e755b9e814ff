//! The people of the sample.

use amana_desk::backend::Right;

/// The name to show, the role and the rights of a sample account.
pub(super) fn of(name: &str) -> (&'static str, &'static str, Vec<Right>) {
    match name {
        "samar" => (
            "Samar",
            "custodian",
            vec![
                Right::Look,
                Right::Uncover,
                Right::Prove,
                Right::Key,
                Right::Settle,
                Right::Decide,
                Right::Import,
                Right::Assign,
                Right::Bystanders,
                Right::Adjudicate,
                Right::Export,
                Right::Govern,
                Right::Activity,
                Right::Families,
                Right::CompareFaces,
                Right::Claims,
                Right::ReviewClaims,
                Right::Publish,
            ],
        ),
        "omar" => ("Omar", "publisher", vec![Right::Look, Right::Uncover, Right::Publish]),
        "nour" => ("نور", "publisher", vec![Right::Look, Right::Uncover, Right::Publish]),
        "nadim" => ("نديم", "reader", vec![Right::Look]),
        "salma" => (
            "Salma",
            "reviewer",
            vec![
                Right::Look,
                Right::Uncover,
                Right::Prove,
                Right::Decide,
                Right::Bystanders,
                Right::Claims,
                Right::ReviewClaims,
            ],
        ),
        "widad" => {
            ("وداد", "family-worker", vec![Right::Look, Right::Uncover, Right::Families, Right::Claims])
        }
        "huda" => ("هدى", "expert", vec![Right::Code, Right::Uncover]),
        "karim" => ("Karim", "expert", vec![Right::Code, Right::Uncover]),
        "leila" => ("ليلى", "keyer", vec![Right::Key]),
        _ => ("Rima", "keyer", vec![Right::Key]),
    }
}

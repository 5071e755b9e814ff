//! Agreement and estimates at the command line: what is told, what is refused.

use crate::support::Desk;

/// Krippendorff 2011, table C.
const CODED: &str = "coder,u1,u2,u3,u4,u5,u6,u7,u8,u9,u10,u11,u12\n\
    a,1,2,3,3,2,1,4,1,2,,,\n\
    b,1,2,3,3,2,2,4,1,2,5,,\n\
    c,,3,3,3,2,3,4,2,2,5,1,3\n\
    d,1,2,3,3,2,4,4,1,2,5,1,\n";

fn rounded(value: &serde_json::Value, digits: usize) -> String {
    format!("{:.digits$}", value.as_f64().unwrap())
}

#[test]
fn agreement_is_what_was_published_whatever_the_table_looks_like() {
    let desk = Desk::new();
    let bare: Vec<String> = CODED.lines().skip(1).map(|row| row[2..].to_owned()).collect();
    std::fs::write(desk.path("named.csv"), CODED).unwrap();
    std::fs::write(desk.path("bare.csv"), bare.join("\r\n")).unwrap();
    std::fs::write(
        desk.path("r.csv"),
        CODED.replace(",,", ",NA,").replace(",,", ",NA,").replace(",\n", ",NA\n"),
    )
    .unwrap();
    for (level, alpha) in
        [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849"), ("ratio", "0.797")]
    {
        for table in ["named.csv", "bare.csv"] {
            let found = desk.json(&["agreement", table, "--metric", "alpha", "--level", level, "--json"]);
            assert_eq!(rounded(&found["value"], 3), alpha, "{table}");
            assert_eq!(
                (&found["coders"], &found["units"], &found["pairable"]),
                (&4.into(), &12.into(), &11.into())
            );
            assert_eq!(found["interval"]["method"], "bootstrap");
            assert_eq!(found["interval"]["seed"], found["sha256"], "nobody chose the seed");
        }
    }
    let ordinal = desk.good(&["agreement", "r.csv", "--level", "ordinal"]);
    assert!(ordinal.starts_with("Krippendorff's alpha: 0.815\n  95 % interval  0.4"), "{ordinal}");
    assert!(ordinal.contains("11 of 12 units") && ordinal.contains("an empty cell, \"NA\"\n"), "{ordinal}");
    let ac1 = desk.json(&["agreement", "named.csv", "--metric", "ac1", "--json"]);
    assert_eq!(
        (rounded(&ac1["value"], 5), rounded(&ac1["standard_error"], 5)),
        ("0.77544".into(), "0.14295".into())
    );
    let fleiss = desk.json(&["agreement", "named.csv", "--metric", "fleiss", "--json"]);
    assert_eq!(rounded(&fleiss["value"], 5), "0.76117");
    let six = [
        "agreement",
        "named.csv",
        "--metric",
        "ac2",
        "--level",
        "ordinal",
        "--weights",
        "quadratic",
        "--categories",
        "1,2,3,4,5,6",
        "--json",
    ];
    assert_eq!(desk.json(&six)["categories"], 6);
}

#[test]
fn names_in_an_order_and_signs_are_codings_too() {
    let desk = Desk::new();
    std::fs::write(desk.path("names.csv"), "coder,1,2,3,4\na,none,some,much,\nb,none,much,much,some\n")
        .unwrap();
    let order = ["agreement", "names.csv", "--level", "ordinal", "--categories", "none,some,much", "--json"];
    let found = desk.json(&[&order[..], &["--metric", "cohen", "--weights", "linear"]].concat());
    assert_eq!((&found["coefficient"], &found["pairable"]), (&"cohen-kappa".into(), &3.into()));
    assert_eq!(found["category_names"], serde_json::json!(["none", "some", "much"]));
    std::fs::write(desk.path("signs.csv"), "+,-,+,-\n+,-,-,-\n").unwrap();
    assert_eq!(desk.json(&["agreement", "signs.csv", "--metric", "percent", "--json"])["value"], 0.75);
}

#[test]
fn tables_and_questions_that_make_no_sense_are_refused_in_words() {
    let desk = Desk::new();
    let tables: [(&str, &[u8], &[&str], &str); 9] = [
        ("formula.csv", b"1,2\n1,=HYPERLINK(0)\n", &["--level", "ordinal"], "begins like a formula"),
        ("latin.csv", b"caf\xe9,a\nb,a\n", &[], "not UTF-8, from byte 3 on"),
        ("ragged.csv", b"1,2,2\n1,2\n", &["--level", "ordinal"], "has 2 cells, and the first row has 3"),
        ("one.csv", b"1,2,1\n", &["--level", "ordinal"], "at least two coders"),
        ("same.csv", b"1,1,1\n1,1,1\n", &["--level", "ordinal"], "only one category was used"),
        ("apart.csv", b"1,,1\n,2,\n", &["--level", "ordinal"], "no unit was coded by two coders"),
        (
            "words.csv",
            b"a,b,a\na,b,b\n",
            &["--metric", "cohen", "--weights", "linear"],
            "weights need categories in an order",
        ),
        ("minus.csv", b"-1,2,1\n1,2,2\n", &["--level", "ratio"], "unit 1 has -1"),
        (
            "three.csv",
            b"1,2,2\n1,2,1\n2,2,1\n",
            &["--metric", "cohen"],
            "Cohen's kappa is for two coders, and there are 3",
        ),
    ];
    for (name, bytes, more, what) in tables {
        std::fs::write(desk.path(name), bytes).unwrap();
        let output = desk.run(&[&["agreement", name][..], more].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{name}: {told}");
        assert!(told.contains(what) && told.contains("safe:") && told.contains("next:"), "{name}: {told}");
    }
    std::fs::File::create(desk.path("huge.csv")).unwrap().set_len((32 << 20) + 1).unwrap();
    let huge = desk.run(&["agreement", "huge.csv"]);
    assert!(String::from_utf8_lossy(&huge.stderr).contains("longer than 33554432 bytes"));
    for wrong in [
        &["--n", "5", "--x", "6"][..],
        &["--n", "0", "--x", "0"],
        &["--n", "5", "--x", "1", "--population", "4"],
    ] {
        let output = desk.run(&[&["estimate", "--json"][..], wrong].concat());
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((output.status.code(), &said["kind"]), (Some(1), &"mistake".into()), "{wrong:?}");
    }
    assert_eq!(desk.run(&["estimate", "--n", "5"]).status.code(), Some(1));
    assert_eq!(desk.run(&["estimate", "--n", "5", "--x", "1", "--confidence", "95"]).status.code(), Some(1));
}

#[test]
fn a_share_comes_with_what_it_says_of_all() {
    let desk = Desk::new();
    let found = desk.json(&["estimate", "--n", "150", "--x", "93", "--population", "6786", "--json"]);
    let interval = |method: &str| {
        let all = found["intervals"].as_array().unwrap();
        let interval = all.iter().find(|interval| interval["method"] == method).unwrap().clone();
        ["low", "high"].map(|end| rounded(&(interval[end].as_f64().unwrap() * 100.0).into(), 1))
    };
    assert_eq!(found["share"], 0.62);
    assert_eq!(interval("wilson"), ["54.0", "69.4"], "S/2014/244");
    assert_eq!(interval("wilson-finite"), ["54.1", "69.3"]);
    assert_eq!(rounded(&found["total"]["value"], 2), "4207.32");
    let text =
        desk.good(&["estimate", "--n", "150", "--x", "93", "--population", "6786", "--not-assessable", "50"]);
    assert!(text.starts_with("93 of 150 assessed: 62.00 %\n  95 %  54.02 % to 69.38 %  (Wilson"), "{text}");
    assert!(
        text.contains("46.50 % if all of them are no, 71.50 % if all are yes; 95 % interval of both, 39."),
        "{text}"
    );
    assert!(text.contains("only if those assessed were drawn at random"), "{text}");
    assert_eq!(
        rounded(&desk.json(&["estimate", "--n", "6627", "--x", "772", "--json"])["share"], 4),
        "0.1165"
    );
    let size = desk.json(&["estimate", "--within", "0.05", "--population", "6786", "--json"]);
    assert_eq!(size["size"], 364);
}

//! Counts at the command line: no number without its definition, and no hidden one told elsewhere.

use crate::support::Desk;

const OWN: &str = r#"[[definition]]
definition = "readable"
order = 1001
version = 1
counts = "photographs"
conditions = { file = ["ready"] }
title = { en = "Readable photographs", ar = "صور مقروءة" }
says = { en = "Photographs that decode whole.", ar = "صور تُفك كاملة." }
[definition.treatment]
copies = { en = "Once.", ar = "مرة واحدة." }
conflicts = { en = "None.", ar = "لا شيء." }
not_said = { en = "Missing.", ar = "ناقص." }
"#;

fn taken_in() -> Desk {
    let desk = Desk::with_archive();
    desk.leak(40, 5);
    desk.good(&["intake", "A.amana", "leak", "--passphrase-file", "p", "--quiet"]);
    desk
}

#[test]
fn a_count_is_told_with_its_definition_its_denominator_and_what_is_missing() {
    let desk = taken_in();
    let with_key = |arguments: &[&str]| desk.good(&[arguments, &["--passphrase-file", "p"][..]].concat());
    let told = with_key(&["count", "A.amana", "--definition", "D3.1"]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "D3.1  Photographs of detainees (photographs-of-detainees)");
    let all = lines[1].strip_prefix("  count       0 of ").unwrap().strip_suffix(" photographs").unwrap();
    assert_eq!(lines[2], format!("  missing     {all} category not said"));
    assert_eq!(lines[3], "  counts      Photographs put to a person whom people describe as a detainee.");
    assert_eq!(lines[4], "  asks        category is detainee");
    assert_eq!(lines[8], "  beside      28,707 (hrw_total): Human Rights Watch, 16 December 2015");
    let log = lines.last().unwrap().strip_prefix("log: ").unwrap();
    let checkpoint = std::fs::read_to_string(desk.path("A.amana/custody/checkpoint")).unwrap();
    let head: Vec<&str> = checkpoint.lines().collect();
    assert_eq!(log, format!("{} entries, root {}", head[1], head[2]));

    let every = desk.json(&["count", "A.amana", "--passphrase-file", "p", "--json"]);
    let known = desk.json(&["table", "definitions", "A.amana", "--passphrase-file", "p", "--format", "json"]);
    assert_eq!(every.as_array().unwrap().len(), known.as_array().unwrap().len());
    for one in every.as_array().unwrap() {
        assert!(one["definition"]["says"]["ar"].is_string() && one["missing"].is_object(), "{one}");
        assert!(
            one["number"].is_u64() && one["denominator"].is_u64() && one["log"]["root"].is_string(),
            "{one}"
        );
    }
    let by = with_key(&["count", "A.amana", "--definition", "photographs-all", "--by", "branch"]);
    assert!(by.contains(&format!("  by branch\n    cannot be told {all}\n")), "{by}");
    let reconciled = with_key(&["count", "A.amana", "--reconcile"]);
    assert!(reconciled.starts_with("From paths to people, the whole archive\n"), "{reconciled}");
    assert!(reconciled.contains("From D2.1 to D3.1\n"), "{reconciled}");
    assert!(
        reconciled.contains(&format!("{:>14}  not in D3.1: category not said\n", format!("-{all}"))),
        "{reconciled}"
    );
    assert!(reconciled.ends_with(&format!("root {}", reconciled.rsplit(' ').next().unwrap())));
    let counts = with_key(&["table", "counts", "A.amana"]);
    assert!(
        counts.starts_with("definition,version,unit,count,denominator,missing,log_size,root,citation\n"),
        "{counts}"
    );
    assert!(counts.contains(&format!("\nphotographs-of-detainees,1,photographs,0,{all},{all},")), "{counts}");
}

#[test]
fn a_collection_brings_definitions_and_small_cells_are_hidden_on_request() {
    let desk = taken_in();
    std::fs::write(desk.path("own.toml"), OWN).unwrap();
    let key = ["--passphrase-file", "p"];
    let tried = desk.good(&[&["definitions", "A.amana", "own.toml"], &key[..]].concat());
    assert_eq!(
        tried,
        "only tried, nothing was recorded; --record would describe: D1001.1; 0 stand so already\n"
    );
    let recorded = desk.good(&[&["definitions", "A.amana", "own.toml", "--record"], &key[..]].concat());
    assert_eq!(recorded, "described: D1001.1; 0 stood so already\n");
    std::fs::write(desk.path("own.toml"), OWN.replace("Once.", "Twice.")).unwrap();
    let refused = desk.run(&[&["definitions", "A.amana", "own.toml", "--record"], &key[..]].concat());
    assert_eq!(refused.status.code(), Some(1));

    let asked = ["count", "A.amana", "--definition", "readable", "--by", "month", "--json"];
    let whole = &desk.json(&[&asked[..], &key].concat())[0];
    let cells = |told: &serde_json::Value| told["rows"]["rows"].as_array().unwrap().clone();
    let sum: u64 = cells(whole).iter().map(|row| row["number"].as_u64().unwrap()).sum();
    assert_eq!(Some(sum), whole["number"].as_u64());
    assert!(cells(whole).last().unwrap()["value"].is_null(), "what cannot be told is a row");
    let told = desk.good(&[&asked[..], &["--suppress", "1000"], &key].concat());
    let hidden = &serde_json::from_str::<serde_json::Value>(&told).unwrap()[0];
    assert_eq!(told.matches("\"number\"").count(), 1 + cells(whole).len(), "no number twice");
    for (row, before) in cells(hidden).iter().zip(cells(whole)) {
        let shown = if before["number"] == 0 { 0.into() } else { serde_json::Value::from("<1000") };
        assert_eq!(row["number"], shown);
    }
    assert_eq!(hidden["number"], "withheld");
    assert!(hidden.get("left_out").is_none() && hidden.get("units").is_none());

    let units = desk
        .json(&[&["count", "A.amana", "--definition", "D1001.1", "--units", "--json"], &key[..]].concat());
    assert_eq!(units[0]["units"].as_array().unwrap().len() as u64, sum);
    for (bad, says) in [
        (&["--definition", "nobody"][..], "there is no definition"),
        (&["--by", "month", "--suppress", "5"], "--suppress hides nothing where several counts are told"),
        (&["--definition", "D2.1", "--by", "photographs"], "only people are parted"),
        (&["--definition", "D2.1", "--suppress", "5"], "--by"),
    ] {
        let output = desk.run(&[&["count", "A.amana"], bad, &key].concat());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && stderr.contains(says), "{bad:?} {stderr}");
    }
}

//! A list of reports about missing people at the command line: tried, recorded, refused row by row; a table tells no contact.

use crate::support::Desk;

const KEY: [&str; 2] = ["--passphrase-file", "p"];
const LIST: &str = "Name,Arabic name,Date of arrest,Phone,Consent,Colour\n\
    Fulan Invented,فلان المخترع,17/05/2013,an invented number,search; sharing: One,blue\n\
    Allan Invented,,soon,,,\n";

fn missing<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["missing", "A.amana"][..], more, &KEY].concat()
}

#[test]
fn a_list_of_reports_is_tried_first_and_every_row_is_told() {
    let desk = Desk::with_archive();
    std::fs::write(desk.path("list.csv"), LIST).unwrap();
    let tried = desk.good(&missing(&["list.csv", "--how", "on paper"]));
    for words in [
        "read as csv, utf-8; name-arabic = “Arabic name”",
        "not used: Colour",
        "row 3: taken: “soon” is no date",
        "reports that --record would record: 1",
    ] {
        assert!(tried.contains(words), "{words}: {tried}");
    }
    let recorded =
        desk.good(&missing(&["list.csv", "--how", "on paper", "--record", "--report", "rows.csv"]));
    assert!(recorded.ends_with("reports recorded: 1\n"), "{recorded}");
    let rows = std::fs::read_to_string(desk.path("rows.csv")).unwrap();
    assert!(rows.contains("refused") && rows.lines().nth(1).unwrap().contains(",new,m"), "{rows}");
    let again = desk.good(&missing(&["list.csv", "--how", "on paper", "--record"]));
    assert!(again.ends_with("there is nothing to record\n"), "{again}");
    let table = desk.good(&[&["table", "reports", "A.amana", "--format", "json"][..], &KEY].concat());
    assert!(
        table.contains("فلان المخترع") && table.contains("sharing: One") && !table.contains("invented number"),
        "{table}"
    );
    let verified = desk.good(&[&["verify", "A.amana"][..], &KEY].concat());
    assert!(verified.contains("No damage found."), "{verified}");
}

#[test]
fn a_list_that_will_not_do_records_nothing() {
    let desk = Desk::with_archive();
    std::fs::write(desk.path("list.csv"), LIST).unwrap();
    std::fs::write(desk.path("odd.csv"), "colour\nblue\n").unwrap();
    std::fs::write(desk.path("empty.csv"), "").unwrap();
    std::fs::write(desk.path("steers.csv"), "col\u{1b}[31mour\nblue\n").unwrap();
    for (arguments, says) in [
        (&["odd.csv"][..], "no column tells a name"),
        (&["empty.csv"], "the list is empty"),
        (&["steers.csv"], "the list has “col\u{fffd}[31mour”"),
        (&["none.csv"], "none.csv cannot be read"),
        (&["list.csv", "--column", "name-latin=Nobody"], "not one column of the list is headed “Nobody”"),
        (&["list.csv", "--column", "height=Colour"], "is none of name-arabic"),
    ] {
        let refused = desk.run(&missing(arguments));
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}: {told}");
        assert!(told.contains(says), "{told}");
    }
}

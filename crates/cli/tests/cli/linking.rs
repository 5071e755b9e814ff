//! `amana link`: two lists, one list, and what is refused. All names are invented.

use crate::support::Desk;

const LEFT: &str = "رقم,الاسم,تاريخ الميلاد,المدينة
1,أحمد خالد الزيتوني,1987-03-15,حمص
2,سمير عبد الرحمن القنديل,1990-07-01,درعا
3,=cmd() وليد,1970,حلب
4,يوسف حسين المرجان,1965-11-20,حمص
";
const RIGHT: &str = "given name,father,family name,born,city
Samir,Abdelrahman,Kandil,1/7/1990,Daraa
Ahmed,,Alzaytouni,1987,Homs
Youssef,Hussain,Murjan,1965-11-02,Homs
Nadim,Ghassan,Sawwan,1981-01-01,Homs
";
const MAPPING: &str = "[[column]]
name = \"name\"
kind = \"name\"
left = \"الاسم\"
right = [\"given name\", \"father\", \"family name\"]

[[column]]
name = \"born\"
kind = \"date\"
left = \"تاريخ الميلاد\"
right = \"born\"
";

fn desk() -> Desk {
    let desk = Desk::new();
    for (name, text) in [("left.csv", LEFT), ("right.csv", RIGHT), ("columns.toml", MAPPING)] {
        std::fs::write(desk.path(name), text).unwrap();
    }
    desk
}

#[test]
fn two_lists_are_linked_across_scripts_with_reasons() {
    let desk = desk();
    let link = [
        "link",
        "left.csv",
        "right.csv",
        "-o",
        "pairs.csv",
        "--columns",
        "columns.toml",
        "--one-to-one",
        "--json",
    ];
    let shown = desk.json(&link);
    assert_eq!(shown["pairs"], 3, "{shown}");
    assert_eq!(shown["left"]["records"], 4);
    assert_eq!(
        shown["columns"][0]["right_headings"],
        serde_json::json!(["given name", "father", "family name"])
    );
    let pairs = std::fs::read_to_string(desk.path("pairs.csv")).unwrap();
    assert!(
        pairs.starts_with("left_line,right_line,probability,bits,reasons,left_1_name,right_1_name,"),
        "{pairs}"
    );
    let mut lines: Vec<&str> = pairs.lines().skip(1).map(|line| &line[..3]).collect();
    lines.sort_unstable();
    assert_eq!(lines, ["2,3", "3,2", "5,4"]);
    assert!(pairs.contains("name: another spelling") && pairs.contains("born: as far as told"), "{pairs}");
    let again = desk.run(&link);
    assert_eq!(again.status.code(), Some(1), "nothing is written over");
    let guessed = desk.good(&["link", "left.csv", "right.csv", "-o", "guessed.csv"]);
    assert!(guessed.contains("not compared: “رقم”: it numbers the rows"), "{guessed}");
    assert!(guessed.contains("people decide") || guessed.contains("People decide"), "{guessed}");
}

#[test]
fn duplicates_of_one_list_are_found_and_no_formula_leaves() {
    let desk = desk();
    let twice = LEFT.to_owned() + "5,=cmd() وليد,1970,حلب\n6,Yousef Husain al-Murjan,20/11/1965,حمص\n";
    std::fs::write(desk.path("twice.csv"), twice).unwrap();
    let shown = desk.json(&["link", "twice.csv", "-o", "pairs.csv", "--json"]);
    let pairs = std::fs::read_to_string(desk.path("pairs.csv")).unwrap();
    assert_eq!(shown["pairs"], 2, "{pairs}");
    assert!(shown["right"].is_null());
    assert!(pairs.contains("'=cmd() وليد") && !pairs.contains(",=cmd()"), "{pairs}");
    assert!(pairs.lines().any(|line| line.starts_with("5,7,")), "{pairs}");
}

#[test]
fn what_cannot_be_linked_is_refused_in_words() {
    let desk = desk();
    std::fs::write(desk.path("empty.csv"), "").unwrap();
    std::fs::write(desk.path("heading.csv"), "given name,born\n").unwrap();
    std::fs::write(desk.path("others.csv"), "colour,size\nred,4\n").unwrap();
    std::fs::write(desk.path("wrong.toml"), MAPPING.replace("born\"\n", "Born at\"\n")).unwrap();
    for (arguments, says) in [
        (&["link", "left.csv", "nowhere.csv", "-o", "x.csv"][..], "nowhere.csv cannot be read"),
        (&["link", "empty.csv", "right.csv", "-o", "x.csv"], "the list is empty"),
        (&["link", "heading.csv", "right.csv", "-o", "x.csv"], "has no records"),
        (&["link", "others.csv", "right.csv", "-o", "x.csv"], "no column can be compared"),
        (
            &["link", "left.csv", "right.csv", "-o", "x.csv", "--columns", "wrong.toml"],
            "has no column “Born at”",
        ),
        (&["link", "left.csv", "right.csv", "-o", "x.csv", "--threshold", "7"], "a probability lies between"),
    ] {
        let refused = desk.run(arguments);
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{arguments:?} {told}");
        assert!(told.contains(says) && told.contains("safe:"), "{arguments:?}: {told}");
        assert!(!desk.path("x.csv").exists(), "{arguments:?}");
    }
}

//! A list taken over at the command line, places brought along, and a face compared: what is told, what is refused.

use crate::support::Desk;

const KEY: [&str; 2] = ["--passphrase-file", "p"];

fn desk() -> (Desk, Vec<String>) {
    let desk = Desk::with_archive();
    desk.leak(40, 6);
    desk.good(&[&["intake", "A.amana", "leak", "--quiet"][..], &KEY].concat());
    let table = desk.good(&[&["table", "photographs", "A.amana", "--format", "json"][..], &KEY].concat());
    let rows: serde_json::Value = serde_json::from_str(&table).unwrap();
    let path = |row: &serde_json::Value| row["first_path"].as_str().unwrap().to_owned();
    let plain = |path: &String| !path.contains(['\\', '"', ',', '\n', '!']);
    let paths = rows.as_array().unwrap().iter().map(path).filter(plain).take(3).collect();
    (desk, paths)
}

#[test]
fn a_list_is_tried_first_then_recorded_and_every_row_is_told() {
    let (desk, paths) = desk();
    let [a, b, c] = &paths[..] else { panic!("{paths:?}") };
    let list = format!("Bild,Wer,Zweig\n{a},eins,215\n{b},eins,\n=cmd(),zwei,1\n{c},zwei,eins\n");
    std::fs::write(desk.path("list.csv"), list).unwrap();
    let import = |more: &[&'static str]| [&["import", "A.amana", "list.csv"][..], &KEY, more].concat();
    let refused = desk.run(&import(&[]));
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1));
    assert!(told.contains("“Bild”, “Wer”, “Zweig”") && told.contains("--column file=HEADER"), "{told}");
    let columns = ["--column", "file=Bild", "--column", "person=Wer", "--column", "branch=Zweig"];
    let tried = desk.good(&import(&columns));
    assert!(tried.contains("only tried, nothing was recorded"), "{tried}");
    let taken = desk.run(&import(&[&columns[..], &["--record", "--report", "list.csv"]].concat()));
    assert_eq!(taken.status.code(), Some(1), "nothing is recorded whose report cannot be written");
    let recorded = desk.good(&import(&[&columns[..], &["--record", "--report", "report.csv"]].concat()));
    assert!(recorded.contains("put to a person\n"), "{recorded}");
    assert!(recorded.contains("people recorded: 1"), "{recorded}");
    assert!(recorded.contains("row 5") && recorded.contains("neither 1 to 8 digits nor"), "{recorded}");
    let report = std::fs::read_to_string(desk.path("report.csv")).unwrap();
    assert_eq!(report.lines().count(), 5);
    assert!(report.contains(",'=cmd(),not-found,"), "no formula leaves: {report}");
    let people = desk.good(&[&["table", "people", "A.amana"][..], &KEY].concat());
    assert!(people.lines().count() == 2 && people.trim_end().ends_with(",215-?-?,"), "{people}");

    let lists = desk.good(&[&["import", "A.amana"][..], &KEY].concat());
    assert!(lists.contains("people 1, decisions that count 2 of 2; counts"), "{lists}");
    let digest: String = lists.chars().take(12).collect();
    let back = |digest: &str, more: &[&str]| {
        let arguments = [&["import", "A.amana", "--take-back", digest][..], &KEY, more].concat();
        desk.run(&arguments)
    };
    assert_eq!(back(&digest[..7], &[]).status.code(), Some(1), "too short to be sure");
    let tried = back(&digest, &[]);
    assert!(String::from_utf8_lossy(&tried.stdout).contains("--record would take back: 2"), "{tried:?}");
    let done = back(&digest, &["--record"]);
    assert!(String::from_utf8_lossy(&done.stdout).contains("taken back: 2 decisions"), "{done:?}");
    let people = desk.good(&[&["table", "people", "A.amana"][..], &KEY].concat());
    assert_eq!(people.lines().count(), 1, "{people}");
}

#[test]
fn faces_are_compared_for_a_purpose_with_models_only() {
    let (desk, _) = desk();
    let similar = |models: &'static str| {
        [&["similar-faces", "A.amana", "p", "--purpose", "trial", "--models", models][..], &KEY].concat()
    };
    let refused = desk.run(&similar("nowhere"));
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1));
    assert!(told.contains("nowhere") && told.contains("safe:"), "{told}");
    std::fs::create_dir(desk.path("empty")).unwrap();
    let refused = desk.run(&similar("empty"));
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1));
    assert!(told.contains("the models that compare faces are not there"), "{told}");
}

#[test]
fn a_collection_brings_its_own_list_of_places() {
    let desk = Desk::with_archive();
    let list = "[[place]]\nplace = \"north\"\nkind = \"branch\"\nnumbers = [\"999\"]\nname_ar = \"الشمال\"\n";
    std::fs::write(desk.path("places.toml"), list).unwrap();
    std::fs::write(desk.path("wrong.toml"), list.replace("name_ar", "nome_ar")).unwrap();
    let bring =
        |list: &'static str, more: &[&'static str]| [&["places", "A.amana", list][..], &KEY, more].concat();
    let tried = desk.good(&bring("places.toml", &[]));
    assert!(tried.contains("only tried, nothing was recorded; --record would describe: north"), "{tried}");
    let before = desk.good(&[&["table", "places", "A.amana"][..], &KEY].concat());
    assert!(
        before.starts_with("place,kind,numbers,name_ar,name_en,aliases,note,withdrawn,entry\n"),
        "{before}"
    );
    assert!(
        !before.contains("الشمال") && before.contains("branch-215,branch,215,المداهمة,Raids,\"\",,0,\n"),
        "{before}"
    );
    let recorded = desk.json(&bring("places.toml", &["--record", "--json"]));
    assert_eq!((&recorded["described"][0], &recorded["recorded"]), (&"north".into(), &true.into()));
    let after = desk.good(&[&["table", "places", "A.amana"][..], &KEY].concat());
    assert!(after.contains("north,branch,999,الشمال,,\"\",,0,"), "{after}");
    let refused = desk.run(&bring("wrong.toml", &["--record"]));
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1));
    assert!(told.contains("nome_ar") && told.contains("nothing was recorded"), "{told}");
}

//! Branches and facilities: described by people, refused where others did meanwhile; the same after a rebuild.

use amana_archive::look::{Cell, Table};
use amana_archive::{Archive, Decided, ErrorKind, KnownPlaces, starting_places};
use amana_model::{Agent, Number, Place, PlaceId, PlaceKind};

use crate::analysing::rows;
use crate::support::{Fixture, verify};

fn agent(name: &str) -> Agent {
    Agent { name: name.into(), software: "amana test".into() }
}

fn id(text: &str) -> PlaceId {
    text.parse().unwrap()
}

fn branch(place: &str, number: &str, name_en: &str) -> Place {
    Place {
        place: id(place),
        kind: PlaceKind::Branch,
        numbers: vec![Number::parse(number).unwrap()],
        name_ar: None,
        name_en: Some(name_en.into()),
        aliases: vec!["one".into(), "two".into()],
        note: None,
        withdrawn: false,
    }
}

async fn describe(archive: &Archive, by: &str, place: &Place, seen: u64) -> Decided {
    archive.describe_place(&agent(by), place.clone(), seen).await.unwrap()
}

fn called<'a>(known: &'a KnownPlaces, number: &str) -> Vec<&'a str> {
    let places = known.places.by_number(&Number::parse(number).unwrap());
    places.into_iter().filter_map(|place| place.name_en.as_deref()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_begins_with_the_starting_list_and_describes_its_own_over_it() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let known = archive.places().await.unwrap();
    assert_eq!(known.places.all().len(), starting_places().len());
    assert_eq!((called(&known, "215"), known.descriptions.len()), (vec!["Raids"], 0));

    let anew = branch("branch-215", "215", "Raids branch");
    let added = Place { withdrawn: true, ..branch("north", "999", "North") };
    let Decided::Recorded(first) = describe(&archive, "samar", &anew, known.seen).await else { panic!() };
    let Decided::Recorded(second) = describe(&archive, "nadim", &added, known.seen).await else { panic!() };
    let known = archive.places().await.unwrap();
    assert_eq!((called(&known, "215"), called(&known, "999")), (vec!["Raids branch"], vec![]));
    let last = known.of_place(&added.place).next().unwrap();
    assert_eq!((last.entry, last.agent.as_str(), &last.place), (second, "nadim", &added));
    assert_eq!(known.places.entry(&anew.place), Some(first));
    assert_eq!(known.places.entry(&id("branch-227")), None, "as in the starting list");

    let table = rows(&archive, Table::Places).await;
    assert_eq!(table.len(), starting_places().len() + 1);
    let text = |text: &str| Cell::Text(text.into());
    assert_eq!(
        table.last().unwrap()[..],
        [
            text("north"),
            text("branch"),
            text("999"),
            Cell::Null,
            text("North"),
            text("one;two"),
            Cell::Null,
            Cell::Integer(1),
            Cell::Integer(second as i64),
        ]
    );
    let police = table.iter().find(|row| row[0] == text("military-police")).unwrap();
    assert_eq!((&police[2], &police[3], &police[8]), (&text(""), &text("الشرطة العسكرية"), &Cell::Null));
    assert!(verify(&archive).await.findings.is_empty());
    archive.close().await;

    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(rows(&archive, Table::Places).await, table);
    let again = archive.places().await.unwrap();
    assert_eq!((again.places, again.descriptions), (known.places, known.descriptions));
    archive.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_described_meanwhile_is_never_overwritten() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let seen = archive.places().await.unwrap().seen;
    let (hers, his) = (branch("north", "999", "Hers"), branch("north", "999", "His"));
    let Decided::Recorded(first) = describe(&archive, "samar", &hers, seen).await else { panic!() };
    assert_eq!(describe(&archive, "nadim", &his, seen).await, Decided::Conflict(first));
    assert_eq!(called(&archive.places().await.unwrap(), "999"), ["Hers"]);
    // Another place that was described meanwhile is no conflict, and whoever has seen it may go on.
    let other = branch("south", "998", "South");
    assert!(matches!(describe(&archive, "nadim", &other, seen).await, Decided::Recorded(_)));
    let seen = archive.places().await.unwrap().seen;
    assert!(matches!(describe(&archive, "nadim", &his, seen).await, Decided::Recorded(_)));
    assert_eq!(called(&archive.places().await.unwrap(), "999"), ["His"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_will_not_do_is_refused_and_nothing_is_recorded() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let seen = archive.places().await.unwrap().seen;
    for bad in [branch("New", "1", "x"), branch("a", "1", ""), branch("a", "1", "x\u{202e}y")] {
        let error = archive.describe_place(&agent("samar"), bad, seen).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Mistake, "{error}");
    }
    let known = archive.places().await.unwrap();
    assert_eq!((known.descriptions.len(), known.seen), (0, seen));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_brings_its_own_list_which_changes_only_what_differs() {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let list = "[[place]]\nplace = \"branch-291\"\nkind = \"branch\"\nnumbers = [\"291\"]\n\
        [[place]]\nplace = \"north\"\nkind = \"branch\"\nnumbers = [\"999\"]\nname_en = \"North\"\n\
        [[place]]\nplace = \"branch-211\"\nkind = \"branch\"\nnumbers = [\"211\"]\nname_en = \"Technical\"\nwithdrawn = true\n";
    let bring = async |list: &str, record| archive.bring_places(&agent("samar"), list, record).await;
    let before = archive.catch_up().await.unwrap();
    let tried = bring(list, false).await.unwrap();
    assert_eq!(
        (&tried.described, tried.already, tried.recorded),
        (&vec![id("north"), id("branch-211")], 1, false)
    );
    assert_eq!(archive.catch_up().await.unwrap(), before, "trying records nothing");
    let brought = bring(list, true).await.unwrap();
    assert_eq!((&brought.described, brought.recorded), (&tried.described, true));
    let known = archive.places().await.unwrap();
    assert_eq!((called(&known, "999"), called(&known, "211")), (vec!["North"], vec![]));
    assert_eq!(called(&known, "215"), ["Raids"], "what the list does not name stays");
    let again = bring(list, true).await.unwrap();
    assert_eq!((again.described.len(), again.already, again.recorded), (0, 3, false));
    for bad in ["place = 1", &format!("{list}{list}"), &list.replace("north", "North")] {
        assert_eq!(bring(bad, true).await.unwrap_err().kind, ErrorKind::Mistake, "{bad}");
    }
    assert_eq!(archive.places().await.unwrap(), known);
}

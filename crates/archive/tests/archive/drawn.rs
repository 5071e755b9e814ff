//! Numbers that people draw where no machine found them: handed to keyers, kept whatever machine looks again, never a face.

use amana_archive::KeyingOutcome;
use amana_archive::look::{Cell, Table};
use amana_model::{Basis, Digest, DrawFault, Region, Standing};

use crate::analysing::{Told, analyse, rows};
use crate::derivatives::photograph;
use crate::keying::{Keyer, keyed};
use crate::support::{Fixture, intake, verify};

/// One photograph of 640 × 400.
async fn one() -> (Fixture, amana_archive::Archive, Digest) {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    std::fs::create_dir(&deposit).unwrap();
    let (bytes, digest) = photograph(1);
    std::fs::write(deposit.join("one.jpg"), &bytes).unwrap();
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    (fixture, archive, digest)
}

const CARD: Region = Region { left: 400, top: 250, width: 120, height: 60 };

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_drew_is_keyed_by_two_and_stays_whatever_machine_looks() {
    let (fixture, archive, digest) = one().await;
    let (samar, nadim) = (Keyer::new("samar"), Keyer::new("nadim"));
    assert_eq!(samar.next(&archive, false).await, None, "no machine has looked");
    let entry = archive.draw_marking(&samar.agent, &digest, CARD).await.unwrap().unwrap();
    assert_eq!(archive.drawn_markings(&digest).await.unwrap(), [CARD]);
    let again = Region { left: 405, ..CARD };
    assert_eq!(archive.draw_marking(&samar.agent, &digest, again).await.unwrap(), Err(DrawFault::Known));

    let marking = samar.next(&archive, false).await.unwrap();
    assert_eq!((marking.digest, marking.look, marking.marking), (digest, entry, 0));
    let crop = archive.crop(&samar.account, &marking).await.unwrap();
    let mut decoder = jpeg_decoder::Decoder::new(&crop[..]);
    decoder.read_info().unwrap();
    let shown = decoder.info().unwrap();
    assert_eq!((shown.width, shown.height), (120, 60), "the rectangle and nothing of the picture beside");
    samar.key(&archive, &marking, keyed("4471")).await;

    analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap();
    assert_eq!(nadim.next(&archive, false).await, Some(marking), "what one has begun comes first");
    let settled = Standing::Settled(Basis::TwoAgree, keyed("4471"));
    assert_eq!(nadim.key(&archive, &marking, keyed("4471")).await, KeyingOutcome::Recorded(settled));
    let told =
        |archive: &[Vec<Cell>]| archive.iter().filter(|row| row[3] == Cell::Text("person".into())).count();
    let markings = rows(&archive, Table::Markings).await;
    assert_eq!((markings.len(), told(&markings)), (2, 1));
    let seen = archive.closely(&digest).await.unwrap().look.unwrap();
    assert!(seen.markings.iter().any(|one| one.settled == Some((Basis::TwoAgree, keyed("4471")))));

    let report = verify(&archive).await;
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(rows(&archive, Table::Markings).await, markings, "the same after a rebuild");
}

#[tokio::test(flavor = "multi_thread")]
async fn keyers_are_handed_no_face_and_no_body() {
    let (_fixture, archive, digest) = one().await;
    analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap();
    let samar = Keyer::new("samar");
    let face = archive.closely(&digest).await.unwrap().look.unwrap().faces[0].corners;
    let (x, y) = (face[0][0] as u32, face[0][1] as u32);
    let bystander = Region { left: 500, top: 300, width: 80, height: 80 };
    archive.mark_bystander(&samar.agent, &digest, bystander, None).await.unwrap();
    for (region, fault) in [
        (Region { left: x, top: y, width: 60, height: 60 }, DrawFault::Face),
        (Region { left: 520, top: 320, width: 40, height: 40 }, DrawFault::Face),
        (Region { left: 0, top: 200, width: 640, height: 200 }, DrawFault::Large),
        (Region { left: 600, top: 350, width: 100, height: 20 }, DrawFault::Outside),
        (Region { left: 300, top: 200, width: 5, height: 20 }, DrawFault::Small),
    ] {
        let refused = archive.draw_marking(&samar.agent, &digest, region).await.unwrap();
        assert_eq!(refused, Err(fault), "{region:?}");
    }
    assert!(archive.drawn_markings(&digest).await.unwrap().is_empty());
    assert!(archive.draw_marking(&samar.agent, &Digest([7; 32]), CARD).await.is_err());
}

//! Rechecks: drawn from what a machine had a part in, looked at by who had none, the first word stands, and errors get a rate.

use amana_archive::look::Table;
use amana_archive::{ErrorKind, NotRechecked, RecheckSaid, RecheckTask};
use amana_model::{Decision, Digest, KeyingRule, RecheckOf, RecheckVerdict};

use crate::analysing::{Told, rows};
use crate::keying::{Keyer, analysed, analysed_by, keyed};

#[tokio::test(flavor = "multi_thread")]
async fn readings_are_keyed_anew_by_who_had_no_part_in_them() {
    let sure = Told { sure: 0.995, ..Told::new(&["told 1"], "23") };
    let (fixture, archive, readable) = analysed_by(sure).await;
    let [samar, nadim, leila] = ["samar", "nadim", "leila"].map(Keyer::new);
    let none = archive.draw_recheck(&samar.agent, RecheckOf::Readings, 2, None).await.unwrap_err();
    assert_eq!(none.kind, ErrorKind::Mistake, "nothing was settled with a machine's part");
    archive.set_keying_rule(&samar.agent, KeyingRule { machine_from: Some(0.9) }).await.unwrap();
    while let Some(marking) = samar.next(&archive, false).await {
        samar.key(&archive, &marking, keyed("23")).await;
    }
    let too_many = archive.draw_recheck(&samar.agent, RecheckOf::Readings, readable + 1, None).await;
    assert!(too_many.is_err());
    let drawn = archive
        .draw_recheck(&nadim.agent, RecheckOf::Readings, readable, Some("a seed".into()))
        .await
        .unwrap();
    assert_eq!((drawn.units, drawn.drawn.len()), (readable as u64, readable));

    let next =
        async |who: &Keyer| archive.next_to_recheck(&who.agent, &who.account, &drawn.recheck).await.unwrap();
    assert_eq!(next(&samar).await, None, "who keyed it does not recheck it");
    let tell = async |who: &Keyer, unit, said| {
        archive.tell_recheck(&who.agent, &who.account, (&drawn.recheck, unit), said).await.unwrap()
    };
    let unit_of = |task: Option<RecheckTask>| match task {
        Some(RecheckTask::Reading { unit, marking }) => (unit, marking),
        other => panic!("{other:?}"),
    };
    let (unit, marking) = unit_of(next(&nadim).await);
    assert!(archive.crop(&nadim.account, &marking).await.unwrap().starts_with(&[0xff, 0xd8]));
    let hers = tell(&samar, unit, RecheckSaid::Keyed(keyed("23"))).await;
    assert_eq!(hers, Err(NotRechecked::NotHers));
    let other_word = tell(&nadim, unit, RecheckSaid::Verdict(RecheckVerdict::Right)).await;
    assert_eq!(other_word, Err(NotRechecked::NotHers), "a reading is keyed anew, not waved through");
    assert_eq!(tell(&nadim, unit, RecheckSaid::Keyed(keyed("32"))).await, Ok(RecheckVerdict::Wrong));
    let late = tell(&leila, unit, RecheckSaid::Keyed(keyed("23"))).await;
    assert_eq!(late, Err(NotRechecked::TooLate), "the first word stands");
    let (second, _) = unit_of(next(&leila).await);
    assert_eq!(tell(&leila, second, RecheckSaid::Keyed(keyed("23"))).await, Ok(RecheckVerdict::Right));

    let rates = archive.rechecks().await.unwrap().rates();
    let rate = &rates[0];
    assert_eq!((rate.right, rate.wrong, rate.cannot_tell, rate.open), (1, 1, 0, readable as u64 - 2));
    assert_eq!(rate.share.unwrap().value(), 0.5);
    let bounds = rate.bounds.unwrap();
    assert_eq!(bounds.all_no.value(), 1.0 / readable as f64);
    let table = rows(&archive, Table::Rechecks).await;
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(archive.rechecks().await.unwrap().rates(), rates);
    assert_eq!(rows(&archive, Table::Rechecks).await, table);
}

#[tokio::test(flavor = "multi_thread")]
async fn accepted_groups_are_looked_at_by_another() {
    let (_fixture, archive, _) = analysed().await;
    let [samar, nadim] = ["samar", "nadim"].map(Keyer::new);
    let photographs: Vec<Digest> = {
        let found = rows(&archive, Table::Photographs).await;
        let text = |row: &Vec<amana_archive::look::Cell>| match &row[0] {
            amana_archive::look::Cell::Text(digest) => digest.parse().unwrap(),
            other => panic!("{other:?}"),
        };
        found.iter().take(2).map(text).collect()
    };
    let together = |candidate| Decision::Together {
        individual: archive.new_individual(),
        photographs: photographs.clone(),
        candidate,
    };
    archive.decide(&samar.agent, together(None), u64::MAX).await.unwrap();
    let none = archive.draw_recheck(&samar.agent, RecheckOf::Groups, 1, None).await;
    assert!(none.is_err(), "what somebody put together herself is no machine's work");
    archive.decide(&samar.agent, together(Some(Digest([7; 32]))), u64::MAX).await.unwrap();
    let drawn = archive.draw_recheck(&samar.agent, RecheckOf::Groups, 1, None).await.unwrap();
    let next =
        async |who: &Keyer| archive.next_to_recheck(&who.agent, &who.account, &drawn.recheck).await.unwrap();
    assert_eq!(next(&samar).await, None, "who decided does not judge herself");
    let Some(RecheckTask::Group { unit, photographs: shown, .. }) = next(&nadim).await else { panic!() };
    assert_eq!(shown.len(), 2);
    let said = RecheckSaid::Verdict(RecheckVerdict::CannotTell);
    let told = archive.tell_recheck(&nadim.agent, &nadim.account, (&drawn.recheck, unit), said).await;
    assert_eq!(told.unwrap(), Ok(RecheckVerdict::CannotTell));
    assert_eq!(next(&nadim).await, None);
    let rate = &archive.rechecks().await.unwrap().rates()[0];
    assert_eq!((rate.cannot_tell, rate.share), (1, None), "not told is never right");
}

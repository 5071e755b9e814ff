//! Work given to people: who is shown what first, what cannot be given, and what is left after it was taken back.

use amana_archive::access::Role;
use amana_archive::look::{Cell, Table};
use amana_archive::{Archive, ErrorKind};
use amana_model::{AccessionId, AccountId, Agent, Assignment, CandidateRow, Decision, Digest, Queue};

use crate::analysing::{Told, analyse, rows};
use crate::support::{Fixture, intake, leak, small_deposit};

fn agent() -> Agent {
    Agent { name: "samar".into(), software: "amana test".into() }
}

/// An archive of two accessions, each with one suggested group, and three accounts.
async fn opened() -> (Fixture, Archive, Vec<Digest>, [AccountId; 3]) {
    let fixture = Fixture::new();
    let archive = fixture.open();
    let mut names = Vec::new();
    intake(&archive, &small_deposit(fixture.folder.path())).await;
    intake(&archive, &leak(&fixture, 40, 21).0).await;
    analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap();
    for (name, role) in [("samar", Role::Organiser), ("nadim", Role::Reviewer), ("leila", Role::Keyer)] {
        archive.add_account(name, name, role, "a long enough password").await.unwrap();
        let accounts = archive.list_accounts().await.unwrap();
        names.push(accounts.iter().find(|account| account.name == name).unwrap().id.clone());
    }
    let queues = archive.work().await.unwrap().queues;
    let keying: Vec<_> = queues.iter().filter(|row| row.queue == Queue::Keying).collect();
    assert_eq!(keying.len(), 2, "{queues:?}");
    let mut digests = Vec::new();
    for row in keying {
        let filter =
            amana_archive::look::GridFilter { accession: Some(row.accession.clone()), ..Default::default() };
        let catalog = archive.catalog().await.unwrap();
        let grid = catalog.grid(&filter, Default::default(), 0, 1).await.unwrap();
        digests.push(grid[0].digest);
    }
    let group = |digest: Digest| CandidateRow {
        group: digest,
        digest,
        rank: 0,
        probability: 1.0,
        hangs_on: None,
        reasons: Vec::new(),
        category: None,
    };
    let groups: Vec<_> = digests.iter().map(|digest| group(*digest)).collect();
    archive.catalog().await.unwrap().replace_candidates(&groups).await.unwrap();
    (fixture, archive, digests, names.try_into().unwrap())
}

async fn first_of(archive: &Archive, account: &AccountId) -> Option<Digest> {
    Some(archive.suggestion(account, None).await.unwrap()?.rows[0].0.digest)
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_given_an_accession_is_shown_it_first_and_others_last() {
    let (fixture, archive, digests, [samar, nadim, leila]) = opened().await;
    let work = archive.work().await.unwrap();
    let accessions: Vec<_> = work
        .queues
        .iter()
        .filter(|row| row.queue == Queue::Candidates)
        .map(|row| (row.accession.clone(), row.waiting, row.done))
        .collect();
    assert_eq!(
        accessions.iter().map(|(_, waiting, done)| (*waiting, *done)).collect::<Vec<_>>(),
        [(1, Some(0)); 2]
    );
    let given = |account: &AccountId, queue: Queue| Assignment {
        account: account.clone(),
        queue,
        accession: Some(accessions[1].0.clone()),
        due: Some("2026-12-01".parse().unwrap()),
    };
    let entry = archive.assign_work(&agent(), given(&nadim, Queue::Candidates)).await.unwrap();
    assert_eq!(first_of(&archive, &nadim).await, Some(digests[1]));
    archive.suggestion(&nadim, Some(&digests[0])).await.unwrap();
    assert_eq!(first_of(&archive, &samar).await, Some(digests[1]), "shown last, but not kept from her");
    for refused in [
        given(&nadim, Queue::Candidates),
        Assignment { due: None, ..given(&nadim, Queue::Candidates) },
        Assignment { due: Some("2026-11-22".parse().unwrap()), ..given(&leila, Queue::Keying) },
        given(&leila, Queue::Candidates),
        given(&"nobody".parse().unwrap(), Queue::Keying),
        Assignment {
            accession: Some("20200101-000000-aaaa".parse().unwrap()),
            ..given(&leila, Queue::Keying)
        },
    ] {
        let error = archive.assign_work(&agent(), refused).await.unwrap_err();
        assert_eq!((error.kind, error.safe.as_deref()), (ErrorKind::Mistake, Some("nothing was assigned")));
    }
    archive.assign_work(&agent(), given(&leila, Queue::Keying)).await.unwrap();
    let marking = archive.next_to_key(&agent(), &leila, false).await.unwrap().unwrap();
    let photograph = archive.catalog().await.unwrap().photograph(&marking.digest).await.unwrap().unwrap();
    assert_eq!(photograph.occurrences[0].accession, accessions[1].0);

    archive.withdraw_work(&agent(), entry).await.unwrap();
    archive.withdraw_work(&agent(), entry).await.unwrap();
    assert_eq!(archive.withdraw_work(&agent(), 0).await.unwrap_err().kind, ErrorKind::Absent);
    assert_eq!(archive.work().await.unwrap().assignments.len(), 1);
    let one = archive.new_individual();
    let seen = archive.catch_up().await.unwrap();
    let together = Decision::Together { individual: one, photographs: vec![digests[0]], candidate: None };
    archive.decide(&agent(), together, seen).await.unwrap();

    let text = |text: &str| Cell::Text(text.to_owned());
    let queues = rows(&archive, Table::Queues).await;
    let row = |queue: &str, at: usize| {
        queues.iter().filter(|row| row[0] == text(queue)).nth(at).cloned().unwrap_or_default()
    };
    assert_eq!(row("candidates", 0)[2..4], [Cell::Integer(0), Cell::Integer(1)]);
    assert_eq!(row("description", 0)[2..4], [Cell::Integer(1), Cell::Integer(0)]);
    assert_eq!(row("keying", 1)[4..], [text(leila.as_str()), text("2026-12-01")]);
    let assignments = rows(&archive, Table::Assignments).await;
    assert!(assignments.len() == 2 && assignments[1][7] == Cell::Null, "{assignments:?}");
    assert!(matches!(assignments[0][7], Cell::Integer(_)), "taken back");
    let done = archive.work().await.unwrap().done_by;
    assert_eq!(
        done.iter().map(|done| (done.agent.as_str(), done.decided)).collect::<Vec<_>>(),
        [("samar", (1, 1))]
    );
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    // What waits is counted anew: candidates are made again from what was seen.
    let given = |rows: Vec<Vec<Cell>>| rows.into_iter().map(|row| row[..8].to_vec()).collect::<Vec<_>>();
    assert_eq!(
        given(rows(&archive, Table::Assignments).await),
        given(assignments),
        "a rebuilt catalog says the same"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn work_is_told_in_its_order_and_a_keyer_only_of_what_waits_for_her() {
    let (_fixture, archive, _, [_, nadim, leila]) = opened().await;
    let accession = archive.work().await.unwrap().queues[0].accession.clone();
    let given = |queue: Queue, accession: Option<&AccessionId>, due: Option<&str>| Assignment {
        account: leila.clone(),
        queue,
        accession: accession.cloned(),
        due: due.map(|day| day.parse().unwrap()),
    };
    let all = archive.assign_work(&agent(), given(Queue::Keying, None, None)).await.unwrap();
    let soon = given(Queue::Keying, Some(&accession), Some("2026-12-01"));
    let one = archive.assign_work(&agent(), soon).await.unwrap();
    let work = archive.work().await.unwrap();
    assert_eq!(work.assignments.iter().map(|row| row.entry).collect::<Vec<_>>(), [one, all]);
    let before = work.to_key[&all];
    assert!(work.to_key[&one] < before);
    let keyed = amana_model::Keyed::CannotBeRead;
    let marking = archive.next_to_key(&agent(), &leila, false).await.unwrap().unwrap();
    archive.key_marking(&agent(), &leila, &marking, keyed.clone()).await.unwrap();
    assert_eq!(archive.work().await.unwrap().to_key[&all], before - 1, "what she keyed waits for others");
    let other = archive.next_to_key(&agent(), &nadim, false).await.unwrap().unwrap();
    assert_eq!(other, marking);
    archive.key_marking(&agent(), &nadim, &marking, amana_model::Keyed::NotANumber).await.unwrap();
    assert_eq!(
        archive.work().await.unwrap().to_key[&all],
        before - 1,
        "two disagree: that waits for a third"
    );
}

//! Findings: written only on what is settled and only by who has coded all of hers, signed with her own key, superseded and never edited.

use amana_archive::keys::{Passphrase, WorkFactor};
use amana_archive::look::Table;
use amana_archive::{
    ExpertKey, NewFinding, NoFinding, NoSignature, OsEntropy, Signature, make_expert_key, sign_text, verified,
};
use amana_model::{Alleged, Consistency, Finding, FindingFault, StudyId};

use crate::analysing::rows;
use crate::coding::{Stage, agent, an_entry, stage};

const WORDS: &str = "a passphrase of her own";

fn key(name: &str) -> ExpertKey {
    make_expert_key(&OsEntropy, name, WORDS.to_owned().into(), WorkFactor(10)).unwrap()
}

fn here(key: &ExpertKey, passphrase: &str) -> Signature {
    Signature::Here { file: key.file.clone(), passphrase: Passphrase::from(passphrase.to_owned()) }
}

fn written() -> NewFinding {
    NewFinding {
        expert: "A forensic pathologist".into(),
        qualifications: "Twenty years of practice".into(),
        statement: "Ribs and hip bones stand out.\r\nNo fat is to be seen.".into(),
        alleged: vec![Alleged { method: "starvation".into(), level: Consistency::HighlyConsistent }],
        limits: "From photographs alone; no measurement was possible.".into(),
        ..NewFinding::default()
    }
}

/// A study of two people that both coders have coded alike.
async fn coded(stage: &Stage) -> StudyId {
    let study = stage.archive.plan_coding(&agent("samar"), stage.plan()).await.unwrap();
    for coder in &stage.coders {
        for of in 0..2 {
            stage.submit(coder, &study, of, Some(&an_entry()), None).await.unwrap();
        }
    }
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_is_drafted_signed_superseded_and_the_same_after_a_rebuild() {
    let stage = stage().await;
    let study = coded(&stage).await;
    let (archive, [huda, karim]) = (&stage.archive, &stage.coders);
    let (hers, his) = (key("dr.huda"), key("dr.karim"));
    let draft = async |new: NewFinding| archive.draft_finding(huda, &study, new).await.unwrap();
    let sign = async |who, finding: &Finding, signature| {
        archive.sign_finding(&agent("huda"), who, finding.clone(), signature).await.unwrap()
    };
    let first = draft(written()).await.unwrap();
    assert_eq!((first.people, first.version, first.supersedes), (2, 1, None));
    assert!(first.statement.contains("out.\nNo fat"));
    assert!(matches!(sign(huda, &first, here(&hers, WORDS)).await, Err(NoFinding::NoKey)));
    for (who, public) in [(huda, &hers.public), (karim, &his.public)] {
        archive.set_expert_key(&agent("huda"), who, public).await.unwrap().unwrap();
    }
    let taken = archive.set_expert_key(&agent("karim"), karim, &hers.public).await.unwrap();
    assert!(matches!(taken, Err(NoFinding::KeyTaken)), "a key is one person's");
    let bad = archive.set_expert_key(&agent("karim"), karim, "dr.karim+00000000+AAAA").await.unwrap();
    assert!(matches!(bad, Err(NoFinding::BadKey)));

    use NoSignature::{OtherKey, OtherText, WrongPassphrase};
    let refused = |answer| match answer {
        Err(NoFinding::Signature(why)) => why,
        other => panic!("{other:?}"),
    };
    let before = archive.findings().await.unwrap();
    assert!(matches!(refused(sign(huda, &first, here(&hers, "another passphrase")).await), WrongPassphrase));
    assert!(matches!(refused(sign(huda, &first, here(&his, WORDS)).await), OtherKey));
    let other_text = sign_text("another text\n", &hers.file, WORDS.to_owned().into()).unwrap();
    assert!(matches!(refused(sign(huda, &first, Signature::Brought(other_text.into())).await), OtherText));
    let altered = Finding { statement: "Nothing is to be seen.".into(), ..first.clone() };
    let note = sign_text(&first.text(), &hers.file, WORDS.to_owned().into()).unwrap();
    let of_first = || Signature::Brought(note.clone().into());
    assert!(matches!(refused(sign(huda, &altered, of_first()).await), OtherText));
    assert_eq!(archive.findings().await.unwrap(), before, "what is refused is not recorded");
    sign(huda, &first, of_first()).await.unwrap();
    assert!(matches!(sign(huda, &first, of_first()).await, Err(NoFinding::OtherVersion)), "not twice");

    let next = NewFinding { supersedes: Some(first.finding.clone()), ..written() };
    let second = draft(NewFinding { limits: "Less is known.".into(), ..next.clone() }).await.unwrap();
    assert_eq!(second.version, 2);
    let stolen = archive.draft_finding(karim, &study, next).await.unwrap();
    assert!(matches!(stolen, Err(NoFinding::OtherVersion)), "nobody supersedes another's");
    sign(huda, &second, here(&hers, WORDS)).await.unwrap();

    let findings = archive.findings().await.unwrap();
    assert_eq!((findings.all.len(), findings.latest().len()), (2, 1));
    assert_eq!(findings.latest()[0].signed.finding, second);
    for one in &findings.all {
        assert!(one.is_whole());
        let text = verified(one.signed.note().as_bytes(), &hers.public).unwrap();
        assert_eq!(text, one.signed.finding.text());
    }
    let mut forged = findings.all[0].clone();
    forged.signed.finding.limits = "None.".into();
    assert!(!forged.is_whole(), "a signature fits one text alone");
    let handed = archive.hand_out_finding(&agent("samar"), &first.finding, Some(1)).await.unwrap();
    assert_eq!(handed.signed.finding, first);

    let table = rows(archive, Table::Findings).await;
    assert_eq!(table.len(), 2);
    let Stage { archive, fixture, .. } = stage;
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(archive.findings().await.unwrap(), findings);
    assert_eq!(rows(&archive, Table::Findings).await, table);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_before_it_is_settled_or_by_who_still_codes() {
    let stage = stage().await;
    let (archive, [huda, karim]) = (&stage.archive, &stage.coders);
    let study = archive.plan_coding(&agent("samar"), stage.plan()).await.unwrap();
    let draft = async |who, individuals| {
        let new = NewFinding { individuals, ..written() };
        archive.draft_finding(who, &study, new).await.unwrap()
    };
    stage.submit(huda, &study, 0, Some(&an_entry()), None).await.unwrap();
    assert!(matches!(draft(huda, vec![]).await, Err(NoFinding::NotCoded)), "she has one person left");
    let last = stage.submit(huda, &study, 1, Some(&an_entry()), None).await.unwrap();
    assert!(matches!(draft(huda, vec![]).await, Err(NoFinding::Open(2))), "karim is awaited");
    assert!(matches!(draft(&stage.third, vec![]).await, Err(NoFinding::NotCoded)), "she codes nobody");
    stage.submit(karim, &study, 0, Some(&an_entry()), None).await.unwrap();
    let one = vec![stage.people[0].clone()];
    let finding = draft(huda, one.clone()).await.unwrap();
    assert_eq!((finding.people, finding.individuals.len()), (1, 1));
    assert!(matches!(draft(huda, vec![stage.people[2].clone()]).await, Err(NoFinding::NotInStudy)));
    let empty = NewFinding { statement: " ".into(), individuals: one.clone(), ..written() };
    let refused = archive.draft_finding(huda, &study, empty).await.unwrap();
    assert!(matches!(refused, Err(NoFinding::Fault(FindingFault::Text("statement")))));

    // What is settled changes between the draft and the signature: she is to read it again.
    let hers = key("dr.huda");
    archive.set_expert_key(&agent("huda"), huda, &hers.public).await.unwrap().unwrap();
    let first = archive.coding().await.unwrap().codings[0].0;
    stage.submit(huda, &study, 0, None, Some(first)).await.unwrap();
    stage.submit(huda, &study, 1, Some(&an_entry()), Some(last)).await.unwrap();
    let signed = archive.sign_finding(&agent("huda"), huda, finding, here(&hers, WORDS)).await.unwrap();
    assert!(matches!(signed, Err(NoFinding::Open(1) | NoFinding::Changed)), "{signed:?}");
}

//! Letters: taken whole and sealed, or refused in plain words; and answers by their code.

use std::sync::Arc;

use amana_disk::LocalDisk;
use amana_disk::doubles::{Fault, FaultKind, FaultyDisk};
use amana_model::{Code, ConsentPurpose, FormLanguage, LetterKind};
use amana_portal::Limits;
use amana_store::{Answer, answer_name, seal_answer};

use crate::common::{Open, proof};

#[test]
fn a_report_is_sealed_whole_and_its_family_gets_a_number() {
    let open = Open::new();
    let ticket = open.get("/letters/ar/report").hidden("ticket");
    let fields = [
        ("ticket", ticket.as_str()),
        ("name_arabic", "فلان المخترع"),
        ("other_names", "أبو فلان\r\n\r\nAbu Fulan"),
        ("sex", "male"),
        ("born", "١٩٨٥"),
        ("taken", "ربيع ٢٠١٣"),
        ("marks", "ندبة"),
        ("text", "نرجو الخبر\r\nشكراً"),
        ("contact_name", "an invented sister"),
        ("consent", "search"),
        ("consent", "sharing"),
    ];
    // Without a proof of work the form must be half a minute old; the same ticket then serves.
    let early = open.send("/letters/ar/report", &fields, &[]);
    assert_eq!(early.status, 425, "{}", early.text());
    assert!(early.text().contains("30") && early.text().contains("فلان المخترع"), "what was typed stays");
    assert_eq!(early.hidden("ticket"), ticket);
    assert!(open.dropped().is_empty());
    open.pass(31);
    let taken = open.send("/letters/ar/report", &fields, &[b"a picture", &[7; 100_000]]);
    assert_eq!(taken.status, 200, "{}", taken.text());
    let code: Code = taken.code().unwrap().parse().unwrap();

    let [path] = open.dropped().try_into().unwrap();
    let letter = open.open(&path);
    let written = &letter.written;
    assert_eq!(
        (written.kind, written.language, &written.code),
        (LetterKind::Report, FormLanguage::Ar, &code)
    );
    assert_eq!(letter.pictures, [b"a picture".to_vec(), vec![7; 100_000]]);
    let person = written.person.as_ref().unwrap();
    assert_eq!(person.name_arabic, "فلان المخترع");
    assert_eq!(person.other_names, ["أبو فلان", "Abu Fulan"]);
    assert_eq!(person.born.as_ref().unwrap().as_str(), "1985");
    // A date that is none is not lost: it stays as it was typed.
    assert!(person.taken.is_none() && person.testimony.contains("ربيع ٢٠١٣"));
    assert_eq!(written.text, "نرجو الخبر\nشكراً");
    assert_eq!(written.contact.name, "an invented sister");
    assert_eq!(written.consents.iter().map(|one| one.purpose).collect::<Vec<_>>(), [ConsentPurpose::Search]);
    assert_eq!(written.day.as_str(), "2026-11-23");
    // The same form sent again is not taken twice.
    let again = open.send("/letters/ar/report", &fields, &[]);
    assert_eq!((again.status, open.dropped().len()), (409, 1));
}

#[test]
fn work_done_by_a_script_spares_the_wait() {
    let open = Open::new();
    let form = open.get("/letters/en/recognition?face=7k2q9f3m");
    assert!(
        form.text().contains("value=\"7K2Q-9F3M\"")
            && form.text().contains("/letters/ar/recognition?face=7k2q9f3m")
    );
    let ticket = form.hidden("ticket");
    let proof = proof(&ticket, 14);
    let fields =
        [("ticket", ticket.as_str()), ("proof", &proof), ("face", "7K2Q-9F3M"), ("text", "my brother")];
    let taken = open.send("/letters/en/recognition", &fields, &[]);
    assert_eq!(taken.status, 200, "{}", taken.text());
    let letter = open.open(&open.dropped()[0]);
    assert_eq!(letter.written.face.unwrap().to_string(), "7k2q9f3m");
    assert!(letter.written.person.is_none());
}

#[test]
fn what_cannot_be_taken_is_refused_in_words_and_typed_text_stays() {
    let open = Open::new();
    let long = "x".repeat(8001);
    let big = vec![1_u8; (4 << 20) + 1];
    let small: &[u8] = b"p";
    /// Kind, fields, pictures, status, words of the answer.
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a [u8]], u16, &'a str);
    let cases: [Case<'_>; 8] = [
        ("takedown", &[], &[], 422, "nothing in it"),
        ("takedown", &[("text", "kept"), ("face", "../x")], &[], 422, "number of the face"),
        ("takedown", &[("text", "kept"), ("earlier", "1234")], &[], 422, "mistyped"),
        ("objection", &[("text", &long)], &[], 422, "longer"),
        ("objection", &[("text", "kept")], &[small; 7], 413, "six pictures"),
        ("objection", &[("text", "kept")], &[&big], 413, "six pictures"),
        ("objection", &[("text", "kept"), ("ticket", "forged")], &[small], 409, "once more"),
        ("report", &[("text", "kept"), ("marks", &long)], &[], 422, "longer"),
    ];
    for (kind, fields, pictures, status, says) in cases {
        let ticket = open.ticket();
        let mut all = fields.to_vec();
        all.push(("ticket", &ticket));
        let refused = open.send(&format!("/letters/en/{kind}"), &all, pictures);
        let text = refused.text();
        assert_eq!(refused.status, status, "{kind} {fields:?}");
        assert!(
            text.contains("NOT taken") && text.contains(says) && refused.code().is_none(),
            "{says}: {text}"
        );
        assert!(fields.iter().all(|(_, value)| *value != "kept") || text.contains(">kept<"), "{text}");
        assert_eq!(text.contains("chosen again"), !pictures.is_empty(), "{says}");
    }
    assert!(open.dropped().is_empty());
}

#[test]
fn a_disk_that_fails_and_a_full_box_are_told_and_nothing_is_half_there() {
    for fault in 0..5 {
        let disk = Arc::new(FaultyDisk::new(LocalDisk, Fault::once(fault, FaultKind::Full)));
        let open = Open::with(Limits::default(), disk);
        let ticket = open.ticket();
        let refused = open.send("/letters/en/objection", &[("ticket", &ticket), ("text", "kept")], &[]);
        assert_eq!(refused.status, 507, "operation {fault}");
        assert!(refused.text().contains("NOT taken") && refused.text().contains("kept"));
        assert!(open.dropped().is_empty(), "operation {fault}: {:?}", open.dropped());
        // The next one is taken.
        let ticket = open.ticket();
        let taken = open.send("/letters/en/objection", &[("ticket", &ticket), ("text", "kept")], &[]);
        assert_eq!((taken.status, open.dropped().len()), (200, 1), "operation {fault}");
    }
    let open = Open::with(Limits { letters: 1, ..Limits::default() }, Arc::new(LocalDisk));
    let send = || {
        let ticket = open.ticket();
        open.send("/letters/ar/objection", &[("ticket", &ticket), ("text", "kept")], &[])
    };
    assert_eq!(send().status, 200);
    let full = send();
    assert!(full.status == 507 && full.text().contains("ممتلئ"), "{}", full.text());
    std::fs::remove_file(&open.dropped()[0]).unwrap();
    assert_eq!(send().status, 200);
}

#[test]
fn an_answer_is_shown_for_its_number_and_for_no_other() {
    let open = Open::new();
    let code = Code::of_random([3; 16]);
    let answer = Answer { day: "2026-11-29".parse().unwrap(), text: "<b>نتصل بكم</b>".into() };
    let name = answer_name(&code, &"a1".parse().unwrap()).unwrap();
    std::fs::write(open.path("answers").join(name.to_string()), seal_answer(&answer, &code).unwrap())
        .unwrap();
    let ask = |code: &str| {
        let ticket = open.get("/letters/ar/answer").hidden("ticket");
        open.pass(11);
        let body = format!("ticket={ticket}&code={}", code.replace(' ', "+"));
        let headers =
            format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len());
        open.ask("POST", "/letters/ar/answer", &headers, body.as_bytes())
    };
    let shown = ask(&code.groups().join(" "));
    assert!(shown.text().contains("نتصل بكم") && !shown.text().contains("<b>"), "{}", shown.text());
    assert_eq!(shown.header("cache-control"), Some("no-store"));
    let none = ask(Code::of_random([4; 16]).digits());
    assert!(none.status == 200 && none.text().contains("لا جواب"), "{}", none.text());
    // A day in words, and the number is not on the page of its answer.
    assert!(shown.text().contains(">29 تشرين الثاني 2026</time>"), "{}", shown.text());
    assert!(!shown.text().contains("name=\"code\""));
    // What was typed stays, so that one wrong digit need not cost all twenty; no more of it than the field takes, and never as markup.
    let other = Code::of_random([4; 16]);
    assert!(none.text().contains(&format!("value=\"{}\"", other.digits())), "{}", none.text());
    let wrong = ask("1234 5678");
    assert_eq!((wrong.status, wrong.header("cache-control")), (422, Some("no-store")));
    assert!(wrong.text().contains("value=\"1234 5678\""), "{}", wrong.text());
    let strange = ask(&format!("\"><b>{}", "x".repeat(100))).text();
    assert!(!strange.contains("<b>") && !strange.contains(&"x".repeat(40)), "{strange}");
    assert_eq!(open.get(&format!("/answers/{name}")).status, 404);
}

#[test]
fn many_letters_are_held_back_without_asking_who_sends_them() {
    let limits = Limits { slow_a_minute: 3, ..Limits::default() };
    let open = Open::with(limits, Arc::new(LocalDisk));
    let tickets: Vec<String> = (0..4).map(|_| open.get("/letters/en/objection").hidden("ticket")).collect();
    open.pass(60);
    let statuses: Vec<u16> = tickets
        .iter()
        .map(|ticket| open.send("/letters/en/objection", &[("ticket", ticket), ("text", "x")], &[]).status)
        .collect();
    assert_eq!(statuses, [200, 200, 200, 503]);
    // Whoever did the work is let through all the same.
    let ticket = open.get("/letters/en/objection").hidden("ticket");
    let fields = [("ticket", ticket.as_str()), ("proof", &proof(&ticket, 14)), ("text", "x")];
    assert_eq!(open.send("/letters/en/objection", &fields, &[]).status, 200);
    assert_eq!(open.dropped().len(), 4);
}

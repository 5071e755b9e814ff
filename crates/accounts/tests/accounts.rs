//! Accounts, sessions and throttling with a clock that stands still until told.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};
use std::time::Duration;

use amana_accounts::{
    ABSOLUTE, Account, Accounts, AccountsError, Cost, IDLE, NewAccount, Outside, Role, SignInError, Theme,
    check,
};
use amana_model::{Clock, UtcTime};

const KEY: [u8; 32] = [5; 32];
const PASSWORD: &str = "كلمة سر طويلة";

/// A clock in milliseconds since 2026-11-23T12:00:00Z.
#[derive(Default)]
struct Hand(AtomicI64);

impl Hand {
    fn forward(&self, span: Duration) {
        self.0.fetch_add(i64::try_from(span.as_millis()).unwrap(), Ordering::Relaxed);
    }

    fn back(&self, span: Duration) {
        self.0.fetch_sub(i64::try_from(span.as_millis()).unwrap(), Ordering::Relaxed);
    }
}

impl Clock for Hand {
    fn now(&self) -> UtcTime {
        UtcTime::from_unix_millis(1_795_435_200_000 + self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// Never the same bytes twice.
fn counted(buffer: &mut [u8]) {
    static NEXT: AtomicU8 = AtomicU8::new(1);
    buffer.fill(NEXT.fetch_add(1, Ordering::Relaxed));
}

fn outside(hand: &Hand) -> Outside<'_> {
    Outside { clock: hand, random: &counted }
}

async fn open(path: &Path) -> Accounts {
    Accounts::open(path, &KEY).await.unwrap().with_cost(Cost::LEAST)
}

async fn samar(accounts: &Accounts, hand: &Hand) -> Account {
    let new = NewAccount { name: "Samar", display_name: "سمر", role: Role::Reader };
    accounts.create_account(outside(hand), new, PASSWORD).await.unwrap()
}

struct House {
    _folder: tempfile::TempDir,
    accounts: Accounts,
    hand: Hand,
    samar: Account,
}

async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let (accounts, hand) = (open(&folder.path().join("accounts.db")).await, Hand::default());
    let samar = samar(&accounts, &hand).await;
    House { _folder: folder, accounts, hand, samar }
}

#[tokio::test]
async fn accounts_are_made_found_and_listed() {
    let House { accounts, hand, samar, _folder } = house().await;
    assert_eq!(
        (samar.name.as_str(), samar.display_name.as_str(), samar.role),
        ("Samar", "سمر", Role::Reader)
    );
    assert_eq!(samar.created, hand.now());
    for spelling in ["Samar", "SAMAR", " samar ", "ｓａｍａｒ"] {
        assert_eq!(accounts.find(spelling).await.unwrap().as_ref(), Some(&samar), "{spelling}");
        let new = NewAccount { name: spelling, display_name: "x", role: Role::Custodian };
        let error = accounts.create_account(outside(&hand), new, PASSWORD).await.unwrap_err();
        assert!(matches!(error, AccountsError::NameTaken(_)), "{error}");
    }
    assert_eq!(accounts.find("samar' OR 1=1 --").await.unwrap(), None);
    hand.forward(Duration::from_secs(1));
    let new = NewAccount { name: "ليلى", display_name: "ليلى", role: Role::Custodian };
    let layla = accounts.create_account(outside(&hand), new, PASSWORD).await.unwrap();
    assert_ne!(layla.id, samar.id);
    assert_eq!(accounts.list().await.unwrap(), [samar.clone(), layla]);
    assert_eq!(accounts.by_id(&samar.id).await.unwrap(), Some(samar));
}

#[tokio::test]
async fn bad_names_and_weak_passwords_are_refused() {
    let House { accounts, hand, _folder, .. } = house().await;
    let long = "x".repeat(65);
    for name in ["", "  ", "a\nb", "a\0b", "evil\u{202E}name", "zero\u{200B}width", &long] {
        let new = NewAccount { name, display_name: "x", role: Role::Reader };
        let error = accounts.create_account(outside(&hand), new, PASSWORD).await.unwrap_err();
        assert!(matches!(error, AccountsError::BadName(_)), "{name:?}: {error}");
    }
    let huge = "x".repeat(1025);
    for password in ["", "short", "123456789", "Long Name X", "long name x", &huge] {
        let new = NewAccount { name: "long name x", display_name: "x", role: Role::Reader };
        let error = accounts.create_account(outside(&hand), new, password).await.unwrap_err();
        assert!(matches!(error, AccountsError::WeakPassword), "{password:?}: {error}");
    }
    assert_eq!(accounts.list().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_session_is_opened_used_and_ended() {
    let House { accounts, hand, samar, _folder } = house().await;
    let session = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    assert_eq!((&session.account, session.token.len()), (&samar, 43));
    assert_ne!(session.token, session.csrf);
    assert!(session.csrf_is(&session.csrf) && !session.csrf_is(&session.token) && !session.csrf_is(""));
    assert!(
        !format!("{session:?}").contains(&session.token) && !format!("{session:?}").contains(&session.csrf)
    );
    assert_eq!(accounts.session(outside(&hand), &session.token).await.unwrap().as_ref(), Some(&session));
    for wrong in ["", "x", &session.csrf, &session.token[1..], "' OR 1=1 --"] {
        assert_eq!(accounts.session(outside(&hand), wrong).await.unwrap(), None, "{wrong:?}");
    }
    let other = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    assert_ne!((&other.token, &other.csrf), (&session.token, &session.csrf));
    accounts.sign_out(&session.token).await.unwrap();
    assert_eq!(accounts.session(outside(&hand), &session.token).await.unwrap(), None);
    assert_eq!(accounts.session(outside(&hand), &other.token).await.unwrap(), Some(other));
}

#[tokio::test]
async fn sessions_end_by_idleness_and_in_any_case() {
    let House { accounts, hand, _folder, .. } = house().await;
    let idle = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    hand.forward(IDLE - Duration::from_millis(1));
    assert!(accounts.session(outside(&hand), &idle.token).await.unwrap().is_some());
    hand.forward(IDLE - Duration::from_millis(1));
    assert!(accounts.session(outside(&hand), &idle.token).await.unwrap().is_some(), "use prolongs it");
    hand.forward(IDLE);
    assert_eq!(accounts.session(outside(&hand), &idle.token).await.unwrap(), None);

    let used = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    let step = Duration::from_secs(30 * 60);
    for _ in 1..ABSOLUTE.as_secs() / step.as_secs() {
        hand.forward(step);
        assert!(accounts.session(outside(&hand), &used.token).await.unwrap().is_some());
    }
    hand.forward(step);
    assert_eq!(
        accounts.session(outside(&hand), &used.token).await.unwrap(),
        None,
        "use does not prolong it for ever"
    );

    let fresh = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    assert_eq!(accounts.sweep(outside(&hand)).await.unwrap(), 2);
    assert_eq!(accounts.sweep(outside(&hand)).await.unwrap(), 0);
    hand.back(Duration::from_secs(3600));
    assert!(
        accounts.session(outside(&hand), &fresh.token).await.unwrap().is_some(),
        "a clock set back ends nothing"
    );
}

#[tokio::test]
async fn uncovering_lasts_as_long_as_said_and_in_one_session() {
    let House { accounts, hand, _folder, .. } = house().await;
    let session = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    let other = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    let until = UtcTime::from_unix_millis(hand.now().unix_millis() + 600_000).unwrap();
    accounts.uncover_until(&session.token, until).await.unwrap();
    let seen = |token: String| {
        let (accounts, hand) = (&accounts, &hand);
        async move { accounts.session(outside(hand), &token).await.unwrap().unwrap().uncovered_until }
    };
    assert_eq!(seen(session.token.clone()).await, Some(until));
    assert_eq!(seen(other.token.clone()).await, None);
    hand.forward(Duration::from_secs(600));
    assert_eq!(seen(session.token.clone()).await, None);
    hand.back(Duration::from_secs(10));
    accounts.uncover_until(&session.token, hand.now()).await.unwrap();
    assert_eq!(seen(session.token.clone()).await, None, "covered again at once");
}

#[tokio::test]
async fn language_and_theme_outlive_the_session() {
    let House { accounts, hand, _folder, .. } = house().await;
    let session = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    assert_eq!((session.account.language.as_deref(), session.account.theme), (None, None));
    accounts.set_language(&session, "ar").await.unwrap();
    accounts.set_theme(&session, Some(Theme::Dark)).await.unwrap();
    accounts.sign_out(&session.token).await.unwrap();
    let again = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    assert_eq!((again.account.language.as_deref(), again.account.theme), (Some("ar"), Some(Theme::Dark)));
    accounts.set_language(&again, "<script>alert(1)</script>").await.unwrap();
    accounts.set_theme(&again, None).await.unwrap();
    let seen = accounts.session(outside(&hand), &again.token).await.unwrap().unwrap().account;
    assert_eq!((seen.language.map(|language| language.len()), seen.theme), (Some(16), None));
}

async fn wrong(house: &House, name: &str) -> Result<(), Duration> {
    match house.accounts.sign_in(outside(&house.hand), name, "not the password").await {
        Err(SignInError::WrongNameOrPassword) => Ok(()),
        Err(SignInError::TooMany { wait }) => Err(wait),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn guessing_one_name_is_slowed_the_same_whether_it_exists() {
    for name in ["samar", "nobody"] {
        let house = house().await;
        for _ in 0..3 {
            wrong(&house, name).await.unwrap();
        }
        for expected in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
            let expected = Duration::from_secs(expected);
            assert_eq!(wrong(&house, name).await, Err(expected), "{name}");
            house.hand.forward(expected - Duration::from_millis(1));
            assert_eq!(
                wrong(&house, name).await,
                Err(Duration::from_millis(1)),
                "not looked at, not counted"
            );
            house.hand.forward(Duration::from_millis(1));
            wrong(&house, name).await.unwrap();
        }
        // The right password has to wait as well, then clears the count.
        let early = house.accounts.sign_in(outside(&house.hand), "samar", PASSWORD).await;
        assert_eq!(matches!(early, Err(SignInError::TooMany { .. })), name == "samar");
        house.hand.forward(Duration::from_secs(900));
        house.accounts.sign_in(outside(&house.hand), "samar", PASSWORD).await.unwrap();
        for _ in 0..3 {
            wrong(&house, "samar").await.unwrap();
        }
        house.hand.forward(Duration::from_secs(24 * 60 * 60));
        wrong(&house, name).await.unwrap();
        wrong(&house, name).await.unwrap();
    }
}

#[tokio::test]
async fn guessing_many_names_is_slowed_for_all_but_never_for_long() {
    let house = house().await;
    for number in 0..20 {
        wrong(&house, &format!("name {number}")).await.unwrap();
    }
    let mut longest = Duration::ZERO;
    for number in 20..40 {
        if let Err(wait) = wrong(&house, &format!("name {number}")).await {
            longest = longest.max(wait);
            house.hand.forward(wait);
        }
        wrong(&house, &format!("name {number}")).await.unwrap();
    }
    assert_eq!(longest, Duration::from_secs(10));
    house.hand.forward(longest);
    house.accounts.sign_in(outside(&house.hand), "samar", PASSWORD).await.unwrap();
    house.hand.forward(Duration::from_secs(15 * 60));
    for number in 0..20 {
        wrong(&house, &format!("other {number}")).await.unwrap();
    }
}

#[tokio::test]
async fn signing_in_rightly_again_and_again_is_never_slowed() {
    let house = house().await;
    for _ in 0..60 {
        house.accounts.sign_in(outside(&house.hand), "samar", PASSWORD).await.unwrap();
    }
}

#[tokio::test]
async fn a_clock_set_back_never_waits_longer_than_in_full() {
    let house = house().await;
    for _ in 0..3 {
        wrong(&house, "samar").await.unwrap();
    }
    house.hand.back(Duration::from_secs(365 * 24 * 60 * 60));
    assert_eq!(wrong(&house, "samar").await, Err(Duration::from_secs(1)));
}

#[tokio::test]
async fn disabling_ends_everything_and_is_told_only_to_who_knows_the_password() {
    let house = house().await;
    let House { accounts, hand, samar, .. } = &house;
    let session = accounts.sign_in(outside(hand), "samar", PASSWORD).await.unwrap();
    accounts.disable(outside(hand), &samar.id).await.unwrap();
    assert_eq!(accounts.session(outside(hand), &session.token).await.unwrap(), None);
    wrong(&house, "samar").await.unwrap();
    let error = accounts.sign_in(outside(hand), "samar", PASSWORD).await.unwrap_err();
    assert!(matches!(error, SignInError::Disabled), "{error}");
    assert_eq!(accounts.find("samar").await.unwrap().unwrap().disabled, Some(hand.now()));
    accounts.enable(&samar.id).await.unwrap();
    accounts.sign_in(outside(hand), "samar", PASSWORD).await.unwrap();
    let nobody = "nobody".parse().unwrap();
    assert!(matches!(accounts.disable(outside(hand), &nobody).await, Err(AccountsError::NoSuchAccount)));
    assert!(matches!(accounts.enable(&nobody).await, Err(AccountsError::NoSuchAccount)));
}

#[tokio::test]
async fn another_password_ends_sessions_and_replaces_the_old_one() {
    let house = house().await;
    let House { accounts, hand, samar, .. } = &house;
    let session = accounts.sign_in(outside(hand), "samar", PASSWORD).await.unwrap();
    for _ in 0..3 {
        wrong(&house, "samar").await.unwrap();
    }
    accounts.change_password(outside(hand), &samar.id, "another password").await.unwrap();
    assert_eq!(accounts.session(outside(hand), &session.token).await.unwrap(), None);
    accounts.sign_in(outside(hand), "samar", "another password").await.unwrap();
    let old = accounts.sign_in(outside(hand), "samar", PASSWORD).await.unwrap_err();
    assert!(matches!(old, SignInError::WrongNameOrPassword));
    let weak = accounts.change_password(outside(hand), &samar.id, "samar").await.unwrap_err();
    assert!(matches!(weak, AccountsError::WeakPassword));
}

#[tokio::test]
async fn the_file_is_sealed_and_any_flipped_byte_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("accounts.db");
    let (accounts, hand) = (open(&path).await, Hand::default());
    samar(&accounts, &hand).await;
    let session = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    accounts.close().await;
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the file");
    let whole = std::fs::read(&path).unwrap();
    assert!(!whole.starts_with(b"SQLite format 3"));
    for words in ["Samar", "CREATE TABLE", "argon2id", &session.csrf, &session.token] {
        assert!(memchr::memmem::find(&whole, words.as_bytes()).is_none(), "{words} is in clear");
    }
    assert!(matches!(Accounts::open(&path, &[6; 32]).await, Err(AccountsError::WrongKey)));
    assert_eq!(check(&path, &KEY).await, Vec::<String>::new());
    let damaged = folder.path().join("damaged.db");
    for place in (0..32).chain((0..whole.len()).step_by(499)).chain([whole.len() - 1]) {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 8);
        std::fs::write(&damaged, bytes).unwrap();
        assert!(!check(&damaged, &KEY).await.is_empty(), "a flip at {place} is not found");
    }
    let again = open(&path).await;
    assert!(
        again.session(outside(&hand), &session.token).await.unwrap().is_some(),
        "sessions outlive the process"
    );
    again.close().await;
}

#[tokio::test]
async fn failed_attempts_are_counted_by_account_and_unknown_names_are_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("accounts.db");
    let (accounts, hand) = (open(&path).await, Hand::default());
    let samar = samar(&accounts, &hand).await;
    let tried = async |name: &str, password: &str| {
        hand.forward(Duration::from_secs(60));
        accounts.sign_in(outside(&hand), name, password).await.map(|_| ())
    };
    let first = UtcTime::from_unix_millis(hand.now().unix_millis() + 60_000).unwrap();
    tried("samar", "wrong one").await.unwrap_err();
    tried("my secret typed in the wrong field", "x").await.unwrap_err();
    tried("nobody", "x").await.unwrap_err();
    tried("SAMAR", "wrong two").await.unwrap_err();
    tried("samar", PASSWORD).await.unwrap();
    accounts.disable(outside(&hand), &samar.id).await.unwrap();
    assert!(matches!(tried("samar", PASSWORD).await, Err(SignInError::Disabled)));

    let failures = accounts.failures().await.unwrap();
    let told: Vec<_> = failures
        .iter()
        .map(|one| (one.account.clone(), one.name.as_deref(), one.reason.word(), one.attempts))
        .collect();
    let id = Some(samar.id.clone());
    assert_eq!(
        told,
        [
            (id.clone(), Some("Samar"), "wrong-password", 2),
            (None, None, "unknown-name", 2),
            (id, Some("Samar"), "disabled", 1)
        ]
    );
    assert_eq!(failures[0].first, first);
    assert!(failures[0].last > failures[0].first);

    tried("another", "x").await.unwrap_err();
    accounts.failures_told(&failures).await.unwrap();
    let left = accounts.failures().await.unwrap();
    assert_eq!(
        left.iter().map(|one| (one.reason.word(), one.attempts)).collect::<Vec<_>>(),
        [("unknown-name", 1)]
    );
    accounts.failures_told(&left).await.unwrap();
    assert!(accounts.failures().await.unwrap().is_empty());
}

#[tokio::test]
async fn attempts_that_had_to_wait_are_not_counted() {
    let House { accounts, hand, _folder, .. } = house().await;
    for _ in 0..200 {
        accounts.sign_in(outside(&hand), "samar", "wrong").await.unwrap_err();
    }
    let failures = accounts.failures().await.unwrap();
    assert_eq!(failures.iter().map(|one| one.attempts).collect::<Vec<_>>(), [3]);
}

#[tokio::test]
async fn a_backup_brings_accounts_back_but_no_session() {
    let folder = tempfile::tempdir().unwrap();
    let (accounts, hand) = (open(&folder.path().join("accounts.db")).await, Hand::default());
    let samar = samar(&accounts, &hand).await;
    let new = NewAccount { name: "Nadim", display_name: "نديم", role: Role::Custodian };
    let nadim = accounts.create_account(outside(&hand), new, PASSWORD).await.unwrap();
    let session = accounts.sign_in(outside(&hand), "samar", PASSWORD).await.unwrap();
    accounts.set_language(&session, "ar").await.unwrap();
    accounts.set_theme(&session, Some(Theme::Dark)).await.unwrap();
    accounts.disable(outside(&hand), &nadim.id).await.unwrap();
    let backup = accounts.backup(outside(&hand)).await.unwrap();
    assert!(backup.starts_with(br#"{"accounts":[{"#), "{}", backup.escape_ascii());

    let path = folder.path().join("again.db");
    assert_eq!(Accounts::restore(&path, &KEY, &backup).await.unwrap(), 2);
    assert!(check(&path, &KEY).await.is_empty());
    let again = open(&path).await;
    assert_eq!(again.list().await.unwrap(), accounts.list().await.unwrap());
    assert!(again.session(outside(&hand), &session.token).await.unwrap().is_none());
    again.sign_in(outside(&hand), "SAMAR", PASSWORD).await.unwrap();
    assert!(matches!(again.sign_in(outside(&hand), "nadim", PASSWORD).await, Err(SignInError::Disabled)));
    assert_eq!(again.find("samar").await.unwrap().unwrap().id, samar.id);
    assert_eq!(
        String::from_utf8(again.backup(outside(&hand)).await.unwrap().to_vec()).unwrap(),
        String::from_utf8(backup.to_vec()).unwrap(),
        "a backup of what was restored is the same text"
    );
}

#[tokio::test]
async fn what_is_no_backup_restores_nothing() {
    let House { accounts, hand, _folder, .. } = house().await;
    let good = accounts.backup(outside(&hand)).await.unwrap();
    let text = String::from_utf8(good.to_vec()).unwrap();
    let newer = text.replace(r#""version":1"#, r#""version":2"#);
    for (at, bad) in [&b""[..], b"{}", b"not a backup", newer.as_bytes(), &good[1..]].into_iter().enumerate()
    {
        let path = _folder.path().join(format!("{at}.db"));
        let error = Accounts::restore(&path, &KEY, bad).await.unwrap_err();
        assert!(matches!(error, AccountsError::BadBackup(_)), "{error}");
        assert!(!path.exists());
    }
}

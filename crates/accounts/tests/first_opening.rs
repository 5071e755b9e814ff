//! The first opening in a process, by many at once. In a file of its own, since a process has only one first time.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Barrier;

use amana_accounts::Accounts;

#[test]
fn many_may_open_at_once_from_the_first_moment() {
    let folder = tempfile::tempdir().unwrap();
    let barrier = Barrier::new(16);
    std::thread::scope(|scope| {
        for number in 0..16 {
            let (barrier, path) = (&barrier, folder.path().join(format!("{number}.db")));
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                barrier.wait();
                runtime.block_on(async {
                    Accounts::open(&path, &[number; 32]).await.unwrap().close().await;
                });
            });
        }
    });
}

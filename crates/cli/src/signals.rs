//! Ctrl-C and SIGTERM as a request to stop in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::signal::unix::{SignalKind, signal};

/// A flag that the first signal sets. A second one ends the program at once.
pub(crate) fn stop_flag() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
        let Ok(mut signals) = signal(kind) else { continue };
        let flag = flag.clone();
        tokio::spawn(async move {
            while signals.recv().await.is_some() {
                if flag.swap(true, Ordering::Relaxed) {
                    std::process::exit(3);
                }
                eprintln!("stopping: what is under way is finished and recorded (once more to end at once)");
            }
        });
    }
    flag
}

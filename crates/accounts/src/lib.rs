//! Who may sign in to the desk: accounts, sessions, throttling.

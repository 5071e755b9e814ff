//! The use cases, one verb a file: the only writer of events.

//! The SQL picture of the archive: thrown away and rebuilt at will.

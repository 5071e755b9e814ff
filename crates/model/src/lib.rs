//! The field's words as types, and the one canonical encoding of a custody event.

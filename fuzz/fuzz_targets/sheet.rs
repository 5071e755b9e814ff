//! Lists made elsewhere: whatever is read stays within the limits.

#![no_main]

use amana_sheet::{Limits, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { unpacked: 1 << 20, rows: 100, columns: 20, cells: 1000, cell: 200, ..Limits::DEFAULT };
    if let Ok(sheet) = read(bytes, &limits) {
        assert!(sheet.rows.len() <= 100 && sheet.header.len() <= 20);
        assert!(sheet.rows.len() * sheet.header.len() <= 1000);
        assert!(sheet.rows.iter().all(|row| row.cells.len() == sheet.header.len()));
    }
});

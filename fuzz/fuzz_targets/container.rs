//! Zips and tars, packed or not: every member is read within the limits.

#![no_main]

use std::io::{Cursor, Read as _};

use amana_deposit::{Allowance, Flow, Limits, Recognised, may_be_container, open_container, recognise};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    amana_fuzz::caught_panics_pass();
    let _ = may_be_container(bytes);
    let Ok(Recognised::Container(kind)) = recognise(&mut Cursor::new(bytes)) else { return };
    let limits = Limits { expanded: 1 << 20, members: 100, ..Limits::default() };
    let allowance = Allowance::new(limits, bytes.len() as u64);
    let mut expanded = 0;
    let report = open_container(Cursor::new(bytes), kind, &allowance, &mut |_, reader| {
        let mut buffer = [0; 4096];
        while let Ok(read @ 1..) = reader.read(&mut buffer) {
            expanded += read as u64;
        }
        Ok::<_, ()>(Flow::Continue)
    });
    assert!(report.is_ok_and(|report| report.members <= 101));
    assert!(expanded <= 2 << 20);
});

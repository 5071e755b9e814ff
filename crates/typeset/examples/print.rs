//! Prints a document that was kept as JSON: `cargo run -p amana-typeset --example print < document.json > document.pdf`.

use std::io::{Read, Write, stdin, stdout};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut json = String::new();
    stdin().read_to_string(&mut json)?;
    stdout().write_all(&amana_typeset::pdf(&serde_json::from_str(&json)?)?)?;
    Ok(())
}

//! Draws everybody of a leak alive, for measuring how faces are ranked: `alive TRUTH FOLDER`, a JPEG a person, named by the id.

use std::path::Path;

use amana_testkit::leak::{Truth, families};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [truth, folder] = arguments.as_slice() else { return Err("alive TRUTH FOLDER".into()) };
    let truth = Truth::read(Path::new(truth))?;
    std::fs::create_dir_all(folder)?;
    for person in &truth.people {
        std::fs::write(
            Path::new(folder).join(format!("{}.jpg", person.id)),
            families::alive(&truth, person)?,
        )?;
    }
    Ok(())
}

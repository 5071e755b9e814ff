//! Makes sure that the folder of bundled assets exists, and rebuilds the crate when its content changes.

fn main() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/dist");
    // Absent before the first `cargo xtask web`; where it cannot be made, the pages say that assets are missing.
    let _ = std::fs::create_dir_all(folder);
    println!("cargo::rerun-if-changed={folder}");
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=locales");
}

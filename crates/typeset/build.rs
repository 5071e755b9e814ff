//! Embeds the Arabic font where `cargo xtask web` has put it. Bytes in the binary, not a folder to look into: this crate reads
//! nothing when it runs.

use std::path::Path;

fn main() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/fonts"));
    // Absent before the first `cargo xtask web`. Made, so that cargo notices what is put there.
    let _ = std::fs::create_dir_all(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rustc-check-cfg=cfg(arabic_font)");
    let weights = ["Amiri_400Regular.ttf", "Amiri_700Bold.ttf"];
    if weights.iter().all(|file| folder.join(file).is_file()) {
        println!("cargo::rustc-cfg=arabic_font");
    }
}

//! Makes a synthetic leak: `leak PHOTOGRAPHS SEED OUT TRUTH [small|mp3|mp12] [THREADS]`.

use std::io::Write;
use std::path::Path;

use amana_testkit::leak::{LeakOptions, PictureSize, generate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [photographs, seed, out, truth, rest @ ..] = words.as_slice() else {
        return Err("leak PHOTOGRAPHS SEED OUT TRUTH [small|mp3|mp12] [THREADS]".into());
    };
    let size = match rest.first().map(String::as_str) {
        None | Some("small") => PictureSize::Small,
        Some("mp3") => PictureSize::Mp3,
        Some("mp12") => PictureSize::Mp12,
        Some(other) => return Err(format!("no such size: {other}").into()),
    };
    let threads = rest.get(1).map_or(Ok(0), |word| word.parse())?;
    let options = LeakOptions {
        photographs: photographs.parse()?,
        seed: seed.parse()?,
        size,
        threads,
        specials: false,
    };
    let summary = generate(&options, Path::new(out), Path::new(truth), &|done, total| {
        if done % 50 == 0 || done == total {
            eprint!("\r{done}/{total}");
        }
    })?;
    eprintln!();
    writeln!(std::io::stdout(), "{}", serde_json::to_string(&summary)?)?;
    Ok(())
}

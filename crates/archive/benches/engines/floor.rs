//! What nothing can be faster than: decoding, digests, ciphers.

use amana_model::Format;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use sha2::{Digest as _, Sha256};

use crate::{Content, cpu, wall};

pub(crate) fn measure(contents: &[Content<'_>]) {
    println!("pictures {}", contents.len());
    let jpegs: Vec<&[u8]> = contents
        .iter()
        .map(|content| &content.bytes[..])
        .filter(|bytes| amana_analysis::format_of(bytes) == Format::Jpeg)
        .collect();
    println!("jpegs {}", jpegs.len());
    println!("jpeg-decoder-wall {:.3}", wall(|| jpegs.iter().for_each(|bytes| decode(bytes))).0);
    let observing = || {
        let limits = amana_analysis::Limits::default();
        for bytes in &jpegs {
            drop(amana_analysis::observe(amana_model::Digest([0; 32]), bytes, b"a.jpg", &limits, &|| false));
        }
    };
    println!("observe-cpu {:.3}", cpu(observing).0);
    let bytes: usize = contents.iter().map(|content| content.bytes.len()).sum();
    println!("bytes {bytes}");
    println!("sha256-wall {:.4}", wall(|| contents.iter().map(|c| Sha256::digest(&c.bytes)[0]).max()).0);
    println!("chacha20-wall {:.4}", wall(|| contents.iter().for_each(|content| open(&content.bytes))).0);
}

/// By the memory-safe decoder that others use, at the scale that the previews need.
fn decode(bytes: &[u8]) {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    if decoder.read_info().is_err() {
        return;
    }
    let Some(info) = decoder.info() else { return };
    let longer = u32::from(info.width.max(info.height));
    let points = [1_u32, 2, 4, 8].into_iter().find(|points| longer * points / 8 >= 512).unwrap_or(8);
    let side = |side: u16| (u32::from(side) * points).div_ceil(8) as u16;
    let _ = decoder.scale(side(info.width), side(info.height)).and_then(|_| decoder.decode());
}

/// The cipher's work of opening as many bytes, in age's pieces of 64 KiB; that nothing authentic comes out costs the same.
fn open(bytes: &[u8]) {
    let cipher = chacha20poly1305::ChaCha20Poly1305::new(&[7; 32].into());
    let mut piece = vec![0; 1 << 16];
    for chunk in bytes.chunks(1 << 16) {
        let piece = &mut piece[..chunk.len()];
        piece.copy_from_slice(chunk);
        let _ = std::hint::black_box(cipher.encrypt_inout_detached(&[0; 12].into(), b"", piece.into()));
    }
}

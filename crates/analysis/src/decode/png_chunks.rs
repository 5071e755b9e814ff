//! The chunks of a PNG file, checked: lengths, checksums, the end, and what stands behind it.

use amana_model::Damage;

use crate::damage::damage;

/// Everything wrong with a PNG file's chunks (PNG, third edition, 5.3), the worst first.
pub(super) fn check(bytes: &[u8]) -> Vec<Damage> {
    let mut found = Vec::new();
    let mut rest = bytes.get(8..).unwrap_or_default();
    loop {
        let at = bytes.len() - rest.len();
        let Some((kind, body, checksum, after)) = chunk(rest) else {
            let code = if rest.is_empty() { "no-end-marker" } else { "truncated" };
            found.push(damage(code, format!("the file ends at byte {} without its end chunk", bytes.len())));
            return found;
        };
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(kind);
        hasher.update(body);
        if hasher.finalize() != checksum {
            let detail = format!("the checksum of chunk {} at byte {at} is wrong", kind.escape_ascii());
            found.push(damage("bad-checksum", detail));
        }
        rest = after;
        if kind == b"IEND" {
            if !rest.is_empty() {
                found.push(damage("trailing-data", format!("{} bytes behind the end chunk", rest.len())));
            }
            return found;
        }
        if found.len() >= 8 {
            return found;
        }
    }
}

/// Kind, body, checksum and what follows.
type Chunk<'a> = (&'a [u8; 4], &'a [u8], u32, &'a [u8]);

fn chunk(bytes: &[u8]) -> Option<Chunk<'_>> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (body, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    let (checksum, rest) = rest.split_first_chunk::<4>()?;
    Some((kind, body, u32::from_be_bytes(*checksum), rest))
}

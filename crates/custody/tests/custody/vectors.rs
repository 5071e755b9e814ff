//! Golden vectors that nobody here made, and two implementations by others (`tlog_tiles`, `signed_note`) asked the same
//! questions.

use amana_custody::merkle::{leaf_hash, node_hash, verify_consistency, verify_inclusion};
use amana_custody::prove::{self, Nodes};
use amana_custody::{Checkpoint, Hash, KeyKind, Note, NoteError, SigningKey, VerifierKey};
use proptest::prelude::*;
use serde_json::Value;

use crate::common::shared_data;

/// A tree in memory, computed from the definition (RFC 6962, section 2.1) without any cleverness.
struct Memory(Vec<Hash>);

impl Memory {
    fn of<E: AsRef<[u8]>>(entries: &[E]) -> Self {
        Memory(entries.iter().map(|entry| leaf_hash(entry.as_ref())).collect())
    }

    fn root(&self, size: usize) -> Hash {
        fn root(leaves: &[Hash]) -> Hash {
            match leaves.len() {
                0 => Hash::of_empty_tree(),
                1 => leaves[0],
                n => {
                    let (left, right) = leaves.split_at(n.next_power_of_two() / 2);
                    node_hash(root(left), root(right))
                }
            }
        }
        root(&self.0[..size])
    }
}

impl Nodes for Memory {
    type Error = std::convert::Infallible;

    fn node(&mut self, level: u8, index: u64) -> Result<Hash, Self::Error> {
        let (first, width) = ((index << level) as usize, 1 << level);
        let mut hashes = self.0[first..first + width].to_vec();
        while hashes.len() > 1 {
            hashes = hashes.chunks(2).map(|pair| node_hash(pair[0], pair[1])).collect();
        }
        Ok(hashes[0])
    }
}

fn json(name: &str) -> Option<Value> {
    Some(serde_json::from_slice(&std::fs::read(shared_data(name)?).unwrap()).unwrap())
}

fn hex(value: &Value) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

#[test]
fn the_reference_tree_of_rfc_6962() {
    let Some(vectors) = json("log/rfc6962_reference_tree.json") else { return };
    let inputs: Vec<Vec<u8>> = vectors["leaf_inputs_hex"].as_array().unwrap().iter().map(hex).collect();
    let mut tree = Memory::of(&inputs);
    for (size, root) in vectors["roots_by_size"].as_array().unwrap().iter().enumerate() {
        assert_eq!(prove::root_at(&mut tree, size as u64).unwrap().0.to_vec(), hex(root), "root of {size}");
    }
    for level in 0..4u8 {
        for (index, hash) in
            vectors["node_hashes"][format!("level{level}")].as_array().unwrap().iter().enumerate()
        {
            assert_eq!(tree.node(level, index as u64).unwrap().0.to_vec(), hex(hash), "node {level}/{index}");
        }
    }
}

#[test]
fn signed_notes_of_the_go_package() {
    let Some(vectors) = json("log/signed_note_vectors.json") else { return };
    for vector in vectors["signed_note_valid"].as_array().unwrap() {
        let bytes = vector["note"].as_str().unwrap().as_bytes();
        let note = Note::parse(bytes).unwrap();
        assert_eq!(note.to_text().as_bytes(), bytes);
        for key in vector["vkeys"].as_array().unwrap() {
            let key: VerifierKey = key.as_str().unwrap().parse().unwrap();
            note.verify(&key).unwrap();
            assert_altered_notes_are_refused(bytes, &key);
        }
    }
    for key in vectors["bad_vkeys"].as_array().unwrap() {
        assert!(key.as_str().unwrap().parse::<VerifierKey>().is_err(), "{key}");
    }
    let example = vectors["c2sp_checkpoint_example"].as_str().unwrap();
    let checkpoint = Checkpoint::parse_unverified(example.as_bytes()).unwrap();
    assert_eq!((checkpoint.origin(), checkpoint.size()), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(checkpoint.signatures().len(), 2);
    assert_eq!(checkpoint.to_text(), example);
}

fn assert_altered_notes_are_refused(bytes: &[u8], key: &VerifierKey) {
    let own_line = format!("\n— {} ", key.name());
    let own = str::from_utf8(bytes).unwrap().find(&own_line).unwrap() + 1;
    let text_end = str::from_utf8(bytes).unwrap().find("\n\n").unwrap();
    let own_end = own + bytes[own..].iter().position(|byte| *byte == b'\n').unwrap();
    for at in (0..text_end).chain(own..own_end) {
        let mut altered = bytes.to_vec();
        altered[at] ^= 1;
        let accepted = Note::parse(&altered).is_ok_and(|note| note.verify(key).is_ok());
        assert!(!accepted, "byte {at}");
    }
}

#[test]
fn the_tree_text_of_the_go_package() {
    let Some(vectors) = json("log/signed_note_vectors.json") else { return };
    for vector in vectors["tree_text"].as_array().unwrap() {
        let root = leaf_hash(vector["record_utf8"].as_str().unwrap().as_bytes());
        assert_eq!(vector["text"].as_str().unwrap().lines().nth(2), Some(root.to_string().as_str()));
    }
}

/// Each public key of Wycheproof as a note key, each signature through the verifier that checkpoints use.
#[test]
fn ed25519_by_wycheproof() {
    let Some(vectors) = json("log/wycheproof-ed25519/testvectors_v1/ed25519_test.json") else { return };
    let mut checked = 0;
    for group in vectors["testGroups"].as_array().unwrap() {
        let key = vkey("wycheproof", 1, &hex(&group["publicKey"]["pk"]));
        for test in group["tests"].as_array().unwrap() {
            let valid = test["result"] == "valid";
            let accepted = key
                .parse::<VerifierKey>()
                .is_ok_and(|key| key.accepts(&hex(&test["msg"]), &hex(&test["sig"])));
            assert_eq!(accepted, valid, "case {}: {}", test["tcId"], test["comment"]);
            checked += 1;
        }
    }
    assert_eq!(checked, 151);
}

fn vkey(name: &str, kind: u8, key: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    let key = [&[kind], key].concat();
    let id = Sha256::digest([name.as_bytes(), b"\n", &key].concat());
    let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
    format!("{name}+{}+{}", hex(&id[..4]), data_encoding::BASE64.encode(&key))
}

#[test]
fn a_witness_signs_with_a_timestamp() {
    let signing = SigningKey::from_seed("witness.example/w1", &[3; 32]).unwrap();
    let public =
        data_encoding::BASE64.decode(signing.verifier().to_string().rsplit('+').next().unwrap().as_bytes());
    let witness: VerifierKey = vkey("witness.example/w1", 4, &public.unwrap()[1..]).parse().unwrap();
    assert_eq!(witness.kind(), KeyKind::Cosignature);
    let log = SigningKey::from_seed("example.org/log", &[4; 32]).unwrap();
    let checkpoint = Checkpoint::sign(5, Hash([1; 32]), &log).unwrap();
    let text = checkpoint.to_text();
    let body = &text[..=text.find("\n\n").unwrap()];
    // What a witness signs by C2SP tlog-cosignature, signed here as if it were the text of a note.
    let signed = Note::sign(format!("cosignature/v1\ntime 1679315147\n{body}"), &signing).unwrap();
    let signature = [&1_679_315_147u64.to_be_bytes(), signed.signatures()[0].signature.as_slice()].concat();
    let line = |signature: Vec<u8>| amana_custody::NoteSignature {
        name: witness.name().to_owned(),
        key_id: witness.id(),
        signature,
    };
    checkpoint.clone().with_signature(line(signature.clone())).verify(&witness).unwrap();
    let mut later = signature;
    later[7] ^= 1;
    let refused = checkpoint.with_signature(line(later)).verify(&witness);
    assert_eq!(refused, Err(NoteError::BadSignature("witness.example/w1".into()).into()));
}

/// The hashes that `tlog_tiles` keeps for its own proofs.
struct Theirs(Vec<tlog_tiles::Hash>);

impl tlog_tiles::HashReader for Theirs {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|index| self.0[*index as usize]).collect())
    }
}

impl Theirs {
    fn of(entries: &[Vec<u8>]) -> Self {
        let mut theirs = Theirs(Vec::new());
        for (n, entry) in (0..).zip(entries) {
            let new = tlog_tiles::stored_hashes(n, entry, &theirs).unwrap();
            theirs.0.extend(new);
        }
        theirs
    }
}

fn ours(hashes: &[tlog_tiles::Hash]) -> Vec<Hash> {
    hashes.iter().map(|hash| Hash(hash.0)).collect()
}

#[test]
fn every_small_tree_proves_as_the_others_do() {
    let entries: Vec<Vec<u8>> = (0..40u8).map(|n| vec![n; usize::from(n)]).collect();
    let theirs = Theirs::of(&entries);
    let mut tree = Memory::of(&entries);
    for size in 1..=40u64 {
        let root = prove::root_at(&mut tree, size).unwrap();
        assert_eq!(root, tree.root(size as usize));
        assert_eq!(root.0, tlog_tiles::tree_hash(size, &theirs).unwrap().0);
        for index in 0..size {
            let path = prove::inclusion(&mut tree, index, size).unwrap().unwrap();
            assert_eq!(path, ours(&tlog_tiles::prove_record(size, index, &theirs).unwrap()));
            verify_inclusion(tree.0[index as usize], index, size, &path, root).unwrap();
            assert_no_other_inclusion(&tree, index, size, &path, root);
            let old = index + 1;
            let old_root = tree.root(old as usize);
            let proof = prove::consistency(&mut tree, old, size).unwrap().unwrap();
            assert_eq!(proof, ours(&tlog_tiles::prove_tree(size, old, &theirs).unwrap()), "{old} to {size}");
            verify_consistency((old, old_root), (size, root), &proof).unwrap();
            assert_no_other_consistency((old, old_root), (size, root), &proof);
        }
    }
}

fn assert_no_other_inclusion(tree: &Memory, index: u64, size: u64, path: &[Hash], root: Hash) {
    let leaf = tree.0[index as usize];
    for at in 0..path.len() {
        let mut altered = path.to_vec();
        altered[at].0[7] ^= 1;
        assert!(verify_inclusion(leaf, index, size, &altered, root).is_err());
    }
    let longer = [path, &[root]].concat();
    assert!(verify_inclusion(leaf, index, size, &longer, root).is_err());
    assert!(path.is_empty() || verify_inclusion(leaf, index, size, &path[1..], root).is_err());
    for other in (0..size + 2).filter(|other| *other != index) {
        assert!(
            verify_inclusion(leaf, other, size, path, root).is_err(),
            "{index} passed as {other} of {size}"
        );
    }
}

fn assert_no_other_consistency(old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) {
    for at in 0..proof.len() {
        let mut altered = proof.to_vec();
        altered[at].0[7] ^= 1;
        assert!(verify_consistency(old, new, &altered).is_err());
    }
    assert!(verify_consistency(old, new, &[proof, &[new.1]].concat()).is_err());
    assert!(verify_consistency((old.0, Hash([0; 32])), new, proof).is_err());
    assert!(verify_consistency(old, (new.0, Hash([0; 32])), proof).is_err());
    assert!(verify_consistency((new.0 + 1, old.1), new, proof).is_err());
}

#[test]
fn keys_and_notes_are_those_of_the_other_implementation() {
    let key = SigningKey::from_seed("example.org/log", &[9; 32]).unwrap();
    let signer = signed_note::StandardSigner::new(&key.to_text()).unwrap();
    let verifier = signed_note::StandardVerifier::new(&key.verifier().to_string()).unwrap();
    use signed_note::{Signer as _, Verifier as _};
    assert_eq!(signer.key_id().to_be_bytes(), key.verifier().id());
    let note = Note::sign("some text\n".into(), &key).unwrap();
    assert!(verifier.verify(b"some text\n", &note.signatures()[0].signature));
    assert_eq!(signer.sign(b"some text\n").unwrap(), note.signatures()[0].signature);
    let read = SigningKey::parse(&key.to_text()).unwrap();
    assert_eq!(read.verifier(), key.verifier());
}

proptest! {
    #[test]
    fn no_bytes_break_the_parsers(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "[\\x20-\\x7e\n—]{0,200}") {
        for bytes in [&bytes[..], text.as_bytes()] {
            if let Ok(note) = Note::parse(bytes) {
                prop_assert!(note.to_text().as_bytes() == bytes);
            }
            let _ = Checkpoint::parse_unverified(bytes);
            let _ = amana_custody::proof::EntryProof::parse(bytes);
            let _ = str::from_utf8(bytes).map(|text| (text.parse::<VerifierKey>().is_ok(), SigningKey::parse(text).is_ok()));
        }
    }

    #[test]
    fn no_numbers_break_the_proofs(
        index: u64, size: u64, old: u64,
        path in proptest::collection::vec(any::<[u8; 32]>().prop_map(Hash), 0..70),
    ) {
        let root = Hash([5; 32]);
        prop_assert!(verify_inclusion(Hash([1; 32]), index, size, &path, root).is_err());
        prop_assert!(verify_consistency((old.max(1), Hash([1; 32])), (size, root), &path).is_err());
    }
}

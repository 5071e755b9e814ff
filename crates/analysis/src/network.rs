//! The seam to the runtime of neural networks: ONNX bytes in, numbers in, numbers out.
//!
//! The runtime is `rten`, pure Rust. Trusted is only a file whose SHA-256 is the one pinned in the code: other bytes
//! are refused before the runtime sees them. A runtime that panics is an error here. Nothing is read from the disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::Layout as _;
use sha2::{Digest as _, Sha256};

/// A model that this program knows: its name and version as observations carry them, and the digest of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pinned {
    /// Name and version.
    pub name: &'static str,
    /// The name of its file below `models/`.
    pub file: &'static str,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: &'static str,
}

/// Why a network cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// Other bytes than the pinned ones.
    #[error("{name}: the file's SHA-256 is {found}, not the one this version knows")]
    Digest {
        /// The model wanted.
        name: &'static str,
        /// The digest found, in hexadecimal.
        found: String,
    },
    /// The bytes are no network that the runtime can load.
    #[error("{0}: the file cannot be loaded: {1}")]
    Load(&'static str, String),
    /// The runtime refused the numbers, or gave up.
    #[error("{0}: the network could not be run: {1}")]
    Run(&'static str, String),
}

/// Numbers with a shape, in rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Numbers {
    pub(crate) shape: Vec<usize>,
    pub(crate) values: Vec<f32>,
}

/// A network ready to run; cheap to clone, usable from many threads.
#[derive(Clone)]
pub(crate) struct Network {
    name: &'static str,
    model: Arc<Model>,
    input: NodeId,
    outputs: Vec<NodeId>,
}

impl Network {
    /// Loads a pinned model of one input.
    pub(crate) fn load(bytes: &[u8], pinned: Pinned) -> Result<Self, NetworkError> {
        let found = HEXLOWER.encode(&Sha256::digest(bytes));
        if found != pinned.sha256 {
            return Err(NetworkError::Digest { name: pinned.name, found });
        }
        Self::load_unpinned(bytes, pinned.name)
    }

    /// Loads a model whose bytes are part of the program, or of a test.
    pub(crate) fn load_unpinned(bytes: &[u8], name: &'static str) -> Result<Self, NetworkError> {
        let refused = |detail: String| NetworkError::Load(name, detail);
        let loading = || {
            ModelOptions::with_all_ops().prepack_weights(true).load(bytes.to_vec()).map_err(|e| e.to_string())
        };
        let model = guarded(loading).map_err(refused)?;
        let [input] = *model.input_ids() else {
            return Err(refused(format!("{} inputs, not one", model.input_ids().len())));
        };
        let outputs = model.output_ids().to_vec();
        Ok(Self { name, model: Arc::new(model), input, outputs })
    }

    /// The names of the outputs, in the order in which [`Network::run`] gives them.
    pub(crate) fn output_names(&self) -> Vec<String> {
        let name = |id: &NodeId| self.model.node_info(*id).and_then(|node| node.name().map(String::from));
        self.outputs.iter().map(|id| name(id).unwrap_or_default()).collect()
    }

    /// Runs the network on one thread.
    pub(crate) fn run(&self, input: Numbers) -> Result<Vec<Numbers>, NetworkError> {
        let running = || {
            let input = Value::from_shape(&input.shape, input.values).map_err(|e| e.to_string())?;
            let options = RunOptions::default().with_thread_pool(Some(lane()));
            let run = self.model.run(vec![(self.input, input.into())], &self.outputs, Some(options));
            run.map_err(|e| e.to_string())?.into_iter().map(numbers).collect()
        };
        guarded(running).map_err(|detail| NetworkError::Run(self.name, detail))
    }
}

fn numbers(value: Value) -> Result<Numbers, String> {
    let tensor = value.into_tensor::<f32>().ok_or("an output that is not of fp32 numbers")?;
    Ok(Numbers { shape: tensor.shape().to_vec(), values: tensor.into_data() })
}

/// A pool of one thread for each thread that runs networks: every kernel then stays on one core, and workers that
/// analyse beside each other do not wait for each other.
fn lane() -> Arc<ThreadPool> {
    thread_local! {
        static LANE: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
    }
    LANE.with(Arc::clone)
}

/// Other people's code at work on outside bytes: a panic of theirs stops here.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("the runtime gave up".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNKNOWN: Pinned = Pinned { name: "none", file: "none.onnx", sha256: "00" };

    #[test]
    fn other_bytes_are_refused_by_their_digest() {
        assert!(matches!(Network::load(b"ONNX", UNKNOWN), Err(NetworkError::Digest { name: "none", .. })));
    }

    #[test]
    fn hostile_bytes_are_an_error() {
        for bytes in [&b""[..], b"RTEN", &[0xff; 100], &[0x08, 0x07, 0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f]] {
            let loaded = Network::load_unpinned(bytes, "hostile");
            assert!(matches!(loaded, Err(NetworkError::Load("hostile", _))), "{bytes:?}");
        }
    }
}

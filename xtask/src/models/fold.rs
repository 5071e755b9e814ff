//! Folds a network whose weights are kept as eight-bit numbers in blocks into one with ordinary fp32 weights.
//!
//! The two face models are shipped with `DequantizeLinear` in blocks (ONNX opset 21), which only OpenCV runs. Folded,
//! they are plain networks of opset 13: every `DequantizeLinear` and the `Reshape` behind it become fp32 weights,
//! `Dropout` (nothing at inference) goes, and only the picture remains an input. The same bytes in give the same bytes
//! out.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail, ensure};
use prost::Message as _;

use super::onnx::{FLOAT, Graph, INT8, INT64, Model, Node, Opset, Side, Tensor, ValueInfo};

/// Folds a file; `free` frees the height and width of the input.
pub(super) fn fold(bytes: &[u8], free: bool) -> Result<Vec<u8>> {
    let mut model = Model::decode(bytes)?;
    let mut graph = model.graph.take().context("a model without a graph")?;
    weights(&mut graph)?;
    without_dropout(&mut graph)?;
    only_used(&mut graph);
    if free {
        free_size(&mut graph);
    }
    let opsets = vec![Opset { domain: Some(String::new()), version: Some(13) }];
    Ok(Model { ir_version: Some(7), graph: Some(graph), opsets }.encode_to_vec())
}

/// Turns every `DequantizeLinear` and every `Reshape` of weights into weights.
fn weights(graph: &mut Graph) -> Result<()> {
    let mut known: BTreeMap<String, Tensor> =
        graph.initialisers.drain(..).map(|tensor| (tensor.name().to_owned(), tensor)).collect();
    let mut rest = Vec::new();
    for node in graph.nodes.drain(..) {
        let folded = if node.is("DequantizeLinear") {
            Some(dequantised(&node, &known)?)
        } else if node.is("Reshape") && node.inputs.iter().all(|input| known.contains_key(input)) {
            Some(reshaped(&node, &known)?)
        } else {
            None
        };
        match folded {
            Some(tensor) => drop(known.insert(tensor.name().to_owned(), tensor)),
            None => rest.push(node),
        }
    }
    graph.nodes = rest;
    graph.initialisers = known.into_values().collect();
    Ok(())
}

fn input<'k>(node: &Node, at: usize, known: &'k BTreeMap<String, Tensor>) -> Result<&'k Tensor> {
    let name = node.inputs.get(at).with_context(|| format!("{} lacks input {at}", node.operator()))?;
    known.get(name).with_context(|| format!("{name} is no weight"))
}

fn output(node: &Node) -> Result<String> {
    node.outputs.first().cloned().with_context(|| format!("{} without an output", node.operator()))
}

/// `(x − zero point) · scale`, where a block along one axis shares both (ONNX, DequantizeLinear-21).
fn dequantised(node: &Node, known: &BTreeMap<String, Tensor>) -> Result<Tensor> {
    let (values, scales, zeros) = (input(node, 0, known)?, input(node, 1, known)?, input(node, 2, known)?);
    let block = usize::try_from(node.integer("block_size").context("no block size")?)?;
    let axis = usize::try_from(node.integer("axis").context("no axis")?)?;
    let shape = lengths(values)?;
    ensure!(axis < shape.len() && block > 0, "axis {axis}, blocks of {block} in {shape:?}");
    let (along, after) = (shape[axis], shape[axis + 1..].iter().product::<usize>());
    let blocks = along.div_ceil(block);
    let (eights, zeros, scales) = (eights(values)?, eights(zeros)?, floats(scales)?);
    ensure!(zeros.len() == scales.len(), "{} zero points, {} scales", zeros.len(), scales.len());
    let mut folded = Vec::with_capacity(eights.len());
    for (i, value) in eights.iter().enumerate() {
        let (before, at, rest) = (i / after / along, i / after % along, i % after);
        let place = (before * blocks + at / block) * after + rest;
        let (Some(scale), Some(zero)) = (scales.get(place), zeros.get(place)) else {
            bail!("too few scales for {}", values.name())
        };
        folded.push((f32::from(*value) - f32::from(*zero)) * scale);
    }
    Ok(tensor(output(node)?, values.shape.clone(), &folded))
}

fn reshaped(node: &Node, known: &BTreeMap<String, Tensor>) -> Result<Tensor> {
    let (values, shape) = (input(node, 0, known)?, integers(input(node, 1, known)?)?);
    let (old, new) = (lengths(values)?.iter().product::<usize>(), shape.iter().product::<i64>());
    ensure!(usize::try_from(new).ok() == Some(old), "{} does not fit {shape:?}", values.name());
    Ok(tensor(output(node)?, shape, &floats(values)?))
}

fn tensor(name: String, shape: Vec<i64>, values: &[f32]) -> Tensor {
    let raw = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    Tensor { shape, kind: Some(FLOAT), name: Some(name), raw: Some(raw), ..Tensor::default() }
}

fn lengths(tensor: &Tensor) -> Result<Vec<usize>> {
    tensor.shape.iter().map(|side| Ok(usize::try_from(*side)?)).collect()
}

fn eights(tensor: &Tensor) -> Result<Vec<i8>> {
    ensure!(tensor.kind() == INT8, "{} is not of eight bits", tensor.name());
    Ok(tensor.raw().iter().map(|byte| i8::from_le_bytes([*byte])).collect())
}

fn floats(tensor: &Tensor) -> Result<Vec<f32>> {
    ensure!(tensor.kind() == FLOAT, "{} is not fp32", tensor.name());
    let raw = tensor.raw().as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    Ok(if tensor.raw.is_some() { raw.collect() } else { tensor.floats.clone() })
}

fn integers(tensor: &Tensor) -> Result<Vec<i64>> {
    ensure!(tensor.kind() == INT64, "{} is not int64", tensor.name());
    let raw = tensor.raw().as_chunks().0.iter().map(|bytes| i64::from_le_bytes(*bytes));
    Ok(if tensor.raw.is_some() { raw.collect() } else { tensor.integers.clone() })
}

/// Whoever read a `Dropout`'s output reads its input.
fn without_dropout(graph: &mut Graph) -> Result<()> {
    while let Some(at) = graph.nodes.iter().position(|node| node.is("Dropout")) {
        let node = graph.nodes.remove(at);
        let (from, to) = (node.inputs.first().context("a Dropout of nothing")?, output(&node)?);
        for input in graph.nodes.iter_mut().flat_map(|node| &mut node.inputs).filter(|name| **name == to) {
            input.clone_from(from);
        }
    }
    Ok(())
}

/// Drops constants and weights that nobody reads, and inputs that are weights.
fn only_used(graph: &mut Graph) {
    let read: BTreeSet<String> = graph.nodes.iter().flat_map(|node| node.inputs.iter().cloned()).collect();
    graph.nodes.retain(|node| !node.is("Constant") || node.outputs.iter().any(|name| read.contains(name)));
    graph.initialisers.retain(|tensor| read.contains(tensor.name()));
    let weights: BTreeSet<&str> = graph.initialisers.iter().map(|tensor| tensor.name()).collect();
    graph.inputs.retain(|input| read.contains(input.name()) && !weights.contains(input.name()));
}

/// Names the sides that depend on the picture's size instead of fixing them: height and width of what goes in, the
/// number of cells of what comes out.
fn free_size(graph: &mut Graph) {
    for input in &mut graph.inputs {
        for (side, name) in sides(input).iter_mut().skip(2).zip(["height", "width"]) {
            (side.length, side.free) = (None, Some(name.to_owned()));
        }
    }
    for output in &mut graph.outputs {
        let cells = format!("cells_of_{}", output.name());
        if let Some(side) = sides(output).get_mut(1) {
            (side.length, side.free) = (None, Some(cells));
        }
    }
}

fn sides(value: &mut ValueInfo) -> &mut [Side] {
    let shape = value.kind.as_mut().and_then(|kind| kind.tensor.as_mut()?.shape.as_mut());
    shape.map(|shape| &mut shape.sides[..]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eight(name: &str, shape: &[i64], values: &[i8]) -> Tensor {
        let raw = values.iter().map(|value| value.to_le_bytes()[0]).collect();
        let (name, raw) = (Some(name.to_owned()), Some(raw));
        Tensor { shape: shape.to_vec(), kind: Some(INT8), name, raw, ..Tensor::default() }
    }

    #[test]
    fn blocks_share_scale_and_zero_point() -> Result<()> {
        // Two rows of four in blocks of two: four scales.
        let known = [
            eight("x", &[2, 4], &[1, 2, 3, 4, 5, 6, 7, 8]),
            tensor("s".into(), vec![2, 2], &[1.0, 10.0, 100.0, 1000.0]),
            eight("z", &[2, 2], &[0, 1, 2, 3]),
        ];
        let known = known.into_iter().map(|tensor| (tensor.name().to_owned(), tensor)).collect();
        let attribute = |name: &str, integer| super::super::onnx::Attribute {
            name: Some(name.into()),
            integer: Some(integer),
            ..Default::default()
        };
        let node = Node {
            inputs: ["x", "s", "z"].map(String::from).to_vec(),
            outputs: vec!["y".into()],
            operator: Some("DequantizeLinear".into()),
            attributes: vec![attribute("axis", 1), attribute("block_size", 2)],
            ..Node::default()
        };
        let folded = floats(&dequantised(&node, &known)?)?;
        assert_eq!(folded, [1.0, 2.0, 20.0, 30.0, 300.0, 400.0, 4000.0, 5000.0]);
        Ok(())
    }

    #[test]
    fn no_model_is_an_error() {
        assert!(fold(b"", false).is_err());
        assert!(fold(&[0xff; 40], false).is_err());
    }
}

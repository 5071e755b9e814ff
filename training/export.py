"""Writes the weights as ONNX, calibrates, measures and writes the golden lines. `python export.py TRAINED MNIST TARGET [FONT…]`

FONTs are held out fonts that are not the system's (those that the synthetic leak prints with).
"""

import datetime
import hashlib
import json
import pathlib
import random
import sys

import numpy as np
import onnx
import torch
from torch import nn

import decode
import fonts
import render
import signs
import written
from net import Along, Reader

NAME = "digits 5"


def fused(model):
    """Batch normalisation folded into the convolutions before it: fewer steps, the same answers."""
    model.eval()
    for layer in list(model.see):
        if isinstance(layer, nn.Sequential):
            layer[0] = torch.nn.utils.fuse_conv_bn_eval(layer[0], layer[1])
            layer[1] = nn.Identity()
    see = model.see
    see[-3] = torch.nn.utils.fuse_conv_bn_eval(see[-3], see[-2])
    see[-2] = nn.Identity()
    for along in model.along:
        assert isinstance(along, Along)
        along.a = torch.nn.utils.fuse_conv_bn_eval(along.a, along.norm)
        along.norm = nn.Identity()
    return model


def rows(model, ink):
    """Log probabilities of one normalised line: a row for each step."""
    width = (ink.shape[1] + 3) // 4 * 4
    padded = np.zeros((1, 1, render.HEIGHT, width), dtype=np.float32)
    padded[0, 0, :, :ink.shape[1]] = ink
    with torch.no_grad():
        return model(torch.from_numpy(padded))[0].T.numpy()


def sample(model, renderer, seed, count, negatives=0.12, **how):
    """Readings of drawn lines: features, whether it is a number, whether it is exactly right."""
    dice, out = random.Random(seed), []
    for _ in range(count):
        if dice.random() < negatives:
            grey, classes = renderer.nothing(dice)
        elif dice.random() < negatives:
            grey, classes = renderer.line(dice, text=signs.word(dice), turned=False)
        else:
            script = dice.choice([signs.WESTERN, signs.ARABIC])
            grey, classes = renderer.line(dice, text=signs.number(dice, script), turned=False, **how)
        found = decode.beam(rows(model, render.normalised(grey)).tolist())
        label = decode.text(found[0][1])
        out.append((decode.features(found), decode.is_number(label), tuple(found[0][1]) == tuple(classes), script_of(classes)))
    return out


def script_of(classes):
    return "arabic" if any(10 < c <= 20 for c in classes) else "western"


def fit(readings):
    """Logistic regression by Newton's method, on readings that claim to be a number."""
    x = np.array([f for f, number, _, _ in readings if number])
    y = np.array([right for _, number, right, _ in readings if number], dtype=float)
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (y - p) - 1e-3 * w)
    return w


def reliability(readings, w):
    claims = [(1 / (1 + np.exp(-np.dot(f, w))), right) for f, number, right, _ in readings if number]
    edges = [0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0001]
    table = []
    for low, high in zip(edges, edges[1:]):
        inside = [(p, right) for p, right in claims if low <= p < high]
        if inside:
            table.append({"from": low, "count": len(inside), "claimed": round(float(np.mean([p for p, _ in inside])), 4), "right": round(float(np.mean([r for _, r in inside])), 4)})
    return table


def main(trained, mnist, target, more_fonts):
    torch.set_num_threads(1)
    model = Reader()
    model.load_state_dict(torch.load(trained / "digits.pt"))
    model = fused(model)
    _, _, test_western, test_arabic = fonts.sorted_out()
    target.mkdir(parents=True, exist_ok=True)
    path = target / "digits.onnx"
    torch.onnx.export(model, (torch.zeros(1, 1, render.HEIGHT, 128),), str(path), input_names=["ink"], output_names=["log_probabilities"],
                      dynamic_axes={"ink": {0: "lines", 3: "width"}, "log_probabilities": {0: "lines", 2: "steps"}}, opset_version=13, dynamo=False)
    onnx.checker.check_model(onnx.load(str(path)))
    weights = hashlib.sha256(path.read_bytes()).hexdigest()

    # Half of the held-out fonts calibrate, the other half and those of the leak measure.
    able = [f for f in more_fonts if render.has(f, signs.WESTERN)]
    people = written.read(mnist, "t10k")
    calibrating = render.Renderer(test_western[::2], test_arabic[::2], [of[::2] for of in people])
    measuring = render.Renderer(test_western[1::2] + able, test_arabic[1::2] + [f for f in more_fonts if render.has(f, signs.ARABIC + "ج")], [of[1::2] for of in people])
    w = fit(sample(model, calibrating, 11, 5000))
    figures = {}
    for kind, how in (("print", {"by_hand": False}), ("strokes", {"by_hand": True, "people_share": 0.0}), ("people", {"by_hand": True, "people_share": 1.0})):
        readings = sample(model, measuring, 12, 3000, negatives=0.0, **how)
        for script in ("western", "arabic"):
            if kind == "people" and script == "arabic":
                continue  # no such set of digits: those lines were strokes
            of = [right for _, _, right, s in readings if s == script]
            figures[f"{kind}_{script}"] = {"lines": len(of), "exact": round(float(np.mean(of)), 4)}
    mixed = sample(model, measuring, 13, 6000)
    probability = lambda f: 1 / (1 + np.exp(-np.dot(f, w)))
    sure = [(right) for f, number, right, _ in mixed if number and probability(f) >= 0.99]
    figures["claims_of_0.99"] = {"count": len(sure), "wrong": round(1 - float(np.mean(sure)), 5)}
    figures["reliability"] = reliability(mixed, w)

    (target / "digits.json").write_text(json.dumps({
        "engine": NAME, "sha256": weights, "licence": "AGPL-3.0-or-later", "made": datetime.date.today().isoformat(),
        "signs": signs.SIGNS, "blank": 0,
        "input": {"name": "ink", "shape": [1, 1, render.HEIGHT, "width, a multiple of 4, at most 320: a line is made 1.25 times as wide as it is"],
                  "normalisation": "low, middle, high = percentiles 2, 50, 98 of the grey line; span = max(high - low, 24); ink = (high - grey) / span if middle - low >= high - middle else (grey - low) / span; clipped to -0.5 and 1.5; padded on the right with 0"},
        "output": {"name": "log_probabilities", "shape": [1, len(signs.SIGNS) + 1, "width / 4"]},
        "beam": {"width": decode.BEAM, "floor": decode.FLOOR},
        "calibration": {"features": ["1", "max(log probability of the best label, -20)", "min(margin to the second label, 12); -30 where there is no second", "ln(1 + length)"], "weights": [round(float(v), 6) for v in w]},
        "measured": figures,
    }, indent=1, ensure_ascii=False) + "\n")

    dice, golden = random.Random(99), []
    while len(golden) < 8:
        script = signs.WESTERN if len(golden) % 2 else signs.ARABIC
        grey, _ = measuring.line(dice, text=signs.JIM if len(golden) == 7 else signs.number(dice, script), turned=False)
        grey = np.round(grey[:, :120]).astype(np.uint8)
        said = rows(model, render.normalised(grey.astype(np.float32)))
        found = decode.beam(said.tolist())
        golden.append({"grey": [bytes(row).hex() for row in grey.tolist()], "label": decode.text(found[0][1]), "log_probability": round(found[0][0], 4),
                       "first_steps": [[round(float(v), 3) for v in row] for row in said[:3]]})
    (target / "digits.golden.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main(*(pathlib.Path(path) for path in sys.argv[1:4]), sys.argv[4:])

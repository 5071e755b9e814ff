"""Trains the reader of numbers. `python train.py OUT MNIST [FROM]` writes the weights and a record.

MNIST is the folder of the set's files. FROM is an earlier run's OUT: its weights are where this run begins.
"""

import json
import multiprocessing
import pathlib
import platform
import random
import sys
import time

import numpy as np
import torch
from torch import nn

import fonts
import render
import signs
import written
from net import Reader

SEED = 20261126
STEPS, BATCH = 14000, 64
BUCKET = 16  # batches of lines of like width


def batches(seed, out, western, arabic, people):
    """Draws batches for ever: in another process, on the other core."""
    dice = random.Random(seed)
    renderer = render.Renderer(western, arabic, people)
    while True:
        drawn = []
        for _ in range(BATCH * BUCKET // 4):
            grey, classes = renderer.nothing(dice) if dice.random() < 0.06 else renderer.line(dice)
            # CTC needs a step for each sign, and one more between two that are the same.
            steps = (grey.shape[1] + 3) // 4
            need = len(classes) + sum(a == b for a, b in zip(classes, classes[1:]))
            if need < steps:
                drawn.append((render.normalised(grey), classes))
        drawn.sort(key=lambda one: one[0].shape[1])
        groups = [drawn[at:at + BATCH] for at in range(0, len(drawn) - BATCH + 1, BATCH)]
        dice.shuffle(groups)
        for group in groups:
            out.put(packed(group))


def packed(group):
    width = max((ink.shape[1] + 3) // 4 * 4 for ink, _ in group)
    inks = np.zeros((len(group), 1, render.HEIGHT, width), dtype=np.float32)
    for at, (ink, _) in enumerate(group):
        inks[at, 0, :, :ink.shape[1]] = ink
    lengths = [len(classes) for _, classes in group]
    return inks, [c for _, classes in group for c in classes], lengths


def best_path(log_probabilities):
    """Greedy labels of each line of a batch."""
    texts = []
    for line in log_probabilities.argmax(1).tolist():
        signs_out, last = [], 0
        for value in line:
            if value and value != last:
                signs_out.append(value)
            last = value
        texts.append(signs_out)
    return texts


def accuracy(model, renderer, seed, count=600, **how):
    dice = random.Random(seed)
    right = 0
    model.eval()
    with torch.no_grad():
        for _ in range(count):
            script = dice.choice([signs.WESTERN, signs.ARABIC])
            grey, classes = renderer.line(dice, text=signs.number(dice, script), turned=False, **how)
            inks, _, _ = packed([(render.normalised(grey), classes)])
            right += best_path(model(torch.from_numpy(inks)))[0] == classes
    model.train()
    return right / count


def main(out, mnist, earlier=None):
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    western, arabic, test_western, test_arabic = fonts.sorted_out()
    measuring = render.Renderer(test_western, test_arabic, written.read(mnist, "t10k"))
    # Pixels by channel and products of sixteen bits: 2.6 times as fast on a core that has them.
    model = Reader().to(memory_format=torch.channels_last)
    before = json.loads((earlier / "record.json").read_text()) if earlier else None
    if earlier:
        model.load_state_dict(torch.load(earlier / "digits.pt"))
    seed = before["seed"] + 1 if before else SEED
    queue = multiprocessing.Queue(maxsize=48)
    worker = multiprocessing.Process(target=batches, args=(seed, queue, western, arabic, written.read(mnist, "train")), daemon=True)
    worker.start()
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2.5e-3, total_steps=STEPS, pct_start=0.15)
    loss_of = nn.CTCLoss(blank=signs.BLANK, zero_infinity=True)
    began, losses, record = time.time(), [], []
    for step in range(1, STEPS + 1):
        inks, classes, lengths = queue.get()
        inks = torch.from_numpy(inks).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            said = model.scores(inks)
        said = torch.log_softmax(said.float(), dim=1).permute(2, 0, 1)
        loss = loss_of(said, torch.tensor(classes), torch.full((len(lengths),), said.shape[0]), torch.tensor(lengths))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        if step % 500 == 0:
            figures = {"step": step, "loss": round(float(np.mean(losses[-500:])), 4), "seconds": round(time.time() - began)}
            if step % 2000 == 0:
                figures["print"] = accuracy(model, measuring, 1, 300, by_hand=False)
                figures["hand"] = accuracy(model, measuring, 2, 300, by_hand=True)
            record.append(figures)
            print(figures, flush=True)
            torch.save(model.state_dict(), out / "digits.pt")
    worker.terminate()
    torch.save(model.state_dict(), out / "digits.pt")
    (out / "record.json").write_text(json.dumps({
        "before": before, "seed": seed, "steps": STEPS, "batch": BATCH, "seconds": round(time.time() - began),
        "torch": torch.__version__, "python": platform.python_version(),
        "fonts": {"learnt_western": [p.rsplit("/", 1)[-1] for p in western], "learnt_arabic": [p.rsplit("/", 1)[-1] for p in arabic],
                  "held_out_western": [p.rsplit("/", 1)[-1] for p in test_western], "held_out_arabic": [p.rsplit("/", 1)[-1] for p in test_arabic]},
        "progress": record,
    }, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*(pathlib.Path(path) for path in sys.argv[1:4]))

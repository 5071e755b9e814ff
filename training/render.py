"""Draws lines of writing as a camera would see them on cards, paper, tape and skin, cut out and straightened."""

import io
import random
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

import signs
import strokes
import written

HEIGHT = 32  # of a line as the network sees it
WIDEST = 320
STRETCH = 1.25  # lines are made wider than they are, so that narrow digits have steps enough


@cache
def has(font_path, text):
    """Whether a font can write a text: a different shape for every sign, and none of them the box that stands for what it lacks."""
    font = ImageFont.truetype(font_path, 32)
    shape = lambda sign: bytes(font.getmask(sign)) + str(font.getmask(sign).size).encode()
    shapes = {shape(sign) for sign in text}
    return len(shapes) == len(set(text)) and shape("\uffff") not in shapes and all(font.getmask(sign).getbbox() for sign in text)


class Renderer:
    """Draws lines in given fonts, in strokes, and in digits that people wrote (written.py) where `people` has them."""

    def __init__(self, western, arabic, people=None, hand_share=0.4):
        self.western, self.arabic, self.people, self.hand_share = western, arabic, people, hand_share
        self.fonts = {}

    def font(self, path, size):
        key = (path, size)
        if key not in self.fonts:
            self.fonts[key] = ImageFont.truetype(path, size)
        return self.fonts[key]

    def ink(self, dice, text, by_hand, script, people_share=0.45):
        """The ink of a text on a canvas of its own: an image of mode L, 255 where the pen was."""
        size = dice.choice([40, 48, 56])
        if by_hand and self.people and all(sign in signs.WESTERN for sign in text) and dice.random() < people_share:
            canvas = written.row(self.people, dice, text, size)
            if dice.random() < 0.3:
                canvas = canvas.filter(dice.choice([ImageFilter.MaxFilter(3), ImageFilter.MaxFilter(5), ImageFilter.MinFilter(3)]))
        elif by_hand:
            canvas = Image.new("L", (int(size * (1.4 * len(text) + 2)), size * 2), 0)
            strokes.write(ImageDraw.Draw(canvas), dice, text, size // 2, size // 2, size, size * dice.uniform(0.05, 0.16))
            if dice.random() < 0.5:
                canvas = warped(dice, canvas)
        else:
            path = dice.choice(self.arabic if script == signs.ARABIC or not text.isascii() else self.western)
            canvas = self.printed(dice, text, self.font(path, size), size)
            if dice.random() < 0.12:
                canvas = stencil(dice, canvas)
            if dice.random() < 0.25:
                grow = dice.choice([ImageFilter.MaxFilter(3), ImageFilter.MinFilter(3)])
                canvas = canvas.filter(grow)
        box = canvas.getbbox() or (0, 0, 8, 8)
        return canvas.crop(box)

    def printed(self, dice, text, font, size):
        """Signs one after the other from left to right, as their label has them; words in one piece, shaped as their script asks.

        A line drawn at one go would be reordered by the rules of mixed directions, and would then teach another order than it shows.
        """
        spread = dice.choice([0, 0, 0, dice.uniform(0, 0.25) * size])
        pieces = [part for piece in text.split(" ") for part in ([piece, " "] if any(sign in signs.LETTERS for sign in piece) and piece != signs.JIM else [*piece, " "])]
        canvas = Image.new("L", (int(size * (1.6 * len(text) + 3) + spread * len(text)), size * 3), 0)
        draw, x = ImageDraw.Draw(canvas), size
        between = font if has(font.path, "/-") else self.font(dice.choice(self.western), size)
        for piece in pieces[:-1]:
            using = between if piece in "/-" else font
            draw.text((x, size // 2), piece, font=using, fill=255)
            x += using.getlength(piece) + spread
        return canvas

    def line(self, dice, text=None, by_hand=None, turned=None, harm=1.0, people_share=0.45):
        """One line as grey pixels of height HEIGHT (a float array 0 to 255), and its classes."""
        script = dice.choice([signs.WESTERN, signs.ARABIC])
        text = signs.line(dice, script) if text is None else text
        drawable = all(sign in strokes.WAYS for sign in text)
        by_hand = drawable and (dice.random() < self.hand_share if by_hand is None else by_hand)
        if any(sign in signs.ARABIC for sign in text):
            script = signs.ARABIC
        ink = self.ink(dice, text, by_hand, script, people_share)
        classes = signs.encode(text)
        if turned is None:
            turned = dice.random() < 0.06 and any(sign not in signs.TURNABLE for sign in text)
        if turned:
            ink, classes = ink.rotate(180), signs.encode(signs.OTHER)
        grey = photographed(dice, ink, harm)
        return grey, classes

    def nothing(self, dice):
        """A piece of ground without writing, an edge, or half a line."""
        kind = dice.random()
        if kind < 0.4:
            ink = Image.new("L", (dice.randint(20, 160), 32), 0)
            return photographed(dice, ink, 1.0), []
        if kind < 0.7:
            ink = Image.new("L", (dice.randint(40, 160), 40), 0)
            draw = ImageDraw.Draw(ink)
            for _ in range(dice.randint(1, 4)):
                points = [(dice.uniform(0, ink.width), dice.uniform(0, ink.height)) for _ in range(dice.randint(2, 7))]
                draw.line(points, fill=255, width=dice.randint(1, 5), joint="curve")
            return photographed(dice, ink, 1.0), []
        script = dice.choice([signs.WESTERN, signs.ARABIC])
        ink = self.ink(dice, signs.number(dice, script), dice.random() < 0.4, script)
        cut = int(ink.height * dice.uniform(0.25, 0.45))
        ink = ink.crop((0, 0, ink.width, cut) if dice.random() < 0.5 else (0, ink.height - cut, ink.width, ink.height))
        wide = Image.new("L", (ink.width, max(ink.height * 2, 8)), 0)
        wide.paste(ink, (0, 0 if dice.random() < 0.5 else wide.height - ink.height))
        return photographed(dice, wide, 1.0), []


def stencil(dice, ink):
    """Bars across the writing, as a stencil has them."""
    draw = ImageDraw.Draw(ink)
    for _ in range(dice.randint(1, 3)):
        x = dice.uniform(0, ink.width)
        draw.line([(x, 0), (x + dice.uniform(-6, 6), ink.height)], fill=0, width=dice.randint(2, 4))
    return ink


def warped(dice, ink):
    """Ink on ground that bends: a smooth field of small shifts."""
    across, down = max(2, ink.width // 24), max(2, ink.height // 24)
    rng = np.random.default_rng(dice.getrandbits(32))
    reach = dice.uniform(0.5, 2.0)
    field = rng.normal(0, reach, (down + 1, across + 1, 2))
    xs, ys = np.linspace(0, ink.width, across + 1), np.linspace(0, ink.height, down + 1)
    corner = lambda y, x: (xs[x] + field[y, x, 0], ys[y] + field[y, x, 1])
    mesh = [
        ((int(xs[x]), int(ys[y]), int(xs[x + 1]), int(ys[y + 1])), (*corner(y, x), *corner(y + 1, x), *corner(y + 1, x + 1), *corner(y, x + 1)))
        for y in range(down) for x in range(across)
    ]
    return ink.transform(ink.size, Image.MESH, mesh, Image.BILINEAR)


def photographed(dice, ink, harm):
    """Ink on a ground, seen by a camera: turned and sheared a little, lit unevenly, blurred, coded, cut out."""
    pad_y, pad_x = int(ink.height * dice.uniform(0.06, 0.4)), int(ink.height * dice.uniform(0.1, 0.7))
    top = int(pad_y * dice.uniform(0.3, 1.7))
    page = Image.new("L", (ink.width + 2 * pad_x, ink.height + 2 * pad_y), 0)
    page.paste(ink, (int(pad_x * dice.uniform(0.4, 1.6)), min(top, page.height - ink.height)))
    if dice.random() < 0.25:
        draw = ImageDraw.Draw(page)
        y = page.height - dice.uniform(0.0, 0.12) * page.height if dice.random() < 0.7 else dice.uniform(0, 0.08) * page.height
        draw.line([(0, y), (page.width, y + dice.uniform(-3, 3))], fill=dice.randint(120, 255), width=dice.randint(1, 4))
    if dice.random() < 0.15:
        draw = ImageDraw.Draw(page)
        x = dice.choice([dice.uniform(0, 4), page.width - dice.uniform(0, 4)])
        draw.line([(x, 0), (x, page.height)], fill=dice.randint(120, 255), width=dice.randint(1, 4))
    angle, shear = dice.gauss(0, 2.5 * harm), dice.gauss(0, 0.08 * harm)
    page = page.rotate(angle, Image.BICUBIC, expand=False)
    page = page.transform(page.size, Image.AFFINE, (1, shear, -shear * page.height / 2, dice.gauss(0, 0.01), 1, 0), Image.BICUBIC)
    scale = HEIGHT / page.height
    width = int(min(max(page.width * scale * STRETCH * dice.uniform(0.85, 1.2), 12), WIDEST))
    low = dice.choice([1.0, 1.0, dice.uniform(0.35, 1.0)])
    small = page.resize((max(4, int(width * low)), max(8, int(HEIGHT * low))), Image.BOX if low < 1 else Image.BILINEAR)
    mask = np.asarray(small, dtype=np.float32) / 255
    paper, pen = dice.uniform(120, 250), dice.uniform(10, 95)
    if paper - pen < 50:
        pen = paper - dice.uniform(50, 120)
    h, w = mask.shape
    ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
    light = 1 + dice.gauss(0, 0.12) * (xs / w - 0.5) + dice.gauss(0, 0.12) * (ys / h - 0.5)
    rng = np.random.default_rng(dice.getrandbits(32))
    blotch = Image.fromarray(rng.normal(0, 1, (max(2, h // 6), max(2, w // 6))).astype(np.float32)).resize((w, h), Image.BICUBIC)
    ground = paper * light + np.asarray(blotch) * dice.uniform(0, 10) * harm
    strength = dice.uniform(0.55, 1.0)
    if dice.random() < 0.2:
        strength = strength * np.clip(1 + 0.5 * np.asarray(blotch), 0.25, 1)
    grey = ground * (1 - mask * strength) + pen * light * mask * strength
    if dice.random() < 0.12:
        cx, cy, r = dice.uniform(0, w), dice.uniform(0, h), dice.uniform(4, h)
        grey -= dice.uniform(10, 60) * np.exp(-((xs - cx) ** 2 + (ys - cy) ** 2) / (r * r))
    if dice.random() < 0.06:
        grey = 255 - grey
    image = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    if dice.random() < 0.6:
        image = image.filter(ImageFilter.GaussianBlur(abs(dice.gauss(0, 0.7)) * low))
    noisy = np.asarray(image, dtype=np.float32) + rng.normal(0, dice.uniform(0, 9) * harm, (h, w))
    image = Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))
    if dice.random() < 0.6:
        coded = io.BytesIO()
        image.save(coded, "JPEG", quality=dice.randint(35, 92))
        image = Image.open(coded)
    return np.asarray(image.resize((width, HEIGHT), Image.BILINEAR), dtype=np.float32)


def normalised(grey):
    """Ink near 1, ground near 0, whichever of them is the darker: the same as the program does (crates/analysis/src/markings)."""
    low, middle, high = np.percentile(grey, [2, 50, 98])
    span = max(high - low, 24.0)
    ink = (high - grey) / span if middle - low >= high - middle else (grey - low) / span
    return np.clip(ink, -0.5, 1.5).astype(np.float32)


def random_dice(seed):
    return random.Random(seed)

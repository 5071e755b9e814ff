"""Draws lines of writing as a camera would see them on cards, paper, tape and skin, cut out and straightened."""

import io
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

import signs
import strokes

HEIGHT = 32  # of a line as the network sees it
WIDEST = 256


def has(font_path, text):
    """Whether a font can write a text: a different shape for every sign, so that no box stands for what it lacks."""
    font = ImageFont.truetype(font_path, 32)
    shapes = {bytes(font.getmask(sign)) + str(font.getmask(sign).size).encode() for sign in text}
    return len(shapes) == len(set(text)) and all(font.getmask(sign).getbbox() for sign in text)


class Renderer:
    def __init__(self, western, arabic, hand_share=0.4):
        self.western, self.arabic, self.hand_share = western, arabic, hand_share
        self.fonts = {}

    def font(self, path, size):
        key = (path, size)
        if key not in self.fonts:
            self.fonts[key] = ImageFont.truetype(path, size)
        return self.fonts[key]

    def ink(self, dice, text, by_hand, script):
        """The ink of a text on a canvas of its own: an image of mode L, 255 where the pen was."""
        size = dice.choice([40, 48, 56])
        if by_hand:
            canvas = Image.new("L", (int(size * (1.4 * len(text) + 2)), size * 2), 0)
            strokes.write(ImageDraw.Draw(canvas), dice, text, size // 2, size // 2, size, size * dice.uniform(0.05, 0.16))
        else:
            path = dice.choice(self.arabic if script == signs.ARABIC or not text.isascii() else self.western)
            font = self.font(path, size)
            seen = text[::-1] if any(sign in signs.LETTERS for sign in text) else text
            box = font.getbbox(seen)
            canvas = Image.new("L", (box[2] - min(box[0], 0) + size, box[3] - min(box[1], 0) + size), 0)
            ImageDraw.Draw(canvas).text((size // 2 - min(box[0], 0), size // 2 - min(box[1], 0)), seen, font=font, fill=255)
            if dice.random() < 0.12:
                canvas = stencil(dice, canvas)
            if dice.random() < 0.25:
                grow = dice.choice([ImageFilter.MaxFilter(3), ImageFilter.MinFilter(3)])
                canvas = canvas.filter(grow)
        box = canvas.getbbox() or (0, 0, 8, 8)
        return canvas.crop(box)

    def line(self, dice, text=None, by_hand=None, turned=None, harm=1.0):
        """One line as grey pixels of height HEIGHT (a float array 0 to 255), and its classes."""
        script = dice.choice([signs.WESTERN, signs.ARABIC])
        text = signs.line(dice, script) if text is None else text
        drawable = all(sign in strokes.WAYS for sign in text)
        by_hand = drawable and (dice.random() < self.hand_share if by_hand is None else by_hand)
        if any(sign in signs.ARABIC for sign in text):
            script = signs.ARABIC
        ink = self.ink(dice, text, by_hand, script)
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
            return photographed(dice, ink, 1.0), signs.encode(signs.OTHER) if dice.random() < 0 else []
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
    width = int(min(max(page.width * scale * dice.uniform(0.85, 1.2), 12), WIDEST))
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

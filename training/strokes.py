"""Handwriting: digits of both scripts as strokes of a pen, in the ways people write them, shaken each time.

Coordinates: x to the right, y down, the digit between y = 0 (top) and y = 1 (bottom). Several ways a digit. Drawn for this project; the
synthetic leak's own strokes (crates/testkit) are others, so that they can measure what was learnt here.
"""

import math
import random

from PIL import ImageDraw


def arc(cx, cy, rx, ry, start, end, steps=14):
    """Points of an ellipse's arc; angles in degrees, 0 to the right, clockwise."""
    return [
        (cx + rx * math.cos(math.radians(start + (end - start) * i / steps)),
         cy + ry * math.sin(math.radians(start + (end - start) * i / steps)))
        for i in range(steps + 1)
    ]


WAYS = {
    "0": [[arc(0.3, 0.5, 0.28, 0.48, -90, 270)], [arc(0.32, 0.5, 0.3, 0.45, -60, 320)]],
    "1": [[[(0.2, 0.0), (0.2, 1.0)]], [[(0.02, 0.22), (0.25, 0.0), (0.25, 1.0)]], [[(0.0, 0.25), (0.2, 0.02), (0.2, 1.0)], [(0.0, 1.0), (0.42, 1.0)]]],
    "2": [[arc(0.28, 0.27, 0.26, 0.26, 190, 380) + [(0.02, 0.98), (0.56, 0.96)]], [arc(0.27, 0.25, 0.25, 0.25, 200, 400) + [(0.1, 0.9), (0.02, 0.98), (0.18, 0.9), (0.56, 1.0)]]],
    "3": [[arc(0.24, 0.25, 0.24, 0.24, 200, 450), arc(0.24, 0.73, 0.28, 0.26, -90, 160)], [[(0.02, 0.02), (0.5, 0.02), (0.22, 0.4)] + arc(0.22, 0.7, 0.28, 0.29, -80, 160)]],
    "4": [[[(0.36, 0.0), (0.0, 0.62), (0.6, 0.62)], [(0.42, 0.35), (0.42, 1.0)]], [[(0.08, 0.0), (0.05, 0.5), (0.52, 0.5)], [(0.5, 0.0), (0.46, 1.0)]]],
    "5": [[[(0.5, 0.02), (0.08, 0.02), (0.06, 0.42)] + arc(0.24, 0.68, 0.28, 0.3, -110, 150)], [[(0.1, 0.05), (0.06, 0.42)] + arc(0.24, 0.68, 0.27, 0.3, -110, 150), [(0.1, 0.04), (0.55, 0.02)]]],
    "6": [[[(0.42, 0.0), (0.14, 0.34)] + arc(0.28, 0.7, 0.24, 0.28, 190, 560)], [arc(0.4, 0.55, 0.38, 0.55, 270, 180) + arc(0.27, 0.72, 0.25, 0.26, 180, 540)]],
    "7": [[[(0.0, 0.03), (0.52, 0.03), (0.18, 1.0)]], [[(0.0, 0.05), (0.5, 0.02), (0.2, 1.0)], [(0.12, 0.5), (0.48, 0.48)]], [[(0.02, 0.18), (0.03, 0.03), (0.5, 0.03), (0.25, 1.0)]]],
    "8": [[arc(0.28, 0.26, 0.23, 0.24, 90, 450) + arc(0.28, 0.75, 0.27, 0.25, -90, 270)], [[(0.5, 0.1)] + arc(0.28, 0.25, 0.22, 0.22, -30, -200) + [(0.45, 0.6)] + arc(0.27, 0.77, 0.24, 0.22, -30, 200) + [(0.48, 0.12)]]],
    "9": [[arc(0.28, 0.28, 0.25, 0.27, 0, 360) + [(0.5, 0.5), (0.42, 1.0)]], [arc(0.27, 0.27, 0.25, 0.26, -20, 330) + [(0.52, 0.1), (0.52, 1.0)]]],
    "٠": [[arc(0.12, 0.55, 0.07, 0.08, 0, 360)], [[(0.08, 0.5), (0.18, 0.55)]], [[(0.12, 0.44), (0.2, 0.54), (0.12, 0.64), (0.04, 0.54), (0.12, 0.44)]]],
    "١": [[[(0.14, 0.0), (0.18, 1.0)]], [[(0.05, 0.05), (0.2, 0.4), (0.22, 1.0)]]],
    "٢": [[[(0.0, 0.03), (0.1, 0.22), (0.42, 0.2), (0.5, 0.0)], [(0.0, 0.03), (0.1, 0.4), (0.12, 1.0)]], [[(0.52, 0.02), (0.3, 0.22), (0.05, 0.02), (0.12, 1.0)]]],
    "٣": [[[(0.0, 0.0), (0.1, 0.2), (0.24, 0.2), (0.3, 0.02), (0.38, 0.2), (0.54, 0.18), (0.6, 0.0)], [(0.0, 0.0), (0.12, 0.45), (0.14, 1.0)]], [[(0.6, 0.0), (0.5, 0.2), (0.34, 0.05), (0.22, 0.22), (0.02, 0.0), (0.14, 1.0)]]],
    "٤": [[[(0.42, 0.0), (0.1, 0.2), (0.34, 0.4), (0.06, 0.62), (0.1, 0.9), (0.5, 0.95)]], [[(0.4, 0.02), (0.12, 0.24), (0.38, 0.42), (0.04, 0.7), (0.44, 1.0)]]],
    "٥": [[arc(0.28, 0.6, 0.26, 0.36, -90, 270)], [[(0.26, 0.1), (0.5, 0.62), (0.28, 0.95), (0.03, 0.66), (0.26, 0.1)]]],
    "٦": [[[(0.02, 0.05), (0.5, 0.05), (0.46, 1.0)]], [[(0.02, 0.18), (0.06, 0.02), (0.48, 0.06), (0.5, 1.0)]]],
    "٧": [[[(0.0, 0.0), (0.26, 1.0), (0.54, 0.0)]], [[(0.02, 0.02), (0.2, 0.5), (0.28, 1.0), (0.36, 0.5), (0.56, 0.03)]]],
    "٨": [[[(0.0, 1.0), (0.27, 0.0), (0.55, 1.0)]], [[(0.02, 0.98), (0.2, 0.5), (0.27, 0.02), (0.36, 0.5), (0.56, 1.0)]]],
    "٩": [[arc(0.24, 0.24, 0.22, 0.23, 0, 360) + [(0.48, 0.5), (0.48, 1.0)]], [arc(0.24, 0.22, 0.22, 0.2, -20, 330) + [(0.46, 0.25), (0.4, 1.0)]]],
    "ج": [[[(0.0, 0.25), (0.2, 0.12), (0.62, 0.2), (0.3, 0.35)] + arc(0.42, 0.68, 0.34, 0.32, 200, 40), arc(0.38, 0.66, 0.04, 0.04, 0, 360)], [[(0.02, 0.3), (0.3, 0.15), (0.7, 0.25), (0.28, 0.45), (0.2, 0.75), (0.5, 1.0), (0.75, 0.9)], [(0.4, 0.68), (0.46, 0.72)]]],
    "/": [[[(0.4, -0.05), (0.0, 1.05)]]],
    "-": [[[(0.0, 0.5), (0.35, 0.5)]]],
}


def smooth(points, steps=6):
    """Catmull-Rom through the points."""
    if len(points) < 3:
        return points
    ends = [points[0], *points, points[-1]]
    curve = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:]):
        for i in range(steps):
            t = i / steps
            curve.append(tuple(
                0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t ** 3)
                for p, q, r, s in zip(a, b, c, d)))
    return curve + [points[-1]]


def write(draw: ImageDraw.ImageDraw, dice: random.Random, text, left, top, height, pen):
    """Writes a text; gives its right end."""
    slant, wide = dice.uniform(-0.25, 0.3), dice.uniform(0.75, 1.25)
    shake = dice.uniform(0.01, 0.045)
    gap = dice.uniform(0.1, 0.4)
    rise = dice.uniform(-0.06, 0.06)
    hand = {sign: dice.choice(ways) for sign, ways in WAYS.items()}
    x = 0.0
    for at, sign in enumerate(text):
        size = dice.uniform(0.88, 1.1)
        lift = rise * at + dice.uniform(-0.05, 0.05)
        right = 0.0
        for stroke in hand[sign]:
            shaken = [(px * wide + dice.gauss(0, shake), py * size + dice.gauss(0, shake)) for px, py in stroke]
            right = max([right] + [px for px, _ in shaken])
            curve = smooth(shaken) if dice.random() < 0.8 else shaken
            points = [(left + (x + px + slant * (0.5 - py)) * height, top + (py + lift) * height) for px, py in curve]
            width = max(1, round(pen * dice.uniform(0.85, 1.15)))
            draw.line(points, fill=255, width=width, joint="curve")
            for px, py in (points[0], points[-1]):
                draw.ellipse([px - width / 2, py - width / 2, px + width / 2, py + width / 2], fill=255)
        x += right + gap * dice.uniform(0.6, 1.4)
    return left + x * height

"""CTC decoding as the program does it (crates/analysis/src/markings): prefix beam search, and the features of a reading."""

import math

import signs

BEAM = 8
# Signs less probable than this at a step are not followed.
FLOOR = 1e-4


def add(a, b):
    if a == -math.inf:
        return b
    if b == -math.inf:
        return a
    high, low = max(a, b), min(a, b)
    return high + math.log1p(math.exp(low - high))


def beam(log_probabilities):
    """The most probable labels of one line, each with its log probability over all alignments; the best first.

    `log_probabilities`: a row of CLASSES for each step.
    """
    prefixes = {(): (0.0, -math.inf)}
    floor = math.log(FLOOR)
    for step in log_probabilities:
        following = {}

        def give(prefix, blank, sign):
            b, s = following.get(prefix, (-math.inf, -math.inf))
            following[prefix] = (add(b, blank), add(s, sign))

        chosen = [c for c in range(1, len(step)) if step[c] > floor]
        for prefix, (blank, sign) in prefixes.items():
            total = add(blank, sign)
            give(prefix, total + step[0], -math.inf)
            if prefix:
                give(prefix, -math.inf, sign + step[prefix[-1]])
            for c in chosen:
                give(prefix + (c,), -math.inf, (blank if prefix and prefix[-1] == c else total) + step[c])
        best = sorted(following.items(), key=lambda one: -add(*one[1]))[:BEAM]
        prefixes = dict(best)
    return sorted(((add(*p), prefix) for prefix, p in prefixes.items()), reverse=True)


def text(prefix):
    return "".join(signs.SIGNS[c - 1] for c in prefix)


def is_number(label):
    """Digits of one script, or the letter alone; groups of them set apart by / or -."""
    groups = label.replace("-", "/").split("/")
    one_script = all(s in signs.WESTERN for g in groups for s in g if s != signs.JIM) or all(s in signs.ARABIC for g in groups for s in g if s != signs.JIM)
    fits = all(g == signs.JIM or (1 <= len(g) <= 8 and all(s in signs.WESTERN + signs.ARABIC for s in g)) for g in groups)
    return bool(label) and one_script and fits


def features(found):
    """What the calibration looks at: log probability of the best label, its margin to the second, and its length."""
    best = found[0][0]
    second = found[1][0] if len(found) > 1 else -30.0
    return [1.0, max(best, -20.0), min(best - second, 12.0), math.log1p(len(found[0][1]))]

"""Which fonts teach and which measure. All come as packages of the system; none is kept here."""

import subprocess
from functools import cache

import render
import signs

# Whole families that are never learnt from. The synthetic leak prints with the first three (crate typst-assets).
HELD_OUT = ["libertinus", "newcm", "newcomputermodern", "dejavusansmono", "dejavusans-mono", "scheherazade", "amiriquran", "roboto", "comic", "kacstoffice", "notosansarabicui", "lobster"]
# Persian fonts: they draw their own four, five and six where the Arabic-Indic ones are asked for.
PERSIAN = ["nazli", "homa", "roya", "titr", "terafik", "koodak", "elham", "compset", "ferdosi", "fixed"]
# Not writing at all, or of shapes that no card has.
NOT_WRITING = ["symbol", "emoji", "math", "dingbat", "music", "barcode", "webdings", "mono-bold-oblique", "icons", "d050000l", "standardsymbols"]


def files():
    out = subprocess.run(["fc-list", "--format", "%{file}\n"], capture_output=True, text=True, check=True).stdout
    return sorted({path for path in out.split("\n") if path.endswith((".ttf", ".otf")) and "/texmf" not in path})


@cache
def sorted_out():
    """Western and Arabic fonts for learning, then for measuring: four lists."""
    learn_w, learn_a, test_w, test_a = [], [], [], []
    for path in files():
        name = path.rsplit("/", 1)[-1].lower().replace(" ", "")
        if any(word in name for word in NOT_WRITING):
            continue
        try:
            western, arabic = render.has(path, signs.WESTERN + "/-"), render.has(path, signs.ARABIC + "ج")
        except OSError:
            continue
        arabic = arabic and not any(word in name for word in PERSIAN)
        held = any(word in name for word in HELD_OUT)
        # A family of seventy weights must not outweigh all others.
        for able, learn, test in ((western, learn_w, test_w), (arabic, learn_a, test_a)):
            into = test if held else learn
            family = name.split("-")[0]
            if able and sum(other.rsplit("/", 1)[-1].lower().replace(" ", "").split("-")[0] == family for other in into) < 4:
                into.append(path)
    return learn_w, learn_a, test_w, test_a

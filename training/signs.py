"""What the recogniser can say: its signs in order, and the texts that lines are made of."""

import random

WESTERN = "0123456789"
ARABIC = "٠١٢٣٤٥٦٧٨٩"
JIM = "ج"
OTHER = "?"  # a letter of any kind, or writing that is upside down
SIGNS = WESTERN + ARABIC + JIM + "/" + "-" + OTHER
BLANK = 0  # CTC's blank; the sign at place n of SIGNS is class n + 1
CLASSES = len(SIGNS) + 1

LABELS = ["الفرع", "الرقم", "الفحص", "رقم", "اسم", "التاريخ", "المشفى", "مجهول", "شهيد", "رقيب", "جثة", "ملف"]
LETTERS = "ابتثحخدذرزسشصضطظعغفقكلمنهوي"
LATIN = "ABCDEFGHKLMNPRSTUVWXYZabcdefghkmnprstuvwxy"

# Signs that are signs again when turned by 180 degrees: such lines teach nothing about which way is up.
TURNABLE = set("01689") | set("٠١٧٨") | set("/-")


def encode(text):
    """The classes of a text: letters beyond the signs as OTHER, several in a row as one; ج within a word is a letter like any other."""
    classes = []
    for piece in text.split(" "):
        within_a_word = any(sign not in SIGNS for sign in piece)
        for sign in piece:
            known = sign in SIGNS and not (within_a_word and sign == JIM)
            place = SIGNS.index(sign if known else OTHER) + 1
            if known or not classes or classes[-1] != place:
                classes.append(place)
    return classes


def number(dice: random.Random, script):
    digits = dice.choices([1, 2, 3, 4, 5, 6, 7, 8], [2, 4, 12, 12, 4, 2, 1, 1])[0]
    return "".join(dice.choice(script) for _ in range(digits))


def word(dice: random.Random):
    kind = dice.random()
    if kind < 0.35:
        return dice.choice(LABELS)
    if kind < 0.75:
        return "".join(dice.choice(LETTERS) for _ in range(dice.randint(2, 7)))
    return "".join(dice.choice(LATIN) for _ in range(dice.randint(2, 8)))


def line(dice: random.Random, script):
    """A line's text: mostly a number, sometimes a branch's letter, numbers in a row, or words."""
    kind = dice.random()
    if kind < 0.66:
        return number(dice, script)
    if kind < 0.72:
        return JIM
    if kind < 0.84:
        parts = [number(dice, script) for _ in range(dice.choice([2, 3]))]
        if dice.random() < 0.15:
            parts[0] = JIM
        return dice.choice("/-").join(parts)
    if kind < 0.88:
        return number(dice, script) + " " + dice.choice(LABELS)
    return word(dice)

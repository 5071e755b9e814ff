"""The pipeline that a small group writes in an afternoon: Pillow in draft mode, pdqhash, SQLite, two processes.

A peer for `cargo xtask bench`, no part of Amana. Usage: python_pipeline.py DEPOSIT OUT
"""

import hashlib
import io
import json
import os
import sqlite3
import sys
from multiprocessing import Pool

import numpy
import pdqhash
from PIL import ExifTags, Image, ImageOps

VIEW, GRID = 1024, 256


def look(job):
    path, out = job
    with open(path, "rb") as file:
        data = file.read()
    digest = hashlib.sha256(data).hexdigest()
    try:
        picture = Image.open(io.BytesIO(data))
        exif = {ExifTags.TAGS.get(tag, tag): str(value) for tag, value in picture.getexif().items()}
        size = picture.size
        picture.draft("RGB", (VIEW, VIEW))
        picture = ImageOps.exif_transpose(picture).convert("RGB")
        picture.thumbnail((VIEW, VIEW))
        picture.save(os.path.join(out, digest + ".view.jpg"), quality=80)
        small = picture.copy()
        small.thumbnail((512, 512))
        vector, quality = pdqhash.compute(numpy.asarray(small))
        picture.thumbnail((GRID, GRID))
        picture.save(os.path.join(out, digest + ".grid.jpg"), quality=75)
        pdq = "".join(str(bit) for bit in vector)
        return path, digest, size[0], size[1], json.dumps(exif), pdq, int(quality)
    except Exception as error:  # a broken picture is a row without a picture
        return path, digest, None, None, repr(error), None, None


def main():
    deposit, out = sys.argv[1:3]
    os.makedirs(out, exist_ok=True)
    jobs = [(os.path.join(folder, name), out) for folder, _, names in os.walk(os.fsencode(deposit)) for name in names]
    jobs = [(os.fsdecode(path), out) for path, out in jobs if os.path.isfile(path) and not os.path.islink(path)]
    database = sqlite3.connect(os.path.join(out, "catalog.db"))
    database.execute("create table pictures (path, sha256, width, height, exif, pdq, quality)")
    with Pool(2) as pool:
        for row in pool.imap_unordered(look, jobs, chunksize=16):
            row = (os.fsencode(row[0]),) + row[1:]
            database.execute("insert into pictures values (?, ?, ?, ?, ?, ?, ?)", row)
    database.commit()


if __name__ == "__main__":
    main()

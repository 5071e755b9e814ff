"""Reference outputs of OpenCV for the face models: python reference.py MODELS > reference.json

Needs opencv-python-headless 4 and numpy. The picture is drawn by the same formulas as in the test that reads the
result (crates/analysis/src/faces/reference.rs): only additions, multiplications and divisions of doubles, so that
both draw the same bytes. Nobody is shown.
"""

import json
import sys

import cv2
import numpy as np

SIDE = 320
# Middle across, middle down, half width, half height, blue, green, red; later ones lie over earlier ones.
SHAPES = [
    (0, -18, 78, 100, 40, 45, 50),
    (0, 0, 66, 90, 120, 150, 205),
    (-27, -32, 17, 4, 45, 50, 60),
    (27, -32, 17, 4, 45, 50, 60),
    (-27, -16, 13, 7, 225, 228, 230),
    (27, -16, 13, 7, 225, 228, 230),
    (-27, -16, 6, 6, 35, 40, 45),
    (27, -16, 6, 6, 35, 40, 45),
    (0, 8, 6, 26, 140, 172, 228),
    (-8, 24, 4, 3, 70, 85, 120),
    (8, 24, 4, 3, 70, 85, 120),
    (0, 48, 24, 8, 90, 85, 165),
    (0, 47, 22, 2, 45, 45, 85),
]
# Middle of the face, and its size.
FACES = [(100.0, 150.0, 0.9), (250.0, 90.0, 0.45)]


def drawn():
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float64)
    picture = np.repeat((100 + (7 * x + 13 * y) % 17)[..., None], 3, axis=2)
    for cx, cy, size in FACES:
        for ax, ay, rx, ry, *colour in SHAPES:
            u = (x - (cx + ax * size)) / (rx * size)
            v = (y - (cy + ay * size)) / (ry * size)
            distance = u * u + v * v
            for channel in range(3):
                shaded = colour[channel] * (1 - 0.25 * distance)
                picture[..., channel] = np.where(distance < 1, shaded, picture[..., channel])
    return np.floor(picture).astype(np.uint8)


def main(folder):
    picture = drawn()
    yunet = f"{folder}/face_detection_yunet_2023mar_int8bq.onnx"
    detector = cv2.FaceDetectorYN.create(yunet, "", (SIDE, SIDE), 0.3, 0.3, 5000)
    faces = detector.detect(picture)[1]
    sface = f"{folder}/face_recognition_sface_2021dec_int8bq.onnx"
    embedder = cv2.FaceRecognizerSF.create(sface, "")
    components = []
    for face in faces:
        components.append(embedder.feature(embedder.alignCrop(picture, face))[0])
    top = embedder.feature(np.ascontiguousarray(picture[94:206, 44:156]))[0]
    numbers = lambda row: [round(float(value), 5) for value in row]
    out = {
        "opencv": cv2.__version__,
        "pixels": int(picture.astype(np.int64).sum()),
        "detections": [numbers(face) for face in faces],
        "aligned": [numbers(row) for row in components],
        "square": numbers(top),
    }
    print(json.dumps(out))


main(sys.argv[1])

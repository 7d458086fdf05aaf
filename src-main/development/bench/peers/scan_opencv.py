"""Scans a folder as a plain script would: pydicom and OpenCV read, OpenCV-DNN judges in batches, a CSV takes it all."""

import csv
import json
import os
import resource
import sys

import cv2
import numpy as np
import pydicom

from opencv_network import SHARPNESS, load

BATCH = 16


def read(path):
    if path.endswith(".dcm"):
        return pydicom.dcmread(path).pixel_array.astype(np.float32)
    return cv2.imread(path, cv2.IMREAD_GRAYSCALE).astype(np.float32)


def prepare(image, spec):
    """The model card's preprocessing, by OpenCV's resampling and numpy's percentiles."""
    side = spec["rows"]
    scale = side / max(image.shape)
    height, width = (max(1, round(length * scale)) for length in image.shape)
    content = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    low, high = np.percentile(content, [100 * spec["lowerPercentile"], 100 * spec["upperPercentile"]])
    content = np.clip((content - low) / max(high - low, 1e-6), 0, 1)
    padded = np.full((side, side), spec["padValue"], np.float32)
    top, left = (side - height) // 2, (side - width) // 2
    padded[top : top + height, left : left + width] = content
    return (padded - spec["mean"]) / spec["std"]


def judge(net, batch):
    net.setInput(np.stack(batch)[:, None])
    cells = SHARPNESS * net.forward().astype(np.float64).reshape(len(batch), -1)
    top = cells.max(axis=1, keepdims=True)
    return (np.log(np.exp(cells - top).mean(axis=1)) + top[:, 0]) / SHARPNESS


def main(model, card, folder, out, threads):
    cv2.setNumThreads(int(threads))
    spec = json.load(open(card))["input"]
    net = load(model)
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    with open(out, "w", newline="") as file:
        rows = csv.writer(file)
        for start in range(0, len(paths), BATCH):
            some = paths[start : start + BATCH]
            rows.writerows(zip(some, judge(net, [prepare(read(path), spec) for path in some])))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"opencv": cv2.__version__, "pydicom": pydicom.__version__, "peakMemoryMiB": peak}))


main(*sys.argv[1:])

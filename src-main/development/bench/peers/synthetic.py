"""The same numbers as training/bench/synthetic.ts, so that two programs train one network on one batch."""

import numpy as np


def noise(stream, count):
    """`count` numbers in [-1, 1) of the numbered stream."""
    angles = np.arange(1, count + 1, dtype=np.float64) * 12.9898 + 78.233 * (stream + 1)
    scaled = np.sin(angles) * 43758.5453123
    return (2 * (scaled - np.floor(scaled)) - 1).astype(np.float32)

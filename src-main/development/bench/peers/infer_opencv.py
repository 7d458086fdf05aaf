"""Runs the shipped network on one film with OpenCV-DNN; its results are logits."""

import sys

import cv2
import numpy as np

from opencv_network import SHARPNESS, load
from turns import answer_turns


def main(model_path, pixels_path, side, threads):
    cv2.setNumThreads(int(threads))
    net = load(model_path)
    pixels = np.fromfile(pixels_path, np.float32).reshape(1, 1, int(side), int(side))

    def run():
        net.setInput(pixels)
        cells = SHARPNESS * net.forward().astype(np.float64).ravel()
        return float(np.logaddexp.reduce(cells) - np.log(cells.size)) / SHARPNESS

    answer_turns({"versions": {"opencv": cv2.__version__}}, run)


main(*sys.argv[1:])

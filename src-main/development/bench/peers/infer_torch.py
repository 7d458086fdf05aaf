"""Runs the shipped network's weights on one film with PyTorch; its results are logits."""

import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from mobilenet_v2 import FractureClassifier
from turns import answer_turns


def load(path):
    network = onnx.load(path)
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in network.graph.initializer}
    names = [name for node in network.graph.node if node.op_type == "Conv" for name in node.input[1:]]
    model = FractureClassifier()
    for parameter, name in zip(model.parameters(), names, strict=True):
        parameter.data = torch.from_numpy(tensors[name].copy()).reshape(parameter.shape)
    return model.eval()


def main(model_path, pixels_path, side, memory_format, threads):
    torch.set_num_threads(int(threads))
    formats = {"contiguous": torch.contiguous_format, "channels-last": torch.channels_last}
    pixels = torch.from_numpy(np.fromfile(pixels_path, np.float32)).reshape(1, 1, int(side), int(side))
    model, pixels = (value.to(memory_format=formats[memory_format]) for value in (load(model_path), pixels))

    @torch.inference_mode()
    def run():
        return model(pixels)[1].item()

    answer_turns({"versions": {"torch": torch.__version__}}, run)


main(*sys.argv[1:])

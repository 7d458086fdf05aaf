"""The shipped network as OpenCV-DNN takes it."""

import cv2
import numpy as np
import onnx
from onnx import helper, numpy_helper

SHARPNESS = 4


def load(path):
    """OpenCV 4.6 reads a Clip's limits from attributes only and knows no ReduceLogSumExp: the map is its output."""
    graph = onnx.load(path).graph
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.op_type == "Clip":
            low, high = (float(tensors[name]) for name in node.input[1:])
            node = helper.make_node("Clip", node.input[:1], node.output, node.name, min=low, max=high)
        nodes.append(node)
        if "classActivationMap" in node.output:
            break
    outputs = [output for output in graph.output if output.name == "classActivationMap"]
    graph = helper.make_graph(nodes, "network", graph.input, outputs, graph.initializer)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 9)])
    return cv2.dnn.readNetFromONNX(np.frombuffer(model.SerializeToString(), np.uint8))

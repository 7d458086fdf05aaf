"""Trains MobileNetV2 with PyTorch: `batch-norm` is torchvision's, `folded` the network and loss that Osteon trains."""

import math
import sys

import numpy as np
import torch
import torchvision
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from mobilenet_v2 import FractureClassifier
from synthetic import noise
from turns import answer_turns

BATCH, SIDE, LEARNING_RATE, WEIGHT_DECAY = 16, 224, 1e-4, 0.01


def fill(model):
    """Weights within He's bound and no biases, as the other program draws them."""
    for stream, parameter in enumerate(model.parameters()):
        bound = math.sqrt(6 / parameter[0].numel()) if parameter.dim() > 1 else 0
        values = noise(stream, parameter.numel()) * np.float32(bound)
        parameter.data = torch.from_numpy(values).reshape(parameter.shape)


def main(kind, memory_format, threads):
    torch.set_num_threads(int(threads))
    folded = kind == "folded"
    model = FractureClassifier() if folded else torchvision.models.mobilenet_v2(num_classes=1)
    if folded:
        fill(model)
    channels = 1 if folded else 3
    pixels = torch.from_numpy(noise(1000, BATCH * channels * SIDE**2)).reshape(BATCH, channels, SIDE, SIDE)
    targets = (torch.arange(BATCH) % 2).float()
    if memory_format == "channels-last":
        model, pixels = (value.to(memory_format=torch.channels_last) for value in (model, pixels))
    decayed = [parameter for parameter in model.parameters() if parameter.dim() > 1]
    spared = [parameter for parameter in model.parameters() if parameter.dim() <= 1]
    groups = [{"params": decayed}, {"params": spared, "weight_decay": 0}]
    optimizer = torch.optim.AdamW(groups, LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    model.train()

    def step():
        optimizer.zero_grad(set_to_none=True)
        if folded:
            logits, logit = model(pixels)
            loss = cross_entropy(logit, targets) + cross_entropy(logits, torch.zeros_like(logits))
        else:
            loss = cross_entropy(model(pixels)[:, 0], targets)
        loss.backward()
        optimizer.step()
        return loss.item()

    answer_turns({"versions": {"torch": torch.__version__, "torchvision": torchvision.__version__}}, step)


main(*sys.argv[1:])

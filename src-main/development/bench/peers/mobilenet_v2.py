"""MobileNetV2 as Osteon trains it: batch-norms folded, one input channel, padding SAME_UPPER, pooled logit map."""

import math

import torch
from torch import nn
from torch.nn import functional as F

STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
SHARPNESS = 4


class Convolution(nn.Module):
    def __init__(self, inputs, channels, kernel, stride, relu6, group=1):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, channels, kernel, stride, groups=group)
        self.relu6 = relu6

    def forward(self, x):
        kernel, stride = self.convolution.kernel_size[0], self.convolution.stride[0]
        pads = []
        for extent in (x.shape[3], x.shape[2]):
            total = max(0, (math.ceil(extent / stride) - 1) * stride + kernel - extent)
            pads += [total // 2, total - total // 2]
        if pads[0] == pads[1] == pads[2] == pads[3]:
            y = F.conv2d(x, self.convolution.weight, self.convolution.bias, stride, pads[0], 1, self.convolution.groups)
        else:
            y = self.convolution(F.pad(x, pads))
        return F.relu6(y) if self.relu6 else y


class InvertedResidual(nn.Module):
    def __init__(self, channels, out_channels, expansion_factor, stride):
        super().__init__()
        wide = channels * expansion_factor
        widen = [] if expansion_factor == 1 else [Convolution(channels, wide, 1, 1, True)]
        self.layers = nn.Sequential(
            *widen, Convolution(wide, wide, 3, stride, True, wide), Convolution(wide, out_channels, 1, 1, False)
        )
        self.residual = stride == 1 and channels == out_channels

    def forward(self, x):
        return x + self.layers(x) if self.residual else self.layers(x)


class FractureClassifier(nn.Module):
    """Gives the map of logits and the logit, `log(mean(exp(4 * map))) / 4`."""

    def __init__(self):
        super().__init__()
        layers, channels = [Convolution(1, 32, 3, 2, True)], 32
        for expansion_factor, out_channels, blocks, stride in STAGES:
            for block in range(blocks):
                layers.append(InvertedResidual(channels, out_channels, expansion_factor, stride if block == 0 else 1))
                channels = out_channels
        layers.append(Convolution(channels, 1280, 1, 1, True))
        self.features = nn.Sequential(*layers)
        self.head = Convolution(1280, 1, 1, 1, False)

    def forward(self, pixels):
        logits = self.head(self.features(pixels))
        cells = logits.flatten(1)
        logit = (torch.logsumexp(SHARPNESS * cells, 1) - math.log(cells.shape[1])) / SHARPNESS
        return logits, logit

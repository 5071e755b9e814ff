"""The network: a small convolutional reader of one line, trained with CTC."""

import torch
from torch import nn

import signs


def block(into, out, size=3):
    return nn.Sequential(nn.Conv2d(into, out, size, padding=size // 2, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True))


class Along(nn.Module):
    """Context along the line: a residual pair of convolutions."""

    def __init__(self, width, dilation):
        super().__init__()
        self.a = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation, bias=False)
        self.norm = nn.BatchNorm1d(width)
        self.b = nn.Conv1d(width, width, 1)

    def forward(self, x):
        return x + self.b(torch.relu(self.norm(self.a(x))))


class Reader(nn.Module):
    """1 x 32 x W of ink to CLASSES x W/4 log probabilities."""

    def __init__(self):
        super().__init__()
        self.see = nn.Sequential(
            block(1, 24), nn.MaxPool2d(2),
            block(24, 48), nn.MaxPool2d(2),
            block(48, 72), block(72, 72), nn.MaxPool2d((2, 1)),
            block(72, 96), nn.MaxPool2d((2, 1)),
            nn.Conv2d(96, 128, (2, 3), padding=(0, 1), bias=False), nn.BatchNorm2d(128), nn.ReLU(inplace=True),
        )
        self.drop = nn.Dropout(0.15)
        self.along = nn.Sequential(Along(128, 1), Along(128, 2))
        self.say = nn.Conv1d(128, signs.CLASSES, 1)

    def scores(self, ink):
        """What is said before it is made probabilities."""
        return self.say(self.along(self.drop(self.see(ink).squeeze(2))))

    def forward(self, ink):
        return torch.log_softmax(self.scores(ink), dim=1)

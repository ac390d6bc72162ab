"""Linear layers of 4-bit codes whose scales and minimums are learnt, while the codes stay: what is trained needs no rounding afterwards.

Source: Kim et al., "Memory-Efficient Fine-Tuning of Compressed Large Language Models via sub-4-bit Integer Quantization" (PEQA), 2023; here with a
minimum for each block too.
"""

import numpy as np
import torch
from torch import nn

MIDDLE = 7.5
"""The middle of the codes 0 to 15."""


class GridLinear(nn.Module):
    """y = W x, where each block of 32 columns of W is scale · code + minimum, and scale and minimum are

        scale₀ · (1 + stretch)   and   minimum₀ + scale₀ · (shift − MIDDLE · stretch)

    so that one learning rate suits blocks of small and of large weights, and a block is stretched about its middle.
    """

    def __init__(self, codes: np.ndarray, scales: np.ndarray, minimums: np.ndarray) -> None:
        """codes: uint8 [rows, columns]. scales, minimums: float16 [rows, columns / block]."""
        super().__init__()
        blocks = scales.shape[1]
        self.register_buffer("codes", torch.from_numpy(codes.reshape(len(codes), blocks, -1)).to(torch.bfloat16))
        self.register_buffer("scales", torch.from_numpy(scales.astype(np.float32)))
        self.register_buffer("minimums", torch.from_numpy(minimums.astype(np.float32)))
        self.stretch = nn.Parameter(torch.zeros_like(self.scales))
        self.shift = nn.Parameter(torch.zeros_like(self.scales))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """x: [..., columns]. Returns bfloat16 [..., rows]."""
        return GridProduct.apply(x.to(torch.bfloat16), self.codes, *self.grid())

    def grid(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Scales and minimums as they are now, float32 [rows, blocks]."""
        return self.scales * (1 + self.stretch), self.minimums + self.scales * (self.shift - MIDDLE * self.stretch)


class GridProduct(torch.autograd.Function):
    """The product with the dense weight, which exists only while it is needed; its gradient is summed block by block."""

    @staticmethod
    def forward(context, x, codes, scales, minimums):
        weight = dense_of(codes, scales, minimums)
        context.save_for_backward(x, codes, scales, minimums)
        return x @ weight.T

    @staticmethod
    def backward(context, gradient):
        x, codes, scales, minimums = context.saved_tensors
        to_x = gradient @ dense_of(codes, scales, minimums)
        # [rows, tokens] @ [tokens, columns], then by blocks [rows, blocks, 32]
        to_weight = (gradient.flatten(0, -2).T @ x.flatten(0, -2)).view(codes.shape)
        to_scales = torch.einsum("rbc,rbc->rb", to_weight, codes)
        return to_x, None, to_scales.float(), to_weight.sum(-1, dtype=torch.float32)


def dense_of(codes: torch.Tensor, scales: torch.Tensor, minimums: torch.Tensor) -> torch.Tensor:
    """bfloat16 [rows, columns]."""
    return torch.addcmul(minimums[:, :, None].bfloat16(), codes, scales[:, :, None].bfloat16()).flatten(1)

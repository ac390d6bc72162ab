"""Rounds a matrix to the 4-bit grid of README.md, so that its products with real inputs change little (Frantar et al. 2022, GPTQ, arXiv:2210.17323).

Columns are rounded one after the other, those with the largest inputs first; the error of each is made up for by the columns that follow,
as far as inputs that go together allow. The grid of each block is chosen beforehand, so that columns keep their places.
"""

from typing import NamedTuple

import torch

LEVELS = 15
GRID_LEVELS = 255
DAMPING = 0.01
COLUMNS_AT_A_TIME = 128


class Grid(NamedTuple):
    """A rounded matrix: scale = ranges[row, 0] · scale code / 255, minimum = ranges[row, 1] · minimum code / 255, weight = scale · code + minimum."""

    codes: torch.Tensor
    """uint8 [rows, columns], 0 to 15"""
    scales: torch.Tensor
    """uint8 [rows, columns / block]"""
    minimums: torch.Tensor
    """uint8 [rows, columns / block]"""
    ranges: torch.Tensor
    """float16 [rows, 2]"""

    def block_values(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Scales and minimums, float32 [rows, columns / block]."""
        units = self.ranges.float() / GRID_LEVELS
        return self.scales * units[:, :1], self.minimums * units[:, 1:]

    def weights(self) -> torch.Tensor:
        scales, minimums = self.block_values()
        blocks = self.codes.view(*scales.shape, -1)
        return (blocks * scales[:, :, None] + minimums[:, :, None]).view(self.codes.shape)


def round_to_4_bits(weight: torch.Tensor, moments: torch.Tensor, block: int) -> Grid:
    """weight [rows, columns] and the second moments of its inputs, E[xxᵀ] [columns, columns]."""
    columns = weight.shape[1]
    moments = moments + torch.eye(columns) * DAMPING * moments.diagonal().mean()
    importance = moments.diagonal()
    grid = choose_grid(weight, importance, block)
    scales, minimums = grid.block_values()

    order = importance.argsort(descending=True)
    spread = spread_of_errors(moments[order][:, order])
    left = weight[:, order].clone()
    for start in range(0, columns, COLUMNS_AT_A_TIME):
        end = min(columns, start + COLUMNS_AT_A_TIME)
        errors = torch.empty(weight.shape[0], end - start)
        for at in range(start, end):
            column = int(order[at])
            scale, minimum = scales[:, column // block], minimums[:, column // block]
            code = nearest_code(left[:, at], scale, minimum)
            error = (left[:, at] - code * scale - minimum) / spread[at, at]
            left[:, at:end] -= error[:, None] * spread[at, at:end]
            errors[:, at - start] = error
            grid.codes[:, column] = code.to(torch.uint8)
        left[:, end:] -= errors @ spread[start:end, end:]
    return grid


def spread_of_errors(moments: torch.Tensor) -> torch.Tensor:
    """The upper Cholesky factor of the inverse: row i says how the error of column i is made up for by the columns behind it."""
    lower = torch.linalg.cholesky(moments.double())
    return torch.linalg.cholesky(torch.cholesky_inverse(lower), upper=True).float()


def choose_grid(weight: torch.Tensor, importance: torch.Tensor, block: int) -> Grid:
    """For each block, of grids over 70 to 100 % of its range, the one of least squared error, columns weighted by their inputs; no codes yet."""
    blocks = weight.view(weight.shape[0], -1, block)
    low, high = blocks.amin(2), blocks.amax(2)
    best_error = torch.full_like(low, torch.inf)
    best_scale, best_minimum = torch.ones_like(low), torch.zeros_like(low)
    for share in torch.linspace(1.0, 0.7, 13):
        scale = ((high - low) * share / LEVELS).clamp(min=1e-6)
        minimum = ((high + low) / 2 - scale * LEVELS / 2).clamp(max=0)
        codes = nearest_code(blocks, scale[:, :, None], minimum[:, :, None])
        errors = codes * scale[:, :, None] + minimum[:, :, None] - blocks
        error = (errors.square() * importance.view(1, -1, block)).sum(2)
        better = error < best_error
        best_error = torch.where(better, error, best_error)
        best_scale = torch.where(better, scale, best_scale)
        best_minimum = torch.where(better, minimum, best_minimum)
    ranges = torch.stack([best_scale.amax(1), best_minimum.amin(1)], dim=1).half()
    units = ranges.float() / GRID_LEVELS
    scales, minimums = ((values / units[:, at, None]).round().clamp(0, GRID_LEVELS) for at, values in enumerate((best_scale, best_minimum)))
    return Grid(torch.zeros(weight.shape, dtype=torch.uint8), scales.clamp(min=1).to(torch.uint8), minimums.to(torch.uint8), ranges)


def nearest_code(values: torch.Tensor, scale: torch.Tensor, minimum: torch.Tensor) -> torch.Tensor:
    return ((values - minimum) / scale).round().clamp(0, LEVELS)

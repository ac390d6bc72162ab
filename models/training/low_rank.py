"""Low-rank adapters (Hu et al. 2021, LoRA, arXiv:2106.09685): a frozen linear layer plus the product of two small trained matrices."""

import torch
from torch import nn


class LowRank(nn.Module):
    """y = W x + b + 2 · up (down x), with down [rank, inputs] and up [outputs, rank]; up starts at zero, so that nothing changes at first."""

    SCALE = 2.0

    def __init__(self, frozen: nn.Linear, rank: int) -> None:
        super().__init__()
        self.frozen = frozen.requires_grad_(False)
        self.down = nn.Parameter(torch.randn(rank, frozen.in_features) / frozen.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(frozen.out_features, rank))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        small = nn.functional.linear(inputs, self.down.to(inputs.dtype))
        return self.frozen(inputs) + nn.functional.linear(small, (self.up * self.SCALE).to(inputs.dtype))

    @torch.no_grad()
    def merged(self) -> torch.Tensor:
        """The weight of one linear layer that does the same, float32 [outputs, inputs]."""
        return self.frozen.weight.float() + self.SCALE * self.up @ self.down


def adapt(module: nn.Module, names: tuple[str, ...], rank: int) -> None:
    """Puts an adapter on the linear layers of a module that have these names."""
    for name in names:
        parent, _, child = name.rpartition(".")
        owner = module.get_submodule(parent)
        setattr(owner, child, LowRank(getattr(owner, child), rank))

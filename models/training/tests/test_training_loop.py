from pathlib import Path

import torch
from torch import nn
from training_loop import RunOptions, train


class Line:
    """Learns y = 3 x, one number a step."""

    device = torch.device("cpu")

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self.weight = nn.Parameter(torch.zeros(()))
        self.seen: list[int] = []

    def parameters_by_name(self) -> dict[str, nn.Parameter]:
        return {"weight": self.weight}

    def loss(self, step: int) -> tuple[torch.Tensor, int]:
        self.seen.append(step)
        return (self.weight - 3).square(), 2

    def evaluate(self) -> dict[str, float]:
        return {"score": -abs(self.weight.item() - 3)}


def options(folder: Path) -> RunOptions:
    return RunOptions(folder, minutes=1, evaluate_every=1, rate=0.1)


def test_training_lowers_the_loss_and_draws_its_curve(tmp_path: Path) -> None:
    points = train(Line(60), options(tmp_path))
    assert points[-1]["score"] > points[0]["score"]
    assert points[-1]["examples"] == 120
    assert "polyline" in (tmp_path / "curve.svg").read_text(encoding="utf-8")


def test_a_run_goes_on_behind_the_last_step_of_its_checkpoint(tmp_path: Path) -> None:
    train(Line(10), options(tmp_path))
    again = Line(15)
    points = train(again, options(tmp_path))
    assert again.seen == [10, 11, 12, 13, 14]
    assert points[-1]["examples"] == 30
    assert again.weight.item() > 0

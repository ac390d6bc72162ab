"""A training run that can be stopped at any time and goes on from its last checkpoint, within a budget of time."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from loss_curve import draw_curve
from processor import clock_of
from torch import nn

WARM_UP_SHARE = 0.05
LARGEST_GRADIENT = 1.0


class Task(Protocol):
    """What is trained. The batch of a step follows from its number alone, so that a run that goes on reads what an unbroken one would have."""

    device: torch.device
    steps: int

    def parameters_by_name(self) -> dict[str, nn.Parameter]: ...

    def loss(self, step: int) -> tuple[torch.Tensor, int]:
        """The mean loss of a step's batch, and how many examples it has."""

    def evaluate(self) -> dict[str, float]:
        """The figures on the development sets; the one named `score` decides which checkpoint is kept as the best."""


@dataclass(frozen=True)
class RunOptions:
    folder: Path
    """Gets `last.pt` and `best.pt` (trained tensors by name), `curve.json` and `curve.svg`."""
    minutes: float
    """The budget, evaluations included, as processor.py counts time."""
    evaluate_every: float
    """Minutes between evaluations."""
    rate: float


def start_run(task: Task, options: RunOptions, shape: dict) -> None:
    """Says how much there is to train, notes the model's shape in the run's folder as `shape.json`, and trains."""
    print(f"{sum(value.numel() for value in task.parameters_by_name().values())} trained values, {task.steps} steps", flush=True)
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "shape.json").write_text(json.dumps(shape) + "\n", encoding="utf-8")
    train(task, options)


def train(task: Task, options: RunOptions) -> list[dict]:
    """Trains until the steps or the budget are used up. Returns the points of the curve: examples, seconds, loss, figures."""
    parameters = task.parameters_by_name()
    optimizer = torch.optim.AdamW(parameters.values(), lr=options.rate, weight_decay=0.01)
    options.folder.mkdir(parents=True, exist_ok=True)
    step, seconds_before, points = resume(options.folder / "last.pt", parameters, optimizer)
    clock = clock_of(task.device)
    start = clock()
    examples = points[-1]["examples"] if points else 0
    losses: list[float] = []

    def spent() -> float:
        return seconds_before + clock() - start

    def measure() -> None:
        figures = task.evaluate()
        loss = sum(losses) / len(losses) if losses else None
        points.append({"examples": examples, "seconds": round(spent(), 1), "loss": loss, **figures})
        losses.clear()
        if figures["score"] >= max(point["score"] for point in points):
            save(options.folder / "best.pt", {"parameters": detached(parameters), "point": points[-1]})
        state = {"parameters": detached(parameters), "optimizer": optimizer.state_dict(), "step": step, "seconds": spent(), "points": points}
        save(options.folder / "last.pt", state)
        (options.folder / "curve.json").write_text(json.dumps(points, indent=1) + "\n", encoding="utf-8")
        draw_curve(points, options.folder / "curve.svg")
        print(json.dumps(points[-1]), flush=True)

    if not points:
        measure()
    measured = points[-1]["seconds"]
    while step < task.steps and spent() < options.minutes * 60:
        progress = max(step / task.steps, spent() / (options.minutes * 60))
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(progress / WARM_UP_SHARE + 0.01, (1 - progress) / (1 - WARM_UP_SHARE), 1)
        loss, count = task.loss(step)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters.values(), LARGEST_GRADIENT)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        step, examples = step + 1, examples + count
        if spent() - measured >= options.evaluate_every * 60:
            measure()
            measured = spent()
    if losses:
        measure()
    return points


def resume(file: Path, parameters: dict[str, nn.Parameter], optimizer: torch.optim.Optimizer) -> tuple[int, float, list[dict]]:
    """The step, the seconds and the points of a checkpoint, whose tensors are put in place; of none, the start."""
    if not file.exists():
        return 0, 0.0, []
    state = torch.load(file, map_location="cpu", weights_only=True)
    put(parameters, state["parameters"])
    optimizer.load_state_dict(state["optimizer"])
    return state["step"], state["seconds"], state["points"]


@torch.no_grad()
def put(parameters: dict[str, nn.Parameter], values: dict[str, torch.Tensor]) -> None:
    """Copies the tensors of a checkpoint into a model's parameters."""
    if parameters.keys() != values.keys():
        raise SystemExit("The checkpoint is of a model of another shape. Choose another folder, or give the options that it was made with.")
    for name, parameter in parameters.items():
        parameter.copy_(values[name])


def detached(parameters: dict[str, nn.Parameter]) -> dict[str, torch.Tensor]:
    return {name: parameter.detach().cpu() for name, parameter in parameters.items()}


def save(file: Path, state: dict) -> None:
    """Writes beside the old file first, so that a run that is ended while it writes loses nothing."""
    unfinished = file.with_suffix(".unfinished")
    torch.save(state, unfinished)
    os.replace(unfinished, file)

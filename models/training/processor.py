"""Where training runs: a GPU where there is one, otherwise the processor; and the time that it has taken there."""

import time
from collections.abc import Callable

import torch

THREADS = 2


def choose_device() -> torch.device:
    torch.set_num_threads(THREADS)
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def clock_of(device: torch.device) -> Callable[[], float]:
    """Seconds of work. On the processor its own time over the threads, so that a pause or a busy machine costs nothing of a time budget."""
    return time.monotonic if device.type == "cuda" else lambda: time.process_time() / THREADS

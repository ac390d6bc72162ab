"""What the frozen layers say about sequences, on the disk in 16 bits, so that the layers above are trained without running them again."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from pair_model import LowerLayers
from pair_sequences import PairSequence, pad_sequences, sorted_batches

CHUNK, BATCH = 4096, 96


class StateCache:
    """Opens a folder that `write_states` wrote. lengths: tokens of each sequence; follows: bool; states: float16 [all tokens, width]."""

    def __init__(self, folder: Path) -> None:
        self.description: dict = json.loads((folder / "description.json").read_text(encoding="utf-8"))
        if self.description["done"] < self.description["sequences"]:
            raise SystemExit(
                f"{folder} holds only {self.description['done']} of {self.description['sequences']} sequences. Run cache_states.py again."
            )
        self.lengths, self.follows = np.load(folder / "lengths.npy"), np.load(folder / "follows.npy")
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)])
        self.states = np.memmap(folder / "states", np.float16, "r").reshape(-1, self.description["width"])

    def batch(self, indexes: np.ndarray, device: torch.device) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """States [sequences, longest, width] in bfloat16, a mask (false where padded), and whether the second follows (1.0 or 0.0)."""
        longest = int(self.lengths[indexes].max())
        states = np.zeros((len(indexes), longest, self.states.shape[1]), np.float16)
        for row, index in enumerate(indexes):
            states[row, : self.lengths[index]] = self.states[self.starts[index] : self.starts[index + 1]]
        mask = np.arange(longest) < self.lengths[indexes][:, None]
        follows = torch.from_numpy(self.follows[indexes]).float()
        return torch.from_numpy(states).to(device, torch.bfloat16), torch.from_numpy(mask).to(device), follows.to(device)


def write_states(folder: Path, sequences: list[PairSequence], lower: LowerLayers, description: dict) -> Iterator[int]:
    """Writes what is missing, a chunk at a time, and gives the number of sequences that are done after each.

    A run with the same description goes on where the last one was stopped, with more sequences too if the first ones are the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    device = next(lower.parameters()).device
    width = lower.embeddings.word_embeddings.embedding_dim
    lengths = np.array([len(sequence.ids) for sequence in sequences])
    starts = np.concatenate([[0], np.cumsum(lengths)])
    np.save(folder / "lengths.npy", lengths)
    np.save(folder / "follows.npy", np.array([sequence.follows for sequence in sequences]))
    done = min(done_before(folder, description), len(sequences))
    with (folder / "states").open("r+b" if done else "wb") as file:
        file.truncate(int(starts[-1]) * width * np.dtype(np.float16).itemsize)
    states = np.memmap(folder / "states", np.float16, "r+", shape=(int(starts[-1]), width))
    counts = {"sequences": len(sequences), "width": width}
    while done < len(sequences):
        end = min(done + CHUNK, len(sequences))
        for batch in (done + indexes for indexes in sorted_batches(lengths[done:end], BATCH)):
            values = lower(*(part.to(device) for part in pad_sequences([sequences[index] for index in batch])))
            for index, value in zip(batch, values.half().cpu().numpy(), strict=True):
                states[starts[index] : starts[index + 1]] = value[: lengths[index]]
        done = end
        (folder / "description.json").write_text(json.dumps(description | counts | {"done": done}, indent=2) + "\n", encoding="utf-8")
        yield done


def done_before(folder: Path, description: dict) -> int:
    """How many sequences an earlier run with the same description has written."""
    file = folder / "description.json"
    if not file.exists():
        return 0
    before = json.loads(file.read_text(encoding="utf-8"))
    return before["done"] if description.items() <= before.items() else 0

"""How well scores tell two classes apart."""

import numpy as np


def auc_of(scores: np.ndarray, positive: np.ndarray) -> float:
    """The chance that a positive example has a higher score than a negative one; equal scores count half."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    positives = int(positive.sum())
    return float((ranks[positive].sum() - positives * (positives + 1) / 2) / (positives * (len(scores) - positives)))


def auc_by_group(scores: np.ndarray, positive: np.ndarray, groups: list[str]) -> dict[str, float]:
    """The area under the curve over all examples, as `all`, and over those of each group."""
    names = np.array(groups)
    parts = {"all": np.full(len(names), True)} | {name: names == name for name in sorted(set(groups))}
    return {name: round(auc_of(scores[part], positive[part]), 4) for name, part in parts.items()}

"""What a BERT with both heads knows of the development sets: masked words and the next sentence, the model alone."""

from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import torch
from cloze_eval import ClozeEval
from pair_sequences import pad_sequences, sequences_of_eval, sorted_batches
from processor import clock_of
from ranking import auc_by_group
from student_model import follows_logit, layer_states, word_logits
from tokenizers import Tokenizer
from transformers import BertForPreTraining
from word_pieces import MASK

BATCH = 64


class BertEval:
    """The sets of a folder with `cloze.jsonl` and `next-sentence.jsonl`, tokenised once."""

    def __init__(self, folder: Path, tokenizer_file: Path, device: torch.device) -> None:
        self.device = device
        self.cloze = ClozeEval(folder / "cloze.jsonl", Tokenizer.from_file(str(tokenizer_file)))
        self.pairs, self.groups = sequences_of_eval(folder / "next-sentence.jsonl", tokenizer_file)
        self.follows = np.array([pair.follows for pair in self.pairs])

    @torch.no_grad()
    def measure(self, bert: BertForPreTraining) -> dict[str, float]:
        """top1, top5, accuracy at p = 0.5, `auc all` and that of each group, and seconds a pair as processor.py counts them."""
        clock = clock_of(self.device)
        start = clock()
        log_odds = self.rate_pairs(bert)
        seconds = (clock() - start) / len(self.pairs)
        words = self.cloze.measure(lambda ids, mask: self.read_masks(bert, ids, mask), self.device)
        areas = {f"auc {name}": area for name, area in auc_by_group(log_odds, self.follows, self.groups).items()}
        accuracy = round(float(((log_odds > 0) == self.follows).mean()), 4)
        return {**words, "accuracy": accuracy, **areas, "secondsAPair": round(seconds, 5)}

    def rate_pairs(self, bert: BertForPreTraining) -> np.ndarray:
        """The log-odds that the second sentence follows, float32 [pairs]."""
        log_odds = np.empty(len(self.pairs), np.float32)
        for rows in sorted_batches([len(pair.ids) for pair in self.pairs], BATCH):
            ids, segments, mask = (part.to(self.device) for part in pad_sequences([self.pairs[row] for row in rows]))
            with mixed_precision(self.device):
                log_odds[rows] = follows_logit(bert, layer_states(bert, ids, segments, mask)[-1]).float().cpu().numpy()
        return log_odds

    def read_masks(self, bert: BertForPreTraining, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        with mixed_precision(self.device):
            states = layer_states(bert, ids, torch.zeros_like(ids), mask)
            return word_logits(bert, states[-1][ids == MASK]).float()


def mixed_precision(device: torch.device) -> AbstractContextManager:
    return torch.autocast(device.type, torch.bfloat16)

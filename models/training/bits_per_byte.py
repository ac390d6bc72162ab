"""Bits per byte of a causal model on the development set, as `cloze eval lm` counts them."""

import json
import math
from pathlib import Path

import torch
from document_windows import START
from next_token_loss import NextTokenLoss
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

TOKENS = 512


class LanguageEval:
    """The first rows of `lm.jsonl`, of each the first 512 tokens."""

    def __init__(self, file: Path, tokenizer: Tokenizer, rows: int) -> None:
        self.rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()[:rows]]
        self.start = tokenizer.token_to_id(START)
        self.ids = [tokenizer.encode(row["text"], add_special_tokens=False).ids[:TOKENS] for row in self.rows]
        self.bytes = [len(tokenizer.decode(ids, skip_special_tokens=False).encode()) for ids in self.ids]

    @torch.no_grad()
    def measure(self, model: LlamaForCausalLM, device: torch.device) -> dict[str, float]:
        """Bits per byte over all rows, and of each group."""
        bits = [self.bits(model, ids, device) for ids in self.ids]
        groups = {"all": range(len(bits))}
        for index, row in enumerate(self.rows):
            groups.setdefault(row["group"], []).append(index)
        return {name: round(sum(bits[i] for i in rows) / sum(self.bytes[i] for i in rows), 4) for name, rows in groups.items()}

    def bits(self, model: LlamaForCausalLM, ids: list[int], device: torch.device) -> float:
        tokens = torch.tensor([[self.start, *ids]], device=device)
        states = model.model(tokens[:, :-1]).last_hidden_state[0].bfloat16()
        return float(NextTokenLoss.apply(states, model.lm_head.weight, tokens[0, 1:])) / math.log(2)

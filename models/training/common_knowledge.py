"""What a causal model still knows of sayings and facts that everybody knows, from `common-knowledge.jsonl`: training on prose must not lose them."""

import json
from pathlib import Path

import torch
from document_windows import START
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

FILE = Path(__file__).parent / "common-knowledge.jsonl"


@torch.no_grad()
def measure_knowledge(model: LlamaForCausalLM, tokenizer: Tokenizer) -> dict[str, float]:
    """known: the share of rows whose next token is the most probable one. bits: the mean surprisal of that token."""
    start = tokenizer.token_to_id(START)
    known, bits = [], []
    for row in map(json.loads, FILE.read_text(encoding="utf-8").splitlines()):
        before = tokenizer.encode(row["text"], add_special_tokens=False).ids
        right = tokenizer.encode(row["text"] + row["next"], add_special_tokens=False).ids[len(before)]
        states = model.model(torch.tensor([[start, *before]])).last_hidden_state[0, -1]
        log_probabilities = (model.lm_head.weight @ states.to(model.lm_head.weight.dtype)).float().log_softmax(-1)
        known.append(int(log_probabilities.argmax()) == right)
        bits.append(-float(log_probabilities[right]) / torch.log(torch.tensor(2.0)).item())
    return {"known": round(sum(known) / len(known), 4), "bits": round(sum(bits) / len(bits), 3)}

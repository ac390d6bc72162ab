"""Write what the embedded BERT says in float32 about some pairs of sentences with its adapters, for the tests of the engine.

usage: pair_reference.py MODEL OUT.json

MODEL has the adapters in `pairs.safetensors`, all of whose rounded values are used as they are, as are the model's own. For each pair: the natural
logarithm of the odds that the second sentence follows the first, with the adapters and, as `without`, with the model's own head alone.
"""

import json
import sys
from pathlib import Path

import torch
from embedded_format import dense_of_8_bits
from pair_model import load_embedded_bert
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from transformers import BertForPreTraining

PAIRS = (
    ("The rain had stopped by morning.", "Puddles still lay in the road, and the gutters dripped."),
    ("The rain had stopped by morning.", "A hash table finds an entry in constant time on average."),
    ("He asked her where she had learned to swim.", "\"In the river behind my uncle's house,\" she said."),
    ("He asked her where she had learned to swim.", "The committee will publish its report in the spring."),
    ("To install the package, run the command below.", "It takes about a minute and needs no restart."),
    ("To install the package, run the command below.", "Her grandmother had kept bees all her life."),
)


@torch.no_grad()
def main(folder: Path, out: Path) -> None:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    plain, adapted = (load_embedded_bert(folder, torch.float32) for _ in range(2))
    merge(adapted, folder / "pairs.safetensors")
    pairs = []
    for pair in PAIRS:
        encoding = tokenizer.encode(*pair)
        odds = {"logOdds": log_odds(adapted, encoding), "without": log_odds(plain, encoding)}
        pairs.append({"pair": pair, "ids": encoding.ids, "segments": encoding.type_ids} | odds)
    out.write_text(json.dumps(pairs, ensure_ascii=False) + "\n", encoding="utf-8")


def merge(model: BertForPreTraining, file: Path) -> None:
    """Adds the adapters to the weights of their layers, and puts their head in the place of the model's."""
    stored = load_file(file)
    for name in sorted(key.removesuffix(".down.codes8") for key in stored if key.endswith(".down.codes8")):
        up, down = (torch.from_numpy(dense_of_8_bits(stored, f"{name}.{part}")) for part in ("up", "down"))
        model.get_submodule(name).weight += up.T @ down
    for name, values in model.cls.seq_relationship.named_parameters():
        values.copy_(torch.from_numpy(stored[f"cls.seq_relationship.{name}"]))


def log_odds(model: BertForPreTraining, encoding: object) -> float:
    result = model(input_ids=torch.tensor([encoding.ids]), token_type_ids=torch.tensor([encoding.type_ids]))
    follows, does_not = result.seq_relationship_logits[0].tolist()
    return round(follows - does_not, 4)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))

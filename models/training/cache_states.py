"""Draw pairs of sentences and write what the embedded BERT's first layers say about them, and about the evaluation set.

usage: cache_states.py MODEL TOKENS NEXT_SENTENCE.jsonl OUT_FOLDER --layers N --pairs N [--seed N]

MODEL is an embedded model, TOKENS a token store. A run that was stopped goes on where it was. A pair takes about 90 kB.
"""

import argparse
from pathlib import Path

from pair_model import LowerLayers, load_embedded_bert
from pair_sampler import draw_pairs
from pair_sequences import sequences_of_eval, sequences_of_store
from processor import choose_device, clock_of
from state_cache import write_states
from token_store import TokenStore


def main(model: Path, tokens: Path, evaluation: Path, out: Path, layers: int, pairs: int, seed: int) -> None:
    device = choose_device()
    clock = clock_of(device)
    lower = LowerLayers(load_embedded_bert(model).bert, layers).to(device)
    store = TokenStore(tokens)
    eval_sequences, groups = sequences_of_eval(evaluation, model / "tokenizer.json")
    train_sequences = sequences_of_store(store, draw_pairs(store, pairs, seed))
    parts = {"eval": (eval_sequences, {"layers": layers, "groups": groups}), "train": (train_sequences, {"layers": layers, "seed": seed})}
    for name, (sequences, description) in parts.items():
        for done in write_states(out / name, sequences, lower, description):
            print(f"{name}: {done} of {len(sequences)} pairs, {clock():.0f} s", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("model", "tokens", "evaluation", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--pairs", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    main(**vars(parser.parse_args()))

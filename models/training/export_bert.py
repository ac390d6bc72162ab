"""Turn BERT-base uncased into the embedded format: layers in 4 bits, embeddings in 8, both heads of its pre-training included.

usage: export_bert.py CHECKPOINT NEXT_SENTENCE_HEAD.json OUT_FOLDER TEXT_FILE...

CHECKPOINT is a Hugging Face folder, the head a logistic regression on the pooler's output, and the texts are prose: paragraphs with blank lines between
them, documents with a line <|doc|>, as plain UTF-8 or xz. README.md beside this file describes the format.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from bert_model import load_bert
from bert_text import read_sequences
from bert_vocabulary import rows_to_store
from embedded_format import round_to_8_bits, write_json, write_shards
from gptq import Grid
from round_bert import input_maxima, round_layers
from tokenizers import Tokenizer
from transformers import BertForPreTraining

CALIBRATION_SEQUENCES = 768
BLOCK = 64
EMBEDDING_BLOCK = 256
IMPOSSIBLE = -100
"""The bias of a token that is never suggested: e⁻¹⁰⁰ is 0 in float32, and float16 holds it."""


def main(checkpoint: Path, head: Path, out: Path, texts: list[str]) -> None:
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    model = load_bert(checkpoint, head)
    sequences = read_sequences(texts, tokenizer, CALIBRATION_SEQUENCES, seed=1)
    grids = round_layers(model, sequences, BLOCK)
    tensors = stored_tensors(model, grids, tokenizer)
    tensors |= {f"{name}.input_maxima": values.numpy().astype(np.float16) for name, values in input_maxima(model, sequences).items()}
    out.mkdir(parents=True, exist_ok=True)
    write_shards(out, tensors)
    write_configuration(checkpoint, out)


def stored_tensors(model: BertForPreTraining, grids: dict[str, Grid], tokenizer: Tokenizer) -> dict[str, np.ndarray]:
    """All arrays by their names in the embedded format, the large ones first."""
    state = {name: tensor.numpy() for name, tensor in model.state_dict().items() if ".decoder." not in name}
    words = "bert.embeddings.word_embeddings.weight"
    stored_rows, kept = rows_to_store(tokenizer)
    tensors = round_embeddings(words, state.pop(words)[kept]) | {f"{words}.rows": stored_rows}
    state["cls.predictions.bias"][np.setdiff1d(np.arange(len(stored_rows)), kept)] = IMPOSSIBLE
    positions = "bert.embeddings.position_embeddings.weight"
    tensors |= round_embeddings(positions, state.pop(positions))
    for name, grid in grids.items():
        del state[f"{name}.weight"]
        codes, scales, minimums, ranges = (part.numpy() for part in grid)
        parts = {"codes4": codes[:, 0::2] | (codes[:, 1::2] << 4), "scales": scales, "minimums": minimums, "ranges": ranges}
        tensors |= {f"{name}.weight.{part}": np.ascontiguousarray(array) for part, array in parts.items()}
    return tensors | {name: array.astype(np.float16) for name, array in state.items()}


def round_embeddings(name: str, weights: np.ndarray) -> dict[str, np.ndarray]:
    codes, scales = round_to_8_bits(weights, EMBEDDING_BLOCK)
    return {f"{name}.codes8": codes, f"{name}.scales": scales}


def write_configuration(checkpoint: Path, out: Path) -> None:
    config = json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))
    config.pop("torch_dtype", None)
    write_json(out / "config.json", config | {"tie_word_embeddings": True}, indent=2)
    write_json(out / "tokenizer.json", json.loads((checkpoint / "tokenizer.json").read_text(encoding="utf-8")))
    specials = {name: f"[{name.split('_')[0].upper()}]" for name in ("cls_token", "sep_token", "mask_token", "pad_token", "unk_token")}
    tokenizer_config = {"tokenizer_class": "BertTokenizer", "do_lower_case": True, **specials, "model_max_length": config["max_position_embeddings"]}
    write_json(out / "tokenizer_config.json", tokenizer_config, indent=2)


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])

"""Compare an exported folder with the GGUF file that it was made from, and print the figures of the model card.

usage: check_gpt.py FILE.gguf FOLDER

Fails unless every layer tensor is equal bit for bit in float32.
"""

import json
import sys
from pathlib import Path

import numpy as np
from export_gpt import hugging_face_name, join_rotary_halves
from gguf import GGUFReader
from gguf.quants import dequantize
from safetensors.numpy import load_file


def main(source: str, folder: Path) -> None:
    reader = GGUFReader(source)
    index = json.loads((folder / "model.safetensors.index.json").read_text(encoding="utf-8"))["weight_map"]
    stored: dict[str, np.ndarray] = {}
    for file in sorted(set(index.values())):
        stored |= load_file(folder / file)
    assert stored.keys() == index.keys(), "the index and the shards name different tensors"
    exact = 0
    for tensor in reader.tensors:
        stem, name = hugging_face_name(tensor.name)
        expected = dequantize(tensor.data, tensor.tensor_type).reshape(tuple(int(n) for n in tensor.shape)[::-1])
        heads = {"attn_q": "head_count", "attn_k": "head_count_kv"}.get(stem)
        if heads:
            expected = join_rotary_halves(expected, reader.fields[f"llama.attention.{heads}"].contents())
        actual = dense(stored, name)
        if np.array_equal(actual, expected):
            exact += 1
        elif stem == "token_embd":
            report_embedding_error(actual, expected)
        else:
            raise SystemExit(f"{name} differs from the source.")
    print(f"{exact} of {len(reader.tensors)} tensors are equal bit for bit in float32")
    print(f"{sum(a.nbytes for a in stored.values()) / 2**20:.2f} MiB of weights")


def dense(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    if name in stored:
        return stored[name].astype(np.float32)
    scales = stored[f"{name}.scales"].astype(np.float32)
    if f"{name}.codes8" in stored:
        codes = stored[f"{name}.codes8"].astype(np.float32)
        return codes * np.repeat(scales, codes.shape[1] // scales.shape[1], axis=1)
    packed = stored[f"{name}.codes4"]
    codes = np.stack([packed & 15, packed >> 4], axis=2).reshape(packed.shape[0], -1).astype(np.float32)
    minimums = stored[f"{name}.minimums"].astype(np.float32)
    return codes * np.repeat(scales, 32, axis=1) + np.repeat(minimums, 32, axis=1)


def report_embedding_error(actual: np.ndarray, expected: np.ndarray) -> None:
    relative = np.sqrt(np.square(actual - expected).sum() / np.square(expected).sum())
    cosine = (actual * expected).sum(1) / (np.linalg.norm(actual, axis=1) * np.linalg.norm(expected, axis=1))
    print(f"embeddings: relative error {relative:.5f} (root mean square), smallest cosine of a row {np.nanmin(cosine):.6f}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]))

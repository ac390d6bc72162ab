"""What both embedded models are written with: README.md beside this file describes the format."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

MAX_SHARD_BYTES = 40_000_000


def round_to_8_bits(weights: np.ndarray, block: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 with one float16 scale a block: of all float16 scales within 2 % of max / 127, the one of least squared error."""
    rows, columns = weights.shape
    codes = np.empty((rows, columns // block, block), np.int8)
    scales = np.empty((rows, columns // block), np.float16)
    for start in range(0, rows, 4096):
        blocks = weights[start : start + 4096].reshape(-1, columns // block, block)
        middle = (np.abs(blocks).max(axis=2) / 127).astype(np.float16).view(np.uint16).astype(np.int32)
        best_error = np.full(middle.shape, np.inf, np.float32)
        best = np.zeros(middle.shape, np.float16)
        for step in range(-20, 21):
            scale = np.maximum(middle + step, 1).astype(np.uint16).view(np.float16)
            error = np.square(blocks - codes_of(blocks, scale) * scale[:, :, None].astype(np.float32)).sum(axis=2)
            better = error < best_error
            best_error[better] = error[better]
            best[better] = scale[better]
        scales[start : start + 4096] = best
        codes[start : start + 4096] = codes_of(blocks, best)
    return codes.reshape(rows, columns), scales


def codes_of(blocks: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(blocks / scale[:, :, None].astype(np.float32)), -127, 127)


def write_shards(folder: Path, tensors: dict[str, np.ndarray]) -> None:
    shards: list[dict[str, np.ndarray]] = [{}]
    for name, array in tensors.items():
        if sum(a.nbytes for a in shards[-1].values()) + array.nbytes > MAX_SHARD_BYTES:
            shards.append({})
        shards[-1][name] = array
    files = {}
    for number, shard in enumerate(shards, 1):
        file = f"model-{number:05}-of-{len(shards):05}.safetensors"
        save_file(shard, folder / file, metadata={"format": "pt"})
        (folder / file).chmod(0o644)
        files |= dict.fromkeys(shard, file)
    total = sum(a.nbytes for a in tensors.values())
    write_json(folder / "model.safetensors.index.json", {"metadata": {"total_size": total}, "weight_map": files}, indent=2)


def write_json(path: Path, value: dict, indent: int | None = None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def read_stored(folder: Path) -> dict[str, np.ndarray]:
    """The tensors of an embedded model as they are stored."""
    index = json.loads((folder / "model.safetensors.index.json").read_text(encoding="utf-8"))
    stored: dict[str, np.ndarray] = {}
    for file in sorted(set(index["weight_map"].values())):
        stored |= load_file(folder / file)
    return stored


def read_dense(folder: Path) -> dict[str, np.ndarray]:
    """The tensors of an embedded model in float32, by the names of the dense tensors that they stand for."""
    stored = read_stored(folder)
    dense = {name: array.astype(np.float32) for name, array in stored.items() if name.endswith((".weight", ".bias"))}
    for name in stored:
        if name.endswith(".codes4"):
            dense[name.removesuffix(".codes4")] = dense_of_4_bits(stored, name.removesuffix(".codes4"))
        if name.endswith(".codes8"):
            dense[name.removesuffix(".codes8")] = dense_of_8_bits(stored, name.removesuffix(".codes8"))
    return dense


def dense_of_4_bits(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    pairs, scales, minimums = (stored[f"{name}.{part}"] for part in ("codes4", "scales", "minimums"))
    codes = unpack_4_bits(pairs).reshape(*scales.shape, -1).astype(np.float32)
    ranges = stored.get(f"{name}.ranges")
    units = np.ones((len(pairs), 2), np.float32) if ranges is None else ranges.astype(np.float32) / 255
    blocks = codes * (scales * units[:, :1])[:, :, None] + (minimums * units[:, 1:])[:, :, None]
    return blocks.reshape(len(pairs), -1)


def unpack_4_bits(pairs: np.ndarray) -> np.ndarray:
    """uint8 [rows, columns / 2], two codes a byte, to [rows, columns]."""
    return np.stack([pairs & 15, pairs >> 4], axis=2).reshape(len(pairs), -1)


def dense_of_8_bits(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    codes, scales = stored[f"{name}.codes8"], stored[f"{name}.scales"]
    blocks = codes.reshape(*scales.shape, -1) * scales.astype(np.float32)[:, :, None]
    dense = blocks.reshape(codes.shape)
    return dense[stored[f"{name}.rows"]] if f"{name}.rows" in stored else dense

"""Write blocks of each quantised type of GGUF, and the values that the package gguf reads from them.

usage: gguf_blocks.py OUT.safetensors
"""

import sys

import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType as Type
from gguf.quants import dequantize
from safetensors.numpy import save_file

# Where the float16 numbers of a block are.
HALVES = {
    Type.Q4_0: [0], Type.Q4_1: [0, 2], Type.Q5_0: [0], Type.Q5_1: [0, 2], Type.Q8_0: [0],
    Type.Q2_K: [80, 82], Type.Q3_K: [108], Type.Q4_K: [0, 2], Type.Q5_K: [0, 2], Type.Q6_K: [208],
    Type.IQ4_NL: [0], Type.IQ4_XS: [0], Type.TQ1_0: [52], Type.TQ2_0: [64], Type.MXFP4: [],
}  # fmt: skip

# Ordinary, the largest, the smallest, one without its implied bit, zeros of both signs, and what is no number.
SCALES = [0.01, -0.37, 65504, -65504, 6e-8, 6.1e-5, 0.0, -0.0, np.inf, -np.inf, np.nan, 1.0]


def main(out: str) -> None:
    random = np.random.default_rng(0)
    tensors = {}
    for kind, places in HALVES.items():
        size, length = GGML_QUANT_SIZES[kind]
        blocks = random.integers(0, 256, (len(SCALES), length), dtype=np.uint8)
        for order, at in enumerate(places):
            scales = np.roll(np.array(SCALES, np.float16), 5 * order)
            blocks[:, at : at + 2] = scales.reshape(-1, 1).view(np.uint8)
        if kind == Type.MXFP4:
            blocks[:4, 0] = [0, 1, 254, 255]
        with np.errstate(all="ignore"):
            tensors[f"{kind.name}.values"] = dequantize(blocks, kind)
        tensors[f"{kind.name}.blocks"] = blocks
    save_file(tensors, out)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The largest absolute value that each input column of each linear layer takes on sample prose.

The graph builder uses them to move outliers from activations into weights before both are rounded to 8 bits.
usage: activation_maxima.py MODEL_DIR TEXT_FILE...

MODEL_DIR, the embedded model, gets the file activations.safetensors and its entries in the index.
"""

import json
import sys
from pathlib import Path

import torch
from document_windows import START
from grid_gpt import load_dense_gpt
from safetensors.torch import save_file
from tokenizers import Tokenizer

WINDOW = 511
WINDOWS_PER_TEXT = 12

folder, texts = Path(sys.argv[1]), sys.argv[2:]
tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
model = load_dense_gpt(folder, torch.float32)
maxima: dict[str, torch.Tensor] = {}


def watch(name: str):
    def hook(_module, inputs):
        largest = inputs[0].abs().amax(dim=(0, 1))
        maxima[name] = torch.maximum(maxima[name], largest) if name in maxima else largest

    return hook


# Projections that share an input would all have the same maxima; the first stands for them.
leaders = ("q_proj", "o_proj", "gate_proj", "down_proj")
for name, module in model.named_modules():
    if name.endswith(leaders):
        module.register_forward_pre_hook(watch(name))

# Each window starts as a document does; this is also what the engine puts in front of a text.
start = tokenizer.token_to_id(START)
with torch.no_grad():
    for path in texts:
        with open(path, encoding="utf-8") as file:
            ids = tokenizer.encode(file.read(2_000_000), add_special_tokens=False).ids
        # Windows spread over the whole text, so that they come from many documents.
        step = max(WINDOW, (len(ids) - WINDOW) // WINDOWS_PER_TEXT)
        for at in list(range(0, len(ids) - WINDOW, step))[:WINDOWS_PER_TEXT]:
            model(torch.tensor([[start] + ids[at : at + WINDOW]]))

tensors = {f"{name}.input_maxima": values.to(torch.float16) for name, values in maxima.items()}
save_file(tensors, folder / "activations.safetensors")
index_path = folder / "model.safetensors.index.json"
index = json.loads(index_path.read_text(encoding="utf-8"))
index["weight_map"] |= {name: "activations.safetensors" for name in tensors}
index_path.write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")

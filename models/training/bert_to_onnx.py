"""Write the embedded BERT as ONNX models in the layout of transformers.js, in 8 bits, to compare the speed of other programs with ours.

usage: bert_to_onnx.py EMBEDDED_FOLDER OUT_FOLDER

OUT_FOLDER gets masked-words/ (scores of the whole vocabulary for each token, as published exports have them) and next-sentence/ (a classifier of two
labels). Both hold the weights of the embedded model, exported by PyTorch and rounded by ONNX Runtime's own tool: dynamic, 8 bits, a scale for each
output.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import torch
from embedded_format import read_dense, write_json
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import BertConfig, BertForMaskedLM, BertForNextSentencePrediction

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
HEADS = {
    "masked-words": (BertForMaskedLM, {"architectures": ["BertForMaskedLM"]}),
    "next-sentence": (
        BertForNextSentencePrediction,
        {"architectures": ["BertForSequenceClassification"], "id2label": {"0": "FOLLOWS", "1": "DOES_NOT"}},
    ),
}


class Logits(nn.Module):
    """Names the inputs one by one, as the exporter wants them, and gives the logits alone."""

    def __init__(self, model: nn.Module):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits


def main(embedded: Path, out: Path) -> None:
    tensors = {name: torch.from_numpy(values) for name, values in read_dense(embedded).items()}
    tensors["cls.predictions.decoder.weight"] = tensors["bert.embeddings.word_embeddings.weight"]
    tensors["cls.predictions.decoder.bias"] = tensors["cls.predictions.bias"]
    for name, (kind, config_of_head) in HEADS.items():
        folder = out / name
        (folder / "onnx").mkdir(parents=True, exist_ok=True)
        model = kind(BertConfig.from_pretrained(embedded, attn_implementation="eager")).eval()
        missing, _ = model.load_state_dict(tensors, strict=False)
        if missing:
            raise SystemExit(f"The embedded model lacks {', '.join(missing)}.")
        export(model, folder / "onnx" / "model_quantized.onnx")
        config = json.loads((embedded / "config.json").read_text(encoding="utf-8"))
        write_json(folder / "config.json", config | config_of_head, indent=2)
        for file in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copy(embedded / file, folder / file)


def export(model: nn.Module, file: Path) -> None:
    sample = tuple(torch.ones(2, 8, dtype=torch.long) for _ in INPUTS)
    axes = {name: {0: "batch", 1: "tokens"} for name in INPUTS} | {"logits": {0: "batch"}}
    if isinstance(model, BertForMaskedLM):
        axes["logits"][1] = "tokens"
    with tempfile.TemporaryDirectory() as temporary:
        dense = Path(temporary) / "model.onnx"
        torch.onnx.export(
            Logits(model), sample, dense, input_names=list(INPUTS), output_names=["logits"], dynamic_axes=axes, opset_version=17, dynamo=False
        )
        quantize_dynamic(dense, file, per_channel=True, weight_type=QuantType.QInt8)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))

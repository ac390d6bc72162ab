"""Makes the golden folders of ready-made graphs: tiny models of random weights in the layout of transformers.js, exported by Optimum, with
the values that PyTorch and Transformers compute. Needs the packages of requirements-ready-made.txt, in an environment of its own.

python ready_made.py ../../data/ready-made [name…]
"""

import shutil
import sys
import tempfile
from pathlib import Path

import torch
import transformers as hf
from optimum.exporters.onnx import onnx_export_from_model
from safetensors.torch import save_file

from golden_encoders import fill

VOCABULARY = 97
SIZES = dict(
    vocab_size=VOCABULARY, hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
    max_position_embeddings=64, pad_token_id=0,
)
BLOOM = dict(vocab_size=VOCABULARY, hidden_size=16, n_layer=2, n_head=2, seq_length=64)
CODEGEN = dict(vocab_size=VOCABULARY, n_embd=16, n_layer=2, n_head=4, rotary_dim=4, n_positions=40)

MODELS = {
    "bloom": ("bloom", hf.AutoModelForCausalLM, "text-generation-with-past", BLOOM),
    "codegen": ("codegen", hf.AutoModelForCausalLM, "text-generation-with-past", CODEGEN),
    "bert-masked-lm": ("bert", hf.AutoModelForMaskedLM, "fill-mask", {}),
    "bert-vectors": ("bert", hf.AutoModel, "feature-extraction", {}),
    "roformer-sequence": ("roformer", hf.AutoModelForSequenceClassification, "text-classification", dict(embedding_size=16, num_labels=3)),
    "roformer-token": ("roformer", hf.AutoModelForTokenClassification, "token-classification", dict(embedding_size=16, num_labels=3)),
    "bert-question-answering": ("bert", hf.AutoModelForQuestionAnswering, "question-answering", {}),
}


def golden(model, is_causal):
    draw = torch.Generator().manual_seed(7)
    inputs = dict(input_ids=torch.randint(3, VOCABULARY, (1, 16), generator=draw))
    if not is_causal:
        inputs["token_type_ids"] = (torch.arange(16) >= 9).long()[None]
    with torch.no_grad():
        output = model(**inputs)
    named = {name: output[name].contiguous() for name in ("logits", "start_logits", "end_logits", "last_hidden_state") if name in output}
    return dict(**inputs, **named)


def main(folder, *names):
    for name in names or MODELS:
        kind, cls, task, changes = MODELS[name]
        config = hf.AutoConfig.for_model(kind, **(changes if "n_head" in changes else {**SIZES, **changes}))
        torch.manual_seed(0)
        model = cls.from_config(config, attn_implementation="eager").float().eval()
        fill(model)
        target = Path(folder, name)
        shutil.rmtree(target, ignore_errors=True)
        (target / "onnx").mkdir(parents=True)
        with tempfile.TemporaryDirectory() as exported:
            onnx_export_from_model(model, exported, task=task, do_validation=False)
            shutil.copy(Path(exported, "model.onnx"), target / "onnx")
        model.config.architectures = [type(model).__name__]
        model.config.save_pretrained(target)
        save_file(golden(model, "generation" in task), target / "golden.safetensors")


main(*sys.argv[1:])

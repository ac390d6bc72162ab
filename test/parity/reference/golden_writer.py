"""Makes the golden folders of a writer's adapter: tiny causal models of random weights with an adapter of PEFT, and what PyTorch computes with it.

python golden_writer.py ../../data/training [name…]
"""

import sys
from pathlib import Path

import peft
import torch
import transformers as hf
from safetensors.torch import save_file

VOCABULARY, LENGTH, BELOW, LAYERS, HIDDEN = 97, 11, 1, 3, 32
MODELS = {
    "writer-llama": (
        "llama",
        dict(hidden_size=HIDDEN, intermediate_size=32, num_hidden_layers=LAYERS, num_attention_heads=4, num_key_value_heads=2,
             max_position_embeddings=64, tie_word_embeddings=True),
        ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
    ),
    "writer-gpt2": (
        "gpt2",
        dict(n_embd=HIDDEN, n_inner=32, n_layer=LAYERS, n_head=4, n_positions=64, resid_pdrop=0, embd_pdrop=0, attn_pdrop=0),
        ["c_attn", "c_proj", "c_fc"],
    ),
}


def fill(model):
    """Large random weights, so that each tensor matters."""
    draw = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            values = torch.randn(weight.shape, generator=draw)
            weight.copy_(weight + 0.2 * values if weight.dim() == 1 else values * (0.5 if "emb" in name or "w" in name.split(".")[-2] else 1.2 / HIDDEN**0.5))


def golden(model):
    ids = torch.randint(3, VOCABULARY, (1, LENGTH), generator=torch.Generator().manual_seed(7))
    said = model(input_ids=ids, labels=ids, output_hidden_states=True)
    factors = {name: weight for name, weight in model.named_parameters() if "lora_" in name}
    result = dict(input_ids=ids, lower_states=said.hidden_states[BELOW], loss=said.loss, logprobs=said.logits.log_softmax(-1))
    for key, gradient in zip(factors, torch.autograd.grad(said.loss, list(factors.values()))):
        result["gradient." + key.removeprefix("base_model.model.").replace(".default.weight", "")] = gradient
    return {name: tensor.detach().contiguous() for name, tensor in result.items()}


def main(out, *names):
    torch.manual_seed(0)
    for name in names or MODELS:
        kind, own, targets = MODELS[name]
        folder = Path(out, name)
        sizes = dict(vocab_size=VOCABULARY, bos_token_id=1, eos_token_id=2)
        base = hf.AutoModelForCausalLM.from_config(hf.AutoConfig.for_model(kind, **sizes, **own), attn_implementation="eager").eval()
        fill(base)
        base.save_pretrained(folder)
        (folder / "generation_config.json").unlink(missing_ok=True)
        settings = peft.LoraConfig(
            r=4, lora_alpha=8, target_modules=targets, layers_to_transform=list(range(BELOW, LAYERS)), task_type="CAUSAL_LM",
            layers_pattern="h" if kind == "gpt2" else "layers",
        )
        model = peft.get_peft_model(base, settings)
        draw = torch.Generator().manual_seed(3)
        with torch.no_grad():
            for key, weight in model.named_parameters():
                if "lora_" in key:
                    weight.copy_(0.2 * torch.randn(weight.shape, generator=draw))
        model.peft_config["default"].base_model_name_or_path = ".."
        model.peft_config["default"].fan_in_fan_out = False
        model.save_pretrained(folder / "adapter")
        (folder / "adapter/README.md").unlink(missing_ok=True)
        save_file(golden(model), folder / "golden.safetensors")


main(*sys.argv[1:])

"""Makes the golden folders of training: tiny encoders of random weights with an adapter of PEFT, and the losses and gradients that PyTorch computes.

python golden_training.py ../../data/training [name…]
"""

import sys
from pathlib import Path

import peft
import torch
import transformers as hf
from safetensors.torch import save_file
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, normalize

VOCABULARY, ROWS, LENGTH, LABELS, BELOW, LAYERS = 48, 4, 9, 3, 1, 3
SIZES = dict(vocab_size=VOCABULARY, max_position_embeddings=40, pad_token_id=1)
USUAL = dict(hidden_size=16, intermediate_size=24, num_hidden_layers=LAYERS, num_attention_heads=2)
MODELS = {
    "bert": ("bert", USUAL, ["query", "key", "value", "dense"]),
    "distilbert": ("distilbert", dict(dim=16, hidden_dim=24, n_layers=LAYERS, n_heads=2), ["q_lin", "k_lin", "v_lin", "out_lin", "lin1", "lin2"]),
    "roberta": ("roberta", dict(**USUAL, type_vocab_size=1), ["query", "key", "value", "dense"]),
}


def fill(model):
    """Large random weights, so that each tensor matters."""
    draw = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            values = torch.randn(weight.shape, generator=draw)
            weight.copy_(weight + 0.2 * values if weight.dim() == 1 else values * (0.5 if "emb" in name else 1.2 / weight.shape[-1] ** 0.5))


def losses(values, layers, head):
    """Of texts with one label, of texts with several, and of words; the first one also of what is to be alike."""
    text = torch.cat([values["means"] @ layer for layer in layers], 1).flatten(1)
    word = (values["word_means"] @ layers[-1]).flatten(0, 1)
    cosines = normalize(text) @ normalize(text).T / 0.1 + values["alike_mask"]
    scores = text @ head["text.weight"].T + head["text.bias"]
    alike = -(values["alike_targets"] * log_softmax(cosines, -1)).sum()
    several = binary_cross_entropy_with_logits(scores, values["several_targets"], values["several_weights"], reduction="sum")
    words = word @ head["word.weight"].T + head["word.bias"]
    return {
        "text": -(values["text_targets"] * log_softmax(scores, -1)).sum() + alike,
        "several": several,
        "word": -(values["word_targets"] * log_softmax(words, -1)).sum(),
    }


def golden(model):
    draw = torch.Generator().manual_seed(7)
    number = lambda *shape: torch.rand(shape, generator=draw)
    ids = torch.randint(3, VOCABULARY, (ROWS, LENGTH), generator=draw)
    mask = (torch.arange(LENGTH) < torch.tensor([[9], [5], [7], [2]])).long()
    ids = torch.where(mask.bool(), ids, 1)
    means = torch.stack([(torch.arange(LENGTH) == 0).float().expand(ROWS, -1), mask / mask.sum(-1, keepdim=True)], 1)
    labels = torch.tensor([0, 1, 0, 1])
    alike = ((labels[:, None] == labels) & ~torch.eye(ROWS).bool()).float() / ROWS
    values = dict(
        means=means, alike_targets=alike, alike_mask=torch.where(torch.eye(ROWS).bool(), -1e30, 0.0),
        word_means=torch.eye(LENGTH).expand(ROWS, -1, -1) * mask[:, :, None],
        text_targets=torch.eye(LABELS)[torch.tensor([0, 1, 2, 1])] * number(ROWS, 1),
        several_targets=(number(ROWS, LABELS) > 0.5).float(), several_weights=number(ROWS, LABELS),
        word_targets=(torch.eye(LABELS)[torch.randint(0, LABELS, (ROWS, LENGTH), generator=draw)] * mask[:, :, None]).flatten(0, 1) / 20,
    )
    head = {}
    for unit, size in ("text", 2 * 2 * 16), ("word", 16):
        head[f"{unit}.weight"] = (0.3 * torch.randn(LABELS, size, generator=draw)).requires_grad_()
        head[f"{unit}.bias"] = number(LABELS).requires_grad_()
    states = model(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
    factors = {name: weight for name, weight in model.named_parameters() if "lora_" in name}
    result = dict(input_ids=ids, mask=torch.where(mask.bool(), 0.0, -1e30), lower_states=states[BELOW], **values, **head)
    result["features"] = torch.cat([means @ state for state in states[BELOW + 1:]], 1)
    for name, loss in losses(values, states[BELOW + 1:][-2:], head).items():
        result[f"{name}.loss"] = loss
        wanted = factors | {key: weight for key, weight in head.items() if key.startswith("word" if name == "word" else "text")}
        for key, gradient in zip(wanted, torch.autograd.grad(loss, list(wanted.values()), retain_graph=True)):
            key = key.removeprefix("base_model.model.").replace(".default.weight", "").replace("text.", "head.").replace("word.", "head.")
            result[f"{name}.gradient.{key}"] = gradient
    return {name: tensor.detach().contiguous() for name, tensor in result.items()}


def main(out, *names):
    torch.manual_seed(0)
    for name in names or MODELS:
        kind, own, targets = MODELS[name]
        folder = Path(out, name)
        base = hf.AutoModel.from_config(hf.AutoConfig.for_model(kind, **{**SIZES, **own}), attn_implementation="eager").eval()
        fill(base)
        base.save_pretrained(folder)
        settings = peft.LoraConfig(r=4, lora_alpha=8, target_modules=targets, layers_to_transform=list(range(BELOW, LAYERS)))
        model = peft.get_peft_model(base, settings)
        draw = torch.Generator().manual_seed(3)
        with torch.no_grad():
            for key, weight in model.named_parameters():
                if "lora_" in key:
                    weight.copy_(0.2 * torch.randn(weight.shape, generator=draw))
        model.peft_config["default"].base_model_name_or_path = ".."
        model.save_pretrained(folder / "adapter")
        (folder / "adapter/README.md").unlink(missing_ok=True)
        save_file(golden(model), folder / "golden.safetensors")


main(*sys.argv[1:])

"""The embedded causal model in PyTorch, with its own 4-bit codes: what training changes are scales, minimums and norms."""

from pathlib import Path

import torch
from embedded_format import read_dense, read_stored, unpack_4_bits
from grid_linear import GridLinear
from torch import nn
from training_loop import put
from transformers import LlamaConfig, LlamaForCausalLM

CODES = ".codes4"


def load_grid_gpt(folder: Path) -> LlamaForCausalLM:
    """bfloat16, embeddings frozen; each 4-bit layer is a GridLinear."""
    model = load_dense_gpt(folder, torch.bfloat16)
    model.requires_grad_(False)
    stored = read_stored(folder)
    for name in stored:
        if name.endswith(CODES):
            layer = name.removesuffix(f".weight{CODES}")
            parent, _, child = layer.rpartition(".")
            pairs, scales, minimums = (stored[f"{layer}.weight.{part}"] for part in ("codes4", "scales", "minimums"))
            setattr(model.get_submodule(parent), child, GridLinear(unpack_4_bits(pairs), scales, minimums))
    for name, module in model.named_modules():
        if name.endswith("norm"):
            # A step of training would be lost in bfloat16, whose next number is 0.4 % away.
            module.weight = nn.Parameter(module.weight.detach().float())
    return model


def trained_parameters(model: nn.Module) -> dict[str, nn.Parameter]:
    return {name: value for name, value in model.named_parameters() if value.requires_grad}



def load_dense_gpt(folder: Path, number: torch.dtype) -> LlamaForCausalLM:
    """The embedded model with dense weights of a type."""
    config = LlamaConfig.from_pretrained(folder)
    config._attn_implementation = "sdpa"
    model = LlamaForCausalLM(config).to(number)
    state = {name: torch.from_numpy(array) for name, array in read_dense(folder).items()}
    state["lm_head.weight"] = state["model.embed_tokens.weight"]
    model.load_state_dict(state)
    return model.eval()


@torch.no_grad()
def mix(model: LlamaForCausalLM, learnt: dict[str, torch.Tensor], share: float) -> None:
    """Moves what is trained from where it started by a share of the way to what was learnt."""
    own = trained_parameters(model)
    put(own, {name: torch.lerp(own[name], values, share) for name, values in learnt.items()})

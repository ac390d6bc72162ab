"""Makes the golden folders of causal models: tiny checkpoints of random weights with the values that PyTorch and Transformers compute.

python golden_causal.py ../../data/golden [name…]
"""

import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM

VOCABULARY, LENGTH, STARTS, STEPS = 96, 24, 8, 24
SIZES = dict(
    vocab_size=VOCABULARY, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
    num_key_value_heads=2, max_position_embeddings=128, pad_token_id=None, bos_token_id=0, eos_token_id=0,
)
ROPE = dict(rope_theta=10000.0)
YARN = dict(rope_type="yarn", factor=4.0, original_max_position_embeddings=32)
LONG = dict(rope_type="longrope", short_factor=[1.0, 1.2, 1.5, 2.0], long_factor=[2.0] * 4)

MODELS = {
    "gemma": ("gemma", dict(head_dim=16)),
    "gemma2": ("gemma2", dict(head_dim=16, query_pre_attn_scalar=12, sliding_window=8, num_hidden_layers=3, attn_logit_softcapping=5.0, final_logit_softcapping=4.0)),
    "gpt_neox": ("gpt_neox", dict(rope_parameters=dict(**ROPE, partial_rotary_factor=0.5))),
    "gpt_neox-serial": ("gpt_neox", dict(use_parallel_residual=False, hidden_act="gelu_new")),
    "granite": ("granite", dict(embedding_multiplier=3.0, logits_scaling=2.5, residual_multiplier=0.4, attention_multiplier=0.3, attention_bias=True)),
    "llama-yarn": ("llama", dict(rope_parameters=dict(**ROPE, **YARN))),
    "modernbert-decoder": ("modernbert-decoder", dict(local_attention=12, pad_token_id=0, cls_token_id=0, sep_token_id=0, num_hidden_layers=4)),
    "olmo2": ("olmo2", {}),
    "opt": ("opt", dict(ffn_dim=64, pad_token_id=1)),
    "opt-post-norm": ("opt", dict(ffn_dim=64, word_embed_proj_dim=64, do_layer_norm_before=False, pad_token_id=1)),
    "phi": ("phi", dict(qk_layernorm=True)),
    "phi3": ("phi3", dict(sliding_window=9, rope_parameters=dict(**ROPE, partial_rotary_factor=0.5))),
    "phi3-longrope": ("phi3", dict(original_max_position_embeddings=64, rope_parameters=dict(**ROPE, **LONG))),
    "qwen3_moe": ("qwen3_moe", dict(num_experts=4, num_experts_per_tok=2, moe_intermediate_size=32, head_dim=16, norm_topk_prob=True)),
    "smollm3": ("smollm3", dict(num_hidden_layers=4, no_rope_layer_interval=2)),
    "stablelm": ("stablelm", dict(use_qkv_bias=True, rope_parameters=dict(**ROPE, partial_rotary_factor=0.5))),
    "stablelm-parallel": ("stablelm", dict(use_parallel_residual=True, qk_layernorm=True, rope_parameters=dict(**ROPE, partial_rotary_factor=0.25))),
}


def fill(model):
    """Large random weights that half precision holds exactly, so that each tensor matters."""
    draw = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            values = torch.randn(weight.shape, generator=draw)
            if weight.dim() == 1:
                values = weight + 0.2 * values
            else:
                values *= 0.5 if "emb" in name else 1.2 / weight.shape[-1] ** 0.5
            weight.copy_(values.half().float())
    model.tie_weights()


def golden(model):
    ids = torch.randint(3, VOCABULARY, (1, LENGTH), generator=torch.Generator().manual_seed(7))
    with torch.no_grad():
        logits = model(input_ids=ids, use_cache=False).logits
        text = ids[:, :STARTS]
        for _ in range(STEPS):
            text = torch.cat([text, model(input_ids=text, use_cache=False).logits[:, -1:].argmax(-1)], 1)
    return dict(input_ids=ids, logits=logits.contiguous(), greedy_after_8=text[:, STARTS:].contiguous())


def main(folder, *names):
    for name in names or MODELS:
        kind, changes = MODELS[name]
        config = AutoConfig.for_model(kind, **{**SIZES, **changes})
        torch.manual_seed(0)
        model = AutoModelForCausalLM.from_config(config, attn_implementation="eager").float().eval()
        fill(model)
        target = Path(folder, name)
        target.mkdir(parents=True, exist_ok=True)
        save_file(golden(model), target / "golden.safetensors")
        model.half().save_pretrained(target)
        (target / "generation_config.json").unlink(missing_ok=True)
        print(name, sum(path.stat().st_size for path in target.iterdir()) // 1024, "KiB")


if __name__ == "__main__":
    main(*sys.argv[1:])

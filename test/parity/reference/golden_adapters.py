"""Makes the golden folders of adapters: PEFT's low-rank adapters on golden folders, with the values that PyTorch computes of both.

python golden_adapters.py ../../data/golden
"""

import sys
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM

LENGTH = 24
ADAPTERS = {
    "lora-granite": ("granite", dict(r=4, lora_alpha=6, target_modules=["q_proj", "v_proj", "down_proj"])),
    "lora-granite-whole": ("granite", dict(r=4, lora_alpha=8, use_rslora=True, target_modules=["k_proj", "o_proj"], modules_to_save=["lm_head"])),
    "lora-gpt_neox": ("gpt_neox", dict(r=2, lora_alpha=4, target_modules=["query_key_value", "dense", "embed_in"], alpha_pattern={"dense": 3}, rank_pattern={"dense": 4})),
    "lora-gpt2": ("gpt2", dict(r=4, lora_alpha=8, fan_in_fan_out=True, target_modules=["c_attn", "c_fc"])),
}

for name, (base, changes) in ADAPTERS.items():
    root = Path(sys.argv[1])
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_pretrained(root / base, dtype=torch.float32, attn_implementation="eager").eval()
    adapted = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", **changes)).eval()
    draw = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for key, weight in adapted.named_parameters():
            if "lora_" in key or "modules_to_save" in key:
                weight.copy_((0.3 * torch.randn(weight.shape, generator=draw)).half().float())
        ids = torch.randint(3, model.config.vocab_size, (1, LENGTH), generator=torch.Generator().manual_seed(7))
        logits = adapted(input_ids=ids, use_cache=False).logits
    adapted.peft_config["default"].base_model_name_or_path = f"example/{base}"
    folder = root / name
    adapted.save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)
    save_file(dict(input_ids=ids, logits=logits.contiguous()), folder / "golden.safetensors")
    print(name, sum(path.stat().st_size for path in folder.iterdir()) // 1024, "KiB")

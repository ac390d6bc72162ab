"""Makes the golden folders of encoders: tiny checkpoints of random weights with the values that PyTorch and Transformers compute.

python golden_encoders.py ../../data/golden [name…]
"""

import sys
from pathlib import Path

import torch
import transformers as hf
from safetensors.torch import save_file

VOCABULARY, ROWS, LENGTH = 64, 3, 16
SIZES = dict(
    vocab_size=VOCABULARY, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
    max_position_embeddings=64, pad_token_id=1, num_labels=3,
)
DISTANCES = dict(relative_attention=True, pos_att_type=["p2c", "c2p"], norm_rel_ebd="layer_norm", position_biased_input=False)
V3 = dict(**DISTANCES, position_buckets=8, share_att_key=True, type_vocab_size=0)
WORDS, SEQUENCE, TOKEN, ANSWER = (
    hf.AutoModelForMaskedLM, hf.AutoModelForSequenceClassification, hf.AutoModelForTokenClassification, hf.AutoModelForQuestionAnswering,
)

MODELS = {
    "albert-masked-lm": ("albert", WORDS, dict(embedding_size=16)),
    "albert-sequence-classification": ("albert", SEQUENCE, dict(embedding_size=16, num_hidden_groups=2, num_hidden_layers=4)),
    "deberta-v2-masked-lm": ("deberta-v2", WORDS, dict(**DISTANCES, type_vocab_size=2)),
    "deberta-v3-masked-lm": ("deberta-v2", WORDS, V3),
    "deberta-v3-sequence-classification": ("deberta-v2", SEQUENCE, V3),
    "electra-masked-lm": ("electra", WORDS, dict(embedding_size=16)),
    "electra-question-answering": ("electra", ANSWER, dict(embedding_size=32, num_labels=2)),
    "electra-sequence-classification": ("electra", SEQUENCE, dict(embedding_size=32)),
    "eurobert-masked-lm": ("eurobert", WORDS, dict(num_key_value_heads=2)),
    "eurobert-sequence-classification": ("eurobert", SEQUENCE, dict(classifier_pooling="mean")),
    "mpnet-masked-lm": ("mpnet", WORDS, {}),
    "mpnet-sequence-classification": ("mpnet", SEQUENCE, {}),
    "nomic_bert-masked-lm": ("nomic_bert", WORDS, {}),
    "xlm-roberta-sequence-classification": ("xlm-roberta", SEQUENCE, dict(type_vocab_size=1)),
    "xlm-roberta-token-classification": ("xlm-roberta", TOKEN, dict(type_vocab_size=1)),
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
    draw = torch.Generator().manual_seed(7)
    ids = torch.randint(3, VOCABULARY, (ROWS, LENGTH), generator=draw)
    mask = (torch.arange(LENGTH) < torch.tensor([[LENGTH], [LENGTH - 5], [LENGTH - 9]])).long()
    ids = ids * mask + (1 - mask)
    inputs = dict(input_ids=ids, attention_mask=mask)
    if (getattr(model.config, "type_vocab_size", None) or 0) > 1 and model.config.model_type != "mpnet":
        inputs["token_type_ids"] = torch.randint(0, 2, ids.shape, generator=draw) * mask
    with torch.no_grad():
        output = model(**inputs)
        hidden = model.base_model(**inputs).last_hidden_state
    named = {name: output[name].contiguous() for name in ("logits", "start_logits", "end_logits") if name in output}
    return dict(**inputs, **named, last_hidden_state=hidden.contiguous())


def main(folder, *names):
    for name in names or MODELS:
        kind, cls, changes = MODELS[name]
        config = hf.AutoConfig.for_model(kind, **{**SIZES, **changes})
        torch.manual_seed(0)
        model = cls.from_config(config, attn_implementation="eager").float().eval()
        fill(model)
        target = Path(folder, name)
        target.mkdir(parents=True, exist_ok=True)
        save_file(golden(model), target / "golden.safetensors")
        model.half().save_pretrained(target)
        (target / "generation_config.json").unlink(missing_ok=True)
        print(name, sum(path.stat().st_size for path in target.iterdir()) // 1024, "KiB")


if __name__ == "__main__":
    main(*sys.argv[1:])

from pathlib import Path

import torch
from export_pairs import FILE, put_stored, stored_tensors
from pair_model import PairModel, PairShape
from safetensors.numpy import save_file
from torch import nn
from transformers import BertConfig, BertForPreTraining

CONFIG = BertConfig(vocab_size=50, hidden_size=256, num_hidden_layers=2, num_attention_heads=4, intermediate_size=512, attn_implementation="sdpa")


def model() -> PairModel:
    torch.manual_seed(1)
    return PairModel(BertForPreTraining(CONFIG).eval(), PairShape(layers=2, cached=0, adapted=1, rank=4))


def test_what_is_exported_says_nearly_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    trained = model()
    for value in trained.trained().values():
        nn.init.normal_(value, std=0.05)
    save_file(stored_tensors(trained), tmp_path / FILE)
    read = model()
    put_stored(read, tmp_path / FILE)
    states, mask = torch.randn(3, 5, 256), torch.ones(3, 5, dtype=torch.bool)
    torch.testing.assert_close(read(states, mask), trained(states, mask), atol=0.02, rtol=0.02)


def test_names_are_those_of_the_layers_in_bert() -> None:
    names = stored_tensors(model())
    assert "bert.encoder.layer.1.attention.self.query.down.codes8" in names
    assert "bert.pooler.dense.up.scales" in names
    assert not any(".layer.0." in name for name in names)

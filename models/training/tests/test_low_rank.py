import torch
from low_rank import LowRank, adapt
from torch import nn


def test_a_new_adapter_changes_nothing() -> None:
    linear = nn.Linear(6, 4)
    inputs = torch.randn(3, 6)
    assert torch.equal(LowRank(linear, 2)(inputs), linear(inputs))


def test_the_merged_weight_does_what_layer_and_adapter_do() -> None:
    adapted = LowRank(nn.Linear(6, 4), 2)
    nn.init.normal_(adapted.up)
    inputs = torch.randn(3, 6)
    torch.testing.assert_close(nn.functional.linear(inputs, adapted.merged(), adapted.frozen.bias), adapted(inputs))


def test_only_the_adapter_is_trained() -> None:
    module = nn.Sequential(nn.Linear(6, 4))
    adapt(module, ("0",), 2)
    assert {name for name, value in module.named_parameters() if value.requires_grad} == {"0.down", "0.up"}

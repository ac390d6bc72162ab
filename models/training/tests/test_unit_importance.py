import torch
from transformers import BertConfig, BertForPreTraining
from unit_importance import unit_importance

IDS = torch.tensor([[1, 2, 3, 4], [5, 6, 7, 8]])
BATCH = (IDS, torch.zeros_like(IDS), torch.ones_like(IDS).bool())
WORDS = (BATCH, torch.tensor([[-1, 9, -1, -1], [-1, -1, 4, -1]]))
PAIRS = (BATCH, torch.tensor([1.0, 0.0]))


def teacher() -> BertForPreTraining:
    torch.manual_seed(1)
    return BertForPreTraining(BertConfig(vocab_size=50, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16)).eval()


def test_what_gives_nothing_matters_nothing_and_the_rest_does() -> None:
    bert = teacher()
    with torch.no_grad():
        bert.bert.encoder.layer[0].attention.output.dense.weight[:, :4] = 0
        bert.bert.encoder.layer[1].output.dense.weight[:, 3] = 0
    heads, neurons = unit_importance(bert, [WORDS], [PAIRS])
    assert (heads[0, 0].item(), neurons[1, 3].item()) == (0, 0)
    assert (heads > 0).sum() == heads.numel() - 1
    assert (neurons > 0).sum() == neurons.numel() - 1


def test_both_tasks_weigh_alike_however_many_sequences_each_has() -> None:
    once, more = unit_importance(teacher(), [WORDS], [PAIRS]), unit_importance(teacher(), [WORDS], [PAIRS] * 3)
    for one, other in zip(once, more, strict=True):
        torch.testing.assert_close(one, other)
    assert abs(once.heads.sum().item() + once.neurons.sum().item() - 2) < 1e-5


def test_the_model_computes_as_before_afterwards() -> None:
    bert = teacher()
    before = bert(IDS).prediction_logits.detach()
    unit_importance(bert, [WORDS], [PAIRS])
    torch.testing.assert_close(bert(IDS).prediction_logits.detach(), before)

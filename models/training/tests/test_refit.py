import torch
from refit import fit, refit
from student_model import layer_states, narrowed
from student_shape import LayerShape
from torch import nn
from transformers import BertConfig, BertForPreTraining


def test_a_fitted_matrix_gives_what_was_wanted_of_the_inputs_it_has() -> None:
    torch.manual_seed(1)
    inputs = torch.randn(400, 6)
    inputs = torch.cat([inputs, inputs[:, :2] + 0.01 * torch.randn(400, 2)], 1)
    wanted = inputs[:, 6:8] @ torch.randn(2, 3) + 1
    dense = nn.Linear(6, 3)
    with torch.no_grad():
        fit(dense, inputs[:, :6], wanted)
    assert (dense(inputs[:, :6]) - wanted).square().mean() < 0.01 * wanted.var()


def test_a_refitted_student_is_nearer_to_its_teacher() -> None:
    torch.manual_seed(1)
    config = BertConfig(vocab_size=50, hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=32, initializer_range=0.5)
    teacher = BertForPreTraining(config).eval()
    ids = torch.randint(0, 50, (16, 20))
    batch = (ids, torch.zeros_like(ids), torch.ones_like(ids).bool())
    student = narrowed(teacher, [LayerShape(layer, [0, 2, 3], list(range(0, 32, 2))) for layer in range(2)])
    wanted = layer_states(teacher, *batch)[-1]

    def error() -> float:
        return (student.states(*batch)[-1] - wanted).square().mean().item()

    before = error()
    refit(student, teacher, [batch])
    assert error() < 0.8 * before

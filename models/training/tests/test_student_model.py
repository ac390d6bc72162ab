import pytest
import torch
from student_model import Student, matched_layers
from transformers import BertConfig, BertForPreTraining


@pytest.mark.parametrize(("of", "layers", "matched"), [(12, 6, [1, 3, 5, 7, 9, 11]), (12, 4, [2, 5, 8, 11]), (4, 4, [0, 1, 2, 3])])
def test_layers_are_spread_evenly_and_the_last_is_one_of_them(of: int, layers: int, matched: list[int]) -> None:
    assert matched_layers(of, layers) == matched


def test_a_student_of_all_layers_says_what_its_teacher_says() -> None:
    config = BertConfig(vocab_size=50, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16)
    teacher = BertForPreTraining(config).eval()
    ids = torch.tensor([[1, 2, 3]])
    states = Student(teacher, 2).states(ids, torch.zeros_like(ids), torch.ones_like(ids).bool())
    torch.testing.assert_close(states[-1], teacher.bert(ids).last_hidden_state)

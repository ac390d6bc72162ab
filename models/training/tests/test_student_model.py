import torch
from bert_model import bert_of
from student_checkpoint import narrow_configuration
from student_model import narrowed
from student_shape import LayerShape
from transformers import BertConfig, BertForPreTraining

CONFIG = {"vocab_size": 50, "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 16}
IDS = torch.tensor([[1, 2, 3]])


def teacher() -> BertForPreTraining:
    torch.manual_seed(1)
    return BertForPreTraining(BertConfig(**CONFIG)).eval()


def states_of(student: object) -> torch.Tensor:
    return student.states(IDS, torch.zeros_like(IDS), torch.ones_like(IDS).bool())[-1]


def test_a_student_that_keeps_everything_says_what_its_teacher_says() -> None:
    whole = teacher()
    student = narrowed(whole, [LayerShape(layer, [0, 1], list(range(16))) for layer in range(2)])
    torch.testing.assert_close(states_of(student), whole.bert(IDS).last_hidden_state)


def test_a_removed_head_and_removed_neurons_are_as_if_they_gave_zero() -> None:
    whole = teacher()
    student = narrowed(whole, [LayerShape(0, [1], [0, 5]), LayerShape(1, [0, 1], list(range(16)))])
    first = whole.bert.encoder.layer[0]
    with torch.no_grad():
        first.attention.output.dense.weight[:, :4] = 0
        first.output.dense.weight[:, [at for at in range(16) if at not in (0, 5)]] = 0
    torch.testing.assert_close(states_of(student), whole.bert(IDS).last_hidden_state)


def test_a_student_opens_again_from_its_configuration() -> None:
    student = narrowed(teacher(), [LayerShape(1, [1], [3, 4, 5])])
    config = narrow_configuration(student, CONFIG)
    again = bert_of(config)
    again.load_state_dict(student.bert.state_dict())
    assert (config["num_attention_heads"], config["head_dim"], config["intermediate_size"]) == ([1], 4, [3])
    torch.testing.assert_close(again.eval().bert(IDS).last_hidden_state, states_of(student))

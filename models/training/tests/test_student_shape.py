import torch
from student_shape import HEAD_COST, NEURON_COST, NEURONS_TOGETHER, Importance, choose_shape

LAYERS, HEADS, NEURONS = 3, 4, 4 * NEURONS_TOGETHER


def importance() -> Importance:
    chance = torch.Generator().manual_seed(1)
    return Importance(torch.rand(LAYERS, HEADS, generator=chance) * HEAD_COST, torch.rand(LAYERS, NEURONS, generator=chance) * NEURON_COST)


def test_everything_is_kept_where_all_weights_may_stay() -> None:
    for part in choose_shape(importance(), 1.5, []):
        assert (part.heads, part.neurons) == (list(range(HEADS)), list(range(NEURONS)))


def test_a_share_is_not_exceeded_by_more_than_what_each_layer_must_keep() -> None:
    shape = choose_shape(importance(), 0.5, [])
    weights = sum(len(part.heads) * HEAD_COST + len(part.neurons) * NEURON_COST for part in shape)
    least = LAYERS * (HEAD_COST + NEURONS_TOGETHER * NEURON_COST)
    assert weights <= 0.5 * LAYERS * (HEADS * HEAD_COST + NEURONS * NEURON_COST) + least


def test_the_head_that_matters_most_is_kept_and_the_least_goes() -> None:
    of_all = importance()
    of_all.heads[1] = torch.tensor([0.0, 1000.0, 0.0, 0.0]) * HEAD_COST
    assert choose_shape(of_all, 0.6, [])[1].heads == [1]


def test_a_layer_can_be_left_out_whole() -> None:
    assert [part.layer for part in choose_shape(importance(), 0.6, [1])] == [0, 2]


def test_neurons_are_kept_in_whole_blocks() -> None:
    assert all(len(part.neurons) % NEURONS_TOGETHER == 0 for part in choose_shape(importance(), 0.4, []))
